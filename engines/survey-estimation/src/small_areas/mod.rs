//! Figures of areas with few answers, borrowing from areas that are alike.
//!
//! ```text
//!   area level   θ̂_d = x_d'β + u_d + e_d            Var u = A, Var e_d = D_d known            fay_herriot
//!                EBLUP = x'β̂ + γ_d (θ̂_d − x'β̂)      γ_d = A/(A + D_d)
//!   shares       the same for asin √p or log p/(1 − p), with smoothed D_d, and back             shares_of_areas
//!   unit level   y_dj = x_dj'β + u_d + e_dj         γ_d = σ_u²/(σ_u² + σ_e²/n_d)               battese_harter_fuller
//!   then         figures that add up to the city's own                                          benchmarked
//! ```
//!
//! Every such figure is model-based and should be marked so. Sources are named in each part; the book is Rao and Molina,
//! *Small Area Estimation*, 2nd ed. (2015).

mod benchmark;
mod fay_herriot;
mod shares;
mod unit_level;

pub use benchmark::{Benchmark, benchmarked};
pub use fay_herriot::{AreaModel, Between, fay_herriot};
pub use shares::{AreaShare, AreaShares, Scale, shares_of_areas, smoothed_variances};
pub use unit_level::{UnitModel, UnitQuestion, battese_harter_fuller};

/// Why areas cannot be modelled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AreaError {
    /// A column, estimate or variance is missing or not above zero.
    #[error("area {}: an estimate, a variance above zero and every column are needed", area + 1)]
    Area {
        /// The area.
        area: usize,
    },
    /// Fewer areas than the model needs.
    #[error("{areas} areas cannot carry {columns} columns")]
    TooFew {
        /// Areas.
        areas: usize,
        /// Columns.
        columns: usize,
    },
    /// Columns that depend on each other.
    #[error("column {} depends on the columns before it", column + 1)]
    Dependent {
        /// The column.
        column: usize,
    },
}
