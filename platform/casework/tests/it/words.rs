//! Words that must not be kept are refused wherever a text can be typed, at its field and by name.

use std::sync::Arc;

use access::{Part, Parts};
use casework::{
    Audience, CaseError, Casework, Edit, MeasureKind, NewCase, NewMeasure, NewShare, NewTask, TaskStep,
};
use store::testing::each_engine;

use crate::world::{CITY_POLICE, DEPARTMENT, FIRE_SERVICE, TECHNICAL_OFFICE, World, fields, tip};

/// Finds Martians.
fn martians(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| word.starts_with("Marťan")).map(str::to_owned).collect()
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, CaseError>, field: &str) {
    let Err(CaseError::Refused(refusals)) = result else { panic!("{field}: {result:?}") };
    let [refusal] = refusals.as_slice() else { panic!("{refusals:?}") };
    assert_eq!((refusal.code, refusal.field.as_deref()), ("words-of-origin", Some(field)));
    assert_eq!(refusal.values, [("words", "Marťané".to_owned())]);
}

const TEXT: &str = "Bydlí tam Marťané";

async fn try_words(work: &Casework, world: &World) {
    let officer = world.officer(CITY_POLICE).await;
    let department = world.coordinator(DEPARTMENT).await;
    let technical = world.coordinator(TECHNICAL_OFFICE).await;
    refused(work.open(&officer, tip(TEXT)).await, "title");
    let what = NewCase { fields: fields(&[("what", TEXT)]), ..tip("Hluk") };
    refused(work.open(&officer, what).await, "what");
    let case = work.open(&officer, tip("Hluk")).await.unwrap().id;

    let edit = Edit { title: Some(TEXT.to_owned()), ..Edit::default() };
    refused(work.edit(&department, case, 1, edit).await, "title");
    let edit = Edit { fields: fields(&[("what", TEXT)]), ..Edit::default() };
    refused(work.edit(&department, case, 1, edit).await, "what");
    refused(work.comment(&officer, case, Audience::OwnBody, TEXT).await, "text");
    refused(work.finding(&officer, case, None, TEXT).await, "text");
    refused(work.transition(&department, case, 1, "reject", TEXT).await, "reason");
    let share = NewShare {
        body: FIRE_SERVICE,
        unit: None,
        parts: Parts::NONE.with(Part::Findings),
        purpose: TEXT.to_owned(),
        legal_basis: "§ 31".to_owned(),
        expires_at: None,
    };
    refused(work.share(&department, case, share).await, "purpose");
    let measure = NewMeasure {
        kind: MeasureKind::Technical,
        title: "Osvětlit".to_owned(),
        text: TEXT.to_owned(),
        body: TECHNICAL_OFFICE,
        unit: None,
        cost: None,
        funding: String::new(),
        due: None,
        order: false,
    };
    refused(work.measure(&department, case, measure).await, "text");

    let to = |ask: &str| NewTask {
        kind: "surroundings".to_owned(),
        body: TECHNICAL_OFFICE,
        unit: None,
        ask: ask.to_owned(),
        due: None,
    };
    refused(work.route(&department, case, 1, vec![to(TEXT)]).await, "ask");
    let task = work.route(&department, case, 1, vec![to("Prosíme.")]).await.unwrap()[0];
    let step = |reason: &str, answer: &str| TaskStep {
        transition: "deny".to_owned(),
        reason: reason.to_owned(),
        answer: Some(answer.to_owned()),
        ..TaskStep::default()
    };
    refused(work.move_task(&technical, task, 1, step(TEXT, "")).await, "reason");
    refused(work.move_task(&technical, task, 1, step("Nic tam není.", TEXT)).await, "answer");
    let on = NewTask { body: FIRE_SERVICE, ..to("Prosíme.") };
    refused(work.hand_on(&technical, task, 1, on, TEXT).await, "reason");
}

#[tokio::test]
async fn no_text_says_where_people_come_from() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = world.work.clone().with_word_check(Arc::new(martians));
        try_words(&work, &world).await;
    })
    .await;
}
