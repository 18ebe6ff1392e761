//! The life of a measure: who may move it where.
//!
//! ```text
//!   proposed ──order──► ordered ──begin──► under way ──report──► done ──verify──► verified
//!      │    (owner)        │    (its body)     │    (its body)    │    (owner)
//!      └──────────────── abandon (owner, with a reason) ──────────┘   done ──► under way: not good enough (owner)
//! ```

use crate::{MeasureKind, MeasureState};

use MeasureState::{Abandoned, Done, Ordered, Proposed, UnderWay, Verified};

impl MeasureKind {
    /// Every kind, in the order pages show them.
    pub const ALL: [MeasureKind; 4] =
        [MeasureKind::Technical, MeasureKind::Regime, MeasureKind::Organisational, MeasureKind::Social];

    /// Name in the database and in the keys of texts (`measure-kind-technical`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            MeasureKind::Technical => "technical",
            MeasureKind::Regime => "regime",
            MeasureKind::Organisational => "organisational",
            MeasureKind::Social => "social",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<MeasureKind> {
        MeasureKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Who moves a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mover {
    /// The body that coordinates the case, by the right to decide.
    Owner,
    /// The body that is to do it.
    Doer,
}

impl MeasureState {
    /// Every state, in the order pages show them.
    pub const ALL: [MeasureState; 6] = [Proposed, Ordered, UnderWay, Done, Verified, Abandoned];

    /// Name in the database and in the keys of texts (`measure-state-under-way`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Proposed => "proposed",
            Ordered => "ordered",
            UnderWay => "under-way",
            Done => "done",
            Verified => "verified",
            Abandoned => "abandoned",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<MeasureState> {
        MeasureState::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether something is still expected.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Verified | Abandoned)
    }

    /// Who may move it from here to there; `None` when nobody may.
    pub(crate) fn mover(self, to: MeasureState) -> Option<Mover> {
        match (self, to) {
            (Proposed, Ordered) | (Done, Verified | UnderWay) => Some(Mover::Owner),
            (Proposed | Ordered | UnderWay | Done, Abandoned) => Some(Mover::Owner),
            (Ordered, UnderWay | Done) | (UnderWay, Done) => Some(Mover::Doer),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_can_end_and_no_ended_one_moves() {
        for state in MeasureState::ALL {
            let moves = MeasureState::ALL.into_iter().filter(|to| state.mover(*to).is_some()).count();
            assert_eq!(moves > 0, state.is_open(), "{}", state.key());
            assert_eq!(state.mover(Abandoned).is_some(), state.is_open(), "{}", state.key());
            assert_eq!(MeasureState::from_key(state.key()), Some(state));
        }
        for kind in MeasureKind::ALL {
            assert_eq!(MeasureKind::from_key(kind.key()), Some(kind));
        }
    }

    #[test]
    fn whoever_does_it_does_not_verify_it() {
        assert_eq!(Done.mover(Verified), Some(Mover::Owner));
        assert_eq!(Ordered.mover(Done), Some(Mover::Doer));
        assert_eq!(Proposed.mover(Done), None);
    }
}
