//! What weights are like after all adjustments.

use serde_json::{Map, Value};

use crate::design::kish;
use crate::run::answer::{Answer, number, numbers};
use crate::run::design::Prepared;

pub(super) fn answer(prepared: &Prepared) -> Map<String, Value> {
    /// Rows shown from either end.
    const SHOWN: usize = 5;
    let weights = prepared.survey().weights();
    let least = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let first = weights.iter().copied().take(SHOWN);
    let last = weights.iter().copied().skip(weights.len().saturating_sub(SHOWN));
    Answer::default()
        .with("n", weights.len())
        .with("sum_w", number(crate::sums::sum(weights.iter().copied())))
        .with("min_w", number(least))
        .with("max_w", number(most))
        .with("sum_w2", number(crate::sums::sum(weights.iter().map(|weight| weight * weight))))
        .with("kish_deff", number(kish(weights)))
        .with("first5_w", numbers(first))
        .with("last5_w", numbers(last))
        .done()
}
