//! Posts that the public sees: who holds them is told to the places, which show it on the card of the territory.

use access::{AccessError, Territory};
use ground::Ground;
use places::{Layer, PublicHolding};
use web::Error;

/// Tells the places who holds the public posts, after an act that may have changed it.
pub(crate) async fn publish_after<T>(ground: &Ground, done: &Result<T, AccessError>) -> Result<(), Error> {
    if done.is_err() {
        return Ok(());
    }
    publish(ground).await.map_err(|error| Error::fault("publish the holders of posts", error))
}

/// Tells the places who holds the public posts now, before and after. All of them at once and only when something
/// differs, so that whatever an act ended (a person who leaves holds nothing any more) is seen too.
pub(crate) async fn publish(ground: &Ground) -> anyhow::Result<()> {
    let posts = ground.access.posts().await?;
    let public = |holding: access::Holding| {
        let post = posts.iter().find(|post| post.id == holding.post)?;
        let territory = post.facts.territory.as_ref()?;
        Some(PublicHolding {
            layer: Layer::from_key(&territory.layer)?,
            territory: territory.code.clone(),
            name: holding.name,
            deputy: holding.deputy,
            valid_from: holding.validity.from.to_string(),
            valid_to: holding.validity.to.map(|day| day.to_string()),
        })
    };
    let holdings: Vec<PublicHolding> =
        ground.access.holdings(None).await?.into_iter().filter_map(public).collect();
    ground.places.record_holdings(&holdings).await?;
    Ok(())
}

/// A territory's name, its code where there is none.
pub(crate) fn name(ground: &Ground, territory: &Territory) -> String {
    let atlas = ground.places.atlas();
    let layer = Layer::from_key(&territory.layer);
    let found = layer.and_then(|layer| atlas.territory(layer, &territory.code));
    found.map_or_else(|| territory.code.clone(), |(_, territory)| territory.name.clone())
}
