//! Who sees what, as a person of the field would tell it.

use access::{
    Action, BodyKind, Capacity, Context, Decision, Emergency, Kind, Part, Parts, Resource, Role, Subject,
    authorize,
};
use chrono::{DateTime, TimeDelta, Utc};
use store::Id;

pub(crate) const POLICE: Id = Id(1);
pub(crate) const CITY: Id = Id(2);
const STATION: Id = Id(11);
const OTHER_STATION: Id = Id(12);

pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-04T09:00:00Z".parse().unwrap()
}

/// Somebody of the municipal police who has just shown the second factor.
pub(crate) fn subject(capacities: &[(Role, Option<Id>)]) -> Subject {
    let capacities: Vec<Capacity> =
        capacities.iter().map(|(role, unit)| Capacity { role: *role, unit: *unit }).collect();
    Subject {
        person: Id(100),
        name: "Eva Smyšlená".to_owned(),
        body: POLICE,
        body_kind: BodyKind::MunicipalPolice,
        units: capacities.iter().filter_map(|capacity| capacity.unit).collect(),
        capacities,
        session: Id(1000),
        assured_at: Some(now()),
        emergency: None,
        client: String::new(),
    }
}

fn may(subject: &Subject, action: Action, resource: &Resource) -> bool {
    authorize(subject, action, resource, &Context { now: now() }).is_allowed()
}

#[test]
fn whoever_manages_rights_sees_no_case_and_whoever_reads_the_trail_changes_nothing() {
    use Action::{Change, Create, Decide, Export, Read, Review, Share, Work};
    let all = [Read, Create, Change, Work, Share, Decide, Export, Review];
    let administrator = subject(&[(Role::Administrator, None)]);
    let auditor = subject(&[(Role::Auditor, None)]);
    for kind in [Kind::Case, Kind::Task, Kind::Measure, Kind::LodgingObject, Kind::Inspection] {
        let own = Resource::owned(kind, POLICE).shared(Parts::ALL);
        for action in all {
            assert!(!may(&administrator, action, &own), "administrator {action:?} {kind:?}");
            assert!(!may(&auditor, action, &own), "auditor {action:?} {kind:?}");
        }
    }
    assert!(may(&administrator, Change, &Resource::any(Kind::Person)));
    assert!(!may(&administrator, Read, &Resource::any(Kind::Trail)), "not their own tracks either");
    for kind in [Kind::Person, Kind::Body, Kind::Trail, Kind::Emergency, Kind::Figures] {
        for action in [Create, Change, Work, Share, Decide] {
            assert!(!may(&auditor, action, &Resource::any(kind)), "auditor {action:?} {kind:?}");
        }
    }
    assert!(may(&auditor, Review, &Resource::any(Kind::Emergency)));
}

#[test]
fn an_officer_of_a_station_sees_its_cases_and_no_others() {
    let officer = subject(&[(Role::Officer, Some(STATION))]);
    let coordinator = subject(&[(Role::Coordinator, None)]);
    for (what, resource, officers, coordinators) in [
        ("of the station", Resource::owned(Kind::Case, POLICE).in_unit(Some(STATION)), true, true),
        ("of another station", Resource::owned(Kind::Case, POLICE).in_unit(Some(OTHER_STATION)), false, true),
        ("of no station", Resource::owned(Kind::Case, POLICE), true, true),
        ("of another body", Resource::owned(Kind::Case, CITY), false, false),
        ("shared with the body", Resource::owned(Kind::Case, CITY).shared(Parts::ALL), true, true),
        (
            "shared with the station",
            Resource::owned(Kind::Case, CITY).shared(Parts::ALL).in_unit(Some(STATION)),
            true,
            true,
        ),
        (
            "shared with another station",
            Resource::owned(Kind::Case, CITY).shared(Parts::ALL).in_unit(Some(OTHER_STATION)),
            false,
            true,
        ),
    ] {
        assert_eq!(may(&officer, Action::Read, &resource), officers, "officer, case {what}");
        assert_eq!(may(&coordinator, Action::Read, &resource), coordinators, "coordinator, case {what}");
    }
}

#[test]
fn a_role_in_one_unit_says_nothing_about_another() {
    let both = subject(&[(Role::Officer, Some(STATION)), (Role::Coordinator, Some(OTHER_STATION))]);
    let case = |unit| Resource::owned(Kind::Case, POLICE).in_unit(Some(unit));
    assert!(may(&both, Action::Read, &case(STATION)) && may(&both, Action::Read, &case(OTHER_STATION)));
    assert!(may(&both, Action::Decide, &case(OTHER_STATION)));
    assert!(!may(&both, Action::Decide, &case(STATION)), "there they are an officer");
}

#[test]
fn a_share_gives_exactly_what_was_shared_and_never_lets_it_be_passed_on() {
    let head = subject(&[(Role::Head, None)]);
    let shared =
        Resource::owned(Kind::Case, CITY).shared(Parts::NONE.with(Part::Summary).with(Part::Findings));
    for part in Part::ALL {
        let expected = matches!(part, Part::Summary | Part::Findings);
        assert_eq!(may(&head, Action::Read, &shared.part(part)), expected, "{part:?}");
    }
    assert!(may(&head, Action::Export, &shared));
    for action in [Action::Share, Action::Decide, Action::Change] {
        assert!(!may(&head, action, &shared), "{action:?} of what was only shared");
    }
    let attachments_only = Resource::owned(Kind::Case, CITY).shared(Parts::NONE.with(Part::Attachments));
    assert!(!may(&head, Action::Read, &attachments_only), "not even the summary");
}

#[test]
fn personal_data_wait_for_a_second_factor_that_is_fresh() {
    let case = Resource::owned(Kind::Case, POLICE).personal();
    let decide = |assured_at: Option<DateTime<Utc>>| {
        let subject = Subject { assured_at, ..subject(&[(Role::Officer, None)]) };
        authorize(&subject, Action::Read, &case, &Context { now: now() })
    };
    let ago = |minutes| Some(now() - TimeDelta::minutes(minutes));
    assert!(decide(ago(0)).is_allowed());
    assert!(decide(ago(30)).is_allowed());
    assert_eq!(decide(ago(31)), Decision::StepUp);
    assert_eq!(decide(ago(-1)), Decision::StepUp, "a clock that was set back proves nothing");
    assert_eq!(decide(None), Decision::StepUp);
    // Without the right there is no offer to step up: that would tell that the thing exists.
    let stranger = Subject { assured_at: None, ..subject(&[(Role::Analyst, None)]) };
    assert_eq!(authorize(&stranger, Action::Read, &case, &Context { now: now() }), Decision::Denied);
}

#[test]
fn an_emergency_opens_reading_for_a_while_and_nothing_else() {
    let emergency = Some(Emergency {
        id: Id(5),
        reason: "Pohřešované dítě".to_owned(),
        until: now() + TimeDelta::minutes(30),
    });
    let officer = Subject { emergency, ..subject(&[(Role::Officer, Some(STATION))]) };
    let foreign = Resource::owned(Kind::Case, CITY);
    let at = |minutes| Context { now: now() + TimeDelta::minutes(minutes) };
    let read = authorize(&officer, Action::Read, &foreign, &at(29));
    assert!(matches!(read, Decision::Allowed { emergency: true, .. }), "marked for the trail: {read:?}");
    assert_eq!(authorize(&officer, Action::Read, &foreign, &at(30)), Decision::Denied);
    for action in [Action::Change, Action::Work, Action::Export, Action::Share, Action::Decide] {
        assert_eq!(authorize(&officer, action, &foreign, &at(0)), Decision::Denied, "{action:?}");
    }
    assert_eq!(authorize(&officer, Action::Read, &Resource::any(Kind::Trail), &at(0)), Decision::Denied);
    let own = Resource::owned(Kind::Case, POLICE).in_unit(Some(STATION));
    let plain = authorize(&officer, Action::Read, &own, &at(0));
    assert!(
        matches!(plain, Decision::Allowed { emergency: false, .. }),
        "what is theirs anyway is no emergency"
    );
}

#[test]
fn an_account_is_only_ones_own() {
    let eva = subject(&[(Role::Head, None)]);
    assert!(may(&eva, Action::Read, &Resource::of_person(Kind::Account, Id(100))));
    assert!(!may(&eva, Action::Read, &Resource::of_person(Kind::Account, Id(101))));
}

#[test]
fn nobody_without_a_role_may_anything() {
    let nobody = subject(&[]);
    for kind in [Kind::Workplace, Kind::Account, Kind::Case, Kind::Body, Kind::Trail, Kind::Figures] {
        assert!(!may(&nobody, Action::Read, &Resource::any(kind)), "{kind:?}");
    }
    assert!(!may(&subject(&[(Role::Head, None)]), Action::Read, &Resource::default()), "a thing of no kind");
}
