//! People who sign in.

use chrono::{DateTime, Utc};
use serde_json::json;
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::members::{ends_all_of, must_leave_an_administrator};
use crate::rules::{take_turn, taken};
use crate::trail::{Entry, record};
use crate::{Access, AccessError, Action, Actor, Kind, Person, PersonFacts, PersonState, Refusal, Theirs};

impl Access {
    /// Every person, also those who have left, by login.
    ///
    /// # Errors
    /// The database.
    pub async fn people(&self) -> Result<Vec<Person>, AccessError> {
        Ok(self.store.rows(&PEOPLE, &[]).await?)
    }

    /// One person.
    ///
    /// # Errors
    /// The database.
    pub async fn person(&self, id: Id) -> Result<Option<Person>, AccessError> {
        Ok(self.store.row(&PERSON, &[id.into()]).await?)
    }

    /// The person with this login.
    ///
    /// # Errors
    /// The database.
    pub async fn person_by_login(&self, login: &str) -> Result<Option<Person>, AccessError> {
        Ok(self.store.row(&PERSON_BY_LOGIN, &[login.into()]).await?)
    }

    /// A new person, who cannot sign in before somebody invites them.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`; the database.
    pub async fn add_person(&self, actor: &Actor, facts: &PersonFacts) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Create, Kind::Person, now)?;
        let mut tx = self.store.begin().await?;
        let id = enrol(&mut tx, &self.store, now, facts).await?;
        let story = json!({ "after": facts.checked()?.story() });
        record(&mut tx, now, actor, Entry::of(Action::Create, Kind::Person).on(id).detail(story)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes name and contacts, if the person still is at `version`. A login never changes.
    ///
    /// # Errors
    /// `Empty`; `Missing`; `Conflict`.
    pub async fn change_person(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &PersonFacts,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Person, now)?;
        let before = self.person(id).await?.ok_or(AccessError::Missing)?;
        let facts = PersonFacts { login: before.facts.login.clone(), ..facts.clone() }.checked()?;
        let mut tx = self.store.begin().await?;
        let params = [
            id.into(),
            version.into(),
            facts.name.as_str().into(),
            facts.email.as_str().into(),
            facts.phone.as_str().into(),
            facts.language.as_str().into(),
        ];
        if tx.execute(&CHANGE, &params).await? == 0 {
            tx.rollback().await?;
            return Err(self.theirs(id).await?);
        }
        let story = json!({ "before": before.facts.story(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Person).on(id).detail(story)).await?;
        Ok(tx.commit().await?)
    }

    /// Lets a person in who has been invited: they have shown that the invitation reached them. The demonstration
    /// does it for its invented people.
    ///
    /// # Errors
    /// `PersonEnded`; `Missing`; `Conflict`.
    pub async fn activate_person(&self, actor: &Actor, id: Id, version: i64) -> Result<(), AccessError> {
        self.set_state(actor, id, version, PersonState::Active).await
    }

    /// Lets a person in no more, or in again.
    ///
    /// # Errors
    /// `LastAdministrator`, `PersonEnded`; `Missing`; `Conflict`.
    pub async fn block_person(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        blocked: bool,
    ) -> Result<(), AccessError> {
        let state = if blocked { PersonState::Blocked } else { PersonState::Active };
        self.set_state(actor, id, version, state).await
    }

    /// The person leaves at once: memberships and holdings end with yesterday, sessions end, posts stay and become vacant.
    ///
    /// # Errors
    /// `LastAdministrator`, `PersonEnded`; `Missing`; `Conflict`.
    pub async fn end_person(&self, actor: &Actor, id: Id, version: i64) -> Result<(), AccessError> {
        self.set_state(actor, id, version, PersonState::Ended).await
    }

    async fn set_state(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        state: PersonState,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Person, now)?;
        let before = self.person(id).await?.ok_or(AccessError::Missing)?;
        if before.state == PersonState::Ended {
            return Err(Refusal::PersonEnded.into());
        }
        if state != PersonState::Active && actor.person == Some(id) {
            return Err(Refusal::OwnRoles.into());
        }
        let (today, ended) = (self.clock.today(), state == PersonState::Ended);
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        let params = [id.into(), version.into(), state.key().into(), ended.then_some(now).into()];
        if tx.execute(&SET_STATE, &params).await? == 0 {
            tx.rollback().await?;
            return Err(self.theirs(id).await?);
        }
        if state != PersonState::Active {
            must_leave_an_administrator(&mut tx, id, today).await?;
            tx.execute(&END_SESSIONS, &[id.into(), now.into()]).await?;
        }
        if ended {
            // Today as the last day would leave them in office, and on the public card, until midnight.
            ends_all_of(&mut tx, id, today.pred_opt().unwrap_or(today)).await?;
            tx.execute(&FORGET_CREDENTIALS, &[id.into()]).await?;
        }
        let story = json!({ "before": before.state.key(), "after": state.key() });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Person).on(id).detail(story)).await?;
        Ok(tx.commit().await?)
    }

    async fn theirs(&self, id: Id) -> Result<AccessError, AccessError> {
        let theirs = self.person(id).await?.ok_or(AccessError::Missing)?;
        Ok(AccessError::Conflict(Box::new(Theirs::Person(theirs))))
    }
}

/// Writes a new person within the caller's transaction, in the state `invited`. The trail is the caller's.
///
/// # Errors
/// `BadCode`, `TakenCode`, `Empty`; the database.
pub(crate) async fn enrol(
    tx: &mut Transaction,
    store: &Store,
    now: DateTime<Utc>,
    facts: &PersonFacts,
) -> Result<Id, AccessError> {
    let facts = facts.checked()?;
    let id = store.new_id();
    let params = [
        id.into(),
        facts.login.into(),
        facts.name.into(),
        facts.email.into(),
        facts.phone.into(),
        facts.language.into(),
        PersonState::Invited.key().into(),
        now.into(),
    ];
    tx.execute(&ADD, &params).await.map_err(taken)?;
    Ok(id)
}

fn read(r: &Row<'_>) -> Result<Person, StoreError> {
    let facts = PersonFacts {
        login: r.text(1)?,
        name: r.text(2)?,
        email: r.text(3)?,
        phone: r.text(4)?,
        language: r.text(5)?,
    };
    let state = PersonState::from_key(&r.text(6)?).ok_or_else(|| r.refuse(6, "a state of a person"))?;
    let (created_at, ended_at, version) = (r.time(7)?, r.opt_time(8)?, r.int(9)?);
    Ok(Person { id: r.id(0)?, facts, state, created_at, ended_at, version })
}

const PEOPLE: Query<Person> = Query::new(
    "access_people",
    "select id, login, name, email, phone, language, state, created_at, ended_at, version
       from access_person order by login",
    read,
);

pub(crate) const PERSON: Query<Person> = Query::new(
    "access_person",
    "select id, login, name, email, phone, language, state, created_at, ended_at, version
       from access_person where id = ?1",
    read,
);

const PERSON_BY_LOGIN: Query<Person> = Query::new(
    "access_person_by_login",
    "select id, login, name, email, phone, language, state, created_at, ended_at, version
       from access_person where login = ?1",
    read,
);

const ADD: Statement = Statement::new(
    "add_access_person",
    "insert into access_person (id, login, name, email, phone, language, state, created_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

const CHANGE: Statement = Statement::new(
    "change_access_person",
    "update access_person set name = ?3, email = ?4, phone = ?5, language = ?6, version = version + 1
      where id = ?1 and version = ?2",
);

const SET_STATE: Statement = Statement::new(
    "set_access_person_state",
    "update access_person set state = ?3, ended_at = ?4, version = version + 1 where id = ?1 and version = ?2",
);

const END_SESSIONS: Statement = Statement::new(
    "end_sessions_of_person",
    "update access_session set ended_at = ?2 where person = ?1 and ended_at is null",
);

const FORGET_CREDENTIALS: Statement =
    Statement::new("forget_credentials_of_person", "delete from access_credential where person = ?1");

pub(crate) const QUERIES: [(&str, &str); 8] = [
    PEOPLE.named(),
    PERSON.named(),
    PERSON_BY_LOGIN.named(),
    ADD.named(),
    CHANGE.named(),
    SET_STATE.named(),
    END_SESSIONS.named(),
    FORGET_CREDENTIALS.named(),
];
