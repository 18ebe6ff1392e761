//! What the engine promises, against published tables and by its laws.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod agreement;
mod proportion;
mod survival;
