//! The whole walk: tip → screened → routed to two bodies → both terminal → measure → follow-up → closed.

use access::{Part, Parts};
use casework::{Audience, CaseError, Edit, MeasureKind, MeasureState, NewMeasure, TaskStep};
use store::{Query, testing::each_engine};

use crate::world::{
    CITY_POLICE, DEPARTMENT, FIRE_SERVICE, FOREIGN_POLICE, TECHNICAL_OFFICE, World, fields, task,
};

const LETTERS: Query<i64> = Query::new("letters", "select count(*) from mail_letter", |r| r.int(0));
const LEAKS: Query<i64> = Query::new(
    "leaks",
    "select count(*) from mail_letter where subject like '%ubytovna%' or body like '%ubytovna%' or body like '%hoří%'",
    |r| r.int(0),
);
const TRAIL: Query<i64> =
    Query::new("trail", "select count(*) from access_audit where kind = 'case' and action = 'read'", |r| {
        r.int(0)
    });

fn step(transition: &str, reason: &str) -> TaskStep {
    TaskStep { transition: transition.to_owned(), reason: reason.to_owned(), ..TaskStep::default() }
}

fn lamps(order: bool) -> NewMeasure {
    NewMeasure {
        kind: MeasureKind::Technical,
        title: "Osvětlit vchod".to_owned(),
        text: String::new(),
        body: TECHNICAL_OFFICE,
        unit: None,
        cost: Some(1_250_000),
        funding: "rozpočet města".to_owned(),
        due: Some("2026-05-04".parse().unwrap()),
        order,
    }
}

#[tokio::test]
async fn from_a_tip_to_a_closed_case() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        let officer = world.officer(CITY_POLICE).await;
        let department = world.coordinator(DEPARTMENT).await;
        let foreign = world.coordinator(FOREIGN_POLICE).await;
        let technical = world.coordinator(TECHNICAL_OFFICE).await;
        let fifth = world.coordinator(FIRE_SERVICE).await;

        // The officer reports; the department coordinates and is told; three working days to screen.
        let case = world.reported().await;
        assert_eq!(case.number, "UB-2026-00001");
        assert_eq!((case.owner, case.state.as_str()), (DEPARTMENT, "received"));
        assert_eq!(case.due, Some("2026-03-05".parse().unwrap()));
        assert_eq!(work.unseen(&department).await.unwrap(), 1);
        let waiting = work.inbox(&department).await.unwrap();
        assert_eq!(waiting.cases.len(), 1);
        assert_eq!(waiting.notices[0].kind, "reported");

        // The department does not learn who reported it, the police's own people do.
        let seen = work.view(&department, case.id).await.unwrap();
        assert_eq!((seen.case.reporter.body, seen.case.reporter.person), (Some(CITY_POLICE), None));
        let own = work.view(&officer, case.id).await.unwrap();
        assert_eq!(own.case.reporter.person, Some(officer.person));
        assert!(!own.may.edit && own.may.work && own.may.moves.iter().any(|it| it.key == "withdraw"));

        // Screening is taken back and done again.
        let version = work.transition(&department, case.id, 1, "screen", "").await.unwrap();
        let version = work.undo(&department, case.id, version).await.unwrap();
        assert_eq!(work.view(&department, case.id).await.unwrap().case.due, case.due);
        let version = work.transition(&department, case.id, version, "screen", "").await.unwrap();

        // It cannot be routed before the area is known.
        let refused = work.transition(&department, case.id, version, "route", "").await;
        let Err(CaseError::Refused(refusals)) = refused else { panic!("{refused:?}") };
        assert_eq!((refusals[0].code, refusals[0].field.as_deref()), ("field-needed", Some("area")));
        let edit = Edit { fields: fields(&[("area", "676000")]), ..Edit::default() };
        let version = work.edit(&department, case.id, version, edit).await.unwrap();
        let tasks = vec![task("stay", FOREIGN_POLICE, None), task("surroundings", TECHNICAL_OFFICE, None)];
        let tasks = work.route(&department, case.id, version, tasks).await.unwrap();
        let version = work.view(&department, case.id).await.unwrap().case.version;
        let version = work.transition(&department, case.id, version, "route", "").await.unwrap();

        // Each body sees its own task only; the fifth sees nothing at all.
        let theirs = work.view(&foreign, case.id).await.unwrap();
        assert_eq!(theirs.tasks.iter().map(|task| task.id).collect::<Vec<_>>(), [tasks[0]]);
        assert_eq!(theirs.parts, Parts::NONE.with(Part::Summary).with(Part::Findings));
        assert_eq!(theirs.tasks[0].due, Some("2026-04-01".parse().unwrap()));
        assert!(theirs.shares.iter().all(|share| share.body == FOREIGN_POLICE));
        assert_eq!(work.inbox(&foreign).await.unwrap().free_tasks.len(), 1);
        assert!(matches!(work.view(&fifth, case.id).await, Err(CaseError::Missing(_))));
        assert!(work.list(&fifth, &casework::Filter::default()).await.unwrap().rows.is_empty());

        // It cannot be closed, nor does it go on, while a task is open.
        work.take_task(&foreign, tasks[0], 1, Some(foreign.person)).await.unwrap();
        let finding =
            work.finding(&foreign, case.id, Some(tasks[0]), "Kniha hostů není vedena.").await.unwrap();
        work.move_task(&foreign, tasks[0], 2, step("confirm", "")).await.unwrap();
        assert_eq!(work.view(&department, case.id).await.unwrap().case.state, "routed");
        work.comment(&technical, case.id, Audience::All, "@odbor-bezpecnosti jdeme tam v úterý")
            .await
            .unwrap();
        let refused = work.move_task(&technical, tasks[1], 1, step("deny", "")).await;
        assert!(matches!(refused, Err(CaseError::Refused(_))), "{refused:?}");
        work.move_task(&technical, tasks[1], 1, step("deny", "Okolí je čisté.")).await.unwrap();
        let seen = work.view(&department, case.id).await.unwrap();
        assert_eq!((seen.case.state.as_str(), seen.case.confirmed), ("worked", true));
        assert!(seen.findings.iter().any(|it| it.id == finding && it.author.person.is_none()));
        assert!(version < seen.case.version);

        // A measure: ordered by the department, done by the office, verified by the department.
        let measure = work.measure(&department, case.id, lamps(true)).await.unwrap();
        let own = work.move_measure(&technical, measure, 1, MeasureState::Verified, "").await;
        assert!(matches!(own, Err(CaseError::Refused(_) | CaseError::Missing(_))), "{own:?}");
        work.move_measure(&technical, measure, 1, MeasureState::UnderWay, "").await.unwrap();
        work.move_measure(&technical, measure, 2, MeasureState::Done, "").await.unwrap();
        work.move_measure(&department, measure, 3, MeasureState::Verified, "").await.unwrap();

        // Follow-up, closing, reopening with a reason.
        let version = work.transition(&department, case.id, seen.case.version, "follow", "").await.unwrap();
        let version = work.transition(&department, case.id, version, "close", "").await.unwrap();
        let closed = work.view(&department, case.id).await.unwrap();
        assert!(!closed.case.open && closed.case.closed_at.is_some() && closed.case.due.is_none());
        let refused = work.transition(&department, case.id, version, "reopen", "").await;
        assert!(matches!(refused, Err(CaseError::Refused(_))));
        work.transition(&department, case.id, version, "reopen", "Sousedé hlásí totéž.").await.unwrap();

        // The timeline has no gaps but for what another body keeps to itself; others see their own lines only.
        let all = work.timeline(&department, case.id, None, 100).await.unwrap();
        let seqs: Vec<i64> = all.iter().rev().map(|event| event.seq).collect();
        let missing: Vec<i64> = (1..=seqs[seqs.len() - 1]).filter(|seq| !seqs.contains(seq)).collect();
        assert_eq!(missing, [9], "only that a colleague there took the task in hand");
        let theirs = work.timeline(&foreign, case.id, None, 100).await.unwrap();
        assert!(!theirs.is_empty() && theirs.len() < all.len());
        assert!(all.iter().all(|event| event.author.body == Some(DEPARTMENT) || event.author.name.is_none()));

        // People were told by letters that say nothing; every look is in the trail.
        assert!(world.count(&LETTERS).await >= 8);
        assert_eq!(world.count(&LEAKS).await, 0);
        assert!(world.count(&TRAIL).await >= 8);
    })
    .await;
}

#[tokio::test]
async fn the_wrong_body_passes_it_on_at_once() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        let department = world.coordinator(DEPARTMENT).await;
        let technical = world.coordinator(TECHNICAL_OFFICE).await;
        let fire = world.coordinator(FIRE_SERVICE).await;
        let case = world.reported().await;
        let given = vec![task("surroundings", TECHNICAL_OFFICE, None)];
        let given = work.route(&department, case.id, 1, given).await.unwrap();
        work.seen(&department, None).await.unwrap();

        let reason = "Požární dveře nepatří nám.";
        let to = task("surroundings", FIRE_SERVICE, None);
        let passed = work.hand_on(&technical, given[0], 1, to, reason).await.unwrap();
        let seen = work.view(&department, case.id).await.unwrap();
        let outcomes: Vec<_> = seen.tasks.iter().map(|task| task.outcome.as_deref()).collect();
        assert_eq!(outcomes, [Some("out-of-competence"), None]);
        assert_eq!(seen.tasks[1].handed_on, Some(given[0]));
        assert_eq!(work.inbox(&department).await.unwrap().notices[0].kind, "handed-on");
        assert_eq!(work.inbox(&fire).await.unwrap().free_tasks[0].1.id, passed);

        // For thirty days the office sees that it passed it on, then no more.
        assert!(work.view(&technical, case.id).await.is_ok());
        world.clock.advance(chrono::TimeDelta::days(31));
        let technical = world.coordinator(TECHNICAL_OFFICE).await;
        assert!(matches!(work.view(&technical, case.id).await, Err(CaseError::Missing(_))));
        let list = work.list(&technical, &casework::Filter::default()).await.unwrap();
        assert!(list.rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_leaders_pass_on_and_propose() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let work = &world.work;
        let department = world.coordinator(DEPARTMENT).await;
        let (leader, officer) =
            (world.coordinator(TECHNICAL_OFFICE).await, world.officer(TECHNICAL_OFFICE).await);
        let case = world.reported().await;
        let given = vec![task("surroundings", TECHNICAL_OFFICE, None)];
        let given = work.route(&department, case.id, 1, given).await.unwrap();

        // An officer works on the task, and neither gives the case to others nor speaks for the office.
        let theirs = work.view(&officer, case.id).await.unwrap();
        assert!(theirs.may.work && !theirs.may.propose && !theirs.tasks[0].may_hand_on);
        let to = || task("surroundings", FIRE_SERVICE, None);
        let passed = work.hand_on(&officer, given[0], 1, to(), "Nepatří nám.").await;
        assert!(matches!(passed, Err(CaseError::Missing(_))), "{passed:?}");
        let proposed = work.measure(&officer, case.id, lamps(false)).await;
        assert!(matches!(proposed, Err(CaseError::Missing(_))), "{proposed:?}");

        let theirs = work.view(&leader, case.id).await.unwrap();
        assert!(theirs.may.propose && theirs.tasks[0].may_hand_on);
        work.measure(&leader, case.id, lamps(false)).await.unwrap();
        work.hand_on(&leader, given[0], 1, to(), "Nepatří nám.").await.unwrap();
    })
    .await;
}
