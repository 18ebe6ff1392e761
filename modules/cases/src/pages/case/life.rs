//! The life of a case as a line: the states it has been in, where it is, and where it can go; the whole life cycle of
//! its type as a table behind.

use casework::{Case, CaseType, DeadlineLength, Event, WaitsFor};
use web::Say;
use web::parts::{Step, StepState};

use crate::words;

/// Past states on the line.
const MOST_PAST: usize = 4;

/// The line and the table behind it.
pub(super) struct Life {
    /// What was, what is, what may come.
    pub(super) steps: Vec<Step>,
    /// Every state of the type.
    pub(super) table: Vec<Row>,
}

/// One state of the table.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) here: bool,
    pub(super) been: bool,
    pub(super) turn: String,
    pub(super) limit: String,
}

/// The life of a case, from what its timeline tells.
pub(super) fn life(t: &Say, kind: &CaseType, case: &Case, events: &[Event]) -> Life {
    // Events come newest first.
    let mut been: Vec<(String, String)> = Vec::new();
    for event in events.iter().rev().filter(|event| event.kind == "moved" || event.kind == "undone") {
        if let Some(from) = event.detail.get("from").and_then(|from| from.as_str()) {
            been.push((from.to_owned(), words::moment(t, event.at)));
        }
    }
    let name = |key: &str| words::in_machine(t, &kind.machine, key).to_owned();
    // A long life is shown from where it matters; the timeline below tells all of it.
    let recent = been.len().saturating_sub(MOST_PAST);
    let was = been.iter().skip(recent);
    let was = was.map(|(key, at)| Step { name: name(key), state: StepState::Done, note: at.clone() });
    let since = words::moment(t, case.state_since);
    let is = Step { name: name(&case.state), state: StepState::Here, note: since };
    let next = ahead(t, kind, case);
    let table = kind.machine.states.iter().map(|state| Row {
        name: state.name.in_language(t.lang().tag()).to_owned(),
        here: state.key == case.state,
        been: been.iter().any(|(key, _)| *key == state.key),
        turn: t.say(turn(state.waits_for)).into_owned(),
        limit: state.deadline.as_ref().map_or_else(String::new, |rule| limit(t, rule)),
    });
    Life { steps: was.chain([is]).chain(next).collect(), table: table.collect() }
}

/// Where it can go from here: one stop, since only one of them will come.
fn ahead(t: &Say, kind: &CaseType, case: &Case) -> Option<Step> {
    let leads = |key: &str| kind.machine.leaving(&case.state).any(|step| step.to == key);
    let states = kind.machine.states.iter().filter(|state| leads(&state.key));
    let names: Vec<&str> = states.map(|state| state.name.in_language(t.lang().tag())).collect();
    let name = names.join(" / ");
    (!names.is_empty()).then(|| Step {
        name,
        state: StepState::Ahead,
        note: t.say("cases-life-next").into_owned(),
    })
}

fn turn(waits: WaitsFor) -> &'static str {
    match waits {
        WaitsFor::Owner => "cases-waits-owner",
        WaitsFor::Tasks => "cases-waits-tasks",
        WaitsFor::Nobody => "cases-waits-nobody",
    }
}

/// "3 pracovní dny (§ 42 správního řádu)".
pub(in crate::pages) fn limit(t: &Say, rule: &casework::DeadlineRule) -> String {
    let length = match rule.length {
        DeadlineLength::AtOnce => t.say("cases-limit-at-once").into_owned(),
        DeadlineLength::WorkingDays(days) => t.with1("cases-limit-working", "days", days),
        DeadlineLength::CalendarDays(days) => t.with1("cases-limit-calendar", "days", days),
    };
    if rule.law.is_empty() { length } else { format!("{length} ({})", rule.law) }
}
