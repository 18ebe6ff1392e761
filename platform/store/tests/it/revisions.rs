//! Counters that tell other processes that something has changed.

use store::{Store, testing};

#[tokio::test(flavor = "multi_thread")]
async fn a_bump_is_seen_by_others_after_the_commit() {
    testing::each_database(async |database| {
        database.migrate(&[store::MIGRATIONS]).await.unwrap();
        let other = Store::open(database.url()).await.unwrap();
        assert_eq!(other.revision("addresses").await.unwrap(), 0);
        for count in 1..=3 {
            let mut tx = database.begin().await.unwrap();
            assert_eq!(tx.bump("addresses").await.unwrap(), count);
            assert_eq!(other.revision("addresses").await.unwrap(), count - 1);
            tx.commit().await.unwrap();
            assert_eq!(other.revision("addresses").await.unwrap(), count);
        }
        let mut tx = database.begin().await.unwrap();
        tx.bump("addresses").await.unwrap();
        drop(tx);
        assert_eq!((other.revision("addresses").await.unwrap(), other.revision("x").await.unwrap()), (3, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_bumps_all_count() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let bumps: Vec<_> = (0..20)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut tx = store.begin().await.unwrap();
                    tx.bump("layer").await.unwrap();
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        for bump in bumps {
            bump.await.unwrap();
        }
        assert_eq!(store.revision("layer").await.unwrap(), 20);
    })
    .await;
}
