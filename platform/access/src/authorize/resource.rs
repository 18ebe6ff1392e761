//! What is asked for.

use store::Id;

use crate::{Kind, Part, Parts};

/// What is asked for. A resource without attributes ([`Resource::any`]) asks whether the subject could ever do this to
/// anything of the kind: the question a route asks before its handler knows which thing it is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resource {
    pub(super) kind: Option<Kind>,
    pub(super) specific: bool,
    pub(super) owner: Option<Id>,
    pub(super) units: [Option<Id>; 2],
    pub(super) person: Option<Id>,
    pub(super) shared: Parts,
    pub(super) part: Option<Part>,
    pub(super) personal: bool,
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

    /// Belongs to this unit of its body, or was given to this unit (both can be said). Units of other bodies are not
    /// said: for whom a thing was shared, what counts is the unit it was shared with.
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
