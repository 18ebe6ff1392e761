//! What is narrower than the case: personal data before a second factor, another unit's work, who else was given it.

use access::{Part, Parts, Subject};
use casework::{Filter, MeasureKind, NewMeasure, NewShare};
use store::{Id, testing::each_engine};

use crate::untold::described;
use crate::world::{DEPARTMENT, FIRE_SERVICE, TECHNICAL_OFFICE, World, task, unit};

#[tokio::test]
async fn lists_tell_nothing_personal_before_the_second_factor() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, assured) = (&world.work, world.coordinator(FIRE_SERVICE).await);
        let case = work.open(&assured, described()).await.unwrap();
        let help = NewMeasure { title: "Nocleh".to_owned(), body: FIRE_SERVICE, unit: None, ..lamps(0) };
        work.measure(&assured, case.id, help).await.unwrap();
        let not_yet = Subject { assured_at: None, ..assured.clone() };
        let (from, to) = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        for (who, title, measure) in [(&assured, "Terénní pomoc", "Nocleh"), (&not_yet, "", "")] {
            let listed = work.list(who, &Filter::default()).await.unwrap().rows;
            assert_eq!((listed[0].id, listed[0].title.as_str()), (case.id, title));
            let inbox = work.inbox(who).await.unwrap();
            assert_eq!((inbox.cases[0].title.as_str(), inbox.measures[0].1.title.as_str()), (title, measure));
            assert_eq!(work.deadlines(who, from, to).await.unwrap()[0].title, title);
        }

        // A calendar program learns nothing at all of it.
        let token = work.new_feed(&assured).await.unwrap();
        assert!(work.feed(&token, "10.0.0.1").await.unwrap().unwrap().is_empty());
    })
    .await;
}

fn lamps(number: i64) -> NewMeasure {
    NewMeasure {
        kind: MeasureKind::Technical,
        title: "Osvětlit vchod".to_owned(),
        text: String::new(),
        body: TECHNICAL_OFFICE,
        unit: Some(unit(TECHNICAL_OFFICE, number)),
        cost: None,
        funding: String::new(),
        due: None,
        order: true,
    }
}

#[tokio::test]
async fn a_unit_does_not_see_the_work_of_another() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, department) = (&world.work, world.coordinator(DEPARTMENT).await);
        let case = world.reported().await.id;
        let to = |number| task("surroundings", TECHNICAL_OFFICE, Some(unit(TECHNICAL_OFFICE, number)));
        let tasks = work.route(&department, case, 1, vec![to(1), to(2)]).await.unwrap();
        for number in [1, 2] {
            work.measure(&department, case, lamps(number)).await.unwrap();
        }
        let first = Some(unit(TECHNICAL_OFFICE, 1));

        let one = world.of_unit(TECHNICAL_OFFICE).await;
        let seen = work.view(&one, case).await.unwrap();
        assert_eq!(seen.tasks.iter().map(|task| task.id).collect::<Vec<_>>(), tasks[..1]);
        assert!(seen.tasks.iter().all(|task| task.unit == first));
        let whole = work.view(&world.coordinator(TECHNICAL_OFFICE).await, case).await.unwrap();
        assert_eq!((whole.tasks.len(), whole.measures.len()), (2, 2));
    })
    .await;
}

fn given(body: Id) -> NewShare {
    NewShare {
        body,
        unit: None,
        parts: Parts::NONE.with(Part::History),
        purpose: "Prohlídka".to_owned(),
        legal_basis: "§ 31".to_owned(),
        expires_at: None,
    }
}

#[tokio::test]
async fn a_body_does_not_learn_who_else_was_given_the_case() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, department) = (&world.work, world.coordinator(DEPARTMENT).await);
        let case = world.reported().await.id;
        work.share(&department, case, given(FIRE_SERVICE)).await.unwrap();
        let other = work.share(&department, case, given(TECHNICAL_OFFICE)).await.unwrap();
        work.unshare(&department, case, other).await.unwrap();

        let shares = async |who: &Subject| {
            let lines = work.timeline(who, case, None, 100).await.unwrap();
            lines.iter().filter(|line| line.kind.ends_with("shared")).count()
        };
        assert_eq!(shares(&department).await, 3);
        assert_eq!(shares(&world.coordinator(FIRE_SERVICE).await).await, 1);
    })
    .await;
}
