//! What is done about a case: proposed by whoever works on it, ordered by its owner, done by a body, looked at again.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseView, Measure, MeasureKind, MeasureState, NewMeasure};
use store::Id;
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, Stop, id, refuse, see};
use crate::{fields, words};

/// A measure to propose.
#[derive(Template)]
#[template(path = "measure-new.html")]
struct NewPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    kinds: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    templates: Vec<(String, String)>,
    may_order: bool,
}

/// The view of `/staff/pripady/{case}/opatreni/{measure}`.
#[derive(Template)]
#[template(path = "measure.html")]
struct MeasurePage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    title: String,
    text: String,
    state: String,
    line: Vec<web::parts::Step>,
    facts: Vec<(String, String)>,
    version: i64,
    moves: Vec<(String, String)>,
    may_abandon: bool,
    evidence: Vec<(String, String, String)>,
    id: String,
    work: bool,
}

/// Where a measure is shown.
pub(super) fn href(case: Id, measure: Id) -> String {
    format!("/staff/pripady/{case}/opatreni/{measure}")
}

/// `GET /staff/pripady/{case}/opatreni?sablona=`
pub(crate) async fn ask(desk: Desk, Path(case): Path<String>) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    let kind = super::case::kind_of(&desk, &view)?;
    let asked = Form::from_encoded(desk.page.query().as_bytes());
    let template = kind.measure_templates.iter().find(|template| template.key == asked.text("sablona"));
    let mut pairs = vec![("body", view.case.owner.to_string())];
    if let Some(template) = template {
        pairs.push(("title", template.name.in_language(desk.t().lang().tag()).to_owned()));
        pairs.push(("kind", words::measure_kind_key(template.kind).to_owned()));
    }
    new_page(&desk, &view, Form::from_pairs(pairs), StatusCode::OK).await
}

async fn new_page(desk: &Desk, view: &CaseView, form: Form, status: StatusCode) -> Answer {
    if !view.may.propose {
        return Err(Error::Missing("right to propose a measure").into());
    }
    let (t, tag) = (desk.t(), desk.t().lang().tag());
    let kind = super::case::kind_of(desk, view)?;
    let back = super::href(view.case.id);
    let templates = kind.measure_templates.iter().map(|template| {
        let href = format!("{back}/opatreni?sablona={}", web::percent_encoded(&template.key));
        (href, template.name.in_language(tag).to_owned())
    });
    let page = NewPage {
        href: format!("{back}/opatreni"),
        number: view.case.number.clone(),
        kinds: words::MEASURE_KINDS
            .iter()
            .map(|kind| {
                let key = words::measure_kind_key(*kind);
                (key.to_owned(), t.say(&format!("cases-measure-kind-{key}")).into_owned())
            })
            .collect(),
        bodies: desk.bodies().await?.options(t, None),
        templates: templates.collect(),
        may_order: view.may.decide,
        back,
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(page)).into_response())
}

/// `POST /staff/pripady/{case}/opatreni`
pub(crate) async fn propose(desk: Desk, Path(case): Path<String>, mut form: Form) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let Some(new) = read(&mut form) else {
        return new_page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match casework.measure(&desk.who, case, new).await {
        Ok(measure) => see(&href(case, measure)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "title", str::to_owned);
            new_page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

fn read(form: &mut Form) -> Option<NewMeasure> {
    let key = form.text("kind").to_owned();
    let kind: Option<MeasureKind> =
        words::MEASURE_KINDS.into_iter().find(|kind| words::measure_kind_key(*kind) == key);
    if kind.is_none() {
        form.refuse("kind", "cases-measure-kind-missing");
    }
    let body = form.text("body").parse::<Id>().ok();
    if body.is_none() {
        form.refuse("body", "cases-route-body");
    }
    let cost_text = form.text("cost").to_owned();
    let cost = fields::scaled(&cost_text, 2);
    if cost.is_none() && !cost_text.is_empty() {
        form.refuse("cost", "refusal-field-number");
    }
    let due_text = form.text("due").to_owned();
    let due = web::day(&due_text);
    if due.is_none() && !due_text.is_empty() {
        form.refuse("due", "refusal-field-date");
    }
    if !form.is_valid() {
        return None;
    }
    Some(NewMeasure {
        kind: kind?,
        title: form.text("title").to_owned(),
        text: form.text("text").to_owned(),
        body: body?,
        unit: None,
        cost,
        funding: form.text("funding").to_owned(),
        due,
        order: form.text("order") == "ano",
    })
}

async fn find(desk: &Desk, case: &str, measure: &str) -> Result<(CaseView, Measure), Stop> {
    let (case, measure) = (id(case)?, id(measure)?);
    let view = desk.ground.casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let found = view.measures.iter().find(|found| found.id == measure).cloned();
    found.map(|measure| (view, measure)).ok_or(Stop::Web(Error::Missing("measure")))
}

/// `GET /staff/pripady/{case}/opatreni/{measure}`
pub(crate) async fn show(desk: Desk, Path((case, measure)): Path<(String, String)>) -> Answer {
    let (view, measure) = find(&desk, &case, &measure).await?;
    page(&desk, &view, &measure, Form::empty(), StatusCode::OK).await
}

async fn page(desk: &Desk, view: &CaseView, measure: &Measure, form: Form, status: StatusCode) -> Answer {
    let t = desk.t();
    let bodies = desk.bodies().await?;
    let state = |state: MeasureState| {
        t.say(&format!("cases-measure-state-{}", words::measure_state_key(state))).into_owned()
    };
    let label = |state: &MeasureState| {
        let key = words::measure_state_key(*state);
        (key.to_owned(), t.say(&format!("cases-measure-do-{key}")).into_owned())
    };
    let moves = measure.moves.iter().filter(|state| **state != MeasureState::Abandoned);
    let evidence = view.attachments.iter().filter(|file| file.measure == Some(measure.id)).map(|file| {
        let href = format!("{}/prilohy/{}", super::href(view.case.id), file.id);
        (href, file.name.clone(), words::moment(t, file.at))
    });
    let page = MeasurePage {
        href: href(view.case.id, measure.id),
        back: super::href(view.case.id),
        number: view.case.number.clone(),
        title: measure.title.clone(),
        text: measure.text.clone(),
        state: state(measure.state),
        line: line(desk, measure),
        facts: facts(desk, &bodies, measure),
        version: measure.version,
        moves: moves.map(label).collect(),
        may_abandon: measure.moves.contains(&MeasureState::Abandoned),
        evidence: evidence.collect(),
        id: measure.id.to_string(),
        work: view.may.work,
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(page)).into_response())
}

/// The way of a measure with where it stands.
fn line(desk: &Desk, measure: &Measure) -> Vec<web::parts::Step> {
    use web::parts::{Step, StepState};
    let t = desk.t();
    let here = words::MEASURE_STATES.iter().position(|state| *state == measure.state).unwrap_or(0);
    let abandoned = measure.state == MeasureState::Abandoned;
    let shown = words::MEASURE_STATES
        .iter()
        .enumerate()
        .filter(|(_, state)| abandoned || **state != MeasureState::Abandoned);
    let step = |(at, state): (usize, &MeasureState)| Step {
        name: t.say(&format!("cases-measure-state-{}", words::measure_state_key(*state))).into_owned(),
        state: match (at == here, abandoned, at < here) {
            (true, ..) => StepState::Here,
            (_, true, _) => StepState::Skipped,
            (_, _, true) => StepState::Done,
            _ => StepState::Ahead,
        },
        note: if at == here { words::moment(t, measure.state_since) } else { String::new() },
    };
    shown.map(step).collect()
}

fn facts(desk: &Desk, bodies: &crate::desk::Bodies, measure: &Measure) -> Vec<(String, String)> {
    let t = desk.t();
    let kind = format!("cases-measure-kind-{}", words::measure_kind_key(measure.kind));
    let rows = [
        ("cases-measure-kind", t.say(&kind).into_owned()),
        ("cases-measure-body", bodies.name(measure.body).to_owned()),
        ("cases-due", measure.due.map(|day| words::until(t, desk.today(), day)).unwrap_or_default()),
        ("cases-measure-cost", measure.cost.map(|haler| words::money(t, haler)).unwrap_or_default()),
        ("cases-measure-funding", measure.funding.clone()),
        ("cases-measure-proposed", words::moment(t, measure.proposed_at)),
    ];
    let said = rows.into_iter().filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| (t.say(key).into_owned(), text)).collect()
}

/// `POST /staff/pripady/{case}/opatreni/{measure}`: to the state that the pressed button names.
pub(crate) async fn step(
    desk: Desk,
    Path((case, measure)): Path<(String, String)>,
    mut form: Form,
) -> Answer {
    let (view, measure) = find(&desk, &case, &measure).await?;
    let key = form.text("to").to_owned();
    let to = words::MEASURE_STATES.into_iter().find(|state| words::measure_state_key(*state) == key);
    let to = to.ok_or(Error::Missing("state of a measure"))?;
    let version = form.text("version").parse().unwrap_or(0);
    let reason = form.text("reason").to_owned();
    match desk.ground.casework.move_measure(&desk.who, measure.id, version, to, &reason).await {
        Ok(_) => see(&href(view.case.id, measure.id)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "reason", |_| "reason".to_owned());
            page(&desk, &view, &measure, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(CaseError::Conflict { .. }) => {
            form.refuse("reason", "refusal-cases-moved");
            page(&desk, &view, &measure, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}
