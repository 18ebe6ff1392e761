//! The places through their public face, on both databases, with the invented town.

mod sources;
mod story;
