//! In which precinct and district does a point lie? For a hundred thousand points at once.
//!
//! ```text
//!   polygons ─► Atlas::decide_point                     one look-up a point
//!   rules, register ─► nearest address ─► Atlas::decide  addresses in a grid of 250 m, each decided once
//! ```

use std::collections::HashMap;

use addresses::{AddressIndex, Krovak, Wgs84};
use places::{Atlas, Layer};

use crate::incident::{Spot, Told};

/// Side of a cell of the grid, in metres.
const CELL: f64 = 250.0;
/// Farther than this an address says nothing about a point.
const FARTHEST: f64 = 500.0;

/// Finds territories of points.
pub struct Locator<'a> {
    atlas: &'a Atlas,
    grid: HashMap<(i64, i64), Vec<(Krovak, AddressIndex)>>,
    decided: HashMap<(Layer, AddressIndex), String>,
}

impl<'a> Locator<'a> {
    /// Over the addresses of the home town.
    #[must_use]
    pub fn new(atlas: &'a Atlas) -> Locator<'a> {
        let mut grid: HashMap<_, Vec<_>> = HashMap::new();
        let home = atlas.register().zip(atlas.home_code());
        if let Some(home) = home.and_then(|(register, code)| register.municipality(code)) {
            for address in home.addresses() {
                if let Some(position) = address.position() {
                    grid.entry(cell(position)).or_default().push((position, address.index()));
                }
            }
        }
        Locator { atlas, grid, decided: HashMap::new() }
    }

    /// Code of the territory a point lies in; empty when in none.
    pub fn territory(&mut self, layer: Layer, spot: Spot) -> String {
        let point = Wgs84 { lon: spot.lon, lat: spot.lat };
        if let Some(decision) = self.atlas.decide_point(layer, point) {
            let found = decision.territory.and_then(|at| self.atlas.territories(layer).get(at));
            return found.map_or_else(String::new, |territory| territory.code.clone());
        }
        let Some(index) = self.nearest(point.to_krovak()) else { return String::new() };
        if let Some(code) = self.decided.get(&(layer, index)) {
            return code.clone();
        }
        let code = self.decide(layer, index);
        self.decided.insert((layer, index), code.clone());
        code
    }

    fn decide(&self, layer: Layer, index: AddressIndex) -> String {
        let address = self.atlas.register().and_then(|register| register.address_at(index));
        let decision = address.map(|address| self.atlas.decide(layer, address));
        let at = decision.and_then(|decision| decision.territory);
        let found = at.and_then(|at| self.atlas.territories(layer).get(at));
        found.map_or_else(String::new, |territory| territory.code.clone())
    }

    /// The nearest address: rings of cells around the point, until nothing nearer can follow.
    fn nearest(&self, here: Krovak) -> Option<AddressIndex> {
        let (column, row) = cell(here);
        let mut best: Option<(f64, AddressIndex)> = None;
        for ring in 0..=2_i64 {
            #[expect(clippy::cast_precision_loss, reason = "0 to 2")]
            let reached = (ring - 1).max(0) as f64 * CELL;
            if best.is_some_and(|(metres, _)| metres <= reached) {
                break;
            }
            for (x, y) in around(column, row, ring) {
                for (position, index) in self.grid.get(&(x, y)).into_iter().flatten() {
                    let metres = position.distance(here);
                    if metres <= FARTHEST && best.is_none_or(|(least, _)| metres < least) {
                        best = Some((metres, *index));
                    }
                }
            }
        }
        best.map(|(_, index)| index)
    }
}

fn around(column: i64, row: i64, ring: i64) -> impl Iterator<Item = (i64, i64)> {
    let side = -ring..=ring;
    let cells = side.clone().flat_map(move |dx| side.clone().map(move |dy| (dx, dy)));
    let on_ring = cells.filter(move |(dx, dy)| dx.abs().max(dy.abs()) == ring);
    on_ring.map(move |(dx, dy)| (column + dx, row + dy))
}

#[expect(clippy::cast_possible_truncation, reason = "metres of the Křovák plane fit; others saturate")]
fn cell(position: Krovak) -> (i64, i64) {
    ((position.y / CELL).floor() as i64, (position.x / CELL).floor() as i64)
}

/// More incidents than this on one point, and the point is a place where the source puts what it does not place exactly.
pub const STACK: usize = 20;

/// Which incidents stand on such points.
#[must_use]
pub fn snapped(told: &[Told], most: usize) -> Vec<bool> {
    let place = |spot: Spot| (spot.lon.to_bits(), spot.lat.to_bits());
    let mut counts: HashMap<(u64, u64), usize> = HashMap::new();
    for spot in told.iter().filter_map(|one| one.spot) {
        *counts.entry(place(spot)).or_default() += 1;
    }
    let is = |one: &Told| one.spot.is_some_and(|spot| counts.get(&place(spot)).is_some_and(|n| *n > most));
    told.iter().map(is).collect()
}
