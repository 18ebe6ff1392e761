//! All territories of the city, and one of them.

use addresses::Address;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use places::{Atlas, Layer, Owner, TerritoryRef};
use web::tables::{self, Cell, Column, Table, TableQuery};
use web::{Error, Page, PageContext, Say};

use crate::map;
use crate::words;

/// The view of `/okrsky`.
#[derive(Template)]
#[template(path = "territories.html")]
pub(crate) struct Territories {
    page: PageContext,
    city: String,
    layers: Vec<LayerTable>,
}

/// One layer of the list.
struct LayerTable {
    name: String,
    edition: String,
    empty: String,
    caption: String,
    rows: Vec<TerritoryRow>,
    stations: Vec<StationRow>,
}

/// One territory of the list.
struct TerritoryRow {
    href: String,
    name: String,
    addresses: String,
    posts: String,
}

/// One station of the list.
struct StationRow {
    name: String,
    seat: String,
    phone: String,
    email: String,
    restricted: bool,
}

/// The view of `/okrsky/{layer}/{code}`.
#[derive(Template)]
#[template(path = "territory.html")]
struct TerritoryPage {
    page: PageContext,
    name: String,
    layer_name: String,
    edition: String,
    addresses: String,
    posts: String,
    picture: Option<map::Picture>,
    rules: Vec<(u32, String)>,
    streets: Table,
}

/// Where a territory is shown.
pub(crate) fn href(layer: Layer, code: &str) -> String {
    format!("/okrsky/{layer}/{}", web::percent_encoded(code))
}

/// `GET /okrsky`
pub(crate) async fn list(page: PageContext, State(ground): State<Ground>) -> Page<Territories> {
    let atlas = super::atlas(&ground);
    let t = page.t().clone();
    let layers = Layer::ALL.into_iter().map(|layer| layer_table(&t, &atlas, layer)).collect();
    let city = page.city().name.clone();
    Page(Territories { page, city, layers })
}

fn layer_table(t: &Say, atlas: &Atlas, layer: Layer) -> LayerTable {
    let name = t.say(&format!("layer-{layer}")).into_owned();
    let mut all: Vec<&TerritoryRef> = atlas.territories(layer).iter().collect();
    all.sort_by_cached_key(|territory| web::collation_key(t.lang(), &territory.name));
    LayerTable {
        edition: edition(t, atlas, layer),
        empty: t.with1("territories-empty", "layer", layer.key()),
        caption: t.with("territories-caption", &[("layer", &name), ("count", &all.len())]),
        rows: all.into_iter().map(|territory| row(t, atlas, territory)).collect(),
        stations: atlas.stations(layer).map(|s| station(t, s)).collect(),
        name,
    }
}

fn row(t: &Say, atlas: &Atlas, territory: &TerritoryRef) -> TerritoryRow {
    TerritoryRow {
        href: href(territory.layer, &territory.code),
        name: territory.name.clone(),
        addresses: t.number(territory.addresses),
        posts: super::address::posts_in_a_line(t, atlas, territory.layer, &territory.code),
    }
}

fn station(t: &Say, station: &places::Station) -> StationRow {
    StationRow {
        name: station.name.in_language(t.lang().tag()).to_owned(),
        seat: station.seat.clone(),
        phone: station.phone.clone().unwrap_or_default(),
        email: station.email.clone().unwrap_or_default(),
        restricted: station.restricted,
    }
}

/// The sentence that says which edition a layer is.
pub(crate) fn edition(t: &Say, atlas: &Atlas, layer: Layer) -> String {
    atlas.layer_edition(layer).map_or_else(String::new, |edition| {
        let from = words::date(t, &edition.valid_from);
        t.with("territory-edition", &[("source", &edition.source), ("from", &from)])
    })
}

/// `GET /okrsky/{layer}/{code}`
pub(crate) async fn show(
    page: PageContext,
    State(ground): State<Ground>,
    Path((layer, code)): Path<(String, String)>,
) -> Result<Response, Error> {
    let atlas = super::atlas(&ground);
    let layer = Layer::from_key(&layer).ok_or(Error::Missing("layer"))?;
    let (index, territory) = atlas.territory(layer, &code).ok_or(Error::Missing("territory"))?;
    let asked = TableQuery::read(page.query());
    let streets = streets(&page, &atlas, layer, index, territory, &asked);
    if asked.csv {
        return Ok(tables::csv(&format!("{layer}-{code}"), &streets.columns, streets.rows));
    }
    let t = page.t();
    Ok(Page(TerritoryPage {
        name: territory.name.clone(),
        layer_name: t.say(&format!("layer-one-{layer}")).into_owned(),
        edition: edition(t, &atlas, layer),
        addresses: t.number(territory.addresses),
        posts: super::address::posts_in_a_line(t, &atlas, layer, &code),
        picture: map::territory(t, &atlas, layer, index),
        rules: rules(&atlas, layer, index),
        streets,
        page,
    })
    .into_response())
}

/// The rule lines of a territory as written.
fn rules(atlas: &Atlas, layer: Layer, index: usize) -> Vec<(u32, String)> {
    let lines = atlas.rules(layer).map(|compiled| compiled.lines()).unwrap_or_default();
    lines.iter().filter(|line| line.territory == index).map(|line| (line.number, line.text.clone())).collect()
}

/// The streets of a territory with the numbers that belong to it.
fn streets(
    page: &PageContext,
    atlas: &Atlas,
    layer: Layer,
    index: usize,
    territory: &TerritoryRef,
    asked: &TableQuery,
) -> Table {
    let t = page.t();
    let mut rows = street_rows(t, atlas, layer, index);
    match asked.sort.as_deref() {
        Some("addresses") => asked.sort_by_key(&mut rows, |row| row.addresses),
        Some("part") => asked.sort_by_key(&mut rows, |row| web::collation_key(t.lang(), &row.part)),
        _ => asked.sort_by_key(&mut rows, |row| web::collation_key(t.lang(), &row.name)),
    }
    let shown = if asked.csv { rows.as_slice() } else { asked.cut(&rows, 50) };
    let cells = shown.iter().map(|row| {
        vec![
            if row.href.is_empty() { Cell::text(&row.name) } else { Cell::link(&row.href, &row.name) },
            Cell::text(&row.part),
            Cell::text(&row.numbers),
            Cell::number(page, row.addresses),
        ]
    });
    let columns = vec![
        Column::text("name", t.say("territory-street")),
        Column::text("part", t.say("territory-part")),
        Column::text("numbers", t.say("street-numbers")).fixed(),
        Column::number("addresses", t.say("territory-addresses")),
    ];
    Table::new(page, asked, t.with1("territory-streets-caption", "territory", &territory.name), columns).rows(
        cells.collect(),
        rows.len(),
        50,
    )
}

struct StreetRow {
    name: String,
    href: String,
    part: String,
    numbers: String,
    addresses: usize,
}

fn street_rows(t: &Say, atlas: &Atlas, layer: Layer, index: usize) -> Vec<StreetRow> {
    let Some(home) = atlas.register().zip(atlas.home_code()).and_then(|(r, code)| r.municipality(code))
    else {
        return Vec::new();
    };
    let of_street = |street: addresses::Street<'_>| {
        let shares = atlas.shares(layer, street);
        let whole = shares.len() == 1;
        let share = shares.into_iter().find(|share| share.owner == Owner::Territory(index))?;
        let ranges: Vec<String> = share.ranges.iter().map(|range| words::range(t, range)).collect();
        let here = street.addresses().filter(|a| atlas.decide(layer, *a).territory == Some(index));
        let parts: std::collections::BTreeSet<&str> = here.map(|address| address.part().name()).collect();
        Some(StreetRow {
            name: street.name().to_owned(),
            href: format!("/ulice/{}", street.code()),
            part: parts.into_iter().collect::<Vec<_>>().join(", "),
            numbers: if whole { t.say("street-all").into_owned() } else { ranges.join(", ") },
            addresses: share.addresses,
        })
    };
    let without = home.parts().filter_map(|part| without_street(t, atlas, layer, index, part));
    home.streets().filter_map(of_street).chain(without).collect()
}

/// Addresses of a part of the town that have no street.
fn without_street(
    t: &Say,
    atlas: &Atlas,
    layer: Layer,
    index: usize,
    part: addresses::Part<'_>,
) -> Option<StreetRow> {
    let here = |address: &Address<'_>| atlas.decide(layer, *address).territory == Some(index);
    let addresses = part.addresses_without_street().filter(here).count();
    (addresses > 0).then(|| StreetRow {
        name: t.say("street-none").into_owned(),
        href: String::new(),
        part: part.name().to_owned(),
        numbers: String::new(),
        addresses,
    })
}
