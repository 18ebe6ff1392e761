//! Křovák against the thousand reference points that lie beside the project (PROJ, EPSG:1622).

use addresses::{Krovak, Wgs84};

use crate::shared::shared;

fn table(path: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared(path)?).expect("readable text");
    Some(text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect())
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

#[test]
fn a_thousand_points_agree_to_a_tenth_of_a_millimetre() {
    let Some(points) = table("data/sjtsk/sjtsk_wgs84_reference_cechy.csv") else { return };
    assert_eq!(points.len(), 1000);
    for point in points {
        let at = Krovak::checked(number(&point[1]), number(&point[2])).expect("a position in the country");
        let expected = Wgs84 { lat: number(&point[3]), lon: number(&point[4]) };
        let got = at.to_wgs84();
        assert!((got.lat - expected.lat).abs() < 2e-9, "{point:?} {got:?}");
        assert!((got.lon - expected.lon).abs() < 2e-9, "{point:?} {got:?}");
        assert!(expected.to_krovak().distance(at) < 0.01, "{point:?}");
    }
}

/// The projection alone is tested inside the crate (the guidance note's example); here the published pair is
/// reached through WGS 84 and back, which must not move it.
#[test]
fn the_published_plane_points_survive_the_datum_shift() {
    let Some(points) = table("data/sjtsk/epsg_krovak_test_points.csv") else { return };
    let mut checked = 0;
    for point in points.iter().filter(|p| p[0].starts_with("EPSG_G7-2_krovak")) {
        let (a, b) = (number(&point[5]).abs(), number(&point[6]).abs());
        let at = Krovak::checked(a, b).expect("a position in the country");
        assert!(at.to_wgs84().to_krovak().distance(at) < 0.01);
        checked += 1;
    }
    assert_eq!(checked, 2);
}
