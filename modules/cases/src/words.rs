//! Values of casework as sentences, the same for every page.

use access::Part;
use casework::{Author, CaseType, CaseTypes, FieldKind, Machine, MeasureKind, MeasureState};
use chrono::{DateTime, NaiveDate, Utc};
use web::Say;

use crate::desk::Bodies;

/// Name of a case type; its key when the type has gone.
pub(crate) fn kind<'a>(t: &Say, types: &'a CaseTypes, key: &'a str) -> &'a str {
    types.get(key).map_or(key, |kind| kind.name.in_language(t.lang().tag()))
}

/// Name of a state of a case; its key when the type has lost it.
pub(crate) fn state<'a>(t: &Say, types: &'a CaseTypes, kind: &str, key: &'a str) -> &'a str {
    types.get(kind).map_or(key, |kind| in_machine(t, &kind.machine, key))
}

/// Name of a state of a task.
pub(crate) fn task_state<'a>(t: &Say, kind: Option<&'a CaseType>, key: &'a str) -> &'a str {
    kind.and_then(|kind| kind.task_machine.as_ref()).map_or(key, |machine| in_machine(t, machine, key))
}

/// Name of a state.
pub(crate) fn in_machine<'a>(t: &Say, machine: &'a Machine, key: &'a str) -> &'a str {
    machine.state(key).map_or(key, |state| state.name.in_language(t.lang().tag()))
}

/// Name of a kind of task.
pub(crate) fn task_kind<'a>(t: &Say, kind: Option<&'a CaseType>, key: &'a str) -> &'a str {
    let task = kind.and_then(|kind| kind.task_kind(key));
    task.map_or(key, |task| task.name.in_language(t.lang().tag()))
}

/// "2 dny po termínu", "dnes", "za 5 dní".
pub(crate) fn due(t: &Say, today: NaiveDate, due: NaiveDate) -> String {
    match (due - today).num_days() {
        0 => t.say("cases-due-today").into_owned(),
        1 => t.say("cases-due-tomorrow").into_owned(),
        days if days < 0 => t.with1("cases-due-over", "days", -days),
        days => t.with1("cases-due-in", "days", days),
    }
}

/// The day and how far it is.
pub(crate) fn until(t: &Say, today: NaiveDate, day: NaiveDate) -> String {
    format!("{} ({})", t.date(&day), due(t, today, day))
}

/// Who did something: a colleague by name, another body as a body, the program as itself.
pub(crate) fn author(t: &Say, bodies: &Bodies, author: &Author) -> String {
    match (&author.name, author.body) {
        (Some(name), _) => name.clone(),
        (None, Some(body)) => bodies.name(body).to_owned(),
        (None, None) => t.say("cases-author-program").into_owned(),
    }
}

/// Name of a part of a case.
pub(crate) fn part(t: &Say, part: Part) -> String {
    t.say(&format!("cases-part-{}", part.key())).into_owned()
}

/// A moment.
pub(crate) fn moment(t: &Say, at: DateTime<Utc>) -> String {
    t.moment(&at)
}

/// Key of a kind of measure.
pub(crate) fn measure_kind_key(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Technical => "technical",
        MeasureKind::Regime => "regime",
        MeasureKind::Organisational => "organisational",
        MeasureKind::Social => "social",
    }
}

/// Every kind of measure, in the order pages show them.
pub(crate) const MEASURE_KINDS: [MeasureKind; 4] =
    [MeasureKind::Technical, MeasureKind::Regime, MeasureKind::Organisational, MeasureKind::Social];

/// Key of a state of a measure.
pub(crate) fn measure_state_key(state: MeasureState) -> &'static str {
    match state {
        MeasureState::Proposed => "proposed",
        MeasureState::Ordered => "ordered",
        MeasureState::UnderWay => "under-way",
        MeasureState::Done => "done",
        MeasureState::Verified => "verified",
        MeasureState::Abandoned => "abandoned",
    }
}

/// Every state of a measure, in the order they come.
pub(crate) const MEASURE_STATES: [MeasureState; 6] = [
    MeasureState::Proposed,
    MeasureState::Ordered,
    MeasureState::UnderWay,
    MeasureState::Done,
    MeasureState::Verified,
    MeasureState::Abandoned,
];

/// Haléř as crowns.
pub(crate) fn money(t: &Say, haler: i64) -> String {
    let places = if haler % 100 == 0 { 0 } else { 2 };
    #[allow(clippy::cast_precision_loss, reason = "no measure costs more than 2⁵³ haléř")]
    let crowns = haler as f64 / 100.0;
    t.with1("cases-money", "amount", t.decimal(crowns, places))
}

/// What stands in a field, for a reader.
pub(crate) fn value(t: &Say, kind: &FieldKind, text: &str) -> String {
    let number = || text.parse::<i64>().ok();
    match kind {
        FieldKind::Text | FieldKind::Long | FieldKind::Address => text.to_owned(),
        FieldKind::Choice(choices) => {
            let choice = choices.iter().find(|choice| choice.key == text);
            choice.map_or(text, |choice| choice.name.in_language(t.lang().tag())).to_owned()
        }
        FieldKind::Date => text.parse().map_or_else(|_| text.to_owned(), |day: NaiveDate| t.date(&day)),
        FieldKind::Integer => number().map_or_else(|| text.to_owned(), |n| t.number(n)),
        FieldKind::Money => number().map_or_else(|| text.to_owned(), |n| money(t, n)),
        FieldKind::AreaCm2 => number().map_or_else(|| text.to_owned(), |cm2| area(t, cm2)),
        FieldKind::Flag => t.say(if text == "true" { "cases-yes" } else { "cases-no" }).into_owned(),
    }
}

/// Square centimetres as square metres, exactly.
fn area(t: &Say, cm2: i64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "no building is larger than 2⁵³ cm²")]
    let metres = cm2 as f64 / 10_000.0;
    t.with1("cases-area", "amount", t.number(metres))
}

/// Size of a file.
pub(crate) fn size(t: &Say, bytes: i64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "attachments are far smaller")]
    let bytes = bytes as f64;
    if bytes < 1_000_000.0 {
        return t.with1("cases-size-kb", "amount", t.decimal((bytes / 1000.0).max(0.1), 1));
    }
    t.with1("cases-size-mb", "amount", t.decimal(bytes / 1_000_000.0, 1))
}

/// Why a body was given something: what the person wrote, or the name of the task that brought it.
pub(crate) fn purpose(t: &Say, kind: &CaseType, purpose: &str) -> String {
    let task = kind.task_kind(purpose);
    task.map_or(purpose, |task| task.name.in_language(t.lang().tag())).to_owned()
}
