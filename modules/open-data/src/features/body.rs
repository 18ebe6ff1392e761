//! The answers as JSON. Titles are in the reader's language, data as they are kept.

use ground::open::{Ask, Bbox, Feature, Found, Geometry, Layer};
use serde_json::{Map, Value, json};
use web::{PageContext, percent_encoded};

use super::query::Pairs;
use super::{CRS84, GEOJSON, JSON, OPENAPI};
use crate::site::Site;

const HTML: &str = "text/html";

/// What is promised.
const CLASSES: [&str; 4] = ["core", "geojson", "html", "oas30"];

fn link(href: String, rel: &str, kind: &str, title: &str) -> Value {
    json!({ "href": href, "rel": rel, "type": kind, "title": title })
}

/// The address itself in both formats.
fn both(site: &Site, path: &str, kind: &str) -> [Value; 2] {
    [
        link(site.href(&format!("{path}?f=json")), "self", kind, "JSON"),
        link(site.href(&format!("{path}?f=html")), "alternate", HTML, "HTML"),
    ]
}

/// `/ogc`
pub(super) fn landing(page: &PageContext, site: &Site) -> Value {
    let (t, city) = (page.t(), page.city().name.as_str());
    let further = [
        link(site.href("/ogc/api"), "service-desc", OPENAPI, "OpenAPI"),
        link(site.href("/otevrena-data"), "service-doc", HTML, &t.say("data-open-title")),
        link(site.href("/ogc/conformance"), "conformance", JSON, &t.say("data-conformance")),
        link(site.href("/ogc/collections"), "data", JSON, &t.say("data-collections")),
    ];
    json!({
        "title": t.with1("data-service-title", "city", city),
        "description": t.say("data-service-text"),
        "links": both(site, "/ogc", JSON).into_iter().chain(further).collect::<Vec<_>>(),
    })
}

/// `/ogc/conformance`
pub(super) fn conformance(site: &Site) -> Value {
    let class = |class: &str| format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
    json!({ "conformsTo": CLASSES.map(class), "links": both(site, "/ogc/conformance", JSON) })
}

/// `/ogc/collections`
pub(super) fn collections(page: &PageContext, site: &Site, layers: &[(&Layer, Found)]) -> Value {
    let collections: Vec<Value> =
        layers.iter().map(|(layer, found)| collection(page, site, layer, found)).collect();
    json!({ "links": both(site, "/ogc/collections", JSON), "collections": collections })
}

/// `/ogc/collections/{collection}`
pub(super) fn collection(page: &PageContext, site: &Site, layer: &Layer, found: &Found) -> Value {
    let (t, path) = (page.t(), format!("/ogc/collections/{}", layer.id));
    let items = format!("{path}/items");
    let set = site.href(&format!("/otevrena-data/{}", layer.set));
    let further = [
        link(site.href(&items), "items", GEOJSON, &t.say("data-items")),
        link(site.href(&format!("{items}?f=html")), "items", HTML, &t.say("data-items")),
        link(set, "describedby", HTML, &t.say("data-open-title")),
        link(site.href(&format!("/tiles/{}.json", layer.id)), "tiles", JSON, "TileJSON"),
    ];
    let mut extent = Map::new();
    if let Some(Bbox { west, south, east, north }) = found.extent {
        extent.insert("spatial".to_owned(), json!({ "bbox": [[west, south, east, north]], "crs": CRS84 }));
    }
    json!({
        "id": layer.id,
        "title": t.say(layer.title),
        "description": t.say(layer.description),
        "links": both(site, &path, JSON).into_iter().chain(further).collect::<Vec<_>>(),
        "extent": extent,
        "itemType": "feature",
        "crs": [CRS84],
    })
}

/// `/ogc/collections/{collection}/items`
pub(super) fn items(site: &Site, layer: &Layer, pairs: &Pairs, ask: &Ask, found: &Found) -> Value {
    let path = format!("/ogc/collections/{}/items", layer.id);
    let at = |replaced: &[(&str, String)]| site.href(&format!("{path}?{}", encoded(pairs, replaced)));
    let mut links = vec![
        link(at(&[("f", "json".to_owned())]), "self", GEOJSON, "GeoJSON"),
        link(at(&[("f", "html".to_owned())]), "alternate", HTML, "HTML"),
        link(site.href(&format!("/ogc/collections/{}", layer.id)), "collection", JSON, layer.id),
    ];
    let next = ask.offset.saturating_add(ask.limit);
    if next < found.matched {
        links.push(link(at(&[("offset", next.to_string())]), "next", GEOJSON, "next"));
    }
    if ask.offset > 0 {
        let before = ask.offset.min(found.matched).saturating_sub(ask.limit);
        links.push(link(at(&[("offset", before.to_string())]), "prev", GEOJSON, "prev"));
    }
    json!({
        "type": "FeatureCollection",
        "links": links,
        "numberMatched": found.matched,
        "numberReturned": found.features.len(),
        "features": found.features.iter().map(|one| feature(layer, one)).collect::<Vec<_>>(),
    })
}

/// `/ogc/collections/{collection}/items/{feature}`
pub(super) fn item(site: &Site, layer: &Layer, one: &Feature) -> Value {
    let path = format!("/ogc/collections/{}/items/{}", layer.id, percent_encoded(&one.id));
    let collection = site.href(&format!("/ogc/collections/{}", layer.id));
    let mut links = both(site, &path, GEOJSON).to_vec();
    links.push(link(collection, "collection", JSON, layer.id));
    let mut feature = feature(layer, one);
    feature["links"] = links.into();
    feature
}

fn feature(layer: &Layer, feature: &Feature) -> Value {
    let named = layer.properties.iter().zip(&feature.properties);
    let properties: Map<String, Value> =
        named.map(|(column, value)| (column.name.to_owned(), value.json())).collect();
    json!({
        "type": "Feature",
        "id": feature.id,
        "geometry": feature.geometry.as_ref().map(geometry),
        "properties": properties,
    })
}

/// RFC 7946: outer rings run against the clock, holes with it.
fn geometry(geometry: &Geometry) -> Value {
    match geometry {
        Geometry::Point(at) => json!({ "type": "Point", "coordinates": at }),
        Geometry::Lines(lines) => json!({ "type": "MultiLineString", "coordinates": lines }),
        Geometry::Polygons(polygons) => {
            let wound = |(at, ring): (usize, &Vec<[f64; 2]>)| {
                let mut ring = ring.clone();
                if (doubled_area(&ring) > 0.0) != (at == 0) {
                    ring.reverse();
                }
                ring
            };
            let polygons =
                polygons.iter().map(|rings| rings.iter().enumerate().map(wound).collect::<Vec<_>>());
            json!({ "type": "MultiPolygon", "coordinates": polygons.collect::<Vec<_>>() })
        }
    }
}

/// Twice the area of a closed ring, positive against the clock.
fn doubled_area(ring: &[[f64; 2]]) -> f64 {
    let cross = |pair: &[[f64; 2]]| match pair {
        [[ax, ay], [bx, by]] => ax * by - bx * ay,
        _ => 0.0,
    };
    ring.windows(2).map(cross).sum()
}

/// The request's parameters with some of them set anew.
fn encoded(pairs: &Pairs, replaced: &[(&str, String)]) -> String {
    let kept = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, _)| !replaced.iter().any(|(other, _)| other == name));
    let set = replaced.iter().map(|(name, value)| (*name, value.as_str()));
    let pair = |(name, value): (&str, &str)| format!("{}={}", percent_encoded(name), percent_encoded(value));
    kept.chain(set).map(pair).collect::<Vec<_>>().join("&")
}
