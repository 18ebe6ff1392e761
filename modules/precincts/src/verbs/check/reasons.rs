//! What the rule engine remarks, as sentences: a key and its variables for each reason.

use territories::rules::{AreaKind, FindingKind, Gazetteer, StreetId, What};
use web::Say;
use web::texts::Argument;

/// Why a line is a warning or unresolved.
pub(super) fn reason(t: &Say, what: &What) -> String {
    let plain = |key: &str| t.say(key).into_owned();
    let number = |key: &str, number: &dyn ToString| t.with1(key, "number", number.to_string());
    match what {
        What::AgainstParity { number: n } => number("rule-against-parity", n),
        What::BoundAgainstParity { bound } => number("rule-bound-against-parity", bound),
        What::PerhapsDescriptive { number: n } => number("rule-perhaps-descriptive", n),
        What::LetterAlreadySpanned { number: n } => number("rule-letter-spanned", n),
        What::PairPerhapsTurned { house, orientation } => {
            t.with1("rule-pair-turned", "number", format!("{house}/{orientation}"))
        }
        What::NumbersWithoutMark => plain("rule-no-mark"),
        What::ParityEnds => plain("rule-parity-ends"),
        What::ParityTakenOver => plain("rule-parity-taken"),
        What::SystemTakenOver => plain("rule-system-taken"),
        What::ExceptionEnds => plain("rule-exception-ends"),
        What::ReadAsDescriptive => plain("rule-read-descriptive"),
        What::MarkedButUnderstood => plain("rule-marked-understood"),
        What::StageDependent => plain("rule-stage"),
        What::Marked => plain("rule-marked"),
        What::NotUnderstood { text } => t.with1("rule-not-understood", "text", text),
        What::NumberMissing => plain("rule-number-missing"),
        What::StreetMissing => plain("rule-street-missing"),
        What::AreaMissing => plain("rule-area-missing"),
        What::RangeReversed { from, to } => {
            t.with("rule-range-reversed", &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        What::RomanRange => plain("rule-roman"),
        What::NumberTooLarge => plain("rule-number-large"),
        What::ParityReachUnclear => plain("rule-parity-reach"),
        What::ParityListUnclear => plain("rule-parity-list"),
        What::ExceptionReachUnclear => plain("rule-exception-reach"),
        What::ExceptionInException => plain("rule-exception-nested"),
        What::SegmentByCrossings => plain("rule-crossings"),
        What::SaidMissing => plain("rule-said-missing"),
        What::LineTooLong => plain("rule-line-long"),
        What::RuleWithoutTitle => plain("rule-no-title"),
    }
}

/// Where text and register do not meet.
pub(super) fn finding(t: &Say, gazetteer: &impl Gazetteer, kind: &FindingKind) -> String {
    let street_name = |street: &StreetId| gazetteer.street_name(*street).unwrap_or_default();
    let say = |key: &str, values: &[(&'static str, &dyn Argument)]| t.with(key, values);
    match kind {
        FindingKind::UnknownStreet { name, nearest } if nearest.is_empty() => say("found-no-street", &[("name", name)]),
        FindingKind::UnknownStreet { name, nearest } => {
            say("found-no-street-nearest", &[("name", name), ("nearest", &nearest.join(", "))])
        }
        FindingKind::StreetOutsideArea { name } => say("found-outside-area", &[("name", name)]),
        FindingKind::SpelledOtherwise { name, registered } => {
            say("found-spelled", &[("name", name), ("registered", registered)])
        }
        FindingKind::SameName { name, streets } => say("found-same-name", &[("name", name), ("count", streets)]),
        FindingKind::UnknownArea { kind, name } => {
            say("found-no-area", &[("kind", &t.say(area(*kind))), ("name", name)])
        }
        FindingKind::ReadAsDescriptive { street } => say("found-read-descriptive", &[("street", &street_name(street))]),
        FindingKind::NoOrientationNumbers { street } => say("found-no-orientation", &[("street", &street_name(street))]),
        FindingKind::SomeWithoutOrientation { street, doors } => {
            say("found-some-without", &[("street", &street_name(street)), ("count", doors)])
        }
        FindingKind::AboveHighest { street, number, highest, descriptive_exists } => {
            let key = if *descriptive_exists { "found-above-descriptive" } else { "found-above" };
            say(key, &[("street", &street_name(street)), ("number", &number.to_string()), ("highest", highest)])
        }
        FindingKind::PairNotInRegister { house, orientation, turned_exists } => {
            let key = if *turned_exists { "found-pair-turned" } else { "found-no-pair" };
            say(key, &[("pair", &format!("{house}/{orientation}"))])
        }
        FindingKind::MatchesNothing => t.say("found-nothing").into_owned(),
    }
}

fn area(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Municipality => "area-municipality",
        AreaKind::District => "area-district",
        AreaKind::Part => "area-part",
        AreaKind::Cadastre => "area-cadastre",
        AreaKind::Any => "area-any",
    }
}
