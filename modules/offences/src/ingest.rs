//! From a file to incidents: what is checked, what is compared, and where a file stops.
//!
//! ```text
//!   fetched (sha256, schema) ─► parsed ─► validated ─┬─► quarantined ── somebody looks ─┐
//!                                                   └─► diffed ────── somebody approves ┴─► published   or refused
//! ```
//!
//! Nothing enters the counts before a person has said yes. Nothing is overwritten: what a new download tells otherwise
//! ends one row and begins another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use store::{Id, in_prague};

use crate::category::Catalogue;
use crate::incident::{Incident, Source, Told};
use crate::month::Month;

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
    /// Lines that could not be read: number and why, in English.
    pub refused: Vec<(u64, String)>,
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
    /// Lines that could not be read, the first of them.
    pub refused: Vec<(u64, String)>,
    /// How many such lines there were.
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

/// What a file is held against.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Columns of the last file of this format.
    pub columns: Option<&'a [String]>,
    /// The list of categories in use.
    pub catalogue: Option<&'a Catalogue>,
    /// Incidents of the same days.
    pub incidents: &'a [Incident],
    /// West, south, east, north of the city; none when it is not known.
    pub bounds: Option<[f64; 4]>,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Lines of the report that are kept.
const MOST_REFUSED: usize = 50;

/// What changes when a file is published.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Places in the reading: to be added.
    pub add: Vec<usize>,
    /// Ids whose rows end.
    pub end: Vec<String>,
}

/// Holds a reading against what is known.
#[must_use]
pub fn changes(reading: &Reading, known: &[Incident]) -> (Changes, Report) {
    let before: HashMap<&str, &Told> =
        known.iter().map(|one| (one.told.external.as_str(), &one.told)).collect();
    let mut seen = BTreeSet::new();
    let (mut changes, mut report) = (Changes::default(), Report::default());
    for (at, told) in reading.told.iter().enumerate() {
        seen.insert(told.external.as_str());
        match before.get(told.external.as_str()) {
            None => {
                report.new += 1;
                changes.add.push(at);
            }
            Some(old) if is_same(old, told) => report.same += 1,
            Some(_) => {
                report.changed += 1;
                changes.add.push(at);
                changes.end.push(told.external.clone());
            }
        }
    }
    let gone = known.iter().map(|one| &one.told.external).filter(|id| !seen.contains(id.as_str()));
    let gone: Vec<String> = gone.cloned().collect();
    report.gone = gone.len();
    changes.end.extend(gone);
    (changes, report)
}

/// Whether two downloads tell the same; times are kept in milliseconds.
fn is_same(one: &Told, other: &Told) -> bool {
    let millis = |told: &Told| {
        let occurred = told.occurred.map(|(a, b)| (a.timestamp_millis(), b.timestamp_millis()));
        (told.at.timestamp_millis(), occurred)
    };
    millis(one) == millis(other)
        && one.spot == other.spot
        && one.kinds == other.kinds
        && one.discovery == other.discovery
}

/// The days a reading speaks of, as instants.
#[must_use]
pub fn span(reading: &Reading) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let times = reading.told.iter().map(|told| told.at);
    Some((times.clone().min()?, times.max()?))
}

/// Checks a file and says whether it may go on by itself.
#[must_use]
pub fn validate(reading: &Reading, known: &Known<'_>) -> Report {
    let (_, mut report) = changes(reading, known.incidents);
    report.rows = reading.rows;
    report.incidents = reading.told.len();
    report.columns.clone_from(&reading.columns);
    report.refused_count = reading.refused.len();
    report.refused = reading.refused.iter().take(MOST_REFUSED).cloned().collect();
    report.without_place = reading.told.iter().filter(|told| told.spot.is_none()).count();
    report.snapped =
        crate::locate::snapped(&reading.told, crate::locate::STACK).into_iter().filter(|it| *it).count();
    let day = |at: DateTime<Utc>| in_prague(at).date_naive();
    report.days = span(reading).map(|(from, to)| (day(from), day(to)));
    for told in &reading.told {
        *report.months.entry(Month::of(day(told.at)).to_string()).or_default() += 1;
    }
    report.outside = reading.told.iter().filter(|told| is_outside(told, known.bounds)).count();
    report.doubts = doubts(reading, known, &report);
    report
}

fn is_outside(told: &Told, bounds: Option<[f64; 4]>) -> bool {
    let (Some(spot), Some([west, south, east, north])) = (told.spot, bounds) else { return false };
    !(west..=east).contains(&spot.lon) || !(south..=north).contains(&spot.lat)
}

fn doubts(reading: &Reading, known: &Known<'_>, report: &Report) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if reading.told.is_empty() {
        doubts.push(Doubt::Empty);
    }
    if let Some(before) = known.columns {
        let (came, went) = (less(&reading.columns, before), less(before, &reading.columns));
        if !came.is_empty() || !went.is_empty() {
            doubts.push(Doubt::Columns { came, went });
        }
    }
    if let (Some(now), Some(before)) = (&reading.catalogue, known.catalogue) {
        let come = now.nodes.iter().filter(|node| !before.nodes.contains(node));
        let go = before.nodes.iter().filter(|node| now.place(&node.code).is_none());
        let codes =
            |nodes: Vec<&crate::category::Node>| nodes.iter().map(|n| n.code.clone()).collect::<Vec<_>>();
        let (came, went) = (codes(come.collect()), codes(go.collect()));
        if !came.is_empty() || !went.is_empty() {
            doubts.push(Doubt::Categories { came, went });
        }
    }
    if let Some(list) = reading.catalogue.as_ref().or(known.catalogue) {
        let kinds = reading.told.iter().flat_map(|told| &told.kinds);
        let codes: BTreeSet<&String> = kinds.filter(|code| list.place(code).is_none()).collect();
        if !codes.is_empty() {
            doubts.push(Doubt::UnknownCategories { codes: codes.into_iter().take(20).cloned().collect() });
        }
    }
    let ahead = reading.told.iter().filter(|told| told.at > known.now).count();
    if ahead > 0 {
        doubts.push(Doubt::Future { incidents: ahead });
    }
    if 2 * report.outside > report.incidents - report.without_place.min(report.incidents) {
        doubts.push(Doubt::Elsewhere { incidents: report.outside });
    }
    if report.refused_count * 50 > report.rows {
        doubts.push(Doubt::Unreadable { lines: report.refused_count });
    }
    if report.gone > 20 && 2 * report.gone > known.incidents.len() {
        doubts.push(Doubt::Vanished { incidents: report.gone });
    }
    doubts.extend(jump(report));
    doubts
}

fn less(one: &[String], other: &[String]) -> Vec<String> {
    one.iter().filter(|column| !other.contains(column)).cloned().collect()
}

/// The whole month that is farthest from the median of the others on the scale of square roots, where counts of any size
/// scatter alike: by 0.5 if chance alone ruled. Real months scatter three times as much; beyond six times it is a fault.
fn jump(report: &Report) -> Option<Doubt> {
    if report.months.len() < 5 {
        return None;
    }
    let whole = report.months.iter().skip(1).take(report.months.len() - 2);
    let months: Vec<(&String, u64)> = whole.map(|(month, cases)| (month, *cases)).collect();
    let mut sorted: Vec<u64> = months.iter().map(|(_, cases)| *cases).collect();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let far = |cases: u64| ((cases as f64).sqrt() - (usual as f64).sqrt()).abs();
    // A tenth of the level is seasons and years, whatever the size.
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let allowed = 3.0 + 0.3 * (usual as f64).sqrt();
    let worst = months.iter().max_by(|a, b| far(a.1).total_cmp(&far(b.1)))?;
    (far(worst.1) > allowed).then(|| Doubt::Jump { month: worst.0.clone(), cases: worst.1, usual })
}

#[cfg(test)]
mod tests {
    use super::*;
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
            refused: Vec::new(),
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
