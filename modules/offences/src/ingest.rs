//! From a file to incidents: what is checked, what is compared, and where a file stops.
//!
//! ```text
//!   fetched (sha256, schema) ─► parsed ─► validated ─┬─► quarantined ── somebody looks ─┐
//!                                                   └─► diffed ────── somebody approves ┴─► published   or refused
//! ```
//!
//! Nothing enters the counts before a person has said yes. Nothing is overwritten: what a new download tells otherwise
//! ends one row and begins another.

mod check;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use crime_files::Finding;
use serde::{Deserialize, Serialize};
use store::Id;

use crate::category::Catalogue;
use crate::incident::{Source, Told};

pub use check::{Changes, Known, changes, span, validate};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Something has changed that a person must look at first.
    Quarantined,
    /// Compared with what is known; waits for a yes.
    Diffed,
    /// A yes was said; the work is under way.
    Approved,
    /// Counted.
    Published,
    /// A no was said.
    Refused,
}

impl State {
    const ALL: [State; 5] =
        [State::Quarantined, State::Diffed, State::Approved, State::Published, State::Refused];

    /// Name in the database and in keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            State::Quarantined => "quarantined",
            State::Diffed => "diffed",
            State::Approved => "approved",
            State::Published => "published",
            State::Refused => "refused",
        }
    }

    /// The state of a [`Self::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether it waits for a person.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, State::Quarantined | State::Diffed)
    }
}

/// What a reader found in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The source.
    pub source: Source,
    /// Name of the format, `municipal-csv`.
    pub format: String,
    /// Columns, or properties, as the file has them.
    pub columns: Vec<String>,
    /// Rows read, whatever became of them.
    pub rows: usize,
    /// Incidents, each once.
    pub told: Vec<Told>,
    /// Lines that are not counted.
    pub refused: usize,
    /// What was found in it, each kind once with how often and where first: why lines are not counted, and remarks on those
    /// that are.
    pub findings: Vec<Finding>,
    /// The list of categories that came with it.
    pub catalogue: Option<Catalogue>,
}

/// One file taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Its row.
    pub id: Id,
    /// The source.
    pub source: Source,
    /// The format.
    pub format: String,
    /// Where it stands.
    pub state: State,
    /// Name of the file.
    pub name: String,
    /// Checksum of the file.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Checksum of its columns.
    pub schema_hash: String,
    /// The list of categories it speaks.
    pub catalogue: Option<Id>,
    /// What was found.
    pub report: Report,
    /// When it was fetched.
    pub at: DateTime<Utc>,
    /// When somebody decided.
    pub decided_at: Option<DateTime<Utc>>,
}

/// What was found in a file, held against what is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Rows of the file.
    pub rows: usize,
    /// Incidents in it.
    pub incidents: usize,
    /// First and last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Ids that were not known.
    pub new: usize,
    /// Ids that are told otherwise now.
    pub changed: usize,
    /// Ids of the same days that are not told any more.
    pub gone: usize,
    /// Ids told as before.
    pub same: usize,
    /// Incidents without a place.
    pub without_place: usize,
    /// Incidents outside the city.
    pub outside: usize,
    /// Incidents on points where many stand.
    pub snapped: usize,
    /// What was found in the lines, each kind once: why some are not counted first, then remarks.
    pub findings: Vec<Finding>,
    /// How many lines are not counted.
    pub refused_count: usize,
    /// Incidents by month.
    pub months: BTreeMap<String, u64>,
    /// Columns.
    pub columns: Vec<String>,
    /// Why it must be looked at; empty when nothing is unusual.
    pub doubts: Vec<Doubt>,
}

impl Report {
    /// As it is kept.
    #[must_use]
    pub fn as_json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// Something that stops a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Doubt {
    /// Columns came or went.
    Columns {
        /// New ones.
        came: Vec<String>,
        /// Those missing.
        went: Vec<String>,
    },
    /// The list of categories is another.
    Categories {
        /// Codes that are new, or mean something else now.
        came: Vec<String>,
        /// Codes that are gone.
        went: Vec<String>,
    },
    /// Codes that no list knows.
    UnknownCategories {
        /// Which.
        codes: Vec<String>,
    },
    /// Times that lie ahead.
    Future {
        /// How many.
        incidents: usize,
    },
    /// Most places lie elsewhere: swapped axes, another town.
    Elsewhere {
        /// How many.
        incidents: usize,
    },
    /// Too many lines could not be read.
    Unreadable {
        /// How many.
        lines: usize,
    },
    /// A month has many more or many fewer incidents than others.
    Jump {
        /// Which.
        month: String,
        /// Its count.
        cases: u64,
        /// What others have.
        usual: u64,
    },
    /// Most of what is known of these days is not told any more.
    Vanished {
        /// How many.
        incidents: usize,
    },
    /// Nothing in it.
    Empty,
}

impl Doubt {
    /// Key of its sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Doubt::Columns { .. } => "columns",
            Doubt::Categories { .. } => "categories",
            Doubt::UnknownCategories { .. } => "unknown-categories",
            Doubt::Future { .. } => "future",
            Doubt::Elsewhere { .. } => "elsewhere",
            Doubt::Unreadable { .. } => "unreadable",
            Doubt::Jump { .. } => "jump",
            Doubt::Vanished { .. } => "vanished",
            Doubt::Empty => "empty",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Incident;
    use crate::incident::{Discovery, Spot};
    use chrono::{TimeDelta, TimeZone};

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 24, 11, 0, 0).unwrap()
    }

    fn told(id: u64, days_ago: i64) -> Told {
        Told {
            external: id.to_string(),
            at: now() - TimeDelta::days(days_ago),
            occurred: None,
            spot: Some(Spot { lon: 13.37, lat: 49.74 }),
            kinds: vec!["order".to_owned()],
            discovery: Discovery::Reported,
        }
    }

    fn reading(told: Vec<Told>) -> Reading {
        Reading {
            source: Source::Municipal,
            format: "municipal-csv".to_owned(),
            columns: vec!["event_id".to_owned()],
            rows: told.len(),
            told,
            refused: 0,
            findings: Vec::new(),
            catalogue: Some(Catalogue::municipal().unwrap()),
        }
    }

    fn known(incidents: &[Incident]) -> Known<'_> {
        Known {
            columns: None,
            catalogue: None,
            incidents,
            bounds: Some([13.0, 49.0, 14.0, 50.0]),
            now: now(),
        }
    }

    fn incident(told: Told) -> Incident {
        Incident { id: Id(1), told, district: String::new(), precinct: String::new(), snapped: false }
    }

    #[test]
    fn a_second_download_is_held_against_the_first() {
        let before: Vec<Incident> = (0..4).map(|id| incident(told(id, 3))).collect();
        let mut again = reading(vec![told(0, 3), told(1, 3), told(7, 3)]);
        again.told[1].kinds.push("traffic".to_owned());
        let (changes, report) = changes(&again, &before);
        assert_eq!((report.new, report.changed, report.gone, report.same), (1, 1, 2, 1));
        assert_eq!(
            (changes.add, changes.end),
            (vec![1, 2], vec!["1".to_owned(), "2".to_owned(), "3".to_owned()])
        );
    }

    #[test]
    fn what_is_unusual_stops() {
        let keys = |reading: &Reading, known: &Known<'_>| {
            validate(reading, known).doubts.iter().map(Doubt::key).collect::<Vec<_>>()
        };
        assert!(keys(&reading(vec![told(0, 3)]), &known(&[])).is_empty());
        assert_eq!(keys(&reading(Vec::new()), &known(&[])), ["empty"]);
        assert_eq!(keys(&reading(vec![told(0, -3), told(1, 1)]), &known(&[])), ["future"]);
        let columns = ["event_id".to_owned(), "category".to_owned()];
        let with_columns = Known { columns: Some(&columns), ..known(&[]) };
        assert_eq!(keys(&reading(vec![told(0, 3)]), &with_columns), ["columns"]);
        let mut swapped = reading(vec![told(0, 3)]);
        swapped.told[0].spot = Some(Spot { lon: 49.74, lat: 13.37 });
        assert_eq!(keys(&swapped, &known(&[])), ["elsewhere"]);
        let mut list = Catalogue::municipal().unwrap();
        list.nodes[0].cs = "Jiný význam".to_owned();
        let other = Known { catalogue: Some(&list), ..known(&[]) };
        assert_eq!(keys(&reading(vec![told(0, 3)]), &other), ["categories"]);
        let mut strange = reading(vec![told(0, 3)]);
        strange.told[0].kinds = vec!["999".to_owned()];
        assert_eq!(keys(&strange, &known(&[])), ["unknown-categories"]);
        let many =
            (0..10_000).map(|id| told(id, if id < 7_000 { 100 } else { i64::try_from(id % 300).unwrap() }));
        assert_eq!(keys(&reading(many.collect()), &known(&[])), ["jump"]);
    }
}
