//! What the caller is told, the same on both engines.

use std::time::Duration;

use store::{
    ConstraintKind, Engine, Query, Statement, Store, StoreError, Unreachable, UrlFault, Value, testing,
};

use crate::{ADD, NAMES, place, with_places};

#[tokio::test(flavor = "multi_thread")]
async fn broken_rules_are_named() {
    let row =
        |id: i64, name: Value, district: Value, people: Value| vec![Value::Int(id), name, district, people];
    let cases = [
        (row(1, "a".into(), Value::Null, Value::Null), ConstraintKind::Unique, Some("place.id")),
        (row(2, "taken".into(), Value::Null, Value::Null), ConstraintKind::Unique, Some("place.name")),
        (row(3, Value::Null, Value::Null, Value::Null), ConstraintKind::NotNull, Some("place.name")),
        (row(4, "b".into(), Value::Null, (-1).into()), ConstraintKind::Check, Some("people_positive")),
        (row(5, "c".into(), 9.into(), Value::Null), ConstraintKind::Foreign, None),
    ];
    testing::each_engine(async |store| {
        with_places(&store).await;
        store.execute(&ADD, &place(1, "taken")).await.unwrap();
        for (row, expected, named) in &cases {
            match store.execute(&ADD, row).await {
                Err(StoreError::Constraint { query: "add_place", kind, name }) => {
                    assert_eq!(kind, *expected);
                    if named.is_some() {
                        assert_eq!(name.as_deref(), *named);
                    }
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["taken"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_failed_cannot_be_committed() {
    testing::each_engine(async |store| {
        with_places(&store).await;
        let mut tx = store.begin().await.unwrap();
        tx.execute(&ADD, &place(1, "first")).await.unwrap();
        let rows = vec![place(2, "second"), place(1, "again"), place(3, "third")];
        assert!(tx.execute_many(&ADD, rows).await.unwrap_err().is_duplicate());
        assert!(matches!(tx.execute(&ADD, &place(4, "fourth")).await, Err(StoreError::Aborted)));
        assert!(matches!(tx.rows(&NAMES, &[]).await, Err(StoreError::Aborted)));
        assert!(matches!(tx.commit().await, Err(StoreError::Aborted)));
        let mut tx = store.begin().await.unwrap();
        let mut rows: Vec<_> = (0..1000).map(|id| place(id, &format!("place {id}"))).collect();
        rows[777][1] = "place 3".into();
        match tx.execute_many(&ADD, rows).await {
            Err(StoreError::Constraint { kind, name, .. }) => {
                assert_eq!((kind, name.as_deref()), (ConstraintKind::Unique, Some("place.name")));
            }
            other => panic!("{other:?}"),
        }
        drop(tx);
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap().len(), 0);
        store.execute(&ADD, &place(1, "the next is not harmed")).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_of_the_program_are_errors_and_not_panics() {
    const MISSING: Query<i64> = Query::new("missing", "select x from nowhere", |r| r.int(0));
    const TWO: Query<i64> = Query::new("two", "select id from place where id = ?1 or id = ?2", |r| r.int(0));
    const TYPO: Statement = Statement::new("typo", "insrt into place");
    testing::each_engine(async |store| {
        with_places(&store).await;
        assert!(matches!(store.rows(&MISSING, &[]).await, Err(StoreError::Query { query, .. }) if query == "missing"));
        assert!(matches!(store.execute(&TYPO, &[]).await, Err(StoreError::Query { .. })));
        for given in [0, 1, 3] {
            let answer = store.rows(&TWO, &vec![Value::Int(1); given]).await;
            assert!(
                matches!(answer, Err(StoreError::ParameterCount { expected: 2, given: g, .. }) if g == given),
                "{answer:?}"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_cannot_be_understood() {
    for (url, expected) in [
        ("", UrlFault::Scheme),
        ("mysql://host/db", UrlFault::Scheme),
        ("sqlite:", UrlFault::NoFile),
        ("sqlite://", UrlFault::NoFile),
        ("sqlite:///tmp/x.db?mode=fast", UrlFault::Option),
        ("sqlite:///tmp/x.db?busy_timeout=soon", UrlFault::Option),
        ("postgres://host:port/db", UrlFault::Postgres),
        ("postgres://u:secret@host/db?sslmode=require", UrlFault::Tls),
    ] {
        let error = Store::open(url).await.unwrap_err();
        assert!(matches!(error, StoreError::BadUrl { fault, .. } if fault == expected), "{url}: {error:?}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers() {
    let folder = "/nonexistent-folder/okrsek.db";
    for (url, place, expected) in [
        (format!("sqlite://{folder}"), folder, Unreachable::CannotOpen),
        ("postgres://u:secret@127.0.0.1:1/db".to_owned(), "127.0.0.1:1/db", Unreachable::NoAnswer),
        (
            "postgres://u:secret@no-such-host.invalid/db".to_owned(),
            "no-such-host.invalid:5432/db",
            Unreachable::NoAnswer,
        ),
    ] {
        match Store::open(&url).await {
            Err(error @ StoreError::Unreachable { .. }) => {
                assert!(!format!("{error} {error:?}").contains("secret"));
                let StoreError::Unreachable { target, why, .. } = error else { unreachable!() };
                assert_eq!((target.as_str(), why), (place, expected));
            }
            other => panic!("{other:?}"),
        }
    }
    if let Some(database) = testing::postgres().await {
        let (server, name) = database.url().rsplit_once('/').unwrap();
        let stranger = database.url().replace("://okrsek:", "://nobody:");
        for (url, expected) in
            [(format!("{server}/no_{name}"), Unreachable::NoSuchDatabase), (stranger, Unreachable::Refused)]
        {
            let error = Store::open(&url).await.unwrap_err();
            assert!(matches!(error, StoreError::Unreachable { why, .. } if why == expected), "{error:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_went_away_comes_back() {
    let Some(database) = testing::postgres().await else { return };
    with_places(&database).await;
    let admin = Store::open(database.url()).await.unwrap();
    let kick = "select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()";
    admin.batch(kick).await.unwrap();
    // The first calls may meet a dead connection; the pool then makes new ones.
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(database.ping().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(answers.iter().all(|a| matches!(a, Ok(()) | Err(StoreError::Unreachable { .. }))), "{answers:?}");
    assert!(matches!(answers.last(), Some(Ok(()))), "{answers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_database_is_read_and_not_written() {
    testing::each_database(async |database| {
        with_places(database).await;
        database.execute(&ADD, &place(1, "old")).await.unwrap();
        let url = match database.engine() {
            Engine::Sqlite => format!("{}?mode=ro", database.url()),
            Engine::Postgres => format!("{}?options=-c%20default_transaction_read_only%3Don", database.url()),
        };
        let store = Store::open(&url).await.unwrap();
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["old"]);
        assert_eq!(store.migrate(&[store::MIGRATIONS, crate::PLACES]).await.unwrap(), []);
        let error = store.execute(&ADD, &place(2, "new")).await.unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { query: "add_place" }), "{error:?}");
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.rows(&NAMES, &[]).await.unwrap(), ["old"]);
        assert!(matches!(tx.execute(&ADD, &place(2, "new")).await, Err(StoreError::ReadOnly { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_file_is_said_to_be_busy() {
    let database = testing::sqlite().await;
    with_places(&database).await;
    let hasty = Store::open(&format!("{}?busy_timeout=50", database.url())).await.unwrap();
    let tx = database.begin().await.unwrap();
    let error = hasty.execute(&ADD, &place(1, "a")).await.unwrap_err(); // as another process would
    assert!(error.is_retryable(), "{error:?}");
    assert!(hasty.begin().await.err().is_some_and(|e| e.is_retryable()));
    tx.rollback().await.unwrap();
    let _tx = hasty.begin().await.unwrap();
    assert!(hasty.execute(&ADD, &place(1, "a")).await.unwrap_err().is_retryable()); // waiting for oneself ends, too
}

#[tokio::test(flavor = "multi_thread")]
async fn crossed_transactions_may_be_tried_again() {
    const SET: Statement = Statement::new("set_people", "update place set people = ?2 where id = ?1");
    let Some(database) = testing::postgres().await else { return };
    with_places(&database).await;
    database.execute(&ADD, &place(1, "a")).await.unwrap();
    database.execute(&ADD, &place(2, "b")).await.unwrap();
    let (mut one, mut two) = (database.begin().await.unwrap(), database.begin().await.unwrap());
    one.execute(&SET, &[1.into(), 1.into()]).await.unwrap();
    two.execute(&SET, &[2.into(), 2.into()]).await.unwrap();
    let (cross_one, cross_two) = ([2.into(), 1.into()], [1.into(), 2.into()]);
    let (a, b) = tokio::join!(one.execute(&SET, &cross_one), async {
        let result = two.execute(&SET, &cross_two).await;
        drop(two);
        result
    });
    let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
    assert!(matches!(refused.as_slice(), [StoreError::Busy { .. }]), "{refused:?}");
}
