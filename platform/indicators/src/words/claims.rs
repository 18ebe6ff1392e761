//! Verdicts, reasons, caveats, and the sentence of a claim with its places filled.

use web::Say;
use web::texts::Argument;

use super::{change, comparator, concept, number, one_break, period, periods, place, range, value};
use crate::sentence::{Piece, pieces};
use crate::{Catalogue, Caveat, Claim, ClaimState, Filling, Outcome, Reason, Unlike, Verdict, Words};

/// A verdict.
#[must_use]
pub fn verdict(t: &Say, verdict: Verdict) -> String {
    t.say(&format!("indicators-verdict-{}", verdict.key())).into_owned()
}

/// A state of a claim.
#[must_use]
pub fn state(t: &Say, state: ClaimState) -> String {
    t.say(&format!("indicators-claim-{}", state.key())).into_owned()
}

/// What the reader of a published claim is told when its figures say something else now; `None` when they do not.
#[must_use]
pub fn turned(t: &Say, claim: &Claim) -> Option<String> {
    let (before, after) = (claim.published_verdict?, claim.verdict?);
    claim
        .has_turned()
        .then(|| t.with2("indicators-turned", "before", verdict(t, before), "after", verdict(t, after)))
}

/// Why a verdict is what it is, in one sentence.
#[must_use]
pub fn reason(t: &Say, catalogue: &Catalogue, reason: &Reason) -> String {
    match reason {
        Reason::Counts { reference, comparison, before, after } => t.with(
            "indicators-reason-counts",
            &[
                ("before", &range(t, *before)),
                ("reference", &number(t, *reference)),
                ("after", &range(t, *after)),
                ("comparison", &number(t, *comparison)),
            ],
        ),
        Reason::Change(ratio) => t.with(
            "indicators-reason-change",
            &[
                ("change", &change(t, ratio.ratio - 1.0)),
                ("level", &t.percent(ratio.level, 0)),
                ("low", &change(t, ratio.low - 1.0)),
                ("high", &change(t, ratio.high - 1.0)),
            ],
        ),
        Reason::Margin { margin, p } => {
            let margin = t.percent(*margin, usize::from(margin * 100.0 % 1.0 > 1e-9));
            t.with2("indicators-reason-margin", "margin", margin, "p", t.decimal(*p, 3))
        }
        Reason::MoreMonths { months } => t.with1("indicators-reason-more-months", "months", *months),
        Reason::TooFew => t.say("indicators-reason-too-few").into_owned(),
        Reason::Lacking { period: when } => t.with1("indicators-reason-lacking", "period", period(t, *when)),
        Reason::Stated { value: stated, precision } => {
            t.with1("indicators-reason-stated", "value", value(t, *stated, *precision))
        }
        Reason::Found { value: found, precision, period: when } => {
            let found = value(t, *found, *precision);
            t.with2("indicators-reason-found", "period", period(t, *when), "value", found)
        }
        Reason::OtherConcept { first, second } => {
            let (first, second) = (concept(t, catalogue, first), concept(t, catalogue, second));
            t.with2("indicators-reason-other-concept", "first", first, "second", second)
        }
        Reason::OtherItem => t.say("indicators-reason-other-item").into_owned(),
        Reason::OtherPeriods => t.say("indicators-reason-other-periods").into_owned(),
        Reason::Undefined { concept: key } => {
            t.with1("indicators-reason-undefined", "concept", concept(t, catalogue, key))
        }
    }
}

/// Why two things may not be put together.
#[must_use]
pub fn unlike(t: &Say, catalogue: &Catalogue, unlike: &Unlike) -> String {
    reason(t, catalogue, &Reason::from(unlike.clone()))
}

/// What must be said beside a verdict, in a sentence or two.
#[must_use]
pub fn caveat(t: &Say, catalogue: &Catalogue, caveat: &Caveat) -> String {
    let listed = |key: &str, list: &[crate::Period]| t.with1(key, "periods", periods(t, list));
    let plain = |key: &str| t.say(key).into_owned();
    match caveat {
        Caveat::Break { key, on } => match catalogue.named_break(key) {
            Some(one) => one_break(t, one),
            // Of a module that is no longer there.
            None => t.with1("indicators-caveat-break", "reason", format!("{key} ({})", t.date(on))),
        },
        Caveat::Provisional { periods } => listed("indicators-caveat-provisional", periods),
        Caveat::NoComparator => plain("indicators-caveat-no-comparator"),
        Caveat::ComparatorMoved { comparator: other, there, relative } => {
            held_against(t, catalogue, "indicators-caveat-comparator-moved", (other, *there, relative))
        }
        Caveat::ComparatorAlike { comparator: other, there, relative } => {
            held_against(t, catalogue, "indicators-caveat-comparator-alike", (other, *there, relative))
        }
        Caveat::ComparatorLacking { comparator: other } => {
            t.with1("indicators-caveat-comparator-lacking", "elsewhere", comparator(t, catalogue, other))
        }
        Caveat::DispersionAssumed => plain("indicators-caveat-dispersion-assumed"),
        Caveat::Dispersion { phi } => t.with1("indicators-caveat-dispersion", "phi", t.decimal(*phi, 1)),
        Caveat::DispersionFromFew { df } => t.with1("indicators-caveat-dispersion-few", "df", *df),
        Caveat::Autocorrelated => plain("indicators-caveat-autocorrelated"),
        Caveat::DifferentSeasons => plain("indicators-caveat-seasons"),
        Caveat::SmallCounts => plain("indicators-caveat-small-counts"),
        Caveat::NoCases => plain("indicators-caveat-no-cases"),
        Caveat::Rounded => plain("indicators-caveat-rounded"),
        Caveat::Suppressed { periods } => listed("indicators-caveat-suppressed", periods),
        Caveat::Disputed { periods } => listed("indicators-caveat-disputed", periods),
        Caveat::Undefined { concept: key } => {
            t.with1("indicators-caveat-undefined", "concept", concept(t, catalogue, key))
        }
        Caveat::UnequalWindows { reference, comparison } => {
            t.with2("indicators-caveat-unequal", "reference", *reference, "comparison", *comparison)
        }
        Caveat::LeapDays { years } => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            t.with1("indicators-caveat-leap-days", "years", years.join(", "))
        }
        Caveat::Borders { territory } => {
            t.with1("indicators-caveat-borders", "territory", place(t, catalogue, territory))
        }
    }
}

fn held_against(
    t: &Say,
    catalogue: &Catalogue,
    key: &str,
    (other, there, relative): (&crate::Comparator, f64, &crate::Ratio),
) -> String {
    let values: [(&'static str, &dyn Argument); 6] = [
        ("elsewhere", &comparator(t, catalogue, other)),
        ("there", &change(t, there - 1.0)),
        ("ratio", &t.decimal(relative.ratio, 2)),
        ("level", &t.percent(relative.level, 0)),
        ("low", &t.decimal(relative.low, 2)),
        ("high", &t.decimal(relative.high, 2)),
    ];
    t.with(key, &values)
}

/// The sentence of a claim in the reader's language, its places filled from a check. A place that the check has no value
/// for says that it is not known.
#[must_use]
pub fn sentence(t: &Say, catalogue: &Catalogue, words: &Words, outcome: &Outcome) -> String {
    let text = words.in_language(t.lang().tag());
    // Drafting refuses what cannot be taken apart.
    let Some(pieces) = pieces(text) else { return text.to_owned() };
    let said = |piece: &Piece<'_>| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Place(name) => match outcome.values.get(*name) {
            Some(filling) => filled(t, catalogue, filling),
            None => t.say("indicators-missing").into_owned(),
        },
    };
    pieces.iter().map(said).collect()
}

fn filled(t: &Say, catalogue: &Catalogue, filling: &Filling) -> String {
    match filling {
        Filling::Number(value) => number(t, *value),
        Filling::Change(share) => change(t, *share),
        Filling::Percent(share) => t.percent(*share, usize::from(share * 100.0 % 1.0 > 1e-9)),
        Filling::Period(when) => period(t, *when),
        Filling::Range(days) => range(t, *days),
        Filling::Territory(territory) => place(t, catalogue, territory),
        Filling::Concept(key) => concept(t, catalogue, key),
        Filling::Comparator(other) => comparator(t, catalogue, other),
    }
}
