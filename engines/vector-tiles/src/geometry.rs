//! A shape as the commands of a tile.

use crate::simplify::{TOLERANCE, simplified};
use crate::wire::{Commands, Kind};
use crate::{Position, Shape, Square, clip};

/// A corner in whole units.
pub(crate) type Corner = [i32; 2];

/// What of a shape lies in the square; `None` when nothing does.
pub(crate) fn within(square: Square, shape: &Shape<'_>) -> Option<(Kind, Vec<u32>)> {
    let mut commands = Commands::default();
    let kind = match shape {
        Shape::Point(at) => {
            let at = square.units(*at).filter(|at| clip::holds(*at))?;
            commands.points(&[whole(at)]);
            Kind::Point
        }
        Shape::Lines(lines) => {
            for line in lines.iter() {
                for piece in clip::line(&simplified(&units(square, line), TOLERANCE)) {
                    commands.line(&distinct(&piece));
                }
            }
            Kind::Line
        }
        Shape::Polygons(polygons) => {
            for polygon in polygons.iter() {
                add_polygon(square, polygon, &mut commands);
            }
            Kind::Polygon
        }
    };
    let commands = commands.finish();
    (!commands.is_empty()).then_some((kind, commands))
}

/// Holes follow their outer ring; without it they are nothing.
fn add_polygon(square: Square, rings: &[Vec<Position>], commands: &mut Commands) {
    for (at, ring) in rings.iter().enumerate() {
        let corners = distinct(&clip::ring(&simplified(&units(square, ring), TOLERANCE)));
        let doubled = doubled_area(&corners);
        match (at, doubled) {
            (0, 0) => return,
            (_, 0) => {}
            // Outer rings have a positive area where y points down, holes a negative one.
            _ if (doubled > 0) == (at == 0) => commands.ring(&corners),
            _ => commands.ring(&corners.into_iter().rev().collect::<Vec<_>>()),
        }
    }
}

fn units(square: Square, line: &[Position]) -> Vec<Position> {
    line.iter().filter_map(|at| square.units(*at)).collect()
}

fn whole([x, y]: Position) -> Corner {
    #[expect(clippy::cast_possible_truncation, reason = "clipped to the margin before; `as` saturates")]
    [x.round() as i32, y.round() as i32]
}

/// Corners in whole units without repetitions; of a ring the last one, which repeats the first, stays.
fn distinct(line: &[Position]) -> Vec<Corner> {
    let mut corners: Vec<Corner> = line.iter().copied().map(whole).collect();
    corners.dedup();
    corners
}

/// Twice the area of a closed ring (surveyor's formula).
pub(crate) fn doubled_area(ring: &[Corner]) -> i64 {
    let cross = |pair: &[Corner]| match pair {
        [[ax, ay], [bx, by]] => i64::from(*ax) * i64::from(*by) - i64::from(*bx) * i64::from(*ay),
        _ => 0,
    };
    ring.windows(2).map(cross).sum()
}
