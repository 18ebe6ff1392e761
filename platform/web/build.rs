//! Embeds what npm built (`assets/dist`) into the binary, so that the server is one file.
//!
//! The manifest names every file: `{ "app.css": { "file": "app-1a2b3c.css", … } }`. Beside a text file
//! may lie its `.br` and `.gz`, made once by npm with the slowest, smallest settings.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../assets/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed={}", dist.join("manifest.json").display());
    let table = match table(&dist) {
        Ok(table) => table,
        Err(reason) => {
            println!(
                "cargo::error=the scripts and styles of the pages are not built ({reason}): run `make assets`"
            );
            process::exit(1);
        }
    };
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs");
    if let Err(cause) = fs::write(&out, table) {
        println!("cargo::error=cannot write {}: {cause}", out.display());
        process::exit(1);
    }
}

/// The Rust text of the table: one `Asset` for each entry of the manifest, sorted by logical name.
fn table(dist: &Path) -> Result<String, String> {
    let manifest = dist.join("manifest.json");
    let text = fs::read_to_string(&manifest).map_err(|cause| format!("{}: {cause}", manifest.display()))?;
    let files: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|cause| format!("{}: {cause}", manifest.display()))?;
    let mut out = String::from("pub(crate) static EMBEDDED: &[Asset] = &[\n");
    for (name, entry) in &files {
        let file = entry["file"].as_str().ok_or_else(|| format!("{name} has no file in the manifest"))?;
        let path = dist.join(file);
        let path = path.canonicalize().map_err(|cause| format!("{}: {cause}", path.display()))?;
        let packed = |ending: &str| {
            let packed = PathBuf::from(format!("{}{ending}", path.display()));
            match packed.exists() {
                true => format!("Some(include_bytes!({:?}))", packed.display().to_string()),
                false => "None".to_owned(),
            }
        };
        let _ = writeln!(
            out,
            "    Asset {{ name: {name:?}, file: {file:?}, plain: include_bytes!({:?}), br: {}, gz: {} }},",
            path.display().to_string(),
            packed(".br"),
            packed(".gz"),
        );
    }
    out.push_str("];\n");
    Ok(out)
}
