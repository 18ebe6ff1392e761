//! How sure are we of what the cases say?
//!
//! ```text
//!   8 of 10 tips confirmed ──► proportion   44.4–97.5 %, never "80 %" alone
//!   cases, some still open ──► survival     the median that counts the open ones too
//!   two inspectors, 0–3    ──► agreement    Cohen's κ: more than chance?
//! ```
//!
//! Everything is a function of its arguments. Counts come in as integers, so that no input is "almost" a count;
//! durations come in as whole units (days, hours, milliseconds: the caller's choice), so that ties are ties.
//!
//! Three things are missing on purpose:
//! - a mean of the cases that have ended. It forgets the slow ones that are still open, and looks better the worse
//!   things get; [`survival::Curve::median`] is what there is instead;
//! - a share without an interval;
//! - anything about a single person.

pub mod agreement;
pub mod proportion;
pub mod survival;

pub use distributions::{Confidence, Interval};
