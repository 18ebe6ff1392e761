//! The index of a school, exact until it is printed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Band;
use crate::unique;

/// Something that makes a school come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its key; the words are elsewhere.
    pub key: String,
    /// How much it weighs. Weights of a scheme add up to whatever they do; 100 is usual and makes points of them.
    pub weight: u32,
}

/// Criteria with their weights: data with a version, printed with every index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scheme {
    criteria: Vec<Criterion>,
}

/// Why these are no criteria.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadScheme {
    /// No criteria, or none that weighs anything.
    #[error("no criterion weighs anything")]
    Weightless,
    /// A key twice.
    #[error("criteria[{0}]: the key {1:?} stands there twice")]
    Twice(usize, String),
    /// A weight that cannot be reckoned with.
    #[error("criteria[{0}]: the weight {1} is more than 1,000,000")]
    TooHeavy(usize, u32),
}

const HEAVIEST: u32 = 1_000_000;

impl Scheme {
    /// A scheme from criteria.
    ///
    /// # Errors
    /// [`BadScheme`], with the place.
    pub fn new(criteria: Vec<Criterion>) -> Result<Scheme, BadScheme> {
        for (at, criterion) in criteria.iter().enumerate() {
            if criteria.iter().take(at).any(|it| it.key == criterion.key) {
                return Err(BadScheme::Twice(at, criterion.key.clone()));
            }
            if criterion.weight > HEAVIEST {
                return Err(BadScheme::TooHeavy(at, criterion.weight));
            }
        }
        if criteria.iter().all(|it| it.weight == 0) {
            return Err(BadScheme::Weightless);
        }
        Ok(Scheme { criteria })
    }

    /// The criteria in their order.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// What an index is a share of: 4 · Σ w.
    pub(super) fn whole(&self) -> u64 {
        4 * self.criteria.iter().map(|it| u64::from(it.weight)).sum::<u64>()
    }
}

/// A school with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// Its id.
    pub id: String,
    /// Bands by the key of the criterion. One that is absent is not known.
    #[serde(deserialize_with = "unique::keys")]
    pub bands: BTreeMap<String, Band>,
}

/// The index of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Bands in the order of the criteria.
    pub(super) bands: Vec<Band>,
    /// Σ w·b.
    pub(super) points: u64,
    /// 4 · Σ w.
    pub(super) whole: u64,
}

/// A school of which something is not known: it has no index and no place, never a zero in its stead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("incomplete: {} not known", .missing.join(", "))]
pub struct Incomplete {
    /// Keys of the criteria that are not known.
    pub missing: Vec<String>,
}

/// Why a school stands where it stands: a criterion with numbers, to be put into words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Key of the criterion.
    pub criterion: String,
    /// The band.
    pub band: Band,
    /// Points of the index it brings.
    pub points: f64,
    /// Points it would bring at band 4.
    pub most: f64,
    /// Points more (or less, below 0) than the mean of the schools that have an index.
    pub above_mean: f64,
}

impl Scheme {
    /// The index of a school: `100 · Σ w·b / (4 · Σ w)`, 0 to 100. With weights that add up to 100 that is Σ w·b / 4.
    ///
    /// # Errors
    /// [`Incomplete`]; a band of a criterion that the scheme does not have is not looked at.
    pub fn index(&self, school: &School) -> Result<Priority, Incomplete> {
        let (mut bands, mut missing) = (Vec::new(), Vec::new());
        for criterion in &self.criteria {
            match school.bands.get(&criterion.key) {
                Some(band) => bands.push(*band),
                None => missing.push(criterion.key.clone()),
            }
        }
        if !missing.is_empty() {
            return Err(Incomplete { missing });
        }
        let weighed = self.criteria.iter().zip(&bands);
        let points = weighed.map(|(it, band)| u64::from(it.weight) * u64::from(band.value())).sum();
        Ok(Priority { bands, points, whole: self.whole() })
    }

    /// The reasons of each index, the weightiest first (as they stand in the scheme where they bring the same).
    #[must_use]
    pub fn reasons(&self, priorities: &[Priority]) -> Vec<Vec<Reason>> {
        let share = |weighed: f64| 100.0 * weighed / real(self.whole());
        let mean = |at: usize| {
            let bands = priorities.iter().filter_map(|it| it.bands.get(at));
            bands.map(|it| f64::from(it.value())).sum::<f64>() / real(priorities.len() as u64).max(1.0)
        };
        let means: Vec<f64> = (0..self.criteria.len()).map(mean).collect();
        let of = |priority: &Priority| {
            let all = self.criteria.iter().zip(&priority.bands).zip(&means);
            let mut reasons: Vec<(u64, Reason)> = all
                .map(|((criterion, band), mean)| {
                    let (weight, value) = (f64::from(criterion.weight), f64::from(band.value()));
                    let reason = Reason {
                        criterion: criterion.key.clone(),
                        band: *band,
                        points: share(weight * value),
                        most: share(weight * 4.0),
                        above_mean: share(weight * (value - mean)),
                    };
                    (u64::from(criterion.weight) * u64::from(band.value()), reason)
                })
                .collect();
            reasons.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
            reasons.into_iter().map(|(_, reason)| reason).collect()
        };
        priorities.iter().map(of).collect()
    }
}

impl Priority {
    /// The index, 0 to 100.
    #[must_use]
    pub fn value(&self) -> f64 {
        100.0 * real(self.points) / real(self.whole)
    }
}

#[expect(clippy::cast_precision_loss, reason = "weights and counts lie far below 2^53")]
pub(super) fn real(value: u64) -> f64 {
    value as f64
}
