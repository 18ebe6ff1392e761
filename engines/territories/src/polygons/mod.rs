//! Territories drawn as polygons, in any number of independent layers.
//!
//! ```text
//!  read.rs      what a reader accepts: options, errors with a place       shape.rs   points, rings, territories
//!  geojson.rs   RFC 7946 text ─► territories
//!  gml.rs       GML 3.1/3.2 text ─► territories
//!  fixed.rs     degrees as integers of 10⁻⁷°, exact side-of-line tests
//!  atlas.rs     builds one uniform grid over all layers       locate.rs   asks it: who, on a border, how far
//!  flaws.rs     overlaps and gaps between the polygons of one layer
//!  simplify.rs  fewer vertices for a map
//! ```
//!
//! **Boundary rule.** A point exactly on a border belongs to the territory just west of it; where the border runs
//! exactly east–west, to the one north of it. (Formally: the point is moved by an infinitesimal step west and a far
//! smaller one north before it is tested.) So neighbours that share a border never both claim and never both lose a
//! point. [`Atlas::locate`] says openly when a point lies on a border.

mod atlas;
mod fixed;
mod flaws;
mod geojson;
mod gml;
mod grid;
mod locate;
mod read;
mod shape;
mod simplify;

pub use atlas::{Atlas, AtlasError};
pub use flaws::{Flaw, flaws};
pub use geojson::read_geojson;
pub use gml::read_gml;
pub use locate::{Assignment, Located};
pub use read::{Options, Place, Problem, ReadError};
pub use shape::{Bounds, MultiPolygon, Point, Polygon, Ring, Territory};
pub use simplify::simplified;
