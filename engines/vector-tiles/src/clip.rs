//! What lies in the square and its margin.
//!
//! Rings: Sutherland, Hodgman: Reentrant polygon clipping (1974), side by side; a ring that leaves and comes back runs along
//! the edge of the margin, where nobody sees it. Lines: Liang, Barsky (1984), piece by piece.

use crate::{EXTENT, MARGIN, Position};

const LOW: f64 = -(MARGIN as f64);
const HIGH: f64 = (EXTENT + MARGIN) as f64;

/// Whether a position is in the square or its margin.
pub(crate) fn holds([x, y]: Position) -> bool {
    (LOW..=HIGH).contains(&x) && (LOW..=HIGH).contains(&y)
}

/// The part of a closed ring inside; closed too, empty when nothing is.
pub(crate) fn ring(ring: &[Position]) -> Vec<Position> {
    let mut corners = ring.to_vec();
    for (axis, bound, above) in [(0, LOW, true), (0, HIGH, false), (1, LOW, true), (1, HIGH, false)] {
        let inside = |corner: &Position| if above { corner[axis] >= bound } else { corner[axis] <= bound };
        let mut cut = Vec::with_capacity(corners.len());
        let next = corners.iter().cycle().skip(1);
        for (here, there) in corners.iter().zip(next) {
            if inside(here) {
                cut.push(*here);
            }
            if inside(here) != inside(there) {
                cut.push(crossing(*here, *there, axis, bound));
            }
        }
        corners = cut;
    }
    if let Some(first) = corners.first().copied() {
        corners.push(first);
    }
    corners
}

/// Where the line between two positions meets a bound that lies between them.
fn crossing(here: Position, there: Position, axis: usize, bound: f64) -> Position {
    let along = (bound - here[axis]) / (there[axis] - here[axis]);
    let mut at = [here[0] + along * (there[0] - here[0]), here[1] + along * (there[1] - here[1])];
    at[axis] = bound;
    at
}

/// The pieces of a line inside.
pub(crate) fn line(line: &[Position]) -> Vec<Vec<Position>> {
    let mut pieces: Vec<Vec<Position>> = Vec::new();
    for pair in line.windows(2) {
        let &[here, there] = pair else { continue };
        let Some((from, to)) = piece(here, there) else { continue };
        match pieces.last_mut() {
            Some(open) if open.last() == Some(&from) => open.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces
}

fn piece(here: Position, there: Position) -> Option<(Position, Position)> {
    let step = [there[0] - here[0], there[1] - here[1]];
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for axis in [0, 1] {
        for (towards, room) in [(-step[axis], here[axis] - LOW), (step[axis], HIGH - here[axis])] {
            if towards == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if towards < 0.0 {
                from = from.max(room / towards);
            } else {
                to = to.min(room / towards);
            }
        }
    }
    let at = |along: f64| match along {
        0.0 => here,
        1.0 => there,
        _ => [here[0] + along * step[0], here[1] + along * step[1]],
    };
    (from <= to).then(|| (at(from), at(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_around_everything_is_the_square_with_its_margin() {
        let far = [[-1e6, -1e6], [1e6, -1e6], [1e6, 1e6], [-1e6, 1e6], [-1e6, -1e6]];
        let cut = ring(&far);
        for corner in [[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]] {
            assert!(cut.contains(&corner), "{cut:?}");
        }
        assert!(cut.iter().all(|corner| holds(*corner)));
    }

    #[test]
    fn what_lies_elsewhere_is_not_here() {
        let elsewhere = [[5e3, 5e3], [6e3, 5e3], [6e3, 6e3], [5e3, 5e3]];
        assert_eq!(ring(&elsewhere), [] as [Position; 0]);
        assert_eq!(line(&elsewhere), [] as [Vec<Position>; 0]);
    }

    #[test]
    fn a_line_that_comes_back_is_two_pieces() {
        let away = [[10.0, 10.0], [10.0, 9e3], [20.0, 9e3], [20.0, 10.0]];
        assert_eq!(line(&away), [[[10.0, 10.0], [10.0, HIGH]], [[20.0, HIGH], [20.0, 10.0]]]);
        let through = [[-1e4, 100.0], [1e4, 100.0]];
        assert_eq!(line(&through), [[[LOW, 100.0], [HIGH, 100.0]]]);
    }
}
