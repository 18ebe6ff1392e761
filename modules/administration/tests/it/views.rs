//! Every page for everybody who may see it, and nothing for the others.

use axum::http::StatusCode;
use store::testing::each_engine;

use crate::office::Office;

const PAGES: [&str; 8] = [
    "/staff/sprava/organy",
    "/staff/sprava/organy/novy",
    "/staff/sprava/funkce",
    "/staff/sprava/lide",
    "/staff/sprava/lide/novy",
    "/staff/sprava/audit",
    "/staff/sprava/mimoradne",
    "/staff/mimoradny-pristup",
];

/// Which of [`PAGES`] each of them sees.
const SEEN: [(&str, &str, [bool; 8]); 5] = [
    ("adam.smysleny", "sprava-systemu", [true, true, true, true, true, false, false, false]),
    ("dana.cvicna", "auditor", [true, false, true, true, false, true, true, false]),
    ("olga.vzorova", "odbor-bezpecnosti", [true, false, true, false, false, false, true, true]),
    ("radek.ukazkovy", "odbor-bezpecnosti", [true, false, true, false, false, false, false, true]),
    ("eva.smyslena", "mestska-policie", [true, false, true, false, false, false, false, false]),
];

#[tokio::test]
async fn pages_are_for_those_they_are_for_and_say_everything() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        for (login, body, seen) in SEEN {
            let cookie = office.sign_in(login, body).await;
            for (path, seen) in PAGES.into_iter().zip(seen) {
                let answer = office.get(&cookie, path).await;
                let expected = if seen { StatusCode::OK } else { StatusCode::NOT_FOUND };
                assert_eq!(answer.status, expected, "{login} {path}");
                let unsaid = ["adm-", "role-", "action-", "body-kind-", "person-state-", "verdict-"]
                    .into_iter()
                    .find(|key| answer.body.contains(&format!(">{key}")));
                assert_eq!(unsaid, None, "a text without a sentence on {path}:\n{}", answer.body);
            }
        }
        let stranger = office.get("", "/staff/sprava/lide").await.is(StatusCode::SEE_OTHER);
        assert!(stranger.to.starts_with("/prihlaseni?next="), "{}", stranger.to);
    })
    .await;
}

#[tokio::test]
async fn missing_and_forbidden_look_the_same() {
    each_engine(async |store| {
        let office = Office::open(store).await;
        let officer = office.sign_in("eva.smyslena", "mestska-policie").await;
        let administrator = office.sign_in("adam.smysleny", "sprava-systemu").await;
        let person = office.ground.access.person_by_login("olga.vzorova").await.unwrap().unwrap().id;
        let there = format!("/staff/sprava/lide/{person}");
        office.get(&administrator, &there).await.is(StatusCode::OK);
        let plain = |answer: crate::office::Answer, path: &str| {
            // The page repeats its own address in the links to other languages.
            (answer.status, answer.body.replace(path, "…"))
        };
        let nowhere = format!("/staff/sprava/lide/{}", store::Id(1));
        let forbidden = plain(office.get(&officer, &there).await, &there);
        let missing = plain(office.get(&officer, &nowhere).await, &nowhere);
        let without_ids = |(status, body): (StatusCode, String)| {
            let lines = body.lines().filter(|line| !line.contains("request"));
            (status, lines.collect::<Vec<_>>().join("\n"))
        };
        assert_eq!(forbidden.0, StatusCode::NOT_FOUND);
        assert_eq!(without_ids(forbidden), without_ids(missing));
        office.get(&administrator, &nowhere).await.is(StatusCode::NOT_FOUND);
        office.get(&administrator, "/staff/sprava/lide/neni-id").await.is(StatusCode::NOT_FOUND);
    })
    .await;
}
