//! The list of measures as numbers: checked, with what must and what can never be done settled beforehand.

use std::collections::{BTreeMap, BTreeSet};

use super::measure::{Fault, Measure, NoPlan, Where};

/// The most that costs, and lowered risks, may add up to: products of two such sums still fit into 128 bits.
const MOST: u64 = 1 << 60;

/// Measures by their place in the list.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) cost: Vec<u64>,
    pub(super) lowers: Vec<u64>,
    /// What each needs, directly.
    pub(super) needs: Vec<Vec<usize>>,
    /// What needs each, directly.
    pub(super) needed_by: Vec<Vec<usize>>,
    /// What each excludes; if one names the other, both have it here.
    pub(super) excludes: Vec<Vec<usize>>,
    /// `Some(true)` must be done, `Some(false)` cannot be, `None` is to be decided.
    pub(super) fate: Vec<Option<bool>>,
}

impl Network {
    /// Reads and settles a list.
    ///
    /// A measure that can never be done (it needs, perhaps through others, two that exclude each other, or one that something
    /// mandatory excludes) is no mistake: it is settled as not done.
    pub(super) fn read(measures: &[Measure]) -> Result<Network, NoPlan> {
        let (network, mut faults) = Network::link(measures);
        if faults.is_empty() {
            faults.extend(network.cycle().map(|it| Fault::Cycle(names(measures, &it))));
        }
        if !faults.is_empty() {
            return Err(NoPlan::Faults(faults));
        }
        let mandatory = (0..measures.len()).filter(|at| measures.get(*at).is_some_and(|it| it.mandatory));
        network.settle(mandatory.collect()).map_err(|(first, second)| {
            let name = |at: usize| measures.get(at).map(|it| it.id.clone()).unwrap_or_default();
            NoPlan::Faults(vec![Fault::MandatoryConflict { first: name(first), second: name(second) }])
        })
    }

    fn link(measures: &[Measure]) -> (Network, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut costs, mut points) = (0_u64, 0_u64);
        for (at, measure) in measures.iter().enumerate() {
            let here = || Where { at, id: measure.id.clone(), part: None };
            if measure.id.trim().is_empty() {
                faults.push(Fault::Nameless(at));
            }
            match places.get(measure.id.as_str()) {
                Some(first) => faults.push(Fault::TwiceTheSame { second: here(), first: *first }),
                None => drop(places.insert(&measure.id, at)),
            }
            costs = costs.saturating_add(measure.cost);
            points = points.saturating_add(measure.lowers);
            if costs.max(points) > MOST {
                faults.push(Fault::TooLarge(here()));
                (costs, points) = (0, 0);
            }
        }
        let mut network = Network {
            cost: measures.iter().map(|it| it.cost).collect(),
            lowers: measures.iter().map(|it| it.lowers).collect(),
            needs: vec![Vec::new(); measures.len()],
            needed_by: vec![Vec::new(); measures.len()],
            excludes: vec![Vec::new(); measures.len()],
            fate: vec![None; measures.len()],
        };
        for (at, measure) in measures.iter().enumerate() {
            let needs = found(&places, measure, at, "needs", &measure.needs, &mut faults);
            for need in &needs {
                push(&mut network.needed_by, *need, at);
            }
            if let Some(it) = network.needs.get_mut(at) {
                *it = needs;
            }
            for (place, other) in found(&places, measure, at, "excludes", &measure.excludes, &mut faults)
                .into_iter()
                .enumerate()
            {
                if other == at {
                    let part = Some(("excludes", place));
                    faults.push(Fault::ExcludesItself(Where { at, id: measure.id.clone(), part }));
                } else if !network.excludes.get(at).is_some_and(|it| it.contains(&other)) {
                    push(&mut network.excludes, at, other);
                    push(&mut network.excludes, other, at);
                }
            }
        }
        (network, faults)
    }

    /// A circle of needs, if there is one.
    fn cycle(&self) -> Option<Vec<usize>> {
        // 0 not seen, 1 on the way, 2 done.
        let mut state = vec![0_u8; self.needs.len()];
        for start in 0..self.needs.len() {
            let mut way: Vec<(usize, usize)> = Vec::new();
            if state.get(start) == Some(&0) {
                way.push((start, 0));
                set(&mut state, start, 1);
            }
            while let Some((at, next)) = way.last_mut() {
                let Some(need) = self.needs.get(*at).and_then(|it| it.get(*next)).copied() else {
                    set(&mut state, *at, 2);
                    way.pop();
                    continue;
                };
                *next += 1;
                match state.get(need) {
                    Some(0) => {
                        set(&mut state, need, 1);
                        way.push((need, 0));
                    }
                    Some(1) => {
                        let on_the_way = way.iter().map(|(at, _)| *at).skip_while(|at| *at != need);
                        return Some(on_the_way.chain([need]).collect());
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// Settles what follows from what must be done; the error is a pair that must and cannot stand together.
    fn settle(mut self, mandatory: Vec<usize>) -> Result<Network, (usize, usize)> {
        let done = reach(&self.needs, mandatory);
        for first in &done {
            let excluded = self.excludes.get(*first).into_iter().flatten();
            if let Some(second) = excluded.copied().find(|it| done.contains(it)) {
                return Err((*first, second));
            }
        }
        let excluded = done.iter().flat_map(|it| self.excludes.get(*it).into_iter().flatten());
        let mut barred = reach(&self.needed_by, excluded.copied().collect());
        for at in 0..self.needs.len() {
            let whole = reach(&self.needs, vec![at]);
            let torn =
                |it: &usize| self.excludes.get(*it).is_some_and(|all| all.iter().any(|x| whole.contains(x)));
            if whole.iter().any(torn) {
                barred.insert(at);
            }
        }
        for at in &barred {
            set(&mut self.fate, *at, Some(false));
        }
        for at in &done {
            set(&mut self.fate, *at, Some(true));
        }
        Ok(self)
    }

    /// Places of what must be done.
    pub(super) fn done(&self) -> impl Iterator<Item = usize> + '_ {
        self.fate.iter().enumerate().filter(|(_, it)| **it == Some(true)).map(|(at, _)| at)
    }

    /// Places of what cannot be done.
    pub(super) fn barred(&self) -> impl Iterator<Item = usize> + '_ {
        self.fate.iter().enumerate().filter(|(_, it)| **it == Some(false)).map(|(at, _)| at)
    }

    /// Sum of costs and of lowered risks of these measures.
    pub(super) fn sums(&self, of: impl IntoIterator<Item = usize>) -> (u64, u64) {
        of.into_iter().fold((0, 0), |(cost, lowers), at| {
            let add = |list: &[u64]| list.get(at).copied().unwrap_or(0);
            (cost + add(&self.cost), lowers + add(&self.lowers))
        })
    }

    /// Whether the measure is still to be decided.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.fate.get(at) == Some(&None)
    }
}

/// Everything that can be reached over these arrows, the starting points among it.
pub(super) fn reach(arrows: &[Vec<usize>], from: Vec<usize>) -> BTreeSet<usize> {
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut waiting = from;
    while let Some(at) = waiting.pop() {
        if seen.insert(at) {
            waiting.extend(arrows.get(at).into_iter().flatten());
        }
    }
    seen
}

fn found(
    places: &BTreeMap<&str, usize>,
    measure: &Measure,
    at: usize,
    list: &'static str,
    named: &[String],
    faults: &mut Vec<Fault>,
) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, name) in named.iter().enumerate() {
        let here = Where { at, id: measure.id.clone(), part: Some((list, place)) };
        match places.get(name.as_str()) {
            None => faults.push(Fault::Dangling { at: here, named: name.clone() }),
            Some(other) if found.contains(other) => {
                faults.push(Fault::NamedTwice { at: here, named: name.clone() });
            }
            Some(other) => found.push(*other),
        }
    }
    found
}

fn names(measures: &[Measure], at: &[usize]) -> Vec<String> {
    at.iter().filter_map(|it| measures.get(*it)).map(|it| it.id.clone()).collect()
}

fn push(lists: &mut [Vec<usize>], at: usize, item: usize) {
    if let Some(list) = lists.get_mut(at) {
        list.push(item);
    }
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(it) = list.get_mut(at) {
        *it = value;
    }
}
