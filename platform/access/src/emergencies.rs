//! Break-glass: more rights for a short time, with a reason, and somebody who looks at it afterwards.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{Access, AccessError, Emergency, Subject};

/// What the reviewer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was needed.
    Justified,
    /// It was not.
    Unjustified,
}

impl Verdict {
    /// Name in the database and in the keys of texts (`verdict-justified`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Justified => "justified",
            Verdict::Unjustified => "unjustified",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Verdict> {
        [Verdict::Justified, Verdict::Unjustified].into_iter().find(|verdict| verdict.key() == key)
    }
}

/// An emergency with its review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRecord {
    /// Id.
    pub id: Id,
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// For whom they acted.
    pub body: Id,
    /// Why.
    pub reason: String,
    /// Case number.
    pub reference: String,
    /// Since when.
    pub begun_at: DateTime<Utc>,
    /// Until when at most.
    pub expires_at: DateTime<Utc>,
    /// When it was ended by hand.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it must have been looked at.
    pub review_by: DateTime<Utc>,
    /// Who looked, and when.
    pub reviewed: Option<(Id, DateTime<Utc>)>,
    /// What they said.
    pub verdict: Option<Verdict>,
    /// What they wrote.
    pub note: String,
}

impl Access {
    /// Opens an emergency for at most 60 minutes.
    ///
    /// # Errors
    /// `Empty` reason, `EmergencyLength`, `EmergencyOpen`; `Missing` when the role may not.
    pub async fn begin_emergency(
        &self,
        subject: &Subject,
        reason: &str,
        reference: &str,
        minutes: i64,
    ) -> Result<Emergency, AccessError> {
        let _ = (subject, reason, reference, minutes);
        Err(AccessError::Missing)
    }

    /// Ends one's own open emergency.
    ///
    /// # Errors
    /// `Missing` when none is open.
    pub async fn end_emergency(&self, subject: &Subject) -> Result<(), AccessError> {
        let _ = subject;
        Err(AccessError::Missing)
    }

    /// Emergencies the subject may look at, newest first.
    ///
    /// # Errors
    /// `Missing` when the role may not; the database.
    pub async fn emergencies(&self, subject: &Subject) -> Result<Vec<EmergencyRecord>, AccessError> {
        let _ = subject;
        Ok(Vec::new())
    }

    /// Judges an emergency that is over.
    ///
    /// # Errors
    /// `EmergencyJudged`; `Missing`.
    pub async fn review_emergency(
        &self,
        subject: &Subject,
        id: Id,
        verdict: Verdict,
        note: &str,
    ) -> Result<(), AccessError> {
        let _ = (subject, id, verdict, note);
        Err(AccessError::Missing)
    }
}
