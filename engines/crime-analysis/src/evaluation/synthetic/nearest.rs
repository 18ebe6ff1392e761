//! The point of a convex hull nearest to the origin, by Wolfe's algorithm.
//!
//! A corral is a set of points none of which is an affine combination of the others, with the nearest point inside it. The point
//! that lies farthest back is added; where the nearest point of the affine hull leaves the corral, the walk to it stops at the
//! border and the point there is dropped. Every corral is nearer than the one before, so that the walk ends.

use matrices::Factor;

/// Weights of the points, not negative, with the sum one: those of the point of their hull nearest to the origin.
pub(super) fn weights(points: &[Vec<f64>]) -> Vec<f64> {
    let mut weights = vec![0.0; points.len()];
    let square = |point: &Vec<f64>| dot(point, point);
    let largest = points.iter().map(square).fold(0.0, f64::max);
    let Some(nearest) = (0..points.len()).min_by(|a, b| square(&points[*a]).total_cmp(&square(&points[*b])))
    else {
        return weights;
    };
    // What rounding leaves of products of this size.
    let nothing = 1e-14 * largest;
    let mut corral = vec![(nearest, 1.0)];
    for _ in 0..STEPS {
        let at = mixture(points, &corral);
        let own = dot(&at, &at);
        let behind = |point: &usize| dot(&points[*point], &at);
        let others = (0..points.len()).filter(|point| corral.iter().all(|(known, _)| known != point));
        let Some(next) = others.min_by(|a, b| behind(a).total_cmp(&behind(b))) else { break };
        if behind(&next) >= own - nothing {
            break;
        }
        let mut wider = corral.clone();
        wider.push((next, 0.0));
        let Some(wider) = inside(points, wider) else { break };
        let nearer = mixture(points, &wider);
        if dot(&nearer, &nearer) >= own {
            break;
        }
        corral = wider;
    }
    let sum: f64 = corral.iter().map(|(_, weight)| weight).sum();
    corral.into_iter().for_each(|(point, weight)| weights[point] = weight / sum);
    weights
}

/// Far more than a walk takes.
const STEPS: usize = 10_000;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn mixture(points: &[Vec<f64>], corral: &[(usize, f64)]) -> Vec<f64> {
    let mut at = vec![0.0; points.first().map_or(0, Vec::len)];
    for (point, weight) in corral {
        at.iter_mut().zip(&points[*point]).for_each(|(at, x)| *at += weight * x);
    }
    at
}

/// Walks from where the weights are to the nearest point of the affine hull, dropping points at the border on the way; `None`
/// when the points are not affinely independent.
fn inside(points: &[Vec<f64>], mut corral: Vec<(usize, f64)>) -> Option<Vec<(usize, f64)>> {
    loop {
        let wanted = affine(points, &corral)?;
        // How far to go until the first weight is nothing.
        let part = |((_, from), to): (&(usize, f64), &f64)| if *to <= 0.0 { from / (from - to) } else { 1.0 };
        let parts: Vec<f64> = corral.iter().zip(&wanted).map(part).collect();
        let step = parts.iter().fold(1.0, |a: f64, b| a.min(*b));
        let border = parts.iter().position(|part| *part <= step && *part < 1.0);
        for ((_, weight), to) in corral.iter_mut().zip(&wanted) {
            *weight = (*weight + step * (to - *weight)).max(0.0);
        }
        match border {
            Some(place) => drop(corral.remove(place)),
            None => return Some(corral),
        }
    }
}

/// Weights with the sum one, of any sign, of the point of the affine hull nearest to the origin: u / Σ u with (G + s·11′) u = 1.
fn affine(points: &[Vec<f64>], corral: &[(usize, f64)]) -> Option<Vec<f64>> {
    let width = corral.len();
    let product = |i: usize, j: usize| dot(&points[corral[i].0], &points[corral[j].0]);
    let scale = (0..width).map(|i| product(i, i)).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let gram = (0..width * width).map(|cell| product(cell / width, cell % width) + scale).collect();
    let factor = Factor::of(gram, width);
    if factor.rank() < width {
        return None;
    }
    let mut u = vec![1.0; width];
    factor.solve(&mut u, 1);
    let sum: f64 = u.iter().sum();
    Some(u.into_iter().map(|u| u / sum).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(points: &[&[f64]], expected: &[f64]) {
        let points: Vec<Vec<f64>> = points.iter().map(|point| point.to_vec()).collect();
        let found = weights(&points);
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn corners_edges_and_insides() {
        check(&[&[1.0, 0.0], &[0.0, 1.0]], &[0.5, 0.5]);
        check(&[&[1.0, 0.0], &[2.0, 5.0]], &[1.0, 0.0]);
        // Inside the triangle: the origin itself.
        check(&[&[1.0, 0.0], &[-1.0, 1.0], &[-1.0, -1.0]], &[0.5, 0.25, 0.25]);
        // The first corral is left again: (0, 2) is nearest alone, and no part of the answer.
        check(&[&[0.0, 2.0], &[3.0, 0.0], &[-2.0, 0.5]], &[0.0, 41.0 / 101.0, 60.0 / 101.0]);
        check(&[&[0.0, 0.0]], &[1.0]);
        check(&[], &[]);
    }
}
