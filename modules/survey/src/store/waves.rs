//! Waves.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::wave::{Facts, State, Wave};

fn read(r: &Row<'_>) -> Result<Wave, StoreError> {
    Ok(Wave {
        id: r.id(0)?,
        owner: r.id(1)?,
        label: r.text(2)?,
        state: State::from_key(&r.text(3)?).ok_or_else(|| r.refuse(3, "a state of a wave"))?,
        questionnaire: r.opt_id(4)?,
        facts: serde_json::from_value(r.json(5)?).map_err(|_| r.refuse(5, "facts of a wave"))?,
        version: r.int(6)?,
    })
}

pub(crate) const LIST: Query<Wave> = Query::new(
    "survey_waves",
    "select id, owner_body, label, state, questionnaire, facts, version from survey_wave
      where owner_body = ?1 order by id desc",
    read,
);
pub(crate) const ALL: Query<Wave> = Query::new(
    "all_survey_waves",
    "select id, owner_body, label, state, questionnaire, facts, version from survey_wave order by id desc",
    read,
);
pub(crate) const ONE: Query<Wave> = Query::new(
    "survey_wave",
    "select id, owner_body, label, state, questionnaire, facts, version from survey_wave where id = ?1",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_survey_wave",
    "insert into survey_wave (id, owner_body, label, state, questionnaire, facts, version, changed_at, changed_by)
     values (?1, ?2, ?3, 'draft', ?4, ?5, 1, ?6, ?7)",
);
pub(crate) const CHANGE: Statement = Statement::new(
    "change_survey_wave",
    "update survey_wave set label = ?3, questionnaire = ?4, facts = ?5, version = version + 1, changed_at = ?6,
        changed_by = ?7
      where id = ?1 and version = ?2",
);
pub(crate) const MOVE: Statement = Statement::new(
    "move_survey_wave",
    "update survey_wave set state = ?3, version = version + 1, changed_at = ?4, changed_by = ?5
      where id = ?1 and version = ?2",
);

/// Takes the wave, so that whoever does the same waits.
pub(crate) const TOUCH: Statement =
    Statement::new("touch_survey_wave", "update survey_wave set state = state where id = ?1");

/// What a person says about a wave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) label: String,
    pub(crate) questionnaire: Option<Id>,
    pub(crate) facts: Facts,
}

impl Draft {
    /// For the trail.
    pub(crate) fn as_json(&self) -> serde_json::Value {
        serde_json::json!({
            "label": self.label,
            "questionnaire": self.questionnaire.map(|id| id.to_string()),
            "facts": facts(&self.facts),
        })
    }
}

impl From<&Wave> for Draft {
    fn from(wave: &Wave) -> Draft {
        Draft { label: wave.label.clone(), questionnaire: wave.questionnaire, facts: wave.facts.clone() }
    }
}

fn facts(facts: &Facts) -> serde_json::Value {
    // Strings, numbers, days: nothing that JSON could not say.
    serde_json::to_value(facts).unwrap_or_default()
}

/// Waves of a body, newest first.
pub(crate) async fn list(store: &Store, body: Id) -> Result<Vec<Wave>, StoreError> {
    store.rows(&LIST, &[body.into()]).await
}

/// Waves of every body, newest first.
pub(crate) async fn all(store: &Store) -> Result<Vec<Wave>, StoreError> {
    store.rows(&ALL, &[]).await
}

/// One wave.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<Wave>, StoreError> {
    store.row(&ONE, &[id.into()]).await
}

/// Adds a wave.
pub(crate) async fn add(
    tx: &mut Transaction,
    id: Id,
    owner: Id,
    draft: &Draft,
    at: DateTime<Utc>,
    by: Id,
) -> Result<(), StoreError> {
    let (label, facts) = (draft.label.as_str(), facts(&draft.facts));
    let row = [
        id.into(),
        owner.into(),
        label.into(),
        draft.questionnaire.into(),
        facts.into(),
        at.into(),
        by.into(),
    ];
    tx.execute(&ADD, &row).await?;
    Ok(())
}

/// Changes a wave that is still at `version`; false when it is not.
pub(crate) async fn change(
    tx: &mut Transaction,
    id: Id,
    version: i64,
    draft: &Draft,
    at: DateTime<Utc>,
    by: Id,
) -> Result<bool, StoreError> {
    let (label, facts) = (draft.label.as_str(), facts(&draft.facts));
    let row = [
        id.into(),
        version.into(),
        label.into(),
        draft.questionnaire.into(),
        facts.into(),
        at.into(),
        by.into(),
    ];
    Ok(tx.execute(&CHANGE, &row).await? > 0)
}

/// Moves a wave that is still at `version` to another state; false when it is not.
pub(crate) async fn to_state(
    tx: &mut Transaction,
    id: Id,
    version: i64,
    state: State,
    at: DateTime<Utc>,
    by: Id,
) -> Result<bool, StoreError> {
    let row = [id.into(), version.into(), state.key().into(), at.into(), by.into()];
    Ok(tx.execute(&MOVE, &row).await? > 0)
}
