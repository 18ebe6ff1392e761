//! Interviews from tablets: sent twice, at once, with mistakes, into a wave that is closed.

use axum::Router;
use axum::http::Method;
use serde_json::{Value, json};
use store::Id;

use crate::city::{Answer, ask, get, kept, pages_as, people, somebody};
use crate::wave::{codes, collecting, coordinator, form, to_state};

fn interview(client: &str, age: i64) -> Value {
    json!({
        "client": client,
        "mode": "face",
        "answers": {
            "age": { "whole": age },
            "harmed": { "code": "1" },
            "times": { "missing": "dont-know" },
            "places": { "codes": ["2", "1"] },
            "read": "acknowledged",
        },
    })
}

async fn send(pages: &Router, wave: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/surveys/{}/interviews", wave.rsplit('/').next().unwrap());
    ask(pages, Method::POST, &path, "application/json", serde_json::to_vec(body).unwrap()).await
}

#[tokio::test]
async fn an_interview_sent_ten_times_at_once_is_kept_once() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let (_, pages) = coordinator(&ground).await;
        let wave = collecting(&pages, "probability").await;
        let body = interview("tablet-0000-0001", 40);
        let sent = futures_util::future::join_all((0..10).map(|_| send(&pages, &wave, &body))).await;
        let count = |status: u16| sent.iter().filter(|answer| answer.status == status).count();
        assert_eq!(
            (count(201), count(200)),
            (1, 9),
            "{:?}",
            sent.iter().map(|it| it.status).collect::<Vec<_>>()
        );
        // The same mark with other answers: the first stands.
        assert_eq!(send(&pages, &wave, &interview("tablet-0000-0001", 41)).await.status, 409);
        let rows = kept(&ground.store, "select mode || answers from survey_response").await;
        assert!(rows.len() == 1 && rows[0].starts_with("face{") && rows[0].contains("40"));
        let trail = kept(&ground.store, "select purpose from access_audit where purpose = 'interview'").await;
        assert_eq!(trail.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_used_up_by_an_interview() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let made = codes(&pages, &wave, 2).await;
    let with = |client: &str, code: &str| {
        let mut body = interview(client, 40);
        body["code"] = json!(code);
        body
    };
    assert_eq!(send(&pages, &wave, &with("tablet-0000-0001", &made[0])).await.status, 201);
    assert_eq!(send(&pages, &wave, &with("tablet-0000-0001", &made[0])).await.status, 200);
    let used = send(&pages, &wave, &with("tablet-0000-0002", &made[0])).await;
    assert!(used.status == 409 && used.text.contains("už někdo odpovědi odevzdal"), "{}", used.text);
    let unknown = survey::code::Code::draw().unwrap().to_string();
    for code in [unknown.as_str(), "ABCD"] {
        assert_eq!(send(&pages, &wave, &with("tablet-0000-0003", code)).await.status, 422);
    }
    let mut states = kept(&ground.store, "select state from survey_code").await;
    states.sort();
    assert_eq!(states, ["done", "free"]);
}

#[tokio::test]
async fn mistakes_are_refused_and_a_closed_wave_takes_nothing() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let good = interview("tablet-0000-0001", 40);
    let with = |key: &str, value: Value| {
        let mut body = good.clone();
        body[key] = value;
        body
    };
    let answer = |name: &str, value: Value| {
        let mut body = good.clone();
        body["answers"][name] = value;
        body
    };
    for wrong in [
        with("client", json!("' or 1=1 --")),
        with("mode", json!("web")),
        with("person", json!("Jan")),
        with("answers", json!({})),
        answer("age", json!({ "whole": 3 })),
        answer("age", json!({ "text": "forty" })),
        answer("nobody", json!({ "code": "1" })),
        answer("harmed", json!({ "code": "0" })),
        answer("since", json!({ "day": "2026-02-30" })),
        answer("order", json!({ "codes": ["1"] })),
    ] {
        let sent = send(&pages, &wave, &wrong).await;
        assert!(sent.status.is_client_error(), "{wrong}: {} {}", sent.status, sent.text);
    }
    let stranger = pages_as(&ground, &somebody(&ground, "katerina.prikladna", "cizinecka-policie").await);
    assert_eq!(send(&stranger, &wave, &good).await.status, 404);
    let nowhere = format!("/staff/pruzkumy/{}", Id(12));
    assert_eq!(send(&pages, &nowhere, &good).await.status, 404);
    to_state(&pages, &wave, "closed").await;
    let closed = send(&pages, &wave, &good).await;
    assert!(closed.status == 409 && closed.text.contains("teď odpovědi nesbírá"), "{}", closed.text);
    assert_eq!(kept(&ground.store, "select answers from survey_response").await, [""; 0]);
    to_state(&pages, &wave, "collecting").await;
    assert_eq!(send(&pages, &wave, &good).await.status, 201);
}

#[tokio::test]
async fn an_inspector_takes_the_questionnaire_along_and_sees_nothing_else() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let (_, pages) = coordinator(&ground).await;
    let wave = collecting(&pages, "probability").await;
    let page = get(&pages, &format!("{wave}/rozhovor")).await;
    assert!(page.status == 200 && page.text.contains("data-worker=\"/staff/pruzkumy/worker.js\""));
    assert_eq!(get(&pages, "/staff/pruzkumy/worker.js").await.status, 200);
    let path = format!("/api/v1/surveys/{}/questionnaire", wave.rsplit('/').next().unwrap());
    let taken: Value = serde_json::from_str(&get(&pages, &path).await.text).unwrap();
    assert_eq!(taken, survey::device::questionnaire(&form()));
    assert_eq!(taken["groups"][1]["relevant"], json!(["=", ["answer", "harmed"], ["text", "1"]]));
}
