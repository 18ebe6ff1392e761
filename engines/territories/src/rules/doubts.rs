//! What in a clause a person should look at although it can be read.
//!
//! | In the list | Likely meant | What the line covers |
//! |---|---|---|
//! | `lichá č. 24, 26, 61–115` | a slip of parity | the odd numbers; 24 and 26 are left out |
//! | `lichá č. 1–58` | a bound copied from the other side | odd numbers up to 57 |
//! | `lichá č. 195–229 a 1623` | a č.p. among č.o. | č.o. 1623, if there is one |
//! | `č. 4–28, 26A` | the drafter thinks 4–28 has no letters | both, once |
//! | `č. 12/503` | č.p. and č.o. turned round | the pair as written |
//!
//! A doubt never changes what a line covers.

use super::ast::{Clause, Item};
use super::number::{Number, System};
use super::reason::What;

/// What in a clause a person should look at although it can be read.
pub(super) fn doubts(clause: &Clause) -> Vec<What> {
    let mut found = Vec::new();
    let against = |n: &Number| clause.parity.is_some_and(|p| n.parity() != p);
    for (i, item) in clause.items.iter().enumerate() {
        match item {
            Item::One(n) | Item::Pair(_, n) if against(n) => found.push(What::AgainstParity { number: *n }),
            Item::Pair(house, n) if n.value() >= 300 && n.value() > *house => {
                found.push(What::PairPerhapsTurned { house: *house, orientation: *n });
            }
            Item::One(n) if far_above(clause, i, *n) => found.push(What::PerhapsDescriptive { number: *n }),
            Item::One(n) if n.letter().is_some() && clause.items.iter().any(|other| spans(other, *n)) => {
                found.push(What::LetterAlreadySpanned { number: *n });
            }
            Item::Range(a, b) => {
                found.extend(
                    [a, b].into_iter().filter(|n| against(n)).map(|n| What::BoundAgainstParity { bound: *n }),
                );
            }
            Item::From(n) | Item::UpTo(n) if against(n) => found.push(What::BoundAgainstParity { bound: *n }),
            _ => {}
        }
    }
    found
}

/// Whether a range of the list already takes the number.
fn spans(item: &Item, n: Number) -> bool {
    match item {
        Item::Range(a, b) => *a <= n && n <= *b,
        Item::From(a) => *a <= n,
        Item::UpTo(b) => n <= *b,
        Item::One(_) | Item::Pair(..) => false,
    }
}

/// A single č.o. of at least 300 and four times all others of its list: signs of a č.p. in the wrong place.
fn far_above(clause: &Clause, i: usize, n: Number) -> bool {
    let top = |item: &Item| match item {
        Item::One(n) | Item::From(n) | Item::UpTo(n) | Item::Pair(_, n) | Item::Range(_, n) => n.value(),
    };
    let others = clause.items.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, item)| top(item)).max();
    matches!(clause.system, System::Bare | System::Orientation)
        && n.value() >= 300
        && others.is_some_and(|o| n.value() > 4 * o)
}
