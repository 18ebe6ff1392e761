//! The signed head: what the chain alone cannot show.

use access::trail::{Checkpoint, Fault};
use access::{Access, AccessSettings};
use chrono::TimeDelta;
use store::Store;
use store::testing::each_engine;

use crate::world::{clock, fresh_with, read_cases, tamper};

fn settings(folder: &tempfile::TempDir) -> AccessSettings {
    AccessSettings {
        checkpoint_key: Some(folder.path().join("audit.key")),
        checkpoint_log: Some(folder.path().join("checkpoints.jsonl")),
        ..AccessSettings::default()
    }
}

/// Removes the last row and covers it up as well as somebody with the database alone can.
async fn drop_last_row(store: &Store, last: i64) {
    tamper(store, "delete from access_audit where seq = ?1", &[last.into()]).await;
    let cover = "update access_audit_head set seq = ?1,
                 hash = (select hash from access_audit where seq = ?1)";
    tamper(store, cover, &[(last - 1).into()]).await;
}

async fn fault(access: &Access, kept: &[Checkpoint]) -> Option<Fault> {
    access.verify(kept, |_| ()).await.unwrap().fault
}

#[tokio::test]
async fn a_dropped_last_row_does_not_fit_the_checkpoint() {
    each_engine(async |store| {
        let folder = tempfile::tempdir().unwrap();
        let access = fresh_with(&store, clock(), settings(&folder)).await;
        read_cases(&access, 5).await;
        let signed = access.checkpoint().await.unwrap().unwrap();
        assert_eq!((signed.day.as_str(), signed.seq), ("2026-03-04", 5));
        let verified = access.verify(&[], |_| ()).await.unwrap();
        assert_eq!((verified.fault, verified.checkpoints, verified.trusted), (None, 1, true));

        drop_last_row(&store, 5).await;
        let cut = Fault::Cut { day: "2026-03-04".into(), seq: 5 };
        assert_eq!(fault(&access, &[]).await, Some(cut.clone()));

        // Taking the checkpoint away too helps against the database, not against the file sent elsewhere.
        tamper(&store, "delete from access_audit_checkpoint where seq = ?1", &[5.into()]).await;
        assert_eq!(fault(&access, &[]).await, None);
        let text = std::fs::read_to_string(folder.path().join("checkpoints.jsonl")).unwrap();
        let kept = Checkpoint::read_lines(&text).unwrap();
        assert_eq!(fault(&access, &kept).await, Some(cut));
    })
    .await;
}

#[tokio::test]
async fn one_checkpoint_a_day_however_many_processes() {
    each_engine(async |store| {
        let folder = tempfile::tempdir().unwrap();
        let clock = clock();
        let first = fresh_with(&store, clock.clone(), settings(&folder)).await;
        read_cases(&first, 3).await;
        let mut processes = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let process = Access::new(store.clone(), clock.clone(), settings(&folder));
            processes.spawn(async move { process.checkpoint().await.unwrap().unwrap() });
        }
        let signed = processes.join_all().await;
        assert!(signed.iter().all(|point| *point == signed[0]), "all got the same one");
        clock.advance(TimeDelta::days(1));
        read_cases(&first, 2).await;
        assert_eq!(first.checkpoint().await.unwrap().unwrap().seq, 5);
        assert_eq!(first.checkpoints().await.unwrap().len(), 2);
        let lines = std::fs::read_to_string(folder.path().join("checkpoints.jsonl")).unwrap();
        assert_eq!(Checkpoint::read_lines(&lines).unwrap(), first.checkpoints().await.unwrap());
        assert_eq!(fault(&first, &[]).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_checkpoint_signed_with_another_key_is_refused() {
    each_engine(async |store| {
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let access = fresh_with(&store, clock(), settings(&ours)).await;
        read_cases(&access, 4).await;
        access.checkpoint().await.unwrap();
        // The intruder writes everything again and signs it with a key of their own.
        tamper(&store, "delete from access_audit_checkpoint where seq = ?1", &[4.into()]).await;
        let intruder = Access::new(store.clone(), clock(), settings(&theirs));
        intruder.checkpoint().await.unwrap().unwrap();
        let day = "2026-03-04".to_owned();
        assert_eq!(fault(&access, &[]).await, Some(Fault::Signature { day }));
    })
    .await;
}

#[tokio::test]
async fn a_changed_checkpoint_is_no_longer_signed() {
    each_engine(async |store| {
        let folder = tempfile::tempdir().unwrap();
        let access = fresh_with(&store, clock(), settings(&folder)).await;
        read_cases(&access, 4).await;
        access.checkpoint().await.unwrap();
        tamper(&store, "update access_audit_checkpoint set seq = ?1", &[3.into()]).await;
        let day = "2026-03-04".to_owned();
        assert_eq!(fault(&access, &[]).await, Some(Fault::Signature { day }));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_signed_without_a_key_or_without_rows() {
    each_engine(async |store| {
        let folder = tempfile::tempdir().unwrap();
        let access = fresh_with(&store, clock(), settings(&folder)).await;
        assert_eq!(access.checkpoint().await.unwrap(), None, "no rows yet");
        let keyless = Access::new(store.clone(), clock(), AccessSettings::default());
        read_cases(&keyless, 1).await;
        assert_eq!(keyless.checkpoint().await.unwrap(), None, "no key");
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_key_is_for_nobody_elses_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = store::testing::sqlite().await;
    let access = fresh_with(&store, clock(), settings(&folder)).await;
    read_cases(&access, 1).await;
    access.checkpoint().await.unwrap();
    let mode = std::fs::metadata(folder.path().join("audit.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 2, "the key and the checkpoints, no draft left behind");
}
