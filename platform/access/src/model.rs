//! Bodies, units, posts and people as plain values. Rules that need no database are here too.

use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

use crate::{BodyKind, Role, Words};

/// From a day to a day, both included; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// From a day on, without an end.
    #[must_use]
    pub fn since(from: NaiveDate) -> Validity {
        Validity { from, to: None }
    }

    /// Whether the day is one of them.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    /// Whether it is the right way round.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.to.is_none_or(|last| self.from <= last)
    }
}

/// An organisation that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Id.
    pub id: Id,
    /// What it says.
    pub facts: BodyFacts,
    /// Counts its changes.
    pub version: i64,
}

/// What a body says about itself; what a form changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyFacts {
    /// Short and stable, in addresses: `odbor-bezpecnosti`.
    pub code: String,
    /// What it is.
    pub kind: BodyKind,
    /// Name.
    pub name: Words,
    /// Where it sits, one line.
    pub seat: String,
    /// Mailbox of the body.
    pub email: String,
    /// Phone of the body.
    pub phone: String,
    /// When it takes part.
    pub validity: Validity,
}

/// A part of a body; units may lie in each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Id.
    pub id: Id,
    /// Body it is a part of; never changes.
    pub body: Id,
    /// What it says.
    pub facts: UnitFacts,
    /// Counts its changes.
    pub version: i64,
}

/// What a unit says about itself; what a form changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFacts {
    /// Unit above it in the same body.
    pub parent: Option<Id>,
    /// Short, unique within the body.
    pub code: String,
    /// Name.
    pub name: Words,
    /// The territory it looks after.
    pub territory: Option<Territory>,
    /// When it exists.
    pub validity: Validity,
}

/// A territory of a layer, as in `places`: `municipal-precinct` and `200-A`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Key of the layer.
    pub layer: String,
    /// Code of the territory in the layer.
    pub code: String,
}

/// An office. It exists without a holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Id.
    pub id: Id,
    /// Body it belongs to; never changes.
    pub body: Id,
    /// What it says.
    pub facts: PostFacts,
    /// Counts its changes.
    pub version: i64,
}

/// What a post says; what a form changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostFacts {
    /// Unit of the body.
    pub unit: Option<Id>,
    /// Title: "strážník-okrskář okrsku 200-A".
    pub title: Words,
    /// The public post of this territory; `None` when the public does not see it.
    pub territory: Option<Territory>,
    /// Public phone of the post.
    pub phone: String,
    /// Mailbox of the post.
    pub email: String,
    /// When it exists.
    pub validity: Validity,
}

/// Who holds a post, or stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Id.
    pub id: Id,
    /// The post.
    pub post: Id,
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// A deputy rather than the holder.
    pub deputy: bool,
    /// For how long.
    pub validity: Validity,
}

/// Whether a person can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    /// Has an invitation and has not used it yet.
    Invited,
    /// Signs in.
    Active,
    /// Cannot sign in for now.
    Blocked,
    /// Has left. The name stays for the trail.
    Ended,
}

impl PersonState {
    /// Every state, in the order lists show them.
    pub const ALL: [PersonState; 4] =
        [PersonState::Invited, PersonState::Active, PersonState::Blocked, PersonState::Ended];

    /// Name in the database and in the keys of texts (`person-state-invited`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            PersonState::Invited => "invited",
            PersonState::Active => "active",
            PersonState::Blocked => "blocked",
            PersonState::Ended => "ended",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<PersonState> {
        PersonState::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: Id,
    /// What they are called and how they are reached.
    pub facts: PersonFacts,
    /// Whether they can sign in.
    pub state: PersonState,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts its changes.
    pub version: i64,
}

/// What a form changes about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    /// Lower case, ASCII: `eva.smyslena`.
    pub login: String,
    /// Name as shown to others.
    pub name: String,
    /// Mailbox at work.
    pub email: String,
    /// Phone at work.
    pub phone: String,
    /// Language of mail: `cs`, `en`, `uk`.
    pub language: String,
}

/// In which capacity a person works for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Id.
    pub id: Id,
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// For whom.
    pub facts: MembershipFacts,
}

/// What a form says about a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembershipFacts {
    /// The body.
    pub body: Id,
    /// Only within this unit and those below it.
    pub unit: Option<Id>,
    /// The role.
    pub role: Role,
    /// For how long.
    pub validity: Validity,
}
