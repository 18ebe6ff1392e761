//! Does it rise or fall, and since when?
//!
//! ```text
//!   regression                     per cent a year, with seasons, exposure, known breaks and honest errors
//!   mann_kendall, seasonal_kendall is there any steady direction? (ranks: no model, no outlier decides)
//!   sen_slope                      how steep, the same way
//!   pettitt                        one shift, and when
//!   segments (PELT)                any number of shifts of a rate
//!   stl                            level + season + rest, for a picture
//! ```
//!
//! All of them take a series without gaps, in the order of time: months that are missing are not months of zero, and the
//! caller has to decide. A trend across a change of what is counted is a trend of the counting: breaks are named to
//! [`regression`], and for the other tests the series is cut there.

mod kendall;
mod pettitt;
mod regression;
mod segments;
mod sen;
mod stl;

pub use kendall::{Kendall, Memory, SeasonalKendall, mann_kendall, seasonal_kendall};
pub use pettitt::{Pettitt, pettitt};
pub use regression::{Errors, Scatter, Seasons, Trend, TrendModel, regression};
pub use segments::{Cost, Segment, Segmentation, segments};
pub use sen::{SenSlope, seasonal_sen_slope, sen_slope};
pub use stl::{Stl, StlSettings, stl};

use crate::glm::GlmError;

/// Why nothing can be said of a series.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TrendError {
    /// Fewer points than the method needs.
    #[error("{needed} points are needed, there are {found}")]
    TooShort {
        /// How many it takes.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// More points than pairs can be made of.
    #[error("a series of {found} points is too long, {most} are possible")]
    TooLong {
        /// How many are possible.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// A point that is no finite number, or a count or exposure that cannot be one.
    #[error("point {at} has the value {value}, which cannot be used")]
    Value {
        /// Which point, from 0.
        at: usize,
        /// What stood there.
        value: f64,
    },
    /// A list that should be as long as the series is not.
    #[error("{expected} entries were expected, {found} were given")]
    Length {
        /// How long the series is.
        expected: usize,
        /// How long the list is.
        found: usize,
    },
    /// A setting out of its range.
    #[error("{name} = {value} is out of its range")]
    Setting {
        /// Its name.
        name: &'static str,
        /// What was asked.
        value: f64,
    },
    /// The regression has no answer; it names the column or the row.
    #[error(transparent)]
    Regression(#[from] GlmError),
}

/// Longest series of which all pairs are looked at.
const MOST: usize = 5000;

fn checked(values: &[f64], needed: usize) -> Result<(), TrendError> {
    let found = values.len();
    if let Some((at, &value)) = values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        return Err(TrendError::Value { at, value });
    }
    match found {
        _ if found < needed => Err(TrendError::TooShort { needed, found }),
        _ if found > MOST => Err(TrendError::TooLong { most: MOST, found }),
        _ => Ok(()),
    }
}

/// Ranks from 1, equal values sharing their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| a.0 == b.0) {
        let shared = before as f64 + (equal.len() as f64 + 1.0) / 2.0;
        before += equal.len();
        for &(_, at) in equal {
            if let Some(rank) = ranks.get_mut(at) {
                *rank = shared;
            }
        }
    }
    ranks
}

/// The median; NaN of nothing.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(low), Some(high)) if values.len().is_multiple_of(2) => f64::midpoint(*low, *high),
        (_, Some(value)) => *value,
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests;
