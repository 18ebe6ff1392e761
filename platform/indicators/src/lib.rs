//! Figures that know what they are figures of, and sentences that can prove themselves by them.
//!
//! ```text
//!   content/indicators, Module.concepts ─► Catalogue: concepts, items, territories, breaks
//!                                              │ checks
//!   a source's file ─► NewEdition ─► Indicators::import ─► figures (superseded, never overwritten) + Imported (the diff)
//!                                                              │
//!   Question (saved query, id made of what it asks) ─► Indicators::run ─► Answer { Series, breaks, sources, hash }
//!                                                              │
//!   Claim (sentence with places, question, rule) ─► check ─► Outcome { verdict, reasons, caveats } ─► words, chart
//! ```
//!
//! # Invariants
//! 1. A [`Series`] holds one concept, one item, one territory, one length of periods. A [`Panel`] holds series that
//!    compare; anything else is [`Unlike`], with the reason.
//! 2. Suppressed, missing and zero are three things.
//! 3. An edition is taken over in one transaction or not at all; what it replaces is kept and says by what it was replaced.
//! 4. No process keeps figures in memory, and no answer is longer than [`MOST_POINTS`] periods.
//! 5. A sentence carries no typed number: its places are filled from the outcome of its latest check, and every check is
//!    kept.

mod acts;
mod answer;
mod assembly;
mod catalogue;
pub mod chart;
mod claim;
mod concept;
mod edition;
mod error;
mod figure;
mod indicators;
mod judgement;
mod number;
mod outcome;
mod period;
mod question;
pub mod reading;
mod sentence;
mod series;
mod stability;
mod tables;
pub mod words;

pub use access::Words;
pub use acts::ClaimView;
pub use answer::{Answer, Holding, Rate};
pub use catalogue::{CONTENT, Catalogue, CatalogueError};
pub use claim::{Bound, Check, Claim, ClaimState, Draft, Rule, Says, Stability, Stated};
pub use concept::{Break, BreakKind, Concept, Counted, Course, Item, Place};
pub use edition::{Covers, Edition, FigureKey, Imported, NewEdition, Revised, Source, SourcedFigure};
pub use error::{FigureFault, IndicatorError, QuestionFault, Refusal, RuleFault, SentenceFault};
pub use figure::{Cell, Figure, NotATerritory, Status, Territory, sha256};
pub use indicators::{Audience, By, Indicators, REVISION};
pub use number::{Interval, NotANumber, Number, Precision};
pub use outcome::{Caveat, Filling, Outcome, Ratio, Reason, Verdict};
pub use period::{DayOfYear, Granularity, NotAPeriod, Period, Range};
pub use question::{Comparator, Denominator, Question, QuestionId};
pub use sentence::PLACES;
pub use series::{Change, Origin, Panel, Point, Series, State, Unlike};

/// Most periods one answer may have.
pub const MOST_POINTS: i64 = 3_700;

/// Tables of this crate.
pub const MIGRATIONS: store::Migrations = store::Migrations {
    module: "indicators",
    steps: &[
        store::Migration {
            number: 1,
            name: "indicators",
            sql: include_str!("../migrations/0001_indicators.sql"),
        },
        store::Migration {
            number: 2,
            name: "superseded",
            sql: include_str!("../migrations/0002_superseded.sql"),
        },
    ],
};

/// Every query of this crate, for the test that prepares them all.
pub const QUERIES: &[&[(&str, &str)]] = tables::QUERIES;
