//! Many tests at once: how many of the areas called significant may be chance.
//!
//! With 1,000 cells about 50 are below 0.05 when nothing happens at all. A q-value of 0.05 says instead that of the
//! cells called significant up to here about one in twenty is chance.

/// What is known about how the tests depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dependence {
    /// Independent or positively dependent, as neighbouring cells mostly are (Benjamini and Hochberg 1995).
    Positive,
    /// Nothing is known (Benjamini and Yekutieli 2001): larger by Σ 1/i.
    Any,
}

/// The q-value of each p-value: the smallest false discovery rate at which its test is still called significant.
/// `None` (no test was possible) stays `None` and is not counted.
pub fn q_values(p_values: &[Option<f64>], dependence: Dependence) -> Vec<Option<f64>> {
    let mut tested: Vec<(f64, usize)> =
        p_values.iter().zip(0..).filter_map(|(p, row)| p.filter(|p| !p.is_nan()).map(|p| (p, row))).collect();
    tested.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let count = tested.len() as f64;
    let factor = match dependence {
        Dependence::Positive => 1.0,
        Dependence::Any => (1..=tested.len()).map(|rank| 1.0 / rank as f64).sum(),
    };
    let mut found = vec![None; p_values.len()];
    let mut least = 1.0_f64;
    for (rank, (p, row)) in tested.into_iter().enumerate().rev() {
        least = least.min(p * count * factor / (rank + 1) as f64);
        found[row] = Some(least);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: p.adjust(c(.01, .04, .03, .005), "BH") and "BY".
    #[test]
    fn q_values_are_those_of_r() {
        let p = [0.01, 0.04, 0.03, 0.005].map(Some);
        let close = |found: Vec<Option<f64>>, expected: [f64; 4]| {
            assert!(found.iter().zip(expected).all(|(q, e)| (q.unwrap() - e).abs() < 1e-12), "{found:?}");
        };
        close(q_values(&p, Dependence::Positive), [0.02, 0.04, 0.04, 0.02]);
        close(q_values(&p, Dependence::Any), [0.02, 0.04, 0.04, 0.02].map(|q| q * 25.0 / 12.0));
    }

    #[test]
    fn what_was_not_tested_does_not_count() {
        let found = q_values(&[Some(0.01), None, Some(f64::NAN), Some(0.5)], Dependence::Positive);
        assert_eq!(found, [Some(0.02), None, None, Some(0.5)]);
        assert!(q_values(&[], Dependence::Any).is_empty());
    }
}
