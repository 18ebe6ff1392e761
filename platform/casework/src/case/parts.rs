//! What a case is made of: tasks, findings, measures, comments, files, shares, lines of its timeline.

use access::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

use crate::{Author, Transition};

/// A body's part of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id.
    pub id: Id,
    /// Its case.
    pub case: Id,
    /// Key of its kind.
    pub kind: String,
    /// The body it was given to.
    pub body: Id,
    /// The unit.
    pub unit: Option<Id>,
    /// Who has it in hand; known to their own body only.
    pub hand: Author,
    /// Key of its state.
    pub state: String,
    /// Something is still expected.
    pub open: bool,
    /// Law under which it was handed over.
    pub legal_basis: String,
    /// What is asked.
    pub ask: String,
    /// What the body answered.
    pub answer: String,
    /// The body's own file number.
    pub reference: String,
    /// How it ended.
    pub outcome: Option<String>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day on which the body plans to be there.
    pub planned: Option<NaiveDate>,
    /// When it was given.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The task it was passed on from.
    pub handed_on: Option<Id>,
    /// For [`crate::Casework::move_task`].
    pub version: i64,
    /// Transitions that the asking person may take now.
    pub moves: Vec<Transition>,
    /// Whether the subject may pass it on to the body that is competent.
    pub may_hand_on: bool,
}

/// A task to give.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTask {
    /// Key of its kind.
    pub kind: String,
    /// The body.
    pub body: Id,
    /// The body's unit, if one is meant.
    pub unit: Option<Id>,
    /// What is asked.
    pub ask: String,
    /// Another deadline than the kind's.
    pub due: Option<NaiveDate>,
}

/// What comes with a step of a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskStep {
    /// Key of the transition.
    pub transition: String,
    /// Why, where the transition asks for it.
    pub reason: String,
    /// The body's answer; `None` leaves it.
    pub answer: Option<String>,
    /// The body's own file number; `None` leaves it.
    pub reference: Option<String>,
    /// The day on which the body plans to be there; `None` leaves it.
    pub planned: Option<NaiveDate>,
}

/// What somebody saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: Id,
    /// The task it was made in.
    pub task: Option<Id>,
    /// Whose it is.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub text: String,
}

/// Kind of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// Locks, light, cameras.
    Technical,
    /// Rules and hours.
    Regime,
    /// Who does what.
    Organisational,
    /// With people.
    Social,
}

/// Where a measure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureState {
    /// Somebody thinks it would help.
    Proposed,
    /// The coordinating body decided that it be done.
    Ordered,
    /// Its body has begun.
    UnderWay,
    /// Its body says that it is done.
    Done,
    /// The coordinating body has looked.
    Verified,
    /// It will not be done.
    Abandoned,
}

/// What is done about a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its id.
    pub id: Id,
    /// Its case.
    pub case: Id,
    /// Which kind.
    pub kind: MeasureKind,
    /// What, in one line.
    pub title: String,
    /// What, at length.
    pub text: String,
    /// The body that is to do it.
    pub body: Id,
    /// Its unit.
    pub unit: Option<Id>,
    /// Cost in haléř.
    pub cost: Option<i64>,
    /// Who pays.
    pub funding: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub state: MeasureState,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// Since when it is in its state.
    pub state_since: DateTime<Utc>,
    /// For [`crate::Casework::move_measure`].
    pub version: i64,
    /// States that the asking person may move it to now.
    pub moves: Vec<MeasureState>,
}

/// A measure to propose.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMeasure {
    /// Which kind.
    pub kind: MeasureKind,
    /// What, in one line of 3 to 200 characters.
    pub title: String,
    /// What, at length.
    pub text: String,
    /// The body that is to do it.
    pub body: Id,
    /// Its unit.
    pub unit: Option<Id>,
    /// Cost in haléř.
    pub cost: Option<i64>,
    /// Who pays.
    pub funding: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Order it at once, if the person may.
    pub order: bool,
}

/// For whom a comment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Every body that was given the comments.
    All,
    /// The own body only.
    OwnBody,
}

/// What somebody told the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// For whom.
    pub audience: Audience,
    /// What.
    pub text: String,
}

/// A file.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Its id.
    pub id: Id,
    /// The finding it shows.
    pub finding: Option<Id>,
    /// The measure it is evidence of.
    pub measure: Option<Id>,
    /// Who attached it.
    pub author: Author,
    /// When.
    pub at: DateTime<Utc>,
    /// Its name, safe to offer for download.
    pub name: String,
    /// Its media type, from its content.
    pub media: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// SHA-256 of what is kept.
    pub sha256: String,
    /// Whether there is a small picture of it.
    pub preview: bool,
}

/// What an attachment belongs to besides its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AttachTo {
    /// A finding.
    pub finding: Option<Id>,
    /// A measure, as its evidence.
    pub measure: Option<Id>,
}

/// A file to serve: always as a download.
#[derive(Debug, Clone, PartialEq)]
pub struct Download {
    /// Name to offer.
    pub name: String,
    /// Media type, from its content.
    pub media: String,
    /// What is in it.
    pub content: Vec<u8>,
    /// SHA-256 of it.
    pub sha256: String,
}

/// What a body was given of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Its id.
    pub id: Id,
    /// To whom.
    pub body: Id,
    /// To which unit.
    pub unit: Option<Id>,
    /// What.
    pub parts: Parts,
    /// Why it exists.
    pub origin: ShareOrigin,
    /// For what.
    pub purpose: String,
    /// Under which law.
    pub legal_basis: String,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Why a share exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOrigin {
    /// A person gave it; can be taken back.
    Person,
    /// A task brought it.
    Task,
    /// A measure brought it.
    Measure,
    /// The body reported the case.
    Report,
}

/// A share to give.
#[derive(Debug, Clone, PartialEq)]
pub struct NewShare {
    /// To whom.
    pub body: Id,
    /// To which unit.
    pub unit: Option<Id>,
    /// What; the summary always.
    pub parts: Parts,
    /// For what.
    pub purpose: String,
    /// Under which law.
    pub legal_basis: String,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Number within the case, from 1, without gaps (lines one may not see are left out).
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub author: Author,
    /// What: `opened`, `moved`, `edited`, `task-given`, `task-moved`, `finding`, … The text is `case-event-<kind>`.
    pub kind: String,
    /// The rest, by kind: states, bodies, names of changed fields.
    pub detail: serde_json::Value,
}
