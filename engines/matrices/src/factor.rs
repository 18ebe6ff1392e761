//! L·D·L' of a matrix of sums of squares, and what is solved with it.

use crate::symmetric_eigenvalues;

/// L·D·L' of a matrix of sums of squares. A column that depends on those before it is left out.
#[derive(Clone, Debug, Default)]
pub struct Factor {
    width: usize,
    /// Below the diagonal L, whose diagonal is one; on it D, zero for a column that was left out.
    values: Vec<f64>,
}

impl Factor {
    /// The factor of a symmetric matrix of `width` columns; only what lies on and below the diagonal is read.
    pub fn of(mut values: Vec<f64>, width: usize) -> Self {
        /// A pivot that fell below this part of its column depends on the columns before.
        const DEPENDENT: f64 = 1e-11;
        values.resize(width * width, f64::NAN);
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
    pub fn rank(&self) -> usize {
        (0..self.width).filter(|i| self.at(*i, *i) != 0.0).count()
    }

    /// Whether a column was left out.
    pub fn is_left_out(&self, column: usize) -> bool {
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

    /// Solves for several right sides at once, row by row (width × values); a left out column gets zero, and right sides
    /// of another length NaN.
    pub fn solve(&self, right: &mut [f64], values: usize) {
        if right.len() != self.width * values {
            return right.fill(f64::NAN);
        }
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
    pub fn log_determinant(&self) -> f64 {
        (0..self.width).map(|i| self.at(i, i)).filter(|pivot| *pivot > 0.0).map(f64::ln).sum()
    }

    /// M⁻¹, row by row; zero for columns that were left out.
    pub fn inverse(&self) -> Vec<f64> {
        let mut inverse = vec![0.0; self.width * self.width];
        inverse.iter_mut().step_by(self.width + 1).for_each(|one| *one = 1.0);
        self.solve(&mut inverse, self.width);
        inverse
    }

    /// v' M⁻¹ v; `None` when a column is dependent or `v` has another length.
    pub fn quadratic(&self, v: &[f64]) -> Option<f64> {
        if v.len() != self.width || self.rank() < self.width {
            return None;
        }
        let mut one = v.to_vec();
        self.forward(&mut one);
        Some(one.iter().enumerate().map(|(i, x)| x * x / self.at(i, i)).sum())
    }

    /// Eigenvalues of M⁻¹ B for a symmetric B, from the largest; NaN where M has a dependent column.
    pub fn relative_eigenvalues(&self, b: &[f64]) -> Vec<f64> {
        let width = self.width;
        let root = |i: usize| self.at(i, i).max(0.0).sqrt();
        // L⁻¹ B, then (L⁻¹ (L⁻¹ B)')' = L⁻¹ B L⁻ᵀ.
        let mut half = b.to_vec();
        half.resize(width * width, f64::NAN);
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
    fn what_does_not_fit_is_nan_or_nothing() {
        let factor = Factor::of(vec![2.0, 1.0, 1.0], 2);
        assert!(factor.is_left_out(1) && !factor.is_left_out(0) && !factor.is_left_out(7));
        let mut right = vec![1.0; 3];
        factor.solve(&mut right, 1);
        assert!(right.iter().all(|value| value.is_nan()));
        assert_eq!(factor.quadratic(&[1.0]), None);
        assert!(Factor::of(vec![1.0], 1).relative_eigenvalues(&[])[0].is_nan());
    }

    proptest::proptest! {
        #[test]
        fn a_matrix_times_its_inverse_is_one(root in proptest::collection::vec(-3.0..3.0_f64, 9)) {
            // R R' + 1 has an inverse.
            let at = |i: usize, j: usize| (0..3).map(|k| root[3 * i + k] * root[3 * j + k]).sum::<f64>() + f64::from(u8::from(i == j));
            let values: Vec<f64> = (0..9).map(|cell| at(cell / 3, cell % 3)).collect();
            let inverse = Factor::of(values.clone(), 3).inverse();
            for cell in 0..9 {
                let (i, j) = (cell / 3, cell % 3);
                let product: f64 = (0..3).map(|k| values[3 * i + k] * inverse[3 * k + j]).sum();
                proptest::prop_assert!((product - f64::from(u8::from(i == j))).abs() < 1e-9);
            }
        }
    }
}
