//! The face of this crate for a running process.

use std::sync::Arc;

use store::{Clock, Id, Store, StoreError};

use crate::signin::{AccessSettings, Keys, SignIn};
use crate::{BodyKind, Subject};

/// What can go wrong with access, besides a plain no.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file with the installation's secret.
    #[error("{}: {cause}", path.display())]
    Key {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        cause: std::io::Error,
    },
    /// Something sealed does not open: another key file than the one it was sealed with.
    #[error("a sealed secret does not open with this installation's key file")]
    Sealed,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// A provider of identity is set up wrongly, or its discovery document cannot be used.
    #[error("provider of identity {name}: {fault}")]
    Provider {
        /// Its name in the settings.
        name: String,
        /// What is wrong.
        fault: String,
    },
    /// A password could not be hashed.
    #[error("password hashing: {0}")]
    Hashing(String),
}

/// Access of one process to bodies, people, sessions and the trail; cheap to clone.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) keys: Arc<Keys>,
    pub(crate) settings: Arc<AccessSettings>,
    pub(crate) signin: Arc<SignIn>,
}

/// A body that a person may act for today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The body.
    pub body: Id,
    /// Its short code, as in addresses.
    pub code: String,
    /// What it is.
    pub kind: BodyKind,
    /// Its name in Czech, English and Ukrainian, as JSON keeps it.
    pub name: String,
}

/// A browser that is signed in. There is no [`Subject`] until the person has chosen for whom they act.
#[derive(Debug, Clone, PartialEq)]
pub struct Visitor {
    /// The person.
    pub person: Id,
    /// Name as shown to others.
    pub name: String,
    /// The session.
    pub session: Id,
    /// Bodies the person may act for today; with one there is no choice to make.
    pub bodies: Vec<Acting>,
    /// The person acting for the chosen body.
    pub subject: Option<Subject>,
}

impl Access {
    /// Access kept in `store`, with the installation's secret from its key file.
    ///
    /// # Errors
    /// The key file; a provider of identity that is set up wrongly.
    pub fn open(store: Store, clock: Clock, settings: AccessSettings) -> Result<Access, AccessError> {
        let keys = Arc::new(match &settings.key_file {
            Some(path) => Keys::load(path)?,
            None => Keys::fresh()?,
        });
        let signin = Arc::new(SignIn::new(&settings)?);
        Ok(Access { store, clock, keys, settings: Arc::new(settings), signin })
    }

    /// Keys of this installation.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> &AccessSettings {
        &self.settings
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
