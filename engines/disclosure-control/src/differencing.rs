//! What subtraction reveals: two releases that are safe by themselves and not together.
//!
//! ```text
//!   overlaps  the same people, cut twice        old district 34 − new district 31 = 3 persons in a strip
//!   changes   a register, counted again         24 today − 23 yesterday = 1 who came
//! ```
//!
//! Waves of a survey with samples of their own are neither: their difference is of no person.

use std::collections::{BTreeMap, BTreeSet};

use crate::attack::{Interval, Knowledge, Sum};
use crate::protect::Published;
use crate::rules::Rules;
use crate::simplex::TooLarge;
use crate::table::{Key, Table};

/// What a release says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The number.
    Value(u64),
    /// A neighbouring multiple of a base.
    Rounded {
        /// What is shown.
        value: u64,
        /// Of what it is a multiple.
        base: u64,
    },
    /// Nothing.
    Suppressed,
}

impl From<Published> for Said {
    fn from(published: Published) -> Said {
        match published {
            Published::Value(value) => Said::Value(value),
            Published::Suppressed => Said::Suppressed,
        }
    }
}

impl Said {
    /// The lowest and the highest number it can stand for; `None` when it says nothing.
    fn bounds(self) -> Option<(i128, i128)> {
        match self {
            Said::Value(value) => Some((i128::from(value), i128::from(value))),
            Said::Rounded { value, base } => {
                let (value, reach) = (i128::from(value), i128::from(base.saturating_sub(1)));
                Some(((value - reach).max(0), value + reach))
            }
            Said::Suppressed => None,
        }
    }
}

/// What is said of the people of some units together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The finest units it covers: blocks of streets, combinations of categories.
    pub units: BTreeSet<String>,
    /// What is said.
    pub said: Said,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its name, for the message.
    pub name: String,
    /// Its figures.
    pub statements: Vec<Statement>,
}

/// A small group that is known too well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak<Place> {
    /// Which group.
    pub place: Place,
    /// How many they are; of a change, how many came, or went (below zero).
    pub count: i64,
    /// What an attacker knows.
    pub interval: Interval,
}

/// Why releases cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DifferencingError {
    /// Numbers too large to reckon with.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// A unit nobody has counted.
    #[error("the release {release:?} speaks of the unit {unit:?}, which is not counted")]
    UnknownUnit {
        /// The release.
        release: String,
        /// The unit.
        unit: String,
    },
    /// A figure that the true counts contradict: not the same people.
    #[error("the figure {at} of the release {release:?} does not agree with the counts")]
    Contradiction {
        /// The release.
        release: String,
        /// Number of the statement, from 0.
        at: usize,
    },
    /// Tables of different cells; use [`overlaps`] over common units.
    #[error("the tables have not the same cells")]
    OtherCells,
}

/// Small groups that releases about the same people reveal together.
///
/// Looked at are each unit, each group a figure is about, and the difference of any two figures of which one covers the
/// other: the strip between two borders. A group leaks when it has 1 to `threshold − 1` persons and the interval from
/// everything published is narrower than the rules demand. An empty answer says that they may stand side by side.
///
/// - in: `counts` the true number of persons of each unit
/// - out: leaks, by their units
/// - cost: two linear programs for each small group
///
/// # Errors
/// [`DifferencingError`].
pub fn overlaps(
    counts: &BTreeMap<String, u64>,
    releases: &[Release],
    rules: &Rules,
) -> Result<Vec<Leak<BTreeSet<String>>>, DifferencingError> {
    let mut knowledge = Knowledge::default();
    let unknowns: BTreeMap<&str, usize> =
        counts.iter().map(|(unit, count)| (unit.as_str(), knowledge.unknown(i128::from(*count)))).collect();
    let sum = |units: &BTreeSet<String>| -> Sum {
        units.iter().filter_map(|it| unknowns.get(it.as_str())).map(|it| (*it, 1)).collect()
    };
    for release in releases {
        for (at, statement) in release.statements.iter().enumerate() {
            if let Some(unit) = statement.units.iter().find(|it| !counts.contains_key(*it)) {
                return Err(DifferencingError::UnknownUnit {
                    release: release.name.clone(),
                    unit: unit.clone(),
                });
            }
            let sum = sum(&statement.units);
            let worth = knowledge.worth(&sum);
            match statement.said.bounds() {
                Some((low, high)) if !(low..=high).contains(&worth) => {
                    return Err(DifferencingError::Contradiction { release: release.name.clone(), at });
                }
                Some((low, high)) if low == high => knowledge.know(sum, low),
                Some((low, high)) => knowledge.know_between(sum, low, high),
                None => {}
            }
        }
    }
    let mut leaks = Vec::new();
    for units in groups(counts, releases) {
        let sum = sum(&units);
        let count = i64::try_from(knowledge.worth(&sum)).map_err(|_| TooLarge)?;
        if is_small(count, rules) {
            let interval = knowledge.interval(&sum)?;
            if is_narrow(interval, rules) {
                leaks.push(Leak { place: units, count, interval });
            }
        }
    }
    Ok(leaks)
}

fn groups(counts: &BTreeMap<String, u64>, releases: &[Release]) -> BTreeSet<BTreeSet<String>> {
    let covered: BTreeSet<&BTreeSet<String>> =
        releases.iter().flat_map(|it| &it.statements).map(|it| &it.units).collect();
    let mut groups: BTreeSet<BTreeSet<String>> =
        counts.keys().map(|it| BTreeSet::from([it.clone()])).collect();
    for wider in &covered {
        groups.insert((*wider).clone());
        let within = covered.iter().filter(|it| it.is_subset(wider) && it != &wider);
        groups.extend(within.map(|it| wider.difference(it).cloned().collect()));
    }
    groups
}

fn is_small(count: i64, rules: &Rules) -> bool {
    count != 0 && count.unsigned_abs() < rules.threshold
}

fn is_narrow(interval: Interval, rules: &Rules) -> bool {
    let demanded = i64::try_from(rules.width()).unwrap_or(i64::MAX);
    interval.width().is_some_and(|width| width < demanded)
}

/// A table as it was published: cell by cell what is said.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The true table.
    pub table: &'a Table,
    /// What is said of its cells, in its order.
    pub said: &'a [Said],
}

/// Small changes that two editions of a register's table reveal: how many came or went in a cell, margins included.
///
/// A change leaks when it is 1 to `threshold − 1` persons and its interval is narrower than the rules demand. Suppressing
/// the cell is not enough when the others stand still; publish less often, or rounded.
///
/// # Errors
/// [`DifferencingError`].
pub fn changes(
    before: Edition<'_>,
    after: Edition<'_>,
    rules: &Rules,
) -> Result<Vec<Leak<Key>>, DifferencingError> {
    let keys = |edition: Edition<'_>| -> Vec<Key> {
        edition.table.cells().iter().map(|it| it.key.clone()).collect()
    };
    let same = keys(before) == keys(after)
        && [before, after].iter().all(|it| it.said.len() == it.table.cells().len());
    if !same {
        return Err(DifferencingError::OtherCells);
    }
    let mut knowledge = Knowledge::default();
    let first = learn(before, "before", &mut knowledge)?;
    let second = learn(after, "after", &mut knowledge)?;
    let mut leaks = Vec::new();
    for ((key, first), second) in keys(before).into_iter().zip(first).zip(second) {
        let change = vec![(second, 1), (first, -1)];
        let count = i64::try_from(knowledge.worth(&change)).map_err(|_| TooLarge)?;
        if is_small(count, rules) {
            let interval = knowledge.interval(&change)?;
            if is_narrow(interval, rules) {
                leaks.push(Leak { place: key, count, interval });
            }
        }
    }
    Ok(leaks)
}

/// Adds what an edition says; the unknowns of its cells.
fn learn(
    edition: Edition<'_>,
    name: &str,
    knowledge: &mut Knowledge,
) -> Result<Vec<usize>, DifferencingError> {
    let cells = edition.table.cells();
    let unknowns: Vec<usize> = cells.iter().map(|it| knowledge.unknown(i128::from(it.value))).collect();
    for (at, (unknown, said)) in unknowns.iter().zip(edition.said).enumerate() {
        let sum = vec![(*unknown, 1)];
        match said.bounds() {
            Some((low, high)) if !(low..=high).contains(&knowledge.worth(&sum)) => {
                return Err(DifferencingError::Contradiction { release: name.to_owned(), at });
            }
            Some((low, high)) if low == high => knowledge.know(sum, low),
            Some((low, high)) => knowledge.know_between(sum, low, high),
            None => {}
        }
    }
    for sum in edition.table.sums() {
        let signed = sum.parts.iter().map(|it| (*it, 1)).chain([(sum.whole, -1)]);
        let terms = signed.filter_map(|(cell, sign)| Some((*unknowns.get(cell)?, sign)));
        knowledge.know(terms.collect(), 0);
    }
    Ok(unknowns)
}
