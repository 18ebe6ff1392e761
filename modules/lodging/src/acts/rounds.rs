//! Planning and closing rounds, and adding segments.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use chrono::NaiveDate;
use ground::Ground;
use store::Id;
use web::{Error, Refusal};

use super::{kept, must, must_walk, noted};
use crate::round::{Round, RoundState, Segment, seen_twice};
use crate::store::{checklists, rounds};

/// Adds a segment. Right: create inspections.
pub(crate) async fn add_segment(ground: &Ground, who: &Subject, new: &Segment) -> Result<(), Error> {
    must(ground, who, Action::Create, Kind::Inspection, who.body)?;
    let doing = "add a segment";
    let (lon, lat) = new.position.unzip();
    let row = [
        new.id.into(),
        who.body.into(),
        new.label.as_str().into(),
        new.object.into(),
        new.control_of.into(),
        lon.into(),
        lat.into(),
    ];
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    tx.execute(&rounds::ADD_SEGMENT, &row).await.map_err(kept(doing))?;
    let entry = Entry::of(Action::Create, Kind::Inspection).on(new.id).purpose("segment");
    record(&mut tx, ground.access.clock().now(), &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(kept(doing))
}

/// Plans a round over segments in their order; every tenth is seen by a second inspector.
/// Right: create inspections.
pub(crate) async fn plan(
    ground: &Ground,
    who: &Subject,
    partner: Id,
    on: NaiveDate,
    segments: &[Id],
) -> Result<Id, Error> {
    must(ground, who, Action::Create, Kind::Inspection, who.body)?;
    let doing = "plan a round";
    let known = ground.store.rows(&rounds::SEGMENTS, &[who.body.into()]).await.map_err(kept(doing))?;
    if segments.iter().any(|id| !known.iter().any(|segment| segment.id == *id)) {
        return Err(Error::Missing("segment of a round"));
    }
    let id = ground.store.new_id();
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    let row = rounds::new_round(id, who.body, partner, on, RoundState::Planned);
    tx.execute(&rounds::ADD_ROUND, &row).await.map_err(kept(doing))?;
    let twice = seen_twice(segments.len());
    let stop = |(at, segment): (usize, &Id)| {
        let position = i64::try_from(at).unwrap_or(i64::MAX);
        vec![id.into(), (*segment).into(), position.into(), twice.contains(&at).into()]
    };
    let stops = segments.iter().enumerate().map(stop).collect();
    tx.execute_many(&rounds::ADD_ROUND_SEGMENT, stops).await.map_err(kept(doing))?;
    let entry = Entry::of(Action::Create, Kind::Inspection).on(id).purpose("round").rows(segments.len());
    record(&mut tx, ground.access.clock().now(), &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(kept(doing))?;
    Ok(id)
}

/// One round, for whoever may do `action` to it.
pub(crate) async fn one(ground: &Ground, who: &Subject, action: Action, id: Id) -> Result<Round, Error> {
    let round = ground.store.row(&rounds::ROUND, &[id.into()]).await.map_err(kept("read a round"))?;
    let round = round.ok_or(Error::Missing("round"))?;
    must_walk(ground, who, action, &round)?;
    Ok(round)
}

/// Closes a round that is still at `version`. Right: change inspections of the body.
pub(crate) async fn close(ground: &Ground, who: &Subject, id: Id, version: i64) -> Result<(), Error> {
    let doing = "close a round";
    one(ground, who, Action::Change, id).await?;
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    if tx.execute(&rounds::CLOSE_ROUND, &[id.into(), version.into()]).await.map_err(kept(doing))? == 0 {
        return Err(Refusal::new("lodging-round-changed").status(axum::http::StatusCode::CONFLICT).into());
    }
    let entry = Entry::of(Action::Change, Kind::Inspection).on(id).purpose("closed");
    record(&mut tx, ground.access.clock().now(), &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(kept(doing))
}

/// Decides about a checklist that found its seat taken: it counts instead of the other, or it is set aside. Both stay.
/// Right: decide about inspections of the body.
pub(crate) async fn settle(ground: &Ground, who: &Subject, checklist: Id, counts: bool) -> Result<Id, Error> {
    let doing = "settle a conflict";
    let found = ground.store.row(&checklists::ONE, &[checklist.into()]).await.map_err(kept(doing))?;
    let found = found.ok_or(Error::Missing("checklist"))?;
    one(ground, who, Action::Decide, found.round).await?;
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(kept(doing))?;
    tx.execute(&rounds::HOLD, &[found.round.into()]).await.map_err(kept(doing))?;
    let found = tx.row(&checklists::ONE, &[checklist.into()]).await.map_err(kept(doing))?;
    let found = found.ok_or(Error::Missing("checklist"))?;
    if !counts && found.set_aside {
        return Ok(found.round);
    }
    // What counts already is no conflict: leaving the seat and not taking it again would lose it.
    let changed = if found.seat.is_some() {
        0
    } else if counts {
        let place = [found.round.into(), found.segment.into(), now.into()];
        tx.execute(&checklists::LEAVE_SEAT, &place).await.map_err(kept(doing))?;
        tx.execute(&checklists::TAKE_SEAT, &[checklist.into()]).await.map_err(kept(doing))?
    } else {
        tx.execute(&checklists::SET_ASIDE, &[checklist.into(), now.into()]).await.map_err(kept(doing))?
    };
    if changed != 1 {
        tx.rollback().await.map_err(kept(doing))?;
        return Err(Refusal::new("lodging-inspection-seated")
            .status(axum::http::StatusCode::CONFLICT)
            .into());
    }
    let entry = Entry::of(Action::Decide, Kind::Inspection).on(checklist);
    let entry = entry.detail(serde_json::json!({ "counts": counts }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(kept(doing))?;
    Ok(found.round)
}
