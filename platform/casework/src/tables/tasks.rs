//! What bodies were asked to do.

use store::{Id, Query, Row, Statement, StoreError, Value};

use crate::{Author, Task};

/// Columns of [`task_columns!`], from `first` on.
pub(super) fn read_at(r: &Row<'_>, first: usize) -> Result<Task, StoreError> {
    let at = |column: usize| first + column;
    let body = r.id(at(3))?;
    let person = r.opt_id(at(5))?;
    Ok(Task {
        id: r.id(at(0))?,
        case: r.id(at(1))?,
        kind: r.text(at(2))?,
        body,
        unit: r.opt_id(at(4))?,
        hand: Author { body: Some(body), person, name: r.opt_text(at(18))? },
        state: r.text(at(6))?,
        open: r.bool(at(7))?,
        legal_basis: r.text(at(8))?,
        ask: r.text(at(9))?,
        answer: r.text(at(10))?,
        reference: r.text(at(11))?,
        outcome: r.opt_text(at(12))?,
        due: r.opt_date(at(13))?,
        opened_at: r.time(at(14))?,
        ended_at: r.opt_time(at(15))?,
        handed_on: r.opt_id(at(16))?,
        version: r.int(at(17))?,
        planned: r.opt_date(at(19))?,
        moves: Vec::new(),
        may_hand_on: false,
    })
}

pub(crate) const OF_CASE: Query<Task> = Query::new(
    "tasks_of_case",
    concat!(
        "select ",
        task_columns!(),
        " from case_task t left join access_person p on p.id = t.person
          where t.case_file = ?1 order by t.id"
    ),
    |r| read_at(r, 0),
);

pub(crate) const TASK: Query<Task> = Query::new(
    "task",
    concat!(
        "select ",
        task_columns!(),
        " from case_task t left join access_person p on p.id = t.person where t.id = ?1"
    ),
    |r| read_at(r, 0),
);

pub(crate) const ADD: Statement = Statement::new(
    "add_task",
    "insert into case_task (id, case_file, kind, body, unit, state, open, legal_basis, ask, due, opened_at, state_since,
                            handed_on)
     values (?1, ?2, ?3, ?4, ?5, ?6, true, ?7, ?8, ?9, ?10, ?10, ?11)",
);

/// Saves a task if nobody else has since it was read.
pub(crate) const SAVE: Statement = Statement::new(
    "save_task",
    "update case_task
        set person = ?3, state = ?4, open = ?5, answer = ?6, reference = ?7, outcome = ?8, due = ?9, planned = ?12,
            state_since = case when state = ?4 then state_since else ?10 end, ended_at = ?11, version = version + 1
      where id = ?1 and version = ?2",
);

/// Whether the person works for the body today. ?3 is today.
pub(crate) const WORKS_FOR: Query<Id> = Query::new(
    "works_for",
    "select p.id from access_person p
      where p.id = ?1 and p.state = 'active'
        and exists (select 1 from access_membership m
                     where m.person = p.id and m.body = ?2 and m.valid_from <= ?3
                       and (m.valid_to is null or m.valid_to >= ?3))",
    |r| r.id(0),
);

pub(crate) const ALL: [(&str, &str); 5] =
    [OF_CASE.named(), TASK.named(), ADD.named(), SAVE.named(), WORKS_FOR.named()];

impl Task {
    /// Parameters of [`SAVE`].
    pub(crate) fn changes(&self, read: i64, now: chrono::DateTime<chrono::Utc>) -> Vec<Value> {
        vec![
            self.id.into(),
            read.into(),
            self.hand.person.into(),
            (&self.state).into(),
            self.open.into(),
            (&self.answer).into(),
            (&self.reference).into(),
            self.outcome.as_deref().into(),
            self.due.into(),
            now.into(),
            self.ended_at.into(),
            self.planned.into(),
        ]
    }
}
