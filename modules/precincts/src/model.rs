//! Who answers for a place: the types and the rules of this module. No SQL, no HTTP.
//!
//! ```text
//!   address ─► three decisions, one a layer ─► territory ─► post(s) ─► station
//! ```
//!
//! Invariant: an [`Answer`] exists for each of the three layers, also when nobody covers the place. What is
//! missing is said, never left out.

use addresses::{Address, Outcome, Place, Street, Wgs84};
use places::{Atlas, Decision, Layer, Occupancy, Post, Share, Station, TerritoryRef};

/// Everybody answerable for an address, one answer a layer in the order of [`Layer::ALL`].
#[derive(Debug, Clone, PartialEq)]
pub struct Answerable {
    /// The answers.
    pub answers: [Answer; 3],
}

/// Who answers in one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which territory, and why.
    pub decision: Decision,
    /// The territory, when exactly one covers the place.
    pub territory: Option<TerritoryRef>,
    /// The posts of the territory with their stations; empty when the city has told us none.
    pub posts: Vec<Held>,
}

/// A post and where it can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The post.
    pub post: Post,
    /// Its station.
    pub station: Option<Station>,
}

impl Held {
    /// Whether nobody holds the post, known for certain.
    pub fn is_vacant(&self) -> bool {
        self.post.occupancy == Occupancy::Vacant
    }
}

/// Everybody answerable for an address.
pub fn answerable(atlas: &Atlas, address: Address<'_>) -> Answerable {
    Answerable { answers: Layer::ALL.map(|layer| answer(atlas, atlas.decide(layer, address))) }
}

/// Everybody answerable for a point: by polygon where the layer has polygons, otherwise as the nearest
/// address, within [`NEAR_METRES`].
pub fn answerable_at(atlas: &Atlas, point: Wgs84) -> (Answerable, Option<Near<'_>>) {
    let near = nearest(atlas, point);
    let decide = |layer| {
        let by_point = atlas.decide_point(layer, point);
        let by_address = || near.as_ref().map(|near| atlas.decide(layer, near.address));
        by_point.or_else(by_address).unwrap_or(Decision {
            layer,
            territory: None,
            because: places::Because::Nobody,
        })
    };
    (Answerable { answers: Layer::ALL.map(|layer| answer(atlas, decide(layer))) }, near)
}

/// The address nearest to a point.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    /// The address.
    pub address: Address<'a>,
    /// How far it is.
    pub metres: f64,
}

/// Farther than this an address says nothing about a point.
pub const NEAR_METRES: f64 = 500.0;

/// The nearest address of the home town to a point.
///
/// - cost: one pass over the home town's addresses; a point is asked by a person who pressed a button
fn nearest(atlas: &Atlas, point: Wgs84) -> Option<Near<'_>> {
    let home = atlas.register()?.municipality(atlas.home_code()?)?;
    let here = point.to_krovak();
    let with_distance = |address: Address<'_>| Some((address.index(), address.position()?.distance(here)));
    let (index, metres) = home
        .addresses()
        .filter_map(with_distance)
        .filter(|(_, metres)| *metres <= NEAR_METRES)
        .min_by(|(_, a), (_, b)| a.total_cmp(b))?;
    Some(Near { address: atlas.register()?.address_at(index)?, metres })
}

/// The posts and stations that go with a decision.
pub fn answer(atlas: &Atlas, decision: Decision) -> Answer {
    let layer = decision.layer;
    let territory = decision.territory.and_then(|index| atlas.territories(layer).get(index)).cloned();
    let posts = territory.as_ref().map(|t| atlas.posts(layer, &t.code)).unwrap_or_default();
    let posts = posts.into_iter().map(|post| held(atlas, post)).collect();
    Answer { decision, territory, posts }
}

fn held(atlas: &Atlas, post: &Post) -> Held {
    let station = post.station.as_deref().and_then(|code| atlas.station(post.layer, code));
    Held { post: post.clone(), station: station.cloned() }
}

/// How a street is divided among territories, one list of shares a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Shares of each layer in the order of [`Layer::ALL`].
    pub layers: [Vec<Share>; 3],
}

impl Division {
    /// The division of a street.
    pub fn of(atlas: &Atlas, street: Street<'_>) -> Self {
        Self { layers: Layer::ALL.map(|layer| atlas.shares(layer, street)) }
    }

    /// Whether every address of the street has the same answer in every layer.
    pub fn is_whole(&self) -> bool {
        self.layers.iter().all(|shares| shares.len() <= 1)
    }
}

/// What a search comes to, for a person who wants to know who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One address: show who answers.
    Address,
    /// One street: show who answers for it, or who has which numbers.
    Street,
    /// Several places, or one that must be confirmed: show the list and ask.
    Choose,
    /// Nothing fits.
    Nothing,
}

/// Whether an answer may be shown at once or the person must choose.
///
/// An address is shown at once only when it was meant without doubt; a turned pair, another letter, a nearby
/// number or a town outside is always offered, never taken.
pub fn verdict(found: &addresses::Found) -> Verdict {
    let Some(first) = found.hits.first() else { return Verdict::Nothing };
    let certain = matches!(
        found.outcome,
        Outcome::Exact | Outcome::ByDescriptiveAlone | Outcome::FormerName | Outcome::StreetOnly
    );
    match (certain, first.place, found.hits.len()) {
        (true, Place::Address(_), _) => Verdict::Address,
        (true, Place::Street(_), 1) => Verdict::Street,
        _ => Verdict::Choose,
    }
}
