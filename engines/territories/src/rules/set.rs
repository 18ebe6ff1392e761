//! Sets of numbers as sorted ranges, kept apart by parity so that "odd 1–99" is one range.
//!
//! ```text
//!  č. 1–7, 12a   keys 32·number + letter    1 ───────── 7    12a            odd and even alike
//!  lichá č. 1–7                             odd:  1 ── 7     even: nothing
//! ```
//! 5b lies between 5 and 6, so it is in 1–7 without being named; 7a lies behind 7, so it is not.

use super::ast::{Clause, Item};
use super::number::{Number, Parity};

/// Sorted, disjoint, non-touching closed ranges of [`Number::key`]s.
type Spans = Vec<(u32, u32)>;

/// Keys end here: above the key of every accepted number.
const LAST: u32 = (Number::MAX + 1) * 32 - 1;

/// A set of numbers with letters: at most one sorted list of ranges for each parity.
///
/// Membership is a binary search over ranges; union, intersection and complement are linear merges.
///
/// ```
/// use territories::rules::{Item, Number, NumberSet, Parity};
///
/// let n = |value, letter| Number::new(value, letter).unwrap();
/// let even = NumberSet::of_items(Some(Parity::Even), &[Item::Range(n(2, None), n(10, None))]);
/// assert!(even.contains(n(2, Some('a'))) && !even.contains(n(10, Some('a'))) && !even.contains(n(3, None)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NumberSet {
    /// Ranges that count for odd numbers only; even keys inside them mean nothing.
    odd: Spans,
    even: Spans,
}

impl NumberSet {
    /// The empty set.
    pub fn none() -> NumberSet {
        NumberSet::default()
    }

    /// Every number.
    pub fn all() -> NumberSet {
        NumberSet { odd: vec![(0, LAST)], even: vec![(0, LAST)] }
    }

    /// The numbers of the given items, of one parity or of both. Pairs are not numbers and add nothing.
    pub fn of_items(parity: Option<Parity>, items: &[Item]) -> NumberSet {
        let mut spans: Spans = items
            .iter()
            .filter_map(|item| match item {
                Item::One(n) => Some((n.key(), n.key())),
                Item::Range(a, b) => (a <= b).then(|| (a.key(), b.key())),
                Item::From(a) => Some((a.key(), LAST)),
                Item::UpTo(b) => Some((0, b.key())),
                Item::Pair(..) => None,
            })
            .collect();
        normalize(&mut spans);
        NumberSet {
            odd: if parity == Some(Parity::Even) { vec![] } else { spans.clone() },
            even: if parity == Some(Parity::Odd) { vec![] } else { spans },
        }
    }

    /// The numbers of a clause: its items (all of its parity when there are none) without its exceptions.
    pub fn of_clause(clause: &Clause) -> NumberSet {
        let items = if clause.items.is_empty() {
            NumberSet::all().of_parity(clause.parity)
        } else {
            NumberSet::of_items(clause.parity, &clause.items)
        };
        items.minus(&NumberSet::of_items(clause.parity, &clause.except))
    }

    /// Whether no number is in the set.
    pub fn is_empty(&self) -> bool {
        self.odd.is_empty() && self.even.is_empty()
    }

    /// Whether the number is in the set.
    ///
    /// - cost: a binary search over the ranges of its parity
    pub fn contains(&self, number: Number) -> bool {
        let spans = match number.parity() {
            Parity::Odd => &self.odd,
            Parity::Even => &self.even,
        };
        let key = number.key();
        let after = spans.partition_point(|span| span.0 <= key);
        after.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|span| key <= span.1)
    }

    /// The part of one parity; `None` = both.
    #[must_use]
    pub fn of_parity(self, parity: Option<Parity>) -> NumberSet {
        match parity {
            Some(Parity::Odd) => NumberSet { even: vec![], ..self },
            Some(Parity::Even) => NumberSet { odd: vec![], ..self },
            None => self,
        }
    }

    /// Numbers in either set.
    #[must_use]
    pub fn or(&self, other: &NumberSet) -> NumberSet {
        NumberSet { odd: union(&self.odd, &other.odd), even: union(&self.even, &other.even) }
    }

    /// Numbers in both sets.
    #[must_use]
    pub fn and(&self, other: &NumberSet) -> NumberSet {
        self.minus(&other.complement())
    }

    /// Numbers in this set and not in the other.
    #[must_use]
    pub fn minus(&self, other: &NumberSet) -> NumberSet {
        self.complement().or(other).complement()
    }

    /// All numbers that are not in the set.
    #[must_use]
    pub fn complement(&self) -> NumberSet {
        NumberSet { odd: complement(&self.odd), even: complement(&self.even) }
    }

    /// The greatest number named by a bound, if any range has an upper bound.
    pub fn highest_bound(&self) -> Option<u32> {
        let top = |spans: &Spans| spans.iter().map(|s| if s.1 == LAST { s.0 } else { s.1 }).max();
        top(&self.odd).max(top(&self.even)).map(|key| key / 32)
    }
}

fn normalize(spans: &mut Spans) {
    spans.sort_unstable();
    let mut out: Spans = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        match out.last_mut() {
            Some(last) if span.0 <= last.1.saturating_add(1) => last.1 = last.1.max(span.1),
            _ => out.push(span),
        }
    }
    *spans = out;
}

fn union(a: &Spans, b: &Spans) -> Spans {
    let mut out: Spans = a.iter().chain(b).copied().collect();
    normalize(&mut out);
    out
}

fn complement(spans: &Spans) -> Spans {
    let mut out = Vec::with_capacity(spans.len() + 1);
    let mut next = 0;
    for &(from, to) in spans {
        if from > next {
            out.push((next, from - 1));
        }
        next = to + 1;
    }
    if next <= LAST {
        out.push((next, LAST));
    }
    out
}
