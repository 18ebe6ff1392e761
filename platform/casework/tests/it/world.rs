//! An invented town with five bodies and their people.

use std::sync::Arc;

use access::{Access, AccessSettings, Capacity, Role, Subject};
use casework::{CaseTypes, Casework, Fields, Letterhead, NewCase, NewTask, Notice, Place};
use chrono::{DateTime, Utc};
use store::{Clock, Id, Query, Statement, Store};

/// Monday 2 March 2026, ten in the morning in Prague.
pub(crate) const MONDAY: &str = "2026-03-02T09:00:00Z";

pub(crate) const DEPARTMENT: Id = Id(1_001);
pub(crate) const CITY_POLICE: Id = Id(1_002);
pub(crate) const FOREIGN_POLICE: Id = Id(1_003);
pub(crate) const TECHNICAL_OFFICE: Id = Id(1_004);
pub(crate) const FIRE_SERVICE: Id = Id(1_005);

/// Bodies: id, code, kind.
const BODIES: [(Id, &str, &str); 5] = [
    (DEPARTMENT, "odbor-bezpecnosti", "safety-department"),
    (CITY_POLICE, "mestska-policie", "municipal-police"),
    (FOREIGN_POLICE, "cizinecka-policie", "foreign-police"),
    (TECHNICAL_OFFICE, "technicky-urad", "technical-office"),
    (FIRE_SERVICE, "hzs", "fire-service"),
];

/// Units of each body: its id with one or two zeros and the number behind.
pub(crate) fn unit(body: Id, number: i64) -> Id {
    Id(body.0 * 100 + number)
}

pub(crate) struct World {
    pub(crate) work: Casework,
    pub(crate) access: Access,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
}

pub(crate) fn types() -> CaseTypes {
    CaseTypes::read(&[
        ("referral.toml", include_str!("referral.toml")),
        ("outreach.toml", include_str!("outreach.toml")),
    ])
    .unwrap()
}

fn letter(notice: &Notice, head: &Letterhead<'_>) -> (String, String) {
    (
        format!("{} {}: {}", head.kind, notice.number, notice.kind),
        format!("[{}] https://okrsek.example{}", head.language, head.path),
    )
}

impl World {
    pub(crate) async fn new(store: &Store) -> World {
        let all = [store::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, casework::MIGRATIONS];
        store.migrate(&all).await.unwrap();
        let now: DateTime<Utc> = MONDAY.parse().unwrap();
        let clock = Clock::fixed(now);
        let access = Access::new(store.clone(), clock.clone(), AccessSettings::default());
        let work = Casework::new(store.clone(), access.clone(), types(), Arc::new(letter));
        let world = World { work, access, store: store.clone(), clock };
        world.settle().await;
        world
    }

    /// Bodies with two units each; in each body a coordinator, an officer of the whole body and one of unit 1.
    async fn settle(&self) {
        const BODY: Statement = Statement::new(
            "body",
            "insert into access_body (id, code, kind, name, valid_from) values (?1, ?2, ?3, ?4, '2020-01-01')",
        );
        const UNIT: Statement = Statement::new(
            "unit",
            "insert into access_unit (id, body, code, name, valid_from) values (?1, ?2, ?3, '{}', '2020-01-01')",
        );
        for (body, code, kind) in BODIES {
            let name = format!("{{\"cs\":\"{code}\"}}");
            self.run(&BODY, &[body.into(), code.into(), kind.into(), name.into()]).await;
            for number in [1, 2] {
                let code = format!("u{number}");
                self.run(&UNIT, &[unit(body, number).into(), body.into(), code.into()]).await;
            }
            self.person(body, 1, "coordinator", None).await;
            self.person(body, 2, "officer", None).await;
            self.person(body, 3, "officer", Some(unit(body, 1))).await;
        }
    }

    async fn person(&self, body: Id, number: i64, role: &str, unit: Option<Id>) {
        const PERSON: Statement = Statement::new(
            "person",
            "insert into access_person (id, login, name, email, language, state, created_at)
             values (?1, ?2, ?3, ?4, ?5, 'active', 0)",
        );
        const MEMBER: Statement = Statement::new(
            "member",
            "insert into access_membership (id, person, body, unit, role, valid_from)
             values (?1, ?1, ?2, ?3, ?4, '2020-01-01')",
        );
        let id = who(body, number);
        let login = format!("p{}", id.0);
        let language = if number == 2 { "uk" } else { "cs" };
        let row = [
            id.into(),
            (&login).into(),
            format!("Osoba {}", id.0).into(),
            format!("{login}@mesto.example").into(),
            language.into(),
        ];
        self.run(&PERSON, &row).await;
        self.run(&MEMBER, &[id.into(), body.into(), unit.into(), role.into()]).await;
    }

    pub(crate) async fn run(&self, statement: &Statement, row: &[store::Value]) {
        self.store.execute(statement, row).await.unwrap();
    }

    /// The coordinator of a body, with a second factor shown.
    pub(crate) async fn coordinator(&self, body: Id) -> Subject {
        self.subject(body, 1).await
    }

    /// An officer of the whole body.
    pub(crate) async fn officer(&self, body: Id) -> Subject {
        self.subject(body, 2).await
    }

    /// An officer of unit 1 of the body.
    pub(crate) async fn of_unit(&self, body: Id) -> Subject {
        self.subject(body, 3).await
    }

    async fn subject(&self, body: Id, number: i64) -> Subject {
        let now = self.clock.now();
        self.access.subject(who(body, number), body, Id(1), Some(now), "10.0.0.1").await.unwrap().unwrap()
    }

    /// A case reported by the city police to the department.
    pub(crate) async fn reported(&self) -> casework::Case {
        let officer = self.officer(CITY_POLICE).await;
        self.work.open(&officer, tip("Přeplněná ubytovna v Nádražní")).await.unwrap()
    }

    pub(crate) async fn count(&self, query: &Query<i64>) -> i64 {
        self.store.row(query, &[]).await.unwrap().unwrap()
    }
}

pub(crate) fn who(body: Id, number: i64) -> Id {
    Id(body.0 * 10_000 + number)
}

pub(crate) fn tip(title: &str) -> NewCase {
    NewCase {
        kind: "referral".to_owned(),
        title: title.to_owned(),
        place: Place { text: "Nádražní 12".to_owned(), address: Some(4_711), point: Some((49.74, 13.38)) },
        fields: fields(&[("what", "Na dvoře hoří odpad."), ("beds", "40")]),
        ..NewCase::default()
    }
}

pub(crate) fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn task(kind: &str, body: Id, unit: Option<Id>) -> NewTask {
    NewTask { kind: kind.to_owned(), body, unit, ask: "Prosíme o prověření.".to_owned(), due: None }
}

/// A subject that exists only in the test's mind.
pub(crate) fn imagined(body: Id, capacities: &[(Role, Option<Id>)], template: &Subject) -> Subject {
    let mut units: Vec<Id> = capacities.iter().filter_map(|(_, unit)| *unit).collect();
    units.sort_unstable();
    units.dedup();
    Subject {
        body,
        capacities: capacities.iter().map(|(role, unit)| Capacity { role: *role, unit: *unit }).collect(),
        units,
        ..template.clone()
    }
}
