//! Values of access as sentences, the same for pages and the command line.

use access::trail::{Fault, Verified};
use access::{Body, BodyKind, PersonState, Role, Unit, Validity, Words};
use web::Say;

/// A name in the reader's language.
pub(crate) fn name(t: &Say, words: &Words) -> String {
    words.in_language(t.lang().tag()).to_owned()
}

pub(crate) fn role(t: &Say, role: Role) -> String {
    t.say(&format!("role-{}", role.key())).into_owned()
}

pub(crate) fn body_kind(t: &Say, kind: BodyKind) -> String {
    t.say(&format!("body-kind-{}", kind.key())).into_owned()
}

pub(crate) fn person_state(t: &Say, state: PersonState) -> String {
    t.say(&format!("person-state-{}", state.key())).into_owned()
}

/// A word of the trail; what has no sentence (a verb of another module) is shown as it stands.
pub(crate) fn trail_word(t: &Say, prefix: &str, word: &str) -> String {
    let key = format!("{prefix}-{word}");
    if t.has(&key) { t.say(&key).into_owned() } else { word.to_owned() }
}

/// "od 1. 1. 2026", "1. 1. 2026 – 31. 12. 2026".
pub(crate) fn validity(t: &Say, validity: &Validity) -> String {
    let from = t.date(&validity.from);
    match validity.to {
        Some(to) => t.with2("adm-from-to", "from", from, "to", t.date(&to)),
        None => t.with1("adm-since", "from", from),
    }
}

/// Unit of a body by its id.
pub(crate) fn unit_name(t: &Say, units: &[Unit], id: Option<store::Id>) -> String {
    let unit = id.and_then(|id| units.iter().find(|unit| unit.id == id));
    unit.map(|unit| name(t, &unit.facts.name)).unwrap_or_default()
}

pub(crate) fn body_name(t: &Say, bodies: &[Body], id: store::Id) -> String {
    bodies.iter().find(|body| body.id == id).map(|body| name(t, &body.facts.name)).unwrap_or_default()
}

/// What the proof of the trail found, the verdict first.
pub(crate) fn verified(t: &Say, verified: &Verified) -> Vec<String> {
    let mut lines = Vec::new();
    match &verified.fault {
        None => lines.push(t.with1("adm-trail-whole", "rows", verified.rows)),
        Some(fault) => lines.push(fault_sentence(t, fault)),
    }
    lines.push(t.with1("adm-trail-checkpoints", "count", verified.checkpoints));
    if verified.checkpoints > 0 && !verified.trusted {
        lines.push(t.say("adm-trail-untrusted").into_owned());
    }
    if !verified.head.is_empty() {
        lines.push(t.with1("adm-trail-head", "hash", verified.head.as_str()));
    }
    lines
}

fn fault_sentence(t: &Say, fault: &Fault) -> String {
    let key = format!("trail-fault-{}", fault.key());
    let row = fault.row().unwrap_or_default();
    t.with2(&key, "row", row, "day", fault.day().unwrap_or_default())
}
