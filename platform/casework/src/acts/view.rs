//! Looking at one case.

use access::trail::Entry;
use access::{Action, Actor, Decision, Kind, Part, Parts, Subject};
use chrono::TimeDelta;
use serde_json::json;
use store::Id;

use crate::acts::measures::{may_propose, moves};
use crate::acts::tasks::may_move;
use crate::acts::transition::{StepBack, is_by};
use crate::standing::Standing;
use crate::tables::files::{self, CaseFile};
use crate::tables::{MOST, attachments, events, measures, personal, records, shares, tasks};
use crate::{Audience, Author, Case, CaseError, CaseView, Casework, Event, May, Share, Task, Transition};

/// How long a person who has a case open for writing is shown without a sign of life.
pub(crate) const PRESENCE: TimeDelta = TimeDelta::minutes(2);

/// A case in front of a reader who may see its summary.
pub(crate) struct Read<'a> {
    pub(crate) case: CaseFile,
    pub(crate) kind: &'a crate::CaseType,
    pub(crate) shares: Vec<Share>,
    pub(crate) standing: Standing,
    pub(crate) emergency: bool,
}

impl Casework {
    /// The case with this number, if `who` may see it.
    ///
    /// # Errors
    /// `Missing` when there is none, or not for them.
    pub async fn find_number(&self, who: &Subject, number: &str) -> Result<Id, CaseError> {
        let number = crate::act::plain(number.trim()).to_ascii_uppercase();
        let id = self.store.row(&files::BY_NUMBER, &[number.into()]).await?;
        let id = id.ok_or(CaseError::Missing("case of this number"))?;
        self.read(who, id, Action::Read, Part::Summary).await.map(|read| read.case.id)
    }

    /// Loads a case if `who` may do `action` to the part; leaves a row in the trail when not.
    pub(crate) async fn read(
        &self,
        who: &Subject,
        case: Id,
        action: Action,
        part: Part,
    ) -> Result<Read<'_>, CaseError> {
        let case = self.store.row(&files::CASE, &[case.into()]).await?.ok_or(CaseError::Missing("case"))?;
        let shares = self.store.rows(&shares::OF_CASE, &[case.id.into()]).await?;
        let kind = self.kind_of(&case)?;
        let standing = Standing::of(who, self.access.clock().now(), &case, &shares, kind.personal);
        match standing.decide(action, Kind::Case, part) {
            Decision::Allowed { emergency, .. } => Ok(Read { case, kind, shares, standing, emergency }),
            Decision::StepUp => Err(CaseError::StepUp),
            Decision::Denied => {
                self.note_denied(who, action, case.id).await?;
                Err(CaseError::Missing("case for this subject"))
            }
        }
    }

    /// A case with everything in it that `who` may see. Leaves a row in the trail.
    ///
    /// # Errors
    /// `Missing`, `StepUp`.
    pub async fn view(&self, who: &Subject, case: Id) -> Result<CaseView, CaseError> {
        let read = self.read(who, case, Action::Read, Part::Summary).await?;
        let view = self.filled(who, read).await?;
        let entry = seen(who, &view.case.number, case, view.emergency);
        let entry = entry.detail(json!({ "parts": view.parts.bits(), "emergency": view.emergency }));
        self.access.note(&Actor::from(who), entry).await?;
        Ok(view)
    }

    async fn filled(&self, who: &Subject, read: Read<'_>) -> Result<CaseView, CaseError> {
        let id = read.case.id;
        let parts = read.standing.parts();
        let reporter = self.reporter_name(&read.case, who).await?;
        let all_tasks = self.store.rows(&tasks::OF_CASE, &[id.into()]).await?;
        let may = may(&read, who, &all_tasks, self.access.clock().now());
        let shown_tasks = shown_tasks(&read, who, parts, all_tasks);
        let mut findings = self.store.rows(&records::FINDINGS, &[id.into(), MOST.into()]).await?;
        findings.retain(|it| parts.holds(Part::Findings) || it.author.body == Some(who.body));
        findings.iter_mut().for_each(|it| veil(&mut it.author, who));
        let mut all_measures = self.store.rows(&measures::OF_CASE, &[id.into()]).await?;
        all_measures.retain(|it| {
            parts.holds(Part::Measures) || is_theirs(&read, who, Kind::Measure, it.body, it.unit)
        });
        all_measures.iter_mut().for_each(|it| it.moves = moves(&read.standing, it));
        let mut comments = self.store.rows(&records::COMMENTS, &[id.into(), MOST.into()]).await?;
        comments.retain(|it| {
            it.author.body == Some(who.body) || (it.audience == Audience::All && parts.holds(Part::Comments))
        });
        comments.iter_mut().for_each(|it| veil(&mut it.author, who));
        let files = self.store.rows(&attachments::OF_CASE, &[id.into(), MOST.into()]).await?;
        let mut files: Vec<_> = files.into_iter().map(|file| file.shown).collect();
        files.retain(|it| parts.holds(Part::Attachments) || it.author.body == Some(who.body));
        files.iter_mut().for_each(|it| veil(&mut it.author, who));
        let key = [id.into(), who.person.into()];
        let watched = self.store.row(&personal::WATCHES, &key).await?.is_some();
        let present = self.others_at(who, id).await?;
        Ok(CaseView {
            case: shown(&read.case, who, reporter),
            parts,
            is_owner: read.standing.is_owner(),
            emergency: read.emergency,
            tasks: shown_tasks,
            findings,
            measures: all_measures,
            comments,
            attachments: files,
            shares: shown_shares(&read, who),
            watched,
            present,
            may,
        })
    }

    /// Who else has the case open for writing now, as far as `who` may know.
    pub(crate) async fn others_at(&self, who: &Subject, case: Id) -> Result<Vec<Author>, CaseError> {
        let since = self.access.clock().now() - PRESENCE;
        let rows =
            self.store.rows(&personal::PRESENT, &[case.into(), since.into(), who.person.into()]).await?;
        Ok(rows.into_iter().map(|author| veiled(author, who)).collect())
    }

    /// The reporter's name, for people of their own body.
    async fn reporter_name(&self, case: &CaseFile, who: &Subject) -> Result<Option<String>, CaseError> {
        match case.reporter {
            Some(person) if person == who.person => Ok(Some(who.name.clone())),
            Some(person) if case.reporter_body == who.body => {
                Ok(self.access.person(person).await?.map(|person| person.facts.name))
            }
            _ => Ok(None),
        }
    }

    /// The timeline, newest first, from before `before` (a `seq`), at most `size` lines (200 at most).
    ///
    /// # Errors
    /// `Missing`, `StepUp`.
    pub async fn timeline(
        &self,
        who: &Subject,
        case: Id,
        before: Option<i64>,
        size: usize,
    ) -> Result<Vec<Event>, CaseError> {
        let read = self.read(who, case, Action::Read, Part::Summary).await?;
        let size = i64::try_from(size.clamp(1, 200)).unwrap_or(200);
        let before = before.unwrap_or(i64::MAX);
        let row = [case.into(), before.into(), visible(&read).into(), who.body.into(), size.into()];
        let lines = self.store.rows(&events::OF_CASE, &row).await?;
        let entry = seen(who, &read.case.number, case, read.emergency).rows(lines.len());
        let entry = entry.detail(json!({ "part": Part::History.key(), "emergency": read.emergency }));
        self.access.note(&Actor::from(who), entry).await?;
        let event = |line: events::Line| Event {
            seq: line.seq,
            at: line.at,
            author: veiled(Author { body: line.body, person: line.person, name: line.name }, who),
            kind: line.kind,
            detail: line.detail,
        };
        Ok(lines.into_iter().map(event).collect())
    }
}

/// A row of the trail about a look at a case: for which matter, or why in an emergency.
pub(crate) fn seen(who: &Subject, number: &str, case: Id, emergency: bool) -> Entry {
    let reason = who.emergency.as_ref().filter(|_| emergency).map(|emergency| emergency.reason.clone());
    Entry::of(Action::Read, Kind::Case).on(case).purpose(reason.unwrap_or_else(|| number.to_owned()))
}

/// Parts whose lines of the timeline may be seen, as `|history|tasks|`. Without the history a body sees its own lines.
fn visible(read: &Read<'_>) -> String {
    let parts = read.standing.parts();
    if !parts.holds(Part::History) {
        return String::new();
    }
    let keys = Part::ALL.into_iter().filter(|part| parts.holds(*part)).map(Part::key);
    keys.fold("|".to_owned(), |text, key| format!("{text}{key}|"))
}

/// The owner sees all shares; another body sees what it was given itself, and why.
fn shown_shares(read: &Read<'_>, who: &Subject) -> Vec<Share> {
    let shares = read.shares.iter().filter(|share| read.standing.is_owner() || share.body == who.body);
    shares.cloned().collect()
}

/// Whether something in the case was given to the subject's own body, and to a unit whose things they see.
fn is_theirs(read: &Read<'_>, who: &Subject, kind: Kind, body: Id, unit: Option<Id>) -> bool {
    body == who.body && read.standing.decide_of(Action::Read, kind, body, unit).is_allowed()
}

fn shown_tasks(read: &Read<'_>, who: &Subject, parts: Parts, all: Vec<Task>) -> Vec<Task> {
    let mut shown = all;
    shown.retain(|task| parts.holds(Part::Tasks) || is_theirs(read, who, Kind::Task, task.body, task.unit));
    for task in &mut shown {
        veil(&mut task.hand, who);
        task.may_hand_on = task.open && may_hand_on(read, task);
        let Some(machine) = &read.kind.task_machine else { continue };
        let bodies = (read.case.owner, read.case.reporter_body);
        let possible = |it: &&Transition| may_move(&read.standing, who, bodies, it, task);
        task.moves = machine.leaving(&task.state).filter(possible).cloned().collect();
    }
    shown
}

fn may_hand_on(read: &Read<'_>, task: &Task) -> bool {
    read.standing.decide_of(Action::Share, Kind::Task, task.body, task.unit).is_allowed()
}

/// What the subject may do, for the buttons.
fn may(read: &Read<'_>, who: &Subject, tasks: &[Task], now: chrono::DateTime<chrono::Utc>) -> May {
    let can = |action: Action| {
        matches!(
            read.standing.decide(action, Kind::Case, Part::Summary),
            Decision::Allowed { emergency: false, .. }
        )
    };
    let forgotten = read.case.forgotten_at.is_some();
    let may_take = |step: &&Transition| {
        let action = if step.decision { Action::Decide } else { Action::Work };
        can(action) && is_by(who, &step.by, read.case.owner, read.case.reporter_body, tasks)
    };
    let moves = read.kind.machine.leaving(&read.case.state).filter(may_take).cloned();
    let undo = StepBack::of(read.case.undo.as_ref(), now).filter(|step| step.person == who.person.0);
    May {
        moves: if forgotten { Vec::new() } else { moves.collect() },
        edit: can(Action::Change) && !forgotten,
        route: can(Action::Share) && !forgotten && read.case.open && !read.kind.task_kinds.is_empty(),
        share: can(Action::Share) && !forgotten,
        work: can(Action::Work) && !forgotten && !read.kind.aggregate_only,
        propose: can(Action::Work)
            && !forgotten
            && !read.kind.aggregate_only
            && may_propose(&read.standing, who).is_allowed(),
        decide: can(Action::Decide) && !forgotten,
        undo: undo.map(|step| (step.transition, step.until)),
    }
}

/// Other bodies see the body, never the person.
fn veil(author: &mut Author, who: &Subject) {
    if author.body != Some(who.body) {
        (author.person, author.name) = (None, None);
    }
}

pub(crate) fn veiled(mut author: Author, who: &Subject) -> Author {
    veil(&mut author, who);
    author
}

/// The case as `who` sees it.
pub(crate) fn shown(case: &CaseFile, who: &Subject, reporter: Option<String>) -> Case {
    let reporter = Author { body: Some(case.reporter_body), person: case.reporter, name: reporter };
    Case {
        id: case.id,
        kind: case.kind.clone(),
        number: case.number.clone(),
        state: case.state.clone(),
        open: case.open,
        title: case.title.clone(),
        place: case.place.clone(),
        fields: case.fields.clone(),
        owner: case.owner,
        unit: case.unit,
        reporter: veiled(reporter, who),
        subject: case.subject,
        opened_at: case.opened_at,
        changed_at: case.changed_at,
        state_since: case.state_since,
        closed_at: case.closed_at,
        due: case.due,
        confirmed: case.confirmed,
        forgotten_at: case.forgotten_at,
        version: case.version,
    }
}
