//! Posts and who holds them.

use chrono::NaiveDate;
use store::Id;

use crate::{Access, AccessError, Actor, Holding, Post, PostFacts, Validity};

impl Access {
    /// Every post.
    ///
    /// # Errors
    /// The database.
    pub async fn posts(&self) -> Result<Vec<Post>, AccessError> {
        Ok(Vec::new())
    }

    /// One post.
    ///
    /// # Errors
    /// The database.
    pub async fn post(&self, id: Id) -> Result<Option<Post>, AccessError> {
        let _ = id;
        Ok(None)
    }

    /// Holdings of a post, or of every post: past, present and future, by first day.
    ///
    /// # Errors
    /// The database.
    pub async fn holdings(&self, post: Option<Id>) -> Result<Vec<Holding>, AccessError> {
        let _ = post;
        Ok(Vec::new())
    }

    /// A new post of a body.
    ///
    /// # Errors
    /// `Empty`, `BadValidity`, `BadUnit`; `Missing` body.
    pub async fn add_post(&self, actor: &Actor, body: Id, facts: &PostFacts) -> Result<Id, AccessError> {
        let _ = (actor, body, facts);
        Err(AccessError::Missing)
    }

    /// Changes what a post says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_post`]; `Conflict`.
    pub async fn change_post(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &PostFacts,
    ) -> Result<(), AccessError> {
        let _ = (actor, id, version, facts);
        Err(AccessError::Missing)
    }

    /// Gives a post a holder or a deputy.
    ///
    /// # Errors
    /// `PostHeld`, `BadValidity`, `PersonEnded`; `Missing`.
    pub async fn add_holding(
        &self,
        actor: &Actor,
        post: Id,
        person: Id,
        deputy: bool,
        validity: Validity,
    ) -> Result<Id, AccessError> {
        let _ = (actor, post, person, deputy, validity);
        Err(AccessError::Missing)
    }

    /// Ends a holding with a last day; the post stays and becomes vacant.
    ///
    /// # Errors
    /// `BadValidity`; `Missing`.
    pub async fn end_holding(&self, actor: &Actor, id: Id, last: NaiveDate) -> Result<(), AccessError> {
        let _ = (actor, id, last);
        Err(AccessError::Missing)
    }
}
