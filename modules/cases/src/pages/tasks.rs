//! A body's part of a case: what is asked, who has it, how it goes on, and where it goes when it is not ours (§ 12 of the
//! Administrative Procedure Code).

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseView, NewTask, Task, TaskStep, Transition};
use chrono::NaiveDate;
use store::Id;
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, Stop, id, refuse, see};
use crate::words;

/// The view of `/staff/pripady/{case}/ukoly/{task}`.
#[derive(Template)]
#[template(path = "task.html")]
struct TaskPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    title: String,
    kind: String,
    body: String,
    state: String,
    open: bool,
    facts: Vec<(String, String)>,
    ask: String,
    answer: String,
    version: i64,
    moves: Vec<(String, String)>,
    ours: bool,
    may_hand_on: bool,
    mine: bool,
    hand: String,
    colleagues: Vec<(String, String)>,
}

/// A step of a task that asks for an answer or a reason.
#[derive(Template)]
#[template(path = "task-step.html")]
struct StepPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    button: String,
    kind: String,
    to: String,
    version: i64,
    reason: bool,
    ends: bool,
    moved: bool,
}

/// To whom a task that is not ours goes.
#[derive(Template)]
#[template(path = "hand-on.html")]
struct HandOnPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    kind: String,
    version: i64,
    kinds: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
}

/// Where a task is shown.
pub(super) fn href(case: Id, task: Id) -> String {
    format!("/staff/pripady/{case}/ukoly/{task}")
}

/// The case and its task, as far as the person may see them.
async fn find(desk: &Desk, case: &str, task: &str) -> Result<(CaseView, Task), Stop> {
    let (case, task) = (id(case)?, id(task)?);
    let view = desk.ground.casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let found = view.tasks.iter().find(|found| found.id == task).cloned();
    found.map(|task| (view, task)).ok_or(Stop::Web(Error::Missing("task")))
}

/// `GET /staff/pripady/{case}/ukoly/{task}`
pub(crate) async fn show(desk: Desk, Path((case, task)): Path<(String, String)>) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    page(&desk, &view, &task, Form::empty(), StatusCode::OK).await
}

async fn page(desk: &Desk, view: &CaseView, task: &Task, form: Form, status: StatusCode) -> Answer {
    let (t, tag) = (desk.t(), desk.t().lang().tag());
    let kind = super::case::kind_of(desk, view)?;
    let bodies = desk.bodies().await?;
    let ours = task.body == desk.who.body;
    let label = |step: &Transition| (step.key.clone(), step.button.in_language(tag).to_owned());
    let page = TaskPage {
        href: href(view.case.id, task.id),
        back: super::href(view.case.id),
        number: view.case.number.clone(),
        title: view.case.title.clone(),
        kind: words::task_kind(t, Some(kind), &task.kind).to_owned(),
        body: bodies.name(task.body).to_owned(),
        state: words::task_state(t, Some(kind), &task.state).to_owned(),
        open: task.open,
        facts: facts(desk, task),
        ask: task.ask.clone(),
        answer: task.answer.clone(),
        version: task.version,
        moves: task.moves.iter().map(label).collect(),
        ours,
        may_hand_on: task.may_hand_on,
        mine: task.hand.person == Some(desk.who.person),
        hand: task.hand.name.clone().unwrap_or_default(),
        colleagues: if ours && task.open { colleagues(desk).await? } else { Vec::new() },
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(page)).into_response())
}

fn facts(desk: &Desk, task: &Task) -> Vec<(String, String)> {
    let t = desk.t();
    let until = |day: NaiveDate| if task.open { words::until(t, desk.today(), day) } else { t.date(&day) };
    let rows = [
        ("cases-due", task.due.map(until).unwrap_or_default()),
        ("cases-task-planned", task.planned.map(until).unwrap_or_default()),
        ("cases-law", task.legal_basis.clone()),
        ("cases-task-given", words::moment(t, task.opened_at)),
        ("cases-task-ended", task.ended_at.map(|at| words::moment(t, at)).unwrap_or_default()),
        ("cases-task-reference", task.reference.clone()),
    ];
    let said = rows.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| (t.say(key).into_owned(), text)).collect()
}

/// People of the own body who work on cases today, by name.
async fn colleagues(desk: &Desk) -> Result<Vec<(String, String)>, Stop> {
    let members = desk.ground.access.members_of(desk.who.body).await;
    let members = members.map_err(|error| Error::fault("read the members of a body", error))?;
    let today = desk.today();
    let works = |role| {
        use access::Role::{Coordinator, Head, Inspector, Officer};
        matches!(role, Officer | Coordinator | Head | Inspector)
    };
    let mut people: Vec<(String, String)> = members
        .into_iter()
        .filter(|member| member.facts.validity.holds(today) && works(member.facts.role))
        .map(|member| (member.person.to_string(), member.name))
        .collect();
    people.sort_by_cached_key(|(id, name)| (web::collation_key(desk.t().lang(), name), id.clone()));
    people.dedup_by(|a, b| a.0 == b.0);
    Ok(people)
}

/// `POST /staff/pripady/{case}/ukoly/{task}/vzit`: into one's own hand, into a colleague's, or out of any.
pub(crate) async fn take(desk: Desk, Path((case, task)): Path<(String, String)>, mut form: Form) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    let person = match form.text("person") {
        "" => Some(desk.who.person),
        "nikdo" => None,
        other => Some(id(other)?),
    };
    let version = form.text("version").parse().unwrap_or(0);
    match desk.ground.casework.take_task(&desk.who, task.id, version, person).await {
        Ok(_) => see(&href(view.case.id, task.id)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "person", |_| "person".to_owned());
            page(&desk, &view, &task, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(CaseError::Conflict { .. }) => {
            form.refuse("person", "refusal-cases-moved");
            page(&desk, &view, &task, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// `GET /staff/pripady/{case}/ukoly/{task}/krok/{step}`
pub(crate) async fn ask(desk: Desk, Path((case, task, step)): Path<(String, String, String)>) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    let planned = task.planned.map(|day| day.to_string()).unwrap_or_default();
    let kept = [("answer", task.answer.clone()), ("reference", task.reference.clone()), ("planned", planned)];
    step_page(&desk, &view, &task, &step, Form::from_pairs(kept), false, StatusCode::OK)
}

fn step_page(
    desk: &Desk,
    view: &CaseView,
    task: &Task,
    key: &str,
    form: Form,
    moved: bool,
    status: StatusCode,
) -> Answer {
    let t = desk.t();
    let kind = super::case::kind_of(desk, view)?;
    let step = task.moves.iter().find(|step| step.key == key).ok_or(Error::Missing("transition"))?;
    let machine = kind.task_machine.as_ref().ok_or(Error::Missing("tasks"))?;
    let back = href(view.case.id, task.id);
    let page = StepPage {
        href: format!("{back}/krok/{}", web::percent_encoded(key)),
        back,
        number: view.case.number.clone(),
        button: step.button.in_language(t.lang().tag()).to_owned(),
        kind: words::task_kind(t, Some(kind), &task.kind).to_owned(),
        to: words::in_machine(t, machine, &step.to).to_owned(),
        version: task.version,
        reason: step.reason,
        ends: machine.is_terminal(&step.to),
        moved,
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(page)).into_response())
}

/// `POST /staff/pripady/{case}/ukoly/{task}/krok/{step}`
pub(crate) async fn step(
    desk: Desk,
    Path((case, task, key)): Path<(String, String, String)>,
    mut form: Form,
) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    let version = form.text("version").parse().unwrap_or(0);
    // A field that was not on the form leaves what is there.
    let given = |name: &str| form.all(name).next().map(|text| text.trim().to_owned());
    let planned = form.text("planned").to_owned();
    let step = TaskStep {
        transition: key.clone(),
        reason: form.text("reason").to_owned(),
        answer: given("answer"),
        reference: given("reference"),
        planned: web::day(&planned),
    };
    if step.planned.is_none() && !planned.is_empty() {
        form.refuse("planned", "refusal-field-date");
        return step_page(&desk, &view, &task, &key, form, false, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match desk.ground.casework.move_task(&desk.who, task.id, version, step).await {
        Ok(_) => see(&href(view.case.id, task.id)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "reason", str::to_owned);
            step_page(&desk, &view, &task, &key, form, false, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(CaseError::Conflict { .. }) => {
            let (view, task) = find(&desk, &case, &task.id.to_string()).await?;
            if task.moves.iter().any(|step| step.key == key) {
                return step_page(&desk, &view, &task, &key, form, true, StatusCode::CONFLICT);
            }
            let mut form = Form::empty();
            form.refuse("task", "refusal-cases-moved");
            page(&desk, &view, &task, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// `GET /staff/pripady/{case}/ukoly/{task}/postoupit`
pub(crate) async fn whom(desk: Desk, Path((case, task)): Path<(String, String)>) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    let kept = Form::from_pairs([("kind", task.kind.clone()), ("ask", task.ask.clone())]);
    hand_on_page(&desk, &view, &task, kept, StatusCode::OK).await
}

async fn hand_on_page(desk: &Desk, view: &CaseView, task: &Task, form: Form, status: StatusCode) -> Answer {
    if !task.may_hand_on {
        return Err(Error::Missing("right to pass the task on").into());
    }
    let (t, tag) = (desk.t(), desk.t().lang().tag());
    let kind = super::case::kind_of(desk, view)?;
    let back = href(view.case.id, task.id);
    let name = |kind: &casework::TaskKind| (kind.key.clone(), kind.name.in_language(tag).to_owned());
    let page = HandOnPage {
        href: format!("{back}/postoupit"),
        back,
        number: view.case.number.clone(),
        kind: words::task_kind(t, Some(kind), &task.kind).to_owned(),
        version: task.version,
        kinds: kind.task_kinds.iter().map(name).collect(),
        bodies: desk.bodies().await?.options(t, Some(task.body)),
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(page)).into_response())
}

/// `POST /staff/pripady/{case}/ukoly/{task}/postoupit`
pub(crate) async fn hand_on(
    desk: Desk,
    Path((case, task)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (view, task) = find(&desk, &case, &task).await?;
    let body = form.text("body").parse::<Id>().ok();
    if body.is_none() {
        form.refuse("body", "cases-route-body");
    }
    let due_text = form.text("due").to_owned();
    let due = web::day(&due_text);
    if due.is_none() && !due_text.is_empty() {
        form.refuse("due", "refusal-field-date");
    }
    let reason = form.require("reason", "cases-reason-missing").unwrap_or_default();
    let (Some(body), true) = (body, form.is_valid()) else {
        return hand_on_page(&desk, &view, &task, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let kind = form.text("kind").to_owned();
    let to = NewTask { kind, body, unit: None, ask: form.text("ask").to_owned(), due };
    let version = form.text("version").parse().unwrap_or(0);
    match desk.ground.casework.hand_on(&desk.who, task.id, version, to, &reason).await {
        Ok(_) => see(&super::href(view.case.id)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "body", str::to_owned);
            hand_on_page(&desk, &view, &task, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}
