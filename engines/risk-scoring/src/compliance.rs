//! What an audit found: how far each area complies, what was not found out, and what the law asks for and is not there.
//!
//! Four things are no answer, and are never mixed:
//!
//! | | meaning | compliance | coverage |
//! |---|---|---|---|
//! | not found out (*nezjištěno*) | somebody looked and could not tell | left out | counts as missing |
//! | not yet asked | nobody has looked | left out | counts as missing |
//! | not applicable (*netýká se*) | the thing does not exist here | left out | left out |
//! | hidden | the question was not to be asked (a rule of the form) | left out, even with an answer kept | left out |
//!
//! What is never true here: a gap counted as a "no", a share without the number of questions behind it, vulnerability and the
//! risk of the soft-target method multiplied into one number.

mod compare;
mod item;
mod standing;
mod vulnerability;

pub use compare::{Change, Compared, Why, compare};
pub use item::{Answer, BadWeight, Basis, Item, Scenarios, Weight};
pub use standing::{Audit, Standing, audit};
pub use vulnerability::{BadCuts, Cuts, Level, Vulnerability, vulnerability};
