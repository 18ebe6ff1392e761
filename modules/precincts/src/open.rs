//! What of this module everybody may have: territories, posts, stations, emergency numbers, and who answers for each
//! address. Offices only: who holds a post, and how to reach a person, is never part of it.

mod layers;
mod sets;

use futures_util::future::BoxFuture;
use ground::Ground;
use ground::open::{Edition, Value};
use places::{Atlas, Layer, LayerEdition, Post};
use web::Error;

pub(crate) use layers::all as layers;
pub(crate) use sets::all as sets;

/// An answer that is in memory.
fn ready<T: Send + 'static>(answer: Option<T>) -> BoxFuture<'static, Result<Option<T>, Error>> {
    Box::pin(async move { Ok(answer) })
}

/// The places as they are now; `None` before the city and its register have been imported.
fn atlas(ground: &Ground) -> Option<std::sync::Arc<Atlas>> {
    let atlas = ground.places.atlas();
    (atlas.city().is_some() && atlas.register().is_some()).then_some(atlas)
}

/// The edition of everything that comes from the places. Holders of posts turn with the day, so the day is part of it.
fn edition(atlas: &Atlas) -> Edition {
    let changed = atlas.changed_at();
    let revision = format!("{}-{}", atlas.revision(), changed.timestamp_millis());
    Edition { revision, modified: changed, covers: None }
}

/// Day from which a layer's territories hold; nothing for those of the register.
fn valid_from(edition: Option<&LayerEdition>) -> Value {
    Value::maybe(edition, |edition| Value::iso_day(&edition.valid_from))
}

/// Posts of a territory, or of every territory of a layer.
fn posts<'a>(atlas: &'a Atlas, layer: Layer, territory: &str) -> Vec<&'a Post> {
    atlas.all_posts().iter().filter(|post| post.layer == layer && post.territory == territory).collect()
}

/// The code of the territory that covers an address in a layer.
fn covering(atlas: &Atlas, layer: Layer, address: addresses::Address<'_>) -> Value {
    let territory = atlas.decide(layer, address).territory;
    Value::maybe(territory.and_then(|index| atlas.territories(layer).get(index)), |territory| {
        Value::text(territory.code.as_str())
    })
}
