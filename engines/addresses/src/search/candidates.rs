//! Which names of the register lie over the question, and which places bear them.

use super::Search;
use super::entries::{Entries, Kind};
use super::language::Class;
use super::matching::{Cover, Reach, Senses, cover, senses};
use super::query::Query;
use crate::register::{NONE, Register};

/// A place a question may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    Run(u32),
    Part(u32),
    Town(u32),
}

/// A place with the name that led to it and what its surroundings explain of the question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) cover: u32,
    pub(crate) target: Target,
    pub(crate) cost: u32,
    /// Atoms explained by the name or by town, part and district.
    pub(crate) explained: u32,
    /// The place that was said and is not where the target lies: its place among the place covers.
    pub(crate) disagrees: Option<u32>,
    /// Addresses, for ties.
    pub(crate) weight: u32,
}

/// One way of reading a question.
#[derive(Debug)]
pub(crate) struct Attempt {
    pub(crate) query: Query,
    pub(crate) senses: Vec<Senses>,
    pub(crate) covers: Vec<Cover>,
    pub(crate) places: Vec<Cover>,
    pub(crate) candidates: Vec<Candidate>,
}

/// What it costs that a said part or district is not the one of the address.
const DISAGREEMENT: u32 = 12;
/// What an unexplained word costs that could be a name.
pub(crate) const UNEXPLAINED: u32 = 30;
/// Places looked at for one question.
const MOST_TARGETS: usize = 4096;
/// Names looked at for one question.
const MOST_COVERS: usize = 8192;

impl Attempt {
    /// Reads the question one way. `home` limits targets to a municipality (by its index).
    pub(crate) fn new(search: &Search, query: Query, home: Option<u32>, reach: Reach) -> Attempt {
        let entries = &search.entries;
        let senses = senses(&query, entries, reach);
        let mut all = covers(&query, &senses, entries, reach);
        let is_place = |c: &Cover| {
            let kind = entries.get(c.entry).map(|e| e.kind);
            !matches!(kind, Some(Kind::Street | Kind::Former(_)) | None) && !c.lacks && c.in_order && c.beside
        };
        // A town is never changed silently, and never for a short word.
        let places: Vec<Cover> =
            all.iter().filter(|c| is_place(c) && (!c.typo || c.cost <= 12)).cloned().collect();
        all.retain(|c| !matches!(entries.get(c.entry).map(|e| e.kind), Some(Kind::District | Kind::Prague)));
        all.sort_by_key(|c| (c.cost, c.entry));
        all.truncate(MOST_COVERS);
        let mut attempt = Attempt { query, senses, covers: all, places, candidates: Vec::new() };
        attempt.gather(search, home);
        attempt
    }

    /// The cost of the best candidate; high when there is none.
    pub(crate) fn best_cost(&self) -> u32 {
        self.candidates.first().map_or(u32::MAX, |c| c.cost)
    }

    /// Atoms no part of the reading explains (numbers aside).
    pub(crate) fn unexplained(&self, candidate: &Candidate) -> impl Iterator<Item = usize> + '_ {
        let explained = candidate.explained;
        (0..self.query.atoms.len()).filter(move |i| explained & 1 << i == 0)
    }

    fn gather(&mut self, search: &Search, home: Option<u32>) {
        let register = &*search.register;
        let mut out: Vec<Candidate> = Vec::new();
        let mut seen_lowest = u32::MAX;
        for (index, cover) in self.covers.iter().enumerate() {
            // Covers come cheapest first: once there is plenty, dearer names cannot win.
            if out.len() >= MOST_TARGETS || (out.len() >= 64 && cover.cost > seen_lowest + UNEXPLAINED) {
                break;
            }
            let Some(entry) = search.entries.get(cover.entry) else { continue };
            let mut targets = search.entries.targets(cover.entry);
            let town_of = |t: u32| match entry.kind {
                Kind::Part => register.parts.get(t as usize).map_or(NONE, |p| p.municipality),
                Kind::Municipality => t,
                _ => register.runs.get(t as usize).map_or(NONE, |r| r.municipality),
            };
            if let Some(home) = home {
                targets = within(targets, home, &town_of);
            }
            let mut take = |t: u32| {
                let target = match entry.kind {
                    Kind::Part => Target::Part(t),
                    Kind::Municipality => Target::Town(t),
                    _ => Target::Run(t),
                };
                let candidate = self.weigh(search, index as u32, cover, target, town_of(t));
                seen_lowest = seen_lowest.min(candidate.cost);
                out.push(candidate);
            };
            if targets.len() <= 48 {
                targets.iter().for_each(|&t| take(t));
                continue;
            }
            let towns = self.said_towns(search, cover);
            if towns.is_empty() {
                targets.iter().take(MOST_TARGETS / 4).for_each(|&t| take(t));
            }
            towns.iter().for_each(|&town| within(targets, town, &town_of).iter().for_each(|&t| take(t)));
        }
        keep_best_per_target(&mut out);
        out.sort_by_key(|c| (c.cost, std::cmp::Reverse(c.weight), c.target));
        self.candidates = out;
    }

    /// Municipalities named, directly or by a part or district, beside the name.
    fn said_towns(&self, search: &Search, cover: &Cover) -> Vec<u32> {
        let register = &*search.register;
        let mut towns = Vec::new();
        for place in self.places.iter().filter(|p| p.mask & cover.mask == 0) {
            let targets = search.entries.targets(place.entry);
            match search.entries.get(place.entry).map(|e| e.kind) {
                Some(Kind::Municipality) => towns.extend_from_slice(targets),
                Some(Kind::Part) => {
                    towns.extend(targets.iter().map(|&t| register.parts[t as usize].municipality))
                }
                Some(Kind::District) => {
                    towns.extend(targets.iter().map(|&t| register.districts[t as usize].municipality));
                }
                Some(Kind::Prague) => {
                    towns.extend(targets.iter().map(|&t| register.prague[t as usize].municipality))
                }
                _ => {}
            }
        }
        towns.sort_unstable();
        towns.dedup();
        towns
    }

    fn weigh(&self, search: &Search, index: u32, cover: &Cover, target: Target, town: u32) -> Candidate {
        let register = &*search.register;
        let mut candidate = Candidate {
            cover: index,
            target,
            cost: cover.cost,
            explained: cover.mask,
            disagrees: None,
            weight: weight(register, target),
        };
        let mut elsewhere = None;
        for (at, place) in self.places.iter().enumerate() {
            if place.mask & cover.mask != 0 || place.mask & !candidate.explained == 0 {
                continue;
            }
            match agreement(search, place, target, town) {
                Some(true) => {
                    candidate.explained |= place.mask;
                    candidate.cost += place.cost;
                }
                Some(false) => elsewhere = Some((at, place.mask)),
                None => {}
            }
        }
        if let Some((at, mask)) = elsewhere
            && mask & !candidate.explained != 0
        {
            candidate.explained |= mask;
            candidate.disagrees = Some(at as u32);
            candidate.cost += DISAGREEMENT;
        }
        for (i, atom) in self.query.atoms.iter().enumerate() {
            if candidate.explained & 1 << i == 0 {
                candidate.cost += match atom.class {
                    Class::Number => 0,
                    Class::Noise => 1,
                    Class::Small => 2,
                    Class::Initial => 4,
                    Class::Kind if atom.folded.plain.starts_with("ul") => 0,
                    Class::Kind | Class::Title => 6,
                    Class::Strong => UNEXPLAINED,
                };
            }
        }
        candidate
    }
}

/// Names that lie over the question, each with the atoms it takes.
fn covers(query: &Query, senses: &[Senses], entries: &Entries, reach: Reach) -> Vec<Cover> {
    let mut touched: Vec<(u32, u8)> = Vec::new();
    for (i, (atom, sense)) in query.atoms.iter().zip(senses).enumerate() {
        let mut touch = |list: &[u32]| touched.extend(list.iter().map(|&entry| (entry, i as u8)));
        if let Some(word) = sense.exact {
            touch(entries.weak_with_words(word..word + 1));
            touch(entries.with_words(word..word + 1));
        }
        touch(entries.with_words(sense.beginning.clone()));
        if atom.class != Class::Number {
            sense.declined.iter().for_each(|&w| touch(entries.with_words(w..w + 1)));
            sense.similar.iter().for_each(|&(w, _)| touch(entries.with_words(w..w + 1)));
            sense.beginning_similar.iter().for_each(|range| touch(entries.with_words(range.clone())));
        }
    }
    touched.sort_unstable();
    touched.dedup();
    touched.truncate(4 * MOST_COVERS);
    let mut out: Vec<Cover> = Vec::new();
    for (entry, atom) in touched {
        if let Some(cover) = cover(query, senses, entries, entry, usize::from(atom), reach.open) {
            let same = out.iter().rev().take_while(|c| c.entry == entry).any(|c| c.mask == cover.mask);
            if !same {
                out.push(cover);
            }
        }
    }
    out
}

/// The targets that lie in a municipality: targets rise by municipality.
fn within<'t>(targets: &'t [u32], town: u32, town_of: &impl Fn(u32) -> u32) -> &'t [u32] {
    let first = targets.partition_point(|&t| town_of(t) < town);
    let end = targets.partition_point(|&t| town_of(t) <= town);
    targets.get(first..end).unwrap_or(&[])
}

/// Whether a target lies in a said place; `Some(false)` when only the municipality agrees.
fn agreement(search: &Search, place: &Cover, target: Target, town: u32) -> Option<bool> {
    let register = &*search.register;
    let targets = search.entries.targets(place.entry);
    let runs: &[u32] = match target {
        Target::Run(ref run) => std::slice::from_ref(run),
        Target::Part(part) => register.part_runs(part),
        Target::Town(_) => &[],
    };
    let has = |fits: &dyn Fn(&crate::register::SettingRow) -> bool| {
        runs.iter().any(|&run| {
            let settings = register.run_settings(run);
            register.settings[settings.start as usize..settings.end as usize].iter().any(fits)
        })
    };
    match search.entries.get(place.entry).map(|e| e.kind)? {
        Kind::Municipality => targets.binary_search(&town).is_ok().then_some(true),
        Kind::Part => {
            let here = within(targets, town, &|t| register.parts[t as usize].municipality);
            if let Target::Part(part) = target {
                return (!here.is_empty()).then(|| here.contains(&part));
            }
            (!here.is_empty()).then(|| has(&|s| here.contains(&s.part)))
        }
        Kind::District => {
            let here = within(targets, town, &|t| register.districts[t as usize].municipality);
            (!here.is_empty()).then(|| has(&|s| here.contains(&s.district)))
        }
        Kind::Prague => {
            let capital = targets.iter().any(|&t| register.prague[t as usize].municipality == town);
            capital.then(|| has(&|s| targets.contains(&s.prague)))
        }
        Kind::Street | Kind::Former(_) => None,
    }
}

fn weight(register: &Register, target: Target) -> u32 {
    match target {
        Target::Run(run) => register.run_rows(run).len() as u32,
        Target::Part(part) => {
            register.part_runs(part).iter().map(|&r| register.run_rows(r).len() as u32).sum()
        }
        Target::Town(town) => {
            let runs = register.municipality_runs(town);
            let first = register.runs.get(runs.start as usize).map_or(0, |r| r.first_row);
            let end = register.runs.get(runs.end as usize).map_or(register.len() as u32, |r| r.first_row);
            end - first
        }
    }
}

/// A street found by two names or in two ways counts once, the cheapest way.
fn keep_best_per_target(candidates: &mut Vec<Candidate>) {
    candidates.sort_by_key(|c| (c.target, c.cost, c.cover));
    candidates.dedup_by_key(|c| c.target);
}
