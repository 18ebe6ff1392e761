//! Waves: adding, changing, opening and closing them.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::Id;
use web::{Error, Refusal};

use super::{kept, must, noted};
use crate::store::codes;
use crate::store::waves::{self, Draft};
use crate::wave::{State, Wave};

/// What became of a change.
pub(crate) enum Changed {
    /// It is written.
    Written,
    /// Somebody else was quicker; nothing was written, and this is how it stands now.
    Meanwhile(Box<Wave>),
}

/// One wave, for whoever may do `action` to it.
pub(crate) async fn one(ground: &Ground, who: &Subject, action: Action, id: Id) -> Result<Wave, Error> {
    let wave = waves::one(&ground.store, id).await.map_err(kept("read a wave"))?;
    let wave = wave.ok_or(Error::Missing("wave"))?;
    must(ground, who, action, wave.owner)?;
    Ok(wave)
}

/// Adds a wave of the subject's body. Right: create surveys.
pub(crate) async fn add(ground: &Ground, who: &Subject, draft: &Draft) -> Result<Id, Error> {
    must(ground, who, Action::Create, who.body)?;
    let doing = || kept("add a wave");
    let (id, now) = (ground.store.new_id(), ground.access.clock().now());
    let mut tx = ground.store.begin().await.map_err(doing())?;
    waves::add(&mut tx, id, who.body, draft, now, who.person).await.map_err(doing())?;
    let entry = Entry::of(Action::Create, Kind::Survey).on(id);
    let entry = entry.detail(serde_json::json!({ "after": draft.as_json() }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(id)
}

/// Changes what is said of a wave that is still at `version`. Right: change surveys of the body.
pub(crate) async fn change(
    ground: &Ground,
    who: &Subject,
    id: Id,
    version: i64,
    draft: &Draft,
) -> Result<Changed, Error> {
    let doing = || kept("change a wave");
    let before = one(ground, who, Action::Change, id).await?;
    if before.questionnaire != draft.questionnaire && before.state != State::Draft {
        // People are answering, or have answered, the other one.
        return Err(Refusal::new("survey-questionnaire-fixed").into());
    }
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    if !waves::change(&mut tx, id, version, draft, now, who.person).await.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Ok(Changed::Meanwhile(Box::new(one(ground, who, Action::Change, id).await?)));
    }
    let both = serde_json::json!({ "before": Draft::from(&before).as_json(), "after": draft.as_json() });
    let entry = Entry::of(Action::Change, Kind::Survey).on(id).detail(both);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(Changed::Written)
}

/// Opens a wave for answers, closes it, or opens it again. Right: change surveys of the body.
pub(crate) async fn to_state(
    ground: &Ground,
    who: &Subject,
    id: Id,
    version: i64,
    next: State,
) -> Result<(), Error> {
    let doing = || kept("move a wave");
    let wave = one(ground, who, Action::Change, id).await?;
    let moves = matches!(next, State::Collecting | State::Closed) && wave.state != State::Published;
    if !moves || !wave.state.may_become(next) {
        return Err(Refusal::new("survey-state-refused").into());
    }
    if next == State::Collecting && wave.questionnaire.is_none() {
        return Err(Refusal::new("survey-no-questionnaire").into());
    }
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    if !waves::to_state(&mut tx, id, version, next, now, who.person).await.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("survey-changed").status(axum::http::StatusCode::CONFLICT).into());
    }
    if next == State::Closed {
        // Nobody can finish any more, and what was not handed in was not given to us.
        tx.execute(&codes::FORGET_ALL, &[id.into()]).await.map_err(doing())?;
    }
    let states = serde_json::json!({ "before": wave.state.key(), "after": next.key() });
    let entry = Entry::of(Action::Change, Kind::Survey).on(id).detail(states);
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}
