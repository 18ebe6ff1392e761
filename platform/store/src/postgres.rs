//! PostgreSQL: a pool of connections, every text prepared once per connection.

mod fault;
mod types;

use std::{
    collections::HashMap,
    str::FromStr,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesOrdered};
use tokio_postgres::{
    Config, NoTls,
    config::{Host, SslMode},
    types::ToSql,
};

pub(crate) use fault::fault;

use crate::{
    Query, Row, StoreError, UrlFault, Value,
    row::Cells,
    sql::{self, Unportable},
};

/// How long to wait for a server, and for a free connection.
const CONNECT: Duration = Duration::from_secs(5);
const WAIT: Duration = Duration::from_secs(30);
/// How many statements of `execute_many` are under way at once.
const PIPELINE: usize = 256;

/// How many rows a plain insert takes at once.
const ROWS: usize = 100;

/// A text as PostgreSQL takes it.
#[derive(Clone)]
struct Text {
    one: Arc<str>,
    /// The same for `ROWS` rows, where that is possible.
    many: Option<Arc<str>>,
}

/// A PostgreSQL database.
pub(crate) struct Postgres {
    pub(crate) target: String,
    pool: Pool,
    texts: RwLock<HashMap<&'static str, Text>>,
}

impl Postgres {
    /// Reads the address and makes sure that somebody answers there.
    pub(crate) async fn open(url: &str) -> Result<Postgres, StoreError> {
        let bad = |fault| StoreError::BadUrl { url: without_password(url), fault };
        let mut config = Config::from_str(url).map_err(|_| bad(UrlFault::Postgres))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(bad(UrlFault::Tls));
        }
        if config.get_hosts().is_empty() {
            config.host("localhost");
        }
        if config.get_application_name().is_none() {
            config.application_name("okrsek");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        let target = target(&config);
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let pool = Pool::builder(manager)
            .max_size(cores * 4)
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(CONNECT * 2))
            .runtime(Runtime::Tokio1)
            .post_create(Hook::async_fn(|client, _| Box::pin(calm(client))))
            .build()
            .map_err(|_| bad(UrlFault::Postgres))?;
        let postgres = Postgres { target, pool, texts: RwLock::default() };
        drop(postgres.connection().await?);
        Ok(postgres)
    }

    /// A connection of the pool.
    pub(crate) fn connection(&self) -> BoxFuture<'_, Result<Object, StoreError>> {
        Box::pin(async move { self.pool.get().await.map_err(|e| fault::no_connection(&self.target, e)) })
    }

    /// The text for PostgreSQL, rewritten once.
    fn text(&self, name: &'static str, portable: &'static str) -> Result<Text, StoreError> {
        let known = self.texts.read().unwrap_or_else(PoisonError::into_inner).get(portable).cloned();
        if let Some(text) = known {
            return Ok(text);
        }
        let one: Arc<str> = sql::for_postgres(portable).map_err(|fault| unportable(name, fault))?.into();
        let text = Text { many: sql::many_rows(&one, ROWS).map(Into::into), one };
        self.texts.write().unwrap_or_else(PoisonError::into_inner).insert(portable, text.clone());
        Ok(text)
    }

    /// Reads at most `most` rows on the given connection.
    pub(crate) async fn query<T>(
        &self,
        connection: &Object,
        query: &Query<T>,
        params: &[Value],
        most: usize,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.rows(connection, query.name, query.sql, params).await?;
        rows.iter()
            .take(most)
            .map(|row| (query.read)(&Row { query: query.name, cells: Cells::Postgres(row) }))
            .collect()
    }

    fn rows<'a>(
        &'a self,
        connection: &'a Object,
        name: &'static str,
        sql: &'static str,
        params: &'a [Value],
    ) -> BoxFuture<'a, Result<Vec<tokio_postgres::Row>, StoreError>> {
        Box::pin(async move {
            let text = self.text(name, sql)?;
            let failed = |e| fault(name, &self.target, e);
            let statement = connection.prepare_cached(&text.one).await.map_err(failed)?;
            types::check(name, statement.params(), params)?;
            connection.query(&statement, &references(params)).await.map_err(failed)
        })
    }

    /// Runs a statement once for each set of parameters, without waiting for one answer before the next question; a
    /// plain insert with many rows at a time.
    pub(crate) fn execute<'a>(
        &'a self,
        connection: &'a Object,
        name: &'static str,
        sql: &'static str,
        batches: &'a [&'a [Value]],
    ) -> BoxFuture<'a, Result<u64, StoreError>> {
        Box::pin(async move {
            let text = self.text(name, sql)?;
            let failed = |e| fault(name, &self.target, e);
            let one = connection.prepare_cached(&text.one).await.map_err(failed)?;
            for params in batches {
                types::check(name, one.params(), params)?;
            }
            let many = match &text.many {
                Some(many) if batches.len() >= ROWS => {
                    Some(connection.prepare_cached(many).await.map_err(failed)?)
                }
                _ => None,
            };
            let rows_at_once = if many.is_some() { ROWS } else { 1 };
            // In order, so that the first error is the cause and not its consequence. Boxed, so that the compiler can
            // see in callers far away that the future may move between threads.
            let mut answers: FuturesOrdered<BoxFuture<'_, Result<u64, tokio_postgres::Error>>> =
                FuturesOrdered::new();
            let mut touched = 0;
            let mut left = batches;
            while !left.is_empty() {
                if answers.len() == PIPELINE
                    && let Some(answer) = answers.next().await
                {
                    touched += answer.map_err(failed)?;
                }
                let (statement, rows) = match &many {
                    Some(many) if left.len() >= rows_at_once => (many, rows_at_once),
                    _ => (&one, 1),
                };
                let (now, later) = left.split_at(rows);
                answers.push_back(Box::pin(send(connection, statement, now)));
                left = later;
            }
            while let Some(answer) = answers.next().await {
                touched += answer.map_err(failed)?;
            }
            Ok(touched)
        })
    }

    /// Runs a text of several statements without parameters.
    pub(crate) fn batch<'a>(
        &'a self,
        connection: &'a Object,
        name: &'static str,
        text: &'a str,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(
            async move { connection.batch_execute(text).await.map_err(|e| fault(name, &self.target, e)) },
        )
    }

    /// Prepares a text without keeping it.
    pub(crate) async fn try_prepare(
        &self,
        connection: &Object,
        name: &str,
        sql: &str,
    ) -> Result<(), StoreError> {
        let text = sql::for_postgres(sql)
            .map_err(|fault| StoreError::Unportable { query: name.to_owned(), fault })?;
        match connection.prepare(&text).await {
            Ok(_) => Ok(()),
            Err(error) => Err(StoreError::Query { query: name.to_owned(), cause: error.into() }),
        }
    }

    /// Forgets prepared statements: their tables have changed.
    pub(crate) fn forget_statements(&self) {
        self.pool.manager().statement_caches.clear();
    }
}

/// Our queries end after a page of rows, which the planner does not foresee: compiling them to machine code costs far
/// more than it saves (some 200 ms where the query takes 1).
async fn calm(client: &deadpool_postgres::ClientWrapper) -> Result<(), HookError> {
    client.batch_execute("set jit = off").await.map_err(HookError::Backend)
}

fn unportable(name: &str, fault: Unportable) -> StoreError {
    StoreError::Unportable { query: name.to_owned(), fault }
}

async fn send(
    connection: &Object,
    statement: &tokio_postgres::Statement,
    rows: &[&[Value]],
) -> Result<u64, tokio_postgres::Error> {
    let params: Vec<&(dyn ToSql + Sync)> = rows.iter().flat_map(|row| references(row)).collect();
    connection.execute(statement, &params).await
}

fn references(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// `host:port/database`, for messages.
fn target(config: &Config) -> String {
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(host)) => host.clone(),
        Some(Host::Unix(path)) => path.display().to_string(),
        None => "localhost".to_owned(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let database = config.get_dbname().or(config.get_user()).unwrap_or("");
    format!("{host}:{port}/{database}")
}

/// `postgres://anna:secret@host/db` → `postgres://anna:…@host/db`. A text that does not look like an address may hold
/// the password anywhere, so only its beginning is kept.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "postgres…".to_owned() };
    let Some((user, place)) = rest.rsplit_once('@') else {
        return format!("{scheme}://{}", rest.split('?').next().unwrap_or_default());
    };
    let user = user.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:…@{}", place.split('?').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_stay_out_of_messages() {
        for (url, shown) in [
            ("postgres://anna:secret@host:1/db", "postgres://anna:…@host:1/db"),
            ("postgres://anna:se@cret@host/db?password=secret", "postgres://anna:…@host/db"),
            ("postgresql://host/db?password=secret", "postgresql://host/db"),
            ("postgres:host password=secret", "postgres…"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
