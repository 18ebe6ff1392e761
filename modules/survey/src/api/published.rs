//! Published results for programs.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/survey-results` | the releases that stand on the portal |
//! | `GET /api/v1/survey-results/{release}` | one of them, whole, with its method |

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::api::{Description, Operation, Parameter};
use ground::{Ground, Route};
use schemars::JsonSchema;
use serde::Serialize;
use web::Error;

use crate::acts::kept;
use crate::pages::id;
use crate::store::plans;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/api/v1/survey-results", get(list)),
        Route::public("/api/v1/survey-results/{release}", get(one)),
    ]
}

/// This module's part of the OpenAPI document.
pub(crate) fn description() -> Description {
    Description::new(vec![
        Operation::get::<PublishedWaves>(
            "/api/v1/survey-results",
            "surveys",
            "The published waves of surveys",
        ),
        Operation::get::<PublishedResults>(
            "/api/v1/survey-results/{release}",
            "survey",
            "One published wave, whole",
        )
        .with(Parameter::in_path("release", "Id of the release.").text(1, 13))
        .may_miss(),
    ])
}

/// The published waves.
#[derive(Debug, Serialize, JsonSchema)]
struct PublishedWaves {
    /// Newest first.
    releases: Vec<PublishedWave>,
}

/// A published wave.
#[derive(Debug, Serialize, JsonSchema)]
struct PublishedWave {
    /// Id of the release.
    id: String,
    /// Name of the wave.
    wave: String,
    /// Which release of the wave it is.
    number: i64,
    /// When it was published (RFC 3339).
    released_at: String,
    /// Where it is, whole.
    href: String,
}

/// A published wave, whole.
#[derive(Debug, Serialize, JsonSchema)]
struct PublishedResults {
    /// Id of the release.
    id: String,
    /// Which release of the wave it is.
    number: i64,
    /// When it was published (RFC 3339).
    released_at: String,
    /// Facts of the wave, its method, and for each question the answers of the city and the one figure by district.
    /// Shares are 0 to 1; `is` says whether a figure is shown (`figure`), held back (`protected`) or nobody's
    /// (`nothing`); intervals are at the level of the method, and an open poll has none.
    results: serde_json::Value,
}

async fn list(State(ground): State<Ground>) -> Result<Response, Error> {
    let releases = plans::public(&ground.store).await.map_err(kept("list releases"))?;
    let line = |release: &plans::Release| PublishedWave {
        id: release.id.to_string(),
        wave: release.results.wave.clone(),
        number: release.number,
        released_at: release.at.to_rfc3339(),
        href: format!("/api/v1/survey-results/{}", release.id),
    };
    Ok(Json(PublishedWaves { releases: releases.iter().map(line).collect() }).into_response())
}

async fn one(Path(release): Path<String>, State(ground): State<Ground>) -> Result<Response, Error> {
    let release = plans::public_one(&ground.store, id(&release)?).await.map_err(kept("read a release"))?;
    let release = release.ok_or(Error::Missing("release"))?;
    let results =
        serde_json::to_value(&release.results).map_err(|cause| Error::fault("write results", cause))?;
    let body = PublishedResults {
        id: release.id.to_string(),
        number: release.number,
        released_at: release.at.to_rfc3339(),
        results,
    };
    Ok(Json(body).into_response())
}
