//! The TOML form.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use toml::Spanned;

use super::{LineFault, Note, ReadFault, Reading, Written, edition, period, territory};
use crate::{Covers, Figure, Number, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "source")]
    sources: Vec<SourceEntry>,
    #[serde(default, rename = "figure")]
    figures: Vec<FigureEntry>,
    #[serde(default, rename = "difference")]
    differences: Vec<DifferenceEntry>,
}

/// As in `sources.toml` of a city, with licence and audience where they are known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "keys that are only checked")]
struct SourceEntry {
    key: Spanned<String>,
    title: String,
    place: String,
    as_of: Option<String>,
    read: Option<String>,
    #[serde(default)]
    licence: String,
    public: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureEntry {
    concept: Spanned<String>,
    item: Option<String>,
    territory: String,
    period: Option<String>,
    value: Option<Numeric>,
    #[serde(default)]
    suppressed: bool,
    precision: Option<String>,
    step: Option<Numeric>,
    status: Option<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DifferenceEntry {
    concept: Spanned<String>,
    item: Option<String>,
    territory: String,
    from: String,
    to: String,
    printed: Numeric,
    source: String,
}

/// A number as TOML has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Numeric {
    Whole(i64),
    Decimal(f64),
    Text(String),
}

impl std::fmt::Display for Numeric {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Numeric::Whole(value) => write!(f, "{value}"),
            // The shortest text that means the same double: what was written.
            Numeric::Decimal(value) => write!(f, "{value}"),
            Numeric::Text(text) => f.write_str(text),
        }
    }
}

/// A text and the way from a place in it to a line.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    fn fault<T>(&self, at: &Spanned<T>, fault: LineFault) -> ReadFault {
        ReadFault { line: self.line(at), fault }
    }

    fn line<T>(&self, at: &Spanned<T>) -> usize {
        self.at(at.span().start)
    }

    fn at(&self, place: usize) -> usize {
        self.0.get(..place).unwrap_or_default().matches('\n').count() + 1
    }
}

fn parse(text: &str) -> Result<File, ReadFault> {
    toml::from_str(text).map_err(|cause: toml::de::Error| {
        let line = Lines(text).at(cause.span().map_or(0, |span| span.start));
        ReadFault { line, fault: LineFault::Toml(cause.message().to_owned()) }
    })
}

pub(super) fn read(text: &str, beside: &str, fetched_at: DateTime<Utc>) -> Result<Reading, ReadFault> {
    let file = parse(text)?;
    let mut sources = BTreeMap::new();
    for (text, entries) in [(beside, parse(beside)?.sources), (text, file.sources)] {
        take_sources(&Lines(text), entries, &mut sources)?;
    }
    let lines = Lines(text);
    let mut notes = Vec::new();
    let mut figures: BTreeMap<String, Vec<Figure>> = BTreeMap::new();
    for entry in file.figures {
        let at = |fault| lines.fault(&entry.concept, fault);
        if !sources.contains_key(&entry.source) {
            return Err(at(LineFault::Source(entry.source.clone())));
        }
        if entry.value.is_some() == entry.suppressed {
            return Err(at(LineFault::Value(String::new())));
        }
        let Some(period) = &entry.period else {
            let concept = entry.concept.get_ref().clone();
            notes.push(Note::Undated { line: lines.line(&entry.concept), concept });
            continue;
        };
        let (value, step) =
            (entry.value.as_ref().map(Numeric::to_string), entry.step.as_ref().map(Numeric::to_string));
        let written = Written {
            concept: entry.concept.get_ref(),
            item: entry.item.as_deref(),
            territory: &entry.territory,
            period,
            value: value.as_deref(),
            precision: entry.precision.as_deref(),
            step: step.as_deref(),
            status: entry.status.as_deref(),
        };
        figures.entry(entry.source.clone()).or_default().push(written.figure().map_err(at)?);
    }
    for entry in file.differences {
        notes.extend(difference(&lines, &entry, &figures)?);
    }
    let editions = sources.into_iter().filter_map(|(key, source)| {
        let figures = figures.remove(&key)?;
        Some(edition(source, Covers::Everything, figures, fetched_at))
    });
    Ok(Reading { editions: editions.collect(), notes })
}

fn take_sources(
    lines: &Lines<'_>,
    entries: Vec<SourceEntry>,
    into: &mut BTreeMap<String, Source>,
) -> Result<(), ReadFault> {
    for entry in entries {
        let key = entry.key.get_ref().clone();
        let SourceEntry { title, place, licence, public, .. } = entry;
        let source = Source { key: key.clone(), title, place, licence, public: public.unwrap_or(true) };
        if into.insert(key.clone(), source).is_some() {
            return Err(lines.fault(&entry.key, LineFault::TwiceSource(key)));
        }
    }
    Ok(())
}

/// A printed difference against the source's own figures.
fn difference(
    lines: &Lines<'_>,
    entry: &DifferenceEntry,
    figures: &BTreeMap<String, Vec<Figure>>,
) -> Result<Option<Note>, ReadFault> {
    let at = |fault| lines.fault(&entry.concept, fault);
    let place = territory(&entry.territory).map_err(at)?;
    let printed = entry.printed.to_string();
    let printed: Number = printed.parse().map_err(|_| at(LineFault::Value(printed.clone())))?;
    let value = |text: &str| -> Result<Option<Number>, ReadFault> {
        let when = period(text).map_err(at)?;
        let own = figures.get(&entry.source).into_iter().flatten();
        let mut found = own.filter(|one| {
            one.concept == *entry.concept.get_ref()
                && one.item == entry.item
                && one.territory == place
                && one.period == when
        });
        Ok(found.next().and_then(|figure| figure.cell.value()))
    };
    let line = lines.line(&entry.concept);
    let pair = value(&entry.to)?.zip(value(&entry.from)?);
    Ok(match pair.and_then(|(to, from)| to.minus(from)) {
        Some(recomputed) if recomputed == printed => None,
        Some(recomputed) => Some(Note::Difference { line, printed, recomputed }),
        None => Some(Note::NoDifference { line }),
    })
}
