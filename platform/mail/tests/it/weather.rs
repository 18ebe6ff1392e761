//! Servers that refuse, are full, do not answer, or do not know us.

use chrono::TimeDelta;
use mail::{Counts, Outbox, Sender, Smtp};
use store::testing::each_engine;
use store::{Clock, Store};

use crate::post_office::PostOffice;
use crate::story::{letter, nowhere, put};

/// An outbox with a clock that the test moves.
async fn outbox(store: &Store) -> (Outbox, Clock) {
    store.migrate(&[mail::MIGRATIONS]).await.unwrap();
    let clock = Clock::fixed("2026-03-02T08:00:00Z".parse().unwrap());
    (Outbox::new(store.clone(), clock.clone()), clock)
}

async fn check_counts(outbox: &Outbox, waiting: i64, troubled: i64, sent: i64, given_up: i64) {
    assert_eq!(outbox.counts().await.unwrap(), Counts { waiting, troubled, sent, given_up });
}

#[tokio::test]
async fn a_mailbox_that_does_not_exist_is_given_up_with_the_reason() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let (outbox, _) = outbox(&store).await;
        let lost = put(&outbox, &store, &letter("nobody@policie.example")).await;
        put(&outbox, &store, &letter("eva@policie.example")).await;
        let sender = Sender::new(outbox.clone(), &office.settings()).unwrap();
        assert_eq!(sender.send_due().await.unwrap(), 1, "the other letter is not held up");
        check_counts(&outbox, 0, 0, 1, 1).await;
        assert!(outbox.reason(lost).await.unwrap().unwrap().contains("no such mailbox"));
        office.received(1);
    })
    .await;
}

#[tokio::test]
async fn a_busy_server_is_asked_again_later_each_time() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let (outbox, clock) = outbox(&store).await;
        // The server remembers whom it refused, so each database has a person of its own.
        let host = if store.engine() == store::Engine::Sqlite { "a" } else { "b" };
        put(&outbox, &store, &letter(&format!("busy-2@{host}.example"))).await;
        let sender = Sender::new(outbox.clone(), &office.settings()).unwrap();
        let check = async |minutes: i64, taken: u64| {
            clock.advance(TimeDelta::minutes(minutes));
            assert_eq!(sender.send_due().await.unwrap(), taken, "after {minutes} more minutes");
        };
        check(0, 0).await; // refused: wait a minute
        check_counts(&outbox, 1, 1, 0, 0).await;
        check(0, 0).await; // too early
        check(1, 0).await; // refused again: wait two minutes
        check(1, 0).await; // too early
        check(1, 1).await;
        check_counts(&outbox, 0, 0, 1, 0).await;
        office.received(1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_never_has_room_is_asked_for_days_and_then_given_up() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let (outbox, clock) = outbox(&store).await;
        put(&outbox, &store, &letter("full@policie.example")).await;
        let sender = Sender::new(outbox.clone(), &office.settings()).unwrap();
        let mut days = 0;
        while outbox.counts().await.unwrap().waiting > 0 {
            for _ in 0..6 {
                sender.send_due().await.unwrap();
                clock.advance(TimeDelta::hours(4));
            }
            days += 1;
            assert!(days < 14, "given up at some time");
        }
        assert!(days >= 4, "not before days have passed, was {days}");
        check_counts(&outbox, 0, 0, 0, 1).await;
    })
    .await;
}

#[tokio::test]
async fn no_server_and_no_right_to_it_cost_no_letter() {
    let Some(office) = PostOffice::open_with(&["--user", "okrsek:right"]) else { return };
    each_engine(async |store| {
        let (outbox, clock) = outbox(&store).await;
        for name in ["eva", "jan"] {
            put(&outbox, &store, &letter(&format!("{name}@policie.example"))).await;
        }
        let with = |password: &str| {
            let (user, password) = ("okrsek".to_owned(), password.to_owned());
            Sender::new(outbox.clone(), &Smtp { user, password, ..office.settings() }).unwrap()
        };
        Sender::new(outbox.clone(), &nowhere()).unwrap().send_due().await.unwrap();
        check_counts(&outbox, 2, 1, 0, 0).await; // the second letter was not even tried
        clock.advance(TimeDelta::hours(1));
        with("wrong").send_due().await.unwrap();
        check_counts(&outbox, 2, 2, 0, 0).await; // it came first now; again only one was tried
        clock.advance(TimeDelta::hours(1));
        assert_eq!(with("right").send_due().await.unwrap(), 2);
        check_counts(&outbox, 0, 0, 2, 0).await;
        office.received(2);
    })
    .await;
}

#[tokio::test]
async fn a_letter_of_a_process_that_died_is_taken_over_when_its_lease_has_run_out() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let (outbox, clock) = outbox(&store).await;
        put(&outbox, &store, &letter("eva@policie.example")).await;
        // What a process leaves behind that was killed while it was sending.
        let until = (clock.now() + TimeDelta::minutes(5)).timestamp_millis();
        let claim = format!("update mail_letter set attempts = 1, lease = 7, lease_until = {until}");
        store.batch(&claim).await.unwrap();
        let sender = Sender::new(outbox.clone(), &office.settings()).unwrap();
        assert_eq!(sender.send_due().await.unwrap(), 0, "the other process may still be at work");
        clock.advance(TimeDelta::minutes(6));
        assert_eq!(sender.send_due().await.unwrap(), 1);
        office.received(1);
    })
    .await;
}

#[tokio::test]
async fn over_tls_only_a_server_that_is_who_it_says_is_told_anything() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (key, certificate) = (path("key.pem"), path("certificate.pem"));
    let made = std::process::Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-keyout", &key, "-out", &certificate])
        .output();
    if !made.is_ok_and(|made| made.status.success()) {
        return eprintln!("SKIPPED: letters over TLS; there is no openssl");
    }
    let Some(office) = PostOffice::open_with(&["--tls", &certificate, &key]) else { return };
    let database = store::testing::sqlite().await;
    let (outbox, clock) = outbox(&database).await;
    put(&outbox, &database, &letter("eva@policie.example")).await;
    let starttls = Smtp { host: "localhost".into(), tls: mail::Tls::Starttls, ..office.settings() };
    // Nobody we know has signed this certificate.
    assert_eq!(Sender::new(outbox.clone(), &starttls).unwrap().send_due().await.unwrap(), 0);
    check_counts(&outbox, 1, 1, 0, 0).await;
    clock.advance(TimeDelta::hours(1));
    let trusted = Smtp { authority: certificate, ..starttls };
    assert_eq!(Sender::new(outbox.clone(), &trusted).unwrap().send_due().await.unwrap(), 1);
    office.received(1);
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_told_at_the_start() {
    let database = store::testing::sqlite().await;
    let (outbox, _) = outbox(&database).await;
    let told = |smtp: Smtp| Sender::new(outbox.clone(), &smtp).err().unwrap().to_string();
    assert!(told(Smtp { from: "nobody in particular".into(), ..nowhere() }).contains("mail.from"));
    let (authority, tls) = ("/no/such/file.pem".to_owned(), mail::Tls::Starttls);
    assert!(told(Smtp { authority, tls, ..nowhere() }).contains("/no/such/file.pem"));
}
