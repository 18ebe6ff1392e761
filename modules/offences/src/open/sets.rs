//! The tables: months of the city and its districts, whole years of districts and precincts.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use futures_util::stream;
use ground::Ground;
use ground::open::{Column, Datatype, Edition, Frequency, Licence, OpenSet, Table, Theme, Value};
use web::Error;

use super::{days, edition, lines, name, or_all, rates, released, shown};
use crate::month::Month;
use crate::release::{Place, Release};
use crate::store::releases::Kept;

/// The tables of this module.
pub(crate) fn all() -> Vec<OpenSet> {
    vec![MONTHS, YEARS]
}

const DISTRICT: Column = Column::new("district", "open-offences-district", Datatype::Text).key();
const CATEGORY: Column = Column::new("category", "open-offences-category", Datatype::Text).key();
const DISTRICT_NAME: Column = Column::new("district_name", "open-offences-district-name", Datatype::Text);
const CATEGORY_NAME: Column =
    Column::new("category_name", "open-offences-category-name", Datatype::Text).required();
pub(super) const STATE: Column = Column::new("state", "open-offences-state", Datatype::Text).required();
pub(super) const EVENTS: Column =
    Column::new("events", "open-offences-events", Datatype::Whole).measured("1");
pub(super) const RELEASE: Column =
    Column::new("release", "open-offences-release", Datatype::Whole).required();
pub(super) const RESIDENTS: Column =
    Column::new("residents", "open-offences-residents", Datatype::Whole).measured("1");
pub(super) const RATE: Column = Column::new("rate", "open-offences-rate", Datatype::Number).measured("1");
pub(super) const LOW: Column = Column::new("low", "open-offences-low", Datatype::Number).measured("1");
pub(super) const HIGH: Column = Column::new("high", "open-offences-high", Datatype::Number).measured("1");

pub(super) const MONTHS: OpenSet = OpenSet {
    id: "municipal-events-months",
    title: "open-offences-months",
    description: "open-offences-months-text",
    keywords: "open-offences-words",
    theme: Theme::Safety,
    frequency: Frequency::Monthly,
    licence: Licence::Facts,
    columns: &[
        Column::new("month", "open-offences-month", Datatype::Text).key(),
        DISTRICT,
        CATEGORY,
        DISTRICT_NAME,
        CATEGORY_NAME,
        STATE,
        EVENTS,
        RELEASE,
    ],
    open: months,
};

pub(super) const YEARS: OpenSet = OpenSet {
    id: "municipal-events-years",
    title: "open-offences-years",
    description: "open-offences-years-text",
    frequency: Frequency::Annual,
    columns: &[
        Column::new("year", "open-offences-year", Datatype::Whole).key(),
        DISTRICT,
        Column::new("precinct", "open-offences-precinct", Datatype::Text).key(),
        CATEGORY,
        DISTRICT_NAME,
        Column::new("precinct_name", "open-offences-precinct-name", Datatype::Text),
        CATEGORY_NAME,
        STATE,
        EVENTS,
        RESIDENTS,
        RATE,
        LOW,
        HIGH,
        RELEASE,
    ],
    open: years,
    ..MONTHS
};

fn months(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let Some(kept) = released(&ground).await? else { return Ok(None) };
        let covers = (Month(kept.release.first).first_day(), Month(kept.release.last).last_day());
        let edition = edition(&kept, covers);
        Ok(Some(by_place(ground, edition, kept, |place| place.part.is_empty(), months_of)))
    })
}

fn years(ground: Ground) -> BoxFuture<'static, Result<Option<Table>, Error>> {
    Box::pin(async move {
        let Some(kept) = released(&ground).await? else { return Ok(None) };
        let whole = kept.release.whole_years();
        let (Some(first), Some(last)) = (whole.first(), whole.last()) else { return Ok(None) };
        let edition = edition(&kept, (days(*first).0, days(*last).1));
        Ok(Some(by_place(ground, edition, kept, |_| true, years_of)))
    })
}

/// A table whose rows are made place by place, as they are asked for.
fn by_place(
    ground: Ground,
    edition: Edition,
    kept: Kept,
    is: fn(&Place) -> bool,
    rows: fn(&Ground, &Kept, &Place) -> Vec<Vec<Value>>,
) -> Table {
    let mut places: Vec<Place> = kept.release.rows.iter().map(|row| row.place.clone()).filter(is).collect();
    places.sort();
    places.dedup();
    let kept = Arc::new(kept);
    let rows = places.into_iter().flat_map(move |place| rows(&ground, &kept, &place)).map(Ok);
    Table { edition, rows: Box::pin(stream::iter(rows)) }
}

fn months_of(ground: &Ground, kept: &Kept, place: &Place) -> Vec<Vec<Value>> {
    let release = &kept.release;
    let mut rows = Vec::new();
    for line in lines(ground, release, place) {
        for (month, cases) in release.months().zip(&line.months) {
            let [state, events] = shown(*cases);
            rows.push(vec![
                Value::text(month.to_string()),
                or_all(&place.district),
                Value::text(line.category.as_str()),
                name(release, place),
                Value::text(line.name.as_str()),
                state,
                events,
                Value::Whole(kept.number),
            ]);
        }
    }
    rows
}

fn years_of(ground: &Ground, kept: &Kept, place: &Place) -> Vec<Vec<Value>> {
    let release = &kept.release;
    let whole = release.whole_years();
    let mut rows = Vec::new();
    for line in lines(ground, release, place) {
        let years = release.years().into_iter().zip(&line.years);
        // A year that is not over has no number, and none that was held back.
        for (year, cases) in years.filter(|(year, _)| whole.contains(year)) {
            let [state, events] = shown(*cases);
            let [residents, rate, low, high] = rates(*cases, residents(release, place));
            rows.push(vec![
                Value::Whole(year.into()),
                or_all(&place.district),
                or_all(&place.part),
                Value::text(line.category.as_str()),
                name(release, &Place::district(&place.district)),
                if place.part.is_empty() { Value::Nothing } else { name(release, place) },
                Value::text(line.name.as_str()),
                state,
                events,
                residents,
                rate,
                low,
                high,
                Value::Whole(kept.number),
            ]);
        }
    }
    rows
}

fn residents(release: &Release, place: &Place) -> Option<u64> {
    release.territories.iter().find(|territory| territory.place == *place)?.residents
}
