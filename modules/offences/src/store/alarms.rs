//! Alarms and the steps that were taken with them.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::alarm::{Alarm, Stage};
use crate::month::Month;

fn read(r: &Row<'_>) -> Result<Alarm, StoreError> {
    Ok(Alarm {
        id: r.id(0)?,
        source: r.text(1)?,
        precinct: r.text(2)?,
        category: r.text(3)?,
        month: Month(i32::try_from(r.int(4)?).map_err(|_| r.refuse(4, "a month"))?),
        facts: serde_json::from_value(r.json(5)?).map_err(|_| r.refuse(5, "facts of an alarm"))?,
        stage: Stage::from_key(r.str(6)?).ok_or_else(|| r.refuse(6, "a stage of an alarm"))?,
        version: r.int(7)?,
        at: r.time(8)?,
    })
}

pub(crate) const LIST: Query<Alarm> = Query::new(
    "offence_alarms",
    "select id, source, precinct, category, month, facts, state, version, at from offence_alarm
      where source = ?1 order by month desc, id limit 500",
    read,
);
pub(crate) const ONE: Query<Alarm> = Query::new(
    "offence_alarm",
    "select id, source, precinct, category, month, facts, state, version, at from offence_alarm where id = ?1",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_offence_alarm",
    "insert into offence_alarm (id, source, precinct, category, month, facts, state, at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (source, precinct, category, month) do nothing",
);
pub(crate) const MOVE: Statement = Statement::new(
    "move_offence_alarm",
    "update offence_alarm set state = ?3, version = version + 1 where id = ?1 and version = ?2",
);
pub(crate) const ADD_STEP: Statement = Statement::new(
    "add_offence_alarm_step",
    "insert into offence_alarm_step (id, alarm, state, note, at, by_person) values (?1, ?2, ?3, ?4, ?5, ?6)",
);

/// A step that was taken.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) stage: Stage,
    pub(crate) note: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Id,
}

pub(crate) const STEPS: Query<Step> = Query::new(
    "offence_alarm_steps",
    "select state, note, at, by_person from offence_alarm_step where alarm = ?1 order by id",
    |r| {
        Ok(Step {
            stage: Stage::from_key(r.str(0)?).ok_or_else(|| r.refuse(0, "a stage of an alarm"))?,
            note: r.text(1)?,
            at: r.time(2)?,
            by: r.id(3)?,
        })
    },
);

/// Alarms of a source, newest month first.
pub(crate) async fn list(store: &Store, source: &str) -> Result<Vec<Alarm>, StoreError> {
    store.rows(&LIST, &[source.into()]).await
}

/// One alarm.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<Alarm>, StoreError> {
    store.row(&ONE, &[id.into()]).await
}

/// Its steps, oldest first.
pub(crate) async fn steps(store: &Store, id: Id) -> Result<Vec<Step>, StoreError> {
    store.rows(&STEPS, &[id.into()]).await
}

/// Adds an alarm; false when it was raised before.
pub(crate) async fn add(tx: &mut Transaction, alarm: &Alarm) -> Result<bool, StoreError> {
    let row = [
        alarm.id.into(),
        alarm.source.as_str().into(),
        alarm.precinct.as_str().into(),
        alarm.category.as_str().into(),
        alarm.month.0.into(),
        serde_json::to_value(&alarm.facts).unwrap_or_default().into(),
        alarm.stage.key().into(),
        alarm.at.into(),
    ];
    Ok(tx.execute(&ADD, &row).await? > 0)
}

/// Takes a step with an alarm that is still at `version`; false when it is not.
pub(crate) async fn step(
    tx: &mut Transaction,
    alarm: &Alarm,
    id: Id,
    step: &Step,
) -> Result<bool, StoreError> {
    let moved = tx.execute(&MOVE, &[alarm.id.into(), alarm.version.into(), step.stage.key().into()]).await?;
    let row = [
        id.into(),
        alarm.id.into(),
        step.stage.key().into(),
        step.note.as_str().into(),
        step.at.into(),
        step.by.into(),
    ];
    tx.execute(&ADD_STEP, &row).await?;
    Ok(moved > 0)
}
