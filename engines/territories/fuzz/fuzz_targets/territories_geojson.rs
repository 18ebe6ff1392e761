//! Any text as GeoJSON: refused or read, and what is read can be indexed, asked and checked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use territories::polygons::read_geojson;
use territories_fuzz::{use_all_ways, widest};

fuzz_target!(|text: &str| {
    if let Ok(found) = read_geojson(text, &widest()) {
        use_all_ways(&found);
    }
});
