//! What belongs to one person: drafts, filters, presence, watching, the feed, the units they work in.

use casework::{Audience, Edit, Filter};
use chrono::TimeDelta;
use store::testing::each_engine;

use crate::world::{
    CITY_POLICE, DEPARTMENT, FOREIGN_POLICE, TECHNICAL_OFFICE, World, fields, task, tip, unit,
};

#[tokio::test]
async fn whoever_was_too_late_finds_what_they_typed() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let first = world.coordinator(DEPARTMENT).await;
        let second = world.officer(DEPARTMENT).await;
        let edit = |title: &str| Edit { title: Some(title.to_owned()), ..Edit::default() };
        assert!(work.present(&first, case.id).await.unwrap().is_empty());
        let others = work.present(&second, case.id).await.unwrap();
        assert_eq!(others[0].name.as_deref(), Some(first.name.as_str()));

        work.edit(&first, case.id, 1, edit("První byl rychlejší")).await.unwrap();
        let late = work.edit(&second, case.id, 1, edit("Druhý psal dlouho")).await;
        let Err(casework::CaseError::Conflict { theirs, by, .. }) = late else { panic!("{late:?}") };
        assert_eq!((theirs, by.as_deref()), (2, Some(first.name.as_str())));
        let (draft, _) = work.draft(&second, &format!("edit-{}", case.id)).await.unwrap().unwrap();
        assert_eq!(draft["title"], "Druhý psal dlouho");
        work.edit(&second, case.id, 2, edit("Druhý psal dlouho")).await.unwrap();
        assert_eq!(work.draft(&second, &format!("edit-{}", case.id)).await.unwrap(), None);
        assert_eq!(work.draft(&first, &format!("edit-{}", case.id)).await.unwrap(), None);

        world.clock.advance(TimeDelta::minutes(3));
        assert!(work.present(&first, case.id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn filters_are_ones_own() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (one, other) = (world.coordinator(DEPARTMENT).await, world.officer(DEPARTMENT).await);
        let id = world.work.save_filter(&one, "Po termínu", "overdue=1").await.unwrap();
        assert_eq!(world.work.save_filter(&one, "Po termínu", "overdue=1&open=1").await.unwrap(), id);
        assert_eq!(world.work.filters(&one).await.unwrap()[0].query, "overdue=1&open=1");
        assert!(world.work.filters(&other).await.unwrap().is_empty());
        assert!(world.work.drop_filter(&other, id).await.is_err());
        world.work.drop_filter(&one, id).await.unwrap();
        assert!(world.work.filters(&one).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_unit_sees_what_is_its_own() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        let department = world.coordinator(DEPARTMENT).await;
        let in_unit = world.of_unit(TECHNICAL_OFFICE).await;
        let office = world.coordinator(TECHNICAL_OFFICE).await;
        for (number, seen) in [(None, 1), (Some(1), 2), (Some(2), 2)] {
            let case = work.open(&department, tip("Nepořádek u vchodu")).await.unwrap();
            let given = task("surroundings", TECHNICAL_OFFICE, number.map(|n| unit(TECHNICAL_OFFICE, n)));
            work.route(&department, case.id, 1, vec![given]).await.unwrap();
            let inbox = work.inbox(&in_unit).await.unwrap();
            assert_eq!(inbox.free_tasks.len(), seen, "{number:?}");
            let list = work.list(&in_unit, &Filter::default()).await.unwrap();
            assert_eq!((list.rows.len(), list.count.rows), (seen, i64::try_from(seen).unwrap()));
            let today = world.clock.today();
            let due = work.deadlines(&in_unit, today, today + TimeDelta::days(40)).await.unwrap();
            assert_eq!(due.len(), seen);
        }
        assert_eq!(work.inbox(&office).await.unwrap().free_tasks.len(), 3);
        assert_eq!(work.list(&office, &Filter::default()).await.unwrap().rows.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_feed_tells_days_and_can_be_ended() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        world.reported().await;
        let department = world.coordinator(DEPARTMENT).await;
        let token = work.new_feed(&department).await.unwrap();
        let days = work.feed(&token, "10.0.0.9").await.unwrap().unwrap();
        assert_eq!(days.len(), 1);
        assert_eq!((days[0].on.to_string().as_str(), days[0].title.as_str()), ("2026-03-05", ""));
        let newer = work.new_feed(&department).await.unwrap();
        assert_eq!(work.feed(&token, "10.0.0.9").await.unwrap(), None);
        assert!(work.feed(&newer, "10.0.0.9").await.unwrap().is_some());
        work.end_feed(&department).await.unwrap();
        for dead in [newer.as_str(), "", "' or 1=1 --"] {
            assert_eq!(work.feed(dead, "10.0.0.9").await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn watchers_and_named_bodies_are_told() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let officer = world.officer(CITY_POLICE).await;
        let department = world.coordinator(DEPARTMENT).await;
        work.watch(&officer, case.id, true).await.unwrap();
        assert!(work.view(&officer, case.id).await.unwrap().watched);
        work.transition(&department, case.id, 1, "screen", "").await.unwrap();
        let kinds = |inbox: casework::Inbox| inbox.notices.into_iter().map(|n| n.kind).collect::<Vec<_>>();
        assert_eq!(kinds(work.inbox(&officer).await.unwrap()), ["moved"]);
        work.seen_case(&officer, case.id).await.unwrap();
        work.watch(&officer, case.id, false).await.unwrap();

        let chief = world.coordinator(CITY_POLICE).await;
        work.comment(&department, case.id, Audience::All, "@mestska-policie děkujeme").await.unwrap();
        assert_eq!(kinds(work.inbox(&chief).await.unwrap()), ["mentioned"]);
        // A body that was not given the comments is not named in vain.
        let blind = work.comment(&department, case.id, Audience::All, "@cizinecka-policie prosím").await;
        assert!(matches!(blind, Err(casework::CaseError::Refused(_))));
        // What is said among one's own stays there.
        work.comment(&department, case.id, Audience::OwnBody, "jen pro nás").await.unwrap();
        assert_eq!(work.view(&officer, case.id).await.unwrap().comments.len(), 1);
        assert_eq!(work.view(&department, case.id).await.unwrap().comments.len(), 2);
        assert_eq!(work.inbox(&world.coordinator(FOREIGN_POLICE).await).await.unwrap().notices, []);
        assert_eq!(fields(&[]), casework::Fields::new());
    })
    .await;
}
