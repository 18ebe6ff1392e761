//! Where reports are dense: kernel density over the city (`crime_analysis::density`), its steps as outlines to draw, and
//! the places where it is highest. A picture of reports, not of risk: nothing is divided by people.

use std::collections::BTreeMap;

use crime_analysis::density::{Area, Bandwidth, Edge, Grid, Kernel, Polygon, Question, Surface, surface};
use crime_analysis::places::{Point, SpatialError};
use territories::polygons;

use crate::incident::Spot;
use crate::plane::Plane;

/// How far a report is spread out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// As far everywhere, in metres.
    Fixed(f64),
    /// Less where there are many, more where there are few (Abramson 1982), from a pilot in metres.
    Adaptive(f64),
}

/// Steps of the scale.
pub const STEPS: u8 = 5;
/// Below this part of the highest density nothing is painted.
pub const PAINTED: f64 = 0.05;
/// From this step on a place is listed.
const LISTED: u8 = 3;
/// Cells of the grid at most; larger areas get larger cells.
const MOST_CELLS: f64 = 120_000.0;

/// A ring of longitudes and latitudes.
pub type Ring = Vec<[f64; 2]>;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Density {
    /// Outlines of the cells of each step from the lowest; rings within rings are holes.
    pub steps: Vec<Vec<Ring>>,
    /// The highest density, incidents for a square kilometre.
    pub highest: f64,
    /// Mean density of the area.
    pub mean: f64,
    /// Connected places of the upper steps, the densest first.
    pub places: Vec<Dense>,
    /// Incidents in it.
    pub counted: usize,
    /// Incidents outside the area, not counted.
    pub outside: usize,
    /// Narrowest and widest kernel, in metres.
    pub widths: (f64, f64),
    /// Whether the border of an area was known, so that densities near it are corrected.
    pub corrected: bool,
    /// Square kilometres looked at.
    pub area: f64,
}

/// A connected place of high density.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    /// Where it is highest.
    pub peak: Spot,
    /// How high, incidents for a square kilometre.
    pub highest: f64,
    /// Incidents in it.
    pub cases: usize,
    /// Its area in square kilometres.
    pub area: f64,
}

/// What is looked at: polygons on a plane, and their frame.
#[derive(Debug, Clone)]
pub struct Within {
    area: Area,
    corners: [Point; 2],
}

impl Within {
    /// Polygons that do not overlap; none without any, or when one of them encloses nothing.
    #[must_use]
    pub fn of<'a>(plane: Plane, polygons: impl IntoIterator<Item = &'a polygons::Polygon>) -> Option<Within> {
        let ring = |ring: &polygons::Ring| -> Vec<Point> {
            ring.0.iter().map(|at| plane.place(Spot { lon: at.lon, lat: at.lat })).collect()
        };
        let placed = |polygon: &polygons::Polygon| Polygon {
            outer: ring(&polygon.exterior),
            holes: polygon.holes.iter().map(ring).collect(),
        };
        let polygons: Vec<Polygon> = polygons.into_iter().map(placed).collect();
        let corners = frame(polygons.iter().flat_map(|polygon| polygon.outer.iter().copied()))?;
        Some(Within { area: Area::new(&polygons).ok()?, corners })
    }
}

/// Low and high corner of points.
fn frame(points: impl Iterator<Item = Point>) -> Option<[Point; 2]> {
    points.fold(None, |frame: Option<[Point; 2]>, point| {
        let [low, high] = frame.unwrap_or([point, point]);
        Some([
            Point::new(low.x.min(point.x), low.y.min(point.y)),
            Point::new(high.x.max(point.x), high.y.max(point.y)),
        ])
    })
}

/// Density of incidents with a place of their own; none without any.
///
/// - in: the area in which incidents are counted and whose border corrects densities; without it their surroundings
/// - cost: tens of milliseconds for 50 000 incidents of a city
///
/// # Errors
/// What the engine says; coordinates that are no numbers.
pub fn density(
    spots: &[Spot],
    plane: Plane,
    within: Option<&Within>,
    width: Width,
) -> Result<Option<Density>, SpatialError> {
    let points: Vec<Point> = spots.iter().map(|spot| plane.place(*spot)).collect();
    let Some(frame) = frame(points.iter().copied()) else { return Ok(None) };
    let (Width::Fixed(metres) | Width::Adaptive(metres)) = width;
    let (corners, margin) = within.map_or((frame, metres), |within| (within.corners, 0.0));
    let question = Question {
        points: &points,
        weights: None,
        kernel: Kernel::Quartic,
        bandwidth: match width {
            Width::Fixed(metres) => Bandwidth::Fixed(metres),
            Width::Adaptive(pilot) => Bandwidth::Abramson { pilot },
        },
        area: within.map(|within| &within.area),
        edge: if within.is_some() { Edge::Diggle } else { Edge::Uncorrected },
        stacks_above: usize::MAX,
    };
    let found = surface(&question, grid(corners, margin, metres))?;
    let counted = points.len() - found.outside;
    Ok((counted > 0).then(|| described(&found, &points, plane, within.is_some())))
}

/// Cells of a quarter of the width, between 50 and 100 m.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the number of cells")]
fn grid([low, high]: [Point; 2], margin: f64, metres: f64) -> Grid {
    let (across, up) = (high.x - low.x + 2.0 * margin, high.y - low.y + 2.0 * margin);
    let cell = (metres / 4.0).clamp(50.0, 100.0).max((across.max(1.0) * up.max(1.0) / MOST_CELLS).sqrt());
    let count = |length: f64| ((length / cell).ceil() as usize).clamp(1, MOST_CELLS as usize);
    Grid { low: Point::new(low.x - margin, low.y - margin), cell, columns: count(across), rows: count(up) }
}

const SQUARE_KILOMETRE: f64 = 1_000_000.0;

#[expect(clippy::cast_precision_loss, reason = "cells and incidents of a city")]
fn described(found: &Surface, points: &[Point], plane: Plane, corrected: bool) -> Density {
    let (grid, highest) = (found.grid, found.highest());
    let steps: Vec<u8> = found.values().map(|value| step(value.unwrap_or(0.0), highest)).collect();
    let outline = |wanted: u8| -> Vec<Ring> {
        let rings = outlines(grid.columns, grid.rows, &|at| steps.get(at) == Some(&wanted));
        let corner = |(column, row): &(i32, i32)| {
            let at = Point::new(f64::from(*column), f64::from(*row));
            let spot = plane.spot(Point::new(grid.low.x + at.x * grid.cell, grid.low.y + at.y * grid.cell));
            [spot.lon, spot.lat]
        };
        rings.iter().map(|ring| ring.iter().map(corner).collect()).collect()
    };
    let of_cell = grid.cell * grid.cell / SQUARE_KILOMETRE;
    let area = found.values().flatten().count() as f64 * of_cell;
    let counted = points.len() - found.outside;
    let mut places = dense(found, &steps, points, plane);
    places.sort_by(|a, b| b.highest.total_cmp(&a.highest));
    Density {
        steps: (1..=STEPS).map(outline).collect(),
        highest: highest * SQUARE_KILOMETRE,
        mean: counted as f64 / area.max(of_cell),
        places,
        counted,
        outside: found.outside,
        widths: found.widths,
        corrected,
        area,
    }
}

/// Equal steps up to the highest; 0 for what is not painted.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 5")]
fn step(value: f64, highest: f64) -> u8 {
    if value <= PAINTED * highest {
        return 0;
    }
    (f64::from(STEPS) * value / highest).ceil().clamp(1.0, f64::from(STEPS)) as u8
}

/// The connected places of the upper steps.
#[expect(clippy::cast_precision_loss, reason = "cells of a city")]
fn dense(found: &Surface, steps: &[u8], points: &[Point], plane: Plane) -> Vec<Dense> {
    let grid = found.grid;
    let values: Vec<f64> = found.values().map(|value| value.unwrap_or(0.0)).collect();
    let mut of_cell: Vec<Option<usize>> = vec![None; steps.len()];
    let mut places: Vec<(usize, usize)> = Vec::new();
    for start in 0..steps.len() {
        if steps.get(start).is_none_or(|step| *step < LISTED) || of_cell.get(start) != Some(&None) {
            continue;
        }
        let (mut waiting, mut peak, mut cells) = (vec![start], start, 0);
        while let Some(cell) = waiting.pop() {
            let high = steps.get(cell).is_some_and(|step| *step >= LISTED);
            let Some(slot) = of_cell.get_mut(cell).filter(|slot| high && slot.is_none()) else { continue };
            *slot = Some(places.len());
            cells += 1;
            if values.get(cell) > values.get(peak) {
                peak = cell;
            }
            waiting.extend(beside(cell, grid.columns, grid.rows));
        }
        places.push((peak, cells));
    }
    let mut cases = vec![0_usize; places.len()];
    for point in points {
        if let Some(slot) =
            cell_of(grid, *point).and_then(|cell| *of_cell.get(cell)?).and_then(|place| cases.get_mut(place))
        {
            *slot += 1;
        }
    }
    let described = |((peak, cells), cases): (&(usize, usize), usize)| Dense {
        peak: plane.spot(grid.middle(peak % grid.columns, peak / grid.columns)),
        highest: values.get(*peak).copied().unwrap_or(0.0) * SQUARE_KILOMETRE,
        cases,
        area: *cells as f64 * grid.cell * grid.cell / SQUARE_KILOMETRE,
    };
    places.iter().zip(cases).map(described).collect()
}

/// Cells that share a side.
fn beside(cell: usize, columns: usize, rows: usize) -> impl Iterator<Item = usize> {
    let (column, row) = (cell % columns, cell / columns);
    let west = (column > 0).then(|| cell - 1);
    let east = (column + 1 < columns).then(|| cell + 1);
    let south = (row > 0).then(|| cell - columns);
    let north = (row + 1 < rows).then(|| cell + columns);
    [west, east, south, north].into_iter().flatten()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the grid")]
fn cell_of(grid: Grid, point: Point) -> Option<usize> {
    let (x, y) = ((point.x - grid.low.x) / grid.cell, (point.y - grid.low.y) / grid.cell);
    if x < 0.0 || y < 0.0 {
        return None;
    }
    let (column, row) = (x as usize, y as usize);
    (column < grid.columns && row < grid.rows).then(|| row * grid.columns + column)
}

/// Rings around cells, in corners of the grid, with corners only where they turn.
fn outlines(columns: usize, rows: usize, member: &dyn Fn(usize) -> bool) -> Vec<Vec<(i32, i32)>> {
    let size = |count: usize| i32::try_from(count).unwrap_or(0);
    let (columns, rows) = (size(columns), size(rows));
    let is = |column: i32, row: i32| {
        let inside = (0..columns).contains(&column) && (0..rows).contains(&row);
        inside && usize::try_from(row * columns + column).is_ok_and(member)
    };
    // Sides with the cell on their left; a side between two members is none.
    let mut sides: BTreeMap<(i32, i32), Vec<(i32, i32)>> = BTreeMap::new();
    for row in 0..rows {
        for column in (0..columns).filter(|column| is(*column, row)) {
            let corners =
                [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)];
            let others = [is(column, row - 1), is(column + 1, row), is(column, row + 1), is(column - 1, row)];
            for (side, _) in corners.windows(2).zip(others).filter(|(_, other)| !other) {
                if let [from, to] = side {
                    sides.entry(*from).or_default().push(*to);
                }
            }
        }
    }
    let mut rings = Vec::new();
    while let Some(start) = sides.first_key_value().map(|(start, _)| *start) {
        let (mut ring, mut at) = (Vec::new(), start);
        while let Some(next) = sides.get_mut(&at).and_then(Vec::pop) {
            if sides.get(&at).is_some_and(Vec::is_empty) {
                sides.remove(&at);
            }
            ring.push(at);
            at = next;
            if at == start {
                break;
            }
        }
        rings.push(turns(&ring));
    }
    rings
}

/// Corners of a ring at which it turns.
fn turns(ring: &[(i32, i32)]) -> Vec<(i32, i32)> {
    let around = |at: usize, by: usize| ring.get((at + by) % ring.len().max(1)).copied().unwrap_or_default();
    let straight = |at: usize| {
        let (before, here, after) = (around(at, ring.len() - 1), around(at, 0), around(at, 1));
        (before.0 == here.0 && here.0 == after.0) || (before.1 == here.1 && here.1 == after.1)
    };
    (0..ring.len()).filter(|at| !straight(*at)).map(|at| around(at, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Source;

    /// A square town of so many times 200 m on a side, with a report in each and a cluster in the middle.
    fn town(count: i32) -> (Vec<Spot>, Vec<polygons::Polygon>) {
        let low = Point::new(-820_000.0, -1_070_000.0);
        let at = |x: f64, y: f64| Plane::Krovak.spot(Point::new(low.x + x, low.y + y));
        let mut spots = Vec::new();
        let side = 200.0 * f64::from(count);
        for column in 0..count {
            for row in 0..count {
                spots.push(at(100.0 + 200.0 * f64::from(column), 100.0 + 200.0 * f64::from(row)));
            }
        }
        spots.extend((0..80).map(|n| at(side / 2.0 + f64::from(n % 9), side / 2.0 + f64::from(n / 9))));
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        let corners =
            corners.map(|(x, y)| at(x, y)).map(|spot| polygons::Point { lon: spot.lon, lat: spot.lat });
        (spots, vec![polygons::Polygon { exterior: polygons::Ring(corners.to_vec()), holes: Vec::new() }])
    }

    #[test]
    fn the_cluster_is_the_densest_place_and_the_border_is_corrected() {
        let (spots, shapes) = town(20);
        let plane = Plane::of(Source::Municipal, &spots);
        let area = Within::of(plane, &shapes).unwrap();
        for width in [Width::Fixed(400.0), Width::Adaptive(400.0)] {
            let found = density(&spots, plane, Some(&area), width).unwrap().unwrap();
            assert_eq!((found.counted, found.outside, found.corrected), (480, 0, true));
            assert!((found.area - 16.0).abs() < 0.1, "{}", found.area);
            assert!((found.mean - 30.0).abs() < 0.5, "{}", found.mean);
            let first = &found.places[0];
            let peak = plane.place(first.peak);
            assert!(peak.distance(Point::new(-818_000.0, -1_068_000.0)) < 150.0, "{peak:?}");
            assert!(first.cases >= 80 && first.highest > 5.0 * found.mean, "{first:?}");
            assert_eq!(found.steps.len(), usize::from(STEPS));
            assert!(found.steps[4].iter().flatten().flatten().all(|value| value.is_finite()));
        }
    }

    #[test]
    fn widths_are_told() {
        let (spots, shapes) = town(10);
        let area = Within::of(Plane::Krovak, &shapes);
        let of = |width| density(&spots, Plane::Krovak, area.as_ref(), width).unwrap().unwrap().widths;
        assert_eq!(of(Width::Fixed(200.0)), (200.0, 200.0));
        let (least, most) = of(Width::Adaptive(400.0));
        assert!(least < 400.0 && most > 400.0, "{least} {most}");
    }

    #[test]
    fn without_a_border_nothing_is_corrected_and_nothing_is_no_fault() {
        let (spots, _) = town(10);
        let found = density(&spots, Plane::Krovak, None, Width::Fixed(400.0)).unwrap().unwrap();
        assert!(!found.corrected && found.outside == 0);
        assert_eq!(density(&[], Plane::Krovak, None, Width::Fixed(400.0)).unwrap(), None);
        let one = density(&spots[..1], Plane::Krovak, None, Width::Adaptive(400.0)).unwrap().unwrap();
        assert_eq!((one.counted, one.places.len()), (1, 1));
        let (_, elsewhere) = town(10);
        let area = Within::of(Plane::Krovak, &elsewhere);
        let far = [Spot { lon: 14.4, lat: 50.1 }];
        assert_eq!(density(&far, Plane::Krovak, area.as_ref(), Width::Fixed(400.0)).unwrap(), None);
        let flat = polygons::Polygon {
            exterior: polygons::Ring(vec![polygons::Point { lon: 13.0, lat: 49.0 }; 3]),
            holes: Vec::new(),
        };
        assert!(Within::of(Plane::Krovak, [&flat]).is_none() && Within::of(Plane::Krovak, []).is_none());
    }

    #[test]
    fn outlines_go_around_cells_and_holes() {
        // ##.
        // #.#
        // ###
        let cells = [true, true, true, true, false, true, true, true, false];
        let rings = outlines(3, 3, &|at| cells[at]);
        let inside = |x: f64, y: f64| {
            let crossed = |ring: &Vec<(i32, i32)>| {
                (0..ring.len())
                    .filter(|at| {
                        let ((ax, ay), (_, by)) = (ring[*at], ring[(at + 1) % ring.len()]);
                        (f64::from(ay) > y) != (f64::from(by) > y) && f64::from(ax) > x
                    })
                    .count()
            };
            rings.iter().map(crossed).sum::<usize>() % 2 == 1
        };
        let middles = [0.5, 1.5, 2.5].map(|y| [0.5, 1.5, 2.5].map(|x| (x, y)));
        for ((x, y), member) in middles.into_iter().flatten().zip(cells) {
            assert_eq!(inside(x, y), member, "{x} {y}: {rings:?}");
        }
        assert_eq!(outlines(2, 1, &|_| true), [[(0, 0), (2, 0), (2, 1), (0, 1)]]);
        assert!(outlines(2, 2, &|_| false).is_empty());
    }
}
