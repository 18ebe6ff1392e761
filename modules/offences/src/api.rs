//! What was released, for programs.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/offences` | the releases that stand on the portal, one for each source |
//! | `GET /api/v1/offences/{source}` | one of them, whole; a hole is `null` and never 0 |

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
use crate::incident::Source;
use crate::month::Month;
use crate::store::releases::{self, Kept};

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::public("/api/v1/offences", get(list)), Route::public("/api/v1/offences/{source}", get(one))]
}

/// This module's part of the OpenAPI document.
pub(crate) fn description() -> Description {
    let sources: Vec<&str> = Source::ALL.iter().map(|source| source.key()).collect();
    Description::new(vec![
        Operation::get::<ReleasedCounts>("/api/v1/offences", "offences", "The released counts of offences"),
        Operation::get::<ReleasedSource>(
            "/api/v1/offences/{source}",
            "offencesOfSource",
            "One release, whole",
        )
        .with(Parameter::in_path("source", "The source.").one_of(&sources))
        .may_miss(),
    ])
}

/// The releases on the portal.
#[derive(Debug, Serialize, JsonSchema)]
struct ReleasedCounts {
    /// One for each source.
    releases: Vec<ReleasedHead>,
}

/// A release.
#[derive(Debug, Serialize, JsonSchema)]
struct ReleasedHead {
    /// The source; counts of different sources count different things.
    source: String,
    /// Which release of the source it is.
    number: i64,
    /// When it was published (RFC 3339).
    released_at: String,
    /// First month.
    from: String,
    /// Last month.
    to: String,
    /// Where it is, whole.
    href: String,
}

/// A release, whole.
#[derive(Debug, Serialize, JsonSchema)]
struct ReleasedSource {
    /// Its head.
    #[serde(flatten)]
    head: ReleasedHead,
    /// Numbers of 1 to `threshold − 1` are held back, and others that would give them away.
    threshold: u64,
    /// The incidents are invented.
    invented: bool,
    /// Categories, territories, and for each place and category its months and years; `null` is held back. An empty
    /// district is the whole city, `-` lies in none; `part` is the piece of a precinct inside a district.
    counts: serde_json::Value,
}

fn head(kept: &Kept) -> ReleasedHead {
    ReleasedHead {
        source: kept.release.source.clone(),
        number: kept.number,
        released_at: kept.at.to_rfc3339(),
        from: Month(kept.release.first).to_string(),
        to: Month(kept.release.last).to_string(),
        href: format!("/api/v1/offences/{}", kept.release.source),
    }
}

async fn list(State(ground): State<Ground>) -> Result<Response, Error> {
    let mut all = Vec::new();
    for source in Source::ALL {
        all.extend(releases::public(&ground.store, source).await.map_err(kept("list releases"))?);
    }
    Ok(Json(ReleasedCounts { releases: all.iter().map(head).collect() }).into_response())
}

async fn one(Path(source): Path<String>, State(ground): State<Ground>) -> Result<Response, Error> {
    let source = Source::from_key(&source).ok_or(Error::Missing("source of offences"))?;
    let kept = releases::public(&ground.store, source).await.map_err(kept("read a release"))?;
    let kept = kept.ok_or(Error::Missing("release of offences"))?;
    let release = &kept.release;
    let counts = serde_json::json!({
        "months": release.months().map(|month| month.to_string()).collect::<Vec<_>>(),
        "years": release.years(),
        "categories": release.categories,
        "territories": release.territories,
        "rows": release.rows,
    });
    let body = ReleasedSource {
        head: head(&kept),
        threshold: release.threshold,
        invented: release.invented,
        counts,
    };
    Ok(Json(body).into_response())
}
