//! An interrupted time series: what changed when the measure began, in level and in slope.
//!
//! ```text
//!   log E = log n + β₀ + β₁ t + β₂ X + β₃ (t − t₀) X + harmonics        X = 0 before, 1 after;  t₀ = the last row before
//!
//!   rows:   … before … │ anticipation │ lag … │ transition │ … after …
//!           X = 0        left out       X = 0   left out     X = 1
//! ```
//!
//! With a control series the same columns stand once for both series and once more, marked `treated`, for what the treated one
//! does otherwise: its step and slope are the effect. The change model (level, slope, lag) is to be chosen before looking.
//!
//! Sources: Wagner et al., J. Clinical Pharmacy and Therapeutics 27 (2002); Lopez Bernal, Cummins and Gasparrini, Int. J.
//! Epidemiology 46 (2017) 348 and, for controls, 47 (2018) 2082; errors for neighbouring months by Newey and West (1987).

use super::Doubt;
use crate::glm::{
    Coefficients, Columns, Effect, Family, Fit, GlmError, LjungBox, Model, Residual, autocorrelation, fit,
    ljung_box,
};

/// Counts in time, a row for each month or week without gaps.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// Counts.
    pub counts: &'a [f64],
    /// What they are proportional to; `None` for rows that are alike.
    pub exposure: Option<&'a [f64]>,
}

/// A season that comes again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Season {
    /// Rows of a period, 12 for months of a year.
    pub period: f64,
    /// Pairs of sine and cosine.
    pub pairs: usize,
}

/// What is asked, to be written down before looking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// First row with the measure, from zero.
    pub start: usize,
    /// Whether the level may change at once.
    pub level: bool,
    /// Whether the slope may change.
    pub slope: bool,
    /// Rows after the start until anything can be seen.
    pub lag: usize,
    /// Rows after that which belong to neither side.
    pub transition: usize,
    /// Rows before the start which belong to neither side: people knew already.
    pub anticipation: usize,
    /// A season, if there is one.
    pub season: Option<Season>,
    /// How counts scatter.
    pub family: Family,
    /// Lags up to which neighbouring rows may resemble each other.
    pub memory: usize,
}

impl Change {
    /// A change of level only, no season, quasi-Poisson, three rows of memory.
    pub fn of_level(start: usize) -> Self {
        let (lag, transition, anticipation) = (0, 0, 0);
        let (season, family) = (None, Family::QuasiPoisson);
        Self { start, level: true, slope: false, lag, transition, anticipation, season, family, memory: 3 }
    }
}

/// Why a series has no answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SeriesError {
    /// Neither level nor slope is asked for.
    #[error("no change is asked for")]
    NoChange,
    /// Nothing is left before or after.
    #[error("{before} rows are left before and {after} after; each side needs two")]
    NoSide {
        /// Rows before.
        before: usize,
        /// Rows after.
        after: usize,
    },
    /// The control has another number of rows.
    #[error("the control has {found} rows, not {expected}")]
    ControlLength {
        /// Rows of the series.
        expected: usize,
        /// Rows of the control.
        found: usize,
    },
    /// One of both series tells its exposure and the other does not.
    #[error("only one of series and control has an exposure")]
    OneExposure,
    /// The model has no fit.
    #[error(transparent)]
    Fit(#[from] GlmError),
}

/// What changed.
#[derive(Clone, Debug)]
pub struct Interrupted {
    /// The model; the rows of a control stand after those of the series.
    pub fit: Fit,
    /// Change of level, a logarithm; errors of the family.
    pub level: Option<Effect>,
    /// Change of slope per row, a logarithm.
    pub slope: Option<Effect>,
    /// Change of level with errors that allow for memory.
    pub level_with_memory: Option<Effect>,
    /// Change of slope with errors that allow for memory.
    pub slope_with_memory: Option<Effect>,
    /// Expected counts of the series without the measure, for every row.
    pub without: Vec<f64>,
    /// Expected events with less expected events without the measure, over all rows after; below zero they were prevented. The
    /// error allows for memory.
    pub events: Effect,
    /// Autocorrelations of the deviance residuals of the series.
    pub autocorrelation: Vec<f64>,
    /// Whether they are all zero.
    pub memory: Option<LjungBox>,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

/// Which side a row is on.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    Neither,
    After,
}

impl Change {
    fn side(&self, row: usize) -> Side {
        let seen = self.start.saturating_add(self.lag);
        let known = self.start.saturating_sub(self.anticipation)..self.start;
        if known.contains(&row) || (seen..seen.saturating_add(self.transition)).contains(&row) {
            Side::Neither
        } else if row < seen {
            Side::Before
        } else {
            Side::After
        }
    }

    /// Columns of the series, and of a control below it; `with` is whether the measure was taken.
    fn columns(&self, rows: usize, controlled: bool, with: bool) -> Columns {
        let time: Vec<f64> = (1..=rows).map(|row| row as f64).collect();
        let step: Vec<f64> =
            (0..rows).map(|row| f64::from(u8::from(self.side(row) == Side::After))).collect();
        let last = self.start.saturating_add(self.lag) as f64;
        let since: Vec<f64> = step.iter().zip(&time).map(|(step, time)| step * (time - last)).collect();
        let nothing = || vec![0.0; rows];
        // What is common to both series stands in both halves; what is the treated one's own only in the first.
        let half = |own: &[f64], other: Vec<f64>| {
            if controlled { [own.to_vec(), other].concat() } else { own.to_vec() }
        };
        let both = |own: &[f64]| half(own, own.to_vec());
        let effect = |own: &[f64]| half(&if with { own.to_vec() } else { nothing() }, nothing());
        let all = both(&time);
        let mut columns = Columns::constant(all.len()).and("time", all.clone());
        if let Some(season) = self.season {
            columns = columns.and_harmonics(&all, season.period, season.pairs);
        }
        if controlled {
            columns = columns
                .and("treated", half(&vec![1.0; rows], nothing()))
                .and("treated time", half(&time, nothing()));
            columns = if self.level { columns.and("common level", both(&step)) } else { columns };
            columns = if self.slope { columns.and("common slope", both(&since)) } else { columns };
        }
        columns = if self.level { columns.and("level", effect(&step)) } else { columns };
        if self.slope { columns.and("slope", effect(&since)) } else { columns }
    }
}

/// What changed in a series, held against a control if there is one.
///
/// # Errors
/// [`SeriesError`].
pub fn interrupted(
    series: Series<'_>,
    control: Option<Series<'_>>,
    change: &Change,
) -> Result<Interrupted, SeriesError> {
    let rows = series.counts.len();
    if !change.level && !change.slope {
        return Err(SeriesError::NoChange);
    }
    let on = |side: Side| (0..rows).filter(|row| change.side(*row) == side).count();
    let (before, after) = (on(Side::Before), on(Side::After));
    if before < 2 || after < 2 {
        return Err(SeriesError::NoSide { before, after });
    }
    let both = Both::of(series, control)?;
    let columns = change.columns(rows, control.is_some(), true);
    let used = |row: usize| f64::from(u8::from(change.side(row % rows) != Side::Neither));
    let weights: Vec<f64> = (0..columns.rows()).map(used).collect();
    let exposure = both.exposure.as_deref();
    let model = Model { columns: &columns, counts: &both.counts, exposure, weights: Some(&weights) };
    let fit = fit(&model, change.family)?;
    let unmeasured = change.columns(rows, control.is_some(), false);
    let without = fit.expected(&unmeasured, exposure)?;
    let groups: Vec<usize> = (0..columns.rows()).map(|row| row / rows).collect();
    let with_memory = fit.hac_within(change.memory, &groups)?;
    let events = events(&fit, &with_memory, [&columns, &unmeasured], &without, |row| {
        row < rows && change.side(row) == Side::After
    });
    let left = fit.residuals(Residual::Deviance);
    let left: Vec<f64> =
        (0..rows).filter(|row| change.side(*row) != Side::Neither).map(|row| left[row]).collect();
    let lags = 12.min(left.len() / 3);
    let memory = ljung_box(&left, lags);
    let mut doubts = doubts(&fit, change, memory, (before, after));
    if control.is_none() {
        doubts.push(Doubt::NoControl);
    }
    Ok(Interrupted {
        level: fit.coefficients.effect("level"),
        slope: fit.coefficients.effect("slope"),
        level_with_memory: with_memory.effect("level"),
        slope_with_memory: with_memory.effect("slope"),
        without: without.into_iter().take(rows).collect(),
        events,
        autocorrelation: autocorrelation(&left, lags),
        memory,
        doubts,
        fit,
    })
}

/// Series and control, one below the other.
struct Both {
    counts: Vec<f64>,
    exposure: Option<Vec<f64>>,
}

impl Both {
    fn of(series: Series<'_>, control: Option<Series<'_>>) -> Result<Self, SeriesError> {
        let Some(control) = control else {
            return Ok(Self {
                counts: series.counts.to_vec(),
                exposure: series.exposure.map(<[f64]>::to_vec),
            });
        };
        let (expected, found) = (series.counts.len(), control.counts.len());
        if expected != found {
            return Err(SeriesError::ControlLength { expected, found });
        }
        let exposure = match (series.exposure, control.exposure) {
            (Some(one), Some(two)) => Some([one, two].concat()),
            (None, None) => None,
            _ => return Err(SeriesError::OneExposure),
        };
        Ok(Self { counts: [series.counts, control.counts].concat(), exposure })
    }
}

/// Σ (μ with − μ without), with the error of its gradient Σ (x μ with − x′ μ without).
fn events(
    fit: &Fit,
    with_memory: &Coefficients,
    [with, without]: [&Columns; 2],
    expected: &[f64],
    counts: impl Fn(usize) -> bool,
) -> Effect {
    let rows: Vec<usize> = (0..expected.len()).filter(|row| counts(*row)).collect();
    let slope = |mean: f64| if fit.family == Family::Gaussian { 1.0 } else { mean };
    let gradient = |(x, y): (&Vec<f64>, &Vec<f64>)| {
        rows.iter().map(|row| x[*row] * slope(fit.fitted[*row]) - y[*row] * slope(expected[*row])).sum()
    };
    let gradient: Vec<f64> = with.values().iter().zip(without.values()).map(gradient).collect();
    let value = rows.iter().map(|row| fit.fitted[*row] - expected[*row]).sum();
    Effect { value, ..with_memory.along(&gradient) }
}

fn doubts(
    fit: &Fit,
    change: &Change,
    memory: Option<LjungBox>,
    (before, after): (usize, usize),
) -> Vec<Doubt> {
    let season = change.season.map_or(8, |season| 2 * season.period.clamp(0.0, 1e6) as usize);
    let short = (before < season || after < season / 2).then_some(Doubt::ShortSeries { before, after });
    let memory = memory.filter(|test| test.p < 0.05).map(Doubt::Memory);
    let overdispersed = change.family == Family::Poisson && fit.dispersion > 1.5;
    let scatter = overdispersed.then_some(Doubt::Overdispersed { dispersion: fit.dispersion });
    [short, memory, scatter].into_iter().flatten().collect()
}
