//! What somebody can conclude who knows everything that is published.
//!
//! ```text
//!   facts  Σ coefficient · unknown = value, or between two values ─┐
//!   unknowns are whole and not negative ───────────────────────────┴─► interval of any sum of unknowns
//! ```
//!
//! Both ends of an interval are reached by tables of whole numbers that agree with every fact, so nobody can narrow it.
//! Where a vertex of the program is not whole (it is in tables with one nested axis; not always in others) the search
//! branches; should that ever take too long, the interval is the widest that was proved, never wider.

use crate::simplex::{Simplex, TooLarge};

/// How many programs one end of an interval may take.
const MOST_BRANCHES: usize = 200;

/// Whole numbers from `low` to `high`; an end that is absent has no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lowest possible.
    pub low: Option<i64>,
    /// Highest possible.
    pub high: Option<i64>,
}

impl Interval {
    /// `high − low`; `None` when there is no end.
    #[must_use]
    pub fn width(&self) -> Option<i64> {
        self.high?.checked_sub(self.low?)
    }

    /// Whether it holds a value.
    #[must_use]
    pub fn holds(&self, value: i64) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) => write!(f, "{low}…{high}"),
            (Some(low), None) => write!(f, "{low}…"),
            (None, Some(high)) => write!(f, "…{high}"),
            (None, None) => f.write_str("…"),
        }
    }
}

/// A weighted sum of unknowns: (unknown, coefficient).
pub(crate) type Sum = Vec<(usize, i128)>;

/// What is known about unknowns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Knowledge {
    /// Upper bounds of unknowns, and of the slacks behind them.
    upper: Vec<Option<i128>>,
    equations: Vec<(Sum, i128)>,
    /// The true values: the point that shows each interval is not empty.
    truth: Vec<i128>,
}

impl Knowledge {
    /// A new unknown whose true value is this.
    pub(crate) fn unknown(&mut self, truth: i128) -> usize {
        self.upper.push(None);
        self.truth.push(truth);
        self.truth.len() - 1
    }

    /// A sum that is known exactly.
    pub(crate) fn know(&mut self, sum: Sum, value: i128) {
        self.equations.push((sum, value));
    }

    /// A sum that is known to lie between two values.
    pub(crate) fn know_between(&mut self, mut sum: Sum, low: i128, high: i128) {
        let slack = self.unknown(self.worth(&sum) - low);
        if let Some(upper) = self.upper.get_mut(slack) {
            *upper = Some(high - low);
        }
        sum.push((slack, -1));
        self.equations.push((sum, low));
    }

    /// The true value of a sum.
    pub(crate) fn worth(&self, sum: &Sum) -> i128 {
        sum.iter().map(|(unknown, by)| by * self.truth.get(*unknown).copied().unwrap_or(0)).sum()
    }

    /// The interval of a sum.
    pub(crate) fn interval(&self, sum: &Sum) -> Result<Interval, TooLarge> {
        let start = Simplex::new(&self.equations, &self.upper)?;
        let against: Sum = sum.iter().map(|(unknown, by)| (*unknown, -by)).collect();
        let narrow = |value: i128| i64::try_from(value).map_err(|_| TooLarge);
        let high = self.highest(sum, start.clone())?.map(narrow).transpose()?;
        let low = self.highest(&against, start)?.map(|value| narrow(-value)).transpose()?;
        Ok(Interval { low, high })
    }

    /// The highest whole value, by branch and bound from the true point upward.
    fn highest(&self, sum: &Sum, start: Option<Simplex>) -> Result<Option<i128>, TooLarge> {
        let mut costs = vec![0; self.upper.len()];
        for (unknown, by) in sum {
            if let Some(cost) = costs.get_mut(*unknown) {
                *cost += by;
            }
        }
        let mut best = self.worth(sum);
        let mut open: Vec<(Knowledge, Option<Simplex>)> = vec![(self.clone(), start)];
        for _ in 0..MOST_BRANCHES {
            let Some((knowledge, simplex)) = open.pop() else { break };
            let Some(mut simplex) = simplex else { continue };
            let Some((value, per)) = simplex.maximise(&costs)? else { return Ok(None) };
            if value.div_euclid(per) <= best {
                continue;
            }
            let denominator = simplex.denominator();
            let point = simplex.point()?;
            match point.iter().position(|it| it % denominator != 0) {
                None => best = value.div_euclid(per),
                Some(unknown) => {
                    let floor = point.get(unknown).map_or(0, |it| it.div_euclid(denominator));
                    open.push(knowledge.branch(unknown, floor, true)?);
                    open.push(knowledge.branch(unknown, floor, false)?);
                }
            }
        }
        Ok(Some(best))
    }

    /// The same, the unknown being at most `floor`, or above it.
    fn branch(
        &self,
        unknown: usize,
        floor: i128,
        above: bool,
    ) -> Result<(Knowledge, Option<Simplex>), TooLarge> {
        let mut branch = self.clone();
        branch.upper.push(None);
        let slack = branch.upper.len() - 1;
        let (by, value) = if above { (-1, floor + 1) } else { (1, floor) };
        branch.equations.push((vec![(unknown, 1), (slack, by)], value));
        let simplex = Simplex::new(&branch.equations, &branch.upper)?;
        Ok((branch, simplex))
    }
}
