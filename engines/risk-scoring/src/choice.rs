//! Which measures lower the most risk for the money, and what the next crown would buy.
//!
//! ```text
//!   measures ─► network ─► diagram ─► relaxation ─► sweep ─► Plan: chosen, proved bound, next step
//!               mistakes   what may   a price of    labels,
//!               named,     stand      risk, bounds  none that
//!               fates      together   from it       can matter dropped
//! ```
//!
//! A knapsack with dependencies ("a camera needs somebody who watches it"), exclusions ("one of these two doors") and
//! measures that must be done. It is solved exactly:
//!
//! 1. what must and what can never be done is settled ([`network`](self));
//! 2. measures that depend on or exclude each other form components; each becomes a layered diagram whose paths are the
//!    sets that may stand together. A state is what the decisions so far bar and demand ahead, so trees and groups stay narrow;
//! 3. a price of risk (points for a crown) makes the budget part of the aim; with it the best path is found by one pass
//!    backwards. The price where the best path crosses the budget gives the bound (Lagrange; Handler and Zang 1980);
//! 4. labels (cost, lowered risk) go forward through the diagram. One that is dearer and no better than another in the same
//!    state goes, and so does one that cannot reach the best known even by the bound of any of nine prices. First with few
//!    labels, to know a good answer; then with more, until none had to be left out: then the answer is proved.
//!
//! All of it in whole numbers, without rounding. What it cannot know: lowered risks are added up. Two measures against the
//! same variant lower it by less (or more) than the sum; the sheet scores the chosen ones together to show that.

mod curve;
mod diagram;
mod measure;
mod network;
mod order;
mod relaxation;
mod solve;
mod sweep;

pub use curve::{CurvePoint, curve};
pub use measure::{Fault, Measure, NoPlan, Where};
pub use solve::{Effort, Margin, Plan, Step, choose};
