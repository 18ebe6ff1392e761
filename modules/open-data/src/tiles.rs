//! Vector tiles of every layer and their description (TileJSON 3.0).
//!
//! Tiles are made when they are asked for: a city's layers are small, and a tile that the asker has already is not made
//! again.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use ground::open::{Ask, Bbox, Column, Datatype, Feature, Geometry, Layer, Value};
use ground::{Ground, Route};
use serde_json::{Map, json};
use vector_tiles::{Shape, Square, Tile};
use web::{Error, Lang, Refusal};

use crate::answer::{Stamp, stamped};
use crate::features::{find, layer};
use crate::site::Site;

/// Zoom whose tiles are used for all deeper ones: a unit is 60 cm there.
const DEEPEST: u8 = 14;

const MVT: &str = "application/vnd.mapbox-vector-tile";

/// The routes of tiles.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::public("/tiles/{file}", get(tile_json)),
        Route::public("/tiles/{layer}/{z}/{x}/{file}", get(tile)),
    ]
}

async fn tile_json(
    Path(file): Path<String>,
    State(ground): State<Ground>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let id = file.strip_suffix(".json").ok_or(Error::Missing("description of tiles"))?;
    let layer = layer(&ground, id)?;
    let found = find(&ground, layer, Ask::default()).await?;
    let (site, t) = (Site::of(&ground, &headers), ground.web.say(Lang::Cs));
    let write = || {
        let field = |column: &Column| (column.name.to_owned(), json!(t.say(column.title)));
        let fields: Map<String, serde_json::Value> = layer.properties.iter().map(field).collect();
        let mut body = json!({
            "tilejson": "3.0.0",
            "name": t.say(layer.title),
            "description": t.say(layer.description),
            "scheme": "xyz",
            "tiles": [site.href(&format!("/tiles/{}/{{z}}/{{x}}/{{y}}.mvt", layer.id))],
            "minzoom": layer.from_zoom,
            "maxzoom": DEEPEST.max(layer.from_zoom),
            "vector_layers": [{ "id": layer.id, "fields": fields }],
        });
        if let Some(Bbox { west, south, east, north }) = found.extent {
            body["bounds"] = json!([west, south, east, north]);
        }
        Body::from(body.to_string())
    };
    Ok(stamped(&headers, &Stamp::of("tilejson", &found.edition), "application/json", write))
}

async fn tile(
    Path((id, z, x, file)): Path<(String, String, String, String)>,
    State(ground): State<Ground>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let layer = layer(&ground, &id)?;
    let y = file.strip_suffix(".mvt").ok_or(Error::Missing("tile"))?;
    let square = square(&z, &x, y)?;
    let [west, south, east, north] = square.frame();
    let ask = Ask { bbox: Some(Bbox { west, south, east, north }), ..Ask::everything() };
    let ask = if z.parse::<u8>().is_ok_and(|z| z < layer.from_zoom) { Ask::default() } else { ask };
    let found = find(&ground, layer, ask).await?;
    let stamp = Stamp::of("mvt", &found.edition);
    Ok(stamped(&headers, &stamp, MVT, || Body::from(drawn(layer, square, &found.features))))
}

/// The square of a tile's address.
fn square(z: &str, x: &str, y: &str) -> Result<Square, Error> {
    let numbers = || Some((z.parse().ok()?, x.parse().ok()?, y.parse().ok()?));
    let square = numbers().and_then(|(z, x, y)| Square::new(z, x, y));
    let short = |text: &str| text.chars().take(20).collect::<String>();
    square.ok_or_else(|| {
        let refusal =
            Refusal::new("bad-tile").with("tile", format!("{}/{}/{}", short(z), short(x), short(y)));
        refusal.with("most", vector_tiles::DEEPEST).status(StatusCode::BAD_REQUEST).into()
    })
}

fn drawn(layer: &Layer, square: Square, features: &[Feature]) -> Vec<u8> {
    let mut tile = Tile::new(square);
    let mut drawn = tile.layer(layer.id);
    for feature in features {
        let Some(geometry) = &feature.geometry else { continue };
        let shape = match geometry {
            Geometry::Point(at) => Shape::Point(*at),
            Geometry::Lines(lines) => Shape::Lines(lines),
            Geometry::Polygons(polygons) => Shape::Polygons(polygons),
        };
        let written: Vec<_> = feature.properties.iter().map(Value::written).collect();
        let named = layer.properties.iter().zip(&feature.properties).zip(&written);
        let present = named.filter(|((_, value), _)| **value != Value::Nothing);
        drawn
            .add(&shape, present.map(|((column, value), text)| (column.name, property(column, value, text))));
    }
    tile.bytes()
}

fn property<'a>(column: &Column, value: &Value, written: &'a str) -> vector_tiles::Value<'a> {
    match (value, column.datatype) {
        (Value::Whole(number), Datatype::Whole) => vector_tiles::Value::Whole(*number),
        #[expect(clippy::cast_precision_loss, reason = "a number in a column of numbers")]
        (Value::Whole(number), _) => vector_tiles::Value::Number(*number as f64),
        (Value::Number(number), _) => vector_tiles::Value::Number(*number),
        (Value::Truth(yes), _) => vector_tiles::Value::Truth(*yes),
        _ => vector_tiles::Value::Text(written),
    }
}
