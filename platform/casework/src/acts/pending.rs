//! Verbs that are still to come.

use access::Subject;
use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

use crate::*;

fn pending<T>() -> Result<T, CaseError> {
    Err(CaseError::Missing("verb that is still to come"))
}

type Done<T> = Result<T, CaseError>;

#[expect(unused_variables, reason = "still to come")]
impl Casework {
    /// Opens a case. The reporting body keeps a share when another body coordinates.
    pub async fn open(&self, who: &Subject, new: NewCase) -> Done<Case> {
        pending()
    }
    /// A case with everything in it that `who` may see. Leaves a row in the trail.
    pub async fn view(&self, who: &Subject, case: Id) -> Done<CaseView> {
        pending()
    }
    /// The case with this number, if `who` may see it.
    pub async fn find_number(&self, who: &Subject, number: &str) -> Done<Id> {
        pending()
    }
    /// Cases that `who` may see. Leaves a row in the trail with the filter and the number of rows.
    pub async fn list(&self, who: &Subject, filter: &Filter) -> Done<CaseList> {
        pending()
    }
    /// Up to `most` rows of a list for a CSV or XLSX file, in the list's order. `sign` the file with [`Casework::exported`].
    pub async fn export(&self, who: &Subject, filter: &Filter, most: usize) -> Done<Vec<CaseRow>> {
        pending()
    }
    /// Notes in the trail that a file went out: its format, its SHA-256, its number of rows.
    pub async fn exported(
        &self,
        who: &Subject,
        filter: &Filter,
        format: &str,
        sha256: &str,
        rows: usize,
    ) -> Done<()> {
        pending()
    }
    /// Changes what a case says. `version` is the one that was read.
    pub async fn edit(&self, who: &Subject, case: Id, version: i64, edit: Edit) -> Done<i64> {
        pending()
    }
    /// Moves a case by a transition of its type. `reason` where the transition asks for it. Answers the new version.
    pub async fn transition(
        &self,
        who: &Subject,
        case: Id,
        version: i64,
        transition: &str,
        reason: &str,
    ) -> Done<i64> {
        pending()
    }
    /// Takes back the last undoable transition of the case, by the same person, within [`UNDO`].
    pub async fn undo(&self, who: &Subject, case: Id, version: i64) -> Done<i64> {
        pending()
    }
    /// Gives tasks to bodies; each gets a share of what its kind of task needs. Legal basis and recipient are logged.
    pub async fn route(&self, who: &Subject, case: Id, version: i64, tasks: Vec<NewTask>) -> Done<Vec<Id>> {
        pending()
    }
    /// Takes a task in hand (or gives it to a colleague of the same body, or back with `None`).
    pub async fn take_task(&self, who: &Subject, task: Id, version: i64, person: Option<Id>) -> Done<i64> {
        pending()
    }
    /// Moves a task by a transition of its type.
    pub async fn move_task(&self, who: &Subject, task: Id, version: i64, step: TaskStep) -> Done<i64> {
        pending()
    }
    /// Passes a task on to the body that is competent, at once, and tells the sender (§ 12 správního řádu). Ends the
    /// task as handed on and answers the new one.
    pub async fn hand_on(
        &self,
        who: &Subject,
        task: Id,
        version: i64,
        to: NewTask,
        reason: &str,
    ) -> Done<Id> {
        pending()
    }
    /// Adds a finding.
    pub async fn finding(&self, who: &Subject, case: Id, task: Option<Id>, text: &str) -> Done<Id> {
        pending()
    }
    /// Proposes a measure, or orders it at once.
    pub async fn measure(&self, who: &Subject, case: Id, new: NewMeasure) -> Done<Id> {
        pending()
    }
    /// Moves a measure to another state; abandoning needs a reason.
    pub async fn move_measure(
        &self,
        who: &Subject,
        measure: Id,
        version: i64,
        to: MeasureState,
        reason: &str,
    ) -> Done<i64> {
        pending()
    }
    /// Adds a comment. `@code-of-a-body` tells that body's coordinators, if it has a share of the comments.
    pub async fn comment(&self, who: &Subject, case: Id, audience: Audience, text: &str) -> Done<Id> {
        pending()
    }
    /// Attaches a file. Its type is taken from its content; images are made anew, without metadata.
    pub async fn attach(
        &self,
        who: &Subject,
        case: Id,
        to: AttachTo,
        name: &str,
        content: Vec<u8>,
    ) -> Done<Id> {
        pending()
    }
    /// A file as it is served. Leaves a row in the trail.
    pub async fn attachment(&self, who: &Subject, attachment: Id) -> Done<Download> {
        pending()
    }
    /// The small picture of an image.
    pub async fn preview(&self, who: &Subject, attachment: Id) -> Done<Download> {
        pending()
    }
    /// Takes a file away: by the body that attached it, or by the owner of the case.
    pub async fn detach(&self, who: &Subject, attachment: Id, reason: &str) -> Done<()> {
        pending()
    }
    /// Begins or ends watching a case.
    pub async fn watch(&self, who: &Subject, case: Id, on: bool) -> Done<()> {
        pending()
    }
    /// Gives a body parts of a case.
    pub async fn share(&self, who: &Subject, case: Id, new: NewShare) -> Done<Id> {
        pending()
    }
    /// Takes a share back.
    pub async fn unshare(&self, who: &Subject, case: Id, share: Id) -> Done<()> {
        pending()
    }
    /// The timeline, newest first, from before `before` (a `seq`), at most `size` lines.
    pub async fn timeline(
        &self,
        who: &Subject,
        case: Id,
        before: Option<i64>,
        size: usize,
    ) -> Done<Vec<Event>> {
        pending()
    }
    /// What waits for a person and their body. Lists are cut at 50 each.
    pub async fn inbox(&self, who: &Subject) -> Done<Inbox> {
        pending()
    }
    /// Marks notices as seen: one, or all of them.
    pub async fn seen(&self, who: &Subject, notice: Option<Id>) -> Done<()> {
        pending()
    }
    /// How many notices the person has not seen, up to 99.
    pub async fn unseen(&self, who: &Subject) -> Done<i64> {
        pending()
    }
    /// What is due from one day to another, both included; at most 1,000.
    pub async fn deadlines(&self, who: &Subject, from: NaiveDate, to: NaiveDate) -> Done<Vec<Deadline>> {
        pending()
    }
    /// Saved filters of a person acting for a body.
    pub async fn filters(&self, who: &Subject) -> Done<Vec<SavedFilter>> {
        pending()
    }
    /// Saves a filter; one of the same name is replaced.
    pub async fn save_filter(&self, who: &Subject, name: &str, query: &str) -> Done<Id> {
        pending()
    }
    /// Removes a saved filter.
    pub async fn drop_filter(&self, who: &Subject, filter: Id) -> Done<()> {
        pending()
    }
    /// Says that `who` has the case open for writing, and answers who else has (within the last two minutes).
    pub async fn present(&self, who: &Subject, case: Id) -> Done<Vec<Author>> {
        pending()
    }
    /// Keeps what was typed into a form (`edit-{case}`, `comment-{case}`, `new-{type}`).
    pub async fn keep_draft(&self, who: &Subject, form: &str, text: &Fields) -> Done<()> {
        pending()
    }
    /// What was kept of a form, and when.
    pub async fn draft(&self, who: &Subject, form: &str) -> Done<Option<(Fields, DateTime<Utc>)>> {
        pending()
    }
    /// Forgets what was kept of a form.
    pub async fn drop_draft(&self, who: &Subject, form: &str) -> Done<()> {
        pending()
    }
    /// Makes the secret of a calendar feed; the one before stops working. The token is shown once.
    pub async fn new_feed(&self, who: &Subject) -> Done<String> {
        pending()
    }
    /// Ends the person's calendar feed.
    pub async fn end_feed(&self, who: &Subject) -> Done<()> {
        pending()
    }
    /// Deadlines of the feed with this token, from 30 days ago to 180 days ahead; `None` when there is no such feed.
    pub async fn feed(&self, token: &str) -> Done<Option<Vec<Deadline>>> {
        pending()
    }
    /// Open and closed cases about a thing that `who` may see, newest first, at most 50.
    pub async fn about(&self, who: &Subject, kind: &str, subject: Id) -> Done<Vec<CaseRow>> {
        pending()
    }
    /// Empties the texts of cases whose time is over, at most `most` at once, and leaves tombstones. For a daily job.
    pub async fn forget(&self, most: usize) -> Done<Forgotten> {
        pending()
    }
}
