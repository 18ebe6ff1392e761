//! What may be asked about a survey.
//!
//! | statistic | formula | influence on one row |
//! |---|---|---|
//! | [`Totals`] | Σ w y | y |
//! | [`Means`] | Σ w y / Σ w | (y − ȳ) / Σ w |
//! | [`Ratios`] | Σ w y / Σ w x | (y − R x) / Σ w x |
//! | [`Shares`] | mean of "has this level" | as a mean |
//! | [`Moments`] | S² = Σ w (y − ȳ)² / Σ w · n/(n − 1), and covariances | n/(n − 1) ((y − ȳ)² − …) / Σ w |
//! | [`Quantiles`] | inverse of the weighted distribution | by test inversion (Woodruff 1952) |
//!
//! Source: Särndal, Swensson, Wretman, *Model Assisted Survey Sampling* (1992), ch. 5; Binder (1983).

mod effect;
mod groups;
mod moments;
mod quantile;
mod ratios;
mod shares;

pub use effect::{Against, design_effects};
pub use groups::{GroupMeans, group_means};
pub use moments::{Moments, correlation};
pub use quantile::{Quantile, QuantileInterval, Quantiles, Rule};
pub use ratios::{LogOdds, Means, Ratios, Totals};
pub use shares::{ShareTotals, Shares};

use crate::Domain;

/// What a missing answer does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The estimate is missing too.
    #[default]
    Keep,
    /// The row adds nothing; it stays in the design.
    Remove,
}

/// The rows of a domain that answered all of `columns`, and whether a missing answer was kept.
fn answered(columns: &[&[f64]], domain: &Domain, missing: Missing) -> (Domain, bool) {
    let rows = columns.first().map_or(0, |column| column.len());
    let gap = |row: usize| columns.iter().any(|column| column.get(row).is_none_or(|value| value.is_nan()));
    let short = columns.iter().any(|column| column.len() != rows);
    let has_gap =
        |column: &&[f64]| column.iter().enumerate().any(|(row, value)| value.is_nan() && domain.holds(row));
    let gaps = short || columns.iter().any(has_gap);
    match (gaps, missing) {
        (false, _) => (domain.clone(), false),
        (true, Missing::Keep) => (domain.clone(), true),
        (true, Missing::Remove) => (domain.and(rows, |row| !gap(row)), false),
    }
}
