//! Do two inspectors see the same? Cohen's κ: agreement beyond what chance alone would give.

use crate::{Confidence, Interval};

/// How much a disagreement weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// Every disagreement alike: for categories without an order.
    Unweighted,
    /// By its distance: 0 against 2 is twice as bad as 0 against 1.
    Linear,
    /// By the square of its distance.
    Quadratic,
}

/// How often the first said the row and the second the column; `K` categories, in their order.
pub type Table<const K: usize> = [[u64; K]; K];

/// Why there is no κ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoKappa {
    /// Nothing was judged by both.
    Nothing,
    /// Both said one and the same category every time: chance alone would agree as well, and κ is 0/0.
    NoVariation,
}

/// κ with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// How many were judged by both.
    pub judged: u64,
    /// Observed agreement, weighted, 0 to 1.
    pub observed: f64,
    /// Agreement that chance would give with the same margins.
    pub by_chance: f64,
    /// `(observed − by_chance) / (1 − by_chance)`; 1 is perfect, 0 is chance, below 0 is worse than chance.
    pub value: f64,
    /// Standard error for any true κ (not the one that tests κ = 0).
    pub standard_error: f64,
    /// `value ± z · standard_error`, cut at −1 and 1.
    pub interval: Interval,
}

/// Counts pairs of judgements into a table; pairs with a category of `K` or more are left out.
///
/// - in: pairs (first, second)
/// - cost: one pass
pub fn tabulate<const K: usize>(pairs: impl IntoIterator<Item = (usize, usize)>) -> Table<K> {
    let mut table = [[0; K]; K];
    for (first, second) in pairs {
        if let Some(cell) = table.get_mut(first).and_then(|row| row.get_mut(second)) {
            *cell += 1;
        }
    }
    table
}

/// Cohen's κ, plain or weighted.
///
/// With weights `w = 1` on the diagonal and `1 − (d/(K−1))^{1 or 2}` at distance d, `κ = (Σwp − Σwq) / (1 − Σwq)`, where
/// p are the observed shares and q the products of the margins. The standard error is the one for κ ≠ 0.
///
/// - in: counts; an empty category is fine
/// - out: no rounding
/// - cost: a few passes over K² cells, no allocation
///
/// # Errors
/// `Nothing`, `NoVariation`.
///
/// # Source
/// Cohen: *Weighted kappa*, Psychological Bulletin 70 (1968); error from Fleiss, Cohen, Everitt: *Large sample standard
/// errors of kappa and weighted kappa*, Psychological Bulletin 72 (1969). Checked against Fleiss, *Statistical Methods for
/// Rates and Proportions*, 3rd ed. (2003), table 18.1, and against the jackknife.
pub fn kappa<const K: usize>(
    table: &Table<K>,
    weights: Weights,
    confidence: Confidence,
) -> Result<Kappa, NoKappa> {
    let judged: u64 = table.iter().flatten().sum();
    if judged == 0 {
        return Err(NoKappa::Nothing);
    }
    let n = real(judged);
    let weight = |i: usize, j: usize| weight(weights, i.abs_diff(j), K);
    let rows: [f64; K] =
        std::array::from_fn(|i| cells(table).filter(|c| c.0 == i).map(|c| c.2).sum::<f64>() / n);
    let columns: [f64; K] =
        std::array::from_fn(|j| cells(table).filter(|c| c.1 == j).map(|c| c.2).sum::<f64>() / n);
    // Mean weight of a row over the second's margin, and of a column over the first's.
    let row_mean = |i: usize| columns.iter().enumerate().map(|(j, q)| q * weight(i, j)).sum::<f64>();
    let column_mean = |j: usize| rows.iter().enumerate().map(|(i, q)| q * weight(i, j)).sum::<f64>();
    let observed: f64 = cells(table).map(|(i, j, c)| c / n * weight(i, j)).sum();
    let by_chance: f64 = rows.iter().enumerate().map(|(i, q)| q * row_mean(i)).sum();
    let room = 1.0 - by_chance;
    if room < 1e-12 {
        return Err(NoKappa::NoVariation);
    }
    let spread: f64 = cells(table)
        .map(|(i, j, c)| {
            let part = weight(i, j) * room - (row_mean(i) + column_mean(j)) * (1.0 - observed);
            c / n * part * part
        })
        .sum();
    let centre = observed * by_chance - 2.0 * by_chance + observed;
    let standard_error = ((spread - centre * centre).max(0.0) / n).sqrt() / (room * room);
    let value = (observed - by_chance) / room;
    let half = confidence.deviate() * standard_error;
    let interval = Interval { low: (value - half).max(-1.0), high: (value + half).min(1.0) };
    Ok(Kappa { judged, observed, by_chance, value, standard_error, interval })
}

/// Row, column and count of every cell.
fn cells<const K: usize>(table: &Table<K>) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
    table.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, c)| (i, j, real(*c))))
}

#[expect(clippy::cast_precision_loss, reason = "categories are few")]
fn weight(weights: Weights, distance: usize, categories: usize) -> f64 {
    let share = distance as f64 / (categories.max(2) - 1) as f64;
    match weights {
        Weights::Unweighted => f64::from(u8::from(distance == 0)),
        Weights::Linear => 1.0 - share,
        Weights::Quadratic => 1.0 - share * share,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of segments lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
