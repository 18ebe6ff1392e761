//! Territories written as lists of streets and house numbers.
//!
//! ```text
//!  text.rs     splits the text into areas, blocks (territories) and lines
//!  token.rs    characters ─► tokens with their columns
//!  street.rs   one line ─► street names, filters, area lines           ┐ ast.rs
//!  numbers.rs  the number part ─► clauses (items.rs, words.rs,         │
//!              doubts.rs)                                              ┘
//!  set.rs      clauses ─► sorted number ranges (union, intersection, complement)
//!  compile.rs  document + gazetteer ─► selections per street, findings
//!  resolve.rs  one door ─► who, by which line (rank.rs)
//!  report.rs   a whole register ─► gaps, overlaps, doubtful letters    split.rs    who has which numbers
//! ```
//!
//! # Three number systems, three types
//! č.o. ([`Number`], with a letter, position in a street), č.p. and č.ev. ([`House`], without a letter, series of a part of
//! a municipality) are never mixed: a rule in one system says nothing about the others. The one bridge is a bare "č."
//! in a street where no door has a č.o.; there it means č.p., and a finding says so.
//!
//! # Letters
//! Numbers are ordered 2 < 2a < 2b < 3. A lower bound without a letter takes lettered numbers in, an upper bound and a single
//! number leave them out; case plays no role. Drafters disagree, so [`Report::letters`] lists what each line did.
//!
//! # From a line to an answer
//! | Stage | What may go wrong | What then |
//! |---|---|---|
//! | reading ([`parse`]) | words, numbers or their reach are unclear | [`State::Unresolved`]: covers nothing |
//! | reading | readable, but a drafter's slip is likely | [`State::Warning`]: covers what it says |
//! | comparing ([`compile`]) | the street, area, pair or number is not in the register | a [`Finding`]: covers what exists |
//! | resolving ([`Compiled::resolve`]) | two lines name the door | the more specific one, or [`Resolution::Conflict`] |
//!
//! # Example: what a clerk sees while typing
//! ```
//! use territories::rules::{State, What, parse_line};
//!
//! let line = parse_line(1, "Náchodská - č. 15–1");
//! let State::Unresolved(reasons) = &line.state else { panic!() };
//! assert_eq!(reasons[0].column, 16);
//! assert!(matches!(reasons[0].what, What::RangeReversed { .. }));
//!
//! let line = parse_line(1, "Náchodská č. 2 – 64 sudá, č. 1 – 57 lichá");
//! assert_eq!(line.state, State::Resolved);
//! assert_eq!(line.rule.unwrap().to_string(), "Náchodská - sudá č. 2–64; lichá č. 1–57");
//! ```
//!
//! The language is described for the people who write it in `docs/territory-rules.md`.

mod ast;
mod compile;
mod doubts;
mod finding;
mod gazetteer;
mod items;
mod number;
mod numbers;
mod rank;
mod reason;
mod report;
mod resolve;
mod roman;
mod selection;
mod set;
mod split;
mod street;
mod text;
mod token;
mod town;
mod words;

pub use ast::{Area, AreaKind, Block, Clause, Document, Filter, Item, Line, Note, Numbers, Rule, State};
pub use compile::{Compiled, CompiledLine, CompiledTerritory, ConflictPolicy, compile};
pub use finding::{Finding, FindingKind};
pub use gazetteer::{AreaId, Areas, Door, Gazetteer, StreetId};
pub use number::{House, HouseKind, Number, Parity, System};
pub use reason::{Reason, What};
pub use report::{Gap, LetterNote, Overlap, Report};
pub use resolve::{Covered, Resolution};
pub use set::NumberSet;
pub use split::{NumberRange, Share, shares};
pub use text::{Counts, parse, parse_line};
pub use town::Town;
