//! Which names of the register lie over a question: a few hundred of them, whatever was typed.
//!
//! A short beginning such as `k` starts words of ten thousand names, and `nova` stands in two thousand. Each
//! would cost a handful of random reads, so they are chosen by what the lists alone tell:
//!
//! ```text
//!  word lists ──▶ few? all of them
//!             └─▶ many? those in the towns that were said (or at home)
//!                       those that hold most words of the question
//!                       the first of the list: short names of large places
//! ```

use std::collections::BTreeMap;

use super::Search;
use super::entries::{Entries, Kind};
use super::language::Class;
use super::marks::Marks;
use super::matching::{Cover, Reach, Senses, cover};
use super::query::Query;
use crate::register::Register;

/// Names a list may have to be laid over the question whole.
const MANY: usize = 256;
/// Names chosen from longer lists, for each of the reasons to choose one.
const CHOSEN: usize = 128;
/// Names of the towns said (or of home) that are chosen.
const CHOSEN_NEAR: usize = 512;
/// Towns whose names are looked at because they, or a part of them, were said.
const MOST_TOWNS: usize = 64;
/// Letters from which an unfinished word beside others is looked up among all names.
const LONG_ENOUGH: usize = 3;

/// The question with the ways its words can be taken.
pub(crate) struct Reading<'a> {
    pub(crate) search: &'a Search,
    pub(crate) query: &'a Query,
    pub(crate) senses: &'a [Senses],
    pub(crate) reach: Reach,
    /// The municipality the answer is limited to, by its index.
    pub(crate) home: Option<u32>,
}

/// The last word, if it is short, unfinished, and others are there to search by.
pub(crate) fn unfinished(query: &Query, reach: Reach) -> Option<usize> {
    let last = query.atoms.len().checked_sub(1)?;
    let short = query.atoms.get(last)?.folded.plain.len() < LONG_ENOUGH;
    let others = query.atoms.iter().take(last).any(|a| a.class == Class::Strong);
    (reach.open && query.open && short && others).then_some(last)
}

/// Whether a name said beside another is surely a place: a town is never changed silently.
pub(crate) fn is_place(cover: &Cover, entries: &Entries) -> bool {
    let sure = !cover.lacks && cover.in_order && cover.beside && (!cover.typo || cover.cost <= 12);
    let kind = || entries.get(cover.entry).map(|e| e.kind);
    sure && !matches!(kind(), Some(Kind::Street | Kind::Former(_)) | None)
}

/// The municipalities in which a named place lies.
pub(crate) fn towns_of(search: &Search, place: &Cover, out: &mut Vec<u32>) {
    let register = &*search.register;
    let targets = search.entries.targets(place.entry);
    match search.entries.get(place.entry).map(|e| e.kind) {
        Some(Kind::Municipality) => out.extend_from_slice(targets),
        Some(Kind::Part) => out.extend(targets.iter().map(|&t| register.parts[t as usize].municipality)),
        Some(Kind::District) => {
            out.extend(targets.iter().map(|&t| register.districts[t as usize].municipality));
        }
        Some(Kind::Prague) => {
            out.extend(targets.iter().map(|&t| register.prague[t as usize].municipality));
        }
        _ => {}
    }
}

impl Reading<'_> {
    /// Names that lie over the question, each with the atoms it takes.
    pub(crate) fn covers(&self, unfinished: Option<usize>) -> Vec<Cover> {
        let entries = &self.search.entries;
        let firm = self.firm();
        let begun = self.begun(unfinished);
        let begins: usize = begun.iter().map(|&(list, _)| list.len()).sum();
        let home = self.home.map(|town| self.near(&[town]));
        let (chosen, left) = choose(firm, home.as_ref());
        let mut out = Vec::with_capacity(chosen.len() + begins.min(2 * MANY));
        self.lay(&chosen, &mut out);
        if left.is_empty() && begins == 0 {
            return out;
        }
        let near = home.or_else(|| (begins > MANY || !left.is_empty()).then(|| self.near(&self.said(&out))));
        let nearby = |entry: u32| near.as_ref().is_some_and(|near| near.has(entry));
        let mut more: Vec<(u32, u8)> =
            left.iter().copied().filter(|&(entry, _)| nearby(entry)).take(CHOSEN_NEAR).collect();
        if begins <= MANY {
            more.extend(begun.iter().flat_map(|&(list, atom)| list.iter().map(move |&entry| (entry, atom))));
        } else {
            let mut held = entries.none();
            chosen.iter().chain(&left).for_each(|&(entry, _)| held.set(entry));
            self.choose_begun(&begun, &held, &nearby, &mut more);
        }
        more.sort_unstable();
        more.dedup();
        let taken: BTreeMap<u32, u32> = out.iter().map(|c| (c.entry, c.mask)).collect();
        more.retain(|&(entry, atom)| taken.get(&entry).is_none_or(|mask| mask & 1 << atom == 0));
        self.lay(&more, &mut out);
        out
    }

    /// Entries that hold a word of the question as typed, declined or mistyped, each with the atom.
    fn firm(&self) -> Vec<(u32, u8)> {
        let entries = &self.search.entries;
        let mut touched: Vec<(u32, u8)> = Vec::with_capacity(MANY);
        for (i, (atom, sense)) in self.query.atoms.iter().zip(self.senses).enumerate() {
            let mut touch = |list: &[u32]| touched.extend(list.iter().map(|&entry| (entry, i as u8)));
            if let Some(word) = sense.exact {
                touch(entries.weak_with_words(word..word + 1));
                touch(entries.with_words(word..word + 1));
            }
            if atom.class != Class::Number {
                sense.declined.iter().for_each(|&w| touch(entries.with_words(w..w + 1)));
                sense.similar.iter().for_each(|&(w, _)| touch(entries.with_words(w..w + 1)));
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// The lists of entries with a word that the last, unfinished atom begins.
    fn begun(&self, unfinished: Option<usize>) -> Vec<(&[u32], u8)> {
        let entries = &self.search.entries;
        let mut lists = Vec::new();
        for (i, sense) in self.senses.iter().enumerate() {
            if unfinished != Some(i) {
                let ranges = std::iter::once(&sense.beginning).chain(&sense.beginning_similar);
                let found = ranges.map(|range| (entries.with_words(range.clone()), i as u8));
                lists.extend(found.filter(|(list, _)| !list.is_empty()));
            }
        }
        lists
    }

    /// Chooses among the entries an unfinished word begins.
    fn choose_begun(
        &self,
        begun: &[(&[u32], u8)],
        held: &Marks,
        nearby: &impl Fn(u32) -> bool,
        out: &mut Vec<(u32, u8)>,
    ) {
        let weak = self.weak_words();
        let mut near: Vec<(u32, u8)> = Vec::new();
        let mut best: Vec<(u8, u32, u8)> = Vec::new();
        let mut first: Vec<(u32, u8)> = Vec::new();
        for &(list, atom) in begun {
            for &entry in list {
                let words =
                    2 * u8::from(held.has(entry)) + weak.iter().map(|w| u8::from(w.has(entry))).sum::<u8>();
                if nearby(entry) {
                    near.push((entry, atom));
                }
                if words > 0 {
                    best.push((u8::MAX - words, entry, atom));
                }
            }
            // At home only what lies there can be an answer.
            if self.home.is_none() {
                first.extend(list.iter().map(|&entry| (entry, atom)));
            }
        }
        keep_least(&mut near, CHOSEN_NEAR);
        keep_least(&mut best, CHOSEN);
        keep_least(&mut first, CHOSEN);
        let best = best.into_iter().map(|(_, entry, atom)| (entry, atom));
        let best = best.filter(|&(entry, _)| self.home.is_none() || nearby(entry));
        out.extend(near.into_iter().chain(best).chain(first));
    }

    /// For every weak word of the question the names that hold it: `U` in `U Z`.
    fn weak_words(&self) -> Vec<Marks> {
        let entries = &self.search.entries;
        let weak = |class| {
            matches!(class, Class::Small | Class::Kind | Class::Title | Class::Initial | Class::Number)
        };
        let words = self.query.atoms.iter().zip(self.senses).filter(|(atom, _)| weak(atom.class));
        let known = words.filter_map(|(_, sense)| sense.exact);
        known
            .take(8)
            .map(|word| {
                let mut marks = entries.none();
                entries.with_any_words(word..word + 1).iter().for_each(|&entry| marks.set(entry));
                marks
            })
            .collect()
    }

    /// The names of some municipalities.
    fn near(&self, towns: &[u32]) -> Marks {
        let register: &Register = &self.search.register;
        let mut marks = self.search.entries.none();
        let known = towns.iter().filter(|&&town| (town as usize) < register.municipalities.len());
        known.for_each(|&town| self.search.entries.mark_town(register, town, &mut marks));
        marks
    }

    /// The municipalities said, those said by most words first.
    fn said(&self, covers: &[Cover]) -> Vec<u32> {
        let mut places: Vec<&Cover> = covers.iter().filter(|c| is_place(c, &self.search.entries)).collect();
        places.sort_by_key(|c| (std::cmp::Reverse(c.mask.count_ones()), c.cost, c.entry));
        let mut towns = Vec::new();
        for place in places {
            towns_of(self.search, place, &mut towns);
            if towns.len() >= MOST_TOWNS {
                break;
            }
        }
        towns.truncate(MOST_TOWNS);
        towns.sort_unstable();
        towns.dedup();
        towns
    }

    /// Lays entries over the question, each so that its atom stands for one of its words.
    fn lay(&self, touched: &[(u32, u8)], out: &mut Vec<Cover>) {
        for &(entry, atom) in touched {
            // An atom that already stands for a word of this name would lay it over the same atoms again.
            if out.iter().rev().take_while(|c| c.entry == entry).any(|c| c.mask & 1 << atom != 0) {
                continue;
            }
            let (query, entries) = (self.query, &self.search.entries);
            out.extend(cover(query, self.senses, entries, entry, usize::from(atom), self.reach.open));
        }
    }
}

/// Entries with their atoms, by entry.
type Touched = Vec<(u32, u8)>;

/// Chooses among the entries (sorted) that hold words of the question; returns also those left.
fn choose(touched: Touched, near: Option<&Marks>) -> (Touched, Touched) {
    if touched.len() <= MANY {
        return (touched, Vec::new());
    }
    let same = |a: &(u32, u8), b: &(u32, u8)| a.0 == b.0;
    let mut by_words: Vec<(u8, u32)> = touched
        .chunk_by(same)
        .filter_map(|group| group.first().map(|&(entry, _)| (u8::MAX - group.len().min(255) as u8, entry)))
        .collect();
    keep_least(&mut by_words, CHOSEN);
    let mut best: Vec<u32> = by_words.into_iter().map(|(_, entry)| entry).collect();
    best.sort_unstable();
    let mut nearby = 0;
    let (mut chosen, mut left) = (Vec::with_capacity(2 * MANY), Vec::new());
    for (at, group) in touched.chunk_by(same).enumerate() {
        let Some(&(entry, _)) = group.first() else { continue };
        let here = nearby < CHOSEN_NEAR && near.is_some_and(|near| near.has(entry));
        nearby += usize::from(here);
        let fits = at < CHOSEN || here || best.binary_search(&entry).is_ok();
        if fits { &mut chosen } else { &mut left }.extend_from_slice(group);
    }
    (chosen, left)
}

/// Keeps the least `most` of a list, in any order.
fn keep_least<T: Ord>(list: &mut Vec<T>, most: usize) {
    if list.len() > most {
        list.select_nth_unstable(most);
        list.truncate(most);
    }
}
