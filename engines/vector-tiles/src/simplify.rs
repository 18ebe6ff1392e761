//! Fewer corners: those nearer than a tolerance to the line that is left are taken away.
//!
//! Douglas, Peucker: Algorithms for the reduction of the number of points … (1973).

use crate::Position;

/// Half a pixel of a map with 512 pixels a tile.
pub(crate) const TOLERANCE: f64 = 4.0;

/// A line or closed ring with fewer corners; its ends stay, and so does the corner farthest from a ring's end.
pub(crate) fn simplified(line: &[Position], tolerance: f64) -> Vec<Position> {
    let Some(last) = line.len().checked_sub(1) else { return Vec::new() };
    let mut keep = vec![false; line.len()];
    let mut work = vec![(0, last)];
    let ends = [0, last];
    while let Some((from, to)) = work.pop() {
        let inside = line.iter().enumerate().take(to).skip(from + 1);
        let (Some(start), Some(end)) = (line.get(from), line.get(to)) else { continue };
        let distances = inside.map(|(at, corner)| (distance(*start, *end, *corner), at));
        if let Some((far, at)) = distances.max_by(|a, b| a.0.total_cmp(&b.0))
            && far > tolerance
        {
            keep[at] = true;
            work.extend([(from, at), (at, to)]);
        }
    }
    let kept = |(at, corner): (usize, &Position)| (ends.contains(&at) || keep[at]).then_some(*corner);
    line.iter().enumerate().filter_map(kept).collect()
}

/// Distance of a corner from the piece of a line between two others.
fn distance([ax, ay]: Position, [bx, by]: Position, [x, y]: Position) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx * dx + dy * dy;
    let along = if long > 0.0 { (((x - ax) * dx + (y - ay) * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_could_see_is_taken_away() {
        let line = [[0.0, 0.0], [10.0, 1.0], [20.0, 0.0], [30.0, 9.0], [40.0, 0.0]];
        assert_eq!(simplified(&line, 4.0), [[0.0, 0.0], [20.0, 0.0], [30.0, 9.0], [40.0, 0.0]]);
        assert_eq!(simplified(&line, 20.0), [[0.0, 0.0], [40.0, 0.0]]);
        assert_eq!(simplified(&[], 4.0), [] as [Position; 0]);
        assert_eq!(simplified(&[[1.0, 2.0]], 4.0), [[1.0, 2.0]]);
        let ring = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 100.0], [0.0, 0.0]];
        assert_eq!(simplified(&ring, 4.0), ring);
    }
}
