//! Cleanliness around lodging places beside the streets without one: without controls the figures would only say where
//! inspectors go.

use case_statistics::Confidence;
use case_statistics::proportion::{Share, wilson};
use chrono::{Datelike, NaiveDate};

use crate::checklist::{Checklist, SERIOUS};
use crate::store::checklists::Scored;

/// Shares of segments with something serious.
#[derive(Debug, Clone, Default)]
pub struct Cleanliness {
    /// Around lodging places.
    pub around: Option<Share>,
    /// On control streets.
    pub control: Option<Share>,
    /// By month.
    pub months: Vec<MonthShare>,
    /// By item, those that differ most first.
    pub items: Vec<ItemShare>,
    /// How many rounds, and how many checklists.
    pub rounds: usize,
    /// Checklists that count.
    pub checklists: usize,
}

/// A month.
#[derive(Debug, Clone)]
pub struct MonthShare {
    /// Year and month.
    pub month: (i32, u32),
    /// Around lodging places.
    pub around: Option<Share>,
    /// On control streets.
    pub control: Option<Share>,
}

/// An item.
#[derive(Debug, Clone)]
pub struct ItemShare {
    /// Key of the item.
    pub item: String,
    /// Around lodging places.
    pub around: Option<Share>,
    /// On control streets.
    pub control: Option<Share>,
}

impl Cleanliness {
    /// Reckons from first looks; second looks are for the agreement, re-checks for what became of it.
    #[must_use]
    pub(crate) fn reckon(list: &Checklist, all: &[Scored]) -> Cleanliness {
        let first: Vec<&Scored> = all.iter().filter(|one| one.seat == 1 && !one.recheck).collect();
        let serious = |one: &&Scored| one.worst >= i64::from(SERIOUS);
        let mut months: Vec<(i32, u32)> = first.iter().map(|one| (one.on.year(), one.on.month())).collect();
        months.sort_unstable();
        months.dedup();
        let month = |month: (i32, u32)| {
            let these: Vec<&Scored> =
                first.iter().filter(|one| (one.on.year(), one.on.month()) == month).copied().collect();
            MonthShare { month, around: share(&these, false, serious), control: share(&these, true, serious) }
        };
        let item = |key: &str| {
            let bad = |one: &&Scored| one.scores.get(key).is_some_and(|score| *score >= SERIOUS);
            ItemShare {
                item: key.to_owned(),
                around: share(&first, false, bad),
                control: share(&first, true, bad),
            }
        };
        let mut rounds: Vec<_> = first.iter().map(|one| one.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        Cleanliness {
            around: share(&first, false, serious),
            control: share(&first, true, serious),
            months: months.into_iter().map(month).collect(),
            items: list.items.iter().map(|one| item(&one.key)).collect(),
            rounds: rounds.len(),
            checklists: first.len(),
        }
    }
}

fn share(all: &[&Scored], control: bool, is: impl Fn(&&Scored) -> bool) -> Option<Share> {
    let these: Vec<&Scored> = all.iter().filter(|one| one.control_of.is_some() == control).copied().collect();
    let hits = these.iter().filter(|one| is(one)).count();
    wilson(super::total(hits), super::total(these.len()), Confidence::P95).ok()
}

/// What became of serious findings whose day has come.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rechecks {
    /// Findings whose deadline has passed.
    pub due: u64,
    /// Of them looked at again.
    pub again: u64,
    /// Of those looked at again: nothing serious any more.
    pub right: Option<Share>,
}

impl Rechecks {
    /// Reckons from deadlines and the best score of those who looked again.
    #[must_use]
    pub(crate) fn reckon(today: NaiveDate, all: &[(NaiveDate, Option<i64>)]) -> Rechecks {
        let due = all.iter().filter(|(day, _)| *day < today);
        let again: Vec<i64> = due.clone().filter_map(|(_, worst)| *worst).collect();
        let right = again.iter().filter(|worst| **worst < i64::from(SERIOUS)).count();
        Rechecks {
            due: super::total(due.count()),
            again: super::total(again.len()),
            right: wilson(super::total(right), super::total(again.len()), Confidence::P95).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use store::Id;

    fn scored(control: bool, litter: u8, month: u32) -> Scored {
        Scored {
            round: Id(i64::from(month)),
            on: NaiveDate::from_ymd_opt(2026, month, 3).unwrap(),
            segment: Id(1),
            control_of: control.then_some(Id(3)),
            seat: 1,
            recheck: false,
            worst: litter.into(),
            scores: BTreeMap::from([("litter".to_owned(), litter)]),
        }
    }

    #[test]
    fn streets_with_and_without_lodging_stand_side_by_side() {
        let mut all = vec![scored(false, 2, 1), scored(false, 0, 1), scored(true, 0, 1), scored(true, 0, 2)];
        all.push(Scored { seat: 2, ..scored(false, 3, 1) });
        all.push(Scored { recheck: true, ..scored(false, 3, 1) });
        let figures = Cleanliness::reckon(crate::content::checklist().unwrap(), &all);
        let counts = |share: Option<Share>| share.map(|share| (share.hits, share.trials));
        assert_eq!((counts(figures.around), counts(figures.control)), (Some((1, 2)), Some((0, 2))));
        assert_eq!((figures.rounds, figures.checklists, figures.months.len()), (2, 4, 2));
        assert_eq!(counts(figures.months[1].around), None);
        assert_eq!(counts(figures.items[0].around), Some((1, 2)));
    }

    #[test]
    fn a_recheck_counts_once_its_day_has_come() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 5, d).unwrap();
        let all = [(day(1), Some(0)), (day(2), Some(3)), (day(3), None), (day(30), Some(0))];
        let figures = Rechecks::reckon(day(10), &all);
        assert_eq!((figures.due, figures.again, figures.right.unwrap().hits), (3, 2, 1));
    }
}
