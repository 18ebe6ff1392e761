//! Who answers for this address, and why? The page the whole portal is for.

use addresses::{Address, AddressCode, Found, Place, Wgs84};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use places::{Atlas, Because, Layer, Occupancy};
use serde::Deserialize;
use web::{Error, Page, PageContext, Say};

use crate::map;
use crate::model::{self, Answer, Answerable, Held};
use crate::words;

/// The view of an answer.
#[derive(Template)]
#[template(path = "address.html")]
struct AddressPage {
    page: PageContext,
    query: String,
    name: String,
    official: Vec<String>,
    code: String,
    street: Option<(String, String)>,
    how: String,
    corrections: Vec<String>,
    cards: Vec<Card>,
    vintage: String,
    position: Option<map::Picture>,
    in_words: String,
}

/// Who answers in one layer, ready to be shown.
struct Card {
    /// "Strážník-okrskář"
    role: String,
    /// "Městská policie"
    body: String,
    territory: Option<(String, String)>,
    people: Vec<Person>,
    because: Vec<String>,
    /// Where to turn while the borders of the layer are not known: name and seat of its stations.
    stations: Vec<(String, String)>,
}

/// A post as people see it.
struct Person {
    title: String,
    holder: String,
    vacant: bool,
    /// What to do while nobody holds the post.
    advice: String,
    facts: Vec<(String, String)>,
    phones: Vec<String>,
    emails: Vec<String>,
    hours: Vec<(String, String)>,
    source: String,
}

/// `GET /adresa/{code}`
pub(crate) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Path(code): Path<u32>,
) -> Result<Response, Error> {
    let atlas = super::atlas(&ground);
    let address = super::register(&atlas)?.address(AddressCode(code)).ok_or(Error::Missing("address"))?;
    let how = page.t().say("matched-code").into_owned();
    let answerable = model::answerable(&atlas, address);
    Ok(Page(view(
        page,
        &atlas,
        address,
        &answerable,
        Asked { query: String::new(), how, corrections: vec![] },
    ))
    .into_response())
}

/// The answer to a question that meant one address.
pub(crate) fn answer(
    page: PageContext,
    atlas: &Atlas,
    found: &Found,
    query: String,
) -> Result<Response, Error> {
    let hit = found.hits.first().ok_or(Error::Missing("address"))?;
    let Place::Address(index) = hit.place else { return Err(Error::Missing("address")) };
    let address = super::register(atlas)?.address_at(index).ok_or(Error::Missing("address"))?;
    let asked = Asked {
        query,
        how: words::matched(page.t(), hit.matched),
        corrections: words::corrections(page.t(), hit),
    };
    let answerable = model::answerable(atlas, address);
    Ok(Page(view(page, atlas, address, &answerable, asked)).into_response())
}

/// A point on the map.
#[derive(Debug, Deserialize)]
pub(crate) struct Point {
    lon: f64,
    lat: f64,
}

/// `GET /misto?lon=&lat=`
pub(crate) async fn show_place(
    page: PageContext,
    State(ground): State<Ground>,
    Query(point): Query<Point>,
) -> Result<Response, Error> {
    let atlas = super::atlas(&ground);
    let point = Wgs84 { lon: point.lon, lat: point.lat };
    let (answerable, near) = model::answerable_at(&atlas, point);
    let near =
        near.ok_or_else(|| web::Refusal::new("no-address-near").status(axum::http::StatusCode::NOT_FOUND))?;
    let how = page.t().with1("matched-point", "metres", near.metres.round());
    let asked = Asked { query: String::new(), how, corrections: vec![] };
    Ok(Page(view(page, &atlas, near.address, &answerable, asked)).into_response())
}

/// What was asked, and how it led here.
struct Asked {
    query: String,
    how: String,
    corrections: Vec<String>,
}

fn view(
    page: PageContext,
    atlas: &Atlas,
    address: Address<'_>,
    answerable: &Answerable,
    asked: Asked,
) -> AddressPage {
    let t = page.t().clone();
    let cards: Vec<Card> = answerable.answers.iter().map(|answer| card(&t, atlas, answer)).collect();
    let territories: Vec<String> =
        cards.iter().filter_map(|c| Some(format!("{} – {}", c.body, c.territory.as_ref()?.1))).collect();
    let name = words::short(address);
    AddressPage {
        query: asked.query,
        official: address.lines(),
        code: address.code().to_string(),
        street: address.street().map(|s| (format!("/ulice/{}", s.code()), s.name().to_owned())),
        how: asked.how,
        corrections: asked.corrections,
        vintage: words::date(&t, atlas.edition().map_or("", |e| &e.vintage)),
        position: map::around(&t, atlas, address, answerable),
        in_words: territories.join(", "),
        cards,
        name,
        page,
    }
}

fn card(t: &Say, atlas: &Atlas, answer: &Answer) -> Card {
    let layer = answer.decision.layer;
    let territory = answer.territory.as_ref();
    Card {
        role: t.say(&format!("post-{layer}")).into_owned(),
        body: t.say(&format!("body-{layer}")).into_owned(),
        territory: territory.map(|x| (super::territories::href(layer, &x.code), x.name.clone())),
        people: answer.posts.iter().map(|held| person(t, held)).collect(),
        because: words::because(t, atlas, &answer.decision),
        stations: stations_instead(t, atlas, answer),
    }
}

/// The public stations of a layer whose borders have not been imported.
fn stations_instead(t: &Say, atlas: &Atlas, answer: &Answer) -> Vec<(String, String)> {
    let unknown = answer.decision.because == Because::NoLayer;
    let stations = atlas.stations(answer.decision.layer).filter(|station| unknown && !station.restricted);
    stations.map(|s| (s.name.in_language(t.lang().tag()).to_owned(), s.seat.clone())).collect()
}

fn person(t: &Say, held: &Held) -> Person {
    let (post, station) = (&held.post, held.station.as_ref());
    let holder = match &post.occupancy {
        Occupancy::Held(name) => name.clone(),
        Occupancy::Vacant => t.say("answer-vacant").into_owned(),
        Occupancy::Unknown => t.say("answer-unknown").into_owned(),
    };
    let advice = match (held.is_vacant(), station) {
        (true, Some(_)) => t.say("answer-vacant-text").into_owned(),
        (true, None) => t.say("answer-vacant-no-station").into_owned(),
        (false, _) => String::new(),
    };
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<&String>| {
        facts.extend(value.map(|value| (t.say(key).into_owned(), value.clone())));
    };
    fact("answer-deputy", post.deputy.as_ref());
    let station_name = station.map(|s| s.name.in_language(t.lang().tag()).to_owned());
    fact("answer-station", station_name.as_ref());
    fact("answer-seat", station.map(|s| &s.seat));
    let validity = validity(t, post.valid_from.as_deref(), post.valid_to.as_deref());
    fact("answer-valid", validity.as_ref());
    let both = |own: &Option<String>, of_station: Option<&String>| {
        let mut all: Vec<String> = own.iter().chain(of_station).cloned().collect();
        all.dedup();
        all
    };
    Person {
        title: post.title.in_language(t.lang().tag()).to_owned(),
        holder,
        vacant: held.is_vacant(),
        advice,
        facts,
        phones: both(&post.phone, station.and_then(|s| s.phone.as_ref())),
        emails: both(&post.email, station.and_then(|s| s.email.as_ref())),
        hours: hours(t, station.and_then(|s| s.hours.as_ref())),
        source: post.source.clone(),
    }
}

fn validity(t: &Say, from: Option<&str>, to: Option<&str>) -> Option<String> {
    let from = words::date(t, from?);
    Some(match to {
        Some(to) => t.with("answer-valid-span", &[("from", &from), ("to", &words::date(t, to))]),
        None => t.with1("answer-valid-from", "from", from),
    })
}

/// Days with their hours, neighbouring days of equal hours together; days without hours are left out.
fn hours(t: &Say, hours: Option<&[String; 7]>) -> Vec<(String, String)> {
    const DAYS: [&str; 7] = ["day-1", "day-2", "day-3", "day-4", "day-5", "day-6", "day-7"];
    let week: Vec<(&str, &String)> = DAYS.into_iter().zip(hours.into_iter().flatten()).collect();
    let spans = week.chunk_by(|(_, a), (_, b)| a == b).filter_map(|days| {
        let ((first, hours), (last, _)) = (days.first()?, days.last()?);
        let days = if first == last {
            t.say(first).into_owned()
        } else {
            format!("{}–{}", t.say(first), t.say(last))
        };
        let said = if *hours == ALL_DAY { t.say("hours-all-day").into_owned() } else { (*hours).clone() };
        (!hours.is_empty()).then_some((days, said))
    });
    spans.collect()
}

/// How a station that never closes writes a day.
const ALL_DAY: &str = "0:00–24:00";

/// Who answers in each layer, in one line, for lists: "strážník-okrskář okrsku 200-A (neobsazeno)".
pub(crate) fn posts_in_a_line(t: &Say, atlas: &Atlas, layer: Layer, territory: &str) -> String {
    let posts = atlas.posts(layer, territory);
    let title = |post: &'_ places::Post| post.title.in_language(t.lang().tag()).to_owned();
    let lines: Vec<String> = posts
        .into_iter()
        .map(|post| match &post.occupancy {
            Occupancy::Held(name) => format!("{} – {name}", title(post)),
            Occupancy::Vacant => format!("{} – {}", title(post), t.say("answer-vacant")),
            Occupancy::Unknown => title(post),
        })
        .collect();
    lines.join("; ")
}
