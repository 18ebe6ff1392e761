//! Code lists of the Czech Statistical Office: what a code is called, and how other lists call the same thing.

use std::collections::BTreeMap;

use crate::records::{self, Records};
use crate::{Day, Fault, FaultKind};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its code: `40371`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day it holds from.
    pub from: Option<Day>,
    /// The day it holds to; none while it does (the file says 9999-09-09).
    pub to: Option<Day>,
    /// What other lists call it, by column: `cznuts` → `CZ0323`.
    pub others: BTreeMap<String, String>,
}

/// A code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its number: 101 districts, 100 regions, 3228 citizenships.
    pub number: String,
    /// Entries by code.
    pub entries: BTreeMap<String, Entry>,
}

/// Columns that every list has.
const COMMON: [&str; 8] = ["kodjaz", "akrcis", "kodcis", "chodnota", "zkrtext", "text", "admplod", "admnepo"];

/// Reads a code list.
///
/// # Errors
/// A missing column, more lists than one, or the first row that is not of the form.
pub fn read(bytes: &[u8]) -> Result<List, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    let header = records.header.clone();
    let place = |name: &str| header.iter().position(|it| it == name);
    let missing: Vec<String> =
        COMMON.iter().filter(|name| place(name).is_none()).map(|name| (*name).to_owned()).collect();
    if !missing.is_empty() {
        let (found, expected, unknown) = (header.len(), COMMON.len(), Vec::new());
        return Err(Fault::at(1, "", FaultKind::Columns { found, expected, missing, unknown }));
    }
    let column = |name: &str| place(name).unwrap_or(usize::MAX);
    let (number, code, name) = (column("kodcis"), column("chodnota"), column("text"));
    let mut list = List { number: String::new(), entries: BTreeMap::new() };
    while let Some(record) = records.next()? {
        if list.number.is_empty() {
            record.get(number).clone_into(&mut list.number);
        } else if list.number != record.get(number) {
            return Err(Fault::value(record.row, "kodcis", record.get(number), "number of the same list"));
        }
        let day = |name: &str| Day::read(record.get(column(name)));
        let own = |(at, name): (usize, &String)| {
            let value = record.get(at);
            (!COMMON.contains(&name.as_str()) && !value.is_empty()).then(|| (name.clone(), value.to_owned()))
        };
        let entry = Entry {
            code: record.get(code).to_owned(),
            name: record.get(name).to_owned(),
            from: day("admplod"),
            to: day("admnepo"),
            others: header.iter().enumerate().filter_map(own).collect(),
        };
        list.entries.insert(entry.code.clone(), entry);
    }
    if list.entries.is_empty() { Err(Fault::whole(FaultKind::Empty)) } else { Ok(list) }
}
