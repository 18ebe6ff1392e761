//! Says in values what was read differently from how it was typed.

use super::Search;
use super::candidates::{Attempt, Candidate};
use super::entries::Kind;
use super::language::Class;
use super::matching::{Cover, Fit, UNMATCHED};
use super::types::{Correction, Disagreement, Matched};
use crate::register::Address;

impl Attempt {
    /// Corrections of the name, of the said places, and of the number of one hit.
    pub(crate) fn corrections(
        &self,
        search: &Search,
        candidate: &Candidate,
        matched: Matched,
        address: Option<Address<'_>>,
    ) -> Vec<Correction> {
        let mut out = Vec::new();
        if let Some(cover) = self.covers.get(candidate.cover as usize) {
            self.of_cover(search, cover, &mut out);
            self.former_name(search, candidate, cover, &mut out);
            let mut explained = cover.mask;
            for place in self.places.iter().filter(|p| p.mask & !candidate.explained == 0) {
                if place.mask & explained == 0 {
                    explained |= place.mask;
                    self.of_cover(search, place, &mut out);
                }
            }
        }
        for atom in self.unexplained(candidate).filter_map(|i| self.query.atoms.get(i)) {
            if matches!(atom.class, Class::Strong | Class::Kind | Class::Title | Class::Noise)
                && !atom.folded.plain.starts_with("ul")
            {
                out.push(Correction::WordIgnored { word: atom.shown.clone() });
            }
        }
        match (matched, address.and_then(Address::orientation)) {
            (Matched::ReversedPair, _) => out.push(Correction::PairReversed),
            (Matched::OtherLetter, Some(registered)) => out.push(Correction::Letter { registered }),
            _ => {}
        }
        out
    }

    fn of_cover(&self, search: &Search, cover: &Cover, out: &mut Vec<Correction>) {
        let entries = &search.entries;
        for (token, &at) in entries.tokens(cover.entry).iter().zip(&cover.atoms) {
            let to = entries.shown(token.form).to_owned();
            let (Some(atom), Some(senses)) =
                (self.query.atoms.get(usize::from(at)), self.senses.get(usize::from(at)))
            else {
                if at == UNMATCHED {
                    out.push(Correction::WordMissing { word: to });
                }
                continue;
            };
            let from = atom.shown.clone();
            match senses.fit(atom, token, entries).map(|(_, fit)| fit) {
                Some(Fit::Accents) => out.push(Correction::Diacritics { from, to }),
                Some(Fit::Abbreviation) => out.push(Correction::Abbreviation { from, to }),
                Some(Fit::Declension) => out.push(Correction::Declension { from, to }),
                Some(Fit::Beginning) if from.chars().count() < to.chars().count() => {
                    out.push(Correction::Completed { from, to });
                }
                Some(Fit::Typo) => out.push(Correction::Typo { from, to }),
                Some(Fit::Same | Fit::Beginning) | None => {}
            }
        }
        if !cover.in_order {
            out.push(Correction::OrderSwapped);
        }
    }

    fn former_name(&self, search: &Search, candidate: &Candidate, cover: &Cover, out: &mut Vec<Correction>) {
        let super::candidates::Target::Run(run) = candidate.target else { return };
        let Some(Kind::Former(at)) = search.entries.get(cover.entry).map(|e| e.kind) else { return };
        let Some(former) = search.former.get(at as usize) else { return };
        let now = search.register.runs.get(run as usize).map_or("", |r| search.register.names.get(r.name));
        let now = now.to_owned();
        out.push(Correction::FormerName { old: former.old.clone(), now, until: former.until });
    }

    /// Postcode, part or district that was said and is registered otherwise.
    pub(crate) fn disagreements(
        &self,
        search: &Search,
        candidate: &Candidate,
        address: Option<Address<'_>>,
    ) -> Vec<Disagreement> {
        let mut out = Vec::new();
        if let Some(said) = self.query.postcode
            && let Some(address) = address
            && address.postcode() != Some(said)
        {
            out.push(Disagreement::Postcode { said, registered: address.postcode() });
        }
        if let Some(place) = candidate.disagrees.and_then(|at| self.places.get(at as usize)) {
            out.push(Disagreement::Area { said: self.shown(place.mask) });
        }
        if let Some(said) = self.said_elsewhere(search, candidate) {
            out.push(Disagreement::Municipality { said });
        }
        out
    }

    /// Atoms as typed, joined by spaces.
    pub(crate) fn shown(&self, mask: u32) -> String {
        let atoms = self.query.atoms.iter().enumerate().filter(|(i, _)| mask & 1 << i != 0);
        atoms.map(|(_, atom)| atom.shown.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Words that name a place where the candidate is not: a municipality elsewhere, or an unknown word
    /// behind the name.
    pub(crate) fn said_elsewhere(&self, search: &Search, candidate: &Candidate) -> Option<String> {
        let name = self.covers.get(candidate.cover as usize)?;
        let unexplained: u32 = self
            .unexplained(candidate)
            .filter(|&i| self.query.atoms.get(i).is_some_and(|a| a.class == Class::Strong))
            .fold(0, |mask, i| mask | 1 << i);
        if unexplained == 0 {
            return None;
        }
        let town = self.places.iter().find(|p| {
            p.mask & name.mask == 0
                && p.mask & unexplained != 0
                && matches!(
                    search.entries.get(p.entry).map(|e| e.kind),
                    Some(Kind::Municipality | Kind::Part)
                )
        });
        let behind = unexplained & !((1u32 << (31 - name.mask.leading_zeros().min(31))) - 1);
        match town {
            Some(place) => Some(self.shown(place.mask)),
            None if behind != 0 => Some(self.shown(behind)),
            None => None,
        }
    }
}
