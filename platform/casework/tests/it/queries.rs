//! Every query is understood by both engines.

use store::testing::each_engine;

use crate::world::World;

#[tokio::test]
async fn both_engines_take_every_query() {
    each_engine(async |store| {
        World::new(&store).await;
        for group in casework::QUERIES {
            store.prepare_all(group).await.unwrap();
        }
    })
    .await;
}

#[test]
fn no_two_queries_have_one_name() {
    let mut names: Vec<&str> =
        casework::QUERIES.iter().flat_map(|group| group.iter()).map(|(name, _)| *name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
