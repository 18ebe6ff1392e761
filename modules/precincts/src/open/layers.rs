//! The map layers.

use addresses::{Address, Wgs84};
use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{
    Ask, Column, Datatype, Feature, Found, Geometry, GeometryKind, Layer as OpenLayer, Period, Value,
};
use places::{Atlas, Layer, Station};
use web::Error;

use super::{atlas, edition, ready, sets, valid_from};

/// The layers of this module.
pub(crate) fn all() -> Vec<OpenLayer> {
    vec![PRECINCTS, STATE_POLICE, DISTRICTS, STATIONS, ADDRESSES]
}

const TERRITORY: &[Column] = &[
    Column::new("code", "open-code", Datatype::Text).key(),
    Column::new("name", "open-name", Datatype::Text).required(),
    Column::new("addresses", "open-addresses-count", Datatype::Whole).measured("1").required(),
    Column::new("post", "open-post-title", Datatype::Text),
    Column::new("valid_from", "open-valid-from", Datatype::Day),
];

const PRECINCTS: OpenLayer = OpenLayer {
    id: "precincts",
    set: "territories",
    title: "layer-municipal-precinct",
    description: "open-layer-precincts",
    geometry: GeometryKind::Polygon,
    properties: TERRITORY,
    label: "name",
    from_zoom: 0,
    find: |ground, ask| territories(&ground, Layer::MunicipalPrecinct, &ask),
};

const STATE_POLICE: OpenLayer = OpenLayer {
    id: "state-police",
    title: "layer-state-police",
    description: "open-layer-state-police",
    find: |ground, ask| territories(&ground, Layer::StatePolice, &ask),
    ..PRECINCTS
};

const DISTRICTS: OpenLayer = OpenLayer {
    id: "districts",
    title: "layer-district",
    description: "open-layer-districts",
    find: |ground, ask| territories(&ground, Layer::District, &ask),
    ..PRECINCTS
};

fn territories(ground: &Ground, layer: Layer, ask: &Ask) -> BoxFuture<'static, Result<Option<Found>, Error>> {
    ready(atlas(ground).map(|atlas| {
        let features =
            (0..atlas.territories(layer).len()).filter_map(|index| territory(&atlas, layer, index));
        ask.among(edition(&atlas), TERRITORY, features)
    }))
}

fn territory(atlas: &Atlas, layer: Layer, index: usize) -> Option<Feature> {
    let territory = atlas.territories(layer).get(index)?;
    let posts = atlas.posts(layer, &territory.code);
    let titles: Vec<&str> = posts.iter().map(|post| post.title.cs.as_str()).collect();
    let since = valid_from(atlas.layer_edition(layer));
    let from = if let Value::Day(day) = &since { Some(store::midnight(*day)) } else { None };
    Some(Feature {
        id: territory.code.clone(),
        geometry: atlas.shapes(layer).get(index).map(|shape| Geometry::areas(&shape.shape)),
        properties: vec![
            Value::text(territory.code.as_str()),
            Value::text(territory.name.as_str()),
            Value::count(territory.addresses),
            Value::text(titles.join("; ")),
            since,
        ],
        during: Period { from, until: None },
    })
}

const STATIONS: OpenLayer = OpenLayer {
    id: "stations",
    set: "stations",
    title: "open-stations",
    description: "open-layer-stations",
    geometry: GeometryKind::Point,
    properties: &[
        Column::new("id", "open-station-id", Datatype::Text).key(),
        Column::new("partition", "open-partition", Datatype::Text).required(),
        Column::new("code", "open-code", Datatype::Text).required(),
        Column::new("name", "open-name", Datatype::Text).required(),
        Column::new("seat", "open-seat", Datatype::Text).required(),
        Column::new("public", "open-public", Datatype::Truth).required(),
    ],
    label: "name",
    from_zoom: 0,
    find: stations,
};

fn stations(ground: Ground, ask: Ask) -> BoxFuture<'static, Result<Option<Found>, Error>> {
    ready(atlas(&ground).map(|atlas| {
        let stations = Layer::ALL.into_iter().flat_map(|layer| atlas.stations(layer));
        ask.among(edition(&atlas), STATIONS.properties, stations.map(|one| station(&atlas, one)))
    }))
}

fn station(atlas: &Atlas, station: &Station) -> Feature {
    let id = format!("{}.{}", station.layer, station.code);
    Feature {
        geometry: sets::seat(atlas, station).and_then(Address::wgs84).map(point),
        properties: vec![
            Value::text(id.as_str()),
            Value::text(station.layer.key()),
            Value::text(station.code.as_str()),
            Value::text(station.name.cs.as_str()),
            Value::text(station.seat.as_str()),
            Value::Truth(!station.restricted),
        ],
        id,
        during: Period::default(),
    }
}

fn point(at: Wgs84) -> Geometry {
    Geometry::place(at.lon, at.lat)
}

const ADDRESSES: OpenLayer = OpenLayer {
    id: "addresses",
    set: "addresses",
    title: "open-answering",
    description: "open-layer-addresses",
    geometry: GeometryKind::Point,
    properties: sets::ADDRESSES.columns,
    label: "number",
    from_zoom: 14,
    find: open_addresses,
};

fn open_addresses(ground: Ground, ask: Ask) -> BoxFuture<'static, Result<Option<Found>, Error>> {
    ready(atlas(&ground).map(|atlas| addresses_among(&atlas, &ask)))
}

/// As [`Ask::among`], but who answers is decided only for addresses that may be shown: most questions are about a few of
/// a hundred thousand.
fn addresses_among(atlas: &Atlas, ask: &Ask) -> Found {
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let by_id = |address: &Address<'_>| ask.id.as_ref().is_none_or(|id| *id == address.code().0.to_string());
    let by_place = |address: &Address<'_>| {
        ask.bbox.as_ref().is_none_or(|bbox| address.wgs84().is_some_and(|at| point(at).meets(bbox)))
    };
    let candidates = home.into_iter().flat_map(|home| home.addresses()).filter(by_id).filter(by_place);
    if !ask.equal.is_empty() {
        return ask.among(edition(atlas), ADDRESSES.properties, candidates.map(|one| feature(atlas, one)));
    }
    let mut found = Found { edition: edition(atlas), matched: 0, extent: None, features: Vec::new() };
    for address in candidates {
        found.count(address.wgs84().map(point).as_ref());
        if found.matched > ask.offset && found.features.len() < ask.limit {
            found.features.push(feature(atlas, address));
        }
    }
    found
}

fn feature(atlas: &Atlas, address: Address<'_>) -> Feature {
    Feature {
        id: address.code().0.to_string(),
        geometry: address.wgs84().map(point),
        properties: sets::answering(atlas, address),
        during: Period::default(),
    }
}
