//! What of these shapes lies in this square of the map? Vector tiles, [Mapbox Vector Tile 2.1].
//!
//! ```text
//!   longitude, latitude ─► square.rs   units of the tile: 0 … 4096, y down
//!                       ─► simplify.rs fewer corners than anybody could see at this zoom
//!                       ─► clip.rs     what lies in the square and its margin
//!                       ─► geometry.rs whole units, no ring without an area, outer rings clockwise on the screen
//!                       ─► wire.rs     commands and the bytes of Protocol Buffers
//! ```
//!
//! Simplifying comes before clipping, so that a border meets itself at the edge of the neighbouring tile.
//!
//! ```
//! use vector_tiles::{Shape, Square, Tile, Value};
//!
//! let square = Square::new(12, 2200, 1393).unwrap(); // Plzeň
//! let mut tile = Tile::new(square);
//! let mut stations = tile.layer("stations");
//! stations.add(&Shape::Point([13.38, 49.747]), [("name", Value::Text("Služebna Střed"))]);
//! assert_eq!(stations.len(), 1);
//! assert!(!tile.bytes().is_empty());
//! ```
//!
//! [Mapbox Vector Tile 2.1]: https://github.com/mapbox/vector-tile-spec/tree/master/2.1

mod clip;
mod geometry;
mod simplify;
mod square;
mod wire;

use std::collections::HashMap;

pub use square::Square;

/// Units of a tile's side.
pub const EXTENT: u32 = 4096;

/// Units around the square that are kept, so that lines do not end at its edge.
pub const MARGIN: u32 = 64;

/// Largest zoom: there a unit is 15 cm, finer than any border that a city keeps.
pub const DEEPEST: u8 = 16;

/// Longitude and latitude in degrees, or units of a tile.
pub type Position = [f64; 2];

/// A shape in degrees. Rings are closed; the outer one comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape<'a> {
    /// A place.
    Point(Position),
    /// Ways.
    Lines(&'a [Vec<Position>]),
    /// Areas: polygons of rings.
    Polygons(&'a [Vec<Vec<Position>>]),
}

/// A property of a feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
}

/// A tile being filled.
#[derive(Debug)]
pub struct Tile {
    square: Square,
    layers: Vec<Layer>,
}

impl Tile {
    /// An empty tile.
    #[must_use]
    pub fn new(square: Square) -> Tile {
        Tile { square, layers: Vec::new() }
    }

    /// Adds a layer; names are unique within a tile.
    pub fn layer(&mut self, name: &str) -> Layered<'_> {
        let (square, at) = (self.square, self.layers.len());
        self.layers.push(Layer { name: name.to_owned(), ..Layer::default() });
        Layered { square, layer: &mut self.layers[at] }
    }

    /// The tile as bytes; layers without features are left out, as the format demands.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for layer in self.layers.iter().filter(|layer| !layer.features.is_empty()) {
            wire::message(&mut out, wire::TILE_LAYERS, &layer.bytes());
        }
        out
    }
}

/// A layer of a tile being filled.
#[derive(Debug)]
pub struct Layered<'a> {
    square: Square,
    layer: &'a mut Layer,
}

impl Layered<'_> {
    /// Adds what of a shape lies in the square, with its properties; false when nothing of it does.
    pub fn add<'v>(
        &mut self,
        shape: &Shape<'_>,
        properties: impl IntoIterator<Item = (&'v str, Value<'v>)>,
    ) -> bool {
        let Some((kind, geometry)) = geometry::within(self.square, shape) else { return false };
        let mut tags = Vec::new();
        for (key, value) in properties {
            tags.push(number_of(&mut self.layer.keys, key.as_bytes().to_vec()));
            tags.push(number_of(&mut self.layer.values, wire::value(&value)));
        }
        self.layer.features.push(wire::feature(kind, &tags, &geometry));
        true
    }

    /// Features in the layer so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layer.features.len()
    }

    /// Whether nothing has been added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.layer.features.is_empty()
    }
}

/// Keys and values stand once in a layer; features name them by number.
#[derive(Debug, Default)]
struct Layer {
    name: String,
    features: Vec<Vec<u8>>,
    keys: Numbered,
    values: Numbered,
}

/// Byte strings in the order in which they came, each once.
type Numbered = (Vec<Vec<u8>>, HashMap<Vec<u8>, u32>);

fn number_of((all, numbers): &mut Numbered, bytes: Vec<u8>) -> u32 {
    let next = u32::try_from(all.len()).unwrap_or(u32::MAX);
    *numbers.entry(bytes).or_insert_with_key(|bytes| {
        all.push(bytes.clone());
        next
    })
}

impl Layer {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        wire::message(&mut out, wire::LAYER_NAME, self.name.as_bytes());
        for feature in &self.features {
            wire::message(&mut out, wire::LAYER_FEATURES, feature);
        }
        for key in &self.keys.0 {
            wire::message(&mut out, wire::LAYER_KEYS, key);
        }
        for value in &self.values.0 {
            wire::message(&mut out, wire::LAYER_VALUES, value);
        }
        wire::number(&mut out, wire::LAYER_EXTENT, u64::from(EXTENT));
        wire::number(&mut out, wire::LAYER_VERSION, 2);
        out
    }
}
