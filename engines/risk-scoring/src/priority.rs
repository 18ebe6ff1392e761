//! Which school is audited first: an index of weighted bands, the reasons behind it, and how much hangs on the weights.
//!
//! ```text
//!   facts ─► bands 0–4 ─► index = 100 · Σ w·b / (4 · Σ w) ─► order ─► by hand, with a reason
//!                              └─► reasons (keys and numbers)  └─► sensitivity
//! ```
//!
//! Criteria and weights are data; the city's own stand in `content/schools/priority.toml`. It orders schools by how much an
//! audit can bring, and says nothing about pupils: there is no such thing here as a criterion of a person.

pub mod bands;
mod index;
mod order;
mod sensitivity;

pub use bands::Band;
pub use index::{BadScheme, Criterion, Incomplete, Priority, Reason, Scheme, School};
pub use order::{BadOverride, Order, Override, Place, order};
pub use sensitivity::{Direction, Moved, Reach, Swing, Tipping, reach, swings, tippings};
