//! One zone: what it is, its early warnings with what they are made of, and figures somebody supplies.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use indicators::By;
use web::maps::SvgMap;
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::{ZONES, id, plain};
use crate::acts::sets::home;
use crate::acts::zones::{self as acts, Side, Told};
use crate::acts::{must, seen};
use crate::store::zones::KeptZone;
use crate::words;
use crate::zone::CONCEPTS;

/// The view of `/staff/cizinci/zony/{zone}`.
#[derive(Template)]
#[template(path = "zone.html")]
struct ZonePage {
    page: PageContext,
    name: String,
    facts: Vec<(String, String)>,
    map: String,
    bounds: String,
    table: Table,
    missing: Vec<String>,
    form: Form,
    concepts: Vec<(String, String)>,
    supply: String,
    edit: String,
    may_supply: bool,
}

/// `GET /staff/cizinci/zony/{zone}`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(zone): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let zone = acts::one(&ground, id(&zone)?).await?;
    seen(&ground, &who, "zone", 1).await?;
    if let Some(format) = query.format() {
        must(&ground, By::from(&who), access::Action::Export)?;
        let told = acts::warnings(&ground, &home(&ground).await?, &zone).await?;
        let rows = told.iter().map(|it| row(&page, &ground, it));
        return Ok(tables::export(format, "zona", &zone.zone.name, &columns(&page), rows)?.into_response());
    }
    let may = must(&ground, By::from(&who), access::Action::Create).is_ok();
    Ok(Page(view(page, &ground, &zone, Form::empty(), may).await?).into_response())
}

/// `POST /staff/cizinci/zony/{zone}/udaje`
pub(crate) async fn supply(
    page: PageContext,
    Path(zone): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let zone = acts::one(&ground, id(&zone)?).await?;
    let concept = CONCEPTS.into_iter().find(|key| *key == form.text("concept"));
    if concept.is_none() {
        form.refuse("concept", "foreigners-choice-expected");
    }
    let day = form.date("day", "foreigners-date-expected");
    let count = form.parse::<u32>("count", "foreigners-number-expected");
    let source = plain(form.text("source"));
    for (name, absent) in [
        ("day", form.text("day").is_empty()),
        ("count", form.text("count").is_empty()),
        ("source", !(3..=200).contains(&source.chars().count())),
    ] {
        if absent {
            form.refuse(name, "foreigners-zone-needed");
        }
    }
    if day.is_some_and(|day| day > ground.access.clock().today()) {
        form.refuse("day", "foreigners-zone-future");
    }
    if let (true, Some(concept), Some(day), Some(count)) = (form.is_valid(), concept, day, count) {
        acts::supply(&ground, By::from(&who), &zone, (concept, day, u64::from(count)), &source).await?;
        return Ok(Redirect::to(&format!("{ZONES}/{}", zone.id)).into_response());
    }
    let view = view(page, &ground, &zone, form, true).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
}

async fn view(
    page: PageContext,
    ground: &Ground,
    zone: &KeptZone,
    form: Form,
    may_supply: bool,
) -> Result<ZonePage, Error> {
    let t = page.t();
    let told = acts::warnings(ground, &home(ground).await?, zone).await?;
    let name = |key: &str| words::concept(t, &ground.indicators, key);
    let mut missing: Vec<String> = told
        .iter()
        .flat_map(|it| [(it.warning.over, &it.over), (it.warning.under, &it.under)])
        .filter(|(_, side)| side.is_none())
        .map(|(key, _)| name(key))
        .collect();
    missing.sort();
    missing.dedup();
    let rows: Vec<Vec<Cell>> = told.iter().map(|it| row(&page, ground, it)).collect();
    let count = rows.len();
    let table =
        Table::new(&page, &TableQuery::default(), t.say("foreigners-warnings").into_owned(), columns(&page))
            .files(if may_supply { Format::ALL } else { &[] })
            .rows(rows, count, count.max(1));
    let phases = zone.zone.phases.iter().map(|it| format!("{}: {}", it.year, t.number(it.jobs)));
    let phases: Vec<String> = phases.collect();
    let planned = zone
        .zone
        .planned_jobs
        .map_or_else(|| t.say("foreigners-not-told").into_owned(), |jobs| t.number(jobs));
    let facts = vec![
        (t.say("foreigners-zone-operator").into_owned(), zone.zone.operator.clone()),
        (t.say("foreigners-zone-planned").into_owned(), planned),
        (
            t.say("foreigners-zone-phases").into_owned(),
            if phases.is_empty() { t.say("foreigners-not-told").into_owned() } else { phases.join("; ") },
        ),
    ];
    let mut map = SvgMap::new(zone.zone.name.as_str(), t.say("foreigners-zone-map").into_owned(), "zone-map");
    match zone.zone.place.as_slice() {
        [(lon, lat)] => {
            map.surroundings(*lon, *lat, 800.0);
            map.point(*lon, *lat, zone.zone.name.as_str());
        }
        ring => {
            let ring: Vec<[f64; 2]> = ring.iter().map(|(lon, lat)| [*lon, *lat]).collect();
            map.area(&[ring], true);
        }
    }
    Ok(ZonePage {
        name: zone.zone.name.clone(),
        facts,
        bounds: map.bounds(),
        map: map.svg(),
        table,
        missing,
        form,
        concepts: CONCEPTS.iter().map(|key| ((*key).to_owned(), name(key))).collect(),
        supply: format!("{ZONES}/{}/udaje", zone.id),
        edit: format!("{ZONES}/{}/upravit", zone.id),
        may_supply,
        page,
    })
}

fn columns(page: &PageContext) -> Vec<Column> {
    let t = page.t();
    vec![
        Column::text("warning", t.say("foreigners-warning")).fixed(),
        Column::number("value", t.say("foreigners-value")).fixed(),
        Column::text("over", t.say("foreigners-made-of")).fixed(),
        Column::text("under", t.say("foreigners-divided-by")).fixed(),
    ]
}

fn row(page: &PageContext, ground: &Ground, told: &Told) -> Vec<Cell> {
    let t = page.t();
    let side = |key: &str, side: Option<&Side>| {
        let name = words::concept(t, &ground.indicators, key);
        match side {
            Some(side) => t.with(
                "foreigners-side",
                &[
                    ("name", &name.as_str()),
                    ("value", &t.number(side.value).as_str()),
                    ("day", &t.date(&side.day).as_str()),
                    ("source", &side.source.as_str()),
                ],
            ),
            None => t.with1("foreigners-side-missing", "name", name),
        }
    };
    let value = told.ratio().map_or_else(
        || Cell::text(t.say("foreigners-not-known")),
        |ratio| Cell::Number(ratio, t.decimal(ratio, 1)),
    );
    let label = t.say(&format!("foreigners-warning-{}", told.warning.key)).into_owned();
    vec![
        Cell::text(label),
        value,
        Cell::text(side(told.warning.over, told.over.as_ref())),
        Cell::text(side(told.warning.under, told.under.as_ref())),
    ]
}
