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
use crate::acts::{kept, must};
use crate::store::waves;
use crate::wave::{State as Stand, Wave};

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

/// The view of `/staff/pruzkumy/rozhovory`.
#[derive(Template)]
#[template(path = "interviews.html")]
struct Interviews {
    page: PageContext,
    waves: Vec<(String, String, String)>,
}

/// `GET /staff/pruzkumy/rozhovory`: the waves an interviewer may ask in now.
pub(crate) async fn list(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Work, who.body)?;
    let waves = waves::list(&ground.store, who.body).await.map_err(kept("list waves"))?;
    let line = |wave: &Wave| {
        let href = format!("{}/rozhovor", wave_href(wave.id));
        (href, wave.label.clone(), crate::words::days(page.t(), &wave.facts))
    };
    let open = waves.iter().filter(|wave| wave.state == Stand::Collecting && wave.questionnaire.is_some());
    Ok(Page(Interviews { waves: open.map(line).collect(), page }).into_response())
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
