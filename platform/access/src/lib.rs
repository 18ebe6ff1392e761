//! Who is who, who may see what, and what was done: bodies and people, sign-in, [`authorize`], the audit trail.
//!
//! ```text
//!   cookie ─► signin ─► Visitor ─► Subject (one person acting for one body)
//!                                     │
//!                authorize(Subject, Action, Resource, Context) ─► Decision      scope() ─► the same rule for lists
//!                                     │
//!                                   trail: append-only, hash-chained, signed every day
//! ```

mod access;
mod actor;
mod authorize;
mod bodies;
mod emergencies;
mod error;
mod members;
mod model;
mod people;
mod posts;
mod roles;
mod rules;
mod settings;
mod signin;
mod subject;
mod subjects;
pub mod trail;
mod units;
mod words;

pub use access::{Access, Acting, Visitor};
pub use actor::Actor;

pub use authorize::{
    ASSURANCE, Action, Context, Decision, Kind, POLICY, POLICY_VERSION, Part, Parts, Reach, Resource, Scope,
    authorize, is_assured, scope,
};
pub use emergencies::{EmergencyRecord, Verdict};
pub use error::{AccessError, Refusal, Theirs};
pub use members::are_separate;
pub use model::{
    Body, BodyFacts, Holding, Membership, MembershipFacts, Person, PersonFacts, PersonState, Post, PostFacts,
    Territory, Unit, UnitFacts, Validity,
};
pub use roles::{BodyKind, Role};
pub use settings::{AccessSettings, ProviderSettings};
pub use signin::{
    Begun, DemoPerson, Device, Enrolment, Entered, Factors, Finished, Invitation, Keys, Link, LinkedProvider,
    OwnSession, PASSWORD_FEWEST, PROVIDER_RETURN, PasswordFault, Purpose, SignInError, SignInRefusal,
};
pub use subject::{Capacity, Emergency, Subject};
pub use words::Words;

/// Tables of this crate.
pub const MIGRATIONS: store::Migrations = store::Migrations {
    module: "access",
    steps: &[store::Migration {
        number: 1,
        name: "access",
        sql: include_str!("../migrations/0001_access.sql"),
    }],
};

/// Every query of this crate, for the test that prepares them all.
pub const QUERIES: &[&[(&str, &str)]] = &[
    &bodies::QUERIES,
    &emergencies::QUERIES,
    &members::QUERIES,
    &people::QUERIES,
    &posts::QUERIES,
    &subjects::QUERIES,
    &trail::QUERIES,
    &trail::checkpoints::QUERIES,
    &trail::reading::QUERIES,
    &trail::verify::QUERIES,
    &units::QUERIES,
    signin::QUERIES,
    signin::ATTEMPTS,
];
