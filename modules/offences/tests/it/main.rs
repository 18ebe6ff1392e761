//! The module from outside: its texts, its queries, what becomes of a file, and what everybody may see.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod abroad;
mod city;
mod demo;
mod files;
mod open;
mod protection;
mod residents;
mod shared;
mod statistics;

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "offences-source-",
        "offences-counted-",
        "offences-licence-",
        "offences-note-",
        "offences-month-",
        "offences-day-",
        "offences-verdict-",
        "offences-break-",
        "offences-discovery-",
        "offences-stage-",
        "offences-import-",
        "offences-doubt-",
        "refusal-offences-",
        "open-offences-",
    ];
    let findings = check_texts(&Check {
        sources: &offences::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &built,
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[tokio::test]
async fn every_query_is_prepared_on_both_databases() {
    store::testing::each_engine(async |store| {
        let sets = [store::MIGRATIONS, access::MIGRATIONS, offences::MIGRATIONS];
        store.migrate(&sets).await.unwrap();
        store.prepare_all(offences::module().queries).await.unwrap();
    })
    .await;
}
