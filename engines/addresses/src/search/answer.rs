//! From candidates to an answer: numbers looked up, hits ranked, the outcome named.

use std::collections::HashSet;

use super::candidates::{Attempt, Candidate, Target, UNEXPLAINED};
use super::entries::Kind;
use super::fold::fold;
use super::language::{self, Class};
use super::matching::Reach;
use super::query::{Number, Query};
use super::types::{Ask, Correction, Found, Hit, Matched, NumberRead, Outcome, Place, Reading};
use super::{Search, numbers};
use crate::register::{AddressIndex, MunicipalityIndex, PartIndex, StreetIndex};

/// Hits in an answer of `find`.
const MOST_HITS: usize = 20;
/// Candidates whose numbers are looked up.
const MOST_LOOKED_UP: usize = 512;
/// Two readings this close are both offered when the better one is not letter for letter.
const CLOSE: u32 = 6;
const WRONG_POSTCODE: u32 = 4;
const NUMBER_MISSING: u32 = 12;
const NUMBER_LEFT_OVER: u32 = 8;
const STREET_ALONE: u32 = 8;
/// Nearest numbers offered when the one asked for is not there.
const NEAREST: usize = 5;

/// A candidate with one of its addresses, or alone.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    candidate: Candidate,
    number: Option<Number>,
    row: Option<u32>,
    matched: Matched,
    cost: u32,
    /// The candidate's cost with its missing number, without the way its number matched.
    base: u32,
}

/// An attempt with the correction that led to it (words joined or split).
struct Understood {
    attempt: Attempt,
    rewritten: Option<Correction>,
}

impl Search {
    pub(super) fn answer(&self, ask: &Ask<'_>) -> Found {
        let home = self.home(ask);
        let understood = self.understand(ask, home, false);
        let query = &understood.attempt.query;
        if query.atoms.is_empty() && query.postcode.is_some() && query.numbers.is_empty() {
            return found(&understood, None, Outcome::PostcodeOnly, Vec::new());
        }
        let mut ranked = self.rank(&understood.attempt, 64, false);
        let Some(&best) = ranked.first() else {
            let outcome = self.nothing(ask, &understood);
            return found(&understood, None, outcome, Vec::new());
        };
        let mut outcome = self.outcome(&understood.attempt, best, &mut ranked);
        if let Some(said) = understood.attempt.said_elsewhere(self, &best.candidate) {
            outcome = Outcome::OutsideHome { said };
        }
        ranked.truncate(MOST_HITS);
        let hits = ranked.iter().map(|r| self.hit(&understood, r)).collect();
        found(&understood, Some(&best), outcome, hits)
    }

    pub(super) fn suggestions(&self, ask: &Ask<'_>, limit: usize) -> Vec<Hit> {
        let home = self.home(ask);
        let understood = self.understand(ask, home, true);
        let mut ranked = self.rank(&understood.attempt, limit, true);
        ranked.truncate(limit);
        ranked.iter().map(|r| self.hit(&understood, r)).collect()
    }

    /// The index of the home municipality; an unknown code is a town without streets.
    fn home(&self, ask: &Ask<'_>) -> Option<u32> {
        ask.home.map(|code| self.register.municipality(code).map_or(u32::MAX, |m| m.index().0))
    }

    /// Reads as typed first; only if that leaves something unexplained with typos, then with words joined
    /// or split.
    fn understand(&self, ask: &Ask<'_>, home: Option<u32>, open: bool) -> Understood {
        let query = Query::read(ask);
        let mut best = Attempt::new(self, query.clone(), home, Reach { typos: false, open });
        let mut rewritten = None;
        let unclear = |attempt: &Attempt| {
            let lacking = attempt.candidates.first().and_then(|c| attempt.covers.get(c.cover as usize));
            attempt.best_cost() >= 8
                && (attempt.best_cost() >= UNEXPLAINED || lacking.is_none_or(|c| c.lacks))
        };
        if unclear(&best) && query.atoms.iter().any(|a| a.class == Class::Strong) {
            let with_typos = Attempt::new(self, query.clone(), home, Reach { typos: true, open });
            if with_typos.best_cost() < best.best_cost() {
                best = with_typos;
            }
        } else if self.number_of_a_doubtful_name_is_missing(&best) {
            let with_typos = Attempt::new(self, query.clone(), home, Reach { typos: true, open });
            let cost = |attempt: &Attempt| self.rank(attempt, 1, false).first().map_or(u32::MAX, |r| r.cost);
            if cost(&with_typos) < cost(&best) {
                best = with_typos;
            }
        }
        if unclear(&best) {
            for (other, correction) in self.rewritten(&query) {
                let attempt = Attempt::new(self, other, home, Reach { typos: false, open });
                if attempt.best_cost().saturating_add(CLOSE) < best.best_cost() {
                    (best, rewritten) = (attempt, Some(correction));
                }
            }
        }
        Understood { attempt: best, rewritten }
    }

    /// A name read otherwise than typed (another ending) whose street lacks the number: perhaps a typo
    /// after all. A name typed as registered stays, whatever the number.
    fn number_of_a_doubtful_name_is_missing(&self, attempt: &Attempt) -> bool {
        let best = attempt.candidates.first().and_then(|c| attempt.covers.get(c.cover as usize));
        !attempt.query.numbers.is_empty()
            && best.is_some_and(|cover| !cover.clean)
            && self.rank(attempt, 1, false).first().is_some_and(|r| r.number.is_some() && r.row.is_none())
    }

    fn rank(&self, attempt: &Attempt, most: usize, suggest: bool) -> Vec<Ranked> {
        let mut out: Vec<Ranked> = Vec::new();
        let worst = attempt.best_cost().saturating_add(UNEXPLAINED - 1);
        for (at, candidate) in attempt.candidates.iter().take(MOST_LOOKED_UP).enumerate() {
            // Candidates come cheapest first, so with enough answers the dearer ones need no look-up.
            if candidate.cost > worst || (out.len() >= 4 * most && at > most) {
                break;
            }
            self.rank_one(attempt, candidate, suggest.then_some(most), &mut out);
        }
        // Equal costs: the larger street first, inside a street the order of the look-up (the sort is stable).
        out.sort_by_key(|r| (r.cost, std::cmp::Reverse(r.candidate.weight), r.candidate.target));
        let mut seen = HashSet::new();
        out.retain(|r| seen.insert(place(r.candidate.target, r.row)));
        out
    }

    fn rank_one(
        &self,
        attempt: &Attempt,
        candidate: &Candidate,
        suggest: Option<usize>,
        out: &mut Vec<Ranked>,
    ) {
        let register = &*self.register;
        let free = |n: &&Number| n.atom.is_none_or(|a| candidate.explained & 1 << a == 0);
        let numbers = || attempt.query.numbers.iter().filter(free);
        // A pair or a marked number is surely the house; a bare figure may be something else.
        let number = numbers().find(|n| n.atom.is_none()).or_else(|| numbers().next()).copied();
        let base = candidate.cost + NUMBER_LEFT_OVER * numbers().count().saturating_sub(1) as u32;
        let one = |row: Option<u32>, matched: Matched, base: u32| {
            let base = base + self.postcode_cost(attempt, row) + self.unsaid_street(candidate, row);
            Ranked { candidate: *candidate, number, row, matched, cost: base + numbers::cost(matched), base }
        };
        let Some(asked) = number else {
            let nameless =
                matches!(candidate.target, Target::Run(run) if register.runs[run as usize].street == 0);
            out.extend((!nameless).then(|| one(None, Matched::Name, base)));
            return;
        };
        let matching = numbers::matching(register, candidate.target, asked.read, asked.reversed, MOST_HITS);
        let answered = matching.first().is_some_and(|&(_, m)| numbers::answers(m));
        let base = if answered { base } else { base + NUMBER_MISSING };
        out.extend(matching.iter().map(|&(row, matched)| one(Some(row), matched, base)));
        if let Some(most) = suggest {
            let longer = numbers::beginning_with(register, candidate.target, asked.read, most + MOST_HITS);
            let fresh = longer.into_iter().filter(|row| !matching.iter().any(|(seen, _)| seen == row));
            out.extend(fresh.take(most).map(|row| one(Some(row), Matched::NumberPrefix, base)));
        }
        if !answered {
            // The street alone, behind every offer.
            out.push(one(None, Matched::Name, base + STREET_ALONE));
        }
    }

    /// `Ostrov 13` means the house in the village Ostrov sooner than one in a street of the town Ostrov.
    fn unsaid_street(&self, candidate: &Candidate, row: Option<u32>) -> u32 {
        match (candidate.target, row) {
            (Target::Part(_), Some(row)) => {
                u32::from(self.register.runs[self.register.run_of(row) as usize].street != 0)
            }
            _ => 0,
        }
    }

    /// A postcode is a check: it breaks ties and warns, and never decides.
    fn postcode_cost(&self, attempt: &Attempt, row: Option<u32>) -> u32 {
        let address = row.and_then(|row| self.register.address_at(AddressIndex(row)));
        match (attempt.query.postcode, address) {
            (Some(said), Some(address)) if address.postcode() != Some(said) => WRONG_POSTCODE,
            _ => 0,
        }
    }

    /// Names the outcome and leaves in `ranked` what belongs to it.
    fn outcome(&self, attempt: &Attempt, best: Ranked, ranked: &mut Vec<Ranked>) -> Outcome {
        let clean = attempt.covers.get(best.candidate.cover as usize).is_some_and(|c| c.clean);
        let limit = best.base + if clean { 0 } else { CLOSE };
        let Some(number) = best.number else {
            ranked.retain(|r| r.base <= limit);
            self.drop_parts_of_named_towns(ranked);
            return if ranked.len() > 1 { Outcome::Ambiguous } else { Outcome::StreetOnly };
        };
        if best.row.is_none() || !numbers::answers(best.matched) {
            return self.number_missing(best, number, ranked);
        }
        // A street called exactly what was typed is not given up for a likeness that happens to have the number.
        let namesake =
            if clean { None } else { ranked.iter().find(|r| self.is_street_as_typed(attempt, r)).copied() };
        ranked.retain(|r| r.row.is_some() && numbers::answers(r.matched) && r.base <= limit);
        if let Some(namesake) = namesake {
            ranked.insert(0, namesake);
            return Outcome::Ambiguous;
        }
        if let NumberRead::Entrances(first, second) = number.read {
            let there = |wanted| {
                ranked.iter().filter(|r| r.candidate.target == best.candidate.target).any(|r| {
                    let address = r.row.and_then(|row| self.register.address_at(AddressIndex(row)));
                    address.and_then(|a| a.orientation()) == Some(wanted)
                })
            };
            if there(first) && there(second) {
                ranked.retain(|r| r.candidate.target == best.candidate.target);
                return Outcome::TwoEntrances;
            }
            return Outcome::NumberNotInRegister { searched: place(best.candidate.target, None) };
        }
        let entry = attempt.covers.get(best.candidate.cover as usize).and_then(|c| self.entries.get(c.entry));
        match best.matched {
            _ if ranked.len() > 1 => Outcome::Ambiguous,
            Matched::ReversedPair => Outcome::ReversedPair,
            Matched::DescriptiveAlone => Outcome::ByDescriptiveAlone,
            _ if matches!(entry.map(|e| e.kind), Some(Kind::Former(_))) => Outcome::FormerName,
            _ => Outcome::Exact,
        }
    }

    /// Whether the hit is a whole street whose name was typed as registered, but for accents.
    fn is_street_as_typed(&self, attempt: &Attempt, ranked: &Ranked) -> bool {
        let clean = attempt.covers.get(ranked.candidate.cover as usize).is_some_and(|cover| cover.clean);
        clean && ranked.row.is_none() && matches!(ranked.candidate.target, Target::Run(_))
    }

    /// The number is not there: offers of the same street (other letter, č.ev.), the nearest numbers, the street.
    fn number_missing(&self, best: Ranked, number: Number, ranked: &mut Vec<Ranked>) -> Outcome {
        let target = best.candidate.target;
        ranked.retain(|r| r.candidate.target == target);
        ranked.sort_by_key(|r| r.row.is_none());
        let offers = ranked.iter().position(|r| r.row.is_none()).unwrap_or(ranked.len());
        let near = numbers::nearest(&self.register, target, number.read, NEAREST);
        let fresh: Vec<Ranked> = near
            .into_iter()
            .filter(|&row| !ranked.iter().any(|r| r.row == Some(row)))
            .map(|row| Ranked { row: Some(row), matched: Matched::Nearest, cost: best.cost + 9, ..best })
            .collect();
        ranked.splice(offers..offers, fresh);
        Outcome::NumberNotInRegister { searched: place(target, None) }
    }

    /// A village and its only part share a name: the municipality stands for both.
    fn drop_parts_of_named_towns(&self, ranked: &mut Vec<Ranked>) {
        let towns: Vec<u32> = ranked
            .iter()
            .filter_map(|r| if let Target::Town(town) = r.candidate.target { Some(town) } else { None })
            .collect();
        ranked.retain(|r| match r.candidate.target {
            Target::Part(part) => !towns.contains(&self.register.parts[part as usize].municipality),
            _ => true,
        });
    }

    /// No candidate at all: at home perhaps because another town was meant.
    fn nothing(&self, ask: &Ask<'_>, understood: &Understood) -> Outcome {
        if ask.home.is_none() {
            return Outcome::Nothing;
        }
        let abroad = self.understand(&Ask { home: None, ..*ask }, None, false).attempt;
        match abroad.candidates.first() {
            Some(candidate) if candidate.cost < UNEXPLAINED => {
                let name = abroad.covers.get(candidate.cover as usize).map_or(0, |c| c.mask);
                let place = candidate.explained & !name;
                let said = abroad.shown(if place == 0 { candidate.explained } else { place });
                Outcome::OutsideHome { said }
            }
            _ => {
                let _ = understood;
                Outcome::Nothing
            }
        }
    }

    fn hit(&self, understood: &Understood, ranked: &Ranked) -> Hit {
        let attempt = &understood.attempt;
        let address = ranked.row.and_then(|row| self.register.address_at(AddressIndex(row)));
        let mut corrections = attempt.corrections(self, &ranked.candidate, ranked.matched, address);
        corrections.extend(understood.rewritten.clone());
        Hit {
            place: place(ranked.candidate.target, ranked.row),
            matched: ranked.matched,
            corrections,
            disagreements: attempt.disagreements(self, &ranked.candidate, address),
            cost: ranked.cost,
        }
    }

    /// The question with two words joined, or one split, where the dictionary knows the result.
    fn rewritten(&self, query: &Query) -> Vec<(Query, Correction)> {
        let known = |word: &str| self.entries.words.exact(language::canonical(word)).is_some();
        let mut out = Vec::new();
        for (i, pair) in query.atoms.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let joined = format!("{}{}", first.folded.plain, second.folded.plain);
            if first.class != Class::Number && second.class != Class::Number && known(&joined) {
                let shown = format!("{}{}", first.shown, second.shown);
                let to = shown.clone();
                out.push((query.with_atoms(i, 2, &[&shown]), Correction::WordsJoined { to }));
            }
        }
        for (i, atom) in query.atoms.iter().enumerate().filter(|(_, a)| a.class == Class::Strong) {
            for (cut, _) in atom.shown.char_indices().skip(1) {
                let (left, right) = atom.shown.split_at(cut);
                let (l, r) = (fold(left).plain, fold(right).plain);
                if out.len() < 8 && r.len() >= 3 && known(&l) && known(&r) {
                    let to = format!("{left} {right}");
                    out.push((query.with_atoms(i, 1, &[left, right]), Correction::WordsSplit { to }));
                }
            }
        }
        out
    }
}

fn place(target: Target, row: Option<u32>) -> Place {
    match (row, target) {
        (Some(row), _) => Place::Address(AddressIndex(row)),
        (None, Target::Run(run)) => Place::Street(StreetIndex(run)),
        (None, Target::Part(part)) => Place::Part(PartIndex(part)),
        (None, Target::Town(town)) => Place::Municipality(MunicipalityIndex(town)),
    }
}

fn found(understood: &Understood, best: Option<&Ranked>, outcome: Outcome, hits: Vec<Hit>) -> Found {
    let attempt = &understood.attempt;
    let query = &attempt.query;
    let mut reading = Reading { postcode: query.postcode, cut: query.cut, ..Reading::default() };
    match best {
        Some(best) => {
            let name = attempt.covers.get(best.candidate.cover as usize).map_or(0, |c| c.mask);
            reading.name = attempt.shown(name);
            reading.place = attempt.shown(best.candidate.explained & !name);
            reading.number = best.number.map(|n| n.read);
            let number = best.number.and_then(|n| n.atom);
            let passed = attempt.unexplained(&best.candidate).filter(|&i| Some(i) != number);
            reading.ignored = passed.filter_map(|i| query.atoms.get(i)).map(|a| a.shown.clone()).collect();
        }
        None => {
            reading.number = query.numbers.first().map(|n| n.read);
            reading.ignored = query.atoms.iter().map(|a| a.shown.clone()).collect();
        }
    }
    Found { reading, outcome, hits }
}
