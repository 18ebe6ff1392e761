//! Letters to people: an outbox in the database, and a sender over SMTP.
//!
//! ```text
//!   an act ── Outbox::put(tx, &Letter) ──► mail_letter, in the act's own transaction: no act, no letter
//!                                             │
//!   any number of processes ── Sender ── lease ── SMTP ──► sent
//!                                             │    └─ 4xx, no answer ──► waits, longer each time
//!                                             └────── 5xx, or four days ──► given up, with the reason kept
//! ```
//!
//! Each letter is sent once as far as SMTP allows: a process that dies between the server's "250" and writing it down
//! leaves a letter that is sent again when its lease has run out, with the same Message-ID.
//!
//! Invariant: what is in the outbox can be sent. [`Letter::new`] refuses an address or a subject with a line break or
//! any other control character, so nobody writes headers of their own.

mod letter;
mod outbox;
mod sender;
mod smtp;

pub use letter::{Letter, NotALetter};
pub use outbox::{Counts, Outbox};
pub use sender::Sender;
pub use smtp::{BadSettings, Smtp, Tls};

/// Tables of this crate.
pub const MIGRATIONS: store::Migrations = store::Migrations {
    module: "mail",
    steps: &[store::Migration { number: 1, name: "mail", sql: include_str!("../migrations/0001_mail.sql") }],
};

/// Every SQL text of this crate, for the test that prepares them all on both databases.
pub const QUERIES: &[(&str, &str)] = &outbox::ALL;
