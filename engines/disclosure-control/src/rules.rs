//! Which cells must not be published, and how little must be known of them.

use crate::attack::Interval;
use crate::table::{Cell, Side, Table};

/// The rules of a table family. One set for all tables of a survey or register, decided once and published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Cells of 1 to `threshold − 1` persons are not published.
    pub threshold: u64,
    /// A row (or column) whose base has 1 to `minimum_base − 1` persons is not published.
    pub minimum_base: u64,
    /// Of what shares are taken.
    pub base: Side,
    /// Whether answers may harm: then no cell may be all of its base, for it says the answer of each of them.
    pub sensitive: bool,
    /// Whether "nobody" is a disclosure too.
    pub zeros: bool,
    /// The (n, k) rule of amounts.
    pub dominance: Option<Dominance>,
    /// The p % rule of amounts: the second largest must not estimate the largest within so many percent.
    pub p_percent: Option<u64>,
}

/// The `n` largest contributors must not make more than `percent` of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dominance {
    /// How many contributors.
    pub n: usize,
    /// How much of the cell, 1 to 99.
    pub percent: u64,
}

impl Rules {
    /// Rules for a survey: 10 persons in a base, 3 in a cell, shares of rows.
    #[must_use]
    pub fn survey() -> Rules {
        Rules { minimum_base: 10, ..Rules::counts(3) }
    }

    /// Rules for counts of a register: a threshold (5 by default in the city), nothing else.
    #[must_use]
    pub fn counts(threshold: u64) -> Rules {
        Rules {
            threshold,
            minimum_base: 0,
            base: Side::Row,
            sensitive: false,
            zeros: false,
            dominance: None,
            p_percent: None,
        }
    }

    /// Width that an interval of a small number must have: wider than ± (threshold − 1) around any guess.
    pub(crate) fn width(&self) -> u64 {
        (2 * self.threshold.max(1)).saturating_sub(1)
    }
}

/// Why a cell must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Too few persons in it.
    FewPersons,
    /// Too few persons in its base.
    SmallBase,
    /// All of the base, or a zero beside such a cell: everybody in it answered the same.
    WholeBase,
    /// Nobody, where that is a disclosure.
    Nobody,
    /// A few contributors make nearly all of it.
    Dominance,
    /// One contributor can be estimated by another.
    Estimable,
}

/// How much must stay open about a cell: its interval reaches at least from `low` to `high` and is `width` wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// The interval must reach down to this.
    pub low: u64,
    /// The interval must reach up to this.
    pub high: u64,
    /// The least width.
    pub width: u64,
}

impl Demand {
    /// Whether an interval leaves enough open.
    #[must_use]
    pub fn met_by(&self, interval: Interval) -> bool {
        let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        interval.low.is_none_or(|low| low <= signed(self.low))
            && interval.high.is_none_or(|high| high >= signed(self.high))
            && interval.width().is_none_or(|width| width >= signed(self.width))
    }
}

/// Cells that must not be published by themselves, with the reason and the demand; in the order of the table.
#[must_use]
pub fn primary(table: &Table, rules: &Rules) -> Vec<(usize, Reason, Demand)> {
    let cells = table.cells().iter().enumerate();
    cells.filter_map(|(at, cell)| Some((at, reason(table, rules, at, cell)?, demand(rules, cell)))).collect()
}

fn reason(table: &Table, rules: &Rules, at: usize, cell: &Cell) -> Option<Reason> {
    let base_at = table.base(at, rules.base)?;
    let base = table.cells().get(base_at)?;
    let amounts = !cell.contributions.is_empty();
    let top: u64 = rules.dominance.map_or(0, |it| cell.contributions.iter().take(it.n).sum());
    if cell.persons == 0 {
        // A zero beside a cell that is the whole base says as much as that cell.
        let beside =
            |other: usize| table.base(other, rules.base) == Some(base_at) && is_whole(table, other, base);
        let whole = rules.sensitive && base.persons > 0 && (0..table.cells().len()).any(beside);
        return if whole { Some(Reason::WholeBase) } else { rules.zeros.then_some(Reason::Nobody) };
    }
    if cell.persons < rules.threshold {
        return Some(Reason::FewPersons);
    }
    if base.persons < rules.minimum_base {
        return Some(Reason::SmallBase);
    }
    if rules.sensitive && is_whole(table, at, base) {
        return Some(Reason::WholeBase);
    }
    if amounts && rules.dominance.is_some_and(|it| wide(top) * 100 > wide(it.percent) * wide(cell.value)) {
        return Some(Reason::Dominance);
    }
    let estimable = |percent: u64| match cell.contributions.as_slice() {
        [first, second, ..] => wide(cell.value - first - second) * 100 < wide(percent) * wide(*first),
        [_] => true,
        [] => false,
    };
    rules.p_percent.is_some_and(estimable).then_some(Reason::Estimable)
}

/// Whether a cell is all of its base, and not the base itself.
fn is_whole(table: &Table, cell: usize, base: &Cell) -> bool {
    table.cells().get(cell).is_some_and(|it| it.persons == base.persons && it.key != base.key)
}

fn wide(value: u64) -> u128 {
    u128::from(value)
}

/// What must stay open. Of persons: an interval wider than ± (threshold − 1). Of amounts: as far on both sides as it
/// takes that the rule would let the true value pass (Hundepool et al., *Statistical Disclosure Control*, 2012, § 4.4.2).
fn demand(rules: &Rules, cell: &Cell) -> Demand {
    if cell.contributions.is_empty() {
        return Demand { low: cell.value, high: cell.value, width: rules.width() };
    }
    let first = cell.contributions.first().copied().unwrap_or(0);
    let second = cell.contributions.get(1).copied().unwrap_or(0);
    let rest = wide(cell.value.saturating_sub(first).saturating_sub(second));
    let by_percent =
        rules.p_percent.map_or(0, |percent| (wide(percent) * wide(first)).div_ceil(100).saturating_sub(rest));
    let by_dominance = rules.dominance.map_or(0, |it| {
        let top: u64 = cell.contributions.iter().take(it.n).sum();
        (wide(top) * 100).div_ceil(wide(it.percent.max(1))).saturating_sub(wide(cell.value))
    });
    // A cell of one or two contributors is known to them; the rest must at least not know it within its own threshold.
    let reach = by_percent.max(by_dominance).max(1);
    let reach = u64::try_from(reach).unwrap_or(u64::MAX);
    let (low, high) = (cell.value.saturating_sub(reach), cell.value.saturating_add(reach));
    Demand { low, high, width: high - low }
}
