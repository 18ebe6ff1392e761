//! Background jobs: long work (an import, a compilation, an export) that any process may do, with progress to watch.
//!
//! ```text
//!              enqueue                claim                finish
//!   (nobody) ──────────► queued ────────────────► running ────────► done │ failed │ cancelled
//!                          ▲    one guarded update   │
//!                          └──── lease ran out ──────┘   a crashed worker's job is taken over, at most 3 times
//! ```
//!
//! - A worker *leases* a job and renews the lease while it works. Nobody else can claim it before the lease ends.
//! - A worker that lost its lease (a machine asleep, a network cut) finds every further write about the job refused:
//!   each is guarded by the token of its claim. Work that must happen once ends with [`Progress::finish_in`], which
//!   puts "done" into the same transaction as the work itself.
//! - Progress is kept in memory, so reporting costs nothing and works while SQLite's only writer is the import itself;
//!   it goes to the table with each renewal, for other processes to see.

mod progress;
mod worker;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value as Json;
use tokio::sync::Notify;

pub use progress::Progress;
pub use worker::{JobFault, Worker};

use crate::{
    Clock, Id, Migration, ParameterFault, Query, Row, Statement, Store, StoreError, Transaction, Value,
};
use progress::Live;

pub(crate) const CREATE: Migration = Migration {
    number: 1,
    name: "jobs",
    sql: "
        -- Long work that any process may do. `worker` is the token of the claim that runs it now, `lease_until` when
        -- that claim ends unless renewed; both are empty when nobody works on it.
        create table store_job (
            id          bigint  primary key,
            kind        text    not null,
            payload     text    not null,
            state       text    not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
            done        bigint  not null default 0,
            total       bigint,
            message     text    not null default '',
            result      text,
            error       text,
            cancel      boolean not null default false,
            attempts    bigint  not null default 0,
            worker      bigint,
            lease_until bigint,
            queued_at   bigint  not null,
            started_at  bigint,
            finished_at bigint,
            check ((state = 'running') = (worker is not null)),
            check ((worker is null) = (lease_until is null))
        );
        create index store_job_open on store_job (state, id)",
};

/// How often a job is begun before we believe that it is the job that kills its workers.
const ATTEMPTS: i64 = 3;

const ENQUEUE: Statement = Statement::new(
    "enqueue_job",
    "insert into store_job (id, kind, payload, state, queued_at) values (?1, ?2, ?3, 'queued', ?4)",
);
const CLAIMABLE: Query<i64> = Query::new(
    "claimable_job",
    "select id from store_job
      where (state = 'queued' or (state = 'running' and lease_until < ?1)) and ?2 like '%|' || kind || '|%'
      order by id limit 1",
    |r| r.int(0),
);
const CLAIM: Query<Claimed> = Query::new(
    "claim_job",
    "update store_job
        set state = 'running', worker = ?3, lease_until = ?4, attempts = attempts + 1,
            started_at = coalesce(started_at, ?1)
      where id = (select id from store_job
                   where (state = 'queued' or (state = 'running' and lease_until < ?1 and attempts < ?5))
                     and ?2 like '%|' || kind || '|%'
                   order by id limit 1)
        and (state = 'queued' or (state = 'running' and lease_until < ?1))
     returning id, kind, payload, cancel",
    |r| Ok(Claimed { id: r.id(0)?, kind: r.text(1)?, payload: r.json(2)?, cancel: r.bool(3)? }),
);
const GIVE_UP: Statement = Statement::new(
    "give_up_jobs",
    "update store_job
        set state = 'failed', worker = null, lease_until = null, finished_at = ?1, error = '{\"key\":\"job-worker-lost\"}'
      where state = 'running' and lease_until < ?1 and attempts >= ?2",
);
const CANCEL: Query<String> = Query::new(
    "cancel_job",
    "update store_job
        set cancel = true,
            finished_at = case when state = 'queued' then ?2 else finished_at end,
            state = case when state = 'queued' then 'cancelled' else state end
      where id = ?1 and state in ('queued', 'running')
     returning state",
    |r| r.text(0),
);
const JOB: Query<Job> = Query::new(
    "job",
    "select id, kind, payload, state, done, total, message, result, error, cancel, attempts, queued_at, started_at,
            finished_at
       from store_job where id = ?1",
    Job::read,
);
const LATEST: Query<Job> = Query::new(
    "latest_jobs",
    "select id, kind, payload, state, done, total, message, result, error, cancel, attempts, queued_at, started_at,
            finished_at
       from store_job order by id desc limit ?1",
    Job::read,
);
const FORGET: Statement =
    Statement::new("forget_jobs", "delete from store_job where finished_at is not null and finished_at < ?1");

/// Every query of this module, for `Store::prepare_all`.
pub(crate) const QUERIES: [(&str, &str); 12] = [
    ENQUEUE.named(),
    CLAIMABLE.named(),
    CLAIM.named(),
    GIVE_UP.named(),
    CANCEL.named(),
    JOB.named(),
    LATEST.named(),
    FORGET.named(),
    progress::RENEW.named(),
    progress::HOLD.named(),
    progress::FINISH.named(),
    progress::RELEASE.named(),
];

/// A claim as it comes from the table.
struct Claimed {
    id: Id,
    kind: String,
    payload: Json,
    cancel: bool,
}

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waits for a worker.
    Queued,
    /// A worker has it (or had, when its lease has run out).
    Running,
    /// Finished; `result` says what came of it.
    Done,
    /// Gave up; `error` says why.
    Failed,
    /// Stopped because somebody asked.
    Cancelled,
}

impl JobState {
    /// As the table writes it.
    pub fn name(self) -> &'static str {
        match self {
            JobState::Queued => "queued",
            JobState::Running => "running",
            JobState::Done => "done",
            JobState::Failed => "failed",
            JobState::Cancelled => "cancelled",
        }
    }

    fn parse(name: &str) -> Option<JobState> {
        use JobState::{Cancelled, Done, Failed, Queued, Running};
        [Queued, Running, Done, Failed, Cancelled].into_iter().find(|state| state.name() == name)
    }
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id; later jobs have greater ones.
    pub id: Id,
    /// What kind of work.
    pub kind: String,
    /// What to work on; its shape is the kind's own.
    pub payload: Json,
    /// Where it is in its life.
    pub state: JobState,
    /// Units done, of `total` where that is known. What a unit is, `message` tells.
    pub done: u64,
    /// Units in all, where known.
    pub total: Option<u64>,
    /// Key of the message that says what is going on; empty before the first report.
    pub message: String,
    /// What came of it.
    pub result: Option<Json>,
    /// Why it failed: `{"key": …, "args": {…}}`, see [`JobFault`].
    pub error: Option<Json>,
    /// Whether somebody asked it to stop.
    pub cancel_requested: bool,
    /// How often a worker has begun it.
    pub attempts: u64,
    /// When it was put into the queue.
    pub queued_at: DateTime<Utc>,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was done, failed or cancelled.
    pub finished_at: Option<DateTime<Utc>>,
}

impl Job {
    fn read(r: &Row<'_>) -> Result<Job, StoreError> {
        Ok(Job {
            id: r.id(0)?,
            kind: r.text(1)?,
            payload: r.json(2)?,
            state: JobState::parse(&r.text(3)?).ok_or_else(|| r.refuse(3, "a job's state"))?,
            done: r.int(4)?.try_into().map_err(|_| r.refuse(4, "a count"))?,
            total: r.opt_int(5)?.map(u64::try_from).transpose().map_err(|_| r.refuse(5, "a count"))?,
            message: r.text(6)?,
            result: r.opt_json(7)?,
            error: r.opt_json(8)?,
            cancel_requested: r.bool(9)?,
            attempts: r.int(10)?.try_into().map_err(|_| r.refuse(10, "a count"))?,
            queued_at: r.time(11)?,
            started_at: r.opt_time(12)?,
            finished_at: r.opt_time(13)?,
        })
    }
}

/// The queue. Clones share what this process knows about its running jobs.
#[derive(Clone)]
pub struct Jobs {
    store: Store,
    clock: Clock,
    lease: TimeDelta,
    live: Arc<Mutex<HashMap<Id, Arc<Live>>>>,
    news: Arc<Notify>,
}

/// A job in a worker's hands. Dropped without `finish`, it stays leased until the lease runs out.
pub struct Claim {
    /// What kind of work.
    pub kind: String,
    /// What to work on.
    pub payload: Json,
    /// Reports, and ends the job.
    pub progress: Progress,
}

impl Jobs {
    /// The queue in `store`, with leases of a minute.
    pub fn new(store: Store, clock: Clock) -> Jobs {
        let (live, news) = (Arc::default(), Arc::default());
        Jobs { store, clock, lease: TimeDelta::seconds(60), live, news }
    }

    /// Another length of lease: a crashed worker's job waits that long; clocks of machines must agree much better.
    #[must_use]
    pub fn with_lease(self, lease: TimeDelta) -> Jobs {
        Jobs { lease, ..self }
    }

    /// Puts a job into the queue. Kinds are written in lower-case letters, digits and hyphens.
    pub async fn enqueue(&self, kind: &str, payload: &Json) -> Result<Id, StoreError> {
        let id = self.store.new_id();
        self.store.execute(&ENQUEUE, &self.row(id, kind, payload)?).await?;
        self.news.notify_one();
        Ok(id)
    }

    /// Puts a job into the queue if and when the transaction commits.
    pub async fn enqueue_in(
        &self,
        tx: &mut Transaction,
        kind: &str,
        payload: &Json,
    ) -> Result<Id, StoreError> {
        let id = self.store.new_id();
        tx.execute(&ENQUEUE, &self.row(id, kind, payload)?).await?;
        Ok(id)
    }

    fn row(&self, id: Id, kind: &str, payload: &Json) -> Result<[Value; 4], StoreError> {
        if kind.is_empty() || !kind.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            let fault = ParameterFault::Mismatch { given: "text", column: "kind of job".to_owned() };
            return Err(StoreError::Parameter { query: ENQUEUE.name, position: 2, fault });
        }
        Ok([id.into(), kind.into(), payload.clone().into(), self.clock.now().into()])
    }

    /// A job as it stands; a job of this process with its progress of this moment.
    pub async fn job(&self, id: Id) -> Result<Option<Job>, StoreError> {
        Ok(self.store.row(&JOB, &[id.into()]).await?.map(|job| self.freshen(job)))
    }

    /// The newest jobs, newest first.
    pub async fn latest(&self, most: u32) -> Result<Vec<Job>, StoreError> {
        let jobs = self.store.rows(&LATEST, &[most.into()]).await?;
        Ok(jobs.into_iter().map(|job| self.freshen(job)).collect())
    }

    fn freshen(&self, mut job: Job) -> Job {
        let live = self.live.lock().unwrap_or_else(PoisonError::into_inner);
        if let (JobState::Running, Some(live)) = (job.state, live.get(&job.id)) {
            (job.done, job.total, job.message) = live.report();
            job.cancel_requested |= live.asked_to_stop();
        }
        job
    }

    /// Asks a job to stop: a waiting one is cancelled at once, a running one sees it at its next look (in other
    /// processes: with its next renewal). False when it has ended already or does not exist.
    pub async fn cancel(&self, id: Id) -> Result<bool, StoreError> {
        let live = self.live.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if let Some(live) = live {
            live.ask_to_stop(); // SQLite's writer may be busy with the very job; renewals write it down
            return Ok(true);
        }
        Ok(self.store.row(&CANCEL, &[id.into(), self.clock.now().into()]).await?.is_some())
    }

    /// Forgets jobs that ended before `time`; returns how many.
    pub async fn forget_ended_before(&self, time: DateTime<Utc>) -> Result<u64, StoreError> {
        self.store.execute(&FORGET, &[time.into()]).await
    }

    /// Takes the oldest waiting or abandoned job of one of the `kinds`, `None` when there is none. Usually a
    /// [`Worker`] does this.
    pub async fn claim(&self, kinds: &[&str]) -> Result<Option<Claim>, StoreError> {
        let wanted = format!("|{}|", kinds.join("|"));
        loop {
            let now = self.clock.now();
            // Reading is cheap and disturbs no writer, so an idle worker only reads.
            if self.store.row(&CLAIMABLE, &[now.into(), wanted.as_str().into()]).await?.is_none() {
                return Ok(None);
            }
            self.store.execute(&GIVE_UP, &[now.into(), ATTEMPTS.into()]).await?;
            let token = self.store.new_id();
            let params = [
                now.into(),
                wanted.as_str().into(),
                token.into(),
                (now + self.lease).into(),
                ATTEMPTS.into(),
            ];
            // None: another worker was faster with this one; there may be more.
            if let Some(claimed) = self.store.row(&CLAIM, &params).await? {
                return Ok(Some(self.hand_over(claimed, token)));
            }
        }
    }

    fn hand_over(&self, claimed: Claimed, token: Id) -> Claim {
        let live = Arc::new(Live::new(claimed.id, token, claimed.cancel));
        self.live.lock().unwrap_or_else(PoisonError::into_inner).insert(claimed.id, Arc::clone(&live));
        let progress = Progress { live, jobs: self.clone() };
        Claim { kind: claimed.kind, payload: claimed.payload, progress }
    }
}
