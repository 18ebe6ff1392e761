//! Who does something, for the trail and for the rules of this crate's acts.

use chrono::{DateTime, Utc};
use store::Id;

use crate::{AccessError, Action, Context, Decision, Kind, Refusal, Resource, Subject, Visitor, authorize};

/// Who does something.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The person; `None` for the program itself and for somebody who has not signed in.
    pub person: Option<Id>,
    /// The body they act for.
    pub body: Option<Id>,
    /// Network address.
    pub client: String,
    rights: Rights,
}

#[derive(Debug, Clone, PartialEq)]
enum Rights {
    /// The operator at the command line, a nightly job, the demonstration.
    Program,
    /// What the policy says.
    Subject(Box<Subject>),
    /// None at all.
    Nobody,
}

impl Actor {
    /// The program itself: a verb of the command line, a nightly job, the demonstration. Nothing is refused to it
    /// but what the rules refuse to everybody.
    #[must_use]
    pub fn program() -> Actor {
        Actor { person: None, body: None, client: String::new(), rights: Rights::Program }
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn stranger(client: &str) -> Actor {
        Actor { person: None, body: None, client: client.to_owned(), rights: Rights::Nobody }
    }

    /// A person before they have chosen for whom they act: signing in, signing out, the own account.
    #[must_use]
    pub fn person(person: Id, client: &str) -> Actor {
        Actor { person: Some(person), ..Actor::stranger(client) }
    }

    /// Refuses what the policy does not give.
    pub(crate) fn must(&self, action: Action, kind: Kind, now: DateTime<Utc>) -> Result<(), AccessError> {
        let decision = match &self.rights {
            Rights::Program => return Ok(()),
            Rights::Nobody => Decision::Denied,
            Rights::Subject(subject) => {
                authorize(subject, action, &Resource::any(kind).personal(), &Context { now })
            }
        };
        match decision {
            Decision::Allowed { .. } => Ok(()),
            Decision::StepUp => Err(AccessError::Refused(Refusal::StepUp)),
            Decision::Denied => Err(AccessError::Missing),
        }
    }
}

impl From<&Subject> for Actor {
    fn from(subject: &Subject) -> Actor {
        Actor {
            person: Some(subject.person),
            body: Some(subject.body),
            client: subject.client.clone(),
            rights: Rights::Subject(Box::new(subject.clone())),
        }
    }
}

impl From<&Visitor> for Actor {
    fn from(visitor: &Visitor) -> Actor {
        match &visitor.subject {
            Some(subject) => Actor::from(subject),
            None => Actor::person(visitor.person, ""),
        }
    }
}
