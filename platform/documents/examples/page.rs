//! A report as JSON on standard input becomes a page to print on standard output:
//! `cargo run -p documents --example page < typesetter/examples/pocit-bezpeci.json > page.html`

use documents::{Report, Styles};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let report = Report::from_json(&std::io::read_to_string(std::io::stdin())?)?;
    println!("{}", report.to_html(Styles::Embedded)?);
    Ok(())
}
