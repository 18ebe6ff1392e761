//! The CSV form: one source in a file, for figures that come out of a table.
//!
//! ```text
//! # source: MP-2026
//! # title: Přestupky v působnosti městské policie 2026
//! # place: předáno městskou policií
//! # licence:
//! # public: no
//! # covers: minor-offences 2026-01-01 2026-06-30
//! concept;item;territory;period;value;precision;step;status
//! minor-offences;;municipality:554791;2026-01;412;exact;;final
//! minor-offences;parking;municipality:554791;2026-01;;suppressed;;final
//! ```
//!
//! Fields are separated by semicolons, numbers have a decimal point, nothing is quoted. An empty value is refused unless the
//! precision says `suppressed`. Without `covers` the file is everything the source ever said.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{LineFault, ReadFault, Reading, Written, edition};
use crate::{Covers, Range, Source};

/// Columns, the first four of which must be there.
const COLUMNS: [&str; 8] = ["concept", "territory", "period", "value", "item", "precision", "step", "status"];

pub(super) fn read(text: &str, fetched_at: DateTime<Utc>) -> Result<Reading, ReadFault> {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end_matches('\r')));
    let mut said = BTreeMap::new();
    let (mut header, mut last) = (None, 1);
    for (at, line) in lines.by_ref() {
        last = at;
        if let Some(comment) = line.strip_prefix('#') {
            if let Some((key, value)) = comment.split_once(':') {
                said.insert(key.trim().to_ascii_lowercase(), (at, value.trim().to_owned()));
            }
        } else if !line.trim().is_empty() {
            header = Some(line);
            break;
        }
    }
    let fault = |line: usize| move |fault: LineFault| ReadFault { line, fault };
    let places = columns(header.unwrap_or_default()).map_err(fault(last))?;
    let source = source(&said).map_err(fault(1))?;
    let covers = covers(&said)?;
    let mut figures = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        figures.push(figure(line, &places).map_err(fault(at))?);
    }
    Ok(Reading { editions: vec![edition(source, covers, figures, fetched_at)], notes: Vec::new() })
}

/// Which column stands where.
struct Places {
    of: BTreeMap<&'static str, usize>,
    count: usize,
}

fn columns(header: &str) -> Result<Places, LineFault> {
    let mut of = BTreeMap::new();
    let names: Vec<&str> = header.split(';').map(str::trim).collect();
    for (at, name) in names.iter().enumerate() {
        let known = COLUMNS.into_iter().find(|column| column == name);
        let known = known.ok_or_else(|| LineFault::UnknownColumn((*name).to_owned()))?;
        of.insert(known, at);
    }
    match COLUMNS.iter().take(4).find(|column| !of.contains_key(*column)) {
        Some(missing) => Err(LineFault::Column(missing)),
        None => Ok(Places { of, count: names.len() }),
    }
}

fn figure(line: &str, places: &Places) -> Result<crate::Figure, LineFault> {
    if line.contains('"') {
        return Err(LineFault::Quotes);
    }
    let fields: Vec<&str> = line.split(';').map(str::trim).collect();
    if fields.len() != places.count {
        return Err(LineFault::Fields { expected: places.count, found: fields.len() });
    }
    let field = |name: &str| -> Option<&str> {
        let at = places.of.get(name)?;
        fields.get(*at).copied().filter(|field| !field.is_empty())
    };
    let suppressed = field("precision") == Some("suppressed");
    let value = field("value");
    if value.is_some() == suppressed {
        return Err(LineFault::Value(value.unwrap_or_default().to_owned()));
    }
    let written = Written {
        concept: field("concept").unwrap_or_default(),
        item: field("item"),
        territory: field("territory").unwrap_or_default(),
        period: field("period").unwrap_or_default(),
        value,
        precision: field("precision"),
        step: field("step"),
        status: field("status"),
    };
    written.figure()
}

type Said = BTreeMap<String, (usize, String)>;

fn source(said: &Said) -> Result<Source, LineFault> {
    let word = |key: &str| said.get(key).map(|(_, value)| value.clone()).unwrap_or_default();
    let (key, title, place) = (word("source"), word("title"), word("place"));
    if key.is_empty() || title.is_empty() || place.is_empty() {
        return Err(LineFault::Source(key));
    }
    Ok(Source { key, title, place, licence: word("licence"), public: word("public") != "no" })
}

fn covers(said: &Said) -> Result<Covers, ReadFault> {
    let Some((line, text)) = said.get("covers") else { return Ok(Covers::Everything) };
    let words: Vec<&str> = text.split_whitespace().collect();
    let fault = || ReadFault { line: *line, fault: LineFault::Period(text.clone()) };
    let [concepts, from, to] = words.as_slice() else { return Err(fault()) };
    let (from, to) = (from.parse().map_err(|_| fault())?, to.parse().map_err(|_| fault())?);
    let concepts = concepts.split(',').map(str::to_owned).collect();
    Ok(Covers::Part { concepts, range: Range { from, to } })
}
