//! What must hold of a case type before anybody works with it.

use std::collections::BTreeSet;

use crate::Words;
use crate::types::{CaseType, FieldKind, Machine, Relation, Transition};

/// Place within the file, and what is wrong there.
type Fault = (String, String);

/// Checks one type.
pub(super) fn case_type(this: &CaseType) -> Result<(), Fault> {
    key("key", &this.key)?;
    words("name", &this.name)?;
    let prefix = &this.prefix;
    if !(1..=4).contains(&prefix.len()) || !prefix.bytes().all(|b| b.is_ascii_uppercase()) {
        return fault("prefix", "1 to 4 capital letters A–Z");
    }
    fields(this)?;
    if let Some(rule) = &this.when_tasks_end {
        for state in rule.from.iter().chain([&rule.to]) {
            known_state("when_tasks_end", &this.machine, state)?;
        }
    }
    machine("case", this, &this.machine)?;
    tasks(this)?;
    unique("measure_template", this.measure_templates.iter().map(|template| &template.key))?;
    for template in &this.measure_templates {
        words(&format!("measure_template {}", template.key), &template.name)?;
    }
    unique("template", this.templates.iter().map(|template| &template.key))?;
    for template in &this.templates {
        let place = format!("template {}", template.key);
        words(&place, &template.name)?;
        words(&place, &template.title)?;
        if let Err(faults) = this.clean(template.fields.clone()) {
            let names: Vec<_> =
                faults.iter().map(|fault| format!("{} ({})", fault.field, fault.code)).collect();
            return fault(&place, &format!("fields do not fit: {}", names.join(", ")));
        }
    }
    match &this.subject {
        Some(subject) if !subject.href.starts_with('/') || !subject.href.contains("{id}") => {
            fault("subject", "href is a path with {id}")
        }
        _ => Ok(()),
    }
}

fn fields(this: &CaseType) -> Result<(), Fault> {
    unique("field", this.fields.iter().map(|field| &field.key))?;
    for field in &this.fields {
        let place = format!("field {}", field.key);
        words(&place, &field.name)?;
        for state in &field.required_in {
            known_state(&place, &this.machine, state)?;
        }
        let FieldKind::Choice(choices) = &field.kind else { continue };
        if choices.is_empty() {
            return fault(&place, "a choice needs choices");
        }
        unique(&place, choices.iter().map(|choice| &choice.key))?;
        choices.iter().try_for_each(|choice| words(&place, &choice.name))?;
    }
    Ok(())
}

fn tasks(this: &CaseType) -> Result<(), Fault> {
    unique("task_kind", this.task_kinds.iter().map(|kind| &kind.key))?;
    for kind in &this.task_kinds {
        let place = format!("task_kind {}", kind.key);
        words(&place, &kind.name)?;
        if kind.legal_basis.trim().is_empty() {
            return fault(&place, "legal_basis says under which law a case is handed over");
        }
    }
    let Some(tasks) = &this.task_machine else {
        let lonely = !this.task_kinds.is_empty() || this.when_tasks_end.is_some();
        return if lonely { fault("task", "tasks need a machine") } else { Ok(()) };
    };
    machine("task", this, tasks)?;
    for state in &tasks.states {
        if state.terminal != state.outcome.is_some() {
            return fault(
                &format!("task.state {}", state.key),
                "an outcome belongs to a terminal state, and to each",
            );
        }
    }
    Ok(())
}

fn machine(name: &str, this: &CaseType, machine: &Machine) -> Result<(), Fault> {
    unique(&format!("{name}.state"), machine.states.iter().map(|state| &state.key))?;
    unique(&format!("{name}.transition"), machine.transitions.iter().map(|transition| &transition.key))?;
    known_state(&format!("{name}.initial"), machine, &machine.initial)?;
    for state in &machine.states {
        words(&format!("{name}.state {}", state.key), &state.name)?;
    }
    for transition in &machine.transitions {
        check_transition(&format!("{name}.transition {}", transition.key), this, machine, transition)?;
    }
    reachable(name, this, machine)
}

fn check_transition(place: &str, this: &CaseType, machine: &Machine, it: &Transition) -> Result<(), Fault> {
    words(place, &it.button)?;
    known_state(place, machine, &it.to)?;
    for from in it.from.iter().filter(|from| *from != "*") {
        known_state(place, machine, from)?;
    }
    if it.from.is_empty() || it.by.is_empty() {
        return fault(place, "somebody must be able to take it, from somewhere");
    }
    if let Some(unknown) = it.required.iter().find(|key| this.field(key).is_none()) {
        return fault(place, &format!("{unknown:?} is no field"));
    }
    // Only the owner's leaders have the right to decide; a decision left to others could never be taken.
    if it.decision && !it.by.iter().any(|by| by.relation != Relation::Reporter) {
        return fault(place, "a reporter cannot decide");
    }
    Ok(())
}

/// Every state can be reached from the initial one, and from every state that is not terminal one can go on.
fn reachable(name: &str, this: &CaseType, machine: &Machine) -> Result<(), Fault> {
    let automatic = this.when_tasks_end.as_ref().filter(|_| name == "case");
    let mut reached = BTreeSet::from([machine.initial.as_str()]);
    let mut waiting = vec![machine.initial.as_str()];
    while let Some(state) = waiting.pop() {
        let by_itself =
            automatic.filter(|rule| rule.from.iter().any(|from| from == state)).map(|rule| &rule.to);
        let next = machine.leaving(state).map(|transition| &transition.to).chain(by_itself);
        waiting.extend(next.filter(|to| reached.insert(to)).map(String::as_str));
    }
    if let Some(island) = machine.states.iter().find(|state| !reached.contains(state.key.as_str())) {
        return fault(&format!("{name}.state {}", island.key), "cannot be reached");
    }
    if !machine.states.iter().any(|state| state.terminal) {
        return fault(&format!("{name}.state"), "no state is terminal");
    }
    let stuck = machine.states.iter().find(|state| {
        let waits = automatic.is_some_and(|rule| rule.from.contains(&state.key));
        !state.terminal && !waits && machine.leaving(&state.key).next().is_none()
    });
    match stuck {
        Some(stuck) => {
            fault(&format!("{name}.state {}", stuck.key), "is not terminal, and nothing leaves it")
        }
        None => Ok(()),
    }
}

fn known_state(place: &str, machine: &Machine, state: &str) -> Result<(), Fault> {
    match machine.state(state) {
        Some(_) => Ok(()),
        None => fault(place, &format!("{state:?} is no state")),
    }
}

fn unique<'a>(place: &str, keys: impl Iterator<Item = &'a String>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for each in keys {
        key(place, each)?;
        if !seen.insert(each) {
            return fault(place, &format!("{each:?} stands twice"));
        }
    }
    Ok(())
}

fn key(place: &str, key: &str) -> Result<(), Fault> {
    let fine = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    if key.is_empty() || key.len() > 40 || !key.bytes().all(fine) {
        return fault(place, &format!("{key:?} is no key: a–z, 0–9, - and _, at most 40"));
    }
    Ok(())
}

fn words(place: &str, words: &Words) -> Result<(), Fault> {
    let gap = [&words.cs, &words.en, &words.uk].iter().any(|text| text.trim().is_empty());
    if gap { fault(place, "needs words in cs, en and uk") } else { Ok(()) }
}

fn fault(place: &str, what: &str) -> Result<(), Fault> {
    Err((place.to_owned(), what.to_owned()))
}
