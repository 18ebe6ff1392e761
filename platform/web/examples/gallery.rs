//! All components on one page, to look at while working on them: `cargo run -p web --example gallery`, then
//! <http://127.0.0.1:8090/> (portal) and <http://127.0.0.1:8090/staff> (workplace). It is also the shortest complete application on the web floor.

#[path = "gallery/workplace.rs"]
mod workplace;

use std::net::SocketAddr;
use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRef, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use web::maps::SvgMap;
use web::tables::{self, Cell, Column, Table, TableQuery};
use web::{
    City, Door, Error, Form, Lang, Page, PageContext, Refusal, Source, Texts, Upload, Web, WebSettings,
    collation_key,
};
use workplace::Workplace;

#[derive(Clone)]
struct App {
    web: Arc<Web>,
}

impl FromRef<App> for Arc<Web> {
    fn from_ref(app: &App) -> Arc<Web> {
        Arc::clone(&app.web)
    }
}

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery {
    page: PageContext,
    form: Form,
    table: Table,
    empty: Table,
    map: SvgMap,
}

const NAMES: [&str; 7] =
    ["Bolevec", "Bory", "Čechurov", "Doubravka", "Chotíkov", "Lobzy", "Východní Předměstí"];

fn gallery(page: PageContext, query: &TableQuery, form: Form) -> Result<Response, Error> {
    let mut rows: Vec<(&str, u32)> =
        NAMES.into_iter().zip([812, 2_391, 27_207, 3, 1_050, 402, 9_999]).collect();
    match query.sort.as_deref() {
        Some("addresses") => query.sort_by_key(&mut rows, |row| row.1),
        _ => query.sort_by_key(&mut rows, |row| collation_key(page.lang(), row.0)),
    }
    let columns = vec![
        Column::text("name", "Okrsek"),
        Column::number("addresses", "Adresy"),
        Column::text("note", "Poznámka").fixed(),
    ];
    let cells = |row: &(&str, u32)| {
        vec![Cell::link("/", row.0), Cell::number(&page, row.1), Cell::text("rozhodlo pravidlo vyhlášky")]
    };
    if query.csv {
        return Ok(tables::csv("okrsky", &columns, rows.iter().map(cells)));
    }
    let shown = query.cut(&rows, 3).iter().map(cells).collect();
    let table =
        Table::new(&page, query, "Okrsky podle počtu adres", columns.clone()).rows(shown, rows.len(), 3);
    let empty =
        Table::new(&page, query, "Hlášení", columns).when_empty("Až někdo něco nahlásí, bude to tady.");
    let mut map = SvgMap::new("Okrsek Bory", "Okrsek sahá od nádraží k Borskému parku.", "result-map");
    map.area(&[SQUARE], true);
    map.area(&[NEIGHBOUR], false);
    map.label(13.392, 49.735, "Lobzy");
    map.point(13.375, 49.735, "Zahradní 173/2");
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Page(Gallery { page, form, table, empty, map })).into_response())
}

const SQUARE: [[f64; 2]; 5] =
    [[13.365, 49.73], [13.384, 49.728], [13.386, 49.741], [13.374, 49.744], [13.365, 49.73]];
const NEIGHBOUR: [[f64; 2]; 5] =
    [[13.384, 49.728], [13.40, 49.73], [13.40, 49.744], [13.386, 49.741], [13.384, 49.728]];

async fn show(page: PageContext, query: TableQuery) -> Result<Response, Error> {
    gallery(page, &query, Form::empty())
}

async fn send(page: PageContext, query: TableQuery, mut form: Form) -> Result<Response, Error> {
    form.require("name", "gallery-required");
    form.parse::<u32>("count", "gallery-number");
    if form.text("kind").is_empty() {
        form.refuse("kind", "gallery-required");
    }
    gallery(page, &query, form)
}

async fn work(page: PageContext, query: TableQuery) -> Page<Workplace> {
    let form =
        Form::from_pairs([("finding", "Kontejnery přeplněné, vchod volně přístupný."), ("bodies", "police")]);
    Page(Workplace::new(page, &query, form))
}

async fn work_sent(page: PageContext, query: TableQuery, mut upload: Upload) -> impl IntoResponse {
    upload.form.require("title", "gallery-required");
    upload.form.require("kind", "gallery-required");
    upload.require("photo", "gallery-required");
    (StatusCode::UNPROCESSABLE_ENTITY, Page(Workplace::new(page, &query, upload.form)))
}

async fn presence() -> Json<serde_json::Value> {
    Json(serde_json::json!({"people": ["Petr Smyšlený, Městská policie"]}))
}

#[derive(serde::Deserialize)]
struct Asked {
    q: String,
}

async fn suggest(Query(asked): Query<Asked>) -> Result<Json<serde_json::Value>, Error> {
    if asked.q == "chyba" {
        return Err(Refusal::new("gallery").into());
    }
    let found = NAMES.iter().filter(|name| name.to_lowercase().contains(&asked.q.to_lowercase()));
    let suggestions: Vec<_> = found
        .map(|name| serde_json::json!({"text": format!("Zahradní 173/2, {name}"), "detail": format!("{name}, Ukázkov"), "address": 1, "url": "/"}))
        .collect();
    Ok(Json(serde_json::json!({"query": asked.q, "suggestions": suggestions})))
}

async fn territories() -> Json<serde_json::Value> {
    let feature = |name: &str, here: bool, ring: &[[f64; 2]]| serde_json::json!({"type": "Feature", "properties": {"name": name, "here": here}, "geometry": {"type": "Polygon", "coordinates": [ring]}});
    let features = [feature("Bory", true, &SQUARE), feature("Lobzy – Švabiny ěščřžůї", false, &NEIGHBOUR)];
    Json(serde_json::json!({"type": "FeatureCollection", "features": features}))
}

const TEXTS: [Source; 3] = [
    (Lang::Cs, "gallery/cs.ftl", include_str!("gallery/cs.ftl")),
    (Lang::En, "gallery/en.ftl", include_str!("gallery/en.ftl")),
    (Lang::Uk, "gallery/uk.ftl", include_str!("gallery/uk.ftl")),
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let city = City { name: "Ukázkov".into(), accent: "#1f6f54".into(), invented: true };
    let mut settings = WebSettings::new(city, format!("http://{address}"));
    settings.doors = vec![
        Door { label: "gallery-door-precinct", href: "/" },
        Door { label: "gallery-door-situation", href: "/situation" },
        Door { label: "gallery-door-trouble", href: "/trouble" },
    ];
    settings.contact = "podpora@okrsek.example".into();
    settings.rates = None;
    settings.uploads.insert("/staff", 10 << 20);
    let web = Web::new(settings, Texts::new(&TEXTS)?);
    let router = Router::new()
        .route("/", get(show).post(send))
        .route("/staff", get(work).post(work_sent))
        .route("/staff/pritomnost", post(presence))
        .route("/staff/koncept", post(|| async { StatusCode::NO_CONTENT }))
        .route("/api/v1/suggest", get(suggest))
        .route("/api/v1/territories.geojson", get(territories))
        .with_state(App { web: Arc::clone(&web) })
        .merge(web.own_routes(Vec::new()));
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{address}/");
    let service = web.layer(router).into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum::serve(listener, service).await?)
}
