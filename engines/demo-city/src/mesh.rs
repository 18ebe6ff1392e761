//! The skeleton of the town: twelve radial lines and five rings cut it into 49 cells.
//!
//! ```text
//!            ring 4  municipal border (villages, fields, colonies, industry)
//!          ring 3    edge of the built town
//!        ring 2      outer avenue
//!      ring 1        inner avenue
//!    ring 0          old walls; its northern half is the river
//!   ~~~~~~●~~~~~~    radial 6 (west) and radial 0 (east) are the river, the others are main roads
//! ```
//!
//! Every territory is a union of cells, so borders run along street axes and the river, meet without
//! gaps, and can never disagree with each other.

use crate::plane::{P, area, curve, inside};
use crate::random::Random;

/// Number of sectors.
pub(crate) const SECTORS: usize = 12;
/// Mean radius of the rings, metres.
const RADII: [f64; 5] = [285.0, 720.0, 1240.0, 1830.0, 3650.0];
/// cos and sin of k·30°.
const COMPASS: [(f64, f64); 12] = [
    (1.0, 0.0),
    (0.866_025_4, 0.5),
    (0.5, 0.866_025_4),
    (0.0, 1.0),
    (-0.5, 0.866_025_4),
    (-0.866_025_4, 0.5),
    (-1.0, 0.0),
    (-0.866_025_4, -0.5),
    (-0.5, -0.866_025_4),
    (0.0, -1.0),
    (0.5, -0.866_025_4),
    (0.866_025_4, -0.5),
];

/// One cell between two rings and two radials; cell 0 is the old town.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// Outline, counter-clockwise, first point not repeated.
    pub(crate) ring: Vec<P>,
    low: P,
    high: P,
}

impl Cell {
    fn new(ring: Vec<P>) -> Self {
        let fold = |f: fn(f64, f64) -> f64, start: f64| {
            ring.iter().fold(P::new(start, start), |m, p| P::new(f(m.e, p.e), f(m.n, p.n)))
        };
        let (low, high) = (fold(f64::min, f64::INFINITY), fold(f64::max, f64::NEG_INFINITY));
        Self { ring, low, high }
    }

    /// Whether the point lies in the cell.
    pub(crate) fn holds(&self, p: P) -> bool {
        p.e >= self.low.e
            && p.e <= self.high.e
            && p.n >= self.low.n
            && p.n <= self.high.n
            && inside(p, &self.ring)
    }
}

/// Rings, radials and the cells between them.
#[derive(Clone, Debug)]
pub(crate) struct Mesh {
    /// `rings[r][s]`: from vertex `(r, s)` to `(r, s+1)`, both ends included.
    rings: Vec<Vec<Vec<P>>>,
    /// `radials[r][s]`: from vertex `(r, s)` to `(r+1, s)`, both ends included.
    radials: Vec<Vec<Vec<P>>>,
    /// Cell 0, then ring by ring.
    pub(crate) cells: Vec<Cell>,
}

/// Number of the cell between ring `r−1` and `r` (1…4) in sector `s`.
pub(crate) fn cell(r: usize, s: usize) -> usize {
    1 + (r - 1) * SECTORS + s % SECTORS
}

impl Mesh {
    /// Draws the skeleton.
    ///
    /// Rings and radials are Catmull–Rom curves through shared vertices, so that a cell and its neighbour hold the very
    /// same points along their common edge; borders made of them meet exactly.
    pub(crate) fn draw(chance: &mut Random) -> Self {
        let v = vertices(chance);
        let at = |r: usize, s: usize| v[r][s % SECTORS];
        let rings: Vec<Vec<Vec<P>>> = (0..5)
            .map(|r| {
                let mut ring: Vec<Vec<P>> = (0..SECTORS)
                    .map(|s| {
                        let mut line =
                            curve(at(r, s + SECTORS - 1), at(r, s), at(r, s + 1), at(r, s + 2), 10);
                        if r == 4 {
                            roughen(&mut line, 45.0, chance);
                        }
                        line.push(at(r, s + 1));
                        line
                    })
                    .collect();
                ring.shrink_to_fit();
                ring
            })
            .collect();
        let radials: Vec<Vec<Vec<P>>> = (0..4)
            .map(|r| {
                (0..SECTORS)
                    .map(|s| {
                        let before =
                            if r == 0 { at(0, s).plus(at(1, s).minus(at(0, s)), -1.0) } else { at(r - 1, s) };
                        let after =
                            if r == 3 { at(4, s).plus(at(4, s).minus(at(3, s)), 1.0) } else { at(r + 2, s) };
                        let mut line =
                            curve(before, at(r, s), at(r + 1, s), after, if r == 3 { 16 } else { 8 });
                        if r == 3 {
                            roughen(&mut line, 12.0, chance);
                        }
                        line.push(at(r + 1, s));
                        if s % 6 == 0 {
                            meander(&mut line, chance);
                        }
                        line
                    })
                    .collect()
            })
            .collect();
        let mut mesh = Self { rings, radials, cells: Vec::new() };
        mesh.cells = (0..=4 * SECTORS).map(|c| Cell::new(mesh.walk(&mesh.edges(c)))).collect();
        mesh
    }

    /// The ring road (or river, or border) number `r` over sectors `from..to`.
    pub(crate) fn ring(&self, r: usize, from: usize, to: usize) -> Vec<P> {
        join((from..to).map(|s| self.rings[r][s % SECTORS].clone()))
    }

    /// The radial `s` from ring `from` to ring `to`.
    pub(crate) fn radial(&self, s: usize, from: usize, to: usize) -> Vec<P> {
        join((from..to).map(|r| self.radials[r][s % SECTORS].clone()))
    }

    /// The river from the western border round the old town to the eastern border.
    pub(crate) fn river(&self) -> Vec<P> {
        let mut line = self.radial(6, 0, 4);
        line.reverse();
        let mut around = self.ring(0, 0, 6);
        around.reverse();
        join([line, around, self.radial(0, 0, 4)].into_iter())
    }

    /// The cell that holds a point.
    pub(crate) fn locate(&self, p: P) -> Option<usize> {
        self.cells.iter().position(|c| c.holds(p))
    }

    /// Outline of a union of cells: edges walked in both directions vanish, the rest is one ring.
    pub(crate) fn outline(&self, cells: &[usize]) -> Vec<P> {
        let all: Vec<Edge> = cells.iter().flat_map(|c| self.edges(*c)).collect();
        let open: Vec<Edge> = all.iter().filter(|e| !all.contains(&e.reversed())).copied().collect();
        let Some(first) = open.first().copied() else { return Vec::new() };
        let mut path = vec![first];
        while path.len() < open.len() {
            let end = path[path.len() - 1].to;
            match open.iter().find(|e| e.from == end) {
                Some(next) if *next != first => path.push(*next),
                _ => break,
            }
        }
        let ring = self.walk(&path);
        debug_assert!(area(&ring) > 0.0 && path.len() == open.len());
        ring
    }

    /// The directed edges of a cell, counter-clockwise.
    fn edges(&self, c: usize) -> Vec<Edge> {
        if c == 0 {
            return (0..SECTORS).map(|s| Edge { from: (0, s), to: (0, (s + 1) % SECTORS) }).collect();
        }
        let (r, s) = (1 + (c - 1) / SECTORS, (c - 1) % SECTORS);
        let t = (s + 1) % SECTORS;
        let corners = [(r - 1, s), (r, s), (r, t), (r - 1, t)];
        (0..4).map(|i| Edge { from: corners[i], to: corners[(i + 1) % 4] }).collect()
    }

    /// The ring along connected edges, first point not repeated.
    fn walk(&self, edges: &[Edge]) -> Vec<P> {
        edges
            .iter()
            .flat_map(|e| {
                let mut line = self.line(*e);
                line.pop();
                line
            })
            .collect()
    }

    /// The points of an edge in its direction, both ends included.
    fn line(&self, e: Edge) -> Vec<P> {
        let ((r, s), (q, t)) = (e.from, e.to);
        let reversed = |line: &[P]| line.iter().rev().copied().collect();
        if r == q {
            if t == (s + 1) % SECTORS { self.rings[r][s].clone() } else { reversed(&self.rings[r][t]) }
        } else if q > r {
            self.radials[r][s].clone()
        } else {
            reversed(&self.radials[q][s])
        }
    }
}

/// A directed edge between two vertices `(ring, sector)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    from: (usize, usize),
    to: (usize, usize),
}

impl Edge {
    /// The same edge walked the other way, as the neighbouring cell walks it.
    fn reversed(self) -> Self {
        Self { from: self.to, to: self.from }
    }
}

/// The valley runs west–east, so the town is wider than tall; each vertex is pushed about a little.
fn vertices(chance: &mut Random) -> Vec<Vec<P>> {
    let lean: Vec<f64> = (0..SECTORS).map(|_| chance.between(-0.13, 0.13)).collect();
    let reach: Vec<f64> = (0..SECTORS).map(|_| chance.between(0.9, 1.12)).collect();
    (0..5)
        .map(|r| {
            (0..SECTORS)
                .map(|s| {
                    let (cos, sin) = COMPASS[s];
                    let spread = if r == 0 { 1.0 } else { reach[s] };
                    let radius = RADII[r] * spread * chance.between(0.95, 1.05);
                    let side = radius * (lean[s] + chance.between(-0.04, 0.04));
                    let p = P::new(cos * radius - sin * side, sin * radius + cos * side);
                    P::new(p.e * 1.14, p.n * 0.92).rounded()
                })
                .collect()
        })
        .collect()
}

/// Moves the inner points of a line about, as a border along balks and brooks does.
fn roughen(line: &mut [P], by: f64, chance: &mut Random) {
    for p in line.iter_mut().skip(1) {
        *p = P::new(p.e + chance.between(-by, by), p.n + chance.between(-by, by)).rounded();
    }
}

/// Bows the river to one side and back, the more the longer the stretch; the ends stay.
fn meander(line: &mut [P], chance: &mut Random) {
    let last = line.len() - 1;
    let along = line[last].minus(line[0]);
    let bow = chance.between(0.10, 0.17) * if chance.chance(0.5) { 1.0 } else { -1.0 };
    let bends = if last > 10 { 2.0 } else { 1.0 };
    for (i, p) in line.iter_mut().enumerate() {
        // One bow, or two to opposite sides on the long way out of town.
        let t = i as f64 / last as f64 * bends;
        let (whole, part) = (t.floor(), t - t.floor());
        let sign = if whole % 2.0 == 0.0 { 1.0 } else { -1.0 };
        *p = p.plus(along.left(), sign * bow / bends * 4.0 * part * (1.0 - part)).rounded();
    }
}

/// Joins lines that share their ends.
fn join(lines: impl Iterator<Item = Vec<P>>) -> Vec<P> {
    let mut all: Vec<P> = Vec::new();
    for line in lines {
        all.pop();
        all.extend(line);
    }
    all
}
