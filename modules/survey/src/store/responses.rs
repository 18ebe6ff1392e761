//! Answers. Nothing here leads to a person, an invitation or an hour.

use questionnaires::Answers;
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::sampling::SampleInfo;
use crate::wave::Mode;

/// What one person answered, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub(crate) answers: Answers,
    pub(crate) sample: SampleInfo,
    pub(crate) mode: Mode,
}

fn mode(r: &Row<'_>, column: usize) -> Result<Mode, StoreError> {
    Mode::from_key(&r.text(column)?).ok_or_else(|| r.refuse(column, "a mode"))
}

fn answers(r: &Row<'_>, column: usize) -> Result<Answers, StoreError> {
    serde_json::from_value(r.json(column)?).map_err(|_| r.refuse(column, "answers"))
}

pub(crate) const ALL: Query<Kept> = Query::new(
    "survey_responses",
    "select answers, sample, mode from survey_response where wave = ?1 order by id",
    |r| Ok(Kept { answers: answers(r, 0)?, sample: super::codes::sample(r, 1)?, mode: mode(r, 2)? }),
);
pub(crate) const COUNTS: Query<(Mode, i64)> = Query::new(
    "survey_response_counts",
    "select mode, count(*) from survey_response where wave = ?1 group by mode order by mode",
    |r| Ok((mode(r, 0)?, r.int(1)?)),
);
pub(crate) const BY_CLIENT: Query<(Id, Mode, Answers)> = Query::new(
    "survey_response_by_client",
    "select wave, mode, answers from survey_response where client = ?1",
    |r| Ok((r.id(0)?, mode(r, 1)?, answers(r, 2)?)),
);
pub(crate) const ADD: Statement = Statement::new(
    "add_survey_response",
    "insert into survey_response (id, wave, mode, sample, answers, client) values (?1, ?2, ?3, ?4, ?5, ?6)
     on conflict do nothing",
);
/// Whoever closes the wave waits, so that nothing comes into a closed one.
pub(crate) const HOLD: Statement = Statement::new(
    "hold_collecting_survey_wave",
    "update survey_wave set state = state where id = ?1 and state = 'collecting'",
);

/// Every answer of a wave.
pub(crate) async fn all(store: &Store, wave: Id) -> Result<Vec<Kept>, StoreError> {
    store.rows(&ALL, &[wave.into()]).await
}

/// Keeps an answer under an id drawn at random; false when this device has sent it before.
pub(crate) async fn add(
    tx: &mut Transaction,
    id: Id,
    wave: Id,
    kept: &Kept,
    client: Option<&str>,
) -> Result<bool, StoreError> {
    let sample = serde_json::to_value(&kept.sample).unwrap_or_default();
    let answers = serde_json::to_value(&kept.answers).unwrap_or_default();
    let row = [
        id.into(),
        wave.into(),
        kept.mode.key().into(),
        sample.into(),
        answers.into(),
        client.map(str::to_owned).into(),
    ];
    Ok(tx.execute(&ADD, &row).await? > 0)
}
