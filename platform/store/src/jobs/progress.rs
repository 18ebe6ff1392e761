//! A running job's side: what it reports, whether it should stop, and how it ends.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

use serde_json::Value as Json;

use super::{JobFault, JobState, Jobs};
use crate::{Id, Query, Statement, StoreError, Transaction, Value};

pub(super) const RENEW: Query<bool> = Query::new(
    "renew_job",
    "update store_job set lease_until = ?3, done = ?4, total = ?5, message = ?6, cancel = (cancel or ?7)
      where id = ?1 and worker = ?2
     returning cancel",
    |r| r.bool(0),
);
pub(super) const HOLD: Statement =
    Statement::new("hold_job", "update store_job set lease_until = ?3 where id = ?1 and worker = ?2");
pub(super) const FINISH: Statement = Statement::new(
    "finish_job",
    "update store_job
        set state = ?3, result = ?4, error = ?5, done = ?6, total = ?7, message = ?8, finished_at = ?9,
            worker = null, lease_until = null
      where id = ?1 and worker = ?2",
);
pub(super) const RELEASE: Statement = Statement::new(
    "release_job",
    "update store_job set state = 'queued', worker = null, lease_until = null, attempts = attempts - 1
      where id = ?1 and worker = ?2",
);

/// What this process knows about a job that it runs.
#[derive(Debug)]
pub(super) struct Live {
    id: Id,
    token: Id,
    report: Mutex<(u64, Option<u64>, String)>,
    stop: AtomicBool,
    lost: AtomicBool,
    finished: AtomicBool,
    renewals: AtomicU64,
}

impl Live {
    pub(super) fn new(id: Id, token: Id, stop: bool) -> Live {
        Live {
            id,
            token,
            report: Mutex::default(),
            stop: stop.into(),
            lost: false.into(),
            finished: false.into(),
            renewals: 0.into(),
        }
    }

    pub(super) fn report(&self) -> (u64, Option<u64>, String) {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn asked_to_stop(&self) -> bool {
        self.stop.load(Relaxed)
    }

    pub(super) fn ask_to_stop(&self) {
        self.stop.store(true, Relaxed);
    }
}

/// Handed to the work: reports how far it is and tells it when to stop. Cheap to clone, usable from any thread.
#[derive(Clone)]
pub struct Progress {
    pub(super) live: Arc<Live>,
    pub(super) jobs: Jobs,
}

impl Progress {
    /// Which job.
    pub fn job(&self) -> Id {
        self.live.id
    }

    /// Reports `done` units of `total` (where known), and by `message` (a translation key) what is going on. Costs
    /// tens of nanoseconds, so call it as often as you like.
    pub fn set(&self, done: u64, total: impl Into<Option<u64>>, message: &str) {
        let total = total.into();
        let mut report = self.live.report.lock().unwrap_or_else(PoisonError::into_inner);
        (report.0, report.1) = (done, total);
        if report.2 != message {
            message.clone_into(&mut report.2);
        }
    }

    /// Whether the work should stop: somebody asked, or the job is not ours any more. Look now and then.
    pub fn cancelled(&self) -> bool {
        self.live.asked_to_stop() || self.is_lost()
    }

    pub(super) fn is_lost(&self) -> bool {
        self.live.lost.load(Relaxed)
    }

    pub(super) fn is_finished(&self) -> bool {
        self.live.finished.load(Relaxed)
    }

    /// How often the lease was renewed; for tests.
    #[cfg(feature = "testing")]
    pub fn renewals(&self) -> u64 {
        self.live.renewals.load(Relaxed)
    }

    fn lost(&self) -> StoreError {
        self.live.lost.store(true, Relaxed);
        StoreError::JobLost { job: self.live.id }
    }

    fn lease_end(&self) -> Value {
        (self.jobs.clock.now() + self.jobs.lease).into()
    }

    fn counts(&self) -> [Value; 3] {
        let (done, total, message) = self.live.report();
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        [count(done).into(), total.map(count).into(), message.replace('\0', "").into()]
    }

    /// Renews the lease, writes the report down and reads whether somebody asked to stop. A [`Worker`](super::Worker)
    /// does this by itself.
    ///
    /// # Errors
    /// `JobLost` when another worker has taken over.
    pub async fn renew(&self) -> Result<(), StoreError> {
        let [done, total, message] = self.counts();
        let (id, token) = (self.live.id.into(), self.live.token.into());
        let params = [id, token, self.lease_end(), done, total, message, self.live.asked_to_stop().into()];
        match self.jobs.store.row(&RENEW, &params).await? {
            Some(true) => self.live.ask_to_stop(),
            Some(false) => {}
            None if self.is_finished() => {} // by `finish_in`
            None => return Err(self.lost()),
        }
        self.live.renewals.fetch_add(1, Relaxed);
        Ok(())
    }

    /// Makes sure, inside a transaction, that the job is still ours, and renews its lease with the commit. Call it
    /// before the commit of long work on SQLite, where the lease cannot be renewed meanwhile.
    ///
    /// # Errors
    /// `JobLost`; the transaction should then be dropped.
    pub async fn hold(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        let params = [self.live.id.into(), self.live.token.into(), self.lease_end()];
        if tx.execute(&HOLD, &params).await? == 1 { Ok(()) } else { Err(self.lost()) }
    }

    /// Marks the job done inside the transaction that does its work: both happen or neither, and only once even when
    /// two workers believed that the job was theirs.
    ///
    /// # Errors
    /// `JobLost`; the transaction should then be dropped.
    pub async fn finish_in(&self, tx: &mut Transaction, result: &Json) -> Result<(), StoreError> {
        let params = self.ending(JobState::Done, Some(result.clone()), None);
        if tx.execute(&FINISH, &params).await? != 1 {
            return Err(self.lost());
        }
        self.live.finished.store(true, Relaxed);
        Ok(())
    }

    /// Ends the job. An error after a request to stop counts as cancelled.
    ///
    /// # Errors
    /// `JobLost` when it is not ours any more; its state is then another worker's matter.
    pub async fn finish(&self, outcome: Result<Json, JobFault>) -> Result<JobState, StoreError> {
        let (state, result, error) = match outcome {
            Ok(_) if self.is_finished() => {
                self.forget();
                return Ok(JobState::Done);
            }
            Ok(result) => (JobState::Done, Some(result), None),
            Err(_) if self.live.asked_to_stop() => (JobState::Cancelled, None, None),
            Err(fault) => (JobState::Failed, None, Some(fault.to_json())),
        };
        let touched = self.jobs.store.execute(&FINISH, &self.ending(state, result, error)).await?;
        self.forget();
        if touched == 1 { Ok(state) } else { Err(self.lost()) }
    }

    fn ending(&self, state: JobState, result: Option<Json>, error: Option<Json>) -> [Value; 9] {
        let [done, total, message] = self.counts();
        let (id, token) = (self.live.id.into(), self.live.token.into());
        let now = self.jobs.clock.now().into();
        [id, token, state.name().into(), result.into(), error.into(), done, total, message, now]
    }

    /// Puts the job back into the queue, unfinished and as if never begun: the process is going down.
    pub async fn release(&self) -> Result<(), StoreError> {
        self.live.lost.store(true, Relaxed); // whatever still runs here must stop
        self.jobs.store.execute(&RELEASE, &[self.live.id.into(), self.live.token.into()]).await.map(drop)
    }

    /// Stops showing this process's own view of the job.
    pub(super) fn forget(&self) {
        let mut live = self.jobs.live.lock().unwrap_or_else(PoisonError::into_inner);
        if live.get(&self.live.id).is_some_and(|l| l.token == self.live.token) {
            live.remove(&self.live.id);
        }
    }
}
