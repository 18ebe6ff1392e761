//! The module from outside: its texts, its queries, its pages, and the year of the demonstration city.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod city;
mod demo;
mod forms;
mod rechecks;
mod sync;
mod trail;

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "lodging-kind-",
        "lodging-status-",
        "lodging-body-",
        "lodging-may-",
        "lodging-outcome-",
        "lodging-figure-",
        "lodging-responsible-",
        "lodging-weather-",
        "lodging-field-",
        "refusal-lodging-",
        "refusal-aggregate-only",
    ];
    let findings = check_texts(&Check {
        sources: &lodging::TEXTS,
        folders: &[
            concat!(env!("CARGO_MANIFEST_DIR"), "/src"),
            concat!(env!("CARGO_MANIFEST_DIR"), "/templates"),
        ],
        built_keys: &built,
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn the_case_types_are_whole_and_know_every_body_of_the_matrix() {
    let types = casework::CaseTypes::read(lodging::CASE_TYPES).unwrap();
    let referral = types.get("lodging-referral").unwrap();
    for body in lodging::competence::BODIES {
        assert!(referral.task_kinds.iter().any(|kind| kind.bodies.contains(&body)), "{}", body.key());
    }
    let matrix = lodging::content::matrix().unwrap();
    for topic in &matrix.topics {
        assert!(referral.field(&format!("topic-{}", topic.key)).is_some(), "{}", topic.key);
    }
    let tasks = referral.task_machine.as_ref().unwrap();
    for outcome in lodging::figures::OUTCOMES {
        assert!(tasks.states.iter().any(|state| state.outcome.as_deref() == Some(outcome)), "{outcome}");
    }
    for state in lodging::figures::TIMED {
        assert!(referral.machine.state(state).is_some(), "{state}");
    }
    // Outreach has nothing to type, so nobody can be described.
    let outreach = types.get("outreach").unwrap();
    assert!(outreach.fields.iter().all(|field| matches!(field.kind, casework::FieldKind::Choice(_))));
}

#[tokio::test]
async fn every_query_is_prepared_on_both_databases() {
    store::testing::each_engine(async |store| {
        let sets = [
            store::MIGRATIONS,
            access::MIGRATIONS,
            mail::MIGRATIONS,
            casework::MIGRATIONS,
            lodging::MIGRATIONS,
        ];
        store.migrate(&sets).await.unwrap();
        store.prepare_all(lodging::module().queries).await.unwrap();
    })
    .await;
}
