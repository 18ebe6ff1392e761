//! Guessing, stealing and locking out.

use std::time::{Duration, Instant};

use access::{AccessSettings, Actor, Device, ProviderSettings, Purpose, SignInRefusal};
use chrono::TimeDelta;
use proptest::prelude::*;
use store::testing::each_engine;
use store::{Query, Statement};

use crate::signin::{PASSWORD, World, browser, code, refused, world};

async fn wrong(world: &World, device: &Device) -> SignInRefusal {
    refused(world.access.sign_in("jana", "není to ono heslo", device).await)
}

#[tokio::test]
async fn fifty_wrong_passwords_at_once_are_counted_as_fifty() {
    each_engine(async |store| {
        let world = std::sync::Arc::new(world(&store).await);
        world.invited(&browser("192.0.2.1")).await;
        let guesses = (0..50).map(|_| {
            let world = world.clone();
            tokio::spawn(async move { wrong(&world, &browser("203.0.113.9")).await })
        });
        let guesses: Vec<_> = guesses.collect();
        let mut looked_at = 0;
        for guess in guesses {
            match guess.await.unwrap() {
                SignInRefusal::Wrong => looked_at += 1,
                SignInRefusal::Wait { seconds } => assert!(seconds >= 1),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(looked_at, 5, "the rest did not get to the password");
        // The right one has to wait there, too, but nowhere else.
        let there = world.access.sign_in("jana", PASSWORD, &browser("203.0.113.9")).await;
        assert!(matches!(refused(there), SignInRefusal::Wait { .. }));
        world.access.sign_in("jana", PASSWORD, &browser("192.0.2.1")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn delays_grow_and_end() {
    each_engine(async |store| {
        let world = world(&store).await;
        let attacker = browser("203.0.113.9");
        world.invited(&browser("192.0.2.1")).await;
        for _ in 0..5 {
            assert_eq!(wrong(&world, &attacker).await, SignInRefusal::Wrong);
        }
        let mut waits = Vec::new();
        for _ in 0..12 {
            let SignInRefusal::Wait { seconds } = wrong(&world, &attacker).await else { panic!("no wait") };
            waits.push(seconds);
            world.access.clock().advance(TimeDelta::seconds(seconds));
            assert_eq!(wrong(&world, &attacker).await, SignInRefusal::Wrong);
        }
        assert_eq!(waits, [2, 3, 5, 9, 17, 33, 65, 129, 257, 513, 901, 901]);
        // An hour without attempts, and it begins anew.
        world.access.clock().advance(TimeDelta::hours(2));
        assert_eq!(wrong(&world, &attacker).await, SignInRefusal::Wrong);
        world.access.sign_in("jana", PASSWORD, &attacker).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_is_locked_out_by_somebody_else() {
    each_engine(async |store| {
        let world = world(&store).await;
        let mut at_work = browser("192.0.2.1");
        at_work.known = world.invited(&at_work).await.known;
        // A crowd of addresses in one network, and the same office.
        for host in 0..70 {
            let _ = wrong(&world, &browser(&format!("203.0.113.{host}"))).await;
        }
        for _ in 0..10 {
            let _ = wrong(&world, &browser("192.0.2.1")).await;
        }
        // From elsewhere it goes, and from the browser that is known it goes even at the attacker's own address.
        world.access.sign_in("jana", PASSWORD, &browser("198.51.100.1")).await.unwrap();
        world.access.sign_in("jana", PASSWORD, &at_work).await.unwrap();
        // The mark of one person opens nothing for another one.
        let mut stolen = browser("203.0.113.1");
        stolen.known = at_work.known.clone();
        let other = world.access.sign_in("petr", PASSWORD, &stolen).await;
        assert!(matches!(refused(other), SignInRefusal::Wait { .. }));
        // The operator can help at once.
        for _ in 0..10 {
            let _ = wrong(&world, &browser("198.51.100.9")).await;
        }
        assert!(world.access.unlock(&Actor::program(), world.jana).await.unwrap() > 0);
        world.access.sign_in("jana", PASSWORD, &browser("198.51.100.9")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn codes_cannot_be_guessed_either() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        let (_, app, _) = world.with_app(&device).await;
        access.clock().advance(TimeDelta::minutes(1));
        let half = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        for _ in 0..5 {
            assert_eq!(
                refused(access.show_code(&half.token, "123", &device).await),
                SignInRefusal::WrongCode
            );
        }
        let now = code(access, &app.key);
        let refusal = refused(access.show_code(&half.token, &now, &device).await);
        assert!(matches!(refusal, SignInRefusal::Wait { .. }));
        access.clock().advance(TimeDelta::seconds(2));
        access.show_code(&half.token, &code(access, &app.key), &device).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_code_sent_twice_at_once_opens_one_session() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        let (_, app, _) = world.with_app(&device).await;
        access.clock().advance(TimeDelta::minutes(1));
        let one = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        let two = access.sign_in("jana", PASSWORD, &device).await.unwrap();
        let code = code(access, &app.key);
        let (one, two) = tokio::join!(
            access.show_code(&one.token, &code, &device),
            access.show_code(&two.token, &code, &device)
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
    })
    .await;
}

#[tokio::test]
async fn a_planted_token_is_worth_nothing() {
    each_engine(async |store| {
        let world = world(&store).await;
        let (access, device) = (&world.access, browser("192.0.2.1"));
        // A token that the server did not make, and one that was good before each step.
        assert!(access.visitor(&"A".repeat(43), "").await.unwrap().is_none());
        let (assured, app, _) = world.with_app(&device).await;
        access.clock().advance(TimeDelta::minutes(1));
        let stepped = access.show_code(&assured.token, &code(access, &app.key), &device).await.unwrap();
        assert!(access.visitor(&assured.token, "").await.unwrap().is_none());
        let chosen = access.choose_body(&stepped.token, world.bodies[0], &device).await.unwrap();
        assert!(access.visitor(&stepped.token, "").await.unwrap().is_none());
        assert!(access.visitor(&chosen.token, "").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_stolen_session_gets_no_way_in_of_its_own() {
    each_engine(async |store| {
        let world = world(&store).await;
        let device = browser("192.0.2.1");
        let provider = ProviderSettings {
            name: "zkusebni".into(),
            label: "Zkušební".into(),
            issuer: "http://127.0.0.1:1".into(),
            client_id: "okrsek".into(),
            client_secret: String::new(),
            high_acr: vec![],
        };
        let settings = AccessSettings {
            base_url: "http://127.0.0.1:2".into(),
            providers: vec![provider],
            ..AccessSettings::default()
        };
        let access = crate::world::fresh_with(&store, world.access.clock().clone(), settings).await;
        access.ready().unwrap();
        let (entered, ..) = world.with_app(&device).await;
        let link = async || {
            refused(access.begin_link("zkusebni", &entered.token, PASSWORD, "/staff/ucet", &device).await)
        };
        let wrong = access.begin_link("zkusebni", &entered.token, "jiné heslo", "/staff/ucet", &device).await;
        assert_eq!(refused(wrong), SignInRefusal::Wrong);
        let around =
            access.begin_provider("zkusebni", Purpose::Link(entered.token.clone()), "/staff/ucet").await;
        assert_eq!(refused(around), SignInRefusal::NoFactor);
        // Just after the code the provider would be asked (there is none here); later the app comes first.
        assert_eq!(link().await, SignInRefusal::ProviderSilent);
        world.access.clock().advance(TimeDelta::minutes(29));
        world.access.visitor(&entered.token, "").await.unwrap().unwrap();
        world.access.clock().advance(TimeDelta::minutes(2));
        assert_eq!(link().await, SignInRefusal::NoFactor);
        let nobody = access.begin_provider("jiny", Purpose::SignIn, "/staff").await;
        assert_eq!(refused(nobody), SignInRefusal::ProviderSilent);
    })
    .await;
}

#[tokio::test]
async fn the_database_alone_opens_nothing() {
    each_engine(async |store| {
        let world = world(&store).await;
        let device = browser("192.0.2.1");
        let (entered, app, codes) = world.with_app(&device).await;
        let link = world.access.invite(&Actor::program(), world.jana).await.unwrap();
        let kept: Query<String> = Query::new(
            "kept",
            "select secret from access_credential union all select token from access_session
             union all select subject from access_attempt",
            |row| row.text(0),
        );
        let kept = world.store.rows(&kept, &[]).await.unwrap().join("\n");
        let secrets =
            [entered.token, app.key, PASSWORD.into(), link.path.replace("/pozvanka/", ""), "jana".into()];
        for secret in codes.iter().chain(&secrets) {
            assert!(!kept.contains(secret.as_str()), "{secret} is kept in the clear");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_login_costs_what_a_wrong_password_costs() {
    let store = store::testing::sqlite().await;
    let world = world(&store).await;
    world.invited(&browser("192.0.2.1")).await;
    let median = async |login: &str, network: &str| {
        let mut times = Vec::new();
        for host in 0..7 {
            let device = browser(&format!("{network}.{host}"));
            let begun = Instant::now();
            let refusal = refused(world.access.sign_in(login, "není to ono heslo", &device).await);
            times.push(begun.elapsed());
            assert_eq!(refusal, SignInRefusal::Wrong);
        }
        times.sort_unstable();
        times[3]
    };
    let (known, unknown) = (median("jana", "203.0.113").await, median("nikdo", "198.51.100").await);
    println!("measured: a wrong password {known:?}, an unknown login {unknown:?}");
    let (less, more) = (known.min(unknown), known.max(unknown));
    assert!(more < less * 2 + Duration::from_millis(20), "{known:?} and {unknown:?}");
}

#[tokio::test]
async fn a_demonstration_session_is_assured_and_bound_to_a_role() {
    each_engine(async |store| {
        let world = world(&store).await;
        let device = browser("192.0.2.1");
        world
            .store
            .execute(&Statement::new("t", "update access_person set state = 'active'"), &[])
            .await
            .unwrap();
        let people = world.access.demo_people().await.unwrap();
        assert_eq!(
            people.iter().map(|it| (it.person, it.body)).collect::<Vec<_>>(),
            [(world.jana, world.bodies[0])]
        );
        let invited = world.invited(&device).await;
        let entered = world.access.sign_in_demo(world.jana, world.bodies[0], &device).await.unwrap();
        let subject = world.access.visitor(&entered.token, "").await.unwrap().unwrap().subject.unwrap();
        assert_eq!(subject.assured_at, Some(world.access.clock().now()));
        let other = world.access.sign_in_demo(world.jana, world.bodies[1], &device).await;
        assert_eq!(refused(other), SignInRefusal::NotThatBody);
        // A process without the demonstration ends what was begun without a password, and nothing else.
        assert_eq!(world.access.end_demo_sessions().await.unwrap(), 1);
        assert_eq!(world.access.visitor(&entered.token, "").await.unwrap(), None);
        assert!(world.access.visitor(&invited.token, "").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn who_is_it_is_answered_at_once() {
    each_engine(async |store| {
        let world = world(&store).await;
        let entered = world.invited(&browser("192.0.2.1")).await;
        let begun = Instant::now();
        const ROUNDS: u32 = 300;
        for _ in 0..ROUNDS {
            assert!(world.access.visitor(&entered.token, "").await.unwrap().is_some());
        }
        println!("measured: visitor() {:?} on {}", begun.elapsed() / ROUNDS, world.store.engine());
    })
    .await;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_login_and_password_is_refused_quietly(login in ".{0,40}", password in ".{0,40}", cookie in ".{0,80}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = store::testing::sqlite().await;
            let world = world(&store).await;
            let device = Device { client: cookie.clone(), agent: cookie.clone(), known: cookie.clone() };
            let answer = refused(world.access.sign_in(&login, &password, &device).await);
            assert_eq!(answer, SignInRefusal::Wrong);
            assert!(world.access.visitor(&cookie, &cookie).await.unwrap().is_none());
            assert!(world.access.invitation(&cookie).await.unwrap().is_none());
        });
    }
}
