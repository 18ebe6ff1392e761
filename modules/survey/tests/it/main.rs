//! The module from outside: its texts, its queries, and what becomes of a questionnaire, an invitation and an answer.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod answering;
mod city;
mod demo;
mod evaluation;
mod interviews;
mod invitations;
mod questionnaires;
mod results;
mod verbs;
mod wave;

use web::texts::check::{Check, check_texts};

#[test]
fn every_text_is_said_in_three_languages_and_used() {
    let built = [
        "survey-sample-",
        "survey-mode-",
        "survey-state-",
        "survey-move-",
        "survey-missing-",
        "survey-direction-",
        "survey-doubt-",
        "survey-lonely-",
        "survey-step-",
        "survey-change-",
        "survey-code-",
        "survey-unlike-",
        // Counts of cases, by the names of their fields.
        "survey-complete",
        "survey-partial",
        "survey-refused",
        "survey-not-contacted",
        "survey-other",
        "survey-unknown-household",
        "survey-unknown-other",
        "survey-ineligible",
        "refusal-survey-",
        "open-survey-",
        // Words of the command line, said by the application.
        "cli-survey",
    ];
    let findings = check_texts(&Check {
        sources: &survey::TEXTS,
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
        let sets = [store::MIGRATIONS, access::MIGRATIONS, survey::MIGRATIONS];
        store.migrate(&sets).await.unwrap();
        store.prepare_all(survey::module().queries).await.unwrap();
    })
    .await;
}
