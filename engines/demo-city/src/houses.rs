//! Puts houses along the streets and gives them their orientation numbers (č.o.).
//!
//! ```text
//!   1   3   5   7a  7  9      odd on the left of the way, even on the right, growing away from the centre;
//! ──────────────────────►     a plot is refused where it would stand on another street, in the river,
//!   2   4   8   10            on a green or on top of a neighbour, and then its number is not used up
//! ```
//!
//! House numbers (č.p., č.ev.) are not given here: they belong to the part of the municipality, see `register`.

use crate::mesh::cell;
use crate::model::{NumberKind, Orientation};
use crate::plan::Fabric;
use crate::plane::{P, along, length, middle, to_segment};
use crate::random::Random;
use crate::ways::{Frontage, Layout, Way};

/// A house before it becomes an address: everything but codes.
#[derive(Clone, Debug)]
pub(crate) struct House {
    /// Index of the way it was put along.
    pub(crate) way: usize,
    /// Cell it stands in.
    pub(crate) cell: usize,
    /// Index into the precincts.
    pub(crate) precinct: usize,
    /// Where it stands.
    pub(crate) at: P,
    /// Series of its house number.
    pub(crate) kind: NumberKind,
    /// House number; 0 until numbered.
    pub(crate) house: u32,
    /// Position in the street.
    pub(crate) orientation: Option<Orientation>,
}

/// Squares of 60 m that hold what is near a point.
struct Near<T> {
    squares: Vec<Vec<T>>,
}

const SQUARE: f64 = 60.0;
const SIDE: usize = 200;

impl<T: Copy> Near<T> {
    fn new() -> Self {
        Self { squares: (0..SIDE * SIDE).map(|_| Vec::new()).collect() }
    }

    /// Row and column of the square that holds a point; points off the board fall into its rim.
    fn index(p: P) -> (usize, usize) {
        let one = |v: f64| ((v / SQUARE + SIDE as f64 / 2.0).max(0.0) as usize).min(SIDE - 1);
        (one(p.e), one(p.n))
    }

    /// Remembers an item at a point.
    fn put(&mut self, p: P, item: T) {
        let (i, j) = Self::index(p);
        self.squares[i * SIDE + j].push(item);
    }

    /// Everything in the square of `p` and the eight around it.
    fn around(&self, p: P) -> impl Iterator<Item = T> + '_ {
        let (i, j) = Self::index(p);
        let rows = i.saturating_sub(1)..=(i + 1).min(SIDE - 1);
        rows.flat_map(move |a| (j.saturating_sub(1)..=(j + 1).min(SIDE - 1)).map(move |b| a * SIDE + b))
            .flat_map(|k| self.squares[k].iter().copied())
    }
}

/// Who builds: remembers what stands where.
struct Builder<'a> {
    layout: &'a Layout,
    /// Segments of street axes, and of borders and river (`usize::MAX`, with their own clearance).
    lines: Near<(usize, P, P, f64)>,
    points: Near<P>,
    houses: Vec<House>,
    chance: &'a mut Random,
}

/// Builds the whole town.
///
/// - in: streets laid out, nothing built; out: houses in the order of the ways, then the scattered cottages
/// - cost: a few dozen distance tests for each plot, about 40 ms for 15,000 houses in a release build
pub(crate) fn build(layout: &Layout, chance: &mut Random) -> Vec<House> {
    let mut b = Builder { layout, lines: Near::new(), points: Near::new(), houses: Vec::new(), chance };
    b.mark_lines();
    for (i, way) in layout.ways.iter().enumerate() {
        b.line(i, way);
    }
    b.cottages();
    b.houses
}

impl Builder<'_> {
    /// Everything a house must keep away from: street axes, borders of cells, the river.
    fn mark_lines(&mut self) {
        for (i, way) in self.layout.ways.iter().enumerate() {
            self.mark(i, &way.axis, 9.5);
        }
        for c in &self.layout.mesh.cells {
            self.mark(usize::MAX, &c.ring, 6.0);
        }
        self.mark(usize::MAX, &self.layout.mesh.river(), 34.0);
    }

    /// Long segments are cut, so that each piece is found from the square of its middle.
    fn mark(&mut self, way: usize, line: &[P], clearance: f64) {
        for w in line.windows(2) {
            let d = w[1].minus(w[0]);
            let pieces = (d.length() / 20.0).ceil().max(1.0);
            for k in 0..pieces as usize {
                let (a, b) = (w[0].plus(d, k as f64 / pieces), w[0].plus(d, (k + 1) as f64 / pieces));
                self.lines.put(a, (way, a, b, clearance));
            }
        }
    }

    /// The cell of a building site, if one may build there.
    fn site(&self, p: P, way: usize, apart: f64) -> Option<usize> {
        let free = self.points.around(p).all(|q| p.minus(q).length() >= apart)
            && self.lines.around(p).all(|(w, a, b, clear)| w == way || to_segment(p, a, b) >= clear)
            && self.layout.greens.iter().all(|(m, r)| p.minus(*m).length() > r - 12.0);
        if free { self.layout.mesh.locate(p) } else { None }
    }

    /// Puts up a house. Of a cell shared by two precincts the western half goes to the first.
    fn add(&mut self, way: usize, cell: usize, at: P, kind: NumberKind, orientation: Option<Orientation>) {
        self.points.put(at, at);
        let (west, east) = self.layout.lots[cell].precincts;
        let precinct = if at.e < middle(&self.layout.mesh.cells[cell].ring).e { west } else { east };
        self.houses.push(House { way, cell, precinct, at, kind, house: 0, orientation });
    }

    /// Lines one way with houses, side by side of the street.
    fn line(&mut self, i: usize, way: &Way) {
        // Some streets were never given orientation numbers, and in some the last houses wait for theirs.
        let unnumbered = way.name.is_none()
            || matches!(way.frontage, Frontage::Lane | Frontage::Cabins)
            || (matches!(way.frontage, Frontage::Villas | Frontage::Estate) && self.chance.chance(0.03));
        let upper = self.chance.chance(0.3);
        let sides: &[f64] = if way.frontage == Frontage::Running { &[1.0] } else { &[1.0, -1.0] };
        let total = length(&way.axis);
        for side in sides {
            let mut numbers = Numbers::of(way.frontage, *side, upper);
            let mut t = self.chance.between(6.0, 12.0);
            while t < total - 5.0 {
                let (sites, next) = self.plots(way.frontage, t, total);
                for (d, back) in sites {
                    let (on, dir) = along(&way.axis, d);
                    let at = on.plus(dir.left(), side * back).rounded();
                    let apart = if way.frontage == Frontage::Cabins { 10.0 } else { 12.0 };
                    let Some(cell) = self.site(at, i, apart) else { continue };
                    let number = numbers.next(self.chance);
                    let known = !unnumbered && !self.chance.chance(0.012);
                    let kind = match way.frontage {
                        Frontage::Cabins => NumberKind::Evidence,
                        _ => NumberKind::Descriptive,
                    };
                    self.add(i, cell, at, kind, known.then_some(number));
                }
                t = next;
            }
        }
    }

    /// The next plots along a way: distances along the axis and behind it, and where to go on.
    fn plots(&mut self, frontage: Frontage, t: f64, total: f64) -> (Vec<(f64, f64)>, f64) {
        let c = &mut *self.chance;
        let one = |width: f64, back: f64, gap: bool| {
            (if gap { Vec::new() } else { vec![(t + width / 2.0, back)] }, t + width)
        };
        match frontage {
            Frontage::Main => one(c.between(19.0, 27.0), c.between(16.0, 19.0), c.chance(0.14)),
            Frontage::Blocks => one(c.between(15.0, 20.0), c.between(12.5, 14.5), c.chance(0.05)),
            Frontage::Villas => one(c.between(17.0, 25.0), c.between(13.0, 19.0), c.chance(0.05)),
            Frontage::Industry => one(c.between(48.0, 85.0), c.between(28.0, 55.0), c.chance(0.15)),
            Frontage::Running => one(c.between(15.0, 21.0), c.between(14.0, 15.5), c.chance(0.03)),
            Frontage::Cabins => one(c.between(14.0, 18.0), c.between(9.0, 12.0), c.chance(0.06)),
            Frontage::Lane => {
                let green = (1.0 - ((t - total / 2.0) / 95.0).powi(2)).max(0.0);
                let wide = if total > 480.0 { 24.0 * green } else { 0.0 };
                one(c.between(21.0, 31.0), c.between(12.0, 20.0) + wide, c.chance(0.08))
            }
            Frontage::Estate => {
                let entrances = 3 + c.below(5);
                let upright = c.chance(0.3);
                let back = c.between(18.0, 30.0);
                let sites = (0..entrances)
                    .map(|k| f64::from(k as u32) * 16.5)
                    .filter(|d| !upright || *d < 34.0)
                    .map(|d| if upright { (t + 8.0, 16.0 + d) } else { (t + 8.0 + d, back) })
                    .filter(|(d, _)| *d < total)
                    .collect();
                let used = if upright { 20.0 } else { 16.5 * entrances as f64 };
                (sites, t + used + c.between(14.0, 30.0))
            }
        }
    }

    /// Cottages scattered round the villages, č.ev., without a street.
    fn cottages(&mut self) {
        let villages: Vec<usize> = (cell(4, 0)..self.layout.lots.len())
            .filter(|c| matches!(self.layout.lots[*c].fabric, Fabric::Village(_)))
            .collect();
        for c in villages {
            let centre = middle(&self.layout.mesh.cells[c].ring);
            for _ in 0..26 {
                let at = P::new(self.chance.between(-620.0, 620.0), self.chance.between(-620.0, 620.0));
                let at = centre.plus(at, 1.0).rounded();
                if self.site(at, usize::MAX - 1, 40.0) == Some(c) {
                    self.add(usize::MAX, c, at, NumberKind::Evidence, None);
                }
            }
        }
    }
}

/// The orientation numbers of one side of a street.
struct Numbers {
    /// The number given last; `None` at the beginning of the street.
    last: Option<u32>,
    first: u32,
    step: u32,
    letter: Option<char>,
    first_letter: char,
}

impl Numbers {
    /// Odd numbers stand on the left; squares and embankments count through.
    fn of(frontage: Frontage, side: f64, upper: bool) -> Self {
        let (first, step) = match frontage {
            Frontage::Running => (1, 1),
            _ if side > 0.0 => (1, 2),
            _ => (2, 2),
        };
        Self { last: None, first, step, letter: None, first_letter: if upper { 'A' } else { 'a' } }
    }

    /// The next number: mostly the next one of the side, sometimes a lettered one for a later building
    /// squeezed in, sometimes with a gap for a house that is gone.
    fn next(&mut self, chance: &mut Random) -> Orientation {
        let number = match self.last {
            Some(last)
                if chance.chance(0.035) && self.letter.is_none_or(|l| l.to_ascii_lowercase() < 'f') =>
            {
                let after = |l: char| char::from_u32(l as u32 + 1).unwrap_or(l);
                self.letter = Some(self.letter.map_or(self.first_letter, after));
                last
            }
            Some(last) => {
                self.letter = None;
                last + if chance.chance(0.03) { 2 * self.step } else { self.step }
            }
            None => self.first,
        };
        self.last = Some(number);
        Orientation { number, letter: self.letter }
    }
}
