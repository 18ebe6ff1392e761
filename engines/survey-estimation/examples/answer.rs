//! Answers a document of questions from the tables of a folder, as `okrsek survey run` does.
//!
//! `cargo run -p survey-estimation --example answer -- SPEC.json FOLDER`

use std::path::Path;

use survey_estimation::run::run_text;

#[allow(clippy::unwrap_used, clippy::expect_used, dead_code)]
#[path = "../tests/it/shared.rs"]
mod shared;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(document), Some(folder)) = (arguments.next(), arguments.next()) else {
        println!("which document, and tables of which folder?");
        return Ok(());
    };
    let load = |name: &str| {
        let text =
            std::fs::read_to_string(Path::new(&folder).join(name)).map_err(|fault| fault.to_string())?;
        Ok(shared::table(&text))
    };
    println!("{}", run_text(&std::fs::read_to_string(document)?, load)?);
    Ok(())
}
