//! Moving a case by a transition of its type, and taking the last move back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseType, CaseView, Edit, Transition};
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, Stop, id, refuse, see};
use crate::fields::{self, Ask};
use crate::words;

/// A transition that asks for something first.
#[derive(Template)]
#[template(path = "step.html")]
struct StepPage {
    page: PageContext,
    form: Form,
    href: String,
    back: String,
    number: String,
    button: String,
    from: String,
    to: String,
    version: i64,
    asks: Vec<Ask>,
    reason: bool,
    moved: bool,
}

/// `GET /staff/pripady/{case}/krok/{step}`
pub(crate) async fn show(desk: Desk, Path((case, step)): Path<(String, String)>) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    let kind = super::case::kind_of(&desk, &view)?;
    let step = allowed(&view, &step)?;
    page(&desk, &view, kind, step, Form::empty(), false, StatusCode::OK)
}

/// The transition, when it may be taken now.
fn allowed<'a>(view: &'a CaseView, key: &str) -> Result<&'a Transition, Stop> {
    view.may.moves.iter().find(|step| step.key == key).ok_or(Stop::Web(Error::Missing("transition")))
}

fn page(
    desk: &Desk,
    view: &CaseView,
    kind: &CaseType,
    step: &Transition,
    form: Form,
    moved: bool,
    status: StatusCode,
) -> Answer {
    let t = desk.t();
    let missing = super::case::missing(kind, view, step);
    let asks = missing.iter().filter_map(|key| kind.field(key)).map(|field| fields::ask(t, kind, field));
    let view = StepPage {
        href: format!("{}/krok/{}", super::href(view.case.id), web::percent_encoded(&step.key)),
        back: super::href(view.case.id),
        number: view.case.number.clone(),
        button: super::case::button(t, kind, &step.key),
        from: words::in_machine(t, &kind.machine, &view.case.state).to_owned(),
        to: words::in_machine(t, &kind.machine, &step.to).to_owned(),
        version: view.case.version,
        asks: asks.collect(),
        reason: step.reason,
        moved,
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

/// `POST /staff/pripady/{case}/krok/{step}`
pub(crate) async fn take(desk: Desk, Path((case, key)): Path<(String, String)>, mut form: Form) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let kind = super::case::kind_of(&desk, &view)?;
    let Ok(version) = form.text("version").parse::<i64>() else {
        return Err(Error::Missing("version").into());
    };
    if version != view.case.version {
        // The state the person decided upon is no longer there: they look again before they decide.
        return moved(&desk, &view, kind, &key, form).await;
    }
    let step = allowed(&view, &key)?.clone();
    let reason = form.text("reason").to_owned();
    let done = match with_fields(&desk, kind, &view, &step, &form).await {
        Ok(version) => casework.transition(&desk.who, case, version, &key, &reason).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => see(&super::href(case)),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "reason", |field| fields::place_of(kind, field));
            let now = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
            page(&desk, &now, kind, &step, form, false, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(CaseError::Conflict { .. }) => {
            let now = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
            moved(&desk, &now, kind, &key, form).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// Writes the fields that the transition asked for; answers the version to move from.
async fn with_fields(
    desk: &Desk,
    kind: &CaseType,
    view: &CaseView,
    step: &Transition,
    form: &Form,
) -> Result<i64, CaseError> {
    let missing = super::case::missing(kind, view, step);
    if missing.is_empty() {
        return Ok(view.case.version);
    }
    let all = fields::read(kind, form);
    let asked = all.into_iter().filter(|(key, text)| missing.contains(key) && !text.is_empty()).collect();
    let edit = Edit { fields: asked, ..Edit::default() };
    if edit.fields.is_empty() {
        return Ok(view.case.version);
    }
    desk.ground.casework.edit(&desk.who, view.case.id, view.case.version, edit).await
}

/// The case has moved on meanwhile. When the step is still open it is asked again, with what was typed.
async fn moved(desk: &Desk, view: &CaseView, kind: &CaseType, key: &str, form: Form) -> Answer {
    match view.may.moves.iter().find(|step| step.key == key) {
        Some(step) => page(desk, view, kind, step, form, true, StatusCode::CONFLICT),
        None => {
            let mut form = Form::empty();
            form.refuse("case", "refusal-cases-moved");
            let view = super::case::page(desk, view, form).await?;
            Ok((StatusCode::CONFLICT, Page(view)).into_response())
        }
    }
}

/// `POST /staff/pripady/{case}/vratit`
pub(crate) async fn undo(desk: Desk, Path(case): Path<String>, form: Form) -> Answer {
    let case = id(&case)?;
    let Ok(version) = form.text("version").parse::<i64>() else {
        return Err(Error::Missing("version").into());
    };
    desk.ground.casework.undo(&desk.who, case, version).await.map_err(|error| desk.stop(error))?;
    see(&super::href(case))
}
