//! The 226 precincts of the Prague municipal police, GML in latitude–longitude order, and their flaws.

use territories::polygons::{Flaw, Options, flaws, read_gml};

use crate::shared;

#[test]
fn all_precincts_are_read_and_the_overlapping_pair_is_found() {
    let Some(text) = shared::text("precincts/mp_praha_okrsky.gml.gz") else { return };
    let precincts = read_gml(&text, &Options::default()).unwrap();
    assert_eq!(precincts.len(), 226);
    assert_eq!(precincts[0].code, "4/12");

    let found = flaws(&precincts, 1.0);
    let overlaps: Vec<_> = found
        .iter()
        .filter_map(|flaw| match flaw {
            Flaw::Overlap { between, area_m2, at } => Some((between, area_m2, at)),
            Flaw::Gap { .. } => None,
        })
        .collect();
    let list: Vec<String> = found.iter().take(12).map(|f| format!("{f:?}")).collect();
    eprintln!("{} flaws of at least 1 m²: {}", found.len(), list.join("\n"));
    let pairs: Vec<(&str, &str)> = overlaps
        .iter()
        .map(|(between, ..)| (precincts[between.0].code.as_str(), precincts[between.1].code.as_str()))
        .collect();
    // 35,343 m² in two slivers, as GEOS measures them in UTM
    let area: f64 = overlaps.iter().map(|o| o.1).sum();
    assert!((area - 35_343.0).abs() < 35_343.0 * 0.002, "{area}");
    assert_eq!(pairs, [("15/4", "15/5"), ("1/8", "1/2")]);
}
