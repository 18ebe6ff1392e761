//! `authorize` for the largest subject, and the proof of a long trail on SQLite and PostgreSQL.
//!
//!   access [ROWS]     rows of the trail, 1,000,000 when not said
//!
//! PostgreSQL is found by OKRSEK_TEST_POSTGRES; without it that half is skipped aloud.

use std::hint::black_box;
use std::time::{Duration, Instant};

use access::trail::{Entry, record_all};
use access::{
    Access, AccessSettings, Action, Actor, BodyKind, Capacity, Context, Kind, Parts, Resource, Role, Subject,
    authorize, scope,
};
use store::{Clock, Id, Store};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let rows: i64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    decide();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let sqlite = store::testing::sqlite().await;
        prove("SQLite", &sqlite, rows).await?;
        drop(sqlite);
        if let Some(postgres) = store::testing::postgres().await {
            prove("PostgreSQL", &postgres, rows).await?;
        }
        Ok(())
    })
}

/// Somebody with every role, and twenty units in each of those that can be limited.
fn largest() -> Subject {
    let limited = [Role::Officer, Role::Inspector, Role::Coordinator, Role::Head];
    let units: Vec<Id> = (1..=20).map(Id).collect();
    let mut capacities = vec![Capacity { role: Role::Analyst, unit: None }];
    for role in limited {
        capacities.extend(units.iter().map(|unit| Capacity { role, unit: Some(*unit) }));
    }
    Subject {
        person: Id(1),
        name: "Eva Smyšlená".to_owned(),
        body: Id(2),
        body_kind: BodyKind::MunicipalPolice,
        capacities,
        units,
        session: Id(3),
        assured_at: Some(Clock::System.now()),
        emergency: None,
        client: String::new(),
    }
}

fn decide() {
    let (subject, context) = (largest(), Context { now: Clock::System.now() });
    let case = Resource::owned(Kind::Case, Id(2)).in_unit(Some(Id(404))).personal();
    let shared = Resource::owned(Kind::Case, Id(9)).in_unit(Some(Id(20))).shared(Parts::ALL);
    println!("authorize, a subject of {} capacities:", subject.capacities.len());
    for (what, resource) in [("refused after every row", case), ("shared, the last unit", shared)] {
        let per = each(|| {
            black_box(authorize(black_box(&subject), Action::Read, black_box(&resource), &context));
        });
        println!("  {what:<28} {per:>8.1} ns");
    }
    let per = each(|| {
        black_box(scope(black_box(&subject), Action::Read, Kind::Case, &context));
    });
    println!("  {:<28} {per:>8.1} ns", "scope of a list");
}

/// Nanoseconds for one call, the median of eleven runs.
fn each(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 100_000;
    let mut runs: Vec<Duration> = (0..11)
        .map(|_| {
            let began = Instant::now();
            (0..CALLS).for_each(|_| call());
            began.elapsed()
        })
        .collect();
    runs.sort_unstable();
    runs.get(5).map_or(0.0, |median| median.as_secs_f64() * 1e9 / f64::from(CALLS))
}

async fn prove(engine: &str, store: &Store, rows: i64) -> Outcome {
    store.migrate(&[store::MIGRATIONS, access::MIGRATIONS]).await?;
    let access = Access::new(store.clone(), Clock::System, AccessSettings::default());
    let began = Instant::now();
    let who = Actor::person(Id(7), "10.1.2.3");
    let mut written = 0;
    while written < rows {
        let many = (rows - written).min(10_000);
        let mut tx = store.begin().await?;
        let entries = (written..written + many).map(entry).collect();
        record_all(&mut tx, Clock::System.now(), &who, entries).await?;
        tx.commit().await?;
        written += many;
    }
    let rate = |rows: i64, took: Duration| rows as f64 / took.as_secs_f64();
    println!("{engine}: {rows} rows of the trail");
    println!("  written in bulk              {:>10.0} rows/s", rate(rows, began.elapsed()));
    let mut took = Vec::new();
    for _ in 0..3 {
        let began = Instant::now();
        let verified = access.verify(&[], |_| ()).await?;
        if verified.fault.is_some() || verified.rows != rows {
            return Err(format!("the trail does not verify: {verified:?}").into());
        }
        took.push(began.elapsed());
    }
    took.sort_unstable();
    println!("  verified (median of three)   {:>10.0} rows/s", rate(rows, took[1]));
    let began = Instant::now();
    for number in 0..200 {
        access.note(&who, entry(number)).await?;
    }
    println!("  one read noted               {:>10.2} ms", began.elapsed().as_secs_f64() * 1e3 / 200.0);
    Ok(())
}

/// A row as casework writes it.
fn entry(number: i64) -> Entry {
    let detail = serde_json::json!({ "query": "stav:otevřené obvod:2", "before": { "state": "routed" } });
    Entry::new("read", "case").on(Id(number)).purpose(format!("OB-{number}/2026")).detail(detail)
}
