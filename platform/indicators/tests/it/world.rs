//! Figures on a fresh database, and somebody to ask for them.

use access::{Access, AccessSettings, BodyKind, Capacity, Role, Subject};
use chrono::{DateTime, Utc};
use indicators::{
    By, CONTENT, Catalogue, Cell, Covers, Figure, Granularity, Imported, Indicators, NewEdition, Number,
    Precision, Question, Range, Source, Status, Territory, sha256,
};
use store::{Clock, Id, Store};

pub(crate) const BODY: Id = Id(1_001);

/// Wednesday 12 September 2018, the day of the conference.
pub(crate) fn now() -> DateTime<Utc> {
    "2018-09-12T10:00:00Z".parse().unwrap()
}

pub(crate) async fn world(store: &Store) -> Indicators {
    let sets = [store::MIGRATIONS, access::MIGRATIONS, indicators::MIGRATIONS];
    store.migrate(&sets).await.unwrap();
    let access = Access::new(store.clone(), Clock::fixed(now()), AccessSettings::default());
    Indicators::new(store.clone(), access, Catalogue::read(CONTENT).unwrap())
}

pub(crate) fn program() -> By<'static> {
    By::Program { body: BODY }
}

pub(crate) fn somebody(role: Role, body: Id) -> Subject {
    Subject {
        person: Id(7),
        name: "Eva Smyšlená".to_owned(),
        body,
        body_kind: BodyKind::SafetyDepartment,
        capacities: vec![Capacity { role, unit: None }],
        units: Vec::new(),
        session: Id(1),
        assured_at: Some(now()),
        emergency: None,
        client: String::new(),
    }
}

pub(crate) fn place(text: &str) -> Territory {
    text.parse().unwrap()
}

pub(crate) fn range(from: &str, to: &str) -> Range {
    Range { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

pub(crate) fn figure(concept: &str, territory: &str, period: &str, value: i64) -> Figure {
    Figure {
        concept: concept.to_owned(),
        item: None,
        territory: place(territory),
        period: period.parse().unwrap(),
        cell: Cell::count(value),
        status: Status::Final,
    }
}

pub(crate) fn rounded(figure: Figure, step: i64) -> Figure {
    let value = figure.cell.value().unwrap();
    Figure { cell: Cell::Known { value, precision: Precision::Rounded(Number::count(step)) }, ..figure }
}

/// An edition whose bytes are what it says.
pub(crate) fn edition(source: &str, figures: Vec<Figure>) -> NewEdition {
    let hashes: Vec<String> = figures.iter().map(Figure::hash).collect();
    NewEdition {
        source: Source {
            key: source.to_owned(),
            title: format!("Zdroj {source}"),
            place: "https://example.test".to_owned(),
            licence: String::new(),
            public: true,
        },
        fetched_at: now(),
        sha256: sha256(hashes.join("\n").as_bytes()),
        schema: "test-1".to_owned(),
        covers: Covers::Everything,
        figures,
    }
}

pub(crate) async fn import(world: &Indicators, source: &str, figures: Vec<Figure>) -> Imported {
    world.import(program(), &edition(source, figures)).await.unwrap()
}

pub(crate) fn years(concept: &str, territory: &str, from: i32, to: i32) -> Question {
    let days = range(&format!("{from}-01-01"), &format!("{to}-12-31"));
    Question::new(concept, place(territory), days, Granularity::Year)
}
