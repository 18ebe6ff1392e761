//! Any text as GML: refused or read, and what is read can be indexed, asked and checked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use territories::polygons::read_gml;
use territories_fuzz::{use_all_ways, widest};

fuzz_target!(|text: &str| {
    if let Ok(found) = read_gml(text, &widest()) {
        use_all_ways(&found);
    }
});
