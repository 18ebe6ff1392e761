//! How exposed is this school, object or event, and which measures lower the most risk for the money?
//!
//! ```text
//!   variants of attacks ─► soft_target   P, D, R, the order, where and when          ┐
//!   schools, criteria ───► priority      which is audited first, why, how surely     ├─ sheet: a JSON with any of the
//!   answers of an audit ─► compliance    what is missing, what was not found out     │  four, and a report as data
//!   measures, a budget ──► choice        the best set, proved, and the next crown    ┘
//!   content/soft-targets ► method        scales and catalogues as data, checked
//! ```
//!
//! Everything is a function of its arguments, in whole numbers wherever something is compared; shares become fractions only
//! when they are handed out. What people read comes from elsewhere: here are keys and numbers.
//!
//! Three things are missing on purpose:
//! - a score of a person. Variants, schools, questions and measures are scored; there is no place to write a pupil;
//! - a number for what is not known. A missing sub-score, band or answer is missing, and says so;
//! - thresholds that no method gives. Bands and cuts are the caller's, with a name.
//!
//! ```
//! use risk_scoring::soft_target::{Event, Full, Scores};
//!
//! // A blade at the entrance at the time of arrival: 7 3 7 | 6 1 3 5.
//! let scores = Scores::of([7, 3, 7, 6, 1, 3, 5])?;
//! let school = scores.rate::<Full>()?;
//! assert_eq!((school.probability(), school.damage(), school.risk().value()), (17, 15, 255));
//! assert_eq!(scores.rate::<Event>()?.risk().value(), 17 * 14);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod choice;
pub mod compliance;
pub mod method;
pub mod priority;
pub mod sheet;
pub mod soft_target;
mod unique;
