//! The demonstration city: every module fills in what it needs, through its own public face.

use std::sync::Arc;

use demo_city::DemoCity;
use ground::{Ground, Module, Outcome, VerbError};
use web::Say;

use crate::config::Settings;
use crate::wiring;

/// `okrsek demo`
pub(crate) async fn run(modules: &[Module], t: &Say, settings: &Settings) -> Result<Outcome, VerbError> {
    let ground = wiring::ground(modules, settings).await?;
    if !is_empty(&ground) {
        return Err(VerbError::Said(t.say("said-demo-not-empty").into_owned()));
    }
    fill(modules, t, &ground).await?;
    Ok(Outcome::Done)
}

/// Whether nobody has put a city into the database yet.
pub(crate) fn is_empty(ground: &Ground) -> bool {
    let atlas = ground.places.atlas();
    atlas.city().is_none() && atlas.register().is_none()
}

/// Builds the city and lets each module fill in its part, in the order of the list.
pub(crate) async fn fill(modules: &[Module], t: &Say, ground: &Ground) -> anyhow::Result<()> {
    eprintln!("{}", t.say("said-demo-building"));
    let demo = Arc::new(DemoCity::generate(DemoCity::SEED));
    for module in modules {
        if let Some(fill) = module.demo {
            fill(ground.clone(), demo.clone()).await?;
        }
    }
    let atlas = ground.places.atlas();
    let addresses = atlas.register().map_or(0, |register| register.len());
    let values: [(&'static str, &dyn web::texts::Argument); 3] =
        [("city", &demo.name), ("addresses", &addresses), ("posts", &atlas.all_posts().len())];
    eprintln!("{}", t.with("said-demo-built", &values));
    Ok(())
}
