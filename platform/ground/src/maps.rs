//! The city's own territories as a map: each area in the tone that its figure gives it.

use places::{Atlas, Layer, TerritoryRef};
use web::maps::{Position, SvgMap, Tone};

/// Borders are drawn this exactly, in metres.
const METRES: f64 = 10.0;

/// Draws the territories of a layer on the map; `None` when none of them has a figure, so that there is nothing to show.
///
/// - in: the tone of a territory; `None` when the data say nothing of it
#[must_use]
pub fn toned(
    atlas: &Atlas,
    layer: Layer,
    mut map: SvgMap,
    tone: impl Fn(&TerritoryRef) -> Option<Tone>,
) -> Option<String> {
    let mut any = false;
    for (territory, shape) in atlas.territories(layer).iter().zip(atlas.shapes(layer)) {
        let known = tone(territory);
        any |= known.is_some();
        for polygon in &territories::polygons::simplified(&shape.shape, METRES).polygons {
            let ring: Vec<Position> = polygon.exterior.0.iter().map(|point| [point.lon, point.lat]).collect();
            map.toned(&[ring], known.unwrap_or(Tone::Unknown));
        }
    }
    any.then(|| map.svg())
}
