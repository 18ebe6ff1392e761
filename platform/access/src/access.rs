//! The face of this crate for a running process.

use std::sync::Arc;

use store::{Clock, Id, Store};

use crate::{AccessError, AccessSettings, BodyKind, Subject};

/// Access of one process to bodies, people, sessions and the trail; cheap to clone.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) settings: Arc<AccessSettings>,
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
        Access { store, clock, settings: Arc::new(settings) }
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Who has this session; `None` when nobody has, or it has ended. `client` goes into the trail.
    ///
    /// # Errors
    /// The database.
    pub async fn visitor(&self, token: &str, client: &str) -> Result<Option<Visitor>, AccessError> {
        let _ = (token, client, &self.store, &self.clock);
        Ok(None)
    }
}
