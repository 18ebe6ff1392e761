//! Migrations: each module's tables, in numbered steps that are only ever added to.
//!
//! One run is one transaction: all pending steps or none. Processes that start together wait for each other
//! (PostgreSQL: an advisory lock; SQLite: `begin immediate`), and the later ones find nothing left to do.
//! What was applied is kept with its checksum, and a step whose text has changed since is refused.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{Engine, MigrationFault, Query, Statement, Store, StoreError, Transaction};

/// A module's steps.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    /// The module's name, the first part of each step's identity.
    pub module: &'static str,
    /// The steps, their numbers ascending.
    pub steps: &'static [Migration],
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Ascending within the module; never used twice.
    pub number: u32,
    /// What it brings, in a word or two.
    pub name: &'static str,
    /// Portable SQL, several statements, no parameters. Begin it with a comment that says why.
    pub sql: &'static str,
}

/// A step that a run has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Whose step.
    pub module: &'static str,
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
}

const CREATE: &str = "
    -- Which steps this database has seen, and what their texts were.
    create table if not exists store_migration (
        module     text   not null,
        number     bigint not null,
        name       text   not null,
        checksum   text   not null,
        applied_at bigint not null,
        primary key (module, number)
    )";

/// The lock that keeps processes apart; any number will do as long as it stays the same.
const LOCK: &str = "select pg_advisory_xact_lock(6515321474)";

const EXISTS_SQLITE: Query<i64> = Query::new(
    "migration_table_exists",
    "select count(*) from sqlite_schema where type = 'table' and name = 'store_migration'",
    |r| r.int(0),
);
const EXISTS_POSTGRES: Query<i64> = Query::new(
    "migration_table_exists",
    "select count(*) from pg_class where oid = to_regclass('store_migration')",
    |r| r.int(0),
);
const SEEN: Query<Seen> = Query::new(
    "migrations_seen",
    "select module, number, name, checksum from store_migration order by module, number",
    |r| Ok(Seen { module: r.text(0)?, number: r.int(1)?, name: r.text(2)?, checksum: r.text(3)? }),
);
const RECORD: Statement = Statement::new(
    "record_migration",
    "insert into store_migration (module, number, name, checksum, applied_at) values (?1, ?2, ?3, ?4, ?5)",
);

/// A step as the database remembers it.
struct Seen {
    module: String,
    number: i64,
    name: String,
    checksum: String,
}

impl Store {
    /// Brings the database up to date and returns the steps that were applied; none is the usual case, and then
    /// nothing is written. Modules that are not in `sets` keep their tables.
    ///
    /// # Errors
    /// `Migration`, with the database as it was before.
    pub async fn migrate(&self, sets: &[Migrations]) -> Result<Vec<Applied>, StoreError> {
        for set in sets {
            if let Some(pair) = set.steps.windows(2).find(|w| matches!(w, [a, b] if a.number >= b.number)) {
                let number = pair.last().map_or(0, |step| step.number);
                return Err(fault(set.module, number, MigrationFault::Disordered));
            }
        }
        let exists = match self.engine() {
            Engine::Sqlite => &EXISTS_SQLITE,
            Engine::Postgres => &EXISTS_POSTGRES,
        };
        if self.row(exists, &[]).await?.is_some_and(|n| n > 0)
            && pending(sets, &self.rows(&SEEN, &[]).await?)?.is_empty()
        {
            return Ok(Vec::new());
        }
        let mut tx = self.begin().await?;
        if self.engine() == Engine::Postgres {
            tx.batch("lock_migrations", LOCK).await?;
        }
        tx.batch("create_migrations", CREATE).await?;
        let pending = pending(sets, &tx.rows(&SEEN, &[]).await?)?;
        for (module, step) in &pending {
            apply(&mut tx, module, step).await?;
        }
        tx.commit().await?;
        if let crate::store::Inner::Postgres(postgres) = &*self.inner {
            postgres.forget_statements();
        }
        let applied = |(module, step): (&'static str, &Migration)| {
            tracing::info!(module, number = step.number, name = step.name, "migration applied");
            Applied { module, number: step.number, name: step.name }
        };
        Ok(pending.into_iter().map(applied).collect())
    }
}

async fn apply(tx: &mut Transaction, module: &str, step: &Migration) -> Result<(), StoreError> {
    tx.batch("migration", step.sql).await.map_err(|cause| {
        let name = step.name.to_owned();
        fault(module, step.number, MigrationFault::Failed { name, cause: Box::new(cause) })
    })?;
    let now = crate::Clock::System.now();
    let row = [module.into(), step.number.into(), step.name.into(), checksum(step.sql).into(), now.into()];
    tx.execute(&RECORD, &row).await.map(drop)
}

/// The steps not yet seen, after making sure that the seen ones are still what they were.
fn pending(
    sets: &[Migrations],
    seen: &[Seen],
) -> Result<Vec<(&'static str, &'static Migration)>, StoreError> {
    let mut pending = Vec::new();
    for set in sets {
        let mut old: BTreeMap<i64, &Seen> =
            seen.iter().filter(|s| s.module == set.module).map(|s| (s.number, s)).collect();
        let newest = old.keys().next_back().copied();
        for step in set.steps {
            let name = step.name.to_owned();
            match old.remove(&step.number.into()) {
                Some(seen) if seen.checksum != checksum(step.sql) => {
                    return Err(fault(set.module, step.number, MigrationFault::Changed { name }));
                }
                Some(_) => {}
                None if newest.is_some_and(|newest| i64::from(step.number) < newest) => {
                    return Err(fault(set.module, step.number, MigrationFault::Inserted { name }));
                }
                None => pending.push((set.module, step)),
            }
        }
        if let Some(unknown) = old.values().next() {
            let number = u32::try_from(unknown.number).unwrap_or(u32::MAX);
            return Err(fault(set.module, number, MigrationFault::Newer { name: unknown.name.clone() }));
        }
    }
    Ok(pending)
}

/// SHA-256 of the text, line ends as on Unix, since a checkout may change them.
fn checksum(sql: &str) -> String {
    crate::blobs::hex(&Sha256::digest(sql.replace("\r\n", "\n").as_bytes()))
}

fn fault(module: &str, number: u32, fault: MigrationFault) -> StoreError {
    StoreError::Migration { module: module.to_owned(), number, fault }
}
