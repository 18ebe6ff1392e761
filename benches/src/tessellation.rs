//! Three layers of invented territories that tile a square, and points in it: input for point-in-polygon benches.
//!
//! A jittered grid whose borders are broken into 12 wiggly pieces, so that a ring has 48 vertices and
//! neighbours share every one of them.

use territories::polygons::{MultiPolygon, Point, Polygon, Ring, Territory};

use crate::country::Dice;

/// West edge of the square, degrees of longitude.
pub const WEST: f64 = 13.2;
/// South edge, degrees of latitude.
pub const SOUTH: f64 = 49.6;
/// Width of the square in degrees.
pub const WIDE: f64 = 0.4;
/// Height of the square in degrees.
pub const HIGH: f64 = 0.3;
/// Pieces of one side of a polygon.
const PIECES: usize = 12;

/// The points of one side without its end.
fn side(random: &mut Dice, a: Point, b: Point, wiggle: f64) -> Vec<Point> {
    (0..PIECES)
        .map(|k| {
            let t = k as f64 / PIECES as f64;
            let mut off = || if k > 0 { wiggle * (unit(random) - 0.5) } else { 0.0 };
            Point { lon: a.lon + t * (b.lon - a.lon) + off(), lat: a.lat + t * (b.lat - a.lat) + off() }
        })
        .collect()
}

/// The same side walked the other way, again without its end.
fn back(side: &[Point], end: Point) -> impl Iterator<Item = Point> {
    std::iter::once(end).chain(side.iter().skip(1).rev().copied())
}

/// A tessellation of `columns` × `rows` wiggly quadrilaterals.
pub fn layer(seed: u64, columns: usize, rows: usize) -> Vec<Territory> {
    let random = &mut Dice(seed);
    let (dx, dy) = (WIDE / columns as f64, HIGH / rows as f64);
    let inner = |k: usize, most: usize| if k == 0 || k == most { 0.0 } else { 1.0 };
    let corner: Vec<Vec<Point>> = (0..=columns)
        .map(|i| {
            let jitter = |random: &mut Dice, j| Point {
                lon: WEST + dx * (i as f64 + 0.6 * inner(i, columns) * (unit(random) - 0.5)),
                lat: SOUTH + dy * (j as f64 + 0.6 * inner(j, rows) * (unit(random) - 0.5)),
            };
            (0..=rows).map(|j| jitter(random, j)).collect()
        })
        .collect();
    let wiggle = 0.05 * dx.min(dy);
    let mut east = vec![];
    let mut north = vec![];
    for i in 0..=columns {
        let next = corner.get(i + 1);
        let sides = |random: &mut Dice, j: usize| {
            next.map(|next| side(random, corner[i][j], next[j], wiggle * inner(j, rows)))
        };
        east.push((0..=rows).filter_map(|j| sides(random, j)).collect::<Vec<_>>());
        let up = |random: &mut Dice, j: usize| {
            side(random, corner[i][j], corner[i][j + 1], wiggle * inner(i, columns))
        };
        north.push((0..rows).map(|j| up(random, j)).collect::<Vec<_>>());
    }
    let cells = (0..columns).flat_map(|i| (0..rows).map(move |j| (i, j)));
    cells
        .map(|(i, j)| {
            let mut ring = east[i][j].clone();
            ring.extend(&north[i + 1][j]);
            ring.extend(back(&east[i][j + 1], corner[i + 1][j + 1]));
            ring.extend(back(&north[i][j], corner[i][j + 1]));
            let code = format!("{i}/{j}");
            let shape = MultiPolygon { polygons: vec![Polygon { exterior: Ring(ring), holes: vec![] }] };
            Territory { name: code.clone(), code, properties: vec![], shape }
        })
        .collect()
}

/// `count` random points of the square.
pub fn points(seed: u64, count: usize) -> Vec<Point> {
    let random = &mut Dice(seed);
    (0..count).map(|_| Point { lon: WEST + WIDE * unit(random), lat: SOUTH + HIGH * unit(random) }).collect()
}

/// The next number in 0..1.
fn unit(random: &mut Dice) -> f64 {
    (random.roll() >> 11) as f64 / (1u64 << 53) as f64
}
