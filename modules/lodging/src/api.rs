//! The face for phones: checklists that were filled in without a signal.
//!
//! | path | does |
//! |---|---|
//! | `POST /api/v1/inspections` | keeps a checklist under the id that the phone made; sending it again keeps it once |
//! | `POST /api/v1/inspections/{id}/photos` | keeps a picture of it, likewise (`multipart/form-data`: `photo_id`, `photo`) |

use access::{Action, Kind};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use ground::{Ground, Permission, Route, Signed};
use serde::Serialize;
use web::{Error, PageContext, Refusal, Upload};

use crate::acts::inspections::{self, Kept};
use crate::checklist::Filled;
use crate::content;
use crate::pages::MOST_BYTES;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    let work = Permission::right(Action::Work, Kind::Inspection);
    vec![
        Route::new("/api/v1/inspections", work, post(keep)),
        Route::new("/api/v1/inspections/{id}/photos", work, post(photo)).taking_files(MOST_BYTES),
    ]
}

/// What became of a checklist.
#[derive(Serialize)]
struct Answer {
    /// `kept`: it counts; `already`: the same was sent before; `beside`: another one stands there already, and this one is
    /// kept beside it until somebody decides.
    outcome: &'static str,
}

/// `POST /api/v1/inspections`
async fn keep(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Json(filled): Json<Filled>,
) -> Result<Response, Error> {
    let now = ground.access.clock().now();
    let filled = filled.check(content::checklist()?, now).map_err(|faults| {
        let (field, key) = faults.first().copied().unwrap_or(("round", "lodging-inspection-bad-place"));
        Refusal::new("lodging-inspection").with("field", field).with("why", page.t().say(key).into_owned())
    })?;
    let (status, outcome) = match inspections::keep(&ground, &who, &filled).await? {
        Kept::Counts(_) => (StatusCode::CREATED, "kept"),
        Kept::Already(_) => (StatusCode::OK, "already"),
        Kept::Beside(_) => (StatusCode::ACCEPTED, "beside"),
        Kept::Different => {
            return Err(Refusal::new("lodging-inspection-different").status(StatusCode::CONFLICT).into());
        }
        Kept::BadRecheck => return Err(Refusal::new("lodging-inspection-bad-recheck").into()),
    };
    Ok((status, Json(Answer { outcome })).into_response())
}

/// `POST /api/v1/inspections/{id}/photos`
async fn photo(
    Path(id): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let photo_id = upload.form.text("photo_id").to_owned();
    let file = upload.require("photo", "lodging-photo-missing");
    let file =
        file.ok_or_else(|| Refusal::new("lodging-photo-unreadable").status(StatusCode::BAD_REQUEST))?;
    inspections::keep_photo(&ground, &who, &id, &photo_id, &file.bytes).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
