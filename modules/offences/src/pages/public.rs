//! What everybody sees: only what was released, as it was released.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::Ground;
use places::{Layer, Places};
use web::maps::{Position, SvgMap, Tone};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say};

use crate::acts::kept;
use crate::acts::releases::column_name;
use crate::acts::residents;
use crate::counts::{limits, rate};
use crate::draw::{self, Caption, Point};
use crate::incident::Source;
use crate::month::Month;
use crate::release::{NO_DISTRICT, Place, Release, Territory};
use crate::store::releases::{self, Kept};
use crate::verdict;

/// Where it is.
pub(crate) const DOOR: &str = "/prestupky-a-kriminalita";

/// The view of `/prestupky-a-kriminalita`.
#[derive(Template)]
#[template(path = "public.html")]
struct PublicPage {
    page: PageContext,
    shown: Option<Shown>,
}

/// What a release shows.
struct Shown {
    finding: String,
    chart: String,
    months: Table,
    map_title: String,
    map: String,
    map_note: String,
    districts: Table,
    precincts: Table,
    form: Form,
    categories: Vec<(String, String)>,
    sources: Vec<(String, String)>,
    invented: bool,
    method: Vec<(String, String)>,
    api: String,
    /// Tables to take away: where they are described, and what they are called.
    open: Vec<(String, String)>,
}

/// What the address asks for.
struct Asked {
    category: Option<String>,
    year: Option<i32>,
}

/// `GET /prestupky-a-kriminalita`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let form = Form::from_encoded(page.query().as_bytes());
    let mut released = Vec::new();
    for source in Source::ALL {
        released.extend(releases::public(&ground.store, source).await.map_err(kept("read a release"))?);
    }
    let wanted = released.iter().position(|kept| kept.release.source == form.text("source")).unwrap_or(0);
    let Some(kept) = released.get(wanted) else {
        return Ok(Page(PublicPage { page, shown: None }).into_response());
    };
    let release = &kept.release;
    let code = form.text("category");
    let whole = release.whole_years();
    let asked = Asked {
        category: release.categories.iter().map(|node| node.code.clone()).find(|it| it == code),
        year: whole
            .iter()
            .copied()
            .find(|year| year.to_string() == form.text("year"))
            .or(whole.last().copied()),
    };
    if let Some(format) = query.format() {
        return Ok(export(&page, release, &asked, form.text("table"), format)?.into_response());
    }
    let sources: Vec<(String, String)> = released
        .iter()
        .map(|kept| kept.release.source.clone())
        .map(|key| (key.clone(), page.t().say(&format!("offences-source-{key}")).into_owned()))
        .collect();
    let atlas = Places::atlas(&ground.places);
    let shown = shown(&page, &query, kept, &asked, form, sources, &atlas);
    Ok(Page(PublicPage { shown: Some(shown), page }).into_response())
}

fn shown(
    page: &PageContext,
    query: &TableQuery,
    kept: &Kept,
    asked: &Asked,
    form: Form,
    sources: Vec<(String, String)>,
    atlas: &places::Atlas,
) -> Shown {
    let (t, release) = (page.t(), &kept.release);
    let category = asked.category.as_deref();
    let finding = finding(t, release, category);
    let description = t.with2(
        "offences-chart-description",
        "from",
        month_name(t, Month(release.first)),
        "to",
        month_name(t, Month(release.last)),
    );
    let caption = Caption {
        id: "months",
        title: &finding,
        description: &description,
        unit: &t.say("offences-unit-month"),
    };
    let points: Vec<Point> =
        release.months().map(|month| point(month, release.month(&Place::city(), category, month))).collect();
    let table = |name: &str| {
        let (caption, columns, rows) = rows(page, release, asked, name);
        let count = rows.len();
        Table::new(page, query, caption, columns).files(&[]).rows(rows, count, count.max(1))
    };
    let mut categories = vec![(String::new(), t.say("offences-all").into_owned())];
    categories.extend(
        release
            .categories
            .iter()
            .map(|node| (node.code.clone(), column_name(t, release, &node.code).into_owned())),
    );
    let (map_title, map_note, map) = map(t, release, asked, atlas);
    Shown {
        chart: draw::months(&caption, &points, &crate::breaks::days(&release.source)),
        months: table("months"),
        districts: table("districts"),
        precincts: table("precincts"),
        map_title,
        map,
        map_note,
        finding,
        form,
        categories,
        sources,
        invented: release.invented,
        method: method(t, kept),
        api: format!("/api/v1/offences/{}", release.source),
        open: open(t, release),
    }
}

/// The open tables of the source; there are none of a source that not everybody may use.
fn open(t: &Say, release: &Release) -> Vec<(String, String)> {
    let is_open = release.source == crate::open::SOURCE.key();
    let whole = !release.whole_years().is_empty();
    let sets = crate::open::SETS.iter().filter(|(id, _)| is_open && (whole || *id != crate::open::YEARS));
    sets.map(|(id, title)| (format!("/otevrena-data/{id}"), t.say(title).into_owned())).collect()
}

fn point(month: Month, cases: Option<u64>) -> Point {
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    Point { month, value: cases.map(|n| n as f64), ends: cases.map(limits), provisional: false }
}

/// Month and year as a person reads them.
pub(crate) fn month_name(t: &Say, month: Month) -> String {
    let name = t.say(&format!("offences-month-{}", month.number())).into_owned();
    format!("{name}\u{a0}{}", month.year())
}

/// What the last twelve months say against the twelve before.
fn finding(t: &Say, release: &Release, category: Option<&str>) -> String {
    let name = category.map_or_else(
        || t.say("offences-all").into_owned(),
        |code| column_name(t, release, code).into_owned(),
    );
    let months: Vec<Month> = release.months().collect();
    let counts: Option<Vec<i64>> = months
        .iter()
        .rev()
        .take(24)
        .rev()
        .map(|month| i64::try_from(release.month(&Place::city(), category, *month)?).ok())
        .collect();
    let Some(counts) = counts.filter(|counts| !counts.is_empty()) else {
        return t.with1("offences-finding-held", "what", name);
    };
    let to = month_name(t, Month(release.last));
    let now = counts.get(counts.len().saturating_sub(12)..).unwrap_or_default();
    let total = t.number(now.iter().sum::<i64>());
    let first = u8::try_from(Month(release.last - 11).number()).unwrap_or(1);
    let found = counts.get(..12).filter(|_| counts.len() == 24);
    let found = found.and_then(|before| verdict::year_on_year(before, now, first, &[]));
    match found {
        Some(found) => t.with(
            "offences-finding",
            &[
                ("what", &name),
                ("total", &total),
                ("to", &to),
                ("verdict", &verdict::said(t, &found)),
                ("change", &verdict::change(t, &found)),
            ],
        ),
        None => t.with("offences-finding-short", &[("what", &name), ("total", &total), ("to", &to)]),
    }
}

/// A district on the map: its tone against the city.
pub(crate) fn tone(release: &Release, category: Option<&str>, year: i32, territory: &Territory) -> Tone {
    let of = |territory: &Territory| {
        let cases = release.year(&territory.place, category, year)?;
        rate(cases, territory.residents?, 1_000.0)
    };
    let city = release.territories.iter().find(|it| it.place == Place::city());
    match (of(territory), city.and_then(of)) {
        (Some((_, low, _)), Some((_, _, high))) if low > high => Tone::Higher,
        (Some((_, _, high)), Some((_, low, _))) if high < low => Tone::Lower,
        (Some(_), Some(_)) => Tone::Same,
        _ => Tone::Unknown,
    }
}

fn map(t: &Say, release: &Release, asked: &Asked, atlas: &places::Atlas) -> (String, String, String) {
    let shapes = atlas.shapes(Layer::District);
    let Some(year) = asked.year.filter(|_| !shapes.is_empty()) else { return Default::default() };
    let find = |code: &str| release.territories.iter().find(|it| it.place == Place::district(code));
    let tones = atlas.territories(Layer::District).iter().map(|district| {
        find(&district.code)
            .map_or(Tone::Unknown, |territory| tone(release, asked.category.as_deref(), year, territory))
    });
    let tones: Vec<Tone> = tones.collect();
    let count = |tone: Tone| tones.iter().filter(|it| **it == tone).count();
    let title = t.with(
        "offences-map-finding",
        &[("year", &year.to_string()), ("higher", &count(Tone::Higher)), ("lower", &count(Tone::Lower))],
    );
    let mut map = SvgMap::new(title.clone(), t.say("offences-map-description"), "map");
    for (shape, tone) in shapes.iter().zip(&tones) {
        for polygon in &territories::polygons::simplified(&shape.shape, 10.0).polygons {
            let ring: Vec<Position> = polygon.exterior.0.iter().map(|p| [p.lon, p.lat]).collect();
            map.toned(&[ring], *tone);
        }
    }
    (title, t.say("offences-map-note").into_owned(), map.svg())
}

/// A table's caption, columns and rows.
type Rows = (String, Vec<Column>, Vec<Vec<Cell>>);

fn rows(page: &PageContext, release: &Release, asked: &Asked, name: &str) -> Rows {
    match name {
        "districts" => territories(page, release, asked, |place| place.part.is_empty()),
        "precincts" => territories(page, release, asked, |place| !place.part.is_empty()),
        _ => months(page, release),
    }
}

fn held(page: &PageContext, cases: Option<u64>) -> Cell {
    cases.map_or_else(|| Cell::text(page.t().say("offences-held")), |cases| Cell::number(page, cases))
}

/// Months of the city by categories.
fn months(page: &PageContext, release: &Release) -> Rows {
    let t = page.t();
    let mut columns = vec![Column::text("month", t.say("offences-month")).fixed()];
    columns.extend(
        release
            .categories
            .iter()
            .map(|node| Column::number("cases", column_name(t, release, &node.code)).fixed()),
    );
    columns.push(Column::number("all", t.say("offences-all")).fixed());
    let row = |month: Month| {
        let mut cells = vec![Cell::text(month_name(t, month))];
        let city = Place::city();
        cells.extend(
            release.categories.iter().map(|node| held(page, release.month(&city, Some(&node.code), month))),
        );
        cells.push(held(page, release.month(&city, None, month)));
        cells
    };
    let rows: Vec<_> = release.months().rev().map(row).collect();
    (t.say("offences-months-caption").into_owned(), columns, rows)
}

/// Districts or precincts in one year: count, rate, interval.
fn territories(page: &PageContext, release: &Release, asked: &Asked, is: impl Fn(&Place) -> bool) -> Rows {
    let t = page.t();
    let year = asked.year.map_or_else(String::new, |year| year.to_string());
    let what = asked.category.as_deref();
    let name = what.map_or_else(
        || t.say("offences-all").into_owned(),
        |code| column_name(t, release, code).into_owned(),
    );
    let columns = vec![
        Column::text("territory", t.say("offences-territory")).fixed(),
        Column::number("cases", t.with1("offences-cases-in", "year", year.as_str())).fixed(),
        Column::number("rate", t.say("offences-rate")).fixed(),
        Column::text("interval", t.say("offences-interval")).fixed(),
        Column::number("residents", t.say("offences-residents")).fixed(),
    ];
    let row = |territory: &Territory| {
        let cases = asked.year.and_then(|year| release.year(&territory.place, what, year));
        let of_rate = cases.zip(territory.residents).and_then(|(cases, people)| rate(cases, people, 1_000.0));
        let text = |say: &dyn Fn((f64, f64, f64)) -> String| of_rate.map_or_else(|| "–".to_owned(), say);
        let name = if territory.place == Place::city() {
            t.say("offences-city").into_owned()
        } else {
            territory.name.clone()
        };
        vec![
            Cell::text(name),
            held(page, cases),
            Cell::text(text(&|(rate, _, _)| t.decimal(rate, 1))),
            Cell::text(text(&|(_, low, high)| {
                t.with2("offences-ends", "low", t.decimal(low, 1), "high", t.decimal(high, 1))
            })),
            territory.residents.map_or_else(|| Cell::text("–"), |people| Cell::number(page, people)),
        ]
    };
    let shown = release.territories.iter().filter(|it| is(&it.place) && it.place.district != NO_DISTRICT);
    let rows: Vec<_> = shown.map(row).collect();
    (t.with2("offences-territories-caption", "what", name, "year", year), columns, rows)
}

fn export(
    page: &PageContext,
    release: &Release,
    asked: &Asked,
    name: &str,
    format: Format,
) -> Result<tables::Export, Error> {
    let (caption, columns, rows) = rows(page, release, asked, name);
    tables::export(format, "prestupky-a-kriminalita", &caption, &columns, rows)
}

/// How the numbers came about.
fn method(t: &Say, kept: &Kept) -> Vec<(String, String)> {
    let release = &kept.release;
    let say = |key: &str| t.say(key).into_owned();
    vec![
        (say("offences-method-counted"), say(&format!("offences-counted-{}", release.source))),
        (
            say("offences-method-held"),
            t.with(
                "offences-held-note",
                &[("held", &release.held()), ("cells", &release.cells()), ("threshold", &release.threshold)],
            ),
        ),
        (say("offences-method-ripe"), say("offences-ripe-note")),
        (
            say("offences-method-rate"),
            format!("{} {}", say("offences-rate-note"), residents::said(t, &release.residents)),
        ),
        (say("offences-method-breaks"), crate::breaks::said(t, &release.source)),
        (say("offences-method-licence"), say(&format!("offences-licence-{}", release.source))),
        (
            say("offences-method-release"),
            t.with2("offences-release-line", "number", kept.number, "at", t.moment(&kept.at)),
        ),
    ]
}
