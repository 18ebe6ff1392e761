//! Who gets it? Bodies are proposed from what was seen, with the reason and the law; the person decides.

use std::collections::BTreeSet;

use access::BodyKind;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::CaseView;
use ground::{Ground, Signed};
use store::Id;
use web::{Error, Form, Page, PageContext};

use super::competence::{Reasons, reasons};
use super::tip::{kind_of, topics_of};
use super::{Partner, case_href, id, partners, plain};
use crate::acts::{of_case, referral};
use crate::content;

/// The view of `/staff/ubytovny/podnet/{case}/predat`.
#[derive(Template)]
#[template(path = "handover.html")]
struct Handover {
    page: PageContext,
    form: Form,
    number: String,
    title: String,
    back: String,
    version: i64,
    proposed: Vec<Offer>,
    others: Vec<Reasons>,
    given: Vec<String>,
}

/// A body that may be given a task.
struct Offer {
    id: Id,
    name: String,
    chosen: bool,
    legal_basis: String,
    reasons: Reasons,
}

/// `GET /staff/ubytovny/podnet/{case}/predat`
pub(crate) async fn form(
    page: PageContext,
    Path(case): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let view = referral_of(&ground, &who, id(&case)?).await?;
    let partners = partners(&ground, page.t()).await?;
    Ok(Page(handover(page, &ground, &view, &partners, Form::empty(), true)?).into_response())
}

/// `POST /staff/ubytovny/podnet/{case}/predat`
pub(crate) async fn send(
    page: PageContext,
    Path(case): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let case = id(&case)?;
    let view = referral_of(&ground, &who, case).await?;
    let partners = partners(&ground, page.t()).await?;
    let chosen: BTreeSet<&str> = form.all("body").collect();
    let bodies: Vec<(Id, BodyKind)> = partners
        .iter()
        .filter(|partner| chosen.contains(partner.id.to_string().as_str()))
        .map(|partner| (partner.id, partner.kind))
        .collect();
    let ask = plain(form.text("ask"));
    if bodies.is_empty() {
        form.refuse("body", "lodging-handover-nobody");
    }
    let found = content::words()?.read(&ask);
    let found: Vec<String> = found.nationality.into_iter().chain(found.people).collect();
    if !found.is_empty() {
        form.refuse_with("ask", "lodging-words-person", &[("words", &found.join(", "))]);
    }
    if !form.is_valid() {
        let view = handover(page, &ground, &view, &partners, form, false)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    let version = form.text("version").parse().unwrap_or(0);
    referral::hand_over(&ground, &who, &view.case, version, &bodies, &ask).await?;
    Ok(Redirect::to(&case_href(case)).into_response())
}

async fn referral_of(ground: &Ground, who: &access::Subject, case: Id) -> Result<CaseView, Error> {
    let view = ground.casework.view(who, case).await.map_err(of_case)?;
    if view.case.kind != referral::REFERRAL || !view.may.route {
        return Err(Error::Missing("referral to hand over"));
    }
    Ok(view)
}

fn handover(
    page: PageContext,
    ground: &Ground,
    view: &CaseView,
    partners: &[Partner],
    form: Form,
    fresh: bool,
) -> Result<Handover, Error> {
    let matrix = content::matrix()?;
    let topics = topics_of(&view.case.fields);
    let (mut proposed, mut others) = (Vec::new(), Vec::new());
    for reasons in reasons(page.t(), matrix.propose(&topics, kind_of(&view.case.fields))) {
        let partner = partners.iter().find(|partner| partner.kind == reasons.body);
        let task = referral::task_kind(ground, reasons.body);
        match (partner, task) {
            (Some(partner), Some(task)) if !reasons.by.is_empty() => proposed.push(Offer {
                id: partner.id,
                name: partner.name.clone(),
                chosen: if fresh { reasons.proposed } else { form.chose("body", &partner.id.to_string()) },
                legal_basis: task.legal_basis.clone(),
                reasons,
            }),
            _ => others.push(reasons),
        }
    }
    let given = view.tasks.iter().filter_map(|task| {
        partners.iter().find(|partner| partner.id == task.body).map(|partner| partner.name.clone())
    });
    Ok(Handover {
        number: view.case.number.clone(),
        title: view.case.title.clone(),
        back: case_href(view.case.id),
        version: view.case.version,
        given: given.collect(),
        proposed,
        others,
        form,
        page,
    })
}
