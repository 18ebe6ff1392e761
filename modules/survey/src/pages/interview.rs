//! Asking in the field: one page for a tablet, which works without a signal.

use access::Action;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::{Error, Page, PageContext};

use super::{id, wave_href};
use crate::acts::interviews as acts;
use crate::acts::must;
use crate::wave::State as Stand;

/// The view of `/staff/pruzkumy/{wave}/rozhovor`.
#[derive(Template)]
#[template(path = "interview.html")]
struct Interview {
    page: PageContext,
    label: String,
    wave: String,
    collecting: bool,
    /// Back to the pages of the wave; empty for whoever may only ask.
    back: String,
}

/// `GET /staff/pruzkumy/{wave}/rozhovor`
pub(crate) async fn show(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (wave, _) = acts::asked(&ground, &who, id(&wave)?).await?;
    let may_read = must(&ground, &who, Action::Read, wave.owner).is_ok();
    Ok(Page(Interview {
        label: wave.label.clone(),
        wave: wave.id.to_string(),
        collecting: wave.state == Stand::Collecting,
        back: if may_read { format!("{}/sber", wave_href(wave.id)) } else { String::new() },
        page,
    })
    .into_response())
}

/// `GET /staff/pruzkumy/worker.js`: the embedded script under an address whose folder is its scope.
pub(crate) async fn worker() -> Result<Response, Error> {
    let script =
        web::assets::bytes("inspection-worker.js").ok_or(Error::Missing("worker of the interviews"))?;
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    Ok((kind, script).into_response())
}
