//! Where the cases are: drawn on the server, moved by the script, and the same rows as a table under it.

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use casework::{CaseList, CaseRow, Filter};
use places::{Atlas, Layer, Places};
use territories::polygons;
use web::maps::{Position, SvgMap};
use web::{Form, Page, PageContext, Say};

use super::list::{Choices, Row, choices, row, wanted};
use crate::desk::{Answer, Desk, Stop};
use crate::shapes::{CaseFeature, CaseFeatures, CaseMark, Point};

/// Most cases on a picture; more would be a stain.
const MOST: usize = 200;
/// Borders are drawn to this many metres: a pixel of the picture.
const DETAIL: f64 = 15.0;

/// The view of `/staff/mapa`.
#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    page: PageContext,
    form: Form,
    lead: String,
    picture: Option<Picture>,
    rows: Vec<Row>,
    choices: Choices,
}

struct Picture {
    svg: String,
    bounds: String,
    caption: String,
    marks: String,
}

/// `GET /staff/mapa`: the filters of the list.
pub(crate) async fn show(desk: Desk) -> Answer {
    let form = Form::from_encoded(desk.page.query().as_bytes());
    let (list, bodies) = (find(&desk, &form).await?, desk.bodies().await?);
    let t = desk.t();
    let placed = list.rows.iter().filter(|row| row.point.is_some()).count();
    let mut lead = t.with2("cases-map-lead", "placed", placed, "all", list.rows.len());
    if list.next.is_some() {
        lead = format!("{lead} {}", t.with1("cases-map-cut", "most", MOST));
    }
    let marks = format!("/api/v1/cases.geojson?{}", desk.page.query());
    let view = MapPage {
        lead,
        picture: picture(t, &Places::atlas(&desk.ground.places), &list.rows, marks),
        rows: list.rows.iter().map(|found| row(&desk, &bodies, found)).collect(),
        choices: choices(&desk, &bodies),
        form,
        page: desk.page.clone(),
    };
    Ok(Page(view).into_response())
}

async fn find(desk: &Desk, form: &Form) -> Result<CaseList, Stop> {
    let filter = Filter { size: MOST, after: None, ..wanted(form) };
    desk.ground.casework.list(&desk.who, &filter).await.map_err(|error| desk.stop(error))
}

/// The city's districts with a dot for each case; late ones are marked.
fn picture(t: &Say, atlas: &Atlas, rows: &[CaseRow], marks: String) -> Option<Picture> {
    let caption = t.say("cases-map-caption").into_owned();
    let mut map = SvgMap::new(t.say("cases-map-title"), caption.clone(), "cases-map");
    for shape in atlas.shapes(Layer::District) {
        for polygon in &polygons::simplified(&shape.shape, DETAIL).polygons {
            let rings: Vec<Vec<Position>> = std::iter::once(&polygon.exterior)
                .chain(&polygon.holes)
                .map(|ring| ring.0.iter().map(|point| [point.lon, point.lat]).collect())
                .collect();
            map.area(&rings, false);
        }
    }
    for row in rows {
        let Some((lat, lon)) = row.point else { continue };
        if row.overdue {
            map.point(lon, lat, row.number.clone());
        } else {
            map.dot(lon, lat, true);
        }
    }
    (!map.is_empty()).then(|| Picture { svg: map.svg(), bounds: map.bounds(), caption, marks })
}

/// `GET /api/v1/cases.geojson`: the same cases for programs and for the moving map.
pub(crate) async fn geojson(desk: Desk) -> Answer {
    let form = Form::from_encoded(desk.page.query().as_bytes());
    let list = find(&desk, &form).await?;
    let features = list.rows.iter().filter_map(|row| feature(&desk, row)).collect();
    let body = CaseFeatures { r#type: "FeatureCollection".to_owned(), features };
    let mut response = Json(body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/geo+json"));
    Ok(response)
}

fn feature(desk: &Desk, row: &CaseRow) -> Option<CaseFeature> {
    let (lat, lon) = row.point?;
    let types = desk.ground.casework.types();
    Some(CaseFeature {
        r#type: "Feature".to_owned(),
        id: row.id.to_string(),
        geometry: Point { r#type: "Point".to_owned(), coordinates: [lon, lat] },
        properties: CaseMark {
            mark: row.number.clone(),
            kind: crate::words::kind(desk.t(), types, &row.kind).to_owned(),
            state: crate::words::state(desk.t(), types, &row.kind, &row.state).to_owned(),
            due: row.due,
            late: row.overdue,
            url: super::href(row.id),
        },
    })
}
