//! SQLite: one connection that writes, a few that read, all work on threads that may block.
//!
//! ```text
//!  rows, row ──► reader 1…n ─┐ (a query that turns out to write goes to the writer)
//!                            ├─► one file in WAL mode: readers never wait for the writer
//!  execute, Transaction ──► writer, one at a time; across processes by BEGIN IMMEDIATE
//! ```
//! In memory there is a single connection for both, so a transaction keeps everybody else waiting.

mod connect;
mod fault;

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::future::BoxFuture;
use rusqlite::{Connection, types::ValueRef};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

pub(crate) use connect::Place;
pub(crate) use fault::fault;

use crate::{
    Query, Row, StoreError, Value,
    row::{Cell, Cells},
};

/// An opened SQLite database.
pub(crate) struct Sqlite {
    pub(crate) place: Place,
    writer: Arc<AsyncMutex<Connection>>,
    readers: Option<Readers>,
}

struct Readers {
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

/// The connection that writes, held by one task at a time. However it is let go, no transaction stays open.
pub(crate) struct Writer(OwnedMutexGuard<Connection>);

impl Writer {
    pub(crate) fn connection(&self) -> &Connection {
        &self.0
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.0.is_autocommit()
            && let Err(error) = self.0.execute_batch("rollback")
        {
            tracing::error!(%error, "rollback failed");
        }
    }
}

/// A borrowed reader; goes back to the others when dropped.
struct Reader {
    connection: Option<Connection>,
    home: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.home.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl Sqlite {
    pub(crate) async fn open(place: Place) -> Result<Sqlite, StoreError> {
        let (place, writer, readers) = blocking(move || {
            let writer = place.connect(true)?;
            let readers =
                (0..place.readers()).map(|_| place.connect(false)).collect::<Result<Vec<_>, _>>()?;
            Ok::<_, StoreError>((place, writer, readers))
        })
        .await??;
        let readers = (!readers.is_empty()).then(|| Readers {
            permits: Arc::new(Semaphore::new(readers.len())),
            free: Arc::new(Mutex::new(readers)),
        });
        Ok(Sqlite { place, writer: Arc::new(AsyncMutex::new(writer)), readers })
    }

    /// Waits for the writing connection, at most as long as for another process.
    pub(crate) fn writer(&self, query: &'static str) -> BoxFuture<'_, Result<Writer, StoreError>> {
        Box::pin(async move {
            let waiting = Arc::clone(&self.writer).lock_owned();
            match tokio::time::timeout(self.place.patience, waiting).await {
                Ok(guard) => Ok(Writer(guard)),
                Err(_) => Err(StoreError::Busy { query }),
            }
        })
    }

    fn reader(&self, query: &'static str) -> BoxFuture<'_, Result<Option<Reader>, StoreError>> {
        Box::pin(async move {
            let Some(readers) = &self.readers else { return Ok(None) };
            let waiting = Arc::clone(&readers.permits).acquire_owned();
            let Ok(Ok(permit)) = tokio::time::timeout(self.place.patience, waiting).await else {
                return Err(StoreError::Busy { query });
            };
            let connection = readers.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
            Ok(connection.is_some().then(|| Reader {
                connection,
                home: Arc::clone(&readers.free),
                _permit: permit,
            }))
        })
    }

    /// Runs a query on a reader, or on the writer when it writes or when there are no readers.
    pub(crate) async fn query<T: Send + 'static>(
        &self,
        query: &Query<T>,
        params: Vec<Value>,
        most: usize,
    ) -> Result<Vec<T>, StoreError> {
        let (name, sql, read) = (query.name, query.sql, query.read);
        let mut params = params;
        if let Some(reader) = self.reader(name).await? {
            let (found, given_back) = blocking(move || {
                let found = match &reader.connection {
                    Some(connection) => fetch(connection, (name, sql, read), &params, most, false),
                    None => Ok(None),
                };
                (found, params)
            })
            .await?;
            match found? {
                Some(rows) => return Ok(rows),
                None => params = given_back,
            }
        }
        let writer = self.writer(name).await?;
        blocking(move || {
            let found = fetch(writer.connection(), (name, sql, read), &params, most, true);
            found.map(Option::unwrap_or_default)
        })
        .await?
    }

    /// Runs something with the writing connection.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let writer = self.writer(name).await?;
        blocking(move || work(writer.connection())).await?
    }
}

impl Sqlite {
    /// Copies the database to a new file, on a connection of its own so that nobody waits.
    pub(crate) async fn backup(&self, target: std::path::PathBuf) -> Result<(), StoreError> {
        if self.place.path.is_none() {
            return self.write("backup", move |c| connect::backup(c, &target)).await;
        }
        let place = self.place.clone();
        blocking(move || connect::backup(&place.connect_for_backup()?, &target)).await?
    }
}

/// Runs `work` where it may block. A panic in it goes on in the caller.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let (give, mut take) = tokio::sync::oneshot::channel();
    // Whoever asked may have gone meanwhile.
    let task = spawn(Box::new(move || drop(give.send(work()))));
    match task.await {
        Ok(()) => take.try_recv().map_err(|_| StoreError::Aborted),
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(StoreError::Aborted), // the runtime is shutting down
    }
}

/// The same for every kind of work, so that the runtime's machinery is compiled once and not for each of hundreds.
fn spawn(work: Box<dyn FnOnce() + Send>) -> tokio::task::JoinHandle<()> {
    tokio::task::spawn_blocking(work)
}

type Reading<T> = fn(&Row<'_>) -> Result<T, StoreError>;

/// Reads at most `most` rows; `None` when the query writes and `may_write` is false.
pub(crate) fn fetch<T>(
    connection: &Connection,
    (name, sql, read): (&'static str, &'static str, Reading<T>),
    params: &[Value],
    most: usize,
    may_write: bool,
) -> Result<Option<Vec<T>>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(|e| fault(name, e))?;
    let writes = !statement.readonly();
    if writes && !may_write {
        return Ok(None);
    }
    bind(&mut statement, name, params)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(|e| fault(name, e))? {
        if found.len() < most {
            found.push(read(&Row { query: name, cells: Cells::Sqlite(row) })?);
        } else if !writes {
            break; // a writing query is driven to its end, so that its commit is seen to succeed
        }
    }
    Ok(Some(found))
}

/// Runs a statement once for each set of parameters; returns the number of rows touched.
pub(crate) fn execute<'p>(
    connection: &Connection,
    name: &'static str,
    sql: &str,
    batches: impl Iterator<Item = &'p [Value]>,
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(|e| fault(name, e))?;
    let mut touched = 0;
    for params in batches {
        bind(&mut statement, name, params)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(|e| fault(name, e))?.is_some() {}
        drop(rows);
        touched += connection.changes();
    }
    Ok(touched)
}

fn bind(
    statement: &mut rusqlite::Statement<'_>,
    query: &'static str,
    params: &[Value],
) -> Result<(), StoreError> {
    let expected = statement.parameter_count();
    if params.len() != expected {
        return Err(StoreError::ParameterCount { query, expected, given: params.len() });
    }
    for (position, value) in (1..).zip(params) {
        value.check_portable().map_err(|fault| StoreError::Parameter { query, position, fault })?;
        statement.raw_bind_parameter(position, value).map_err(|e| fault(query, e))?;
    }
    Ok(())
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Integer(*v),
            Value::Real(v) => ValueRef::Real(*v),
            Value::Text(v) => ValueRef::Text(v.as_bytes()),
            Value::Bytes(v) => ValueRef::Blob(v),
            Value::Bool(v) => ValueRef::Integer((*v).into()),
        }))
    }
}

/// A column's value; `None` when there is no such column or the text is not UTF-8.
pub(crate) fn cell<'a>(row: &'a rusqlite::Row<'a>, column: usize) -> Option<Cell<'a>> {
    Some(match row.get_ref(column).ok()? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(v) => Cell::Int(v),
        ValueRef::Real(v) => Cell::Real(v),
        ValueRef::Text(v) => Cell::Text(std::str::from_utf8(v).ok()?),
        ValueRef::Blob(v) => Cell::Bytes(v),
    })
}

/// How long a statement waits for another process, unless the address says otherwise.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
