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

use chrono::{DateTime, TimeDelta, Utc};
use store::Id;

use crate::Role::{self, Administrator, Analyst, Auditor, Coordinator, Head, Inspector, Officer};
use crate::{Emergency, Subject};

/// Version of the policy; written into every row of the trail. Raise it with every change of [`POLICY`].
pub const POLICY_VERSION: i64 = 1;

/// How long a second factor counts.
pub const ASSURANCE: TimeDelta = TimeDelta::minutes(30);

/// What a person wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See one, or a list.
    Read,
    /// Make a new one.
    Create,
    /// Change what it says.
    Change,
    /// Do the work on it: take it, plan it, report it done.
    Work,
    /// Hand it over to bodies, share it, take a share back.
    Share,
    /// Decide: order, close, reopen, verify.
    Decide,
    /// Take it out of the building: CSV, XLSX, feed.
    Export,
    /// Look at it afterwards and judge.
    Review,
}

impl Action {
    /// Name in the trail and in the keys of texts (`action-read`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Action::Read => "read",
            Action::Create => "create",
            Action::Change => "change",
            Action::Work => "work",
            Action::Share => "share",
            Action::Decide => "decide",
            Action::Export => "export",
            Action::Review => "review",
        }
    }
}

/// A kind of thing that is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The workplace itself: its start page, calendar, help.
    Workplace,
    /// One's own account, sessions, and what the trail says about oneself.
    Account,
    /// A case with everything in it.
    Case,
    /// A body's part of a case.
    Task,
    /// What is done about a problem.
    Measure,
    /// A lodging house, or a flat let to many.
    LodgingObject,
    /// A round of cleanliness inspections.
    Inspection,
    /// Figures without anybody in them.
    Figures,
    /// Bodies, units and posts.
    Body,
    /// People, their memberships and credentials.
    Person,
    /// The audit trail.
    Trail,
    /// Break-glass records.
    Emergency,
}

impl Kind {
    /// Name in the trail and in the keys of texts (`kind-lodging-object`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Workplace => "workplace",
            Kind::Account => "account",
            Kind::Case => "case",
            Kind::Task => "task",
            Kind::Measure => "measure",
            Kind::LodgingObject => "lodging-object",
            Kind::Inspection => "inspection",
            Kind::Figures => "figures",
            Kind::Body => "body",
            Kind::Person => "person",
            Kind::Trail => "trail",
            Kind::Emergency => "emergency",
        }
    }
}

/// How far a right goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Only what is the person's own.
    Own,
    /// What belongs to, or was given to, the person's units.
    Unit,
    /// What belongs to, or was given to, the person's body.
    Body,
    /// Everything of the kind in this city.
    City,
}

/// The parts of a case that can be shared, each by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Number, title, type, state, place, fields.
    Summary,
    /// Tasks of other bodies and their outcomes.
    Tasks,
    /// Findings.
    Findings,
    /// Measures.
    Measures,
    /// Comments meant for all bodies.
    Comments,
    /// Attachments.
    Attachments,
    /// The timeline.
    History,
}

impl Part {
    /// Every part, in the order pages show them.
    pub const ALL: [Part; 7] = [
        Part::Summary,
        Part::Tasks,
        Part::Findings,
        Part::Measures,
        Part::Comments,
        Part::Attachments,
        Part::History,
    ];

    /// Name in the database and in the keys of texts (`part-summary`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Part::Summary => "summary",
            Part::Tasks => "tasks",
            Part::Findings => "findings",
            Part::Measures => "measures",
            Part::Comments => "comments",
            Part::Attachments => "attachments",
            Part::History => "history",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// A set of parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// No part.
    pub const NONE: Parts = Parts(0);
    /// All parts.
    pub const ALL: Parts = Parts(0b111_1111);

    /// The set with one more part.
    #[must_use]
    pub const fn with(self, part: Part) -> Parts {
        Parts(self.0 | 1 << part as u8)
    }

    /// What is in one of the two.
    #[must_use]
    pub const fn union(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    /// Whether the part is in the set.
    #[must_use]
    pub const fn holds(self, part: Part) -> bool {
        self.0 & (1 << part as u8) != 0
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// As the database keeps it.
    #[must_use]
    pub fn bits(self) -> i64 {
        self.0.into()
    }

    /// As the database kept it; unknown bits are dropped.
    #[must_use]
    pub fn from_bits(bits: i64) -> Parts {
        Parts(u8::try_from(bits & 0b111_1111).unwrap_or(0))
    }
}

/// What is asked for. A resource without attributes ([`Resource::any`]) asks whether the subject could ever do this to
/// anything of the kind: the question a route asks before its handler knows which thing it is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resource {
    kind: Option<Kind>,
    specific: bool,
    owner: Option<Id>,
    units: [Option<Id>; 2],
    person: Option<Id>,
    shared: Parts,
    part: Option<Part>,
    personal: bool,
}

impl Resource {
    /// Anything of the kind.
    #[must_use]
    pub fn any(kind: Kind) -> Resource {
        Resource { kind: Some(kind), ..Resource::default() }
    }

    /// One thing, owned by a body.
    #[must_use]
    pub fn owned(kind: Kind, body: Id) -> Resource {
        Resource { kind: Some(kind), specific: true, owner: Some(body), ..Resource::default() }
    }

    /// One thing that belongs to a person.
    #[must_use]
    pub fn of_person(kind: Kind, person: Id) -> Resource {
        Resource { kind: Some(kind), specific: true, person: Some(person), ..Resource::default() }
    }

    /// Belongs to this unit of its body, or was given to this unit (both can be said).
    #[must_use]
    pub fn in_unit(mut self, unit: Option<Id>) -> Resource {
        if unit.is_some() {
            let [first, second] = &mut self.units;
            *(if first.is_none() { first } else { second }) = unit;
        }
        self
    }

    /// What of it has been shared with the body that the subject acts for.
    #[must_use]
    pub fn shared(mut self, parts: Parts) -> Resource {
        self.shared = parts;
        self
    }

    /// Which part of it is asked for; the summary when nothing is said.
    #[must_use]
    pub fn part(mut self, part: Part) -> Resource {
        self.part = Some(part);
        self
    }

    /// Holds personal data, so a second factor is needed to see it.
    #[must_use]
    pub fn personal(mut self) -> Resource {
        self.personal = true;
        self
    }
}

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

/// One row: who may do what to which kind of thing, and how far.
type Grant = (&'static [Role], &'static [Action], Kind, Reach);

/// Everything that is allowed. What is not here is not.
///
/// Source: domain notes on access (who sees what), architecture §4. Read it aloud: "an officer may read and work on
/// tasks of their unit". Sharing widens `Unit` and `Body` to what was given to them, part by part.
pub const POLICY: &[Grant] = {
    use Action::{Change, Create, Decide, Export, Read, Review, Share, Work};
    const EVERYBODY: &[Role] = &Role::ALL;
    const CASEWORKERS: &[Role] = &[Officer, Coordinator, Head, Inspector];
    const LEADERS: &[Role] = &[Coordinator, Head];
    &[
        (EVERYBODY, &[Read], Kind::Workplace, Reach::Own),
        (EVERYBODY, &[Read, Change, Work, Export], Kind::Account, Reach::Own),
        (CASEWORKERS, &[Create], Kind::Case, Reach::Body),
        (&[Officer, Inspector], &[Read, Change, Work, Export], Kind::Case, Reach::Unit),
        (LEADERS, &[Read, Change, Work, Share, Decide, Export], Kind::Case, Reach::Body),
        (&[Officer, Inspector], &[Read, Work], Kind::Task, Reach::Unit),
        (LEADERS, &[Read, Create, Change, Work, Share, Decide], Kind::Task, Reach::Body),
        (&[Officer, Inspector], &[Read, Work], Kind::Measure, Reach::Unit),
        (LEADERS, &[Read, Create, Change, Work, Decide, Export], Kind::Measure, Reach::Body),
        (CASEWORKERS, &[Read], Kind::LodgingObject, Reach::Body),
        (LEADERS, &[Create, Change, Export], Kind::LodgingObject, Reach::Body),
        (&[Inspector, Coordinator, Head], &[Read, Work], Kind::Inspection, Reach::Body),
        (LEADERS, &[Create, Change, Decide, Export], Kind::Inspection, Reach::Body),
        (&[Officer, Coordinator, Head, Inspector, Analyst], &[Read], Kind::Figures, Reach::City),
        (&[Coordinator, Head, Analyst], &[Export], Kind::Figures, Reach::City),
        (EVERYBODY, &[Read], Kind::Body, Reach::City),
        (&[Administrator], &[Create, Change], Kind::Body, Reach::City),
        (&[Administrator], &[Read, Create, Change], Kind::Person, Reach::City),
        (&[Auditor], &[Read], Kind::Person, Reach::City),
        (&[Auditor], &[Read, Export, Review], Kind::Trail, Reach::City),
        (LEADERS, &[Create], Kind::Emergency, Reach::Body),
        (&[Auditor], &[Read, Review], Kind::Emergency, Reach::City),
        (&[Head], &[Read], Kind::Emergency, Reach::Body),
    ]
};

/// What an open emergency adds: reading any case and its tasks and measures, nothing else.
const EMERGENCY: &[(Action, Kind)] =
    &[(Action::Read, Kind::Case), (Action::Read, Kind::Task), (Action::Read, Kind::Measure)];

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
    let granted = grants(subject, action, kind)
        .filter(|(reach, unit)| reaches(subject, action, resource, *reach, *unit))
        .map(|(reach, _)| reach)
        .max();
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
        let held = subject.capacities.iter().filter(|capacity| roles.contains(&capacity.role));
        held.map(move |capacity| match (capacity.unit, *reach) {
            // A role limited to a unit never reaches the whole body.
            (Some(unit), Reach::Body) => (Reach::Unit, Some(unit)),
            (unit, reach) => (reach, unit),
        })
    })
}

fn reaches(subject: &Subject, action: Action, resource: &Resource, reach: Reach, unit: Option<Id>) -> bool {
    if !resource.specific {
        return true;
    }
    let part = resource.part.unwrap_or(Part::Summary);
    let given = matches!(action, Action::Read | Action::Work | Action::Export) && resource.shared.holds(part);
    let ours = resource.owner == Some(subject.body) || given;
    // A capacity for the whole body covers all its units.
    let in_unit = || {
        let mut named = resource.units.iter().flatten().peekable();
        unit.is_none() || named.peek().is_none() || named.any(|unit| subject.units.contains(unit))
    };
    match reach {
        Reach::City => true,
        Reach::Body => ours,
        Reach::Unit => ours && in_unit(),
        Reach::Own => resource.person.is_none_or(|person| person == subject.person),
    }
}

/// The filter of a list: what `authorize` would say row by row, as parameters of one `where`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// The furthest reach, `None` when nothing may be seen.
    pub reach: Option<Reach>,
    /// The body the subject acts for.
    pub body: Id,
    /// Units a limited capacity is limited to.
    pub units: Vec<Id>,
    /// The time of the request: shares that have ended count no more.
    pub now: DateTime<Utc>,
}

impl Scope {
    /// The units as a text `|17|23|`, for `?n like '%|' || unit || '|%'`; empty when the whole body is meant.
    #[must_use]
    pub fn units_text(&self) -> String {
        if self.reach != Some(Reach::Unit) || self.units.is_empty() {
            return String::new();
        }
        self.units.iter().fold("|".to_owned(), |text, unit| format!("{text}{}|", unit.0))
    }
}

/// How far a list of `kind` goes for `action`; made from the same rows as [`authorize`].
#[must_use]
pub fn scope(subject: &Subject, action: Action, kind: Kind, context: &Context) -> Scope {
    let widest = grants(subject, action, kind).max_by_key(|(reach, unit)| match (reach, unit) {
        // Without a unit, `Unit` is as wide as the body.
        (Reach::Unit, None) => Reach::Body,
        (reach, _) => *reach,
    });
    let open = subject.emergency.as_ref().is_some_and(|emergency| emergency.until > context.now);
    let (reach, limited) = match widest {
        _ if open && EMERGENCY.contains(&(action, kind)) => (Some(Reach::City), false),
        Some((Reach::Unit, None)) => (Some(Reach::Body), false),
        Some((reach, unit)) => (Some(reach), unit.is_some()),
        None => (None, false),
    };
    let units = if limited { subject.units.clone() } else { Vec::new() };
    Scope { reach, body: subject.body, units, now: context.now }
}
