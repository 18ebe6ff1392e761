//! Several layers of territories, prepared for fast questions.

use super::fixed::Fixed;
use super::grid::{Grid, Outline};
use super::shape::{Point, Territory};

/// Prepared polygons of several layers. A territory is named by its index in the slice its layer was built from.
///
/// - memory: about 4 bytes a cell and layer (some three cells for each border edge), 32 bytes a border edge and cell
/// - exact: coordinates are rounded once to 10⁻⁷° (1 cm); every later test is exact integer arithmetic
#[derive(Clone, Debug)]
pub struct Atlas {
    pub(super) grid: Option<Grid>,
    pub(super) outlines: Vec<Vec<Outline>>,
}

/// Why an atlas cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AtlasError {
    /// A point that is not on earth, or not a number.
    #[error("point of territory {territory} in layer {layer} is not on earth")]
    NotOnEarth {
        /// Layer index.
        layer: usize,
        /// Territory index.
        territory: usize,
    },
    /// The layers together span more than 200 degrees; exact arithmetic ends there.
    #[error("layers span more than 200 degrees")]
    TooWide,
    /// More than a thousand million territories in a layer.
    #[error("too many territories in layer {layer}")]
    TooMany {
        /// Layer index.
        layer: usize,
    },
}

impl Atlas {
    /// Prepares the layers.
    ///
    /// - in: any number of layers, also empty ones; polygons may touch, overlap or leave gaps
    /// - cost: about 0.3 s for 15,000 polygons of 48 vertices (measured)
    ///
    /// # Errors
    /// [`AtlasError`], naming layer and territory.
    pub fn new(layers: &[&[Territory]]) -> Result<Atlas, AtlasError> {
        let mut outlines = Vec::with_capacity(layers.len());
        for (layer, territories) in layers.iter().enumerate() {
            if territories.len() >= 1 << 29 {
                return Err(AtlasError::TooMany { layer });
            }
            let mut found = Vec::with_capacity(territories.len());
            for (i, territory) in territories.iter().enumerate() {
                let error = AtlasError::NotOnEarth { layer, territory: i };
                found.push(outline(territory).ok_or(error)?);
            }
            outlines.push(found);
        }
        let all = || outlines.iter().flatten().filter(|o| !o.rings.is_empty());
        let Some(first) = all().next() else { return Ok(Atlas { grid: None, outlines }) };
        let (mut low, mut high) = (first.low, first.high);
        for outline in all() {
            low = Fixed { x: low.x.min(outline.low.x), y: low.y.min(outline.low.y) };
            high = Fixed { x: high.x.max(outline.high.x), y: high.y.max(outline.high.y) };
        }
        let span = |a: i32, b: i32| i64::from(b) - i64::from(a);
        if span(low.x, high.x) > 2_000_000_000 || span(low.y, high.y) > 2_000_000_000 {
            return Err(AtlasError::TooWide);
        }
        let grid = Some(Grid::build(&outlines, low, high));
        Ok(Atlas { grid, outlines })
    }

    /// Number of layers.
    pub fn layers(&self) -> usize {
        self.outlines.len()
    }

    /// Number of grid cells, for reports about memory.
    pub fn cells(&self) -> usize {
        self.grid.as_ref().map_or(0, |g| g.cells.len() / g.layers.max(1))
    }

    /// Bytes of the index itself.
    pub fn bytes(&self) -> usize {
        let grid = self.grid.as_ref().map_or(0, |g| g.cells.len() * 4 + g.blocks.len() * 32);
        let points: usize = self.outlines.iter().flatten().flat_map(|o| &o.rings).map(|r| r.len() * 8).sum();
        grid + points
    }
}

/// Rounds a territory's rings; `None` when a point is not on earth.
fn outline(territory: &Territory) -> Option<Outline> {
    let mut found = Outline {
        low: Fixed { x: i32::MAX, y: i32::MAX },
        high: Fixed { x: i32::MIN, y: i32::MIN },
        rings: vec![],
        holes: vec![],
    };
    for polygon in &territory.shape.polygons {
        let rings =
            std::iter::once((&polygon.exterior, false)).chain(polygon.holes.iter().map(|h| (h, true)));
        for (ring, hole) in rings {
            let mut points = ring.0.iter().map(|p: &Point| Fixed::of(*p)).collect::<Option<Vec<_>>>()?;
            points.dedup();
            for p in &points {
                found.low = Fixed { x: found.low.x.min(p.x), y: found.low.y.min(p.y) };
                found.high = Fixed { x: found.high.x.max(p.x), y: found.high.y.max(p.y) };
            }
            if points.len() >= 3 {
                found.rings.push(points);
                found.holes.push(hole);
            }
        }
    }
    Some(found)
}
