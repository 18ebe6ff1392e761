//! How much, of what, and is it more than a year ago?

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, response::IntoResponse};
use chrono::TimeDelta;
use crime_analysis::verdict::Caveat;
use ground::{Ground, Signed};
use std::sync::Arc;
use web::parts::Tile;
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, PageContext, Say};

use super::look::{Look, Section, cautions, look, period};
use super::public::month_name;
use super::{Work, empty, seen_as};
use crate::acts::memory::Memory;
use crate::counts::{against_last_year, by_month, limits};
use crate::draw::{self, Caption, Point};
use crate::filter::Filter;
use crate::month::Month;
use crate::verdict;

/// Months whose reports still come in.
const PROVISIONAL: TimeDelta = TimeDelta::weeks(8);

/// `GET /staff/prestupky`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "")) };
    seen_as(&ground, &who, "overview").await?;
    let t = page.t();
    let (columns, rows) = categories(&page, &look);
    if let Some(format) = query.format() {
        let caption = t.say("offences-by-category").into_owned();
        return Ok(
            tables::export(format, "udalosti-podle-kategorii", &caption, &columns, rows)?.into_response()
        );
    }
    let by_category = Section::new(t.say("offences-by-category"))
        .note(t.say("offences-by-category-note"))
        .table(&page, &query, columns, rows, Format::ALL);
    let today = ground.access.clock().today();
    let sections = vec![series(t, &look, today), by_category];
    let tiles = tiles(t, &look);
    Ok(Work::new(&page, &ground, look, "", "offences-title", sections).tiles(tiles).page(page))
}

fn tiles(t: &Say, look: &Look) -> Vec<Tile> {
    let comparison = against_last_year(&look.events, &look.filter);
    let (before, now) = comparison.totals();
    let found = verdict::year_on_year(&comparison.before, &comparison.now, comparison.first, &caveats(look));
    let (low, high) = limits(u64::try_from(now).unwrap_or(0));
    let reported = look.events.filtered(&look.filter).filter(|event| event.reported).count();
    let total = look.events.filtered(&look.filter).count();
    let tile = |key: &str, value: String, note: String| Tile {
        name: t.say(key).into_owned(),
        value,
        note,
        href: String::new(),
    };
    let mut equal = t.with1("offences-equal-days", "days", look.filter.equal_days());
    if comparison.without_leap_day {
        equal = format!("{equal}, {}", t.say("offences-without-leap-day"));
    }
    vec![
        tile(
            "offences-tile-now",
            t.number(now),
            t.with2("offences-tile-ends", "low", t.decimal(low, 0), "high", t.decimal(high, 0)),
        ),
        tile("offences-tile-before", if comparison.whole { t.number(before) } else { "–".to_owned() }, equal),
        tile(
            "offences-tile-verdict",
            found
                .as_ref()
                .filter(|_| comparison.whole)
                .map_or_else(|| "–".to_owned(), |found| verdict::said(t, found)),
            found
                .as_ref()
                .filter(|_| comparison.whole)
                .map_or_else(String::new, |found| verdict::change(t, found)),
        ),
        tile(
            "offences-tile-reported",
            t.number(reported),
            t.with1("offences-tile-of", "total", t.number(total)),
        ),
    ]
}

fn caveats(look: &Look) -> Vec<Caveat> {
    let (from, to) = (look.filter.a_year_earlier().from, look.filter.to);
    let breaks = crate::breaks::days(look.filter.source.key());
    let inside = breaks.into_iter().filter(|day| (from..=to).contains(day));
    inside.map(|day| Caveat::Break(day.to_string())).collect()
}

fn series(t: &Say, look: &Look, today: chrono::NaiveDate) -> Section {
    let (first, last) = look.events.days().unwrap_or((look.filter.from, look.filter.to));
    let whole = Filter { from: first, to: last.max(first), ..look.filter.clone() };
    let counts = by_month(&look.events, &whole);
    let point = |(month, cases): &(Month, u64)| {
        #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
        let value = *cases as f64;
        let provisional = month.last_day() > today - PROVISIONAL;
        Point { month: *month, value: Some(value), ends: Some(limits(*cases)), provisional }
    };
    let points: Vec<Point> = counts.iter().map(point).collect();
    let comparison = against_last_year(&look.events, &look.filter);
    let found = verdict::year_on_year(&comparison.before, &comparison.now, comparison.first, &[]);
    let title = match found.filter(|_| comparison.whole) {
        Some(found) => t.with2(
            "offences-series-finding",
            "verdict",
            verdict::said(t, &found),
            "change",
            verdict::change(t, &found),
        ),
        None => t.say("offences-series-plain").into_owned(),
    };
    let description = match (counts.first(), counts.last()) {
        (Some((from, _)), Some((to, _))) => {
            t.with2("offences-chart-description", "from", month_name(t, *from), "to", month_name(t, *to))
        }
        _ => String::new(),
    };
    let unit = t.say("offences-unit-month");
    let caption = Caption { id: "series", title: &title, description: &description, unit: &unit };
    let mut section = Section::new(title.clone())
        .note(period(t, look))
        .note(t.say("offences-series-note"))
        .note(crate::breaks::said(t, look.filter.source.key()));
    section.chart = draw::months(&caption, &points, &crate::breaks::days(look.filter.source.key()));
    section.notes.extend(cautions(t, look));
    section
}

/// Every top category and those below it: now, a year earlier, change. What falls and what rises stand side by side, since
/// an event that is filed elsewhere makes both.
fn categories(page: &PageContext, look: &Look) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let columns = vec![
        Column::text("category", t.say("offences-category")).fixed(),
        Column::number("now", t.say("offences-tile-now")).fixed(),
        Column::number("before", t.say("offences-tile-before")).fixed(),
        Column::text("change", t.say("offences-change-head")).fixed(),
        Column::text("verdict", t.say("offences-tile-verdict")).fixed(),
    ];
    let row = |(place, depth): (usize, usize)| {
        let node = look.events.catalogue.nodes.get(place)?;
        let filter = Filter { category: Some(node.code.clone()), ..look.filter.clone() };
        let comparison = against_last_year(&look.events, &filter);
        let (before, now) = comparison.totals();
        if before == 0 && now == 0 {
            return None;
        }
        let found = verdict::year_on_year(&comparison.before, &comparison.now, comparison.first, &[]);
        let found = found.filter(|_| comparison.whole);
        let name = format!("{}{}", "– ".repeat(depth), node.name(t.lang().tag()));
        Some(vec![
            Cell::link(format!("{}?{}", super::HOME, filter.query()), name),
            Cell::number(page, now),
            if comparison.whole { Cell::number(page, before) } else { Cell::text("–") },
            Cell::text(found.as_ref().map_or_else(String::new, |found| verdict::change(t, found))),
            Cell::text(found.as_ref().map_or_else(String::new, |found| verdict::said(t, found))),
        ])
    };
    let rows: Vec<_> = look.events.catalogue.in_order().into_iter().filter_map(row).collect();
    (columns, rows)
}
