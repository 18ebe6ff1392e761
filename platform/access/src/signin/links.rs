//! Links that let somebody set a password: an invitation, or a reset. Single use, with an end, kept as a hash.

use chrono::{DateTime, TimeDelta, Utc};
use store::Id;

use super::sessions::Method;
use super::statements::{ACTIVATE, FORGET_KIND, FORGET_OTHER_LINKS, LINK, PERSON, TAKE_LINK};
use super::token;
use crate::trail::{self, Entry};
use crate::{Access, Action, Actor, Device, Entered, Kind, SignInError, SignInRefusal};

/// How long a link holds.
const HOLDS: TimeDelta = TimeDelta::days(7);

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
    /// # Errors
    /// `NoSession` when there is no such account, or it is blocked or has ended; what the policy refuses.
    pub async fn invite(&self, by: &Actor, person: Id) -> Result<Link, SignInError> {
        let now = self.clock.now();
        by.must(Action::Change, Kind::Person, now)?;
        let found = self.store.row(&PERSON, &[person.into()]).await?;
        found
            .filter(|(_, _, state)| matches!(state.as_str(), "invited" | "active"))
            .ok_or(SignInRefusal::NoSession)?;
        let (token, expires_at) = (token::new()?, now + HOLDS);
        let secret = token::fingerprint(&token);
        let mut tx = self.store.begin().await?;
        let id =
            self.put_credential(&mut tx, person, "invitation", &secret, "", None, Some(expires_at)).await?;
        tx.execute(&FORGET_OTHER_LINKS, &[person.into(), id.into()]).await?;
        trail::record(&mut tx, now, by, Entry::new("invite", "person").on(person)).await?;
        tx.commit().await?;
        let path = format!("/pozvanka/{token}");
        let url = format!("{}{path}", self.settings.base_url.trim_end_matches('/'));
        Ok(Link { path, url, expires_at })
    }

    /// What a link invites to, while it holds.
    ///
    /// # Errors
    /// The database.
    pub async fn invitation(&self, token: &str) -> Result<Option<Invitation>, SignInError> {
        let Some(hash) = token::hash(token) else { return Ok(None) };
        let found = self.store.row(&LINK, &[hash.into(), self.clock.now().into()]).await?;
        Ok(found.map(|(person, login, name, _, expires_at)| Invitation { person, login, name, expires_at }))
    }

    /// Sets the password and signs in; only half, where there is a second factor. All other sessions of the person
    /// end.
    ///
    /// # Errors
    /// `DeadLink`, `Password`; the database.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &str,
        device: &Device,
    ) -> Result<Entered, SignInError> {
        let invitation = self.invitation(token).await?.ok_or(SignInRefusal::DeadLink)?;
        let (person, login) = (invitation.person, invitation.login);
        let hash = self.new_hash(person, password).await?;
        let half = self.factors(person).await?.totp;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if tx.execute(&TAKE_LINK, &[token::fingerprint(token).into(), now.into()]).await? == 0 {
            return Err(SignInRefusal::DeadLink.into());
        }
        self.put_password(&mut tx, person, &hash).await?;
        tx.execute(&ACTIVATE, &[person.into()]).await?;
        Access::end_all(&mut tx, person, None, now).await?;
        tx.execute(&FORGET_KIND, &[person.into(), "feed".into()]).await?;
        let method = if half { Method::Half } else { Method::Password };
        let entered = self.enter(&mut tx, (person, &login), method, None, None, device).await?;
        let entry = Entry::new("accept", "invitation").on(person);
        trail::record(&mut tx, now, &Actor::person(person, &device.client), entry).await?;
        tx.commit().await?;
        self.forget_attempts(&login).await?;
        Ok(entered)
    }

    /// Lets a person try again at once, from everywhere. Returns how many counters there were.
    ///
    /// # Errors
    /// What the policy refuses; the database.
    pub async fn unlock(&self, by: &Actor, person: Id) -> Result<u64, SignInError> {
        let now = self.clock.now();
        by.must(Action::Change, Kind::Person, now)?;
        let (login, _, _) =
            self.store.row(&PERSON, &[person.into()]).await?.ok_or(SignInRefusal::NoSession)?;
        let freed = self.forget_attempts(&login).await?;
        self.note(by, Entry::new("unlock", "person").on(person)).await?;
        Ok(freed)
    }
}
