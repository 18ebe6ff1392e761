//! Named counters that say whether something shared has changed.
//!
//! Whoever changes the thing bumps its counter in the same transaction; whoever keeps a copy in memory (an index, a
//! compiled layer) compares the counter now and then, in any process, and rebuilds when it moved.

use crate::{Migration, Query, Store, StoreError, Transaction};

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

const REVISION: Query<i64> =
    Query::new("revision", "select value from store_revision where name = ?1", |r| r.int(0));

const BUMP: Query<i64> = Query::new(
    "bump_revision",
    "insert into store_revision (name, value) values (?1, 1)
     on conflict (name) do update set value = store_revision.value + 1
     returning value",
    |r| r.int(0),
);

impl Store {
    /// How often `name` has been bumped; 0 when never.
    pub async fn revision(&self, name: &str) -> Result<i64, StoreError> {
        Ok(self.row(&REVISION, &[name.into()]).await?.unwrap_or(0))
    }
}

impl Transaction {
    /// Counts one change of `name`; returns the new count. Seen by others after the commit.
    pub async fn bump(&mut self, name: &str) -> Result<i64, StoreError> {
        Ok(self.row(&BUMP, &[name.into()]).await?.unwrap_or(0))
    }
}

pub(crate) const QUERIES: [(&str, &str); 2] = [REVISION.named(), BUMP.named()];
