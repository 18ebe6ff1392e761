//! The audit trail: append-only, each row sealed with the hash of the one before, signed every day.
//!
//! ```text
//!   act ─► one transaction { change · record(entry) } ─► commit      reads: Access::note(entry)
//!                                     │
//!              head (one row) ──lock──┘   seq = head + 1, previous = head's hash, hash = SHA-256(every column)
//!                                     │
//!   once a day ─► checkpoint: (day, seq, hash) signed with Ed25519, key outside of the database
//! ```

pub(crate) mod checkpoints;
pub(crate) mod reading;
mod seal;
pub(crate) mod verify;

use chrono::{DateTime, Utc};
use store::{Id, Query, Statement, Transaction};

pub use checkpoints::Checkpoint;
pub use reading::{TrailFilter, TrailRow};
pub use verify::{Fault, Verified};

use crate::{Access, AccessError, Action, Actor, Kind};
use seal::Sealed;

/// One row to be written to the trail.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What was done: an [`Action`]'s key, or a word of its own such as `sign-in`.
    pub action: &'static str,
    /// To what kind of thing: a [`Kind`]'s key, or a word of its own such as `session`.
    pub kind: &'static str,
    /// To which one; `None` for a list.
    pub resource: Option<Id>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Reason or case number.
    pub purpose: String,
    /// How many rows were shown or touched.
    pub rows: i64,
    /// Before and after, the query of a list, the SHA-256 of an export.
    pub detail: serde_json::Value,
}

impl Entry {
    /// Something allowed, done to one thing or a list.
    #[must_use]
    pub fn new(action: &'static str, kind: &'static str) -> Entry {
        let detail = serde_json::Value::Null;
        Entry { action, kind, resource: None, allowed: true, purpose: String::new(), rows: 1, detail }
    }

    /// An action of the policy on a kind of the policy.
    #[must_use]
    pub fn of(action: Action, kind: Kind) -> Entry {
        Entry::new(action.key(), kind.key())
    }

    /// To this one.
    #[must_use]
    pub fn on(mut self, resource: Id) -> Entry {
        self.resource = Some(resource);
        self
    }

    /// Not allowed.
    #[must_use]
    pub fn denied(mut self) -> Entry {
        self.allowed = false;
        self
    }

    /// Why, or for which case.
    #[must_use]
    pub fn purpose(mut self, purpose: impl Into<String>) -> Entry {
        self.purpose = purpose.into();
        self
    }

    /// How many rows were shown or touched.
    #[must_use]
    pub fn rows(mut self, rows: usize) -> Entry {
        self.rows = i64::try_from(rows).unwrap_or(i64::MAX);
        self
    }

    /// What else is worth knowing.
    #[must_use]
    pub fn detail(mut self, detail: serde_json::Value) -> Entry {
        self.detail = detail;
        self
    }
}

/// Writes one row within the caller's transaction. Call it **last**: it takes the head of the chain, and whoever
/// else writes to the trail waits until this transaction ends.
///
/// # Errors
/// The database.
pub async fn record(
    tx: &mut Transaction,
    now: DateTime<Utc>,
    who: &Actor,
    entry: Entry,
) -> Result<(), AccessError> {
    record_all(tx, now, who, vec![entry]).await
}

/// As [`record`], for several rows.
///
/// # Errors
/// The database.
pub async fn record_all(
    tx: &mut Transaction,
    now: DateTime<Utc>,
    who: &Actor,
    entries: Vec<Entry>,
) -> Result<(), AccessError> {
    if entries.is_empty() {
        return Ok(());
    }
    let head = tx.row(&TAKE_HEAD, &[]).await?;
    let (mut seq, mut previous) = head.unwrap_or_default();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let row = Sealed::new(seq, now, who, entry, previous);
        previous = row.seal().text();
        rows.push(row.values(&previous));
    }
    tx.execute_many(&APPEND, rows).await?;
    tx.execute(&MOVE_HEAD, &[seq.into(), previous.into()]).await?;
    Ok(())
}

impl Access {
    /// Writes one row in a transaction of its own: for reads, and for what was denied.
    ///
    /// # Errors
    /// The database.
    pub async fn note(&self, who: &Actor, entry: Entry) -> Result<(), AccessError> {
        let mut tx = self.store.begin().await?;
        record(&mut tx, self.clock.now(), who, entry).await?;
        Ok(tx.commit().await?)
    }
}

/// SHA-256 in hexadecimal: what the trail remembers of a file that left the building.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    seal::hexadecimal(&Sha256::digest(bytes))
}

/// Takes the head for this transaction and reads it. An update, not a select: on PostgreSQL it waits for whoever has
/// the row and then sees what they committed, and on SQLite there is only one writer.
pub(crate) const TAKE_HEAD: Query<(i64, String)> = Query::new(
    "take_audit_head",
    "update access_audit_head set seq = seq where id = 1 returning seq, hash",
    |r| Ok((r.int(0)?, r.text(1)?)),
);

const APPEND: Statement = Statement::new(
    "append_audit",
    "insert into access_audit
       (seq, at, person, body, action, kind, resource, allowed, policy, purpose, client, rows, detail, previous, hash)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
);

const MOVE_HEAD: Statement =
    Statement::new("move_audit_head", "update access_audit_head set seq = ?1, hash = ?2 where id = 1");

pub(crate) const QUERIES: [(&str, &str); 3] = [TAKE_HEAD.named(), APPEND.named(), MOVE_HEAD.named()];
