//! A trend in per cent a year, by regression of counts.

use distributions::{Confidence, Interval, chi_squared};

use super::TrendError;
use crate::glm::{Coefficients, Columns, Effect, Family, Fit, LjungBox, Model, Residual, fit, ljung_box};

/// A series of counts and how its trend is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendModel<'a> {
    /// Counts in the order of time, without gaps.
    pub counts: &'a [f64],
    /// What they are proportional to (inhabitants, days of the month); `None` for always the same.
    pub exposure: Option<&'a [f64]>,
    /// How many points a year has: 12 for months.
    pub per_year: f64,
    /// Seasons, if the points are finer than years.
    pub seasons: Option<Seasons>,
    /// Where the level changed for a known reason (a law, a method): the first point of each new level. The trend is then
    /// what remains beside these steps.
    pub breaks: &'a [usize],
    /// How counts scatter.
    pub scatter: Scatter,
    /// What standard errors rest on.
    pub errors: Errors,
}

/// Waves of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seasons {
    /// Pairs of sine and cosine; two follow most seasons.
    pub pairs: usize,
}

/// How counts scatter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scatter {
    /// Poisson, unless Pearson's χ² of that fit has p < 0.05; then negative binomial, or quasi-Poisson where α is zero or the
    /// counts are not whole.
    Choose,
    /// By chance alone.
    Poisson,
    /// Variance φ·mean.
    QuasiPoisson,
    /// Variance mean + α·mean²; quasi-Poisson where α comes out as zero.
    NegativeBinomial,
}

/// What standard errors rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// The family: neighbouring months are independent.
    Independent,
    /// Newey and West up to this lag: neighbours may be alike.
    NeweyWest {
        /// The lag; 12 sees a year of months, `4 (n/100)^{2/9}` is the usual smaller choice.
        lags: usize,
    },
}

/// A trend.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Logarithm of the ratio from one year to the next, with its error.
    pub per_year: Effect,
    /// Change in one year as a share: −0.03 for "3 % less every year".
    pub change: f64,
    /// Its 95 % interval (Wald).
    pub interval: Interval,
    /// Two-sided p-value (normal).
    pub p: f64,
    /// Pearson's χ² over degrees of freedom of the Poisson fit: why this family was taken.
    pub dispersion: f64,
    /// Whether neighbours still resemble each other: Ljung and Box up to a year, or as far as the series goes.
    pub memory: Option<LjungBox>,
    /// All coefficients with the errors asked for: `constant`, `year`, `sin 1` …, `break 48` ….
    pub coefficients: Coefficients,
    /// The fit itself; its family says what was chosen.
    pub fit: Fit,
}

/// Fits `log E = log exposure + β₀ + β₁ year + waves + steps`.
///
/// # Errors
/// [`TrendError::Setting`]; [`TrendError::Regression`] names the column or the row: all counts zero, a break outside of the
/// series or so near its end that the step cannot be told from the trend.
///
/// # Source
/// [`crate::glm`]; Bhaskaran et al., *Time series regression studies in environmental epidemiology*, International J.
/// Epidemiology 42 (2013).
pub fn regression(model: &TrendModel<'_>) -> Result<Trend, TrendError> {
    let columns = columns(model)?;
    let design = Model { exposure: model.exposure, ..Model::new(&columns, model.counts) };
    let plain = fit(&design, Family::Poisson)?;
    let dispersion = plain.dispersion;
    let whole = model.counts.iter().all(|count| count.fract() == 0.0);
    let family = match model.scatter {
        Scatter::Poisson => Family::Poisson,
        Scatter::QuasiPoisson => Family::QuasiPoisson,
        Scatter::NegativeBinomial => Family::NegativeBinomial,
        Scatter::Choose
            if plain.df <= 0.0 || chi_squared::upper_tail(dispersion * plain.df, plain.df) >= 0.05 =>
        {
            Family::Poisson
        }
        Scatter::Choose if whole => Family::NegativeBinomial,
        Scatter::Choose => Family::QuasiPoisson,
    };
    let fit = if family == Family::Poisson { plain } else { fit(&design, family)? };
    let coefficients = match model.errors {
        Errors::Independent => fit.coefficients.clone(),
        Errors::NeweyWest { lags } => fit.hac(lags),
    };
    // The column is there: it was made here.
    let per_year = coefficients.effect(YEAR).unwrap_or(Effect { value: f64::NAN, se: f64::NAN, df: fit.df });
    let year = (model.per_year.ceil() as usize).min(model.counts.len().saturating_sub(1) / 2);
    Ok(Trend {
        per_year,
        change: per_year.value.exp_m1(),
        interval: per_year.interval(Confidence::P95).map(f64::exp_m1),
        p: per_year.p(),
        dispersion,
        memory: ljung_box(&fit.residuals(Residual::Pearson), year),
        coefficients,
        fit,
    })
}

const YEAR: &str = "year";

fn columns(model: &TrendModel<'_>) -> Result<Columns, TrendError> {
    let TrendModel { counts, per_year, seasons, breaks, .. } = *model;
    if !(per_year > 0.0 && per_year <= 1e4) {
        return Err(TrendError::Setting { name: "per_year", value: per_year });
    }
    let points: Vec<f64> = (0..counts.len()).map(|at| at as f64).collect();
    // From the middle, so that constant and trend do not disturb each other.
    let middle = (counts.len() as f64 - 1.0) / 2.0;
    let years = points.iter().map(|at| (at - middle) / per_year).collect();
    let mut columns = Columns::constant(counts.len()).and(YEAR, years);
    if let Some(Seasons { pairs }) = seasons {
        columns = columns.and_harmonics(&points, per_year, pairs);
    }
    for &first in breaks {
        if first == 0 || first >= counts.len() {
            return Err(TrendError::Setting { name: "break", value: first as f64 });
        }
        let step = (0..counts.len()).map(|at| f64::from(u8::from(at >= first))).collect();
        columns = columns.and(format!("break {first}"), step);
    }
    Ok(columns)
}
