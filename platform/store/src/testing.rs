//! Fresh databases for tests, on both engines, gone when the test is over.
//!
//! ```no_run
//! # async fn story() {
//! store::testing::each_engine(async |store| {
//!     store.migrate(&[store::MIGRATIONS]).await.unwrap();
//!     // … the same story on SQLite and on PostgreSQL
//! })
//! .await;
//! # }
//! ```
//! PostgreSQL is found by `OKRSEK_TEST_POSTGRES`, the address of a user who may create databases; `tests/postgres.sh
//! start` prints one. Without it the PostgreSQL half is skipped aloud, or fails under `OKRSEK_REQUIRE_POSTGRES=1`.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "only tests call this")]

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{Engine, Store};

/// A database of the test's own, dropped with this value.
pub struct TestDatabase {
    store: Option<Store>,
    url: String,
    rubbish: Rubbish,
}

enum Rubbish {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl Deref for TestDatabase {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("present until dropped")
    }
}

impl TestDatabase {
    /// Its address, for opening it once more.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder of a SQLite file, `None` on PostgreSQL.
    pub fn folder(&self) -> Option<&Path> {
        match &self.rubbish {
            Rubbish::Folder(path) => Some(path),
            Rubbish::Database { .. } => None,
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        drop(self.store.take());
        match &self.rubbish {
            Rubbish::Folder(path) => drop(std::fs::remove_dir_all(path)),
            Rubbish::Database { server, name } => drop_database(server.clone(), name.clone()),
        }
    }
}

/// A fresh SQLite file.
pub async fn sqlite() -> TestDatabase {
    let folder = std::env::temp_dir().join(format!("okrsek-{}", unique()));
    std::fs::create_dir_all(&folder).expect("the folder for temporary files is writable");
    let url = format!("sqlite://{}/test.db", folder.display());
    let store = Store::open(&url).await.expect("a fresh SQLite file opens");
    TestDatabase { store: Some(store), url, rubbish: Rubbish::Folder(folder) }
}

/// A fresh PostgreSQL database, `None` (said aloud) when there is no server to make it on.
pub async fn postgres() -> Option<TestDatabase> {
    let server = match std::env::var("OKRSEK_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => url,
        _ if std::env::var("OKRSEK_REQUIRE_POSTGRES").is_ok_and(|v| v == "1") => {
            panic!("OKRSEK_REQUIRE_POSTGRES=1, but OKRSEK_TEST_POSTGRES is not set (see tests/postgres.sh)")
        }
        _ => {
            eprintln!("SKIPPED: PostgreSQL half of this test; OKRSEK_TEST_POSTGRES is not set");
            return None;
        }
    };
    let name = format!("okrsek_{}", unique());
    let admin = Store::open(&server).await.expect("OKRSEK_TEST_POSTGRES answers");
    admin.batch(&format!("create database {name} template template0")).await.expect("may create databases");
    let url = other_database(&server, &name);
    let store = Store::open(&url).await.expect("a fresh database opens");
    Some(TestDatabase { store: Some(store), url, rubbish: Rubbish::Database { server, name } })
}

/// Runs the same story on a fresh database of each engine.
pub async fn each_engine(story: impl AsyncFn(Store)) {
    each_database(async |database: &TestDatabase| story((**database).clone()).await).await;
}

/// As [`each_engine`], for stories that open the database more than once.
pub async fn each_database(story: impl AsyncFn(&TestDatabase)) {
    let database = sqlite().await;
    story(&database).await;
    drop(database);
    if let Some(database) = postgres().await {
        story(&database).await;
    }
}

/// The address of database `name` on the server that `url` names.
fn other_database(url: &str, name: &str) -> String {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let (server, _) = address.rsplit_once('/').expect("postgres://…/database");
    if options.is_empty() { format!("{server}/{name}") } else { format!("{server}/{name}?{options}") }
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let random = getrandom::u64().unwrap();
    format!("{}_{}_{random:x}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// On a thread with a runtime of its own, since dropping happens in the middle of another one.
fn drop_database(server: String, name: String) {
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let admin = Store::open(&server).await?;
            admin.batch(&format!("drop database {name} with (force)")).await
        })
    };
    match std::thread::spawn(work).join() {
        Ok(Ok(())) => {}
        other => eprintln!("a test database was left behind: {other:?}"),
    }
}

impl Store {
    /// Runs a text of several statements outside of a transaction: what tests need to make and break tables.
    pub async fn batch(&self, text: &str) -> Result<(), crate::StoreError> {
        match &*self.inner {
            crate::store::Inner::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                postgres.batch(&connection, "batch", text).await
            }
            crate::store::Inner::Sqlite(_) => {
                debug_assert_eq!(self.engine(), Engine::Sqlite);
                let mut tx = self.begin().await?;
                tx.batch("batch", text).await?;
                tx.commit().await
            }
        }
    }
}
