//! Lists of cases. All of them walk `case_reach`, which holds what `authorize` would say; no list query may do without
//! [`within!`], and a test compares the two.

use chrono::NaiveDate;
use store::{Query, Row, StoreError};

use crate::CaseRow;

/// The rows that a body (?1) sees in a lane (?2) at this instant (?3), and the filter: open ?4, type ?5, state ?6,
/// owner ?7, due before ?8, three ranges of words ?9–?14, subject ?15.
macro_rules! within {
    () => {
        "r.body = ?1 and r.lane = ?2 and r.until > ?3
         and (r.open = ?4 or ?4 is null)
         and (r.type = ?5 or ?5 is null)
         and (r.state = ?6 or ?6 is null)
         and (r.owner_body = ?7 or ?7 is null)
         and (r.due < ?8 or ?8 is null)
         and (cast(?9 as bigint) is null
              or r.case_file in (select w.case_file from case_word w where w.word >= ?9 and w.word < ?10))
         and (cast(?11 as bigint) is null
              or r.case_file in (select w.case_file from case_word w where w.word >= ?11 and w.word < ?12))
         and (cast(?13 as bigint) is null
              or r.case_file in (select w.case_file from case_word w where w.word >= ?13 and w.word < ?14))
         and (cast(?15 as bigint) is null
              or exists (select 1 from case_file s where s.id = r.case_file and s.subject = ?15))"
    };
}

/// No deadline, as `case_reach` keeps it.
pub(crate) const NEVER: &str = "9999-12-31";

/// Reads [`row_columns!`].
pub(super) fn read(r: &Row<'_>) -> Result<CaseRow, StoreError> {
    let due: NaiveDate = r.date(10)?;
    let never = due.format("%Y-%m-%d").to_string() == NEVER;
    Ok(CaseRow {
        id: r.id(0)?,
        kind: r.text(1)?,
        number: r.text(2)?,
        state: r.text(3)?,
        open: r.bool(4)?,
        title: r.text(5)?,
        place: r.text(6)?,
        point: r.opt_real(7)?.zip(r.opt_real(8)?),
        owner: r.id(9)?,
        due: (!never).then_some(due),
        overdue: false,
        opened_at: r.time(11)?,
        changed_at: r.time(12)?,
        subject: r.opt_id(13)?,
    })
}

/// Last opened first, from before case ?16.
pub(crate) const NEWEST: Query<CaseRow> = Query::new(
    "newest_cases",
    concat!(
        "select ",
        row_columns!(),
        " from (select r.case_file, r.due from case_reach r where ",
        within!(),
        " and r.case_file < ?16 order by r.case_file desc limit ?17) l
          join case_file c on c.id = l.case_file order by l.case_file desc"
    ),
    read,
);

/// Soonest deadline first, from after day ?16 and case ?17.
pub(crate) const DUE: Query<CaseRow> = Query::new(
    "due_cases",
    concat!(
        "select ",
        row_columns!(),
        " from (select r.case_file, r.due from case_reach r where ",
        within!(),
        " and (r.due, r.case_file) > (?16, ?17) order by r.due, r.case_file limit ?18) l
          join case_file c on c.id = l.case_file order by l.due, l.case_file"
    ),
    read,
);

/// Last changed first, from before instant ?16 and case ?17.
pub(crate) const CHANGED: Query<CaseRow> = Query::new(
    "changed_cases",
    concat!(
        "select ",
        row_columns!(),
        " from (select r.case_file, r.due, r.changed_at from case_reach r where ",
        within!(),
        " and (r.changed_at, r.case_file) < (?16, ?17) order by r.changed_at desc, r.case_file desc limit ?18) l
          join case_file c on c.id = l.case_file order by l.changed_at desc, l.case_file desc"
    ),
    read,
);

/// How many, up to ?16.
pub(crate) const COUNT: Query<i64> = Query::new(
    "count_cases",
    concat!(
        "select count(*) from (select 1 as one from case_reach r where ",
        within!(),
        " limit ?16) as found"
    ),
    |r| r.int(0),
);

/// Which, up to ?16: for people of several units, who may meet a case twice.
pub(crate) const IDS: Query<i64> = Query::new(
    "ids_of_cases",
    concat!("select r.case_file from case_reach r where ", within!(), " limit ?16"),
    |r| r.int(0),
);

/// Cases about a thing (kind ?4, id ?5), last opened first.
pub(crate) const ABOUT: Query<CaseRow> = Query::new(
    "cases_about",
    concat!(
        "select ",
        row_columns!(),
        " from case_file c join case_reach l on l.case_file = c.id
          where c.subject_kind = ?4 and c.subject = ?5 and l.body = ?1 and l.lane = ?2 and l.until > ?3
          order by c.id desc limit 50"
    ),
    read,
);

pub(crate) const ALL: [(&str, &str); 6] =
    [NEWEST.named(), DUE.named(), CHANGED.named(), COUNT.named(), IDS.named(), ABOUT.named()];
