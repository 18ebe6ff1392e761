//! Worked cases of the police map, and the real files beside the project.

#![allow(clippy::unwrap_used, clippy::panic)]

mod abroad;
mod fast;
mod map;
mod municipal;
mod shared;
mod tsk;
