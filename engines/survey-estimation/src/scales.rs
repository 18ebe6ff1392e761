//! Scales of several items.

/// Cronbach's α = k/(k − 1) · (1 − Σ S_ii / Σ S_ij) from the covariances of k items, row by row; NaN for one item.
///
/// Source: Cronbach, *Coefficient alpha and the internal structure of tests*, Psychometrika 16 (1951).
pub fn alpha(covariances: &[f64], items: usize) -> f64 {
    let own: f64 = covariances.iter().step_by(items + 1).sum();
    let all: f64 = covariances.iter().sum();
    let k = items as f64;
    if items < 2 { f64::NAN } else { k / (k - 1.0) * (1.0 - own / all) }
}

#[cfg(test)]
mod tests {
    use super::alpha;

    #[test]
    fn items_that_say_the_same_are_one_and_strangers_are_none() {
        assert_eq!(alpha(&[2.0; 9], 3), 1.0);
        assert_eq!(alpha(&[1.0, 0.0, 0.0, 3.0], 2), 0.0);
        assert!(alpha(&[1.0], 1).is_nan());
    }
}
