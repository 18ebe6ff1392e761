//! A variant made from another by steps, and what is left of a risk once measures work.

use serde::{Deserialize, Serialize};

use super::{Aspect, Score, Scores};

/// How a variant at another place or time differs from the one it is based on: −3 to +3 steps of a sub-score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Shift {
    /// Steps of availability.
    pub availability: i8,
    /// Steps of occurrence.
    pub occurrence: i8,
    /// Steps of complexity.
    pub complexity: i8,
    /// Steps of life.
    pub life: i8,
    /// Steps of object.
    pub object: i8,
    /// Steps of finance.
    pub finance: i8,
    /// Steps of community.
    pub community: i8,
}

/// Steps that are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {steps} steps; a variant differs by −3 to +3", aspect.key())]
pub struct BadShift {
    /// Of which sub-score.
    pub aspect: Aspect,
    /// How many.
    pub steps: i8,
}

impl Shift {
    /// The most steps either way.
    pub const MOST: i8 = 3;

    /// Steps of an aspect.
    #[must_use]
    pub fn steps(&self, aspect: Aspect) -> i8 {
        match aspect {
            Aspect::Availability => self.availability,
            Aspect::Occurrence => self.occurrence,
            Aspect::Complexity => self.complexity,
            Aspect::Life => self.life,
            Aspect::Object => self.object,
            Aspect::Finance => self.finance,
            Aspect::Community => self.community,
        }
    }

    /// The scores so many steps away. What would leave 1–7 stops at 1 or 7, and its aspect is named, so that a report can
    /// say that the step was cut. A missing score stays missing.
    ///
    /// # Errors
    /// [`BadShift`] for more than three steps.
    pub fn apply(&self, base: &Scores) -> Result<(Scores, Vec<Aspect>), BadShift> {
        let (mut scores, mut cut) = (*base, Vec::new());
        for aspect in Aspect::ALL {
            let steps = self.steps(aspect);
            if steps.unsigned_abs() > Shift::MOST.unsigned_abs() {
                return Err(BadShift { aspect, steps });
            }
            let Some(from) = base.get(aspect) else { continue };
            let to = from.moved(steps);
            if i16::from(to.value()) != i16::from(from.value()) + i16::from(steps) {
                cut.push(aspect);
            }
            scores = scores.with(aspect, Some(to));
        }
        Ok((scores, cut))
    }
}

/// Sub-scores as they will be once the planned measures work. What is absent stays as it is.
///
/// There is no occurrence: no measure of a target changes how often attacks happen in the country. Availability changes
/// rarely; it may, and a person gives the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lowering {
    /// New availability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Score>,
    /// New complexity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complexity: Option<Score>,
    /// New life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life: Option<Score>,
    /// New object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Score>,
    /// New finance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finance: Option<Score>,
    /// New community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<Score>,
}

impl Lowering {
    /// The scores with the measures at work, and what moved. A measure may also raise a sub-score (a queue in front of a
    /// checked entrance is a target of its own); it is not hidden here.
    #[must_use]
    pub fn apply(&self, before: &Scores) -> (Scores, Vec<Aspect>) {
        let new = Scores {
            availability: self.availability.or(before.availability),
            occurrence: before.occurrence,
            complexity: self.complexity.or(before.complexity),
            life: self.life.or(before.life),
            object: self.object.or(before.object),
            finance: self.finance.or(before.finance),
            community: self.community.or(before.community),
        };
        let moved = Aspect::ALL.into_iter().filter(|it| new.get(*it) != before.get(*it)).collect();
        (new, moved)
    }
}
