//! Stata data files, `.dta`, formats 102–119 (Stata 1 to 18).
//!
//! ```text
//!   102–115   header ─ types, names, formats, labels ─ expansion ─ rows ─ value labels
//!   117–119   the same between tags, characteristics for expansion, and long texts (strL) after the rows
//!             types.rs: what a number means        before.rs, tagged.rs: the two forms        labels.rs: words for values
//! ```
//!
//! Stata's `.` is [`Missing::System`](crate::Missing::System), `.a`–`.z` stay letters; formats before 113 have `.` only.
//! Texts are UTF-8 from 118; before, the file does not say. Layouts: Stata's help files `dta`, `dta_113`–`dta_118`;
//! for what is older than those, the reader of pandas and files written by R's `foreign`. Own, though the crate `dta` 0.6
//! is small: bounds, doubts and code pages are then the same for all formats.

mod before;
mod labels;
mod tagged;
mod types;

use std::collections::HashMap;

use crate::bytes::{Bytes, size, until_zero};
use crate::codepage::{Decoder, Doubts};
use crate::column::{Column, Gap, Numbers, RawTexts};
use crate::fault::{Fault, FaultKind};
use crate::model::{File, Format, Kind, ValueLabel, Variable};
use crate::note::Note;
use crate::options::{MOST_CELLS, MOST_WORDS, Options};
use labels::Table;
use types::{Read, Type};

/// Whether these are the first bytes of such a file.
pub(crate) fn is(bytes: &[u8]) -> bool {
    let old = matches!(bytes, [102..=105 | 108 | 110 | 111 | 113..=115, 0..=2, 1, ..]);
    old || bytes.starts_with(b"<stata_dta>")
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<File, Fault> {
    let chosen = options.page()?;
    let cursor = Bytes::new(bytes, "header");
    let raw = if bytes.starts_with(b"<") { tagged::read(cursor)? } else { before::read(cursor)? };
    let mut notes = Vec::new();
    let columns = raw.columns(&mut notes)?;
    let decoder = match raw.version {
        118.. if chosen.is_none() => Decoder::utf8(),
        _ => Decoder::settle(chosen, None, raw.texts(&columns), &mut notes),
    };
    let mut doubts = Doubts::default();
    let label = decoder.words(until_zero(raw.label), &mut doubts);
    doubts.note("", &decoder, &mut notes);
    let mut variables = Vec::new();
    let mut labelled = 0;
    for (described, column) in raw.variables.iter().zip(columns) {
        let table = raw.tables.get(until_zero(described.table));
        labelled += table.map_or(0, |it| it.iter().map(|(_, words)| words.len() + 64).sum::<usize>());
        if labelled > MOST_WORDS {
            let most = MOST_WORDS as u64;
            return Err(Fault::whole(FaultKind::TooLarge { what: "bytes of value labels", most }));
        }
        variables.push(raw.variable(described, column, &decoder, &mut notes));
    }
    let mut names = std::collections::HashSet::new();
    if let Some(twice) = variables.iter().find(|it| !names.insert(it.name.as_str())) {
        return Err(Fault::whole(FaultKind::Twice(twice.name.clone())));
    }
    let format = Format::Dta { version: raw.version };
    let (encoding, rows) = (decoder.encoding(), raw.rows);
    Ok(File { format, encoding, label, rows, variables, weight: None, sets: Vec::new(), notes })
}

/// A variable as the file describes it.
#[derive(Debug, Default)]
struct Described<'a> {
    kind: Type,
    name: &'a [u8],
    format: &'a [u8],
    table: &'a [u8],
    label: &'a [u8],
}

/// A file as bytes in their places.
struct Raw<'a> {
    version: u16,
    rows: usize,
    label: &'a [u8],
    variables: Vec<Described<'a>>,
    /// The rows, whole.
    data: Bytes<'a>,
    /// Long texts by variable and row of where they first stand.
    long: HashMap<(u64, u64), &'a [u8]>,
    tables: HashMap<&'a [u8], Table<'a>>,
}

/// Values while they are read.
enum Values {
    Numbers(Numbers, usize),
    Texts(RawTexts, usize),
}

/// Takes the bytes of all rows, or says which rows are there.
fn take_rows<'a>(bytes: &mut Bytes<'a>, rows: u64, variables: &[Described<'_>]) -> Result<Bytes<'a>, Fault> {
    bytes.part = "data";
    if variables.is_empty() {
        return Err(bytes.damaged("the file has no variables"));
    }
    if rows.saturating_mul(variables.len() as u64) > MOST_CELLS {
        return Err(bytes.fault(FaultKind::TooLarge { what: "cells", most: MOST_CELLS }));
    }
    let width: usize = variables.iter().map(|it| it.kind.width()).sum();
    let wanted = size(rows).saturating_mul(width);
    let there = bytes.rest().len();
    if there < wanted {
        let (found, mut left) = (there / width.max(1), there % width.max(1));
        let cut = variables.iter().find(|it| {
            let here = left < it.kind.width();
            left = left.saturating_sub(it.kind.width());
            here
        });
        bytes.take(there)?;
        let fault = bytes.fault(FaultKind::RowsCut { found: found as u64, expected: rows });
        let name = cut.map(|it| String::from_utf8_lossy(until_zero(it.name)).into_owned());
        return Err(fault.in_row(found, &name.unwrap_or_default()));
    }
    let taken = bytes.take(wanted)?;
    Ok(bytes.within(taken))
}

impl<'a> Raw<'a> {
    fn columns(&self, notes: &mut Vec<Note>) -> Result<Vec<Values>, Fault> {
        let new = |it: &Described<'_>| match it.kind {
            Type::Text(_) | Type::Long => Values::Texts(RawTexts::default(), 0),
            _ => Values::Numbers(Numbers::plain(Vec::new(), Gap::System), 0),
        };
        let mut columns: Vec<Values> = self.variables.iter().map(new).collect();
        let mut bytes = self.data.clone();
        for _ in 0..self.rows {
            for (variable, values) in self.variables.iter().zip(&mut columns) {
                match (variable.kind.read(&mut bytes, self.version)?, values) {
                    (Read::Number(number), Values::Numbers(numbers, strange)) => {
                        *strange += usize::from(!number.is_finite());
                        numbers.push(if number.is_finite() { number } else { f64::NAN }, 0);
                    }
                    (Read::Missing(letter), Values::Numbers(numbers, _)) => numbers.push(f64::NAN, letter),
                    (Read::Text(text), Values::Texts(texts, _)) => texts.push(until_zero(text)),
                    (Read::Long(v, o), Values::Texts(texts, lost)) => {
                        let text = self.long.get(&(v, o)).copied();
                        *lost += usize::from(text.is_none() && (v, o) != (0, 0));
                        texts.push(text.unwrap_or_default());
                    }
                    _ => return Err(bytes.damaged("a value of another type")),
                }
            }
        }
        for (variable, values) in self.variables.iter().zip(&columns) {
            let variable = String::from_utf8_lossy(until_zero(variable.name)).into_owned();
            match values {
                Values::Numbers(_, count) if *count > 0 => {
                    notes.push(Note::NotNumbers { variable, count: *count });
                }
                Values::Texts(_, lost) if *lost > 0 => {
                    let what = format!("variable {variable}: {lost} long texts that are not in the file");
                    notes.push(Note::PassedOver(what));
                }
                _ => {}
            }
        }
        Ok(columns)
    }

    /// All texts, to guess an encoding by.
    fn texts(&self, columns: &'a [Values]) -> impl Iterator<Item = &'a [u8]> {
        let words = columns.iter().filter_map(|it| match it {
            Values::Texts(texts, _) => Some(&texts.words),
            Values::Numbers(..) => None,
        });
        let described = self.variables.iter().flat_map(|it| [until_zero(it.name), until_zero(it.label)]);
        let labels = self.tables.values().flatten().map(|(_, label)| *label);
        let own: Vec<&'a [u8]> = described.chain(labels).chain([until_zero(self.label)]).collect();
        own.into_iter().chain(words.flatten().map(Vec::as_slice))
    }

    fn variable(
        &self,
        described: &Described<'_>,
        values: Values,
        decoder: &Decoder,
        notes: &mut Vec<Note>,
    ) -> Variable {
        let mut doubts = Doubts::default();
        let name = decoder.words(until_zero(described.name), &mut doubts);
        let label = decoder.words(until_zero(described.label), &mut doubts);
        let format = decoder.text(until_zero(described.format));
        let table = until_zero(described.table);
        let mut labels = Vec::new();
        match self.tables.get(table) {
            Some(table) => labels.extend(table.iter().map(|(value, words)| ValueLabel {
                value: types::labelled(*value, self.version),
                label: decoder.words(words, &mut doubts),
            })),
            None if table.is_empty() => {}
            None => {
                notes.push(Note::NoLabels { variable: name.clone(), table: decoder.text(table) });
            }
        }
        let (kind, column) = match values {
            Values::Texts(texts, _) => (Kind::Text, decoder.column(texts, &mut doubts)),
            Values::Numbers(mut numbers, _) => {
                let kind = types::kind(&format);
                numbers.values.iter_mut().for_each(|it| *it = types::in_unit(kind, *it));
                (kind, Column::Numbers(numbers))
            }
        };
        doubts.note(&name, decoder, notes);
        Variable { name, label, kind, measure: None, format, labels, missing: Vec::new(), column }
    }
}
