//! A transaction: all of it or none.

use deadpool_postgres::Object;
use futures_util::future::BoxFuture;

use crate::{
    Query, Statement, Store, StoreError, Value,
    sqlite::{self, Writer, blocking},
    store::Inner,
};

/// Changes that happen together at [`Transaction::commit`]. Dropped without it, nothing happened.
///
/// After any error the transaction can only be rolled back, on both engines: what follows answers `Aborted`, and so
/// does `commit`. (SQLite alone would let it go on with the failed statement left out; PostgreSQL alone would report
/// the commit of a failed transaction as success.)
pub struct Transaction {
    pub(crate) store: Store,
    session: Session,
}

enum Session {
    Sqlite(Writer),
    Postgres(Box<Object>),
    /// Failed, or a call was cancelled half-way.
    Over,
}

impl Transaction {
    pub(crate) async fn begin(store: &Store) -> Result<Transaction, StoreError> {
        let session = match &*store.inner {
            Inner::Sqlite(sqlite) => Session::Sqlite(sqlite.writer("begin").await?),
            Inner::Postgres(postgres) => Session::Postgres(Box::new(postgres.connection().await?)),
        };
        // The guard exists before the transaction, so being cancelled in between leaves nothing open.
        let mut transaction = Transaction { store: store.clone(), session };
        match &*store.inner {
            Inner::Sqlite(sqlite) if sqlite.place.read_only => transaction.batch("begin", "begin").await?,
            Inner::Sqlite(_) => transaction.batch("begin", "begin immediate").await?,
            Inner::Postgres(_) => transaction.batch("begin", "begin").await?,
        }
        Ok(transaction)
    }

    /// All rows of a query.
    pub async fn rows<T: Send + 'static>(
        &mut self,
        query: &Query<T>,
        params: &[Value],
    ) -> Result<Vec<T>, StoreError> {
        self.at_most(query, params, usize::MAX).await
    }

    /// The first row of a query, `None` when there is none.
    pub async fn row<T: Send + 'static>(
        &mut self,
        query: &Query<T>,
        params: &[Value],
    ) -> Result<Option<T>, StoreError> {
        Ok(self.at_most(query, params, 1).await?.pop())
    }

    async fn at_most<T: Send + 'static>(
        &mut self,
        query: &Query<T>,
        params: &[Value],
        most: usize,
    ) -> Result<Vec<T>, StoreError> {
        match self.take()? {
            Session::Sqlite(writer) => {
                let (text, params) = ((query.name, query.sql, query.read), params.to_vec());
                let work = move |w: &Writer| sqlite::fetch(w.connection(), text, &params, most, true);
                Ok(self.on_sqlite(writer, work).await?.unwrap_or_default())
            }
            Session::Postgres(connection) => {
                let held = Held::new(connection);
                let Inner::Postgres(postgres) = &*self.store.inner else { return Err(StoreError::Aborted) };
                let found = postgres.query(held.connection()?, query, params, most).await?;
                self.session = held.release();
                Ok(found)
            }
            Session::Over => Err(StoreError::Aborted),
        }
    }

    /// Runs a statement; returns how many rows it touched.
    pub fn execute<'a>(
        &'a mut self,
        statement: &'a Statement,
        params: &[Value],
    ) -> BoxFuture<'a, Result<u64, StoreError>> {
        self.execute_many(statement, vec![params.to_vec()])
    }

    /// Runs a statement once for each set of parameters; returns how many rows all of them touched. Hand over some
    /// thousands at a time: one journey to the worker thread, or one pipeline to the server, for each call.
    pub fn execute_many<'a>(
        &'a mut self,
        statement: &'a Statement,
        batches: Vec<Vec<Value>>,
    ) -> BoxFuture<'a, Result<u64, StoreError>> {
        Box::pin(async move {
            let (name, sql) = statement.named();
            match self.take()? {
                Session::Sqlite(writer) => {
                    let work = move |w: &Writer| {
                        sqlite::execute(w.connection(), name, sql, batches.iter().map(Vec::as_slice))
                    };
                    self.on_sqlite(writer, work).await
                }
                Session::Postgres(connection) => {
                    let held = Held::new(connection);
                    let Inner::Postgres(postgres) = &*self.store.inner else {
                        return Err(StoreError::Aborted);
                    };
                    let batches: Vec<&[Value]> = batches.iter().map(Vec::as_slice).collect();
                    let touched = postgres.execute(held.connection()?, name, sql, &batches).await?;
                    self.session = held.release();
                    Ok(touched)
                }
                Session::Over => Err(StoreError::Aborted),
            }
        })
    }

    /// Runs a text of several statements without parameters.
    pub(crate) async fn batch(&mut self, name: &'static str, text: &str) -> Result<(), StoreError> {
        match self.take()? {
            Session::Sqlite(writer) => {
                let text = text.to_owned();
                let work =
                    move |w: &Writer| w.connection().execute_batch(&text).map_err(|e| sqlite::fault(name, e));
                self.on_sqlite(writer, work).await
            }
            Session::Postgres(connection) => {
                let held = Held::new(connection);
                let Inner::Postgres(postgres) = &*self.store.inner else { return Err(StoreError::Aborted) };
                postgres.batch(held.connection()?, name, text).await?;
                self.session = held.release();
                Ok(())
            }
            Session::Over => Err(StoreError::Aborted),
        }
    }

    /// Makes it all happen.
    ///
    /// # Errors
    /// `Aborted` when something failed before; `Busy` when PostgreSQL found it crossed with another; `Constraint` for
    /// rules that are deferred to the end. In each case nothing happened.
    pub fn commit(mut self) -> BoxFuture<'static, Result<(), StoreError>> {
        Box::pin(async move { self.end("commit").await })
    }

    /// Lets nothing happen, and waits until that is so.
    pub fn rollback(mut self) -> BoxFuture<'static, Result<(), StoreError>> {
        Box::pin(async move {
            match self.session {
                Session::Over => Ok(()),
                _ => self.end("rollback").await,
            }
        })
    }

    /// Ends the transaction by `word` and gives the connection back as it was.
    async fn end(&mut self, word: &'static str) -> Result<(), StoreError> {
        self.batch(word, word).await?;
        drop(std::mem::replace(&mut self.session, Session::Over));
        Ok(())
    }

    /// Takes the session out for one call; only a call that succeeds puts it back.
    fn take(&mut self) -> Result<Session, StoreError> {
        match std::mem::replace(&mut self.session, Session::Over) {
            Session::Over => Err(StoreError::Aborted),
            session => Ok(session),
        }
    }

    async fn on_sqlite<T: Send + 'static>(
        &mut self,
        writer: Writer,
        work: impl FnOnce(&Writer) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (writer, value) = blocking(move || {
            let value = work(&writer)?;
            Ok::<_, StoreError>((writer, value))
        })
        .await??;
        self.session = Session::Sqlite(writer);
        Ok(value)
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // SQLite's writer rolls back by itself.
        if let Session::Postgres(connection) = std::mem::replace(&mut self.session, Session::Over) {
            drop(Held::new(connection));
        }
    }
}

/// A connection in an open transaction. Dropped before it is released, it rolls back before the pool lends it again.
struct Held(Option<Box<Object>>);

impl Held {
    fn new(connection: Box<Object>) -> Held {
        Held(Some(connection))
    }

    fn connection(&self) -> Result<&Object, StoreError> {
        self.0.as_deref().ok_or(StoreError::Aborted)
    }

    fn release(mut self) -> Session {
        self.0.take().map_or(Session::Over, Session::Postgres)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(connection) = self.0.take() else { return };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                if connection.batch_execute("rollback").await.is_err() {
                    drop(Object::take(*connection)); // closed: the server rolls back
                }
            })),
            Err(_) => drop(Object::take(*connection)),
        }
    }
}
