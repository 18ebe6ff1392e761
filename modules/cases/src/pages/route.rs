//! Handing a case over: to which bodies, with which task, under which law.

use access::BodyKind;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseType, CaseView, NewTask, TaskKind};
use store::Id;
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Bodies, Desk, Stop, id, refuse, see};
use crate::words;

/// The view of `/staff/pripady/{case}/predat`.
#[derive(Template)]
#[template(path = "route.html")]
struct RoutePage {
    page: PageContext,
    form: Form,
    href: String,
    number: String,
    version: i64,
    kinds: Vec<KindLine>,
    /// The transition that the hand-over takes, if any.
    step: String,
    button: String,
    reason: bool,
}

/// A task that can be given.
struct KindLine {
    key: String,
    name: String,
    law: String,
    limit: String,
    parts: String,
    chosen: bool,
    given: String,
    bodies: Vec<(String, String)>,
    ask_name: String,
    body_name: String,
    due_name: String,
}

/// `GET /staff/pripady/{case}/predat?kinds=`
pub(crate) async fn show(desk: Desk, Path(case): Path<String>) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    let asked = Form::from_encoded(desk.page.query().as_bytes());
    let wanted =
        asked.all("kinds").flat_map(|list| list.split(',')).map(|key| ("kinds", key.trim().to_owned()));
    let step = std::iter::once(("krok", asked.text("krok").to_owned()));
    let form = Form::from_pairs(wanted.chain(step).collect::<Vec<_>>());
    page(&desk, &view, form, StatusCode::OK).await
}

async fn page(desk: &Desk, view: &CaseView, form: Form, status: StatusCode) -> Answer {
    if !view.may.route {
        return Err(Error::Missing("right to hand the case over").into());
    }
    let kind = super::case::kind_of(desk, view)?;
    let bodies = desk.bodies().await?;
    let step = view.may.moves.iter().find(|step| step.key == form.text("krok"));
    let button = step.map(|step| step.button.in_language(desk.t().lang().tag()).to_owned());
    let lines = kind.task_kinds.iter().map(|task| line(desk, &bodies, kind, view, task, &form));
    let view = RoutePage {
        href: super::href(view.case.id),
        number: view.case.number.clone(),
        version: view.case.version,
        kinds: lines.collect(),
        step: step.map_or_else(String::new, |step| step.key.clone()),
        reason: step.is_some_and(|step| step.reason),
        button: button.unwrap_or_else(|| desk.t().say("cases-route-give").into_owned()),
        form: form.clone(),
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

fn line(
    desk: &Desk,
    bodies: &Bodies,
    kind: &CaseType,
    view: &CaseView,
    task: &TaskKind,
    form: &Form,
) -> KindLine {
    let (t, tag) = (desk.t(), desk.t().lang().tag());
    let given = view.tasks.iter().filter(|given| given.kind == task.key && given.open);
    let given: Vec<&str> = given.map(|given| bodies.name(given.body)).collect();
    KindLine {
        name: words::task_kind(t, Some(kind), &task.key).to_owned(),
        law: task.legal_basis.clone(),
        limit: task.deadline.as_ref().map_or_else(String::new, |rule| super::case::limit(t, rule)),
        parts: task.shares.iter().map(|part| words::part(t, *part)).collect::<Vec<_>>().join(", "),
        chosen: form.chose("kinds", &task.key),
        given: given.join(", "),
        bodies: competent(bodies, t, &task.bodies, tag),
        ask_name: format!("ask-{}", task.key),
        body_name: format!("body-{}", task.key),
        due_name: format!("due-{}", task.key),
        key: task.key.clone(),
    }
}

/// Bodies of the kinds that may be asked.
pub(super) fn competent(
    bodies: &Bodies,
    t: &web::Say,
    kinds: &[BodyKind],
    tag: &str,
) -> Vec<(String, String)> {
    let all = bodies.today(t).into_iter();
    let fit = all.filter(|body| kinds.is_empty() || kinds.contains(&body.facts.kind));
    fit.map(|body| (body.id.to_string(), body.facts.name.in_language(tag).to_owned())).collect()
}

/// `POST /staff/pripady/{case}/predat`
pub(crate) async fn give(desk: Desk, Path(case): Path<String>, mut form: Form) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let kind = super::case::kind_of(&desk, &view)?;
    let bodies = desk.bodies().await?;
    let step = view.may.moves.iter().find(|step| step.key == form.text("krok")).cloned();
    if step.as_ref().is_some_and(|step| step.reason) {
        form.require("reason", "cases-reason-missing");
    }
    let tasks = tasks(kind, &bodies, &mut form);
    if tasks.is_empty() && form.is_valid() {
        form.refuse("kinds", "cases-route-none");
    }
    if !form.is_valid() {
        return page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let version = form.text("version").parse().unwrap_or(0);
    match casework.route(&desk.who, case, version, tasks).await {
        Ok(_) => {
            if let Some(step) = step {
                go_on(&desk, case, &step.key, form.text("reason")).await?;
            }
            see(&super::href(case))
        }
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "kinds", str::to_owned);
            page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(CaseError::Conflict { .. }) => {
            form.refuse("kinds", "refusal-cases-moved");
            let now = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
            page(&desk, &now, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// Takes the transition that the tasks were given for. When somebody else has moved the case in this very moment the
/// tasks stand and the case stays where they put it.
async fn go_on(desk: &Desk, case: Id, step: &str, reason: &str) -> Result<(), Stop> {
    let casework = &desk.ground.casework;
    let now = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    match casework.transition(&desk.who, case, now.case.version, step, reason).await {
        Ok(_) | Err(CaseError::Conflict { .. }) => Ok(()),
        Err(error) => Err(desk.stop(error)),
    }
}

/// The chosen tasks; what is wrong with them is noted at the fields.
fn tasks(kind: &CaseType, bodies: &Bodies, form: &mut Form) -> Vec<NewTask> {
    let chosen: Vec<String> = form.all("kinds").map(str::to_owned).collect();
    let mut tasks = Vec::new();
    for task in kind.task_kinds.iter().filter(|task| chosen.contains(&task.key)) {
        let (body_name, due_name) = (format!("body-{}", task.key), format!("due-{}", task.key));
        let body = form.text(&body_name).parse::<store::Id>().ok().filter(|body| bodies.holds(*body));
        let due_text = form.text(&due_name).to_owned();
        let due = web::day(&due_text);
        if body.is_none() {
            form.refuse(body_name, "cases-route-body");
        }
        if due.is_none() && !due_text.is_empty() {
            form.refuse(due_name, "refusal-field-date");
        }
        if let Some(body) = body {
            let ask = form.text(&format!("ask-{}", task.key)).to_owned();
            tasks.push(NewTask { kind: task.key.clone(), body, unit: None, ask, due });
        }
    }
    tasks
}
