//! Who is who, who may see what, and what was done: bodies and people, sign-in, [`authorize`], the audit trail.
//!
//! ```text
//!   cookie ─► signin ─► Visitor ─► Subject (one person acting for one body)
//!                                     │
//!                authorize(Subject, Action, Resource, Context) ─► Decision      scope() ─► the same rule for lists
//!                                     │
//!                                   trail: append-only, hash-chained, signed every day
//! ```

mod authorize;
mod roles;
mod signin;
mod subject;

pub use authorize::{
    ASSURANCE, Action, Context, Decision, Kind, POLICY, POLICY_VERSION, Part, Parts, Reach, Resource, Scope,
    authorize, is_assured, scope,
};
pub use roles::{BodyKind, Role};
pub use signin::{
    AccessSettings, Account, AccountState, Begun, DemoPerson, Device, Enrolment, Entered, Factors, Finished,
    Invitation, Keys, Link, LinkedProvider, OwnSession, PasswordFault, ProviderSettings, Purpose,
    SignInError, SignInRefusal,
};
pub use subject::{Capacity, Emergency, Subject};

/// Tables of this crate.
pub const MIGRATIONS: store::Migrations = store::Migrations {
    module: "access",
    steps: &[store::Migration {
        number: 1,
        name: "access",
        sql: include_str!("../migrations/0001_access.sql"),
    }],
};

mod access;

pub use access::{Access, AccessError, Acting, Visitor};
