//! The engine from outside: every reference figure, and stories of its edge cases.

// A test that cannot go on should say where: helpers here panic like the tests that call them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod calibrated;
mod chances;
mod documents;
mod edges;
mod laws;
mod more;
mod reference;
mod shared;
mod town;
