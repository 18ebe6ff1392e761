//! Access from outside of the crate, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod checkpoints;
mod emergencies;
mod people;
mod policy;
mod scope;
mod signin;
mod signin_attacks;
mod trail;
mod world;

use store::testing::each_engine;

#[tokio::test]
async fn every_query_is_taken_by_both_engines() {
    each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS, access::MIGRATIONS]).await.unwrap();
        for queries in access::QUERIES {
            store.prepare_all(queries).await.unwrap();
        }
    })
    .await;
}
