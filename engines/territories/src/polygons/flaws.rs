//! Overlaps and gaps between the polygons of one layer, by one sweep from south to north.
//!
//! Between two neighbouring heights at which anything changes (vertices and crossings) all borders are straight and in
//! one order, so areas of the strips are exact: width in the middle times height.

use std::collections::BTreeMap;

use super::shape::{Point, Territory, metres_from};

/// A place where a layer does not tile.
#[derive(Clone, Debug, PartialEq)]
pub enum Flaw {
    /// Two territories claim the same ground.
    Overlap {
        /// Indices of the two, ascending.
        between: (usize, usize),
        /// Area in m².
        area_m2: f64,
        /// A point inside the widest part.
        at: Point,
    },
    /// Ground of nobody, enclosed by territories.
    Gap {
        /// Area in m².
        area_m2: f64,
        /// A point inside the widest part.
        at: Point,
    },
}

/// A border segment, south end first, in metres from a common origin.
#[derive(Clone, Copy)]
struct Side {
    low: (f64, f64),
    high: (f64, f64),
    owner: usize,
}

impl Side {
    /// Where the segment crosses a height.
    fn x(&self, y: f64) -> f64 {
        let t = (y - self.low.1) / (self.high.1 - self.low.1);
        self.low.0 + t * (self.high.0 - self.low.0)
    }
}

/// An area that grows strip by strip.
#[derive(Clone, Copy, Default)]
struct Patch {
    /// m² so far.
    area: f64,
    /// The widest strip so far, by its narrower side.
    widest: f64,
    at: (f64, f64),
}

impl Patch {
    /// Adds one piece of a strip.
    fn add(&mut self, from: f64, to: f64, y: f64, height: f64) {
        self.area += (to - from) * height;
        if (to - from).min(height) >= self.widest {
            self.widest = (to - from).min(height);
            self.at = ((from + to) / 2.0, y);
        }
    }

    /// Takes over what turned out to be the same patch.
    fn join(&mut self, other: Patch) {
        self.area += other.area;
        if other.widest > self.widest {
            (self.widest, self.at) = (other.widest, other.at);
        }
    }
}

/// Finds overlaps and enclosed gaps of one layer, greatest first.
///
/// ```text
///        ┌──────┐            one strip between two heights:
///   ┌────┼─┐ b  │            a ───── a+b ── b ─────      owners of each piece, from west to east
///   │ a  └─┼────┘  ◄ overlap      two owners: overlap of that pair
///   └──────┘                      none, and closed in on all sides: gap
/// ```
///
/// Uncovered pieces of neighbouring strips that touch are one patch; a patch that reaches the outside is no gap.
/// Neighbours whose shared border was digitised twice show up as a chain of slivers: mind `least_m2`.
///
/// - in: the territories and the least area in m² worth reporting (rounding to 10⁻⁷° makes slivers of some dm²)
/// - out: areas on a plane touching the earth in the middle of the layer, good to 0.3 % for a city
/// - cost: (vertices + crossings) × borders met by one line of latitude
pub fn flaws(territories: &[Territory], least_m2: f64) -> Vec<Flaw> {
    let boxes = territories.iter().filter_map(|t| t.shape.bounds());
    let mut middle: Option<(f64, f64, f64, f64)> = None;
    for b in boxes {
        let m = middle.get_or_insert((b.west, b.south, b.east, b.north));
        *m = (m.0.min(b.west), m.1.min(b.south), m.2.max(b.east), m.3.max(b.north));
    }
    let Some((west, south, east, north)) = middle else { return vec![] };
    let origin = Point { lon: (west + east) / 2.0, lat: (south + north) / 2.0 };
    let mut sides = sides(territories, origin);
    sides.sort_by(|a, b| a.low.1.total_cmp(&b.low.1));
    let mut sweep = Sweep::default();
    sweep.run(&sides);
    let back = |at: (f64, f64)| {
        let unit = metres_from(origin, Point { lon: origin.lon + 1.0, lat: origin.lat + 1.0 });
        Point { lon: origin.lon + at.0 / unit.0, lat: origin.lat + at.1 / unit.1 }
    };
    let mut found: Vec<Flaw> = Vec::new();
    for (between, patch) in &sweep.overlaps {
        found.push(Flaw::Overlap { between: *between, area_m2: patch.area, at: back(patch.at) });
    }
    for patch in sweep.gaps() {
        found.push(Flaw::Gap { area_m2: patch.area, at: back(patch.at) });
    }
    let area = |flaw: &Flaw| match flaw {
        Flaw::Overlap { area_m2, .. } | Flaw::Gap { area_m2, .. } => *area_m2,
    };
    found.retain(|flaw| area(flaw) >= least_m2);
    found.sort_by(|a, b| area(b).total_cmp(&area(a)));
    found
}

fn sides(territories: &[Territory], origin: Point) -> Vec<Side> {
    let mut sides = Vec::new();
    for (owner, territory) in territories.iter().enumerate() {
        for ring in territory.shape.rings() {
            let mut last = ring.0.last();
            for b in &ring.0 {
                if let Some(a) = last.replace(b) {
                    let (a, b) = (metres_from(origin, *a), metres_from(origin, *b));
                    let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
                    if low.1 < high.1 {
                        sides.push(Side { low, high, owner });
                    }
                }
            }
        }
    }
    sides
}

/// Strips narrower than this are rounding, not ground.
const HAIR: f64 = 1e-7;

/// The sweep line on its way north.
///
/// ```text
///    ───────────────── top      active sides, west to east:   a│  │b   │a     holders change at each
///      ╲ a ╱  b ╲    ╱                                                        one cut ─► the holders of
///    ───────────────── bottom                                                 every interval between
/// ```
/// Uncovered intervals of neighbouring strips that touch are joined (union–find over `pieces`); what ends up joined to
/// piece 0, the outside, is no gap.
#[derive(Default)]
struct Sweep {
    overlaps: BTreeMap<(usize, usize), Patch>,
    /// Uncovered pieces: patch and the piece it was joined to. Piece 0 is the outside.
    pieces: Vec<(Patch, usize)>,
    /// Uncovered intervals of the strip before, with their pieces.
    before: Vec<(f64, f64, usize)>,
}

impl Sweep {
    /// Strips from south to north; `sides` sorted by their lower end.
    fn run(&mut self, sides: &[Side]) {
        let outside = (f64::NEG_INFINITY, f64::INFINITY);
        self.pieces.push((Patch::default(), 0));
        self.before.push((outside.0, outside.1, 0));
        let mut heights: Vec<f64> =
            sides.iter().flat_map(|s| [s.low.1, s.high.1]).chain(crossings(sides)).collect();
        heights.sort_by(f64::total_cmp);
        heights.dedup();
        let mut active: Vec<Side> = Vec::new();
        let mut next = 0;
        for pair in heights.windows(2) {
            let [bottom, top] = *pair else { continue };
            while let Some(side) = sides.get(next).filter(|s| s.low.1 <= bottom) {
                active.push(*side);
                next += 1;
            }
            active.retain(|side| side.high.1 > bottom);
            self.strip(&active, (bottom + top) / 2.0, top - bottom);
        }
        self.connect(&[outside], 0.0, 0.0);
    }

    /// One strip: who holds which interval of its middle line.
    fn strip(&mut self, active: &[Side], y: f64, height: f64) {
        let mut cuts: Vec<(f64, usize)> = active.iter().map(|s| (s.x(y), s.owner)).collect();
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut holders: Vec<usize> = Vec::new();
        let mut free: Vec<(f64, f64)> = Vec::new();
        let mut from = f64::NEG_INFINITY;
        for (x, owner) in cuts {
            if x - from > HAIR {
                match holders.as_slice() {
                    [] => free.push((from, x)),
                    [_] => {}
                    several => {
                        for (i, a) in several.iter().enumerate() {
                            for b in several.iter().skip(i + 1) {
                                let key = (*a.min(b), *a.max(b));
                                self.overlaps.entry(key).or_default().add(from, x, y, height);
                            }
                        }
                    }
                }
                from = x;
            }
            match holders.iter().position(|h| *h == owner) {
                Some(i) => {
                    holders.swap_remove(i);
                }
                None => holders.push(owner),
            }
        }
        free.push((from, f64::INFINITY));
        self.connect(&free, y, height);
    }

    /// Joins uncovered intervals with those of the strip below that they touch.
    fn connect(&mut self, free: &[(f64, f64)], y: f64, height: f64) {
        let mut here = Vec::with_capacity(free.len());
        let below = std::mem::take(&mut self.before);
        for &(from, to) in free {
            let endless = from == f64::NEG_INFINITY || to == f64::INFINITY;
            let mut piece = endless.then_some(0);
            for (_, _, touched) in below.iter().filter(|b| b.0 < to && from < b.1) {
                let touched = self.root(*touched);
                piece = Some(match piece {
                    None => touched,
                    Some(mine) => self.join(mine, touched),
                });
            }
            let piece = piece.unwrap_or_else(|| {
                self.pieces.push((Patch::default(), self.pieces.len()));
                self.pieces.len() - 1
            });
            let root = self.root(piece);
            if !endless && let Some((patch, _)) = self.pieces.get_mut(root) {
                patch.add(from, to, y, height);
            }
            here.push((from, to, root));
        }
        self.before = here;
    }

    /// The piece that stands for all pieces joined to this one.
    fn root(&self, mut piece: usize) -> usize {
        while let Some((_, up)) = self.pieces.get(piece).filter(|p| p.1 != piece) {
            piece = *up;
        }
        piece
    }

    /// Makes two pieces one, under the lower number, so that the outside stays piece 0.
    fn join(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if low != high {
            let patch = self.pieces.get(high).map(|p| p.0).unwrap_or_default();
            if let Some(piece) = self.pieces.get_mut(high) {
                piece.1 = low;
            }
            if let Some(piece) = self.pieces.get_mut(low) {
                piece.0.join(patch);
            }
        }
        low
    }

    /// What never touched the outside.
    fn gaps(&self) -> impl Iterator<Item = Patch> {
        self.pieces.iter().enumerate().skip(1).filter(|(i, p)| p.1 == *i).map(|(_, p)| p.0)
    }
}

/// Heights at which sides of different territories cross properly.
fn crossings(sides: &[Side]) -> Vec<f64> {
    let mut found = Vec::new();
    let mut active: Vec<&Side> = Vec::new();
    for side in sides {
        active.retain(|other| other.high.1 > side.low.1);
        let (west, east) = (side.low.0.min(side.high.0), side.low.0.max(side.high.0));
        for other in active.iter().filter(|o| o.owner != side.owner) {
            if other.low.0.max(other.high.0) < west || other.low.0.min(other.high.0) > east {
                continue;
            }
            let (bottom, top) = (side.low.1.max(other.low.1), side.high.1.min(other.high.1));
            let (a, b) = (side.x(bottom) - other.x(bottom), side.x(top) - other.x(top));
            if a * b < 0.0 && a.abs() > HAIR && b.abs() > HAIR {
                found.push(bottom + (top - bottom) * a / (a - b));
            }
        }
        active.push(side);
    }
    found
}
