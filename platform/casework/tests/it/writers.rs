//! Two hundred people at once lose nothing, and numbers have no gaps.

use std::collections::BTreeSet;

use casework::{Audience, CaseError, Edit};
use store::testing::each_engine;

use crate::world::{DEPARTMENT, World, fields, tip};

const WRITERS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_writers_lose_no_update() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let who = world.coordinator(DEPARTMENT).await;
        let case = world.work.open(&who, tip("Počítadlo")).await.unwrap();
        let start = Edit { fields: fields(&[("beds", "0")]), ..Edit::default() };
        world.work.edit(&who, case.id, 1, start).await.unwrap();
        let writers = (0..WRITERS).map(|n| {
            let (work, who, id) = (world.work.clone(), who.clone(), case.id);
            tokio::spawn(async move {
                work.comment(&who, id, Audience::All, &format!("píše {n}")).await.unwrap();
                // Reads, adds one, writes what was read plus one; whoever was too late reads again.
                loop {
                    let seen = work.view(&who, id).await.unwrap().case;
                    let beds: i64 = seen.fields["beds"].parse().unwrap();
                    let edit =
                        Edit { fields: fields(&[("beds", &(beds + 1).to_string())]), ..Edit::default() };
                    match work.edit(&who, id, seen.version, edit).await {
                        Ok(_) => break,
                        Err(CaseError::Conflict { theirs, .. }) => {
                            assert!(theirs > seen.version);
                            // People do not try again in the same millisecond.
                            let wait = 5 + (n as u64 * 37 + seen.version.unsigned_abs() * 11) % 400;
                            tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
                        }
                        Err(other) => panic!("{other:?}"),
                    }
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let seen = world.work.view(&who, case.id).await.unwrap();
        assert_eq!(seen.case.fields["beds"], WRITERS.to_string());
        assert_eq!(seen.comments.len(), WRITERS);
        // Opened, first edit, and one comment and one edit of each writer.
        let mut seqs = BTreeSet::new();
        let mut before = None;
        loop {
            let lines = world.work.timeline(&who, case.id, before, 200).await.unwrap();
            let Some(last) = lines.last() else { break };
            before = Some(last.seq);
            seqs.extend(lines.iter().map(|line| line.seq));
        }
        let all = i64::try_from(2 + 2 * WRITERS).unwrap();
        assert_eq!(seqs, (1..=all).collect());
        assert!(world.access.verify(&[], |_| ()).await.unwrap().fault.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_have_no_gaps() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let who = world.coordinator(DEPARTMENT).await;
        let openers = (0..60).map(|n| {
            let (work, who) = (world.work.clone(), who.clone());
            tokio::spawn(async move {
                // Every third is refused, and takes no number with it.
                let title = if n % 3 == 0 { "x".to_owned() } else { format!("Souběžný {n}") };
                work.open(&who, tip(&title)).await.map(|case| case.number).ok()
            })
        });
        let mut numbers = BTreeSet::new();
        for opener in openers.collect::<Vec<_>>() {
            numbers.extend(opener.await.unwrap());
        }
        assert_eq!(numbers, (1..=40).map(|n| format!("UB-2026-{n:05}")).collect());
    })
    .await;
}
