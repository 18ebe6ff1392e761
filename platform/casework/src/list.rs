//! Lists of cases, what waits for a person, and when what is due.

use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

use crate::{Measure, Task};

/// Which cases, in which order. An empty filter lists all that may be seen, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Key of a type.
    pub kind: Option<String>,
    /// Key of a state.
    pub state: Option<String>,
    /// Open or closed ones only.
    pub open: Option<bool>,
    /// Of this coordinating body only.
    pub owner: Option<Id>,
    /// Overdue ones only.
    pub overdue: bool,
    /// About this thing only.
    pub subject: Option<Id>,
    /// Watched by the person only.
    pub watched: bool,
    /// With a task in the person's hand, or reported by them, only.
    pub mine: bool,
    /// Opened on this day or later.
    pub from: Option<NaiveDate>,
    /// Opened on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Words of number, title and place; each must occur, its beginning is enough.
    pub find: String,
    /// Order.
    pub sort: Sort,
    /// Where the page before ended ([`CaseList::next`]).
    pub after: Option<String>,
    /// Rows of a page; 0 means 50, at most 200.
    pub size: usize,
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Last opened first.
    #[default]
    Newest,
    /// Soonest deadline first.
    Due,
    /// Last changed first.
    Changed,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseList {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// What to pass as [`Filter::after`] for the next page, if there is one.
    pub next: Option<String>,
    /// How many there are.
    pub count: Count,
}

/// A number of rows, counted up to a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// That many.
    pub rows: i64,
    /// Or more: counting stopped.
    pub or_more: bool,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// Its id.
    pub id: Id,
    /// Key of its type.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Key of its state.
    pub state: String,
    /// Something is still expected.
    pub open: bool,
    /// Title.
    pub title: String,
    /// Place in words.
    pub place: String,
    /// Latitude and longitude, WGS 84.
    pub point: Option<(f64, f64)>,
    /// The coordinating body.
    pub owner: Id,
    /// Earliest deadline of the case and its open tasks.
    pub due: Option<NaiveDate>,
    /// Whether that day is over.
    pub overdue: bool,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Last change.
    pub changed_at: DateTime<Utc>,
    /// The thing it is about.
    pub subject: Option<Id>,
}

/// What waits for a person and the body they act for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inbox {
    /// Open tasks of the body or the person's units that nobody has in hand, soonest deadline first.
    pub free_tasks: Vec<(CaseRow, Task)>,
    /// Open tasks in the person's own hand.
    pub own_tasks: Vec<(CaseRow, Task)>,
    /// Cases of the body that wait for it to act.
    pub cases: Vec<CaseRow>,
    /// Measures of the body that are not done yet.
    pub measures: Vec<(CaseRow, Measure)>,
    /// What the person has not seen, newest first.
    pub notices: Vec<Notice>,
    /// How many of the tasks and cases above are overdue.
    pub overdue: usize,
}

/// Something a person should know of. Says where to look, never what is written there.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its id.
    pub id: Id,
    /// What happened: `task-given`, `mentioned`, `task-ended`, `moved`, … The text is `case-notice-<kind>`.
    pub kind: String,
    /// The case.
    pub case: Id,
    /// Its number.
    pub number: String,
    /// Key of its type.
    pub case_kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the person has seen it.
    pub seen: bool,
}

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day.
    pub on: NaiveDate,
    /// The case.
    pub case: Id,
    /// Its number.
    pub number: String,
    /// Key of its type.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What is due.
    pub what: DueOf,
    /// Version of what is due: grows with every change, as the `SEQUENCE` of a calendar.
    pub version: i64,
    /// Whether it is late already.
    pub overdue: bool,
}

/// What a deadline belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueOf {
    /// The state of the case.
    Case,
    /// A task.
    Task(Id),
    /// The visit that a body plans for a task.
    Visit(Id),
    /// A measure.
    Measure(Id),
}

/// How many open cases of a type are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateCount {
    /// Key of the type.
    pub kind: String,
    /// Key of the state.
    pub state: String,
    /// How many.
    pub cases: i64,
}

/// A list that a person comes back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its id.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Query string of the list's page.
    pub query: String,
}

/// What `forget` did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Cases whose texts were emptied.
    pub cases: usize,
    /// Attachments that were removed.
    pub attachments: usize,
}
