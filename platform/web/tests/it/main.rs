//! The web floor through its public face.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod files;
mod limits;
mod pages;
mod texts;
mod uploads;
#[path = "../../examples/gallery/workplace.rs"]
mod workplace;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Query, State};
use axum::http::{Request, Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower::ServiceExt as _;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{City, Door, Error, Form, Page, PageContext, Refusal, Texts, Upload, Web, WebSettings};

/// A page as a module writes it: `page` and what is shown. Its template extends `page.html`.
#[derive(Template)]
#[template(path = "sample.html")]
struct Sample {
    page: PageContext,
    form: Form,
    table: Table,
}

#[derive(Clone)]
struct App {
    web: Arc<Web>,
}

impl axum::extract::FromRef<App> for Arc<Web> {
    fn from_ref(app: &App) -> Arc<Web> {
        Arc::clone(&app.web)
    }
}

#[derive(serde::Deserialize)]
struct Find {
    n: u32,
}

async fn sample(page: PageContext, query: TableQuery) -> Page<Sample> {
    let mut form = Form::from_pairs([("email", "jana <x>")]);
    form.refuse("email", "form-required");
    let columns = vec![Column::text("name", "Okrsek"), Column::number("addresses", "Adresy")];
    let rows = vec![
        vec![Cell::link("/okrsky/1", "Okrsek 1"), Cell::number(&page, 27_207)],
        vec![Cell::text("Okrsek 2"), Cell::number(&page, 12.5)],
    ];
    let table = Table::new(&page, &query, "Okrsky", columns).rows(rows, 120, 50);
    Page(Sample { page, form, table })
}

async fn work(page: PageContext, query: TableQuery) -> Page<workplace::Workplace> {
    let mut form =
        Form::from_pairs([("title", "<b>"), ("kind", "regime"), ("bodies", "police"), ("finding", "Moje")]);
    form.refuse("deadline", "form-required");
    Page(workplace::Workplace::new(page, &query, form))
}

async fn find(State(_): State<App>, Query(find): Query<Find>) -> Result<String, Error> {
    match find.n {
        0 => Err(Refusal::new("sample").with("street", "Zahradní").with("count", 3).into()),
        1 => Err(Error::Missing("precinct")),
        2 => Err(Error::Forbidden),
        3 => Err(Error::fault("read the register", std::io::Error::other("a secret path"))),
        4 => panic!("a defect"),
        5 => {
            tokio::time::sleep(std::time::Duration::from_secs(60)).await;
            Ok(String::new())
        }
        _ => Ok("found".to_owned()),
    }
}

async fn change(form: Form) -> impl IntoResponse {
    form.text("name").to_owned()
}

/// Says what arrived: fields, then files with their sizes.
async fn files(upload: Upload) -> String {
    let sizes =
        upload.files().iter().map(|file| format!(" {}={}:{}", file.field, file.name, file.bytes.len()));
    format!("note={}{}", upload.form.text("note"), sizes.collect::<String>())
}

const TEXTS: [web::Source; 3] = [
    (
        web::Lang::Cs,
        "t/cs.ftl",
        "refusal-sample = Ulice { $street } má { $count } části.\ndoor-precinct = Můj okrsek\nform-required = Vyplňte e-mail.\n",
    ),
    (
        web::Lang::En,
        "t/en.ftl",
        "refusal-sample = { $street } street has { $count } parts.\ndoor-precinct = My precinct\nform-required = Fill in the e-mail.\n",
    ),
    (
        web::Lang::Uk,
        "t/uk.ftl",
        "refusal-sample = Вулиця { $street } має { $count } частини.\ndoor-precinct = Моя дільниця\nform-required = Заповніть е-пошту.\n",
    ),
];

/// Largest body of `/soubory`; smaller than the common limit would be too small for a photograph.
const FILES: usize = 3 << 20;

fn settings() -> WebSettings {
    let city = City { name: "Ukázkov".into(), accent: "#8a1538".into(), invented: true };
    let mut settings = WebSettings::new(city, "https://okrsek.example");
    settings.doors = vec![Door { label: "door-precinct", href: "/" }];
    settings.rates = None;
    settings.uploads.insert("/soubory", FILES);
    settings.timeout = std::time::Duration::from_millis(200);
    settings
}

fn site(settings: WebSettings) -> Router {
    let web = Web::new(settings, Texts::new(&TEXTS).unwrap());
    let router = Router::new()
        .route("/sample", get(sample))
        .route("/staff", get(work))
        .route("/najit", get(find))
        .route("/api/v1/find", get(find))
        .route("/change", post(change))
        .route("/soubory", post(files))
        .with_state(App { web: Arc::clone(&web) })
        .merge(web.own_routes(vec![web::telemetry::Check::new("register", || async {
            Ok("27 207 addresses".to_owned())
        })]));
    web.layer(router)
}

async fn send(site: &Router, request: Request<Body>) -> Response<Body> {
    site.clone().oneshot(request).await.unwrap()
}

async fn fetch(
    site: &Router,
    path: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, axum::http::HeaderMap, String) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = send(site, request.body(Body::empty()).unwrap()).await;
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 22).await.unwrap();
    (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}
