//! Any text as GML: refused or read, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use territories::polygons::{Atlas, Options, Point, flaws, read_gml, simplified};

fuzz_target!(|text: &str| {
    let options = Options { envelope: None, ..Options::default() };
    if let Ok(found) = read_gml(text, &options) {
        flaws(&found, 1.0);
        found.iter().for_each(|t| drop(simplified(&t.shape, 10.0)));
        if let Ok(atlas) = Atlas::new(&[&found]) {
            for point in found.iter().flat_map(|t| t.shape.rings()).flat_map(|r| &r.0) {
                atlas.locate(0, *point);
                atlas.locate(0, Point { lon: point.lon + 0.01, lat: point.lat - 0.01 });
            }
        }
    }
});
