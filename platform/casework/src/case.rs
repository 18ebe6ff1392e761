//! What a person sees of a case: values that acts take and give. No rules, no SQL.

mod parts;

use access::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

use crate::{Fields, Transition};

pub use parts::{
    AttachTo, Attachment, Audience, Comment, Download, Event, Finding, Measure, MeasureKind, MeasureState,
    NewMeasure, NewShare, NewTask, Share, ShareOrigin, Task, TaskStep,
};

/// Where something is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// In words: "Zahradní 173/2, Východní Předměstí".
    pub text: String,
    /// Code in the address register, when it is an address.
    pub address: Option<i64>,
    /// Latitude and longitude, WGS 84.
    pub point: Option<(f64, f64)>,
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: Id,
    /// Key of its type.
    pub kind: String,
    /// `UB-2026-00012`.
    pub number: String,
    /// Key of its state.
    pub state: String,
    /// Something is still expected.
    pub open: bool,
    /// What it is about, in one line.
    pub title: String,
    /// Where.
    pub place: Place,
    /// What it says.
    pub fields: Fields,
    /// The body that coordinates it.
    pub owner: Id,
    /// The owner's unit that has it.
    pub unit: Option<Id>,
    /// Who reported it; the person is known to their own body only.
    pub reporter: Author,
    /// The thing it is about.
    pub subject: Option<Id>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Last change.
    pub changed_at: DateTime<Utc>,
    /// Since when it is in its state.
    pub state_since: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Deadline of its state.
    pub due: Option<NaiveDate>,
    /// A task ended with an outcome that confirms it.
    pub confirmed: bool,
    /// When its texts were emptied, because their time was over.
    pub forgotten_at: Option<DateTime<Utc>>,
    /// For [`crate::Casework::edit`] and [`crate::Casework::transition`].
    pub version: i64,
}

/// Who did something. To other bodies people are pseudonymous: they see the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Author {
    /// The body; `None` for the program itself.
    pub body: Option<Id>,
    /// The person, for people of the same body.
    pub person: Option<Id>,
    /// The person's name, likewise.
    pub name: Option<String>,
}

/// A case to open.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewCase {
    /// Key of its type.
    pub kind: String,
    /// What it is about, in one line of 3 to 200 characters.
    pub title: String,
    /// Where.
    pub place: Place,
    /// What it says.
    pub fields: Fields,
    /// The body that is to coordinate it; `None`: the first valid body of a kind in the type's `owners`, else one's own.
    pub owner: Option<Id>,
    /// The thing it is about.
    pub subject: Option<Id>,
}

/// Changes to a case. What is `None` stays.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edit {
    /// Title.
    pub title: Option<String>,
    /// Place.
    pub place: Option<Place>,
    /// Fields; keys that are absent stay, empty values are removed.
    pub fields: Fields,
    /// The thing it is about.
    pub subject: Option<Option<Id>>,
    /// Unit of the owner.
    pub unit: Option<Option<Id>>,
}

/// Everything of one case that the asking person may see.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// The parts that may be seen; lists of other parts are empty (one's own body's rows are always there).
    pub parts: Parts,
    /// Whether the asking person's body coordinates it.
    pub is_owner: bool,
    /// Whether it is shown only because of an open emergency.
    pub emergency: bool,
    /// Tasks.
    pub tasks: Vec<Task>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Comments.
    pub comments: Vec<Comment>,
    /// Attachments that have not been taken away.
    pub attachments: Vec<Attachment>,
    /// To whom it is shared; to other bodies than the owner, what they were given themselves.
    pub shares: Vec<Share>,
    /// Whether the person watches it.
    pub watched: bool,
    /// Who else has it open for writing: a name within the own body, nothing else.
    pub present: Vec<Author>,
    /// What the person may do.
    pub may: May,
}

/// What a person may do with a case, for the buttons of its page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct May {
    /// Transitions that may be taken now.
    pub moves: Vec<Transition>,
    /// Change what it says.
    pub edit: bool,
    /// Give tasks to bodies.
    pub route: bool,
    /// Share it and take shares back.
    pub share: bool,
    /// Add findings, comments, attachments.
    pub work: bool,
    /// Propose measures in the name of one's body.
    pub propose: bool,
    /// Order, verify and abandon measures.
    pub decide: bool,
    /// Take back the last transition: its key and until when.
    pub undo: Option<(String, DateTime<Utc>)>,
}
