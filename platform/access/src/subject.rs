//! Who asks: one person, acting openly for one body, in the roles they hold there today.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{BodyKind, Role};

/// A role, and the unit it is limited to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// The role.
    pub role: Role,
    /// Only within this unit; `None` for the whole body. A role in a unit is a capacity in each unit below it too.
    pub unit: Option<Id>,
}

/// A person acting for a body. Read from the database at every request, so that a right that ends at midnight is
/// gone at midnight.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The person.
    pub person: Id,
    /// Name as shown to others.
    pub name: String,
    /// The body the person acts for.
    pub body: Id,
    /// What that body is.
    pub body_kind: BodyKind,
    /// The person's roles in that body, valid today. Roles in other bodies are not here: rights are never united.
    pub capacities: Vec<Capacity>,
    /// Units of the body in which the capacities hold: those named and all below them.
    pub units: Vec<Id>,
    /// The session.
    pub session: Id,
    /// When a second factor or a high level of assurance was last shown in this session.
    pub assured_at: Option<DateTime<Utc>>,
    /// An emergency (break-glass) that is open now.
    pub emergency: Option<Emergency>,
    /// Network address of the client, for the trail.
    pub client: String,
}

/// More rights for a short time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// Its record.
    pub id: Id,
    /// Why, as the person wrote it.
    pub reason: String,
    /// Until when.
    pub until: DateTime<Utc>,
}
