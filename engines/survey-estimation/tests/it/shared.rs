//! Files beside the project. Where they are absent a test says so on stderr and passes, unless it must not.

use std::path::PathBuf;

use survey_estimation::data::{Categories, Column, Table};

/// The folder of shared files, or `None` with a loud word on stderr.
pub(crate) fn reference() -> Option<PathBuf> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let folder = root.join("reference");
    if folder.join("survey_public.json").exists() {
        return Some(folder);
    }
    let must = std::env::var_os("OKRSEK_REQUIRE_SHARED").is_some_and(|value| value == "1");
    assert!(!must, "{} is not there, and OKRSEK_REQUIRE_SHARED=1", folder.display());
    eprintln!("SKIPPED: {} is not there (set OKRSEK_SHARED)", folder.display());
    None
}

/// A table from the text of a CSV file with commas: a column is numbers when all its values are, unless quoted.
pub(crate) fn table(text: &str) -> Table {
    let mut lines = text.lines().map(fields);
    let names: Vec<String> = lines.next().expect("a header").into_iter().map(|(name, _)| name).collect();
    let rows: Vec<Vec<(String, bool)>> = lines.collect();
    let mut table = Table::new(rows.len());
    for (at, name) in names.iter().enumerate() {
        let quoted = rows.iter().any(|row| row[at].1);
        let value = |row: &Vec<(String, bool)>| {
            let text = row[at].0.as_str();
            if text.is_empty() { Ok(f64::NAN) } else { text.parse::<f64>() }
        };
        let numbers: Result<Vec<f64>, _> = rows.iter().map(value).collect();
        let column = match numbers {
            Ok(numbers) if !quoted => Column::Numbers(numbers),
            _ => Column::Categories(Categories::of(
                rows.iter().map(|row| Some(row[at].0.as_str()).filter(|text| !text.is_empty())),
            )),
        };
        table = table.with(name, column).expect("columns of one length");
    }
    table
}

/// The fields of a line, and whether each was quoted.
fn fields(line: &str) -> Vec<(String, bool)> {
    let (mut fields, mut open) = (vec![(String::new(), false)], false);
    for character in line.chars() {
        let last = fields.last_mut().expect("one field at least");
        match character {
            '"' => {
                last.1 = true;
                open = !open;
            }
            ',' if !open => fields.push((String::new(), false)),
            _ => last.0.push(character),
        }
    }
    fields
}
