//! Every text of the module is said in three languages, and used.

use std::collections::BTreeMap;

use axum::routing::MethodRouter;
use ground::Ground;
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
        "adm-field-",
        "adm-hint-",
        "verdict-",
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
fn no_path_is_given_twice_for_the_same_method() {
    // Reading and changing one path may ask for different rights, so they are routes of their own. Two handlers of one
    // method panic when they are joined.
    let mut joined: BTreeMap<&str, MethodRouter<Ground>> = BTreeMap::new();
    for route in administration::module().routes {
        let known = joined.remove(route.path).unwrap_or_default();
        joined.insert(route.path, known.merge(route.handler));
    }
    assert!(joined.len() > 40, "{}", joined.len());
}
