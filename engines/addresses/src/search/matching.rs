//! How an atom of the question fits a word of a name, and what each kind of fit costs.

use std::ops::Range;

use super::entries::{Entries, Token};
use super::language::{self, Class};
use super::query::{Atom, Query};

/// How an atom was taken for a word of a registered name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Letter for letter.
    Same,
    /// But for accents.
    Accents,
    /// One is the abbreviation or initial of the other, or a Roman numeral.
    Abbreviation,
    /// Another case of declension.
    Declension,
    /// The beginning of the word.
    Beginning,
    /// With typing errors.
    Typo,
}

// Costs are ranks rather than probabilities: an exact word before missing accents, these before wrong ones,
// any of them before a changed ending, and that before a changed letter.
const NO_ACCENTS: u32 = 1;
const WRONG_ACCENTS: u32 = 3;
const ABBREVIATION: u32 = 1;
const INITIAL: u32 = 3;
const BEGINNING: u32 = 3;
const DECLENSION: u32 = 5;
const TYPO: u32 = 10;
const BEGINNING_WITH_TYPO: u32 = 14;

/// The dictionary words an atom may stand for.
#[derive(Debug, Default)]
pub(crate) struct Senses {
    pub(crate) exact: Option<u32>,
    pub(crate) beginning: Range<u32>,
    pub(crate) declined: Vec<u32>,
    pub(crate) similar: Vec<(u32, u8)>,
    pub(crate) beginning_similar: Vec<Range<u32>>,
}

/// How far a search goes from the letters as typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Allow typing errors.
    pub(crate) typos: bool,
    /// Take the last word for the beginning of one.
    pub(crate) open: bool,
}

/// Looks every atom up in the dictionary.
pub(crate) fn senses(query: &Query, entries: &Entries, reach: Reach) -> Vec<Senses> {
    let last = query.atoms.len().saturating_sub(1);
    let open = reach.open && query.open;
    query
        .atoms
        .iter()
        .enumerate()
        .map(|(i, atom)| sense(atom, entries, reach.typos, open && i == last))
        .collect()
}

fn sense(atom: &Atom, entries: &Entries, typos: bool, open: bool) -> Senses {
    let words = &entries.words;
    let plain = atom.folded.plain.as_str();
    let mut senses = Senses { exact: words.exact(language::canonical(plain)), ..Senses::default() };
    if atom.class == Class::Number {
        return senses;
    }
    if open {
        senses.beginning = words.beginning(plain);
    }
    if plain.len() >= 4 {
        let stem = language::stem(plain);
        let near = words.beginning(stem);
        // A short stem begins thousands of words; declension only changes the end of one of them.
        senses
            .declined
            .extend(near.filter(|&w| Some(w) != senses.exact && language::same_stem(words.get(w), plain)));
    }
    if typos && atom.class == Class::Strong && plain.len() >= 3 {
        words.similar(plain, if plain.len() < 8 { 1 } else { 2 }, &mut senses.similar);
        if open && senses.beginning.is_empty() {
            words.beginning_with_typo(plain, &mut senses.beginning_similar);
        }
    }
    senses
}

impl Senses {
    /// What taking `atom` for `token` costs, if it can be taken for it at all.
    pub(crate) fn fit(&self, atom: &Atom, token: &Token, entries: &Entries) -> Option<(u32, Fit)> {
        if self.exact == Some(token.word) {
            let registered = entries.marked(token.form);
            if registered == atom.folded.marked {
                return Some((0, Fit::Same));
            }
            let plain_length = registered.chars().filter(|c| !super::fold::is_mark(*c)).count();
            let same_letters = plain_length == atom.folded.plain.chars().count()
                && registered.chars().filter(|c| !super::fold::is_mark(*c)).eq(atom.folded.plain.chars());
            return Some(match (same_letters, atom.folded.has_marks()) {
                (false, _) => (ABBREVIATION, Fit::Abbreviation),
                (true, false) => (NO_ACCENTS, Fit::Accents),
                (true, true) => (WRONG_ACCENTS, Fit::Accents),
            });
        }
        if self.beginning.contains(&token.word) {
            let longer = entries.words.get(token.word).len().saturating_sub(atom.folded.plain.len()) as u32;
            return Some((BEGINNING + longer.min(8) / 3, Fit::Beginning));
        }
        if self.declined.contains(&token.word) {
            return Some((DECLENSION, Fit::Declension));
        }
        if atom.class == Class::Number || token.class == Class::Number {
            return self.roman(atom, token, entries);
        }
        let first = |s: &str| s.chars().next();
        let word = entries.words.get(token.word);
        if (atom.class == Class::Initial || (atom.dotted && atom.folded.plain.len() == 1))
            || token.class == Class::Initial
        {
            let named = atom.folded.plain.len() > 1 || atom.dotted || atom.class == Class::Initial;
            let proper = atom.class != Class::Small || atom.dotted;
            return (named && proper && first(word) == first(&atom.folded.plain))
                .then_some((INITIAL, Fit::Abbreviation));
        }
        // `Ant. Kymličky`, `Č. Buděj.`: a dot says that letters were left out.
        if atom.dotted && atom.folded.plain.len() >= 2 && word.starts_with(atom.folded.plain.as_str()) {
            return Some((INITIAL, Fit::Abbreviation));
        }
        if let Some(&(_, edits)) = self.similar.iter().find(|(w, _)| *w == token.word) {
            return Some((TYPO * u32::from(edits), Fit::Typo));
        }
        let begins = self.beginning_similar.iter().any(|range| range.contains(&token.word));
        begins.then_some((BEGINNING_WITH_TYPO, Fit::Typo))
    }

    fn roman(&self, atom: &Atom, token: &Token, entries: &Entries) -> Option<(u32, Fit)> {
        let value = |word: &str| word.parse().ok().or_else(|| language::roman(word));
        let (typed, registered): (Option<u32>, Option<u32>) =
            (value(&atom.folded.plain), value(entries.words.get(token.word)));
        (typed.is_some() && typed == registered).then_some((INITIAL, Fit::Abbreviation))
    }
}

/// No atom stands for this word of the name.
pub(crate) const UNMATCHED: u8 = u8::MAX;

/// A name laid over the question: which atoms stand for which of its words.
#[derive(Debug, Clone)]
pub(crate) struct Cover {
    pub(crate) entry: u32,
    /// Atoms that belong to the name, as bits.
    pub(crate) mask: u32,
    pub(crate) cost: u32,
    /// Words the name cannot do without are missing.
    pub(crate) lacks: bool,
    /// The atoms stand side by side, in the order of the name.
    pub(crate) in_order: bool,
    pub(crate) beside: bool,
    /// Every word was typed as registered, accents aside.
    pub(crate) clean: bool,
    /// Typing errors were allowed for.
    pub(crate) typo: bool,
    /// A word was taken for the beginning of one.
    pub(crate) begun: bool,
    /// For each word of the name its atom or `UNMATCHED`.
    pub(crate) atoms: [u8; 16],
}

/// Lays a name over the question so that `anchor` stands for one of its words.
pub(crate) fn cover(
    query: &Query,
    senses: &[Senses],
    entries: &Entries,
    entry: u32,
    anchor: usize,
    open: bool,
) -> Option<Cover> {
    let tokens = entries.tokens(entry);
    let fit = |atom: usize, token: &Token| senses.get(atom)?.fit(query.atoms.get(atom)?, token, entries);
    let (pinned, _) = tokens
        .iter()
        .enumerate()
        .filter_map(|(t, token)| fit(anchor, token).map(|(cost, _)| (t, cost)))
        .min_by_key(|&(t, cost)| (cost, t))?;
    let mut cover = Cover {
        entry,
        mask: 0,
        cost: 0,
        lacks: false,
        in_order: true,
        beside: true,
        clean: true,
        typo: false,
        begun: false,
        atoms: [UNMATCHED; 16],
    };
    let nearby = tokens.len() + 1;
    let low = anchor.saturating_sub(nearby);
    let high = (anchor + nearby + 1).min(query.atoms.len());
    // The anchor first, the others in the order of the name: each takes the atom where it would stand, or
    // the cheapest one near by.
    for (t, token) in std::iter::once((pinned, tokens.get(pinned)?)).chain(tokens.iter().enumerate()) {
        if t != pinned || cover.mask == 0 {
            let expected = (anchor + t).wrapping_sub(pinned);
            let place = if t == pinned {
                fit(anchor, token).map(|(cost, fit)| (anchor, cost, fit))
            } else {
                (low..high)
                    .filter(|&atom| cover.mask & 1 << atom == 0)
                    .filter_map(|atom| fit(atom, token).map(|(cost, fit)| (atom, cost, fit)))
                    .min_by_key(|&(atom, cost, _)| {
                        (cost + 2 * u32::from(atom != expected), atom.abs_diff(expected))
                    })
            };
            cover.place(t, token, place, open);
        }
    }
    cover.look_at_order(query);
    Some(cover)
}

impl Cover {
    fn place(&mut self, t: usize, token: &Token, place: Option<(usize, u32, Fit)>, open: bool) {
        let Some((atom, cost, fit)) = place else {
            self.clean = false;
            self.cost += match token.class {
                Class::Initial => 1,
                Class::Title => 2,
                Class::Kind | Class::Noise => 3,
                Class::Small => 5,
                Class::Strong if open => 8,
                Class::Number | Class::Strong => 15,
            };
            self.lacks |= matches!(token.class, Class::Number | Class::Strong);
            return;
        };
        self.mask |= 1 << atom;
        self.cost += cost;
        self.clean &= matches!(fit, Fit::Same | Fit::Accents | Fit::Abbreviation);
        self.typo |= fit == Fit::Typo;
        self.begun |= fit == Fit::Beginning;
        if let Some(slot) = self.atoms.get_mut(t) {
            *slot = atom as u8;
        }
    }

    fn look_at_order(&mut self, query: &Query) {
        let placed = || self.atoms.iter().filter(|&&atom| atom != UNMATCHED);
        self.in_order = placed().zip(placed().skip(1)).all(|(a, b)| a < b);
        let span = self.mask.checked_ilog2().map_or(0, |top| top + 1 - self.mask.trailing_zeros());
        self.beside = span == self.mask.count_ones();
        let commas = query.atoms.iter().enumerate().filter(|(i, atom)| {
            atom.after_comma && self.mask & 1 << i != 0 && self.mask.trailing_zeros() < *i as u32
        });
        self.cost += 3 * commas.count() as u32;
        self.cost += 2 * u32::from(!self.in_order) + u32::from(!self.beside);
    }
}
