//! Publishing: what may be shown of a wave goes to the portal, whole and for good.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::Id;
use web::{Error, Refusal};

use super::data::{Prepared, prepare};
use super::{kept, must, noted};
use crate::protection;
use crate::results::Results;
use crate::store::plans::{self, Release};
use crate::store::waves;
use crate::wave::State;

/// What would be published of a wave now. Right: read surveys of the body.
pub(crate) async fn publishable(
    ground: &Ground,
    who: &Subject,
    wave: Id,
) -> Result<(Results, Prepared), Error> {
    safe(prepare(ground, who, Action::Read, wave).await?).await
}

/// What would be published of a wave that is prepared.
pub(crate) async fn safe(prepared: Prepared) -> Result<(Results, Prepared), Error> {
    let items = prepared.items();
    let (results, prepared) = prepared.results(items).await?;
    let work = tokio::task::spawn_blocking(move || {
        let districts = prepared.districts();
        let safe = protection::protected(results, &prepared.data, districts.as_ref());
        (safe, prepared)
    });
    let (safe, prepared) = work.await.map_err(|cause| Error::fault("protect figures", cause))?;
    let safe = safe.map_err(|cause| {
        tracing::warn!(%cause, "a wave cannot be protected");
        Error::from(Refusal::new("survey-unprotected"))
    })?;
    Ok((safe, prepared))
}

/// Publishes a wave that is closed. What it published before is replaced on the portal and kept. Right: decide surveys.
pub(crate) async fn publish(ground: &Ground, who: &Subject, wave: Id) -> Result<Id, Error> {
    let doing = || kept("publish a wave");
    let (results, prepared) = publishable(ground, who, wave).await?;
    let wave = prepared.wave.clone();
    must(ground, who, Action::Decide, wave.owner)?;
    if !matches!(wave.state, State::Closed | State::Published) {
        return Err(Refusal::new("survey-not-closed").into());
    }
    let earlier = plans::releases(&ground.store, wave.id).await.map_err(doing())?;
    let number = earlier.last().map_or(1, |last| last.number + 1);
    let results = told_apart_from(earlier, results, prepared).await?;
    let now = ground.access.clock().now();
    let id = ground.store.new_id();
    let release = Release { id, wave: wave.id, number, results, at: now, withdrawn_at: None };
    let mut tx = ground.store.begin().await.map_err(doing())?;
    if wave.state == State::Closed {
        let moved = waves::to_state(&mut tx, wave.id, wave.version, State::Published, now, who.person).await;
        if !moved.map_err(doing())? {
            tx.rollback().await.map_err(doing())?;
            return Err(Refusal::new("survey-changed").status(axum::http::StatusCode::CONFLICT).into());
        }
    }
    plans::withdraw(&mut tx, wave.id, now).await.map_err(doing())?;
    plans::add_release(&mut tx, &release, who.person).await.map_err(doing())?;
    let entry = Entry::of(Action::Decide, Kind::Survey).on(wave.id).purpose("publish");
    let detail = serde_json::json!({ "release": id.to_string(), "number": number, "items": release.results.items.len() });
    record(&mut tx, now, &Actor::from(who), entry.detail(detail)).await.map_err(noted)?;
    tx.commit().await.map_err(doing())?;
    Ok(id)
}

/// The results, unless they give somebody away together with what was published before, on the portal still or not.
async fn told_apart_from(
    earlier: Vec<Release>,
    results: Results,
    prepared: Prepared,
) -> Result<Results, Error> {
    let work = tokio::task::spawn_blocking(move || {
        let earlier: Vec<&Results> = earlier.iter().map(|release| &release.results).collect();
        let weights = prepared.weighted.as_ref().map_or(&[][..], |(design, _)| design.weights());
        (protection::tells_apart(&prepared.data, weights, &earlier, &results), results)
    });
    let (told, results) = work.await.map_err(|cause| Error::fault("compare releases", cause))?;
    match told {
        Ok(None) => Ok(results),
        Ok(Some(name)) => Err(Refusal::new("survey-tells-apart").with("item", name).into()),
        Err(cause) => {
            tracing::warn!(%cause, "releases cannot be compared");
            Err(Refusal::new("survey-unprotected").into())
        }
    }
}

/// Takes a wave's figures from the portal; the wave is closed as before. Right: decide surveys of the body.
pub(crate) async fn withdraw(ground: &Ground, who: &Subject, wave: Id) -> Result<(), Error> {
    let doing = || kept("withdraw a wave");
    let wave = super::waves::one(ground, who, Action::Decide, wave).await?;
    if wave.state != State::Published {
        return Err(Refusal::new("survey-state-refused").into());
    }
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(doing())?;
    let moved = waves::to_state(&mut tx, wave.id, wave.version, State::Closed, now, who.person).await;
    if !moved.map_err(doing())? {
        tx.rollback().await.map_err(doing())?;
        return Err(Refusal::new("survey-changed").status(axum::http::StatusCode::CONFLICT).into());
    }
    plans::withdraw(&mut tx, wave.id, now).await.map_err(doing())?;
    let entry = Entry::of(Action::Decide, Kind::Survey).on(wave.id).purpose("withdraw");
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(doing())
}
