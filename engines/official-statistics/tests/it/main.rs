//! Readers of official files, through their public face: what they say, and how they refuse broken ones.

#![allow(clippy::unwrap_used, clippy::panic)]

mod agencies;
mod csu;
mod datastat;
mod mapping;
mod shared;
