//! What goes in comes out, on both engines, to the last bit.

use chrono::{DateTime, NaiveDate, Utc};
use store::{Id, Query, Statement, StoreError, Value, testing};

const TABLE: &str = "create table thing (
    id bigint primary key, whole bigint, broken double precision, words text, raw bytea, yes boolean, day date)";
const PUT: Statement = Statement::new(
    "put_thing",
    "insert into thing (id, whole, broken, words, raw, yes) values (?1, ?2, ?3, ?4, ?5, ?6)",
);

type Thing = (Option<i64>, Option<f64>, Option<String>, Option<Vec<u8>>, Option<bool>);

const GET: Query<Thing> =
    Query::new("get_thing", "select whole, broken, words, raw, yes from thing where id = ?1", |r| {
        Ok((r.opt_int(0)?, r.opt_real(1)?, r.opt_text(2)?, r.opt_bytes(3)?, r.opt_bool(4)?))
    });

fn things() -> Vec<Thing> {
    let text = |t: &str| (None, None, Some(t.to_owned()), None, None);
    vec![
        (None, None, None, None, None),
        (Some(0), Some(0.0), Some(String::new()), Some(vec![]), Some(false)),
        (Some(i64::MAX), Some(f64::MAX), None, Some(vec![0, 255, 0]), Some(true)),
        (Some(i64::MIN), Some(f64::MIN_POSITIVE), None, Some((0..=255).collect()), None),
        (Some(-1), Some(f64::INFINITY), None, None, None),
        (None, Some(0.1 + 0.2), None, None, None),
        (None, Some(3.0), None, None, None),
        text("'; drop table thing; --"),
        text("Robert'); DELETE FROM thing WHERE ('1'='1"),
        text("?1 $1 %s {} \\' \\x00 \"quoted\""),
        text("žluťoučký kůň úpěl ďábelské ódy 🐴 \u{202e}right to left\u{202c} a\u{301}"),
        text("123"),
        text("1e5"),
        text("null"),
        text("line\r\nline\ttab"),
        text(&"x".repeat(1_000_000)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn values_come_back_as_they_went() {
    testing::each_engine(async |store| {
        store.batch(TABLE).await.unwrap();
        for (id, thing) in (0_i64..).zip(things()) {
            let (whole, broken, words, raw, yes) = thing.clone();
            let row = [id.into(), whole.into(), broken.into(), words.into(), raw.into(), yes.into()];
            store.execute(&PUT, &row).await.unwrap();
            assert_eq!(store.row(&GET, &[id.into()]).await.unwrap(), Some(thing));
        }
        assert_eq!(store.row(&GET, &[99.into()]).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn instants_dates_ids_and_json() {
    const ECHO: Query<(DateTime<Utc>, NaiveDate, NaiveDate, Id, serde_json::Value)> = Query::new(
        "echo",
        "select whole, words, day, id, ?1 from thing where whole >= ?2 and words <= ?3 and day = ?3",
        |r| Ok((r.time(0)?, r.date(1)?, r.date(2)?, r.id(3)?, r.json(4)?)),
    );
    const KEEP: Statement =
        Statement::new("keep", "insert into thing (id, whole, words, day) values (?1, ?2, ?3, ?4)");
    testing::each_engine(async |store| {
        store.batch(&TABLE.replace("words text", "words date")).await.unwrap();
        let at: DateTime<Utc> = "2026-03-01T12:00:00.123Z".parse().unwrap();
        for (n, day) in ["1900-01-01", "1999-12-31", "2000-02-29", "2026-03-01"].iter().enumerate() {
            let (id, day): (Id, NaiveDate) = (Id(n as i64), day.parse().unwrap());
            store.execute(&KEEP, &[id.into(), at.into(), day.into(), day.into()]).await.unwrap();
            let json = serde_json::json!({ "a": [1, null, "ž'\""] });
            let found = store.row(&ECHO, &[json.clone().into(), at.into(), day.into()]).await.unwrap();
            assert_eq!(found, Some((at, day, day, id, json)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_and_counts_are_integers() {
    const SUM: Query<(i64, i64, Option<i64>)> = Query::new(
        "sum",
        "select sum(whole), count(*), sum(case when id < 0 then whole end) from thing",
        |r| Ok((r.int(0)?, r.int(1)?, r.opt_int(2)?)),
    );
    const ADD: Statement = Statement::new("add", "insert into thing (id, whole) values (?1, ?2)");
    testing::each_engine(async |store| {
        store.batch(TABLE).await.unwrap();
        let mut sum = 0;
        for (id, whole) in [
            0,
            10_000,
            99_990_000,
            -12_345,
            4_000_000_000_000_000_000,
            1,
            -4_000_000_000_000_000_000,
            -100_000_000,
        ]
        .into_iter()
        .enumerate()
        {
            store.execute(&ADD, &[(id as i64).into(), whole.into()]).await.unwrap();
            sum += whole;
            assert_eq!(store.row(&SUM, &[]).await.unwrap(), Some((sum, id as i64 + 1, None)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_engine_would_change_both_refuse() {
    use store::ParameterFault::{NotANumber, NulInText};
    testing::each_engine(async |store| {
        store.batch(TABLE).await.unwrap();
        let row = |broken: f64, words: &str| -> Vec<Value> {
            vec![1.into(), 1.into(), broken.into(), words.into(), Value::Null, Value::Null]
        };
        for (row, at, why) in [(row(f64::NAN, ""), 3, NotANumber), (row(0.0, "a\0b"), 4, NulInText)] {
            match store.execute(&PUT, &row).await {
                Err(StoreError::Parameter { query: "put_thing", position, fault }) => {
                    assert_eq!((position, fault), (at, why));
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(store.row(&GET, &[1.into()]).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_expects_something_else_is_told_where() {
    const WRONG: &[Query<()>] = &[
        Query::new("wrong", "select 'a', 1", |r| r.int(0).map(drop)),
        Query::new("wrong", "select 'a', 1", |r| r.text(1).map(drop)),
        Query::new("wrong", "select 1, null", |r| r.int(1).map(drop)),
        Query::new("wrong", "select 1", |r| r.int(7).map(drop)),
        Query::new("wrong", "select '2026-02-30'", |r| r.date(0).map(drop)),
        Query::new("wrong", "select 2", |r| r.bool(0).map(drop)),
        Query::new("wrong", "select '{'", |r| r.json(0).map(drop)),
        Query::new("wrong", "select 9223372036854775807", |r| r.time(0).map(drop)),
    ];
    let columns = [0, 1, 1, 7, 0, 0, 0, 0];
    testing::each_engine(async |store| {
        for (query, expected) in WRONG.iter().zip(columns) {
            match store.rows(query, &[]).await {
                Err(StoreError::Row { query: "wrong", column, .. }) => {
                    assert_eq!(column, expected, "{}", query.sql)
                }
                other => panic!("{}: {other:?}", query.sql),
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn like_respects_case_and_double_quotes_are_names() {
    const LIKE: Query<bool> = Query::new("like", "select 'Plzeň' like ?1", |r| r.bool(0));
    const QUOTED: Query<String> = Query::new("quoted", "select \"no such column\"", |r| r.text(0));
    testing::each_engine(async |store| {
        assert_eq!(store.row(&LIKE, &["Plz%".into()]).await.unwrap(), Some(true));
        assert_eq!(store.row(&LIKE, &["plz%".into()]).await.unwrap(), Some(false));
        assert!(matches!(store.row(&QUOTED, &[]).await, Err(StoreError::Query { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_that_may_be_left_open() {
    const FILTER: Query<i64> = Query::new(
        "filter",
        "select id from thing where (whole = ?1 or ?1 is null) and (words like ?2 or ?2 is null) order by id limit ?3",
        |r| r.int(0),
    );
    testing::each_engine(async |store| {
        store.batch(TABLE).await.unwrap();
        let rows = "insert into thing (id, whole, words) values (1, 10, 'a'), (2, 10, 'b'), (3, 11, 'a')";
        store.batch(rows).await.unwrap();
        for (whole, words, found) in [
            (Some(10_i64), None, vec![1, 2]),
            (None, Some("a"), vec![1, 3]),
            (Some(10), Some("b"), vec![2]),
            (None, None, vec![1, 2]),
        ] {
            let params: [Value; 3] = [whole.into(), words.into(), 2.into()];
            assert_eq!(store.rows(&FILTER, &params).await.unwrap(), found);
        }
    })
    .await;
}
