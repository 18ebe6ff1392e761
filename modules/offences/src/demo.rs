//! Thirty months of the demonstration city, from a truth that is known, taken over as real files are.

mod stream;

use std::sync::Arc;

use access::{Actor, Subject};
use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use indicators::{
    Audience, By, Cell, Covers, Figure, NewEdition, Period, Source as Origin, Status, Territory,
};
use store::Id;

use crate::acts::{alarms, imports, memory, releases};
use crate::incident::Source;
use crate::month::Month;
use crate::store::REVISION;

/// Who publishes.
const COORDINATOR: &str = "radek.ukazkovy";
const BODY: &str = "odbor-bezpecnosti";

/// Fills an empty database. Without the city's people there is nothing to do.
pub(crate) fn fill(ground: Ground, demo: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(coordinator) = subject(&ground).await? else { return Ok(()) };
        people(&ground, &coordinator, &demo).await?;
        let last = Month::of(ground.access.clock().today()).before();
        let file = imports::File {
            name: format!("udalosti-mp-{last}.csv"),
            bytes: stream::csv(&demo, last).into_bytes(),
            format: None,
        };
        let actor = Actor::program();
        let import = imports::take(&ground, &actor, Id(0), &file).await?;
        imports::publish(&ground, &actor, coordinator.person, import.id, &|_, _| {}).await?;
        let revision = ground.store.revision(REVISION).await?;
        let events = memory::read(&ground, Source::Municipal, revision).await?;
        alarms::raise(&ground, &actor, Source::Municipal, &events).await?;
        releases::publish(&ground, &coordinator, Source::Municipal).await.context("publish offences")?;
        Ok(())
    })
}

async fn subject(ground: &Ground) -> anyhow::Result<Option<Subject>> {
    let Some(body) = ground.access.body_by_code(BODY).await? else { return Ok(None) };
    let Some(person) = ground.access.person_by_login(COORDINATOR).await? else { return Ok(None) };
    let now = ground.access.clock().now();
    Ok(ground.access.subject(person.id, body.id, Id(0), Some(now), "").await?)
}

/// People of precincts by their share of addresses, and of districts where nobody has said so before: figures as a city
/// loads them.
async fn people(ground: &Ground, coordinator: &Subject, demo: &DemoCity) -> anyhow::Result<()> {
    let last = ground.access.clock().today().year() - 1;
    let period = NaiveDate::from_ymd_opt(last, 12, 31).map(Period::state).context("the end of a year")?;
    let held = ground.indicators.holdings("population", None, Audience::Public).await?;
    let known = held.iter().any(|holding| holding.territory.system == "city-district");
    let districts = demo.districts.iter().filter(|_| !known).map(|district| {
        (Territory::new("city-district", district.code.to_string()), u64::from(district.population))
    });
    let count =
        |is: &dyn Fn(&demo_city::Address) -> bool| demo.addresses.iter().filter(|a| is(a)).count() as u64;
    let precincts = demo.precincts.iter().enumerate().map(|(at, precinct)| {
        let whole = count(&|address| address.district == precinct.district).max(1);
        let people =
            demo.districts.get(precinct.district).map_or(0, |district| u64::from(district.population));
        let people = people * count(&|address| address.precinct == at) / whole;
        (Territory::new("precinct", precinct.code.clone()), people)
    });
    let figure = |(territory, people): (Territory, u64)| Figure {
        concept: "population".to_owned(),
        item: None,
        territory,
        period,
        cell: Cell::count(i64::try_from(people).unwrap_or(i64::MAX)),
        status: Status::Final,
    };
    let figures: Vec<Figure> = districts.chain(precincts).map(figure).collect();
    let hashes: Vec<String> = figures.iter().map(Figure::hash).collect();
    let edition = NewEdition {
        source: Origin {
            key: "ukazka-obyvatele".to_owned(),
            title: "Ukázkové město: smyšlené počty obyvatel".to_owned(),
            place: "Okrsek, ukázka".to_owned(),
            licence: "CC0".to_owned(),
            public: true,
        },
        fetched_at: ground.access.clock().now(),
        sha256: crate::sha256(hashes.join("\n").as_bytes()),
        schema: indicators::reading::SCHEMA.to_owned(),
        covers: Covers::Everything,
        figures,
    };
    ground.indicators.import(By::Program { body: coordinator.body }, &edition).await?;
    Ok(())
}
