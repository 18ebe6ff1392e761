//! Map layers: features with a place, asked for by page, frame, time and equal properties.
//!
//! Positions are WGS 84 longitude and latitude in degrees (OGC CRS84), as in GeoJSON.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use territories::polygons::{MultiPolygon, Ring};

use super::value::conform;
use super::{Column, Edition, Misfit, Value};
use crate::Ground;

/// Longitude and latitude in degrees.
pub type Position = [f64; 2];

/// A layer of the map that everybody may have.
#[derive(Clone, Copy)]
pub struct Layer {
    /// Stable name in its addresses, `precincts`: small letters and hyphens.
    pub id: &'static str,
    /// Id of the set whose things it shows; licence, theme and promises of that set hold for it.
    pub set: &'static str,
    /// Fluent key of its title.
    pub title: &'static str,
    /// Fluent key of what a feature is and where it comes from.
    pub description: &'static str,
    /// What its features are drawn as.
    pub geometry: GeometryKind,
    /// Properties of its features, in order. Exactly one is the key and equals the feature's id.
    pub properties: &'static [Column],
    /// Property that names a feature for people, on the map and in lists.
    pub label: &'static str,
    /// Zoom of web maps from which it is drawn; a layer of many small things begins late.
    pub from_zoom: u8,
    /// Finds features; `None` while there is nothing to publish. What an [`Ask`] does not limit is found whole. A layer
    /// that is in memory answers by [`Ask::among`]; one in the database asks it.
    pub find: FindFeatures,
}

/// How features are found.
pub type FindFeatures = fn(Ground, Ask) -> BoxFuture<'static, Result<Option<Found>, web::Error>>;

/// What the features of a layer are drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeometryKind {
    /// Places.
    Point,
    /// Ways.
    Line,
    /// Areas.
    Polygon,
}

/// Where a feature is. Rings of areas are closed (the last position is the first) and the outer one comes first.
#[derive(Debug, Clone, PartialEq)]
pub enum Geometry {
    /// A place.
    Point(Position),
    /// Ways.
    Lines(Vec<Vec<Position>>),
    /// Areas: polygons of rings.
    Polygons(Vec<Vec<Vec<Position>>>),
}

impl Geometry {
    /// A place, seven decimals of a degree exact: a centimetre, as exact as anything is read.
    #[must_use]
    pub fn place(lon: f64, lat: f64) -> Geometry {
        Geometry::Point([rounded(lon), rounded(lat)])
    }

    /// The areas of a territory, as exact; rings are closed here and open there.
    #[must_use]
    pub fn areas(shape: &MultiPolygon) -> Geometry {
        let ring = |ring: &Ring| {
            let corners = ring.0.iter().chain(ring.0.first());
            corners.map(|point| [rounded(point.lon), rounded(point.lat)]).collect()
        };
        let polygon = shape.polygons.iter().map(|polygon| {
            std::iter::once(&polygon.exterior).chain(&polygon.holes).map(ring).collect::<Vec<Vec<_>>>()
        });
        Geometry::Polygons(polygon.collect())
    }

    /// All its positions.
    pub fn positions(&self) -> Box<dyn Iterator<Item = Position> + '_> {
        match self {
            Geometry::Point(at) => Box::new(std::iter::once(*at)),
            Geometry::Lines(lines) => Box::new(lines.iter().flatten().copied()),
            Geometry::Polygons(polygons) => Box::new(polygons.iter().flatten().flatten().copied()),
        }
    }

    /// The frame around it; `None` without positions.
    #[must_use]
    pub fn bbox(&self) -> Option<Bbox> {
        Bbox::around(self.positions())
    }

    /// Whether it shares a point with a frame.
    #[must_use]
    pub fn meets(&self, bbox: &Bbox) -> bool {
        if !self.bbox().is_some_and(|frame| frame.meets(bbox)) {
            return false;
        }
        let crossed = |line: &Vec<Position>| line.windows(2).any(|pair| bbox.crossed_by(pair));
        match self {
            Geometry::Point(_) => true,
            Geometry::Lines(lines) => lines.iter().any(crossed),
            // No border in the frame: then the frame is inside as a whole, or not at all.
            Geometry::Polygons(polygons) => polygons.iter().any(|rings| {
                rings.iter().any(crossed)
                    || rings.iter().filter(|ring| surrounds(ring, [bbox.west, bbox.south])).count() % 2 == 1
            }),
        }
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

/// Whether a position is inside a closed ring (crossings of a ray to the east).
fn surrounds(ring: &[Position], [lon, lat]: Position) -> bool {
    let crosses = |pair: &&[Position]| match **pair {
        [[ax, ay], [bx, by]] => (ay > lat) != (by > lat) && lon < ax + (lat - ay) / (by - ay) * (bx - ax),
        _ => false,
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

/// A frame in degrees, borders included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bbox {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bbox {
    /// The frame around positions; `None` without any.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Bbox> {
        positions.into_iter().fold(None, |frame: Option<Bbox>, [lon, lat]| {
            let old = frame.unwrap_or(Bbox { west: lon, south: lat, east: lon, north: lat });
            let (west, east) = (old.west.min(lon), old.east.max(lon));
            Some(Bbox { west, east, south: old.south.min(lat), north: old.north.max(lat) })
        })
    }

    /// Whether the straight piece between two positions has a point in the frame (Liang, Barsky 1984).
    fn crossed_by(&self, pair: &[Position]) -> bool {
        let &[[ax, ay], [bx, by]] = pair else { return false };
        let (dx, dy) = (bx - ax, by - ay);
        let sides =
            [(-dx, ax - self.west), (dx, self.east - ax), (-dy, ay - self.south), (dy, self.north - ay)];
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (towards, room) in sides {
            if towards == 0.0 && room < 0.0 {
                return false;
            } else if towards < 0.0 {
                from = from.max(room / towards);
            } else if towards > 0.0 {
                to = to.min(room / towards);
            }
        }
        from <= to
    }

    /// The frame around two frames.
    #[must_use]
    pub fn joined(one: Option<Bbox>, other: Option<Bbox>) -> Option<Bbox> {
        Bbox::around([one, other].into_iter().flatten().flat_map(|b| [[b.west, b.south], [b.east, b.north]]))
    }

    /// Whether two frames share a point.
    #[must_use]
    pub fn meets(&self, other: &Bbox) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }
}

/// From when until when; an end that is not there is open. Ends are included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub from: Option<DateTime<Utc>>,
    /// Last moment.
    pub until: Option<DateTime<Utc>>,
}

impl Period {
    /// Whether two periods share a moment.
    #[must_use]
    pub fn meets(&self, other: &Period) -> bool {
        let before = |end: Option<DateTime<Utc>>, start: Option<DateTime<Utc>>| {
            end.zip(start).is_some_and(|(end, start)| end < start)
        };
        !before(self.until, other.from) && !before(other.until, self.from)
    }
}

/// Which features are asked for. [`Ask::default`] asks for none of them and so only for how many there are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// Only the feature of this id.
    pub id: Option<String>,
    /// Only features that share a point with this frame; features without a place are then left out.
    pub bbox: Option<Bbox>,
    /// Only features that held within this time; those without a time always hold.
    pub during: Option<Period>,
    /// Only features whose property of this name is written like this.
    pub equal: Vec<(&'static str, String)>,
    /// How many of those found are passed over.
    pub offset: usize,
    /// Most features wanted.
    pub limit: usize,
}

impl Ask {
    /// Everything there is.
    #[must_use]
    pub fn everything() -> Ask {
        Ask { limit: usize::MAX, ..Ask::default() }
    }

    /// One feature.
    pub fn one(id: impl Into<String>) -> Ask {
        Ask { id: Some(id.into()), limit: 1, ..Ask::default() }
    }

    /// What is asked for among features that are in memory, in their order.
    pub fn among(
        &self,
        edition: Edition,
        properties: &[Column],
        features: impl IntoIterator<Item = Feature>,
    ) -> Found {
        let mut found = Found { edition, matched: 0, extent: None, features: Vec::new() };
        for feature in features.into_iter().filter(|feature| self.wants(properties, feature)) {
            found.count(feature.geometry.as_ref());
            if found.matched > self.offset && found.features.len() < self.limit {
                found.features.push(feature);
            }
        }
        found
    }

    fn wants(&self, properties: &[Column], feature: &Feature) -> bool {
        let written = |name: &str| {
            let at = properties.iter().position(|column| column.name == name)?;
            feature.properties.get(at).map(Value::written)
        };
        let within = |bbox: &Bbox| feature.geometry.as_ref().is_some_and(|geometry| geometry.meets(bbox));
        self.id.as_ref().is_none_or(|id| *id == feature.id)
            && self.bbox.as_ref().is_none_or(within)
            && self.during.is_none_or(|period| period.meets(&feature.during))
            && self.equal.iter().all(|(name, wanted)| written(name).is_some_and(|value| value == *wanted))
    }
}

/// The features of one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which state of the data this is.
    pub edition: Edition,
    /// How many fit, on all pages.
    pub matched: usize,
    /// The frame around those that fit, on all pages; `None` when none of them has a place.
    pub extent: Option<Bbox>,
    /// Those of this page.
    pub features: Vec<Feature>,
}

impl Found {
    /// Counts one more that fits, wherever it is.
    pub fn count(&mut self, geometry: Option<&Geometry>) {
        self.matched += 1;
        self.extent = Bbox::joined(self.extent, geometry.and_then(Geometry::bbox));
    }
}

/// One thing on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Unique in its layer and the same in every edition.
    pub id: String,
    /// Where it is; `None` when that is not known, or is told in words only.
    pub geometry: Option<Geometry>,
    /// One value a property, in their order.
    pub properties: Vec<Value>,
    /// When it holds.
    pub during: Period,
}

impl Layer {
    /// Whether features are what the layer says.
    ///
    /// # Errors
    /// The first feature that is not, by its number from 1.
    pub fn check(&self, features: &[Feature]) -> Result<(), Misfit> {
        conform(self.properties, features.iter().map(|feature| &feature.properties))
    }

    /// Position of the property that names a feature.
    #[must_use]
    pub fn label_at(&self) -> Option<usize> {
        self.properties.iter().position(|column| column.name == self.label)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Datatype;
    use super::*;

    const NAME: [Column; 1] = [Column::new("name", "n", Datatype::Text).key()];

    fn feature(name: &str, lon: f64) -> Feature {
        Feature {
            id: name.to_owned(),
            geometry: Some(Geometry::Point([lon, 49.7])),
            properties: vec![Value::text(name)],
            during: Period { from: DateTime::from_timestamp_millis(0), until: None },
        }
    }

    #[track_caller]
    fn check(ask: Ask, matched: usize, names: &[&str]) {
        let edition = Edition { revision: "1".to_owned(), modified: DateTime::default(), covers: None };
        let all = [feature("a", 13.1), feature("b", 13.2), feature("c", 13.3)];
        let found = ask.among(edition, &NAME, all);
        let ids: Vec<&str> = found.features.iter().map(|feature| feature.id.as_str()).collect();
        assert_eq!((found.matched, ids.as_slice()), (matched, names));
    }

    #[test]
    fn an_area_meets_a_frame_only_where_it_is() {
        // An L: its frame is the whole square, the upper right quarter is empty.
        let ring = vec![[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [2.0, 2.0], [2.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
        let hole = vec![[0.5, 0.5], [1.5, 0.5], [1.5, 1.5], [0.5, 1.5], [0.5, 0.5]];
        let area = Geometry::Polygons(vec![vec![ring, hole]]);
        let check = |[west, south, east, north]: [f64; 4], expected: bool| {
            assert_eq!(
                area.meets(&Bbox { west, south, east, north }),
                expected,
                "{west} {south} {east} {north}"
            );
        };
        check([3.0, 3.0, 3.5, 3.5], false);
        check([1.0, 1.0, 3.0, 3.0], true);
        check([0.1, 0.1, 0.2, 0.2], true);
        check([0.8, 0.8, 1.2, 1.2], false);
        check([-1.0, -1.0, 5.0, 5.0], true);
        check([4.0, 0.0, 5.0, 1.0], true);
        check([5.0, 0.0, 6.0, 1.0], false);
    }

    #[test]
    fn what_is_asked_for_is_found() {
        let all = Ask::everything;
        let east = Bbox { west: 13.2, south: 49.0, east: 14.0, north: 50.0 };
        let early = Period { from: None, until: DateTime::from_timestamp_millis(-1) };
        check(all(), 3, &["a", "b", "c"]);
        check(Ask::default(), 3, &[]);
        check(Ask { offset: 1, limit: 1, ..all() }, 3, &["b"]);
        check(Ask { offset: 9, ..all() }, 3, &[]);
        check(Ask { bbox: Some(east), ..all() }, 2, &["b", "c"]);
        check(Ask { during: Some(early), ..all() }, 0, &[]);
        check(Ask { equal: vec![("name", "c".to_owned())], ..all() }, 1, &["c"]);
        check(Ask { equal: vec![("nothing", String::new())], ..all() }, 0, &[]);
        check(Ask::one("b"), 1, &["b"]);
    }
}
