//! The module from outside: its texts, its queries, its tables, and files that come in through its pages.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod agencies;
mod city;
mod demo;
mod open;
mod schema;
mod sets;
mod zones;

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "foreigners-kind-",
        "foreigners-operates-",
        "foreigners-end-",
        "foreigners-role-",
        "foreigners-warning-",
        "refusal-foreigners-",
        "open-foreigners-",
    ];
    let findings = check_texts(&Check {
        sources: &foreigners::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &built,
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_concepts_are_whole() {
    let files: Vec<(&str, &str)> = indicators::CONTENT.iter().chain(foreigners::CONCEPTS).copied().collect();
    let catalogue = indicators::Catalogue::read(&files).unwrap();
    for (code, _) in foreigners::stock::NAMED {
        assert!(catalogue.item("citizenship", code).is_some(), "{code}");
    }
    assert!(catalogue.item("citizenship", foreigners::stock::OTHER).is_some());
    for key in foreigners::zone::CONCEPTS {
        assert!(catalogue.concept(key).is_some(), "{key}");
    }
    for warning in foreigners::zone::WARNINGS {
        assert!(catalogue.concept(warning.over).is_some() && catalogue.concept(warning.under).is_some());
    }
}

#[tokio::test]
async fn every_query_is_prepared_on_both_databases() {
    store::testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS, foreigners::MIGRATIONS]).await.unwrap();
        store.prepare_all(foreigners::module().queries).await.unwrap();
    })
    .await;
}
