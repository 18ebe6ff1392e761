//! Sets that were taken over, what of them was released, mappings and settings.

use chrono::{DateTime, NaiveDate, Utc};
use official_statistics::mapping::Mapping;
use serde::de::DeserializeOwned;
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::stock::{Released, Stock};

/// A file that was taken over or set aside.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Set {
    pub(crate) id: Id,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) taken: bool,
    pub(crate) report: serde_json::Value,
    pub(crate) added_at: DateTime<Utc>,
}

pub(crate) const LIST: Query<Set> = Query::new(
    "list_foreigners_sets",
    "select id, kind, name, state, report, added_at from foreigners_set order by id desc limit 200",
    |r| {
        Ok(Set {
            id: r.id(0)?,
            kind: r.text(1)?,
            name: r.text(2)?,
            taken: r.text(3)? == "taken",
            report: r.json(4)?,
            added_at: r.time(5)?,
        })
    },
);
pub(crate) const ADD: Statement = Statement::new(
    "add_foreigners_set",
    "insert into foreigners_set (id, kind, name, sha256, state, report, added_at, added_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

/// What was released of a stock.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Release {
    pub(crate) id: Id,
    pub(crate) source: String,
    pub(crate) stock: Stock,
    pub(crate) released: Released,
    pub(crate) at: DateTime<Utc>,
}

fn body<T: DeserializeOwned>(r: &Row<'_>, column: usize) -> Result<T, StoreError> {
    serde_json::from_value(r.json(column)?).map_err(|_| r.refuse(column, "a value of this module"))
}

fn release(r: &Row<'_>) -> Result<Release, StoreError> {
    Ok(Release {
        id: r.id(0)?,
        source: r.text(1)?,
        stock: body(r, 2)?,
        released: body(r, 3)?,
        at: r.time(4)?,
    })
}

pub(crate) const RELEASES: Query<Release> = Query::new(
    "releases_of_foreigners",
    "select id, source, stock, cells, at from foreigners_release
      where concept = ?1 and territory = ?2 and source = ?3 order by day, id",
    release,
);
/// The newest release of each concept, territory, source and day.
pub(crate) const RELEASED: Query<Release> = Query::new(
    "released_foreigners",
    "select id, source, stock, cells, at from foreigners_release r
      where not exists (select 1 from foreigners_release n
                         where n.concept = r.concept and n.territory = r.territory and n.source = r.source
                           and n.day = r.day and n.id > r.id)
      order by day desc, concept, id desc limit 400",
    release,
);
/// The release that was made last, with the first and last day of all of them.
pub(crate) struct NewestRelease {
    pub(crate) id: Id,
    pub(crate) at: DateTime<Utc>,
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    /// How many releases there are.
    pub(crate) count: i64,
}

pub(crate) const NEWEST_RELEASE: Query<NewestRelease> = Query::new(
    "newest_release_of_foreigners",
    "select r.id, r.at, (select min(day) from foreigners_release), (select max(day) from foreigners_release),
            (select count(*) from foreigners_release)
       from foreigners_release r order by r.id desc limit 1",
    |r| {
        Ok(NewestRelease {
            id: r.id(0)?,
            at: r.time(1)?,
            first: r.date(2)?,
            last: r.date(3)?,
            count: r.int(4)?,
        })
    },
);
/// As [`RELEASED`], oldest first, as it stood when the release of the second id was made.
pub(crate) const RELEASED_UNTIL: Query<Release> = Query::new(
    "released_foreigners_until",
    "select id, source, stock, cells, at from foreigners_release r
      where r.id > ?1 and r.id <= ?2
        and not exists (select 1 from foreigners_release n
                         where n.concept = r.concept and n.territory = r.territory and n.source = r.source
                           and n.day = r.day and n.id > r.id and n.id <= ?2)
      order by id limit ?3",
    release,
);
pub(crate) const ADD_RELEASE: Statement = Statement::new(
    "add_foreigners_release",
    "insert into foreigners_release (id, set_id, source, concept, territory, day, stock, cells, at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);

/// How a workbook is read, kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeptMapping {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) mapping: Mapping,
    pub(crate) changed_at: DateTime<Utc>,
}

fn mapping(r: &Row<'_>) -> Result<KeptMapping, StoreError> {
    Ok(KeptMapping { id: r.id(0)?, name: r.text(1)?, mapping: body(r, 2)?, changed_at: r.time(3)? })
}

pub(crate) const MAPPINGS: Query<KeptMapping> = Query::new(
    "list_foreigners_mappings",
    "select id, name, body, changed_at from foreigners_mapping order by name",
    mapping,
);
pub(crate) const MAPPING: Query<KeptMapping> = Query::new(
    "foreigners_mapping",
    "select id, name, body, changed_at from foreigners_mapping where id = ?1",
    mapping,
);
/// Adds a mapping, or makes one of that name anew.
pub(crate) const SAVE_MAPPING: Statement = Statement::new(
    "save_foreigners_mapping",
    "insert into foreigners_mapping (id, name, body, changed_at, changed_by) values (?1, ?2, ?3, ?4, ?5)
     on conflict (name) do update set body = excluded.body, version = foreigners_mapping.version + 1,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by",
);

pub(crate) const SETTING: Query<serde_json::Value> =
    Query::new("foreigners_setting", "select body from foreigners_setting where name = ?1", |r| r.json(0));
pub(crate) const SAVE_SETTING: Statement = Statement::new(
    "save_foreigners_setting",
    "insert into foreigners_setting (name, body, changed_at, changed_by) values (?1, ?2, ?3, ?4)
     on conflict (name) do update set body = excluded.body, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by",
);

/// A setting; the default while nobody has said it.
pub(crate) async fn setting<T: DeserializeOwned + Default>(
    store: &Store,
    name: &str,
) -> Result<T, StoreError> {
    let kept = store.row(&SETTING, &[name.into()]).await?;
    Ok(kept.and_then(|body| serde_json::from_value(body).ok()).unwrap_or_default())
}

/// Notes a release.
pub(crate) async fn add_release(tx: &mut Transaction, set: Id, release: &Release) -> Result<(), StoreError> {
    let day: NaiveDate = release.stock.day;
    let stock = serde_json::to_value(&release.stock).unwrap_or_default();
    let cells = serde_json::to_value(&release.released).unwrap_or_default();
    let row = [
        release.id.into(),
        set.into(),
        release.source.as_str().into(),
        release.stock.concept.as_str().into(),
        release.stock.territory.as_str().into(),
        day.into(),
        stock.into(),
        cells.into(),
        release.at.into(),
    ];
    tx.execute(&ADD_RELEASE, &row).await?;
    Ok(())
}
