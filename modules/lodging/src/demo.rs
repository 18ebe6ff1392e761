//! A year of the demonstration city: invented places, referrals that bodies worked on, rounds with the technical office.
//!
//! Everything goes through the same acts as the work of a real day, with a clock that is set back, so that the trail and
//! the timelines are what they would be. The same seed makes the same year, ending today.

mod cast;
mod places;
mod random;
mod rounds;
mod texts;
mod year;

use std::sync::Arc;

use demo_city::DemoCity;
use futures_util::future::BoxFuture;
use ground::Ground;

/// Fills an empty database. People and bodies are there already; without them there is nothing to do.
pub(crate) fn fill(ground: Ground, _: Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>> {
    Box::pin(async move {
        let Some(cast) = cast::Cast::gather(&ground).await? else { return Ok(()) };
        let mut chance = random::Chance::new(0x10d9_1269);
        let objects = places::fill(&ground, &cast, &mut chance).await?;
        year::fill(&ground, &cast, &objects, &mut chance).await?;
        rounds::fill(&ground, &cast, &objects, &mut chance).await
    })
}
