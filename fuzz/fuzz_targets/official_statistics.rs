//! Any bytes as what an office publishes: a fault with its row, or figures whose parts are not more than their sums.
#![no_main]

use libfuzzer_sys::fuzz_target;
use official_statistics::{Form, csu, datastat, jsonstat, lists, national, population, recognise};

fuzz_target!(|data: &[u8]| {
    let _ = lists::read(data);
    let _ = population::read(data);
    let _ = national::countries(data);
    let _ = national::districts(data);
    if let Ok(cube) = jsonstat::read(data) {
        assert_eq!(cube.cells().count(), cube.values.len());
        let _ = datastat::from_cube(&cube);
    }
    let _ = datastat::read(data);
    let Ok(found) = csu::read(data, |_| true) else { return };
    assert_eq!(recognise(data), Ok(Form::Districts));
    let parts: u64 = found.parts.iter().map(|part| part.count).sum();
    assert_eq!(parts, found.country.values().sum::<u64>(), "every part belongs to the country once");
});
