//! Hexagons over the city: how many incidents in each, and which stand out from their surroundings.

use std::collections::BTreeMap;

use crime_analysis::false_discovery::{Dependence, q_values};
use crime_analysis::local::{getis, two_sided};
use crime_analysis::neighbours::Weights;
use crime_analysis::places::Point;

use crate::incident::Spot;
use crate::plane::Plane;

/// A hexagon with what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hex {
    /// Column and row (axial coordinates, flat side east).
    pub at: (i32, i32),
    /// Incidents.
    pub cases: u64,
    /// Corners, longitude and latitude.
    pub ring: Vec<[f64; 2]>,
    /// Gi*; none where nothing can be said.
    pub z: Option<f64>,
    /// Adjusted for all hexagons together (Benjamini and Hochberg).
    pub q: Option<f64>,
}

/// Half the distance between two sides that face each other is `side · √3/2`; this is the length of a side in metres.
#[derive(Debug, Clone, Copy)]
struct Lattice {
    side: f64,
    plane: Plane,
}

impl Lattice {
    fn cell(self, place: Point) -> (i32, i32) {
        let (q, r) =
            ((3.0_f64.sqrt() / 3.0 * place.x - place.y / 3.0) / self.side, (2.0 / 3.0 * place.y) / self.side);
        let (mut column, mut row, rest) = (q.round(), r.round(), (-q - r).round());
        let (dq, dr, ds) = ((column - q).abs(), (row - r).abs(), (rest + q + r).abs());
        if dq > dr && dq > ds {
            column = -row - rest;
        } else if dr > ds {
            row = -column - rest;
        }
        #[expect(clippy::cast_possible_truncation, reason = "cells of a city")]
        let cell = (column as i32, row as i32);
        cell
    }

    fn middle(self, (column, row): (i32, i32)) -> Point {
        let (q, r) = (f64::from(column), f64::from(row));
        Point::new(self.side * 3.0_f64.sqrt() * (q + r / 2.0), self.side * 1.5 * r)
    }

    fn ring(self, cell: (i32, i32)) -> Vec<[f64; 2]> {
        let middle = self.middle(cell);
        let corner = |at: i32| {
            let turn = (60.0 * f64::from(at) + 30.0).to_radians();
            let place = Point::new(middle.x + self.side * turn.cos(), middle.y + self.side * turn.sin());
            let spot = self.plane.spot(place);
            [spot.lon, spot.lat]
        };
        (0..6).map(corner).collect()
    }
}

const AROUND: [(i32, i32); 6] = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1)];

/// Counts incidents in hexagons with sides of so many metres and compares each with its neighbours (Getis and Ord's Gi*).
///
/// - in: `inside` says which middles lie in the city: hexagons without an incident count there too
/// - cost: some milliseconds for 50 000 incidents
#[must_use]
pub fn hexes(spots: &[Spot], plane: Plane, side: f64, inside: impl Fn(Spot) -> bool) -> Vec<Hex> {
    let lattice = Lattice { side, plane };
    let mut counts: BTreeMap<(i32, i32), u64> = BTreeMap::new();
    for spot in spots {
        *counts.entry(lattice.cell(plane.place(*spot))).or_default() += 1;
    }
    fill(&mut counts, lattice, &inside);
    let cells: Vec<(i32, i32)> = counts.keys().copied().collect();
    let place = |cell: &(i32, i32)| cells.binary_search(cell).ok();
    let neighbours = |cell: &(i32, i32)| -> Vec<usize> {
        AROUND.iter().filter_map(|(dq, dr)| place(&(cell.0 + dq, cell.1 + dr))).collect()
    };
    let lists: Vec<Vec<usize>> = cells.iter().map(neighbours).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of a city")]
    let values: Vec<f64> = counts.values().map(|cases| *cases as f64).collect();
    let weights = Weights::contiguous(&lists).map(|weights| weights.including_self());
    let found = weights.and_then(|weights| getis(&values, &weights)).unwrap_or_default();
    let z: Vec<Option<f64>> = (0..cells.len()).map(|at| found.get(at).and_then(|one| one.z)).collect();
    let p: Vec<Option<f64>> = z.iter().map(|z| z.map(two_sided)).collect();
    let q = q_values(&p, Dependence::Positive);
    let hex = |(at, (cell, cases)): (usize, (&(i32, i32), &u64))| Hex {
        at: *cell,
        cases: *cases,
        ring: lattice.ring(*cell),
        z: z.get(at).copied().flatten(),
        q: q.get(at).copied().flatten(),
    };
    counts.iter().enumerate().map(hex).collect()
}

/// More hexagons than this are a mistake of coordinates; nothing is filled in then.
const MOST: i64 = 40_000;

/// Adds the hexagons of the city in which nothing happened.
fn fill(counts: &mut BTreeMap<(i32, i32), u64>, lattice: Lattice, inside: &impl Fn(Spot) -> bool) {
    let span = |of: &dyn Fn(&(i32, i32)) -> i32| {
        let values = counts.keys().map(of);
        Some((values.clone().min()?, values.max()?))
    };
    let (Some((west, east)), Some((low, high))) = (span(&|cell| cell.0), span(&|cell| cell.1)) else {
        return;
    };
    if (i64::from(east) - i64::from(west) + 1) * (i64::from(high) - i64::from(low) + 1) > MOST {
        return;
    }
    for column in west..=east {
        for row in low..=high {
            if inside(lattice.plane.spot(lattice.middle((column, row)))) {
                counts.entry((column, row)).or_insert(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(y: f64, x: f64) -> Spot {
        Plane::Krovak.spot(Point::new(y - 820_000.0, x - 1_070_000.0))
    }

    #[test]
    fn a_hot_spot_among_scattered_incidents_is_found() {
        let scattered = (0..400).map(|at| spot(f64::from(at % 20) * 200.0, f64::from(at / 20) * 200.0));
        let hot =
            (0..60).map(|at| spot(2_000.0 + f64::from(at % 8) * 10.0, 2_000.0 + f64::from(at / 8) * 10.0));
        let all: Vec<Spot> = scattered.chain(hot).collect();
        let hexes = hexes(&all, Plane::Krovak, 150.0, |_| true);
        assert_eq!(hexes.iter().map(|hex| hex.cases).sum::<u64>(), 460);
        let sure: Vec<&Hex> =
            hexes.iter().filter(|hex| hex.q.is_some_and(|q| q < 0.05) && hex.z > Some(0.0)).collect();
        assert!(!sure.is_empty() && sure.len() < 20, "{}", sure.len());
        let hottest = sure.iter().max_by(|a, b| a.z.partial_cmp(&b.z).unwrap()).unwrap();
        assert!(hottest.ring.iter().all(|corner| corner.iter().all(|value| value.is_finite())));
        let neighbours =
            |hex: &&Hex| (hex.at.0 - hottest.at.0).abs() <= 2 && (hex.at.1 - hottest.at.1).abs() <= 2;
        assert!(sure.iter().all(neighbours));
    }

    #[test]
    fn nothing_and_one_incident_are_no_fault() {
        assert!(hexes(&[], Plane::Krovak, 150.0, |_| true).is_empty());
        assert_eq!(hexes(&[spot(0.0, 0.0)], Plane::Krovak, 150.0, |_| false).len(), 1);
    }
}
