//! Which names of the register lie over the question, and which places bear them.

use std::collections::HashMap;

use super::Search;
use super::entries::Kind;
use super::language::Class;
use super::marks::{Costs, Marks};
use super::matching::{Cover, Reach, Senses, cover, senses};
use super::names::{self, Reading};
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
    /// The last word, when it is too short to be looked up among all names.
    unfinished: Option<usize>,
    /// Names with a word that the unfinished one begins.
    beginning: Marks,
    /// Places the unfinished word begins, as far as they were needed: mask and cost.
    begun: HashMap<u32, Option<(u32, u32)>>,
    /// Scratch of `surroundings`.
    around: Vec<u32>,
    beside: Beside,
}

/// What the question says beside a name; most names of a question leave the same words beside them.
#[derive(Debug, Default)]
struct Beside {
    /// The atoms of the name.
    name: u32,
    /// Whether a place was said, so that it matters where a target lies.
    said: bool,
    /// Parts and districts said: their places among the place covers.
    areas: Vec<u32>,
    /// The municipalities said, once they were needed: `None` for none or too many.
    towns: Option<Option<Vec<u32>>>,
}

/// What it costs that a said part or district is not the one of the address.
const DISAGREEMENT: u32 = 12;
/// What an unexplained word costs that could be a name.
pub(crate) const UNEXPLAINED: u32 = 30;
/// Places looked at for one question.
const MOST_TARGETS: usize = 2048;
/// Candidates that are plenty: names dearer than these are not looked at.
const PLENTY: u32 = 64;
/// Places of one name that are all looked at.
const FEW: usize = 48;
/// Places of one name looked at when nothing said narrows them.
const MOST_OF_ONE_NAME: usize = 1024;
/// Said places that are looked at for a disagreement.
const MOST_PLACES: usize = 64;
/// Said towns in which the streets of a common name are looked up.
const MOST_TOWNS: usize = 400;
/// What it costs that the same part is named twice: the town of that name is meant sooner.
const REPEATED: u32 = 2;

impl Attempt {
    /// Reads the question one way. `home` limits targets to a municipality (by its index).
    pub(crate) fn new(search: &Search, query: Query, home: Option<u32>, reach: Reach) -> Attempt {
        let entries = &search.entries;
        let senses = senses(&query, entries, reach);
        let unfinished = names::unfinished(&query, reach);
        let reading = Reading { search, query: &query, senses: &senses, reach, home };
        let all = reading.covers(unfinished);
        let kind = |c: &Cover| entries.get(c.entry).map(|e| e.kind);
        let mut places: Vec<Cover> = all.iter().filter(|c| names::is_place(c, entries)).cloned().collect();
        places.sort_by_key(|c| (c.entry, c.cost));
        let mut names = all;
        names.retain(|c| !matches!(kind(c), Some(Kind::District | Kind::Prague)));
        names.sort_by_key(|c| (c.cost, c.entry));
        let mut attempt = Attempt {
            query,
            senses,
            covers: names,
            places,
            candidates: Vec::new(),
            unfinished,
            beginning: Marks::default(),
            begun: HashMap::new(),
            around: Vec::new(),
            beside: Beside::default(),
        };
        attempt.mark_beginning(search);
        attempt.gather(search, home, reach);
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

    /// Marks what the unfinished word may be the beginning of.
    fn mark_beginning(&mut self, search: &Search) {
        let Some(sense) = self.unfinished.and_then(|last| self.senses.get(last)) else { return };
        self.beginning = search.entries.none();
        let exact = sense.exact.map_or(0..0, |word| word..word + 1);
        for words in [exact, sense.beginning.clone()] {
            search.entries.with_any_words(words).iter().for_each(|&entry| self.beginning.set(entry));
        }
    }

    fn gather(&mut self, search: &Search, home: Option<u32>, reach: Reach) {
        let register = &*search.register;
        let mut out: Vec<Candidate> = Vec::new();
        let mut costs = Costs::default();
        // What the numbers may still cost a candidate that seems better now.
        let slack = if self.query.numbers.is_empty() { 0 } else { UNEXPLAINED };
        for index in 0..self.covers.len() {
            let Some(cover) = self.covers.get(index).cloned() else { break };
            // Covers come cheapest first: once there is plenty, dearer names cannot win.
            let dearest = if reach.open {
                costs.at(PLENTY).map(|cost| cost + slack)
            } else {
                costs.at(0).filter(|_| out.len() >= PLENTY as usize).map(|cost| cost + UNEXPLAINED)
            };
            if out.len() >= MOST_TARGETS || dearest.is_some_and(|dearest| cover.cost > dearest) {
                break;
            }
            self.look_beside(search, cover.mask);
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
            let mut take = |attempt: &mut Attempt, t: u32| {
                let target = match entry.kind {
                    Kind::Part => Target::Part(t),
                    Kind::Municipality => Target::Town(t),
                    _ => Target::Run(t),
                };
                if let Some(candidate) = attempt.weigh(search, index as u32, target, town_of(t)) {
                    costs.add(candidate.cost);
                    out.push(candidate);
                }
            };
            if targets.len() <= FEW {
                targets.iter().for_each(|&t| take(self, t));
                continue;
            }
            let towns = self.beside.towns.take().unwrap_or_else(|| self.said_towns(search, cover.mask));
            match &towns {
                None => targets.iter().take(MOST_OF_ONE_NAME).for_each(|&t| take(self, t)),
                Some(towns) => towns
                    .iter()
                    .for_each(|&town| within(targets, town, &town_of).iter().for_each(|&t| take(self, t))),
            }
            self.beside.towns = Some(towns);
        }
        keep_best_per_target(&mut out);
        out.sort_by_key(|c| (c.cost, std::cmp::Reverse(c.weight), c.target));
        self.candidates = out;
    }

    /// Finds what is said beside a name, unless the name before left the same atoms.
    fn look_beside(&mut self, search: &Search, name: u32) {
        if self.beside.name == name {
            return;
        }
        let outside = |p: &Cover| p.mask & name == 0 && !self.is_house_number(p.mask);
        let unfinished = self.unfinished.is_some_and(|last| name & 1 << last == 0);
        let is_area = |p: &Cover| {
            let kind = search.entries.get(p.entry).map(|e| e.kind);
            !p.begun && matches!(kind, Some(Kind::Part | Kind::District | Kind::Prague))
        };
        let firm = self.places.iter().enumerate().filter(|(_, p)| !p.begun).take(MOST_PLACES);
        let areas = firm.filter(|(_, p)| outside(p) && is_area(p)).map(|(at, _)| at as u32).collect();
        let said = unfinished || self.places.iter().any(outside);
        self.beside = Beside { name, said, areas, towns: None };
    }

    /// Municipalities named, directly or by a part or district, beside the name; `None` for none or too many.
    fn said_towns(&self, search: &Search, name: u32) -> Option<Vec<u32>> {
        let mut towns = Vec::new();
        for place in self.places.iter().filter(|p| p.mask & name == 0) {
            names::towns_of(search, place, &mut towns);
        }
        towns.sort_unstable();
        towns.dedup();
        (1..=MOST_TOWNS).contains(&towns.len()).then_some(towns)
    }

    /// What the surroundings of a target explain of the question beside the name, and what that costs.
    fn weigh(&mut self, search: &Search, index: u32, target: Target, town: u32) -> Option<Candidate> {
        let register = &*search.register;
        let cover = self.covers.get(index as usize)?;
        let (mask, cost) = (cover.mask, cover.cost);
        let weight = weight(register, target);
        let mut candidate =
            Candidate { cover: index, target, cost, explained: mask, disagrees: None, weight };
        if self.beside.said {
            self.surroundings(search, target, town);
            let around = std::mem::take(&mut self.around);
            for &place in &around {
                self.explain_by(search, place, &mut candidate, mask);
            }
            self.around = around;
            self.explain_elsewhere(search, &mut candidate, town);
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
        Some(candidate)
    }

    /// Fills `around` with the entries that name where a target lies: town, parts, districts.
    fn surroundings(&mut self, search: &Search, target: Target, town: u32) {
        let (register, entries) = (&*search.register, &search.entries);
        let around = &mut self.around;
        around.clear();
        // The town first: where a part bears its name, the word is taken for the town.
        let mut add = |list: &[u32]| {
            for entry in list {
                if !around.contains(entry) {
                    around.push(*entry);
                }
            }
        };
        add(entries.naming(Kind::Municipality, town));
        let runs: &[u32] = match target {
            Target::Run(ref run) => std::slice::from_ref(run),
            Target::Part(part) => {
                add(entries.naming(Kind::Part, part));
                // All runs of a part lie in its districts; the first ones tell them.
                register.part_runs(part).get(..4).unwrap_or(register.part_runs(part))
            }
            Target::Town(_) => &[],
        };
        for &run in runs {
            let settings = register.run_settings(run);
            for s in &register.settings[settings.start as usize..settings.end as usize] {
                if matches!(target, Target::Run(_)) {
                    add(entries.naming(Kind::Part, s.part));
                }
                add(entries.naming(Kind::District, s.district));
                add(entries.naming(Kind::Prague, s.prague));
            }
        }
    }

    fn explain_by(&mut self, search: &Search, entry: u32, candidate: &mut Candidate, name: u32) {
        let first = self.places.partition_point(|p| p.entry < entry);
        let known = self.places.iter().skip(first).take_while(|p| p.entry == entry);
        let itself = match candidate.target {
            Target::Part(part) => search.entries.naming(Kind::Part, part).contains(&entry),
            _ => false,
        };
        for place in known {
            if place.mask & name == 0
                && place.mask & !candidate.explained != 0
                && !self.is_house_number(place.mask)
            {
                candidate.explained |= place.mask;
                candidate.cost += place.cost + if itself { REPEATED } else { 0 };
            }
        }
        // The last, unfinished word was not looked up among places; it may begin this one.
        if let Some(last) = self.unfinished
            && (candidate.explained | name) & 1 << last == 0
            && self.beginning.has(entry)
        {
            let (query, senses) = (&self.query, &self.senses);
            let begun = self.begun.entry(entry).or_insert_with(|| {
                cover(query, senses, &search.entries, entry, last, true).map(|c| (c.mask, c.cost))
            });
            if let Some((mask, cost)) = *begun
                && mask & name == 0
            {
                candidate.explained |= mask;
                candidate.cost += cost;
            }
        }
    }

    /// A part or district of the town that was said, but is not where the target lies.
    fn explain_elsewhere(&self, search: &Search, candidate: &mut Candidate, town: u32) {
        let register = &*search.register;
        for &at in &self.beside.areas {
            let Some(place) = self.places.get(at as usize) else { continue };
            if place.mask & !candidate.explained == 0 {
                continue;
            }
            let targets = search.entries.targets(place.entry);
            let in_town = match search.entries.get(place.entry).map(|e| e.kind) {
                Some(Kind::Part) => {
                    !within(targets, town, &|t| register.parts[t as usize].municipality).is_empty()
                }
                Some(Kind::District) => {
                    !within(targets, town, &|t| register.districts[t as usize].municipality).is_empty()
                }
                Some(Kind::Prague) => {
                    targets.iter().any(|&t| register.prague[t as usize].municipality == town)
                }
                _ => false,
            };
            if in_town {
                candidate.explained |= place.mask;
                candidate.disagrees = Some(at);
                candidate.cost += DISAGREEMENT;
                return;
            }
        }
    }

    /// `Plzeň 4 K Točně`: the only figure, in the middle of the words, is the house and not the district.
    fn is_house_number(&self, mask: u32) -> bool {
        let [number] = self.query.numbers.as_slice() else { return false };
        let Some(atom) = number.atom else { return false };
        let next = self.query.atoms.get(atom + 1);
        mask & 1 << atom != 0 && next.is_some_and(|next| !next.after_comma)
    }
}

/// The targets that lie in a municipality: targets rise by municipality.
fn within<'t>(targets: &'t [u32], town: u32, town_of: &impl Fn(u32) -> u32) -> &'t [u32] {
    let first = targets.partition_point(|&t| town_of(t) < town);
    let end = targets.partition_point(|&t| town_of(t) <= town);
    targets.get(first..end).unwrap_or(&[])
}

/// Addresses of a place, roughly.
pub(crate) fn weight(register: &Register, target: Target) -> u32 {
    match target {
        Target::Run(run) => register.run_rows(run).len() as u32,
        // About twenty addresses to a street: exact enough for ties, without visiting each.
        Target::Part(part) => 20 * register.part_runs(part).len() as u32,
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
