//! Sums that do not depend on how the work was divided: fixed blocks in a fixed order, with the lost digits carried.

/// A running sum that carries what rounding lost (Neumaier, ZAMM 54 (1974)).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    /// Adds one value.
    #[inline]
    pub(crate) fn add(&mut self, value: f64) {
        let total = self.total + value;
        // Two-sum (Knuth) needs no branch and is exact whichever of the two is larger.
        let part = total - self.total;
        self.lost += (self.total - (total - part)) + (value - part);
        self.total = total;
    }

    /// The sum of what was added.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        // An infinite sum has lost NaN on the way.
        if self.lost.is_finite() { self.total + self.lost } else { self.total }
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::default();
        values.into_iter().for_each(|value| sum.add(value));
        sum
    }
}

/// The compensated sum of some values.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().collect::<Sum>().value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_loses_is_carried() {
        assert_eq!(sum([1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(sum(std::iter::repeat_n(0.1, 10)), 1.0);
        assert_eq!(sum([]), 0.0);
    }
}
