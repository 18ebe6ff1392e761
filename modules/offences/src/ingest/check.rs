//! What a reading is held against: what is known already, and what makes somebody look before it counts.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use crime_files::Fate;
use store::in_prague;

use super::{Doubt, Reading, Report};
use crate::category::Catalogue;
use crate::incident::{Incident, Told};
use crate::month::Month;

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

/// Findings of the report that are kept; a file with more kinds of trouble is not read by looking at each.
const MOST_FINDINGS: usize = 50;

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
    report.refused_count = reading.refused;
    report.findings.clone_from(&reading.findings);
    report.findings.sort_by_key(|finding| (finding.fate == Fate::Kept, std::cmp::Reverse(finding.count)));
    report.findings.truncate(MOST_FINDINGS);
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
