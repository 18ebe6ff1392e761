//! The whole program in one process: every route, asked as a browser or a program would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod open;
mod protection;
mod routes;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use store::testing::each_database;
use tower::ServiceExt;

use crate::{demo, modules, serve, wiring};

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

async fn ask(router: &Router, path: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, "cs").body(Body::empty()).unwrap();
    answer(router, request).await
}

async fn answer(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 10 << 20).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

/// The demonstration city behind a router, on a database of its own.
async fn demonstration(url: &str) -> Router {
    let (modules, ground) = filled(url).await;
    serve::router(&modules, ground)
}

/// The demonstration city on a database of its own.
async fn filled(url: &str) -> (Vec<ground::Module>, ground::Ground) {
    let modules = modules::all();
    let folder = tempfile::tempdir().unwrap().keep();
    let key = folder.join("okrsek.key").display().to_string();
    let flags =
        [("database.url", url.to_owned()), ("web.api_per_minute", "0".to_owned()), ("access.key_file", key)];
    let settings = crate::config::effective(None, std::iter::empty(), &flags).unwrap().settings;
    let t = web::Say::new(web::Lang::Cs, std::sync::Arc::new(wiring::texts(&modules).unwrap()));
    let ground = wiring::ground(&modules, &settings).await.unwrap();
    demo::fill(&modules, &t, &ground).await.unwrap();
    let ground = wiring::ground(&modules, &settings).await.unwrap();
    (modules, ground)
}

#[test]
fn the_description_of_the_api_is_the_written_one() {
    let descriptions: Vec<_> = modules::all().iter().map(|module| (module.api)()).collect();
    let document = ground::api::document(&descriptions);
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn every_text_of_the_command_line_is_said_in_three_languages() {
    let findings = web::texts::check::check_texts(&web::texts::check::Check {
        sources: &wiring::TEXTS,
        folders: &[concat!(env!("CARGO_MANIFEST_DIR"), "/src")],
        built_keys: &["cli-", "letter-"],
    });
    assert!(findings.is_empty(), "{findings:#?}");
}

#[tokio::test]
async fn the_main_path_on_both_databases() {
    each_database(async |database| {
        let router = demonstration(database.url()).await;
        let home = ask(&router, "/").await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(
            home.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script-src 'self'")
        );
        assert!(
            home.body.find("tel:112").unwrap() < home.body.find("<main").unwrap(),
            "emergency numbers come first"
        );
        assert!(home.body.contains("osoby, adresy a události jsou smyšlené"));

        let found = ask(&router, "/hledat?q=zahradni%2012").await;
        assert_eq!(found.status, StatusCode::OK);
        for expected in [
            "Strážník-okrskář",
            "Policista",
            "Starosta městského obvodu",
            "neobsazeno",
            "Proč právě oni?",
            "<svg",
        ] {
            assert!(found.body.contains(expected), "{expected} is missing");
        }
        let ukrainian = ask(&router, "/hledat?q=zahradni%2012&lang=uk").await;
        assert!(ukrainian.body.contains("Дільничний міської поліції"));
    })
    .await;
}

#[tokio::test]
async fn programs_get_the_same_answer() {
    let database = store::testing::sqlite().await;
    let router = demonstration(database.url()).await;
    let found = ask(&router, "/api/v1/find?q=zahradni%2012").await;
    let body: serde_json::Value = serde_json::from_str(&found.body).unwrap();
    assert_eq!((found.status, &body["outcome"]), (StatusCode::OK, &"exact".into()));
    insta::assert_snapshot!(serde_json::to_string_pretty(&body).unwrap());
}

#[tokio::test]
async fn a_question_that_cannot_be_answered_says_what_to_do() {
    let database = store::testing::sqlite().await;
    let router = demonstration(database.url()).await;
    let check = async |path: &str, status: u16, said: &str| {
        let answer = ask(&router, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.body);
        assert!(answer.body.contains(said), "{path}: {}", answer.body);
    };
    check("/api/v1/find", 400, "Chybí parametr").await;
    check("/api/v1/answerable", 400, "lon").await;
    check("/api/v1/answerable?address=1", 404, "v registru není").await;
    check("/api/v1/answerable?lon=49.7&lat=13.3", 400, "mimo Českou republiku").await;
    check("/api/v1/layers/street/territories", 404, "municipal-precinct").await;
    check("/adresa/1", 404, "").await;
    check("/adresa/x", 400, "").await;
    check("/okrsky/district/none", 404, "").await;
    check("/hledat?q=", 200, "Napište, co hledáte").await;
    check("/hledat?q=qqqqqq", 200, "jsme nenašli").await;
    check("/hledat?q=%E2%80%AEzahradni%2012%00", 200, "Zahradní").await;
    check("/nic", 404, "").await;
}

#[tokio::test]
async fn an_empty_database_is_said_to_be_empty() {
    let database = store::testing::sqlite().await;
    let router = serve::router_for(database.url()).await.unwrap();
    assert!(ask(&router, "/").await.body.contains("Registr adres ještě není nahraný"));
    assert_eq!(ask(&router, "/api/v1/find?q=x").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ask(&router, "/okrsky").await.status, StatusCode::OK);
}
