//! The service in words: its part of the API's description, and the same as OpenAPI 3.0 for its conformance class.

use ground::Ground;
use ground::api::{Description, Operation, Parameter, Version};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::query::{MOST, PAGE};
use crate::site::Site;

/// Where else to go.
#[derive(Serialize, JsonSchema)]
struct Link {
    /// Absolute address.
    href: String,
    /// What it is to this answer (RFC 8288).
    rel: String,
    /// Media type.
    r#type: String,
    /// Title.
    title: String,
}

/// What the service is.
#[derive(Serialize, JsonSchema)]
struct Landing {
    /// Name of the service.
    title: String,
    /// What it holds.
    description: String,
    /// Where to go on.
    links: Vec<Link>,
}

/// What the service promises.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Conformance {
    /// Conformance classes.
    conforms_to: Vec<String>,
}

/// The collections.
#[derive(Serialize, JsonSchema)]
struct Collections {
    /// Where to go on.
    links: Vec<Link>,
    /// Each of them.
    collections: Vec<Collection>,
}

/// A layer of features.
#[derive(Serialize, JsonSchema)]
struct Collection {
    /// Name in addresses.
    id: String,
    /// Title.
    title: String,
    /// What a feature is.
    description: String,
    /// Where to go on.
    links: Vec<Link>,
    /// Where its features are: `spatial.bbox`, in CRS84.
    extent: Value,
    /// Reference systems: CRS84.
    crs: Vec<String>,
}

/// Features of one page.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Items {
    /// `FeatureCollection`
    r#type: String,
    /// The page itself, the next one, the one before.
    links: Vec<Link>,
    /// Features on all pages.
    number_matched: u64,
    /// Features on this page.
    number_returned: u64,
    /// The features.
    features: Vec<Item>,
}

/// One feature.
#[derive(Serialize, JsonSchema)]
struct Item {
    /// `Feature`
    r#type: String,
    /// Unique in its collection.
    id: String,
    /// RFC 7946; null when the place is not known.
    geometry: Option<Value>,
    /// What the set of the collection says of it.
    properties: Value,
}

/// A vector tile set, TileJSON 3.0.
#[derive(Serialize, JsonSchema)]
struct TileSet {
    /// `3.0.0`
    tilejson: String,
    /// Addresses of tiles.
    tiles: Vec<String>,
    /// Layers in them.
    vector_layers: Vec<Value>,
    /// Least zoom with features.
    minzoom: u8,
    /// Largest zoom.
    maxzoom: u8,
}

/// The addresses of the service and of the tiles.
pub(crate) fn description() -> Description {
    let f = || Parameter::optional("f", "Format; otherwise as `Accept` says.").one_of(&["json", "html"]);
    let collection = || Parameter::in_path("collection", "Id of a collection.").text(1, 60);
    Description::new(vec![
        Operation::get::<Landing>("/ogc", "ogcLanding", "The service: OGC API – Features")
            .with(f())
            .or_page(),
        Operation::get::<Conformance>("/ogc/conformance", "ogcConformance", "What the service promises")
            .with(f())
            .or_page(),
        Operation::get::<Collections>("/ogc/collections", "ogcCollections", "The collections of features")
            .with(f())
            .or_page(),
        Operation::get::<Collection>("/ogc/collections/{collection}", "ogcCollection", "One collection")
            .with(collection())
            .with(f())
            .or_page()
            .may_miss(),
        Operation::get::<Items>(
            "/ogc/collections/{collection}/items",
            "ogcItems",
            "Features of a collection",
        )
        .with(collection())
        .with(Parameter::optional("bbox", "West, south, east, north in degrees.").numbers(4, 6))
        .with(
            Parameter::optional("datetime", "A moment, or two with `/` between them; `..` is open.")
                .text(1, 100),
        )
        .with(Parameter::optional("limit", limit()).integer(1, MOST as i64))
        .with(Parameter::optional("offset", "Features passed over.").integer(0, 1_000_000_000))
        .with(f())
        .or_page()
        .with(Parameter::any_other(
            "property",
            "Any property of the features by its name, equal to the value.",
        ))
        .geojson()
        .may_miss(),
        Operation::get::<Item>("/ogc/collections/{collection}/items/{feature}", "ogcItem", "One feature")
            .with(collection())
            .with(Parameter::in_path("feature", "Id of the feature.").text(1, 200))
            .with(f())
            .or_page()
            .geojson()
            .may_miss(),
        Operation::get::<TileSet>(
            "/tiles/{file}",
            "tileJson",
            "What the vector tiles of a layer hold (TileJSON)",
        )
        .with(Parameter::in_path("file", "Id of a layer and `.json`.").text(1, 60))
        .may_miss(),
    ])
}

fn limit() -> &'static str {
    const { assert!(PAGE == 100) };
    "Most features on a page, 100 when not said."
}

/// The service's own description, OpenAPI 3.0.
pub(super) fn document(ground: &Ground, site: &Site) -> Value {
    let mut document = ground::api::document_as(Version::V3_0, &[description()]);
    let title = ground.web.say(web::Lang::En).with1(
        "data-service-title",
        "city",
        ground.web.settings().city.name.as_str(),
    );
    document["info"]["title"] = title.into();
    document["servers"] = json!([{ "url": site.href("/") }]);
    document
}
