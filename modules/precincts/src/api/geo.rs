//! Territories and addresses as GeoJSON (RFC 7946): WGS 84, longitude first.

use std::collections::BTreeMap;

use addresses::{Address, Wgs84};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use ground::Ground;
use places::{Atlas, Layer, TerritoryRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use territories::polygons::{self, MultiPolygon};
use web::{Error, PageContext, Refusal};

use crate::map;
use crate::pages::{atlas, register};

/// What the layers are.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Layers {
    /// One entry a layer.
    layers: Vec<LayerBody>,
}

/// One layer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct LayerBody {
    /// `municipal-precinct`, `state-police` or `district`.
    layer: String,
    /// Name in the language of the request.
    name: String,
    /// Territories in it.
    territories: usize,
    /// File of the edition; null when the layer is missing or comes from the address register.
    source: Option<String>,
    /// Day from which the edition holds.
    valid_from: Option<String>,
}

/// `GET /api/v1/layers`
pub(crate) async fn layers(page: PageContext, State(ground): State<Ground>) -> Response {
    let atlas = atlas(&ground);
    let body = |layer: Layer| {
        let edition = atlas.layer_edition(layer);
        LayerBody {
            layer: layer.key().to_owned(),
            name: page.t().say(&format!("layer-{layer}")).into_owned(),
            territories: atlas.territories(layer).len(),
            source: edition.map(|edition| edition.source.clone()),
            valid_from: edition.map(|edition| edition.valid_from.clone()),
        }
    };
    super::fresh(Json(Layers { layers: Layer::ALL.map(body).into() }))
}

/// Features of one kind.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FeatureCollection {
    /// Always `FeatureCollection`.
    r#type: &'static str,
    /// The features.
    features: Vec<Feature>,
}

/// One territory or address.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Feature {
    /// Always `Feature`.
    r#type: &'static str,
    /// What it is called; see the operation.
    properties: BTreeMap<&'static str, serde_json::Value>,
    /// A `Point` or `MultiPolygon`; null for a territory that is written as rules.
    geometry: Option<serde_json::Value>,
}

fn collection(features: Vec<Feature>) -> Response {
    let body = FeatureCollection { r#type: "FeatureCollection", features };
    let mut response = super::fresh(Json(body));
    let kind = header::HeaderValue::from_static("application/geo+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// `GET /api/v1/layers/{layer}/territories`
pub(crate) async fn territories(
    State(ground): State<Ground>,
    Path(layer): Path<String>,
) -> Result<Response, Error> {
    let (atlas, layer) = (atlas(&ground), layer_of(&layer)?);
    let all = atlas.territories(layer).iter().enumerate();
    Ok(collection(all.map(|(index, territory)| feature(&atlas, index, territory, 5.0, false)).collect()))
}

/// `GET /api/v1/layers/{layer}/territories/{code}`
pub(crate) async fn territory(
    State(ground): State<Ground>,
    Path((layer, code)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (atlas, layer) = (atlas(&ground), layer_of(&layer)?);
    let (index, territory) = atlas.territory(layer, &code).ok_or(Error::Missing("territory"))?;
    Ok(collection(vec![feature(&atlas, index, territory, 1.0, true)]))
}

fn layer_of(key: &str) -> Result<Layer, Error> {
    let unknown = || Refusal::new("no-layer").with("layer", key).status(StatusCode::NOT_FOUND);
    Ok(Layer::from_key(key).ok_or_else(unknown)?)
}

/// A place the map is around.
#[derive(Debug, Deserialize)]
pub(crate) struct Around {
    lon: f64,
    lat: f64,
}

/// `GET /api/v1/territories?lon=&lat=`: the territories that cover a place.
pub(crate) async fn territories_around(
    State(ground): State<Ground>,
    Query(around): Query<Around>,
) -> Result<Response, Error> {
    let atlas = atlas(&ground);
    let point = super::place(around.lon, around.lat)?;
    let covering = Layer::ALL.into_iter().filter_map(|layer| {
        let index = atlas.decide_point(layer, point)?.territory?;
        Some(feature(&atlas, index, atlas.territories(layer).get(index)?, 1.0, true))
    });
    Ok(collection(covering.collect()))
}

/// `GET /api/v1/addresses?lon=&lat=`: the address points within 800 m.
pub(crate) async fn addresses_around(
    State(ground): State<Ground>,
    Query(around): Query<Around>,
) -> Result<Response, Error> {
    let atlas = atlas(&ground);
    let Wgs84 { lon, lat } = super::place(around.lon, around.lat)?;
    register(&atlas)?;
    let near = map::near(&atlas, Wgs84 { lon, lat }.to_krovak(), 800.0);
    Ok(collection(near.into_iter().filter_map(point).collect()))
}

/// `GET /api/v1/layers/{layer}/territories/{code}/addresses`: the address points of a territory.
pub(crate) async fn territory_addresses(
    State(ground): State<Ground>,
    Path((layer, code)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (atlas, layer) = (atlas(&ground), layer_of(&layer)?);
    let (index, _) = atlas.territory(layer, &code).ok_or(Error::Missing("territory"))?;
    Ok(collection(map::addresses_of(&atlas, layer, index).into_iter().filter_map(point).collect()))
}

/// An address as a point; `None` when the register has no position for it.
fn point(address: Address<'_>) -> Option<Feature> {
    let at = address.wgs84()?;
    let properties = BTreeMap::from([
        ("number", address.numbers().into()),
        ("street", address.street().map(addresses::Street::name).into()),
        ("address", address.code().0.into()),
    ]);
    let geometry = serde_json::json!({ "type": "Point", "coordinates": [rounded(at.lon), rounded(at.lat)] });
    Some(Feature { r#type: "Feature", properties, geometry: Some(geometry) })
}

fn feature(atlas: &Atlas, index: usize, territory: &TerritoryRef, detail: f64, here: bool) -> Feature {
    let shape = atlas.shapes(territory.layer).get(index);
    let properties = BTreeMap::from([
        ("layer", territory.layer.key().into()),
        ("code", territory.code.clone().into()),
        ("name", territory.name.clone().into()),
        ("addresses", territory.addresses.into()),
        ("here", here.into()),
    ]);
    Feature {
        r#type: "Feature",
        properties,
        geometry: shape.map(|shape| geometry(&polygons::simplified(&shape.shape, detail))),
    }
}

fn geometry(shape: &MultiPolygon) -> serde_json::Value {
    let ring =
        |ring: &polygons::Ring| ring.0.iter().map(|p| [rounded(p.lon), rounded(p.lat)]).collect::<Vec<_>>();
    let polygons = shape.polygons.iter().map(|polygon| {
        std::iter::once(&polygon.exterior).chain(&polygon.holes).map(ring).collect::<Vec<_>>()
    });
    serde_json::json!({ "type": "MultiPolygon", "coordinates": polygons.collect::<Vec<_>>() })
}

/// Six decimals of a degree are a decimetre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
