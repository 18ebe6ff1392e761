//! Memberships: in which role a person works for a body.

use chrono::NaiveDate;
use store::Id;

use crate::{Access, AccessError, Actor, Membership, MembershipFacts};

impl Access {
    /// A person's memberships, also past and future ones, by first day.
    ///
    /// # Errors
    /// The database.
    pub async fn memberships_of(&self, person: Id) -> Result<Vec<Membership>, AccessError> {
        let _ = person;
        Ok(Vec::new())
    }

    /// Memberships in a body that are valid today: who can be given work, be written to, be named as the one who did
    /// it.
    ///
    /// # Errors
    /// The database.
    pub async fn members_of(&self, body: Id) -> Result<Vec<Membership>, AccessError> {
        let _ = body;
        Ok(Vec::new())
    }

    /// Gives a person a role in a body.
    ///
    /// # Errors
    /// `Separation`, `OwnRoles`, `Twice`, `BadValidity`, `BadUnit`, `PersonEnded`; `Missing`.
    pub async fn add_membership(
        &self,
        actor: &Actor,
        person: Id,
        facts: &MembershipFacts,
    ) -> Result<Id, AccessError> {
        let _ = (actor, person, facts);
        Err(AccessError::Missing)
    }

    /// Ends a membership with a last day. Without another one in the body, holdings there end on the same day.
    ///
    /// # Errors
    /// `LastAdministrator`, `OwnRoles`, `BadValidity`; `Missing`.
    pub async fn end_membership(&self, actor: &Actor, id: Id, last: NaiveDate) -> Result<(), AccessError> {
        let _ = (actor, id, last);
        Err(AccessError::Missing)
    }
}
