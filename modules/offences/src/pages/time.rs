//! When: days of the year, hours of the week.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use ground::{Ground, Signed};
use web::tables::{Cell, Column, TableQuery};
use web::{Error, PageContext, Say};

use super::look::{Look, Section, cautions, look, period};
use super::{Work, empty, seen_as};
use crate::acts::memory::Memory;
use crate::counts::{Clock, by_day, clock};
use crate::draw::{self, Caption};

/// A calendar of more days does not fit.
const MOST_DAYS: i64 = 3 * 366;

/// `GET /staff/prestupky/cas`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "/cas")) };
    seen_as(&ground, &who, "time").await?;
    let sections = vec![calendar(page.t(), &look), hours(&page, &query, &look)];
    Ok(Work::new(&page, &ground, look, "/cas", "offences-tab-time", sections).page(page))
}

fn days(t: &Say) -> Vec<String> {
    (1..=7).map(|day| t.say(&format!("offences-day-{day}")).into_owned()).collect()
}

fn short(names: &[String]) -> [&str; 7] {
    std::array::from_fn(|at| names.get(at).map_or("", String::as_str))
}

fn calendar(t: &Say, look: &Look) -> Section {
    if !look.filter.source.tells_hours() {
        return Section::new(t.say("offences-months-only")).note(t.say("offences-months-only-note"));
    }
    let counts = by_day(&look.events, &look.filter);
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let title = most.map_or_else(
        || t.say("offences-calendar-empty").into_owned(),
        |(day, count)| t.with2("offences-calendar-finding", "day", t.date(day), "count", *count),
    );
    let mut section = Section::new(title.clone()).note(period(t, look));
    if (look.filter.to - look.filter.from).num_days() > MOST_DAYS {
        return section.note(t.say("offences-calendar-long"));
    }
    let (names, unit) = (days(t), t.say("offences-unit-day"));
    let description = t.say("offences-calendar-description");
    let caption = Caption { id: "calendar", title: &title, description: &description, unit: &unit };
    section.chart = draw::calendar(&caption, short(&names), (look.filter.from, look.filter.to), &|day| {
        counts.get(&day).copied().unwrap_or(0)
    });
    section.note(t.say("offences-calendar-note"))
}

fn hours(page: &PageContext, query: &TableQuery, look: &Look) -> Section {
    let t = page.t();
    let source = look.filter.source;
    if !source.tells_hours() {
        return Section::new(t.say("offences-clock-none")).note(t.say("offences-clock-none-note"));
    }
    let with_intervals = look.events.has_intervals(source);
    let counted = clock(&look.events, &look.filter, with_intervals);
    let names = days(t);
    let title = finding(t, &counted, &names, source.tells_reporting_time());
    let (unit, description) = (t.say("offences-unit-hour"), t.say("offences-clock-description"));
    let caption = Caption { id: "clock", title: &title, description: &description, unit: &unit };
    let mut section = Section::new(title.clone());
    section.chart = draw::clock(&caption, short(&names), &counted.hours);
    section.notes.push(
        t.say(if source.tells_reporting_time() {
            "offences-clock-reporting"
        } else if with_intervals {
            "offences-clock-aoristic"
        } else {
            "offences-clock-reported"
        })
        .into_owned(),
    );
    section.notes.push(t.with2(
        "offences-clock-counted",
        "counted",
        counted.counted,
        "left",
        counted.left_out,
    ));
    section.notes.extend(cautions(t, look));
    let mut columns = vec![Column::text("hour", t.say("offences-hour")).fixed()];
    columns.extend(names.iter().map(|name| Column::number("day", name.clone()).fixed()));
    let row = |hour: usize| {
        let mut cells = vec![Cell::text(format!("{hour}:00"))];
        let value = |day: &[f64; 24]| day.get(hour).copied().unwrap_or(0.0);
        cells.extend(counted.hours.iter().map(|day| Cell::text(t.decimal(value(day), 1))));
        cells
    };
    section.table(page, query, columns, (0..24).map(row).collect(), &[])
}

fn finding(t: &Say, clock: &Clock, names: &[String], reporting: bool) -> String {
    let cells = clock
        .hours
        .iter()
        .enumerate()
        .flat_map(|(day, hours)| hours.iter().enumerate().map(move |(hour, value)| (day, hour, *value)));
    let Some((day, hour, _)) = cells.filter(|(_, _, value)| *value > 0.0).max_by(|a, b| a.2.total_cmp(&b.2))
    else {
        return t.say("offences-clock-empty").into_owned();
    };
    let key = if reporting { "offences-clock-finding-reported" } else { "offences-clock-finding" };
    t.with2(key, "day", names.get(day).cloned().unwrap_or_default(), "hour", hour)
}
