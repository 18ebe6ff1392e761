//! PostgreSQL: trigram search over unaccented lines, asked in two shapes; the connection for PostGIS.

use std::collections::HashMap;
use std::pin::pin;

use addresses::{AddressCode, Register};
use anyhow::{Context, Result};
use futures_util::SinkExt;
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Row, Statement};

use crate::addresses_race::Contestant;
use crate::words::{halves, line, may_be_mistyped, words};

/// One connection, driven from this thread.
pub(crate) struct Postgres {
    runtime: Runtime,
    client: Client,
}

impl Postgres {
    pub(crate) fn connect(socket: &str) -> Result<Postgres> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut config = Config::new();
        config.host_path(socket).user("okrsek").dbname("postgres");
        let (client, connection) = runtime.block_on(config.connect(NoTls)).context("PostgreSQL")?;
        runtime.spawn(async move {
            if let Err(error) = connection.await {
                eprintln!("PostgreSQL: {error}");
            }
        });
        Ok(Postgres { runtime, client })
    }

    pub(crate) fn version(&self) -> Result<String> {
        self.run("create extension if not exists postgis")?;
        let rows = self.query_text("select 'PostgreSQL ' || current_setting('server_version') || ', PostGIS ' || postgis_lib_version()")?;
        Ok(rows)
    }

    /// Runs statements without parameters.
    pub(crate) fn run(&self, sql: &str) -> Result<()> {
        self.runtime.block_on(self.client.batch_execute(sql)).with_context(|| sql.to_owned())
    }

    pub(crate) fn prepare(&self, sql: &str) -> Result<Statement> {
        self.runtime.block_on(self.client.prepare(sql)).with_context(|| sql.to_owned())
    }

    pub(crate) fn query(&self, statement: &Statement, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        Ok(self.runtime.block_on(self.client.query(statement, values))?)
    }

    /// One text, from a query that gives one.
    pub(crate) fn query_text(&self, sql: &str) -> Result<String> {
        let row = self.runtime.block_on(self.client.query_one(sql, &[])).with_context(|| sql.to_owned())?;
        Ok(row.try_get(0)?)
    }

    /// Sends lines of the text format of `copy` to a table.
    pub(crate) fn copy(&self, sql: &str, lines: impl Iterator<Item = String>) -> Result<()> {
        self.runtime.block_on(async {
            let mut sink = pin!(self.client.copy_in::<_, std::io::Cursor<Vec<u8>>>(sql).await?);
            let mut buffer = Vec::with_capacity(1 << 20);
            for line in lines {
                buffer.extend_from_slice(line.as_bytes());
                buffer.push(b'\n');
                if buffer.len() > 1_000_000 {
                    sink.send(std::io::Cursor::new(std::mem::take(&mut buffer))).await?;
                }
            }
            sink.send(std::io::Cursor::new(buffer)).await?;
            sink.close().await?;
            Ok(())
        })
    }
}

/// How the index is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Whole words first; then the last as a beginning; then half of one word; `%` only when nothing fits.
    Words,
    /// The shape of the manual: `line % question order by similarity`.
    Similarity,
}

/// The table `address` with a GIN index of trigrams.
pub(crate) struct Trigrams {
    database: Postgres,
    statements: HashMap<String, Statement>,
    /// The data of an earlier run was still there.
    pub(crate) kept: bool,
    /// How the next questions are asked.
    pub(crate) shape: Shape,
}

impl Trigrams {
    pub(crate) fn load(database: Postgres, register: &Register) -> Result<Trigrams> {
        let label = format!("{} addresses", register.len());
        let there = "select coalesce(obj_description(to_regclass('address'), 'pg_class'), '')";
        let kept = database.query_text(there)? == label;
        if !kept {
            fill(&database, register, &label)?;
        }
        // `%` is tuned to the question: a line holds part and postcode too, and a typo breaks three trigrams.
        // Plans are made once a statement; the scan of the whole table is never the right one.
        database.run(
            "set pg_trgm.similarity_threshold = 0.4; set plan_cache_mode = force_generic_plan; set enable_seqscan = off",
        )?;
        Ok(Trigrams { database, statements: HashMap::new(), kept, shape: Shape::Words })
    }

    pub(crate) fn bytes(&self) -> Result<i64> {
        Ok(self.database.query_text("select pg_total_relation_size('address')::text")?.parse()?)
    }

    pub(crate) fn into_database(self) -> Postgres {
        self.database
    }

    fn first(&mut self, condition: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Option<AddressCode>> {
        // $1 is the whole question; a candidate list that is too long is cut before it is ranked.
        let sql = format!(
            "select code from (select code, folded from address where {condition} limit 5000) candidate \
             order by similarity(folded, $1) desc, code limit 8"
        );
        if !self.statements.contains_key(&sql) {
            self.statements.insert(sql.clone(), self.database.prepare(&sql)?);
        }
        let statement = self.statements.get(&sql).context("prepared")?;
        let rows = self.database.query(statement, values)?;
        Ok(match rows.first() {
            Some(row) => Some(AddressCode(row.try_get::<_, i32>(0)? as u32)),
            None => None,
        })
    }

    /// All words, each as its pattern.
    fn by_patterns(&mut self, question: &str, patterns: &[String]) -> Result<Option<AddressCode>> {
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&question];
        values.extend(patterns.iter().map(|p| p as &(dyn ToSql + Sync)));
        let condition: Vec<String> = (0..patterns.len()).map(|i| format!("folded like ${}", i + 2)).collect();
        self.first(&condition.join(" and "), &values)
    }

    /// All words whole but one, of which half will do; whichever may be mistyped.
    fn one_mistyped(&mut self, question: &str, words: &[String]) -> Result<Option<AddressCode>> {
        let (mut patterns, mut conditions) = (Vec::new(), Vec::new());
        let mut like = |pattern: String| {
            patterns.push(pattern);
            format!("folded like ${}", patterns.len() + 1)
        };
        for (at, mistyped) in words.iter().enumerate().filter(|(_, word)| may_be_mistyped(word)) {
            let (first, second) = halves(mistyped);
            let rest = words.iter().enumerate().filter(|(i, _)| *i != at);
            let mut condition: Vec<String> = rest.map(|(_, word)| like(format!("% {word} %"))).collect();
            condition.push(format!("({} or {})", like(format!("%{first}%")), like(format!("%{second}%"))));
            conditions.push(format!("({})", condition.join(" and ")));
        }
        if conditions.is_empty() {
            return Ok(None);
        }
        let mut values: Vec<&(dyn ToSql + Sync)> = vec![&question];
        values.extend(patterns.iter().map(|p| p as &(dyn ToSql + Sync)));
        self.first(&conditions.join(" or "), &values)
    }
}

impl Contestant for Trigrams {
    fn name(&self) -> &'static str {
        match self.shape {
            Shape::Words => "pg_trgm, words first",
            Shape::Similarity => "pg_trgm, `%`",
        }
    }

    fn ask(&mut self, question: &str) -> Result<Option<AddressCode>> {
        let words = words(question);
        let folded = words.join(" ");
        if self.shape == Shape::Words && !words.is_empty() {
            let mut patterns: Vec<String> = words.iter().map(|w| format!("% {w} %")).collect();
            if let found @ Some(_) = self.by_patterns(&folded, &patterns)? {
                return Ok(found);
            }
            if let (Some(last), Some(word)) = (patterns.last_mut(), words.last()) {
                *last = format!("% {word}%");
            }
            if let found @ Some(_) = self.by_patterns(&folded, &patterns)? {
                return Ok(found);
            }
            if let found @ Some(_) = self.one_mistyped(&folded, &words)? {
                return Ok(found);
            }
        }
        self.first("folded % $1", &[&folded])
    }
}

fn fill(database: &Postgres, register: &Register, label: &str) -> Result<()> {
    database.run(
        "create extension if not exists pg_trgm; create extension if not exists unaccent;
         create or replace function folded(text) returns text language sql immutable parallel safe
             as $$ select lower(public.unaccent('public.unaccent', $1)) $$;
         drop table if exists address;
         create unlogged table address (
             code integer primary key, line text not null,
             folded text not null generated always as (folded(line)) stored
         )",
    )?;
    let lines = register.addresses().map(|address| format!("{}\t{}", address.code().0, line(address)));
    database.copy("copy address (code, line) from stdin", lines)?;
    database.run(
        "create index address_folded on address using gin (folded gin_trgm_ops) with (fastupdate = off)",
    )?;
    database.run("vacuum analyze address")?;
    database.run(&format!("comment on table address is '{label}'"))
}
