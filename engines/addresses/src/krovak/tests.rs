use super::*;

/// Metres on the ground between two WGS 84 positions a few metres apart.
fn metres(a: Wgs84, b: Wgs84) -> f64 {
    let lat = (a.lat - b.lat) * 111_250.0;
    let lon = (a.lon - b.lon) * 111_250.0 * a.lat.to_radians().cos();
    lat.hypot(lon)
}

fn degrees(d: f64, m: f64, s: f64) -> f64 {
    (d + m / 60.0 + s / 3600.0).to_radians()
}

/// EPSG Guidance Note 7-2, worked example of the Krovak projection (domain note §3.6, points 1 and 2).
#[test]
fn the_worked_example_of_the_guidance_note() {
    let (lat, lon) = (degrees(50.0, 12.0, 32.442), degrees(16.0, 50.0, 59.179));
    let plane = to_plane(lat, lon);
    assert!((plane.x - 1_050_538.631).abs() < 0.011, "{plane:?}");
    assert!((plane.y - 568_990.995).abs() < 0.011, "{plane:?}");
    let cone = Cone::new();
    assert!((cone.sphere_latitude(lat) - 0.875_596_951).abs() < 1e-8);
    assert!((plane.x.hypot(plane.y) - 1_194_731.002).abs() < 0.01);
    assert!((plane.y.atan2(plane.x) - 0.496_385_393).abs() < 1e-8);
    assert!((plane.y.atan2(plane.x) / PHI_P.sin() - 0.506_554_627).abs() < 1e-8);
    let (lat2, lon2) = from_plane(plane);
    assert!((lat2 - lat).abs() < 1e-13 && (lon2 - lon).abs() < 1e-13);
}

/// Domain note §3.6, points 3 to 6, 8 and 9: plane to WGS 84.
#[test]
fn published_points_to_wgs84() {
    let check = |y, x, key, lat: f64, lon: f64, tolerance: f64| {
        let got = Krovak::checked(y, x).unwrap().to_wgs84_by(key);
        assert!((got.lat - lat).abs() < tolerance && (got.lon - lon).abs() < tolerance, "{y} {x}: {got:?}");
    };
    for key in [DatumKey::Epsg1623, DatumKey::Epsg5239] {
        check(568_991.00, 1_050_538.63, key, 50.208_297_1, 16.848_326_8, 1e-5);
        check(742_000.0, 1_043_000.0, key, 50.088_571_8, 14.432_438_2, 1e-5);
        check(744_384.54, 1_042_569.73, key, 50.089_480, 14.398_606, 1e-5);
        check(515_366.32, 1_167_938.93, key, 49.205_269, 17.748_366, 1e-5);
        check(822_380.4, 1_069_630.4, key, 49.748_12, 13.377_71, 2e-5);
    }
    check(747_963.65, 1_041_493.33, DatumKey::Epsg1623, 50.094_659_015, 14.346_996_204, 1e-7);
}

/// Domain note §3.6, points 7 and 10: WGS 84 to the plane, and not the value of the 12 m trap.
#[test]
fn published_points_from_wgs84() {
    let check = |lon, lat, easting: f64, northing: f64| {
        let got = Wgs84 { lon, lat }.to_krovak_by(DatumKey::Epsg5239).to_epsg5514();
        assert!((got.0 - easting).abs() < 0.1 && (got.1 - northing).abs() < 0.1, "{got:?}");
        let near = Wgs84 { lon, lat }.to_krovak().to_epsg5514();
        assert!((near.0 - got.0).hypot(near.1 - got.1) < 0.1);
    };
    check(14.413_719, 50.085_346, -743_375.94, -1_043_172.85);
    check(14.0, 50.0, -774_041.31, -1_048_448.75);
    let trap = Krovak { y: 774_047.47, x: 1_048_457.55 };
    assert!(Wgs84 { lon: 14.0, lat: 50.0 }.to_krovak().distance(trap) > 9.0);
}

#[test]
fn there_and_back_is_the_same_place() {
    for (y, x) in [(822_380.4, 1_069_630.4), (432_064.28, 1_100_000.0), (901_942.0, 936_371.33)] {
        for key in [DatumKey::Epsg1623, DatumKey::Epsg5239] {
            let start = Krovak { y, x };
            let back = start.to_wgs84_by(key).to_krovak_by(key);
            assert!(start.distance(back) < 0.01, "{start:?} {back:?}");
            assert!(metres(start.to_wgs84_by(key), back.to_wgs84_by(key)) < 0.01);
        }
    }
}

#[test]
fn the_usual_slips_are_named() {
    let check = |y, x, expected| assert_eq!(Krovak::checked(y, x), expected);
    let (y, x) = (822_380.4, 1_069_630.4);
    check(y, x, Ok(Krovak { y, x }));
    check(x, y, Err(KrovakError::AxesSwapped { y: x, x: y }));
    check(-x, -y, Err(KrovakError::AxesSwapped { y: -x, x: -y }));
    check(-y, -x, Err(KrovakError::AxesNegative { y: -y, x: -x }));
    check(-y, x, Err(KrovakError::AxesNegative { y: -y, x }));
    check(13.4, 49.7, Err(KrovakError::Degrees { y: 13.4, x: 49.7 }));
    check(0.0, 0.0, Err(KrovakError::Degrees { y: 0.0, x: 0.0 }));
    check(100_000.0, 1_069_630.4, Err(KrovakError::OutsideCountry { y: 100_000.0, x: 1_069_630.4 }));
    assert_eq!(Krovak::checked(f64::NAN, x), Err(KrovakError::NotFinite));
    assert_eq!(Krovak::from_epsg5514(-y, -x), Ok(Krovak { y, x }));
}
