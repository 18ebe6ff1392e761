//! The engine from outside: the town that every test can build, the files that lie beside the project, the laws.

// A test that cannot go on should say where: helpers here panic like the tests that call them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bytes;
mod editions;
mod formats;
mod laws;
mod plzen;
mod reader;
mod shared;
mod sjtsk;
mod town;
mod town_search;
