//! Which further cells must be held back, and the proof that it is enough.
//!
//! ```text
//!   primary cells ─► for each: interval of an attacker ─ wide enough ─► next
//!                                   │ too narrow
//!                                   ▼
//!                    cheapest way to move the cell through its sums ─► cells on the way are held back
//!   at last: every held-back cell that is not needed after all is published again
//! ```
//!
//! The way is a linear program (Fischetti and Salazar-González, *Solving the cell suppression problem on tabular data
//! with linear constraints*, Management Science 47, 2001, in its heuristic form): it does not always find the fewest
//! cells, but what it finds is proved by the intervals, not by the way it was found.
//!
//! What it does not protect against: somebody who is the only one in a cell knows that cell, and subtracts it. Take a
//! threshold of more than two where that matters.

use std::collections::BTreeSet;

use crate::attack::{Interval, Knowledge};
use crate::rules::{Demand, Reason, Rules, primary};
use crate::simplex::{Simplex, TooLarge};
use crate::table::{Key, Table};

/// What is shown of a cell. A cell that is held back has no number, least of all 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// The true value.
    Value(u64),
    /// Held back; shown as "·" with a note.
    Suppressed,
}

/// What an attacker can know of a cell that must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// Number of the cell.
    pub cell: usize,
    /// Why it must not be published.
    pub reason: Reason,
    /// What must stay open.
    pub demand: Demand,
    /// What stays open: both ends are possible.
    pub interval: Interval,
}

impl Proof {
    /// Whether enough stays open.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.demand.met_by(self.interval)
    }
}

/// A table as it may be published, with a proof for each primary cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// Cell by cell, in the order of the table.
    pub published: Vec<Published>,
    /// One for each primary cell; all hold.
    pub proofs: Vec<Proof>,
}

impl Protected {
    /// Numbers of the cells that are held back.
    #[must_use]
    pub fn suppressed(&self) -> BTreeSet<usize> {
        let cells = self.published.iter().enumerate();
        cells.filter(|(_, it)| **it == Published::Suppressed).map(|(at, _)| at).collect()
    }
}

/// Why a table is not published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtectError {
    /// Numbers too large to reckon with.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// A cell whose protection could not be proved. Merge categories and ask again.
    #[error("the cell {} × {} cannot be proved to be protected; merge categories", .0.0, .0.1)]
    Unproved(Key),
}

/// Holds back what must not be published, and as little more as it finds.
///
/// - in: `held` are cells held back already (by an earlier release, or by an earlier call); they stay so
/// - out: values and [`Published::Suppressed`], with proofs; calling again with what is suppressed changes nothing
/// - cost: a few linear programs for each primary and each further cell; 246 cells (30 parts in 10 districts × 5 answers,
///   13 primary, 39 held back in the end) took 0.7 s on two shared cores
///
/// # Errors
/// [`ProtectError`]; nothing is ever published without a proof.
pub fn protect(table: &Table, rules: &Rules, held: &BTreeSet<usize>) -> Result<Protected, ProtectError> {
    let primary = primary(table, rules);
    let mut hidden: BTreeSet<usize> = held.clone();
    hidden.extend(primary.iter().map(|(cell, _, _)| *cell));
    let must_stay = hidden.clone();
    for (cell, _, demand) in &primary {
        widen(table, *cell, *demand, &mut hidden)?;
    }
    give_back(table, &primary, &must_stay, &mut hidden)?;
    let proofs = verify(table, rules, &hidden)?;
    let published = table.cells().iter().enumerate().map(|(at, cell)| {
        if hidden.contains(&at) { Published::Suppressed } else { Published::Value(cell.value) }
    });
    Ok(Protected { published: published.collect(), proofs })
}

/// What an attacker can know of each primary cell when exactly these cells are held back. A primary cell that is not
/// among them has an interval of one value.
///
/// # Errors
/// `TooLarge`.
pub fn verify(table: &Table, rules: &Rules, hidden: &BTreeSet<usize>) -> Result<Vec<Proof>, TooLarge> {
    let proofs = primary(table, rules).into_iter().map(|(cell, reason, demand)| {
        Ok(Proof { cell, reason, demand, interval: interval(table, hidden, cell)? })
    });
    proofs.collect()
}

/// The interval an attacker can derive for a cell when these cells are held back.
///
/// # Errors
/// `TooLarge`.
pub fn interval(table: &Table, hidden: &BTreeSet<usize>, cell: usize) -> Result<Interval, TooLarge> {
    let (knowledge, unknowns) = knowledge(table, hidden);
    match unknowns.iter().position(|it| *it == cell) {
        Some(unknown) => knowledge.interval(&vec![(unknown, 1)]),
        None => {
            let value = i64::try_from(table.value(cell)).map_err(|_| TooLarge)?;
            Ok(Interval { low: Some(value), high: Some(value) })
        }
    }
}

/// What is known when these cells are held back, and the cells that the unknowns stand for.
fn knowledge(table: &Table, hidden: &BTreeSet<usize>) -> (Knowledge, Vec<usize>) {
    let mut knowledge = Knowledge::default();
    let unknowns: Vec<usize> = hidden.iter().copied().filter(|it| *it < table.cells().len()).collect();
    for cell in &unknowns {
        knowledge.unknown(i128::from(table.value(*cell)));
    }
    for sum in table.sums() {
        let mut left = Vec::new();
        let mut right = 0;
        let signed = sum.parts.iter().map(|it| (*it, 1)).chain([(sum.whole, -1)]);
        for (cell, sign) in signed {
            match unknowns.binary_search(&cell) {
                Ok(unknown) => left.push((unknown, sign)),
                Err(_) => right -= sign * i128::from(table.value(cell)),
            }
        }
        if !left.is_empty() {
            knowledge.know(left, right);
        }
    }
    (knowledge, unknowns)
}

/// How often a way that was not wide enough (in whole numbers) is sought anew, a little wider.
const MOST_TRIES: u64 = 8;

/// Holds cells back until the demand on one is met.
fn widen(
    table: &Table,
    cell: usize,
    demand: Demand,
    hidden: &mut BTreeSet<usize>,
) -> Result<(), ProtectError> {
    for extra in 0..MOST_TRIES {
        let interval = interval(table, hidden, cell)?;
        if demand.met_by(interval) {
            return Ok(());
        }
        let value = i128::from(table.value(cell));
        let (low, high) = (interval.low.map_or(0, i128::from), interval.high.map(i128::from));
        let down = value - i128::from(demand.low);
        if down > value - low {
            hidden.extend(way(table, cell, -down, hidden)?);
        }
        // Upward as far as demanded, and as far as the width needs beside what is open below.
        let up =
            (i128::from(demand.high) - value).max(i128::from(demand.width) - (value - low.min(value - down)));
        let up = up.max(0) + i128::from(extra);
        if high.is_some_and(|high| up > high - value) {
            hidden.extend(way(table, cell, up, hidden)?);
        }
    }
    let key = table.cells().get(cell).map(|it| it.key.clone()).unwrap_or_default();
    Err(ProtectError::Unproved(key))
}

/// The cheapest cells over which a cell can move by so much while every sum still holds.
fn way(
    table: &Table,
    cell: usize,
    by: i128,
    hidden: &BTreeSet<usize>,
) -> Result<BTreeSet<usize>, ProtectError> {
    // Of each cell how much it rises (2i) and how much it falls (2i + 1, no further than to zero).
    let count = table.cells().len();
    let mut equations = Vec::new();
    for sum in table.sums() {
        let signed = sum.parts.iter().map(|it| (*it, 1)).chain([(sum.whole, -1)]);
        equations.push((signed.flat_map(|(it, sign)| [(2 * it, sign), (2 * it + 1, -sign)]).collect(), 0));
    }
    equations.push((vec![(2 * cell, 1), (2 * cell + 1, -1)], by));
    let upper: Vec<Option<i128>> =
        (0..count).flat_map(|it| [None, Some(i128::from(table.value(it)))]).collect();
    let price = |it: usize| if hidden.contains(&it) { 0 } else { -cost(table, it) };
    let costs: Vec<i128> = (0..count).flat_map(|it| [price(it), price(it)]).collect();
    let unproved =
        || ProtectError::Unproved(table.cells().get(cell).map(|it| it.key.clone()).unwrap_or_default());
    let mut simplex = Simplex::new(&equations, &upper)?.ok_or_else(unproved)?;
    simplex.maximise(&costs)?.ok_or_else(unproved)?;
    let moved = simplex.point()?;
    Ok((0..count).filter(|it| moved.get(2 * it..2 * it + 2).is_some_and(|pair| pair != [0, 0])).collect())
}

/// What is lost with a cell: more with a large one, much more with a margin.
fn cost(table: &Table, cell: usize) -> i128 {
    let Some(cell) = table.cells().get(cell) else { return 0 };
    let size = i128::from(u64::BITS - (cell.value + 1).leading_zeros());
    if cell.is_margin { 8 * size } else { size }
}

/// Publishes again what is not needed, the dearest first.
fn give_back(
    table: &Table,
    primary: &[(usize, Reason, Demand)],
    must_stay: &BTreeSet<usize>,
    hidden: &mut BTreeSet<usize>,
) -> Result<(), ProtectError> {
    let mut further: Vec<usize> = hidden.difference(must_stay).copied().collect();
    further.sort_by_key(|it| (std::cmp::Reverse(cost(table, *it)), *it));
    for cell in further {
        hidden.remove(&cell);
        for (protected, _, demand) in primary {
            if !demand.met_by(interval(table, hidden, *protected)?) {
                hidden.insert(cell);
                break;
            }
        }
    }
    Ok(())
}
