//! A table of a CSV file (RFC 4180) for the estimation engine: commas, a header, empty fields are missing.
//!
//! A column is numbers when every value of it is one and none stands in quotes; otherwise its values are answers of a
//! question. So `"01"` stays the code it is, and a column of districts is never added up.

use std::collections::BTreeSet;

use survey_estimation::data::{Categories, Column, Table, TableError};

/// Why a file is no table.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum CsvError {
    /// Nothing to name the columns by.
    #[error("the file is empty")]
    Empty,
    /// Not in UTF-8.
    #[error("byte {0} is not UTF-8")]
    NotUtf8(usize),
    /// A row of another length than the header.
    #[error("line {line}: {found} fields where the header has {expected}")]
    Ragged {
        /// Line of the file, from 1.
        line: usize,
        /// Fields in it.
        found: usize,
        /// Columns.
        expected: usize,
    },
    /// A quotation mark that is never closed.
    #[error("line {line}: the quotation mark is never closed")]
    Open {
        /// Line on which it was opened, from 1.
        line: usize,
    },
    /// Two columns of one name: which is meant?
    #[error("two columns are called `{0}`")]
    Twice(String),
    /// What the engine does not take.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Reads a table.
///
/// - in: UTF-8, with or without its mark
/// - cost: one pass, the values once as text and once as numbers
///
/// # Errors
/// What is wrong and on which line.
pub fn read(bytes: &[u8]) -> Result<Table, CsvError> {
    let text = std::str::from_utf8(bytes).map_err(|fault| CsvError::NotUtf8(fault.valid_up_to()))?;
    let mut records = Records { rest: text.trim_start_matches('\u{feff}'), line: 1 };
    let header = records.next().ok_or(CsvError::Empty)??;
    let mut names = BTreeSet::new();
    if let Some(twice) = header.fields.iter().find(|name| !names.insert(name.text.as_str())) {
        return Err(CsvError::Twice(twice.text.clone()));
    }
    let mut columns: Vec<Values> = header.fields.iter().map(|_| Values::default()).collect();
    let mut rows = 0;
    for record in records {
        let Record { line, fields } = record?;
        if fields.len() != columns.len() {
            return Err(CsvError::Ragged { line, found: fields.len(), expected: columns.len() });
        }
        for (column, field) in columns.iter_mut().zip(fields) {
            column.push(field);
        }
        rows += 1;
    }
    let mut table = Table::new(rows);
    for (name, values) in header.fields.into_iter().zip(columns) {
        table = table.with(&name.text, values.column())?;
    }
    Ok(table)
}

struct Field {
    text: String,
    quoted: bool,
}

struct Record {
    line: usize,
    fields: Vec<Field>,
}

/// Records of a text one after the other; empty lines between them count as nothing.
struct Records<'a> {
    rest: &'a str,
    line: usize,
}

impl Iterator for Records<'_> {
    type Item = Result<Record, CsvError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(rest) = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix('\n')) {
            self.rest = rest;
            self.line += 1;
        }
        (!self.rest.is_empty()).then(|| self.record())
    }
}

impl Records<'_> {
    fn record(&mut self) -> Result<Record, CsvError> {
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            fields.push(self.field()?);
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        Ok(Record { line, fields })
    }

    fn field(&mut self) -> Result<Field, CsvError> {
        let Some(mut rest) = self.rest.strip_prefix('"') else {
            let end = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
            self.rest = rest;
            return Ok(Field { text: text.trim_end_matches('\r').to_owned(), quoted: false });
        };
        let (line, mut text) = (self.line, String::new());
        loop {
            let (part, after) = rest.split_once('"').ok_or(CsvError::Open { line })?;
            text.push_str(part);
            self.line += part.matches('\n').count();
            match after.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => {
                    // What stands between a closing mark and the comma belongs to the field, as spreadsheets read it.
                    let end = after.find([',', '\n']).unwrap_or(after.len());
                    let (tail, rest) = after.split_at_checked(end).unwrap_or((after, ""));
                    text.push_str(tail.trim_end_matches('\r'));
                    self.rest = rest;
                    return Ok(Field { text, quoted: true });
                }
            }
        }
    }
}

/// The values of a column while it is read.
#[derive(Default)]
struct Values {
    texts: Vec<String>,
    quoted: bool,
}

impl Values {
    fn push(&mut self, field: Field) {
        self.quoted |= field.quoted;
        self.texts.push(field.text);
    }

    fn column(self) -> Column {
        let number = |text: &String| if text.is_empty() { Some(f64::NAN) } else { text.parse().ok() };
        let numbers: Option<Vec<f64>> =
            if self.quoted { None } else { self.texts.iter().map(number).collect() };
        numbers.map_or_else(
            || {
                let present = |text: &'_ String| !text.is_empty();
                Column::Categories(Categories::of(
                    self.texts.iter().map(|text| Some(text.as_str()).filter(|_| present(text))),
                ))
            },
            Column::Numbers,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_answers_and_what_is_missing() {
        let table = read(
            "w,district,safe\r\n1.5,\"01\",\"ano, spíš\"\r\n2,\"02\",\r\n,\"02\",\"řekl \"\"ne\"\"\"\r\n"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(table.rows(), 3);
        let weights = table.numbers("w").unwrap();
        assert_eq!(weights[..2], [1.5, 2.0]);
        assert!(weights[2].is_nan());
        let Column::Categories(safe) = table.column("safe").unwrap() else { panic!("answers") };
        assert_eq!([0, 1, 2].map(|row| safe.level(row)), [Some("ano, spíš"), None, Some("řekl \"ne\"")]);
        assert!(table.numbers("district").is_err(), "a code in quotes is no number");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, expected) in [
            (b"".as_slice(), CsvError::Empty),
            (b"a,b\n1,2\n3\n", CsvError::Ragged { line: 3, found: 1, expected: 2 }),
            (b"a,b\n1,\"2\n3,4\n", CsvError::Open { line: 2 }),
            (b"a,b\n\"1\n\",2\n3\n", CsvError::Ragged { line: 4, found: 1, expected: 2 }),
            (b"a\n\xff\n", CsvError::NotUtf8(2)),
            (b"a,b,a\n1,2,3\n", CsvError::Twice("a".to_owned())),
        ] {
            assert_eq!(read(text).unwrap_err(), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[a,\"\r\n1ž]{0,60}") {
            let _ = read(text.as_bytes());
        }
    }
}
