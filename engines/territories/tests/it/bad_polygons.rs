//! Broken polygon files: each is refused with its place and reason.

use territories::polygons::{Options, Place, Point, Problem, read_geojson, read_gml};

/// A GeoJSON text with one feature of these coordinates (a polygon's rings).
fn feature(rings: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"A"}},
        "geometry":{{"type":"Polygon","coordinates":{rings}}}}}]}}"#
    )
}

fn refused(text: &str) -> (Place, Problem) {
    let error = read_geojson(text, &Options::default()).unwrap_err();
    (error.place, error.problem)
}

const SQUARE: &str = "[[[13.1,49.1],[13.2,49.1],[13.2,49.2],[13.1,49.1]]]";

#[test]
fn geojson() {
    assert_eq!(read_geojson(&feature(SQUARE), &Options::default()).unwrap()[0].code, "A");
    let first = Place::Feature(1);
    for (rings, expected) in [
        ("[]", Problem::EmptyGeometry),
        ("[[]]", Problem::EmptyGeometry),
        ("[[[13.1,49.1],[13.2,49.1],[13.2,49.2]]]", Problem::RingNotClosed),
        ("[[[13.1,49.1],[13.2,49.1],[13.1,49.1]]]", Problem::RingTooShort { points: 2 }),
        ("[[[13.1],[13.2,49.1],[13.1]]]", Problem::OddCoordinates),
        (r#"[[["a",49.1],[13.2,49.1],[13.1,49.1]]]"#, Problem::NotANumber),
        (
            "[[[49.1,13.1],[49.1,13.2],[49.2,13.2],[49.1,13.1]]]",
            Problem::AxesSwapped { lon: 49.1, lat: 13.1 },
        ),
        ("[[[-740959.8,-1043585.7],[0,0],[1,1]]]", Problem::LooksLikeKrovak { x: -740959.8, y: -1043585.7 }),
        (
            "[[[24.829,59.756],[24.9,59.8],[25,60],[24.829,59.756]]]",
            Problem::OutsideEnvelope { lon: 24.829, lat: 59.756 },
        ),
    ] {
        assert_eq!(refused(&feature(rings)), (first, expected), "{rings}");
    }
    assert!(matches!(refused("{\n  \"type\": oops}"), (Place::Line(2, _), Problem::Malformed { .. })));
    assert!(matches!(refused(&feature("[[[1e999,0]]]")), (Place::Line(..), Problem::Malformed { .. })));
    assert!(matches!(refused(&"[".repeat(100_000)), (Place::Line(..), Problem::TooDeep)));
    assert_eq!(refused("[1]"), (Place::File, Problem::NotTerritories));
    assert_eq!(refused(r#"{"type":"FeatureCollection","features":[]}"#), (Place::File, Problem::NoFeatures));
    let twice = feature(SQUARE).replace("]}}]}", "]}},{\"type\":\"Feature\",\"properties\":{\"code\":\"A\",\"name\":\"B\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[13.1,49.1],[13.2,49.1],[13.2,49.2],[13.1,49.1]]]}}]}");
    assert_eq!(refused(&twice), (Place::Feature(2), Problem::DuplicateCode { code: "A".to_owned() }));
    let point = feature(SQUARE).replace("\"Polygon\"", "\"Point\"");
    assert_eq!(refused(&point), (first, Problem::NotAPolygon { kind: "Point".to_owned() }));
    assert_eq!(refused(&feature(SQUARE).replace("code", "x")), (first, Problem::NoCode));
}

#[test]
fn krovak_is_converted_by_the_caller_or_refused() {
    let text = feature("[[[-740959.8,-1043585.7],[-740963.2,-1043595.8],[-740965.8,-1043595.0],[-740959.8,-1043585.7]]]")
        .replace("\"type\":\"FeatureCollection\",", r#""type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5514"}},"#);
    assert_eq!(
        refused(&text),
        (Place::Feature(1), Problem::CoordinateSystem { name: "EPSG:5514".to_owned() })
    );
    let convert = |x: f64, y: f64| {
        Some(Point { lon: 14.4 + (x + 740_960.0) * 1e-5, lat: 50.0 + (y + 1_043_590.0) * 1e-5 })
    };
    let options = Options { from_krovak: Some(&convert), ..Options::default() };
    assert_eq!(read_geojson(&text, &options).unwrap().len(), 1);
    let other = text.replace("5514", "3857");
    assert!(matches!(refused(&other), (Place::File, Problem::CoordinateSystem { .. })));
}

/// A GML text with one feature and this position list, latitude first.
fn gml(list: &str) -> String {
    format!(
        "<gml:FeatureCollection xmlns:gml='g'><gml:featureMember><f gml:id='i1'><OKRSEK>12</OKRSEK><MC_PRAHA>4</MC_PRAHA>\n\
         <g><gml:Polygon srsName='EPSG:4326'><gml:exterior><gml:LinearRing><gml:posList>{list}</gml:posList>\n\
         </gml:LinearRing></gml:exterior></gml:Polygon></g></f></gml:featureMember></gml:FeatureCollection>"
    )
}

const LIST: &str = "50.0 14.4 50.0 14.5 50.1 14.5 50.0 14.4";

#[test]
fn gml_files() {
    let read = |text: &str| read_gml(text, &Options::default());
    let good = read(&gml(LIST)).unwrap();
    assert_eq!((good[0].code.as_str(), good[0].shape.polygons[0].exterior.0[0].lon), ("4/12", 14.4));
    let first = Place::Feature(1);
    for (list, expected) in [
        ("50.0 14.4 50.0", Problem::OddCoordinates),
        ("50.0 14.4 50.0 x", Problem::NotANumber),
        ("50.0 14.4 50.0 NaN", Problem::NotANumber),
        ("50.0 14.4 50.0 14.5 50.1 14.5", Problem::RingNotClosed),
        ("14.4 50.0 14.5 50.0 14.5 50.1 14.4 50.0", Problem::AxesSwapped { lon: 50.0, lat: 14.4 }),
        ("", Problem::OddCoordinates),
    ] {
        let error = read(&gml(list)).unwrap_err();
        assert_eq!((error.place, error.problem), (first, expected), "{list}");
    }
    let text = gml(LIST);
    let place = |text: &str| read(text).unwrap_err().place;
    assert!(matches!(place(&text[..text.len() / 2]), Place::Feature(1) | Place::Line(..)));
    assert!(matches!(place(&text.replace("</gml:posList>", "</x>")), Place::Line(2, _)));
    let deep = format!("<gml:FeatureCollection>{}", "<a>".repeat(100_000));
    assert_eq!(read(&deep).unwrap_err().problem, Problem::TooDeep);
    let bomb = format!("<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]>{}", gml(LIST));
    assert_eq!(read(&bomb).unwrap_err().problem, Problem::NotTerritories);
    assert_eq!(read("<html></html>").unwrap_err().problem, Problem::NotTerritories);
    assert_eq!(read("").unwrap_err().problem, Problem::NotTerritories);
    let threes = gml("50.0 14.4 1 50.0 14.5 2 50.1 14.5 3 50.0 14.4 1")
        .replace("EPSG:4326'", "EPSG:4326' srsDimension='3'");
    assert_eq!(read(&threes).unwrap().len(), 1);
}
