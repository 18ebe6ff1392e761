//! Did the measure work, or did the crime only move?
//!
//! ```text
//!   what is known                               ask                    answered by
//!   ────────────────────────────────────────────────────────────────────────────────────────────
//!   counts before and after, a control area     displacement::wdd      how many fewer, moved ones counted back
//!   the same and a buffer                       displacement::wdq      moved, or spread further
//!   where events happened                       rings                  the counts for both of them
//!   two counts                                  two_counts             could chance alone tell them apart
//!   a category that fell, and the rest          complement             did it only change its name
//!   a long series, perhaps with a control       interrupted            level and slope after the start
//!   several areas over several periods          differences            ratio or difference, trends before, drawn lots
//!   one area and many others                    synthetic              against a mixture of the others
//!   how the place was chosen                    selection              would it have fallen anyway
//!                                                  │
//!                            report::Report ◄──────┴── effects, harm, and every doubt as a value
//! ```
//!
//! Whatever speaks against an answer is a [`Doubt`], a value a page can put in words and a reader can count; nothing is
//! hidden in prose. The change that is looked for, its window and its control are to be written down before looking.

pub mod complement;
pub mod differences;
pub mod displacement;
pub mod interrupted;
mod report;
pub mod rings;
pub mod selection;
pub mod synthetic;
pub mod two_counts;

pub use report::{Doubt, Measure, Named, Report, Scale};
