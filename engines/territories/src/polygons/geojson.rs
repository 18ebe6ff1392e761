//! GeoJSON (RFC 7946, and the `crs` member of the 2008 format) to territories.

use serde_json::Value;

use super::read::{
    MOST_POINTS, Options, Place, Problem, ReadError, System, at, checked, polygon, ring, territory,
};
use super::shape::{MultiPolygon, Polygon, Territory};

/// Reads a GeoJSON text.
///
/// A `FeatureCollection` or a single `Feature` with `Polygon` or `MultiPolygon` geometry (also inside a
/// `GeometryCollection`). A `crs` member naming EPSG:5514 is converted by [`Options::from_krovak`]; other systems
/// are refused. Elevations are ignored. Rings that touch themselves are kept as they are.
///
/// - in: the text, at most 20 million points
/// - out: territories in file order, codes unique; features of one code and one name are joined
///
/// # Errors
/// [`ReadError`] with line and column for broken JSON, with the feature number for everything else; the first
/// problem ends the reading.
///
/// # Source
/// RFC 7946 (2016); the `crs` member: GeoJSON format specification 2008, § 3.
pub fn read_geojson(text: &str, options: &Options) -> Result<Vec<Territory>, ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    // serde_json refuses nesting deeper than 128 and numbers beyond f64 by itself
    let root: Value = serde_json::from_str(text).map_err(|e| {
        let deep = e.to_string().starts_with("recursion limit");
        let problem = if deep { Problem::TooDeep } else { Problem::Malformed { detail: e.to_string() } };
        at(Place::Line(e.line(), e.column()), problem)
    })?;
    let system = match root.pointer("/crs/properties/name").and_then(Value::as_str) {
        Some(name) => System::named(name, false).map_err(|problem| at(Place::File, problem))?,
        None => System::LonLat,
    };
    let one;
    let features: &[Value] = match root.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => match root.get("features") {
            Some(Value::Array(features)) => features,
            _ => return Err(at(Place::File, Problem::NotTerritories)),
        },
        Some("Feature") => {
            one = [root];
            &one
        }
        _ => return Err(at(Place::File, Problem::NotTerritories)),
    };
    let mut reader = Reader { system, options, points: 0 };
    let mut found = Vec::with_capacity(features.len());
    for (i, feature) in features.iter().enumerate() {
        let mut polygons = Vec::new();
        let geometry = feature.get("geometry").unwrap_or(&Value::Null);
        reader.geometry(geometry, &mut polygons).map_err(|problem| at(Place::Feature(i + 1), problem))?;
        let mut properties = properties(feature);
        if let Some(id) = feature.get("id").and_then(plain_text)
            && !properties.iter().any(|(key, _)| key == "id")
        {
            properties.push(("id".to_owned(), id));
        }
        found.push(territory(properties, MultiPolygon { polygons }, options, i + 1)?);
    }
    checked(found)
}

/// Plain values of a feature as text; nested ones are left out.
fn properties(feature: &Value) -> Vec<(String, String)> {
    let object = feature.get("properties").and_then(Value::as_object);
    object.into_iter().flatten().filter_map(|(key, value)| Some((key.clone(), plain_text(value)?))).collect()
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

struct Reader<'a> {
    system: System,
    options: &'a Options<'a>,
    points: usize,
}

impl Reader<'_> {
    fn geometry(&mut self, geometry: &Value, polygons: &mut Vec<Polygon>) -> Result<(), Problem> {
        let list = |key: &str| geometry.get(key).and_then(Value::as_array).ok_or(Problem::EmptyGeometry);
        match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => polygons.push(self.polygon(list("coordinates")?)?),
            Some("MultiPolygon") => {
                for part in list("coordinates")? {
                    polygons.push(self.polygon(part.as_array().ok_or(Problem::OddCoordinates)?)?);
                }
            }
            Some("GeometryCollection") => {
                for part in list("geometries")? {
                    self.geometry(part, polygons)?;
                }
            }
            Some(kind) => return Err(Problem::NotAPolygon { kind: kind.chars().take(40).collect() }),
            None => return Err(Problem::EmptyGeometry),
        }
        Ok(())
    }

    fn polygon(&mut self, rings: &[Value]) -> Result<Polygon, Problem> {
        let mut found = Vec::with_capacity(rings.len());
        for points in rings {
            let points = points.as_array().ok_or(Problem::OddCoordinates)?;
            self.points += points.len();
            if self.points > MOST_POINTS {
                return Err(Problem::TooLarge);
            }
            let points = points.iter().map(|point| {
                let number = |i: usize| {
                    point.get(i).ok_or(Problem::OddCoordinates)?.as_f64().ok_or(Problem::NotANumber)
                };
                self.system.point(number(0)?, number(1)?, self.options)
            });
            found.push(ring(points.collect::<Result<_, _>>()?)?);
        }
        polygon(found)
    }
}
