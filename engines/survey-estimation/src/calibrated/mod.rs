//! Weights that meet known totals, on designs and on replicates.
//!
//! ```text
//!   Reweighting ── weights(before) ─► after
//!        ├─ Margins, Loosely            cell by cell until every margin is met (iterative proportional fitting)
//!        ├─ Model                       g = F(x'λ) with Σ d g x = T (Deville and Särndal 1992)
//!        └─ Trim, TrimProportionally    within bounds, what is cut off spread over the others
//!
//!   on a design:      the adjustment is remembered, variances use residuals
//!   on replicates:    every replicate meets the totals again
//! ```
//!
//! Weights are in persons from the start: a margin is met by multiplying them, never by starting from one. Sources: Deville
//! and Särndal, JASA 87 (1992); Deville, Särndal, Sautory, *Generalized raking procedures*, JASA 88 (1993).

mod margins;
mod model;
mod trim;

use std::sync::Arc;

use crate::data::Categories;
use crate::design::{Adjustment, Auxiliary, Design, DesignError};
use crate::replicates::Replicates;

/// One way of making new weights from old ones.
#[derive(Clone, Debug)]
pub enum Reweighting {
    /// Weights that meet the totals of one factor or of several margins, multiplied cell by cell (post-stratification,
    /// raking).
    Margins(Vec<Margin>),
    /// The same, stopped after a number of rounds, or when no cell changes by as much as a number of people: what some
    /// programs do unless told otherwise (ten rounds, one person). Margins are then met only nearly.
    Loosely {
        /// The margins.
        margins: Vec<Margin>,
        /// Rounds at most.
        rounds: usize,
        /// Change of every cell, in people, below which it is enough.
        change: f64,
    },
    /// Weights near the old ones that meet totals of numbers.
    Model(Model),
    /// Weights within bounds; what is cut off is spread equally over the others.
    Trim {
        /// Least weight.
        lower: f64,
        /// Largest weight.
        upper: f64,
        /// Whether it is repeated until all are inside.
        strict: bool,
    },
    /// The same, with what is cut off spread in proportion to the weights of the others.
    TrimProportionally {
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
    /// Nobody in the sample has a level whose total is to be met.
    #[error(
        "{margin}: nobody in the sample has level {level}, whose total is {total}; merge it with another level"
    )]
    Absent {
        /// The margin, by its levels.
        margin: String,
        /// The level.
        level: String,
        /// Its total.
        total: f64,
    },
    /// A level of the sample has no total, or one that is not a number of people.
    #[error("{margin}: level {level} is in the sample, but its total is {total}")]
    NoTotal {
        /// The margin, by its levels.
        margin: String,
        /// The level.
        level: String,
        /// Its total.
        total: f64,
    },
    /// Margins of different populations.
    #[error("{first} adds up to {one}, {second} to {other}: margins must share one total")]
    Contradiction {
        /// A margin, by its levels.
        first: String,
        /// Its sum.
        one: f64,
        /// Another one.
        second: String,
        /// Its sum.
        other: f64,
    },
    /// Bounds of new over old weights between which the old weight does not lie.
    #[error("bounds {lower} and {upper} do not lie around one")]
    Bounds {
        /// Lower bound.
        lower: f64,
        /// Upper bound.
        upper: f64,
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
            Self::Margins(_) | Self::Loosely { .. } => {
                Ok(self.rounds(before)?.pop().unwrap_or_else(|| before.to_vec()))
            }
            Self::Model(model) => model.weights(before, units),
            Self::Trim { lower, upper, strict } => trim::trimmed(before, *lower, *upper, *strict, false),
            Self::TrimProportionally { lower, upper, strict } => {
                trim::trimmed(before, *lower, *upper, *strict, true)
            }
        }
    }

    /// Weights after each margin of the last round.
    fn rounds(&self, before: &[f64]) -> Result<Vec<Vec<f64>>, ReweightingError> {
        match self {
            Self::Margins(margins) => margins::raked(margins, before, margins::Stop::WhenMet),
            Self::Loosely { margins, rounds, change } => {
                margins::raked(margins, before, margins::Stop::After { rounds: *rounds, change: *change })
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Names of controls that depend on those before them and therefore add nothing: left out, and to be said.
    pub fn left_out(&self, before: &[f64]) -> Vec<String> {
        match self {
            Self::Model(model) => model.left_out(before),
            _ => Vec::new(),
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
            Self::Trim { .. } | Self::TrimProportionally { .. } => None,
            Self::Loosely { margins, .. } => {
                let factors = margins.iter().map(|margin| margin.factor.clone()).collect();
                Some(Adjustment::stopped(factors, self.rounds(&before)?))
            }
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
