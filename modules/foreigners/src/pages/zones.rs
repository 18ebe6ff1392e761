//! Industrial zones: the list, and what a zone is.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::By;
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::{ZONES, id, plain, tabs};
use crate::acts::{must, seen, zones as acts};
use crate::zone::{Zone, read_phases, read_place, write_place};

/// The view of `/staff/cizinci/zony`.
#[derive(Template)]
#[template(path = "zones.html")]
struct Zones {
    page: PageContext,
    tabs: Vec<(String, String, bool)>,
    table: Table,
    may_add: bool,
}

/// `GET /staff/cizinci/zony`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let zones = acts::list(&ground).await?;
    seen(&ground, &who, "zones", zones.len()).await?;
    let columns = vec![
        Column::text("name", t.say("foreigners-zone")).fixed(),
        Column::text("operator", t.say("foreigners-zone-operator")).fixed(),
        Column::number("jobs", t.say("foreigners-zone-planned")).fixed(),
    ];
    let row = |it: &crate::store::zones::KeptZone| {
        let jobs = it.zone.planned_jobs;
        vec![
            Cell::link(format!("{ZONES}/{}", it.id), it.zone.name.as_str()),
            Cell::text(it.zone.operator.as_str()),
            jobs.map_or_else(|| Cell::text(t.say("foreigners-not-told")), |jobs| Cell::number(&page, jobs)),
        ]
    };
    let rows: Vec<Vec<Cell>> = zones.iter().map(row).collect();
    let (count, caption) = (rows.len(), t.with1("foreigners-zones-caption", "count", rows.len()));
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("foreigners-zones-empty"))
        .files(&[])
        .rows(rows, count, count.max(1));
    let may_add = must(&ground, By::from(&who), access::Action::Create).is_ok();
    Ok(Page(Zones { tabs: tabs(t, "/zony"), table, may_add, page }).into_response())
}

/// The view of the form.
#[derive(Template)]
#[template(path = "zone_edit.html")]
struct Edit {
    page: PageContext,
    form: Form,
    action: String,
    new: bool,
}

/// `GET /staff/cizinci/zony/nova`
pub(crate) async fn new(page: PageContext, Signed(_): Signed) -> Result<Response, Error> {
    let action = format!("{ZONES}/nova");
    Ok(Page(Edit { page, form: Form::empty(), action, new: true }).into_response())
}

/// `POST /staff/cizinci/zony/nova`
pub(crate) async fn add(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    match read(&mut form) {
        Some(zone) => {
            let id = acts::add(&ground, By::from(&who), &zone).await?;
            Ok(Redirect::to(&format!("{ZONES}/{id}")).into_response())
        }
        None => {
            let action = format!("{ZONES}/nova");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(Edit { page, form, action, new: true }))
                .into_response())
        }
    }
}

/// `GET /staff/cizinci/zony/{zone}/upravit`
pub(crate) async fn edit(
    page: PageContext,
    Path(zone): Path<String>,
    Signed(_): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let found = acts::one(&ground, id(&zone)?).await?;
    let zone = &found.zone;
    let phases: String =
        zone.phases.iter().map(|phase| format!("{}: {}\n", phase.year, phase.jobs)).collect();
    let form = Form::from_pairs([
        ("name", zone.name.clone()),
        ("operator", zone.operator.clone()),
        ("place", write_place(&zone.place)),
        ("jobs", zone.planned_jobs.map(|jobs| jobs.to_string()).unwrap_or_default()),
        ("phases", phases),
        ("version", found.version.to_string()),
    ]);
    let action = format!("{ZONES}/{}/upravit", found.id);
    Ok(Page(Edit { page, form, action, new: false }).into_response())
}

/// `POST /staff/cizinci/zony/{zone}/upravit`
pub(crate) async fn change(
    page: PageContext,
    Path(zone): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let found = acts::one(&ground, id(&zone)?).await?;
    let version = form.text("version").parse().unwrap_or(0);
    match read(&mut form) {
        Some(zone) => {
            acts::change(&ground, By::from(&who), found.id, version, &zone).await?;
            Ok(Redirect::to(&format!("{ZONES}/{}", found.id)).into_response())
        }
        None => {
            let action = format!("{ZONES}/{}/upravit", found.id);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(Edit { page, form, action, new: false }))
                .into_response())
        }
    }
}

fn read(form: &mut Form) -> Option<Zone> {
    let (name, operator) = (plain(form.text("name")), plain(form.text("operator")));
    if !(2..=120).contains(&name.chars().count()) || operator.chars().count() > 120 {
        form.refuse("name", "foreigners-zone-name");
    }
    let place = read_place(form.text("place"));
    if place.is_none() {
        form.refuse("place", "foreigners-zone-place-wrong");
    }
    let planned_jobs = form.parse::<u32>("jobs", "foreigners-number-expected");
    let phases = read_phases(form.text("phases"));
    if phases.is_none() {
        form.refuse("phases", "foreigners-zone-phases-wrong");
    }
    let zone = Zone { name, operator, place: place?, planned_jobs, phases: phases? };
    form.is_valid().then_some(zone)
}
