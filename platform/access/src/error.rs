//! Why an act of this crate did not happen.

use store::StoreError;

use crate::model::{Body, Person, Post, Unit};

/// What can go wrong with access.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such thing, or not for this person: from outside the two look the same.
    #[error("no such thing")]
    Missing,
    /// Somebody changed it meanwhile; this is how it looks now. Nothing was written.
    #[error("changed by somebody else meanwhile")]
    Conflict(Box<Theirs>),
    /// A rule forbids it; the person can put it right. Nothing was written.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The file with the key that signs the trail, or the file of checkpoints.
    #[error("the file {path} of the audit trail")]
    File {
        /// Which.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// The file holds no key.
    #[error("{0} holds no Ed25519 key")]
    Key(std::path::PathBuf),
    /// The file with the installation's secret.
    #[error("{}: the installation's secret", path.display())]
    Secret {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        #[source]
        cause: std::io::Error,
    },
    /// Something sealed does not open: another key file than the one it was sealed with.
    #[error("a sealed secret does not open with this installation's key file")]
    Sealed,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// A password could not be hashed.
    #[error("password hashing: {0}")]
    Hashing(String),
    /// A provider of identity is set up wrongly.
    #[error("provider of identity '{name}': {fault}")]
    Provider {
        /// Its name in the settings.
        name: String,
        /// What is wrong.
        fault: String,
    },
}

impl From<Refusal> for AccessError {
    fn from(refusal: Refusal) -> AccessError {
        AccessError::Refused(refusal)
    }
}

/// What somebody else made of it meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Theirs {
    /// A body.
    Body(Body),
    /// A unit.
    Unit(Unit),
    /// A post.
    Post(Post),
    /// A person.
    Person(Person),
}

/// A rule that forbids an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A code or login is not of the form `a-z0-9.-`.
    BadCode,
    /// The code or login is taken.
    TakenCode,
    /// A name or reason is empty.
    Empty,
    /// The last day is before the first.
    BadValidity,
    /// The unit, parent or post is of another body, or lies below itself.
    BadUnit,
    /// Nobody would be left to keep bodies, people and roles.
    LastAdministrator,
    /// Whoever keeps rights cannot hold a role that sees content, in any body.
    Separation,
    /// Nobody changes their own roles.
    OwnRoles,
    /// The person has the role already at that time.
    Twice,
    /// The post has a holder at that time.
    PostHeld,
    /// The person's account has ended.
    PersonEnded,
    /// An emergency lasts from one minute to one hour.
    EmergencyLength,
    /// An emergency is open already.
    EmergencyOpen,
    /// The emergency has been judged already, or is one's own.
    EmergencyJudged,
    /// A second factor is needed first.
    StepUp,
}

impl Refusal {
    /// Key of its sentence in the texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Refusal::BadCode => "refusal-access-bad-code",
            Refusal::TakenCode => "refusal-access-taken-code",
            Refusal::Empty => "refusal-access-empty",
            Refusal::BadValidity => "refusal-access-bad-validity",
            Refusal::BadUnit => "refusal-access-bad-unit",
            Refusal::LastAdministrator => "refusal-access-last-administrator",
            Refusal::Separation => "refusal-access-separation",
            Refusal::OwnRoles => "refusal-access-own-roles",
            Refusal::Twice => "refusal-access-twice",
            Refusal::PostHeld => "refusal-access-post-held",
            Refusal::PersonEnded => "refusal-access-person-ended",
            Refusal::EmergencyLength => "refusal-access-emergency-length",
            Refusal::EmergencyOpen => "refusal-access-emergency-open",
            Refusal::EmergencyJudged => "refusal-access-emergency-judged",
            Refusal::StepUp => "refusal-access-step-up",
        }
    }

    /// Name of the reason, as `web::Refusal` takes it: `access-bad-code`.
    #[must_use]
    pub fn code(self) -> &'static str {
        let key = self.key();
        key.strip_prefix("refusal-").unwrap_or(key)
    }
}
