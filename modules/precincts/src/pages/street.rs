//! Who answers for this street? One answer when every address agrees, otherwise who has which numbers.

use addresses::{Ask, Street, StreetCode};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::Ground;
use places::{Atlas, Layer, Owner, Share};
use serde::Deserialize;
use web::{Error, Page, PageContext, Say};

use crate::model::{Division, Verdict, verdict};
use crate::words;

/// What the form under the street sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    number: String,
    #[serde(default)]
    q: String,
}

/// The view of `/ulice/{code}`.
#[derive(Template)]
#[template(path = "street.html")]
struct StreetPage {
    page: PageContext,
    query: String,
    corrections: Vec<String>,
    name: String,
    place: String,
    code: u32,
    whole: bool,
    layers: Vec<LayerShares>,
    addresses: Vec<(String, String)>,
}

/// How one layer divides the street.
struct LayerShares {
    caption: String,
    rows: Vec<ShareRow>,
}

/// One share: territory with its page, numbers, who answers.
struct ShareRow {
    territory: String,
    href: String,
    numbers: String,
    posts: String,
}

/// `GET /ulice/{code}?number=`
pub(crate) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Path(code): Path<u32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let atlas = super::atlas(&ground);
    let street = super::register(&atlas)?.street(StreetCode(code)).ok_or(Error::Missing("street"))?;
    if !asked.number.trim().is_empty() {
        let question = format!("{} {}", street.name(), asked.number.trim());
        return Ok(Redirect::to(&format!("/hledat?q={}", web::percent_encoded(&question))).into_response());
    }
    Ok(Page(view(page, &atlas, street, asked.q)).into_response())
}

fn view(page: PageContext, atlas: &Atlas, street: Street<'_>, query: String) -> StreetPage {
    let t = page.t().clone();
    let division = Division::of(atlas, street);
    let layers = Layer::ALL.into_iter().zip(&division.layers).map(|(layer, shares)| LayerShares {
        caption: t.with(
            "street-ranges-caption",
            &[("layer", &t.say(&format!("layer-{layer}"))), ("street", &street.name())],
        ),
        rows: shares.iter().map(|share| row(&t, atlas, layer, share)).collect(),
    });
    let place = atlas
        .register()
        .and_then(|register| words::name_of(register, addresses::Place::Street(street.index())));
    StreetPage {
        corrections: corrections(&t, atlas, street, &query),
        name: street.name().to_owned(),
        place: place.map(|(_, place)| place).unwrap_or_default(),
        code: street.code().0,
        whole: division.is_whole(),
        layers: layers.collect(),
        addresses: street.addresses().map(|a| (format!("/adresa/{}", a.code()), a.numbers())).collect(),
        query,
        page,
    }
}

fn row(t: &Say, atlas: &Atlas, layer: Layer, share: &Share) -> ShareRow {
    let numbers: Vec<String> = share.ranges.iter().map(|range| words::range(t, range)).collect();
    let territory = match share.owner {
        Owner::Territory(index) => atlas.territories(layer).get(index),
        Owner::Nobody | Owner::Unplaced => None,
    };
    ShareRow {
        territory: words::owner(t, atlas, layer, share.owner),
        href: territory.map(|x| super::territories::href(layer, &x.code)).unwrap_or_default(),
        numbers: numbers.join(", "),
        posts: territory
            .map(|x| super::address::posts_in_a_line(t, atlas, layer, &x.code))
            .unwrap_or_default(),
    }
}

/// What was read differently on the way from the question to this street.
fn corrections(t: &Say, atlas: &Atlas, street: Street<'_>, query: &str) -> Vec<String> {
    let Some(search) = atlas.search().filter(|_| !query.is_empty()) else { return Vec::new() };
    let found = search.find(&Ask { text: query, home: atlas.home_code() });
    let here = addresses::Place::Street(street.index());
    let hit = found.hits.iter().find(|hit| hit.place == here);
    hit.filter(|_| verdict(&found) == Verdict::Street)
        .map(|hit| words::corrections(t, hit))
        .unwrap_or_default()
}
