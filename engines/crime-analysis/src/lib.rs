//! Is it stable, where does it concentrate, did the measure work?
//!
//! Counts of offences in time and space, and what may honestly be said of them. Pure computation: what is random takes
//! a seed, and gives the same digits on any number of threads.
//!
//! ```text
//!   counts, people        ──► rates      how often, for so many people?
//!   two windows, a margin ──► verdict    may one say "it is stable"? with reasons
//! ```

pub mod glm;
pub mod rates;
mod roots;
pub mod verdict;
