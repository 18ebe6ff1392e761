//! Break-glass from its beginning to the verdict.

use access::{
    Access, AccessError, Action, Actor, BodyFacts, BodyKind, Context, Decision, Kind, MembershipFacts,
    PersonFacts, Refusal, Resource, Role, Subject, Validity, Verdict, Words, authorize,
};
use chrono::TimeDelta;
use store::testing::each_engine;
use store::{Clock, Id};

use crate::world::{clock, fresh_with};

/// Somebody with one role in a body of their own.
async fn somebody(access: &Access, login: &str, role: Role) -> (Id, Id) {
    let validity = Validity::since("2026-01-01".parse().unwrap());
    let text = String::new;
    let facts = BodyFacts {
        code: format!("urad-{login}"),
        kind: BodyKind::Other,
        name: Words::new("Úřad", "", ""),
        seat: text(),
        email: text(),
        phone: text(),
        validity,
    };
    let program = Actor::program();
    let body = access.add_body(&program, &facts).await.unwrap();
    let facts = PersonFacts {
        login: login.to_owned(),
        name: login.to_owned(),
        email: text(),
        phone: text(),
        language: text(),
    };
    let person = access.add_person(&program, &facts).await.unwrap();
    access.activate_person(&program, person, 1).await.unwrap();
    let facts = MembershipFacts { body, unit: None, role, validity };
    access.add_membership(&program, person, &facts).await.unwrap();
    (person, body)
}

async fn acting(access: &Access, clock: &Clock, (person, body): (Id, Id)) -> Subject {
    access.subject(person, body, Id(1), Some(clock.now()), "").await.unwrap().unwrap()
}

#[tokio::test]
async fn an_emergency_opens_expires_and_is_judged_by_somebody_else() {
    each_engine(async |store| {
        let clock = clock();
        let access = fresh_with(&store, clock.clone(), Default::default()).await;
        let olga = somebody(&access, "olga", Role::Head).await;
        let dana = somebody(&access, "dana", Role::Auditor).await;
        let subject = acting(&access, &clock, olga).await;
        for (reason, minutes, refusal) in [
            (" ", 30, Refusal::Empty),
            ("Pohřešované dítě", 0, Refusal::EmergencyLength),
            ("Pohřešované dítě", 61, Refusal::EmergencyLength),
        ] {
            let result = access.begin_emergency(&subject, reason, "", minutes).await;
            assert!(matches!(result, Err(AccessError::Refused(r)) if r == refusal), "{result:?}");
        }
        let open = access.begin_emergency(&subject, "Pohřešované dítě", "OB-7/2026", 30).await.unwrap();
        let again = access.begin_emergency(&subject, "Ještě jednou", "", 30).await;
        assert!(matches!(again, Err(AccessError::Refused(Refusal::EmergencyOpen))));

        let foreign = Resource::owned(Kind::Case, Id(404));
        let reads = async || {
            let subject = acting(&access, &clock, olga).await;
            authorize(&subject, Action::Read, &foreign, &Context { now: clock.now() })
        };
        assert!(matches!(reads().await, Decision::Allowed { emergency: true, .. }));
        let auditor = acting(&access, &clock, dana).await;
        let early = access.review_emergency(&auditor, open.id, Verdict::Justified, "").await;
        assert!(matches!(early, Err(AccessError::Refused(Refusal::EmergencyJudged))), "it is not over");
        clock.advance(TimeDelta::minutes(30));
        assert_eq!(reads().await, Decision::Denied, "expired by itself");

        let auditor = acting(&access, &clock, dana).await;
        access.review_emergency(&auditor, open.id, Verdict::Unjustified, "Stačil dotaz.").await.unwrap();
        let twice = access.review_emergency(&auditor, open.id, Verdict::Justified, "").await;
        assert!(matches!(twice, Err(AccessError::Refused(Refusal::EmergencyJudged))));
        let records = access.emergencies(&auditor).await.unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].verdict, Some(Verdict::Unjustified));
        assert_eq!(records[0].reviewed.map(|(who, _)| who), Some(dana.0));
        let head = acting(&access, &clock, olga).await;
        assert_eq!(access.emergencies(&head).await.unwrap().len(), 1, "a head sees those of the own body");
        let seen = access.seen(Kind::Emergency, open.id, 10).await.unwrap();
        assert_eq!(seen.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["review", "create"]);
    })
    .await;
}

#[tokio::test]
async fn an_emergency_is_ended_by_hand_and_not_open_to_everybody() {
    each_engine(async |store| {
        let clock = clock();
        let access = fresh_with(&store, clock.clone(), Default::default()).await;
        let olga = somebody(&access, "olga", Role::Head).await;
        let eva = somebody(&access, "eva", Role::Officer).await;
        let officer = acting(&access, &clock, eva).await;
        let refused = access.begin_emergency(&officer, "Spěchá to", "", 10).await;
        assert!(matches!(refused, Err(AccessError::Missing)));
        assert!(matches!(access.emergencies(&officer).await, Err(AccessError::Missing)));
        let head = acting(&access, &clock, olga).await;
        access.begin_emergency(&head, "Povodeň", "", 60).await.unwrap();
        access.end_emergency(&head).await.unwrap();
        assert_eq!(acting(&access, &clock, olga).await.emergency, None);
        assert!(matches!(access.end_emergency(&head).await, Err(AccessError::Missing)));
    })
    .await;
}
