//! People who sign in.

use chrono::{DateTime, Utc};
use store::{Id, Store, Transaction};

use crate::{Access, AccessError, Actor, Person, PersonFacts};

impl Access {
    /// Every person, also those who have left, by login.
    ///
    /// # Errors
    /// The database.
    pub async fn people(&self) -> Result<Vec<Person>, AccessError> {
        Ok(Vec::new())
    }

    /// One person.
    ///
    /// # Errors
    /// The database.
    pub async fn person(&self, id: Id) -> Result<Option<Person>, AccessError> {
        let _ = id;
        Ok(None)
    }

    /// The person with this login.
    ///
    /// # Errors
    /// The database.
    pub async fn person_by_login(&self, login: &str) -> Result<Option<Person>, AccessError> {
        let _ = login;
        Ok(None)
    }

    /// A new person, who cannot sign in before somebody invites them.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`; the database.
    pub async fn add_person(&self, actor: &Actor, facts: &PersonFacts) -> Result<Id, AccessError> {
        let _ = (actor, facts);
        Err(AccessError::Missing)
    }

    /// Changes name and contacts, if the person still is at `version`. A login never changes.
    ///
    /// # Errors
    /// `Empty`; `Missing`; `Conflict`.
    pub async fn change_person(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &PersonFacts,
    ) -> Result<(), AccessError> {
        let _ = (actor, id, version, facts);
        Err(AccessError::Missing)
    }

    /// Lets a person in no more, or in again.
    ///
    /// # Errors
    /// `LastAdministrator`, `PersonEnded`; `Missing`; `Conflict`.
    pub async fn block_person(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        blocked: bool,
    ) -> Result<(), AccessError> {
        let _ = (actor, id, version, blocked);
        Err(AccessError::Missing)
    }

    /// The person leaves today: memberships and holdings end, sessions end, posts stay and become vacant.
    ///
    /// # Errors
    /// `LastAdministrator`, `PersonEnded`; `Missing`; `Conflict`.
    pub async fn end_person(&self, actor: &Actor, id: Id, version: i64) -> Result<(), AccessError> {
        let _ = (actor, id, version);
        Err(AccessError::Missing)
    }
}

/// Writes a new person within the caller's transaction, in the state `invited`. The trail is the caller's.
///
/// # Errors
/// `BadCode`, `TakenCode`, `Empty`; the database.
#[expect(dead_code, reason = "for sign-in")]
pub(crate) async fn enrol(
    tx: &mut Transaction,
    store: &Store,
    now: DateTime<Utc>,
    facts: &PersonFacts,
) -> Result<Id, AccessError> {
    let _ = (tx, store, now, facts);
    Err(AccessError::Missing)
}
