//! The life of an account, from the invitation to the last session.

use access::{Access, Actor, Device, Enrolment, Entered, PasswordFault, Role, SignInError, SignInRefusal};
use access::{BodyFacts, BodyKind, MembershipFacts, PersonFacts, Validity, Words};
use chrono::TimeDelta;
use store::testing::each_engine;
use store::{Id, Store};

use crate::world;

pub(crate) const PASSWORD: &str = "tři modré konve";

/// A browser at an address.
pub(crate) fn browser(client: &str) -> Device {
    Device { client: client.into(), agent: "Mozilla/5.0 (zkouška)".into(), known: String::new() }
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, SignInError>) -> SignInRefusal {
    match answer {
        Err(SignInError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// A code of the app that was set up, now.
pub(crate) fn code(access: &Access, key: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(key).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build_noncompliant();
    totp.generate(u64::try_from(access.clock().now().timestamp()).unwrap()).to_string()
}

/// Two bodies, and Jana, an officer of the first, with her invitation.
pub(crate) struct World {
    pub(crate) access: Access,
    pub(crate) store: Store,
    pub(crate) jana: Id,
    pub(crate) bodies: [Id; 2],
}

pub(crate) async fn body(access: &Access, code: &str) -> Id {
    let facts = BodyFacts {
        code: code.into(),
        kind: BodyKind::MunicipalPolice,
        name: Words::new(code, "", ""),
        seat: String::new(),
        email: String::new(),
        phone: String::new(),
        validity: Validity::since("2026-01-01".parse().unwrap()),
    };
    access.add_body(&Actor::program(), &facts).await.unwrap()
}

pub(crate) async fn person(access: &Access, login: &str, body: Id) -> Id {
    let facts = PersonFacts {
        login: login.into(),
        name: "Jana Smyšlená".into(),
        email: String::new(),
        phone: String::new(),
        language: "cs".into(),
    };
    let person = access.add_person(&Actor::program(), &facts).await.unwrap();
    join(access, person, body).await;
    person
}

pub(crate) async fn join(access: &Access, person: Id, body: Id) {
    let validity = Validity::since("2026-01-01".parse().unwrap());
    let facts = MembershipFacts { body, unit: None, role: Role::Officer, validity };
    access.add_membership(&Actor::program(), person, &facts).await.unwrap();
}

pub(crate) async fn world(store: &Store) -> World {
    let access = world::fresh(store).await;
    let bodies = [body(&access, "straznici").await, body(&access, "odbor").await];
    let jana = person(&access, "jana", bodies[0]).await;
    World { access, store: store.clone(), jana, bodies }
}

impl World {
    pub(crate) async fn invited(&self, device: &Device) -> Entered {
        let link = self.access.invite(&Actor::program(), self.jana).await.unwrap();
        let token = link.path.strip_prefix("/pozvanka/").unwrap();
        self.access.accept_invitation(token, PASSWORD, device).await.unwrap()
    }

    /// Jana with an app: her session, its key and her recovery codes.
    pub(crate) async fn with_app(&self, device: &Device) -> (Entered, Enrolment, Vec<String>) {
        let entered = self.invited(device).await;
        let app = self.access.begin_totp(&entered.token, PASSWORD, "Okrskov", device).await.unwrap();
        let code = code(&self.access, &app.key);
        let (entered, codes) =
            self.access.confirm_totp(&entered.token, &app.sealed, &code, device).await.unwrap();
        (entered, app, codes)
    }

    async fn is_in(&self, token: &str) -> bool {
        self.access.visitor(token, "").await.unwrap().is_some()
    }
}

#[tokio::test]
async fn an_account_lives() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, at_work) = (&world.access, browser("192.0.2.1"));
        // Nobody signs in before the invitation, whatever they type.
        assert_eq!(refused(access.sign_in("jana", "", &at_work).await), SignInRefusal::Wrong);
        // The invitation sets a password once.
        let link = access.invite(&Actor::program(), world.jana).await.unwrap();
        let token = link.path.strip_prefix("/pozvanka/").unwrap();
        assert_eq!(access.invitation(token).await.unwrap().unwrap().login, "jana");
        let short = access.accept_invitation(token, "krátké", &at_work).await;
        assert_eq!(refused(short), SignInRefusal::Password(PasswordFault::Short));
        let entered = access.accept_invitation(token, PASSWORD, &at_work).await.unwrap();
        let visitor = access.visitor(&entered.token, "192.0.2.1").await.unwrap().unwrap();
        let subject = visitor.subject.unwrap();
        assert_eq!(
            (visitor.name.as_str(), subject.body, subject.assured_at),
            ("Jana Smyšlená", world.bodies[0], None)
        );
        let again = access.accept_invitation(token, "jiné dlouhé heslo", &at_work).await;
        assert_eq!(refused(again), SignInRefusal::DeadLink);
        // Signing in and out.
        access.sign_out(&entered.token, "192.0.2.1").await.unwrap();
        assert!(!world.is_in(&entered.token).await);
        assert_eq!(refused(access.sign_in("jana", "tři modré konvy", &at_work).await), SignInRefusal::Wrong);
        let first = access.sign_in(" JANA ", PASSWORD, &at_work).await.unwrap();
        let second = access.sign_in("jana", PASSWORD, &browser("192.0.2.2")).await.unwrap();
        let sessions = access.own_sessions(world.jana, Some(second.session)).await.unwrap();
        assert_eq!(sessions.iter().filter(|session| session.this_one).count(), 1);
        assert_eq!(sessions.len(), 2);
        // A new password ends every other session.
        let new = "čtyři zelené konve";
        let wrong = access.change_password(&first.token, "konve", new, &at_work).await;
        assert_eq!(refused(wrong), SignInRefusal::Wrong);
        let changed = access.change_password(&first.token, PASSWORD, new, &at_work).await.unwrap();
        assert!(world.is_in(&changed.token).await);
        assert!(!world.is_in(&first.token).await && !world.is_in(&second.token).await);
        assert_eq!(refused(access.sign_in("jana", PASSWORD, &at_work).await), SignInRefusal::Wrong);
        access.sign_in("jana", new, &at_work).await.unwrap();
        // Whoever has left is out at once.
        let version = access.person(world.jana).await.unwrap().unwrap().version;
        access.end_person(&Actor::program(), world.jana, version).await.unwrap();
        assert!(!world.is_in(&changed.token).await);
        assert_eq!(refused(access.sign_in("jana", new, &at_work).await), SignInRefusal::Wrong);
        assert_eq!(refused(access.invite(&Actor::program(), world.jana).await), SignInRefusal::NoSession);
    })
    .await;
}

#[tokio::test]
async fn a_newer_invitation_replaces_the_older_and_all_end() {
    each_engine(async |store| {
        let world = world(&store).await;
        let token = async || {
            let link = world.access.invite(&Actor::program(), world.jana).await.unwrap();
            link.path.strip_prefix("/pozvanka/").unwrap().to_owned()
        };
        let (old, new) = (token().await, token().await);
        assert!(world.access.invitation(&old).await.unwrap().is_none());
        assert!(world.access.invitation(&new).await.unwrap().is_some());
        world.access.clock().advance(TimeDelta::days(7));
        assert!(world.access.invitation(&new).await.unwrap().is_none());
        let late = world.access.accept_invitation(&new, PASSWORD, &browser("192.0.2.1")).await;
        assert_eq!(refused(late), SignInRefusal::DeadLink);
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_and_shown() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        let (entered, app, codes) = world.with_app(&device).await;
        assert_eq!(codes.len(), 10);
        let subject = access.visitor(&entered.token, "").await.unwrap().unwrap().subject.unwrap();
        assert_eq!(subject.assured_at, Some(access.clock().now()));
        // The next sign-in is half until the code.
        access.clock().advance(TimeDelta::minutes(1));
        let half = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        assert!(half.half && half.known.is_empty() && !world.is_in(&half.token).await);
        let now = code(access, &app.key);
        let whole = access.show_code(&half.token, &now, &device).await.unwrap();
        assert!(!whole.half && world.is_in(&whole.token).await && !world.is_in(&half.token).await);
        // No code works twice, not even in another session.
        let other = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        assert_eq!(refused(access.show_code(&other.token, &now, &device).await), SignInRefusal::WrongCode);
        // A recovery code does, once, however it is typed.
        let recovery = codes[3].to_uppercase().replace('-', " ");
        access.show_code(&other.token, &recovery, &device).await.unwrap();
        let third = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        assert_eq!(
            refused(access.show_code(&third.token, &recovery, &device).await),
            SignInRefusal::WrongCode
        );
        assert_eq!(access.factors(world.jana).await.unwrap().recovery, 9);
        // A half session waits ten minutes and does nothing else.
        assert_eq!(
            refused(access.choose_body(&third.token, world.bodies[0], &device).await),
            SignInRefusal::NoSession
        );
        access.clock().advance(TimeDelta::minutes(10));
        let late = access.show_code(&third.token, &code(access, &app.key), &device).await;
        assert_eq!(refused(late), SignInRefusal::NoSession);
    })
    .await;
}

#[tokio::test]
async fn an_app_is_set_up_only_by_its_person_in_the_same_session() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        let entered = world.invited(&device).await;
        let guess = access.begin_totp(&entered.token, "něco jiného", "Okrskov", &device).await;
        assert_eq!(refused(guess), SignInRefusal::Wrong);
        let app = access.begin_totp(&entered.token, PASSWORD, "Okrskov", &device).await.unwrap();
        let other = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        let code = code(access, &app.key);
        let elsewhere = access.confirm_totp(&other.token, &app.sealed, &code, &device).await;
        assert_eq!(refused(elsewhere), SignInRefusal::NoSession);
        let wrong = access.confirm_totp(&entered.token, &app.sealed, "000000", &device).await;
        assert_eq!(refused(wrong), SignInRefusal::WrongCode);
        let (entered, _) = access.confirm_totp(&entered.token, &app.sealed, &code, &device).await.unwrap();
        // A stolen session that has not shown the app cannot put another one in its place.
        let stolen = access.begin_totp(&other.token, PASSWORD, "Okrskov", &device).await;
        assert_eq!(refused(stolen), SignInRefusal::WrongCode);
        assert_eq!(access.renew_recovery(&entered.token, &device).await.unwrap().len(), 10);
        assert_eq!(refused(access.renew_recovery(&other.token, &device).await), SignInRefusal::NoFactor);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_by_idling_by_age_and_by_hand() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        let entered = world.invited(&device).await;
        // Used every 29 minutes it lives for 12 hours.
        for _ in 0..24 {
            access.clock().advance(TimeDelta::minutes(29));
            assert!(world.is_in(&entered.token).await);
        }
        access.clock().advance(TimeDelta::minutes(29));
        assert!(!world.is_in(&entered.token).await);
        let idle = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        access.clock().advance(TimeDelta::minutes(30));
        assert!(!world.is_in(&idle.token).await);
        let (one, two) = (
            access.sign_in("jana", PASSWORD, &device).await.unwrap(),
            access.sign_in("jana", PASSWORD, &device).await.unwrap(),
        );
        let me = Actor::person(world.jana, "192.0.2.1");
        let petr = person(access, "petr", world.bodies[0]).await;
        assert!(!access.end_session(&me, petr, one.session).await.unwrap());
        assert!(access.end_session(&me, world.jana, one.session).await.unwrap());
        assert!(!world.is_in(&one.token).await && world.is_in(&two.token).await);
        let three = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        access.end_sessions(&me, world.jana, Some(two.session)).await.unwrap();
        assert!(!world.is_in(&three.token).await && world.is_in(&two.token).await);
    })
    .await;
}

#[tokio::test]
async fn a_person_of_two_bodies_chooses_one_openly() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        join(access, world.jana, world.bodies[1]).await;
        let foreign = body(access, "cizi").await;
        let entered = world.invited(&device).await;
        let visitor = access.visitor(&entered.token, "").await.unwrap().unwrap();
        assert_eq!((visitor.bodies.len(), visitor.subject), (2, None));
        let chosen = access.choose_body(&entered.token, world.bodies[1], &device).await.unwrap();
        assert!(!world.is_in(&entered.token).await);
        let visitor = access.visitor(&chosen.token, "").await.unwrap().unwrap();
        assert_eq!(visitor.subject.unwrap().body, world.bodies[1]);
        let other = access.choose_body(&chosen.token, foreign, &device).await;
        assert_eq!(refused(other), SignInRefusal::NotThatBody);
        assert_eq!(visitor.session, entered.session);
    })
    .await;
}
