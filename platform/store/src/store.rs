//! The store itself: opening, asking, changing.

use std::{path::Path, sync::Arc};

use futures_util::future::BoxFuture;

use crate::{
    Id, Ids, Query, Statement, StoreError, Transaction, UrlFault, Value,
    postgres::Postgres,
    sql,
    sqlite::{self, Place, Sqlite},
};

/// A database. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
    ids: Ids,
}

pub(crate) enum Inner {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// Which database system is underneath. For messages and the few operations that only one of them has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, a file or memory.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        })
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({}, {})", self.engine(), self.target())
    }
}

impl Store {
    /// Opens a database.
    ///
    /// - `sqlite:///abs/path.db`, `sqlite://relative.db`: a file, made when absent (its folder must exist).
    ///   `?mode=ro` opens it for reading only, `?busy_timeout=500` waits half a second for other writers (30 s else).
    /// - `sqlite::memory:`: gone when the last clone is dropped. One connection serves all: while a transaction is
    ///   open, everything else waits.
    /// - `postgres://user:password@host:port/database`: without TLS, so on the same machine or a trusted network.
    ///
    /// # Errors
    /// `BadUrl`; `Unreachable` when no one answers within 10 s; `Corrupt` when the file is no database.
    pub async fn open(url: &str) -> Result<Store, StoreError> {
        let inner = if url.starts_with("sqlite:") {
            Inner::Sqlite(Sqlite::open(Place::parse(url)?).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Inner::Postgres(Postgres::open(url).await?)
        } else {
            let scheme = url.split(':').next().unwrap_or_default();
            return Err(StoreError::BadUrl { url: format!("{scheme}:…"), fault: UrlFault::Scheme });
        };
        Ok(Store { inner: Arc::new(inner), ids: Ids::system() })
    }

    /// Which database system is underneath.
    pub fn engine(&self) -> Engine {
        match &*self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where the database is, without password: a path or `host:port/database`.
    pub fn target(&self) -> String {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.place.name(),
            Inner::Postgres(postgres) => postgres.target.clone(),
        }
    }

    /// A new id, from the system's clock and random source.
    pub fn new_id(&self) -> Id {
        self.ids.make()
    }

    /// All rows of a query.
    pub async fn rows<T: Send + 'static>(
        &self,
        query: &Query<T>,
        params: &[Value],
    ) -> Result<Vec<T>, StoreError> {
        self.at_most(query, params, usize::MAX).await
    }

    /// The first row of a query, `None` when there is none.
    pub async fn row<T: Send + 'static>(
        &self,
        query: &Query<T>,
        params: &[Value],
    ) -> Result<Option<T>, StoreError> {
        Ok(self.at_most(query, params, 1).await?.pop())
    }

    async fn at_most<T: Send + 'static>(
        &self,
        query: &Query<T>,
        params: &[Value],
        most: usize,
    ) -> Result<Vec<T>, StoreError> {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.query(query, params.to_vec(), most).await,
            Inner::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                postgres.query(&connection, query, params, most).await
            }
        }
    }

    /// Runs a statement on its own; returns how many rows it touched.
    pub fn execute<'a>(
        &'a self,
        statement: &'a Statement,
        params: &'a [Value],
    ) -> BoxFuture<'a, Result<u64, StoreError>> {
        Box::pin(async move {
            let (name, sql) = statement.named();
            match &*self.inner {
                Inner::Sqlite(sqlite) => {
                    let params = params.to_vec();
                    let once = move |c: &rusqlite::Connection| {
                        sqlite::execute(c, name, sql, std::iter::once(params.as_slice()))
                    };
                    sqlite.write(name, once).await
                }
                Inner::Postgres(postgres) => {
                    let connection = postgres.connection().await?;
                    postgres.execute(&connection, name, sql, &[params]).await
                }
            }
        })
    }

    /// Begins a transaction: what is done through it happens as one, at `commit`, or not at all.
    ///
    /// On SQLite it is the only writer until it ends; other writers wait up to their patience and then get `Busy`.
    /// So never write through the store itself while holding one: that would wait for oneself.
    pub fn begin(&self) -> BoxFuture<'_, Result<Transaction, StoreError>> {
        Box::pin(Transaction::begin(self))
    }

    /// Prepares every `(name, text)` and reports the first that the engine does not take. For the test that no query
    /// is broken on either engine; run it on a migrated database.
    pub async fn prepare_all(&self, sqls: &[(&str, &str)]) -> Result<(), StoreError> {
        match &*self.inner {
            Inner::Sqlite(sqlite) => {
                let owned: Vec<(String, String)> =
                    sqls.iter().map(|(n, s)| ((*n).to_owned(), (*s).to_owned())).collect();
                sqlite
                    .write("prepare_all", move |c| owned.iter().try_for_each(|(n, s)| try_prepare(c, n, s)))
                    .await
            }
            Inner::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                for (name, sql) in sqls {
                    postgres.try_prepare(&connection, name, sql).await?;
                }
                Ok(())
            }
        }
    }

    /// Whether the database answers; for `/health`.
    pub async fn ping(&self) -> Result<(), StoreError> {
        const PING: Query<i64> = Query::new("ping", "select 1", |r| r.int(0));
        self.row(&PING, &[]).await.map(drop)
    }

    /// Writes a consistent copy of a SQLite database to `path` while work goes on. The file appears whole or not at
    /// all, and never replaces another.
    ///
    /// # Errors
    /// `Unsupported` on PostgreSQL, which has `pg_dump`; `TargetExists`; `Disk`.
    pub async fn backup(&self, path: impl AsRef<Path>) -> Result<(), StoreError> {
        let Inner::Sqlite(sqlite) = &*self.inner else {
            return Err(StoreError::Unsupported { operation: "backup", engine: self.engine() });
        };
        sqlite.backup(path.as_ref().to_owned()).await
    }
}

fn try_prepare(connection: &rusqlite::Connection, name: &str, sql: &str) -> Result<(), StoreError> {
    sql::for_postgres(sql).map_err(|fault| StoreError::Unportable { query: name.to_owned(), fault })?;
    match connection.prepare(sql) {
        Ok(_) => Ok(()),
        Err(error) => Err(StoreError::Query { query: name.to_owned(), cause: error.into() }),
    }
}
