//! The one place that says yes.
//!
//! ```text
//!   Subject ──┐
//!   Action  ──┤                        ┌─► Allowed { reach, emergency }
//!   Resource ─┼─► authorize ─► POLICY ─┼─► StepUp     (right enough, but show the second factor first)
//!   Context ──┘                        └─► Denied
//!                      └─► scope(): the same table as a filter for lists, so that SQL and this page agree
//! ```
//!
//! Deny by default: what [`POLICY`] does not say is not allowed. A row of the policy gives a role one action on one
//! kind of thing, as far as a [`Reach`]. Whoever manages rights sees no content; whoever reads the trail changes nothing.

mod parts;
mod policy;
mod resource;
mod scope;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use store::Id;

pub use parts::{Part, Parts};
use policy::EMERGENCY;
pub use policy::{POLICY, POLICY_VERSION};
pub use resource::Resource;
pub use scope::{Scope, scope};
pub use words::{Action, Kind, Reach};

use crate::{Emergency, Subject};

/// How long a second factor counts.
pub const ASSURANCE: TimeDelta = TimeDelta::minutes(30);

/// What else the decision depends on.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The time of the request.
    pub now: DateTime<Utc>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed {
        /// How far the right goes that said yes.
        reach: Reach,
        /// Only because of an open emergency.
        emergency: bool,
    },
    /// Yes, as soon as a second factor has been shown.
    StepUp,
    /// No.
    Denied,
}

impl Decision {
    /// Whether the answer is yes.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        matches!(self, Decision::Allowed { .. })
    }
}

/// Decides whether `subject` may do `action` to `resource`.
///
/// - `Reach::Own`: the resource is the person's own, or has no owner (the workplace).
/// - `Reach::Unit`: owned by the body and in one of the subject's units, or in no unit at all; or the asked part was
///   shared with the body, for one of the subject's units or for no unit in particular.
/// - `Reach::Body`: owned by the body, or the asked part was shared with it.
/// - `Reach::City`: always.
///
/// Sharing lets a body read, work and export what it was given. It never lets it share on, decide or change.
#[must_use]
pub fn authorize(subject: &Subject, action: Action, resource: &Resource, context: &Context) -> Decision {
    let Some(kind) = resource.kind else { return Decision::Denied };
    let asked = Asked::of(subject, action, resource);
    let mut granted = None;
    for (reach, unit) in grants(subject, action, kind) {
        // Most capacities of a person with many units give nothing more than what has been found.
        if granted < Some(reach) && asked.is_reached(reach, unit) {
            granted = Some(reach);
        }
    }
    let emergency = || {
        let open = subject.emergency.as_ref().is_some_and(|Emergency { until, .. }| *until > context.now);
        open && EMERGENCY.contains(&(action, kind))
    };
    let decision = match granted {
        Some(reach) => Decision::Allowed { reach, emergency: false },
        None if emergency() => Decision::Allowed { reach: Reach::City, emergency: true },
        None => return Decision::Denied,
    };
    if resource.personal && !is_assured(subject, context) { Decision::StepUp } else { decision }
}

/// Whether a second factor was shown recently enough.
#[must_use]
pub fn is_assured(subject: &Subject, context: &Context) -> bool {
    subject.assured_at.is_some_and(|at| at <= context.now && context.now - at <= ASSURANCE)
}

/// The rights of the subject's roles to an action on a kind, each with the unit its capacity is limited to.
fn grants(subject: &Subject, action: Action, kind: Kind) -> impl Iterator<Item = (Reach, Option<Id>)> + '_ {
    let rows = POLICY.iter().filter(move |(_, actions, of, _)| *of == kind && actions.contains(&action));
    rows.flat_map(move |(roles, _, _, reach)| {
        // As bits, since somebody with many units has many capacities.
        let wanted = roles.iter().fold(0_u8, |bits, role| bits | 1 << *role as u8);
        let held = subject.capacities.iter().filter(move |capacity| wanted & 1 << capacity.role as u8 != 0);
        held.map(move |capacity| match (capacity.unit, *reach) {
            // A role limited to a unit never reaches the whole body.
            (Some(unit), Reach::Body) => (Reach::Unit, Some(unit)),
            (unit, reach) => (reach, unit),
        })
    })
}

/// What a question comes down to, whichever capacity answers it.
struct Asked<'a> {
    resource: &'a Resource,
    /// Owned by the subject's body, or given to it.
    ours: bool,
    /// The person's own, or nobody's.
    own: bool,
    /// In no unit in particular.
    in_no_unit: bool,
}

impl Asked<'_> {
    fn of<'a>(subject: &Subject, action: Action, resource: &'a Resource) -> Asked<'a> {
        let part = resource.part.unwrap_or(Part::Summary);
        let gives = matches!(action, Action::Read | Action::Work | Action::Export);
        Asked {
            resource,
            ours: resource.owner == Some(subject.body) || (gives && resource.shared.holds(part)),
            own: resource.person.is_none_or(|person| person == subject.person),
            in_no_unit: resource.units.iter().all(Option::is_none),
        }
    }

    fn is_reached(&self, reach: Reach, unit: Option<Id>) -> bool {
        // A capacity for the whole body covers all its units.
        let in_unit = || unit.is_none() || self.in_no_unit || self.resource.units.contains(&unit);
        !self.resource.specific
            || match reach {
                Reach::City => true,
                Reach::Body => self.ours,
                Reach::Unit => self.ours && in_unit(),
                Reach::Own => self.own,
            }
    }
}
