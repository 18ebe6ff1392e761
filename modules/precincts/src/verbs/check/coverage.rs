//! What a rule text covers of the register: who is left without anyone, who competes, what letters do.

use std::collections::{BTreeMap, HashSet};

use places::Atlas;
use serde::Serialize;
use territories::rules::{AreaId, AreaKind, Compiled, Document, Gazetteer, Number, Report};
use web::Say;

use crate::verbs::terminal::line;

/// The checks over the addresses of the areas that the text speaks of: those of its `#` lines, or the whole
/// town when one of them has no name or names nothing.
#[derive(Debug, Serialize)]
pub(super) struct Coverage {
    addresses: usize,
    covered: usize,
    /// Addresses of nobody, by street.
    nobody: Vec<(String, usize)>,
    /// Lines that compete with equal right, and for how many addresses.
    overlaps: Vec<(Vec<u32>, usize)>,
    /// Lettered numbers that a range took in or left out without naming them.
    letters: Vec<Letters>,
    /// A more exact line took addresses from a bare street: both lines, and how many.
    taken: Vec<(u32, u32, usize)>,
    /// Lines that cover no address.
    idle: Vec<u32>,
    /// Addresses with a registration number that a line with odd or even leaves out.
    registration_left_out: usize,
}

/// What a line did with lettered numbers of a street.
#[derive(Debug, Serialize)]
struct Letters {
    line: u32,
    street: String,
    taken_in: Vec<String>,
    left_out: Vec<String>,
}

impl Coverage {
    pub(super) fn of(t: &Say, atlas: &Atlas, document: &Document, compiled: &Compiled) -> Self {
        let gazetteer = atlas.gazetteer();
        let report = compiled.report(gazetteer);
        let asked = addresses_asked_for(gazetteer, document);
        let gaps: Vec<_> = report.gaps.iter().filter(|gap| asked.contains(&gap.door)).collect();
        let mut nobody: BTreeMap<String, usize> = BTreeMap::new();
        for gap in &gaps {
            let street = gap.street.and_then(|street| gazetteer.street_name(street));
            *nobody.entry(street.unwrap_or_else(|| t.say("street-none").into_owned())).or_default() += 1;
        }
        let mut nobody: Vec<(String, usize)> = nobody.into_iter().collect();
        nobody.sort_by_cached_key(|(street, _)| web::collation_key(t.lang(), street));
        let number = |index: &usize| compiled.line(*index).number;
        let competing = report.overlaps.iter();
        Self {
            addresses: asked.len(),
            covered: asked.len().saturating_sub(gaps.len()),
            nobody,
            overlaps: competing.map(|o| (o.lines.iter().map(number).collect(), o.doors.len())).collect(),
            letters: letters(gazetteer, compiled, &report),
            taken: report
                .taken
                .iter()
                .map(|(winner, loser, n)| (number(winner), number(loser), *n))
                .collect(),
            idle: report.idle.iter().map(number).collect(),
            registration_left_out: report.registration_left_out.len(),
        }
    }

    /// Whether every address asked for has exactly one territory.
    pub(super) fn is_complete(&self) -> bool {
        self.nobody.is_empty() && self.overlaps.is_empty()
    }

    pub(super) fn say(&self, t: &Say) {
        for letters in &self.letters {
            let said = |key: &str, numbers: &[String]| {
                let numbers = numbers.join(", ");
                t.with(
                    key,
                    &[
                        ("line", &letters.line.to_string()),
                        ("street", &letters.street),
                        ("numbers", &numbers),
                    ],
                )
            };
            if !letters.taken_in.is_empty() {
                line(said("check-letters-in", &letters.taken_in));
            }
            if !letters.left_out.is_empty() {
                line(said("check-letters-out", &letters.left_out));
            }
        }
        for (winner, loser, count) in &self.taken {
            let (winner, loser) = (winner.to_string(), loser.to_string());
            line(t.with("check-taken", &[("winner", &winner), ("loser", &loser), ("count", count)]));
        }
        if self.registration_left_out > 0 {
            line(t.with1("check-registration", "count", self.registration_left_out));
        }
        for (lines, count) in &self.overlaps {
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            line(t.with("check-overlap", &[("lines", &lines.join(", ")), ("count", count)]));
        }
        for (street, count) in &self.nobody {
            line(t.with("check-nobody", &[("street", street), ("count", count)]));
        }
        line(t.with("check-covered", &[("covered", &self.covered), ("all", &self.addresses)]));
    }
}

/// Ids of the addresses that the text ought to cover.
fn addresses_asked_for(gazetteer: &impl Gazetteer, document: &Document) -> HashSet<u64> {
    let areas = document.areas.iter().filter(|area| !area.blocks.is_empty());
    let areas: Option<Vec<(AreaKind, AreaId)>> =
        areas.map(|area| gazetteer.area(AreaKind::Any, area.name.as_deref()?)).collect();
    let mut asked = HashSet::new();
    gazetteer.visit(&mut |door| {
        let inside = |(kind, id): &(AreaKind, AreaId)| door.areas.of(*kind) == Some(*id);
        if areas.as_ref().is_none_or(|areas| areas.iter().any(inside)) {
            asked.insert(door.id);
        }
    });
    asked
}

fn letters(gazetteer: &impl Gazetteer, compiled: &Compiled, report: &Report) -> Vec<Letters> {
    let written = |numbers: &[Number]| numbers.iter().map(ToString::to_string).collect();
    let notes = report.letters.iter().map(|note| Letters {
        line: compiled.line(note.line).number,
        street: gazetteer.street_name(note.street).unwrap_or_default(),
        taken_in: written(&note.swept_in),
        left_out: written(&note.left_out),
    });
    notes.collect()
}
