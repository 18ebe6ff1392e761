//! Every SQL text of sign-in.

use chrono::{DateTime, Utc};
use store::{Id, Query, Statement};

/// Every text, for the test that prepares them all on both databases.
pub(crate) const QUERIES: &[(&str, &str)] = &[
    ACCOUNT.named(),
    RENEW_HASH.named(),
    SET_PASSWORD.named(),
    FORGET_KIND.named(),
    FORGET_OTHER_LINKS.named(),
    ACTIVATE.named(),
    NEW_SESSION.named(),
    SESSION.named(),
    SEEN.named(),
    ROTATE.named(),
    END_BY_TOKEN.named(),
    END_ONE.named(),
    END_ALL.named(),
    END_DEMO.named(),
    OWN_SESSIONS.named(),
    TOTP.named(),
    TAKE_STEP.named(),
    TAKE_RECOVERY.named(),
    FACTORS.named(),
    NEW_CREDENTIAL.named(),
    LINK.named(),
    TAKE_LINK.named(),
    DEMO_PEOPLE.named(),
    NEW_FLOW.named(),
    FLOW.named(),
    TAKE_FLOW.named(),
    DROP_OLD_FLOWS.named(),
    LINKED.named(),
    LINKED_OF.named(),
    UNLINK.named(),
    LINK_USED.named(),
    PERSON.named(),
    CHOOSE_LANGUAGE.named(),
];

/// A person as sign-in needs them.
#[derive(Debug, Clone)]
pub(super) struct AccountRow {
    pub(super) person: Id,
    pub(super) login: String,
    pub(super) state: String,
    /// Credential and PHC string.
    pub(super) password: Option<(Id, String)>,
}

/// By login, with the password if there is one.
pub(super) const ACCOUNT: Query<AccountRow> = Query::new(
    "signin_account",
    "select p.id, p.login, p.state, c.id, c.secret
       from access_person p left join access_credential c on c.person = p.id and c.kind = 'password'
      where p.login = ?1",
    |row| {
        Ok(AccountRow {
            person: row.id(0)?,
            login: row.text(1)?,
            state: row.text(2)?,
            password: row.opt_id(3)?.zip(row.opt_text(4)?),
        })
    },
);

/// Login, name and state by id.
pub(super) const PERSON: Query<(String, String, String)> =
    Query::new("signin_person", "select login, name, state from access_person where id = ?1", |row| {
        Ok((row.text(0)?, row.text(1)?, row.text(2)?))
    });

/// The language of pages and letters; no change that others would have to know of.
pub(super) const CHOOSE_LANGUAGE: Statement =
    Statement::new("signin_choose_language", "update access_person set language = ?2 where id = ?1");

/// Remembers that the password was used, and its renewed hash; not over a password that was changed meanwhile.
pub(super) const RENEW_HASH: Statement = Statement::new(
    "signin_renew_hash",
    "update access_credential set secret = ?3, used_at = ?4 where id = ?1 and secret = ?2",
);

/// A new secret under the id of the old one; for the first one see [`NEW_CREDENTIAL`].
pub(super) const SET_PASSWORD: Statement = Statement::new(
    "signin_set_password",
    "update access_credential set secret = ?2, created_at = ?3, used_at = null
      where person = ?1 and kind = 'password'",
);

/// All credentials of a kind.
pub(super) const FORGET_KIND: Statement =
    Statement::new("signin_forget_kind", "delete from access_credential where person = ?1 and kind = ?2");

/// Links of a person, but the one just made.
pub(super) const FORGET_OTHER_LINKS: Statement = Statement::new(
    "signin_forget_other_links",
    "delete from access_credential where person = ?1 and kind = 'invitation' and id <> ?2",
);

/// An invited person becomes active. A blocked one stays blocked.
pub(super) const ACTIVATE: Statement = Statement::new(
    "signin_activate",
    "update access_person set state = 'active', version = version + 1 where id = ?1 and state = 'invited'",
);

/// A session begins.
pub(super) const NEW_SESSION: Statement = Statement::new(
    "signin_new_session",
    "insert into access_session
       (id, token, person, body, method, assured_at, created_at, seen_at, expires_at, client, agent)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10)",
);

/// A session that holds, with its person.
#[derive(Debug, Clone)]
pub(super) struct SessionRow {
    pub(super) session: Id,
    pub(super) person: Id,
    pub(super) login: String,
    pub(super) name: String,
    pub(super) body: Option<Id>,
    pub(super) method: String,
    pub(super) assured_at: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) seen_at: DateTime<Utc>,
}

/// By the hash of the token, unless it has ended, was idle since `?3`, or its person may not sign in.
pub(super) const SESSION: Query<SessionRow> = Query::new(
    "signin_session",
    "select s.id, s.person, p.login, p.name, s.body, s.method, s.assured_at, s.created_at, s.seen_at
       from access_session s join access_person p on p.id = s.person
      where s.token = ?1 and s.ended_at is null and s.expires_at > ?2 and s.seen_at > ?3 and p.state = 'active'",
    |row| {
        Ok(SessionRow {
            session: row.id(0)?,
            person: row.id(1)?,
            login: row.text(2)?,
            name: row.text(3)?,
            body: row.opt_id(4)?,
            method: row.text(5)?,
            assured_at: row.opt_time(6)?,
            created_at: row.time(7)?,
            seen_at: row.time(8)?,
        })
    },
);

/// Remembers that a session was used.
pub(super) const SEEN: Statement =
    Statement::new("signin_seen", "update access_session set seen_at = ?2 where id = ?1 and seen_at < ?2");

/// A new token for the session of the old one. Of two that rotate at once, one finds the old token gone.
pub(super) const ROTATE: Statement = Statement::new(
    "signin_rotate",
    "update access_session
        set token = ?2, body = ?3, method = ?4, assured_at = ?5, seen_at = ?6,
            expires_at = case when method like 'half-%' then ?7 else expires_at end
      where token = ?1 and ended_at is null",
);

/// Ends the session of a token.
pub(super) const END_BY_TOKEN: Statement = Statement::new(
    "signin_end_by_token",
    "update access_session set ended_at = ?2 where token = ?1 and ended_at is null",
);

/// Ends one session of a person.
pub(super) const END_ONE: Statement = Statement::new(
    "signin_end_one",
    "update access_session set ended_at = ?3 where id = ?2 and person = ?1 and ended_at is null",
);

/// Ends all sessions of a person, but one.
pub(super) const END_ALL: Statement = Statement::new(
    "signin_end_all",
    "update access_session set ended_at = ?3
      where person = ?1 and ended_at is null and (id <> ?2 or ?2 is null)",
);

/// Ends every session of the demonstration.
pub(super) const END_DEMO: Statement = Statement::new(
    "signin_end_demo",
    "update access_session set ended_at = ?1 where method = 'demo' and ended_at is null",
);

/// What a person sees of a session: id, method, begun, seen, client, agent.
pub(super) type SessionSeen = (Id, String, DateTime<Utc>, DateTime<Utc>, String, String);

/// Sessions that hold, the last used first.
pub(super) const OWN_SESSIONS: Query<SessionSeen> = Query::new(
    "signin_own_sessions",
    "select id, method, created_at, seen_at, client, agent from access_session
      where person = ?1 and ended_at is null and expires_at > ?2 and seen_at > ?3 and method not like 'half-%'
      order by seen_at desc, id desc",
    |row| Ok((row.id(0)?, row.text(1)?, row.time(2)?, row.time(3)?, row.text(4)?, row.text(5)?)),
);

/// The app of a person: credential, sealed key, last step taken.
pub(super) const TOTP: Query<(Id, String, Option<i64>)> = Query::new(
    "signin_totp",
    "select id, secret, used_step from access_credential where person = ?1 and kind = 'totp'",
    |row| Ok((row.id(0)?, row.text(1)?, row.opt_int(2)?)),
);

/// Takes a step; of two with the same code, one finds it taken.
pub(super) const TAKE_STEP: Statement = Statement::new(
    "signin_take_step",
    "update access_credential set used_step = ?2, used_at = ?3
      where id = ?1 and (used_step < ?2 or used_step is null)",
);

/// Takes a recovery code, once.
pub(super) const TAKE_RECOVERY: Statement = Statement::new(
    "signin_take_recovery",
    "delete from access_credential where person = ?1 and kind = 'recovery' and secret = ?2",
);

/// How many credentials of each kind.
pub(super) const FACTORS: Query<(String, i64)> = Query::new(
    "signin_factors",
    "select kind, count(*) from access_credential where person = ?1 group by kind",
    |row| Ok((row.text(0)?, row.int(1)?)),
);

/// Something that proves who one is.
pub(super) const NEW_CREDENTIAL: Statement = Statement::new(
    "signin_new_credential",
    "insert into access_credential (id, person, kind, secret, label, created_at, used_step, expires_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

/// A link that holds: person, login, name, state, end.
pub(super) const LINK: Query<(Id, String, String, String, DateTime<Utc>)> = Query::new(
    "signin_link",
    "select p.id, p.login, p.name, p.state, c.expires_at
       from access_credential c join access_person p on p.id = c.person
      where c.kind = 'invitation' and c.secret = ?1 and c.expires_at > ?2 and p.state in ('invited', 'active')",
    |row| Ok((row.id(0)?, row.text(1)?, row.text(2)?, row.text(3)?, row.time(4)?)),
);

/// Takes a link, once.
pub(super) const TAKE_LINK: Statement = Statement::new(
    "signin_take_link",
    "delete from access_credential where kind = 'invitation' and secret = ?1 and expires_at > ?2",
);

/// Everybody with a role today: person, name, body, its name, role.
pub(super) const DEMO_PEOPLE: Query<(Id, String, Id, String, String)> = Query::new(
    "signin_demo_people",
    "select p.id, p.name, b.id, b.name, m.role
       from access_membership m
       join access_person p on p.id = m.person
       join access_body b on b.id = m.body
      where p.state = 'active'
        and m.valid_from <= ?1 and (m.valid_to >= ?1 or m.valid_to is null)
        and b.valid_from <= ?1 and (b.valid_to >= ?1 or b.valid_to is null)
      order by b.code, m.role, p.login",
    |row| Ok((row.id(0)?, row.text(1)?, row.id(2)?, row.text(3)?, row.text(4)?)),
);

/// A journey to a provider.
#[derive(Debug, Clone)]
pub(super) struct FlowRow {
    pub(super) provider: String,
    pub(super) purpose: String,
    pub(super) holder: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) next: String,
    pub(super) binding: String,
}

/// A journey begins.
pub(super) const NEW_FLOW: Statement = Statement::new(
    "signin_new_flow",
    "insert into access_oidc_flow (state, provider, purpose, holder, nonce, verifier, next, binding, created_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);

/// A journey that began after `?2`.
pub(super) const FLOW: Query<FlowRow> = Query::new(
    "signin_flow",
    "select provider, purpose, holder, nonce, verifier, next, binding from access_oidc_flow
      where state = ?1 and created_at > ?2",
    |row| {
        Ok(FlowRow {
            provider: row.text(0)?,
            purpose: row.text(1)?,
            holder: row.text(2)?,
            nonce: row.text(3)?,
            verifier: row.text(4)?,
            next: row.text(5)?,
            binding: row.text(6)?,
        })
    },
);

/// Takes a journey, once.
pub(super) const TAKE_FLOW: Statement =
    Statement::new("signin_take_flow", "delete from access_oidc_flow where state = ?1");

/// Journeys nobody came back from.
pub(super) const DROP_OLD_FLOWS: Statement =
    Statement::new("signin_drop_old_flows", "delete from access_oidc_flow where created_at <= ?1");

/// Who is linked with an identity: credential, person, login, state.
pub(super) const LINKED: Query<(Id, Id, String, String)> = Query::new(
    "signin_linked",
    "select c.id, p.id, p.login, p.state from access_credential c join access_person p on p.id = c.person
      where c.kind = 'oidc' and c.secret = ?1",
    |row| Ok((row.id(0)?, row.id(1)?, row.text(2)?, row.text(3)?)),
);

/// Identities of a person.
pub(super) const LINKED_OF: Query<(Id, String, Option<DateTime<Utc>>)> = Query::new(
    "signin_linked_of",
    "select id, label, used_at from access_credential where person = ?1 and kind = 'oidc' order by created_at, id",
    |row| Ok((row.id(0)?, row.text(1)?, row.opt_time(2)?)),
);

/// Takes an identity away, unless nothing would be left to sign in with.
pub(super) const UNLINK: Statement = Statement::new(
    "signin_unlink",
    "delete from access_credential
      where id = ?2 and person = ?1 and kind = 'oidc'
        and exists (select 1 from access_credential other
                     where other.person = ?1 and other.id <> ?2 and other.kind in ('password', 'oidc'))",
);

/// Remembers that an identity was used.
pub(super) const LINK_USED: Statement =
    Statement::new("signin_link_used", "update access_credential set used_at = ?2 where id = ?1");
