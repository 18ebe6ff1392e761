//! What an act can end in besides success. Values, never sentences.

use chrono::{DateTime, Utc};
use store::{Id, StoreError};
use uploads::Refused;

use crate::FieldFault;

/// Why the person at the screen must put something right. Its sentence is `refusal-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Name of the reason.
    pub code: &'static str,
    /// Where on the form, if anywhere.
    pub field: Option<String>,
    /// Variables of the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal of the whole act.
    #[must_use]
    pub fn new(code: &'static str) -> Refusal {
        Refusal { code, field: None, values: Vec::new() }
    }

    /// A refusal of what stands in one field.
    #[must_use]
    pub fn at(code: &'static str, field: impl Into<String>) -> Refusal {
        Refusal { code, field: Some(field.into()), values: Vec::new() }
    }

    /// With a variable of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Refusal {
        self.values.push((name, value.to_string()));
        self
    }
}

impl From<Refused> for Refusal {
    /// Why a file was not kept, at the field `file`.
    fn from(reason: Refused) -> Refusal {
        match reason {
            Refused::Empty => Refusal::at("file-empty", "file"),
            Refused::TooLarge { most } => {
                Refusal::at("file-too-large", "file").with("most", most / (1024 * 1024))
            }
            Refused::Broken => Refusal::at("file-broken", "file"),
            Refused::TooManyPixels { most } => {
                Refusal::at("file-too-many-pixels", "file").with("most", most / 1_000_000)
            }
            Refused::TwoKinds => Refusal::at("file-two-kinds", "file"),
            Refused::WithScripts => Refusal::at("file-with-scripts", "file"),
            Refused::Bomb => Refusal::at("file-bomb", "file"),
            Refused::Kind => Refusal::at("file-kind", "file"),
        }
    }
}

/// What an act can end in besides success.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// There is no such thing, or not for this person: the two look the same.
    #[error("no such {0}")]
    Missing(&'static str),
    /// The right is there, the second factor is not.
    #[error("a second factor is needed first")]
    StepUp,
    /// The person can put it right; every reason at once.
    #[error("refused: {}", .0.first().map_or("", |refusal| refusal.code))]
    Refused(Vec<Refusal>),
    /// Somebody else has changed it since it was read. Nothing was written; what was typed is kept as a draft.
    #[error("changed in the meantime")]
    Conflict {
        /// The version that stands now.
        theirs: i64,
        /// Who changed it, as far as the asking person may know: a name, or nothing.
        by: Option<String>,
        /// The body they acted for.
        body: Option<Id>,
        /// When.
        at: DateTime<Utc>,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Access, above all its trail.
    #[error(transparent)]
    Access(#[from] access::AccessError),
    /// What is kept cannot be understood any more: a type that has gone, JSON that is none.
    #[error("kept data do not fit: {0}")]
    Broken(String),
}

impl From<Refusal> for CaseError {
    fn from(refusal: Refusal) -> CaseError {
        CaseError::Refused(vec![refusal])
    }
}

impl From<Vec<FieldFault>> for CaseError {
    fn from(faults: Vec<FieldFault>) -> CaseError {
        CaseError::Refused(faults.into_iter().map(|fault| Refusal::at(fault.code, fault.field)).collect())
    }
}
