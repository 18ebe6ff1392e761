//! The soft-target method of the Ministry of the Interior (Vyhodnocení ohroženosti měkkého cíle, 2nd ed., April 2025):
//! seven sub-scores for each variant of an attack, their sums and product, the order, and where and when it gathers.
//!
//! ```text
//!   availability + occurrence + complexity           = P  3…21  ┐
//!   life + object + finance + community              = D  4…28  ├─ R = P × D  12…588
//!   (an event has no object score: life + finance + community,  D 3…21, R 9…441)
//! ```
//!
//! What is never true here:
//! - a risk of an object and a risk of an event compared: [`Risk<Full>`](Risk) and [`Risk<Event>`](Risk) are two types;
//! - a missing sub-score counted as some number: such a variant is [`NotRated`], has no rank and enters no sum;
//! - a threshold of the method: it has none. [`Bands`] are local and carry their name;
//! - a person scored. Variants of attacks are, nothing else.

mod bands;
mod change;
mod graph;
mod panel;
mod profile;
mod ranking;
mod rating;
mod score;

pub use bands::{BadBands, Bands};
pub use change::{BadShift, Lowering, Shift};
pub use graph::{Point, points};
pub use panel::{Opinion, TALK_FROM, opinions};
pub use profile::{Profile, profile};
pub use ranking::{LIFE_FLOOR, View, rank, to_discuss};
pub use rating::{Event, Full, Mode, NotRated, Rating, Risk};
pub use score::{Aspect, OutOfScale, Score, Scores};
