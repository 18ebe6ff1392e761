//! The chain of the trail: whatever is changed in it is found, and the first broken row is named.

use access::trail::{Entry, Fault, TrailFilter};
use access::{Access, Actor, Kind};
use proptest::test_runner::{Config, TestRunner};
use store::testing::each_engine;
use store::{Id, Query, Store};

use crate::world::{clock, fresh, read_cases, tamper};

async fn fault(access: &Access) -> Option<Fault> {
    access.verify(&[], |_| ()).await.unwrap().fault
}

#[tokio::test]
async fn an_empty_trail_and_a_whole_one_verify() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        assert_eq!(fault(&access).await, None);
        read_cases(&access, 5).await;
        let verified = access.verify(&[], |_| ()).await.unwrap();
        assert_eq!((verified.rows, verified.fault, verified.trusted), (5, None, false));
        assert_eq!(verified.head.len(), 64);
    })
    .await;
}

#[tokio::test]
async fn a_missing_row_is_named() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        read_cases(&access, 6).await;
        tamper(&store, "delete from access_audit where seq = ?1", &[4.into()]).await;
        assert_eq!(fault(&access).await, Some(Fault::Missing(4)));
    })
    .await;
}

#[tokio::test]
async fn a_row_cut_off_the_end_or_added_to_it_is_found() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        read_cases(&access, 6).await;
        tamper(&store, "delete from access_audit where seq = ?1", &[6.into()]).await;
        assert_eq!(fault(&access).await, Some(Fault::Missing(6)));
        tamper(&store, "update access_audit_head set seq = ?1", &[4.into()]).await;
        assert_eq!(fault(&access).await, Some(Fault::Head { head: 4, rows: 5 }));
    })
    .await;
}

#[tokio::test]
async fn a_row_sealed_again_does_not_fit_its_neighbour() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        read_cases(&access, 6).await;
        // Row 3 of another chain: sealed properly, in the wrong place.
        let other = store::testing::sqlite().await;
        let foreign = fresh(&other).await;
        read_cases(&foreign, 2).await;
        foreign.note(&Actor::person(Id(8), ""), Entry::new("read", "person")).await.unwrap();
        foreign.note(&Actor::person(Id(8), ""), Entry::new("read", "person")).await.unwrap();
        const ROW: Query<Vec<store::Value>> = Query::new(
            "foreign_row",
            "select person, kind, resource, purpose, client, previous, hash from access_audit where seq = ?1",
            |r| {
                Ok(vec![
                    r.opt_id(0)?.into(),
                    r.text(1)?.into(),
                    r.opt_id(2)?.into(),
                    r.text(3)?.into(),
                    r.text(4)?.into(),
                    r.text(5)?.into(),
                    r.text(6)?.into(),
                ])
            },
        );
        let row = other.row(&ROW, &[4.into()]).await.unwrap().unwrap();
        tamper(
            &store,
            "update access_audit set person = ?1, kind = ?2, resource = ?3, purpose = ?4, client = ?5, previous = ?6,
                    hash = ?7 where seq = 4",
            &row,
        )
        .await;
        assert_eq!(fault(&access).await, Some(Fault::Unlinked(4)));
    })
    .await;
}

/// Columns an intruder may change, with a value of the right type that differs from what is there.
const EDITS: [&str; 14] = [
    "update access_audit set at = at + 1 where seq = ?1",
    "update access_audit set person = 8 where seq = ?1",
    "update access_audit set person = null where seq = ?1",
    "update access_audit set body = 1 where seq = ?1",
    "update access_audit set action = 'Read' where seq = ?1",
    "update access_audit set kind = 'casf' where seq = ?1",
    "update access_audit set resource = coalesce(resource, 0) + 1 where seq = ?1",
    "update access_audit set allowed = not allowed where seq = ?1",
    "update access_audit set policy = policy + 1 where seq = ?1",
    "update access_audit set purpose = purpose || ' ' where seq = ?1",
    "update access_audit set client = '10.1.2.4' where seq = ?1",
    "update access_audit set rows = rows + 1 where seq = ?1",
    "update access_audit set detail = '{}' where seq = ?1",
    "update access_audit set hash = replace(replace(hash, 'a', 'b'), '1', '2') where seq = ?1",
];

/// Law: whichever column of whichever row is changed, that row is named.
async fn edits_are_named(store: &Store) {
    let access = fresh(store).await;
    read_cases(&access, 40).await;
    let strategy = (1..=40_i64, 0..EDITS.len());
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    for _ in 0..30 {
        use proptest::strategy::{Strategy, ValueTree};
        let (row, edit) = strategy.new_tree(&mut runner).unwrap().current();
        const KEEP: Query<(i64, Vec<store::Value>)> = Query::new(
            "keep_row",
            "select at, person, body, action, kind, resource, allowed, policy, purpose, client, rows, detail, hash
               from access_audit where seq = ?1",
            |r| {
                Ok((
                    r.int(0)?,
                    vec![
                        r.int(0)?.into(),
                        r.opt_id(1)?.into(),
                        r.opt_id(2)?.into(),
                        r.text(3)?.into(),
                        r.text(4)?.into(),
                        r.opt_id(5)?.into(),
                        r.bool(6)?.into(),
                        r.int(7)?.into(),
                        r.text(8)?.into(),
                        r.text(9)?.into(),
                        r.int(10)?.into(),
                        r.text(11)?.into(),
                        r.text(12)?.into(),
                    ],
                ))
            },
        );
        let (_, mut before) = store.row(&KEEP, &[row.into()]).await.unwrap().unwrap();
        tamper(store, EDITS[edit], &[row.into()]).await;
        assert_eq!(fault(&access).await, Some(Fault::Edited(row)), "{}", EDITS[edit]);
        before.push(row.into());
        tamper(
            store,
            "update access_audit set at = ?1, person = ?2, body = ?3, action = ?4, kind = ?5, resource = ?6,
                    allowed = ?7, policy = ?8, purpose = ?9, client = ?10, rows = ?11, detail = ?12, hash = ?13
              where seq = ?14",
            &before,
        )
        .await;
        assert_eq!(fault(&access).await, None, "put back as it was");
    }
}

#[tokio::test]
async fn whatever_is_edited_its_row_is_named() {
    each_engine(async |store| edits_are_named(&store).await).await;
}

#[tokio::test]
async fn a_cell_that_cannot_be_read_is_an_edited_row() {
    // Only SQLite lets a text stand in a column of numbers.
    let store = store::testing::sqlite().await;
    let access = fresh(&store).await;
    read_cases(&access, 9).await;
    tamper(&store, "update access_audit set at = 'yesterday' where seq = ?1", &[7.into()]).await;
    assert_eq!(fault(&access).await, Some(Fault::Edited(7)));
}

#[tokio::test]
async fn two_hundred_writers_make_one_chain() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..200_i64 {
            let access = access.clone();
            writers.spawn(async move {
                let who = Actor::person(Id(writer), "");
                access.note(&who, Entry::new("read", "case").on(Id(writer))).await
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap().unwrap();
        }
        let verified = access.verify(&[], |_| ()).await.unwrap();
        assert_eq!((verified.rows, verified.fault), (200, None));
        let rows = access.trail(&TrailFilter::default(), 500).await.unwrap();
        let mut people: Vec<i64> = rows.iter().filter_map(|row| row.person).map(|id| id.0).collect();
        people.sort_unstable();
        assert_eq!(people, (0..200).collect::<Vec<_>>(), "each writer is there once");
    })
    .await;
}

#[tokio::test]
async fn who_saw_a_record_is_told_from_the_trail() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        let (eva, jan, zita) = (Id(1), Id(2), Id(3));
        let look = |of| Entry::of(access::Action::Read, Kind::Person).on(of);
        access.note(&Actor::person(jan, "10.0.0.2"), look(eva).purpose("žádost 12/2026")).await.unwrap();
        access.note(&Actor::person(eva, "10.0.0.1"), look(eva)).await.unwrap();
        access.note(&Actor::person(jan, "10.0.0.2"), look(zita)).await.unwrap();
        let seen = access.who_saw(eva, 10).await.unwrap();
        assert_eq!(seen.len(), 1, "not what she did herself, not what concerns others");
        assert_eq!((seen[0].person, seen[0].purpose.as_str()), (Some(jan), "žádost 12/2026"));
        assert_eq!(seen[0].at, clock().now());
    })
    .await;
}

#[tokio::test]
async fn the_trail_is_filtered_by_day_person_and_thing() {
    each_engine(async |store| {
        let clock = clock();
        let access = crate::world::fresh_with(&store, clock.clone(), Default::default()).await;
        read_cases(&access, 3).await;
        clock.advance(chrono::TimeDelta::hours(14)); // midnight in Prague, still the day before in UTC
        access.note(&Actor::person(Id(9), ""), Entry::new("read", "task").on(Id(1))).await.unwrap();
        let asked = async |filter| {
            let rows = access.trail(&filter, 10).await.unwrap();
            rows.iter().map(|row| row.seq).collect::<Vec<_>>()
        };
        let all = TrailFilter::default;
        let day = |day: &str| Some(day.parse().unwrap());
        assert_eq!(asked(all()).await, [4, 3, 2, 1]);
        assert_eq!(asked(TrailFilter { before: Some(3), ..all() }).await, [2, 1]);
        assert_eq!(asked(TrailFilter { day: day("2026-03-04"), ..all() }).await, [3, 2, 1]);
        assert_eq!(asked(TrailFilter { day: day("2026-03-05"), ..all() }).await, [4]);
        assert_eq!(asked(TrailFilter { person: Some(Id(9)), ..all() }).await, [4]);
        assert_eq!(asked(TrailFilter { kind: Some("case".into()), ..all() }).await, [3, 2, 1]);
        let one = TrailFilter { kind: Some("case".into()), resource: Some(Id(2)), ..all() };
        assert_eq!(asked(one).await, [2]);
    })
    .await;
}

#[tokio::test]
async fn a_nul_in_a_reason_stops_nobody() {
    each_engine(async |store| {
        let access = fresh(&store).await;
        let entry = Entry::new("read", "case").purpose("a\0b");
        access.note(&Actor::stranger("\0"), entry).await.unwrap();
        assert_eq!(fault(&access).await, None);
    })
    .await;
}
