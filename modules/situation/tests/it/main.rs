//! The module through its public face.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod open;
mod september;

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let findings = check_texts(&Check {
        sources: &situation::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &["situation-family-", "situation-claim-", "situation-since-", "open-situation-"],
    });
    assert!(findings.is_empty(), "{findings:#?}");
}
