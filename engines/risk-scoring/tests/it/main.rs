//! The engine through its public face.

mod audit;
mod choosing;
mod laws;
mod method;
mod published;
mod school_set;
mod schools;
mod sheets;
