//! Units of a body, which lie in each other as a tree.

use store::Id;

use crate::{Access, AccessError, Actor, Unit, UnitFacts};

impl Access {
    /// Units of a body, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn units(&self, body: Id) -> Result<Vec<Unit>, AccessError> {
        let _ = body;
        Ok(Vec::new())
    }

    /// One unit.
    ///
    /// # Errors
    /// The database.
    pub async fn unit(&self, id: Id) -> Result<Option<Unit>, AccessError> {
        let _ = id;
        Ok(None)
    }

    /// A new unit of a body.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`, `BadValidity`, `BadUnit`; `Missing` body; the database.
    pub async fn add_unit(&self, actor: &Actor, body: Id, facts: &UnitFacts) -> Result<Id, AccessError> {
        let _ = (actor, body, facts);
        Err(AccessError::Missing)
    }

    /// Changes what a unit says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_unit`]; `Conflict`.
    pub async fn change_unit(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &UnitFacts,
    ) -> Result<(), AccessError> {
        let _ = (actor, id, version, facts);
        Err(AccessError::Missing)
    }
}
