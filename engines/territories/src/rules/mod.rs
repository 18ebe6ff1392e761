//! Territories written as lists of streets and house numbers.
//!
//! ```text
//!  text.rs     splits the text into areas, blocks (territories) and lines
//!  token.rs    characters ─► tokens with their columns
//!  street.rs   one line ─► street names, filters, area lines           ┐ ast.rs
//!  numbers.rs  the number part ─► clauses (words.rs, doubts.rs)        ┘
//!  set.rs      clauses ─► sorted number ranges (union, intersection, complement)
//!  compile.rs  document + gazetteer ─► selections per street, findings
//!  resolve.rs  one door ─► who, by which line
//!  report.rs   a whole register ─► gaps, overlaps, doubtful letters    split.rs    who has which numbers
//! ```
//!
//! The language is described for the people who write it in `docs/territory-rules.md`.

mod ast;
mod compile;
mod doubts;
mod finding;
mod gazetteer;
mod number;
mod numbers;
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
