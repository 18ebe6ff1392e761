//! The pages for people: what is open, what each column means, and the map.

mod map;
mod set;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::open::{Edition, Licence, OpenSet};
use ground::{Ground, Route};
use web::{Error, Page, PageContext, Say};

use crate::catalogue::CATALOGUE;
use crate::features;
use crate::files::{self, path, published};

/// The routes of pages and files.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/otevrena-data", get(all)),
        Route::public("/otevrena-data/{file}", get(one)),
        Route::public("/mapa", get(map::show)),
    ]
}

/// The view of `/otevrena-data`.
#[derive(Template)]
#[template(path = "sets.html")]
struct Sets {
    page: PageContext,
    sets: Vec<SetCard>,
    layers: Vec<LayerLine>,
    catalogue: &'static str,
}

struct SetCard {
    title: String,
    text: String,
    href: String,
    csv: String,
    facts: Vec<(String, String)>,
}

struct LayerLine {
    title: String,
    text: String,
    items: String,
    tiles: String,
}

async fn all(page: PageContext, State(ground): State<Ground>) -> Result<Page<Sets>, Error> {
    let page = page.behind_no_door();
    let t = page.t();
    let card = |(set, edition): (&OpenSet, Edition)| SetCard {
        title: t.say(set.title).into_owned(),
        text: t.say(set.description).into_owned(),
        href: format!("/otevrena-data/{}", set.id),
        csv: path(set.id, "csv"),
        facts: facts(t, set, &edition),
    };
    let line = |(layer, _): (&ground::open::Layer, _)| LayerLine {
        title: t.say(layer.title).into_owned(),
        text: t.say(layer.description).into_owned(),
        items: format!("/ogc/collections/{}?f=html", layer.id),
        tiles: format!("/tiles/{}.json", layer.id),
    };
    let sets = published(&ground).await?.into_iter().map(card).collect();
    let layers = features::published(&ground).await?.into_iter().map(line).collect();
    Ok(Page(Sets { sets, layers, catalogue: CATALOGUE, page }))
}

/// What is said of a set wherever it stands.
fn facts(t: &Say, set: &OpenSet, edition: &Edition) -> Vec<(String, String)> {
    let licence = match set.licence {
        Licence::Facts => "data-licence-facts",
        Licence::Attribution => "data-licence-attribution",
    };
    let frequency = format!("data-frequency-{}", set.frequency.code().to_lowercase());
    let mut facts = vec![
        (t.say("data-modified").into_owned(), t.moment(&edition.modified)),
        (t.say("data-frequency").into_owned(), t.say(&frequency).into_owned()),
        (t.say("data-licence").into_owned(), t.say(licence).into_owned()),
    ];
    if let Some((from, until)) = edition.covers {
        let until = until.map(|day| t.date(&day)).unwrap_or_default();
        facts.push((t.say("data-covers").into_owned(), format!("{} – {until}", t.date(&from))));
    }
    facts
}

/// `GET /otevrena-data/{file}`: a set's page, or with an ending one of its files.
async fn one(
    Path(name): Path<String>,
    page: PageContext,
    State(ground): State<Ground>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if name.contains('.') {
        return files::show(&ground, &headers, &name).await;
    }
    Ok(set::show(page.behind_no_door(), &ground, &name).await?.into_response())
}
