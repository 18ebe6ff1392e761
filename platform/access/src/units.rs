//! Units of a body, which lie in each other as a tree.

use serde_json::json;
use store::{Id, Query, Row, Statement, StoreError, Transaction, Value};

use crate::rules::{take_turn, taken};
use crate::trail::{Entry, record};
use crate::{
    Access, AccessError, Action, Actor, Kind, Refusal, Territory, Theirs, Unit, UnitFacts, Validity, Words,
};

impl Access {
    /// Units of a body, by code.
    ///
    /// # Errors
    /// The database.
    pub async fn units(&self, body: Id) -> Result<Vec<Unit>, AccessError> {
        Ok(self.store.rows(&UNITS, &[body.into()]).await?)
    }

    /// One unit.
    ///
    /// # Errors
    /// The database.
    pub async fn unit(&self, id: Id) -> Result<Option<Unit>, AccessError> {
        Ok(self.store.row(&UNIT, &[id.into()]).await?)
    }

    /// A new unit of a body.
    ///
    /// # Errors
    /// `BadCode`, `TakenCode`, `Empty`, `BadValidity`, `BadUnit`; `Missing` body; the database.
    pub async fn add_unit(&self, actor: &Actor, body: Id, facts: &UnitFacts) -> Result<Id, AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        let facts = facts.checked()?;
        let id = self.store.new_id();
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        must_be_of(&mut tx, facts.parent, body).await?;
        let mut params = values(id, &facts);
        params.push(body.into());
        tx.execute(&ADD, &params).await.map_err(taken)?;
        let story = json!({ "unit": id.to_string(), "after": facts.story() });
        record(&mut tx, now, actor, Entry::of(Action::Change, Kind::Body).on(body).detail(story)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes what a unit says, if it still is at `version`.
    ///
    /// # Errors
    /// As [`Access::add_unit`]; `Conflict`.
    pub async fn change_unit(
        &self,
        actor: &Actor,
        id: Id,
        version: i64,
        facts: &UnitFacts,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        actor.must(Action::Change, Kind::Body, now)?;
        let facts = facts.checked()?;
        let before = self.unit(id).await?.ok_or(AccessError::Missing)?;
        let mut tx = self.store.begin().await?;
        take_turn(&mut tx).await?;
        must_be_of(&mut tx, facts.parent, before.body).await?;
        if let Some(parent) = facts.parent
            && tx.rows(&BELOW, &[id.into()]).await?.contains(&parent)
        {
            return Err(Refusal::BadUnit.into());
        }
        let mut params = values(id, &facts);
        params.push(version.into());
        if tx.execute(&CHANGE, &params).await.map_err(taken)? == 0 {
            tx.rollback().await?;
            let theirs = self.unit(id).await?.ok_or(AccessError::Missing)?;
            return Err(AccessError::Conflict(Box::new(Theirs::Unit(theirs))));
        }
        let story = json!({ "unit": id.to_string(), "before": before.facts.story(), "after": facts.story() });
        let entry = Entry::of(Action::Change, Kind::Body).on(before.body).detail(story);
        record(&mut tx, now, actor, entry).await?;
        Ok(tx.commit().await?)
    }
}

/// Refuses a unit of another body.
pub(crate) async fn must_be_of(tx: &mut Transaction, unit: Option<Id>, body: Id) -> Result<(), AccessError> {
    let Some(unit) = unit else { return Ok(()) };
    match tx.row(&UNIT, &[unit.into()]).await? {
        Some(unit) if unit.body == body => Ok(()),
        _ => Err(Refusal::BadUnit.into()),
    }
}

fn values(id: Id, facts: &UnitFacts) -> Vec<Value> {
    let territory = facts.territory.as_ref();
    vec![
        id.into(),
        facts.parent.into(),
        facts.code.as_str().into(),
        facts.name.to_json().into(),
        territory.map(|territory| territory.layer.as_str()).into(),
        territory.map(|territory| territory.code.as_str()).into(),
        facts.validity.from.into(),
        facts.validity.to.into(),
    ]
}

/// A territory from its two columns.
pub(crate) fn territory(layer: Option<String>, code: Option<String>) -> Option<Territory> {
    Some(Territory { layer: layer?, code: code? })
}

fn read(r: &Row<'_>) -> Result<Unit, StoreError> {
    let facts = UnitFacts {
        parent: r.opt_id(2)?,
        code: r.text(3)?,
        name: Words::from_json(&r.text(4)?),
        territory: territory(r.opt_text(5)?, r.opt_text(6)?),
        validity: Validity { from: r.date(7)?, to: r.opt_date(8)? },
    };
    Ok(Unit { id: r.id(0)?, body: r.id(1)?, facts, version: r.int(9)? })
}

const UNITS: Query<Unit> = Query::new(
    "access_units",
    "select id, body, parent, code, name, layer, territory, valid_from, valid_to, version
       from access_unit where body = ?1 order by code",
    read,
);

const UNIT: Query<Unit> = Query::new(
    "access_unit",
    "select id, body, parent, code, name, layer, territory, valid_from, valid_to, version
       from access_unit where id = ?1",
    read,
);

/// A unit and all below it. `union` without `all`, so that even a ring, which cannot be, would end.
pub(crate) const BELOW: Query<Id> = Query::new(
    "access_units_below",
    "with recursive below (id) as (
       select id from access_unit where id = ?1
       union
       select u.id from access_unit u join below b on u.parent = b.id
     )
     select id from below order by id",
    |r| r.id(0),
);

const ADD: Statement = Statement::new(
    "add_access_unit",
    "insert into access_unit (id, parent, code, name, layer, territory, valid_from, valid_to, body)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);

const CHANGE: Statement = Statement::new(
    "change_access_unit",
    "update access_unit set parent = ?2, code = ?3, name = ?4, layer = ?5, territory = ?6, valid_from = ?7,
            valid_to = ?8, version = version + 1
      where id = ?1 and version = ?9",
);

pub(crate) const QUERIES: [(&str, &str); 5] =
    [UNITS.named(), UNIT.named(), BELOW.named(), ADD.named(), CHANGE.named()];
