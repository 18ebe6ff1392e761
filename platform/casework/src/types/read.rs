//! Case types from TOML: what the files look like, and errors that name file and place.

use std::collections::BTreeMap;

use access::{BodyKind, Part, Role};
use serde::{Deserialize, Deserializer};

use super::check;
use crate::types::{
    CaseTemplate, CaseType, Choice, DeadlineLength, DeadlineRule, Field, FieldKind, Fields, Machine,
    MeasureTemplate, Retention, State, SubjectRule, TaskKind, Transition, WaitsFor, WhenTasksEnd,
};
use crate::{By, MeasureKind, Words};

/// A mistake in a file of case types.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {what}")]
pub struct TypeError {
    /// Name of the file.
    pub file: String,
    /// Line and column, or the part of the type.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    key: String,
    prefix: String,
    name: Words,
    icon: String,
    #[serde(default)]
    personal: bool,
    #[serde(default)]
    aggregate_only: bool,
    #[serde(default, deserialize_with = "bodies")]
    owners: Vec<BodyKind>,
    retention: Retention,
    subject: Option<SubjectRule>,
    #[serde(default, rename = "field")]
    fields: Vec<FieldFile>,
    case: MachineFile,
    #[serde(default, rename = "task_kind")]
    task_kinds: Vec<TaskKindFile>,
    task: Option<MachineFile>,
    when_tasks_end: Option<WhenTasksEnd>,
    #[serde(default, rename = "measure_template")]
    measure_templates: Vec<MeasureFile>,
    #[serde(default, rename = "template")]
    templates: Vec<TemplateFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    key: String,
    name: Words,
    kind: KindName,
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    required_in: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
enum KindName {
    Text,
    Long,
    Choice,
    Date,
    Integer,
    AreaCm2,
    Money,
    Flag,
    Address,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MachineFile {
    initial: String,
    #[serde(rename = "state")]
    states: Vec<StateFile>,
    #[serde(default, rename = "transition")]
    transitions: Vec<TransitionFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    key: String,
    name: Words,
    #[serde(default)]
    terminal: bool,
    deadline: Option<DeadlineFile>,
    #[serde(default)]
    waits_for: WaitsFor,
    outcome: Option<String>,
    #[serde(default)]
    confirms: bool,
}

/// `{ working_days = 3, law = "…" }`, `{ calendar_days = 30, law = "…" }` or `{ at_once = true, law = "…" }`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineFile {
    working_days: Option<u16>,
    calendar_days: Option<u16>,
    #[serde(default)]
    at_once: bool,
    law: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TransitionFile {
    key: String,
    button: Words,
    from: Vec<String>,
    to: String,
    by: Vec<By>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    reason: bool,
    #[serde(default)]
    decision: bool,
    #[serde(default)]
    undoable: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskKindFile {
    key: String,
    name: Words,
    #[serde(default, deserialize_with = "bodies")]
    bodies: Vec<BodyKind>,
    legal_basis: String,
    deadline: Option<DeadlineFile>,
    #[serde(default, deserialize_with = "parts")]
    shares: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureFile {
    key: String,
    name: Words,
    kind: MeasureKind,
    deadline: Option<DeadlineFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    key: String,
    name: Words,
    title: Words,
    #[serde(default)]
    fields: Fields,
}

/// Reads all files and checks each type, and that no two have the same key or prefix.
pub(super) fn files(files: &[(&str, &str)]) -> Result<BTreeMap<String, CaseType>, TypeError> {
    let mut types = BTreeMap::<String, CaseType>::new();
    for (name, text) in files {
        let fault =
            |place: &str, what: String| TypeError { file: (*name).to_owned(), place: place.to_owned(), what };
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            fault(&line_and_column(text, at), error.message().to_owned())
        })?;
        let read = case_type(file).map_err(|(place, what)| fault(&place, what))?;
        check::case_type(&read).map_err(|(place, what)| fault(&place, what))?;
        if types.values().any(|other| other.prefix == read.prefix) {
            return Err(fault("prefix", format!("{} is the prefix of another type", read.prefix)));
        }
        if let Some(twice) = types.insert(read.key.clone(), read) {
            return Err(fault("key", format!("{} is the key of another type", twice.key)));
        }
    }
    Ok(types)
}

fn line_and_column(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}")
}

type Fault = (String, String);

fn case_type(file: File) -> Result<CaseType, Fault> {
    let fields = file.fields.into_iter().map(field).collect::<Result<_, Fault>>()?;
    let task_kinds = file.task_kinds.into_iter().map(task_kind).collect::<Result<_, Fault>>()?;
    let measure_templates = file.measure_templates.into_iter().map(measure).collect::<Result<_, Fault>>()?;
    let template = |file: TemplateFile| CaseTemplate {
        key: file.key,
        name: file.name,
        title: file.title,
        fields: file.fields,
    };
    Ok(CaseType {
        key: file.key,
        prefix: file.prefix,
        name: file.name,
        icon: file.icon,
        personal: file.personal,
        aggregate_only: file.aggregate_only,
        owners: file.owners,
        retention: file.retention,
        subject: file.subject,
        fields,
        machine: machine("case", file.case)?,
        task_kinds,
        task_machine: file.task.map(|file| machine("task", file)).transpose()?,
        when_tasks_end: file.when_tasks_end,
        measure_templates,
        templates: file.templates.into_iter().map(template).collect(),
    })
}

fn field(file: FieldFile) -> Result<Field, Fault> {
    let kind = match file.kind {
        KindName::Text => FieldKind::Text,
        KindName::Long => FieldKind::Long,
        KindName::Choice => FieldKind::Choice(file.choices),
        KindName::Date => FieldKind::Date,
        KindName::Integer => FieldKind::Integer,
        KindName::AreaCm2 => FieldKind::AreaCm2,
        KindName::Money => FieldKind::Money,
        KindName::Flag => FieldKind::Flag,
        KindName::Address => FieldKind::Address,
    };
    Ok(Field { key: file.key, name: file.name, kind, required_in: file.required_in })
}

fn machine(place: &str, file: MachineFile) -> Result<Machine, Fault> {
    let mut states = Vec::new();
    for state in file.states {
        let deadline = deadline(&format!("{place}.state {}", state.key), state.deadline)?;
        states.push(State {
            key: state.key,
            name: state.name,
            terminal: state.terminal,
            deadline,
            waits_for: if state.terminal { WaitsFor::Nobody } else { state.waits_for },
            outcome: state.outcome,
            confirms: state.confirms,
        });
    }
    let transition = |file: TransitionFile| Transition {
        key: file.key,
        button: file.button,
        from: file.from,
        to: file.to,
        by: file.by,
        required: file.required,
        reason: file.reason,
        decision: file.decision,
        undoable: file.undoable,
    };
    Ok(Machine {
        initial: file.initial,
        states,
        transitions: file.transitions.into_iter().map(transition).collect(),
    })
}

fn task_kind(file: TaskKindFile) -> Result<TaskKind, Fault> {
    let deadline = deadline(&format!("task_kind {}", file.key), file.deadline)?;
    Ok(TaskKind {
        key: file.key,
        name: file.name,
        bodies: file.bodies,
        legal_basis: file.legal_basis,
        deadline,
        shares: file.shares,
    })
}

fn measure(file: MeasureFile) -> Result<MeasureTemplate, Fault> {
    let deadline = deadline(&format!("measure_template {}", file.key), file.deadline)?;
    Ok(MeasureTemplate { key: file.key, name: file.name, kind: file.kind, deadline })
}

fn deadline(place: &str, file: Option<DeadlineFile>) -> Result<Option<DeadlineRule>, Fault> {
    let Some(file) = file else { return Ok(None) };
    let length = match (file.working_days, file.calendar_days, file.at_once) {
        (Some(days), None, false) => DeadlineLength::WorkingDays(days),
        (None, Some(days), false) => DeadlineLength::CalendarDays(days),
        (None, None, true) => DeadlineLength::AtOnce,
        _ => {
            let what = "a deadline is one of working_days, calendar_days, at_once = true";
            return Err((place.to_owned(), what.to_owned()));
        }
    };
    Ok(Some(DeadlineRule { length, law: file.law }))
}

fn keys<'de, D: Deserializer<'de>, T>(
    from: D,
    read: impl Fn(&str) -> Option<T>,
    what: &str,
) -> Result<Vec<T>, D::Error> {
    let keys = Vec::<String>::deserialize(from)?;
    let known =
        |key: &String| read(key).ok_or_else(|| serde::de::Error::custom(format!("{key:?} is no {what}")));
    keys.iter().map(known).collect()
}

fn bodies<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<BodyKind>, D::Error> {
    keys(from, BodyKind::from_key, "kind of body")
}

fn parts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Part>, D::Error> {
    keys(from, Part::from_key, "part of a case")
}

pub(super) fn roles<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Role>, D::Error> {
    keys(from, Role::from_key, "role")
}
