//! Fewer vertices for a map that is looked at from afar.

use super::shape::{MultiPolygon, Point, Polygon, Ring, metres_from};

/// Drops vertices that lie within `tolerance_m` metres of the line through their neighbours (Douglas–Peucker, ring by
/// ring). Rings that would vanish are dropped, outer ones with their holes.
///
/// Each ring is simplified for itself: at a large tolerance neighbours may show slivers. For maps only; answers
/// always come from the full rings.
///
/// - cost: n log n for ordinary rings
///
/// # Source
/// Douglas, Peucker: Algorithms for the reduction of the number of points … (1973).
pub fn simplified(shape: &MultiPolygon, tolerance_m: f64) -> MultiPolygon {
    let polygons = shape.polygons.iter().filter_map(|polygon| {
        let exterior = ring(&polygon.exterior, tolerance_m)?;
        let holes = polygon.holes.iter().filter_map(|hole| ring(hole, tolerance_m)).collect();
        Some(Polygon { exterior, holes })
    });
    MultiPolygon { polygons: polygons.collect() }
}

fn ring(ring: &Ring, tolerance_m: f64) -> Option<Ring> {
    let points = &ring.0;
    let first = *points.first()?;
    let plane: Vec<(f64, f64)> = points.iter().chain([&first]).map(|p| metres_from(first, *p)).collect();
    // two anchors that surely stay: the first point and the one farthest from it
    let far = (0..points.len()).max_by(|a, b| length(&plane, *a).total_cmp(&length(&plane, *b)))?;
    let mut keep = vec![false; plane.len()];
    let mut work = vec![(0, far), (far, plane.len() - 1)];
    while let Some((from, to)) = work.pop() {
        let farthest =
            (from + 1..to).map(|i| (off_line(&plane, from, to, i), i)).max_by(|a, b| a.0.total_cmp(&b.0));
        for end in [from, to] {
            if let Some(slot) = keep.get_mut(end) {
                *slot = true;
            }
        }
        if let Some((distance, i)) = farthest
            && distance > tolerance_m
        {
            work.extend([(from, i), (i, to)]);
        }
    }
    let kept: Vec<Point> = points.iter().zip(&keep).filter(|(_, k)| **k).map(|(p, _)| *p).collect();
    (kept.len() >= 3).then_some(Ring(kept))
}

fn length(plane: &[(f64, f64)], i: usize) -> f64 {
    plane.get(i).map_or(0.0, |p| p.0.hypot(p.1))
}

/// Distance of point `i` from the segment `from`–`to`.
fn off_line(plane: &[(f64, f64)], from: usize, to: usize, i: usize) -> f64 {
    let (Some(a), Some(b), Some(p)) = (plane.get(from), plane.get(to), plane.get(i)) else { return 0.0 };
    let d = (b.0 - a.0, b.1 - a.1);
    let v = (p.0 - a.0, p.1 - a.1);
    let square = d.0 * d.0 + d.1 * d.1;
    let t = if square > 0.0 { ((v.0 * d.0 + v.1 * d.1) / square).clamp(0.0, 1.0) } else { 0.0 };
    (v.0 - t * d.0).hypot(v.1 - t * d.1)
}
