//! The face for tablets: interviews that were held without a signal.
//!
//! | path | does |
//! |---|---|
//! | `GET /api/v1/surveys/{wave}/questionnaire` | the questionnaire as a device takes it along (see `device.rs`) |
//! | `POST /api/v1/surveys/{wave}/interviews` | keeps an interview under the id that the device made; sending it again keeps it once |

use access::{Action, Kind};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ground::{Ground, Permission, Route, Signed};
use serde::Serialize;
use web::Error;

use crate::acts::interviews::{self as acts, Interview, Sent};
use crate::device;
use crate::pages::id;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    let work = Permission::right(Action::Work, Kind::Survey);
    vec![
        Route::new("/api/v1/surveys/{wave}/interviews", work, post(keep)),
        Route::new("/api/v1/surveys/{wave}/questionnaire", work, get(questionnaire)),
    ]
}

/// What became of an interview.
#[derive(Serialize)]
struct Answer {
    /// `kept`: it counts; `already`: the same was sent before.
    outcome: &'static str,
}

/// `GET /api/v1/surveys/{wave}/questionnaire`
async fn questionnaire(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (_, form) = acts::asked(&ground, &who, id(&wave)?).await?;
    Ok(Json(device::questionnaire(&form)).into_response())
}

/// `POST /api/v1/surveys/{wave}/interviews`
async fn keep(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Json(interview): Json<Interview>,
) -> Result<Response, Error> {
    let (status, outcome) = match acts::keep(&ground, &who, id(&wave)?, &interview).await? {
        Sent::Kept => (StatusCode::CREATED, "kept"),
        Sent::Already => (StatusCode::OK, "already"),
    };
    Ok((status, Json(Answer { outcome })).into_response())
}
