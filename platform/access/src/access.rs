//! The face of this crate for a running process.

use std::sync::Arc;

use store::{Clock, Id, Store};

use crate::signin::SignIn;
use crate::{AccessError, AccessSettings, BodyKind, Subject};

/// Access of one process to bodies, people, sessions and the trail; cheap to clone.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
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
    /// Access kept in `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock, settings: AccessSettings) -> Access {
        let signin = Arc::new(SignIn::new(&settings));
        Access { store, clock, settings: Arc::new(settings), signin }
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Its settings.
    #[must_use]
    pub fn settings(&self) -> &AccessSettings {
        &self.settings
    }

    /// Looks, before anybody is served, whether the settings and the files they name can be used.
    ///
    /// # Errors
    /// The key file; a provider of identity that is set up wrongly.
    pub fn ready(&self) -> Result<(), AccessError> {
        self.keys()?;
        self.signin.check_providers()
    }
}
