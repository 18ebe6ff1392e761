//! The module through its public face: its texts, its routes. The answers are tried on the whole program, in `app` and in
//! `tests/opendata`.

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let findings = check_texts(&Check {
        sources: &open_data::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &["refusal-", "data-type-", "data-frequency-"],
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn everything_is_open_to_everybody() {
    assert!(open_data::module().routes.iter().all(|route| route.permission == ground::Permission::Public));
}
