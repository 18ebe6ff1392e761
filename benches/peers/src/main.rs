//! The same work side by side: this project's engines and what a user would take instead.
//!
//! ```text
//!   country ──► questions ──┬─► ours      addresses::Search                one process, one thread,
//!                           ├─► postgres  GIN trigrams over unaccent       one after the other,
//!                           └─► sqlite    FTS5 trigrams                    same questions, same judge
//!   tiles ───► points ──────┬─► ours      territories::polygons::Atlas
//!                           └─► postgres  PostGIS, GiST
//! ```
//!
//! `benches/run.sh peers [--addresses N] [--questions N] [--seconds S]`; tables are printed as Markdown.
//! A contestant that needs longer than S seconds for a row answers only the first questions, and the row says so.

mod addresses_race;
mod ours;
mod postgres;
mod sqlite;
mod territories_race;
mod words;

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use benches::country::WHOLE_COUNTRY;

/// How much is measured.
struct Sizes {
    addresses: usize,
    questions: usize,
    budget: Duration,
}

fn main() -> Result<()> {
    let sizes = sizes(std::env::args().skip(1))?;
    let socket = start_postgres()?;
    println!("# Side by side\n");
    println!("{}; load average {} at the start\n", benches::machine(), benches::load());
    let database = postgres::Postgres::connect(&socket)?;
    println!("{}; SQLite {}; every contestant one thread\n", database.version()?, rusqlite::version());
    let database = addresses_race::run(&sizes, database)?;
    territories_race::run(database)?;
    println!("load average {} at the end", benches::load());
    Ok(())
}

fn sizes(mut arguments: impl Iterator<Item = String>) -> Result<Sizes> {
    let mut sizes = Sizes { addresses: WHOLE_COUNTRY, questions: 2_000, budget: Duration::from_secs(20) };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{flag} needs a number"))?;
        let number: usize = value.parse().with_context(|| format!("{flag} {value}: not a number"))?;
        match flag.as_str() {
            "--addresses" => sizes.addresses = number,
            "--questions" => sizes.questions = number,
            "--seconds" => sizes.budget = Duration::from_secs(number as u64),
            _ => bail!("{flag} is not known; there are --addresses, --questions and --seconds"),
        }
    }
    Ok(sizes)
}

/// Starts the private PostgreSQL and returns the folder of its socket.
fn start_postgres() -> Result<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/postgres.sh");
    let started = Command::new(script).arg("start").output().context(script)?;
    if !started.status.success() {
        bail!("{script}: {}", String::from_utf8_lossy(&started.stderr));
    }
    Ok(String::from_utf8(started.stdout)?.trim().to_owned())
}
