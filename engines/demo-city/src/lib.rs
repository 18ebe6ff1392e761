//! An invented Czech town from a seed: streets, addresses, territories, stations and posts.
pub mod model;
pub use model::*;

/// The town.
pub struct DemoCity {
    /// Seed it grew from.
    pub seed: u64,
}
