//! Makes a large city at work out of the demonstration city, for the bench of the pages (`benches/staff.sh`).
//!
//! `staff DATABASE [cases] [lines] [people]` multiplies the demonstration's cases, timelines and people. It copies what
//! the demonstration made through the program's own acts, so every row is of the shape that the program writes; only
//! its number is unusual. Copies have ids of their own, some minutes apart.

use std::time::Instant;

use store::{Engine, Query, Store};

type Failure = Box<dyn std::error::Error>;

/// How far the ids of two copies lie apart: a minute, in the bits of an id.
const STEP: i64 = 60 << 32;

/// Tables that hold a case, with the columns that lead to rows of the same copy. In the order in which rows may refer
/// to each other.
const OF_A_CASE: [(&str, &str, &[&str]); 12] = [
    ("case_file", "id", &["id"]),
    ("case_reach", "case_file", &["case_file"]),
    ("case_word", "case_file", &["case_file"]),
    ("case_task", "case_file", &["id", "case_file", "handed_on"]),
    ("case_finding", "case_file", &["id", "case_file", "task"]),
    ("case_measure", "case_file", &["id", "case_file"]),
    ("case_comment", "case_file", &["id", "case_file"]),
    ("case_attachment", "case_file", &["id", "case_file", "finding", "measure"]),
    ("case_watcher", "case_file", &["case_file"]),
    ("case_event", "case_file", &["case_file"]),
    ("case_share", "case_file", &["id", "case_file", "task"]),
    ("case_notice", "case_file", &["id", "case_file"]),
];

/// Names that must stay one of a kind.
const ONE_OF_A_KIND: [&str; 2] = ["number", "login"];

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: i64| words.get(at).map_or(Ok(default), |word| word.parse());
    let database = words.first().ok_or("usage: staff DATABASE [cases] [lines] [people]")?;
    fill(database, number(1, 100_000)?, number(2, 1_000_000)?, number(3, 500)?).await
}

const COUNTS: Query<(i64, i64, i64, i64)> = Query::new(
    "counts",
    "select (select count(*) from case_file), (select count(*) from case_event),
            (select count(*) from access_person), (select count(*) from access_body)",
    |r| Ok((r.int(0)?, r.int(1)?, r.int(2)?, r.int(3)?)),
);
const LAST: Query<(i64, i64)> = Query::new(
    "last",
    "select (select coalesce(max(id), 0) from case_file), (select coalesce(max(id), 0) from access_person)",
    |r| Ok((r.int(0)?, r.int(1)?)),
);
const COLUMNS_OF_SQLITE: Query<String> =
    Query::new("columns", "select name from pragma_table_info(?1) order by cid", |r| r.text(0));
const COLUMNS_OF_POSTGRES: Query<String> = Query::new(
    "columns",
    "select cast(column_name as text) from information_schema.columns
      where table_name = ?1 and table_schema = current_schema order by ordinal_position",
    |r| r.text(0),
);

async fn fill(database: &str, cases: i64, lines: i64, people: i64) -> Result<(), Failure> {
    let store = Store::open(database).await?;
    let start = Instant::now();
    let (have, _, persons, bodies) = store.row(&COUNTS, &[]).await?.unwrap_or_default();
    let (last_case, last_person) = store.row(&LAST, &[]).await?.unwrap_or_default();
    if have == 0 || persons == 0 {
        return Err("the database holds no cases; run `okrsek demo` on it first".into());
    }
    let copies = (people - persons).div_euclid(persons) + 1;
    multiply(&store, "access_person", &format!("id <= {last_person}"), &["id"], copies).await?;
    multiply(&store, "access_membership", &format!("person <= {last_person}"), &["id", "person"], copies)
        .await?;
    let copies = (cases - have).div_euclid(have) + 1;
    for (table, key, own) in OF_A_CASE {
        multiply(&store, table, &format!("{key} <= {last_case}"), own, copies).await?;
    }
    let (cases, events, ..) = store.row(&COUNTS, &[]).await?.unwrap_or_default();
    lengthen(&store, (lines - events).div_euclid(cases) + 1).await?;
    store.batch("analyze").await?;
    let (cases, lines, people, _) = store.row(&COUNTS, &[]).await?.unwrap_or_default();
    println!(
        "{} cases, {} timeline rows, {} people in {bodies} bodies, made in {:.0} s",
        thousands(cases),
        thousands(lines),
        thousands(people),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Copies the rows of `table` that fit `which`, each `copies` times; columns of `own` lead into the same copy.
async fn multiply(store: &Store, table: &str, which: &str, own: &[&str], copies: i64) -> Result<(), Failure> {
    if copies < 1 {
        return Ok(());
    }
    let query = if store.engine() == Engine::Sqlite { &COLUMNS_OF_SQLITE } else { &COLUMNS_OF_POSTGRES };
    let columns = store.rows(query, &[table.into()]).await?;
    let copied = columns.iter().map(|column| match column.as_str() {
        name if own.contains(&name) => format!("{name} + n.k * {STEP}"),
        name if ONE_OF_A_KIND.contains(&name) => format!("{name} || '-' || n.k"),
        name => name.to_owned(),
    });
    let (names, copied) = (columns.join(", "), copied.collect::<Vec<_>>().join(", "));
    let text = format!(
        "insert into {table} ({names})
         with recursive n (k) as (select 1 union all select k + 1 from n where k < {copies})
         select {copied} from {table} cross join n where {which}"
    );
    store.batch(&text).await.map_err(|error| format!("{table}: {error:?}").into())
}

/// Adds `more` lines to the timeline of every case.
async fn lengthen(store: &Store, more: i64) -> Result<(), Failure> {
    if more < 1 {
        return Ok(());
    }
    let text = format!(
        "insert into case_event (case_file, seq, at, person, body, kind, part, detail)
         with recursive n (k) as (select 1 union all select k + 1 from n where k < {more})
         select e.case_file, c.events + n.k, e.at + n.k, e.person, e.body, e.kind, e.part, e.detail
           from case_event e join case_file c on c.id = e.case_file cross join n where e.seq = 1"
    );
    store.batch(&text).await?;
    store.batch(&format!("update case_file set events = events + {more}")).await?;
    Ok(())
}

/// `1234567` as people read it.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
