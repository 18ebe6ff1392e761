//! Measurements, not tests: `cargo test --release -p store --test it -- --ignored --nocapture measures`.
//! The sizes are those of the field: a whole-country address index is some 200 MB, a city has 100,000 addresses at most.

use std::time::Instant;

use store::{Query, testing};

use crate::{
    ADD,
    blobs::{bytes, put},
    place, with_places,
};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn blob_of_200_mb() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let parts: Vec<Vec<u8>> = (0..200).map(|i| bytes(1_000_000, i)).collect();
        let start = Instant::now();
        let blob = put(&store, parts).await;
        println!("{}: blob of 200 MB written in {:.2?}", store.engine(), start.elapsed());
        for _ in 0..5 {
            let start = Instant::now();
            let read = store.get_blob(&blob).await.unwrap().unwrap();
            assert_eq!(read.iter().map(Vec::len).sum::<usize>(), 200_000_000);
            println!("{}: … read and verified in {:.0?}", store.engine(), start.elapsed());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn import_of_100_000_rows_and_single_queries() {
    const BY_ID: Query<String> = Query::new("by_id", "select name from place where id = ?1", |r| r.text(0));
    testing::each_engine(async |store| {
        with_places(&store).await;
        let start = Instant::now();
        let mut tx = store.begin().await.unwrap();
        for thousand in 0..20 {
            let rows =
                (thousand * 5000..(thousand + 1) * 5000).map(|i| place(i, &format!("place {i}"))).collect();
            tx.execute_many(&ADD, rows).await.unwrap();
        }
        tx.commit().await.unwrap();
        println!("{}: 100,000 rows imported in {:.2?}", store.engine(), start.elapsed());

        let start = Instant::now();
        for id in 0..5000_i64 {
            store.row(&BY_ID, &[(id * 17).into()]).await.unwrap().unwrap();
        }
        println!("{}: one query after the other, {:.0?} each", store.engine(), start.elapsed() / 5000);

        let start = Instant::now();
        for id in 200_000..200_200 {
            store.execute(&ADD, &place(id, &format!("single {id}"))).await.unwrap();
        }
        println!(
            "{}: one durable insert after the other, {:.0?} each",
            store.engine(),
            start.elapsed() / 200
        );
    })
    .await;
}
