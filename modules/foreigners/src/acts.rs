//! Verbs of the module: authorize, rule, one transaction with change and trail.

pub(crate) mod agencies;
pub(crate) mod figures;
pub(crate) mod sets;
pub(crate) mod zones;

use access::trail::Entry;
use access::{Action, Actor, Context, Decision, Kind, Resource, Subject};
use ground::Ground;
use indicators::{By, IndicatorError};
use store::{Id, StoreError};
use web::{Error, Refusal};

/// Asks for the right to figures of a body. What one may not do looks like what does not exist. The program may.
pub(crate) fn must(ground: &Ground, by: By<'_>, action: Action) -> Result<(), Error> {
    let By::Subject(who) = by else { return Ok(()) };
    let context = Context { now: ground.access.clock().now() };
    match access::authorize(who, action, &Resource::owned(Kind::Figures, who.body), &context) {
        Decision::Allowed { .. } => Ok(()),
        Decision::StepUp | Decision::Denied => Err(Error::Missing("figures for this subject")),
    }
}

/// Who does it, for the trail.
pub(crate) fn actor(by: By<'_>) -> Actor {
    match by {
        By::Program { .. } => Actor::program(),
        By::Subject(who) => Actor::from(who),
    }
}

/// The person who does it; 0 for the program.
pub(crate) fn person(by: By<'_>) -> Id {
    match by {
        By::Program { .. } => Id(0),
        By::Subject(who) => who.person,
    }
}

/// The program at the command line, on behalf of nobody in particular.
pub(crate) const PROGRAM: By<'static> = By::Program { body: Id(0) };

/// Notes in the trail that somebody read what is told in `entry`.
pub(crate) async fn seen(ground: &Ground, who: &Subject, purpose: &str, rows: usize) -> Result<(), Error> {
    let entry = Entry::of(Action::Read, Kind::Figures).purpose(purpose).rows(rows);
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

/// What the figures say, as a page says it.
pub(crate) fn of_figures(error: IndicatorError) -> Error {
    match error {
        IndicatorError::Missing(what) => Error::Missing(what),
        IndicatorError::Refused(refusal) => {
            tracing::warn!(code = refusal.code(), "figures were refused");
            Refusal::new("foreigners-figures").with("code", refusal.code()).into()
        }
        other => Error::fault("take figures over", other),
    }
}
