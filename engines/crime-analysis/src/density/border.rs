//! What part of a kernel lies inside the study area.
//!
//! ```text
//!   mass inside = inside? 1 : 0 − Σ over edges (1/2π) ∫ (1 − F(r(θ))) dθ
//! ```
//!
//! θ goes around the place, r(θ) is the distance to the edge in that direction, F the part of the kernel within r. The
//! formula holds for any polygons with holes and needs only edges within reach. For the quartic kernel it has a closed form;
//! for the normal curve it is Owen's T function and takes a quadrature.

use std::f64::consts::PI;

use super::Kernel;
use super::area::{Area, Edge};
use crate::places::{Buckets, Point};

/// Nodes and weights of Gauss and Legendre, one half of eight.
const NODES: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_27),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];
/// Bandwidths from the border below which a place counts as on it.
const ON_BORDER: f64 = 1e-9;

/// Edges cut into pieces not much longer than a kernel reaches.
pub(super) struct Border {
    kernel: Kernel,
    pieces: Vec<Edge>,
    middles: Vec<Point>,
    longest: f64,
}

impl Border {
    pub(super) fn new(edges: &[Edge], kernel: Kernel, h: f64) -> Self {
        let longest = kernel.reach() * h;
        let cut = |(a, b): &Edge| {
            let (a, b) = (*a, *b);
            let parts = (a.distance(b) / longest).ceil().clamp(1.0, 1e6) as usize;
            let at = move |part: usize| match part {
                _ if part == parts => b,
                _ => {
                    let share = part as f64 / parts as f64;
                    Point::new(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
                }
            };
            (0..parts).map(move |part| (at(part), at(part + 1)))
        };
        let pieces: Vec<Edge> = edges.iter().flat_map(cut).collect();
        let middles = pieces.iter().map(|(a, b)| Point::new(0.5 * (a.x + b.x), 0.5 * (a.y + b.y))).collect();
        let longest = pieces.iter().map(|(a, b)| a.distance(*b)).fold(0.0, f64::max);
        Self { kernel, pieces, middles, longest }
    }
}

/// Kernel masses inside an area.
pub(super) struct Masses<'a> {
    area: &'a Area,
    border: &'a Border,
    buckets: Buckets<'a>,
}

impl<'a> Masses<'a> {
    pub(super) fn new(area: &'a Area, border: &'a Border) -> Self {
        Self { area, border, buckets: Buckets::new(&border.middles, border.longest) }
    }

    /// The part of the kernel of bandwidth `h` around a place that lies inside the area; `inside` says whether the place does.
    pub(super) fn mass(&self, place: Point, h: f64, inside: bool) -> f64 {
        let reach = self.border.kernel.reach() * h;
        let mut near = Vec::new();
        let mut closest = f64::INFINITY;
        self.buckets.around(place, reach + 0.5 * self.border.longest, |piece| {
            let piece = Piece::new(self.border.pieces[piece], place, h);
            closest = closest.min(piece.distance());
            if piece.distance() < self.border.kernel.reach() {
                near.push(piece);
            }
        });
        if closest < ON_BORDER && h > 0.0 {
            // The mass does not jump at the border, only the formula does: ask a hair's breadth away, along no likely edge.
            let by = 4.0 * ON_BORDER * h;
            let beside = Point::new(place.x + by * 1.0_f64.cos(), place.y + by * 1.0_f64.sin());
            if beside != place {
                return self.mass(beside, h, self.area.contains(beside));
            }
        }
        let beyond: f64 = near.iter().map(|piece| piece.beyond(self.border.kernel)).sum();
        // A place inside has some of its kernel inside, whatever rounding says.
        (f64::from(u8::from(inside)) - beyond / (2.0 * PI)).clamp(1e-12, 1.0)
    }
}

/// A piece of border as a place sees it, in bandwidths: its distance to the line, positive when the place is on the inner
/// side, and where along the line it begins and ends.
struct Piece {
    side: f64,
    from: f64,
    to: f64,
}

impl Piece {
    fn new((a, b): Edge, place: Point, h: f64) -> Self {
        let (a, b) = (((a.x - place.x) / h, (a.y - place.y) / h), ((b.x - place.x) / h, (b.y - place.y) / h));
        let along = (b.0 - a.0, b.1 - a.1);
        let length = along.0.hypot(along.1);
        let along = (along.0 / length, along.1 / length);
        Self {
            side: a.0 * along.1 - a.1 * along.0,
            from: a.0 * along.0 + a.1 * along.1,
            to: b.0 * along.0 + b.1 * along.1,
        }
    }

    fn distance(&self) -> f64 {
        self.side.hypot(self.from.max(-self.to).max(0.0))
    }

    /// ∫ (1 − F(r(θ))) dθ over the piece.
    fn beyond(&self, kernel: Kernel) -> f64 {
        let d = self.side.abs();
        let found = match kernel {
            Kernel::Quartic => {
                let half = (1.0 - d * d).max(0.0).sqrt();
                let part = |s: f64| {
                    let (s2, d2) = (s * s, d * d);
                    let rest = 3.0 - 3.0 * d2 - s2 + d2 * d2 + d2 * s2 * 2.0 / 3.0 + s2 * s2 / 5.0;
                    s.atan2(d) - d * s * rest
                };
                part(self.to.clamp(-half, half)) - part(self.from.clamp(-half, half))
            }
            Kernel::Gaussian => gaussian(d, self.from, self.to, self.distance()),
        };
        found.copysign(self.side)
    }
}

/// ∫ exp(−(d² + s²)/2) d/(d² + s²) ds: directly where the piece is short for its distance, else with s = d sinh u, which
/// spreads out the peak at the foot of the perpendicular.
fn gaussian(d: f64, from: f64, to: f64, distance: f64) -> f64 {
    if to - from < (0.7 * distance).min(1.0) {
        return panel(from, to, |s| (-0.5 * (d * d + s * s)).exp() * d / (d * d + s * s));
    }
    let far = (7.0 / d).max(1.0).acosh();
    let (from, to) = ((from / d).asinh().clamp(-far, far), (to / d).asinh().clamp(-far, far));
    let panels = ((to - from) / 0.6).ceil().max(1.0);
    let at = |panel: f64| from + (to - from) * panel / panels;
    let curve = |u: f64| (-0.5 * (d * u.cosh()).powi(2)).exp() / u.cosh();
    (0..panels as usize).map(|it| panel(at(it as f64), at(it as f64 + 1.0), curve)).sum()
}

fn panel(from: f64, to: f64, curve: impl Fn(f64) -> f64) -> f64 {
    let (middle, half) = (0.5 * (from + to), 0.5 * (to - from));
    NODES
        .iter()
        .map(|(node, weight)| weight * (curve(middle - half * node) + curve(middle + half * node)))
        .sum::<f64>()
        * half
}
