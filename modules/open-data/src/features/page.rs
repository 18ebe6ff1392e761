//! The same answers as pages.

use askama::Template;
use ground::open::{Ask, Column, Feature, Found, Layer, Value as Datum};
use serde_json::Value;
use web::{Page, PageContext, percent_encoded};

/// Any page of the service: what it is, facts, links, and a table when it lists things.
#[derive(Template)]
#[template(path = "features.html")]
pub(super) struct View {
    page: PageContext,
    title: String,
    lead: String,
    up: (String, String),
    facts: Vec<(String, String)>,
    links: Vec<(String, String)>,
    list: Option<List>,
}

struct List {
    caption: String,
    headings: Vec<String>,
    rows: Vec<Row>,
    before: String,
    after: String,
}

struct Row {
    href: String,
    cells: Vec<String>,
}

fn text(body: &Value, key: &str) -> String {
    body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn all<'a>(body: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    body.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// Links of an answer that lead somewhere else than to itself.
fn links(body: &Value) -> Vec<(String, String)> {
    let elsewhere = |link: &&Value| !matches!(text(link, "rel").as_str(), "self" | "alternate");
    let named =
        |link: &Value| (text(link, "href"), format!("{} ({})", text(link, "title"), text(link, "type")));
    all(body, "links").filter(elsewhere).map(named).collect()
}

impl View {
    fn new(page: PageContext, title: String) -> View {
        let up = (
            "/ogc?f=html".to_owned(),
            page.t().with1("data-service-title", "city", page.city().name.as_str()),
        );
        View { page, title, lead: String::new(), up, facts: Vec::new(), links: Vec::new(), list: None }
    }
}

pub(super) fn landing(page: PageContext, body: &Value) -> View {
    let up = ("/otevrena-data".to_owned(), page.t().say("data-open-title").into_owned());
    View { lead: text(body, "description"), links: links(body), up, ..View::new(page, text(body, "title")) }
}

pub(super) fn conformance(page: PageContext, body: &Value) -> View {
    let classes = all(body, "conformsTo").filter_map(Value::as_str).map(str::to_owned);
    let facts =
        classes.map(|class| (class.rsplit('/').next().unwrap_or_default().to_owned(), class)).collect();
    let title = page.t().say("data-conformance").into_owned();
    View { facts, ..View::new(page, title) }
}

pub(super) fn collections(page: PageContext, body: &Value) -> View {
    let t = page.t();
    let row = |one: &Value| Row {
        href: format!("/ogc/collections/{}?f=html", text(one, "id")),
        cells: vec![text(one, "title"), text(one, "description")],
    };
    let title = t.say("data-collections").into_owned();
    let list = List {
        caption: title.clone(),
        headings: vec![t.say("data-name").into_owned(), t.say("data-what").into_owned()],
        rows: all(body, "collections").map(row).collect(),
        before: String::new(),
        after: String::new(),
    };
    View { list: Some(list), ..View::new(page, title) }
}

pub(super) fn collection(page: PageContext, body: &Value) -> View {
    let bbox = body.pointer("/extent/spatial/bbox/0").map(Value::to_string).unwrap_or_default();
    let facts =
        if bbox.is_empty() { Vec::new() } else { vec![(page.t().say("data-extent").into_owned(), bbox)] };
    View {
        lead: text(body, "description"),
        facts,
        links: links(body),
        ..View::new(page, text(body, "title"))
    }
}

pub(super) fn items(page: PageContext, layer: &Layer, ask: &Ask, found: &Found) -> Page<View> {
    let t = page.t();
    let row = |feature: &Feature| Row { href: href(layer, feature), cells: cells(feature) };
    let turn = |offset: usize| page.href_with("offset", &offset.to_string());
    let next = ask.offset.saturating_add(ask.limit);
    let before = ask.offset.min(found.matched).saturating_sub(ask.limit);
    let title = t.say(layer.title).into_owned();
    let list = List {
        caption: t.with2("data-page", "shown", found.features.len(), "count", found.matched),
        headings: layer.properties.iter().map(|column| t.say(column.title).into_owned()).collect(),
        rows: found.features.iter().map(row).collect(),
        before: if ask.offset > 0 { turn(before) } else { String::new() },
        after: if next < found.matched { turn(next) } else { String::new() },
    };
    let up = up(layer, &title);
    Page(View { list: Some(list), up, ..View::new(page, title) })
}

pub(super) fn item(page: PageContext, layer: &Layer, feature: &Feature) -> Page<View> {
    let t = page.t();
    let fact =
        |(column, value): (&Column, &Datum)| (t.say(column.title).into_owned(), value.written().into_owned());
    let facts = layer.properties.iter().zip(&feature.properties).map(fact).collect();
    let up = up(layer, &t.say(layer.title));
    let title = label(layer, feature);
    Page(View { facts, up, ..View::new(page, title) })
}

fn up(layer: &Layer, title: &str) -> (String, String) {
    (format!("/ogc/collections/{}?f=html", layer.id), title.to_owned())
}

/// Where a feature's own page is.
pub(crate) fn href(layer: &Layer, feature: &Feature) -> String {
    format!("/ogc/collections/{}/items/{}?f=html", layer.id, percent_encoded(&feature.id))
}

/// What people call a feature.
pub(crate) fn label(layer: &Layer, feature: &Feature) -> String {
    let value = layer.label_at().and_then(|at| feature.properties.get(at));
    value
        .map(|value| value.written().into_owned())
        .filter(|text| !text.is_empty())
        .unwrap_or(feature.id.clone())
}

/// The values of a feature as they are read.
pub(crate) fn cells(feature: &Feature) -> Vec<String> {
    feature.properties.iter().map(|value| value.written().into_owned()).collect()
}
