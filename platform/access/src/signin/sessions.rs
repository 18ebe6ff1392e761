//! Sessions: a random token in a cookie, its hash in the database.
//!
//! A session ends half an hour after it was last used, or twelve hours after it began, or when somebody ends it. Its
//! token changes whenever it may do more than before: at the second factor, at step-up, when the body is chosen.

use chrono::{DateTime, TimeDelta, Utc};
use store::{Id, Transaction};

use super::statements::{
    END_ALL, END_BY_TOKEN, END_ONE, NEW_SESSION, OWN_SESSIONS, ROTATE, SEEN, SESSION, SessionRow,
};
use super::token;
use crate::trail::{self, Entry};
use crate::{Access, AccessError, Actor, Device, SignInError, SignInRefusal, Visitor};

/// Ends a session that nobody used for so long.
const IDLE: TimeDelta = TimeDelta::minutes(30);
/// Ends a session that began so long ago.
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// How long a session waits for its second factor.
const HALF: TimeDelta = TimeDelta::minutes(10);
/// Use is written down at most this often.
const NOTICED: TimeDelta = TimeDelta::minutes(1);
/// Most characters kept of a `User-Agent`.
const AGENT: usize = 200;

/// How a session began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Password,
    Provider,
    Demonstration,
    /// Waits for its second factor, after a password.
    Half,
    /// The same after a provider that is not sure enough.
    HalfProvider,
}

impl Method {
    fn key(self) -> &'static str {
        match self {
            Method::Password => "password",
            Method::Provider => "oidc",
            Method::Demonstration => DEMO,
            Method::Half => HALF_PASSWORD,
            Method::HalfProvider => HALF_PROVIDER,
        }
    }
}

const DEMO: &str = "demo";
const HALF_PASSWORD: &str = "half-password";
const HALF_PROVIDER: &str = "half-oidc";

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

impl SessionRow {
    pub(super) fn is_half(&self) -> bool {
        self.method == HALF_PASSWORD || self.method == HALF_PROVIDER
    }

    /// The person behind it, for the trail.
    pub(super) fn actor(&self, device: &Device) -> Actor {
        self.actor_at(&device.client)
    }

    fn actor_at(&self, client: &str) -> Actor {
        let mut actor = Actor::person(self.person, client);
        actor.body = self.body;
        actor
    }
}

impl Access {
    /// Who has this session; `None` when nobody has, or it has ended. `client` goes into the trail.
    ///
    /// # Errors
    /// The database.
    pub async fn visitor(&self, token: &str, client: &str) -> Result<Option<Visitor>, AccessError> {
        let Some(row) = self.session_of(token).await?.filter(|row| !row.is_half()) else { return Ok(None) };
        let now = self.clock.now();
        if now - row.seen_at >= NOTICED {
            self.store.execute(&SEEN, &[row.session.into(), now.into()]).await?;
        }
        // Nobody of the demonstration has a second factor to show.
        let assured = if row.method == DEMO { Some(now) } else { row.assured_at };
        let acting = |body: Id| self.subject(row.person, body, row.session, assured, client);
        let chosen = async {
            match row.body {
                Some(body) => acting(body).await,
                None => Ok(None),
            }
        };
        let (bodies, chosen) = tokio::try_join!(self.bodies_of(row.person), chosen)?;
        let subject = match (row.body, bodies.as_slice()) {
            // With one body there is no choice to make.
            (None, [only]) => acting(only.body).await?,
            _ => chosen,
        };
        Ok(Some(Visitor { person: row.person, name: row.name, session: row.session, bodies, subject }))
    }

    /// The session of a token, half ones too.
    pub(super) async fn session_of(&self, token: &str) -> Result<Option<SessionRow>, AccessError> {
        match token::hash(token) {
            Some(hash) => self.session_by_hash(&hash).await,
            None => Ok(None),
        }
    }

    pub(super) async fn session_by_hash(&self, hash: &str) -> Result<Option<SessionRow>, AccessError> {
        let now = self.clock.now();
        Ok(self.store.row(&SESSION, &[hash.into(), now.into(), (now - IDLE).into()]).await?)
    }

    /// The session of a token, once its second factor has been shown.
    pub(super) async fn whole_session(&self, token: &str) -> Result<SessionRow, SignInError> {
        let row = self.session_of(token).await?.filter(|row| !row.is_half());
        Ok(row.ok_or(SignInRefusal::NoSession)?)
    }

    /// Whether this token waits for a second factor.
    ///
    /// # Errors
    /// The database.
    pub async fn is_half(&self, token: &str) -> Result<bool, SignInError> {
        Ok(self.session_of(token).await?.is_some_and(|row| row.is_half()))
    }

    /// Begins a session, in a transaction of its own.
    pub(super) async fn begin_session(
        &self,
        who: (Id, &str),
        method: Method,
        assured_at: Option<DateTime<Utc>>,
        device: &Device,
    ) -> Result<Entered, SignInError> {
        let mut tx = self.store.begin().await?;
        let entered = self.enter(&mut tx, who, method, assured_at, None, device).await?;
        let entry = Entry::new("sign-in", "session").on(entered.session);
        let entry = entry.detail(serde_json::json!({ "method": method.key() }));
        trail::record(&mut tx, self.clock.now(), &Actor::person(who.0, &device.client), entry).await?;
        tx.commit().await?;
        Ok(entered)
    }

    /// Begins a session within the caller's transaction; the trail is the caller's.
    pub(super) async fn enter(
        &self,
        tx: &mut Transaction,
        (person, login): (Id, &str),
        method: Method,
        assured_at: Option<DateTime<Utc>>,
        body: Option<Id>,
        device: &Device,
    ) -> Result<Entered, AccessError> {
        let (token, session, now) = (token::new()?, self.store.new_id(), self.clock.now());
        let half = matches!(method, Method::Half | Method::HalfProvider);
        let agent: String = device.agent.chars().filter(|c| !c.is_control()).take(AGENT).collect();
        tx.execute(
            &NEW_SESSION,
            &[
                session.into(),
                token::fingerprint(&token).into(),
                person.into(),
                body.into(),
                method.key().into(),
                assured_at.into(),
                now.into(),
                (now + if half { HALF } else { LONGEST }).into(),
                device.client.as_str().into(),
                agent.into(),
            ],
        )
        .await?;
        let known = if half { String::new() } else { self.known_mark(login)? };
        Ok(Entered { token, session, person, half, known })
    }

    /// Gives a session a new token, assured since `assured_at`. The old token must still be good.
    pub(super) async fn rotate(
        &self,
        tx: &mut Transaction,
        old_hash: &str,
        row: &SessionRow,
        assured_at: Option<DateTime<Utc>>,
    ) -> Result<Entered, SignInError> {
        let method = row.method.trim_start_matches("half-");
        let (token, now) = (token::new()?, self.clock.now());
        let values = [
            old_hash.into(),
            token::fingerprint(&token).into(),
            row.body.into(),
            method.into(),
            assured_at.into(),
            now.into(),
            (now + LONGEST).into(),
        ];
        if tx.execute(&ROTATE, &values).await? == 0 {
            return Err(SignInRefusal::NoSession.into());
        }
        let known = self.known_mark(&row.login)?;
        Ok(Entered { token, session: row.session, person: row.person, half: false, known })
    }

    /// Acts for a body from now on, under a new token.
    ///
    /// # Errors
    /// `NotThatBody`, `NoSession`; the database.
    pub async fn choose_body(&self, token: &str, body: Id, device: &Device) -> Result<Entered, SignInError> {
        let mut row = self.whole_session(token).await?;
        if !self.bodies_of(row.person).await?.iter().any(|acting| acting.body == body) {
            return Err(SignInRefusal::NotThatBody.into());
        }
        row.body = Some(body);
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let entered = self.rotate(&mut tx, &token::fingerprint(token), &row, row.assured_at).await?;
        let entry = Entry::new("act-for", "body").on(body);
        trail::record(&mut tx, now, &row.actor(device), entry).await?;
        tx.commit().await?;
        Ok(entered)
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// The database.
    pub async fn sign_out(&self, token: &str, client: &str) -> Result<(), SignInError> {
        let Some(row) = self.session_of(token).await? else { return Ok(()) };
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        tx.execute(&END_BY_TOKEN, &[token::fingerprint(token).into(), now.into()]).await?;
        trail::record(&mut tx, now, &row.actor_at(client), Entry::new("sign-out", "session").on(row.session))
            .await?;
        Ok(tx.commit().await?)
    }

    /// A person's sessions, the last used first. `current` is the one that asks.
    ///
    /// # Errors
    /// The database.
    pub async fn own_sessions(
        &self,
        person: Id,
        current: Option<Id>,
    ) -> Result<Vec<OwnSession>, SignInError> {
        let now = self.clock.now();
        let rows = self.store.rows(&OWN_SESSIONS, &[person.into(), now.into(), (now - IDLE).into()]).await?;
        let seen = |(session, method, created_at, seen_at, client, agent)| OwnSession {
            session,
            method,
            created_at,
            seen_at,
            client,
            agent,
            this_one: Some(session) == current,
        };
        Ok(rows.into_iter().map(seen).collect())
    }

    /// Ends one of a person's sessions; somebody else's is not found.
    ///
    /// # Errors
    /// The database.
    pub async fn end_session(&self, by: &Actor, person: Id, session: Id) -> Result<bool, SignInError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if tx.execute(&END_ONE, &[person.into(), session.into(), now.into()]).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        trail::record(&mut tx, now, by, Entry::new("end", "session").on(session)).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Ends all sessions of a person, but `keep`. Returns how many.
    ///
    /// # Errors
    /// The database.
    pub async fn end_sessions(&self, by: &Actor, person: Id, keep: Option<Id>) -> Result<u64, SignInError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let ended = Access::end_all(&mut tx, person, keep, now).await?;
        let rows = usize::try_from(ended).unwrap_or(usize::MAX);
        trail::record(&mut tx, now, by, Entry::new("end", "sessions").on(person).rows(rows)).await?;
        tx.commit().await?;
        Ok(ended)
    }

    pub(super) async fn end_all(
        tx: &mut Transaction,
        person: Id,
        keep: Option<Id>,
        now: DateTime<Utc>,
    ) -> Result<u64, AccessError> {
        Ok(tx.execute(&END_ALL, &[person.into(), keep.into(), now.into()]).await?)
    }
}
