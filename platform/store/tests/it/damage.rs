//! Files that are no databases, and copies of those that are.

use store::{Engine, Query, Store, StoreError, testing};

use crate::{ADD, NAMES, place, with_places};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_database_is_left_alone() {
    let database = testing::sqlite().await;
    for (name, bytes) in [
        ("text.db", b"code;street;number\n1;Zahradn\xc3\xad;173\n".repeat(200)),
        ("zeros.db", vec![0; 10_000]),
        ("half-header.db", b"SQLite format 3\0".to_vec()),
    ] {
        let path = database.folder().unwrap().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let opened = Store::open(&format!("sqlite://{}", path.display())).await;
        assert!(
            matches!(opened, Err(StoreError::Corrupt { ref what }) if what.contains(name)),
            "{name}: {opened:?}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_half_written_file_is_corrupt_and_not_a_panic() {
    const ALL: Query<String> = Query::new("all", "select name from place order by name desc", |r| r.text(0));
    let database = testing::sqlite().await;
    with_places(&database).await;
    let mut tx = database.begin().await.unwrap();
    tx.execute_many(&ADD, (0..5000).map(|i| place(i, &format!("place {i:0100}"))).collect()).await.unwrap();
    tx.commit().await.unwrap();
    let whole = database.folder().unwrap().join("whole.db");
    database.backup(&whole).await.unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    for keep in [bytes.len() / 2, 8192, 8191, 1000, 100, 17] {
        let half = database.folder().unwrap().join(format!("half-{keep}.db"));
        std::fs::write(&half, &bytes[..keep]).unwrap();
        let found = match Store::open(&format!("sqlite://{}", half.display())).await {
            Ok(store) => store.rows(&ALL, &[]).await.map(drop),
            Err(error) => Err(error),
        };
        assert!(matches!(found, Err(StoreError::Corrupt { .. })), "{keep}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_whole_and_replaces_nothing() {
    testing::each_database(async |database| {
        with_places(database).await;
        database.execute(&ADD, &place(1, "kept")).await.unwrap();
        let target = std::env::temp_dir().join(format!("okrsek-backup-{}", database.new_id()));
        if database.engine() == Engine::Postgres {
            let refused = database.backup(&target).await;
            assert!(
                matches!(refused, Err(StoreError::Unsupported { operation: "backup", .. })),
                "{refused:?}"
            );
            return;
        }
        let mut tx = database.begin().await.unwrap();
        tx.execute(&ADD, &place(2, "not committed")).await.unwrap();
        database.backup(&target).await.unwrap(); // while somebody writes
        tx.rollback().await.unwrap();
        let again = database.backup(&target).await;
        assert!(matches!(again, Err(StoreError::TargetExists { .. })), "{again:?}");
        let copy = Store::open(&format!("sqlite://{}", target.display())).await.unwrap();
        assert_eq!(copy.rows(&NAMES, &[]).await.unwrap(), ["kept"]);
        let nowhere = database.backup("/nonexistent-folder/copy.db").await;
        assert!(
            matches!(nowhere, Err(StoreError::Unreachable { .. } | StoreError::Disk { .. })),
            "{nowhere:?}"
        );
        drop(copy);
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", target.display()));
        }
    })
    .await;
}
