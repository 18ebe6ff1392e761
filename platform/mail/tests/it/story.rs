//! What arrives, and that it arrives once.

use std::collections::BTreeSet;

use mail::{Letter, Outbox, Sender, Smtp};
use store::testing::{each_database, each_engine};
use store::{Clock, Store};

use crate::post_office::PostOffice;

pub(crate) async fn outbox(store: &Store) -> Outbox {
    store.migrate(&[mail::MIGRATIONS]).await.unwrap();
    Outbox::new(store.clone(), Clock::fixed("2026-03-02T08:00:00Z".parse().unwrap()))
}

pub(crate) async fn put(outbox: &Outbox, store: &Store, letter: &Letter) -> store::Id {
    let mut tx = store.begin().await.unwrap();
    let id = outbox.put(&mut tx, letter).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) fn letter(to: &str) -> Letter {
    Letter::new(to, "Nový úkol: prověřit ubytovnu", "Dobrý den,\n\nčeká na vás úkol.\n").unwrap()
}

#[tokio::test]
async fn every_query_is_prepared_on_both_databases() {
    each_engine(async |store| {
        outbox(&store).await;
        store.prepare_all(mail::QUERIES).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let outbox = outbox(&store).await;
        let letter = letter("eva@policie.example").in_thread("case-17").unwrap();
        let id = put(&outbox, &store, &letter).await;
        let sender = Sender::new(outbox.clone(), &office.settings()).unwrap();
        assert_eq!(sender.send_due().await.unwrap(), 1);

        let [received] = &office.received(1)[..] else { panic!("one letter") };
        assert_eq!(received.from, "okrsek@mesto.example");
        assert_eq!(received.to, ["eva@policie.example"]);
        insta::assert_snapshot!(
            "as_it_arrives",
            received.raw.replace(&id.to_string(), "ID").replace('\r', "")
        );

        assert_eq!(sender.send_due().await.unwrap(), 0);
        assert!(office.received(0).is_empty());
        let counts = outbox.counts().await.unwrap();
        assert_eq!((counts.waiting, counts.sent), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn no_act_no_letter() {
    each_engine(async |store| {
        let outbox = outbox(&store).await;
        let mut tx = store.begin().await.unwrap();
        outbox.put(&mut tx, &letter("eva@policie.example")).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(outbox.counts().await.unwrap().waiting, 0);
    })
    .await;
}

#[tokio::test]
async fn without_a_mail_server_letters_wait() {
    each_engine(async |store| {
        let outbox = outbox(&store).await;
        put(&outbox, &store, &letter("eva@policie.example")).await;
        let off = Smtp { host: String::new(), ..nowhere() };
        assert_eq!(Sender::new(outbox.clone(), &off).unwrap().send_due().await.unwrap(), 0);
        let counts = outbox.counts().await.unwrap();
        assert_eq!((counts.waiting, counts.troubled), (1, 0), "not even tried");
    })
    .await;
}

pub(crate) fn nowhere() -> Smtp {
    Smtp {
        host: "127.0.0.1".into(),
        port: 9, // nobody listens on "discard"
        tls: mail::Tls::None,
        authority: String::new(),
        user: String::new(),
        password: String::new(),
        from: "okrsek@mesto.example".into(),
        hello: String::new(),
    }
}

#[tokio::test]
async fn many_processes_send_each_letter_once() {
    let Some(office) = PostOffice::open() else { return };
    each_database(async |database| {
        let letters = 40;
        let outbox = outbox(database).await;
        for n in 0..letters {
            put(&outbox, database, &letter(&format!("person-{n}@policie.example"))).await;
        }
        // Four processes, each with connections of its own.
        let mut senders = Vec::new();
        for _ in 0..4 {
            let store = Store::open(database.url()).await.unwrap();
            let outbox = Outbox::new(store, outbox_clock());
            let sender = Sender::new(outbox, &office.settings()).unwrap();
            senders.push(tokio::spawn(async move { sender.send_due().await.unwrap() }));
        }
        let mut taken = 0;
        for sender in senders {
            taken += sender.await.unwrap();
        }
        assert_eq!(taken, letters);
        let received = office.received(letters as usize);
        let people: BTreeSet<&str> = received.iter().map(|letter| letter.to[0].as_str()).collect();
        assert_eq!((received.len(), people.len()), (letters as usize, letters as usize));
    })
    .await;
}

fn outbox_clock() -> Clock {
    Clock::fixed("2026-03-02T08:00:00Z".parse().unwrap())
}

#[tokio::test]
async fn old_letters_are_forgotten_waiting_ones_are_not() {
    let Some(office) = PostOffice::open() else { return };
    each_engine(async |store| {
        let outbox = outbox(&store).await;
        put(&outbox, &store, &letter("eva@policie.example")).await;
        Sender::new(outbox.clone(), &office.settings()).unwrap().send_due().await.unwrap();
        put(&outbox, &store, &letter("jan@policie.example")).await;
        let later = "2026-03-03T00:00:00Z".parse().unwrap();
        assert_eq!(outbox.forget_ended_before(later).await.unwrap(), 1);
        assert_eq!(outbox.counts().await.unwrap().waiting, 1);
        office.received(1);
    })
    .await;
}
