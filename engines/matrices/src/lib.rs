//! Small dense symmetric matrices: the ground that regressions stand on.
//!
//! ```text
//!   normal matrix X'WX ──► Factor = L·D·L' ──► solve, inverse, v'M⁻¹v, log |M|
//!                            │ which columns depend on those before them
//!                            └──► eigenvalues of M⁻¹B
//! ```
//!
//! A matrix is its values row by row. The matrices are small, a row for every column of a model, so everything is dense
//! and plain; a sum over people is made by whoever knows the people. Nothing here panics: a value that is missing or has
//! no meaning is NaN, and a column whose pivot is NaN is left out like one that depends on others.

mod eigenvalues;
mod factor;

pub use eigenvalues::symmetric_eigenvalues;
pub use factor::Factor;
