//! What a report is, and the faces it has.
//!
//! ```text
//!   a module ─► Report ─► check ─┬─ to_html ──────────► a page to print: works everywhere
//!               blocks           ├─ Typesetter::pdf ──► tagged PDF (PDF/UA-1, PDF/A-2a), by the program `typesetter`
//!               of meaning       └─ JSON ─────────────► the same report as data, schema 1
//! ```
//!
//! A report says what its parts *are* (a finding, a table with its base, a warning), never how they look; so both
//! faces carry the same content in the same order. Numbers arrive as people read them ("68,2 %"), because whoever
//! counted them knows how many of the digits mean something.
//!
//! The program `typesetter` is looked for, not required: where it is not installed, a module offers the page to print.
//!
//! Invariants: text is data and never markup, in HTML as in Typst; a chart is rewritten from a list of known elements
//! and attributes before it enters a page; the same report gives the same bytes.
//!
//! ```
//! use documents::{Block, Cell, Column, Language, Report, Styles, Table, Text};
//!
//! let mut report = Report::new(Language::Cs, "Pocit bezpečí 2025", "Ukázkové město", "2025-11-26".parse()?);
//! report.push(Block::heading(1, "Jak bezpečně se lidé cítí"));
//! report.push(Text::plain("Po setmění se bezpečně cítí ").strong("68,2 %").and(" lidí."));
//! report.push(
//!     Table::new("Bezpečně po setmění podle obvodu", vec![Column::text("Obvod"), Column::number("Podíl")])
//!         .row(["Střed".into(), Cell::number("61,4 %")])
//!         .row(["Sever".into(), Cell::mark("c", "nezveřejněno, málo odpovědí")]),
//! );
//! assert!(report.check().is_empty());
//!
//! let page = report.to_html(Styles::Embedded)?;
//! assert!(page.contains("<strong>68,2\u{a0}%</strong>"));
//! assert_eq!(Report::from_json(&report.to_json())?, report);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod check;
#[cfg(feature = "page")]
mod html;
mod json;
#[cfg(feature = "program")]
mod program;
mod report;
mod svg;
mod table;
mod text;
pub mod typography;
mod words;

pub use block::{Block, Figure, List, Notice, NoticeKind};
pub use check::{Fault, Flaw};
#[cfg(feature = "page")]
pub use html::{NotDrawn, Styles};
pub use json::JsonError;
#[cfg(feature = "program")]
pub use program::{NotSet, Settings, Typesetter};
pub use report::{Language, Report};
pub use svg::{CleanSvg, SvgError, clean as clean_svg};
pub use table::{Align, Cell, Column, HeaderCell, Row, RowKind, Table};
pub use text::{Run, Text};
pub use words::Words;

/// The version of the JSON form of a report. It grows when a document that was valid would no longer be read or would
/// mean something else; a field that may be left out does not change it.
pub const SCHEMA: u32 = 1;
