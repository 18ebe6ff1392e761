//! Lists, inbox, views and writes of a large workplace, on SQLite and PostgreSQL, without HTTP.
//!
//!   casework [CASES]     100,000 when not said; ten lines of timeline each, 500 people in 12 bodies
//!
//! PostgreSQL is found by OKRSEK_TEST_POSTGRES; without it that half is skipped aloud.

use std::sync::Arc;
use std::time::{Duration, Instant};

use access::{Access, AccessSettings, Capacity, Role, Subject};
use benches::{load, machine, quantile};
use casework::testing::{Size, Town, fill};
use casework::{Audience, CaseTypes, Casework, Edit, Filter, Sort};
use store::{Clock, Engine, Id, Store};

type Failure = Box<dyn std::error::Error>;

const TYPE: &str = include_str!("../../../platform/casework/tests/it/referral.toml");
/// How often each question is asked.
const TIMES: usize = 30;

fn main() -> Result<(), Failure> {
    let cases: i64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    println!("{}; load {}", machine(), load());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sqlite = store::testing::sqlite().await;
        measure("SQLite", &sqlite, cases).await?;
        drop(sqlite);
        if let Some(postgres) = store::testing::postgres().await {
            measure("PostgreSQL", &postgres, cases).await?;
        }
        Ok(())
    })
}

async fn measure(engine: &str, store: &Store, cases: i64) -> Result<(), Failure> {
    store.migrate(&[store::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, casework::MIGRATIONS]).await?;
    let types = CaseTypes::read(&[("referral.toml", TYPE)])?;
    let kind = types.get("referral").ok_or("the type is there")?;
    let size = Size { bodies: 12, people: 500, cases, events: 10 };
    let start = Instant::now();
    let town = fill(store, kind, size, Clock::System.now()).await?;
    // What PostgreSQL does by itself on a running server.
    store.batch(if store.engine() == Engine::Postgres { "vacuum analyze" } else { "analyze" }).await?;
    println!(
        "\n## {engine}: {cases} cases, {} lines, made in {:.0} s\n",
        cases * 10,
        start.elapsed().as_secs_f64()
    );
    let access = Access::new(store.clone(), Clock::System, AccessSettings::default());
    let letter =
        |notice: &casework::Notice, _: &casework::Letterhead<'_>| (notice.number.clone(), "text".to_owned());
    let work = Casework::new(store.clone(), access.clone(), types, Arc::new(letter));
    let leader = subject(&access, &town, 0).await?;
    let other = subject(&access, &town, 3).await?;
    lists(&work, &leader, "the coordinating body").await?;
    lists(&work, &other, "another body").await?;
    lists(&work, &of_units(&town, &other), "two units of it").await?;
    one_case(&work, &leader, town.case).await
}

async fn subject(access: &Access, town: &Town, at: usize) -> Result<Subject, Failure> {
    let (person, body) = town.people.get(at).copied().ok_or("somebody works there")?;
    let found = access.subject(person, body, Id(1), Some(Clock::System.now()), "10.0.0.1").await?;
    found.ok_or_else(|| "they work there today".into())
}

/// Somebody whose rights end at two units.
fn of_units(_: &Town, template: &Subject) -> Subject {
    let units = vec![Id(51), Id(52)];
    let capacities = units.iter().map(|unit| Capacity { role: Role::Officer, unit: Some(*unit) });
    Subject { capacities: capacities.collect(), units, ..template.clone() }
}

async fn lists(work: &Casework, who: &Subject, name: &str) -> Result<(), Failure> {
    println!("{name}");
    let filters = [
        ("newest", Filter::default()),
        ("open, soonest deadline", Filter { open: Some(true), sort: Sort::Due, ..Filter::default() }),
        ("last changed", Filter { sort: Sort::Changed, ..Filter::default() }),
        ("overdue", Filter { overdue: true, sort: Sort::Due, ..Filter::default() }),
        ("one state", Filter { state: Some("screened".to_owned()), ..Filter::default() }),
        ("a state nobody is in", Filter { state: Some("none".to_owned()), ..Filter::default() }),
        ("a common word", Filter { find: "ubytovna".to_owned(), ..Filter::default() }),
        ("a rare number", Filter { find: "77123".to_owned(), ..Filter::default() }),
        ("three words", Filter { find: "hluk dvur cheb".to_owned(), ..Filter::default() }),
        ("a word nobody wrote", Filter { find: "xyz".to_owned(), ..Filter::default() }),
    ];
    for (label, filter) in filters {
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..TIMES {
            let start = Instant::now();
            rows = work.list(who, &filter).await?.count.rows;
            times.push(start.elapsed());
        }
        report(&format!("  list: {label} ({rows})"), times);
    }
    let today = Clock::System.today();
    let (from, to) = (today - chrono::Days::new(15), today + chrono::Days::new(45));
    let (mut inbox, mut calendar) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let start = Instant::now();
        work.inbox(who).await?;
        inbox.push(start.elapsed());
        let start = Instant::now();
        work.deadlines(who, from, to).await?;
        calendar.push(start.elapsed());
    }
    report("  inbox", inbox);
    report("  calendar of two months", calendar);
    Ok(())
}

async fn one_case(work: &Casework, who: &Subject, case: Id) -> Result<(), Failure> {
    println!("one case");
    let [mut view, mut timeline, mut edit, mut comment] = [const { Vec::new() }; 4];
    for n in 0..TIMES {
        let start = Instant::now();
        let seen = work.view(who, case).await?;
        view.push(start.elapsed());
        let start = Instant::now();
        work.timeline(who, case, None, 50).await?;
        timeline.push(start.elapsed());
        let change = Edit { title: Some(format!("Změněný název {n}")), ..Edit::default() };
        let start = Instant::now();
        work.edit(who, case, seen.case.version, change).await?;
        edit.push(start.elapsed());
        let start = Instant::now();
        work.comment(who, case, Audience::All, "Jdeme tam v úterý.").await?;
        comment.push(start.elapsed());
    }
    report("  view", view);
    report("  timeline", timeline);
    report("  edit", edit);
    report("  comment", comment);
    Ok(())
}

fn report(label: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |share: f64| quantile(&times, share).as_secs_f64() * 1_000.0;
    println!("{label:<44} median {:>7.2} ms   95 % {:>7.2} ms", ms(0.5), ms(0.95));
}
