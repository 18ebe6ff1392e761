//! Where exactly: hexagons by count, and those that provably stand out; or the density of reports (`density.rs`).

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use places::{Layer, Places};
use web::maps::{Position, SvgMap, Tone};
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, PageContext, Say};

use super::look::{Look, Section, cautions, look, period};
use super::{Work, density, empty, seen_as};
use crate::acts::memory::Memory;
use crate::hexes::{Hex, hexes};
use crate::incident::{Source, Spot};
use crate::plane::Plane;

/// Side of a hexagon in metres.
const SIDE: f64 = 150.0;
/// Of the hexagons called hot, this share may be chance.
const SURE: f64 = 0.05;
/// Rows of the table.
const ROWS: usize = 40;

/// `GET /staff/prestupky/mapa`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "/mapa")) };
    seen_as(&ground, &who, "map").await?;
    if let Some(width) = density::width(look.form.text("view")) {
        return density::show(page, &query, &ground, look, width).await;
    }
    let hot = look.form.text("view") != "counts";
    let (events, filter) = (look.events.clone(), look.filter.clone());
    let atlas = Places::atlas(&ground.places);
    let work = tokio::task::spawn_blocking(move || {
        let placed = events.filtered(&filter).filter(|event| !event.snapped);
        let spots: Vec<Spot> = placed.filter_map(|event| event.spot).collect();
        let within = |spot: Spot| {
            if !filter.source.is_of_the_city() {
                return false;
            }
            let point = addresses::Wgs84 { lon: spot.lon, lat: spot.lat };
            atlas.decide_point(Layer::District, point).is_some_and(|decision| decision.territory.is_some())
        };
        hexes(&spots, Plane::of(filter.source, &spots), SIDE, within)
    });
    let all = work.await.map_err(|cause| Error::fault("draw a map", cause))?;
    let t = page.t();
    let (columns, rows) = table(&page, &all);
    let title = finding(t, &all);
    if let Some(format) = query.format() {
        return Ok(tables::export(format, "mapa-udalosti", &title, &columns, rows)?.into_response());
    }
    let mut section = Section::new(title.clone()).note(period(t, &look)).note(t.say("offences-hexes-note"));
    section.notes.push(left_out(t, &look));
    section.notes.extend(cautions(t, &look));
    section.map = map(t, &ground, &look, &title, &all);
    section.legend = legend(t, &all, hot);
    let section = section.table(&page, &query, columns, rows, Format::ALL);
    Ok(Work::new(&page, &ground, look, "/mapa", "offences-tab-map", vec![section])
        .choices(choices(t))
        .page(page))
}

/// What the map can show.
pub(super) fn choices(t: &Say) -> Vec<(String, String)> {
    let hexes = [("hot", "offences-view-hot"), ("counts", "offences-view-counts")];
    let densities = density::VIEWS.map(|(view, key, _)| (view, key));
    let choice = |(view, key): (&str, &str)| (view.to_owned(), t.say(key).into_owned());
    hexes.into_iter().chain(densities).map(choice).collect()
}

fn is_hot(hex: &Hex) -> bool {
    hex.z.is_some_and(|z| z > 0.0) && hex.q.is_some_and(|q| q <= SURE)
}

fn finding(t: &Say, all: &[Hex]) -> String {
    let hot: Vec<&Hex> = all.iter().filter(|hex| is_hot(hex)).collect();
    if hot.is_empty() {
        return t.say("offences-hexes-none").into_owned();
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let share = |part: u64| part as f64 / all.iter().map(|hex| hex.cases).sum::<u64>().max(1) as f64;
    t.with(
        "offences-hexes-finding",
        &[
            ("count", &hot.len()),
            ("all", &all.len()),
            ("share", &t.percent(share(hot.iter().map(|hex| hex.cases).sum()), 0)),
        ],
    )
}

/// Incidents that are on no map: without a place, and those that only stand for a street or town.
pub(super) fn left_out(t: &Say, look: &Look) -> String {
    let all = || look.events.filtered(&look.filter);
    let without = all().filter(|event| event.spot.is_none()).count();
    let snapped = all().filter(|event| event.spot.is_some() && event.snapped).count();
    t.with2("offences-hexes-left", "without", without, "snapped", snapped)
}

fn highest(all: &[Hex]) -> u64 {
    all.iter().map(|hex| hex.cases).max().unwrap_or(0)
}

/// Five equal steps up to the highest count.
fn level(cases: u64, highest: u64) -> u8 {
    u8::try_from((5 * cases).div_ceil(highest.max(1)).min(5)).unwrap_or(5)
}

fn map(t: &Say, ground: &Ground, look: &Look, title: &str, all: &[Hex]) -> String {
    let hot = look.form.text("view") != "counts";
    let mut map = SvgMap::new(title, t.say("offences-hexes-description"), "hexes");
    let highest = highest(all);
    for hex in all.iter().filter(|hex| hex.cases > 0 || (hot && hex.q.is_some_and(|q| q <= SURE))) {
        let tone = match (hot, hex.z) {
            (true, Some(_)) if is_hot(hex) => Tone::Higher,
            (true, Some(z)) if z < 0.0 && hex.q.is_some_and(|q| q <= SURE) => Tone::Lower,
            (true, _) => Tone::Same,
            (false, _) => Tone::Level(level(hex.cases, highest)),
        };
        map.toned(&[&hex.ring], tone);
    }
    borders(ground, look.filter.source, &mut map);
    map.svg()
}

/// Draws the borders of districts; incidents from abroad lie in none of them.
pub(super) fn borders(ground: &Ground, source: Source, map: &mut SvgMap) {
    if !source.is_of_the_city() {
        return;
    }
    let atlas = Places::atlas(&ground.places);
    for shape in atlas.shapes(Layer::District) {
        for polygon in &territories::polygons::simplified(&shape.shape, 10.0).polygons {
            let ring: Vec<Position> = polygon.exterior.0.iter().map(|p| [p.lon, p.lat]).collect();
            map.area(&[ring], false);
        }
    }
}

fn legend(t: &Say, all: &[Hex], hot: bool) -> Vec<(&'static str, String)> {
    if hot {
        return vec![
            ("map-area map-area--higher", t.say("offences-hot").into_owned()),
            ("map-area map-area--same", t.say("offences-not-hot").into_owned()),
            ("map-area map-area--lower", t.say("offences-cold").into_owned()),
        ];
    }
    let highest = highest(all);
    let classes = [
        "map-area map-area--level-1",
        "map-area map-area--level-2",
        "map-area map-area--level-3",
        "map-area map-area--level-4",
        "map-area map-area--level-5",
    ];
    let step = |(at, class): (usize, &'static str)| {
        let at = at as u64;
        let (from, to) = (at * highest / 5 + 1, (at + 1) * highest / 5);
        (to >= from).then(|| (class, if from == to { from.to_string() } else { format!("{from}–{to}") }))
    };
    classes.into_iter().enumerate().filter_map(step).collect()
}

fn table(page: &PageContext, all: &[Hex]) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let columns = vec![
        Column::text("hex", t.say("offences-hex")).fixed(),
        Column::number("cases", t.say("offences-tile-now")).fixed(),
        Column::text("z", "Gi*").fixed(),
        Column::text("q", "q").fixed(),
        Column::text("says", t.say("offences-hex-says")).fixed(),
    ];
    let mut sorted: Vec<&Hex> = all.iter().filter(|hex| hex.cases > 0).collect();
    sorted.sort_by(|a, b| b.z.partial_cmp(&a.z).unwrap_or(std::cmp::Ordering::Equal));
    let row = |hex: &&Hex| {
        let middle = hex.ring.iter().fold([0.0, 0.0], |[x, y], [lon, lat]| [x + lon / 6.0, y + lat / 6.0]);
        let told =
            |value: Option<f64>, say: &dyn Fn(f64) -> String| value.map_or_else(|| "–".to_owned(), say);
        vec![
            Cell::text(format!("{:.4}, {:.4}", middle[1], middle[0])),
            Cell::number(page, hex.cases),
            Cell::text(told(hex.z, &|z| t.decimal(z, 2))),
            Cell::text(told(hex.q, &|q| t.probability(q))),
            Cell::text(t.say(if is_hot(hex) { "offences-hot" } else { "offences-not-hot" })),
        ]
    };
    let rows: Vec<_> = sorted.iter().take(ROWS).map(row).collect();
    (columns, rows)
}
