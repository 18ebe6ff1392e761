//! When is what due: a month, the same as a list, and a feed for the calendar on one's telephone.

use std::net::SocketAddr;

use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use casework::Deadline;
use chrono::{Datelike, NaiveDate};
use ground::Ground;
use web::{Error, Page, PageContext, Say, limits};

use super::today::{deadline_href, deadline_key};
use crate::calendar::holidays;
use crate::calendar::ics::{self, Entry};
use crate::calendar::month::Month;
use crate::desk::{Answer, Desk, Stop};
use crate::words;

/// Things shown in one day's square; the list below has them all.
const IN_A_DAY: usize = 3;

/// The view of `/staff/kalendar`.
#[derive(Template)]
#[template(path = "calendar.html")]
struct CalendarPage {
    page: PageContext,
    title: String,
    lead: String,
    before: (String, String),
    after: (String, String),
    weekdays: [&'static str; 7],
    weeks: Vec<WeekRow>,
    days: Vec<DayList>,
    feed: String,
}

struct WeekRow {
    number: u32,
    days: Vec<DaySquare>,
}

struct DaySquare {
    number: u32,
    label: String,
    outside: bool,
    today: bool,
    free: bool,
    holiday: String,
    items: Vec<Item>,
    more: usize,
}

/// A day of the list.
struct DayList {
    day: String,
    holiday: String,
    items: Vec<Item>,
}

#[derive(Clone)]
struct Item {
    href: String,
    number: String,
    title: String,
    what: String,
    late: bool,
}

/// `GET /staff/kalendar?mesic=2026-03`
pub(crate) async fn show(desk: Desk) -> Answer {
    page(&desk, String::new()).await
}

async fn page(desk: &Desk, feed: String) -> Answer {
    let today = desk.today();
    let asked = web::Form::from_encoded(desk.page.query().as_bytes());
    let month = Month::read(asked.text("mesic")).unwrap_or_else(|| Month::of(today));
    let (first, last) = month.shown();
    let deadlines = desk.ground.casework.deadlines(&desk.who, first, last).await;
    let mut deadlines = deadlines.map_err(|error| desk.stop(error))?;
    deadlines.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
    let t = desk.t();
    let within = deadlines.iter().filter(|deadline| month.holds(deadline.on)).count();
    let of = |day: NaiveDate| deadlines.iter().filter(move |due| due.on == day).map(|due| item(t, due));
    let name = |month: Month| {
        t.with2(
            "cases-month",
            "month",
            t.say(&format!("cases-month-{}", month.number())),
            "year",
            month.year(),
        )
    };
    let link = |month: Month| (format!("/staff/kalendar?mesic={}", month.key()), name(month));
    let view = CalendarPage {
        title: name(month),
        lead: t.with1("cases-calendar-lead", "count", within),
        before: link(month.before()),
        after: link(month.after()),
        weekdays: WEEKDAYS,
        weeks: month
            .weeks()
            .into_iter()
            .map(|week| WeekRow {
                number: week.number,
                days: week.days.iter().map(|day| square(t, *day, month, today, of(*day).collect())).collect(),
            })
            .collect(),
        days: days(t, month, &deadlines),
        feed,
        page: desk.page.clone(),
    };
    Ok(Page(view).into_response())
}

const WEEKDAYS: [&str; 7] = [
    "cases-weekday-1",
    "cases-weekday-2",
    "cases-weekday-3",
    "cases-weekday-4",
    "cases-weekday-5",
    "cases-weekday-6",
    "cases-weekday-7",
];

fn square(t: &Say, day: NaiveDate, month: Month, today: NaiveDate, mut items: Vec<Item>) -> DaySquare {
    let holiday = holidays::name(day).map_or_else(String::new, |key| t.say(key).into_owned());
    let more = items.len().saturating_sub(IN_A_DAY);
    items.truncate(IN_A_DAY);
    DaySquare {
        number: day.day(),
        label: t.date(&day),
        outside: !month.holds(day),
        today: day == today,
        free: !holiday.is_empty() || day.weekday().number_from_monday() > 5,
        holiday,
        items,
        more,
    }
}

/// Days of the month on which something is due.
fn days(t: &Say, month: Month, deadlines: &[Deadline]) -> Vec<DayList> {
    let within: Vec<&Deadline> = deadlines.iter().filter(|deadline| month.holds(deadline.on)).collect();
    let by_day = within.chunk_by(|a, b| a.on == b.on);
    by_day
        .filter_map(|due| {
            let day = due.first()?.on;
            let weekday =
                t.say(&format!("cases-weekday-{}", day.weekday().number_from_monday())).into_owned();
            Some(DayList {
                day: format!("{weekday} {}", t.date(&day)),
                holiday: holidays::name(day).map_or_else(String::new, |key| t.say(key).into_owned()),
                items: due.iter().map(|deadline| item(t, deadline)).collect(),
            })
        })
        .collect()
}

fn item(t: &Say, deadline: &Deadline) -> Item {
    Item {
        href: deadline_href(deadline),
        number: deadline.number.clone(),
        title: deadline.title.clone(),
        what: t.say(deadline_key(deadline)).into_owned(),
        late: deadline.overdue,
    }
}

/// `POST /staff/kalendar/odber`: a new secret address; the one before stops working. It is shown this once.
pub(crate) async fn subscribe(desk: Desk) -> Answer {
    let token = desk.ground.casework.new_feed(&desk.who).await.map_err(|error| desk.stop(error))?;
    let base = desk.ground.web.settings().base_url.trim_end_matches('/').to_owned();
    page(&desk, format!("{base}/feeds/calendar/{token}.ics")).await
}

/// `POST /staff/kalendar/odber/zrusit`
pub(crate) async fn unsubscribe(desk: Desk) -> Result<Response, Stop> {
    desk.ground.casework.end_feed(&desk.who).await.map_err(|error| desk.stop(error))?;
    crate::desk::see("/staff/kalendar#odber")
}

/// `GET /feeds/calendar/{token}.ics`: number, type and date of what is due; whoever has the address may read it, so it
/// says nothing else.
pub(crate) async fn feed(
    page: PageContext,
    State(ground): State<Ground>,
    Path(file): Path<String>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let trusted = &ground.web.settings().trusted_proxies;
    let client =
        peer.map(|Extension(ConnectInfo(peer))| limits::client(peer.ip(), &headers, trusted).to_string());
    let token = file.strip_suffix(".ics").ok_or(Error::Missing("feed"))?;
    let due = ground
        .casework
        .feed(token, &client.unwrap_or_default())
        .await
        .map_err(|error| Error::fault("read a calendar feed", error))?;
    let due = due.ok_or(Error::Missing("feed"))?;
    let entries: Vec<Entry> = due.iter().map(|deadline| entry(&page, &ground, deadline)).collect();
    let text = ics::feed(&page.t().say("cases-feed-name"), &entries);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    Ok((headers, text).into_response())
}

fn entry(page: &PageContext, ground: &Ground, deadline: &Deadline) -> Entry {
    let t = page.t();
    let kind = words::kind(t, ground.casework.types(), &deadline.kind);
    let base = ground.web.settings().base_url.trim_end_matches('/');
    let (which, id) = match deadline.what {
        casework::DueOf::Case => ("case", deadline.case),
        casework::DueOf::Task(task) => ("task", task),
        casework::DueOf::Visit(task) => ("visit", task),
        casework::DueOf::Measure(measure) => ("measure", measure),
    };
    Entry {
        uid: format!("{which}-{id}@okrsek"),
        sequence: u32::try_from(deadline.version).unwrap_or(u32::MAX),
        stamp: ground.access.clock().now(),
        day: deadline.on,
        summary: t.with(
            "cases-feed-item",
            &[("number", &deadline.number), ("kind", &kind), ("what", &t.say(deadline_key(deadline)))],
        ),
        url: format!("{base}{}", deadline_href(deadline)),
    }
}
