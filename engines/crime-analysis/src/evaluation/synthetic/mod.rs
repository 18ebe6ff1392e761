//! A synthetic control: a mixture of other areas that went the same way before the measure.
//!
//! ```text
//!   weights w ≥ 0, Σ w = 1, so that Σ v (x − Σ w x_j)² is least         v: importance of each thing to be matched
//!   gap      = area − mixture                  RMSPE = √ mean gap²
//!   placebo  = the same for every other area; p = rank of RMSPE after / RMSPE before among all J + 1
//! ```
//!
//! The weights are those of the point of a convex hull that lies nearest, found exactly in finitely many steps by Wolfe's
//! algorithm. An area that lies outside the hull in the best or the worst direction has no honest mixture, and is told so.
//!
//! Sources: Abadie, Diamond and Hainmueller, *Synthetic control methods for comparative case studies*, JASA 105 (2010); Wolfe,
//! *Finding the nearest point in a polytope*, Mathematical Programming 11 (1976).

mod nearest;

use rayon::prelude::*;

use super::Doubt;
use crate::glm::Effect;

/// An area over time, with anything else that should be alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The outcome in every period, before and after.
    pub outcome: Vec<f64>,
    /// Predictors such as shares of age groups; empty for none.
    pub predictors: Vec<f64>,
}

impl Area {
    /// An area matched by its outcomes alone.
    pub fn of(outcome: Vec<f64>) -> Self {
        Self { outcome, predictors: Vec::new() }
    }
}

/// How areas are matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// First period with the measure.
    pub start: usize,
    /// Importance of the outcome of each period before the start.
    pub outcome: Vec<f64>,
    /// Importance of each predictor.
    pub predictors: Vec<f64>,
}

impl Matching {
    /// All outcomes before the start, each as important.
    pub fn outcomes(start: usize) -> Self {
        Self { start, outcome: vec![1.0; start], predictors: Vec::new() }
    }

    /// Outcomes before the start and predictors, each divided by its spread over all areas, so that none counts for more because
    /// of its unit. What is the same everywhere counts nothing; what an area lacks is noticed when it is matched.
    pub fn even(treated: &Area, others: &[Area], start: usize) -> Self {
        let spread = |of: &dyn Fn(&Area) -> Option<f64>| {
            let values: Vec<f64> = std::iter::once(treated).chain(others).filter_map(of).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
        };
        let importance = |variance: f64| if variance > 0.0 { 1.0 / variance } else { 0.0 };
        let outcome = (0..start.min(treated.outcome.len()))
            .map(|at| importance(spread(&|area| area.outcome.get(at).copied())));
        let predictors = (0..treated.predictors.len())
            .map(|at| importance(spread(&|area| area.predictors.get(at).copied())));
        Self { start, outcome: outcome.collect(), predictors: predictors.collect() }
    }
}

/// Why there is no mixture.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SyntheticError {
    /// No other area.
    #[error("there is no other area")]
    NoOthers,
    /// Nothing before or nothing after the start.
    #[error("the start {0} leaves nothing before or after")]
    Start(usize),
    /// An area with other numbers of outcomes or predictors than the treated one, or importances of another number.
    #[error("area {0} has another shape")]
    Shape(usize),
    /// A value of an area that is no number; the treated one is area 0.
    #[error("area {0} has a value that is no number")]
    NotFinite(usize),
    /// An importance that is negative or no number, or all of them zero.
    #[error("the importances say nothing")]
    Importance,
}

/// A mixture and what became of the gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthetic {
    /// Weights of the others, in their order.
    pub weights: Vec<f64>,
    /// The outcome of the mixture.
    pub outcome: Vec<f64>,
    /// Area less mixture, in every period.
    pub gap: Vec<f64>,
    /// √ of the mean squared gap before the start.
    pub rmspe_before: f64,
    /// √ of the mean squared gap from the start on.
    pub rmspe_after: f64,
}

impl Synthetic {
    /// RMSPE after over before; infinite for a perfect match with a gap after it, 1 for no gap at all.
    pub fn ratio(&self) -> f64 {
        if self.rmspe_before == self.rmspe_after { 1.0 } else { self.rmspe_after / self.rmspe_before }
    }

    /// Mean gap from the start on.
    pub fn mean_gap(&self, start: usize) -> f64 {
        let after = self.gap.get(start..).unwrap_or_default();
        after.iter().sum::<f64>() / after.len() as f64
    }
}

/// The area, its placebos and where it stands among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The treated area.
    pub treated: Synthetic,
    /// Each other area against all the rest, the treated one among these.
    pub placebos: Vec<Synthetic>,
    /// Rank of the treated area's ratio among all, 1 for the largest; ties count against it.
    pub rank: usize,
    /// rank / (J + 1).
    pub p: f64,
    /// Mean gap after the start; its error is the spread of the placebos' mean gaps.
    pub effect: Effect,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

/// Weights, outcome and gaps of the mixture nearest to an area.
///
/// # Errors
/// [`SyntheticError`].
pub fn synthetic(treated: &Area, others: &[Area], matching: &Matching) -> Result<Synthetic, SyntheticError> {
    check(treated, others, matching)?;
    Ok(mixed(treated, &others.iter().collect::<Vec<_>>(), matching))
}

/// The mixture with placebos in every other area.
///
/// # Errors
/// [`SyntheticError`].
pub fn placed(treated: &Area, others: &[Area], matching: &Matching) -> Result<Placed, SyntheticError> {
    check(treated, others, matching)?;
    let found = mixed(treated, &others.iter().collect::<Vec<_>>(), matching);
    let placebo = |at: usize| {
        let rest: Vec<&Area> =
            others.iter().enumerate().filter(|(j, _)| *j != at).map(|(_, area)| area).collect();
        mixed(&others[at], &[rest, vec![treated]].concat(), matching)
    };
    let placebos: Vec<Synthetic> = (0..others.len()).into_par_iter().map(placebo).collect();
    let rank = 1 + placebos.iter().filter(|placebo| placebo.ratio() >= found.ratio()).count();
    let gaps: Vec<f64> = placebos.iter().map(|placebo| placebo.mean_gap(matching.start)).collect();
    let se = (gaps.iter().map(|gap| gap * gap).sum::<f64>() / gaps.len() as f64).sqrt();
    let effect = Effect { value: found.mean_gap(matching.start), se, df: gaps.len() as f64 };
    let doubts = doubts(treated, others, &found, matching.start);
    Ok(Placed {
        p: rank as f64 / (others.len() as f64 + 1.0),
        treated: found,
        placebos,
        rank,
        effect,
        doubts,
    })
}

fn check(treated: &Area, others: &[Area], matching: &Matching) -> Result<(), SyntheticError> {
    let start = matching.start;
    if others.is_empty() {
        return Err(SyntheticError::NoOthers);
    }
    if start == 0 || start >= treated.outcome.len() {
        return Err(SyntheticError::Start(start));
    }
    for (at, area) in std::iter::once(treated).chain(others).enumerate() {
        let alike = area.outcome.len() == treated.outcome.len()
            && matching.outcome.len() == start
            && area.predictors.len() == matching.predictors.len();
        if !alike {
            return Err(SyntheticError::Shape(at));
        }
        if !area.outcome.iter().chain(&area.predictors).all(|value| value.is_finite()) {
            return Err(SyntheticError::NotFinite(at));
        }
    }
    let importances = || matching.outcome.iter().chain(&matching.predictors);
    let bad = importances().any(|v| !(*v >= 0.0 && v.is_finite())) || importances().all(|v| *v == 0.0);
    if bad { Err(SyntheticError::Importance) } else { Ok(()) }
}

fn mixed(treated: &Area, others: &[&Area], matching: &Matching) -> Synthetic {
    let importances = matching.outcome.iter().chain(&matching.predictors);
    let roots: Vec<f64> = importances.map(|v| v.sqrt()).collect();
    let things = |area: &Area| -> Vec<f64> {
        area.outcome[..matching.start].iter().chain(&area.predictors).copied().collect()
    };
    let own = things(treated);
    let away = |area: &&Area| -> Vec<f64> {
        things(area).iter().zip(&own).zip(&roots).map(|((other, own), root)| root * (other - own)).collect()
    };
    let weights = nearest::weights(&others.iter().map(away).collect::<Vec<_>>());
    let at =
        |period: usize| weights.iter().zip(others).map(|(w, area)| w * area.outcome[period]).sum::<f64>();
    let outcome: Vec<f64> = (0..treated.outcome.len()).map(at).collect();
    let gap: Vec<f64> = treated.outcome.iter().zip(&outcome).map(|(own, other)| own - other).collect();
    let root_mean = |gap: &[f64]| (gap.iter().map(|gap| gap * gap).sum::<f64>() / gap.len() as f64).sqrt();
    let (before, after) = gap.split_at(matching.start);
    let (rmspe_before, rmspe_after) = (root_mean(before), root_mean(after));
    Synthetic { weights, rmspe_before, rmspe_after, outcome, gap }
}

fn doubts(treated: &Area, others: &[Area], found: &Synthetic, start: usize) -> Vec<Doubt> {
    let before = &treated.outcome[..start];
    let mean = before.iter().sum::<f64>() / start as f64;
    let spread = (before.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / start as f64).sqrt();
    let poor = found.rmspe_before > spread / 2.0;
    let beyond = |period: usize, other: fn(f64, f64) -> bool| {
        others.iter().all(|area| other(before[period], area.outcome[period]))
    };
    let outside = (0..start).all(|period| beyond(period, |a, b| a > b))
        || (0..start).all(|period| beyond(period, |a, b| a < b));
    let poor = poor.then_some(Doubt::PoorFit { rmspe: found.rmspe_before, spread });
    poor.into_iter().chain(outside.then_some(Doubt::OutsideTheOthers)).collect()
}
