//! May this table be published?
//!
//! ```text
//!   Category × Category ─► Table: cells, margins, every sum
//!                            ├─ primary    which cells are too small, too whole, too concentrated
//!                            ├─ protect    which others must be held back, with a proof for each
//!                            ├─ round      instead: multiples of 5 that still add up
//!                            ├─ overlaps   what old and new borders reveal together
//!                            └─ changes    what two days of a register reveal together
//!                                 │
//!                        attack ──┴─► simplex: what an attacker can know, in exact whole numbers
//! ```
//!
//! A held-back number is [`Published::Suppressed`]; nothing turns it into 0. A table without a proof is not returned at
//! all. Proofs assume that the attacker knows everything published, that numbers are whole and not negative, and the
//! true margins; not that they know single people. `Rules` are not secret, the seed of rounding is.
//!
//! ```
//! use std::collections::BTreeSet;
//! use disclosure_control::{Category, Content, Published, Rules, Table, protect};
//!
//! // Three persons answered "unsafe" in the Centre: that cell alone is no secret while its row and column are known.
//! let districts = Category::total("city", &["Centre", "North", "South"]);
//! let answers = Category::total("all", &["safe", "unsafe"]);
//! let counts = [("Centre", [30, 2]), ("North", [12, 9]), ("South", [41, 17])];
//! let table = Table::cross(&districts, &answers, |district, answer| {
//!     let row = counts.iter().find(|(name, _)| *name == district).unwrap().1;
//!     Content::Persons(row[usize::from(answer == "unsafe")])
//! })?;
//!
//! let safe = protect(&table, &Rules::survey(), &BTreeSet::new())?;
//! let cell = |row, column| safe.published[table.find(row, column).unwrap()];
//! assert_eq!(cell("Centre", "unsafe"), Published::Suppressed);
//! assert_eq!(safe.suppressed().len(), 4);
//! assert_eq!(cell("city", "all"), Published::Value(111));
//! assert!(safe.proofs.iter().all(|proof| proof.holds()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attack;
mod differencing;
mod protect;
mod rounding;
mod rules;
mod simplex;
mod table;

pub use attack::Interval;
pub use differencing::{DifferencingError, Edition, Leak, Release, Said, Statement, changes, overlaps};
pub use protect::{Proof, ProtectError, Protected, Published, interval, protect, verify};
pub use rounding::{RoundError, Rounded, round};
pub use rules::{Demand, Dominance, Reason, Rules, primary};
pub use simplex::TooLarge;
pub use table::{Category, Cell, Content, Key, Side, Sum, Table, TableError};
