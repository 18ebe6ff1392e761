//! Case types as data: what kinds of cases a city works on, how each walks from its first state to its last, who may
//! move it, by when, and what it must say by then. Read from TOML files, checked whole before anything is served.
//!
//! ```text
//!   CaseType ── machine: states, transitions      of the case, moved by its owner or its reporter
//!      │ ────── tasks: kinds + one machine        of each body's part, moved by the body it was given to
//!      │ ────── fields, subject, templates        what it says
//!      └─────── automatic                         when all tasks have ended, the case goes on by itself
//! ```

mod check;
mod fields;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use access::{BodyKind, Part, Role};

use crate::Words;

pub use fields::{FieldFault, Fields};
pub use read::TypeError;

/// All case types of an installation; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct CaseTypes {
    types: Arc<BTreeMap<String, CaseType>>,
}

impl CaseTypes {
    /// Reads and checks files: pairs of a name (for messages) and its TOML text.
    ///
    /// # Errors
    /// The first mistake, with its file and place.
    pub fn read(files: &[(&str, &str)]) -> Result<CaseTypes, TypeError> {
        let types = read::files(files)?;
        Ok(CaseTypes { types: Arc::new(types) })
    }

    /// The type with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&CaseType> {
        self.types.get(key)
    }

    /// All types, by key.
    pub fn iter(&self) -> impl Iterator<Item = &CaseType> {
        self.types.values()
    }
}

/// One kind of case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseType {
    /// Stable key: `lodging-referral`.
    pub key: String,
    /// First letters of its numbers: `UB` in `UB-2026-00012`.
    pub prefix: String,
    /// Name in each language.
    pub name: Words,
    /// Name of an icon.
    pub icon: String,
    /// Holds personal data: opening one asks for a second factor.
    pub personal: bool,
    /// Single cases never leave the coordinating body: no share, no file; others get figures.
    pub aggregate_only: bool,
    /// Which kinds of bodies coordinate such cases; a new case goes to the first body of this kind when the reporter is
    /// none of them. Empty: whoever opens it.
    pub owners: Vec<BodyKind>,
    /// How long texts are kept after closing.
    pub retention: Retention,
    /// What the case is about, when it is about a thing with a record of its own.
    pub subject: Option<SubjectRule>,
    /// What a case says.
    pub fields: Vec<Field>,
    /// How a case walks.
    pub machine: Machine,
    /// What can be asked of a body.
    pub task_kinds: Vec<TaskKind>,
    /// How a task walks; `None` when the type has no tasks.
    pub task_machine: Option<Machine>,
    /// What happens by itself when the last task has ended.
    pub when_tasks_end: Option<WhenTasksEnd>,
    /// Measures that are often ordered.
    pub measure_templates: Vec<MeasureTemplate>,
    /// Cases that are often opened.
    pub templates: Vec<CaseTemplate>,
}

/// Days after closing until the texts of a case are emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// When at least one task ended with a confirmed outcome.
    pub confirmed: u32,
    /// Otherwise.
    pub unconfirmed: u32,
}

/// A thing with its own record that cases of the type are about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectRule {
    /// Kind of thing: `lodging-object`.
    pub kind: String,
    /// Its page, with `{id}`: `/staff/ubytovny/{id}`.
    pub href: String,
    /// A case cannot be opened without it.
    #[serde(default)]
    pub required: bool,
}

/// Something a case says.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Stable key.
    pub key: String,
    /// Label.
    pub name: Words,
    /// What may stand in it.
    pub kind: FieldKind,
    /// States of the case that cannot be entered while it is empty.
    pub required_in: Vec<String>,
}

/// What may stand in a field. All are kept as text in a canonical form; pages read and write what people type.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// One line, at most 300 characters.
    Text,
    /// Several lines, at most 20,000 characters.
    Long,
    /// One of the choices.
    Choice(Vec<Choice>),
    /// ISO date.
    Date,
    /// Whole number.
    Integer,
    /// Area in whole cm².
    AreaCm2,
    /// Money in haléř.
    Money,
    /// `true` or `false`.
    Flag,
    /// Code of an address in the register (RÚIAN kód adresního místa).
    Address,
}

/// One choice of a field.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable key.
    pub key: String,
    /// Label.
    pub name: Words,
}

/// States and the ways between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Machine {
    /// Where a new one begins.
    pub initial: String,
    /// All states, in the order pages show them.
    pub states: Vec<State>,
    /// All transitions.
    pub transitions: Vec<Transition>,
}

impl Machine {
    /// The state with this key.
    #[must_use]
    pub fn state(&self, key: &str) -> Option<&State> {
        self.states.iter().find(|state| state.key == key)
    }

    /// The transition with this key.
    #[must_use]
    pub fn transition(&self, key: &str) -> Option<&Transition> {
        self.transitions.iter().find(|transition| transition.key == key)
    }

    /// Whether nothing more is expected in this state; false for a state that is not there.
    #[must_use]
    pub fn is_terminal(&self, key: &str) -> bool {
        self.state(key).is_some_and(|state| state.terminal)
    }

    /// Transitions that leave this state.
    pub fn leaving<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'a Transition> {
        self.transitions.iter().filter(move |transition| transition.leaves(state))
    }
}

/// Where a case or a task stands.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: Words,
    /// Nothing more is expected.
    pub terminal: bool,
    /// How long it may stay here.
    pub deadline: Option<DeadlineRule>,
    /// Who has to act.
    pub waits_for: WaitsFor,
    /// Of tasks: how it ended, for figures: `confirmed`, `out-of-competence`.
    pub outcome: Option<String>,
    /// Of tasks: the outcome confirms what the case says, so its texts are kept longer.
    pub confirms: bool,
}

/// Whose move it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// The body that coordinates; of a task, the body it was given to.
    #[default]
    Owner,
    /// The bodies with open tasks.
    Tasks,
    /// Nobody.
    Nobody,
}

/// How long something may take, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// How long.
    pub length: DeadlineLength,
    /// The law or the agreement: "§ 42 správního řádu".
    pub law: String,
}

/// How a deadline is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineLength {
    /// The day it begins.
    AtOnce,
    /// So many Czech working days after the day it begins.
    WorkingDays(u16),
    /// So many days after the day it begins, moved to a working day.
    CalendarDays(u16),
}

/// A way from one state to another: a button.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// Stable key.
    pub key: String,
    /// Text of the button.
    pub button: Words,
    /// States it leaves; `*` for every state but its own end.
    pub from: Vec<String>,
    /// The state it leads to.
    pub to: String,
    /// Who may take it; any one is enough.
    pub by: Vec<By>,
    /// Fields that must say something.
    pub required: Vec<String>,
    /// A reason must be given.
    pub reason: bool,
    /// Asks for the right to decide, not only to work.
    pub decision: bool,
    /// May be taken back within [`crate::UNDO`].
    pub undoable: bool,
}

impl Transition {
    /// Whether it leaves `state`.
    #[must_use]
    pub fn leaves(&self, state: &str) -> bool {
        self.from.iter().any(|from| from == state || (from == "*" && state != self.to))
    }
}

/// Who may take a transition: people of a body with this relation to the case, in one of the roles.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct By {
    /// Relation of the body to the case.
    pub relation: Relation,
    /// Roles; empty for every role that may work on it.
    #[serde(default, deserialize_with = "read::roles")]
    pub roles: Vec<Role>,
}

/// What a body is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It coordinates the case.
    Owner,
    /// It reported the case.
    Reporter,
    /// It was given the task (in task machines), or any task of the case (in case machines).
    Task,
}

/// What can be asked of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskKind {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: Words,
    /// Kinds of bodies that may be asked; empty for any.
    pub bodies: Vec<BodyKind>,
    /// The law under which it is handed over.
    pub legal_basis: String,
    /// By when.
    pub deadline: Option<DeadlineRule>,
    /// Which parts of the case the body is given with the task; the summary always.
    pub shares: Vec<Part>,
}

/// What a case does when its last open task ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenTasksEnd {
    /// States of the case in which the rule holds.
    pub from: Vec<String>,
    /// Where it goes.
    pub to: String,
}

/// A measure that is often ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureTemplate {
    /// Stable key.
    pub key: String,
    /// What is to be done.
    pub name: Words,
    /// Which kind.
    pub kind: crate::MeasureKind,
    /// By when.
    pub deadline: Option<DeadlineRule>,
}

/// A case that is often opened.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseTemplate {
    /// Stable key.
    pub key: String,
    /// Name in the list of templates.
    pub name: Words,
    /// Title of the new case.
    pub title: Words,
    /// Fields of the new case.
    pub fields: Fields,
}

impl CaseType {
    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The kind of task with this key.
    #[must_use]
    pub fn task_kind(&self, key: &str) -> Option<&TaskKind> {
        self.task_kinds.iter().find(|kind| kind.key == key)
    }
}
