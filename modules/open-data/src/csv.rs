//! A set as CSV for programs: RFC 4180 and the defaults of CSV on the Web – UTF-8 without a mark, commas, CRLF, decimal
//! points, one line of titles. Rows are written as they are read, so a set may be larger than memory.

use axum::body::Body;
use futures_util::StreamExt as _;
use ground::open::{Column, Table, Value};
use web::{Error, Say};

/// Rows put together before they are sent.
const BATCH: usize = 256;

/// The lines of a set. A row that is not what the columns declare ends the answer in the middle, which every client
/// notices, rather than publishing what nobody described.
pub(crate) fn body(t: &Say, columns: &'static [Column], table: Table) -> Body {
    let header = line(columns.iter().map(|column| t.say(column.title)));
    let rows = table.rows.chunks(BATCH).map(move |rows| batch(columns, rows));
    Body::from_stream(futures_util::stream::once(async { Ok(header) }).chain(rows))
}

fn batch(columns: &[Column], rows: Vec<Result<Vec<Value>, Error>>) -> Result<String, Error> {
    let mut out = String::new();
    for row in rows {
        let row = row?;
        if row.len() != columns.len() {
            return Err(Error::fault(
                "write a set",
                format!("{} values, {} columns", row.len(), columns.len()),
            ));
        }
        out.push_str(&line(row.iter().map(Value::written)));
    }
    Ok(out)
}

fn line<T: AsRef<str>>(fields: impl Iterator<Item = T>) -> String {
    let mut out = String::new();
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let field = field.as_ref();
        if field.contains(['"', ',', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a line back by RFC 4180.
    fn read(line: &str) -> Vec<String> {
        let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
        let mut letters = line.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(letter) = letters.next() {
            match (letter, quoted) {
                ('"', true) if letters.peek() == Some(&'"') => {
                    letters.next();
                    field.push('"');
                }
                ('"', _) => quoted = !quoted,
                (',', false) => fields.push(std::mem::take(&mut field)),
                _ => field.push(letter),
            }
        }
        fields.push(field);
        fields
    }

    proptest! {
        #[test]
        fn every_field_is_read_back(fields in prop::collection::vec("[ ,\"\r\na-cž]{0,6}", 1..5)) {
            prop_assert_eq!(read(&line(fields.iter())), fields);
        }
    }
}
