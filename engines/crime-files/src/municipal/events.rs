//! Events one by one: the format this project proposes to municipal police.
//!
//! Columns are found by name. [`MANDATORY`] must be there, the others may be missing or stand in any order, and columns that
//! are nobody's are passed over with a remark: what the format does not name is not read.
//!
//! `discovery` is mandatory. What patrols discover grows with patrols; a model that takes it for what happens sends them
//! where they already are.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::point::{Bounds, Point};
use crate::table::{Letters, Row, Table};
use crate::time::Instant;

/// Columns of the format, separated by semicolons or commas.
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

/// Columns that must be there, and fields that must not be empty.
pub const MANDATORY: [&str; 4] = ["event_id", "reported_at", "discovery", "category"];

/// Events that were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    /// Names of the columns as the file has them.
    pub columns: Vec<String>,
    /// Events in the order of the file, each id once.
    pub events: Vec<Event>,
    /// What became of the rows.
    pub report: Ingest,
}

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
    /// Who told; `None` where the file does not say, or says something else.
    pub source: Option<Source>,
    /// Reported by somebody, or discovered by the police.
    pub discovery: Discovery,
    /// Codes of its categories in the sender's words, at least one; blanks or commas stand between several.
    pub categories: Vec<String>,
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
/// [`Columns`](crate::FaultKind::Columns) when a mandatory column is not there or a known one stands there twice;
/// [`Empty`](crate::FaultKind::Empty); [`OpenQuote`](crate::FaultKind::OpenQuote).
pub fn read(bytes: &[u8], bounds: Bounds, fetched: Option<Instant>) -> Result<Events, Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b";,")?;
    let places = table.places("events of municipal police", &COLUMNS, &MANDATORY)?;
    for name in table.names.iter().filter(|name| !COLUMNS.contains(&name.as_str())) {
        report.note(What::UnknownColumn(name.clone()), Fate::Kept, Place::field(1, name));
    }
    let mut events: Vec<Event> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    while let Some(row) = table.next(&mut report)? {
        let fields = Fields { row: &row, places: &places };
        let event = match event(&fields) {
            Ok(event) => event,
            Err(column) => {
                refuse(&mut report, &fields, column);
                continue;
            }
        };
        let again = !seen.insert(event.id.clone());
        let doubt = if again { Some((What::Duplicate, "event_id")) } else { doubt(&event, bounds, fetched) };
        if let Some((what, column)) = doubt {
            report.quarantined += 1;
            report.note(what, Fate::Quarantined, fields.place(column));
            continue;
        }
        if event.point.is_none() {
            report.note(What::NoPlace, Fate::Kept, fields.place("lat"));
        }
        let source = fields.get("source");
        if event.source.is_none() && !source.is_empty() {
            let what = What::UnknownCode { codebook: "source".to_owned(), code: source.to_owned() };
            report.note(what, Fate::Kept, fields.place("source"));
        }
        report.kept += 1;
        events.push(event);
    }
    Ok(Events { columns: table.names, events, report })
}

/// A row whose fields are found by the names of their columns.
struct Fields<'a> {
    row: &'a Row<'a>,
    /// Where each of [`COLUMNS`] stands, `None` for one that does not.
    places: &'a [Option<usize>],
}

impl Fields<'_> {
    /// A field without blanks around it; empty when there is no such column.
    fn get(&self, name: &str) -> &str {
        let at = COLUMNS.iter().position(|column| *column == name);
        at.and_then(|at| *self.places.get(at)?).map_or("", |at| self.row.get(at))
    }

    fn place(&self, name: &str) -> Place {
        Place::field(self.row.line, name)
    }
}

/// Notes a row that is no event. Without its discovery an event waits: somebody may know.
fn refuse(report: &mut Ingest, fields: &Fields<'_>, column: &'static str) {
    let empty = MANDATORY.contains(&column) && fields.get(column).is_empty();
    let what = if empty { What::Empty(column.to_owned()) } else { What::Unreadable(column.to_owned()) };
    let fate = if empty && column == "discovery" { Fate::Quarantined } else { Fate::Refused };
    match fate {
        Fate::Quarantined => report.quarantined += 1,
        _ => report.refused += 1,
    }
    report.note(what, fate, fields.place(column));
}

/// Why an event is not believed, and the column that says so.
fn doubt(event: &Event, bounds: Bounds, fetched: Option<Instant>) -> Option<(What, &'static str)> {
    let late = |it: Instant| fetched.is_some_and(|fetched| it.seconds > fetched.seconds);
    if event.from.zip(event.to).is_some_and(|(from, to)| to.seconds < from.seconds) {
        return Some((What::EndBeforeStart, "occurred_to"));
    }
    if late(event.reported) {
        return Some((What::Future, "reported_at"));
    }
    if event.from.is_some_and(late) {
        return Some((What::Future, "occurred_from"));
    }
    let point = event.point.filter(|point| !bounds.holds(*point))?;
    Some((if bounds.holds(point.swapped()) { What::SwappedAxes } else { What::OutsideBox }, "lat"))
}

/// An event of a row, or the column that cannot be read.
fn event(fields: &Fields<'_>) -> Result<Event, &'static str> {
    let text = |name: &str| fields.get(name).to_owned();
    let instant = |name: &'static str| match fields.get(name) {
        "" => Ok(None),
        text => Instant::parse_in_prague(text.as_bytes()).map(Some).ok_or(name),
    };
    let id = Some(text("event_id")).filter(|it| !it.is_empty()).ok_or("event_id")?;
    let codes = fields.get("category").split([' ', ',']).filter(|code| !code.is_empty());
    let categories: Vec<String> = codes.map(str::to_owned).collect();
    Ok(Event {
        id,
        reported: instant("reported_at")?.ok_or("reported_at")?,
        from: instant("occurred_from")?,
        to: instant("occurred_to")?,
        point: point(fields.get("lat"), fields.get("lon"))?,
        precision: text("loc_precision"),
        source: match fields.get("source") {
            "156" => Some(Source::Line156),
            "patrol" => Some(Source::Patrol),
            "camera" => Some(Source::Camera),
            "other" => Some(Source::Other),
            _ => None,
        },
        discovery: match fields.get("discovery") {
            "reported" => Discovery::Reported,
            "discovered" => Discovery::Discovered,
            _ => return Err("discovery"),
        },
        categories: Some(categories).filter(|codes| !codes.is_empty()).ok_or("category")?,
        legal_ref: text("legal_ref"),
        outcome: text("outcome"),
        unit: text("unit"),
    })
}

/// A point whose numbers may have a decimal comma; half a point is none.
fn point(lat: &str, lon: &str) -> Result<Option<Point>, &'static str> {
    match (lat, lon) {
        ("", "") => Ok(None),
        ("", _) => Err("lat"),
        (_, "") => Err("lon"),
        (lat, lon) => Point::parse(&lon.replace(',', "."), &lat.replace(',', ".")).map(Some).ok_or("lat"),
    }
}
