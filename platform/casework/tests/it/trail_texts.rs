//! The trail says what changed and never the words: it is kept longer than any case, and auditors see no case.

use access::{Part, Parts};
use casework::{
    AttachTo, Audience, Edit, MeasureKind, MeasureState, NewCase, NewMeasure, NewShare, NewTask, Place,
    TaskStep,
};
use chrono::TimeDelta;
use store::{Id, Query, testing::each_engine};

use crate::world::{CITY_POLICE, DEPARTMENT, FIRE_SERVICE, FOREIGN_POLICE, TECHNICAL_OFFICE, World, fields};

const WORDS_IN_TRAIL: Query<i64> = Query::new(
    "words_in_trail",
    "select count(*) from access_audit where detail like '%wombat%' or purpose like '%wombat%'",
    |r| r.int(0),
);
const WORDS_IN_TIMELINE: Query<i64> =
    Query::new("words_in_timeline", "select count(*) from case_event where detail like '%wombat%'", |r| {
        r.int(0)
    });
const WORDS_IN_SHARES: Query<i64> =
    Query::new("words_in_shares", "select count(*) from case_share where purpose like '%wombat%'", |r| {
        r.int(0)
    });
const DETAILS: Query<String> =
    Query::new("details", "select detail from access_audit order by seq", |r| r.text(0));

/// Every free text of the story has this word in it.
fn wombat(text: &str) -> String {
    format!("{text} wombat")
}

fn asked(kind: &str, body: Id) -> NewTask {
    NewTask { kind: kind.to_owned(), body, unit: None, ask: wombat("Prosíme"), due: None }
}

fn new() -> NewCase {
    NewCase {
        kind: "referral".to_owned(),
        title: wombat("Ubytovna"),
        place: Place { text: wombat("Dvůr"), address: Some(4_711), point: Some((49.74, 13.38)) },
        fields: fields(&[("what", &wombat("Odpad")), ("beds", "40")]),
        ..NewCase::default()
    }
}

/// A case that everything was done to, closed.
async fn story(world: &World) -> Id {
    let work = &world.work;
    let officer = world.officer(CITY_POLICE).await;
    let department = world.coordinator(DEPARTMENT).await;
    let foreign = world.coordinator(FOREIGN_POLICE).await;
    let technical = world.coordinator(TECHNICAL_OFFICE).await;
    let case = work.open(&officer, new()).await.unwrap().id;
    let file =
        work.attach(&officer, case, AttachTo::default(), "wombat.txt", b"text".to_vec()).await.unwrap();
    work.detach(&officer, file, &wombat("Omylem")).await.unwrap();
    work.comment(&officer, case, Audience::All, &wombat("Druhé okno")).await.unwrap();
    work.comment(&officer, case, Audience::OwnBody, &wombat("Jen pro nás")).await.unwrap();
    let edit = Edit {
        title: Some(wombat("Nový název")),
        place: Some(Place { text: wombat("Jinde"), ..Place::default() }),
        fields: fields(&[("area", "676000"), ("beds", "41"), ("what", &wombat("Hluk"))]),
        ..Edit::default()
    };
    let version = work.edit(&department, case, 1, edit).await.unwrap();
    let given = vec![asked("stay", FOREIGN_POLICE), asked("surroundings", TECHNICAL_OFFICE)];
    let given = work.route(&department, case, version, given).await.unwrap();
    work.finding(&foreign, case, Some(given[0]), &wombat("Nález")).await.unwrap();
    let step = TaskStep {
        transition: "deny".to_owned(),
        reason: wombat("Nic"),
        answer: Some(wombat("Odpověď")),
        reference: Some(wombat("č. j.")),
        planned: None,
    };
    work.move_task(&foreign, given[0], 1, step.clone()).await.unwrap();
    let to = asked("surroundings", FIRE_SERVICE);
    let passed = work.hand_on(&technical, given[1], 1, to, &wombat("Není to naše")).await.unwrap();
    let fire = world.coordinator(FIRE_SERVICE).await;
    work.move_task(&fire, passed, 1, step).await.unwrap();
    let measure = NewMeasure {
        kind: MeasureKind::Technical,
        title: wombat("Osvětlit"),
        text: wombat("Vchod"),
        body: TECHNICAL_OFFICE,
        unit: None,
        cost: Some(1_250_000),
        funding: wombat("rozpočet"),
        due: None,
        order: true,
    };
    let measure = work.measure(&department, case, measure).await.unwrap();
    work.move_measure(&department, measure, 1, MeasureState::Abandoned, &wombat("Není třeba")).await.unwrap();
    let share = NewShare {
        body: FIRE_SERVICE,
        unit: None,
        parts: Parts::NONE.with(Part::Findings),
        purpose: wombat("Prohlídka"),
        legal_basis: "§ 31 zákona o požární ochraně".to_owned(),
        expires_at: None,
    };
    work.share(&department, case, share).await.unwrap();
    work.timeline(&department, case, None, 100).await.unwrap();
    let version = work.view(&department, case).await.unwrap().case.version;
    work.transition(&department, case, version, "reject", &wombat("Vyřízeno")).await.unwrap();
    case
}

#[tokio::test]
async fn the_trail_tells_what_changed_and_not_the_words() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let case = story(&world).await;
        assert_eq!(world.count(&WORDS_IN_TRAIL).await, 0);

        // What can be said without words is there, before and after.
        let details = store.rows(&DETAILS, &[]).await.unwrap();
        let has =
            |parts: &[&str]| details.iter().any(|detail| parts.iter().all(|part| detail.contains(part)));
        assert!(
            has(&[r#""field:beds":"40""#, r#""field:beds":"41""#, r#""field:area":"676000""#]),
            "{details:#?}"
        );
        assert!(has(&[r#""title":{"length":15}"#]), "{details:#?}");
        assert!(has(&[r#""state":"received""#, r#""state":"rejected""#]), "{details:#?}");
        assert!(has(&[r#""cost":1250000"#, r#""state":"ordered""#]), "{details:#?}");
        assert!(has(&["§ 31", r#""expires_at":null"#]), "{details:#?}");

        // The words stand in the timeline, for the own body, until the case is forgotten.
        let department = world.coordinator(DEPARTMENT).await;
        let lines = world.work.timeline(&department, case, None, 100).await.unwrap();
        let reworded = lines.iter().find(|line| line.kind == "reworded").unwrap();
        assert_eq!(reworded.detail["before"]["title"], wombat("Ubytovna"));
        assert_eq!(reworded.detail["after"]["title"], wombat("Nový název"));
        let officer = world.officer(CITY_POLICE).await;
        let theirs = world.work.timeline(&officer, case, None, 100).await.unwrap();
        assert!(theirs.iter().all(|line| line.kind != "reworded"));
        world.clock.advance(TimeDelta::days(800));
        assert_eq!(world.work.forget(10).await.unwrap().cases, 1);
        let left = (world.count(&WORDS_IN_TRAIL).await, world.count(&WORDS_IN_TIMELINE).await);
        assert_eq!(left, (0, 0));
        assert_eq!(world.count(&WORDS_IN_SHARES).await, 0);
    })
    .await;
}
