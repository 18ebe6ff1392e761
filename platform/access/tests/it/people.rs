//! Bodies, units, posts and people: the rules of keeping them.

use access::{
    Access, AccessError, Action, Actor, BodyFacts, BodyKind, Context, Kind, MembershipFacts, PersonFacts,
    PersonState, PostFacts, Refusal, Resource, Role, Subject, Theirs, UnitFacts, Validity, Words, authorize,
};
use chrono::{NaiveDate, TimeDelta};
use store::testing::each_engine;
use store::{Clock, Id, Store};

use crate::world::{clock, fresh_with};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A town with two bodies and a way to fill them.
struct Town {
    access: Access,
    clock: Clock,
    police: Id,
    office: Id,
}

fn body(code: &str) -> BodyFacts {
    BodyFacts {
        code: code.to_owned(),
        kind: BodyKind::MunicipalPolice,
        name: Words::new("Městská policie", "Municipal police", ""),
        seat: String::new(),
        email: String::new(),
        phone: String::new(),
        validity: Validity::since(day("2025-01-01")),
    }
}

fn unit(code: &str, parent: Option<Id>) -> UnitFacts {
    let validity = Validity::since(day("2025-01-01"));
    UnitFacts {
        parent,
        code: code.to_owned(),
        name: Words::new("Služebna", "", ""),
        territory: None,
        validity,
    }
}

fn post() -> PostFacts {
    PostFacts {
        unit: None,
        title: Words::new("strážník-okrskář", "", ""),
        territory: None,
        phone: String::new(),
        email: String::new(),
        validity: Validity::since(day("2025-01-01")),
    }
}

impl Town {
    async fn found(store: &Store) -> Town {
        let clock = clock();
        let access = fresh_with(store, clock.clone(), Default::default()).await;
        let police = access.add_body(&Actor::program(), &body("mestska-policie")).await.unwrap();
        let office = access.add_body(&Actor::program(), &body("technicky-urad")).await.unwrap();
        Town { access, clock, police, office }
    }

    async fn person(&self, login: &str) -> Id {
        let facts = PersonFacts {
            login: login.to_owned(),
            name: login.to_uppercase(),
            email: String::new(),
            phone: String::new(),
            language: "cs".to_owned(),
        };
        let id = self.access.add_person(&Actor::program(), &facts).await.unwrap();
        self.access.activate_person(&Actor::program(), id, 1).await.unwrap();
        id
    }

    fn role(&self, body: Id, role: Role) -> MembershipFacts {
        MembershipFacts { body, unit: None, role, validity: Validity::since(day("2026-01-01")) }
    }

    async fn give(&self, person: Id, facts: MembershipFacts) -> Result<Id, AccessError> {
        self.access.add_membership(&Actor::program(), person, &facts).await
    }

    async fn subject(&self, person: Id, body: Id) -> Option<Subject> {
        let assured = Some(self.clock.now());
        self.access.subject(person, body, Id(1), assured, "10.0.0.1").await.unwrap()
    }

    async fn actor(&self, person: Id, body: Id) -> Actor {
        Actor::from(&self.subject(person, body).await.unwrap())
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, AccessError>, expected: Refusal) {
    match result {
        Err(AccessError::Refused(refusal)) => assert_eq!(refusal, expected),
        other => panic!("expected {expected:?}, got {other:?}"),
    }
}

#[tokio::test]
async fn two_people_change_a_body_and_the_second_sees_the_firsts_text() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let (access, actor) = (&town.access, Actor::program());
        let ours = BodyFacts { seat: "Náměstí 1".to_owned(), ..body("mestska-policie") };
        access.change_body(&actor, town.police, 1, &ours).await.unwrap();
        let late = BodyFacts { seat: "Náměstí 2".to_owned(), ..body("mestska-policie") };
        match access.change_body(&actor, town.police, 1, &late).await {
            Err(AccessError::Conflict(theirs)) => {
                let Theirs::Body(theirs) = *theirs else { panic!("a body") };
                assert_eq!((theirs.facts.seat.as_str(), theirs.version), ("Náměstí 1", 2));
            }
            other => panic!("{other:?}"),
        }
        let rows = access.seen(Kind::Body, town.police, 10).await.unwrap();
        assert_eq!(rows.len(), 2, "made, changed once; the late change left no trace");
        assert!(rows[0].detail.contains("Náměstí 1") && rows[0].detail.contains("before"));
    })
    .await;
}

#[tokio::test]
async fn codes_are_plain_and_taken_once() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let actor = Actor::program();
        refused(town.access.add_body(&actor, &body("Městská")).await, Refusal::BadCode);
        refused(town.access.add_body(&actor, &body("mestska-policie")).await, Refusal::TakenCode);
        let backwards = Validity { from: day("2026-02-01"), to: Some(day("2026-01-31")) };
        let facts = BodyFacts { validity: backwards, ..body("x") };
        refused(town.access.add_body(&actor, &facts).await, Refusal::BadValidity);
        let nameless = BodyFacts { name: Words::new("  ", "Name", ""), ..body("x") };
        refused(town.access.add_body(&actor, &nameless).await, Refusal::Empty);
    })
    .await;
}

#[tokio::test]
async fn units_lie_in_each_other_and_a_role_in_one_reaches_those_below() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let (access, actor) = (&town.access, Actor::program());
        let centre = access.add_unit(&actor, town.police, &unit("stred", None)).await.unwrap();
        let station = access.add_unit(&actor, town.police, &unit("sluzebna", Some(centre))).await.unwrap();
        let post = access.add_unit(&actor, town.police, &unit("straznice", Some(station))).await.unwrap();
        let other = access.add_unit(&actor, town.police, &unit("sever", None)).await.unwrap();
        refused(access.change_unit(&actor, centre, 1, &unit("stred", Some(post))).await, Refusal::BadUnit);
        refused(access.add_unit(&actor, town.office, &unit("x", Some(centre))).await, Refusal::BadUnit);

        let eva = town.person("eva").await;
        let limited = MembershipFacts { unit: Some(centre), ..town.role(town.police, Role::Officer) };
        town.give(eva, limited).await.unwrap();
        let subject = town.subject(eva, town.police).await.unwrap();
        assert_eq!(subject.units, [centre, station, post]);
        let case = |unit| Resource::owned(Kind::Case, town.police).in_unit(Some(unit));
        let context = Context { now: town.clock.now() };
        assert!(authorize(&subject, Action::Read, &case(post), &context).is_allowed());
        assert!(!authorize(&subject, Action::Read, &case(other), &context).is_allowed());
        let auditor = MembershipFacts { unit: Some(other), ..town.role(town.police, Role::Auditor) };
        refused(town.give(eva, auditor).await, Refusal::BadUnit);
    })
    .await;
}

#[tokio::test]
async fn a_person_of_two_bodies_acts_for_one_and_rights_are_never_united() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let klara = town.person("klara").await;
        town.give(klara, town.role(town.police, Role::Coordinator)).await.unwrap();
        town.give(klara, town.role(town.office, Role::Officer)).await.unwrap();
        let codes: Vec<String> =
            town.access.bodies_of(klara).await.unwrap().into_iter().map(|body| body.code).collect();
        assert_eq!(codes, ["mestska-policie", "technicky-urad"]);
        let officer = town.subject(klara, town.office).await.unwrap();
        let context = Context { now: town.clock.now() };
        let police_case = Resource::owned(Kind::Case, town.police);
        assert!(!authorize(&officer, Action::Read, &police_case, &context).is_allowed());
        assert!(!authorize(&officer, Action::Decide, &Resource::any(Kind::Case), &context).is_allowed());
        assert_eq!(town.subject(klara, Id(404)).await, None, "not for a body they do not belong to");
    })
    .await;
}

#[tokio::test]
async fn a_right_that_ends_at_midnight_in_prague_is_gone_at_midnight() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let eva = town.person("eva").await;
        let validity = Validity { from: day("2026-01-01"), to: Some(day("2026-03-04")) };
        town.give(eva, MembershipFacts { validity, ..town.role(town.police, Role::Officer) }).await.unwrap();
        let moved = Validity::since(day("2026-03-05"));
        town.give(eva, MembershipFacts { validity: moved, ..town.role(town.office, Role::Officer) })
            .await
            .unwrap();
        town.clock.advance(TimeDelta::minutes(14 * 60 - 1)); // 23:59 in Prague, 22:59 in UTC
        assert!(town.subject(eva, town.police).await.is_some());
        assert!(town.subject(eva, town.office).await.is_none());
        town.clock.advance(TimeDelta::minutes(1));
        assert!(town.subject(eva, town.police).await.is_none());
        assert!(town.subject(eva, town.office).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn rights_and_content_are_never_one_persons() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let adam = town.person("adam").await;
        town.give(adam, town.role(town.police, Role::Administrator)).await.unwrap();
        for role in [Role::Officer, Role::Coordinator, Role::Head, Role::Inspector, Role::Auditor] {
            refused(town.give(adam, town.role(town.office, role)).await, Refusal::Separation);
        }
        let eva = town.person("eva").await;
        town.give(eva, town.role(town.police, Role::Officer)).await.unwrap();
        refused(town.give(eva, town.role(town.office, Role::Administrator)).await, Refusal::Separation);
        // Not their own roles either, whatever they are.
        let actor = town.actor(adam, town.police).await;
        let analyst = town.role(town.office, Role::Analyst);
        refused(town.access.add_membership(&actor, adam, &analyst).await, Refusal::OwnRoles);
        // One after the other is no conflict.
        let later = Validity::since(day("2027-01-01"));
        let validity = Validity { from: day("2025-06-01"), to: Some(day("2025-12-31")) };
        let past = MembershipFacts { validity, ..town.role(town.office, Role::Administrator) };
        town.give(eva, past).await.unwrap();
        let again = MembershipFacts { validity: later, ..town.role(town.police, Role::Officer) };
        refused(town.give(eva, again).await, Refusal::Twice);
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let (adam, nina) = (town.person("adam").await, town.person("nina").await);
        let first = town.give(adam, town.role(town.police, Role::Administrator)).await.unwrap();
        let program = Actor::program();
        let (access, today) = (&town.access, town.clock.today());
        refused(access.end_membership(&program, first, today).await, Refusal::LastAdministrator);
        refused(access.block_person(&program, adam, 2, true).await, Refusal::LastAdministrator);
        refused(access.end_person(&program, adam, 2).await, Refusal::LastAdministrator);
        let second = town.give(nina, town.role(town.police, Role::Administrator)).await.unwrap();
        // Both take the other's role at the same moment: one of them stays.
        let (a, n) = (town.actor(adam, town.police).await, town.actor(nina, town.police).await);
        let (one, other) =
            tokio::join!(access.end_membership(&a, second, today), access.end_membership(&n, first, today));
        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1, "{one:?} {other:?}");
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_leaves_the_post_vacant() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let (access, program) = (&town.access, Actor::program());
        let (eva, jan, olga) =
            (town.person("eva").await, town.person("jan").await, town.person("olga").await);
        town.give(eva, town.role(town.police, Role::Officer)).await.unwrap();
        let post = access.add_post(&program, town.police, &post()).await.unwrap();
        let since = Validity::since(day("2026-01-01"));
        access.add_holding(&program, post, eva, false, since).await.unwrap();
        access.add_holding(&program, post, jan, true, since).await.unwrap();
        refused(access.add_holding(&program, post, olga, false, since).await, Refusal::PostHeld);
        refused(access.add_holding(&program, post, jan, true, since).await, Refusal::Twice);
        let next_year = Validity::since(day("2027-01-01"));
        refused(access.add_holding(&program, post, eva, false, next_year).await, Refusal::Twice);

        access.end_person(&program, eva, 2).await.unwrap();
        let left = access.person(eva).await.unwrap().unwrap();
        assert_eq!((left.state, left.facts.name.as_str()), (PersonState::Ended, "EVA"), "the name stays");
        assert!(town.subject(eva, town.police).await.is_none());
        let today = town.clock.today();
        let holdings = access.holdings(Some(post)).await.unwrap();
        let tomorrow = today.succ_opt().unwrap();
        let held: Vec<_> = holdings.iter().filter(|holding| holding.validity.holds(today)).collect();
        assert!(held.iter().all(|holding| holding.deputy && holding.person == jan), "vacant, with a deputy");
        assert!(
            holdings.iter().any(|holding| holding.person == eva && holding.validity.to == today.pred_opt())
        );
        assert!(access.post(post).await.unwrap().is_some(), "the post stays");
        access.add_holding(&program, post, olga, false, Validity::since(tomorrow)).await.unwrap();
        refused(access.end_person(&program, eva, left.version).await, Refusal::PersonEnded);
    })
    .await;
}

#[tokio::test]
async fn a_membership_that_ends_takes_its_posts_along_and_leaves_those_of_other_bodies() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let (access, program) = (&town.access, Actor::program());
        let klara = town.person("klara").await;
        let membership = town.give(klara, town.role(town.police, Role::Officer)).await.unwrap();
        town.give(klara, town.role(town.office, Role::Officer)).await.unwrap();
        let mut held = Vec::new();
        for body in [town.police, town.office] {
            let post = access.add_post(&program, body, &post()).await.unwrap();
            let since = Validity::since(day("2026-01-01"));
            access.add_holding(&program, post, klara, false, since).await.unwrap();
            held.push(post);
        }
        let yesterday = town.clock.today().pred_opt().unwrap();
        access.end_membership(&program, membership, yesterday).await.unwrap();
        assert!(town.subject(klara, town.police).await.is_none(), "at once");
        let last = async |post| access.holdings(Some(post)).await.unwrap()[0].validity.to;
        assert_eq!(last(held[0]).await, Some(yesterday));
        assert_eq!(last(held[1]).await, None);
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_keeps_people_and_everybody_else_finds_nothing_there() {
    each_engine(async |store| {
        let town = Town::found(&store).await;
        let head = town.person("olga").await;
        town.give(head, town.role(town.police, Role::Head)).await.unwrap();
        let actor = town.actor(head, town.police).await;
        let eva = town.person("eva").await;
        let officer = town.role(town.police, Role::Officer);
        for result in [
            town.access.add_membership(&actor, eva, &officer).await.map(drop),
            town.access.add_body(&actor, &body("x")).await.map(drop),
            town.access.end_person(&actor, eva, 2).await,
            town.access.add_post(&Actor::stranger(""), town.police, &post()).await.map(drop),
        ] {
            assert!(matches!(result, Err(AccessError::Missing)), "{result:?}");
        }
        let administrator = town.person("adam").await;
        town.give(administrator, town.role(town.police, Role::Administrator)).await.unwrap();
        let stale = town.access.subject(administrator, town.police, Id(1), None, "").await.unwrap().unwrap();
        let result = town.access.add_membership(&Actor::from(&stale), eva, &officer).await;
        refused(result, Refusal::StepUp);
    })
    .await;
}
