//! GML 3.1 and 3.2 to territories, in one pass over the text.
//!
//! What an element means depends on where it stands:
//!
//! | Element | When it opens | When it closes |
//! |---|---|---|
//! | child of `featureMember(s)` or `member` | a feature begins | its polygons and properties become a territory |
//! | `Polygon`, `PolygonPatch` | rings are forgotten | rings become a polygon, the outline first |
//! | `LinearRing` | points are forgotten | points become a ring |
//! | `posList`, `pos`, `coordinates` | | numbers become points in the system in force |
//! | another child of the feature | | its text becomes a property |
//!
//! `srsName` and `srsDimension` hold to the end of their element; the innermost one counts.

use quick_xml::Reader as Xml;
use quick_xml::events::{BytesStart, Event};

use super::read::{
    MOST_POINTS, Options, Place, Problem, ReadError, System, at, checked, polygon, ring, territory,
};
use super::shape::{MultiPolygon, Point, Polygon, Ring, Territory};

/// Elements nested deeper than this are a bomb, not a map.
const DEEPEST: usize = 64;

/// Reads a GML text.
///
/// Features under `featureMember`, `featureMembers` or `member`; `Polygon`, `Surface` and `MultiSurface` (also the
/// older `MultiPolygon`) with `posList`, `pos` or `coordinates`. `srsName` EPSG:4326 means latitude first, as GML
/// says; EPSG:5514 is converted by [`Options::from_krovak`]. Curved rings are refused, not straightened.
///
/// - in: the text, at most 20 million points
/// - out: territories in file order, codes unique; features of one code and one name are joined
///
/// # Errors
/// [`ReadError`] with line and column for broken XML, with the feature number for everything else; the first
/// problem ends the reading. Entities other than the five of XML are refused.
///
/// # Source
/// OGC 03-105r1 (GML 3.1.1), OGC 07-036r1 (GML 3.2.2).
pub fn read_gml(text: &str, options: &Options) -> Result<Vec<Territory>, ReadError> {
    let mut xml = Xml::from_str(text.trim_start_matches('\u{feff}'));
    xml.config_mut().expand_empty_elements = true;
    let mut state = Feature::new(options);
    let mut found = Vec::new();
    loop {
        let event =
            xml.read_event().map_err(|e| malformed(text, xml.error_position() as usize, &e.to_string()))?;
        let place = |problem, number: usize, xml: &Xml<&[u8]>| match number {
            0 => malformed_place(text, xml.buffer_position() as usize, problem),
            number => at(Place::Feature(number), problem),
        };
        let done = match &event {
            Event::Start(tag) => state.open(tag),
            Event::End(_) => state.close(&mut found),
            Event::Text(chunk) => {
                state.text.push_str(chunk);
                Ok(())
            }
            Event::CData(chunk) => {
                state.text.push_str(chunk);
                Ok(())
            }
            Event::GeneralRef(entity) => state.entity(entity),
            Event::DocType(_) => Err(Problem::NotTerritories),
            Event::Eof if state.path.is_empty() => return finished(found, state.seen_root),
            Event::Eof => Err(Problem::Malformed { detail: "text ends inside an element".to_owned() }),
            _ => Ok(()),
        };
        done.map_err(|problem| place(problem, state.number, &xml))?;
    }
}

fn finished(found: Vec<Territory>, seen_root: bool) -> Result<Vec<Territory>, ReadError> {
    if !seen_root {
        return Err(at(Place::File, Problem::NotTerritories));
    }
    checked(found)
}

fn malformed(text: &str, byte: usize, detail: &str) -> ReadError {
    malformed_place(text, byte, Problem::Malformed { detail: detail.to_owned() })
}

/// Line and column of a byte.
fn malformed_place(text: &str, byte: usize, problem: Problem) -> ReadError {
    let before = text.as_bytes().get(..byte.min(text.len())).unwrap_or_default();
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
    at(Place::Line(line, column), problem)
}

/// The feature at work and where in the tree the reader stands.
struct Feature<'a> {
    options: &'a Options<'a>,
    /// Local names of the open elements.
    path: Vec<String>,
    /// Stated coordinate systems with the depth they begin at.
    systems: Vec<(usize, System)>,
    /// Stated dimensions (`srsDimension`) with the depth they begin at.
    dimensions: Vec<(usize, usize)>,
    text: String,
    /// Features so far.
    number: usize,
    seen_root: bool,
    /// Depth of the feature element, when inside one.
    feature_depth: Option<usize>,
    properties: Vec<(String, String)>,
    polygons: Vec<Polygon>,
    rings: Vec<Ring>,
    points: Vec<Point>,
    total_points: usize,
}

impl<'a> Feature<'a> {
    fn new(options: &'a Options<'a>) -> Feature<'a> {
        Feature {
            options,
            path: vec![],
            systems: vec![],
            dimensions: vec![],
            text: String::new(),
            number: 0,
            seen_root: false,
            feature_depth: None,
            properties: vec![],
            polygons: vec![],
            rings: vec![],
            points: vec![],
            total_points: 0,
        }
    }

    /// An element begins.
    fn open(&mut self, tag: &BytesStart) -> Result<(), Problem> {
        if self.path.len() >= DEEPEST {
            return Err(Problem::TooDeep);
        }
        let name = tag.local_name().as_ref().to_owned();
        let parent = self.path.last().map(String::as_str);
        if matches!(parent, Some("featureMember" | "featureMembers" | "member"))
            && self.feature_depth.is_none()
        {
            self.feature_depth = Some(self.path.len());
            self.number += 1;
        }
        self.seen_root |= name == "FeatureCollection" || self.feature_depth.is_some();
        self.path.push(name);
        self.text.clear();
        self.attributes(tag)?;
        match self.path.last().map(String::as_str) {
            Some("LinearRing") => self.points.clear(),
            Some("Polygon" | "PolygonPatch" | "Rectangle" | "Triangle") => self.rings.clear(),
            Some(kind @ ("Arc" | "Circle" | "Curve" | "ArcString" | "Ring"))
                if self.feature_depth.is_some() =>
            {
                return Err(Problem::NotAPolygon { kind: kind.to_owned() });
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes the coordinate system, the dimension and the feature's `gml:id`; other attributes say nothing here.
    fn attributes(&mut self, tag: &BytesStart) -> Result<(), Problem> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| Problem::Malformed { detail: e.to_string() })?;
            let value = attribute.value.as_ref().to_owned();
            match attribute.key.local_name().as_ref() {
                "srsName" => self.systems.push((self.path.len(), System::named(&value, true)?)),
                "srsDimension" => {
                    let dimension = value.trim().parse().ok().filter(|d| (2..=3).contains(d));
                    self.dimensions.push((self.path.len(), dimension.ok_or(Problem::OddCoordinates)?));
                }
                "id" if self.feature_depth == Some(self.path.len() - 1) => {
                    self.properties.push(("gml_id".to_owned(), value));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The five entities of XML and characters by number; a file that declares its own is refused.
    fn entity(&mut self, name: &str) -> Result<(), Problem> {
        self.text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            name => {
                let code = name.strip_prefix('#').and_then(|n| match n.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => n.parse().ok(),
                });
                code.and_then(char::from_u32)
                    .ok_or_else(|| Problem::Malformed { detail: "entity".to_owned() })?
            }
        });
        Ok(())
    }

    /// An element ends; with the feature's own element the territory is finished.
    fn close(&mut self, found: &mut Vec<Territory>) -> Result<(), Problem> {
        let Some(name) = self.path.pop() else { return Ok(()) };
        let depth = self.path.len();
        if self.feature_depth.is_some() {
            self.close_inside(&name, depth)?;
        }
        self.systems.retain(|(at, _)| *at <= depth);
        self.dimensions.retain(|(at, _)| *at <= depth);
        if self.feature_depth == Some(depth) {
            self.feature_depth = None;
            let shape = MultiPolygon { polygons: std::mem::take(&mut self.polygons) };
            let properties = std::mem::take(&mut self.properties);
            found.push(territory(properties, shape, self.options, self.number).map_err(|e| e.problem)?);
        }
        self.text.clear();
        Ok(())
    }

    /// An element ends inside a feature.
    fn close_inside(&mut self, name: &str, depth: usize) -> Result<(), Problem> {
        match name {
            "posList" | "pos" | "coordinates" => self.coordinates(name == "coordinates"),
            "LinearRing" => {
                self.rings.push(ring(std::mem::take(&mut self.points))?);
                Ok(())
            }
            "Polygon" | "PolygonPatch" | "Rectangle" | "Triangle" => {
                self.polygons.push(polygon(std::mem::take(&mut self.rings))?);
                Ok(())
            }
            "Point" | "LineString" => Err(Problem::NotAPolygon { kind: name.to_owned() }),
            _ if self.feature_depth == Some(depth.wrapping_sub(1)) => {
                let value = self.text.trim();
                if !value.is_empty() {
                    self.properties.push((name.to_owned(), value.to_owned()));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The collected text as points. Elevations (dimension 3) are dropped; half a point is an error.
    fn coordinates(&mut self, commas: bool) -> Result<(), Problem> {
        let system = self.systems.last().map_or(System::LonLat, |s| s.1.clone());
        let dimension = self.dimensions.last().map_or(2, |d| d.1);
        let split = |c: char| c.is_whitespace() || (commas && c == ',');
        let mut numbers = Vec::new();
        for piece in self.text.split(split).filter(|piece| !piece.is_empty()) {
            numbers.push(piece.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or(Problem::NotANumber)?);
        }
        self.total_points += numbers.len() / dimension;
        if self.total_points > MOST_POINTS {
            return Err(Problem::TooLarge);
        }
        if numbers.is_empty() || numbers.len() % dimension != 0 {
            return Err(Problem::OddCoordinates);
        }
        for pair in numbers.chunks_exact(dimension) {
            if let [a, b, ..] = pair {
                self.points.push(system.point(*a, *b, self.options)?);
            }
        }
        Ok(())
    }
}
