//! A covariance matrix of a few estimates, and how it passes through a function of them.

/// A symmetric matrix of covariances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Covariance {
    size: usize,
    values: Vec<f64>,
}

impl Covariance {
    /// No variance at all.
    pub fn zero(size: usize) -> Self {
        Self { size, values: vec![0.0; size * size] }
    }

    /// Of given values, row by row; `None` when they are not `size` × `size`.
    pub fn of(size: usize, values: Vec<f64>) -> Option<Self> {
        (values.len() == size * size).then_some(Self { size, values })
    }

    /// How many estimates.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The values row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The covariance of two estimates; NaN outside the matrix.
    pub fn get(&self, i: usize, j: usize) -> f64 {
        if i < self.size && j < self.size { self.values[i * self.size + j] } else { f64::NAN }
    }

    /// The standard error of an estimate; NaN when its variance is not known.
    pub fn se(&self, i: usize) -> f64 {
        let variance = self.get(i, i);
        // A variance of zero may come out as a tiny negative number.
        if variance.is_nan() { f64::NAN } else { variance.max(0.0).sqrt() }
    }

    /// Adds `scale` times another one of the same size.
    pub fn add(&mut self, other: &Self, scale: f64) {
        self.values.iter_mut().zip(&other.values).for_each(|(value, more)| *value += scale * more);
    }

    /// Adds `weight` · v v'.
    pub fn add_square(&mut self, v: &[f64], weight: f64) {
        if let ([v], [value]) = (v, self.values.as_mut_slice()) {
            *value += weight * v * v;
            return;
        }
        for (i, x) in v.iter().enumerate().filter(|(_, x)| **x != 0.0) {
            let row = &mut self.values[i * self.size..][..self.size];
            row.iter_mut().zip(v).for_each(|(value, y)| *value += weight * x * y);
        }
    }

    /// The covariance of J·θ, for a Jacobian given row by row.
    pub fn through(&self, jacobian: &[Vec<f64>]) -> Self {
        let product = |row: &Vec<f64>| -> Vec<f64> {
            let times = |j: usize| row.iter().enumerate().map(|(i, x)| x * self.get(i, j)).sum();
            (0..self.size).map(times).collect()
        };
        let left: Vec<Vec<f64>> = jacobian.iter().map(product).collect();
        let dot = |a: &Vec<f64>, b: &Vec<f64>| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
        let values = left.iter().flat_map(|a| jacobian.iter().map(move |b| dot(a, b))).collect();
        Self { size: jacobian.len(), values }
    }

    /// Rows and columns of some estimates only.
    pub fn part(&self, of: &[usize]) -> Self {
        let values = of.iter().flat_map(|i| of.iter().map(move |j| self.get(*i, *j))).collect();
        Self { size: of.len(), values }
    }

    /// Makes the variance of an estimate unknown.
    pub(crate) fn forget(&mut self, i: usize) {
        if let Some(variance) = self.values.get_mut(i * self.size + i) {
            *variance = f64::NAN;
        }
    }

    /// The rows, for output.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.size.max(1))
    }
}
