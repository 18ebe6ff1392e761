//! Two periods held against each other, as a sentence: the engine's verdict with the margin the city has set.

use crime_analysis::verdict::{Band, Caveat, Finding, Question, Verdict, Window, decide};
use distributions::Confidence;
use web::Say;

/// The change that still counts as none: a tenth.
pub(crate) const MARGIN: f64 = 0.10;

/// Holds monthly counts against those a year earlier; none when there is nothing to hold.
pub(crate) fn year_on_year(before: &[i64], now: &[i64], first: u8, caveats: &[Caveat]) -> Option<Finding> {
    let question = Question { margin: MARGIN, band: Band::Plain, confidence: Confidence::new(0.9)? };
    let window = |counts: &[i64]| Window::monthly(counts, 1.0, first);
    decide(question, &window(before), &window(now), None, caveats).ok()
}

/// Key of a verdict: `stable`.
pub(crate) fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stable => "stable",
        Verdict::StableWithSlightTrend => "slight",
        Verdict::Rising => "rising",
        Verdict::Falling => "falling",
        Verdict::Undecided { .. } => "undecided",
    }
}

/// Name of the verdict, with the months still needed where it cannot tell.
pub(crate) fn said(t: &Say, finding: &Finding) -> String {
    let name = t.say(&format!("offences-verdict-{}", key(finding.verdict))).into_owned();
    match finding.verdict {
        Verdict::Undecided { months: Some(months) } => {
            t.with2("offences-verdict-more", "verdict", name, "months", months)
        }
        _ => name,
    }
}

/// The ratio as a change in per cent with its 95 % interval: "−12 % (−18 % až −5 %)".
pub(crate) fn change(t: &Say, finding: &Finding) -> String {
    let ratio = &finding.ratio;
    if !ratio.value.is_finite() {
        return t.say("offences-no-ratio").into_owned();
    }
    let percent = |ratio: f64| {
        let change = ratio - 1.0;
        let sign = if change < 0.0 { "−" } else { "+" };
        if change.is_finite() { format!("{sign}{}", t.percent(change.abs(), 0)) } else { "∞".to_owned() }
    };
    t.with(
        "offences-change",
        &[
            ("change", &percent(ratio.value)),
            ("low", &percent(ratio.shown.low)),
            ("high", &percent(ratio.shown.high)),
        ],
    )
}
