//! The rule itself.

use distributions::Interval;

use super::ratio::{FEW, Pair};
use super::window::Tally;
use super::{
    Band, Caveat, Comparator, Contrast, Dispersion, Error, Finding, Method, Question, Reason, Side, Verdict,
    Window, comparator, dispersion,
};

/// May one say that it is stable?
///
/// - in: the question, the two windows; the rest of the country where there is one (our own cases left out of it); what
///   the caller knows about the data
/// - out: the verdict, its numbers and its reasons
///
/// The comparator never changes the verdict, which is about this place; it changes the sentence.
///
/// ```
/// use crime_analysis::verdict::{Band, Question, Verdict, Window, decide};
/// use distributions::Confidence;
///
/// let question = Question { margin: 0.05, band: Band::Plain, confidence: Confidence::new(0.9).unwrap() };
/// let finding =
///     decide(question, &Window::total(4898, 1.0, 12), &Window::total(4942, 1.0, 12), None, &[]).unwrap();
/// assert_eq!(finding.verdict, Verdict::Stable);
/// ```
///
/// # Errors
/// [`Error`] names the window and the period that cannot be used.
pub fn decide(
    question: Question,
    reference: &Window,
    comparison: &Window,
    rest: Option<&Comparator>,
    caveats: &[Caveat],
) -> Result<Finding, Error> {
    let band = question.band()?;
    let tallies = [reference.tally(Side::Reference)?, comparison.tally(Side::Comparison)?];
    let weights = tallies.map(|tally| tally.weight().unwrap_or(1.0));
    let dispersion = dispersion::estimate([reference, comparison], weights);
    let pair = Pair::new(tallies[0], tallies[1], dispersion.factor());
    let contrast = match rest {
        Some(rest) => comparator::contrast(pair, tallies, rest)?,
        None => None,
    };
    let ratio = pair.ratio(question.confidence);
    let verdict = read(ratio.deciding, band).unwrap_or_else(|| Verdict::Undecided {
        months: more_months(pair, question, band, comparison.months),
    });
    let mut finding = Finding {
        verdict,
        band,
        ratio,
        equivalence_p: pair.equivalence_p(band),
        dispersion,
        contrast,
        reasons: Vec::new(),
    };
    finding.reasons = reasons(&finding, question, tallies, [reference, comparison]);
    if rest.is_some() && finding.contrast.is_none() {
        finding.reasons.push(Reason::ComparatorSilent);
    }
    finding.reasons.extend(caveats.iter().cloned().map(Reason::Caveat));
    Ok(finding)
}

impl Question {
    fn band(self) -> Result<Interval, Error> {
        let delta = self.margin;
        if !(delta > 0.0 && delta < 1.0) {
            return Err(Error::Margin(delta));
        }
        let low = match self.band {
            Band::Plain => 1.0 - delta,
            Band::Reciprocal => 1.0 / (1.0 + delta),
        };
        Ok(Interval { low, high: 1.0 + delta })
    }
}

/// The table of the decision; `None` is "undecided".
fn read(interval: Interval, band: Interval) -> Option<Verdict> {
    let inside = band.low <= interval.low && interval.high <= band.high;
    match (inside, interval.holds(1.0)) {
        (true, true) => Some(Verdict::Stable),
        (true, false) => Some(Verdict::StableWithSlightTrend),
        (false, false) if interval.low > 1.0 => Some(Verdict::Rising),
        (false, false) if interval.high < 1.0 => Some(Verdict::Falling),
        (false, _) => None,
    }
}

/// How much longer the comparison window has to be until the same rates decide.
fn more_months(pair: Pair, question: Question, band: Interval, months: u32) -> Option<u32> {
    const FIFTY_YEARS: u32 = 600;
    let so_far = f64::from(months.max(1));
    (1..=FIFTY_YEARS).find(|&more| {
        let longer = pair.extended((so_far + f64::from(more)) / so_far);
        read(longer.interval(question.confidence), band).is_some()
    })
}

fn reasons(finding: &Finding, question: Question, tallies: [Tally; 2], windows: [&Window; 2]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let (p, alpha) = (finding.equivalence_p, question.confidence.tail());
    let ratio = finding.ratio;
    reasons.push(match finding.verdict {
        Verdict::Stable | Verdict::StableWithSlightTrend => Reason::EquivalenceShown { p, alpha },
        _ => Reason::EquivalenceNotShown { p, alpha },
    });
    reasons.push(if ratio.deciding.holds(1.0) { Reason::HoldsOne } else { Reason::ExcludesOne });
    match finding.verdict {
        Verdict::Undecided { months: Some(months) } => reasons.push(Reason::MoreMonths(months)),
        Verdict::Undecided { months: None } => reasons.push(Reason::ReferenceTooSmall),
        _ => {}
    }
    if let Some(Contrast { ratio_of_ratios, z, shown, .. }) = finding.contrast {
        reasons.push(if shown.holds(1.0) {
            Reason::ComparatorAlike { ratio_of_ratios, z }
        } else {
            Reason::ComparatorDiffers { ratio_of_ratios, z }
        });
    }
    reasons.extend(of_dispersion(finding.dispersion));
    if seasons_differ(windows) {
        reasons.push(Reason::DifferentSeasons);
    }
    if ratio.method == Method::Conditional {
        reasons.push(Reason::SmallCounts { counts: tallies.map(|tally| tally.count) });
    }
    for (side, tally) in [Side::Reference, Side::Comparison].into_iter().zip(tallies) {
        if tally.count <= 0.0 {
            reasons.push(Reason::NoCases(side));
        }
    }
    reasons
}

fn of_dispersion(dispersion: Dispersion) -> Vec<Reason> {
    let Dispersion::Estimated { phi, df, lag_one } = dispersion else {
        return vec![Reason::DispersionAssumed];
    };
    let mut reasons = Vec::new();
    if phi > 1.0 {
        reasons.push(Reason::Overdispersed { phi, df });
    }
    if f64::from(df) < FEW {
        reasons.push(Reason::DispersionFromFew { df });
    }
    // Bartlett's bound for a series without memory.
    if lag_one > 2.0 / f64::from(df).sqrt() {
        reasons.push(Reason::Autocorrelated { lag_one });
    }
    reasons
}

/// Whether a season takes up another share of one window than of the other, by more than a day in a month.
fn seasons_differ(windows: [&Window; 2]) -> bool {
    const SLACK: f64 = 1.0 / 31.0;
    let share = |window: &Window, season: u8| {
        let of = |keep: &dyn Fn(u8) -> bool| -> f64 {
            window.periods.iter().filter(|p| keep(p.season)).map(|p| p.exposure).sum()
        };
        of(&|s| s == season) / of(&|_| true)
    };
    windows.iter().flat_map(|window| &window.periods).any(|period| {
        let [a, b] = windows.map(|window| share(window, period.season));
        (a - b).abs() > SLACK * a.max(b)
    })
}
