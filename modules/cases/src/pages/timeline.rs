//! What happened to a case, line by line.

use askama::Template;
use axum::extract::Path;
use axum::response::IntoResponse;
use casework::{CaseType, Event};
use web::{Form, Page, PageContext};

use crate::desk::{Answer, Bodies, Desk, id};
use crate::words;

/// Lines of one page.
const LINES: usize = 100;

/// The view of `/staff/pripady/{case}/historie`.
#[derive(Template)]
#[template(path = "timeline.html")]
struct Timeline {
    page: PageContext,
    href: String,
    number: String,
    events: Vec<web::parts::Event>,
    older: String,
}

/// `GET /staff/pripady/{case}/historie?pred=`
pub(crate) async fn show(desk: Desk, Path(case): Path<String>) -> Answer {
    let case = id(&case)?;
    let before = Form::from_encoded(desk.page.query().as_bytes()).text("pred").parse().ok();
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let kind = super::case::kind_of(&desk, &view)?;
    let events = casework.timeline(&desk.who, case, before, LINES).await.map_err(|error| desk.stop(error))?;
    let bodies = desk.bodies().await?;
    let older = match events.last() {
        Some(last) if events.len() == LINES => desk.page.href_with("pred", &last.seq.to_string()),
        _ => String::new(),
    };
    Ok(Page(Timeline {
        href: super::href(case),
        number: view.case.number.clone(),
        events: lines(&desk, &bodies, kind, &events),
        older,
        page: desk.page.clone(),
    })
    .into_response())
}

/// Events as lines.
pub(super) fn lines(
    desk: &Desk,
    bodies: &Bodies,
    kind: &CaseType,
    events: &[Event],
) -> Vec<web::parts::Event> {
    events.iter().map(|event| line(desk, bodies, kind, event)).collect()
}

fn line(desk: &Desk, bodies: &Bodies, kind: &CaseType, event: &Event) -> web::parts::Event {
    let t = desk.t();
    let key = format!("cases-event-{}", event.kind);
    let what = if t.has(&key) { t.say(&key).into_owned() } else { t.say("cases-event-other").into_owned() };
    web::parts::Event {
        at: event.at,
        who: words::author(t, bodies, &event.author),
        what,
        note: detail(desk, bodies, kind, event),
        href: String::new(),
    }
}

/// The rest of a line: whose task, from which state to which, which fields or parts, why.
fn detail(desk: &Desk, bodies: &Bodies, kind: &CaseType, event: &Event) -> String {
    let t = desk.t();
    let text = |name: &str| event.detail.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let list = |name: &str| {
        let values = event.detail.get(name).and_then(|value| value.as_array());
        values.into_iter().flatten().filter_map(|value| value.as_str()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut said: Vec<String> = Vec::new();
    if event.kind.starts_with("task") && !text("kind").is_empty() {
        said.push(words::task_kind(t, Some(kind), text("kind")).to_owned());
    }
    if let Some(body) = event.detail.get("body").and_then(|value| value.as_i64()) {
        said.push(bodies.name(store::Id(body)).to_owned());
    }
    if !text("from").is_empty() && !text("to").is_empty() {
        said.push(format!(
            "{} → {}",
            state(desk, kind, event, text("from")),
            state(desk, kind, event, text("to"))
        ));
    }
    said.extend(reworded(desk, kind, event));
    said.extend(list("changed").iter().map(|key| field_name(desk, kind, key)));
    said.extend(
        list("parts").iter().filter_map(|key| access::Part::from_key(key)).map(|part| words::part(t, part)),
    );
    for name in ["reason", "purpose", "legal_basis"] {
        if !text(name).is_empty() {
            said.push(text(name).to_owned());
        }
    }
    said.join(" · ")
}

/// Texts as they were and as they are, which only the own body is told.
fn reworded(desk: &Desk, kind: &CaseType, event: &Event) -> Vec<String> {
    let words = |when: &str, key: &str| {
        let text = event.detail.get(when).and_then(|texts| texts.get(key)).and_then(|text| text.as_str());
        text.unwrap_or_default().to_owned()
    };
    let keys = event.detail.get("before").and_then(|texts| texts.as_object());
    let keys = keys.into_iter().flat_map(|texts| texts.keys());
    keys.map(|key| {
        format!("{}: {} → {}", field_name(desk, kind, key), words("before", key), words("after", key))
    })
    .collect()
}

/// Name of a state of whatever the line is about.
fn state(desk: &Desk, kind: &CaseType, event: &Event, key: &str) -> String {
    let t = desk.t();
    if event.kind.starts_with("measure") {
        return t.say(&format!("cases-measure-state-{key}")).into_owned();
    }
    if event.kind.starts_with("task") {
        return words::task_state(t, Some(kind), key).to_owned();
    }
    words::in_machine(t, &kind.machine, key).to_owned()
}

fn field_name(desk: &Desk, kind: &CaseType, key: &str) -> String {
    let t = desk.t();
    let key = key.strip_prefix("field:").unwrap_or(key);
    match (kind.field(key), key) {
        (Some(field), _) => field.name.in_language(t.lang().tag()).to_owned(),
        (None, "title") => t.say("cases-title").into_owned(),
        (None, "place") => t.say("cases-place").into_owned(),
        (None, "subject") => t.say("cases-subject").into_owned(),
        (None, other) => other.to_owned(),
    }
}
