//! Rows become incidents: one of each id, believed or set aside.

use std::collections::{HashMap, HashSet};

use super::{Codebook, Download, Expected, Incident};
use crate::fault::Place;
use crate::ingest::{Fate, Ingest, What};
use crate::point::stacks;

/// Incidents while their rows come in.
#[derive(Default)]
pub(super) struct Gathering {
    incidents: Vec<(Incident, Place)>,
    of_id: HashMap<u64, usize>,
    /// Incidents that a person has to look at, by their place among the incidents.
    doubtful: HashSet<usize>,
    /// Ids of rows that could not be read.
    broken: HashSet<u64>,
    pub(super) report: Ingest,
}

impl Gathering {
    /// Takes a row; in CSV an incident has one for each of its types.
    pub(super) fn take(&mut self, row: Incident, place: Place) {
        let Some(at) = self.of_id.get(&row.id).copied() else {
            self.of_id.insert(row.id, self.incidents.len());
            return self.incidents.push((row, place));
        };
        let Some((incident, _)) = self.incidents.get_mut(at) else { return };
        let same = |a: &Incident, b: &Incident| {
            (a.point, a.reported, a.mp, a.state, a.relevance)
                == (b.point, b.reported, b.mp, b.state, b.relevance)
        };
        if !same(incident, &row) {
            self.report.note(What::Contradiction, Fate::Quarantined, place);
            self.doubtful.insert(at);
        } else if row.types.iter().all(|it| incident.types.contains(it)) {
            self.report.note(What::Duplicate, Fate::Kept, place);
        }
        incident.types.extend(row.types);
        incident.types.sort_unstable();
        incident.types.dedup();
    }

    /// Notes a row that is none, and the incident it would have belonged to.
    pub(super) fn refuse(&mut self, what: What, id: Option<u64>, place: Place) {
        self.report.refused += 1;
        self.report.note(what, Fate::Refused, place);
        self.broken.extend(id);
    }

    /// Holds the incidents against what is expected.
    pub(super) fn finish(mut self, expected: &Expected<'_>) -> Download {
        let mut kept: Vec<(Incident, Place)> = Vec::new();
        for (at, (incident, place)) in self.incidents.into_iter().enumerate() {
            let mut doubtful = self.doubtful.contains(&at);
            for what in doubts(&incident, expected, &self.broken) {
                self.report.note(what, Fate::Quarantined, place.clone());
                doubtful = true;
            }
            if doubtful {
                self.report.quarantined += 1;
            } else {
                kept.push((incident, place));
            }
        }
        let stacks = stacks(kept.iter().map(|(it, _)| it.point), expected.stacked);
        let full: HashSet<(u64, u64)> = stacks.iter().map(|it| it.point.key()).collect();
        for (_, place) in kept.iter().filter(|(it, _)| full.contains(&it.point.key())) {
            self.report.note(What::Stacked, Fate::Kept, place.clone());
        }
        let mut incidents: Vec<Incident> = kept.into_iter().map(|(it, _)| it).collect();
        incidents.sort_unstable_by_key(|it| it.id);
        self.report.kept = u64::try_from(incidents.len()).unwrap_or(u64::MAX);
        Download { incidents, stacks, report: self.report }
    }
}

/// What a person has to look at.
fn doubts(incident: &Incident, expected: &Expected<'_>, broken: &HashSet<u64>) -> Vec<What> {
    let mut doubts = Vec::new();
    let mut known = |name: &str, codebook: &Codebook, code: u32| {
        if !codebook.has(code) {
            doubts.push(What::UnknownCode { codebook: name.to_owned(), code: code.to_string() });
        }
    };
    for code in &incident.types {
        known("types", expected.types, *code);
    }
    known("states", expected.states, incident.state);
    if let Some(relevance) = incident.relevance {
        known("relevance", expected.relevance, relevance);
    }
    if broken.contains(&incident.id) {
        doubts.push(What::Incomplete);
    }
    if !expected.bounds.holds(incident.point) {
        let swapped = expected.bounds.holds(incident.point.swapped());
        doubts.push(if swapped { What::SwappedAxes } else { What::OutsideBox });
    }
    if expected.fetched.is_some_and(|fetched| incident.reported.seconds > fetched.seconds) {
        doubts.push(What::Future);
    }
    doubts
}
