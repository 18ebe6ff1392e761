//! What bodies were given of cases.

use access::Parts;
use chrono::{DateTime, Utc};
use store::{Id, Query, Row, Statement, StoreError};

use crate::{Share, ShareOrigin};

fn read(r: &Row<'_>) -> Result<Share, StoreError> {
    Ok(Share {
        id: r.id(0)?,
        body: r.id(1)?,
        unit: r.opt_id(2)?,
        parts: Parts::from_bits(r.int(3)?),
        origin: ShareOrigin::from_key(&r.text(4)?).ok_or_else(|| r.refuse(4, "an origin of a share"))?,
        purpose: r.text(5)?,
        legal_basis: r.text(6)?,
        at: r.time(7)?,
        expires_at: r.opt_time(8)?,
    })
}

impl ShareOrigin {
    /// Name in the database and in the keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ShareOrigin::Person => "person",
            ShareOrigin::Task => "task",
            ShareOrigin::Measure => "measure",
            ShareOrigin::Report => "report",
        }
    }

    fn from_key(key: &str) -> Option<ShareOrigin> {
        use ShareOrigin::{Measure, Person, Report, Task};
        [Person, Task, Measure, Report].into_iter().find(|origin| origin.key() == key)
    }
}

impl Share {
    /// Whether it has not ended yet at this instant. (Those taken back are never read.)
    pub(crate) fn holds(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_none_or(|end| end > now)
    }
}

/// Shares of a case that were not taken back, oldest first.
pub(crate) const OF_CASE: Query<Share> = Query::new(
    "shares_of_case",
    "select id, body, unit, parts, origin, purpose, legal_basis, at, expires_at
       from case_share where case_file = ?1 and revoked_at is null order by id",
    read,
);

pub(crate) const ADD: Statement = Statement::new(
    "add_share",
    "insert into case_share (id, case_file, body, unit, parts, origin, task, purpose, legal_basis, by_body, by_person,
                             at, expires_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
);

/// Takes back a share that a person gave.
pub(crate) const REVOKE: Query<Id> = Query::new(
    "revoke_share",
    "update case_share set revoked_at = ?3
      where id = ?1 and case_file = ?2 and origin = 'person' and revoked_at is null
     returning body",
    |r| r.id(0),
);

/// Lets the share that came with a task end by itself: the body has passed the task on.
pub(crate) const END_OF_TASK: Statement = Statement::new(
    "end_share_of_task",
    "update case_share set expires_at = ?2
      where task = ?1 and revoked_at is null and (expires_at > ?2 or expires_at is null)",
);

pub(crate) const ALL: [(&str, &str); 4] = [OF_CASE.named(), ADD.named(), REVOKE.named(), END_OF_TASK.named()];
