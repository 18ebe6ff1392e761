//! A city for tests: the modules below it needs, requests as somebody, and a browser that keeps a cookie.

use std::sync::Arc;

use access::{Access, AccessSettings, Subject, Visitor};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use casework::{CaseTypes, Casework};
use chrono::{DateTime, TimeZone, Utc};
use demo_city::DemoCity;
use ground::{Ground, Module};
use store::{Clock, Id, Store};
use tower::ServiceExt;
use web::{City, Texts, Web, WebSettings};

/// Noon of the day on which everything happens.
pub(crate) fn today() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 11, 0, 0).single().unwrap()
}

fn modules() -> Vec<Module> {
    vec![precincts::module(), administration::module(), offences::module()]
}

/// An empty installation on a database.
pub(crate) async fn installation(store: Store) -> Ground {
    let modules = modules();
    let mut sets = vec![
        store::MIGRATIONS,
        places::MIGRATIONS,
        access::MIGRATIONS,
        mail::MIGRATIONS,
        casework::MIGRATIONS,
        indicators::MIGRATIONS,
    ];
    sets.extend(modules.iter().filter_map(|module| module.migrations));
    store.migrate(&sets).await.unwrap();
    let places = places::Places::open(store.clone()).await.unwrap();
    let clock = Clock::fixed(today());
    let access = Access::new(store.clone(), clock.clone(), AccessSettings::default());
    let types: Vec<(&str, &str)> = modules.iter().flat_map(|module| module.case_types).copied().collect();
    let letter = |_: &casework::Notice, _: &casework::Letterhead<'_>| ("x".to_owned(), "x".to_owned());
    let types = CaseTypes::read(&types).unwrap();
    let casework = Casework::new(store.clone(), access.clone(), types, Arc::new(letter));
    let city = City { name: "Okrskov".to_owned(), accent: "#1f4e79".to_owned(), invented: true };
    let mut settings = WebSettings::new(city, "http://localhost");
    settings.rates = None;
    let routes = modules.iter().flat_map(|module| &module.routes);
    settings.uploads = routes.filter_map(|route| Some((route.path, route.files?))).collect();
    let texts = modules.iter().flat_map(|module| module.texts).chain(&indicators::words::TEXTS);
    let sources: Vec<web::Source> = texts.copied().collect();
    let texts = Texts::new(&sources).unwrap();
    let brought = modules.iter().flat_map(|module| module.concepts);
    let files: Vec<(&str, &str)> = indicators::CONTENT.iter().chain(brought).copied().collect();
    let catalogue = indicators::Catalogue::read(&files).unwrap();
    Ground {
        indicators: indicators::Indicators::new(store.clone(), access.clone(), catalogue),
        typesetter: None,
        places,
        access,
        casework,
        mail: mail::Outbox::new(store.clone(), clock),
        web: Web::new(settings, texts),
        doors: Vec::new().into(),
        open: ground::open::Open::default(),
        openapi: Arc::new(serde_json::Value::Null),
        demo_sign_in: false,
        store,
    }
}

/// An installation with the city's bodies and people, the register of addresses and the districts.
pub(crate) async fn town(store: Store) -> Ground {
    let ground = filled(store, vec![precincts::module(), administration::module()]).await;
    ground.places.refresh().await.unwrap();
    ground
}

async fn filled(store: Store, modules: Vec<Module>) -> Ground {
    let ground = installation(store).await;
    let town = Arc::new(DemoCity::generate(DemoCity::SEED));
    for module in modules {
        let fill = module.demo.unwrap();
        fill(ground.clone(), town.clone()).await.unwrap();
    }
    ground
}

/// Somebody of the demonstration, acting for a body.
pub(crate) async fn somebody(ground: &Ground, login: &str, body: &str) -> Subject {
    let person = ground.access.person_by_login(login).await.unwrap().unwrap();
    let body = ground.access.body_by_code(body).await.unwrap().unwrap();
    ground.access.subject(person.id, body.id, Id(1), Some(today()), "").await.unwrap().unwrap()
}

/// The pages, as somebody who has signed in. The guard of each route is asked as it would be; only the cookie is left out.
pub(crate) fn pages_as(ground: &Ground, who: &Subject) -> Router {
    let mut router = Router::new();
    let visitor = Visitor {
        person: who.person,
        name: who.name.clone(),
        session: who.session,
        bodies: Vec::new(),
        subject: Some(who.clone()),
    };
    let context = access::Context { now: ground.access.clock().now() };
    for route in offences::module().routes {
        if route.permission.decide(who, &context).is_allowed() {
            router = router.route(route.path, route.handler);
        }
    }
    let router = router.with_state(ground.clone());
    let leave = move |mut request: Request| {
        request.extensions_mut().insert(visitor.clone());
        request
    };
    let router = router.layer(axum::middleware::map_request(move |request: Request| {
        let request = leave(request);
        async move { request }
    }));
    ground.web.layer(router)
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) text: String,
}

fn request(method: Method, path: &str, kind: &str, body: Vec<u8>) -> Request {
    axum::http::Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::ORIGIN, "http://localhost")
        .header(header::ACCEPT_LANGUAGE, "cs")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .unwrap()
}

async fn answer(pages: &Router, request: Request) -> Answer {
    let answer = pages.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let text = |name| {
        let values = answer.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.collect::<Vec<_>>().join("\n")
    };
    let location = text(header::LOCATION);
    let bytes = axum::body::to_bytes(answer.into_body(), 64 << 20).await.unwrap().to_vec();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status, location, text }
}

/// Asks.
pub(crate) async fn ask(pages: &Router, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
    answer(pages, request(method, path, kind, body)).await
}

/// Reads a page.
pub(crate) async fn get(pages: &Router, path: &str) -> Answer {
    ask(pages, Method::GET, path, "text/plain", Vec::new()).await
}

/// Sends a form.
pub(crate) async fn post(pages: &Router, path: &str, pairs: &[(&str, &str)]) -> Answer {
    ask(pages, Method::POST, path, "application/x-www-form-urlencoded", encoded(pairs)).await
}

fn encoded(pairs: &[(&str, &str)]) -> Vec<u8> {
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", web::percent_encoded(name), web::percent_encoded(value)))
        .collect();
    encoded.join("&").into_bytes()
}

/// Sends a file to the page of files.
pub(crate) async fn upload(pages: &Router, name: &str, bytes: &[u8], dry: bool) -> Answer {
    let mut body = Vec::new();
    if dry {
        body.extend_from_slice(b"--x\r\nContent-Disposition: form-data; name=\"dry\"\r\n\r\n1\r\n");
    }
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    ask(pages, Method::POST, "/staff/prestupky/data", "multipart/form-data; boundary=x", body).await
}

/// What stands in a table of the database, as texts; for looking at what is really kept.
pub(crate) async fn kept(store: &Store, sql: &'static str) -> Vec<String> {
    let query: store::Query<String> = store::Query::new("looking", sql, |row| row.text(0));
    store.rows(&query, &[]).await.unwrap()
}
