//! Second looks, rounds that are closed, and conflicts that are decided: what counts is what somebody saw and decided.

use axum::http::Method;
use serde_json::{Value, json};
use store::Store;

use crate::city::{ask, get, pages_as, people, post, somebody};
use crate::sync::{filled, first_seen, planned, sent};

/// The id of the checklist kept under a phone's mark.
async fn kept_as(store: &Store, client: &str) -> String {
    const FIND: store::Query<store::Id> =
        store::Query::new("find", "select id from lodging_checklist where client_id = ?1", |r| r.id(0));
    store.row(&FIND, &[client.into()]).await.unwrap().unwrap().to_string()
}

fn again(mut body: Value, of: &str) -> Value {
    body["recheck_of"] = json!(of);
    body
}

#[tokio::test]
async fn a_second_look_is_at_the_same_segment_of_an_earlier_round() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &city);
        let (first, segments) = planned(&ground, &city).await;
        let (here, there) = (&segments[0], &segments[1]);
        assert_eq!(sent(&pages, &filled(&first, here, "phone-0000-0001", 2)).await.status, 201);
        assert_eq!(sent(&pages, &filled(&first, there, "phone-0000-0002", 2)).await.status, 201);
        let finding = kept_as(&ground.store, "phone-0000-0001").await;
        let elsewhere = kept_as(&ground.store, "phone-0000-0002").await;
        let partner = ground.access.body_by_code("technicky-urad").await.unwrap().unwrap().id.to_string();
        let later = [("on", "2026-12-01"), ("partner", partner.as_str()), ("segment", here.as_str())];
        let second = post(&pages, "/staff/ubytovny/obchuzky/nova", &later).await.location;
        let look = filled(&second, here, "phone-0000-0003", 0);
        // Nothing of the sort, another segment, and the round itself: told, not failed, and told again.
        for wrong in ["000000000001c", elsewhere.as_str(), "000000000001c"] {
            let answer = sent(&pages, &again(look.clone(), wrong)).await;
            assert_eq!(answer.status, 422, "{}", answer.text);
            assert!(answer.text.contains("z dřívější obchůzky"), "{}", answer.text);
        }
        let same_round = again(filled(&first, here, "phone-0000-0004", 0), &finding);
        assert_eq!(sent(&pages, &same_round).await.status, 422);
        let form = get(&pages, &format!("{second}/{here}")).await.text;
        assert!(form.contains(&format!("value=\"{finding}\"")), "the finding is offered");
        assert_eq!(sent(&pages, &again(look, &finding)).await.status, 201);
    })
    .await;
}

#[tokio::test]
async fn what_comes_after_the_round_was_closed_is_kept_and_does_not_count() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &city);
        let (round, segments) = planned(&ground, &city).await;
        let page = get(&pages, &round).await.text;
        let version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let closed = post(&pages, &format!("{round}/uzavrit"), &[("version", version)]).await;
        assert_eq!(closed.status, 303, "{}", closed.text);
        let late = filled(&round, &segments[0], "phone-0000-0001", 3);
        assert_eq!(sent(&pages, &late).await.status, 202);
        assert_eq!(sent(&pages, &late).await.status, 202, "sending twice is once");
        let stop = first_seen(&pages, &round, &segments[..1], false).await;
        assert_eq!(stop, segments[0]);
        let page = get(&pages, &round).await.text;
        let row = page.split(&format!("data-stop=\"{round}/{stop}\"")).nth(1).unwrap();
        assert!(!row.split("</tr>").next().unwrap().contains("nejhorší bod"), "it does not count");
        assert!(page.contains("name=\"checklist\""), "and it waits for somebody to decide");
    })
    .await;
}

#[tokio::test]
async fn what_counts_already_cannot_be_decided_about_again() {
    store::testing::each_engine(async |store| {
        let ground = people(store).await;
        let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
        let pages = pages_as(&ground, &city);
        let other = pages_as(&ground, &somebody(&ground, "bohumil.nazorny", "technicky-urad").await);
        let (round, segments) = planned(&ground, &city).await;
        let twice = first_seen(&pages, &round, &segments, true).await;
        assert_eq!(sent(&pages, &filled(&round, &twice, "phone-a-000001", 1)).await.status, 201);
        assert_eq!(sent(&other, &filled(&round, &twice, "phone-b-000001", 3)).await.status, 201);
        let path = format!("{round}/rozpor");
        for client in ["phone-a-000001", "phone-b-000001"] {
            let checklist = kept_as(&ground.store, client).await;
            for counts in ["1", "0"] {
                let form = [("checklist", checklist.as_str()), ("counts", counts)];
                assert_eq!(post(&pages, &path, &form).await.status, 409, "{client} {counts}");
            }
        }
        assert!(get(&pages, &round).await.text.contains("nejhorší bod 3"));
    })
    .await;
}

#[tokio::test]
async fn a_form_takes_ten_pictures_and_keeps_nothing_of_more() {
    let database = store::testing::sqlite().await;
    let ground = people((*database).clone()).await;
    let city = somebody(&ground, "ivana.prikladna", "odbor-bezpecnosti").await;
    let (round, segments) = planned(&ground, &city).await;
    let pages = pages_as(&ground, &city);
    let mut body = "--x\r\ncontent-disposition: form-data; name=\"note\"\r\n\r\nu zdi\r\n".to_owned();
    for nth in 0..11 {
        let head = format!("content-disposition: form-data; name=\"photo\"; filename=\"{nth}.jpg\"");
        body += &format!("--x\r\n{head}\r\ncontent-type: image/jpeg\r\n\r\nJPEG\r\n");
    }
    body += "--x--\r\n";
    let kind = "multipart/form-data; boundary=x";
    let path = format!("{round}/{}", segments[0]);
    let answer = ask(&pages, Method::POST, &path, kind, body.into_bytes()).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("nejvýš 10 souborů") && answer.text.contains("u zdi"), "{}", answer.text);
}
