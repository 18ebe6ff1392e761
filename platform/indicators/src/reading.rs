//! Files of figures: the form of `okrsek import figures FILE` and of `content/cities/NAME/figures.toml`.
//!
//! ```text
//!   figures.toml (+ sources.toml) ─┐
//!   figures.csv ───────────────────┴─► Reading { an edition for each source, notes } ─► Indicators::import
//! ```
//!
//! TOML: `[[source]]` with `key`, `title`, `place`, `licence`?, `public`? and `[[figure]]` with `concept`, `item`?,
//! `territory`, `period`, `value` or `suppressed = true`, `precision`?, `step`?, `status`?, `source`. An entry
//! `[[difference]]` repeats a difference that a source printed; it is recomputed from the source's own figures.
//! CSV: see [`csv`].

mod csv;
mod table;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{Covers, Figure, NewEdition, Number, Period, Source, Territory, sha256};

/// Version of the form.
pub const SCHEMA: &str = "okrsek-figures-1";

/// Largest file that is read, in bytes.
pub const MOST_BYTES: usize = 64 << 20;

/// What was found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// An edition for each source that the file has figures of.
    pub editions: Vec<NewEdition>,
    /// What to look at.
    pub notes: Vec<Note>,
}

/// Something that a person should look at; it stops nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Note {
    /// The source says no date, so the figure was not taken over.
    Undated {
        /// Line in the file.
        line: usize,
        /// Concept.
        concept: String,
    },
    /// A printed difference is not the difference of the source's own figures.
    Difference {
        /// Line in the file.
        line: usize,
        /// As printed.
        printed: Number,
        /// As it is.
        recomputed: Number,
    },
    /// A printed difference is of figures that are not in the file.
    NoDifference {
        /// Line in the file.
        line: usize,
    },
}

/// Why a file cannot be read. Nothing of it was taken over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault:?}")]
pub struct ReadFault {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: LineFault,
}

/// What is wrong with a line or an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The file is larger than is read.
    TooLarge,
    /// Not UTF-8.
    NotUtf8,
    /// Not TOML, or with keys nobody knows; the reader's own words.
    Toml(String),
    /// A line of CSV has more or fewer fields than the header.
    Fields {
        /// As many as the header.
        expected: usize,
        /// As many as there are.
        found: usize,
    },
    /// The header of CSV lacks a column.
    Column(&'static str),
    /// The header of CSV has a column nobody knows.
    UnknownColumn(String),
    /// No source is named, or one that is described nowhere.
    Source(String),
    /// A source is described twice.
    TwiceSource(String),
    /// No territory like `municipality:554791`.
    Territory(String),
    /// No period like `2018`, `2018-Q3`, `2018-09`, `2018-09-12`, `@2018-12-31`.
    Period(String),
    /// No number like `-12` or `54.1`, or both a number and suppressed, or neither.
    Value(String),
    /// No precision, or rounded without its step.
    Precision(String),
    /// Neither `final` nor `provisional`.
    Status(String),
    /// Quotes have no meaning in this form.
    Quotes,
}

impl LineFault {
    /// Key of its sentence, without `figures-fault-`, and what stands in its place.
    #[must_use]
    pub fn parts(&self) -> (&'static str, String) {
        match self {
            LineFault::TooLarge => ("too-large", (MOST_BYTES >> 20).to_string()),
            LineFault::NotUtf8 => ("not-utf8", String::new()),
            LineFault::Toml(cause) => ("toml", cause.clone()),
            LineFault::Fields { expected, found } => ("fields", format!("{found} ≠ {expected}")),
            LineFault::Column(name) => ("column", (*name).to_owned()),
            LineFault::UnknownColumn(name) => ("unknown-column", name.clone()),
            LineFault::Source(key) => ("source", key.clone()),
            LineFault::TwiceSource(key) => ("twice-source", key.clone()),
            LineFault::Territory(text) => ("territory", text.clone()),
            LineFault::Period(text) => ("period", text.clone()),
            LineFault::Value(text) => ("value", text.clone()),
            LineFault::Precision(text) => ("precision", text.clone()),
            LineFault::Status(text) => ("status", text.clone()),
            LineFault::Quotes => ("quotes", String::new()),
        }
    }
}

/// Reads a file of figures: CSV when its name ends so, else TOML. `sources` is the text of a `sources.toml` beside it,
/// empty when there is none; `fetched_at` is when the file was fetched.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(
    name: &str,
    bytes: &[u8],
    sources: &str,
    fetched_at: DateTime<Utc>,
) -> Result<Reading, ReadFault> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadFault { line: 1, fault: LineFault::TooLarge });
    }
    let text = std::str::from_utf8(bytes).map_err(|cause| {
        let before = bytes.get(..cause.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        ReadFault { line, fault: LineFault::NotUtf8 }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if name.to_ascii_lowercase().ends_with(".csv") {
        csv::read(text, fetched_at)
    } else {
        table::read(text, sources, fetched_at)
    }
}

/// An edition whose hash is that of its own part of the file, so that a file with many sources renews only those whose part
/// has changed.
fn edition(source: Source, covers: Covers, figures: Vec<Figure>, fetched_at: DateTime<Utc>) -> NewEdition {
    let mut parts: Vec<String> = figures.iter().map(Figure::hash).collect();
    parts.sort_unstable();
    parts.push(serde_json::to_string(&source).unwrap_or_default());
    let sha256 = sha256(parts.join("\n").as_bytes());
    NewEdition { source, fetched_at, sha256, schema: SCHEMA.to_owned(), covers, figures }
}

/// Fields of an entry as they were written, from either form.
struct Written<'a> {
    concept: &'a str,
    item: Option<&'a str>,
    territory: &'a str,
    period: &'a str,
    value: Option<&'a str>,
    precision: Option<&'a str>,
    step: Option<&'a str>,
    status: Option<&'a str>,
}

impl Written<'_> {
    fn figure(&self) -> Result<Figure, LineFault> {
        let number = |text: &str| text.parse::<Number>().map_err(|_| LineFault::Value(text.to_owned()));
        let cell = match self.value {
            None => crate::Cell::Suppressed,
            Some(value) => {
                let step = self.step.map(number).transpose()?;
                let key = self.precision.unwrap_or(if step.is_some() { "rounded" } else { "exact" });
                let precision = crate::Precision::from_key(key, step);
                let precision = precision.ok_or_else(|| LineFault::Precision(key.to_owned()))?;
                crate::Cell::Known { value: number(value)?, precision }
            }
        };
        let status = self.status.unwrap_or("final");
        Ok(Figure {
            concept: self.concept.to_owned(),
            item: self.item.map(str::to_owned),
            territory: territory(self.territory)?,
            period: period(self.period)?,
            cell,
            status: crate::Status::from_key(status).ok_or_else(|| LineFault::Status(status.to_owned()))?,
        })
    }
}

fn territory(text: &str) -> Result<Territory, LineFault> {
    text.parse().map_err(|_| LineFault::Territory(text.to_owned()))
}

fn period(text: &str) -> Result<Period, LineFault> {
    text.parse().map_err(|_| LineFault::Period(text.to_owned()))
}
