//! Events one by one: the format this project proposes to municipal police.
//!
//! `discovery` is mandatory. What patrols discover grows with patrols; a model that takes it for what happens sends them
//! where they already are.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::point::{Bounds, Point};
use crate::table::{Letters, Row, Table};
use crate::time::Instant;

/// Columns in their order, separated by semicolons.
pub const COLUMNS: [&str; 13] = [
    "event_id",
    "reported_at",
    "occurred_from",
    "occurred_to",
    "lat",
    "lon",
    "loc_precision",
    "source",
    "discovery",
    "category",
    "legal_ref",
    "outcome",
    "unit",
];

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id, unique in the file.
    pub id: String,
    /// When it was reported or found.
    pub reported: Instant,
    /// When it began at the earliest.
    pub from: Option<Instant>,
    /// When it ended at the latest.
    pub to: Option<Instant>,
    /// Where.
    pub point: Option<Point>,
    /// How exactly, in the sender's words.
    pub precision: String,
    /// Who told.
    pub source: Source,
    /// Reported by somebody, or discovered by the police.
    pub discovery: Discovery,
    /// Category in the sender's words.
    pub category: String,
    /// The law.
    pub legal_ref: String,
    /// How it ended.
    pub outcome: String,
    /// The unit.
    pub unit: String,
}

/// Who told of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// The line 156.
    Line156,
    /// A patrol.
    Patrol,
    /// A camera.
    Camera,
    /// Others.
    Other,
}

/// How an event became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Discovery {
    /// Somebody reported it.
    Reported,
    /// The police found it.
    Discovered,
}

/// Reads events; times without an offset are those of Prague.
///
/// # Errors
/// When the columns differ.
pub fn read(bytes: &[u8], bounds: Bounds, fetched: Option<Instant>) -> Result<(Vec<Event>, Ingest), Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b";,")?;
    table.expect("events of municipal police", &COLUMNS)?;
    let mut events: Vec<Event> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    while let Some(row) = table.next(&mut report)? {
        let column = |name: &str| Place::field(row.line, name);
        let event = match event(&row) {
            Ok(event) => event,
            Err("discovery") if row.get(8).is_empty() => {
                report.quarantined += 1;
                report.note(What::Empty("discovery".to_owned()), Fate::Quarantined, column("discovery"));
                continue;
            }
            Err(name) => {
                report.refused += 1;
                report.note(What::Unreadable(name.to_owned()), Fate::Refused, column(name));
                continue;
            }
        };
        let late =
            |it: Option<Instant>| it.zip(fetched).is_some_and(|(it, fetched)| it.seconds > fetched.seconds);
        let doubt = match (event.point, event.from.zip(event.to)) {
            _ if !seen.insert(event.id.clone()) => Some((What::Duplicate, "event_id")),
            (_, Some((from, to))) if to.seconds < from.seconds => Some((What::EndBeforeStart, "occurred_to")),
            _ if late(Some(event.reported)) => Some((What::Future, "reported_at")),
            _ if late(event.from) => Some((What::Future, "occurred_from")),
            (Some(point), _) if !bounds.holds(point) => {
                let swapped = bounds.holds(point.swapped());
                Some((if swapped { What::SwappedAxes } else { What::OutsideBox }, "lat"))
            }
            _ => None,
        };
        match doubt {
            Some((what, name)) => {
                report.quarantined += 1;
                report.note(what, Fate::Quarantined, column(name));
            }
            None => {
                if event.point.is_none() {
                    report.note(What::NoPlace, Fate::Kept, column("lat"));
                }
                report.kept += 1;
                events.push(event);
            }
        }
    }
    Ok((events, report))
}

/// An event of a row, or the column that cannot be read.
fn event(row: &Row<'_>) -> Result<Event, &'static str> {
    let text = |at: usize| row.get(at).to_owned();
    let instant = |at: usize, column| match row.get(at) {
        "" => Ok(None),
        text => Instant::parse_in_prague(text.as_bytes()).map(Some).ok_or(column),
    };
    let id = Some(text(0)).filter(|it| !it.is_empty()).ok_or("event_id")?;
    let point = match (row.get(4), row.get(5)) {
        ("", _) | (_, "") => None,
        (lat, lon) => Some(Point::parse(&lon.replace(',', "."), &lat.replace(',', ".")).ok_or("lat")?),
    };
    Ok(Event {
        id,
        reported: instant(1, "reported_at")?.ok_or("reported_at")?,
        from: instant(2, "occurred_from")?,
        to: instant(3, "occurred_to")?,
        point,
        precision: text(6),
        source: match row.get(7) {
            "156" => Source::Line156,
            "patrol" => Source::Patrol,
            "camera" => Source::Camera,
            "other" => Source::Other,
            _ => return Err("source"),
        },
        discovery: match row.get(8) {
            "reported" => Discovery::Reported,
            "discovered" => Discovery::Discovered,
            _ => return Err("discovery"),
        },
        category: text(9),
        legal_ref: text(10),
        outcome: text(11),
        unit: text(12),
    })
}
