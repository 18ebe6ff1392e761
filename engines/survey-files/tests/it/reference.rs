//! Public survey data beside the project: every value as another reader finds it.

use std::path::PathBuf;

use survey_files::{Cell, Options, read};

/// The folder of shared files, or `None` with a loud word on stderr.
fn reference() -> Option<PathBuf> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let folder = root.join("reference");
    if folder.join("api/apipop.csv").exists() {
        return Some(folder);
    }
    let must = std::env::var_os("OKRSEK_REQUIRE_SHARED").is_some_and(|value| value == "1");
    assert!(!must, "{} is not there, and OKRSEK_REQUIRE_SHARED=1", folder.display());
    eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", folder.display());
    None
}

#[test]
fn schools_of_california_field_by_field() {
    let Some(folder) = reference() else { return };
    let text = std::fs::read_to_string(folder.join("api/apipop.csv")).unwrap();
    let file = read(text.as_bytes(), &Options::default()).unwrap();
    // The file has no line breaks and no doubled marks within its texts, so this is enough.
    let mut lines = text.lines();
    let count = lines.next().unwrap().matches(',').count() + 1;
    assert_eq!(file.variables.len(), count);
    for (row, line) in lines.enumerate() {
        let mut inside = false;
        let fields: Vec<&str> = line
            .split(|letter| {
                inside ^= letter == '"';
                letter == ',' && !inside
            })
            .collect();
        for (field, variable) in fields.iter().zip(&file.variables) {
            let bare = field.trim_matches('"');
            match variable.cell(row) {
                Cell::Number(number) => {
                    assert_eq!(Some(number), field.parse().ok(), "{row} {}", variable.name)
                }
                Cell::Text(text) => assert_eq!(text, bare, "{row} {}", variable.name),
                Cell::Missing(_) => assert_eq!(bare.trim(), "", "{row} {}", variable.name),
            }
        }
    }
}
