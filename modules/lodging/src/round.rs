//! Walks of two bodies over segments of public space, and the control segments that keep the figures honest.

use chrono::NaiveDate;
use store::Id;

use crate::object::keyed;

keyed! {
    /// Where a round stands.
    RoundState {
        /// To be walked; checklists are awaited.
        Planned = "planned",
        /// Walked and looked through.
        Closed = "closed",
    }
}

/// 50 to 100 m of public space.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its id.
    pub id: Id,
    /// The body that keeps it.
    pub owner: Id,
    /// Street and numbers.
    pub label: String,
    /// The object it lies around; `None` for a control.
    pub object: Option<Id>,
    /// The segment it is a control of: a street like that one, without a lodging place.
    pub control_of: Option<Id>,
    /// WGS 84, when known.
    pub position: Option<(f64, f64)>,
}

impl Segment {
    /// Whether it is a control.
    #[must_use]
    pub fn is_control(&self) -> bool {
        self.control_of.is_some()
    }
}

/// A walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Its id.
    pub id: Id,
    /// The body that planned it.
    pub owner: Id,
    /// The body that walks with it.
    pub partner: Id,
    /// The day.
    pub on: NaiveDate,
    /// Where it stands.
    pub state: RoundState,
    /// Counts its changes.
    pub version: i64,
}

/// Which segments of a round a second inspector sees too: every tenth, at least one, spread evenly over the list so that
/// nobody chooses them.
#[must_use]
pub fn seen_twice(segments: usize) -> Vec<usize> {
    if segments == 0 {
        return Vec::new();
    }
    let twice = segments.div_ceil(10);
    (0..twice).map(|nth| (nth * segments + segments / 2) / twice).map(|at| at.min(segments - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_tenth_is_seen_twice(segments in 1usize..500) {
            let twice = seen_twice(segments);
            prop_assert_eq!(twice.len(), segments.div_ceil(10));
            prop_assert!(twice.windows(2).all(|w| w[0] < w[1]) && twice.iter().all(|at| *at < segments));
        }
    }
}
