//! Weights that meet known totals, on designs and on replicates.
//!
//! ```text
//!   Reweighting ── weights(before) ─► after
//!        ├─ on a design:      the adjustment is remembered, variances use residuals
//!        └─ on replicates:    every replicate meets the totals again
//! ```
//!
//! What finds the weights is [`crate::calibration`]; here is what a survey makes of them.

use std::sync::Arc;

use crate::data::{Categories, MISSING};
use crate::design::{Adjustment, Auxiliary, Design, DesignError};
use crate::replicates::Replicates;

/// One way of making new weights from old ones.
#[derive(Clone, Debug)]
pub enum Reweighting {
    /// Weights that meet the totals of one factor or of several margins, multiplied cell by cell (post-stratification,
    /// raking).
    Margins(Vec<Margin>),
    /// Weights near the old ones that meet totals of numbers.
    Model(Model),
    /// Weights within bounds; what is cut off is spread over the others.
    Trim {
        /// Least weight.
        lower: f64,
        /// Largest weight.
        upper: f64,
        /// Whether it is repeated until all are inside.
        strict: bool,
    },
}

/// Known totals of the levels of a factor.
#[derive(Clone, Debug)]
pub struct Margin {
    /// The factor.
    pub factor: Categories,
    /// For each level its total in the population.
    pub totals: Vec<f64>,
}

/// Known totals of columns.
#[derive(Clone, Debug)]
pub struct Model {
    /// Names of the columns, for messages.
    pub names: Vec<String>,
    /// A value for each row.
    pub columns: Vec<Vec<f64>>,
    /// The total of each column in the population.
    pub totals: Vec<f64>,
    /// How distance from the old weights is measured.
    pub distance: Distance,
    /// One factor for each primary unit instead of each row.
    pub by_unit: bool,
    /// What the variance of a row is proportional to; empty for one.
    pub variance: Vec<f64>,
}

/// How far new weights are from old ones (Deville and Särndal 1992); bounds are for new/old.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distance {
    /// 1 + u.
    Linear,
    /// 1 + u, cut off.
    Bounded(f64, f64),
    /// exp u.
    Exponential,
    /// Between the bounds, smoothly.
    Logit(f64, f64),
}

/// Why weights cannot be found.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ReweightingError {
    /// A row has no level or number.
    #[error("row {}: {name} is missing; a control needs a value for every row", row + 1)]
    Gap {
        /// The row.
        row: usize,
        /// The margin or column.
        name: String,
    },
    /// Totals and columns do not match.
    #[error("{totals} totals for {columns} columns")]
    Totals {
        /// Totals given.
        totals: usize,
        /// Columns.
        columns: usize,
    },
    /// The totals cannot be met.
    #[error("{0}")]
    NotMet(String),
    /// The design does not fit.
    #[error(transparent)]
    Design(#[from] DesignError),
}

impl Reweighting {
    /// New weights; `units` are the primary units of the rows ([`Design::unit_of_rows`]).
    ///
    /// # Errors
    /// [`ReweightingError`], which names the margin or the total.
    pub fn weights(&self, before: &[f64], units: &[u32]) -> Result<Vec<f64>, ReweightingError> {
        match self {
            Self::Margins(margins) => by_margins(margins, before),
            Self::Model(model) => model.weights(before, units),
            Self::Trim { lower, upper, strict } => trimmed(before, *lower, *upper, *strict),
        }
    }

    /// The design with new weights. Trimming explains nothing, so it leaves no adjustment.
    ///
    /// # Errors
    /// As [`Reweighting::weights`].
    pub fn design(&self, design: &Design) -> Result<Design, ReweightingError> {
        let before = design.weights().to_vec();
        let after = self.weights(&before, &design.unit_of_rows())?;
        let adjustment = match self {
            Self::Trim { .. } => None,
            Self::Margins(margins) => {
                let levels = margins.iter().map(|margin| Auxiliary::Levels(margin.factor.clone())).collect();
                Some(Adjustment::new(design, levels, before, after.clone(), false))
            }
            Self::Model(model) => {
                let numbers = model.columns.iter().cloned().map(Auxiliary::Number).collect();
                let explained =
                    before.iter().enumerate().map(|(row, weight)| weight / model.variance_of(row)).collect();
                Some(Adjustment::new(design, numbers, explained, after.clone(), model.by_unit))
            }
        };
        Ok(design.adjusted(after, adjustment)?)
    }

    /// Replicates of which every one meets the totals again. One that cannot is left out and counted.
    ///
    /// # Errors
    /// As [`Reweighting::weights`], for the weights of the sample itself.
    pub fn replicates(&self, replicates: Replicates) -> Result<Replicates, ReweightingError> {
        let design = self.design(replicates.design())?;
        let (this, units) = (self.clone(), design.unit_of_rows());
        Ok(replicates
            .recalibrated(&design, Arc::new(move |weights: &[f64]| this.weights(weights, &units).ok())))
    }
}

impl Model {
    fn variance_of(&self, row: usize) -> f64 {
        self.variance.get(row).copied().unwrap_or(1.0)
    }
}

/// Multiplies weights margin by margin until every total is met.
fn by_margins(margins: &[Margin], before: &[f64]) -> Result<Vec<f64>, ReweightingError> {
    const ROUNDS: usize = 2_000;
    const NEAR: f64 = 1e-12;
    for (at, margin) in margins.iter().enumerate() {
        if let Some(row) = margin.factor.codes.iter().position(|code| *code == MISSING) {
            return Err(ReweightingError::Gap { row, name: format!("margin {}", at + 1) });
        }
        if margin.totals.len() != margin.factor.levels.len() {
            let (totals, columns) = (margin.totals.len(), margin.factor.levels.len());
            return Err(ReweightingError::Totals { totals, columns });
        }
    }
    let mut weights = before.to_vec();
    for _ in 0..ROUNDS {
        let mut gap = 0.0_f64;
        for margin in margins {
            let mut sums = vec![0.0; margin.totals.len()];
            margin
                .factor
                .codes
                .iter()
                .zip(&weights)
                .for_each(|(code, weight)| sums[*code as usize] += weight);
            for ((sum, total), level) in sums.iter_mut().zip(&margin.totals).zip(&margin.factor.levels) {
                if *sum == 0.0 && *total > 0.0 {
                    return Err(ReweightingError::NotMet(format!(
                        "nobody of level {level}, whose total is {total}"
                    )));
                }
                *sum = if *sum == 0.0 { 1.0 } else { total / *sum };
                gap = gap.max((*sum - 1.0).abs());
            }
            let codes = margin.factor.codes.iter();
            weights.iter_mut().zip(codes).for_each(|(weight, code)| *weight *= sums[*code as usize]);
        }
        if gap < NEAR || margins.len() == 1 {
            return Ok(weights);
        }
    }
    Err(ReweightingError::NotMet("the margins contradict each other".to_owned()))
}

/// Cuts weights to bounds and spreads what was cut off equally over the rows that were not cut.
fn trimmed(before: &[f64], lower: f64, upper: f64, strict: bool) -> Result<Vec<f64>, ReweightingError> {
    const ROUNDS: usize = 1_000;
    let mut weights = before.to_vec();
    let mut cut = vec![false; weights.len()];
    for _ in 0..if strict { ROUNDS } else { 1 } {
        let outside = |weight: f64| weight < lower || weight > upper;
        if !weights.iter().any(|weight| outside(*weight)) {
            return Ok(weights);
        }
        let mut excess = 0.0;
        for (weight, cut) in weights.iter_mut().zip(&mut cut).filter(|(weight, _)| outside(**weight)) {
            let kept = weight.clamp(lower, upper);
            excess += *weight - kept;
            (*weight, *cut) = (kept, true);
        }
        let free = cut.iter().filter(|cut| !**cut).count();
        if free == 0 {
            return Err(ReweightingError::NotMet("every weight lies outside the bounds".to_owned()));
        }
        let each = excess / free as f64;
        weights.iter_mut().zip(&cut).filter(|(_, cut)| !**cut).for_each(|(weight, _)| *weight += each);
    }
    Ok(weights)
}

impl Model {
    fn weights(&self, before: &[f64], units: &[u32]) -> Result<Vec<f64>, ReweightingError> {
        if self.totals.len() != self.columns.len() {
            return Err(ReweightingError::Totals { totals: self.totals.len(), columns: self.columns.len() });
        }
        for (column, name) in self.columns.iter().zip(&self.names) {
            if let Some(row) = column.iter().position(|value| value.is_nan()) {
                return Err(ReweightingError::Gap { row, name: name.clone() });
            }
        }
        if !self.by_unit {
            let raised = self.raised(&self.columns, before)?;
            return Ok(before.iter().zip(raised).map(|(weight, factor)| weight * factor).collect());
        }
        let count = units.iter().max().map_or(0, |last| *last as usize + 1);
        let sums = |column: &[f64]| {
            let mut sums = vec![0.0; count];
            column.iter().zip(units).for_each(|(value, unit)| sums[*unit as usize] += value);
            sums
        };
        let rows = sums(&vec![1.0; before.len()]);
        let weights = sums(before);
        let mean = |column: &Vec<f64>| sums(column).iter().zip(&rows).map(|(sum, rows)| sum / rows).collect();
        let columns: Vec<Vec<f64>> = self.columns.iter().map(mean).collect();
        let raised = self.raised(&columns, &weights)?;
        Ok(before.iter().zip(units).map(|(weight, unit)| weight * raised[*unit as usize]).collect())
    }

    /// g = F(x'λ) with Σ d g x = T, by Newton's method with halved steps.
    fn raised(&self, columns: &[Vec<f64>], weights: &[f64]) -> Result<Vec<f64>, ReweightingError> {
        const ROUNDS: usize = 500;
        const NEAR: f64 = 1e-13;
        let width = columns.len();
        let mut lambda = vec![0.0; width];
        let evaluate = |lambda: &[f64]| {
            let (mut raised, mut slopes) =
                (Vec::with_capacity(weights.len()), Vec::with_capacity(weights.len()));
            let mut misfit = self.totals.clone();
            for (row, weight) in weights.iter().enumerate() {
                let u: f64 = columns.iter().zip(lambda).map(|(column, l)| column[row] * l).sum();
                let (factor, slope) = self.distance.factor(u / self.variance_of(row));
                misfit.iter_mut().zip(columns).for_each(|(m, column)| *m -= weight * factor * column[row]);
                raised.push(factor);
                slopes.push(weight * slope / self.variance_of(row));
            }
            let gap = |(m, total): (&f64, &f64)| m.abs() / (1.0 + total.abs());
            let worst = misfit.iter().zip(&self.totals).map(gap).fold(0.0, f64::max);
            (raised, slopes, misfit, worst)
        };
        let (mut raised, mut slopes, mut misfit, mut worst) = evaluate(&lambda);
        for _ in 0..ROUNDS {
            if worst < NEAR {
                return Ok(raised);
            }
            let mut normal = vec![0.0; width * width];
            for (row, slope) in slopes.iter().enumerate() {
                for i in 0..width {
                    (0..width)
                        .for_each(|j| normal[i * width + j] += slope * columns[i][row] * columns[j][row]);
                }
            }
            let mut step = misfit.clone();
            crate::factor::Factor::of(normal, width).solve(&mut step, 1);
            let mut part = 1.0;
            loop {
                let next: Vec<f64> = lambda.iter().zip(&step).map(|(l, s)| l + part * s).collect();
                let tried = evaluate(&next);
                if tried.3 < worst {
                    lambda = next;
                    (raised, slopes, misfit, worst) = tried;
                    break;
                }
                part /= 2.0;
                if part < 1e-6 {
                    if worst < 1e-9 {
                        return Ok(raised);
                    }
                    let at = misfit.iter().zip(&self.totals).map(|(m, t)| m.abs() / (1.0 + t.abs()));
                    let at = at.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at);
                    let name = self.names.get(at).cloned().unwrap_or_default();
                    return Err(ReweightingError::NotMet(format!("the total of {name} cannot be met")));
                }
            }
        }
        Err(ReweightingError::NotMet("no weights were found".to_owned()))
    }
}

impl Distance {
    /// F(u) and its slope.
    fn factor(self, u: f64) -> (f64, f64) {
        match self {
            Self::Linear => (1.0 + u, 1.0),
            Self::Bounded(lower, upper) => {
                let g = (1.0 + u).clamp(lower, upper);
                (g, f64::from(u8::from(g == 1.0 + u)))
            }
            Self::Exponential => (u.exp(), u.exp()),
            Self::Logit(lower, upper) => {
                let a = (upper - lower) / ((1.0 - lower) * (upper - 1.0));
                let e = (a * u).exp();
                let below = upper - 1.0 + (1.0 - lower) * e;
                let g = if e.is_finite() {
                    (lower * (upper - 1.0) + upper * (1.0 - lower) * e) / below
                } else {
                    upper
                };
                (g, (g - lower) * (upper - g) / ((1.0 - lower) * (upper - 1.0)))
            }
        }
    }
}
