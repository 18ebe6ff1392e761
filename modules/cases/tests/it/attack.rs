//! What somebody sends who means ill, or by mistake.

use axum::http::{StatusCode, header};
use store::testing::each_engine;

use crate::town::Town;

const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}";

/// Whether a text of ours became markup.
#[track_caller]
fn escaped(page: &str) {
    for mark in ["<script>alert", "<img src=x", "\"'><"] {
        assert!(!page.contains(mark), "{mark} got into the page");
    }
}

#[tokio::test]
async fn script_in_every_field_stays_text() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let officer = town.browser("straznik").await;
        let fields = [("title", SCRIPT), ("place", SCRIPT), ("f-seen", SCRIPT), ("f-result", SCRIPT)];
        let case = officer.post("/staff/pripady/novy/noise", &fields).await.place();
        let coordinator = town.browser("koordinator").await;
        coordinator.post(&format!("{case}/komentare"), &[("comment", SCRIPT)]).await.place();
        coordinator.post(&format!("{case}/zjisteni"), &[("finding", SCRIPT)]).await.place();
        let body = town.body("straznik").to_string();
        let measure = [
            ("title", SCRIPT),
            ("kind", "technical"),
            ("text", SCRIPT),
            ("body", &body),
            ("funding", SCRIPT),
        ];
        let measure = coordinator.post(&format!("{case}/opatreni"), &measure).await.place();
        let share = [("body", body.as_str()), ("purpose", SCRIPT), ("legal_basis", SCRIPT)];
        coordinator.post(&format!("{case}/sdilet"), &share).await.place();
        let fields = [("name", SCRIPT), ("query", SCRIPT)];
        coordinator.post("/staff/pripady/filtry", &fields).await;
        let query = web::percent_encoded(SCRIPT);
        for path in [
            case.clone(),
            measure,
            format!("{case}/historie"),
            format!("{case}/upravit"),
            format!("{case}/sdilet"),
            "/staff".to_owned(),
            "/staff/kalendar".to_owned(),
            format!("/staff/pripady?q={query}&typ={query}"),
            format!("/staff/pripady?q={query}&otevrene=vse&stav={query}"),
            format!("/staff/hledat?q={query}"),
            format!("/staff/mapa?q={query}"),
            format!("/staff/kalendar?mesic={query}"),
            format!("/staff/pripady/novy/noise?misto={query}&predmet={query}&sablona={query}"),
        ] {
            let page = coordinator.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.main());
            escaped(page.main());
        }
        let csv = coordinator.get("/staff/pripady?format=csv").await;
        assert!(csv.body.contains("<script>"), "a file keeps the text as it is");
    })
    .await;
}

#[tokio::test]
async fn absurd_addresses_do_not_exist() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let coordinator = town.browser("koordinator").await;
        for id in
            ["x", "0", "-1", "zzzzzzzzzzzzz", "..%2F..%2Fetc", "1%27%20or%201=1", "%00", "ůůůůůůůůůůůůů"]
        {
            for path in [
                format!("/staff/pripady/{id}"),
                format!("{case}/ukoly/{id}"),
                format!("{case}/opatreni/{id}"),
                format!("{case}/prilohy/{id}"),
                format!("{case}/krok/{id}"),
                format!("/api/v1/cases/{id}"),
                format!("/staff/pripady/novy/{id}"),
                format!("/feeds/calendar/{id}.ics"),
            ] {
                let answer = coordinator.get(&path).await;
                assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
            }
        }
        for (path, fields) in [
            ("/krok/close", vec![("version", "99999999999999999999")]),
            ("/krok/close", vec![]),
            ("/vratit", vec![("version", "-1")]),
            ("/upravit", vec![("version", "x"), ("title", "y")]),
            ("/predat", vec![("version", "1"), ("kinds", "hygiene"), ("body-hygiene", "x")]),
            ("/predat", vec![("version", "1"), ("kinds", "hygiene"), ("due-hygiene", "zítra")]),
            (
                "/sdilet",
                vec![("body", "0000000000001"), ("purpose", "x"), ("legal_basis", "y"), ("parts", "all")],
            ),
            ("/opatreni", vec![("kind", "x"), ("cost", "-5"), ("due", "nikdy"), ("body", "?")]),
        ] {
            let answer = coordinator.post(&format!("{case}{path}"), &fields).await;
            assert!(answer.status.is_client_error(), "{path} {fields:?}: {}", answer.status);
        }
    })
    .await;
}

#[tokio::test]
async fn files_are_downloads_and_too_much_is_refused() {
    each_engine(async |store| {
        let town = Town::on(store).await;
        let case = town.reported().await;
        let coordinator = town.browser("koordinator").await;
        let page = b"<!doctype html><script>alert(1)</script>".as_slice();
        let refused = coordinator.upload(&format!("{case}/prilohy"), "../../x.html", page).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.main());
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".as_slice();
        coordinator.upload(&format!("{case}/prilohy"), "..\\..\\zpráva <b>.pdf", pdf).await.place();
        let shown = coordinator.get(&case).await;
        assert!(!shown.main().contains("<b>.pdf"));
        let href = shown.link("/prilohy/");
        let file = coordinator.get(&href).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment; "));
        assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let policy = file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("sandbox"), "{policy}");
        assert_eq!(town.browser("cizi").await.get(&href).await.status, StatusCode::NOT_FOUND);
        let long = "ž".repeat(400_000);
        let too_long = coordinator.post(&format!("{case}/komentare"), &[("comment", &long)]).await;
        assert_eq!(too_long.status, StatusCode::PAYLOAD_TOO_LARGE);
        let long = "a".repeat(30_000);
        let refused = coordinator.post(&format!("{case}/komentare"), &[("comment", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.main().contains(&long), "what was typed is kept");
    })
    .await;
}

/// Where cases are only counted there is nothing to type, so no form of ours asks for a title and a place.
#[tokio::test]
async fn cases_that_are_only_counted_are_not_opened_here() {
    each_engine(async |store| {
        let outreach = include_str!("../../../../content/case-types/outreach.toml");
        let types = [("noise.toml", include_str!("noise.toml")), ("outreach.toml", outreach)];
        let town = Town::with(store, &types).await;
        let browser = town.browser("koordinator").await;
        let path = "/staff/pripady/novy/outreach";
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
        let typed = [("title", "Pan s modrou bundou"), ("place", "Za nádražím")];
        assert_eq!(browser.post(path, &typed).await.status, StatusCode::NOT_FOUND);
        let offered = browser.get("/staff/pripady/novy").await;
        assert!(!offered.body.contains("outreach"), "{}", offered.body);
    })
    .await;
}
