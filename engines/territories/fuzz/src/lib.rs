//! What both map formats have in common: whatever a reader lets through must be safe to work with.

use territories::polygons::{Atlas, Options, Point, Territory, flaws, simplified};

/// Options that refuse as little as the readers allow: the whole earth, no known conversion.
pub fn widest() -> Options<'static> {
    Options { envelope: None, ..Options::default() }
}

/// Does with territories that were read all that the crate can do with them; none of it may panic.
pub fn use_all_ways(found: &[Territory]) {
    flaws(found, 1.0);
    found.iter().for_each(|t| drop(simplified(&t.shape, 10.0)));
    let Ok(atlas) = Atlas::new(&[found]) else { return };
    for point in found.iter().flat_map(|t| t.shape.rings()).flat_map(|r| &r.0) {
        atlas.locate(0, *point);
        atlas.locate(0, Point { lon: point.lon + 0.01, lat: point.lat - 0.01 });
    }
}
