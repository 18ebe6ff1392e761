//! Checking a claim: what its rule makes of the answer to its question, and what must be said beside it whatever the rule.

use std::collections::{BTreeMap, BTreeSet};

use crate::stability::{self, Judged};
use crate::{
    Answer, Bound, Break, Catalogue, Caveat, Concept, Counted, Course, Filling, Number, Outcome, Panel,
    Period, Point, Precision, Question, Reason, Refusal, Rule, RuleFault, State, Stated, Status, Unlike,
    Verdict, sha256,
};

/// Raised when a rule comes to say something else of the same figures, so that claims are checked again.
const RULES: u32 = 1;

/// Whether a rule can be checked on answers to a question of this concept.
pub(crate) fn can_be_checked(rule: &Rule, question: &Question, concept: &Concept) -> Result<(), Refusal> {
    let fault = match rule {
        Rule::Stable(_) if !counts_cases(concept) => Err(RuleFault::NotCounted),
        Rule::Stable(rule) => stability::can_be_checked(rule, question.range),
        Rule::Value(stated) if stated.precision == Precision::About => Err(RuleFault::Precision),
        Rule::Value(stated) if !stated.period.within(question.range) => Err(RuleFault::Period),
        Rule::Value(_) | Rule::Comparable { .. } => Ok(()),
    };
    fault.map_err(Refusal::Rule)
}

/// Cases that happen one by one over time; the spread of money or of shares is another one.
fn counts_cases(concept: &Concept) -> bool {
    concept.course == Course::Flow
        && concept.additive
        && !matches!(concept.counts, Counted::Money | Counted::Share | Counted::Measured)
}

/// Checks a rule on an answer; `other` is the second answer of a rule about two.
pub(crate) fn judge(catalogue: &Catalogue, rule: &Rule, answer: &Answer, other: Option<&Answer>) -> Outcome {
    let mut judged = match rule {
        Rule::Stable(rule) => stability::judge(rule, answer),
        Rule::Value(stated) => value(stated, answer),
        Rule::Comparable { .. } => comparable(answer, other),
    };
    let mut caveats = breaks(catalogue, rule, answer, &judged.used);
    caveats.extend(of_points(&judged.used));
    let concept = answer.series.concept();
    if concept.definition.is_none() && !matches!(rule, Rule::Comparable { .. }) {
        caveats.push(Caveat::Undefined { concept: concept.key.clone() });
    }
    if answer.borders.is_some() {
        caveats.push(Caveat::Borders { territory: answer.question.territory.clone() });
    }
    if !answer.leap_days.is_empty() {
        caveats.push(Caveat::LeapDays { years: answer.leap_days.clone() });
    }
    caveats.append(&mut judged.caveats);
    let territory = Filling::Territory(answer.question.territory.clone());
    judged.values.insert("territory".to_owned(), territory);
    judged.values.insert("concept".to_owned(), Filling::Concept(concept.key.clone()));
    let (verdict, holds, reasons, values) = (judged.verdict, judged.holds, judged.reasons, judged.values);
    let data = hash(rule, answer, other);
    Outcome { verdict, holds, reasons, caveats, values, data }
}

fn hash(rule: &Rule, answer: &Answer, other: Option<&Answer>) -> String {
    let rule = serde_json::to_string(rule).unwrap_or_default();
    let other = other.map_or("", |answer| &answer.data);
    sha256(format!("{RULES}\n{rule}\n{}\n{other}", answer.data).as_bytes())
}

/// Breaks between the figures that were used.
fn breaks(catalogue: &Catalogue, rule: &Rule, answer: &Answer, used: &[Point]) -> Vec<Caveat> {
    let ends = || Some(crate::Range::between(used.first()?.period, used.last()?.period));
    let Some(range) = rule.range().or_else(ends) else { return Vec::new() };
    let concept = answer.series.concept();
    let item = answer.question.item.as_deref();
    let caveat = |one: &Break| Caveat::Break { key: one.key.clone(), on: one.on };
    catalogue.breaks(concept, item, range).into_iter().map(caveat).collect()
}

/// What must be said of the points that were used.
fn of_points(used: &[Point]) -> Vec<Caveat> {
    let all = |wanted: fn(&Point) -> bool| -> Vec<Period> {
        let periods: BTreeSet<Period> =
            used.iter().filter(|point| wanted(point)).map(|point| point.period).collect();
        periods.into_iter().collect()
    };
    let mut caveats = Vec::new();
    let provisional = all(|point| point.status == Status::Provisional);
    if !provisional.is_empty() {
        caveats.push(Caveat::Provisional { periods: provisional });
    }
    let suppressed = all(|point| point.state == State::Suppressed);
    if !suppressed.is_empty() {
        caveats.push(Caveat::Suppressed { periods: suppressed });
    }
    let disputed = all(|point| point.disputed);
    if !disputed.is_empty() {
        caveats.push(Caveat::Disputed { periods: disputed });
    }
    let inexact = |point: &Point| matches!(point.state, State::Known { precision, .. } if precision != Precision::Exact);
    if used.iter().any(inexact) {
        caveats.push(Caveat::Rounded);
    }
    caveats
}

fn nothing() -> Judged {
    Judged {
        verdict: Verdict::NoData,
        holds: false,
        reasons: Vec::new(),
        caveats: Vec::new(),
        values: BTreeMap::new(),
        used: Vec::new(),
    }
}

/// A figure is as stated: all that it may stand for lies in what the statement means.
fn value(stated: &Stated, answer: &Answer) -> Judged {
    let mut judged = nothing();
    judged.reasons.push(Reason::Stated { value: stated.value, precision: stated.precision });
    judged.values.insert("stated".to_owned(), Filling::Number(stated.value));
    judged.values.insert("period".to_owned(), Filling::Period(stated.period));
    let point = answer.series.point(stated.period);
    judged.used.extend(point.cloned());
    let Some(State::Known { value, precision }) = point.map(|point| point.state) else {
        judged.reasons.push(Reason::Lacking { period: stated.period });
        return judged;
    };
    judged.reasons.push(Reason::Found { value, precision, period: stated.period });
    judged.values.insert("value".to_owned(), Filling::Number(value));
    judged.verdict = as_stated(stated, value, precision, answer.series.concept().counts.is_whole());
    judged.holds = judged.verdict == Verdict::Holds;
    judged
}

fn as_stated(stated: &Stated, value: Number, precision: Precision, whole: bool) -> Verdict {
    let meant = stated.precision.interval(stated.value, whole);
    let is = precision.interval(value, whole);
    let at_least = |value: Option<f64>, bound: Option<f64>| value.zip(bound).is_some_and(|(v, b)| v >= b);
    let below = |value: Option<f64>, bound: Option<f64>| value.zip(bound).is_some_and(|(v, b)| v < b);
    // "At least 17 thousand" means 17 000, however the number was rounded.
    let plain = Some(stated.value.as_f64());
    let (holds, fails) = match stated.bound {
        Bound::Equals => (
            (meant.low.is_none() || at_least(is.low, meant.low))
                && (meant.high.is_none() || at_least(meant.high, is.high)),
            below(is.high, meant.low) || below(meant.high, is.low),
        ),
        Bound::AtLeast => (at_least(is.low, plain), below(is.high, plain)),
        Bound::AtMost => (at_least(plain, is.high), below(plain, is.low)),
    };
    match (holds, fails) {
        (true, _) => Verdict::Holds,
        (_, true) => Verdict::DoesNotHold,
        _ => Verdict::Undecided,
    }
}

/// Two things may be held against each other: the question that stands before every difference.
fn comparable(answer: &Answer, other: Option<&Answer>) -> Judged {
    let mut judged = nothing();
    let Some(other) = other else { return judged };
    for (name, one) in [("first", answer), ("second", other)] {
        let latest = one.series.points().iter().rev().find(|point| point.value().is_some());
        let Some((point, value)) = latest.and_then(|point| Some((point, point.value()?))) else {
            judged.reasons.push(Reason::Lacking {
                period: Period::holding(one.question.granularity, one.question.range.from),
            });
            continue;
        };
        judged.values.insert(name.to_owned(), Filling::Number(value));
        judged.values.insert(format!("{name}-period"), Filling::Period(point.period));
        judged.used.push(point.clone());
    }
    judged.used.sort_by_key(|point| point.period);
    match Panel::of(vec![answer.series.clone(), other.series.clone()]) {
        Ok(_) if judged.used.len() == 2 => {
            judged.verdict = Verdict::Comparable;
            judged.holds = true;
        }
        Ok(_) => {}
        Err(unlike) => {
            judged.verdict = Verdict::NotComparable;
            judged.reasons.insert(0, unlike.into());
        }
    }
    judged
}

impl From<Unlike> for Reason {
    fn from(unlike: Unlike) -> Reason {
        match unlike {
            Unlike::Concepts { first, second } => Reason::OtherConcept { first, second },
            Unlike::Items { .. } => Reason::OtherItem,
            Unlike::Granularities { .. } => Reason::OtherPeriods,
            Unlike::Undefined { concept } => Reason::Undefined { concept },
            Unlike::NotKnown { period } => Reason::Lacking { period },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_value_holds_as_exactly_as_it_is_meant() {
        let thousand = Precision::Rounded(Number::count(1_000));
        let check = |bound, stated: i64, meant, is: i64, precision, expected: Verdict| {
            let period = "2018".parse().unwrap();
            let rule = Stated { period, bound, value: Number::count(stated), precision: meant };
            assert_eq!(as_stated(&rule, Number::count(is), precision, true), expected, "{rule:?} {is}");
        };
        use Bound::{AtLeast, AtMost, Equals};
        use Precision::{About, Exact, MoreThan};
        use Verdict::{DoesNotHold, Holds, Undecided};
        check(Equals, 4_942, Exact, 4_942, Exact, Holds);
        check(Equals, 4_942, Exact, 4_943, Exact, DoesNotHold);
        check(Equals, 17_000, thousand, 16_500, Exact, Holds);
        check(Equals, 17_000, thousand, 17_499, Exact, Holds);
        check(Equals, 17_000, thousand, 17_500, Exact, DoesNotHold);
        check(Equals, 17_000, thousand, 17_000, About, Undecided);
        check(Equals, 17_012, Exact, 17_000, thousand, Undecided);
        check(Equals, 17_000, MoreThan, 17_001, Exact, Holds);
        check(Equals, 17_000, MoreThan, 17_000, Exact, DoesNotHold);
        check(AtLeast, 17_000, Exact, 17_000, Exact, Holds);
        check(AtLeast, 17_000, Exact, 17_000, thousand, Undecided);
        check(AtLeast, 17_000, Exact, 16_999, Exact, DoesNotHold);
        check(AtMost, 100, Exact, 100, Exact, Holds);
        check(AtMost, 100, Exact, 100, MoreThan, DoesNotHold);
    }
}
