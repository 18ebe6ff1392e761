//! What waits for people, and the calendar. A body's open task or ordered measure always comes with a share for the
//! same unit, so whoever may see the task may see its case; shares that have ended (`until`, ?2) are left out all the same.

use chrono::NaiveDate;
use store::{Id, Query, Row, StoreError};

use crate::tables::{lists, measures, tasks};
use crate::{CaseRow, DueOf, Measure, Task};

/// Columns of a case in a list.
const ROW: usize = 14;

fn task(r: &Row<'_>) -> Result<(CaseRow, Task), StoreError> {
    Ok((lists::read(r)?, tasks::read_at(r, ROW)?))
}

/// Open tasks in a person's hand (?3), soonest first, for the whole body (?4 empty) or units `|17|23|`.
pub(crate) const IN_HAND: Query<(CaseRow, Task)> = Query::new(
    "tasks_in_hand",
    concat!(
        "select ",
        row_columns!(),
        ", ",
        task_columns!(),
        " from (select * from case_task t
                 where t.body = ?1 and t.open and t.person = ?3
                   and (?4 = '' or t.unit is null or ?4 like '%|' || t.unit || '|%')
                 order by t.due is null, t.due, t.id limit ?5) t
          join case_reach l on l.body = t.body and l.lane = 0 and l.case_file = t.case_file and l.until > ?2
          join case_file c on c.id = t.case_file
          left join access_person p on p.id = t.person
          order by t.due is null, t.due, t.id"
    ),
    task,
);

/// Open tasks of a body that nobody has in hand, likewise.
pub(crate) const FREE: Query<(CaseRow, Task)> = Query::new(
    "free_tasks",
    concat!(
        "select ",
        row_columns!(),
        ", ",
        task_columns!(),
        " from (select * from case_task t
                 where t.body = ?1 and t.open and t.person is null
                   and (?3 = '' or t.unit is null or ?3 like '%|' || t.unit || '|%')
                 order by t.due is null, t.due, t.id limit ?4) t
          join case_reach l on l.body = t.body and l.lane = 0 and l.case_file = t.case_file and l.until > ?2
          join case_file c on c.id = t.case_file
          left join access_person p on p.id = t.person
          order by t.due is null, t.due, t.id"
    ),
    task,
);

/// Ordered and begun measures of a body, likewise.
pub(crate) const MEASURES: Query<(CaseRow, Measure)> = Query::new(
    "measures_of_body",
    concat!(
        "select ",
        row_columns!(),
        ", ",
        measure_columns!(),
        " from (select * from case_measure m
                 where m.body = ?1 and m.open and m.state in ('ordered', 'under-way')
                   and (?3 = '' or m.unit is null or ?3 like '%|' || m.unit || '|%')
                 order by m.due is null, m.due, m.id limit ?4) m
          join case_reach l on l.body = m.body and l.lane = 0 and l.case_file = m.case_file and l.until > ?2
          join case_file c on c.id = m.case_file
          order by m.due is null, m.due, m.id"
    ),
    |r| Ok((lists::read(r)?, measures::read_at(r, ROW)?)),
);

/// Cases that wait for the body as their owner, soonest first.
pub(crate) const WAITING: Query<CaseRow> = Query::new(
    "waiting_cases",
    concat!(
        "select ",
        row_columns!(),
        " from (select r.case_file, r.due from case_reach r
                 where r.body = ?1 and r.lane = ?2 and r.until > ?3 and r.waits
                 order by r.due, r.case_file limit ?4) l
          join case_file c on c.id = l.case_file order by l.due, l.case_file"
    ),
    lists::read,
);

/// Something that is due.
pub(crate) struct DueRow {
    pub(crate) on: NaiveDate,
    pub(crate) case: Id,
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) what: DueOf,
    pub(crate) version: i64,
}

fn due(r: &Row<'_>) -> Result<DueRow, StoreError> {
    let what = match r.int(5)? {
        0 => DueOf::Case,
        1 => DueOf::Task(r.id(6)?),
        3 => DueOf::Visit(r.id(6)?),
        _ => DueOf::Measure(r.id(6)?),
    };
    Ok(DueRow {
        on: r.date(0)?,
        case: r.id(1)?,
        number: r.text(2)?,
        kind: r.text(3)?,
        title: r.text(4)?,
        what,
        version: r.int(7)?,
    })
}

/// Cases that the body coordinates, due from day ?4 to day ?5. Closed ones have no deadline.
pub(crate) const DUE_CASES: Query<DueRow> = Query::new(
    "calendar_cases",
    "select c.due, c.id, c.number, c.type, c.title, 0, c.id, c.version
       from case_file c join case_reach l on l.case_file = c.id
      where c.owner_body = ?1 and c.due >= ?4 and c.due <= ?5 and l.body = ?1 and l.lane = ?2 and l.until > ?3
      order by c.due, c.id limit ?6",
    due,
);

/// Open tasks of a body (?1), due from day ?2 to day ?3, for the whole body (?4 empty) or units `|17|23|`.
pub(crate) const DUE_TASKS: Query<DueRow> = Query::new(
    "calendar_tasks",
    "select t.due, c.id, c.number, c.type, c.title, 1, t.id, t.version
       from case_task t join case_file c on c.id = t.case_file
      where t.body = ?1 and t.open and t.due >= ?2 and t.due <= ?3
        and (?4 = '' or t.unit is null or ?4 like '%|' || t.unit || '|%')
      order by t.due, t.id limit ?5",
    due,
);

/// Visits that a body (?1) plans, likewise.
pub(crate) const PLANNED: Query<DueRow> = Query::new(
    "calendar_visits",
    "select t.planned, c.id, c.number, c.type, c.title, 3, t.id, t.version
       from case_task t join case_file c on c.id = t.case_file
      where t.body = ?1 and t.open and t.planned >= ?2 and t.planned <= ?3
        and (?4 = '' or t.unit is null or ?4 like '%|' || t.unit || '|%')
      order by t.planned, t.id limit ?5",
    due,
);

/// How many open cases of a lane there are of each type and in each state.
pub(crate) const STATES: Query<(String, String, i64)> = Query::new(
    "open_states",
    "select r.type, r.state, count(*) from case_reach r
      where r.body = ?1 and r.lane = ?2 and r.until > ?3 and r.open group by r.type, r.state",
    |r| Ok((r.text(0)?, r.text(1)?, r.int(2)?)),
);

/// The same, case by case, for people of several units, who may meet a case twice.
pub(crate) const STATES_EACH: Query<(Id, String, String)> = Query::new(
    "open_states_each",
    "select r.case_file, r.type, r.state from case_reach r
      where r.body = ?1 and r.lane = ?2 and r.until > ?3 and r.open",
    |r| Ok((r.id(0)?, r.text(1)?, r.text(2)?)),
);

/// Open measures of a body (?1), likewise.
pub(crate) const DUE_MEASURES: Query<DueRow> = Query::new(
    "calendar_measures",
    "select m.due, c.id, c.number, c.type, c.title, 2, m.id, m.version
       from case_measure m join case_file c on c.id = m.case_file
      where m.body = ?1 and m.open and m.state in ('ordered', 'under-way') and m.due >= ?2 and m.due <= ?3
        and (?4 = '' or m.unit is null or ?4 like '%|' || m.unit || '|%')
      order by m.due, m.id limit ?5",
    due,
);

pub(crate) const ALL: [(&str, &str); 10] = [
    IN_HAND.named(),
    FREE.named(),
    MEASURES.named(),
    WAITING.named(),
    DUE_CASES.named(),
    DUE_TASKS.named(),
    DUE_MEASURES.named(),
    PLANNED.named(),
    STATES.named(),
    STATES_EACH.named(),
];
