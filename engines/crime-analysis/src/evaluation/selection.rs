//! Would it have fallen anyway? A place chosen because its last year was bad is mostly less bad the next, whatever is done.
//!
//! Source: Galton, J. Anthropological Institute 15 (1886); for places, Hauer, *Bias by selection*, Accident Analysis and
//! Prevention 12 (1980). Remedy: choose by an earlier window than the one the effect is measured from.

use std::ops::Range;

use super::Doubt;

/// The doubt of a baseline that overlaps the window a place was chosen by: regression to the mean counts as effect then.
///
/// Windows are half-open, in any unit both have in common. An empty window overlaps nothing.
pub fn regression_to_the_mean(chosen_by: &Range<i64>, baseline: &Range<i64>) -> Option<Doubt> {
    let shared = chosen_by.end.min(baseline.end).checked_sub(chosen_by.start.max(baseline.start))?;
    let length = baseline.end.checked_sub(baseline.start)?;
    (shared > 0).then(|| Doubt::ChosenByTheBaseline { share: shared as f64 / length as f64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_that_overlap_are_named_with_their_share() {
        let check = |chosen: Range<i64>, baseline: Range<i64>, share: Option<f64>| {
            let expected = share.map(|share| Doubt::ChosenByTheBaseline { share });
            assert_eq!(regression_to_the_mean(&chosen, &baseline), expected, "{chosen:?} {baseline:?}");
        };
        check(0..12, 0..12, Some(1.0));
        check(0..12, 6..18, Some(0.5));
        check(0..12, 12..24, None);
        check(24..36, 0..12, None);
        check(5..5, 0..12, None);
        check(i64::MIN..i64::MAX, 0..12, Some(1.0));
        check(i64::MIN..0, i64::MIN..i64::MAX, None);
    }
}
