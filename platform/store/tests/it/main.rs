//! The store through its public face, each story on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod blobs;
mod damage;
mod errors;
mod jobs;
mod measures;
mod migrations;
mod revisions;
mod story;
mod values;
mod workers;

use store::{Migration, Migrations, Query, Statement, Store};

/// A small table that most tests use.
const PLACES: Migrations = Migrations {
    module: "places",
    steps: &[Migration {
        number: 1,
        name: "place",
        sql: "
            -- A place and the district it lies in; enough to break every kind of rule.
            create table district (id bigint primary key, name text not null);
            create table place (
                id       bigint primary key,
                name     text   not null unique,
                district bigint references district (id),
                people   bigint constraint people_positive check (people >= 0)
            )",
    }],
};

const ADD: Statement =
    Statement::new("add_place", "insert into place (id, name, district, people) values (?1, ?2, ?3, ?4)");
const NAMES: Query<String> = Query::new("names", "select name from place order by id", |r| r.text(0));

/// A fresh store with the table.
async fn with_places(store: &Store) {
    store.migrate(&[store::MIGRATIONS, PLACES]).await.unwrap();
}

fn place(id: i64, name: &str) -> Vec<store::Value> {
    vec![id.into(), name.into(), store::Value::Null, store::Value::Null]
}
