//! Outlines of districts and State Police areas, and their GeoJSON.

use std::fmt::Write;

use crate::DemoCity;
use crate::model::LonLat;

/// A ring as published: degrees, closed.
pub(crate) fn closed(ring: &[crate::plane::P]) -> Vec<LonLat> {
    let mut line: Vec<LonLat> = ring.iter().map(|p| p.lon_lat()).collect();
    line.extend(line.first().copied());
    line
}

/// The head of a collection; its foreign members tell every reader that the town is invented.
const HEAD: &str =
    "{\"type\":\"FeatureCollection\",\"invented\":true,\"notice\":\"demo-notice\",\"features\":[\n";

impl DemoCity {
    /// The seven State Police areas, RFC 7946; they tile the town without gap or overlap.
    ///
    /// - properties: `code`, `name`, `station_address`, `invented`
    /// - coordinates: WGS 84 lon lat, 7 decimals; borders follow street axes and the river
    pub fn state_police_geojson(&self) -> String {
        let features = self.state_police_areas.iter().map(|a| {
            let properties = format!(
                "\"code\":{},\"name\":{},\"station_address\":{},\"invented\":true",
                text(&a.code),
                text(&a.name),
                text(&a.station_address)
            );
            feature(&properties, &a.outline)
        });
        collection(features)
    }

    /// The ten city districts, RFC 7946; every address lies in the polygon its register row names.
    ///
    /// - properties: `code` (MOMC code as text), `name`, `population`, `area_ha`, `invented`
    pub fn districts_geojson(&self) -> String {
        let features = self.districts.iter().map(|d| {
            let properties = format!(
                "\"code\":\"{}\",\"name\":{},\"population\":{},\"area_ha\":{},\"invented\":true",
                d.code,
                text(&d.name),
                d.population,
                d.area_ha
            );
            feature(&properties, &d.outline)
        });
        collection(features)
    }
}

/// Features under the common head.
fn collection(features: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = features.collect();
    format!("{HEAD}{}\n]}}\n", all.join(",\n"))
}

/// One polygon without holes; union of neighbouring cells never has any.
fn feature(properties: &str, ring: &[LonLat]) -> String {
    let mut out = format!(
        "{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
    );
    for (i, p) in ring.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(out, "{comma}[{:.7},{:.7}]", p.lon, p.lat);
    }
    out.push_str("]]}}");
    out
}

/// A JSON string. Names here hold no control characters; quotes and backslashes are escaped all the same.
fn text(s: &str) -> String {
    format!("\"{}\"", s.replace('\\', "\\\\").replace('"', "\\\""))
}
