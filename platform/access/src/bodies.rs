//! Bodies: reading and keeping them.

use serde_json::json;
use store::{Id, Query, Row, Statement, StoreError, Value};

use crate::rules::taken;
use crate::trail::{Entry, record};
use crate::{Access, AccessError, Action, Actor, Body, BodyFacts, BodyKind, Kind, Theirs, Validity, Words};

impl Access {
    /// Every body, also those that have ended, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn bodies(&self) -> Result<Vec<Body>, AccessError> {
        Ok(self.store.rows(&BODIES, &[]).await?)
    }

    /// One body.
    ///
    /// # Errors
    /// The database.
    pub async fn body(&self, id: Id) -> Result<Option<Body>, AccessError> {
        Ok(self.store.row(&BODY, &[id.into()]).await?)
    }

    /// The body with this code.
    ///
    /// # Errors
    /// The database.
    pub async fn body_by_code(&self, code: &str) -> Result<Option<Body>, AccessError> {
        Ok(self.store.row(&BODY_BY_CODE, &[code.into()]).await?)
    }

    /// A new body.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`, `BadValidity`; the database.
    pub async fn add_body(&self, actor: &Actor, facts: &BodyFacts) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Create, Kind::Body, now)?;
        let facts = facts.checked()?;
        let id = self.store.new_id();
        let mut tx = self.store.begin().await?;
        tx.execute(&ADD, &values(id, &facts)).await.map_err(taken)?;
        let entry = Entry::of(Action::Create, Kind::Body).on(id).detail(json!({ "after": facts.story() }));
        record(&mut tx, now, actor, entry).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes what a body says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_body`]; `Missing`; `Conflict` with what somebody else made of it.
    pub async fn change_body(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &BodyFacts,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        let facts = facts.checked()?;
        let before = self.body(id).await?.ok_or(AccessError::Missing)?;
        let mut tx = self.store.begin().await?;
        let mut params = values(id, &facts);
        params.push(version.into());
        if tx.execute(&CHANGE, &params).await.map_err(taken)? == 0 {
            tx.rollback().await?;
            let theirs = self.body(id).await?.ok_or(AccessError::Missing)?;
            return Err(AccessError::Conflict(Box::new(Theirs::Body(theirs))));
        }
        let change = json!({ "before": before.facts.story(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Body).on(id).detail(change)).await?;
        Ok(tx.commit().await?)
    }
}

fn values(id: Id, facts: &BodyFacts) -> Vec<Value> {
    vec![
        id.into(),
        facts.code.as_str().into(),
        facts.kind.key().into(),
        facts.name.to_json().into(),
        facts.seat.as_str().into(),
        facts.email.as_str().into(),
        facts.phone.as_str().into(),
        facts.validity.from.into(),
        facts.validity.to.into(),
    ]
}

fn read(r: &Row<'_>) -> Result<Body, StoreError> {
    let facts = BodyFacts {
        code: r.text(1)?,
        // A kind that a newer program wrote is none of ours.
        kind: BodyKind::from_key(&r.text(2)?).unwrap_or(BodyKind::Other),
        name: Words::from_json(&r.text(3)?),
        seat: r.text(4)?,
        email: r.text(5)?,
        phone: r.text(6)?,
        validity: Validity { from: r.date(7)?, to: r.opt_date(8)? },
    };
    Ok(Body { id: r.id(0)?, facts, version: r.int(9)? })
}

const BODIES: Query<Body> = Query::new(
    "access_bodies",
    "select id, code, kind, name, seat, email, phone, valid_from, valid_to, version
       from access_body order by code",
    read,
);

const BODY: Query<Body> = Query::new(
    "access_body",
    "select id, code, kind, name, seat, email, phone, valid_from, valid_to, version
       from access_body where id = ?1",
    read,
);

const BODY_BY_CODE: Query<Body> = Query::new(
    "access_body_by_code",
    "select id, code, kind, name, seat, email, phone, valid_from, valid_to, version
       from access_body where code = ?1",
    read,
);

const ADD: Statement = Statement::new(
    "add_access_body",
    "insert into access_body (id, code, kind, name, seat, email, phone, valid_from, valid_to)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);

const CHANGE: Statement = Statement::new(
    "change_access_body",
    "update access_body set code = ?2, kind = ?3, name = ?4, seat = ?5, email = ?6, phone = ?7, valid_from = ?8,
            valid_to = ?9, version = version + 1
      where id = ?1 and version = ?10",
);

pub(crate) const QUERIES: [(&str, &str); 5] =
    [BODIES.named(), BODY.named(), BODY_BY_CODE.named(), ADD.named(), CHANGE.named()];
