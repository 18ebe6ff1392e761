//! What a body is to a case, and what follows from it: one question to [`access::authorize`] for each way in which the
//! case came to the body, and the same ways unfolded for lists.

use std::collections::BTreeMap;

use access::{Action, Context, Decision, Kind, Part, Parts, Resource, Subject, authorize};
use chrono::{DateTime, Utc};
use store::Id;

use crate::Share;
use crate::tables::files::CaseFile;

/// Lane of `case_reach` for people who see the whole body.
pub(crate) const WHOLE_BODY: i64 = 0;
/// Lane for what belongs to no unit in particular.
pub(crate) const EVERY_UNIT: i64 = 1;
/// The body of `case_reach` that stands for the whole city.
pub(crate) const CITY: Id = Id(0);

/// A subject in front of a case.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    who: Subject,
    context: Context,
    owner: Id,
    personal: bool,
    /// Unit and parts of each way in which the case came to the subject's body; at least one.
    claims: Vec<(Option<Id>, Parts)>,
}

impl Standing {
    pub(crate) fn of(
        who: &Subject,
        now: DateTime<Utc>,
        case: &CaseFile,
        shares: &[Share],
        personal: bool,
    ) -> Standing {
        let given = shares.iter().filter(|share| share.body == who.body && share.holds(now));
        let mut claims: Vec<_> = given.map(|share| (share.unit, share.parts)).collect();
        if case.owner == who.body {
            claims.push((case.unit, Parts::ALL));
        }
        if claims.is_empty() {
            claims.push((None, Parts::NONE)); // nobody's, but for an emergency
        }
        Standing { who: who.clone(), context: Context { now }, owner: case.owner, personal, claims }
    }

    /// What may be done to a part of the case, or to things of `kind` in it that belong to its owner.
    pub(crate) fn decide(&self, action: Action, kind: Kind, part: Part) -> Decision {
        let answers = self.claims.iter().map(|(unit, parts)| {
            let resource = Resource::owned(kind, self.owner).in_unit(*unit).shared(*parts).part(part);
            let resource = if self.personal { resource.personal() } else { resource };
            authorize(&self.who, action, &resource, &self.context)
        });
        answers.max_by_key(rank).unwrap_or(Decision::Denied)
    }

    /// The parts that may be read.
    pub(crate) fn parts(&self) -> Parts {
        let readable = Part::ALL.into_iter().filter(|part| self.may(Action::Read, *part));
        readable.fold(Parts::NONE, Parts::with)
    }

    /// Whether the action on a part of the case is allowed now.
    pub(crate) fn may(&self, action: Action, part: Part) -> bool {
        self.decide(action, Kind::Case, part).is_allowed()
    }

    /// What may be done to something that belongs to a body of its own, such as a task.
    pub(crate) fn decide_of(&self, action: Action, kind: Kind, body: Id, unit: Option<Id>) -> Decision {
        let resource = Resource::owned(kind, body).in_unit(unit);
        let resource = if self.personal { resource.personal() } else { resource };
        authorize(&self.who, action, &resource, &self.context)
    }

    pub(crate) fn is_owner(&self) -> bool {
        self.owner == self.who.body
    }
}

fn rank(decision: &Decision) -> u8 {
    match decision {
        Decision::Allowed { emergency: false, .. } => 3,
        Decision::Allowed { emergency: true, .. } => 2,
        Decision::StepUp => 1,
        Decision::Denied => 0,
    }
}

/// Rows of `case_reach`: body, lane, until when. The same ways as in [`Standing`], for everybody at once.
pub(crate) fn lanes(case: &CaseFile, shares: &[Share]) -> Vec<(Id, i64, i64)> {
    let mut lanes = BTreeMap::from([((CITY, WHOLE_BODY), i64::MAX)]);
    let mut open = |body: Id, unit: Option<Id>, until: i64| {
        for lane in [WHOLE_BODY, unit.map_or(EVERY_UNIT, |unit| unit.0)] {
            let end = lanes.entry((body, lane)).or_insert(until);
            *end = until.max(*end);
        }
    };
    open(case.owner, case.unit, i64::MAX);
    for share in shares.iter().filter(|share| share.parts.holds(Part::Summary)) {
        open(share.body, share.unit, share.expires_at.map_or(i64::MAX, |end| end.timestamp_millis()));
    }
    lanes.into_iter().map(|((body, lane), until)| (body, lane, until)).collect()
}
