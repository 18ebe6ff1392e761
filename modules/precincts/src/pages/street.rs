//! Who answers for this street? One answer when every address agrees, otherwise who has which numbers.

use addresses::{Address, Ask, Street, StreetCode};
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
        // The street the person stands on comes first; only a number it lacks is a new question.
        let here = address_of(street, &asked.number).map(|address| format!("/adresa/{}", address.code()));
        let question = format!("{} {}", street.name(), asked.number.trim());
        let elsewhere = || format!("/hledat?q={}", web::percent_encoded(&question));
        return Ok(Redirect::to(&here.unwrap_or_else(elsewhere)).into_response());
    }
    Ok(Page(view(page, &atlas, street, asked.q)).into_response())
}

/// The one address of a street with this number: č.o. with its letter, both numbers, or č.p. alone.
fn address_of<'r>(street: Street<'r>, number: &str) -> Option<Address<'r>> {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let wanted = plain(number);
    let by = |written: &dyn Fn(Address<'r>) -> Option<String>| {
        let mut fitting =
            street.addresses().filter(|address| written(*address).is_some_and(|w| plain(&w) == wanted));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    by(&|address| Some(address.orientation()?.to_string()))
        .or_else(|| by(&|address| Some(address.numbers())))
        .or_else(|| by(&|address| Some(address.house().to_string())))
}

fn view(page: PageContext, atlas: &Atlas, street: Street<'_>, query: String) -> StreetPage {
    let t = page.t().clone();
    let division = Division::of(atlas, street);
    let layers = Layer::ALL.into_iter().zip(&division.layers).map(|(layer, shares)| LayerShares {
        caption: t.with(
            "street-ranges-caption",
            &[("layer", &t.say(&format!("layer-{layer}"))), ("street", &street.name())],
        ),
        rows: in_order_of_numbers(shares).into_iter().map(|share| row(&t, atlas, layer, share)).collect(),
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

/// Shares by their first number, odd before even, so that a person finds theirs by reading down.
fn in_order_of_numbers(shares: &[Share]) -> Vec<&Share> {
    let mut shares: Vec<&Share> = shares.iter().collect();
    shares.sort_by_key(|share| share.ranges.first().map(|range| (range.system, range.parity, range.from)));
    shares
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
