//! What figures are made of: tasks and how they ended, states and how long they lasted, choices and how often they were
//! made. No titles, no places, no people; whoever may read figures may read these.

use access::trail::Entry;
use access::{Action, Actor, Context, Decision, Kind, Resource, Subject};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use store::{Id, Query, in_prague};

use crate::{CaseError, Casework};

/// A task, as figures need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFigure {
    /// Its case.
    pub case: Id,
    /// The thing the case is about.
    pub subject: Option<Id>,
    /// Key of its kind.
    pub kind: String,
    /// How it ended; `None` while it is open.
    pub outcome: Option<String>,
    /// When it was given.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A stay of a case in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateSpell {
    /// The case.
    pub case: Id,
    /// Key of the state.
    pub state: String,
    /// When it was entered.
    pub from: DateTime<Utc>,
    /// When it was left; `None` while the case is in it.
    pub to: Option<DateTime<Utc>>,
}

/// How often choices were made, and when the cases were opened that were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// `(choice, count)` in the order of the type; every choice stands there.
    pub counts: Vec<(String, u64)>,
    /// First day, in Prague.
    pub first: NaiveDate,
    /// Last day, in Prague.
    pub last: NaiveDate,
}

const TASKS: Query<TaskFigure> = Query::new(
    "figures_tasks",
    "select t.case_file, f.subject, t.kind, t.outcome, t.opened_at, t.ended_at
       from case_task t join case_file f on f.id = t.case_file
      where f.type = ?1 and t.opened_at >= ?2 order by t.id",
    |r| {
        Ok(TaskFigure {
            case: r.id(0)?,
            subject: r.opt_id(1)?,
            kind: r.text(2)?,
            outcome: r.opt_text(3)?,
            opened_at: r.time(4)?,
            ended_at: r.opt_time(5)?,
        })
    },
);
const STEPS: Query<(Id, DateTime<Utc>, serde_json::Value)> = Query::new(
    "figures_steps",
    "select e.case_file, e.at, e.detail
       from case_event e join case_file f on f.id = e.case_file
      where f.type = ?1 and f.opened_at >= ?2 and e.kind in ('opened', 'moved', 'undone')
      order by e.case_file, e.seq",
    |r| Ok((r.id(0)?, r.time(1)?, r.json(2)?)),
);
const FIELDS: Query<serde_json::Value> = Query::new(
    "figures_fields",
    "select fields from case_file where type = ?1 and opened_at >= ?2 and opened_at < ?3 and forgotten_at is null",
    |r| r.json(0),
);

pub(crate) const QUERIES: [(&str, &str); 3] = [TASKS.named(), STEPS.named(), FIELDS.named()];

impl Casework {
    /// Tasks given since `since` in cases of a type.
    ///
    /// # Errors
    /// `Missing` for whoever may not read figures.
    pub async fn task_figures(
        &self,
        who: &Subject,
        kind: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<TaskFigure>, CaseError> {
        self.may_read_figures(who)?;
        let rows = self.store.rows(&TASKS, &[kind.into(), since.into()]).await?;
        self.note_figures(who, kind, rows.len()).await?;
        Ok(rows)
    }

    /// How cases of a type opened since `since` went through their states.
    ///
    /// # Errors
    /// `Missing` for whoever may not read figures.
    pub async fn state_spells(
        &self,
        who: &Subject,
        kind: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<StateSpell>, CaseError> {
        self.may_read_figures(who)?;
        let steps = self.store.rows(&STEPS, &[kind.into(), since.into()]).await?;
        let mut spells: Vec<StateSpell> = Vec::with_capacity(steps.len());
        for (case, at, detail) in steps {
            if let Some(before) = spells.last_mut().filter(|before| before.case == case) {
                before.to = Some(at);
            }
            let state = detail.get("to").or_else(|| detail.get("state")).and_then(serde_json::Value::as_str);
            spells.push(StateSpell { case, state: state.unwrap_or_default().to_owned(), from: at, to: None });
        }
        self.note_figures(who, kind, spells.len()).await?;
        Ok(spells)
    }

    /// How often each choice of a field was made in cases of a type opened from `since` to before `until`. Where only
    /// sums may leave, months are whole and finished: two sums a day apart would tell about the one case between them.
    ///
    /// # Errors
    /// `Missing` for whoever may not read figures, and for what is no field with choices.
    pub async fn tally(
        &self,
        who: &Subject,
        kind: &str,
        field: &str,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Tally, CaseError> {
        self.may_read_figures(who)?;
        let known = self.types.get(kind);
        let rule = known.and_then(|kind| kind.field(field)).map(|field| &field.kind);
        let Some(crate::FieldKind::Choice(choices)) = rule else {
            return Err(CaseError::Missing("field with choices"));
        };
        let (since, until) = if known.is_some_and(|kind| kind.aggregate_only) {
            (month_of(since), month_of(until.min(self.access.clock().now())))
        } else {
            (since, until)
        };
        let fields = self.store.rows(&FIELDS, &[kind.into(), since.into(), until.into()]).await?;
        let made = |key: &str| {
            let this = |said: &&serde_json::Value| said.get(field).and_then(|v| v.as_str()) == Some(key);
            u64::try_from(fields.iter().filter(this).count()).unwrap_or(u64::MAX)
        };
        let counts = choices.iter().map(|choice| (choice.key.clone(), made(&choice.key))).collect();
        self.note_figures(who, kind, fields.len()).await?;
        let last = in_prague(until - chrono::TimeDelta::milliseconds(1)).date_naive();
        Ok(Tally { counts, first: in_prague(since).date_naive(), last })
    }

    fn may_read_figures(&self, who: &Subject) -> Result<(), CaseError> {
        let context = Context { now: self.access.clock().now() };
        match access::authorize(who, Action::Read, &Resource::any(Kind::Figures), &context) {
            Decision::Allowed { .. } => Ok(()),
            Decision::StepUp | Decision::Denied => Err(CaseError::Missing("figures")),
        }
    }

    async fn note_figures(&self, who: &Subject, kind: &str, rows: usize) -> Result<(), CaseError> {
        let entry = Entry::of(Action::Read, Kind::Figures).rows(rows).purpose(kind);
        Ok(self.access.note(&Actor::from(who), entry).await?)
    }
}

/// The first instant of the month in Prague.
fn month_of(at: DateTime<Utc>) -> DateTime<Utc> {
    let local = in_prague(at);
    let first = local.date_naive().with_day(1).unwrap_or_else(|| local.date_naive()).and_time(NaiveTime::MIN);
    // Clocks never change on the first of a month; were it so, the instant itself is the nearest there is.
    local.timezone().from_local_datetime(&first).earliest().map_or(at, |first| first.to_utc())
}
