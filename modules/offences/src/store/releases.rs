//! Releases, and the frozen counts behind them.

use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::incident::Source;
use crate::month::Month;
use crate::release::{Counts, Place, Release};

/// A release as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) id: Id,
    pub(crate) number: i64,
    pub(crate) release: Release,
    pub(crate) at: DateTime<Utc>,
    pub(crate) withdrawn_at: Option<DateTime<Utc>>,
}

fn read(r: &Row<'_>) -> Result<Kept, StoreError> {
    Ok(Kept {
        id: r.id(0)?,
        number: r.int(1)?,
        release: serde_json::from_value(r.json(2)?).map_err(|_| r.refuse(2, "a release"))?,
        at: r.time(3)?,
        withdrawn_at: r.opt_time(4)?,
    })
}

pub(crate) const LIST: Query<Kept> = Query::new(
    "offence_releases",
    "select id, number, body, at, withdrawn_at from offence_release where source = ?1 order by number",
    read,
);
pub(crate) const PUBLIC: Query<Kept> = Query::new(
    "public_offence_release",
    "select id, number, body, at, withdrawn_at from offence_release
      where source = ?1 and withdrawn_at is null order by number desc limit 1",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_offence_release",
    "insert into offence_release (id, source, number, body, at, by_person) values (?1, ?2, ?3, ?4, ?5, ?6)",
);
pub(crate) const WITHDRAW: Statement = Statement::new(
    "withdraw_offence_releases",
    "update offence_release set withdrawn_at = ?2 where source = ?1 and withdrawn_at is null",
);
pub(crate) const FROZEN: Query<((Month, Place, String), u64)> = Query::new(
    "frozen_offence_counts",
    "select month, district, part, category, cases from offence_frozen where source = ?1",
    |r| {
        let month = i32::try_from(r.int(0)?).map_err(|_| r.refuse(0, "a month"))?;
        let place = Place::part(&r.text(1)?, &r.text(2)?);
        Ok(((Month(month), place, r.text(3)?), u64::try_from(r.int(4)?).unwrap_or(0)))
    },
);
pub(crate) const FREEZE: Statement = Statement::new(
    "freeze_offence_count",
    "insert into offence_frozen (source, month, district, part, category, cases) values (?1, ?2, ?3, ?4, ?5, ?6)",
);

/// Releases of a source, oldest first, withdrawn ones too.
pub(crate) async fn list(store: &Store, source: Source) -> Result<Vec<Kept>, StoreError> {
    store.rows(&LIST, &[source.key().into()]).await
}

/// What stands on the portal.
pub(crate) async fn public(store: &Store, source: Source) -> Result<Option<Kept>, StoreError> {
    store.row(&PUBLIC, &[source.key().into()]).await
}

/// Adds a release.
pub(crate) async fn add(tx: &mut Transaction, source: Source, kept: &Kept, by: Id) -> Result<(), StoreError> {
    let body = serde_json::to_value(&kept.release).unwrap_or_default();
    let row =
        [kept.id.into(), source.key().into(), kept.number.into(), body.into(), kept.at.into(), by.into()];
    tx.execute(&ADD, &row).await?;
    Ok(())
}

/// Takes everything of a source from the portal.
pub(crate) async fn withdraw(
    tx: &mut Transaction,
    source: Source,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    tx.execute(&WITHDRAW, &[source.key().into(), at.into()]).await?;
    Ok(())
}

/// The counts that were frozen.
pub(crate) async fn frozen(store: &Store, source: Source) -> Result<Counts, StoreError> {
    Ok(store.rows(&FROZEN, &[source.key().into()]).await?.into_iter().collect())
}

/// Freezes counts of new months.
pub(crate) async fn freeze(tx: &mut Transaction, source: Source, counts: &Counts) -> Result<(), StoreError> {
    let row = |((month, place, category), cases): (&(Month, Place, String), &u64)| {
        vec![
            source.key().into(),
            month.0.into(),
            place.district.as_str().into(),
            place.part.as_str().into(),
            category.as_str().into(),
            i64::try_from(*cases).unwrap_or(i64::MAX).into(),
        ]
    };
    let rows: Vec<_> = counts.iter().map(row).collect();
    for some in rows.chunks(1_000) {
        tx.execute_many(&FREEZE, some.to_vec()).await?;
    }
    Ok(())
}
