//! Weights within bounds.

use super::ReweightingError;

/// Cuts weights to bounds and spreads what was cut off over the rows that were not cut, equally or in proportion to their
/// weights. One pass may push others over a bound; `strict` repeats it. The sum of the weights is kept.
///
/// Source: Potter, *A study of procedures to identify and trim extreme sampling weights*, Proc. Survey Res. Meth. ASA (1990).
pub(super) fn trimmed(
    before: &[f64],
    lower: f64,
    upper: f64,
    strict: bool,
    in_proportion: bool,
) -> Result<Vec<f64>, ReweightingError> {
    const ROUNDS: usize = 1_000;
    if lower.is_nan() || upper.is_nan() || lower > upper {
        return Err(ReweightingError::NotMet(format!("no weight lies between {lower} and {upper}")));
    }
    let counted = before.iter().filter(|weight| **weight != 0.0).count() as f64;
    let sum = crate::sums::sum(before.iter().copied());
    if strict && (sum > upper * counted || sum < lower * counted) {
        let mean = sum / counted;
        return Err(ReweightingError::NotMet(format!(
            "weights of mean {mean} cannot all lie between {lower} and {upper}"
        )));
    }
    let mut weights = before.to_vec();
    for _ in 0..if strict { ROUNDS } else { 1 } {
        // A weight that is at a bound to the last digits is inside.
        let outside = |weight: f64| weight != 0.0 && (weight < lower || weight > upper);
        let cut: Vec<bool> = weights.iter().map(|weight| outside(*weight)).collect();
        if !cut.contains(&true) {
            return Ok(weights);
        }
        let mut excess = crate::sums::Sum::default();
        for weight in weights.iter_mut().zip(&cut).filter(|(_, cut)| **cut).map(|(weight, _)| weight) {
            let kept = weight.clamp(lower, upper);
            excess.add(*weight - kept);
            *weight = kept;
        }
        let takes = |(weight, cut): &(&mut f64, &bool)| !**cut && **weight != 0.0;
        let free: Vec<&mut f64> =
            weights.iter_mut().zip(&cut).filter(takes).map(|(weight, _)| weight).collect();
        if free.is_empty() {
            return Err(ReweightingError::NotMet("every weight lies outside the bounds".to_owned()));
        }
        let (count, all) = (free.len() as f64, free.iter().map(|weight| **weight).sum::<f64>());
        for weight in free {
            *weight += if in_proportion { excess.value() * *weight / all } else { excess.value() / count };
        }
    }
    Ok(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_goes_to_the_others_and_the_sum_stays() {
        let before = [1.0, 2.0, 3.0, 10.0, 0.0];
        let check = |upper, strict, in_proportion, expected: [f64; 5]| {
            let found = trimmed(&before, 0.0, upper, strict, in_proportion).expect("weights");
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        };
        check(7.0, false, false, [2.0, 3.0, 4.0, 7.0, 0.0]);
        check(7.0, false, true, [1.5, 3.0, 4.5, 7.0, 0.0]);
        // One pass leaves 3 + 5/3 above 4.5; the next hands it on.
        check(5.0, false, false, [1.0 + 5.0 / 3.0, 2.0 + 5.0 / 3.0, 3.0 + 5.0 / 3.0, 5.0, 0.0]);
        let strict = trimmed(&before, 0.0, 4.5, true, false).expect("weights");
        assert!(
            strict.iter().all(|weight| *weight <= 4.5) && (strict.iter().sum::<f64>() - 16.0).abs() < 1e-12
        );
        assert!(trimmed(&before, 0.0, 3.0, true, false).is_err());
    }
}
