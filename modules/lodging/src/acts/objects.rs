//! Adding and changing lodging objects.

use access::trail::{Entry, record};
use access::{Action, Actor, Kind, Subject};
use ground::Ground;
use store::Id;
use web::Error;

use super::{kept, must, noted};
use crate::object::{LodgingObject, ObjectDraft};
use crate::store::objects;

/// Adds an object to the register of the subject's body. Right: create lodging objects.
pub(crate) async fn add(ground: &Ground, who: &Subject, draft: &ObjectDraft) -> Result<Id, Error> {
    must(ground, who, Action::Create, Kind::LodgingObject, who.body)?;
    let (id, now) = (ground.store.new_id(), ground.access.clock().now());
    let mut tx = ground.store.begin().await.map_err(kept("add a lodging object"))?;
    objects::add(&mut tx, id, who.body, draft, now, who.person)
        .await
        .map_err(kept("add a lodging object"))?;
    let entry = Entry::of(Action::Create, Kind::LodgingObject).on(id);
    let entry = entry.detail(serde_json::json!({ "after": objects::as_json(draft) }));
    record(&mut tx, now, &Actor::from(who), entry).await.map_err(noted)?;
    tx.commit().await.map_err(kept("add a lodging object"))?;
    Ok(id)
}

/// What became of a change.
pub(crate) enum Changed {
    /// It is written.
    Written,
    /// Somebody else was quicker; this is how it stands now, and nothing was written.
    Meanwhile(Box<LodgingObject>),
}

/// Changes an object that is still at `version`. Right: change lodging objects of the body.
pub(crate) async fn change(
    ground: &Ground,
    who: &Subject,
    id: Id,
    version: i64,
    draft: &ObjectDraft,
) -> Result<Changed, Error> {
    let before = one(ground, who, Action::Change, id).await?;
    let now = ground.access.clock().now();
    let mut tx = ground.store.begin().await.map_err(kept("change a lodging object"))?;
    let written = objects::change(&mut tx, id, version, draft, now, who.person).await;
    if !written.map_err(kept("change a lodging object"))? {
        tx.rollback().await.map_err(kept("change a lodging object"))?;
        return Ok(Changed::Meanwhile(Box::new(one(ground, who, Action::Change, id).await?)));
    }
    let entry = Entry::of(Action::Change, Kind::LodgingObject).on(id);
    let both =
        serde_json::json!({ "before": objects::as_json(&before.draft), "after": objects::as_json(draft) });
    record(&mut tx, now, &Actor::from(who), entry.detail(both)).await.map_err(noted)?;
    tx.commit().await.map_err(kept("change a lodging object"))?;
    Ok(Changed::Written)
}

/// One object, for whoever may do `action` to it.
pub(crate) async fn one(
    ground: &Ground,
    who: &Subject,
    action: Action,
    id: Id,
) -> Result<LodgingObject, Error> {
    let object = objects::one(&ground.store, id).await.map_err(kept("read a lodging object"))?;
    let object = object.ok_or(Error::Missing("lodging object"))?;
    must(ground, who, action, Kind::LodgingObject, object.owner)?;
    Ok(object)
}

/// Notes that a file of the register went out.
pub(crate) async fn exported(ground: &Ground, who: &Subject, bytes: &[u8], rows: usize) -> Result<(), Error> {
    must(ground, who, Action::Export, Kind::LodgingObject, who.body)?;
    let entry = Entry::of(Action::Export, Kind::LodgingObject).rows(rows);
    let entry = entry.detail(serde_json::json!({ "sha256": crate::sha256(bytes) }));
    ground.access.note(&Actor::from(who), entry).await.map_err(noted)
}
