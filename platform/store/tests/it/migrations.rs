//! Migrations: from every past step, by several processes at once, and every way they can disagree with the database.

use store::{Migration, MigrationFault, Migrations, Query, Store, StoreError, testing};

const fn step(number: u32, sql: &'static str) -> Migration {
    Migration { number, name: "step", sql }
}

static STEPS: [Migration; 4] = [
    step(1, "create table a (x bigint); insert into a values (1)"),
    step(
        2,
        "-- what's this; a comment with ?1 in it\n alter table a add column y text default 'it''s; fine'",
    ),
    step(5, "create table b (x bigint); insert into b select x from a"),
    step(6, "create index b_x on b (x); insert into b values (2)"),
];

const fn set(steps: &'static [Migration]) -> Migrations {
    Migrations { module: "m", steps }
}

const STATE: Query<(i64, String)> =
    Query::new("state", "select (select sum(b.x) from b), (select y from a)", |r| {
        Ok((r.int(0)?, r.text(1)?))
    });

#[tokio::test(flavor = "multi_thread")]
async fn from_every_past_step() {
    for past in 0..=STEPS.len() {
        testing::each_engine(async |store| {
            let before = store.migrate(&[set(&STEPS[..past])]).await.unwrap();
            let after = store.migrate(&[set(&STEPS)]).await.unwrap();
            assert_eq!((before.len(), after.len()), (past, STEPS.len() - past));
            assert_eq!(store.row(&STATE, &[]).await.unwrap(), Some((3, "it's; fine".to_owned())));
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_start_at_once() {
    testing::each_database(async |database| {
        let starts: Vec<_> = (0..6)
            .map(|_| {
                let url = database.url().to_owned();
                tokio::spawn(async move { Store::open(&url).await.unwrap().migrate(&[set(&STEPS)]).await })
            })
            .collect();
        let mut applied = 0;
        for start in starts {
            applied += start.await.unwrap().unwrap().len();
        }
        assert_eq!(applied, STEPS.len());
        assert_eq!(database.row(&STATE, &[]).await.unwrap(), Some((3, "it's; fine".to_owned())));
    })
    .await;
}

async fn check(steps: &'static [Migration], expected: fn(u32, &MigrationFault) -> bool) {
    testing::each_engine(async |store| {
        store.migrate(&[set(&STEPS[..3])]).await.unwrap();
        match store.migrate(&[set(steps)]).await {
            Err(StoreError::Migration { module, number, fault }) => {
                assert!(module == "m" && expected(number, &fault), "{number}: {fault:?}");
            }
            other => panic!("{other:?}"),
        }
        // The database is as it was.
        assert_eq!(store.migrate(&[set(&STEPS[..3])]).await.unwrap(), []);
        assert_eq!(store.migrate(&[set(&STEPS)]).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_step_is_refused() {
    static CHANGED: [Migration; 3] = [step(1, "create table a (x text)"), STEPS[1], STEPS[2]];
    check(&CHANGED, |number, fault| number == 1 && matches!(fault, MigrationFault::Changed { .. })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_between_old_ones_is_refused() {
    static INSERTED: [Migration; 4] = [STEPS[0], STEPS[1], step(3, "create table c (x bigint)"), STEPS[2]];
    check(&INSERTED, |number, fault| number == 3 && matches!(fault, MigrationFault::Inserted { .. })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_program_does_not_touch_a_newer_database() {
    check(&STEPS[..2], |number, fault| number == 5 && matches!(fault, MigrationFault::Newer { .. })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_out_of_order_are_refused() {
    static DISORDERED: [Migration; 3] = [STEPS[1], STEPS[0], STEPS[2]];
    check(&DISORDERED, |number, fault| number == 1 && matches!(fault, MigrationFault::Disordered)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_fails_takes_the_whole_run_back() {
    static BROKEN: [Migration; 5] = [
        STEPS[0],
        STEPS[1],
        STEPS[2],
        step(6, "create table c (x bigint)"),
        step(7, "insert into nowhere values (1)"),
    ];
    check(&BROKEN, |number, fault| {
        number == 7 && matches!(fault, MigrationFault::Failed { cause, .. } if matches!(**cause, StoreError::Query { .. }))
    })
    .await;
}
