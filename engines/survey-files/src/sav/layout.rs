//! Which variables there are: long names, and texts over 255 bytes, which are stored as several variables.

use std::collections::HashMap;

use super::dictionary::{Dictionary, RawVariable};
use super::extensions::Extensions;
use super::rows::{Element, Elements};
use crate::bytes::trimmed;
use crate::fault::{Fault, FaultKind};
use crate::note::Note;

/// Bytes by which segments of a very long text are counted, though each but the last holds 255.
const COUNTED: usize = 252;
const HELD: usize = 255;

/// Variables in the order of the file.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    pub(super) variables: Vec<Laid<'a>>,
}

/// A variable as the caller sees it.
#[derive(Debug)]
pub(super) struct Laid<'a> {
    /// The long name, or the short one.
    pub(super) name: &'a [u8],
    pub(super) record: &'a RawVariable<'a>,
    /// Place of its (first) record among the records.
    pub(super) at: usize,
    /// For a text its segments; none for a number.
    pub(super) parts: Vec<Part>,
    /// The number of its measure; 0 for none.
    pub(super) measure: i32,
}

/// A segment of a text.
#[derive(Debug)]
pub(super) struct Part {
    /// Elements it takes in a row.
    elements: usize,
    /// Bytes of it that belong to the text.
    used: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn of(dictionary: &'a Dictionary<'a>, notes: &mut Vec<Note>) -> Result<Self, Fault> {
        let names = by_name(Extensions::pairs(dictionary.extensions.long_names));
        let widths = by_name(Extensions::pairs(dictionary.extensions.very_long));
        let measures = measures(dictionary, notes);
        let mut variables: Vec<Laid<'a>> = Vec::new();
        let mut at = 0;
        while let Some(record) = dictionary.variables.get(at) {
            let key = record.name.to_ascii_uppercase();
            let width =
                widths.get(&key).and_then(|it| std::str::from_utf8(trimmed(it)).ok()?.trim().parse().ok());
            let width: usize = width.unwrap_or(record.width);
            let count = if width > HELD { width.div_ceil(COUNTED) } else { 1 };
            let records = dictionary.variables.get(at..at.saturating_add(count));
            let texts = records.filter(|it| it.iter().all(|it| (it.width == 0) == (record.width == 0)));
            let Some(records) = texts.filter(|_| count == 1 || record.width > 0) else {
                let why = "a long text has not all its segments".to_owned();
                let mut fault = Fault::whole(FaultKind::Damaged(why));
                fault.place.variable = String::from_utf8_lossy(record.name).into_owned();
                return Err(fault);
            };
            let part = |(at, it): (usize, &RawVariable<'_>)| Part {
                elements: it.width.div_ceil(8),
                used: width.saturating_sub(at * HELD).min(it.width),
            };
            let parts =
                if record.width == 0 { Vec::new() } else { records.iter().enumerate().map(part).collect() };
            let name = names.get(&key).copied().unwrap_or(record.name);
            let measure = measures.get(at).copied().unwrap_or(0);
            variables.push(Laid { name, record, at, parts, measure });
            at += count;
        }
        let layout = Self { variables };
        layout.unique()?;
        Ok(layout)
    }

    fn unique(&self) -> Result<(), Fault> {
        let mut names = HashMap::new();
        match self.variables.iter().find(|it| names.insert(it.name, ()).is_some()) {
            Some(twice) => {
                Err(Fault::whole(FaultKind::Twice(String::from_utf8_lossy(twice.name).into_owned())))
            }
            None => Ok(()),
        }
    }
}

impl Laid<'_> {
    /// Adds the bytes of a row's text; whether there was one.
    pub(super) fn read(&self, elements: &mut Elements<'_>, text: &mut Vec<u8>) -> Result<bool, Fault> {
        let mut begun = false;
        for part in &self.parts {
            let start = text.len();
            for _ in 0..part.elements {
                match elements.next()? {
                    Some(Element::Bytes(bytes)) => text.extend_from_slice(&bytes),
                    Some(Element::Number(number)) => text.extend_from_slice(&elements.bytes(number)),
                    Some(Element::Missing) => text.extend_from_slice(b"        "),
                    None if begun => return Err(elements.fault(FaultKind::Cut)),
                    None => return Ok(false),
                }
                begun = true;
            }
            text.truncate(start + part.used);
        }
        Ok(true)
    }
}

fn by_name<'a>(pairs: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> HashMap<Vec<u8>, &'a [u8]> {
    pairs.map(|(short, value)| (short.to_ascii_uppercase(), value)).collect()
}

/// Measures of the variable records: each has two numbers, or three with its width.
fn measures(dictionary: &Dictionary<'_>, notes: &mut Vec<Note>) -> Vec<i32> {
    let (numbers, records) = (&dictionary.extensions.display, dictionary.variables.len());
    let each = match numbers.len() {
        0 => return Vec::new(),
        count if count == records * 3 => 3,
        count if count == records * 2 => 2,
        _ => {
            notes.push(Note::PassedOver("the record of measures".to_owned()));
            return Vec::new();
        }
    };
    numbers.iter().step_by(each).copied().collect()
}
