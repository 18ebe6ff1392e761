//! A category that fell while all events together did not: where did they go?
//!
//! Offences can change their name. Half as many of one kind looks like a success; when the rest rose by as many, the tool says
//! so. The scale is √: twice the difference of the roots of two counts has a variance of about one, whatever the counts
//! (Bartlett, J. Royal Statistical Society Suppl. 3 (1936)).

use distributions::Confidence;

use super::Doubt;

/// Two counts of periods of the same length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
}

impl Change {
    /// After less before.
    pub fn difference(self) -> i128 {
        i128::from(self.after) - i128::from(self.before)
    }

    /// 2(√after − √before).
    pub fn z(self) -> f64 {
        2.0 * ((self.after as f64).sqrt() - (self.before as f64).sqrt())
    }
}

/// A category beside everything else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complement {
    /// The category.
    pub category: Change,
    /// All but the category.
    pub rest: Change,
    /// All.
    pub all: Change,
}

/// More in a category than there are in all.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("the category has {category} events and all together have {all}")]
pub struct ComplementError {
    /// Events of the category.
    pub category: u64,
    /// Events of all.
    pub all: u64,
}

impl Complement {
    /// # Errors
    /// [`ComplementError`].
    pub fn of(category: Change, all: Change) -> Result<Self, ComplementError> {
        let less =
            |all: u64, category: u64| all.checked_sub(category).ok_or(ComplementError { category, all });
        let rest =
            Change { before: less(all.before, category.before)?, after: less(all.after, category.after)? };
        Ok(Self { category, rest, all })
    }

    /// Whether the category moved farther than chance while all together did not, and the rest went the other way.
    pub fn doubt(&self, confidence: Confidence) -> Option<Doubt> {
        let far = |change: Change| change.z().abs() > confidence.deviate();
        let (moved, rest) = (self.category.difference(), self.rest.difference());
        let against = moved.signum() * rest.signum() < 0;
        (far(self.category) && !far(self.all) && against).then_some(Doubt::OnlyRenamed { moved, rest })
    }
}
