//! Verbs of the module: authorize, rule, one transaction with change and trail.

pub(crate) mod alarms;
pub(crate) mod clusters;
pub(crate) mod figures;
pub(crate) mod imports;
pub(crate) mod memory;
pub(crate) mod releases;
pub(crate) mod residents;
pub(crate) mod runs;
pub(crate) mod statistics;

use access::trail::Entry;
use access::{Action, Actor, Context, Decision, Kind, Resource, Subject};
use ground::Ground;
use store::StoreError;
use web::Error;

/// Asks for a right to offences. What one may not do looks like what does not exist.
pub(crate) fn must(ground: &Ground, who: &Subject, action: Action) -> Result<(), Error> {
    let context = Context { now: ground.access.clock().now() };
    match access::authorize(who, action, &Resource::any(Kind::Offences), &context) {
        Decision::Allowed { .. } => Ok(()),
        Decision::StepUp | Decision::Denied => Err(Error::Missing("offences for this subject")),
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
