//! The uniform grid over all layers: each cell knows the answer, or the few border edges in it.
//!
//! ```text
//!  cells[(row · columns + column) · layers + layer]
//!     0             nobody, no border in the cell
//!     k + 1         wholly inside territory k
//!     ASK           several territories: ask each polygon
//!     BORDER | i    blocks[i] = head (state at the cell's south-west corner, number of edges), then the edges
//! ```
//! A state is `count · 2⁴⁰ + sum of numbers` of the territories that hold a point; with a count of one the sum is the
//! answer. Both are linear, so crossing an edge only adds its `delta`, and edges shared by neighbours are kept once.

use std::collections::HashMap;

use super::fixed::{Edge, Fixed, ONE, inside, signed_area};

pub(super) const BORDER: u32 = 1 << 31;
pub(super) const ASK: u32 = 1 << 30;
/// No territory on that side of an edge.
pub(super) const NOBODY: u32 = u32::MAX;

/// The outline of one territory in fixed coordinates.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    pub(super) low: Fixed,
    pub(super) high: Fixed,
    pub(super) rings: Vec<Vec<Fixed>>,
    /// For each ring whether it is a hole.
    pub(super) holes: Vec<bool>,
}

impl Outline {
    /// Whether the moved point lies inside some part: in its outer ring and in none of its holes.
    pub(super) fn holds(&self, p: Fixed) -> bool {
        let mut part = false;
        for (ring, hole) in self.rings.iter().zip(&self.holes) {
            match hole {
                false if part => return true,
                false => part = inside(ring, p.x, p.y),
                true => part = part && !inside(ring, p.x, p.y),
            }
        }
        part
    }
}

/// All layers cut into equal cells.
///
/// The number of cells follows the layer with most edges (about three times as many, 16 to 2048 a side), so that a cell
/// with a border holds a handful of edges whatever the city's size, and most points are answered by one look into `cells`.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// South-west corner of the first cell.
    pub(super) origin: Fixed,
    /// North-east end of the data.
    pub(super) high: Fixed,
    /// Cells are 2^shift units wide and high.
    pub(super) shift: (u32, u32),
    pub(super) columns: usize,
    pub(super) layers: usize,
    pub(super) cells: Vec<u32>,
    pub(super) blocks: Vec<Edge>,
    /// For each entry of `blocks` the territories left and right of the edge.
    pub(super) owners: Vec<[u32; 2]>,
}

/// The decoded state of a point.
#[inline]
pub(super) fn decode(state: i64) -> Result<u32, bool> {
    let count = (state + ONE / 2) >> 40;
    match count {
        0 if state == 0 => Err(false),
        1 => u32::try_from(state - ONE).map_err(|_| true),
        _ => Err(true),
    }
}

impl Grid {
    /// Builds the grid; `outlines` per layer. `low` and `high` span all of them.
    pub(super) fn build(layers: &[Vec<Outline>], low: Fixed, high: Fixed) -> Grid {
        let edges: Vec<Vec<(Edge, [u32; 2])>> = layers.iter().map(|layer| unique_edges(layer)).collect();
        let most = edges.iter().map(Vec::len).max().unwrap_or(0);
        let side = ((3 * most) as f64).sqrt().clamp(16.0, 2048.0);
        let shift = |span: i64| ((span as f64 / side).log2().round().max(0.0)) as u32;
        let (width, height) = (i64::from(high.x) - i64::from(low.x), i64::from(high.y) - i64::from(low.y));
        let shift = (shift(width), shift(height));
        let columns = (width >> shift.0) as usize + 1;
        let rows = (height >> shift.1) as usize + 1;
        let mut grid = Grid {
            origin: low,
            high,
            shift,
            columns,
            layers: layers.len(),
            cells: vec![0; columns * rows * layers.len()],
            blocks: vec![],
            owners: vec![],
        };
        for (layer, edges) in edges.iter().enumerate() {
            grid.add_layer(layer, rows, edges);
        }
        grid
    }

    /// Fills one layer: cells without an edge take the state of their corner, the others a block of their edges.
    fn add_layer(&mut self, layer: usize, rows: usize, edges: &[(Edge, [u32; 2])]) {
        let states = self.corner_states(rows, edges);
        let mut placed: Vec<(u32, u32)> = Vec::with_capacity(edges.len() * 2);
        for (i, (edge, _)) in edges.iter().enumerate() {
            self.each_cell(edge, &mut |cell| placed.push((cell as u32, i as u32)));
        }
        placed.sort_unstable();
        placed.dedup();
        let mut rest = placed.as_slice();
        for (cell, &state) in states.iter().enumerate() {
            let here = rest.partition_point(|(c, _)| *c as usize <= cell);
            let (mine, others) = rest.split_at(here);
            rest = others;
            let code = if mine.is_empty() {
                match decode(state) {
                    Ok(territory) => territory + 1,
                    Err(false) => 0,
                    Err(true) => ASK,
                }
            } else {
                let start = self.blocks.len() as u32;
                self.blocks.push(Edge { ax: mine.len() as i32, ay: 0, bx: 0, by: 0, delta: state });
                self.owners.push([NOBODY, NOBODY]);
                for (edge, owners) in mine.iter().filter_map(|(_, i)| edges.get(*i as usize)) {
                    self.blocks.push(*edge);
                    self.owners.push(*owners);
                }
                BORDER | start
            };
            if let Some(slot) = self.cells.get_mut(cell * self.layers + layer) {
                *slot = code;
            }
        }
    }

    /// State at the south-west corner of every cell, by one sweep along each row's lower line.
    fn corner_states(&self, rows: usize, edges: &[(Edge, [u32; 2])]) -> Vec<i64> {
        let mut states = vec![0i64; rows * self.columns];
        for (edge, _) in edges {
            let (bottom, top) = (edge.ay.min(edge.by), edge.ay.max(edge.by));
            // rows whose line y has bottom <= y < top
            let first = (offset(bottom, self.origin.y) + (1 << self.shift.1) - 1) >> self.shift.1;
            let upward = edge.by > edge.ay;
            let slope = (f64::from(edge.bx) - f64::from(edge.ax)) / (f64::from(edge.by) - f64::from(edge.ay));
            for row in first.. {
                let y64 = i64::from(self.origin.y) + (row << self.shift.1);
                if y64 >= i64::from(top) || row as usize >= rows {
                    break;
                }
                let y = y64 as i32;
                let guess = f64::from(edge.ax) + slope * (f64::from(y) - f64::from(edge.ay));
                let guess = ((guess - f64::from(self.origin.x)) as i64) >> self.shift.0;
                // the first column whose corner lies east of the edge
                let east = |column: i64| {
                    let x = i64::from(self.origin.x) + (column << self.shift.0);
                    i32::try_from(x).is_ok_and(|x| edge.left(x, y) != upward)
                };
                let mut column = guess.clamp(0, self.columns as i64);
                while column > 0 && east(column - 1) {
                    column -= 1;
                }
                while (column as usize) < self.columns && !east(column) {
                    column += 1;
                }
                if (column as usize) < self.columns {
                    let change = if upward { -edge.delta } else { edge.delta };
                    if let Some(state) = states.get_mut(row as usize * self.columns + column as usize) {
                        *state += change;
                    }
                }
            }
        }
        for row in states.chunks_exact_mut(self.columns) {
            let mut sum = 0;
            for state in row {
                sum += *state;
                *state = sum;
            }
        }
        states
    }

    /// Calls `each` with every cell the edge touches (and now and then a neighbour of one).
    fn each_cell(&self, edge: &Edge, each: &mut dyn FnMut(usize)) {
        let (bottom, top) = (edge.ay.min(edge.by), edge.ay.max(edge.by));
        let (west, east) = (edge.ax.min(edge.bx), edge.ax.max(edge.bx));
        let row_of = |y: i32| offset(y, self.origin.y) >> self.shift.1;
        let column_of = |x: i64| (x - i64::from(self.origin.x)).max(0) >> self.shift.0;
        for row in row_of(bottom)..=row_of(top) {
            let low = (i64::from(self.origin.y) + (row << self.shift.1)).max(i64::from(bottom));
            let high = (i64::from(self.origin.y) + ((row + 1) << self.shift.1)).min(i64::from(top));
            let (mut from, mut to) = (i64::from(west), i64::from(east));
            if edge.ay != edge.by {
                let slope =
                    (f64::from(edge.bx) - f64::from(edge.ax)) / (f64::from(edge.by) - f64::from(edge.ay));
                let x = |y: i64| f64::from(edge.ax) + slope * (y as f64 - f64::from(edge.ay));
                let (a, b) = (x(low), x(high));
                from = from.max(a.min(b).floor() as i64 - 1);
                to = to.min(a.max(b).ceil() as i64 + 1);
            }
            for column in column_of(from)..=column_of(to) {
                each(row as usize * self.columns + column as usize);
            }
        }
    }
}

/// Difference that cannot overflow.
fn offset(v: i32, origin: i32) -> i64 {
    i64::from(v) - i64::from(origin)
}

/// All edges of a layer, each undirected segment once, with the sum of what its owners change.
fn unique_edges(outlines: &[Outline]) -> Vec<(Edge, [u32; 2])> {
    let mut index: HashMap<(Fixed, Fixed), usize> = HashMap::new();
    let mut edges: Vec<(Edge, [u32; 2])> = Vec::new();
    for (territory, outline) in outlines.iter().enumerate() {
        let delta = ONE + territory as i64;
        for (i, ring) in outline.rings.iter().enumerate() {
            // inside is to the left of an anticlockwise outer ring and of a clockwise hole
            let anticlockwise = signed_area(ring) > 0;
            let hole = outline.holes.get(i) == Some(&true);
            let inside_left = anticlockwise != hole;
            let mut last = ring.last().copied();
            for &b in ring {
                let Some(a) = last.replace(b).filter(|a| *a != b) else { continue };
                let (low, high, flipped) = if a < b { (a, b, false) } else { (b, a, true) };
                let left = inside_left != flipped;
                let at = *index.entry((low, high)).or_insert_with(|| {
                    edges
                        .push((Edge { ax: low.x, ay: low.y, bx: high.x, by: high.y, delta: 0 }, [NOBODY; 2]));
                    edges.len() - 1
                });
                if let Some((edge, owners)) = edges.get_mut(at) {
                    edge.delta += if left { delta } else { -delta };
                    let slot = usize::from(!left);
                    if let Some(owner) = owners.get_mut(slot) {
                        *owner = territory as u32;
                    }
                }
            }
        }
    }
    edges.retain(|(edge, owners)| edge.delta != 0 || owners[0] != owners[1]);
    edges
}
