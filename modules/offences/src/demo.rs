//! Thirty months of the demonstration city, from a truth that is known, taken over as real files are.

mod stream;

use std::sync::Arc;

use access::{Actor, Subject};
use anyhow::Context;
use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;
use places::Layer;
use store::Id;

use crate::acts::{alarms, imports, memory, releases};
use crate::incident::Source;
use crate::month::Month;
use crate::store::{REVISION, incidents};

/// Who publishes.
const COORDINATOR: &str = "radek.ukazkovy";
const BODY: &str = "odbor-bezpecnosti";

/// Fills an empty database. Without the city's people there is nothing to do.
pub(crate) fn fill(ground: Ground, demo: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(coordinator) = subject(&ground).await? else { return Ok(()) };
        people(&ground, &demo).await?;
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

/// People of districts, and of precincts by their share of addresses.
async fn people(ground: &Ground, demo: &DemoCity) -> anyhow::Result<()> {
    let districts: Vec<(String, u64)> = demo
        .districts
        .iter()
        .map(|district| (district.code.to_string(), district.population.into()))
        .collect();
    let count =
        |is: &dyn Fn(&demo_city::Address) -> bool| demo.addresses.iter().filter(|a| is(a)).count() as u64;
    let precincts = demo.precincts.iter().enumerate().map(|(at, precinct)| {
        let whole = count(&|address| address.district == precinct.district).max(1);
        let people =
            demo.districts.get(precinct.district).map_or(0, |district| u64::from(district.population));
        (precinct.code.clone(), people * count(&|address| address.precinct == at) / whole)
    });
    let precincts: Vec<(String, u64)> = precincts.collect();
    let today = ground.access.clock().today();
    let mut tx = ground.store.begin().await?;
    for (layer, people) in [(Layer::District, districts), (Layer::MunicipalPrecinct, precincts)] {
        incidents::keep_residents(&mut tx, layer, &people, today, "smyšlené").await?;
    }
    tx.commit().await?;
    Ok(())
}
