//! The other face of the map: density of reports, its steps, and where it is highest.

use axum::response::{IntoResponse, Response};
use ground::Ground;
use places::{Layer, Places};
use territories::polygons::Polygon;
use web::maps::{SvgMap, Tone};
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, PageContext, Say};

use super::Work;
use super::look::{Look, Section, cautions, period};
use super::map::{borders, choices, left_out};
use crate::density::{Dense, Density, PAINTED, STEPS, Width, Within, density};
use crate::filter::Filter;
use crate::incident::Spot;
use crate::plane::Plane;

/// What can be chosen: value in the address, key of its text, how far a report is spread out.
pub(crate) const VIEWS: [(&str, &str, Width); 4] = [
    ("density-200", "offences-view-density-200", Width::Fixed(200.0)),
    ("density-400", "offences-view-density-400", Width::Fixed(400.0)),
    ("density-800", "offences-view-density-800", Width::Fixed(800.0)),
    ("density-adaptive", "offences-view-density-adaptive", Width::Adaptive(400.0)),
];

/// Rows of the table.
const ROWS: usize = 20;

/// The width of a view; none when the view is another.
pub(crate) fn width(view: &str) -> Option<Width> {
    VIEWS.iter().find(|(name, ..)| *name == view).map(|(_, _, width)| *width)
}

/// The page with the density instead of hexagons. The caller has asked for the right and noted it in the trail.
pub(crate) async fn show(
    page: PageContext,
    query: &TableQuery,
    ground: &Ground,
    look: Look,
    width: Width,
) -> Result<Response, Error> {
    let (events, filter) = (look.events.clone(), look.filter.clone());
    let atlas = Places::atlas(&ground.places);
    let work = tokio::task::spawn_blocking(move || {
        let placed = events.filtered(&filter).filter(|event| !event.snapped);
        let spots: Vec<Spot> = placed.filter_map(|event| event.spot).collect();
        let plane = Plane::of(filter.source, &spots);
        let within = Within::of(plane, within(&atlas, &filter));
        density(&spots, plane, within.as_ref(), width)
    });
    let found = work.await.map_err(|cause| Error::fault("draw densities", cause))?;
    let found = found.map_err(|cause| Error::fault("compute densities", cause))?;
    let t = page.t();
    let title = finding(t, found.as_ref());
    let (columns, rows) = table(&page, found.as_ref());
    if let Some(format) = query.format() {
        return Ok(tables::export(format, "hustota-udalosti", &title, &columns, rows)?.into_response());
    }
    let mut section = Section::new(title.clone()).note(period(t, &look)).note(t.say("offences-density-note"));
    if let Some(found) = &found {
        section.notes.extend(method(t, found, width));
        section.map = map(t, ground, &look.filter, &title, found);
        section.legend = legend(t, found);
    }
    section.notes.push(left_out(t, &look));
    section.notes.extend(cautions(t, &look));
    let section = section.table(&page, query, columns, rows, Format::ALL);
    Ok(Work::new(&page, ground, look, "/mapa", "offences-tab-map", vec![section])
        .choices(choices(t))
        .page(page))
}

/// Where incidents of the filter can be: its precinct, its district, else the city as districts or precincts have it.
/// Elsewhere than at home no border is known.
fn within<'a>(atlas: &'a places::Atlas, filter: &Filter) -> Vec<&'a Polygon> {
    if !filter.source.is_of_the_city() {
        return Vec::new();
    }
    let of = |layer: Layer, code: Option<&str>| -> Vec<&'a Polygon> {
        let shapes = atlas.territories(layer).iter().zip(atlas.shapes(layer));
        let wanted = shapes.filter(|(territory, _)| code.is_none_or(|code| territory.code == code));
        wanted.flat_map(|(_, shape)| &shape.shape.polygons).collect()
    };
    if let Some(code) = &filter.precinct {
        return of(Layer::MunicipalPrecinct, Some(code));
    }
    if let Some(code) = &filter.district {
        return of(Layer::District, Some(code));
    }
    let districts = of(Layer::District, None);
    if districts.is_empty() { of(Layer::MunicipalPrecinct, None) } else { districts }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a city")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn finding(t: &Say, found: Option<&Density>) -> String {
    let Some(found) = found else { return t.say("offences-density-none").into_owned() };
    let cases: usize = found.places.iter().map(|place| place.cases).sum();
    let area: f64 = found.places.iter().map(|place| place.area).sum();
    t.with(
        "offences-density-finding",
        &[
            ("count", &found.places.len()),
            ("area", &t.decimal(area, 2)),
            ("part", &t.percent(area / found.area.max(f64::MIN_POSITIVE), 1)),
            ("share", &t.percent(share(cases, found.counted), 0)),
        ],
    )
}

/// How wide kernels are, and what was done at the border.
fn method(t: &Say, found: &Density, width: Width) -> Vec<String> {
    let (least, most) = found.widths;
    let wide = match width {
        Width::Fixed(metres) => t.with1("offences-density-fixed", "width", t.decimal(metres, 0)),
        Width::Adaptive(pilot) => t.with(
            "offences-density-adaptive",
            &[
                ("pilot", &t.decimal(pilot, 0)),
                ("least", &t.decimal(least, 0)),
                ("most", &t.decimal(most, 0)),
            ],
        ),
    };
    let border = if found.corrected {
        t.with1("offences-density-border", "outside", found.outside)
    } else {
        t.say("offences-density-no-border").into_owned()
    };
    vec![wide, border]
}

fn map(t: &Say, ground: &Ground, filter: &Filter, title: &str, found: &Density) -> String {
    let mut map = SvgMap::new(title, t.say("offences-density-description"), "density");
    for (step, rings) in (1..=STEPS).zip(&found.steps).filter(|(_, rings)| !rings.is_empty()) {
        map.toned(rings, Tone::Level(step));
    }
    borders(ground, filter.source, &mut map);
    map.svg()
}

fn legend(t: &Say, found: &Density) -> Vec<(&'static str, String)> {
    let classes = [
        "map-area map-area--level-1",
        "map-area map-area--level-2",
        "map-area map-area--level-3",
        "map-area map-area--level-4",
        "map-area map-area--level-5",
    ];
    let steps = f64::from(STEPS);
    let mut low = found.highest * PAINTED;
    let mut step = |(at, class): (u8, &'static str)| {
        let high = found.highest * f64::from(at) / steps;
        let said = t.with2("offences-density-step", "low", t.decimal(low, 1), "high", t.decimal(high, 1));
        low = high;
        (class, said)
    };
    (1..=STEPS).zip(classes).map(&mut step).collect()
}

fn table(page: &PageContext, found: Option<&Density>) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let columns = vec![
        Column::text("place", t.say("offences-density-place")).fixed(),
        Column::text("density", t.say("offences-density-highest")).fixed(),
        Column::text("times", t.say("offences-density-times")).fixed(),
        Column::number("cases", t.say("offences-tile-now")).fixed(),
        Column::text("share", t.say("offences-density-share")).fixed(),
        Column::text("area", t.say("offences-density-area")).fixed(),
    ];
    let row = |found: &Density, place: &Dense| {
        vec![
            Cell::text(format!("{:.4}, {:.4}", place.peak.lat, place.peak.lon)),
            Cell::text(t.decimal(place.highest, 1)),
            Cell::text(t.decimal(place.highest / found.mean.max(f64::MIN_POSITIVE), 1)),
            Cell::number(page, place.cases),
            Cell::text(t.percent(share(place.cases, found.counted), 1)),
            Cell::text(t.decimal(place.area, 2)),
        ]
    };
    let rows = found.map(|found| found.places.iter().take(ROWS).map(|place| row(found, place)).collect());
    (columns, rows.unwrap_or_default())
}
