//! The timeline.

use chrono::{DateTime, Utc};
use store::{Id, Query, Statement};

/// A line as it is kept: its name is told to the own body only.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) seq: i64,
    pub(crate) at: DateTime<Utc>,
    pub(crate) person: Option<Id>,
    pub(crate) body: Option<Id>,
    pub(crate) kind: String,
    pub(crate) detail: serde_json::Value,
    pub(crate) name: Option<String>,
}

pub(crate) const ADD: Statement = Statement::new(
    "add_event",
    "insert into case_event (case_file, seq, at, person, body, concerns, kind, part, detail)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
);

/// Lines that a body may see, newest first. ?3 parts as `|summary|tasks|`, ?4 the body.
pub(crate) const OF_CASE: Query<Line> = Query::new(
    "events_of_case",
    "select e.seq, e.at, e.person, e.body, e.kind, e.detail, p.name
       from case_event e left join access_person p on p.id = e.person
      where e.case_file = ?1 and e.seq < ?2
        and (?3 like '%|' || e.part || '|%' or e.body = ?4 or e.concerns = ?4)
      order by e.seq desc limit ?5",
    |r| {
        Ok(Line {
            seq: r.int(0)?,
            at: r.time(1)?,
            person: r.opt_id(2)?,
            body: r.opt_id(3)?,
            kind: r.text(4)?,
            detail: r.json(5)?,
            name: r.opt_text(6)?,
        })
    },
);

/// Who changed a case last: body, name, when.
pub(crate) const LAST: Query<(Option<Id>, Option<String>, DateTime<Utc>)> = Query::new(
    "last_event",
    "select e.body, p.name, e.at
       from case_event e left join access_person p on p.id = e.person
      where e.case_file = ?1 order by e.seq desc limit 1",
    |r| Ok((r.opt_id(0)?, r.opt_text(1)?, r.time(2)?)),
);

pub(crate) const ALL: [(&str, &str); 3] = [ADD.named(), OF_CASE.named(), LAST.named()];
