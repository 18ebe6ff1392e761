//! A worker: claims jobs, runs them one after the other, renews their leases meanwhile.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde_json::{Map, Value as Json};
use tokio::task::JoinHandle;

use super::{Claim, Jobs, Progress};
use crate::{Id, StoreError};

/// How long an idle worker sleeps before it looks again; a job queued by the same process wakes it at once.
const POLL: Duration = Duration::from_secs(1);

/// Why a job failed: a message key and what to put into the message, since it will be read in three languages.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{key}")]
pub struct JobFault {
    /// Key of the message.
    pub key: String,
    /// What goes into its places.
    pub args: Map<String, Json>,
}

impl JobFault {
    /// A fault without arguments.
    pub fn new(key: &str) -> JobFault {
        JobFault { key: key.to_owned(), args: Map::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> JobFault {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn to_json(&self) -> Json {
        serde_json::json!({ "key": self.key, "args": self.args })
    }
}

impl From<StoreError> for JobFault {
    /// `job-store-failed`; the error itself goes to the log, for it may name what visitors need not know.
    fn from(error: StoreError) -> JobFault {
        tracing::error!(error = &error as &dyn std::error::Error, "a job's work on the store failed");
        JobFault::new("job-store-failed")
    }
}

type Work = Pin<Box<dyn Future<Output = Result<Json, JobFault>> + Send>>;
type Handler = Box<dyn Fn(Json, Progress) -> Work + Send + Sync>;

/// Runs jobs of the kinds it was taught.
pub struct Worker {
    jobs: Jobs,
    handlers: BTreeMap<&'static str, Handler>,
    current: Mutex<Option<Progress>>,
}

impl Jobs {
    /// A worker that knows no kinds yet.
    pub fn worker(&self) -> Worker {
        Worker { jobs: self.clone(), handlers: BTreeMap::new(), current: Mutex::default() }
    }
}

impl Worker {
    /// Teaches a kind of work: from the payload to the result. Work that computes long should do so in
    /// `spawn_blocking` and look at [`Progress::cancelled`] now and then.
    #[must_use]
    pub fn on<F, W>(mut self, kind: &'static str, work: F) -> Worker
    where
        F: Fn(Json, Progress) -> W + Send + Sync + 'static,
        W: Future<Output = Result<Json, JobFault>> + Send + 'static,
    {
        self.handlers.insert(kind, Box::new(move |payload, progress| Box::pin(work(payload, progress))));
        self
    }

    /// Works until `stop`; a job that runs then goes back into the queue. Trouble with the database is logged and
    /// tried again.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            let ran = tokio::select! {
                () = &mut stop => break,
                ran = self.run_one() => ran,
            };
            if let Err(error) = &ran {
                tracing::warn!(error = error as &dyn std::error::Error, "the queue of jobs is out of reach");
            }
            if !matches!(ran, Ok(Some(_))) {
                tokio::select! {
                    () = &mut stop => break,
                    () = tokio::time::sleep(POLL) => {}
                    () = self.jobs.news.notified() => {}
                }
            }
        }
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(progress) = current
            && let Err(error) = progress.release().await
        {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "job not released; its lease will run out"
            );
        }
    }

    /// Runs the next job to its end; returns which, `None` when none waits.
    pub async fn run_one(&self) -> Result<Option<Id>, StoreError> {
        let kinds: Vec<&str> = self.handlers.keys().copied().collect();
        let Some(claim) = self.jobs.claim(&kinds).await? else { return Ok(None) };
        let progress = claim.progress.clone();
        let shown = Shown(progress.clone());
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress.clone());
        let ended = self.carry_out(claim).await;
        self.current.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(shown);
        match ended {
            Ok(()) => {}
            Err(StoreError::JobLost { job }) => tracing::warn!(%job, "another worker took the job over"),
            Err(error) => return Err(error),
        }
        Ok(Some(progress.job()))
    }

    async fn carry_out(&self, claim: Claim) -> Result<(), StoreError> {
        let Claim { kind, payload, progress } = claim;
        let Some(handler) = self.handlers.get(kind.as_str()) else { return progress.release().await };
        // A task of its own, so that a panic fails the job and not the worker.
        let mut work = Aborting(tokio::spawn(handler(payload, progress.clone())));
        let every = self.jobs.lease.to_std().unwrap_or(POLL) / 3;
        let outcome = loop {
            tokio::select! {
                outcome = &mut work.0 => break outcome,
                () = tokio::time::sleep(every) => match progress.renew().await {
                    Err(lost @ StoreError::JobLost { .. }) => return Err(lost), // drops and so aborts the work
                    Err(error) => tracing::warn!(job = %progress.job(), %error, "lease not renewed"),
                    Ok(()) => {}
                },
            }
        };
        let outcome = outcome.unwrap_or_else(|_| Err(JobFault::new("job-panicked")));
        self.finish(&progress, outcome).await
    }

    /// Writes the end down; a busy or silent database is asked again while the lease lasts.
    async fn finish(&self, progress: &Progress, outcome: Result<Json, JobFault>) -> Result<(), StoreError> {
        let mut tries = 0;
        loop {
            match progress.finish(outcome.clone()).await {
                Err(StoreError::Busy { .. } | StoreError::Unreachable { .. }) if tries < 5 => {
                    tries += 1;
                    tokio::time::sleep(POLL).await;
                }
                ended => return ended.map(drop),
            }
        }
    }
}

/// While it lives, this process shows its own view of the job's progress.
struct Shown(Progress);

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.forget();
    }
}

/// A task that does not outlive its owner.
struct Aborting(JoinHandle<Result<Json, JobFault>>);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}
