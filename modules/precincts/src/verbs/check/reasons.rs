//! What the rule engine remarks, as sentences: it names the message and fills it, the words are ours.

use territories::rules::{FindingKind, Gazetteer, What};
use web::Say;
use web::texts::Argument;

/// Why a line is a warning or unresolved.
pub(super) fn reason(t: &Say, what: &What) -> String {
    said(t, what.key(), &what.args())
}

/// Where text and register do not meet; the street is named where there is one.
pub(super) fn finding(t: &Say, gazetteer: &impl Gazetteer, kind: &FindingKind) -> String {
    let sentence = said(t, kind.key(), &kind.args());
    match kind.street().and_then(|street| gazetteer.street_name(street)) {
        Some(street) => format!("{street}: {sentence}"),
        None => sentence,
    }
}

/// The sentence of a message with what fills it.
pub(in crate::verbs) fn said(t: &Say, key: &str, args: &[(&'static str, String)]) -> String {
    let values: Vec<(&'static str, &dyn Argument)> =
        args.iter().map(|(name, value)| (*name, value as &dyn Argument)).collect();
    t.with(key, &values)
}
