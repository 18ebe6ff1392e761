//! A file as CSV, to be given away with its [`Codebook`](crate::Codebook).

use std::fmt::Write;

use crate::column::{Cell, Missing};
use crate::day;
use crate::model::{File, Kind, Variable};

/// Writes a file as CSV: UTF-8, `,` between fields, decimal points, texts in quotes, a header.
///
/// Numbers are the shortest that read back to the same double. Codes declared missing stand as they are, Stata's letters
/// as `.a`–`.z`, and both are in the codebook; system-missing and empty cells are empty. Read with
/// [`Codebook::of`](crate::Codebook::of) the file, this gives the same columns, but for system-missing, which is an
/// empty cell then. Days and times are written by ISO 8601.
#[must_use]
pub fn write(file: &File) -> String {
    let mut text = String::new();
    for (at, variable) in file.variables.iter().enumerate() {
        separate(&mut text, at);
        quote(&mut text, &variable.name);
    }
    text.push_str("\r\n");
    for row in 0..file.rows {
        for (at, variable) in file.variables.iter().enumerate() {
            separate(&mut text, at);
            cell(&mut text, variable, row);
        }
        // An empty line would be no row at all.
        if let [only] = file.variables.as_slice()
            && matches!(only.cell(row), Cell::Missing(Missing::System | Missing::Empty))
        {
            text.push_str("\"\"");
        }
        text.push_str("\r\n");
    }
    text
}

fn separate(text: &mut String, at: usize) {
    if at > 0 {
        text.push(',');
    }
}

fn cell(text: &mut String, variable: &Variable, row: usize) {
    // Writing to a text cannot fail.
    let _ = match variable.cell(row) {
        Cell::Number(number) | Cell::Missing(Missing::Number(number)) => {
            write_number(text, variable.kind, number)
        }
        Cell::Text(it) | Cell::Missing(Missing::Text(it)) => {
            quote(text, it);
            Ok(())
        }
        Cell::Missing(Missing::Letter(letter)) => write!(text, ".{letter}"),
        Cell::Missing(Missing::System | Missing::Empty) => Ok(()),
    };
}

fn write_number(text: &mut String, kind: Kind, number: f64) -> std::fmt::Result {
    match kind {
        Kind::Date => text.write_str(&day::date(number)),
        Kind::DateTime => text.write_str(&day::date_time(number)),
        Kind::Number | Kind::Text | Kind::Time => write!(text, "{number}"),
    }
}

pub(crate) fn quote(text: &mut String, words: &str) {
    text.push('"');
    text.push_str(&words.replace('"', "\"\""));
    text.push('"');
}
