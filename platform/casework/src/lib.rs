//! Cases that many bodies work on: one matter from a tip to a measure, each body seeing what it was given.
//!
//! ```text
//!   content/case-types/*.toml ─► CaseTypes ──┐
//!                                            ▼
//!   Subject ─► Casework (verbs) ─► authorize ─► rules ─► one transaction:
//!                                     case · timeline · reach · notices · letters · trail
//!                                            │
//!                              case_reach: who may see what, for lists
//! ```
//!
//! # Invariants
//! 1. A case is seen by its owner and by whoever has a share that has neither ended nor been taken back; nobody else.
//! 2. A list shows exactly what `authorize` would show one by one.
//! 3. The timeline of a case has no gaps and is never changed; only [`Casework::forget`] empties it.
//! 4. Whoever changes something names the version they have read.
//! 5. People are known to their own body; other bodies see the body.

mod act;
mod acts;
mod case;
mod casework;
mod decoding;
mod error;
mod figures;
mod list;
mod measures;
mod search_words;
mod standing;
mod tables;
mod tell;
#[cfg(feature = "testing")]
pub mod testing;
mod types;
pub mod working_days;

pub use access::Words;
pub use acts::mentions;
pub use case::{
    AttachTo, Attachment, Audience, Author, Case, CaseView, Comment, Download, Edit, Event, Finding, May,
    Measure, MeasureKind, MeasureState, NewCase, NewMeasure, NewShare, NewTask, Place, Share, ShareOrigin,
    Task, TaskStep,
};
pub use casework::{Casework, CheckWords, Letterhead, Limits, UNDO, WriteLetter};
pub use decoding::decoded;
pub use error::{CaseError, Refusal};
pub use figures::{StateSpell, Tally, TaskFigure};
pub use list::{
    CaseList, CaseRow, Count, Deadline, DueOf, Filter, Forgotten, Inbox, Notice, SavedFilter, Sort,
    StateCount,
};
pub use types::{
    By, CaseTemplate, CaseType, CaseTypes, Choice, DeadlineLength, DeadlineRule, Field, FieldFault,
    FieldKind, Fields, Machine, MeasureTemplate, Relation, Retention, State, SubjectRule, TaskKind,
    Transition, TypeError, WaitsFor, WhenTasksEnd,
};

/// Tables of this crate; they stand on those of `access`.
pub const MIGRATIONS: store::Migrations = store::Migrations {
    module: "casework",
    steps: &[
        store::Migration {
            number: 1,
            name: "casework",
            sql: include_str!("../migrations/0001_casework.sql"),
        },
        store::Migration {
            number: 2,
            name: "work_in_order",
            sql: include_str!("../migrations/0002_work_in_order.sql"),
        },
    ],
};

/// Every query of this crate, for the test that prepares them all.
pub const QUERIES: &[&[(&str, &str)]] = tables::QUERIES;
