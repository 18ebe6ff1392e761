//! What the components of the workplace (`workplace.html`) are filled with.

use chrono::{DateTime, SecondsFormat, Utc};

/// Where a thing stands on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind it.
    Done,
    /// Here it is.
    Here,
    /// Still to come.
    Ahead,
    /// It will not come there, or did not.
    Skipped,
}

impl StepState {
    /// Ending of the class.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Here => "here",
            StepState::Ahead => "ahead",
            StepState::Skipped => "skipped",
        }
    }

    /// Whether it is the current step.
    #[must_use]
    pub fn is_here(&self) -> bool {
        *self == StepState::Here
    }

    /// Fluent key of what a screen reader adds; nothing where `aria-current` says it or there is nothing to say.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            StepState::Done => "stepline-done",
            StepState::Skipped => "stepline-skipped",
            StepState::Here | StepState::Ahead => "",
        }
    }
}

/// A step of a life cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Whether it is behind, here or ahead.
    pub state: StepState,
    /// When it was reached, or how long it takes; may be empty.
    pub note: String,
}

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, for which body; may be empty.
    pub who: String,
    /// What, as a sentence.
    pub what: String,
    /// More about it; may be empty.
    pub note: String,
    /// Where it leads; may be empty.
    pub href: String,
}

impl Event {
    /// The instant for `<time datetime>`.
    #[must_use]
    pub fn machine_time(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// A figure at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What is counted.
    pub name: String,
    /// The figure as a person reads it.
    pub value: String,
    /// Unit, period, base, interval: what makes the figure readable; may be empty.
    pub note: String,
    /// Where the things themselves are listed; may be empty.
    pub href: String,
}
