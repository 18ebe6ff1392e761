//! Whether two inspectors of the same street see the same.

use std::collections::BTreeMap;

use case_statistics::Confidence;
use case_statistics::agreement::{Kappa, NoKappa, Table, Weights, kappa, tabulate};
use store::Id;

use crate::checklist::Checklist;
use crate::store::checklists::Scored;

/// Cohen's κ over all items and for each; weighted by the square of the distance, since 0 against 3 is worse than 2 against 3.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Segments looked at by two.
    pub segments: usize,
    /// All items of all segments together.
    pub table: Table<4>,
    /// κ of it.
    pub overall: Result<Kappa, NoKappa>,
    /// κ of each item.
    pub items: Vec<(String, Result<Kappa, NoKappa>)>,
}

impl Agreement {
    /// Reckons from segments that two inspectors saw in the same round.
    #[must_use]
    pub(crate) fn reckon(list: &Checklist, all: &[Scored]) -> Agreement {
        let mut seen: BTreeMap<(Id, Id), [Option<&Scored>; 2]> = BTreeMap::new();
        for one in all {
            let seats = seen.entry((one.round, one.segment)).or_default();
            if let Some(slot) = usize::try_from(one.seat - 1).ok().and_then(|seat| seats.get_mut(seat)) {
                *slot = Some(one);
            }
        }
        let twice: Vec<(&Scored, &Scored)> =
            seen.into_values().filter_map(|[first, second]| first.zip(second)).collect();
        let pairs = |key: &str| -> Vec<(usize, usize)> {
            let score = |one: &Scored| one.scores.get(key).map(|score| usize::from(*score));
            twice.iter().filter_map(|(first, second)| score(first).zip(score(second))).collect()
        };
        let table = tabulate::<4>(list.items.iter().flat_map(|item| pairs(&item.key)));
        let of = |table: &Table<4>| kappa(table, Weights::Quadratic, Confidence::P95);
        Agreement {
            segments: twice.len(),
            overall: of(&table),
            items: list
                .items
                .iter()
                .map(|item| (item.key.clone(), of(&tabulate(pairs(&item.key)))))
                .collect(),
            table,
        }
    }
}
