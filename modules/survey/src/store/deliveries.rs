//! Files that contractors delivered, each kept whole.

use chrono::{DateTime, Utc};
use store::{BlobId, Id, Query, Row, Statement, Store, StoreError, Transaction};

use crate::delivery::Reading;

/// A delivered file and how it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Delivery {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) blob: BlobId,
    pub(crate) reading: Reading,
    pub(crate) added_at: DateTime<Utc>,
}

fn read(r: &Row<'_>) -> Result<Delivery, StoreError> {
    let bytes = u64::try_from(r.int(3)?).map_err(|_| r.refuse(3, "a size"))?;
    Ok(Delivery {
        id: r.id(0)?,
        name: r.text(1)?,
        blob: BlobId { sha256: r.text(2)?, bytes },
        reading: serde_json::from_value(r.json(4)?).map_err(|_| r.refuse(4, "a reading of a file"))?,
        added_at: r.time(5)?,
    })
}

pub(crate) const NEWEST: Query<Delivery> = Query::new(
    "newest_survey_delivery",
    "select id, name, sha256, bytes, reading, added_at from survey_delivery
      where wave = ?1 order by id desc limit 1",
    read,
);
pub(crate) const ADD: Statement = Statement::new(
    "add_survey_delivery",
    "insert into survey_delivery (id, wave, name, sha256, bytes, reading, added_at, added_by)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
);

/// The delivery a wave is read from.
pub(crate) async fn newest(store: &Store, wave: Id) -> Result<Option<Delivery>, StoreError> {
    store.row(&NEWEST, &[wave.into()]).await
}

/// Notes a delivery whose bytes are kept.
pub(crate) async fn add(
    tx: &mut Transaction,
    wave: Id,
    delivery: &Delivery,
    by: Id,
) -> Result<(), StoreError> {
    let bytes = i64::try_from(delivery.blob.bytes).unwrap_or(i64::MAX);
    let reading = serde_json::to_value(&delivery.reading).unwrap_or_default();
    let row = [
        delivery.id.into(),
        wave.into(),
        delivery.name.as_str().into(),
        delivery.blob.sha256.as_str().into(),
        bytes.into(),
        reading.into(),
        delivery.added_at.into(),
        by.into(),
    ];
    tx.execute(&ADD, &row).await?;
    Ok(())
}
