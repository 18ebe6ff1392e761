//! Police data from abroad, for trying methods where the truth is known: England (data.police.uk), Chicago, Memphis.
//!
//! Each has its own trap: England moves points to a list of places and leaves the id of anti-social behaviour empty;
//! Chicago counts a murder for each victim, withholds the last week and warns of comparing years; the times of Chicago and
//! the months of England name no zone.

mod api;
mod chicago;
mod memphis;
mod streets;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use api::read as read_api;
pub use chicago::{COLUMNS as CHICAGO_COLUMNS, read as read_chicago, read_arson as read_chicago_arson};
pub use memphis::read as read_memphis;
pub use streets::{COLUMNS as STREET_COLUMNS, read as read_streets};

use crate::fault::Place;
use crate::ingest::{Fate, Ingest, What};
use crate::point::{Bounds, Point, Stack, stacks};
use crate::time::{Instant, Month};

/// A crime.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crime {
    /// Its id; `None` where the publisher gives none.
    pub id: Option<String>,
    /// When, as exactly as the publisher says.
    pub when: When,
    /// Where, in WGS 84.
    pub point: Option<Point>,
    /// Where in a projection of the publisher: x and y in its units.
    pub projected: Option<(f64, f64)>,
    /// Kind of crime in the publisher's words.
    pub kind: String,
    /// The place in words; often a street.
    pub location: String,
    /// The smallest area the publisher names: an LSOA, a beat; empty for none.
    pub area: String,
    /// The last outcome in words; empty for none.
    pub outcome: String,
}

/// When a crime was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// In a month.
    Month(Month),
    /// On a day: days since 1970-01-01.
    Day(i64),
    /// On a clock whose zone is not said: seconds since 1970-01-01 00:00 of it.
    Clock(i64),
    /// At an instant.
    Instant(Instant),
}

/// Where crimes of the police forces of the United Kingdom can be, rounded outwards: the railway police work in Scotland too.
pub const UNITED_KINGDOM: Bounds =
    Bounds { least: Point { lon: -8.7, lat: 49.8 }, most: Point { lon: 2.0, lat: 60.9 } };

/// Where crimes of Chicago can be, rounded outwards. The portal puts some into Missouri, at 36.6° N.
pub const CHICAGO: Bounds =
    Bounds { least: Point { lon: -88.0, lat: 41.6 }, most: Point { lon: -87.5, lat: 42.1 } };

/// What is believed of a file.
#[derive(Debug, Clone, Copy)]
pub struct Believed {
    /// Where crimes can be.
    pub bounds: Bounds,
    /// Crimes on one point above which it is remarked as [`What::Stacked`].
    pub stacked: u64,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Crimes {
    /// Crimes in the order of the file.
    pub crimes: Vec<Crime>,
    /// Points that hold suspiciously many of them.
    pub stacks: Vec<Stack>,
    /// What became of the rows.
    pub report: Ingest,
}

/// Sets aside what comes twice or lies elsewhere, and remarks stacked points.
fn finish(read: Vec<(Crime, Place)>, believed: &Believed, mut report: Ingest) -> Crimes {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<(Crime, Place)> = Vec::new();
    for (crime, place) in read {
        if crime.point.is_none() && crime.projected.is_none() {
            report.note(What::NoPlace, Fate::Kept, place.clone());
        }
        let doubt = match (&crime.id, crime.point) {
            (Some(id), _) if first.contains_key(id) => {
                let same = first.get(id).and_then(|at| kept.get(*at)).is_some_and(|(it, _)| *it == crime);
                Some(if same { What::Duplicate } else { What::Contradiction })
            }
            (_, Some(point)) if !believed.bounds.holds(point) => {
                let swapped = believed.bounds.holds(point.swapped());
                Some(if swapped { What::SwappedAxes } else { What::OutsideBox })
            }
            _ => None,
        };
        if let Some(doubt) = doubt {
            report.quarantined += 1;
            report.note(doubt, Fate::Quarantined, place);
            continue;
        }
        if let Some(id) = &crime.id {
            first.insert(id.clone(), kept.len());
        }
        kept.push((crime, place));
    }
    let stacks = stacks(kept.iter().filter_map(|(it, _)| it.point), believed.stacked);
    let full: std::collections::HashSet<(u64, u64)> = stacks.iter().map(|it| it.point.key()).collect();
    for (crime, place) in &kept {
        if crime.point.is_some_and(|it| full.contains(&it.key())) {
            report.note(What::Stacked, Fate::Kept, place.clone());
        }
    }
    report.kept = u64::try_from(kept.len()).unwrap_or(u64::MAX);
    Crimes { crimes: kept.into_iter().map(|(it, _)| it).collect(), stacks, report }
}

/// Notes a row that is none.
fn refuse(report: &mut Ingest, column: &str, place: Place) {
    report.refused += 1;
    report.note(What::Unreadable(column.to_owned()), Fate::Refused, place);
}

/// A point of two texts, `None` where both or one is empty.
fn point(lon: &str, lat: &str) -> Result<Option<Point>, ()> {
    match (lon, lat) {
        ("", _) | (_, "") => Ok(None),
        _ => Point::parse(lon, lat).map(Some).ok_or(()),
    }
}
