//! Degrees as integers of 10⁻⁷° (about 1 cm): every side-of-line test is exact.
//!
//! Points that lie exactly on a line need a side too, or a point on a shared border would belong to both neighbours or to
//! neither. Every point is therefore thought moved by an infinitesimal step west and a far smaller one north
//! ([`Edge::left`]); no moved point lies on any line between grid points, and neighbours agree.

use super::shape::Point;

/// A point in units of 10⁻⁷°.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Fixed {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// Units in one degree.
pub(super) const UNITS: f64 = 1e7;

impl Fixed {
    /// The nearest grid point; `None` for what is not on earth (or not a number).
    pub(super) fn of(p: Point) -> Option<Fixed> {
        let on_earth = (-180.0..=180.0).contains(&p.lon) && (-90.0..=90.0).contains(&p.lat);
        // 180° are 1.8·10⁹ units, less than 2³¹
        on_earth.then(|| Fixed { x: (p.lon * UNITS).round() as i32, y: (p.lat * UNITS).round() as i32 })
    }
}

/// A directed border segment. `delta` is what changes on crossing it from its right to its left side:
/// `count · 2⁴⁰ + sum`, the number of territories entered and the sum of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) ax: i32,
    pub(super) ay: i32,
    pub(super) bx: i32,
    pub(super) by: i32,
    pub(super) delta: i64,
}

/// One territory entered.
pub(super) const ONE: i64 = 1 << 40;

impl Edge {
    /// Twice the signed area of (a, b, p): positive when p lies left of a→b. Exact while the extent of the data is
    /// below 2³¹ units in each direction, which [`super::atlas`] makes sure of.
    #[inline]
    pub(super) fn cross(&self, x: i32, y: i32) -> i64 {
        let (dx, dy) = (i64::from(self.bx) - i64::from(self.ax), i64::from(self.by) - i64::from(self.ay));
        dx * (i64::from(y) - i64::from(self.ay)) - dy * (i64::from(x) - i64::from(self.ax))
    }

    /// Whether p, moved an infinitesimal step west and a far smaller one north, lies left of the edge. Never a tie.
    #[inline]
    pub(super) fn left(&self, x: i32, y: i32) -> bool {
        let cross = self.cross(x, y);
        if cross != 0 {
            return cross > 0;
        }
        if self.by != self.ay { self.by > self.ay } else { self.bx > self.ax }
    }

    /// Whether the point lies exactly on the segment.
    pub(super) fn holds(&self, x: i32, y: i32) -> bool {
        (self.ax.min(self.bx)..=self.ax.max(self.bx)).contains(&x)
            && (self.ay.min(self.by)..=self.ay.max(self.by)).contains(&y)
            && self.cross(x, y) == 0
    }

    /// Change of state on the way (x0, y0) → (x0, y) → (x, y), all moved as in [`Edge::left`].
    #[inline]
    pub(super) fn crossed(&self, x0: i32, y0: i32, x: i32, y: i32) -> i64 {
        let mut change = 0;
        if (self.ax < x0) != (self.bx < x0) {
            change += i64::from(self.left(x0, y)) - i64::from(self.left(x0, y0));
        }
        if (self.ay > y) != (self.by > y) {
            change += i64::from(self.left(x, y)) - i64::from(self.left(x0, y));
        }
        change * self.delta
    }
}

/// Whether the moved point lies inside one closed ring (even–odd).
pub(super) fn inside(ring: &[Fixed], x: i32, y: i32) -> bool {
    let mut odd = false;
    let mut last = ring.last().copied();
    for point in ring {
        if let Some(a) = last
            && (a.y > y) != (point.y > y)
        {
            let edge = Edge { ax: a.x, ay: a.y, bx: point.x, by: point.y, delta: 0 };
            // west of an upward edge is its left, of a downward edge its right
            odd ^= edge.left(x, y) != (point.y > a.y);
        }
        last = Some(*point);
    }
    odd
}

/// Twice the signed area of a ring, positive when it runs anticlockwise.
pub(super) fn signed_area(ring: &[Fixed]) -> i128 {
    let mut last = ring.last();
    let mut sum = 0i128;
    for b in ring {
        if let Some(a) = last {
            sum += i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y);
        }
        last = Some(b);
    }
    sum
}
