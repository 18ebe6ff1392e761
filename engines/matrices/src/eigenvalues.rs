//! Eigenvalues of symmetric matrices.

/// Eigenvalues of a symmetric matrix from the largest, by Jacobi's rotations (Golub and Van Loan, §8.5).
/// NaN for values that are not `width` × `width` or not finite.
pub fn symmetric_eigenvalues(values: &[f64], width: usize) -> Vec<f64> {
    const SWEEPS: usize = 60;
    if values.len() != width * width || !values.iter().all(|value| value.is_finite()) {
        return vec![f64::NAN; width];
    }
    let mut a = values.to_vec();
    for _ in 0..SWEEPS {
        let square = |at: usize| a[at] * a[at];
        let off: f64 = (0..width * width).filter(|at| at / width != at % width).map(square).sum();
        let all: f64 = (0..width * width).map(square).sum();
        if off <= 1e-32 * all {
            break;
        }
        for p in 0..width {
            for q in p + 1..width {
                rotate(&mut a, width, p, q);
            }
        }
    }
    let mut eigenvalues: Vec<f64> = (0..width).map(|i| a[i * width + i]).collect();
    eigenvalues.sort_unstable_by(|a, b| b.total_cmp(a));
    eigenvalues
}

/// Makes the element (p, q) zero.
fn rotate(a: &mut [f64], width: usize, p: usize, q: usize) {
    let off = a[p * width + q];
    if off == 0.0 {
        return;
    }
    let theta = (a[q * width + q] - a[p * width + p]) / (2.0 * off);
    let t = if theta == 0.0 { 1.0 } else { theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt()) };
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for k in 0..width {
        let (x, y) = (a[k * width + p], a[k * width + q]);
        (a[k * width + p], a[k * width + q]) = (c * x - s * y, s * x + c * y);
    }
    for k in 0..width {
        let (x, y) = (a[p * width + k], a[q * width + k]);
        (a[p * width + k], a[q * width + k]) = (c * x - s * y, s * x + c * y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Factor;

    #[test]
    fn eigenvalues_of_known_matrices() {
        let near = |found: Vec<f64>, expected: &[f64]| {
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        };
        near(symmetric_eigenvalues(&[2.0, 1.0, 1.0, 2.0], 2), &[3.0, 1.0]);
        near(
            symmetric_eigenvalues(&[2.0, -1.0, 0.0, -1.0, 2.0, -1.0, 0.0, -1.0, 2.0], 3),
            &[2.0 + 2.0_f64.sqrt(), 2.0, 2.0 - 2.0_f64.sqrt()],
        );
        let factor = Factor::of(vec![2.0, 1.0, 1.0, 2.0], 2);
        near(factor.relative_eigenvalues(&[4.0, 2.0, 2.0, 4.0]), &[2.0, 2.0]);
    }
}
