//! Comments, findings, watching: the small acts at the bottom of a case's page.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use casework::{Audience, CaseError};
use store::Id;
use web::{Form, Page};

use crate::desk::{Answer, Desk, id, refuse, see};
use crate::words;

/// `POST /staff/pripady/{case}/komentare`
pub(crate) async fn comment(desk: Desk, Path(case): Path<String>, form: Form) -> Answer {
    let case = id(&case)?;
    let audience = if form.text("audience") == "body" { Audience::OwnBody } else { Audience::All };
    let done = desk.ground.casework.comment(&desk.who, case, audience, form.text("comment")).await;
    back(&desk, case, done, form, "comment", "#komentare").await
}

/// `POST /staff/pripady/{case}/zjisteni`
pub(crate) async fn finding(desk: Desk, Path(case): Path<String>, form: Form) -> Answer {
    let case = id(&case)?;
    let task = match form.text("task") {
        "" => None,
        text => Some(id(text)?),
    };
    let done = desk.ground.casework.finding(&desk.who, case, task, form.text("finding")).await;
    back(&desk, case, done, form, "finding", "#zjisteni").await
}

/// Back to the part of the page the act came from; a refused text stays in its field.
async fn back(
    desk: &Desk,
    case: Id,
    done: Result<Id, CaseError>,
    mut form: Form,
    field: &'static str,
    anchor: &str,
) -> Answer {
    match done {
        Ok(_) => see(&format!("{}{anchor}", super::href(case))),
        Err(CaseError::Refused(refusals)) => {
            refuse(&mut form, &refusals, field, |_| field.to_owned());
            let view = desk.ground.casework.view(&desk.who, case).await.map_err(|error| desk.stop(error))?;
            let page = super::case::page(desk, &view, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(desk.stop(other)),
    }
}

/// `POST /staff/pripady/{case}/sledovat`
pub(crate) async fn watch(desk: Desk, Path(case): Path<String>, form: Form) -> Answer {
    let case = id(&case)?;
    let on = form.text("on") == "ano";
    desk.ground.casework.watch(&desk.who, case, on).await.map_err(|error| desk.stop(error))?;
    see(&super::href(case))
}

/// `POST /staff/pripady/{case}/pritomnost`: says that the person works on it, answers who else does.
pub(crate) async fn presence(desk: Desk, Path(case): Path<String>) -> Answer {
    let others =
        desk.ground.casework.present(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    let bodies = desk.bodies().await?;
    let mut people: Vec<String> =
        others.iter().map(|author| words::author(desk.t(), &bodies, author)).collect();
    people.dedup();
    Ok(Json(serde_json::json!({ "people": people })).into_response())
}
