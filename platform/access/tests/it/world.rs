//! A small world for the stories.

use access::{Access, AccessSettings, Actor, trail::Entry};
use chrono::{DateTime, Utc};
use store::{Clock, Id, Statement, Store};

/// Wednesday 4 March 2026, ten in the morning in Prague.
pub(crate) fn clock() -> Clock {
    let now: DateTime<Utc> = "2026-03-04T09:00:00Z".parse().unwrap();
    Clock::fixed(now)
}

/// Access on a fresh database.
pub(crate) async fn fresh(store: &Store) -> Access {
    fresh_with(store, clock(), AccessSettings::default()).await
}

/// Access with a clock and settings of the test's own.
pub(crate) async fn fresh_with(store: &Store, clock: Clock, settings: AccessSettings) -> Access {
    store.migrate(&[store::MIGRATIONS, access::MIGRATIONS]).await.unwrap();
    Access::new(store.clone(), clock, settings)
}

/// Somebody reads `rows` cases, one after another.
pub(crate) async fn read_cases(access: &Access, rows: i64) {
    let who = Actor::person(Id(7), "10.1.2.3");
    for case in 1..=rows {
        let entry = Entry::new("read", "case").on(Id(case)).purpose("OB-1/2026 – přešetření");
        access.note(&who, entry).await.unwrap();
    }
}

/// What somebody with the database's password could do.
pub(crate) async fn tamper(store: &Store, sql: &'static str, params: &[store::Value]) {
    let touched = store.execute(&Statement::new("tamper", sql), params).await.unwrap();
    assert_eq!(touched, 1, "the test meant to change one row: {sql}");
}
