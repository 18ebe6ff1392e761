//! The pages of administration. A handler asks access, fills a view and leaves the rest to the template.
//!
//! | path below `/staff` | holds |
//! |---|---|
//! | `/sprava/organy…` | bodies and their units |
//! | `/sprava/funkce…` | posts, their holders and deputies |
//! | `/sprava/lide…` | people, their roles in bodies, invitations |
//! | `/sprava/audit` | the trail, and its proof |
//! | `/sprava/mimoradne…` | emergencies to be looked at |
//! | `/mimoradny-pristup` | opening and ending one's own emergency |

mod bodies;
mod edit;
mod emergencies;
mod holdings;
mod invitations;
mod list;
mod memberships;
mod people;
mod posts;
mod trail;
mod units;

use access::{AccessError, Action, Context, Kind, Refusal, Resource, Subject};
use axum::routing::{get, post};
use ground::{Ground, Permission, Route, WorkplaceDoor};
use web::Error;

/// Who may look at bodies and posts: everybody who works here.
const SEE: Permission = Permission::right(Action::Read, Kind::Body);
const MAKE: Permission = Permission::personal(Action::Create, Kind::Body);
const CHANGE: Permission = Permission::personal(Action::Change, Kind::Body);
const SEE_PEOPLE: Permission = Permission::personal(Action::Read, Kind::Person);
const MAKE_PEOPLE: Permission = Permission::personal(Action::Create, Kind::Person);
const CHANGE_PEOPLE: Permission = Permission::personal(Action::Change, Kind::Person);
const SEE_TRAIL: Permission = Permission::personal(Action::Read, Kind::Trail);
const REVIEW_TRAIL: Permission = Permission::personal(Action::Review, Kind::Trail);
const OPEN_EMERGENCY: Permission = Permission::personal(Action::Create, Kind::Emergency);
const SEE_EMERGENCIES: Permission = Permission::personal(Action::Read, Kind::Emergency);
const REVIEW_EMERGENCIES: Permission = Permission::personal(Action::Review, Kind::Emergency);

/// The routes of these pages.
pub(crate) fn routes() -> Vec<Route> {
    let new = Route::new;
    vec![
        new("/staff/sprava/organy", SEE, get(bodies::list)),
        new("/staff/sprava/organy", MAKE, post(bodies::add)),
        new("/staff/sprava/organy/novy", MAKE, get(bodies::draft)),
        new("/staff/sprava/organy/{code}", SEE, get(bodies::show)),
        new("/staff/sprava/organy/{code}/upravit", CHANGE, get(bodies::edit).post(bodies::change)),
        new("/staff/sprava/organy/{code}/utvary/novy", CHANGE, get(units::draft).post(units::add)),
        new("/staff/sprava/organy/{code}/utvary/{unit}", CHANGE, get(units::edit).post(units::change)),
        new("/staff/sprava/organy/{code}/funkce/nova", MAKE, get(posts::draft).post(posts::add)),
        new("/staff/sprava/funkce", SEE, get(posts::list)),
        new("/staff/sprava/funkce/{id}", SEE, get(posts::show)),
        new("/staff/sprava/funkce/{id}/upravit", CHANGE, get(posts::edit).post(posts::change)),
        new("/staff/sprava/funkce/{id}/obsadit", CHANGE, get(holdings::draft).post(holdings::add)),
        new("/staff/sprava/funkce/{id}/obsazeni/{holding}/ukoncit", CHANGE, post(holdings::end)),
        new("/staff/sprava/lide", SEE_PEOPLE, get(people::list)),
        new("/staff/sprava/lide", MAKE_PEOPLE, post(people::add)),
        new("/staff/sprava/lide/novy", MAKE_PEOPLE, get(people::draft)),
        new("/staff/sprava/lide/{id}", SEE_PEOPLE, get(people::show)),
        new("/staff/sprava/lide/{id}/upravit", CHANGE_PEOPLE, get(people::edit).post(people::change)),
        new("/staff/sprava/lide/{id}/stav", CHANGE_PEOPLE, post(people::set_state)),
        new("/staff/sprava/lide/{id}/pozvat", CHANGE_PEOPLE, post(people::invite)),
        new("/staff/sprava/lide/{id}/role", CHANGE_PEOPLE, get(memberships::draft).post(memberships::add)),
        new("/staff/sprava/lide/{id}/role/{membership}/ukoncit", CHANGE_PEOPLE, post(memberships::end)),
        new("/staff/sprava/audit", SEE_TRAIL, get(trail::list)),
        new("/staff/sprava/audit/overeni", REVIEW_TRAIL, get(trail::proof).post(trail::prove)),
        new("/staff/sprava/mimoradne", SEE_EMERGENCIES, get(emergencies::list)),
        new("/staff/sprava/mimoradne/{id}", SEE_EMERGENCIES, get(emergencies::show)),
        new("/staff/sprava/mimoradne/{id}", REVIEW_EMERGENCIES, post(emergencies::review)),
        new("/staff/mimoradny-pristup", OPEN_EMERGENCY, get(emergencies::draft).post(emergencies::begin)),
        new("/staff/mimoradny-pristup/ukoncit", OPEN_EMERGENCY, post(emergencies::end)),
    ]
}

/// Doors of the workplace.
pub(crate) fn doors() -> Vec<WorkplaceDoor> {
    let door =
        |label, href, permission| WorkplaceDoor { step: "step-administration", label, href, permission };
    vec![
        door("adm-bodies", "/staff/sprava/organy", SEE),
        door("adm-posts", "/staff/sprava/funkce", SEE),
        door("adm-people", "/staff/sprava/lide", SEE_PEOPLE),
        door("adm-trail", "/staff/sprava/audit", SEE_TRAIL),
        door("adm-emergencies", "/staff/sprava/mimoradne", SEE_EMERGENCIES),
        door("adm-emergency-door", "/staff/mimoradny-pristup", OPEN_EMERGENCY),
    ]
}

/// Whether a button is worth showing: the person may do it, perhaps after a second factor.
fn may(ground: &Ground, subject: &Subject, permission: Permission) -> bool {
    let context = Context { now: ground.access.clock().now() };
    permission.decide(subject, &context) != access::Decision::Denied
}

/// Asks once more, about exporting what a list shows.
fn may_export(ground: &Ground, subject: &Subject, kind: Kind) -> Result<(), Error> {
    let context = Context { now: ground.access.clock().now() };
    let resource = Resource::any(kind).personal();
    let decision = access::authorize(subject, Action::Export, &resource, &context);
    if decision.is_allowed() { Ok(()) } else { Err(Error::Missing("export")) }
}

/// An act that did not happen, for acts without a form of their own.
fn answer(error: AccessError) -> Error {
    match error {
        AccessError::Missing => Error::Missing("thing of access"),
        AccessError::Refused(refusal) => web::Refusal::new(refusal.code()).into(),
        AccessError::Conflict(_) => conflict().into(),
        other => Error::fault("keep bodies and people", other),
    }
}

fn conflict() -> web::Refusal {
    web::Refusal::new("adm-conflict").status(axum::http::StatusCode::CONFLICT)
}

/// An id from an address; nonsense is no such thing.
fn id(text: &str) -> Result<store::Id, Error> {
    text.parse().map_err(|_| Error::Missing("id"))
}

/// The field of a form that a refusal is about.
fn field_of(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::BadCode | Refusal::TakenCode => "code",
        Refusal::Empty => "name_cs",
        Refusal::BadValidity => "to",
        Refusal::BadUnit => "unit",
        Refusal::Separation | Refusal::OwnRoles | Refusal::Twice | Refusal::LastAdministrator => "role",
        Refusal::PostHeld | Refusal::PersonEnded => "person",
        Refusal::EmergencyLength => "minutes",
        Refusal::EmergencyOpen | Refusal::EmergencyJudged | Refusal::StepUp => "reason",
    }
}
