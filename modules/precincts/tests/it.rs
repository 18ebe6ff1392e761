//! The module through its public face: its texts, its routes. The pages themselves are tried on the whole
//! program, in `app` and in `tests/`.

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built =
        ["layer-", "layer-one-", "post-", "body-", "refusal-", "check-", "day-", "territory-", "open-"];
    let findings = check_texts(&Check {
        sources: &precincts::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &built,
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn no_path_is_given_twice() {
    let mut paths: Vec<&str> = precincts::module().routes.iter().map(|route| route.path).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all);
}
