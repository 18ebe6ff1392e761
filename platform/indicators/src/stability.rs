//! The rule "stable": windows from a series for the engine, its finding as reasons and caveats.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use crime_analysis::verdict::{self, Band, Finding, Window, decide};
use distributions::Confidence;

use crate::{
    Answer, Caveat, Filling, Granularity, Number, Period, Point, Range, Ratio, Reason, Rule, RuleFault, Says,
    Series, Stability, Verdict,
};

/// What a rule makes of an answer.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) holds: bool,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) caveats: Vec<Caveat>,
    pub(crate) values: BTreeMap<String, Filling>,
    /// Points it was made from.
    pub(crate) used: Vec<Point>,
}

/// Whether the rule can be checked on answers to the question.
pub(crate) fn can_be_checked(rule: &Stability, range: Range) -> Result<(), RuleFault> {
    let between = |value: f64, low: f64, high: f64| low < value && value < high;
    if !between(rule.margin, 0.0, 1.0) || !between(rule.confidence, 0.5, 1.0) {
        return Err(RuleFault::Margin);
    }
    let (before, after) = (rule.reference, rule.comparison);
    let inside =
        |window: Range| range.from <= window.from && window.from <= window.to && window.to <= range.to;
    if !inside(before) || !inside(after) || after.from <= before.to {
        return Err(RuleFault::Windows);
    }
    Ok(())
}

/// Checks it.
pub(crate) fn judge(rule: &Stability, answer: &Answer) -> Judged {
    let own = Windows::of(&answer.series, rule, answer);
    let mut judged = Judged {
        verdict: Verdict::NoData,
        holds: false,
        reasons: Vec::new(),
        caveats: Vec::new(),
        values: BTreeMap::new(),
        used: own.used.clone(),
    };
    if let Some(period) = own.lacking {
        judged.reasons.push(Reason::Lacking { period });
        return judged;
    }
    let other = answer.comparator.as_ref().map(|series| Windows::of(series, rule, answer));
    let rest = other.as_ref().filter(|windows| windows.lacking.is_none());
    let rest = rest.map(|windows| verdict::Comparator {
        reference: windows.reference.clone(),
        comparison: windows.comparison.clone(),
    });
    let Some(confidence) = Confidence::new(rule.confidence) else { return judged };
    let question = verdict::Question { margin: rule.margin, band: Band::Plain, confidence };
    let finding = decide(question, &own.reference, &own.comparison, rest.as_ref(), &[]);
    let Ok(finding) = finding else {
        judged.reasons.push(Reason::TooFew);
        return judged;
    };
    judged.verdict = of_engine(finding.verdict);
    judged.holds = match rule.says {
        Says::Stable => matches!(judged.verdict, Verdict::Stable | Verdict::StableWithTrend),
        Says::Rising => judged.verdict == Verdict::Rising,
        Says::Falling => judged.verdict == Verdict::Falling,
    };
    say(rule, &own, &finding, &mut judged);
    held_against(answer, &finding, &mut judged);
    judged
}

fn of_engine(verdict: verdict::Verdict) -> Verdict {
    match verdict {
        verdict::Verdict::Stable => Verdict::Stable,
        verdict::Verdict::StableWithSlightTrend => Verdict::StableWithTrend,
        verdict::Verdict::Rising => Verdict::Rising,
        verdict::Verdict::Falling => Verdict::Falling,
        verdict::Verdict::Undecided { .. } => Verdict::Undecided,
    }
}

/// The finding as reasons, caveats and values.
fn say(rule: &Stability, own: &Windows, finding: &Finding, judged: &mut Judged) {
    let (before, after) = (rule.reference, rule.comparison);
    judged.reasons.push(Reason::Counts { reference: own.sums[0], comparison: own.sums[1], before, after });
    let ratio = finding.ratio;
    if ratio.value.is_finite() && ratio.deciding.high.is_finite() {
        judged.reasons.push(Reason::Change(Ratio {
            ratio: ratio.value,
            low: ratio.deciding.low,
            high: ratio.deciding.high,
            level: rule.confidence,
        }));
        for (name, value) in
            [("change", ratio.value), ("low", ratio.deciding.low), ("high", ratio.deciding.high)]
        {
            judged.values.insert(name.to_owned(), Filling::Change(value - 1.0));
        }
    }
    judged.reasons.push(Reason::Margin { margin: rule.margin, p: finding.equivalence_p });
    for (name, value) in [("reference", own.sums[0]), ("comparison", own.sums[1])] {
        judged.values.insert(name.to_owned(), Filling::Number(value));
    }
    for (name, value) in [("before", before), ("after", after)] {
        judged.values.insert(name.to_owned(), Filling::Range(value));
    }
    judged.values.insert("margin".to_owned(), Filling::Percent(rule.margin));
    for reason in &finding.reasons {
        match reason {
            verdict::Reason::MoreMonths(months) => {
                judged.reasons.push(Reason::MoreMonths { months: *months })
            }
            verdict::Reason::ReferenceTooSmall => judged.reasons.push(Reason::TooFew),
            verdict::Reason::NoCases(_) => judged.caveats.push(Caveat::NoCases),
            verdict::Reason::DispersionAssumed => judged.caveats.push(Caveat::DispersionAssumed),
            verdict::Reason::Overdispersed { phi, .. } => {
                judged.caveats.push(Caveat::Dispersion { phi: *phi })
            }
            verdict::Reason::DispersionFromFew { df } => {
                judged.caveats.push(Caveat::DispersionFromFew { df: *df })
            }
            verdict::Reason::Autocorrelated { .. } => judged.caveats.push(Caveat::Autocorrelated),
            verdict::Reason::DifferentSeasons => judged.caveats.push(Caveat::DifferentSeasons),
            verdict::Reason::SmallCounts { .. } => judged.caveats.push(Caveat::SmallCounts),
            // Said by the verdict itself, by the margin, or by the contrast.
            _ => {}
        }
    }
    let days = [before.days(), after.days()];
    // A leap year is no other length than a year.
    if (days[0] - days[1]).abs() > 1 {
        judged.caveats.push(Caveat::UnequalWindows { reference: days[0], comparison: days[1] });
    }
}

/// What must be said of the comparator, or of there being none.
fn held_against(answer: &Answer, finding: &Finding, judged: &mut Judged) {
    let Some(comparator) = answer.question.comparator.clone() else {
        judged.caveats.push(Caveat::NoComparator);
        return;
    };
    let Some(contrast) = finding.contrast else {
        judged.caveats.push(Caveat::ComparatorLacking { comparator });
        return;
    };
    let there = contrast.rest;
    judged.values.insert("there".to_owned(), Filling::Change(there - 1.0));
    judged.values.insert("elsewhere".to_owned(), Filling::Comparator(comparator.clone()));
    let relative = Ratio {
        ratio: contrast.ratio_of_ratios,
        low: contrast.shown.low,
        high: contrast.shown.high,
        level: Confidence::P95.level(),
    };
    judged.caveats.push(if contrast.shown.holds(1.0) {
        Caveat::ComparatorAlike { comparator, there, relative }
    } else {
        Caveat::ComparatorMoved { comparator, there, relative }
    });
}

/// The two windows of a series.
struct Windows {
    reference: Window,
    comparison: Window,
    sums: [Number; 2],
    used: Vec<Point>,
    /// A period that is needed and not known; then the rest means nothing.
    lacking: Option<Period>,
}

impl Windows {
    fn of(series: &Series, rule: &Stability, answer: &Answer) -> Windows {
        let pick = |range: Range| -> Vec<&Point> {
            series.points().iter().filter(|point| point.period.within(range)).collect()
        };
        let windows = [rule.reference, rule.comparison];
        let picked = windows.map(pick);
        let mut lacking = None;
        for (points, range) in picked.iter().zip(windows) {
            let days: i64 = points.iter().map(|point| point.period.days()).sum();
            // Periods that do not fill the window.
            let gap = (days != range.days()).then(|| Period::holding(series.granularity(), range.from));
            let unknown = points.iter().find(|point| point.value().is_none()).map(|point| point.period);
            lacking = lacking.or(unknown).or(gap);
        }
        let sums = picked.each_ref().map(|points| {
            let mut known = points.iter().filter_map(|point| point.value());
            known.try_fold(Number::ZERO, Number::plus).unwrap_or(Number::ZERO)
        });
        let alike = same_calendar(&picked);
        let [reference, comparison] = [(&picked[0], windows[0]), (&picked[1], windows[1])]
            .map(|(points, range)| window(points, answer, range, alike));
        let used = picked.into_iter().flatten().cloned().collect();
        Windows { reference, comparison, sums, used, lacking }
    }
}

/// Whether the two windows are the same parts of other years. Then a period is a period: a leap year is not taken for more
/// than a year, and a reader who divides the two sums finds our number.
fn same_calendar(picked: &[Vec<&Point>; 2]) -> bool {
    let [before, after] = picked;
    let alike = |(one, other): (&&Point, &&Point)| {
        let (one, other) = (one.period, other.period);
        one.granularity() == other.granularity() && one.first().month() == other.first().month()
    };
    before.len() == after.len() && before.iter().zip(after).all(alike)
}

fn window(points: &[&Point], answer: &Answer, range: Range, alike: bool) -> Window {
    let periods = points.iter().map(|point| {
        let count = point.value().map_or(0.0, Number::as_f64);
        verdict::Period {
            count,
            variance: count.max(0.0),
            exposure: exposure(point, answer, alike),
            season: season(point.period),
        }
    });
    // Days of an average month.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of a range, divided")]
    let months = (range.days() as f64 / 30.437).round().max(1.0) as u32;
    Window { periods: periods.collect(), months }
}

/// Days, or 1 where windows are alike; times people where the question asks for a rate.
fn exposure(point: &Point, answer: &Answer, alike: bool) -> f64 {
    let by = answer.rates.iter().find(|rate| rate.period == point.period).and_then(|rate| rate.by);
    let time = if alike { 1.0 } else { point.period.days() as f64 };
    time * by.unwrap_or(1.0)
}

fn season(period: Period) -> u8 {
    let month = u8::try_from(period.first().month()).unwrap_or(0);
    match period.granularity() {
        Granularity::Month => month,
        Granularity::Quarter => month.div_ceil(3),
        Granularity::Day | Granularity::Year | Granularity::State => 0,
    }
}

impl Rule {
    /// The days a check looks at, from the first to the last.
    pub(crate) fn range(&self) -> Option<Range> {
        match self {
            Rule::Stable(rule) => Some(Range { from: rule.reference.from, to: rule.comparison.to }),
            Rule::Value(_) | Rule::Comparable { .. } => None,
        }
    }
}
