//! What people and attackers send.

use casework::{AttachTo, Audience, CaseError, Edit, Filter, NewCase, NewShare, NewTask, Place, Sort};
use store::{Id, Query, testing::each_engine};

use crate::world::{
    CITY_POLICE, DEPARTMENT, FIRE_SERVICE, FOREIGN_POLICE, TECHNICAL_OFFICE, World, fields, task, tip, unit,
};

const DENIED: Query<i64> =
    Query::new("denied", "select count(*) from access_audit where allowed = false", |r| r.int(0));

fn codes<T: std::fmt::Debug>(result: Result<T, CaseError>) -> Vec<(&'static str, Option<String>)> {
    match result {
        Err(CaseError::Refused(refusals)) => refusals.into_iter().map(|it| (it.code, it.field)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_mistake_of_a_form_is_named_at_once() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let who = world.coordinator(DEPARTMENT).await;
        let new = NewCase {
            kind: "referral".to_owned(),
            title: " a ".to_owned(),
            place: Place { text: "x".repeat(301), ..Place::default() },
            fields: fields(&[("beds", "-3"), ("area", "27,6"), ("unknown", "x")]),
            ..NewCase::default()
        };
        let found = codes(world.work.open(&who, new).await);
        let found: Vec<_> =
            found.iter().map(|(code, field)| (*code, field.as_deref().unwrap_or(""))).collect();
        assert_eq!(
            found,
            [
                ("text-too-short", "title"),
                ("text-too-long", "place"),
                ("field-number", "area"),
                ("field-number", "beds"),
                ("field-unknown", "unknown"),
                ("field-needed", "what"),
            ]
        );
        let none = NewCase { kind: "nothing".to_owned(), ..tip("Nic") };
        assert_eq!(codes(world.work.open(&who, none).await), [("type-unknown", Some("kind".to_owned()))]);
    })
    .await;
}

#[tokio::test]
async fn sql_and_script_in_every_field_are_texts() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        let who = world.coordinator(DEPARTMENT).await;
        for nasty in [
            "'; drop table case_file; --",
            "<script>alert(1)</script>",
            "\u{202e}abc",
            "a\0bc",
            "%_%",
            "?1 $1",
        ] {
            let new = NewCase {
                place: Place { text: nasty.to_owned(), ..Place::default() },
                fields: fields(&[("what", nasty)]),
                ..tip(&format!("Název {nasty}"))
            };
            let case = work.open(&who, new).await.unwrap();
            work.comment(&who, case.id, Audience::All, nasty).await.unwrap();
            work.finding(&who, case.id, None, nasty).await.unwrap();
            work.keep_draft(&who, nasty, &fields(&[("x", nasty)])).await.unwrap();
            let filter = Filter {
                kind: Some(nasty.replace('\0', "")),
                state: Some(nasty.replace('\0', "")),
                find: nasty.to_owned(),
                after: Some(nasty.to_owned()),
                sort: Sort::Due,
                ..Filter::default()
            };
            assert!(work.list(&who, &filter).await.unwrap().rows.is_empty());
            let seen = work.view(&who, case.id).await.unwrap();
            assert_eq!(seen.comments[0].text, nasty.replace('\0', ""));
        }
        assert_eq!(work.list(&who, &Filter::default()).await.unwrap().count.rows, 6);
    })
    .await;
}

#[tokio::test]
async fn guessed_ids_lead_nowhere_and_are_noted() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let department = world.coordinator(DEPARTMENT).await;
        let fire = world.coordinator(FIRE_SERVICE).await;
        let file =
            work.attach(&department, case.id, AttachTo::default(), "a.txt", b"text".to_vec()).await.unwrap();
        let tasks = vec![task("surroundings", TECHNICAL_OFFICE, None)];
        let tasks = work.route(&department, case.id, 1, tasks).await.unwrap();
        for id in [case.id, Id(1), Id(i64::MAX), Id(-1)] {
            let missing =
                |result: Result<(), CaseError>| assert!(matches!(result, Err(CaseError::Missing(_))));
            missing(work.view(&fire, id).await.map(drop));
            missing(work.timeline(&fire, id, None, 10).await.map(drop));
            missing(work.transition(&fire, id, 2, "screen", "").await.map(drop));
            missing(work.edit(&fire, id, 2, Edit::default()).await.map(drop));
            missing(work.comment(&fire, id, Audience::All, "nic").await.map(drop));
            missing(work.attach(&fire, id, AttachTo::default(), "a", b"x".to_vec()).await.map(drop));
            missing(work.watch(&fire, id, true).await);
            missing(work.present(&fire, id).await.map(drop));
        }
        assert!(matches!(work.attachment(&fire, file).await, Err(CaseError::Missing(_))));
        assert!(matches!(work.find_number(&fire, "UB-2026-00001").await, Err(CaseError::Missing(_))));
        assert_eq!(work.find_number(&department, "ub-2026-00001 ").await.unwrap(), case.id);
        let step = casework::TaskStep { transition: "confirm".to_owned(), ..casework::TaskStep::default() };
        assert!(matches!(work.move_task(&fire, tasks[0], 1, step).await, Err(CaseError::Missing(_))));
        assert!(world.count(&DENIED).await >= 10);
    })
    .await;
}

#[tokio::test]
async fn only_competent_bodies_and_their_own_units() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let who = world.coordinator(DEPARTMENT).await;
        let route = async |given: NewTask| codes(work.route(&who, case.id, 1, vec![given]).await)[0].0;
        assert_eq!(route(task("stay", TECHNICAL_OFFICE, None)).await, "body-not-competent");
        assert_eq!(route(task("dance", TECHNICAL_OFFICE, None)).await, "task-kind-unknown");
        assert_eq!(route(task("stay", Id(77), None)).await, "body-unknown");
        assert_eq!(route(task("stay", FOREIGN_POLICE, Some(unit(CITY_POLICE, 1)))).await, "unit-unknown");
        // Nothing of a bundle is given when one of it is refused.
        let bundle = vec![task("stay", FOREIGN_POLICE, None), task("stay", TECHNICAL_OFFICE, None)];
        assert!(work.route(&who, case.id, 1, bundle).await.is_err());
        assert!(work.view(&who, case.id).await.unwrap().tasks.is_empty());

        let share = |purpose: &str, body: Id| NewShare {
            body,
            unit: None,
            parts: access::Parts::ALL,
            purpose: purpose.to_owned(),
            legal_basis: "§ 8".to_owned(),
            expires_at: None,
        };
        assert_eq!(codes(work.share(&who, case.id, share("", FIRE_SERVICE)).await)[0].0, "purpose-needed");
        assert_eq!(codes(work.share(&who, case.id, share("součinnost", DEPARTMENT)).await)[0].0, "body-same");
        let late = NewShare { expires_at: Some(world.clock.now()), ..share("součinnost", FIRE_SERVICE) };
        assert_eq!(codes(work.share(&who, case.id, late).await)[0].0, "share-ended");
        // Whoever was given a case does not give it on.
        work.share(&who, case.id, share("součinnost", FIRE_SERVICE)).await.unwrap();
        let fire = world.coordinator(FIRE_SERVICE).await;
        let on = work.share(&fire, case.id, share("dál", CITY_POLICE)).await;
        assert!(matches!(on, Err(CaseError::Missing(_))));
    })
    .await;
}

#[tokio::test]
async fn files_are_served_as_what_they_are() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let (work, case) = (&world.work, world.reported().await);
        let who = world.coordinator(DEPARTMENT).await;
        let attach = async |name: &str, content: &[u8]| {
            work.attach(&who, case.id, AttachTo::default(), name, content.to_vec()).await
        };
        let svg = attach("obrázek.png", b"<svg onload=alert(1)>").await;
        assert_eq!(codes(svg), [("file-kind", Some("file".to_owned()))]);
        let id = attach("../../etc/pass\u{202e}wd.html", "jen text".as_bytes()).await.unwrap();
        let file = work.attachment(&who, id).await.unwrap();
        assert_eq!((file.name.as_str(), file.media.as_str()), ("pass wd.html.txt", "text/plain"));
        assert_eq!(file.content, b"jen text");
        assert!(matches!(work.preview(&who, id).await, Err(CaseError::Missing(_))));
        let officer = world.officer(CITY_POLICE).await;
        assert!(work.detach(&officer, id, "není naše").await.is_err());
        work.detach(&who, id, "omylem").await.unwrap();
        assert!(matches!(work.attachment(&who, id).await, Err(CaseError::Missing(_))));
        let foreign = AttachTo { finding: Some(Id(5)), measure: None };
        let wrong = work.attach(&who, case.id, foreign, "a.txt", b"x".to_vec()).await;
        assert!(matches!(wrong, Err(CaseError::Missing(_))));
    })
    .await;
}

#[tokio::test]
async fn words_find_cases_in_any_spelling() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let who = world.coordinator(DEPARTMENT).await;
        for title in ["Přeplněná ubytovna", "Chebská: nepořádek", "Cibulkova: hluk"] {
            world.work.open(&who, tip(title)).await.unwrap();
        }
        for (find, rows) in [
            ("preplnena", 1),
            ("NÁDRAŽNÍ", 3),
            ("c", 2),
            ("ch", 1),
            ("nadrazni hluk", 1),
            ("00002", 1),
            ("ub-2026-00002", 1),
            ("nic takového", 0),
            ("", 3),
        ] {
            let filter = Filter { find: find.to_owned(), ..Filter::default() };
            let list = world.work.list(&who, &filter).await.unwrap();
            assert_eq!((list.rows.len(), list.count.rows), (rows, i64::try_from(rows).unwrap()), "{find}");
        }
    })
    .await;
}
