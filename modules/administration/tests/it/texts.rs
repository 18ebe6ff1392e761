//! Every text of the module is said in three languages, and used.

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "refusal-",
        "role-",
        "body-kind-",
        "person-state-",
        "action-",
        "kind-",
        "trail-fault-",
        "signin-method-",
        "cli-",
        "user-",
    ];
    let findings = check_texts(&Check {
        sources: administration::module().texts,
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
    let mut paths: Vec<&str> = administration::module().routes.iter().map(|route| route.path).collect();
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all);
}
