//! Named counters that say whether something shared has changed.
//!
//! Whoever changes the thing bumps its counter in the same transaction; whoever keeps a copy in memory (an index, a
//! compiled layer) compares the counter now and then, in any process, and rebuilds when it moved.

use chrono::{DateTime, Utc};

use crate::{Clock, Migration, Query, Store, StoreError, Transaction};

pub(crate) const CREATE: Migration = Migration {
    number: 3,
    name: "revisions",
    sql: "
        -- How often each shared thing has changed, so that copies in memory know when they are old.
        create table store_revision (
            name  text   primary key,
            value bigint not null
        )",
};

pub(crate) const DATE: Migration = Migration {
    number: 4,
    name: "revision_dates",
    sql: "
        -- When each shared thing changed last: what is published of it says so. 0: before this was kept.
        alter table store_revision add column changed_at bigint not null default 0",
};

const REVISION: Query<i64> =
    Query::new("revision", "select value from store_revision where name = ?1", |r| r.int(0));

const CHANGED_AT: Query<i64> =
    Query::new("revision_changed_at", "select changed_at from store_revision where name = ?1", |r| r.int(0));

const BUMP: Query<i64> = Query::new(
    "bump_revision",
    "insert into store_revision (name, value, changed_at) values (?1, 1, ?2)
     on conflict (name) do update set value = store_revision.value + 1, changed_at = ?2
     returning value",
    |r| r.int(0),
);

impl Store {
    /// How often `name` has been bumped; 0 when never.
    pub async fn revision(&self, name: &str) -> Result<i64, StoreError> {
        Ok(self.row(&REVISION, &[name.into()]).await?.unwrap_or(0))
    }

    /// When `name` was bumped last; the beginning of 1970 when never.
    pub async fn changed_at(&self, name: &str) -> Result<DateTime<Utc>, StoreError> {
        let millis = self.row(&CHANGED_AT, &[name.into()]).await?.unwrap_or(0);
        Ok(DateTime::from_timestamp_millis(millis).unwrap_or_default())
    }
}

impl Transaction {
    /// Counts one change of `name`; returns the new count. Seen by others after the commit.
    pub async fn bump(&mut self, name: &str) -> Result<i64, StoreError> {
        let now = Clock::System.now();
        Ok(self.row(&BUMP, &[name.into(), now.into()]).await?.unwrap_or(0))
    }
}

pub(crate) const QUERIES: [(&str, &str); 3] = [REVISION.named(), CHANGED_AT.named(), BUMP.named()];
