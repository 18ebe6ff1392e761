//! The files in `tests/fixtures`, and short ways to say what is in them.

use survey_files::{Cell, File, Missing, Options, Variable, read};

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

pub(crate) fn file(name: &str) -> File {
    read(&bytes(name), &Options::default()).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

pub(crate) fn all() -> Vec<(String, Vec<u8>)> {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "make" && name != "README.md")
        .collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

pub(crate) fn variable<'a>(file: &'a File, name: &str) -> &'a Variable {
    file.variable(name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// Cells of a variable in words: `-` system-missing, `()` empty, `(98)` declared.
pub(crate) fn cells(file: &File, name: &str) -> Vec<String> {
    let variable = variable(file, name);
    assert_eq!(variable.column.rows(), file.rows);
    let word = |row| match variable.cell(row) {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.to_owned(),
        Cell::Missing(Missing::System) => "-".to_owned(),
        Cell::Missing(Missing::Empty) => "()".to_owned(),
        Cell::Missing(Missing::Letter(letter)) => format!(".{letter}"),
        Cell::Missing(Missing::Number(number)) => format!("({number})"),
        Cell::Missing(Missing::Text(text)) => format!("({text})"),
    };
    (0..file.rows).map(word).collect()
}

pub(crate) fn labels(file: &File, name: &str) -> Vec<(String, String)> {
    variable(file, name).labels.iter().map(|it| (it.value.to_string(), it.label.clone())).collect()
}

pub(crate) fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}
