//! How the sample was drawn.
//!
//! ```text
//!   Plan ──build──► Design
//!   weights          rows sorted by stratum and unit, so that every unit is one run of rows:
//!   stages           stage 1   | stratum A             | stratum B      |
//!   lonely                     | unit 1    | unit 2    | unit 3 | …     |
//!                    stage 2   | u1 u2 u3  | u4 u5     |  …             |
//! ```
//!
//! A design never changes. Calibration makes another one, which remembers by what it was adjusted.

mod adjustment;
mod build;
mod plan;

use std::ops::Range;
use std::sync::Arc;

pub use adjustment::{Adjustment, Auxiliary};
pub use plan::{DesignError, Joint, Lonely, Pairs, PairsFormula, Plan, Population, StagePlan};

use crate::Domain;

/// Rows of one piece of parallel work. Fixed, so that sums do not depend on the number of threads.
pub(crate) const BLOCK: usize = 1 << 14;

/// A checked design.
#[derive(Clone, Debug)]
pub struct Design {
    structure: Arc<Structure>,
    weights: Arc<[f64]>,
    adjustments: Vec<Arc<Adjustment>>,
}

/// Where rows, units and strata lie.
#[derive(Debug)]
pub(crate) struct Structure {
    /// Rows, sorted by stratum and unit of every stage.
    pub(crate) order: Vec<u32>,
    pub(crate) stages: Vec<Stage>,
    /// The primary unit of every row.
    pub(crate) unit_of: Vec<u32>,
    /// Primary units for one piece of parallel work each.
    pub(crate) blocks: Vec<Range<usize>>,
    pub(crate) lonely: Lonely,
    pub(crate) adjust_lonely_in_domains: bool,
    pub(crate) pairs: Option<Pairs>,
}

/// Units and strata of one stage, as runs.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    /// Unit `u` has the places `unit_rows[u]..unit_rows[u + 1]` of `order`.
    pub(crate) unit_rows: Vec<u32>,
    /// Stratum `s` has the units `stratum_units[s]..stratum_units[s + 1]`.
    pub(crate) stratum_units: Vec<u32>,
    /// Unit `u` of the stage before has the strata `parent_strata[u]..parent_strata[u + 1]` of this one.
    pub(crate) parent_strata: Vec<u32>,
    pub(crate) sampled: Sampled,
    /// Names of strata for messages; only for the first stage.
    pub(crate) names: Vec<String>,
}

/// What part of the units was drawn.
#[derive(Debug, Default)]
pub(crate) enum Sampled {
    #[default]
    Unknown,
    /// A fraction for each stratum.
    Strata(Vec<f64>),
    /// A probability for each unit.
    Units(Vec<f64>),
}

impl Stage {
    pub(crate) fn units(&self) -> usize {
        self.unit_rows.len() - 1
    }

    pub(crate) fn strata(&self) -> usize {
        self.stratum_units.len() - 1
    }

    pub(crate) fn rows_of(&self, unit: usize) -> Range<usize> {
        self.unit_rows[unit] as usize..self.unit_rows[unit + 1] as usize
    }

    pub(crate) fn units_of(&self, stratum: usize) -> Range<usize> {
        self.stratum_units[stratum] as usize..self.stratum_units[stratum + 1] as usize
    }

    pub(crate) fn strata_of(&self, parent: usize) -> Range<usize> {
        self.parent_strata[parent] as usize..self.parent_strata[parent + 1] as usize
    }

    /// The fraction drawn, for a unit of a stratum; zero when it is not known.
    pub(crate) fn fraction(&self, stratum: usize, unit: usize) -> f64 {
        match &self.sampled {
            Sampled::Unknown => 0.0,
            Sampled::Strata(fractions) => fractions[stratum],
            Sampled::Units(probabilities) => probabilities[unit],
        }
    }

    pub(crate) fn is_known(&self) -> bool {
        !matches!(self.sampled, Sampled::Unknown)
    }
}

impl Structure {
    /// How many stages add variance: later ones only below a stage whose population is known.
    pub(crate) fn depth(&self) -> usize {
        let known = self.stages.iter().take_while(|stage| stage.is_known()).count();
        (known + 1).min(self.stages.len())
    }

    pub(crate) fn first(&self) -> &Stage {
        &self.stages[0]
    }
}

impl Design {
    /// Checks a plan and sorts its rows.
    ///
    /// # Errors
    /// [`DesignError`], which names the row or the stratum.
    pub fn new(plan: Plan) -> Result<Self, DesignError> {
        let (structure, weights) = build::build(plan)?;
        Ok(Self { structure: Arc::new(structure), weights: weights.into(), adjustments: Vec::new() })
    }

    /// A simple random sample in which every row weighs one.
    ///
    /// # Errors
    /// [`DesignError::Empty`] for no row.
    pub fn simple(rows: usize) -> Result<Self, DesignError> {
        let stages = vec![StagePlan::default()];
        Self::new(Plan { weights: Some(vec![1.0; rows]), stages, ..Plan::default() })
    }

    /// How many rows, those of weight zero included.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// For each row how many of the population it stands for, after all adjustments.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Units drawn at the first stage.
    pub fn primary_units(&self) -> usize {
        self.structure.first().units()
    }

    /// Strata of the first stage.
    pub fn strata(&self) -> usize {
        self.structure.first().strata()
    }

    pub(crate) fn structure(&self) -> &Structure {
        &self.structure
    }

    /// What the weights were adjusted by, in order.
    pub fn adjustments(&self) -> &[Arc<Adjustment>] {
        &self.adjustments
    }

    /// Degrees of freedom: primary units less strata, counted on rows of the domain that weigh something.
    ///
    /// A domain therefore has its own, smaller number (Korn and Graubard 1999, §5.2).
    pub fn degrees_of_freedom(&self, domain: &Domain) -> f64 {
        let (order, first) = (&self.structure.order, self.structure.first());
        let counts = |row: &u32| domain.holds(*row as usize) && self.weights[*row as usize] != 0.0;
        let (mut units, mut strata) = (0_usize, 0_usize);
        for stratum in 0..first.strata() {
            let present = |unit: &usize| order[first.rows_of(*unit)].iter().any(counts);
            let here = first.units_of(stratum).filter(present).count();
            units += here;
            strata += usize::from(here > 0);
        }
        units as f64 - strata as f64
    }

    /// How many rows of the domain weigh something.
    pub fn counted(&self, domain: &Domain) -> usize {
        self.weights.iter().enumerate().filter(|(row, weight)| **weight != 0.0 && domain.holds(*row)).count()
    }

    /// The number of the primary unit of every row, in the order of strata and units.
    pub fn unit_of_rows(&self) -> Vec<u32> {
        self.structure.unit_of.clone()
    }

    /// Primary units of each stratum, as runs of the numbers [`Design::unit_of_rows`] gives.
    pub fn units_by_stratum(&self) -> Vec<Range<usize>> {
        let first = self.structure.first();
        (0..first.strata()).map(|stratum| first.units_of(stratum)).collect()
    }

    /// The fraction of primary units that was drawn in each stratum; zero when it is not known.
    pub fn first_stage_fractions(&self) -> Vec<f64> {
        let first = self.structure.first();
        (0..first.strata()).map(|stratum| first.fraction(stratum, first.units_of(stratum).start)).collect()
    }

    /// The probability with which every primary unit was drawn; zero when it is not known.
    pub fn first_stage_chances(&self) -> Vec<f64> {
        let first = self.structure.first();
        let of = |stratum: usize| first.units_of(stratum).map(move |unit| first.fraction(stratum, unit));
        (0..first.strata()).flat_map(of).collect()
    }

    /// The same sample with other weights, of which the adjustment knows how they came about. Variances use the
    /// residuals of what the adjustment explains.
    ///
    /// - in: weights for each row; they may be negative (linear calibration without bounds)
    ///
    /// # Errors
    /// [`DesignError::Length`].
    pub fn adjusted(&self, weights: Vec<f64>, by: Option<Adjustment>) -> Result<Self, DesignError> {
        if weights.len() != self.rows() {
            let (found, expected) = (weights.len(), self.rows());
            return Err(DesignError::Length { stage: 0, what: "weights", found, expected });
        }
        let mut adjustments = self.adjustments.clone();
        adjustments.extend(by.map(Arc::new));
        Ok(Self { structure: Arc::clone(&self.structure), weights: weights.into(), adjustments })
    }

    /// Kish's effect of unequal weights, n Σw² / (Σw)² (Kish 1965, §11.7).
    pub fn weight_effect(&self) -> f64 {
        kish(&self.weights)
    }
}

/// Kish's effect of unequal weights on rows that weigh something.
pub fn kish(weights: &[f64]) -> f64 {
    let rows = weights.iter().filter(|weight| **weight != 0.0).count() as f64;
    let total = crate::sums::sum(weights.iter().copied());
    rows * crate::sums::sum(weights.iter().map(|weight| weight * weight)) / (total * total)
}
