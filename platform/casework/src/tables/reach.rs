//! Who may see what, unfolded for lists.

use store::{Query, Statement};

pub(crate) const DROP: Statement =
    Statement::new("drop_reach", "delete from case_reach where case_file = ?1");

pub(crate) const ADD: Statement = Statement::new(
    "add_reach",
    "insert into case_reach (body, lane, case_file, until, type, state, open, waits, owner_body, due, changed_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
);

/// Open deadlines of the tasks and measures of a case: body and last day.
pub(crate) const DUES: Query<(store::Id, String)> = Query::new(
    "dues_of_case",
    "select body, due from case_task where case_file = ?1 and open and due is not null
      union all
     select body, due from case_measure where case_file = ?1 and open and due is not null",
    |r| Ok((r.id(0)?, r.text(1)?)),
);

pub(crate) const ALL: [(&str, &str); 3] = [DROP.named(), ADD.named(), DUES.named()];
