//! What did you mean? One certain place is shown at once; otherwise the person chooses.

use addresses::{Ask, Found, Outcome, Place};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use ground::Ground;
use places::Atlas;
use serde::Deserialize;
use web::{Error, Page, PageContext, Say};

use crate::model::{Verdict, verdict};
use crate::words;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

/// Names offered when only their beginning was typed.
const BEGUN: usize = 8;

/// The view of `/hledat`.
#[derive(Template)]
#[template(path = "search.html")]
struct Answers {
    page: PageContext,
    query: String,
    title: String,
    text: String,
    cut: bool,
    hits: Vec<Choice>,
}

/// One place to choose from.
struct Choice {
    href: String,
    name: String,
    place: String,
    how: String,
    corrections: Vec<String>,
}

/// `GET /hledat?q=`
pub(crate) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let atlas = super::atlas(&ground);
    let query = asked.q.trim().to_owned();
    let found = super::search_of(&atlas)?.find(&Ask { text: &query, home: atlas.home_code() });
    match verdict(&found) {
        Verdict::Address => super::address::answer(page, &atlas, &found, query),
        Verdict::Street => Ok(street(&atlas, &found, &query)),
        Verdict::Choose | Verdict::Nothing => Ok(Page(answers(page, &atlas, &found, query)).into_response()),
    }
}

/// A street by itself has an address of its own; what was read differently is asked again there.
fn street(atlas: &Atlas, found: &Found, query: &str) -> Response {
    let street = found.hits.first().and_then(|hit| match hit.place {
        Place::Street(index) => atlas.register()?.street_at(index),
        _ => None,
    });
    let code = street.map_or(0, |street| street.code().0);
    Redirect::to(&format!("/ulice/{code}?q={}", web::percent_encoded(query))).into_response()
}

fn answers(page: PageContext, atlas: &Atlas, found: &Found, query: String) -> Answers {
    let (title, text) = headline(page.t(), atlas, found, &query);
    // Half a word finds nothing, yet its beginning may be one of a few names.
    let begun = match (found.hits.is_empty() && !query.is_empty(), atlas.search()) {
        (true, Some(search)) => search.suggest(&Ask { text: &query, home: atlas.home_code() }, BEGUN),
        _ => Vec::new(),
    };
    let hits = found.hits.iter().chain(&begun).filter_map(|hit| choice(page.t(), atlas, hit)).collect();
    Answers { title, text, cut: found.reading.cut, hits, query, page }
}

fn choice(t: &Say, atlas: &Atlas, hit: &addresses::Hit) -> Option<Choice> {
    let (name, place) = words::name_of(atlas.register()?, hit.place)?;
    let href = href(atlas, hit.place)?;
    Some(Choice {
        href,
        name,
        place,
        how: words::matched(t, hit.matched),
        corrections: words::corrections(t, hit),
    })
}

/// Where a place is shown.
pub(crate) fn href(atlas: &Atlas, place: Place) -> Option<String> {
    let register = atlas.register()?;
    Some(match place {
        Place::Address(index) => format!("/adresa/{}", register.address_at(index)?.code()),
        Place::Street(index) => format!("/ulice/{}", register.street_at(index)?.code()),
        // A part or a town is too large an answer: its name starts the next question.
        Place::Part(index) => format!("/hledat?q={}", web::percent_encoded(register.part_at(index)?.name())),
        Place::Municipality(index) => {
            format!("/hledat?q={}", web::percent_encoded(register.municipality_at(index)?.name()))
        }
    })
}

/// The number as the person wrote it: the search reads no number above 32767, because no house has one.
fn number_as_written(query: &str, read: &addresses::search::NumberRead) -> String {
    let longest =
        query.split(|c: char| !c.is_ascii_digit()).max_by_key(|digits| digits.len()).unwrap_or_default();
    if longest.len() > 4 && found_too_large(longest) { longest.to_owned() } else { words::number(read) }
}

fn found_too_large(digits: &str) -> bool {
    !digits.parse::<u16>().is_ok_and(|number| number <= addresses::HouseNumber::MAX)
}

/// What the list is about: title and the sentence under it.
pub(crate) fn headline(t: &Say, atlas: &Atlas, found: &Found, query: &str) -> (String, String) {
    let number = found.reading.number.as_ref().map(|read| number_as_written(query, read)).unwrap_or_default();
    let city = atlas.city().map_or("", |city| city.name.in_language(t.lang().tag()));
    let plain = |title: &str, text: &str| (t.say(title).into_owned(), t.say(text).into_owned());
    if query.is_empty() {
        return plain("search-empty-title", "search-empty");
    }
    match &found.outcome {
        Outcome::NumberNotInRegister { .. } => {
            (t.with1("search-number-title", "number", number), t.say("search-number").into_owned())
        }
        Outcome::ReversedPair => plain("search-reversed-title", "search-reversed"),
        Outcome::OutsideHome { said } => {
            (t.with1("search-outside-title", "said", said), t.with1("search-outside", "city", city))
        }
        Outcome::PostcodeOnly => plain("search-postcode-title", "search-postcode"),
        Outcome::TwoEntrances => plain("search-entrances-title", "search-entrances"),
        Outcome::Nothing => {
            (t.with1("search-nothing-title", "query", query), t.say("search-nothing").into_owned())
        }
        _ => plain("search-choose-title", "search-choose"),
    }
}
