//! When its time is over, a case keeps its number and its steps, and nothing that was written.

use casework::{AttachTo, Audience, CaseError, Edit};
use chrono::TimeDelta;
use store::{Query, testing::each_engine};

use crate::world::{CITY_POLICE, DEPARTMENT, World};

const BLOBS: Query<i64> = Query::new("blobs", "select count(*) from store_blob", |r| r.int(0));
const WORDS: Query<i64> = Query::new("words", "select count(*) from case_word", |r| r.int(0));

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, CaseError>, code: &str) {
    let Err(CaseError::Refused(refusals)) = result else { panic!("{result:?}") };
    assert_eq!(refusals[0].code, code);
}

#[tokio::test]
async fn texts_go_and_a_tombstone_stays() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let officer = world.officer(CITY_POLICE).await;
        let department = world.coordinator(DEPARTMENT).await;
        work.comment(&officer, case.id, Audience::All, "Druhé okno vlevo").await.unwrap();
        work.attach(&officer, case.id, AttachTo::default(), "a.txt", b"poznamka".to_vec()).await.unwrap();
        work.transition(&department, case.id, 1, "reject", "Už se řeší.").await.unwrap();

        // Not confirmed: half a year, to the day.
        world.clock.advance(TimeDelta::days(182));
        assert_eq!(work.forget(10).await.unwrap().cases, 0);
        world.clock.advance(TimeDelta::days(2));
        let done = work.forget(10).await.unwrap();
        assert_eq!((done.cases, done.attachments), (1, 1));
        assert_eq!(work.forget(10).await.unwrap().cases, 0);

        let department = world.coordinator(DEPARTMENT).await;
        let seen = work.view(&department, case.id).await.unwrap();
        assert_eq!((seen.case.number.as_str(), seen.case.state.as_str()), ("UB-2026-00001", "rejected"));
        assert!(seen.case.title.is_empty() && seen.case.fields.is_empty() && seen.case.place.text.is_empty());
        assert!(seen.comments.is_empty() && seen.attachments.is_empty() && seen.case.forgotten_at.is_some());
        assert!(seen.may.moves.is_empty() && !seen.may.edit);
        let steps = work.timeline(&department, case.id, None, 50).await.unwrap();
        assert!(steps.len() >= 4 && steps.iter().all(|step| step.author.person.is_none()));
        let officer = world.officer(CITY_POLICE).await;
        assert_eq!(work.view(&officer, case.id).await.unwrap().case.reporter.person, None);
        assert_eq!((world.count(&BLOBS).await, world.count(&WORDS).await), (0, 0));

        // It stays so: nobody writes into it again, nor opens it to write more.
        let version = seen.case.version;
        let note = work.comment(&officer, case.id, Audience::OwnBody, "Ještě něco").await;
        refused(note, "case-forgotten");
        refused(work.finding(&department, case.id, None, "Nález").await, "case-forgotten");
        refused(work.transition(&department, case.id, version, "reopen", "Znovu.").await, "case-forgotten");
        let edit = Edit { title: Some("Nový název".to_owned()), ..Edit::default() };
        refused(work.edit(&department, case.id, version, edit).await, "case-forgotten");
    })
    .await;
}
