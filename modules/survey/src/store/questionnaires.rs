//! Questionnaires, each in one wording, never changed.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use questionnaires::Questionnaire;

/// A questionnaire as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) id: Id,
    pub(crate) owner: Id,
    pub(crate) questionnaire: Questionnaire,
    pub(crate) added_at: DateTime<Utc>,
    pub(crate) added_by: Id,
}

fn read(r: &Row<'_>) -> Result<Kept, StoreError> {
    let questionnaire =
        Questionnaire::from_toml(&r.text(2)?).map_err(|_| r.refuse(2, "the text of a questionnaire"))?;
    Ok(Kept { id: r.id(0)?, owner: r.id(1)?, questionnaire, added_at: r.time(3)?, added_by: r.id(4)? })
}

pub(crate) const LIST: Query<Kept> = Query::new(
    "survey_questionnaires",
    "select id, owner_body, body, added_at, added_by from survey_questionnaire where owner_body = ?1 order by id desc",
    read,
);
pub(crate) const ONE: Query<Kept> = Query::new(
    "survey_questionnaire",
    "select id, owner_body, body, added_at, added_by from survey_questionnaire where id = ?1",
    read,
);
pub(crate) const OF_WORDING: Query<Kept> = Query::new(
    "survey_questionnaire_of_wording",
    "select id, owner_body, body, added_at, added_by from survey_questionnaire
      where owner_body = ?1 and key = ?2 and wording = ?3",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_survey_questionnaire",
    "insert into survey_questionnaire (id, owner_body, key, wording, body, added_at, added_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

/// Questionnaires of a body, newest first.
pub(crate) async fn list(store: &Store, body: Id) -> Result<Vec<Kept>, StoreError> {
    store.rows(&LIST, &[body.into()]).await
}

/// One questionnaire.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<Kept>, StoreError> {
    store.row(&ONE, &[id.into()]).await
}

/// The questionnaire of this wording, if the body has it.
pub(crate) async fn of_wording(
    store: &Store,
    body: Id,
    key: &str,
    wording: &str,
) -> Result<Option<Kept>, StoreError> {
    store.row(&OF_WORDING, &[body.into(), key.into(), wording.into()]).await
}

/// Keeps a questionnaire; `body` is its text form.
pub(crate) async fn add(
    tx: &mut Transaction,
    id: Id,
    owner: Id,
    questionnaire: &Questionnaire,
    body: &str,
    at: DateTime<Utc>,
    by: Id,
) -> Result<(), StoreError> {
    let (key, wording) = (questionnaire.id.as_str(), questionnaire.version.as_str());
    let row = [id.into(), owner.into(), key.into(), wording.into(), body.into(), at.into(), by.into()];
    tx.execute(&ADD, &row).await?;
    Ok(())
}
