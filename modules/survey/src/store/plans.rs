//! How a wave's sample was drawn, what was done to its weights, and what was published of it.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::design::Declaration;
use crate::results::Results;
use crate::weighting::Step;

pub(crate) const DESIGN: Query<Option<serde_json::Value>> =
    Query::new("survey_design", "select design from survey_wave where id = ?1", |r| r.opt_json(0));
pub(crate) const DECLARE: Statement = Statement::new(
    "declare_survey_design",
    "update survey_wave set design = ?2, version = version + 1, changed_at = ?3, changed_by = ?4 where id = ?1",
);
/// A step with when and by whom it was added.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Taken {
    pub(crate) number: i64,
    pub(crate) step: Step,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Id,
}
pub(crate) const STEPS: Query<Taken> = Query::new(
    "survey_weighting",
    "select number, step, added_at, added_by from survey_weighting where wave = ?1 order by number",
    |r| {
        let step = serde_json::from_value(r.json(1)?).map_err(|_| r.refuse(1, "a weighting step"))?;
        Ok(Taken { number: r.int(0)?, step, at: r.time(2)?, by: r.id(3)? })
    },
);
pub(crate) const ADD_STEP: Statement = Statement::new(
    "add_survey_weighting",
    "insert into survey_weighting (wave, number, step, added_at, added_by) values (?1, ?2, ?3, ?4, ?5)",
);
pub(crate) const DROP_STEP: Statement =
    Statement::new("drop_survey_weighting", "delete from survey_weighting where wave = ?1 and number = ?2");

/// What was published of a wave at one time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Release {
    pub(crate) id: Id,
    pub(crate) wave: Id,
    pub(crate) number: i64,
    pub(crate) results: Results,
    pub(crate) at: DateTime<Utc>,
    pub(crate) withdrawn_at: Option<DateTime<Utc>>,
}

fn release(r: &Row<'_>) -> Result<Release, StoreError> {
    Ok(Release {
        id: r.id(0)?,
        wave: r.id(1)?,
        number: r.int(2)?,
        results: serde_json::from_value(r.json(3)?).map_err(|_| r.refuse(3, "results of a wave"))?,
        at: r.time(4)?,
        withdrawn_at: r.opt_time(5)?,
    })
}

pub(crate) const RELEASES: Query<Release> = Query::new(
    "survey_releases",
    "select id, wave, number, body, released_at, withdrawn_at from survey_release where wave = ?1 order by number",
    release,
);
pub(crate) const RELEASE: Query<Release> = Query::new(
    "survey_release",
    "select id, wave, number, body, released_at, withdrawn_at from survey_release
      where id = ?1 and withdrawn_at is null",
    release,
);
pub(crate) const PUBLIC: Query<Release> = Query::new(
    "public_survey_releases",
    "select id, wave, number, body, released_at, withdrawn_at from survey_release
      where withdrawn_at is null order by released_at desc limit 50",
    release,
);
pub(crate) const ADD_RELEASE: Statement = Statement::new(
    "add_survey_release",
    "insert into survey_release (id, wave, number, body, released_at, released_by) values (?1, ?2, ?3, ?4, ?5, ?6)",
);
pub(crate) const WITHDRAW: Statement = Statement::new(
    "withdraw_survey_releases",
    "update survey_release set withdrawn_at = ?2 where wave = ?1 and withdrawn_at is null",
);

/// The declared design of a wave, if it has one.
pub(crate) async fn design(store: &Store, wave: Id) -> Result<Option<Declaration>, StoreError> {
    let json = store.row(&DESIGN, &[wave.into()]).await?.flatten();
    Ok(json.and_then(|json| serde_json::from_value(json).ok()))
}

/// Keeps the design of a wave.
pub(crate) async fn declare(
    tx: &mut Transaction,
    wave: Id,
    design: &Declaration,
    at: DateTime<Utc>,
    by: Id,
) -> Result<(), StoreError> {
    let json = serde_json::to_value(design).unwrap_or_default();
    tx.execute(&DECLARE, &[wave.into(), json.into(), at.into(), by.into()]).await?;
    Ok(())
}

/// Weighting steps of a wave, in order.
pub(crate) async fn steps(store: &Store, wave: Id) -> Result<Vec<Taken>, StoreError> {
    store.rows(&STEPS, &[wave.into()]).await
}

/// Adds a weighting step.
pub(crate) async fn add_step(tx: &mut Transaction, wave: Id, taken: &Taken) -> Result<(), StoreError> {
    let step = serde_json::to_value(&taken.step).unwrap_or_default();
    let row = [wave.into(), taken.number.into(), step.into(), taken.at.into(), taken.by.into()];
    tx.execute(&ADD_STEP, &row).await?;
    Ok(())
}

/// Takes a weighting step away; false when there is none of this number.
pub(crate) async fn drop_step(tx: &mut Transaction, wave: Id, number: i64) -> Result<bool, StoreError> {
    Ok(tx.execute(&DROP_STEP, &[wave.into(), number.into()]).await? > 0)
}

/// Everything ever published of a wave.
pub(crate) async fn releases(store: &Store, wave: Id) -> Result<Vec<Release>, StoreError> {
    store.rows(&RELEASES, &[wave.into()]).await
}

/// A release that stands on the portal.
pub(crate) async fn public_one(store: &Store, id: Id) -> Result<Option<Release>, StoreError> {
    store.row(&RELEASE, &[id.into()]).await
}

/// Releases that stand on the portal, newest first.
pub(crate) async fn public(store: &Store) -> Result<Vec<Release>, StoreError> {
    store.rows(&PUBLIC, &[]).await
}

/// Adds a release.
pub(crate) async fn add_release(tx: &mut Transaction, release: &Release, by: Id) -> Result<(), StoreError> {
    let body = serde_json::to_value(&release.results).unwrap_or_default();
    let row = [
        release.id.into(),
        release.wave.into(),
        release.number.into(),
        body.into(),
        release.at.into(),
        by.into(),
    ];
    tx.execute(&ADD_RELEASE, &row).await?;
    Ok(())
}

/// Takes what is published of a wave from the portal.
pub(crate) async fn withdraw(tx: &mut Transaction, wave: Id, at: DateTime<Utc>) -> Result<(), StoreError> {
    tx.execute(&WITHDRAW, &[wave.into(), at.into()]).await?;
    Ok(())
}
