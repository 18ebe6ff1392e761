//! The JSON face: the same cases with the same rights.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/cases` | a page of cases; the filters of the page `/staff/pripady` |
//! | `GET /api/v1/cases/{id}` | one case with the parts one may see |
//! | `GET /api/v1/cases.geojson` | cases on a map |

use access::{Action, Kind, Part};
use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::get;
use casework::{Case, CaseRow, CaseView};
use ground::api::{Description, Operation, Parameter};
use ground::{Permission, Route};
use web::Form;

use crate::desk::{Answer, Bodies, Desk, id};
use crate::pages::{geojson, href, wanted};
use crate::shapes::{CaseFeatures, CaseItem, CasePage, CaseWhole, FileItem, MeasureItem, TaskItem, TextItem};
use crate::words;

/// The routes of the API.
pub(crate) fn routes() -> Vec<Route> {
    let read = Permission::right(Action::Read, Kind::Case);
    vec![
        Route::new("/api/v1/cases", read, get(list)),
        Route::new("/api/v1/cases/{case}", read, get(one)),
        Route::new("/api/v1/cases.geojson", read, get(geojson)),
    ]
}

/// This module's part of the OpenAPI document.
pub(crate) fn description() -> Description {
    let filters = |operation: Operation| {
        operation
            .with(Parameter::optional("typ", "Key of a case type.").text(1, 100))
            .with(Parameter::optional("stav", "Key of a state.").text(1, 100))
            .with(
                Parameter::optional("otevrene", "Open ones, closed ones, or all.")
                    .one_of(&["ano", "ne", "vse"]),
            )
            .with(Parameter::optional("organ", "Id of the coordinating body.").text(13, 13))
            .with(Parameter::optional("po-terminu", "Overdue ones only.").one_of(&["ano"]))
            .with(
                Parameter::optional("moje", "One's own (reported, or with one's task), or watched ones.")
                    .one_of(&["ano", "sledovane"]),
            )
            .with(Parameter::optional("zapsano-od", "Reported on this day or later, ISO 8601.").text(10, 10))
            .with(Parameter::optional("zapsano-do", "Reported on this day or earlier.").text(10, 10))
            .with(Parameter::optional("q", "Words of number, title and place.").text(1, 200))
    };
    Description::new(vec![
        filters(Operation::get::<CasePage>(
            "/api/v1/cases",
            "cases",
            "Cases that the signed-in person may see",
        ))
        .signed_in()
        .with(
            Parameter::optional("razeni", "Order; newest first when not said.").one_of(&["termin", "zmena"]),
        )
        .with(Parameter::optional("od", "Where the page before ended.").text(1, 200)),
        Operation::get::<CaseWhole>(
            "/api/v1/cases/{case}",
            "case",
            "One case, part by part as one may see it",
        )
        .with(Parameter::in_path("case", "Id of the case.").text(13, 13))
        .may_miss()
        .signed_in(),
        filters(Operation::get::<CaseFeatures>(
            "/api/v1/cases.geojson",
            "casesOnMap",
            "Cases with a position",
        ))
        .geojson()
        .signed_in(),
    ])
}

async fn list(desk: Desk) -> Answer {
    let filter = wanted(&Form::from_encoded(desk.page.query().as_bytes()));
    let list = desk.ground.casework.list(&desk.who, &filter).await.map_err(|error| desk.stop(error))?;
    let bodies = desk.bodies().await?;
    let cases = list.rows.iter().map(|row| item(&bodies, row)).collect();
    let body = CasePage { cases, next: list.next, count: list.count.rows, or_more: list.count.or_more };
    Ok(Json(body).into_response())
}

fn item(bodies: &Bodies, row: &CaseRow) -> CaseItem {
    CaseItem {
        id: row.id.to_string(),
        number: row.number.clone(),
        kind: row.kind.clone(),
        state: row.state.clone(),
        open: row.open,
        title: row.title.clone(),
        place: row.place.clone(),
        owner: bodies.code(row.owner).to_owned(),
        due: row.due,
        overdue: row.overdue,
        opened_at: row.opened_at,
        changed_at: row.changed_at,
        url: href(row.id),
    }
}

async fn one(desk: Desk, Path(case): Path<String>) -> Answer {
    let view = desk.ground.casework.view(&desk.who, id(&case)?).await.map_err(|error| desk.stop(error))?;
    let bodies = desk.bodies().await?;
    Ok(Json(whole(&desk, &bodies, view)).into_response())
}

fn whole(desk: &Desk, bodies: &Bodies, view: CaseView) -> CaseWhole {
    let body = |author: &casework::Author| author.body.map_or("", |body| bodies.code(body)).to_owned();
    let parts = Part::ALL.into_iter().filter(|part| view.parts.holds(*part));
    let tasks = view.tasks.iter().map(|task| TaskItem {
        id: task.id.to_string(),
        kind: task.kind.clone(),
        body: bodies.code(task.body).to_owned(),
        state: task.state.clone(),
        open: task.open,
        outcome: task.outcome.clone(),
        due: task.due,
        legal_basis: task.legal_basis.clone(),
    });
    let findings = view.findings.iter().map(|finding| TextItem {
        body: body(&finding.author),
        at: finding.at,
        text: finding.text.clone(),
    });
    let measures = view.measures.iter().map(|measure| MeasureItem {
        id: measure.id.to_string(),
        kind: words::measure_kind_key(measure.kind).to_owned(),
        title: measure.title.clone(),
        body: bodies.code(measure.body).to_owned(),
        state: words::measure_state_key(measure.state).to_owned(),
        cost: measure.cost,
        due: measure.due,
    });
    let files = view.attachments.iter().map(|file| FileItem {
        id: file.id.to_string(),
        name: file.name.clone(),
        media: file.media.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
        url: format!("{}/prilohy/{}", href(view.case.id), file.id),
    });
    CaseWhole {
        case: of_case(desk, bodies, &view.case),
        parts: parts.map(|part| part.key().to_owned()).collect(),
        fields: view.case.fields.clone(),
        tasks: tasks.collect(),
        findings: findings.collect(),
        measures: measures.collect(),
        attachments: files.collect(),
    }
}

fn of_case(desk: &Desk, bodies: &Bodies, case: &Case) -> CaseItem {
    CaseItem {
        id: case.id.to_string(),
        number: case.number.clone(),
        kind: case.kind.clone(),
        state: case.state.clone(),
        open: case.open,
        title: case.title.clone(),
        place: case.place.text.clone(),
        owner: bodies.code(case.owner).to_owned(),
        due: case.due,
        overdue: case.open && case.due.is_some_and(|day| day < desk.today()),
        opened_at: case.opened_at,
        changed_at: case.changed_at,
        url: href(case.id),
    }
}
