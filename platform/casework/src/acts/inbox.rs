//! What waits for a person, and when what is due.

use std::collections::{BTreeMap, BTreeSet};

use access::trail::Entry;
use access::{Action, Actor, Context, Kind, Reach, Scope, Subject, scope};
use chrono::NaiveDate;
use store::{Id, Value};

use crate::acts::list::Lanes;
use crate::tables::inbox::{self as waiting, DueRow};
use crate::tables::{lists, notices};
use crate::{CaseError, CaseRow, Casework, Deadline, Inbox, StateCount};

/// Rows of each list of the inbox.
const EACH: i64 = 50;
/// Rows of a calendar.
const CALENDAR: i64 = 1_000;

/// The units a scope is limited to as `|17|23|`, empty for the whole body; nothing when nothing may be seen. A person
/// limited to units always has at least one text to compare with, so that "no units" never means "all".
fn units(scope: &Scope) -> Option<String> {
    match scope.reach {
        None | Some(Reach::Own) => None,
        Some(Reach::Unit) => {
            Some(scope.units.iter().fold("|".to_owned(), |text, unit| format!("{text}{}|", unit.0)))
        }
        Some(Reach::Body | Reach::City) => Some(String::new()),
    }
}

impl Casework {
    fn scope_of(&self, who: &Subject, kind: Kind) -> Scope {
        // An open emergency lets a person read more, but gives nobody else's work to them.
        let calm = Subject { emergency: None, ..who.clone() };
        scope(&calm, Action::Read, kind, &Context { now: self.access.clock().now() })
    }

    /// What waits for a person and the body they act for. Each list is cut at 50.
    ///
    /// # Errors
    /// The database.
    pub async fn inbox(&self, who: &Subject) -> Result<Inbox, CaseError> {
        let lanes = Lanes::of(&self.scope_of(who, Kind::Case));
        let today = self.access.clock().today();
        let mut inbox = Inbox { cases: self.waiting(&lanes).await?, ..Inbox::default() };
        let now = self.access.clock().now();
        if let Some(units) = units(&self.scope_of(who, Kind::Task)) {
            let free = [who.body.into(), now.into(), (&units).into(), EACH.into()];
            let own = [who.body.into(), now.into(), who.person.into(), units.into(), EACH.into()];
            inbox.free_tasks = self.with_overdue(self.store.rows(&waiting::FREE, &free).await?);
            inbox.own_tasks = self.with_overdue(self.store.rows(&waiting::IN_HAND, &own).await?);
        }
        if let Some(units) = units(&self.scope_of(who, Kind::Measure)) {
            let due = [who.body.into(), now.into(), units.into(), EACH.into()];
            inbox.measures = self.with_overdue(self.store.rows(&waiting::MEASURES, &due).await?);
        }
        self.veil_inbox(who, &mut inbox);
        let unseen = [who.person.into(), who.body.into(), EACH.into()];
        inbox.notices = self.store.rows(&notices::UNSEEN, &unseen).await?;
        let tasks = inbox.free_tasks.iter().chain(&inbox.own_tasks);
        inbox.overdue = tasks.filter(|(_, task)| task.due.is_some_and(|due| due < today)).count()
            + inbox.cases.iter().filter(|case| case.overdue).count();
        let shown = inbox.free_tasks.len() + inbox.own_tasks.len() + inbox.cases.len() + inbox.measures.len();
        self.access.note(&Actor::from(who), Entry::new("read", "inbox").rows(shown)).await?;
        Ok(inbox)
    }

    /// As [`Casework::veil_personal`], with what tasks and measures say besides the row of their case.
    fn veil_inbox(&self, who: &Subject, inbox: &mut Inbox) {
        if self.sees_personal(who) {
            return;
        }
        for (row, task) in inbox.free_tasks.iter_mut().chain(&mut inbox.own_tasks) {
            if self.is_personal(&row.kind) {
                [&mut task.ask, &mut task.answer, &mut task.reference].into_iter().for_each(String::clear);
            }
        }
        for (row, measure) in &mut inbox.measures {
            if self.is_personal(&row.kind) {
                [&mut measure.title, &mut measure.text].into_iter().for_each(String::clear);
            }
        }
        let tasks = inbox.free_tasks.iter_mut().chain(&mut inbox.own_tasks).map(|(row, _)| row);
        let measures = inbox.measures.iter_mut().map(|(row, _)| row);
        self.veil_personal(who, tasks.chain(measures).chain(&mut inbox.cases));
    }

    async fn waiting(&self, lanes: &Lanes) -> Result<Vec<CaseRow>, CaseError> {
        let mut rows = Vec::new();
        for lane in &lanes.lanes {
            let mut params = lanes.head(*lane);
            params.push(EACH.into());
            rows.extend(self.store.rows(&waiting::WAITING, &params).await?);
        }
        rows.sort_by_key(|row: &CaseRow| (row.due.unwrap_or(NaiveDate::MAX), row.id));
        rows.dedup_by_key(|row| row.id);
        rows.truncate(usize::try_from(EACH).unwrap_or(50));
        Ok(self.all_overdue(rows))
    }

    /// Says of each case whether it is overdue today.
    fn all_overdue(&self, mut rows: Vec<CaseRow>) -> Vec<CaseRow> {
        let today = self.access.clock().today();
        rows.iter_mut().for_each(|row| row.overdue = is_overdue(row, today));
        rows
    }

    fn with_overdue<T>(&self, mut rows: Vec<(CaseRow, T)>) -> Vec<(CaseRow, T)> {
        let today = self.access.clock().today();
        rows.iter_mut().for_each(|(row, _)| row.overdue = is_overdue(row, today));
        rows
    }

    /// Cases about a thing (`lodging-object` 17) that `who` may see, last opened first, at most 50.
    ///
    /// # Errors
    /// The database.
    pub async fn about(&self, who: &Subject, kind: &str, subject: Id) -> Result<Vec<CaseRow>, CaseError> {
        let lanes = self.lanes(who, Action::Read);
        let mut rows = Vec::new();
        for lane in &lanes.lanes {
            let mut params = lanes.head(*lane);
            params.extend([Value::from(crate::act::plain(kind)), subject.into()]);
            rows.extend(self.store.rows(&lists::ABOUT, &params).await?);
        }
        rows.sort_by_key(|row: &CaseRow| std::cmp::Reverse(row.id));
        rows.dedup_by_key(|row| row.id);
        self.veil_personal(who, &mut rows);
        let entry = Entry::of(Action::Read, Kind::Case).rows(rows.len());
        let entry = entry.detail(serde_json::json!({ "about": kind, "subject": subject.0 }));
        self.access.note(&Actor::from(who), entry).await?;
        Ok(self.all_overdue(rows))
    }

    /// Marks notices as seen: one, or all of them.
    ///
    /// # Errors
    /// The database.
    pub async fn seen(&self, who: &Subject, notice: Option<Id>) -> Result<(), CaseError> {
        self.mark_seen(who, notice, None).await
    }

    /// Marks the notices about a case as seen.
    ///
    /// # Errors
    /// The database.
    pub async fn seen_case(&self, who: &Subject, case: Id) -> Result<(), CaseError> {
        self.mark_seen(who, None, Some(case)).await
    }

    async fn mark_seen(&self, who: &Subject, notice: Option<Id>, case: Option<Id>) -> Result<(), CaseError> {
        let now = self.access.clock().now();
        let row = [who.person.into(), who.body.into(), notice.into(), case.into(), now.into()];
        self.store.execute(&notices::SEEN, &row).await?;
        Ok(())
    }

    /// How many notices the person has not seen, up to 99.
    ///
    /// # Errors
    /// The database.
    pub async fn unseen(&self, who: &Subject) -> Result<i64, CaseError> {
        let count = self.store.row(&notices::COUNT, &[who.person.into(), who.body.into()]).await?;
        Ok(count.unwrap_or(0))
    }

    /// How many open cases the person may see of each type and in each state.
    ///
    /// # Errors
    /// The database.
    pub async fn open_states(&self, who: &Subject) -> Result<Vec<StateCount>, CaseError> {
        let lanes = Lanes::of(&self.scope_of(who, Kind::Case));
        let mut counts = BTreeMap::new();
        if let [lane] = lanes.lanes.as_slice() {
            for (kind, state, cases) in self.store.rows(&waiting::STATES, &lanes.head(*lane)).await? {
                counts.insert((kind, state), cases);
            }
        } else {
            let mut seen = BTreeSet::new();
            for lane in &lanes.lanes {
                for (case, kind, state) in self.store.rows(&waiting::STATES_EACH, &lanes.head(*lane)).await? {
                    if seen.insert(case) {
                        *counts.entry((kind, state)).or_insert(0) += 1;
                    }
                }
            }
        }
        let all = counts.into_iter().map(|((kind, state), cases)| StateCount { kind, state, cases });
        Ok(all.collect())
    }

    /// What is due from one day to another, both included; at most 1,000.
    ///
    /// # Errors
    /// The database.
    pub async fn deadlines(
        &self,
        who: &Subject,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Deadline>, CaseError> {
        self.first_deadlines(who, from, to, CALENDAR).await
    }

    /// The first `most` of what is due from one day to another, both included.
    ///
    /// # Errors
    /// The database.
    pub async fn first_deadlines(
        &self,
        who: &Subject,
        from: NaiveDate,
        to: NaiveDate,
        most: i64,
    ) -> Result<Vec<Deadline>, CaseError> {
        let lanes = Lanes::of(&self.scope_of(who, Kind::Case));
        let mut rows = Vec::new();
        for lane in &lanes.lanes {
            let mut params = lanes.head(*lane);
            params.extend([from.into(), to.into(), most.into()]);
            rows.extend(self.store.rows(&waiting::DUE_CASES, &params).await?);
        }
        let queries = [
            (Kind::Task, &waiting::DUE_TASKS),
            (Kind::Task, &waiting::PLANNED),
            (Kind::Measure, &waiting::DUE_MEASURES),
        ];
        for (kind, query) in queries {
            if let Some(units) = units(&self.scope_of(who, kind)) {
                let params = [who.body.into(), from.into(), to.into(), units.into(), most.into()];
                rows.extend(self.store.rows(query, &params).await?);
            }
        }
        let today = self.access.clock().today();
        let mut deadlines: Vec<_> = rows.into_iter().map(|row| deadline(row, today)).collect();
        deadlines.sort_by_key(|it: &Deadline| (it.on, it.case, it.what));
        deadlines.dedup();
        deadlines.truncate(usize::try_from(most).unwrap_or(0));
        if !self.sees_personal(who) {
            let personal = deadlines.iter_mut().filter(|it| self.is_personal(&it.kind));
            personal.for_each(|it| it.title.clear());
        }
        let entry = Entry::new("read", "calendar").rows(deadlines.len());
        self.access.note(&Actor::from(who), entry).await?;
        Ok(deadlines)
    }
}

/// Whether the day of an open case is over.
pub(super) fn is_overdue(row: &CaseRow, today: NaiveDate) -> bool {
    row.open && row.due.is_some_and(|due| due < today)
}

fn deadline(row: DueRow, today: NaiveDate) -> Deadline {
    Deadline {
        on: row.on,
        case: row.case,
        number: row.number,
        kind: row.kind,
        title: row.title,
        what: row.what,
        version: row.version,
        overdue: row.on < today,
    }
}
