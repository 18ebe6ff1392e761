//! What the rest of the country did meanwhile.

use distributions::{Confidence, Interval};

use super::ratio::Pair;
use super::window::Tally;
use super::{Contrast, Error, Side, Window, dispersion};

/// The rest of the region or country, our own cases left out, in the same two windows.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparator {
    /// The rest in the reference window.
    pub reference: Window,
    /// The rest in the comparison window.
    pub comparison: Window,
}

/// Ours against theirs: the difference of two logarithms of ratios ("difference in differences" on the log scale).
///
/// - out: `None` when one of the four windows has no cases: there is no logarithm then
pub(super) fn contrast(
    ours: Pair,
    tallies: [Tally; 2],
    rest: &Comparator,
) -> Result<Option<Contrast>, Error> {
    let tally = |window: &Window, side| window.tally(side).map_err(|e| Error::Comparator(Box::new(e)));
    let (before, after) =
        (tally(&rest.reference, Side::Reference)?, tally(&rest.comparison, Side::Comparison)?);
    let weights = [before.weight(), after.weight()].map(|weight| weight.unwrap_or(1.0));
    let phi = dispersion::estimate([&rest.reference, &rest.comparison], weights).factor();
    let theirs = Pair::new(before, after, phi);
    let difference = ours.value().ln() - theirs.value().ln();
    let error = ours.error().hypot(theirs.error());
    if !(difference.is_finite() && error.is_finite()) {
        return Ok(None);
    }
    let share = |ours: Tally, theirs: Tally| ours.count / (ours.count + theirs.count);
    Ok(Some(Contrast {
        rest: theirs.value(),
        ratio_of_ratios: difference.exp(),
        shown: Interval::around(difference, error, Confidence::P95).map(f64::exp),
        z: difference / error,
        shares: [share(tallies[0], before), share(tallies[1], after)],
    }))
}
