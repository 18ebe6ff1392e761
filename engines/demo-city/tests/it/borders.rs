//! Polygons against addresses, by a point-in-polygon test of the tests' own.

use demo_city::{LonLat, Position};

use crate::town;

/// Křovák inverse and the Czech 7-parameter key (EPSG 5239), written out from EPSG Guidance Note 7-2.
fn full_projection(p: Position) -> LonLat {
    let (a, f) = (6_377_397.155_f64, 1.0 / 299.152_812_8_f64);
    let e2: f64 = 2.0 * f - f * f;
    let e = e2.sqrt();
    let (phi0, alpha) = (49.5_f64.to_radians(), (30.0 + 17.0 / 60.0 + 17.303_11 / 3600.0_f64).to_radians());
    let (lam0, s0) = ((24.0 + 50.0 / 60.0_f64).to_radians(), 78.5_f64.to_radians());
    let quarter = std::f64::consts::FRAC_PI_4;
    let big_a = a * (1.0 - e2).sqrt() / (1.0 - e2 * phi0.sin().powi(2));
    let b = (1.0 + e2 * phi0.cos().powi(4) / (1.0 - e2)).sqrt();
    let gamma = (phi0.sin() / b).asin();
    let bend = |phi: f64| ((1.0 + e * phi.sin()) / (1.0 - e * phi.sin())).powf(e / 2.0);
    let t0 = (quarter + gamma / 2.0).tan() * bend(phi0).powf(b) / (phi0 / 2.0 + quarter).tan().powf(b);
    let (n, r0) = (s0.sin(), 0.9999 * big_a / s0.tan());
    let (r, theta) = (p.x.hypot(p.y), p.y.atan2(p.x));
    let d = theta / n;
    let t = 2.0 * (((r0 / r).powf(1.0 / n) * (quarter + s0 / 2.0).tan()).atan() - quarter);
    let u = (alpha.cos() * t.sin() - alpha.sin() * t.cos() * d.cos()).asin();
    let v = (t.cos() * d.sin() / u.cos()).asin();
    let mut phi = u;
    for _ in 0..8 {
        phi = 2.0
            * ((t0.powf(-1.0 / b) * (u / 2.0 + quarter).tan().powf(1.0 / b) * bend(phi)).atan() - quarter);
    }
    to_wgs84(phi, lam0 - v / b, a, e2)
}

fn to_wgs84(phi: f64, lam: f64, a: f64, e2: f64) -> LonLat {
    let n = a / (1.0 - e2 * phi.sin().powi(2)).sqrt();
    let (x, y, z) = (n * phi.cos() * lam.cos(), n * phi.cos() * lam.sin(), n * (1.0 - e2) * phi.sin());
    let second = std::f64::consts::PI / 648_000.0;
    let (rx, ry, rz, m) = (4.9732 * second, 1.529 * second, 5.2484 * second, 1.0 + 3.5378e-6);
    let (x, y, z) = (
        572.213 + m * (x - rz * y + ry * z),
        85.334 + m * (rz * x + y - rx * z),
        461.94 + m * (-ry * x + rx * y + z),
    );
    let (aw, fw) = (6_378_137.0_f64, 1.0 / 298.257_223_563);
    let ew = 2.0 * fw - fw * fw;
    let q = x.hypot(y);
    let mut phi = z.atan2(q * (1.0 - ew));
    for _ in 0..6 {
        let n = aw / (1.0 - ew * phi.sin().powi(2)).sqrt();
        let h = q / phi.cos() - n;
        phi = z.atan2(q * (1.0 - ew * n / (n + h)));
    }
    LonLat { lon: y.atan2(x).to_degrees(), lat: phi.to_degrees() }
}

fn inside(p: LonLat, ring: &[LonLat]) -> bool {
    let crossing = |w: &&[LonLat]| {
        let (a, b) = (w[0], w[1]);
        (a.lat > p.lat) != (b.lat > p.lat)
            && p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon
    };
    ring.windows(2).filter(crossing).count() % 2 == 1
}

/// Control points of the notes: Kód ADM 21690278 and the EPSG 5514 point of Prague.
#[test]
fn the_projection_of_this_test_is_right() {
    for (y, x, lat, lon, within) in [
        (744_384.54, 1_042_569.73, 50.089_480, 14.398_606, 1e-6),
        (742_000.0, 1_043_000.0, 50.088_571_8, 14.432_438_2, 1e-6),
    ] {
        let p = full_projection(Position { y, x });
        assert!((p.lat - lat).abs() < within && (p.lon - lon).abs() < within, "{p:?}");
    }
}

#[test]
fn every_address_lies_in_exactly_the_district_and_area_it_names() {
    let t = town();
    for (i, a) in t.addresses.iter().enumerate() {
        let Some(position) = a.position else { continue };
        let p = full_projection(position);
        let districts: Vec<usize> = (0..10).filter(|d| inside(p, &t.districts[*d].outline)).collect();
        let areas: Vec<usize> = (0..7).filter(|d| inside(p, &t.state_police_areas[*d].outline)).collect();
        assert_eq!(districts, [a.district], "{:?}", t.address_line(i));
        assert_eq!(areas, [a.state_police_area], "{:?}", t.address_line(i));
    }
}

/// Points all over the town's box: in no district and no area, or in exactly one of each.
#[test]
fn both_layers_tile_the_same_town() {
    let t = town();
    let mut covered = 0;
    for i in 0..120 {
        for k in 0..120 {
            let (u, v) = (f64::from(i) / 120.0 + 0.0031, f64::from(k) / 120.0 + 0.0017);
            let p = LonLat { lon: 13.09 + 0.14 * u, lat: 50.17 + 0.09 * v };
            let districts = t.districts.iter().filter(|d| inside(p, &d.outline)).count();
            let areas = t.state_police_areas.iter().filter(|a| inside(p, &a.outline)).count();
            assert!(districts == areas && districts <= 1, "{p:?}: {districts} districts, {areas} areas");
            covered += districts;
        }
    }
    assert!(covered > 4000, "{covered}");
}

#[test]
fn outlines_are_closed_detailed_and_lie_in_the_country() {
    let t = town();
    let rings = t.districts.iter().map(|d| &d.outline).chain(t.state_police_areas.iter().map(|a| &a.outline));
    for ring in rings {
        assert!(ring.len() > 40, "{}", ring.len());
        assert_eq!(ring.first(), ring.last());
        let area: f64 = ring.windows(2).map(|w| w[0].lon * w[1].lat - w[1].lon * w[0].lat).sum();
        assert!(area > 0.0, "outer rings run counter-clockwise (RFC 7946)");
        assert!(ring.iter().all(|p| (13.0..13.4).contains(&p.lon) && (50.1..50.3).contains(&p.lat)));
    }
}

#[test]
fn geojson_says_that_it_is_invented() {
    for (text, features) in [(town().state_police_geojson(), 7), (town().districts_geojson(), 10)] {
        assert!(text.starts_with("{\"type\":\"FeatureCollection\",\"invented\":true"));
        assert_eq!(text.matches("\"type\":\"Feature\"").count(), features);
        assert_eq!(text.matches('{').count(), text.matches('}').count());
        assert_eq!(text.matches('[').count(), text.matches(']').count());
    }
    assert!(town().state_police_geojson().contains("\"station_address\":\""));
}
