//! Workers: several at once, panicking, stopped, killed.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::{Value as Json, json};
use store::{
    Clock, Jobs, Store,
    jobs::{JobFault, JobState},
    testing,
};

async fn wait_for(jobs: &Jobs, state: JobState, count: usize) {
    for _ in 0..400 {
        let all = jobs.latest(1000).await.unwrap();
        if all.iter().filter(|j| j.state == state).count() >= count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{count} jobs never became {state:?}: {:?}", jobs.latest(1000).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_run_each_job_once() {
    const JOBS: usize = 60;
    testing::each_database(async |database| {
        database.migrate(&[store::MIGRATIONS]).await.unwrap();
        let ran: Arc<Mutex<Vec<i64>>> = Arc::default();
        let queue = Jobs::new((**database).clone(), Clock::System);
        for n in 0..JOBS {
            queue.enqueue("count", &json!(n)).await.unwrap();
        }
        let mut workers = Vec::new();
        for _ in 0..4 {
            // A store of its own, as another process would have.
            let jobs = Jobs::new(Store::open(database.url()).await.unwrap(), Clock::System);
            let ran = Arc::clone(&ran);
            let worker = jobs.worker().on("count", move |payload: Json, progress| {
                let ran = Arc::clone(&ran);
                async move {
                    progress.set(1, 1, "counting");
                    ran.lock().unwrap().push(payload.as_i64().unwrap());
                    tokio::time::sleep(Duration::from_millis(2)).await;
                    Ok(payload)
                }
            });
            workers.push(tokio::spawn(async move { while worker.run_one().await.unwrap().is_some() {} }));
        }
        for worker in workers {
            worker.await.unwrap();
        }
        let mut ran = ran.lock().unwrap().clone();
        ran.sort_unstable();
        assert_eq!(ran, (0..JOBS as i64).collect::<Vec<_>>());
        let all = queue.latest(1000).await.unwrap();
        assert!(
            all.iter()
                .all(|j| j.state == JobState::Done && j.attempts == 1 && j.result == Some(j.payload.clone()))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_workers_job_is_done_by_another() {
    testing::each_database(async |database| {
        database.migrate(&[store::MIGRATIONS]).await.unwrap();
        let jobs = || async {
            let store = Store::open(database.url()).await.unwrap();
            Jobs::new(store, Clock::System).with_lease(TimeDelta::milliseconds(300))
        };
        let (first, second) = (jobs().await, jobs().await);
        let id = first.enqueue("long", &json!(null)).await.unwrap();
        let stuck = first.worker().on("long", |_, _| std::future::pending());
        let killed = tokio::spawn(async move { stuck.run_one().await.map(drop) });
        wait_for(&second, JobState::Running, 1).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert!(second.claim(&["long"]).await.unwrap().is_none(), "its worker lives and renews the lease");
        killed.abort(); // no farewell, as with kill -9
        let worker = second.worker().on("long", |_, _| async { Ok(json!("rescued")) });
        let ran = tokio::time::timeout(Duration::from_secs(10), async {
            loop {
                if let Some(id) = worker.run_one().await.unwrap() {
                    break id;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert_eq!(ran.await.unwrap(), id);
        let job = second.job(id).await.unwrap().unwrap();
        assert_eq!((job.state, job.attempts, job.result), (JobState::Done, 2, Some(json!("rescued"))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_and_panics_end_the_job_and_not_the_worker() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let jobs = Jobs::new(store.clone(), Clock::System);
        let worker = jobs.worker().on("try", |payload: Json, _| async move {
            match payload.as_str() {
                Some("panic") => panic!("a mistake of the program"),
                Some("fault") => Err(JobFault::new("file-has-no-header").with("line", 1)),
                _ => Ok(payload),
            }
        });
        for (payload, state, error) in [
            ("panic", JobState::Failed, Some(json!({ "key": "job-panicked", "args": {} }))),
            ("fault", JobState::Failed, Some(json!({ "key": "file-has-no-header", "args": { "line": 1 } }))),
            ("fine", JobState::Done, None),
        ] {
            let id = jobs.enqueue("try", &json!(payload)).await.unwrap();
            assert_eq!(worker.run_one().await.unwrap(), Some(id));
            let job = jobs.job(id).await.unwrap().unwrap();
            assert_eq!((job.state, job.error), (state, error), "{payload}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_stopped_gives_its_job_back() {
    testing::each_engine(async |store| {
        store.migrate(&[store::MIGRATIONS]).await.unwrap();
        let jobs = Jobs::new(store.clone(), Clock::System);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = jobs.worker().on("long", |_, _| std::future::pending());
        let running = tokio::spawn(async move { worker.run(async { drop(stopped.await) }).await });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let id = jobs.enqueue("long", &json!(null)).await.unwrap(); // wakes it
        wait_for(&jobs, JobState::Running, 1).await;
        stop.send(()).unwrap();
        running.await.unwrap();
        let job = jobs.job(id).await.unwrap().unwrap();
        assert_eq!((job.state, job.attempts), (JobState::Queued, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn progress_is_seen_while_the_import_holds_the_only_writer() {
    let database = testing::sqlite().await;
    database.migrate(&[store::MIGRATIONS]).await.unwrap();
    let jobs = Jobs::new(database.clone(), Clock::System).with_lease(TimeDelta::milliseconds(150));
    let store = database.clone();
    let worker = jobs.worker().on("import", move |_, progress| {
        let store = store.clone();
        async move {
            let mut tx = store.begin().await?;
            while !progress.cancelled() {
                progress.set(7, 9, "importing");
                tx.bump("rows").await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            progress.finish_in(&mut tx, &json!("stopped early")).await.map_err(JobFault::from)?;
            tx.commit().await?;
            Ok(json!("stopped early"))
        }
    });
    let id = jobs.enqueue("import", &json!(null)).await.unwrap();
    let running = tokio::spawn(async move { worker.run_one().await });
    wait_for(&jobs, JobState::Running, 1).await;
    tokio::time::sleep(Duration::from_millis(400)).await; // longer than the lease
    let job = jobs.job(id).await.unwrap().unwrap();
    assert_eq!((job.done, job.total, job.message.as_str()), (7, Some(9), "importing"));
    assert!(jobs.cancel(id).await.unwrap());
    running.await.unwrap().unwrap();
    assert_eq!(jobs.job(id).await.unwrap().unwrap().state, JobState::Done);
    assert!(database.revision("rows").await.unwrap() > 0);
}

/// Not a test of its own: the worker that `a_process_that_is_killed…` starts and kills.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by another test, in a process of its own"]
async fn doomed_process() {
    let Ok(url) = std::env::var("STORE_DOOMED_PROCESS") else { return };
    let store = Store::open(&url).await.unwrap();
    let jobs = Jobs::new(store.clone(), Clock::System).with_lease(TimeDelta::milliseconds(500));
    let worker = jobs.worker().on("import", move |_, progress| {
        let store = store.clone();
        async move {
            let mut tx = store.begin().await?;
            tx.bump("rows").await?;
            tx.put_blob("test", std::iter::repeat_n(vec![7; 1 << 20], 8)).await?;
            progress.hold(&mut tx).await?;
            println!("half done");
            std::future::pending().await
        }
    });
    worker.run_one().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_leaves_its_job_and_nothing_else() {
    use std::io::{BufRead, BufReader};
    testing::each_database(async |database| {
        database.migrate(&[store::MIGRATIONS]).await.unwrap();
        let jobs = Jobs::new((**database).clone(), Clock::System);
        let id = jobs.enqueue("import", &json!(null)).await.unwrap();
        let mut doomed = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "workers::doomed_process", "--ignored", "--nocapture"])
            .env("STORE_DOOMED_PROCESS", database.url())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(doomed.stdout.take().unwrap());
        assert!(said.lines().any(|line| line.unwrap().contains("half done")));
        doomed.kill().unwrap(); // SIGKILL, in the middle of a transaction
        doomed.wait().unwrap();

        let worker = jobs.worker().on("import", |_, _| async { Ok(json!("rescued")) });
        let rescue = async {
            while worker.run_one().await.unwrap().is_none() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), rescue).await.unwrap();
        let job = jobs.job(id).await.unwrap().unwrap();
        assert_eq!((job.state, job.attempts, job.result), (JobState::Done, 2, Some(json!("rescued"))));
        assert_eq!(database.revision("rows").await.unwrap(), 0);
    })
    .await;
}
