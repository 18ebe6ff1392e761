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
//! # How a point is found
//! One uniform grid lies over all layers. A cell that no border crosses holds the answer itself, so most questions cost one
//! read. A border cell holds the state at its south-west corner and the few border edges in it; walking from the corner
//! to the point, first north, then east, and adding what each crossed edge changes gives the state of the point.
//! Shared borders are kept once. A state counts the territories and sums their numbers, so a tessellation needs no list, and
//! where the count is not one (territories overlap) every polygon near the point is asked by itself.
//!
//! # Exactness
//! Coordinates are rounded once, to 10⁻⁷° (1 cm). From then on every test is integer arithmetic without rounding; the same
//! vertex written by two neighbours with different last digits meets again. What the file itself leaves open or claims
//! twice is not repaired; [`flaws`] reports it.
//!
//! # Example
//! ```
//! use territories::polygons::{Atlas, Located, Options, Point, read_geojson};
//!
//! let text = r#"{"type": "Feature", "properties": {"code": "A", "name": "Střed"}, "geometry": {"type": "Polygon",
//!     "coordinates": [[[13.37, 49.74], [13.39, 49.74], [13.39, 49.76], [13.37, 49.76], [13.37, 49.74]]]}}"#;
//! let precincts = read_geojson(text, &Options::default()).unwrap();
//! let atlas = Atlas::new(&[&precincts]).unwrap();
//!
//! let square = Point { lon: 13.3776, lat: 49.7475 };
//! assert_eq!(atlas.locate(0, square), Located::Inside(0));
//! let metres = atlas.distance_to_border_m(0, square, 1_000.0).unwrap();
//! assert!((metres - 547.6).abs() < 2.0);
//! ```
//!
//! # Limits
//! Layers may span 200 degrees; polygons across the antimeridian are not joined. Overlapping territories are answered
//! correctly but slowly (each polygon's box is looked at). Curved GML rings are refused rather than straightened.
//!
//! # Boundary rule
//! A point exactly on a border belongs to the territory just west of it; where the border runs
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
