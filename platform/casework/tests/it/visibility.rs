//! A list shows exactly what `authorize` allows one by one, whatever was shared, ended or taken back.

use std::collections::BTreeSet;

use access::{Part, Parts, Role, Subject};
use casework::{CaseError, Edit, Filter, NewShare, Sort};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::{Id, testing::each_engine};

use crate::world::{
    CITY_POLICE, DEPARTMENT, FIRE_SERVICE, FOREIGN_POLICE, TECHNICAL_OFFICE, World, imagined, tip, unit,
};

const BODIES: [Id; 5] = [DEPARTMENT, CITY_POLICE, FOREIGN_POLICE, TECHNICAL_OFFICE, FIRE_SERVICE];
const CASES: usize = 30;

/// One thing that is done to a case.
#[derive(Debug, Clone)]
enum Deed {
    Unit(Option<i64>),
    Share { body: usize, unit: Option<i64>, parts: i64, hours: Option<i64> },
    Revoke,
    Wait(i64),
}

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let unit = || proptest::option::of(1_i64..3);
    let deed = prop_oneof![
        2 => unit().prop_map(Deed::Unit),
        6 => (1_usize..5, unit(), 0_i64..128, proptest::option::of(1_i64..40))
            .prop_map(|(body, unit, parts, hours)| Deed::Share { body, unit, parts, hours }),
        2 => Just(Deed::Revoke),
        1 => (1_i64..10).prop_map(Deed::Wait),
    ];
    (0..CASES, deed)
}

fn capacities() -> impl Strategy<Value = Vec<(Role, Option<i64>)>> {
    let role = proptest::sample::select(Role::ALL.to_vec());
    proptest::collection::vec((role, proptest::option::of(1_i64..3)), 1..3)
}

fn draw<T: std::fmt::Debug>(runner: &mut TestRunner, strategy: impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).unwrap().current()
}

/// A share: id, body, unit, parts, end.
type Given = (Id, Id, Option<Id>, Parts, Option<DateTime<Utc>>);

/// What the test itself believes of a case: its unit, and the shares that were not taken back.
#[derive(Default)]
struct Believed {
    unit: Option<Id>,
    shares: Vec<Given>,
}

impl Believed {
    /// Parts that a subject may read, by the words of the policy and nothing else.
    fn parts(&self, who: &Subject, now: DateTime<Utc>) -> Parts {
        let reads =
            |role: Role| matches!(role, Role::Officer | Role::Coordinator | Role::Head | Role::Inspector);
        let held = who.capacities.iter().filter(|capacity| reads(capacity.role));
        held.fold(Parts::NONE, |all, capacity| {
            let within =
                |unit: Option<Id>| unit.is_none() || capacity.unit.is_none() || capacity.unit == unit;
            let own = (who.body == DEPARTMENT && within(self.unit)).then_some(Parts::ALL);
            let given = self.shares.iter().filter(|(_, body, unit, _, end)| {
                *body == who.body && within(*unit) && end.is_none_or(|end| end > now)
            });
            given.map(|share| share.3).chain(own).fold(all, Parts::union)
        })
    }
}

#[tokio::test]
async fn a_list_shows_what_authorize_allows() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let mut runner = TestRunner::deterministic();
        let mut cases = Vec::new();
        let department = world.coordinator(DEPARTMENT).await;
        for n in 0..CASES {
            let case = world.work.open(&department, tip(&format!("Případ {n}"))).await.unwrap();
            cases.push((case.id, Believed::default()));
        }
        for _ in 0..160 {
            let (at, deed) = draw(&mut runner, deed());
            let now = world.clock.now();
            do_it(&world, &department, &mut cases[at], deed, now).await;
        }
        for _ in 0..60 {
            let body = BODIES[draw(&mut runner, 0..5_usize)];
            let held: Vec<_> = draw(&mut runner, capacities());
            let held: Vec<_> = held.into_iter().map(|(role, n)| (role, n.map(|n| unit(body, n)))).collect();
            compare(&world, &imagined(body, &held, &department), &cases).await;
        }
    })
    .await;
}

async fn do_it(world: &World, who: &Subject, case: &mut (Id, Believed), deed: Deed, now: DateTime<Utc>) {
    let (id, believed) = case;
    match deed {
        Deed::Unit(number) => {
            let wanted = number.map(|number| unit(DEPARTMENT, number));
            let version = world.work.view(who, *id).await.unwrap().case.version;
            let edit = Edit { unit: Some(wanted), ..Edit::default() };
            world.work.edit(who, *id, version, edit).await.unwrap();
            believed.unit = wanted;
        }
        Deed::Share { body, unit: number, parts, hours } => {
            let body = BODIES[body];
            let new = NewShare {
                body,
                unit: number.map(|number| unit(body, number)),
                parts: Parts::from_bits(parts),
                purpose: "součinnost".to_owned(),
                legal_basis: "§ 8 správního řádu".to_owned(),
                expires_at: hours.map(|hours| now + TimeDelta::hours(hours)),
            };
            let (unit, end) = (new.unit, new.expires_at);
            let share = world.work.share(who, *id, new).await.unwrap();
            believed.shares.push((share, body, unit, Parts::from_bits(parts).with(Part::Summary), end));
        }
        Deed::Revoke => {
            let Some((share, ..)) = believed.shares.pop() else { return };
            world.work.unshare(who, *id, share).await.unwrap();
        }
        Deed::Wait(hours) => world.clock.advance(TimeDelta::hours(hours)),
    }
}

async fn compare(world: &World, who: &Subject, cases: &[(Id, Believed)]) {
    let now = world.clock.now();
    let mut expected = BTreeSet::new();
    for (id, believed) in cases {
        let parts = believed.parts(who, now);
        match world.work.view(who, *id).await {
            Ok(view) => {
                assert_eq!(view.parts, parts, "{who:?} in front of {id}");
                expected.insert(*id);
            }
            Err(CaseError::Missing(_)) => assert!(parts.is_empty(), "{who:?} in front of {id}"),
            Err(other) => panic!("{other}"),
        }
    }
    for sort in [Sort::Newest, Sort::Due, Sort::Changed] {
        // Small pages, so that the cursor is tested with the rest.
        let mut filter = Filter { sort, size: 7, ..Filter::default() };
        let mut listed = Vec::new();
        loop {
            let page = world.work.list(who, &filter).await.unwrap();
            assert_eq!(usize::try_from(page.count.rows).unwrap(), expected.len(), "{sort:?} {who:?}");
            listed.extend(page.rows.iter().map(|row| row.id));
            match page.next {
                Some(next) => filter.after = Some(next),
                None => break,
            }
        }
        assert_eq!(listed.len(), expected.len(), "{sort:?}: none twice, {who:?}");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), expected, "{sort:?} {who:?}");
    }
}

#[tokio::test]
async fn an_emergency_opens_reading_and_nothing_else() {
    each_engine(async |store| {
        let world = World::new(&store).await;
        let case = world.reported().await;
        let fire = world.coordinator(FIRE_SERVICE).await;
        assert!(matches!(world.work.view(&fire, case.id).await, Err(CaseError::Missing(_))));
        let until = world.clock.now() + TimeDelta::hours(1);
        let emergency = access::Emergency { id: Id(5), reason: "výbuch".to_owned(), until };
        let fire = Subject { emergency: Some(emergency), ..fire };
        let seen = world.work.view(&fire, case.id).await.unwrap();
        assert!(seen.emergency && seen.parts == Parts::ALL);
        assert!(!seen.may.work && !seen.may.edit && seen.may.moves.is_empty());
        assert_eq!(world.work.list(&fire, &Filter::default()).await.unwrap().rows.len(), 1);
        let comment = world.work.comment(&fire, case.id, casework::Audience::All, "Jedeme").await;
        assert!(matches!(comment, Err(CaseError::Missing(_))));
        world.clock.advance(TimeDelta::hours(2));
        assert!(matches!(world.work.view(&fire, case.id).await, Err(CaseError::Missing(_))));
    })
    .await;
}
