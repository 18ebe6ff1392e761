//! Where, by districts and precincts: counts, two rates with their intervals, change, verdict, and a map of rates.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use indicators::Audience;
use places::{Layer, Places};
use web::maps::{Position, SvgMap, Tone};
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, PageContext, Say};

use super::look::{Look, Section, cautions, look, period};
use super::{Work, empty, seen_as};
use crate::acts::memory::Memory;
use crate::acts::residents::{Residents, residents, said};
use crate::counts::{against_last_year, rate};
use crate::filter::Filter;
use crate::verdict;

/// Fewer people than this, and a rate of them says nothing.
const FEWEST_PEOPLE: u64 = 100;

/// One territory.
struct Profile {
    name: String,
    code: String,
    cases: u64,
    residents: Option<u64>,
    addresses: u64,
    before: i64,
    change: String,
    verdict: String,
    tone: Tone,
}

/// `GET /staff/prestupky/uzemi`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "/uzemi")) };
    seen_as(&ground, &who, "territories").await?;
    let t = page.t();
    let layer =
        if look.form.text("view") == "precincts" { Layer::MunicipalPrecinct } else { Layer::District };
    let residents = residents(&ground, &[layer], Audience::Staff).await?;
    let profiles = profiles(t, &ground, &look, layer, &residents);
    let (columns, rows) = table(&page, &look, layer, &profiles);
    let title = finding(t, &profiles);
    if let Some(format) = query.format() {
        return Ok(tables::export(format, "udalosti-podle-uzemi", &title, &columns, rows)?.into_response());
    }
    let mut section =
        Section::new(title.clone()).note(period(t, &look)).note(t.say("offences-territories-note"));
    let basis = said(t, &residents.basis);
    section.notes.push(if basis.is_empty() { t.say("offences-residents-none").into_owned() } else { basis });
    section.notes.extend(cautions(t, &look));
    section.map = map(t, &ground, layer, &title, &profiles);
    if !section.map.is_empty() {
        section.legend = vec![
            ("map-area map-area--lower", t.say("offences-tone-lower").into_owned()),
            ("map-area map-area--same", t.say("offences-tone-same").into_owned()),
            ("map-area map-area--higher", t.say("offences-tone-higher").into_owned()),
            ("map-area map-area--unknown", t.say("offences-tone-few").into_owned()),
        ];
    }
    let section = section.table(&page, &query, columns, rows, Format::ALL);
    let choices = vec![
        ("districts".to_owned(), t.say("offences-view-districts").into_owned()),
        ("precincts".to_owned(), t.say("offences-view-precincts").into_owned()),
    ];
    let work = Work::new(&page, &ground, look, "/uzemi", "offences-tab-territories", vec![section]);
    Ok(work.choices(choices).page(page))
}

fn profiles(t: &Say, ground: &Ground, look: &Look, layer: Layer, residents: &Residents) -> Vec<Profile> {
    let atlas = Places::atlas(&ground.places);
    let people = |code: &str| residents.of(layer, code);
    let filters = atlas.territories(layer).iter().map(|territory| {
        let code = Some(territory.code.clone());
        match layer {
            Layer::District => Filter { district: code, precinct: None, ..look.filter.clone() },
            _ => Filter { precinct: code, ..look.filter.clone() },
        }
    });
    let counted: Vec<(Filter, u64)> =
        filters.map(|filter| (filter.clone(), look.events.filtered(&filter).count() as u64)).collect();
    // The city's rate is that of the territories whose people are known: incidents of the others belong to nobody counted.
    let known = atlas.territories(layer).iter().zip(&counted);
    let known = known.filter_map(|(territory, (_, cases))| Some((*cases, people(&territory.code)?)));
    let (all, everybody) = known.fold((0, 0), |(all, people), (cases, more)| (all + cases, people + more));
    let city = rate(all, everybody, 1_000.0);
    let profile = |(territory, (filter, cases)): (&places::TerritoryRef, &(Filter, u64))| {
        let comparison = against_last_year(&look.events, filter);
        let found = verdict::year_on_year(&comparison.before, &comparison.now, comparison.first, &[]);
        let found = found.filter(|_| comparison.whole);
        let residents = people(&territory.code);
        let own = residents
            .filter(|people| *people >= FEWEST_PEOPLE)
            .and_then(|people| rate(*cases, people, 1_000.0));
        let tone = match (own, city) {
            (Some((_, low, _)), Some((_, _, high))) if low > high => Tone::Higher,
            (Some((_, _, high)), Some((_, low, _))) if high < low => Tone::Lower,
            (Some(_), Some(_)) => Tone::Same,
            _ => Tone::Unknown,
        };
        Profile {
            name: territory.name.clone(),
            code: territory.code.clone(),
            cases: *cases,
            residents,
            addresses: territory.addresses as u64,
            before: comparison.totals().0,
            change: found.as_ref().map_or_else(String::new, |found| verdict::change(t, found)),
            verdict: found.as_ref().map_or_else(String::new, |found| verdict::said(t, found)),
            tone,
        }
    };
    atlas.territories(layer).iter().zip(&counted).map(profile).collect()
}

fn finding(t: &Say, profiles: &[Profile]) -> String {
    let count = |tone: Tone| profiles.iter().filter(|profile| profile.tone == tone).count();
    t.with2("offences-territories-finding", "higher", count(Tone::Higher), "lower", count(Tone::Lower))
}

fn table(
    page: &PageContext,
    look: &Look,
    layer: Layer,
    profiles: &[Profile],
) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let columns = vec![
        Column::text("territory", t.say("offences-territory")).fixed(),
        Column::number("cases", t.say("offences-tile-now")).fixed(),
        Column::text("rate", t.say("offences-rate")).fixed(),
        Column::text("interval", t.say("offences-interval")).fixed(),
        Column::text("per-addresses", t.say("offences-rate-addresses")).fixed(),
        Column::text("per-addresses-interval", t.say("offences-interval")).fixed(),
        Column::number("before", t.say("offences-tile-before")).fixed(),
        Column::text("change", t.say("offences-change-head")).fixed(),
        Column::text("verdict", t.say("offences-tile-verdict")).fixed(),
    ];
    let both = |of: Option<(f64, f64, f64)>| match of {
        Some((rate, low, high)) => [
            t.decimal(rate, 1),
            t.with2("offences-ends", "low", t.decimal(low, 1), "high", t.decimal(high, 1)),
        ],
        None => ["–".to_owned(), "–".to_owned()],
    };
    let row = |profile: &Profile| {
        let enough = profile.residents.filter(|people| *people >= FEWEST_PEOPLE);
        let [people, people_ends] = both(enough.and_then(|people| rate(profile.cases, people, 1_000.0)));
        let [houses, houses_ends] = both(rate(profile.cases, profile.addresses, 100.0));
        let code = Some(profile.code.clone());
        let filter = match layer {
            Layer::District => Filter { district: code, precinct: None, ..look.filter.clone() },
            _ => Filter { precinct: code, ..look.filter.clone() },
        };
        vec![
            Cell::link(format!("{}?{}", super::HOME, filter.query()), profile.name.clone()),
            Cell::number(page, profile.cases),
            Cell::text(people),
            Cell::text(people_ends),
            Cell::text(houses),
            Cell::text(houses_ends),
            Cell::number(page, profile.before),
            Cell::text(profile.change.clone()),
            Cell::text(profile.verdict.clone()),
        ]
    };
    let rows: Vec<_> = profiles.iter().map(row).collect();
    (columns, rows)
}

fn map(t: &Say, ground: &Ground, layer: Layer, title: &str, profiles: &[Profile]) -> String {
    let atlas = Places::atlas(&ground.places);
    let shapes = atlas.shapes(layer);
    if shapes.is_empty() {
        return String::new();
    }
    let mut map = SvgMap::new(title, t.say("offences-map-description"), "territories");
    for (shape, profile) in shapes.iter().zip(profiles) {
        for polygon in &territories::polygons::simplified(&shape.shape, 10.0).polygons {
            let ring: Vec<Position> = polygon.exterior.0.iter().map(|p| [p.lon, p.lat]).collect();
            map.toned(&[ring], profile.tone);
        }
    }
    map.svg()
}
