//! Post-stratification and raking: weights multiplied level by level until every margin is met.

use super::{Margin, ReweightingError};
use crate::data::MISSING;

/// When rounds end.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// When the largest relative gap is nothing.
    WhenMet,
    /// After so many rounds, or when no cell changes by as much.
    After { rounds: usize, change: f64 },
}

/// Rows with the same level in every margin share their factor, so rounds go over cells and not over rows.
struct Cells {
    /// For each row its cell.
    of_row: Vec<u32>,
    /// For each cell its level in every margin, margin after margin.
    levels: Vec<Vec<u32>>,
    /// For each cell the sum of its weights before.
    sums: Vec<f64>,
}

/// Above this many combinations every row is its own cell.
const MOST: usize = 1 << 22;

impl Cells {
    fn of(margins: &[Margin], before: &[f64]) -> Self {
        let mut widths = Vec::new();
        let mut all = 1_usize;
        for margin in margins {
            widths.push(all);
            all = all.saturating_mul(margin.factor.levels.len());
        }
        let rows = before.len();
        let key = |row: usize| -> usize {
            margins.iter().zip(&widths).map(|(margin, width)| margin.factor.codes[row] as usize * width).sum()
        };
        let mut places = vec![MISSING; if all <= MOST { all } else { 0 }];
        let mut cells = Self {
            of_row: Vec::with_capacity(rows),
            levels: vec![Vec::new(); margins.len()],
            sums: Vec::new(),
        };
        for (row, weight) in before.iter().enumerate() {
            let next = cells.sums.len() as u32;
            let cell = match if all <= MOST { places.get_mut(key(row)) } else { None } {
                Some(place) => {
                    if *place == MISSING {
                        *place = next;
                    }
                    *place
                }
                None => next,
            };
            if cell == next {
                cells.sums.push(0.0);
                cells
                    .levels
                    .iter_mut()
                    .zip(margins)
                    .for_each(|(levels, margin)| levels.push(margin.factor.codes[row]));
            }
            cells.sums[cell as usize] += weight;
            cells.of_row.push(cell);
        }
        cells
    }
}

/// A margin by its levels, "E/H/M".
fn name(margin: &Margin) -> String {
    const SHOWN: usize = 6;
    let shown = margin.factor.levels.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("/");
    let more = if margin.factor.levels.len() > SHOWN { "/…" } else { "" };
    format!("margin {shown}{more}")
}

fn check(margins: &[Margin], before: &[f64]) -> Result<(), ReweightingError> {
    /// Published margins are rounded; more than this is another population.
    const ROUNDING: f64 = 1e-6;
    let mut first = None;
    for margin in margins {
        let name = name(margin);
        if let Some(row) = margin.factor.codes.iter().position(|code| *code == MISSING) {
            return Err(ReweightingError::Gap { row, name });
        }
        let (totals, columns) = (margin.totals.len(), margin.factor.levels.len());
        if totals != columns {
            return Err(ReweightingError::Totals { totals, columns });
        }
        let mut sums = vec![0.0; columns];
        margin.factor.codes.iter().zip(before).for_each(|(code, weight)| sums[*code as usize] += weight);
        for ((level, total), sum) in margin.factor.levels.iter().zip(&margin.totals).zip(&sums) {
            let (margin, level, total) = (name.clone(), level.clone(), *total);
            if *sum == 0.0 && total > 0.0 {
                return Err(ReweightingError::Absent { margin, level, total });
            }
            if *sum != 0.0 && !(total > 0.0 && total.is_finite()) {
                return Err(ReweightingError::NoTotal { margin, level, total });
            }
        }
        let sum: f64 = margin.totals.iter().sum();
        let (other, one) = first.get_or_insert_with(|| (name.clone(), sum));
        if (sum - *one).abs() > ROUNDING * one.abs() {
            return Err(ReweightingError::Contradiction {
                first: other.clone(),
                one: *one,
                second: name,
                other: sum,
            });
        }
    }
    Ok(())
}

/// New weights for margins of one population, after each margin of the last round; the last are the weights.
pub(super) fn raked(
    margins: &[Margin],
    before: &[f64],
    stop: Stop,
) -> Result<Vec<Vec<f64>>, ReweightingError> {
    const ROUNDS: usize = 5_000;
    const NEAR: f64 = 1e-12;
    check(margins, before)?;
    let cells = Cells::of(margins, before);
    let mut raised = vec![1.0; cells.sums.len()];
    let most = match stop {
        Stop::WhenMet => ROUNDS,
        Stop::After { rounds, .. } => rounds,
    };
    let (mut worst, mut after) = (0, Vec::new());
    for _ in 0..most {
        let (mut gap, was) = (0.0_f64, raised.clone());
        after.clear();
        for (at, (margin, levels)) in margins.iter().zip(&cells.levels).enumerate() {
            let away = met(margin, levels, &cells.sums, &mut raised);
            after.push(raised.clone());
            if away > gap {
                (gap, worst) = (away, at);
            }
        }
        let enough = match stop {
            Stop::WhenMet => gap < NEAR || margins.len() == 1,
            Stop::After { change, .. } => {
                let moved =
                    was.iter().zip(&raised).zip(&cells.sums).map(|((a, b), sum)| ((a - b) * sum).abs());
                moved.fold(0.0, f64::max) < change
            }
        };
        if enough {
            return Ok(spread(before, &cells, &after));
        }
    }
    match stop {
        Stop::After { .. } => Ok(spread(before, &cells, &after)),
        Stop::WhenMet => {
            let name = margins.get(worst).map(name).unwrap_or_default();
            Err(ReweightingError::NotMet(format!(
                "{name} cannot be met together with the others: too many empty cells"
            )))
        }
    }
}

fn spread(before: &[f64], cells: &Cells, after: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let one = |raised: &Vec<f64>| {
        before.iter().zip(&cells.of_row).map(|(weight, cell)| weight * raised[*cell as usize]).collect()
    };
    after.iter().map(one).collect()
}

/// Meets one margin; how far it was away, relatively.
fn met(margin: &Margin, levels: &[u32], sums: &[f64], raised: &mut [f64]) -> f64 {
    let mut found = vec![0.0; margin.totals.len()];
    for ((level, sum), raised) in levels.iter().zip(sums).zip(raised.iter()) {
        found[*level as usize] += sum * raised;
    }
    let mut gap = 0.0_f64;
    for (found, total) in found.iter_mut().zip(&margin.totals) {
        *found = if *found == 0.0 { 1.0 } else { total / *found };
        gap = gap.max((*found - 1.0).abs());
    }
    raised.iter_mut().zip(levels).for_each(|(raised, level)| *raised *= found[*level as usize]);
    gap
}
