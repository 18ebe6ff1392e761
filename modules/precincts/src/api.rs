//! The JSON face: the same answers for programs.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/suggest?q=` | what a person may mean while they type |
//! | `GET /api/v1/find?q=` | what they meant, and who answers when it is one address |
//! | `GET /api/v1/answerable?address=` or `?lon=&lat=` | who answers for an address point or a place |
//! | `GET /api/v1/layers`, `…/{layer}/territories`, `…/{layer}/territories/{code}` | the territories, as GeoJSON where they have polygons |
//! | `GET /api/v1/territories?lon=&lat=`, `/api/v1/addresses?lon=&lat=` | what the moving map draws around a place |

mod describe;
mod geo;
mod shapes;

use addresses::{AddressCode, Ask, Wgs84};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::{Ground, Route};
use serde::Deserialize;
use web::{Error, PageContext, Refusal};

use crate::model::{self, Verdict, verdict};
use crate::pages::{atlas, register, search_of};

pub(crate) use describe::description;
pub(crate) use shapes::{AnswerableBody, Found};

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/api/v1/suggest", get(suggest)),
        Route::public("/api/v1/find", get(find)),
        Route::public("/api/v1/answerable", get(answerable)),
        Route::public("/api/v1/layers", get(geo::layers)),
        Route::public("/api/v1/layers/{layer}/territories", get(geo::territories)),
        Route::public("/api/v1/layers/{layer}/territories/{code}", get(geo::territory)),
        Route::public("/api/v1/layers/{layer}/territories/{code}/addresses", get(geo::territory_addresses)),
        Route::public("/api/v1/territories", get(geo::territories_around)),
        Route::public("/api/v1/addresses", get(geo::addresses_around)),
    ]
}

/// Suggestions in one answer, when the program does not say.
const SUGGESTIONS: u8 = 8;

/// Most suggestions a program may ask for.
const MOST_SUGGESTIONS: u8 = 20;

/// Most characters of a question; a program that sends more has mixed something up.
const LONGEST: usize = 1000;

#[derive(Debug, Deserialize)]
struct Question {
    q: Option<String>,
    limit: Option<u8>,
}

impl Question {
    fn text(&self) -> Result<&str, Error> {
        let text = self.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| Refusal::new("missing-query").status(StatusCode::BAD_REQUEST))?;
        if text.chars().nth(LONGEST).is_some() {
            return Err(Refusal::new("long-query")
                .with("most", LONGEST)
                .status(StatusCode::URI_TOO_LONG)
                .into());
        }
        Ok(text)
    }

    fn limit(&self) -> Result<usize, Error> {
        match self.limit.unwrap_or(SUGGESTIONS) {
            limit @ 1..=MOST_SUGGESTIONS => Ok(usize::from(limit)),
            _ => Err(Refusal::new("bad-limit")
                .with("most", MOST_SUGGESTIONS)
                .status(StatusCode::BAD_REQUEST)
                .into()),
        }
    }
}

async fn suggest(
    page: PageContext,
    State(ground): State<Ground>,
    Query(asked): Query<Question>,
) -> Result<Response, Error> {
    let atlas = atlas(&ground);
    let text = asked.text()?;
    let limit = asked.limit()?;
    let hits = search_of(&atlas)?.suggest(&Ask { text, home: atlas.home_code() }, limit);
    Ok(fresh(Json(shapes::Suggestions::new(page.t(), &atlas, text, &hits))))
}

async fn find(
    page: PageContext,
    State(ground): State<Ground>,
    Query(asked): Query<Question>,
) -> Result<Response, Error> {
    let atlas = atlas(&ground);
    let text = asked.text()?;
    let found = search_of(&atlas)?.find(&Ask { text, home: atlas.home_code() });
    let mut body = Found::new(page.t(), &atlas, text, &found);
    if verdict(&found) == Verdict::Address {
        body.answerable = body.first_address(&atlas).map(|address| {
            AnswerableBody::new(page.t(), &atlas, Some(address), &model::answerable(&atlas, address))
        });
    }
    Ok(fresh(Json(body)))
}

/// Either an address point or a place; nothing else.
#[derive(Debug, Deserialize)]
struct Whom {
    address: Option<u32>,
    lon: Option<f64>,
    lat: Option<f64>,
}

async fn answerable(
    page: PageContext,
    State(ground): State<Ground>,
    Query(whom): Query<Whom>,
) -> Result<Response, Error> {
    let atlas = atlas(&ground);
    let body = match (whom.address, whom.lon, whom.lat) {
        (Some(code), None, None) => {
            let missing =
                || Refusal::new("no-address").with("code", code.to_string()).status(StatusCode::NOT_FOUND);
            let address = register(&atlas)?.address(AddressCode(code)).ok_or_else(missing)?;
            AnswerableBody::new(page.t(), &atlas, Some(address), &model::answerable(&atlas, address))
        }
        (None, Some(lon), Some(lat)) => {
            let point = place(lon, lat)?;
            register(&atlas)?;
            let (answers, near) = model::answerable_at(&atlas, point);
            AnswerableBody::new(page.t(), &atlas, near.map(|near| near.address), &answers)
        }
        _ => return Err(Refusal::new("missing-place").status(StatusCode::BAD_REQUEST).into()),
    };
    Ok(fresh(Json(body)))
}

/// A place in the country; swapped or foreign coordinates are refused with a hint.
fn place(lon: f64, lat: f64) -> Result<Wgs84, Error> {
    if (12.0..=19.0).contains(&lon) && (48.0..=52.0).contains(&lat) {
        return Ok(Wgs84 { lon, lat });
    }
    let refusal = Refusal::new("outside-country").with("lon", lon).with("lat", lat);
    Err(refusal.status(StatusCode::BAD_REQUEST).into())
}

/// An answer that may be kept for a minute: an edition changes a few times a year, a post a few times a month.
fn fresh(body: impl IntoResponse) -> Response {
    ([(CACHE_CONTROL, "public, max-age=60")], body).into_response()
}
