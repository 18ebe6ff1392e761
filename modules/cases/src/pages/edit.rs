//! Changing what a case says. Whoever else has it open is named; when two have changed it, both texts are shown and
//! nothing is lost.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseType, CaseView, Edit};
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, Stop, id, refuse, see};
use crate::fields::{self, Ask};
use crate::reconcile::{Verdict, Versions};
use crate::{place, words};

/// The view of `/staff/pripady/{case}/upravit`.
#[derive(Template)]
#[template(path = "edit.html")]
struct EditPage {
    page: PageContext,
    form: Form,
    href: String,
    number: String,
    version: i64,
    present: String,
    draft: String,
    asks: Vec<Ask>,
    before: Vec<(String, String)>,
}

/// Both texts side by side.
#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    page: PageContext,
    href: String,
    number: String,
    version: i64,
    by: String,
    at: String,
    disputed: Vec<Disputed>,
    settled: Vec<(String, String)>,
    before: Vec<(String, String)>,
}

/// One field that both have changed.
struct Disputed {
    name: String,
    label: String,
    shape: &'static str,
    mine: String,
    theirs: String,
    mine_shown: String,
    theirs_shown: String,
    both: String,
}

/// `GET /staff/pripady/{case}/upravit`
pub(crate) async fn show(desk: Desk, Path(case): Path<String>) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    if !view.may.edit {
        return Err(Error::Missing("right to change the case").into());
    }
    let kind = super::case::kind_of(&desk, &view)?;
    let draft = casework.draft(&desk.who, &draft_name(&view)).await.map_err(|error| desk.stop(error))?;
    let stands = standing(kind, &view);
    let (form, since) = match draft {
        Some((kept, at)) => {
            let over =
                stands.iter().map(|(name, text)| (name.clone(), kept.get(name).unwrap_or(text).clone()));
            (Form::from_pairs(over), words::moment(desk.t(), at))
        }
        None => (Form::from_pairs(stands), String::new()),
    };
    page(&desk, &view, kind, form, since, StatusCode::OK).await
}

fn draft_name(view: &CaseView) -> String {
    format!("edit-{}", view.case.id)
}

/// What the case says now, by the names of the form.
fn standing(kind: &CaseType, view: &CaseView) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("title".to_owned(), view.case.title.clone()),
        ("place".to_owned(), view.case.place.text.clone()),
    ];
    let typed = fields::typed(kind, &view.case.fields);
    let text =
        |name: &str| typed.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
    pairs.extend(kind.fields.iter().map(|field| {
        let name = fields::name(&field.key);
        let text = text(&name).to_owned();
        (name, text)
    }));
    pairs
}

async fn page(
    desk: &Desk,
    view: &CaseView,
    kind: &CaseType,
    form: Form,
    draft: String,
    status: StatusCode,
) -> Answer {
    let casework = &desk.ground.casework;
    let others = casework.present(&desk.who, view.case.id).await.map_err(|error| desk.stop(error))?;
    let bodies = desk.bodies().await?;
    let mut names: Vec<String> =
        others.iter().map(|author| words::author(desk.t(), &bodies, author)).collect();
    names.dedup();
    let before = standing(kind, view).into_iter().map(|(name, text)| (was(&name), text));
    let view = EditPage {
        href: super::href(view.case.id),
        number: view.case.number.clone(),
        version: view.case.version,
        present: names.join(", "),
        draft,
        asks: fields::asks(desk.t(), kind),
        before: before.collect(),
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

/// Name of the hidden field that keeps what a field said when the form was opened.
fn was(name: &str) -> String {
    format!("was-{name}")
}

/// `POST /staff/pripady/{case}/upravit`
pub(crate) async fn save(desk: Desk, Path(case): Path<String>, mut form: Form) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    if !view.may.edit {
        return Err(Error::Missing("right to change the case").into());
    }
    let kind = super::case::kind_of(&desk, &view)?;
    let form = &mut form;
    match form.text("act") {
        "draft" => {
            keep(&desk, kind, &view, form).await?;
            return see(&format!("{}/upravit", super::href(case)));
        }
        "discard" => {
            casework.drop_draft(&desk.who, &draft_name(&view)).await.map_err(|error| desk.stop(error))?;
            return see(&format!("{}/upravit", super::href(case)));
        }
        _ => {}
    }
    let Ok(version) = form.text("version").parse::<i64>() else {
        return Err(Error::Missing("version").into());
    };
    if version != view.case.version {
        keep(&desk, kind, &view, form).await?;
        return conflict(&desk, kind, &view, form).await;
    }
    match casework.edit(&desk.who, case, version, edit(&desk, kind, &view, form)).await {
        Ok(_) => {
            casework.drop_draft(&desk.who, &draft_name(&view)).await.map_err(|error| desk.stop(error))?;
            see(&super::href(case))
        }
        Err(CaseError::Refused(refusals)) => {
            keep(&desk, kind, &view, form).await?;
            refuse(form, &refusals, "title", |field| fields::place_of(kind, field));
            page(&desk, &view, kind, form.clone(), String::new(), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(CaseError::Conflict { .. }) => {
            // Somebody was faster by less than this request took.
            let now = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
            keep(&desk, kind, &view, form).await?;
            conflict(&desk, kind, &now, form).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// `POST /staff/pripady/{case}/upravit/rozepsane`: the script keeps what is being typed.
pub(crate) async fn keep_typed(desk: Desk, Path(case): Path<String>, form: Form) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    keep(&desk, super::case::kind_of(&desk, &view)?, &view, &form).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn keep(desk: &Desk, kind: &CaseType, view: &CaseView, form: &Form) -> Result<(), Stop> {
    let typed = standing(kind, view).into_iter().map(|(name, _)| (name.clone(), form.text(&name).to_owned()));
    let kept = desk.ground.casework.keep_draft(&desk.who, &draft_name(view), &typed.collect()).await;
    kept.map_err(|error| desk.stop(error))
}

fn edit(desk: &Desk, kind: &CaseType, view: &CaseView, form: &Form) -> Edit {
    let typed = form.text("place");
    // A place that was not touched keeps its point even when the register has changed since.
    let place = (typed != view.case.place.text).then(|| place::resolve(&desk.ground.places.atlas(), typed));
    Edit {
        title: Some(form.text("title").to_owned()),
        place,
        fields: fields::read(kind, form),
        ..Edit::default()
    }
}

async fn conflict(desk: &Desk, kind: &CaseType, view: &CaseView, form: &Form) -> Answer {
    let t = desk.t();
    let mut asks = fields::asks(t, kind);
    for (ask, field) in asks.iter_mut().zip(&kind.fields) {
        // Here the label is a heading; whether the field is optional does not matter.
        field.name.in_language(t.lang().tag()).clone_into(&mut ask.label);
    }
    let mut disputed = Vec::new();
    let mut settled = Vec::new();
    for (name, theirs) in standing(kind, view) {
        let versions = Versions {
            before: lines(form.text(&was(&name))),
            mine: lines(form.text(&name)),
            theirs: lines(&theirs),
        };
        match versions.verdict() {
            Verdict::Settled(text) => settled.push((name, text)),
            Verdict::Disputed => {
                let ask = asks.iter().find(|ask| ask.name == name);
                disputed.push(dispute(t, ask, name, &versions));
            }
        }
    }
    let bodies = desk.bodies().await?;
    let events = desk.ground.casework.timeline(&desk.who, view.case.id, None, 1).await;
    let last = events.map_err(|error| desk.stop(error))?.into_iter().next();
    let before = standing(kind, view).into_iter().map(|(name, text)| (was(&name), text));
    let page = Conflict {
        href: super::href(view.case.id),
        number: view.case.number.clone(),
        version: view.case.version,
        by: last.as_ref().map_or_else(String::new, |event| words::author(t, &bodies, &event.author)),
        at: words::moment(t, view.case.changed_at),
        disputed,
        settled,
        before: before.collect(),
        page: desk.page.clone(),
    };
    Ok((StatusCode::CONFLICT, Page(page)).into_response())
}

fn dispute(t: &web::Say, ask: Option<&Ask>, name: String, versions: &Versions) -> Disputed {
    let label = match (ask, name.as_str()) {
        (Some(ask), _) => ask.label.clone(),
        (None, "title") => t.say("cases-title").into_owned(),
        (None, _) => t.say("cases-place").into_owned(),
    };
    let shown = |text: &str| {
        let option = ask.and_then(|ask| ask.options.iter().find(|(value, _)| value == text));
        let said = option.map_or(text, |(_, label)| label.as_str());
        if said.is_empty() { t.say("cases-conflict-empty").into_owned() } else { said.to_owned() }
    };
    Disputed {
        label,
        shape: ask.map_or("text", |ask| ask.shape),
        mine_shown: shown(&versions.mine),
        theirs_shown: shown(&versions.theirs),
        both: versions.both(),
        mine: versions.mine.clone(),
        theirs: versions.theirs.clone(),
        name,
    }
}

/// Line ends as the browser does not send them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
