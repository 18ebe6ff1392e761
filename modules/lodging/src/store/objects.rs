//! Lodging objects and their versions.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction, Value};

use crate::area::{Room, capacity};
use crate::object::{LodgingObject, ObjectDraft, ObjectKind, ObjectStatus, Operator, Site};

/// An object in a list: without its rooms, with what they add up to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) object: LodgingObject,
    pub(crate) computed_capacity: i64,
}

const COLUMNS_NOTE: &str = "the columns of a line";

fn read(r: &Row<'_>) -> Result<Line, StoreError> {
    let (lon, lat) = (r.opt_real(6)?, r.opt_real(7)?);
    let draft = ObjectDraft {
        kind: ObjectKind::from_key(&r.text(2)?).ok_or_else(|| r.refuse(2, COLUMNS_NOTE))?,
        status: ObjectStatus::from_key(&r.text(3)?).ok_or_else(|| r.refuse(3, COLUMNS_NOTE))?,
        site: Site { address_code: r.opt_int(4)?, label: r.text(5)?, position: lon.zip(lat) },
        approved_use: r.text(8)?,
        declared_capacity: r.opt_int(9)?,
        operator: Operator { name: r.text(11)?, ico: r.text(12)? },
        rooms: Vec::new(),
        note: r.text(13)?,
    };
    let object = LodgingObject {
        id: r.id(0)?,
        owner: r.id(1)?,
        version: r.int(14)?,
        draft,
        changed_at: r.time(15)?,
        changed_by: r.id(16)?,
    };
    Ok(Line { object, computed_capacity: r.int(10)? })
}

pub(crate) const LIST: Query<Line> = Query::new(
    "lodging_objects",
    "select id, owner_body, kind, status, address_code, label, lon, lat, approved_use, declared_capacity,
            computed_capacity, operator_name, operator_ico, note, version, changed_at, changed_by
       from lodging_object
      where owner_body = ?1 and (kind = ?2 or ?2 is null) and (status = ?3 or ?3 is null)
      order by id",
    read,
);
pub(crate) const ONE: Query<Line> = Query::new(
    "lodging_object",
    "select id, owner_body, kind, status, address_code, label, lon, lat, approved_use, declared_capacity,
            computed_capacity, operator_name, operator_ico, note, version, changed_at, changed_by
       from lodging_object where id = ?1",
    read,
);
pub(crate) const AT_ADDRESS: Query<Id> = Query::new(
    "lodging_object_at_address",
    "select id from lodging_object where owner_body = ?1 and address_code = ?2 order by id",
    |r| r.id(0),
);
pub(crate) const ROOMS: Query<Room> = Query::new(
    "lodging_rooms",
    "select label, width_cm, length_cm from lodging_room where object = ?1 order by position",
    |r| {
        let side = |column| u64::try_from(r.int(column)?).map_err(|_| r.refuse(column, "a side"));
        Ok(Room { label: r.text(0)?, width_cm: side(1)?, length_cm: side(2)? })
    },
);
/// A version of an object.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) version: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: Id,
    pub(crate) body: serde_json::Value,
}
pub(crate) const VERSIONS: Query<Version> = Query::new(
    "lodging_object_versions",
    "select version, changed_at, changed_by, body from lodging_object_version where object = ?1 order by version desc",
    |r| Ok(Version { version: r.int(0)?, at: r.time(1)?, by: r.id(2)?, body: r.json(3)? }),
);
pub(crate) const ADD: Statement = Statement::new(
    "add_lodging_object",
    "insert into lodging_object (id, owner_body, kind, status, address_code, label, lon, lat, approved_use,
        declared_capacity, computed_capacity, operator_name, operator_ico, note, version, changed_at, changed_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1, ?15, ?16)",
);
pub(crate) const CHANGE: Statement = Statement::new(
    "change_lodging_object",
    "update lodging_object set kind = ?3, status = ?4, address_code = ?5, label = ?6, lon = ?7, lat = ?8,
        approved_use = ?9, declared_capacity = ?10, computed_capacity = ?11, operator_name = ?12, operator_ico = ?13,
        note = ?14, version = version + 1, changed_at = ?15, changed_by = ?16
      where id = ?1 and version = ?2",
);
pub(crate) const DROP_ROOMS: Statement =
    Statement::new("drop_lodging_rooms", "delete from lodging_room where object = ?1");
pub(crate) const ADD_ROOM: Statement = Statement::new(
    "add_lodging_room",
    "insert into lodging_room (object, position, label, width_cm, length_cm) values (?1, ?2, ?3, ?4, ?5)",
);
pub(crate) const ADD_VERSION: Statement = Statement::new(
    "add_lodging_object_version",
    "insert into lodging_object_version (object, version, changed_at, changed_by, body) values (?1, ?2, ?3, ?4, ?5)",
);

/// Objects of a body.
pub(crate) async fn list(
    store: &Store,
    body: Id,
    kind: Option<ObjectKind>,
    status: Option<ObjectStatus>,
) -> Result<Vec<Line>, StoreError> {
    let kind = kind.map(ObjectKind::key);
    store.rows(&LIST, &[body.into(), kind.into(), status.map(ObjectStatus::key).into()]).await
}

/// One object with its rooms.
pub(crate) async fn one(store: &Store, id: Id) -> Result<Option<LodgingObject>, StoreError> {
    let Some(Line { mut object, .. }) = store.row(&ONE, &[id.into()]).await? else { return Ok(None) };
    object.draft.rooms = store.rows(&ROOMS, &[id.into()]).await?;
    Ok(Some(object))
}

/// The values of a draft in the order of `ADD` and `CHANGE`, after the two that differ.
fn values(draft: &ObjectDraft, at: DateTime<Utc>, by: Id) -> Vec<Value> {
    let (lon, lat) = draft.site.position.unzip();
    vec![
        draft.kind.key().into(),
        draft.status.key().into(),
        draft.site.address_code.into(),
        draft.site.label.as_str().into(),
        lon.into(),
        lat.into(),
        draft.approved_use.as_str().into(),
        draft.declared_capacity.into(),
        count(capacity(&draft.rooms)).into(),
        draft.operator.name.as_str().into(),
        draft.operator.ico.as_str().into(),
        draft.note.as_str().into(),
        at.into(),
        by.into(),
    ]
}

/// Adds an object with its rooms and first version.
pub(crate) async fn add(
    tx: &mut Transaction,
    id: Id,
    owner: Id,
    draft: &ObjectDraft,
    at: DateTime<Utc>,
    by: Id,
) -> Result<(), StoreError> {
    let mut row = vec![id.into(), owner.into()];
    row.extend(values(draft, at, by));
    tx.execute(&ADD, &row).await?;
    keep(tx, id, 1, draft, at, by).await
}

/// Changes an object that is still at `version`; false when it is not.
pub(crate) async fn change(
    tx: &mut Transaction,
    id: Id,
    version: i64,
    draft: &ObjectDraft,
    at: DateTime<Utc>,
    by: Id,
) -> Result<bool, StoreError> {
    let mut row = vec![id.into(), version.into()];
    row.extend(values(draft, at, by));
    if tx.execute(&CHANGE, &row).await? == 0 {
        return Ok(false);
    }
    tx.execute(&DROP_ROOMS, &[id.into()]).await?;
    keep(tx, id, version + 1, draft, at, by).await?;
    Ok(true)
}

async fn keep(
    tx: &mut Transaction,
    id: Id,
    version: i64,
    draft: &ObjectDraft,
    at: DateTime<Utc>,
    by: Id,
) -> Result<(), StoreError> {
    let room = |(position, room): (usize, &Room)| {
        let (width, length) = (count(room.width_cm), count(room.length_cm));
        vec![
            id.into(),
            count(position as u64).into(),
            room.label.as_str().into(),
            width.into(),
            length.into(),
        ]
    };
    tx.execute_many(&ADD_ROOM, draft.rooms.iter().enumerate().map(room).collect()).await?;
    tx.execute(&ADD_VERSION, &[id.into(), version.into(), at.into(), by.into(), as_json(draft).into()])
        .await?;
    Ok(())
}

/// The whole draft, for the history and the trail.
pub(crate) fn as_json(draft: &ObjectDraft) -> serde_json::Value {
    serde_json::json!({
        "kind": draft.kind.key(),
        "status": draft.status.key(),
        "address": draft.site.address_code,
        "label": draft.site.label,
        "approved-use": draft.approved_use,
        "declared-capacity": draft.declared_capacity,
        "computed-capacity": capacity(&draft.rooms),
        "operator": draft.operator.name,
        "ico": draft.operator.ico,
        "rooms": draft.rooms,
        "note": draft.note,
    })
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
