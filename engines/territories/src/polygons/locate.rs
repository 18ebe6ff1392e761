//! Questions to an atlas: who covers a point, is it on a border, how far is the border.

use super::atlas::Atlas;
use super::fixed::{Fixed, UNITS};
use super::grid::{ASK, BORDER, Grid, NOBODY, decode};
use super::shape::{METRES_PER_DEGREE, Point};

/// Who covers a point in one layer, by the boundary rule of [`super`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// No territory.
    Nobody,
    /// Exactly one: its index in the layer.
    Inside(u32),
    /// Territories overlap here; [`Atlas::locate`] names them.
    Several,
}

/// Who covers a point in one layer, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// No territory.
    Nobody,
    /// Exactly one: its index in the layer.
    Inside(u32),
    /// Territories overlap here.
    Several(Vec<u32>),
    /// The point lies exactly (to 1 cm) on a border.
    OnBorder {
        /// The territories that meet there, in ascending order.
        between: Vec<u32>,
        /// Whom the boundary rule gives the point to.
        assigned: Option<u32>,
    },
}

/// Points worked on together, so that their memory reads overlap.
const BATCH: usize = 32;

impl Atlas {
    /// Who covers the point in each layer. `out` has one slot a layer; a longer one keeps its tail.
    ///
    /// - cost: one cache line when the cell lies inside territories, two or three at a border
    pub fn assign(&self, point: Point, out: &mut [Assignment]) {
        let at = self.grid.as_ref().zip(Fixed::of(point)).and_then(|(g, p)| Some((g, p, g.cell(p)?)));
        for (layer, slot) in out.iter_mut().enumerate().take(self.layers()) {
            *slot = match &at {
                Some((grid, p, cell)) => self.answer(grid, layer, *p, *cell, grid.code(*cell, layer)),
                None => Assignment::Nobody,
            };
        }
    }

    /// Who covers each point in each layer: `out[i · layers + layer]`. Points beyond the room in `out` are left out.
    ///
    /// - cost: as [`Atlas::assign`], with the memory reads of 32 points overlapping
    pub fn assign_many(&self, points: &[Point], out: &mut [Assignment]) {
        let layers = self.layers();
        let (Some(grid), true) = (&self.grid, layers > 0) else { return out.fill(Assignment::Nobody) };
        let mut cells = [None; BATCH];
        for (points, out) in points.chunks(BATCH).zip(out.chunks_mut(BATCH * layers)) {
            for (slot, point) in cells.iter_mut().zip(points) {
                *slot = Fixed::of(*point).and_then(|p| Some((p, grid.cell(p)?)));
            }
            // first the answers that need no geometry: these reads do not wait for each other
            for (out, at) in out.chunks_exact_mut(layers).zip(&cells) {
                for (layer, slot) in out.iter_mut().enumerate() {
                    *slot = match at {
                        Some((_, cell)) => quick(grid.code(*cell, layer)),
                        None => Assignment::Nobody,
                    };
                }
            }
            for (out, at) in out.chunks_exact_mut(layers).zip(&cells) {
                let Some((p, cell)) = *at else { continue };
                for (layer, slot) in out.iter_mut().enumerate().filter(|(_, s)| **s == Assignment::Several) {
                    *slot = self.answer(grid, layer, p, cell, grid.code(cell, layer));
                }
            }
        }
    }

    /// The answer of a cell that may hold a border: its corner's state, changed by every edge crossed on the way from
    /// the corner to the point. Only where that leaves several territories is each polygon asked.
    fn answer(&self, grid: &Grid, layer: usize, p: Fixed, cell: usize, code: u32) -> Assignment {
        if code & (BORDER | ASK) == 0 {
            return quick(code);
        }
        if code & BORDER != 0 {
            let (state, edges) = grid.block(code);
            let (x0, y0) = grid.corner(cell);
            let state = edges.iter().fold(state, |state, edge| state + edge.crossed(x0, y0, p.x, p.y));
            match decode(state) {
                Ok(territory) => return Assignment::Inside(territory),
                Err(false) => return Assignment::Nobody,
                Err(true) => {}
            }
        }
        match self.holders(layer, p).as_slice() {
            [] => Assignment::Nobody,
            [one] => Assignment::Inside(*one),
            _ => Assignment::Several,
        }
    }

    /// Every territory that holds the point, asked one by one; only where territories overlap.
    fn holders(&self, layer: usize, p: Fixed) -> Vec<u32> {
        let outlines = self.outlines.get(layer).map_or(&[][..], Vec::as_slice);
        let near = outlines
            .iter()
            .enumerate()
            .filter(|(_, o)| (o.low.x..=o.high.x).contains(&p.x) && (o.low.y..=o.high.y).contains(&p.y));
        near.filter(|(_, o)| o.holds(p)).map(|(i, _)| i as u32).collect()
    }

    /// Who covers the point in one layer, saying when it lies exactly on a border.
    ///
    /// - out: `Nobody` also for an unknown layer or a point that is not on earth
    pub fn locate(&self, layer: usize, point: Point) -> Located {
        let found = self.grid.as_ref().zip(Fixed::of(point)).and_then(|(g, p)| Some((g, p, g.cell(p)?)));
        let Some((grid, p, cell)) = found.filter(|_| layer < self.layers()) else { return Located::Nobody };
        let code = grid.code(cell, layer);
        let assigned = self.answer(grid, layer, p, cell, code);
        if code & BORDER != 0 {
            let mut between: Vec<u32> = grid
                .owned_edges(code)
                .filter(|(edge, _)| edge.holds(p.x, p.y))
                .flat_map(|(_, owners)| owners)
                .filter(|owner| *owner != NOBODY)
                .collect();
            between.sort_unstable();
            between.dedup();
            if !between.is_empty() {
                let assigned = match assigned {
                    Assignment::Inside(territory) => Some(territory),
                    Assignment::Nobody | Assignment::Several => None,
                };
                return Located::OnBorder { between, assigned };
            }
        }
        match assigned {
            Assignment::Nobody => Located::Nobody,
            Assignment::Inside(territory) => Located::Inside(territory),
            Assignment::Several => Located::Several(self.holders(layer, p)),
        }
    }

    /// Distance in metres from the point to the nearest border of the layer, if one lies within `up_to_m`.
    ///
    /// Measured on a plane that touches the earth at the point: good to 0.3 %.
    ///
    /// - cost: the cells within `up_to_m`; meant for metres to a few kilometres
    pub fn distance_to_border_m(&self, layer: usize, point: Point, up_to_m: f64) -> Option<f64> {
        let grid = self.grid.as_ref().filter(|_| layer < self.layers())?;
        let p = Fixed::of(point)?;
        let per_y = METRES_PER_DEGREE / UNITS;
        let per_x = per_y * point.lat.to_radians().cos() * 1.002;
        let reach = |per: f64| (up_to_m.clamp(0.0, 1e6) / per.max(1e-9)).ceil().min(1e9) as i64;
        let (dx, dy) = (reach(per_x), reach(per_y));
        let columns = grid.span(p.x, dx, grid.origin.x, grid.high.x, grid.shift.0)?;
        let rows = grid.span(p.y, dy, grid.origin.y, grid.high.y, grid.shift.1)?;
        let mut best: Option<f64> = None;
        for row in rows {
            for column in columns.clone() {
                let code = grid.code(row * grid.columns + column, layer);
                if code & BORDER == 0 {
                    continue;
                }
                for edge in grid.block(code).1 {
                    let to = |x: i32, y: i32| {
                        ((f64::from(x) - f64::from(p.x)) * per_x, (f64::from(y) - f64::from(p.y)) * per_y)
                    };
                    let d = distance_from_origin(to(edge.ax, edge.ay), to(edge.bx, edge.by));
                    best = Some(best.map_or(d, |b| b.min(d)));
                }
            }
        }
        best.filter(|d| *d <= up_to_m)
    }
}

/// The answer a cell gives by itself; `Several` stands for "look closer".
#[inline]
fn quick(code: u32) -> Assignment {
    match code {
        0 => Assignment::Nobody,
        code if code & (BORDER | ASK) != 0 => Assignment::Several,
        code => Assignment::Inside(code - 1),
    }
}

/// Distance from (0, 0) to a segment.
fn distance_from_origin(a: (f64, f64), b: (f64, f64)) -> f64 {
    let d = (b.0 - a.0, b.1 - a.1);
    let length = d.0 * d.0 + d.1 * d.1;
    let t = if length > 0.0 { (-(a.0 * d.0 + a.1 * d.1) / length).clamp(0.0, 1.0) } else { 0.0 };
    (a.0 + t * d.0).hypot(a.1 + t * d.1)
}

impl Grid {
    /// The cell of a point; `None` outside the extent.
    #[inline]
    fn cell(&self, p: Fixed) -> Option<usize> {
        let inside =
            (self.origin.x..=self.high.x).contains(&p.x) && (self.origin.y..=self.high.y).contains(&p.y);
        if !inside {
            return None;
        }
        let column = (i64::from(p.x) - i64::from(self.origin.x)) as usize >> self.shift.0;
        let row = (i64::from(p.y) - i64::from(self.origin.y)) as usize >> self.shift.1;
        Some(row * self.columns + column)
    }

    #[inline]
    fn code(&self, cell: usize, layer: usize) -> u32 {
        self.cells.get(cell * self.layers + layer).copied().unwrap_or(0)
    }

    /// South-west corner of a cell.
    #[inline]
    fn corner(&self, cell: usize) -> (i32, i32) {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let at = |origin: i32, n: usize, shift: u32| (i64::from(origin) + ((n as i64) << shift)) as i32;
        (at(self.origin.x, column, self.shift.0), at(self.origin.y, row, self.shift.1))
    }

    /// State at the corner and edges of a border cell.
    #[inline]
    fn block(&self, code: u32) -> (i64, &[super::fixed::Edge]) {
        let start = (code & !BORDER) as usize;
        let Some(head) = self.blocks.get(start) else { return (0, &[]) };
        let edges = self.blocks.get(start + 1..start + 1 + head.ax as usize);
        (head.delta, edges.unwrap_or_default())
    }

    /// Edges of a border cell with the territories left and right of each.
    fn owned_edges(&self, code: u32) -> impl Iterator<Item = (&super::fixed::Edge, [u32; 2])> {
        let start = (code & !BORDER) as usize + 1;
        let owners = self.owners.get(start..).unwrap_or_default().iter().copied();
        self.block(code).1.iter().zip(owners)
    }

    /// Columns (or rows) within `reach` of a coordinate.
    fn span(
        &self,
        at: i32,
        reach: i64,
        low: i32,
        high: i32,
        shift: u32,
    ) -> Option<std::ops::RangeInclusive<usize>> {
        let (low, high) = (i64::from(low), i64::from(high));
        let (from, to) = ((i64::from(at) - reach).max(low), (i64::from(at) + reach).min(high));
        (from <= to).then(|| ((from - low) as usize >> shift)..=((to - low) as usize >> shift))
    }
}
