//! "Dnes": what waits for me, in the order in which it hurts.

use askama::Template;
use axum::response::IntoResponse;
use casework::{CaseError, CaseRow, Deadline, DueOf, Inbox, Measure, Notice, Task};
use chrono::Days;
use store::Id;
use web::{Form, Page, PageContext, Say};

use crate::desk::{Answer, Bodies, Desk, Stop, id, see};
use crate::words;

/// How far the page looks ahead.
const AHEAD: Days = Days::new(14);

/// Lines of each list; the rest is a link.
const SHOWN: usize = 10;
/// Deadlines asked for, so that the page can say how many more there are.
const ASKED: i64 = 60;

/// The view of `/staff`.
#[derive(Template)]
#[template(path = "today.html")]
struct Today {
    page: PageContext,
    lead: String,
    may_open: bool,
    nothing: bool,
    sections: Vec<Section>,
    notices: Vec<NoticeLine>,
    notices_count: usize,
    notices_more: String,
    ahead: Vec<AheadLine>,
    ahead_more: String,
    states: Vec<web::parts::Tile>,
}

/// One heap of work.
struct Section {
    key: &'static str,
    title: String,
    lines: Vec<Line>,
    /// How many more there are, when there are.
    more: String,
    /// The list with all of them.
    all: &'static str,
}

/// One thing to do.
struct Line {
    href: String,
    number: String,
    title: String,
    what: String,
    due: String,
    late: bool,
}

struct NoticeLine {
    id: String,
    href: String,
    number: String,
    what: String,
    at: String,
}

struct AheadLine {
    href: String,
    day: String,
    number: String,
    title: String,
    what: String,
    late: bool,
}

/// `GET /staff`
pub(crate) async fn show(desk: Desk) -> Answer {
    let bodies = desk.bodies().await?;
    let inbox = or_empty(&desk, desk.ground.casework.inbox(&desk.who).await)?;
    let today = desk.today();
    let last = today.checked_add_days(AHEAD).unwrap_or(today);
    let ahead = or_empty(&desk, desk.ground.casework.first_deadlines(&desk.who, today, last, ASKED).await)?;
    let states = super::list::open_by_state(&desk).await?;
    let t = desk.t();
    let waiting = inbox.free_tasks.len() + inbox.own_tasks.len() + inbox.cases.len() + inbox.measures.len();
    let lead = match (waiting, inbox.overdue) {
        (0, _) => t.say("cases-today-nothing").into_owned(),
        (waiting, 0) => t.with1("cases-today-waiting", "count", waiting),
        (waiting, late) => {
            format!(
                "{} {}",
                t.with1("cases-today-waiting", "count", waiting),
                t.with1("cases-today-late", "count", late)
            )
        }
    };
    let may_open = super::kinds::may_open(&desk);
    Ok(Page(Today {
        lead,
        may_open,
        nothing: waiting == 0 && inbox.notices.is_empty(),
        sections: sections(&desk, &bodies, &inbox),
        notices: inbox.notices.iter().take(SHOWN).map(|notice| notice_line(&desk, notice)).collect(),
        notices_count: inbox.notices.len(),
        notices_more: more(t, inbox.notices.len()),
        ahead_more: more(t, ahead.len()),
        ahead: ahead.iter().take(SHOWN).map(|deadline| ahead_line(&desk, deadline)).collect(),
        states,
        page: desk.page,
    })
    .into_response())
}

/// Whoever has no right to cases at all still has a start page: an empty one.
fn or_empty<T: Default>(desk: &Desk, answer: Result<T, CaseError>) -> Result<T, Stop> {
    match answer {
        Err(CaseError::Missing(_)) => Ok(T::default()),
        other => other.map_err(|error| desk.stop(error)),
    }
}

/// "And 3 more", or nothing when all are shown.
fn more(t: &Say, count: usize) -> String {
    match count.saturating_sub(SHOWN) {
        0 => String::new(),
        rest => t.with1("cases-today-more", "count", rest),
    }
}

fn sections(desk: &Desk, bodies: &Bodies, inbox: &Inbox) -> Vec<Section> {
    let t = desk.t();
    let tasks = |pairs: &[(CaseRow, Task)]| {
        pairs.iter().take(SHOWN).map(|(row, task)| task_line(desk, row, task)).collect()
    };
    let section = |key, title: &'static str, count: usize, lines: Vec<Line>, all| {
        let title = t.with1(title, "count", count);
        Section { key, title, lines, more: more(t, count), all }
    };
    let measures = inbox.measures.iter().take(SHOWN);
    let measures = measures.map(|(row, measure)| measure_line(desk, row, measure)).collect();
    let cases = inbox.cases.iter().take(SHOWN).map(|row| case_line(desk, bodies, row)).collect();
    let (own, free) = (&inbox.own_tasks, &inbox.free_tasks);
    let (mine, soonest) = ("/staff/pripady?moje=ano", "/staff/pripady?razeni=termin");
    vec![
        section("own", "cases-today-own", own.len(), tasks(own), mine),
        section("free", "cases-today-free", free.len(), tasks(free), soonest),
        section("cases", "cases-today-cases", inbox.cases.len(), cases, soonest),
        section("measures", "cases-today-measures", inbox.measures.len(), measures, soonest),
    ]
}

fn task_line(desk: &Desk, row: &CaseRow, task: &Task) -> Line {
    let (t, kind) = (desk.t(), desk.ground.casework.types().get(&row.kind));
    let state = words::task_state(t, kind, &task.state);
    let what = format!("{} – {state}", words::task_kind(t, kind, &task.kind));
    line(desk, row, super::tasks::href(row.id, task.id), what, task.due)
}

fn measure_line(desk: &Desk, row: &CaseRow, measure: &Measure) -> Line {
    let state = desk
        .t()
        .say(&format!("cases-measure-state-{}", words::measure_state_key(measure.state)))
        .into_owned();
    // Before the second factor a measure of a personal case has no title.
    let what = if measure.title.is_empty() { state } else { format!("{} – {state}", measure.title) };
    line(desk, row, super::measures::href(row.id, measure.id), what, measure.due)
}

fn case_line(desk: &Desk, bodies: &Bodies, row: &CaseRow) -> Line {
    let (t, types) = (desk.t(), desk.ground.casework.types());
    let state = words::state(t, types, &row.kind, &row.state);
    let what = if row.owner == desk.who.body {
        state.to_owned()
    } else {
        format!("{state} · {}", bodies.name(row.owner))
    };
    line(desk, row, super::href(row.id), what, row.due)
}

fn line(desk: &Desk, row: &CaseRow, href: String, what: String, due: Option<chrono::NaiveDate>) -> Line {
    let (t, today) = (desk.t(), desk.today());
    Line {
        href,
        number: row.number.clone(),
        title: row.title.clone(),
        what,
        due: due.map_or_else(String::new, |day| words::until(t, today, day)),
        late: due.is_some_and(|day| day < today),
    }
}

fn notice_line(desk: &Desk, notice: &Notice) -> NoticeLine {
    let (t, key) = (desk.t(), format!("cases-notice-{}", notice.kind));
    NoticeLine {
        id: notice.id.to_string(),
        href: super::href(notice.case),
        number: notice.number.clone(),
        what: t.say(if t.has(&key) { &key } else { "cases-notice-changed" }).into_owned(),
        at: words::moment(t, notice.at),
    }
}

fn ahead_line(desk: &Desk, deadline: &Deadline) -> AheadLine {
    let (t, today) = (desk.t(), desk.today());
    AheadLine {
        href: deadline_href(deadline),
        day: words::until(t, today, deadline.on),
        number: deadline.number.clone(),
        title: deadline.title.clone(),
        what: t.say(deadline_key(deadline)).into_owned(),
        late: deadline.overdue,
    }
}

/// The page of what is due.
pub(super) fn deadline_href(deadline: &Deadline) -> String {
    match deadline.what {
        DueOf::Task(task) | DueOf::Visit(task) => super::tasks::href(deadline.case, task),
        DueOf::Measure(measure) => super::measures::href(deadline.case, measure),
        DueOf::Case => super::href(deadline.case),
    }
}

/// Fluent key of what is due.
pub(super) fn deadline_key(deadline: &Deadline) -> &'static str {
    match deadline.what {
        DueOf::Case => "cases-due-of-case",
        DueOf::Task(_) => "cases-due-of-task",
        DueOf::Visit(_) => "cases-due-of-visit",
        DueOf::Measure(_) => "cases-due-of-measure",
    }
}

/// `POST /staff/oznameni`: one notice, or all of them, has been seen.
pub(crate) async fn seen(desk: Desk, form: Form) -> Answer {
    let notice: Option<Id> = match form.text("notice") {
        "" => None,
        text => Some(id(text)?),
    };
    desk.ground.casework.seen(&desk.who, notice).await.map_err(|error| desk.stop(error))?;
    see("/staff")
}
