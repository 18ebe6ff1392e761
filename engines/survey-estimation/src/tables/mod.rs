//! Tables of two factors, and tests of what they say.
//!
//! ```text
//!   Independence ─ X² of the weighted table, and the eigenvalues δ of how its design spreads more than a simple sample
//!     ├ second_order   F = X²/Σδ on (d₀, d₀ν), d₀ = (Σδ)²/Σδ²      Rao and Scott 1984; the default
//!     ├ first_order    X²/δ̄ on χ²_k                                Rao and Scott 1981
//!     ├ saddlepoint    X² on Σ δ χ²₁ over χ²/(d₀ν)                  Kuonen 1999
//!     ├ exact          the same without approximation                Ruben 1962
//!     └ wald, adjusted_wald                                        Koch, Freeman, Freeman 1975
//! ```

mod agreement;
mod exact;
mod fit;
mod independence;

pub use agreement::{Kappa, kappa};
pub use fit::{Fit, goodness_of_fit};
pub use independence::{Independence, independence};
