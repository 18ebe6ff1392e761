//! Answers as the document writes them: names, estimates, errors, intervals; a gap is null.

use serde_json::{Map, Value, json};

use crate::covariance::Covariance;
use crate::intervals::{Critical, wald};
use crate::survey::Estimates;

/// A number, or null for one that is not available.
pub(crate) fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { Value::Null }
}

/// Numbers.
pub(crate) fn numbers(values: impl IntoIterator<Item = f64>) -> Value {
    Value::Array(values.into_iter().map(number).collect())
}

/// A pair.
pub(crate) fn interval((lower, upper): (f64, f64)) -> Value {
    numbers([lower, upper])
}

/// Degrees of freedom; infinite ones are a word.
pub(crate) fn freedom(df: f64) -> Value {
    if df == f64::INFINITY { json!("Inf") } else { number(df) }
}

/// An object under construction.
#[derive(Default)]
pub(crate) struct Answer(Map<String, Value>);

impl Answer {
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    pub(crate) fn done(self) -> Map<String, Value> {
        self.0
    }

    /// Names, estimates, standard errors, intervals of t and of the normal distribution, degrees of freedom.
    pub(crate) fn estimates(self, names: Vec<String>, estimates: &Estimates) -> Self {
        let places = || (0..estimates.len()).map(|place| estimates.at(place));
        let value = |place: usize| estimates.at(place).value.unwrap_or(f64::NAN);
        let variance = |place: usize| estimates.at(place).se.map_or(f64::NAN, |se| se * se);
        let intervals = |df: f64| -> Value {
            let critical = Critical::new(0.95, df);
            let one = |place: usize| interval(wald(value(place), variance(place), critical));
            Value::Array((0..estimates.len()).map(one).collect())
        };
        let answer = self
            .with("names", names)
            .with("estimate", numbers(places().map(|one| one.value.unwrap_or(f64::NAN))))
            .with("se", numbers(places().map(|one| one.se.unwrap_or(f64::NAN))))
            .with("ci95_t", intervals(estimates.df))
            .with("ci95_z", intervals(f64::INFINITY))
            .with("df", freedom(estimates.df));
        if estimates.failed > 0 { answer.with("failed_replicates", estimates.failed) } else { answer }
    }

    /// A single estimate without lists.
    pub(crate) fn single(self, estimates: &Estimates) -> Self {
        let one = estimates.at(0);
        let (value, se) = (one.value.unwrap_or(f64::NAN), one.se.unwrap_or(f64::NAN));
        self.with("estimate", number(value))
            .with("se", number(se))
            .with("ci95_t", interval(wald(value, se * se, Critical::new(0.95, one.df))))
            .with("df", freedom(one.df))
    }

    pub(crate) fn covariance(self, covariance: &Covariance) -> Self {
        let rows: Vec<Value> = covariance.rows().map(|row| numbers(row.iter().copied())).collect();
        self.with("vcov", rows)
    }
}
