//! Small symmetric matrices: a factor that notices dependent columns, and eigenvalues.

/// L·D·L' of a matrix of sums of squares. A column that depends on those before it is left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Factor {
    width: usize,
    /// Below the diagonal L, whose diagonal is one; on it D, zero for a column that was left out.
    values: Vec<f64>,
}

impl Factor {
    pub(crate) fn of(mut values: Vec<f64>, width: usize) -> Self {
        /// A pivot that fell below this part of its column depends on the columns before.
        const DEPENDENT: f64 = 1e-11;
        for j in 0..width {
            let whole = values[j * width + j];
            for i in j..width {
                let product =
                    |k: usize| values[i * width + k] * values[j * width + k] * values[k * width + k];
                let explained: f64 = (0..j).map(product).sum();
                values[i * width + j] -= explained;
            }
            let pivot = values[j * width + j];
            let dependent = pivot.is_nan() || pivot <= DEPENDENT * whole;
            for i in j + 1..width {
                values[i * width + j] = if dependent { 0.0 } else { values[i * width + j] / pivot };
            }
            if dependent {
                values[j * width + j] = 0.0;
            }
        }
        Self { width, values }
    }

    /// How many columns do not depend on those before.
    pub(crate) fn rank(&self) -> usize {
        (0..self.width).filter(|i| self.at(*i, *i) != 0.0).count()
    }

    /// Whether a column was left out.
    pub(crate) fn is_left_out(&self, column: usize) -> bool {
        column < self.width && self.at(column, column) == 0.0
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.width + j]
    }

    /// L⁻¹ applied to one right side.
    fn forward(&self, right: &mut [f64]) {
        for i in 0..self.width {
            let known: f64 = (0..i).map(|k| self.at(i, k) * right[k]).sum();
            right[i] = if self.at(i, i) == 0.0 { 0.0 } else { right[i] - known };
        }
    }

    /// Solves for several right sides at once, row by row (width × values); a left out column gets zero.
    pub(crate) fn solve(&self, right: &mut [f64], values: usize) {
        let mut one = vec![0.0; self.width];
        for v in 0..values {
            one.iter_mut().enumerate().for_each(|(i, one)| *one = right[i * values + v]);
            self.forward(&mut one);
            for i in (0..self.width).rev() {
                let known: f64 = (i + 1..self.width).map(|k| self.at(k, i) * one[k]).sum();
                let pivot = self.at(i, i);
                one[i] = if pivot == 0.0 { 0.0 } else { one[i] / pivot - known };
            }
            one.iter().enumerate().for_each(|(i, one)| right[i * values + v] = *one);
        }
    }

    /// The logarithm of the determinant, without columns that were left out.
    pub(crate) fn log_determinant(&self) -> f64 {
        (0..self.width).map(|i| self.at(i, i)).filter(|pivot| *pivot > 0.0).map(f64::ln).sum()
    }

    /// M⁻¹, row by row; zero for columns that were left out.
    pub(crate) fn inverse(&self) -> Vec<f64> {
        let mut inverse = vec![0.0; self.width * self.width];
        inverse.iter_mut().step_by(self.width + 1).for_each(|one| *one = 1.0);
        self.solve(&mut inverse, self.width);
        inverse
    }

    /// v' M⁻¹ v; `None` when a column is dependent.
    pub(crate) fn quadratic(&self, v: &[f64]) -> Option<f64> {
        let mut one = v.to_vec();
        self.forward(&mut one);
        let full = self.rank() == self.width;
        full.then(|| one.iter().enumerate().map(|(i, x)| x * x / self.at(i, i)).sum())
    }

    /// Eigenvalues of M⁻¹ B for a symmetric B, from the largest.
    pub(crate) fn relative_eigenvalues(&self, b: &[f64]) -> Vec<f64> {
        let width = self.width;
        let root = |i: usize| self.at(i, i).max(0.0).sqrt();
        // L⁻¹ B, then (L⁻¹ (L⁻¹ B)')' = L⁻¹ B L⁻ᵀ.
        let mut half = b.to_vec();
        for _ in 0..2 {
            let mut turned = vec![0.0; width * width];
            for j in 0..width {
                let mut column: Vec<f64> = (0..width).map(|i| half[i * width + j]).collect();
                self.forward(&mut column);
                turned[j * width..][..width].copy_from_slice(&column);
            }
            half = turned;
        }
        for i in 0..width {
            for j in 0..width {
                half[i * width + j] /= root(i) * root(j);
            }
        }
        symmetric_eigenvalues(&half, width)
    }
}

/// Eigenvalues of a symmetric matrix from the largest, by Jacobi's rotations (Golub and Van Loan, §8.5).
pub(crate) fn symmetric_eigenvalues(values: &[f64], width: usize) -> Vec<f64> {
    const SWEEPS: usize = 60;
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

    #[test]
    fn a_dependent_column_is_left_out() {
        // Columns 1, a and 1 − a: the last is the first less the second.
        let factor = Factor::of(vec![4.0, 1.0, 3.0, 1.0, 1.0, 0.0, 3.0, 0.0, 3.0], 3);
        let mut right = vec![10.0, 4.0, 6.0];
        factor.solve(&mut right, 1);
        assert_eq!((right, factor.rank()), (vec![2.0, 2.0, 0.0], 2));
    }

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
