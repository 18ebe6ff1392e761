//! Where do figures come from? One edition of a source: what it is, when it was fetched, and the hash of its bytes.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use store::Id;
use web::{Error, Page, PageContext};

use super::{DOOR, id};

/// Address of an edition.
pub(crate) fn href(id: Id) -> String {
    format!("{DOOR}/zdroj/{id}")
}

/// The view of `/jak-je-na-tom-mesto/zdroj/{edition}`.
#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage {
    page: PageContext,
    title: String,
    /// An address that can be followed; empty when the place is told in words.
    link: String,
    facts: Vec<(String, String)>,
}

/// `GET /jak-je-na-tom-mesto/zdroj/{edition}`
pub(crate) async fn show(
    page: PageContext,
    Path(edition): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let edition = ground.indicators.edition(id(&edition)?).await?;
    // What only the workplace may see has no page here.
    let edition =
        edition.filter(|edition| edition.source.public).ok_or(Error::Missing("edition of a source"))?;
    let t = page.t();
    let fact = |key: &str, value: String| (t.say(key).into_owned(), value);
    let licence = edition.source.licence.clone();
    let licence = if licence.is_empty() { t.say("situation-licence-unknown").into_owned() } else { licence };
    let place = edition.source.place.clone();
    let link = if place.starts_with("https://") || place.starts_with("http://") {
        place.clone()
    } else {
        String::new()
    };
    let facts = vec![
        fact("situation-source-place", place),
        fact("situation-licence", licence),
        fact("situation-source-fetched", t.moment(&edition.fetched_at)),
        fact("situation-imported", t.moment(&edition.imported_at)),
        fact("situation-figures", t.number(edition.figures)),
        fact("situation-form", edition.schema.clone()),
        fact("situation-source-hash", edition.sha256.clone()),
    ];
    Ok(Page(SourcePage { title: edition.source.title, link, facts, page }).into_response())
}
