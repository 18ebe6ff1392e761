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

// --- provisional: replaced by the other helper's functions ---
fn by_margins(margins: &[Margin], before: &[f64]) -> Result<Vec<f64>, ReweightingError> {
    let mut w = before.to_vec();
    for _ in 0..1000 {
        let mut gap = 0.0_f64;
        for m in margins {
            let mut s = vec![0.0; m.totals.len()];
            for (r, c) in m.factor.codes.iter().enumerate() {
                s[*c as usize] += w[r];
            }
            for (r, c) in m.factor.codes.iter().enumerate() {
                let f = m.totals[*c as usize] / s[*c as usize];
                gap = gap.max((f - 1.0).abs());
                w[r] *= f;
            }
        }
        if gap < 1e-14 {
            break;
        }
    }
    let _ = MISSING;
    Ok(w)
}
fn trimmed(before: &[f64], _lower: f64, _upper: f64, _strict: bool) -> Result<Vec<f64>, ReweightingError> {
    Ok(before.to_vec())
}
impl Model {
    fn weights(&self, before: &[f64], _units: &[u32]) -> Result<Vec<f64>, ReweightingError> {
        Ok(before.to_vec())
    }
}
