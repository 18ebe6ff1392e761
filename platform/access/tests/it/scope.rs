//! Law: the filter of a list shows exactly the rows that `authorize` would give one by one.

use access::{
    Action, Context, Decision, Emergency, Kind, Part, Parts, Reach, Resource, Role, Scope, Subject,
    authorize, scope,
};
use chrono::TimeDelta;
use proptest::prelude::*;
use store::Id;

use crate::policy::{POLICE, now, subject};

const KINDS: [Kind; 6] =
    [Kind::Case, Kind::Task, Kind::Measure, Kind::LodgingObject, Kind::Inspection, Kind::Emergency];
const ACTIONS: [Action; 3] = [Action::Read, Action::Work, Action::Export];

/// A row of a list, as a module's SQL sees it.
#[derive(Debug, Clone)]
struct RowOfList {
    owner: Id,
    unit: Option<Id>,
    shared: Parts,
}

impl RowOfList {
    fn resource(&self, kind: Kind) -> Resource {
        Resource::owned(kind, self.owner).in_unit(self.unit).shared(self.shared)
    }

    /// What the `where` of a list says, with the parameters of the scope.
    fn is_listed(&self, scope: &Scope) -> bool {
        let ours = self.owner == scope.body || self.shared.holds(Part::Summary);
        let in_unit = match self.unit {
            Some(unit) => scope.units_text().contains(&format!("|{}|", unit.0)),
            None => true,
        };
        match scope.reach {
            None => false,
            Some(Reach::City) => true,
            Some(Reach::Body) => ours,
            Some(Reach::Unit) => ours && in_unit,
            Some(Reach::Own) => false,
        }
    }
}

fn units() -> impl Strategy<Value = Option<Id>> {
    prop_oneof![Just(None), (11..15_i64).prop_map(|id| Some(Id(id)))]
}

fn subjects() -> impl Strategy<Value = Subject> {
    let capacity = (prop::sample::select(Role::ALL.to_vec()), units());
    let capacities = prop::collection::vec(capacity, 0..5);
    (capacities, prop::option::of(-30..30_i64)).prop_map(|(capacities, emergency)| {
        let emergency = emergency.map(|minutes| Emergency {
            id: Id(5),
            reason: String::new(),
            until: now() + TimeDelta::minutes(minutes),
        });
        Subject { emergency, ..subject(&capacities) }
    })
}

fn rows() -> impl Strategy<Value = RowOfList> {
    let owner = prop_oneof![Just(POLICE), (2..5_i64).prop_map(Id)];
    (owner, units(), 0..128_i64).prop_map(|(owner, unit, parts)| RowOfList {
        owner,
        unit,
        shared: Parts::from_bits(parts),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn lists_and_single_things_agree(
        subject in subjects(),
        row in rows(),
        kind in prop::sample::select(KINDS.to_vec()),
        action in prop::sample::select(ACTIONS.to_vec()),
    ) {
        let context = Context { now: now() };
        let one = authorize(&subject, action, &row.resource(kind), &context);
        let list = scope(&subject, action, kind, &context);
        prop_assert_eq!(one.is_allowed(), row.is_listed(&list), "{:?} {:?}", one, list);
    }

    /// A right that a route asks about before it knows the thing is never missing where the thing would be allowed.
    #[test]
    fn the_door_never_refuses_what_the_room_allows(
        subject in subjects(),
        row in rows(),
        kind in prop::sample::select(KINDS.to_vec()),
        action in prop::sample::select(ACTIONS.to_vec()),
    ) {
        let context = Context { now: now() };
        if authorize(&subject, action, &row.resource(kind), &context) != Decision::Denied {
            prop_assert_ne!(authorize(&subject, action, &Resource::any(kind), &context), Decision::Denied);
        }
    }

    /// One more role in the same body never takes anything away.
    #[test]
    fn roles_only_add(
        subject in subjects(),
        role in prop::sample::select(Role::ALL.to_vec()),
        unit in units(),
        row in rows(),
        kind in prop::sample::select(KINDS.to_vec()),
    ) {
        let context = Context { now: now() };
        let before = authorize(&subject, Action::Read, &row.resource(kind), &context).is_allowed();
        let mut more = subject.clone();
        more.capacities.push(access::Capacity { role, unit });
        let after = authorize(&more, Action::Read, &row.resource(kind), &context).is_allowed();
        prop_assert!(!before || after);
    }
}
