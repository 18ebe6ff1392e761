//! Industrial zones.

use store::{Id, Query, Row, Statement, StoreError};

use crate::zone::Zone;

/// A zone, kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeptZone {
    pub(crate) id: Id,
    pub(crate) code: String,
    pub(crate) zone: Zone,
    pub(crate) version: i64,
}

fn zone(r: &Row<'_>) -> Result<KeptZone, StoreError> {
    let body = serde_json::from_value(r.json(2)?).map_err(|_| r.refuse(2, "a zone"))?;
    Ok(KeptZone { id: r.id(0)?, code: r.text(1)?, zone: body, version: r.int(3)? })
}

pub(crate) const LIST: Query<KeptZone> =
    Query::new("list_zones", "select id, code, body, version from foreigners_zone order by code", zone);
pub(crate) const ONE: Query<KeptZone> =
    Query::new("zone", "select id, code, body, version from foreigners_zone where id = ?1", zone);
pub(crate) const ADD: Statement = Statement::new(
    "add_zone",
    "insert into foreigners_zone (id, code, body, changed_at, changed_by) values (?1, ?2, ?3, ?4, ?5)",
);
pub(crate) const CHANGE: Statement = Statement::new(
    "change_zone",
    "update foreigners_zone set body = ?3, version = version + 1, changed_at = ?4, changed_by = ?5
      where id = ?1 and version = ?2",
);
