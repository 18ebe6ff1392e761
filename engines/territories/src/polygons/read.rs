//! What both readers share: options, errors with a place, checks of rings and of the coordinate system.

use std::collections::HashMap;

use super::shape::{Bounds, MultiPolygon, Point, Polygon, Ring, Territory};

/// How to read a file of territories.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Where all points must lie; used to recognise swapped axes. `None` = anywhere on earth.
    pub envelope: Option<Bounds>,
    /// Converts EPSG:5514 (Křovák, x then y as in the file) to a WGS 84 point; without it such files are refused.
    pub from_krovak: Option<&'a dyn Fn(f64, f64) -> Option<Point>>,
    /// Properties that make up the code, joined with `/`; empty = guessed (`code`, `kod`, `OKRSEK` + `MC_PRAHA`, …).
    pub code: &'a [&'a str],
    /// The property with the name; `None` = guessed (`name`, `nazev`, …), else the code.
    pub name: Option<&'a str>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { envelope: Some(Bounds::CZECHIA), from_krovak: None, code: &[], name: None }
    }
}

/// Where in a file something was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Line and column, from 1.
    Line(usize, usize),
    /// Feature number, from 1.
    Feature(usize),
}

/// Why a file was refused, and where. No part of a refused file is used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{problem} ({place:?})")]
pub struct ReadError {
    /// Where.
    pub place: Place,
    /// Why.
    pub problem: Problem,
}

/// Why a file was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Not well-formed JSON or XML; the parser's own words.
    #[error("not well-formed: {detail}")]
    Malformed {
        /// The parser's own words.
        detail: String,
    },
    /// Well-formed, but not a collection of polygon features.
    #[error("not a collection of polygon features")]
    NotTerritories,
    /// No feature at all.
    #[error("no feature")]
    NoFeatures,
    /// A feature whose geometry is missing or has no points.
    #[error("empty geometry")]
    EmptyGeometry,
    /// Points or lines instead of polygons, or curves.
    #[error("geometry {kind} is not a polygon")]
    NotAPolygon {
        /// The geometry type of the file.
        kind: String,
    },
    /// Fewer than three different points.
    #[error("ring with {points} points")]
    RingTooShort {
        /// How many.
        points: usize,
    },
    /// First and last point differ.
    #[error("ring is not closed")]
    RingNotClosed,
    /// A coordinate that is no finite number.
    #[error("coordinate is not a finite number")]
    NotANumber,
    /// A list of coordinates whose length does not fit its dimension.
    #[error("coordinates do not come in pairs")]
    OddCoordinates,
    /// Latitude and longitude change places in the file.
    #[error("axes swapped: {lon}, {lat} would lie in the area the other way round")]
    AxesSwapped {
        /// First number read as longitude.
        lon: f64,
        /// Second number read as latitude.
        lat: f64,
    },
    /// Křovák coordinates without saying so, or with positive axes.
    #[error("looks like Křovák (S-JTSK) metres: {x}, {y}")]
    LooksLikeKrovak {
        /// First number.
        x: f64,
        /// Second number.
        y: f64,
    },
    /// EPSG:5514 and the caller gave no conversion, or it refused the point.
    #[error("coordinate system {name} cannot be converted here")]
    CoordinateSystem {
        /// As the file names it.
        name: String,
    },
    /// A point outside the expected area.
    #[error("point {lon}, {lat} outside the area")]
    OutsideEnvelope {
        /// Longitude.
        lon: f64,
        /// Latitude.
        lat: f64,
    },
    /// None of the properties that could be the code.
    #[error("no property for the code")]
    NoCode,
    /// Two features with one code and different names (with the same name they are parts of one territory).
    #[error("code {code} twice")]
    DuplicateCode {
        /// The code.
        code: String,
    },
    /// Nested deeper than any real file.
    #[error("nested too deeply")]
    TooDeep,
    /// More than 20 million points.
    #[error("too many points")]
    TooLarge,
}

/// More points than any set of Czech territories has; a guard against bombs.
pub(super) const MOST_POINTS: usize = 20_000_000;

/// A problem with its place.
pub(super) fn at(place: Place, problem: Problem) -> ReadError {
    ReadError { place, problem }
}

/// The coordinate system a file states.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum System {
    /// Longitude, latitude.
    LonLat,
    /// Latitude, longitude.
    LatLon,
    /// EPSG:5514: negative metres, x (west) then y (south).
    Krovak,
}

impl System {
    /// Recognises a `crs` name or `srsName`. `xml` = the GML rule that EPSG:4326 means latitude first.
    pub(super) fn named(name: &str, xml: bool) -> Result<System, Problem> {
        let upper = name.to_ascii_uppercase();
        let ends = |code: &str| {
            upper.strip_suffix(code).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()))
        };
        if upper.contains("CRS84") {
            Ok(System::LonLat)
        } else if ends("4326") || ends("4258") {
            Ok(if xml { System::LatLon } else { System::LonLat })
        } else if ends("5514") {
            Ok(System::Krovak)
        } else {
            Err(Problem::CoordinateSystem { name: name.chars().take(80).collect() })
        }
    }

    /// One coordinate pair of the file as a point.
    pub(super) fn point(&self, a: f64, b: f64, options: &Options) -> Result<Point, Problem> {
        if !a.is_finite() || !b.is_finite() {
            return Err(Problem::NotANumber);
        }
        let point = match self {
            System::LonLat => Point { lon: a, lat: b },
            System::LatLon => Point { lon: b, lat: a },
            System::Krovak => {
                let convert = options.from_krovak.and_then(|convert| convert(a, b));
                convert.ok_or_else(|| Problem::CoordinateSystem { name: "EPSG:5514".to_owned() })?
            }
        };
        let envelope = options.envelope.unwrap_or(Bounds::EARTH);
        if envelope.holds(point) && Bounds::EARTH.holds(point) {
            return Ok(point);
        }
        let krovak = |v: f64| (4.0e5..1.4e6).contains(&v.abs());
        Err(if krovak(a) && krovak(b) {
            Problem::LooksLikeKrovak { x: a, y: b }
        } else if envelope.holds(Point { lon: point.lat, lat: point.lon }) {
            Problem::AxesSwapped { lon: point.lon, lat: point.lat }
        } else {
            Problem::OutsideEnvelope { lon: point.lon, lat: point.lat }
        })
    }
}

/// A ring from the points of the file: must be closed and enclose something; repeated points are dropped.
pub(super) fn ring(mut points: Vec<Point>) -> Result<Ring, Problem> {
    if points.is_empty() {
        return Err(Problem::EmptyGeometry);
    }
    if points.first() != points.last() {
        return Err(Problem::RingNotClosed);
    }
    points.pop();
    points.dedup();
    let different = points.iter().any(|p| Some(p) != points.first());
    if points.len() < 3 || !different {
        return Err(Problem::RingTooShort { points: points.len() });
    }
    Ok(Ring(points))
}

/// A polygon from its rings, the outer one first.
pub(super) fn polygon(rings: Vec<Ring>) -> Result<Polygon, Problem> {
    let mut rings = rings.into_iter();
    let exterior = rings.next().ok_or(Problem::EmptyGeometry)?;
    Ok(Polygon { exterior, holes: rings.collect() })
}

/// Properties that hold the code in Czech open data, the surest first; several together make one code (`1/12`).
/// `name` is the last resort: a layer of districts often has nothing else.
const CODES: [&[&str]; 8] =
    [&["MC_PRAHA", "OKRSEK"], &["code"], &["kod"], &["id"], &["okrsek"], &["ref"], &["gml_id"], &["name"]];
/// Properties that hold the name; a territory without one is called by its code.
const NAMES: [&str; 6] = ["name", "nazev", "naz", "jmeno", "title", "nazev_cz"];

/// Makes a territory of a feature's properties and shape.
pub(super) fn territory(
    properties: Vec<(String, String)>,
    shape: MultiPolygon,
    options: &Options,
    number: usize,
) -> Result<Territory, ReadError> {
    let place = Place::Feature(number);
    if shape.polygons.is_empty() {
        return Err(at(place, Problem::EmptyGeometry));
    }
    let value = |key: &str| {
        let same = properties.iter().find(|(k, _)| k == key);
        let found = same.or_else(|| properties.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)));
        found.map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    };
    let joined =
        |keys: &[&str]| keys.iter().map(|key| value(key)).collect::<Option<Vec<_>>>().map(|v| v.join("/"));
    let code = match options.code {
        [] => CODES.iter().find_map(|keys| joined(keys)),
        keys => joined(keys),
    };
    let code = code.ok_or_else(|| at(place, Problem::NoCode))?;
    let name = match options.name {
        Some(key) => value(key),
        None => NAMES.iter().find_map(|key| value(key)),
    };
    let name = name.unwrap_or(&code).to_owned();
    Ok(Territory { code, name, properties, shape })
}

/// Refuses an empty file; joins features of one code and one name (a territory in several parts).
pub(super) fn checked(features: Vec<Territory>) -> Result<Vec<Territory>, ReadError> {
    let mut at_code: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<Territory> = Vec::with_capacity(features.len());
    for (i, feature) in features.into_iter().enumerate() {
        let first = *at_code.entry(feature.code.clone()).or_insert(found.len());
        match found.get_mut(first) {
            None => found.push(feature),
            Some(same) if same.name == feature.name => same.shape.polygons.extend(feature.shape.polygons),
            Some(_) => return Err(at(Place::Feature(i + 1), Problem::DuplicateCode { code: feature.code })),
        }
    }
    if found.is_empty() {
        return Err(at(Place::File, Problem::NoFeatures));
    }
    Ok(found)
}
