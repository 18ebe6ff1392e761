//! The ground everything is kept on: one [`Store`] over SQLite or PostgreSQL, with one text per query.
//!
//! ```text
//!   Query, Statement (constants: name, portable SQL, reader)
//!        │                       Value ─► parameters         Row ─► typed columns
//!        ▼
//!   Store ── rows, row, execute ──┬── sqlite    one writer, some readers, one file
//!     │                           └── postgres  a pool of connections
//!     ├── begin ─► Transaction    all of it or none
//!     ├── migrate                 append-only steps of each module
//!     ├── blobs                   large byte strings by their SHA-256
//!     ├── revision                has anything changed?
//!     └── Jobs                    long work with progress, in any process
//!   Id, Ids, Clock                what the database must not invent by itself
//! ```
//!
//! What leads into a driver returns a boxed future instead of being `async`: the body of an `async fn` is compiled again
//! in every crate that awaits it, and drivers are large.
//!
//! # Conventions of the SQL
//! - Column types: `bigint`, `double precision`, `text`, `bytea`, `boolean`. Instants are `bigint` milliseconds since
//!   1970 UTC, dates are `text` in ISO 8601, ids are `bigint` made by the application, money is `bigint` haléř.
//! - Parameters are `?1`, `?2`, …; the same number may stand twice. Texts stand in `'…'`, names in `"…"` or bare.
//! - `like` respects case. Texts sort by the database's collation, which differs: sort people's words in Rust.
//! - `insert … on conflict … do update`, `returning`, window functions and common table expressions work on both.
//! - A parameter alone in a select list is a text to PostgreSQL; write `cast(?1 as bigint)`.
//! - PostgreSQL takes a parameter's type from its first place in the text, so a filter that may be left open is written
//!   `(district = ?1 or ?1 is null)`, in this order.
//! - PostgreSQL runs at its default isolation, *read committed*: a rule over several rows belongs into a constraint
//!   or a guarded `update … where`, not into a read followed by a write.

mod blobs;
mod clock;
mod error;
mod ids;
pub mod jobs;
mod migrations;
mod postgres;
mod query;
mod revision;
mod row;
mod sql;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod value;

pub use blobs::BlobId;
pub use clock::{Clock, in_prague, midnight};
pub use error::{Cause, ConstraintKind, MigrationFault, ParameterFault, StoreError, Unreachable, UrlFault};
pub use ids::{Id, Ids, NotAnId};
pub use jobs::{Jobs, Progress};
pub use migrations::{Applied, Migration, Migrations};
pub use query::{Query, Statement};
pub use row::Row;
pub use sql::Unportable;
pub use store::{Engine, Store};
pub use transaction::Transaction;
pub use value::Value;

/// The store's own tables: jobs, blobs, revisions. Hand it to [`Store::migrate`] before the modules' sets.
pub const MIGRATIONS: Migrations =
    Migrations { module: "store", steps: &[jobs::CREATE, blobs::CREATE, revision::CREATE, revision::DATE] };

/// Every query of the store itself, for the test that prepares them all.
pub const QUERIES: &[&[(&str, &str)]] = &[&jobs::QUERIES, &blobs::QUERIES, &revision::QUERIES];
