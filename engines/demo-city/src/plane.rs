//! The drawing board: metres east and north of the town's centre, and the few geometric questions
//! the generator asks. Only `+ − × ÷ √`, which IEEE 754 fixes to the last bit, so that a town is
//! the same on every platform; no sine, no logarithm.

use crate::model::{LonLat, Position};

/// A point on the drawing board, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct P {
    /// East.
    pub(crate) e: f64,
    /// North.
    pub(crate) n: f64,
}

/// Křovák Y and X of the drawing board's origin. The spot lies in the Doupov Mountains, in the middle
/// of a military training area where nobody lives, so that the invented town covers no real one.
const ORIGIN: Position = Position { y: 830_000.0, x: 1_016_000.0 };

impl P {
    pub(crate) fn new(e: f64, n: f64) -> Self {
        Self { e, n }
    }

    pub(crate) fn plus(self, d: P, times: f64) -> P {
        P::new(self.e + d.e * times, self.n + d.n * times)
    }

    pub(crate) fn minus(self, o: P) -> P {
        P::new(self.e - o.e, self.n - o.n)
    }

    /// Quarter turn to the left.
    pub(crate) fn left(self) -> P {
        P::new(-self.n, self.e)
    }

    pub(crate) fn dot(self, o: P) -> f64 {
        self.e * o.e + self.n * o.n
    }

    pub(crate) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// Unit vector; east for a zero vector.
    pub(crate) fn unit(self) -> P {
        let l = self.length();
        if l < 1e-9 { P::new(1.0, 0.0) } else { P::new(self.e / l, self.n / l) }
    }

    /// Rounded to the centimetre, the resolution of the register.
    pub(crate) fn rounded(self) -> P {
        P::new((self.e * 100.0).round() / 100.0, (self.n * 100.0).round() / 100.0)
    }

    /// As the register writes it. The drawing board's axes are those of the Křovák plane.
    pub(crate) fn position(self) -> Position {
        let cm = |v: f64| (v * 100.0).round() / 100.0;
        Position { y: cm(ORIGIN.y - self.e), x: cm(ORIGIN.x - self.n) }
    }

    /// Longitude and latitude by a cubic in both coordinates.
    ///
    /// The coefficients were fitted to the Křovák inverse with the Czech 7-parameter key (EPSG 5239) within
    /// 8 km of the origin; the largest difference on a grid of 10,201 points is 0.02 mm. A polynomial instead
    /// of the projection keeps this crate free of trigonometry, hence equal on every platform.
    pub(crate) fn lon_lat(self) -> LonLat {
        let (u, v) = (self.e / 8000.0, self.n / 8000.0);
        let cubic = |c: &[f64; 9]| {
            c[0] * u
                + c[1] * v
                + c[2] * u * u
                + c[3] * u * v
                + c[4] * v * v
                + c[5] * u * u * u
                + c[6] * u * u * v
                + c[7] * u * v * v
                + c[8] * v * v * v
        };
        let seven = |v: f64| (v * 1e7).round() / 1e7;
        LonLat { lon: seven(13.159_330_879_3 + cubic(&LON)), lat: seven(50.214_364_912_4 + cubic(&LAT)) }
    }
}

const LAT: [f64; 9] = [
    1.100866661970e-02,
    7.108029856992e-02,
    -5.287672874026e-05,
    1.636593765441e-05,
    -1.637958909762e-06,
    -7.199814041715e-09,
    -9.955327141472e-08,
    4.558100728789e-10,
    -1.199437469840e-08,
];
const LON: [f64; 9] = [
    1.107716581228e-01,
    -1.715592478417e-02,
    2.560178769163e-05,
    1.608261232010e-04,
    -2.560174151475e-05,
    -8.823212915817e-08,
    8.977883519638e-08,
    2.646929903115e-07,
    -2.992626798976e-08,
];

/// Distance from `p` to the segment `a`–`b`.
pub(crate) fn to_segment(p: P, a: P, b: P) -> f64 {
    let d = b.minus(a);
    let len2 = d.dot(d);
    let t = if len2 < 1e-9 { 0.0 } else { (p.minus(a).dot(d) / len2).clamp(0.0, 1.0) };
    p.minus(a.plus(d, t)).length()
}

/// Distance from `p` to a polyline.
pub(crate) fn to_line(p: P, line: &[P]) -> f64 {
    line.windows(2).map(|w| to_segment(p, w[0], w[1])).fold(f64::INFINITY, f64::min)
}

/// Even–odd test against a ring (first point not repeated).
pub(crate) fn inside(p: P, ring: &[P]) -> bool {
    let mut odd = false;
    let mut j = ring.len().wrapping_sub(1);
    for i in 0..ring.len() {
        let (a, b) = (ring[i], ring[j]);
        if (a.n > p.n) != (b.n > p.n) && p.e < (b.e - a.e) * (p.n - a.n) / (b.n - a.n) + a.e {
            odd = !odd;
        }
        j = i;
    }
    odd
}

/// Area of a ring, positive when counter-clockwise.
pub(crate) fn area(ring: &[P]) -> f64 {
    let mut sum = 0.0;
    for i in 0..ring.len() {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        sum += a.e * b.n - b.e * a.n;
    }
    sum / 2.0
}

/// Mean of the vertices.
pub(crate) fn middle(ring: &[P]) -> P {
    let sum = ring.iter().fold(P::new(0.0, 0.0), |s, p| s.plus(*p, 1.0));
    P::new(sum.e / ring.len() as f64, sum.n / ring.len() as f64)
}

/// Catmull–Rom curve from `b` to `c`, without its end, in `steps` pieces.
pub(crate) fn curve(a: P, b: P, c: P, d: P, steps: usize) -> Vec<P> {
    (0..steps)
        .map(|i| {
            let t = i as f64 / steps as f64;
            let part = |a: f64, b: f64, c: f64, d: f64| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            P::new(part(a.e, b.e, c.e, d.e), part(a.n, b.n, c.n, d.n)).rounded()
        })
        .collect()
}

/// Length of a polyline.
pub(crate) fn length(line: &[P]) -> f64 {
    line.windows(2).map(|w| w[1].minus(w[0]).length()).sum()
}

/// The point `t` metres along a polyline and the unit direction there; clamped to the ends.
pub(crate) fn along(line: &[P], t: f64) -> (P, P) {
    let mut rest = t.max(0.0);
    for w in line.windows(2) {
        let d = w[1].minus(w[0]);
        let l = d.length();
        if rest <= l && l > 0.0 {
            return (w[0].plus(d, rest / l), d.unit());
        }
        rest -= l;
    }
    match line {
        [.., a, b] => (*b, b.minus(*a).unit()),
        _ => (P::new(0.0, 0.0), P::new(1.0, 0.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected by the full Křovák inverse with key EPSG 5239, worked outside this crate.
    #[test]
    fn the_polynomial_agrees_with_the_projection() {
        let here = P::new(0.0, 0.0).lon_lat();
        assert_eq!((here.lat, here.lon), (50.214_364_9, 13.159_330_9));
        let p = P::new(1000.0, 2000.0).position();
        assert_eq!((p.y, p.x), (829_000.0, 1_014_000.0));
    }

    #[test]
    fn a_square_by_hand() {
        let ring = [P::new(0.0, 0.0), P::new(2.0, 0.0), P::new(2.0, 2.0), P::new(0.0, 2.0)];
        assert!(inside(P::new(1.0, 1.0), &ring) && !inside(P::new(3.0, 1.0), &ring));
        assert_eq!(area(&ring), 4.0);
        assert_eq!(to_segment(P::new(1.0, 3.0), ring[2], ring[3]), 1.0);
    }
}
