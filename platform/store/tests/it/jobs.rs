//! Jobs: one life each, progress, asking to stop.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use store::{
    Clock, Jobs, Store, StoreError,
    jobs::{JobFault, JobState},
    testing,
};

fn noon() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

async fn queue(store: &Store) -> (Jobs, Clock) {
    store.migrate(&[store::MIGRATIONS]).await.unwrap();
    let clock = Clock::fixed(noon());
    (Jobs::new(store.clone(), clock.clone()), clock)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_a_job() {
    testing::each_engine(async |store| {
        let (jobs, clock) = queue(&store).await;
        let id = jobs.enqueue("import-addresses", &json!({ "file": "plzeň.csv" })).await.unwrap();
        let job = jobs.job(id).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.attempts, job.queued_at, job.started_at),
            (JobState::Queued, 0, noon(), None)
        );

        assert!(jobs.claim(&["export", "import"]).await.unwrap().is_none(), "no such kinds wait");
        clock.advance(TimeDelta::seconds(1));
        let claim = jobs.claim(&["export", "import-addresses"]).await.unwrap().unwrap();
        assert_eq!((claim.kind.as_str(), &claim.payload["file"]), ("import-addresses", &json!("plzeň.csv")));
        assert!(jobs.claim(&["import-addresses"]).await.unwrap().is_none(), "it is taken");

        claim.progress.set(5, 10, "import-reading");
        let here = jobs.job(id).await.unwrap().unwrap();
        assert_eq!(
            (here.state, here.done, here.total, here.message.as_str()),
            (JobState::Running, 5, Some(10), "import-reading")
        );
        let elsewhere = Jobs::new(store.clone(), clock.clone());
        assert_eq!(elsewhere.job(id).await.unwrap().unwrap().done, 0);
        claim.progress.renew().await.unwrap();
        assert_eq!(elsewhere.job(id).await.unwrap().unwrap().done, 5);

        clock.advance(TimeDelta::seconds(1));
        claim.progress.set(10, None, "import-done");
        assert_eq!(claim.progress.finish(Ok(json!({ "rows": 10 }))).await.unwrap(), JobState::Done);
        let job = elsewhere.job(id).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.done, job.total, job.result),
            (JobState::Done, 10, None, Some(json!({ "rows": 10 })))
        );
        assert_eq!(
            (job.started_at, job.finished_at),
            (Some(noon() + TimeDelta::seconds(1)), Some(noon() + TimeDelta::seconds(2)))
        );

        assert!(matches!(claim.progress.finish(Ok(json!(1))).await, Err(StoreError::JobLost { .. })));
        assert!(!jobs.cancel(id).await.unwrap(), "too late");
        assert_eq!(jobs.forget_ended_before(clock.now() + TimeDelta::seconds(1)).await.unwrap(), 1);
        assert_eq!(jobs.latest(10).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked() {
    testing::each_engine(async |store| {
        let (jobs, clock) = queue(&store).await;
        let elsewhere = Jobs::new(store.clone(), clock);
        let waiting = jobs.enqueue("wait", &json!(null)).await.unwrap();
        assert!(elsewhere.cancel(waiting).await.unwrap());
        assert_eq!(jobs.job(waiting).await.unwrap().unwrap().state, JobState::Cancelled);
        assert!(!elsewhere.cancel(waiting).await.unwrap(), "it has ended");
        assert!(jobs.claim(&["wait"]).await.unwrap().is_none());

        for asker in [&jobs, &elsewhere] {
            let running = jobs.enqueue("run", &json!(null)).await.unwrap();
            let claim = jobs.claim(&["run"]).await.unwrap().unwrap();
            assert!(!claim.progress.cancelled());
            assert!(asker.cancel(running).await.unwrap());
            claim.progress.renew().await.unwrap();
            assert!(claim.progress.cancelled());
            let ended = claim.progress.finish(Err(JobFault::new("stopped"))).await.unwrap();
            assert_eq!(ended, JobState::Cancelled);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_abandoned_job_is_taken_over_when_its_lease_ends() {
    testing::each_engine(async |store| {
        let (jobs, clock) = queue(&store).await;
        let elsewhere = Jobs::new(store.clone(), clock.clone());
        let id = jobs.enqueue("work", &json!(null)).await.unwrap();
        let crashed = jobs.claim(&["work"]).await.unwrap().unwrap().progress;
        clock.advance(TimeDelta::seconds(59));
        assert!(elsewhere.claim(&["work"]).await.unwrap().is_none(), "still leased");
        crashed.renew().await.unwrap();
        clock.advance(TimeDelta::seconds(59));
        assert!(elsewhere.claim(&["work"]).await.unwrap().is_none(), "renewed");
        clock.advance(TimeDelta::seconds(2));
        let second = elsewhere.claim(&["work"]).await.unwrap().unwrap().progress;
        assert_eq!((second.job(), jobs.job(id).await.unwrap().unwrap().attempts), (id, 2));

        // The first one was only asleep; nothing it does counts any more.
        assert!(matches!(crashed.renew().await, Err(StoreError::JobLost { .. })));
        assert!(crashed.cancelled());
        assert!(matches!(crashed.finish(Ok(json!("late"))).await, Err(StoreError::JobLost { .. })));
        let mut tx = store.begin().await.unwrap();
        assert!(matches!(crashed.hold(&mut tx).await, Err(StoreError::JobLost { .. })));
        assert!(matches!(crashed.finish_in(&mut tx, &json!("late")).await, Err(StoreError::JobLost { .. })));
        drop(tx);
        second.finish(Ok(json!("in time"))).await.unwrap();
        assert_eq!(elsewhere.job(id).await.unwrap().unwrap().result, Some(json!("in time")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_kills_its_workers_is_given_up() {
    testing::each_engine(async |store| {
        let (jobs, clock) = queue(&store).await;
        let id = jobs.enqueue("poison", &json!(null)).await.unwrap();
        for _ in 0..3 {
            assert!(jobs.claim(&["poison"]).await.unwrap().is_some());
            clock.advance(TimeDelta::seconds(61));
        }
        assert!(jobs.claim(&["poison"]).await.unwrap().is_none());
        let job = jobs.job(id).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.error.unwrap()["key"].clone()),
            (JobState::Failed, json!("job-worker-lost"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_and_done_are_one_transaction() {
    testing::each_engine(async |store| {
        let (jobs, _) = queue(&store).await;
        let id = jobs.enqueue("import", &json!(null)).await.unwrap();
        let progress = jobs.claim(&["import"]).await.unwrap().unwrap().progress;
        for committed in [false, true] {
            let mut tx = store.begin().await.unwrap();
            tx.bump("data").await.unwrap();
            progress.hold(&mut tx).await.unwrap();
            progress.finish_in(&mut tx, &json!("imported")).await.unwrap();
            if committed {
                tx.commit().await.unwrap()
            } else {
                tx.rollback().await.unwrap()
            }
            let state = Jobs::new(store.clone(), Clock::System).job(id).await.unwrap().unwrap().state;
            let expected = if committed { (JobState::Done, 1) } else { (JobState::Running, 0) };
            assert_eq!((state, store.revision("data").await.unwrap()), expected);
        }
        assert_eq!(progress.finish(Ok(json!("imported"))).await.unwrap(), JobState::Done);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_exists_only_if_its_transaction_does() {
    testing::each_engine(async |store| {
        let (jobs, _) = queue(&store).await;
        let mut tx = store.begin().await.unwrap();
        let id = jobs.enqueue_in(&mut tx, "mail", &json!(null)).await.unwrap();
        drop(tx);
        assert_eq!(jobs.job(id).await.unwrap(), None);
        for kind in ["", "Import", "a|b", "a%", "ž"] {
            let refused = jobs.enqueue(kind, &json!(null)).await;
            assert!(matches!(refused, Err(StoreError::Parameter { .. })), "{kind:?}");
        }
    })
    .await;
}
