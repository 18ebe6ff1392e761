//! What people have not seen yet.

use store::{Query, Row, Statement, StoreError};

use crate::Notice;

fn read(r: &Row<'_>) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: r.id(0)?,
        kind: r.text(1)?,
        case: r.id(2)?,
        number: r.text(3)?,
        case_kind: r.text(4)?,
        at: r.time(5)?,
        seen: r.opt_time(6)?.is_some(),
    })
}

/// Unseen ones of a person acting for a body, newest first.
pub(crate) const UNSEEN: Query<Notice> = Query::new(
    "unseen_notices",
    "select n.id, n.kind, n.case_file, c.number, c.type, n.at, n.seen_at
       from case_notice n join case_file c on c.id = n.case_file
      where n.person = ?1 and n.body = ?2 and n.seen_at is null
      order by n.id desc limit ?3",
    read,
);

pub(crate) const COUNT: Query<i64> = Query::new(
    "count_unseen",
    "select count(*) from (select 1 as one from case_notice
                            where person = ?1 and body = ?2 and seen_at is null limit 99) as found",
    |r| r.int(0),
);

pub(crate) const ADD: Statement = Statement::new(
    "add_notice",
    "insert into case_notice (id, person, body, case_file, kind, detail, at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
);

/// Marks as seen: one (?3), those of a case (?4), or all of the person's.
pub(crate) const SEEN: Statement = Statement::new(
    "see_notices",
    "update case_notice set seen_at = ?5
      where person = ?1 and body = ?2 and seen_at is null and (id = ?3 or ?3 is null)
        and (case_file = ?4 or ?4 is null)",
);

pub(crate) const ALL: [(&str, &str); 4] = [UNSEEN.named(), COUNT.named(), ADD.named(), SEEN.named()];
