//! The routes of the API in words: this module's part of the OpenAPI document.

use ground::api::{Description, Operation, Parameter};

use super::geo::{FeatureCollection, Layers};
use super::shapes::{AnswerableBody, Found, Suggestions};

/// Everything a program needs to call this module.
pub(crate) fn description() -> Description {
    let q = || Parameter::required("q", "What a person wrote: an address, a street, a place.").text(1, 1000);
    let lon = || Parameter::required("lon", "Longitude, WGS 84 degrees.").number(12.0, 19.0);
    let lat = || Parameter::required("lat", "Latitude, WGS 84 degrees.").number(48.0, 52.0);
    let layer = || {
        Parameter::in_path("layer", "Layer of territories.").one_of(&[
            "municipal-precinct",
            "state-police",
            "district",
        ])
    };
    Description::new(vec![
        Operation::get::<Suggestions>("/api/v1/suggest", "suggest", "What a person may mean while they type")
            .with(q())
            .with(Parameter::optional("limit", "Most suggestions, 8 when not said.").integer(1, 20)),
        Operation::get::<Found>("/api/v1/find", "find", "What a person meant, and who answers for it")
            .with(q()),
        Operation::get::<AnswerableBody>(
            "/api/v1/answerable",
            "answerable",
            "Who answers for an address point or a place",
        )
        .with(
            Parameter::optional("address", "Code of an address point; then neither lon nor lat.")
                .integer(0, 4_294_967_295),
        )
        .with(
            Parameter::optional("lon", "Longitude, WGS 84 degrees; then lat too, and no address.")
                .number(12.0, 19.0),
        )
        .with(Parameter::optional("lat", "Latitude, WGS 84 degrees.").number(48.0, 52.0))
        .may_miss(),
        Operation::get::<Layers>("/api/v1/layers", "layers", "The layers of territories and their editions"),
        Operation::get::<FeatureCollection>(
            "/api/v1/layers/{layer}/territories",
            "territories",
            "All territories of a layer",
        )
        .with(layer())
        .geojson()
        .may_miss(),
        Operation::get::<FeatureCollection>(
            "/api/v1/layers/{layer}/territories/{code}",
            "territory",
            "One territory",
        )
        .with(layer())
        .with(Parameter::in_path("code", "Code of the territory.").text(1, 200))
        .geojson()
        .may_miss(),
        Operation::get::<FeatureCollection>(
            "/api/v1/layers/{layer}/territories/{code}/addresses",
            "territoryAddresses",
            "The address points of a territory",
        )
        .with(layer())
        .with(Parameter::in_path("code", "Code of the territory.").text(1, 200))
        .geojson()
        .may_miss(),
        Operation::get::<FeatureCollection>(
            "/api/v1/territories",
            "territoriesAround",
            "The polygons that cover a place",
        )
        .with(lon())
        .with(lat())
        .geojson(),
        Operation::get::<FeatureCollection>(
            "/api/v1/addresses",
            "addressesAround",
            "The address points within 800 m of a place",
        )
        .with(lon())
        .with(lat())
        .geojson(),
    ])
}
