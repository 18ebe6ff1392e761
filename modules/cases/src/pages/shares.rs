//! Giving a body parts of a case, with purpose and law, and taking them back.

use access::{Part, Parts};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{CaseError, CaseView, NewShare};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use web::{Error, Form, Page, PageContext};

use crate::desk::{Answer, Desk, id, refuse, see};
use crate::words;

/// The view of `/staff/pripady/{case}/sdilet`.
#[derive(Template)]
#[template(path = "share.html")]
struct SharePage {
    page: PageContext,
    form: Form,
    href: String,
    number: String,
    bodies: Vec<(String, String)>,
    parts: Vec<(String, String)>,
}

/// `GET /staff/pripady/{case}/sdilet`
pub(crate) async fn show(desk: Desk, Path(case): Path<String>) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    page(&desk, &view, Form::empty(), StatusCode::OK).await
}

async fn page(desk: &Desk, view: &CaseView, form: Form, status: StatusCode) -> Answer {
    if !view.may.share {
        return Err(Error::Missing("right to share the case").into());
    }
    let t = desk.t();
    // The summary goes with everything, so it is not asked about.
    let parts = Part::ALL.into_iter().filter(|part| *part != Part::Summary);
    let view = SharePage {
        href: super::href(view.case.id),
        number: view.case.number.clone(),
        bodies: desk.bodies().await?.options(t, Some(view.case.owner)),
        parts: parts.map(|part| (part.key().to_owned(), words::part(t, part))).collect(),
        form,
        page: desk.page.clone(),
    };
    Ok((status, Page(view)).into_response())
}

/// `POST /staff/pripady/{case}/sdilet`
pub(crate) async fn give(desk: Desk, Path(case): Path<String>, mut form: Form) -> Answer {
    let case = id(&case)?;
    let casework = &desk.ground.casework;
    let view = casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
    let body = form.text("body").parse::<store::Id>().ok();
    if body.is_none() {
        form.refuse("body", "cases-share-body-missing");
    }
    let purpose = form.require("purpose", "cases-share-purpose-missing").unwrap_or_default();
    let legal_basis = form.require("legal_basis", "cases-share-law-missing").unwrap_or_default();
    let until = form.text("until").to_owned();
    let expires_at = web::day(&until).and_then(end_of);
    if expires_at.is_none() && !until.is_empty() {
        form.refuse("until", "refusal-field-date");
    }
    let chosen = form.all("parts").filter_map(Part::from_key);
    let parts = chosen.fold(Parts::NONE.with(Part::Summary), Parts::with);
    let (Some(body), true) = (body, form.is_valid()) else {
        return page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let new = NewShare { body, unit: None, parts, purpose, legal_basis, expires_at };
    match casework.share(&desk.who, case, new).await {
        Ok(_) => see(&format!("{}#sdileni", super::href(case))),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, "body", str::to_owned);
            page(&desk, &view, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// The end of a day in the city.
fn end_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let next = day.succ_opt()?.and_hms_opt(0, 0, 0)?;
    // Midnight exists on every day in Prague; the clocks change at two.
    let zone = store::in_prague(Utc::now()).timezone();
    zone.from_local_datetime(&next).earliest().map(|at| at.with_timezone(&Utc))
}

/// `POST /staff/pripady/{case}/sdileni/{share}/odebrat`
pub(crate) async fn take_back(desk: Desk, Path((case, share)): Path<(String, String)>) -> Answer {
    let (case, share) = (id(&case)?, id(&share)?);
    desk.ground.casework.unshare(&desk.who, case, share).await.map_err(|error| desk.stop(error))?;
    see(&format!("{}#sdileni", super::href(case)))
}
