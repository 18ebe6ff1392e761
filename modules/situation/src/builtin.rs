//! Cities whose published figures and public sentences ship with the program: their papers can be made without a database.

use access::{Access, AccessSettings};
use ground::Ground;
use indicators::{By, Indicators, Territory, reading};
use store::{Clock, Id, Store};

use crate::claims::{self, Said};

/// One of them.
struct City {
    key: &'static str,
    municipality: &'static str,
    figures: &'static str,
    sources: &'static str,
    claims: &'static str,
}

const CITIES: [City; 1] = [City {
    key: "plzen",
    municipality: "554791",
    figures: include_str!("../../../content/cities/plzen/figures.toml"),
    sources: include_str!("../../../content/cities/plzen/sources.toml"),
    claims: include_str!("../../../content/cities/plzen/claims.toml"),
}];

/// A city that ships with the program, its figures ready to be asked.
pub(crate) struct BuiltIn {
    pub(crate) city: Territory,
    pub(crate) indicators: Indicators,
    pub(crate) said: Vec<Said>,
}

/// Keys of the cities, for messages.
pub(crate) fn keys() -> Vec<&'static str> {
    CITIES.iter().map(|city| city.key).collect()
}

/// The published figures of a city in a database of their own that is gone afterwards; `None` when no such city ships with
/// the program.
///
/// # Errors
/// Content that does not fit together.
pub(crate) async fn city(ground: &Ground, key: &str) -> anyhow::Result<Option<BuiltIn>> {
    let Some(city) = CITIES.iter().find(|city| city.key == key) else { return Ok(None) };
    let store = Store::open("sqlite::memory:").await?;
    store.migrate(&[::store::MIGRATIONS, access::MIGRATIONS, indicators::MIGRATIONS]).await?;
    let access = Access::new(store.clone(), Clock::System, AccessSettings::default());
    let indicators = ground.indicators.elsewhere(store, access);
    let name = format!("{key}/figures.toml");
    let now = ground.access.clock().now();
    let reading = reading::read(&name, city.figures.as_bytes(), city.sources, now)?;
    for edition in &reading.editions {
        let taken = indicators.import(By::Program { body: Id(0) }, edition).await;
        taken.map_err(|cause| anyhow::anyhow!("{name}: {cause}"))?;
    }
    let said = claims::read(&format!("{key}/claims.toml"), city.claims)?;
    Ok(Some(BuiltIn { city: Territory::new("municipality", city.municipality), indicators, said }))
}
