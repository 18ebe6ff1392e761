//! Who answered, and what may be done about those who did not.
//!
//! ```text
//!   Dispositions ──► rates (AAPOR RR1–6, COOP, REF, CON)
//!   sample with answered yes/no ──► cells      factor = Σ d eligible / Σ d respondents in each
//!                               ├─► quintiles  the same in fifths of the chance to respond, by logistic regression
//!                               └─► R-indicator  1 − 2 S(ρ̂): how alike respondents and sample are
//! ```
//!
//! For a self-selected sample there is no response rate, only a number of participants.

mod adjustment;
mod rates;

pub use adjustment::{
    Cells, NonresponseError, Representativity, cell_factors, propensities, quintiles, representativity,
};
pub use rates::{Dispositions, Rates, eligible_share};
