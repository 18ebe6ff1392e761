//! Long runs as jobs that can be left and found again.
//!
//! The process that was asked works on the job; should it die, the job's lease runs out and whoever opens the page next
//! wakes another worker.

use ground::Ground;
use serde_json::Value as Json;
use store::jobs::{Job, Worker};
use store::{Id, Jobs, StoreError, Transaction};
use web::Error;

use super::{clusters, imports, kept};

/// The queue of this installation.
fn jobs(ground: &Ground) -> Jobs {
    Jobs::new(ground.store.clone(), ground.access.clock().clone())
}

/// A worker that knows the runs of this module.
fn worker(ground: &Ground) -> Worker {
    let (for_clusters, for_imports) = (ground.clone(), ground.clone());
    jobs(ground)
        .worker()
        .on(clusters::KIND, move |payload, progress| clusters::work(for_clusters.clone(), payload, progress))
        .on(imports::KIND, move |payload, progress| imports::work(for_imports.clone(), payload, progress))
}

/// Lets a worker of this process do what waits.
pub(crate) fn wake(ground: &Ground) {
    let worker = worker(ground);
    tokio::spawn(async move {
        if let Err(error) = worker.run_one().await {
            tracing::warn!(%error, "a run over offences could not be worked on");
        }
    });
}

/// Queues a run in a transaction; the caller wakes a worker after the commit.
pub(crate) async fn enqueue(
    ground: &Ground,
    tx: &mut Transaction,
    kind: &str,
    payload: &Json,
) -> Result<Id, StoreError> {
    jobs(ground).enqueue_in(tx, kind, payload).await
}

/// The latest runs of a kind, newest first.
pub(crate) async fn latest(ground: &Ground, kind: &str) -> Result<Vec<Job>, Error> {
    let all = jobs(ground).latest(100).await.map_err(kept("list runs"))?;
    Ok(all.into_iter().filter(|job| job.kind == kind).collect())
}
