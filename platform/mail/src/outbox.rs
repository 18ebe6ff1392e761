//! The outbox: letters as rows, and the claims of those who send them.

use chrono::{DateTime, TimeDelta, Utc};
use store::{Clock, Id, Query, Statement, Store, StoreError, Transaction};

use crate::Letter;

const PUT: Statement = Statement::new(
    "put_letter",
    "insert into mail_letter (id, recipient, subject, body, thread, next_at, written_at)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
);
const DUE: Query<i64> = Query::new(
    "letter_due",
    "select 1 from mail_letter
      where state = 'waiting' and next_at <= ?1 and (lease_until is null or lease_until < ?1) limit 1",
    |r| r.int(0),
);
const CLAIM: Query<Claimed> = Query::new(
    "claim_letter",
    "update mail_letter
        set lease = ?2, lease_until = ?3, attempts = attempts + 1
      where id = (select id from mail_letter
                   where state = 'waiting' and next_at <= ?1 and (lease_until is null or lease_until < ?1)
                   order by next_at, id limit 1)
        and state = 'waiting' and next_at <= ?1 and (lease_until is null or lease_until < ?1)
     returning id, recipient, subject, body, thread, attempts, lease, written_at",
    |r| {
        let (to, subject, text, thread) = (r.text(1)?, r.text(2)?, r.text(3)?, r.text(4)?);
        let letter = Letter { to, subject, text, thread };
        Ok(Claimed { id: r.id(0)?, letter, attempts: r.int(5)?, lease: r.int(6)?, written_at: r.time(7)? })
    },
);
const END: Statement = Statement::new(
    "end_letter",
    "update mail_letter
        set state = ?3, ended_at = ?4, reason = ?5, lease = null, lease_until = null
      where id = ?1 and lease = ?2",
);
const POSTPONE: Statement = Statement::new(
    "postpone_letter",
    "update mail_letter
        set next_at = ?3, reason = ?4, lease = null, lease_until = null
      where id = ?1 and lease = ?2",
);
const COUNTS: Query<Counts> = Query::new(
    "letter_counts",
    "select coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0),
            coalesce(sum(case when state = 'waiting' and attempts > 0 then 1 else 0 end), 0),
            coalesce(sum(case when state = 'sent' then 1 else 0 end), 0),
            coalesce(sum(case when state = 'given-up' then 1 else 0 end), 0)
       from mail_letter",
    |r| Ok(Counts { waiting: r.int(0)?, troubled: r.int(1)?, sent: r.int(2)?, given_up: r.int(3)? }),
);
const REASON: Query<String> =
    Query::new("letter_reason", "select reason from mail_letter where id = ?1", |r| r.text(0));
const FORGET: Statement = Statement::new("forget_letters", "delete from mail_letter where ended_at < ?1");

/// Every SQL text of this crate.
pub(crate) const ALL: [(&str, &str); 8] = [
    PUT.named(),
    DUE.named(),
    CLAIM.named(),
    END.named(),
    POSTPONE.named(),
    COUNTS.named(),
    REASON.named(),
    FORGET.named(),
];

/// How many letters are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Not sent yet.
    pub waiting: i64,
    /// Of these, tried at least once.
    pub troubled: i64,
    /// Taken by the mail server.
    pub sent: i64,
    /// Refused for good, or tried for four days.
    pub given_up: i64,
}

/// A letter in the hands of one process.
pub(crate) struct Claimed {
    pub(crate) id: Id,
    pub(crate) letter: Letter,
    pub(crate) attempts: i64,
    pub(crate) lease: i64,
    pub(crate) written_at: DateTime<Utc>,
}

/// Where letters are put; cheap to clone.
#[derive(Debug, Clone)]
pub struct Outbox {
    store: Store,
    pub(crate) clock: Clock,
}

impl Outbox {
    /// The outbox in `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock) -> Outbox {
        Outbox { store, clock }
    }

    /// Writes a letter that is sent if and when the transaction commits. Returns its id.
    ///
    /// # Errors
    /// The database.
    pub async fn put(&self, tx: &mut Transaction, letter: &Letter) -> Result<Id, StoreError> {
        let id = self.store.new_id();
        let Letter { to, subject, text, thread } = letter;
        let now = self.clock.now();
        tx.execute(&PUT, &[id.into(), to.into(), subject.into(), text.into(), thread.into(), now.into()])
            .await?;
        Ok(id)
    }

    /// How many letters are where.
    ///
    /// # Errors
    /// The database.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let none = Counts { waiting: 0, troubled: 0, sent: 0, given_up: 0 };
        Ok(self.store.row(&COUNTS, &[]).await?.unwrap_or(none))
    }

    /// What the mail server said about a letter last; `None` when there is no such letter.
    ///
    /// # Errors
    /// The database.
    pub async fn reason(&self, letter: Id) -> Result<Option<String>, StoreError> {
        self.store.row(&REASON, &[letter.into()]).await
    }

    /// Forgets letters that ended before `time`, with everything in them; returns how many.
    ///
    /// # Errors
    /// The database.
    pub async fn forget_ended_before(&self, time: DateTime<Utc>) -> Result<u64, StoreError> {
        self.store.execute(&FORGET, &[time.into()]).await
    }

    /// Takes the letter that waits longest; `None` when none is due.
    pub(crate) async fn claim(&self, lease: TimeDelta) -> Result<Option<Claimed>, StoreError> {
        loop {
            let now = self.clock.now();
            // Reading is cheap and disturbs no writer, so an idle sender only reads.
            if self.store.row(&DUE, &[now.into()]).await?.is_none() {
                return Ok(None);
            }
            let token = self.store.new_id();
            // None: another process was faster with this one; there may be more.
            let claimed = self.store.row(&CLAIM, &[now.into(), token.into(), (now + lease).into()]).await?;
            if claimed.is_some() {
                return Ok(claimed);
            }
        }
    }

    /// Ends a letter; false when another process has it now.
    pub(crate) async fn end(&self, claimed: &Claimed, state: &str, reason: &str) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let params = [claimed.id.into(), claimed.lease.into(), state.into(), now.into(), reason.into()];
        Ok(self.store.execute(&END, &params).await? == 1)
    }

    /// Lets a letter wait until `next_at`; false when another process has it now.
    pub(crate) async fn postpone(
        &self,
        claimed: &Claimed,
        next_at: DateTime<Utc>,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let params = [claimed.id.into(), claimed.lease.into(), next_at.into(), reason.into()];
        Ok(self.store.execute(&POSTPONE, &params).await? == 1)
    }
}
