//! The same rule for lists.

use chrono::{DateTime, Utc};
use store::Id;

use super::policy::EMERGENCY;
use super::{Action, Context, Kind, Reach, grants};
use crate::Subject;

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

/// How far a list of `kind` goes for `action`; made from the same rows as [`authorize`](crate::authorize).
#[must_use]
pub fn scope(subject: &Subject, action: Action, kind: Kind, context: &Context) -> Scope {
    let (mut widest, mut units) = (None, Vec::new());
    for (reach, unit) in grants(subject, action, kind) {
        // Without a unit, `Unit` is as wide as the body.
        let reach = if reach == Reach::Unit && unit.is_none() { Reach::Body } else { reach };
        widest = widest.max(Some(reach));
        units.extend(unit.filter(|_| reach == Reach::Unit));
    }
    let open = subject.emergency.as_ref().is_some_and(|emergency| emergency.until > context.now);
    if open && EMERGENCY.contains(&(action, kind)) {
        widest = Some(Reach::City);
    }
    if widest != Some(Reach::Unit) {
        units.clear();
    }
    units.sort_unstable();
    units.dedup();
    Scope { reach: widest, body: subject.body, units, now: context.now }
}
