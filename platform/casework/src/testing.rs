//! A large invented database, made quickly: for benches, and for tests of plans. Bodies, people and cases are numbers.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use store::{Id, Statement, Store, Value};

use access::{Part, Parts};

use crate::act::{reach_rows, words_of};
use crate::tables::files::{self, CaseFile};
use crate::tables::{events, notices, reach, shares};
use crate::{CaseError, CaseType, Fields, Place, Share, ShareOrigin, WaitsFor};

/// How much of everything.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Bodies; the first coordinates every case.
    pub bodies: i64,
    /// People, spread over the bodies; the first of each body coordinates, the others are officers.
    pub people: i64,
    /// Cases.
    pub cases: i64,
    /// Lines of each timeline.
    pub events: i64,
}

/// What was made: ids of bodies and people are consecutive.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// The bodies.
    pub bodies: Vec<Id>,
    /// People and the body each works for.
    pub people: Vec<(Id, Id)>,
    /// Some case in the middle.
    pub case: Id,
}

const BODY: Statement = Statement::new(
    "fill_body",
    "insert into access_body (id, code, kind, name, valid_from) values (?1, ?2, ?3, ?4, ?5)",
);
const PERSON: Statement = Statement::new(
    "fill_person",
    "insert into access_person (id, login, name, state, created_at) values (?1, ?2, ?3, ?4, ?5)",
);
const MEMBER: Statement = Statement::new(
    "fill_member",
    "insert into access_membership (id, person, body, role, valid_from) values (?1, ?2, ?3, ?4, ?5)",
);
const TASK: Statement = Statement::new(
    "fill_task",
    "insert into case_task (id, case_file, kind, body, state, open, legal_basis, ask, due, opened_at, state_since)
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
);

/// Kinds of bodies, the coordinating one first.
const KINDS: [&str; 12] = [
    "safety-department",
    "municipal-police",
    "foreign-police",
    "technical-office",
    "fire-service",
    "public-health",
    "building-office",
    "trade-office",
    "labour-inspectorate",
    "social-services",
    "fee-office",
    "state-police",
];
/// Words of invented titles.
const WORDS: [&str; 16] = [
    "Přeplněná",
    "ubytovna",
    "hluk",
    "nepořádek",
    "kontejnery",
    "Nádražní",
    "Zahradní",
    "dvůr",
    "chodba",
    "schodiště",
    "osvětlení",
    "okna",
    "Chebská",
    "vchod",
    "sklep",
    "střecha",
];
/// Cases written at a time.
const BATCH: i64 = 2_000;

/// SplitMix64 (Steele, Lea, Flood 2014): the same town every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (end.max(1) as u64)).unwrap_or(0)
    }
}

/// Fills a migrated, empty database with cases of one type, up to `now`. A fifth of the cases is open.
///
/// # Errors
/// The database.
pub async fn fill(store: &Store, kind: &CaseType, size: Size, now: DateTime<Utc>) -> Result<Town, CaseError> {
    let town = settle(store, size).await?;
    let mut dice = Dice(7);
    let mut at = 0;
    let mut middle = Id(0);
    while at < size.cases {
        let mut rows = Rows::default();
        for n in at..(at + BATCH).min(size.cases) {
            let id = store.new_id();
            if n == size.cases / 2 {
                middle = id;
            }
            let case =
                invented(&mut dice, kind, &town, id, n, now - TimeDelta::minutes((size.cases - n) * 5));
            rows.add(store, &mut dice, &town, case, size.events);
        }
        rows.write(store).await?;
        at += BATCH;
    }
    Ok(Town { case: middle, ..town })
}

async fn settle(store: &Store, size: Size) -> Result<Town, CaseError> {
    let bodies: Vec<Id> = (1..=size.bodies).map(|n| Id(1_000 + n)).collect();
    let people: Vec<(Id, Id)> =
        (0..size.people).map(|n| (Id(1_000_000 + n), Id(1_001 + n % size.bodies))).collect();
    let since = || Value::from("2020-01-01");
    let body = |(n, id): (usize, &Id)| {
        let kind = KINDS.get(n % KINDS.len()).copied().unwrap_or("other");
        vec![
            (*id).into(),
            format!("sbor-{n}").into(),
            kind.into(),
            format!("{{\"cs\":\"Sbor {n}\"}}").into(),
            since(),
        ]
    };
    let person = |(id, _): &(Id, Id)| {
        vec![
            (*id).into(),
            format!("osoba{}", id.0).into(),
            format!("Osoba {}", id.0).into(),
            "active".into(),
            0_i64.into(),
        ]
    };
    let member = |(n, (id, body)): (usize, &(Id, Id))| {
        let role = if n < bodies.len() { "coordinator" } else { "officer" };
        vec![(*id).into(), (*id).into(), (*body).into(), role.into(), since()]
    };
    let mut tx = store.begin().await?;
    tx.execute_many(&BODY, bodies.iter().enumerate().map(body).collect()).await?;
    tx.execute_many(&PERSON, people.iter().map(person).collect()).await?;
    tx.execute_many(&MEMBER, people.iter().enumerate().map(member).collect()).await?;
    tx.commit().await?;
    Ok(Town { bodies, people, case: Id(0) })
}

fn pick<'a, T>(dice: &mut Dice, all: &'a [T]) -> Option<&'a T> {
    all.get(dice.below(all.len()))
}

fn invented(dice: &mut Dice, kind: &CaseType, town: &Town, id: Id, n: i64, at: DateTime<Utc>) -> CaseFile {
    let open = dice.below(5) == 0;
    let fitting: Vec<_> = kind.machine.states.iter().filter(|state| state.terminal != open).collect();
    let state = pick(dice, &fitting).copied();
    let mut word = || pick(dice, &WORDS).copied().unwrap_or_default();
    let title = format!("{} {} {} {n}", word(), word(), word());
    let place = Place { text: format!("{} {}", word(), n % 90), address: None, point: Some((49.74, 13.37)) };
    let reporter = pick(dice, &town.people).copied();
    let owner = town.bodies.first().copied().unwrap_or(Id(0));
    let days = i64::try_from(dice.below(30)).unwrap_or(0) - 10;
    CaseFile {
        id,
        kind: kind.key.clone(),
        number: format!("{}-2026-{n:06}", kind.prefix),
        state: state.map(|state| state.key.clone()).unwrap_or_default(),
        open,
        waits: open && state.is_some_and(|state| state.waits_for == WaitsFor::Owner),
        title,
        place,
        fields: Fields::from([(
            "what".to_owned(),
            "Na dvoře se hromadí odpad, sousedé si stěžují. ".repeat(4),
        )]),
        owner,
        unit: None,
        reporter_body: reporter.map_or(owner, |(_, body)| body),
        reporter: reporter.map(|(person, _)| person),
        subject_kind: None,
        subject: None,
        opened_at: at,
        changed_at: at + TimeDelta::hours(i64::try_from(dice.below(200)).unwrap_or(0)),
        state_since: at,
        closed_at: (!open).then_some(at),
        due: open.then(|| (at + TimeDelta::days(days)).date_naive()),
        confirmed: false,
        undo: None,
        events: 0,
        forgotten_at: None,
        version: 1,
    }
}

/// Rows of a batch, by table.
#[derive(Default)]
struct Rows {
    cases: Vec<Vec<Value>>,
    words: Vec<Vec<Value>>,
    reach: Vec<Vec<Value>>,
    shares: Vec<Vec<Value>>,
    tasks: Vec<Vec<Value>>,
    events: Vec<Vec<Value>>,
    notices: Vec<Vec<Value>>,
}

impl Rows {
    fn add(&mut self, store: &Store, dice: &mut Dice, town: &Town, mut case: CaseFile, lines: i64) {
        let mut given = Vec::new();
        let mut dues = Vec::new();
        let others = town.bodies.get(1..).unwrap_or_default();
        for _ in 0..=dice.below(2) {
            let Some(body) = pick(dice, others).copied() else { continue };
            let due = (case.opened_at + TimeDelta::days(30)).date_naive().to_string();
            let task = store.new_id();
            self.tasks.push(vec![
                task.into(),
                case.id.into(),
                "task".into(),
                body.into(),
                "handed".into(),
                case.open.into(),
                "§ 12".into(),
                "Prosíme o prověření.".into(),
                (&due).into(),
                case.opened_at.into(),
                case.opened_at.into(),
            ]);
            if case.open {
                dues.push((body, due));
            }
            let share = share(store.new_id(), body, case.opened_at);
            self.shares.push(share_row(&case, &share, task));
            given.push(share);
        }
        for line in 1..=lines {
            let person = pick(dice, &town.people).copied();
            self.events.push(vec![
                case.id.into(),
                line.into(),
                (case.opened_at + TimeDelta::minutes(line)).into(),
                person.map(|(person, _)| person).into(),
                person.map(|(_, body)| body).into(),
                Value::Null,
                "comment".into(),
                Part::Comments.key().into(),
                json!({ "comment": line }).into(),
            ]);
        }
        case.events = lines;
        if dice.below(10) == 0
            && let Some((person, body)) = pick(dice, &town.people)
        {
            let row =
                [store.new_id().into(), (*person).into(), (*body).into(), case.id.into(), "moved".into()];
            self.notices.push(row.into_iter().chain(["{}".into(), case.opened_at.into()]).collect());
        }
        self.words.extend(words_of(&case));
        self.reach.extend(reach_rows(&case, &given, &dues));
        self.cases.push(case.row());
    }

    async fn write(self, store: &Store) -> Result<(), CaseError> {
        let mut tx = store.begin().await?;
        for (statement, rows) in [
            (&files::ADD, self.cases),
            (&files::ADD_WORD, self.words),
            (&reach::ADD, self.reach),
            (&TASK, self.tasks),
            (&shares::ADD, self.shares),
            (&events::ADD, self.events),
            (&notices::ADD, self.notices),
        ] {
            tx.execute_many(statement, rows).await?;
        }
        Ok(tx.commit().await?)
    }
}

fn share(id: Id, body: Id, at: DateTime<Utc>) -> Share {
    Share {
        id,
        body,
        unit: None,
        parts: Parts::NONE.with(Part::Summary).with(Part::Comments),
        origin: ShareOrigin::Task,
        purpose: String::new(),
        legal_basis: "§ 12".to_owned(),
        at,
        expires_at: None,
    }
}

fn share_row(case: &CaseFile, share: &Share, task: Id) -> Vec<Value> {
    vec![
        share.id.into(),
        case.id.into(),
        share.body.into(),
        share.unit.into(),
        share.parts.bits().into(),
        share.origin.key().into(),
        task.into(),
        (&share.purpose).into(),
        (&share.legal_basis).into(),
        case.owner.into(),
        case.reporter.unwrap_or(Id(0)).into(),
        share.at.into(),
        Value::Null,
    ]
}
