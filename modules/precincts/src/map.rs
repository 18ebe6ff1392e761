//! Pictures of places: the surroundings of an address, a territory. The SVG needs no script; the addresses of
//! the GeoJSON beside it are what `assets/` turns into a map that moves.

use addresses::{Address, Wgs84};
use places::{Atlas, Layer};
use territories::polygons::{self, MultiPolygon};
use web::Say;
use web::maps::{Position, SvgMap};

use crate::model::Answerable;
use crate::words;

/// A drawn map and what its moving form needs.
pub(crate) struct Picture {
    /// The SVG element.
    pub(crate) svg: String,
    /// `west,south,east,north` of the picture.
    pub(crate) bounds: String,
    /// What it shows.
    pub(crate) caption: String,
    /// `lon,lat` of the marked place; empty for none.
    pub(crate) point: String,
    /// GeoJSON of the territories on it; empty for none.
    pub(crate) territories: String,
    /// GeoJSON of the addresses on it; empty for none.
    pub(crate) addresses: String,
}

/// Metres shown around an address in each direction.
const AROUND: f64 = 350.0;
/// Borders are drawn to this many metres: a pixel of the picture.
const DETAIL: f64 = 2.0;
/// Dots on a picture of a territory; a larger one is thinned evenly.
const MOST_DOTS: usize = 4000;

/// The surroundings of an address; `None` when it has no position.
pub(crate) fn around(
    t: &Say,
    atlas: &Atlas,
    address: Address<'_>,
    answerable: &Answerable,
) -> Option<Picture> {
    let here = address.wgs84()?;
    let caption = t.with1("answer-map", "address", words::short(address));
    let mut map = SvgMap::new(caption.clone(), caption.clone(), "map");
    map.surroundings(here.lon, here.lat, AROUND);
    for answer in &answerable.answers {
        let layer = answer.decision.layer;
        if let Some(shape) = answer.decision.territory.and_then(|index| atlas.shapes(layer).get(index)) {
            draw(&mut map, &polygons::simplified(&shape.shape, DETAIL), layer == Layer::StatePolice);
        }
    }
    let precinct = atlas.decide(Layer::MunicipalPrecinct, address).territory;
    for neighbour in neighbours(atlas, address) {
        let Some(at) = neighbour.wgs84() else { continue };
        let same =
            precinct.is_some() && atlas.decide(Layer::MunicipalPrecinct, neighbour).territory == precinct;
        map.dot(at.lon, at.lat, same);
    }
    for (name, at) in street_names(atlas, address) {
        map.label(at.lon, at.lat, name);
    }
    map.point(here.lon, here.lat, address.numbers());
    Some(Picture {
        svg: map.svg(),
        bounds: map.bounds(),
        caption,
        point: format!("{:.6},{:.6}", here.lon, here.lat),
        territories: format!("/api/v1/territories?lon={:.6}&lat={:.6}", here.lon, here.lat),
        addresses: format!("/api/v1/addresses?lon={:.6}&lat={:.6}", here.lon, here.lat),
    })
}

/// A territory: its polygon, or the dots of its addresses where it is written as rules.
pub(crate) fn territory(t: &Say, atlas: &Atlas, layer: Layer, index: usize) -> Option<Picture> {
    let territory = atlas.territories(layer).get(index)?;
    let caption = t.with1("territory-map", "territory", &territory.name);
    let mut map = SvgMap::new(caption.clone(), caption.clone(), "map");
    for (other, shape) in atlas.shapes(layer).iter().enumerate() {
        draw(&mut map, &polygons::simplified(&shape.shape, 10.0), other == index);
    }
    let every = (territory.addresses / MOST_DOTS).max(1);
    let positions = addresses_of(atlas, layer, index).into_iter().step_by(every).filter_map(Address::wgs84);
    positions.for_each(|at| map.dot(at.lon, at.lat, true));
    let code = web::percent_encoded(&territory.code);
    (!map.is_empty()).then(|| Picture {
        svg: map.svg(),
        bounds: map.bounds(),
        caption,
        point: String::new(),
        territories: format!("/api/v1/layers/{layer}/territories/{code}"),
        addresses: format!("/api/v1/layers/{layer}/territories/{code}/addresses"),
    })
}

fn draw(map: &mut SvgMap, shape: &MultiPolygon, here: bool) {
    for polygon in &shape.polygons {
        let rings: Vec<Vec<Position>> = std::iter::once(&polygon.exterior)
            .chain(&polygon.holes)
            .map(|ring| ring.0.iter().map(|point| [point.lon, point.lat]).collect())
            .collect();
        map.area(&rings, here);
    }
}

/// Addresses of the home town within the picture.
pub(crate) fn neighbours<'a>(atlas: &'a Atlas, address: Address<'a>) -> Vec<Address<'a>> {
    let Some(here) = address.position() else { return Vec::new() };
    near(atlas, here, AROUND * 1.6)
}

/// Addresses of the home town within so many metres of a place.
pub(crate) fn near(atlas: &Atlas, here: addresses::Krovak, metres: f64) -> Vec<Address<'_>> {
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let close = |address: &Address<'_>| address.position().is_some_and(|p| p.distance(here) <= metres);
    home.into_iter().flat_map(|home| home.addresses()).filter(close).collect()
}

/// Each street in the picture, named at the middle one of its addresses there.
fn street_names(atlas: &Atlas, address: Address<'_>) -> Vec<(String, Wgs84)> {
    let mut all = neighbours(atlas, address);
    let here = address.position();
    all.retain(|a| a.position().zip(here).is_some_and(|(a, here)| a.distance(here) < AROUND * 0.9));
    all.sort_by_key(|a| a.street().map(|street| street.code()));
    let by_street = all.chunk_by(|a, b| a.street().map(|s| s.code()) == b.street().map(|s| s.code()));
    let named = by_street.filter(|run| run.len() > 5).filter_map(|run| {
        let middle = run.get(run.len() / 2)?;
        Some((middle.street()?.name().to_owned(), middle.wgs84()?))
    });
    named.collect()
}

/// Addresses of the home town that a territory covers.
pub(crate) fn addresses_of(atlas: &Atlas, layer: Layer, index: usize) -> Vec<Address<'_>> {
    let home =
        atlas.register().zip(atlas.home_code()).and_then(|(register, code)| register.municipality(code));
    let inside = |address: &Address<'_>| atlas.decide(layer, *address).territory == Some(index);
    home.into_iter().flat_map(|home| home.addresses()).filter(inside).collect()
}
