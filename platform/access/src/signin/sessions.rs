//! Sessions: a random token in a cookie, its hash in the database.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{Access, AccessError, Device, SignInError, SignInRefusal, Visitor};

/// A browser that has just been let in, or further in: its old token, if it had one, is worth nothing now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The new token, for the cookie.
    pub token: String,
    /// The session.
    pub session: Id,
    /// The person.
    pub person: Id,
    /// Whether a second factor is still to be shown before anything else.
    pub half: bool,
    /// What the browser keeps to be recognised at the next sign-in (the brake on guessing lets it through).
    pub known: String,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// The session.
    pub session: Id,
    /// `password`, `oidc`, `demo`.
    pub method: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// Network address it began at.
    pub client: String,
    /// Browser, as it calls itself.
    pub agent: String,
    /// Whether it is the one that asks.
    pub this_one: bool,
}

impl Access {
    /// Who has this session; `None` when nobody has, or it has ended. `client` goes into the trail.
    ///
    /// # Errors
    /// The database.
    pub async fn visitor(&self, token: &str, client: &str) -> Result<Option<Visitor>, AccessError> {
        let _ = (token, client);
        Ok(None)
    }

    /// Acts for a body from now on, under a new token.
    ///
    /// # Errors
    /// `NotThatBody`, `NoSession`; the database.
    pub async fn choose_body(&self, token: &str, body: Id, device: &Device) -> Result<Entered, SignInError> {
        let _ = (token, body, device);
        Err(SignInRefusal::NoSession.into())
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// The database.
    pub async fn sign_out(&self, token: &str, client: &str) -> Result<(), SignInError> {
        let _ = (token, client);
        Ok(())
    }

    /// One's own sessions, the last used first. `current` is the one that asks.
    ///
    /// # Errors
    /// The database.
    pub async fn own_sessions(&self, person: Id, current: Id) -> Result<Vec<OwnSession>, SignInError> {
        let _ = (person, current);
        Ok(Vec::new())
    }

    /// Ends one of one's own sessions; somebody else's is not found.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session(&self, person: Id, session: Id) -> Result<bool, SignInError> {
        let _ = (person, session);
        Ok(false)
    }

    /// Ends all sessions of a person, but `keep`. Returns how many.
    ///
    /// # Errors
    /// The database.
    pub async fn end_sessions(&self, person: Id, keep: Option<Id>) -> Result<u64, SignInError> {
        let _ = (person, keep);
        Ok(0)
    }
}
