//! The main story: make tables, write, read, change one's mind.

use store::{Engine, Query, Statement, Store, StoreError, testing};

use crate::{ADD, NAMES, PLACES, place, with_places};

#[tokio::test(flavor = "multi_thread")]
async fn a_database_from_first_step_to_last() {
    testing::each_engine(async |store| {
        let applied = store.migrate(&[store::MIGRATIONS, PLACES]).await.unwrap();
        assert_eq!(
            applied.iter().map(|a| (a.module, a.number)).collect::<Vec<_>>(),
            [("store", 1), ("store", 2), ("store", 3), ("store", 4), ("places", 1),]
        );
        assert_eq!(store.migrate(&[store::MIGRATIONS, PLACES]).await.unwrap(), []);
        store.ping().await.unwrap();

        assert_eq!(store.execute(&ADD, &place(1, "Doubravka")).await.unwrap(), 1);
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["Doubravka"]);

        let mut tx = store.begin().await.unwrap();
        let rows = (2..1002).map(|i| place(i, &format!("place {i}"))).collect();
        assert_eq!(tx.execute_many(&ADD, rows).await.unwrap(), 1000);
        assert_eq!(tx.execute_many(&ADD, vec![]).await.unwrap(), 0);
        assert_eq!(tx.rows(&NAMES, &[]).await.unwrap().len(), 1001);
        tx.commit().await.unwrap();
        let names = store.rows(&NAMES, &[]).await.unwrap();
        assert_eq!(names.len(), 1001);
        assert!((2..1002).zip(&names[1..]).all(|(id, name)| *name == format!("place {id}")));

        for ending in ["dropped", "rolled back"] {
            let mut tx = store.begin().await.unwrap();
            tx.execute(&ADD, &place(5000, ending)).await.unwrap();
            if ending == "dropped" {
                drop(tx)
            } else {
                tx.rollback().await.unwrap()
            }
            assert_eq!(store.rows(&NAMES, &[]).await.unwrap().len(), 1001, "{ending}");
            store.execute(&ADD, &place(6000, "still writable")).await.unwrap();
            const REMOVE: Statement = Statement::new("remove", "delete from place where id >= ?1");
            assert_eq!(store.execute(&REMOVE, &[5000.into()]).await.unwrap(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_query_of_the_store_is_prepared_on_both_engines() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        for queries in store::QUERIES {
            store.prepare_all(queries).await.unwrap();
        }
        let wrong = store.prepare_all(&[("fine", "select ?1"), ("broken", "select from where")]).await;
        assert!(matches!(wrong, Err(StoreError::Query { query, .. }) if query == "broken"));
        for unportable in ["select $1", "select ?"] {
            let wrong = store.prepare_all(&[("unportable", unportable)]).await;
            assert!(matches!(wrong, Err(StoreError::Unportable { .. })), "{unportable}: {wrong:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writing_query_answers_and_is_kept() {
    const RENAME: Query<(i64, String)> =
        Query::new("rename", "update place set name = name || ?1 returning id, name", |r| {
            Ok((r.int(0)?, r.text(1)?))
        });
    testing::each_engine(async |store| {
        with_places(&store).await;
        store.execute(&ADD, &place(1, "a")).await.unwrap();
        store.execute(&ADD, &place(2, "b")).await.unwrap();
        // `row` answers one, but both are renamed.
        assert_eq!(store.row(&RENAME, &["!".into()]).await.unwrap(), Some((1, "a!".into())));
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["a!", "b!"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_writers_lose_nothing() {
    const COUNT: Statement =
        Statement::new("count_one", "update place set people = people + 1 where id = ?1");
    const PEOPLE: Query<i64> = Query::new("people", "select people from place where id = 1", |r| r.int(0));
    testing::each_database(async |database| {
        with_places(database).await;
        database.execute(&ADD, &[1.into(), "p".into(), store::Value::Null, 0.into()]).await.unwrap();
        // Two stores stand for two processes.
        let other = Store::open(database.url()).await.unwrap();
        let tasks: Vec<_> = (0..16)
            .map(|i| {
                let store = if i % 2 == 0 { (**database).clone() } else { other.clone() };
                tokio::spawn(async move {
                    for _ in 0..10 {
                        let mut tx = store.begin().await.unwrap();
                        tx.execute(&COUNT, &[1.into()]).await.unwrap();
                        tx.commit().await.unwrap();
                        store.execute(&COUNT, &[1.into()]).await.unwrap();
                        store.row(&PEOPLE, &[]).await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(other.row(&PEOPLE, &[]).await.unwrap(), Some(320));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_see_the_old_state_while_somebody_writes() {
    testing::each_engine(async |store| {
        with_places(&store).await;
        let mut tx = store.begin().await.unwrap();
        tx.execute(&ADD, &place(1, "unseen")).await.unwrap();
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap().len(), 0);
        tx.commit().await.unwrap();
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_caller_leaves_no_transaction_behind() {
    testing::each_engine(async |store| {
        with_places(&store).await;
        for id in 1..50 {
            let (store, rows) = (store.clone(), vec![place(id, "x"); 1]);
            let task = tokio::spawn(async move {
                let mut tx = store.begin().await.unwrap();
                tx.execute_many(&ADD, rows).await.unwrap();
                std::future::pending::<()>().await;
            });
            tokio::time::sleep(std::time::Duration::from_micros(200 * (id as u64 % 7))).await;
            task.abort();
        }
        store.execute(&ADD, &place(100, "x")).await.unwrap();
        assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["x"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_memory_one_connection_serves_all() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    with_places(&store).await;
    store.clone().execute(&ADD, &place(1, "kept")).await.unwrap();
    assert_eq!(store.rows(&NAMES, &[]).await.unwrap(), ["kept"]);
    assert_eq!((store.engine(), store.target().as_str()), (Engine::Sqlite, ":memory:"));
}
