//! Address search: the same questions to everybody, judged by the same rule.

use std::time::{Duration, Instant};

use addresses::{AddressCode, Register, Search};
use anyhow::Result;
use benches::country::{Dice, country};
use benches::questions::{Question, Spelling, questions};
use benches::{quantile, timed};

use crate::postgres::{Postgres, Shape, Trigrams};
use crate::{Sizes, ours, sqlite};

/// Somebody who answers questions about addresses.
pub(crate) trait Contestant {
    fn name(&self) -> &'static str;
    /// The code of the first of eight answers.
    fn ask(&mut self, question: &str) -> Result<Option<AddressCode>>;
}

/// What one contestant did with one list of questions.
struct Outcome {
    asked: usize,
    right: usize,
    median: Duration,
    p99: Duration,
    total: Duration,
}

impl Outcome {
    fn per_second(&self) -> f64 {
        self.asked as f64 / self.total.as_secs_f64().max(1e-9)
    }
}

pub(crate) fn run(sizes: &Sizes, database: Postgres) -> Result<Postgres> {
    let country = country(sizes.addresses);
    let (search, ready) = ours::open(&country, sizes.addresses)?;
    let register = search.register().clone();
    println!("## Address search: {} addresses, of them {} invented\n", register.len(), country.invented);
    drop(country);
    println!("| ready to answer | from the register | size |\n|---|---:|---:|");
    let bytes = register.memory_bytes() + search.memory_bytes();
    println!(
        "| ours (with reading the CSV) | {:.1} s | {} MB of memory |",
        ready.as_secs_f64(),
        bytes / 1_000_000
    );
    let (loaded, took) = timed(|| Trigrams::load(database, &register));
    let trigrams = loaded?;
    let kept = if trigrams.kept { " (kept from an earlier run)" } else { "" };
    println!(
        "| pg_trgm GIN{kept} | {:.1} s | {} MB table and index |",
        took.as_secs_f64(),
        trigrams.bytes()? / 1_000_000
    );
    let (loaded, took) = timed(|| sqlite::Fts5::load(&register));
    let mut fts5 = loaded?;
    println!(
        "| SQLite FTS5 trigram | {:.1} s | {} MB file |\n",
        took.as_secs_f64(),
        fts5.bytes()? / 1_000_000
    );
    println!("| questions | who | asked | right first | median | p99 | questions/s | ours is faster |");
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    let mut database = trigrams;
    for spelling in Spelling::JUDGED.into_iter().chain([Spelling::CutOff]) {
        let asked = questions(&register, spelling, sizes.questions, &mut Dice(11));
        row(sizes, &register, &search, spelling, &asked, &mut database, &mut fts5)?;
    }
    println!();
    Ok(database.into_database())
}

fn row(
    sizes: &Sizes,
    register: &Register,
    search: &Search,
    spelling: Spelling,
    asked: &[(Question, String)],
    database: &mut Trigrams,
    fts5: &mut sqlite::Fts5,
) -> Result<()> {
    let measure = |who: &mut dyn Contestant| race(who, asked, spelling, register, sizes.budget);
    let ours = measure(&mut ours::Ours { search, typing: spelling == Spelling::CutOff })?;
    print(spelling, "ours", &ours, ours.per_second());
    for shape in [Shape::Words, Shape::Similarity] {
        database.shape = shape;
        print(spelling, database.name(), &measure(database)?, ours.per_second());
    }
    print(spelling, fts5.name(), &measure(fts5)?, ours.per_second());
    Ok(())
}

/// Asks every question until the time is up; twenty questions before it warm the caches.
fn race(
    who: &mut dyn Contestant,
    asked: &[(Question, String)],
    spelling: Spelling,
    register: &Register,
    budget: Duration,
) -> Result<Outcome> {
    for (_, text) in asked.iter().rev().take(20) {
        who.ask(text)?;
    }
    let start = Instant::now();
    let (mut times, mut right) = (Vec::with_capacity(asked.len()), 0);
    for (question, text) in asked {
        if start.elapsed() > budget {
            break;
        }
        let (answer, took) = timed(|| who.ask(text));
        times.push(took);
        let found = answer?.and_then(|code| register.address(code));
        right += usize::from(found.is_some_and(|address| question.answered_by(address, spelling)));
    }
    times.sort_unstable();
    Ok(Outcome {
        asked: times.len(),
        right,
        median: quantile(&times, 0.5),
        p99: quantile(&times, 0.99),
        total: times.iter().sum(),
    })
}

fn print(spelling: Spelling, who: &str, result: &Outcome, ours: f64) {
    let share = result.right as f64 * 100.0 / result.asked.max(1) as f64;
    let right = if spelling == Spelling::CutOff { "–".to_owned() } else { format!("{share:.1} %") };
    let faster = ours / result.per_second();
    println!(
        "| {} | {who} | {} | {right} | {:.3} ms | {:.3} ms | {:.0} | {faster:.0}× |",
        spelling.name(),
        result.asked,
        result.median.as_secs_f64() * 1e3,
        result.p99.as_secs_f64() * 1e3,
        result.per_second()
    );
}
