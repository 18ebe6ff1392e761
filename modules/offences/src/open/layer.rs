//! The map layer: districts with what was released of the last whole year, as the map of the page shows them.

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Ask, Column, Datatype, Feature, Found, Geometry, GeometryKind, Layer, Period, Value};
use places::{Atlas, Layer as Partition};
use store::midnight;
use web::Error;
use web::maps::Tone;

use super::sets::{EVENTS, HIGH, LOW, RATE, RELEASE, RESIDENTS, STATE, YEARS};
use super::{days, edition, rates, released, shown};
use crate::pages::public::tone;
use crate::release::{NO_DISTRICT, Territory};
use crate::store::releases::Kept;

/// The layers of this module.
pub(crate) fn all() -> Vec<Layer> {
    vec![DISTRICTS]
}

const DISTRICTS: Layer = Layer {
    id: "municipal-events-districts",
    set: YEARS.id,
    title: "open-offences-layer",
    description: "open-offences-layer-text",
    geometry: GeometryKind::Polygon,
    properties: &[
        Column::new("code", "open-offences-code", Datatype::Text).key(),
        Column::new("name", "open-offences-district-name", Datatype::Text).required(),
        Column::new("year", "open-offences-year", Datatype::Whole).required(),
        STATE,
        EVENTS,
        RESIDENTS,
        RATE,
        LOW,
        HIGH,
        Column::new("against_city", "open-offences-against-city", Datatype::Text).required(),
        RELEASE,
    ],
    label: "name",
    from_zoom: 0,
    find: districts,
};

fn districts(ground: Ground, ask: Ask) -> BoxFuture<'static, Result<Option<Found>, Error>> {
    Box::pin(async move {
        let Some(kept) = released(&ground).await? else { return Ok(None) };
        let Some(year) = kept.release.whole_years().last().copied() else { return Ok(None) };
        let atlas = ground.places.atlas();
        let mut edition = edition(&kept, days(year));
        // The borders are those of today: another edition of them is another state of this layer.
        if let Some(borders) = atlas.layer_edition(Partition::District) {
            edition.revision = format!("{}-{}", edition.revision, borders.id);
            let imported = chrono::DateTime::from_timestamp_millis(borders.imported_at).unwrap_or_default();
            edition.modified = edition.modified.max(imported);
        }
        let all = kept.release.territories.iter().filter(|it| {
            let place = &it.place;
            place.part.is_empty() && !place.district.is_empty() && place.district != NO_DISTRICT
        });
        let features = all.map(|territory| feature(&atlas, &kept, territory, year));
        Ok(Some(ask.among(edition, DISTRICTS.properties, features)))
    })
}

fn feature(atlas: &Atlas, kept: &Kept, territory: &Territory, year: i32) -> Feature {
    let release = &kept.release;
    let code = territory.place.district.as_str();
    let cases = release.year(&territory.place, None, year);
    let [state, events] = shown(cases);
    let [residents, rate, low, high] = rates(cases, territory.residents);
    let drawn = atlas.territory(Partition::District, code);
    let drawn = drawn.and_then(|(index, _)| atlas.shapes(Partition::District).get(index));
    let (first, last) = days(year);
    let end = last.succ_opt().map(|next| midnight(next) - chrono::TimeDelta::milliseconds(1));
    Feature {
        id: code.to_owned(),
        geometry: drawn.map(|shape| Geometry::areas(&shape.shape)),
        properties: vec![
            Value::text(code),
            Value::text(territory.name.as_str()),
            Value::Whole(year.into()),
            state,
            events,
            residents,
            rate,
            low,
            high,
            Value::text(match tone(release, None, year, territory) {
                Tone::Lower => "lower",
                Tone::Higher => "higher",
                Tone::Same => "same",
                Tone::Unknown | Tone::Level(_) => "unknown",
            }),
            Value::Whole(kept.number),
        ],
        during: Period { from: Some(midnight(first)), until: end },
    }
}
