//! Verbs of the module: authorize, rule, one transaction with change and trail.

pub(crate) mod figures;
pub(crate) mod inspections;
pub(crate) mod objects;
pub(crate) mod referral;
pub(crate) mod rounds;

use access::trail::Entry;
use access::{Action, Actor, Context, Decision, Kind, Parts, Resource, Subject};
use casework::CaseError;
use ground::Ground;
use store::{Id, StoreError};
use web::{Error, Refusal};

/// Asks for the right to one thing of a body. What one may not do looks like what does not exist.
pub(crate) fn must(
    ground: &Ground,
    who: &Subject,
    action: Action,
    kind: Kind,
    owner: Id,
) -> Result<(), Error> {
    decide(ground, who, action, &Resource::owned(kind, owner))
}

/// As [`must`], for a round that two bodies walk: the partner reads and works on it as if it were given to it.
pub(crate) fn must_walk(
    ground: &Ground,
    who: &Subject,
    action: Action,
    round: &crate::round::Round,
) -> Result<(), Error> {
    let given = if round.partner == who.body { Parts::ALL } else { Parts::NONE };
    decide(ground, who, action, &Resource::owned(Kind::Inspection, round.owner).shared(given))
}

fn decide(ground: &Ground, who: &Subject, action: Action, resource: &Resource) -> Result<(), Error> {
    let context = Context { now: ground.access.clock().now() };
    match access::authorize(who, action, resource, &context) {
        Decision::Allowed { .. } => Ok(()),
        Decision::StepUp | Decision::Denied => Err(Error::Missing("thing for this subject")),
    }
}

/// Notes in the trail that somebody read what is told in `entry`.
pub(crate) async fn seen(ground: &Ground, who: &Subject, entry: Entry) -> Result<(), Error> {
    ground.access.note(&Actor::from(who), entry).await.map_err(noted)
}

/// A failure of the database.
pub(crate) fn kept(doing: &'static str) -> impl Fn(StoreError) -> Error {
    move |cause| Error::fault(doing, cause)
}

/// A failure of access, above all of the trail.
pub(crate) fn noted(cause: access::AccessError) -> Error {
    Error::fault("write the trail", cause)
}

/// What casework says, as a page says it.
pub(crate) fn of_case(error: CaseError) -> Error {
    match error {
        CaseError::Missing(what) => Error::Missing(what),
        CaseError::StepUp => Refusal::new("lodging-step-up").into(),
        CaseError::Refused(refusals) => match refusals.into_iter().next() {
            Some(refusal) => Refusal::new(refusal.code).into(),
            None => Refusal::new("lodging-case-refused").into(),
        },
        CaseError::Conflict { .. } => {
            Refusal::new("lodging-case-changed").status(axum::http::StatusCode::CONFLICT).into()
        }
        other => Error::fault("work on a case", other),
    }
}
