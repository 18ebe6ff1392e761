//! Bodies: reading and keeping them.

use store::Id;

use crate::{Access, AccessError, Actor, Body, BodyFacts};

impl Access {
    /// Every body, also those that have ended, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn bodies(&self) -> Result<Vec<Body>, AccessError> {
        Ok(Vec::new())
    }

    /// One body.
    ///
    /// # Errors
    /// The database.
    pub async fn body(&self, id: Id) -> Result<Option<Body>, AccessError> {
        let _ = id;
        Ok(None)
    }

    /// The body with this code.
    ///
    /// # Errors
    /// The database.
    pub async fn body_by_code(&self, code: &str) -> Result<Option<Body>, AccessError> {
        let _ = code;
        Ok(None)
    }

    /// A new body.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`, `BadValidity`; the database.
    pub async fn add_body(&self, actor: &Actor, facts: &BodyFacts) -> Result<Id, AccessError> {
        let _ = (actor, facts);
        Err(AccessError::Missing)
    }

    /// Changes what a body says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_body`]; `Missing`; `Conflict` with what somebody else made of it.
    pub async fn change_body(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &BodyFacts,
    ) -> Result<(), AccessError> {
        let _ = (actor, id, version, facts);
        Err(AccessError::Missing)
    }
}
