//! The atlas and the flaw finder on polygons whose answers can be worked out by hand.

use proptest::prelude::*;
use territories::polygons::{
    Assignment, Atlas, Flaw, Located, MultiPolygon, Point, Polygon, Ring, Territory, flaws, simplified,
};

/// A point of a plan whose unit is 10⁻⁵° (about 1 m), so that plans use small whole numbers.
fn p(x: i32, y: i32) -> Point {
    Point { lon: 13.0 + f64::from(x) * 1e-5, lat: 49.0 + f64::from(y) * 1e-5 }
}

fn ring(points: &[(i32, i32)]) -> Ring {
    Ring(points.iter().map(|(x, y)| p(*x, *y)).collect())
}

fn territory(code: &str, exterior: &[(i32, i32)], holes: &[&[(i32, i32)]]) -> Territory {
    let polygon = Polygon { exterior: ring(exterior), holes: holes.iter().map(|h| ring(h)).collect() };
    let shape = MultiPolygon { polygons: vec![polygon] };
    Territory { code: code.to_owned(), name: code.to_owned(), properties: vec![], shape }
}

fn square(code: &str, west: i32, south: i32, side: i32) -> Territory {
    let (east, north) = (west + side, south + side);
    territory(code, &[(west, south), (east, south), (east, north), (west, north)], &[])
}

#[test]
fn the_boundary_rule() {
    let layer = [square("west", 0, 0, 100), square("east", 100, 0, 100), square("north", 0, 100, 100)];
    let atlas = Atlas::new(&[&layer]).unwrap();
    let on =
        |between: &[u32], assigned: Option<u32>| Located::OnBorder { between: between.to_vec(), assigned };
    assert_eq!(atlas.locate(0, p(50, 50)), Located::Inside(0));
    assert_eq!(atlas.locate(0, p(100, 50)), on(&[0, 1], Some(0))); // to the west
    assert_eq!(atlas.locate(0, p(50, 100)), on(&[0, 2], Some(2))); // to the north
    assert_eq!(atlas.locate(0, p(100, 100)), on(&[0, 1, 2], Some(2)));
    assert_eq!(atlas.locate(0, p(0, 50)), on(&[0], None)); // west of it is nobody
    assert_eq!(atlas.locate(0, p(300, 50)), Located::Nobody);
    assert_eq!(atlas.locate(1, p(50, 50)), Located::Nobody);
    assert_eq!(atlas.locate(0, Point { lon: f64::NAN, lat: 49.0 }), Located::Nobody);
}

#[test]
fn holes_parts_and_overlaps() {
    let ring = territory(
        "ring",
        &[(0, 0), (300, 0), (300, 300), (0, 300)],
        &[&[(100, 100), (200, 100), (200, 200), (100, 200)]],
    );
    let layer = [ring, square("island", 100, 100, 100), square("claim", 250, 250, 100)];
    let atlas = Atlas::new(&[&layer]).unwrap();
    assert_eq!(atlas.locate(0, p(50, 50)), Located::Inside(0));
    assert_eq!(atlas.locate(0, p(150, 150)), Located::Inside(1));
    assert_eq!(atlas.locate(0, p(275, 275)), Located::Several(vec![0, 2]));
    assert_eq!(atlas.locate(0, p(325, 325)), Located::Inside(2));
}

#[test]
fn metres_to_the_border() {
    let atlas = Atlas::new(&[&[square("a", 0, 0, 1000)]]).unwrap();
    let d = atlas.distance_to_border_m(0, p(500, 100), 200.0).unwrap();
    assert!((d - 111.25).abs() < 0.5, "{d}");
    assert_eq!(atlas.distance_to_border_m(0, p(500, 500), 50.0), None);
    let outside = atlas.distance_to_border_m(0, p(500, -10), 50.0).unwrap();
    assert!((outside - 11.1).abs() < 0.1, "{outside}");
}

#[test]
fn an_overlap_and_a_gap_are_measured() {
    // side 100 m; the second square reaches 10 m into the first, the other three leave a hole of 50 m × 50 m
    let layer = [
        square("a", 0, 0, 1000),
        square("b", 900, 0, 1000),
        territory("c", &[(0, 1000), (500, 1000), (500, 2000), (0, 2000)], &[]),
        territory("d", &[(1000, 1000), (1900, 1000), (1900, 2000), (1000, 2000)], &[]),
        territory("e", &[(500, 1500), (1000, 1500), (1000, 2000), (500, 2000)], &[]),
    ];
    let found = flaws(&layer, 1.0);
    let square_metre = 1.1125 * 1.1125 * 49.01f64.to_radians().cos() * 1.002;
    let [Flaw::Gap { area_m2: gap, .. }, Flaw::Overlap { between, area_m2: overlap, .. }] = found.as_slice()
    else {
        panic!("{found:?}")
    };
    assert!((gap - 250_000.0 * square_metre).abs() < 100.0, "{gap}");
    assert_eq!(*between, (0, 1));
    assert!((overlap - 100_000.0 * square_metre).abs() < 50.0, "{overlap}");
    assert_eq!(flaws(&layer[2..4], 1.0), []); // what is open to the outside is no gap
}

#[test]
fn a_simplified_ring_keeps_its_corners() {
    let points = [(0, 0), (500, 1), (1000, 0), (1000, 500), (999, 1000), (0, 1000)];
    let simple = simplified(&territory("a", &points, &[]).shape, 5.0);
    assert_eq!(simple.polygons[0].exterior, ring(&[(0, 0), (1000, 0), (999, 1000), (0, 1000)]));
    assert!(simplified(&square("b", 0, 0, 3).shape, 50.0).polygons.is_empty());
}

/// Crossing-number test in plain integers, with the point half a unit west and a quarter north of its place.
fn naive(points: &[(i32, i32)], x: i32, y: i32) -> bool {
    let (px, py) = (i64::from(x) * 4 - 2, i64::from(y) * 4 + 1);
    let mut odd = false;
    for (i, a) in points.iter().enumerate() {
        let b = points[(i + 1) % points.len()];
        let (ax, ay, bx, by) =
            (i64::from(a.0) * 4, i64::from(a.1) * 4, i64::from(b.0) * 4, i64::from(b.1) * 4);
        if (ay > py) != (by > py) {
            let cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
            odd ^= (cross > 0) == (by > ay);
        }
    }
    odd
}

proptest! {
    /// Triangles that overlap at random: the grid must agree with asking every triangle.
    #[test]
    fn overlapping_triangles(
        triangles in prop::collection::vec(((0i32..60, 0i32..60), (0i32..60, 0i32..60), (0i32..60, 0i32..60)), 1..9),
        probes in prop::collection::vec((0i32..60, 0i32..60), 40),
    ) {
        let triangles: Vec<[(i32, i32); 3]> = triangles
            .into_iter()
            .map(|(a, b, c)| [a, b, c])
            .filter(|[a, b, c]| (b.0 - a.0) * (c.1 - a.1) != (b.1 - a.1) * (c.0 - a.0))
            .collect();
        let layer: Vec<Territory> = triangles.iter().map(|t| territory("t", t, &[])).collect();
        let atlas = Atlas::new(&[&layer]).unwrap();
        for (x, y) in probes {
            // half-unit probes never lie on a vertex line of the plan in x; y is decided by the quarter
            let point = Point { lon: 13.0 + (f64::from(x) - 0.5) * 1e-5, lat: 49.0 + (f64::from(y) + 0.25) * 1e-5 };
            let expected: Vec<u32> = (0u32..).zip(&triangles).filter(|(_, t)| naive(&t[..], x, y)).map(|(i, _)| i).collect();
            let mut found = [Assignment::Nobody];
            atlas.assign(point, &mut found);
            match atlas.locate(0, point) {
                Located::OnBorder { .. } => continue, // rounding to 1 cm may put the probe on a slanted side
                located => {
                    let holders = match &located {
                        Located::Nobody => vec![],
                        Located::Inside(t) => vec![*t],
                        Located::Several(all) | Located::OnBorder { between: all, .. } => all.clone(),
                    };
                    prop_assert_eq!(&holders, &expected, "{} {}", x, y);
                }
            }
            match found[0] {
                Assignment::Nobody => prop_assert!(expected.is_empty()),
                Assignment::Inside(t) => prop_assert_eq!(expected, vec![t]),
                Assignment::Several => prop_assert!(expected.len() > 1),
            }
        }
    }
}
