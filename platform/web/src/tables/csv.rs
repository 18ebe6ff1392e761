//! Rows for a spreadsheet.
//!
//! Decisions: UTF-8 with a byte order mark, because Czech Excel otherwise reads windows-1250; semicolons, because
//! the comma is the decimal sign; RFC 4180 quotes and CRLF; decimal comma. A text that a spreadsheet would take for
//! a formula (`=`, `+`, `-`, `@`, tab, return at its start) gets an apostrophe before it (OWASP, CSV injection).
//! Open data for programs come from the `open-data` module without these courtesies.

use axum::response::{IntoResponse, Response};

use super::{Cell, Column, export};

/// A download of all rows. `name` is the file's name without `.csv`.
pub fn csv(name: &str, columns: &[Column], rows: impl IntoIterator<Item = Vec<Cell>>) -> Response {
    export::of_csv(name, bytes(columns, rows)).into_response()
}

pub(super) fn bytes(columns: &[Column], rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    line(&mut out, columns.iter().map(|column| text(&column.heading)));
    for row in rows {
        line(&mut out, row.iter().map(cell));
    }
    out.into_bytes()
}

fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (i, field) in fields.enumerate() {
        if i > 0 {
            out.push(';');
        }
        out.push_str(&field);
    }
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(shown) | Cell::Link(_, shown) => text(shown),
        Cell::Number(value, _) => value.to_string().replace('.', ","),
        Cell::Date(day, _) => day.to_string(),
        Cell::Moment(at, _) => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

fn text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: Cell, expected: &str) {
        assert_eq!(cell(&given), expected);
    }

    #[test]
    fn cells_survive_a_spreadsheet() {
        check(Cell::text("Lobzy"), "Lobzy");
        check(Cell::text("Slovany; Lobzy"), "\"Slovany; Lobzy\"");
        check(Cell::text("u „Růže\" 5"), "\"u „Růže\"\" 5\"");
        check(Cell::text("=1+1"), "'=1+1");
        check(Cell::text("-5"), "'-5");
        check(Cell::Number(-5.5, "−5,5".into()), "-5,5");
        check(Cell::link("/a", "@x"), "'@x");
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        check(Cell::Date(day, "2. 11. 2026".into()), "2026-11-02");
        check(Cell::Moment(day.and_hms_opt(8, 5, 9).unwrap(), "2. 11. 2026 8:05".into()), "2026-11-02 08:05");
    }
}
