//! Checklists sent from phones: twice, at once, by two people, with mistakes. Nothing is lost and nothing counts twice.

use access::Subject;
use axum::Router;
use axum::http::Method;
use ground::Ground;
use serde_json::{Value, json};
use store::Id;

use crate::city::{Answer, ask, get, pages_as, people, post, somebody};

const OBJECT: [(&str, &str); 5] = [
    ("kind", "lodging-house"),
    ("status", "known"),
    ("address", "U staré cihelny, dvůr"),
    ("no_address", "1"),
    ("rooms", "101: 460 × 600\n102: 6,00 × 7,10"),
];

/// A round of today over eleven segments, two of them seen twice; answers its path and its segments.
pub(crate) async fn planned(ground: &Ground, who: &Subject) -> (String, Vec<String>) {
    let pages = pages_as(ground, who);
    let object = post(&pages, "/staff/ubytovny/novy", &OBJECT).await;
    assert_eq!(object.status, 303, "{}", object.text);
    let object = object.location.rsplit('/').next().unwrap().to_owned();
    for nth in 0..11 {
        let label = format!("Úsek {nth:02}");
        let added = post(
            &pages,
            "/staff/ubytovny/useky/novy",
            &[("label", label.as_str()), ("object", object.as_str())],
        )
        .await;
        assert_eq!(added.status, 303, "{}", added.text);
    }
    let form = get(&pages, "/staff/ubytovny/obchuzky/nova").await.text;
    let segments: Vec<String> = form
        .split("name=\"segment\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(segments.len(), 11);
    let partner = ground.access.body_by_code("technicky-urad").await.unwrap().unwrap().id.to_string();
    let mut pairs = vec![("on", "2026-11-24"), ("partner", partner.as_str())];
    pairs.extend(segments.iter().map(|segment| ("segment", segment.as_str())));
    let round = post(&pages, "/staff/ubytovny/obchuzky/nova", &pairs).await;
    assert_eq!(round.status, 303, "{}", round.text);
    (round.location, segments)
}

pub(crate) fn filled(round: &str, segment: &str, client: &str, litter: u8) -> Value {
    let list = lodging::content::checklist().unwrap();
    let mut scores: serde_json::Map<String, Value> =
        list.items.iter().map(|item| (item.key.clone(), json!(0))).collect();
    scores.insert("litter".to_owned(), json!(litter));
    let serious = litter >= 2;
    json!({
        "client_id": client,
        "round": round.rsplit('/').next().unwrap(),
        "segment": segment,
        "filled_at": "2026-11-24T09:00:00Z",
        "scores": scores,
        "weather": "rain",
        "responsible": if serious { "city" } else { "" },
        "due": if serious { "2026-11-30" } else { "" },
    })
}

pub(crate) async fn sent(pages: &Router, body: &Value) -> Answer {
    let bytes = serde_json::to_vec(body).unwrap();
    ask(pages, Method::POST, "/api/v1/inspections", "application/json", bytes).await
}

#[tokio::test]
async fn a_checklist_sent_twice_or_ten_times_at_once_is_kept_once() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let (round, segments) = planned(&ground, &city).await;
        let phone = pages_as(&ground, &somebody(&ground, "bohumil.nazorny", "technicky-urad").await);
        let body = filled(&round, &segments[0], "phone-0000-0001", 2);
        let answers = futures_util::future::join_all((0..10).map(|_| sent(&phone, &body))).await;
        let created = answers.iter().filter(|answer| answer.status == 201).count();
        let already = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!((created, already), (1, 9));
        // The same mark with something else in it: the first one stands, the sender is told.
        assert_eq!(sent(&phone, &filled(&round, &segments[0], "phone-0000-0001", 3)).await.status, 409);
        let page = get(&phone, &round).await;
        assert!(page.text.contains("nejhorší bod 2") && !page.text.contains("nejhorší bod 3"));
    })
    .await;
}

#[tokio::test]
async fn two_lists_for_one_segment_are_both_kept_until_somebody_decides() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let (round, segments) = planned(&ground, &city).await;
        let one = pages_as(&ground, &somebody(&ground, "bohumil.nazorny", "technicky-urad").await);
        let other = pages_as(&ground, &somebody(&ground, "vera.nazorna", "odbor-bezpecnosti").await);
        let once = first_seen(&one, &round, &segments, false).await;
        assert_eq!(sent(&one, &filled(&round, &once, "phone-a-000001", 1)).await.status, 201);
        assert_eq!(sent(&other, &filled(&round, &once, "phone-b-000001", 3)).await.status, 202);
        let coordinator = pages_as(&ground, &city);
        let page = get(&coordinator, &round).await.text;
        assert!(page.contains("Dva seznamy pro jeden úsek"));
        let checklist =
            page.split("name=\"checklist\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("{round}/rozpor");
        let settled = post(&coordinator, &path, &[("checklist", checklist.as_str()), ("counts", "1")]).await;
        assert_eq!(settled.status, 303);
        let page = get(&coordinator, &round).await.text;
        assert!(page.contains("nejhorší bod 3") && !page.contains("Dva seznamy"));
        // Where two are to look, the second list is no conflict; a third one is.
        let twice = first_seen(&one, &round, &segments, true).await;
        assert_eq!(sent(&one, &filled(&round, &twice, "phone-a-000002", 0)).await.status, 201);
        assert_eq!(sent(&one, &filled(&round, &twice, "phone-a-000003", 0)).await.status, 202);
        assert_eq!(sent(&other, &filled(&round, &twice, "phone-b-000002", 0)).await.status, 201);
    })
    .await;
}

/// A segment that two inspectors see, or that one does.
pub(crate) async fn first_seen(pages: &Router, round: &str, segments: &[String], twice: bool) -> String {
    let page = get(pages, round).await.text;
    let row = |segment: &&String| {
        let row = page.split(&format!("data-stop=\"{round}/{segment}\"")).nth(1).unwrap();
        row.split("</tr>").next().unwrap().contains("dva inspektoři") == twice
    };
    segments.iter().find(row).unwrap().clone()
}

#[tokio::test]
async fn strangers_and_mistakes_are_refused_and_nothing_is_written() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let (round, segments) = planned(&ground, &city).await;
    let pages = pages_as(&ground, &city);
    let good = filled(&round, &segments[0], "phone-0000-0001", 1);
    let with = |key: &str, value: Value| {
        let mut body = good.clone();
        body[key] = value;
        body
    };
    for wrong in [
        with("client_id", json!("' or 1=1 --")),
        with("scores", json!({ "litter": 9 })),
        with("filled_at", json!("2030-01-01T00:00:00Z")),
        with("weather", json!("hail")),
        with("due", json!("31. 2.")),
        with("due", json!("+262142-12-31")),
        with("last_collection", json!("-262143-01-01")),
        with("round", json!("x")),
        with("note", json!("x".repeat(3_000))),
    ] {
        let answer = sent(&pages, &wrong).await;
        assert_eq!(answer.status, 422, "{wrong}: {}", answer.text);
    }
    assert_eq!(sent(&pages, &with("round", json!(Id(12).to_string()))).await.status, 404);
    assert_eq!(sent(&pages, &with("segment", json!(Id(12).to_string()))).await.status, 404);
    assert!(sent(&pages, &with("person", json!("Jan"))).await.status.is_client_error());
    // Another body neither sees the round nor can write into it: it looks as if there were none.
    let stranger = pages_as(&ground, &somebody(&ground, "katerina.prikladna", "cizinecka-policie").await);
    assert_eq!(get(&stranger, &round).await.status, 404);
    assert_eq!(sent(&stranger, &good).await.status, 404);
    assert!(!get(&pages, &round).await.text.contains("nejhorší bod"));
}

#[tokio::test]
async fn the_plain_form_says_what_is_missing_and_keeps_what_was_chosen() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let (round, segments) = planned(&ground, &city).await;
    let pages = pages_as(&ground, &city);
    let path = format!("{round}/{}", segments[0]);
    let page = get(&pages, &path).await;
    assert_eq!(page.status, 200);
    let hidden = |name: &str| {
        page.text
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let (client, at) = (hidden("client_id"), hidden("filled_at").replace("&#43;", "+"));
    let refused = post(
        &pages,
        &path,
        &[
            ("client_id", client.as_str()),
            ("filled_at", at.as_str()),
            ("score-litter", "3"),
            ("note", "u zdi"),
        ],
    )
    .await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Vyberte prosím stav u každého bodu") && refused.text.contains("u zdi"));
    let list = lodging::content::checklist().unwrap();
    let names: Vec<String> = list.items.iter().map(|item| format!("score-{}", item.key)).collect();
    let mut whole: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
    whole.extend([("client_id", client.as_str()), ("filled_at", at.as_str())]);
    // The button pressed twice: once is kept, and both lead back to the round.
    for _ in 0..2 {
        let kept = post(&pages, &path, &whole).await;
        assert_eq!((kept.status.as_u16(), kept.location.as_str()), (303, round.as_str()), "{}", kept.text);
    }
}
