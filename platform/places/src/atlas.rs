//! The places in memory: one immutable value that answers every question about the city.
//!
//! ```text
//!   Atlas
//!    ├── Search ── Register        which address?            (engine addresses)
//!    ├── Outlines                  all polygon layers in one index   (engine territories)
//!    ├── Layered × 3               edition, territories, compiled rules
//!    └── stations, posts           who answers
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use addresses::{Address, MunicipalityCode, Register, Search, Wgs84};
use territories::polygons::{self, Located, Point};
use territories::rules::{self, Compiled, Resolution};

use crate::city::City;
use crate::decision::{Because, DOUBTFUL_METRES, Decision, RuleLine};
use crate::town::HomeTown;
use crate::{Layer, LayerEdition, Post, RegisterEdition, Station, TerritoryRef};

mod load;

/// One layer, ready to decide.
#[derive(Debug)]
struct Layered {
    edition: Option<LayerEdition>,
    territories: Vec<TerritoryRef>,
    by_code: HashMap<String, usize>,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Missing,
    /// The city district column of the register.
    Register,
    /// Position of the layer in [`Atlas::outlines`].
    Polygons {
        slot: usize,
        shapes: Vec<polygons::Territory>,
    },
    Rules(Box<Compiled>),
}

/// See the module.
pub struct Atlas {
    revision: i64,
    changed_at: DateTime<Utc>,
    city: Option<City>,
    edition: Option<RegisterEdition>,
    search: Option<Arc<Search>>,
    home: HomeTown,
    outlines: Option<polygons::Atlas>,
    layers: [Layered; 3],
    stations: Vec<Station>,
    pub(crate) posts: Vec<Post>,
    /// The day whose holders the posts show, ISO date.
    day: String,
    /// The day from which they are these holders.
    pub(crate) holders_since: Option<NaiveDate>,
}

impl Atlas {
    /// Rises with every change; equal revisions of one database are equal atlases.
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// When any of it changed last: something was imported or recorded, or a recorded holder of a post began or ended.
    pub fn changed_at(&self) -> DateTime<Utc> {
        self.holders_since.map_or(self.changed_at, |day| self.changed_at.max(::store::midnight(day)))
    }

    /// The city of this database.
    pub fn city(&self) -> Option<&City> {
        self.city.as_ref()
    }

    /// The active edition of the register.
    pub fn edition(&self) -> Option<&RegisterEdition> {
        self.edition.as_ref()
    }

    /// The register, if one has been imported.
    pub fn register(&self) -> Option<&Register> {
        self.search.as_deref().map(|search| &**search.register())
    }

    /// The search over the register.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_deref()
    }

    /// The municipality the city is; searches are answered from it first.
    pub fn home_code(&self) -> Option<MunicipalityCode> {
        self.city.as_ref().map(|city| MunicipalityCode(city.municipality_code))
    }

    /// The home town as the rule engine sees it.
    pub fn gazetteer(&self) -> &impl rules::Gazetteer {
        &self.home.town
    }

    /// An address as the rule engine sees it.
    pub fn door(&self, address: Address<'_>) -> rules::Door {
        self.home.door(address)
    }

    fn layered(&self, layer: Layer) -> &Layered {
        let [first, second, third] = &self.layers;
        match layer.index() {
            0 => first,
            1 => second,
            _ => third,
        }
    }

    /// The territories of a layer, in the order of its text.
    pub fn territories(&self, layer: Layer) -> &[TerritoryRef] {
        &self.layered(layer).territories
    }

    /// A territory by its code.
    pub fn territory(&self, layer: Layer, code: &str) -> Option<(usize, &TerritoryRef)> {
        let layered = self.layered(layer);
        let index = *layered.by_code.get(code)?;
        Some((index, layered.territories.get(index)?))
    }

    /// The edition of a layer; `None` when it is missing or comes from the register.
    pub fn layer_edition(&self, layer: Layer) -> Option<&LayerEdition> {
        self.layered(layer).edition.as_ref()
    }

    /// The polygons of a layer, in the order of [`Self::territories`]; empty for rules.
    pub fn shapes(&self, layer: Layer) -> &[polygons::Territory] {
        match &self.layered(layer).body {
            Body::Polygons { shapes, .. } => shapes,
            _ => &[],
        }
    }

    /// The compiled rules of a layer, if it is written as rules.
    pub fn rules(&self, layer: Layer) -> Option<&Compiled> {
        match &self.layered(layer).body {
            Body::Rules(compiled) => Some(compiled),
            _ => None,
        }
    }

    /// Who covers an address in a layer, and why.
    pub fn decide(&self, layer: Layer, address: Address<'_>) -> Decision {
        let layered = self.layered(layer);
        match &layered.body {
            Body::Missing => Decision { layer, territory: None, because: Because::NoLayer },
            Body::Register => by_register(layered, layer, address, Because::Nobody),
            Body::Polygons { slot, .. } => match address.wgs84() {
                Some(position) => self.locate(layer, *slot, position),
                // The register itself names the city district, position or not; nothing names the other two.
                None if layer == Layer::District => by_register(layered, layer, address, Because::NoPosition),
                None => Decision { layer, territory: None, because: Because::NoPosition },
            },
            Body::Rules(compiled) => by_rules(layer, compiled, &self.door(address)),
        }
    }

    /// Who covers a point in a layer. Rules and the register decide for the nearest address instead; the
    /// caller asks [`Self::decide`] for it.
    pub fn decide_point(&self, layer: Layer, position: Wgs84) -> Option<Decision> {
        match &self.layered(layer).body {
            Body::Polygons { slot, .. } => Some(self.locate(layer, *slot, position)),
            _ => None,
        }
    }

    fn locate(&self, layer: Layer, slot: usize, position: Wgs84) -> Decision {
        let nobody = Decision { layer, territory: None, because: Because::Nobody };
        let Some(outlines) = &self.outlines else { return nobody };
        let point = Point { lon: position.lon, lat: position.lat };
        let name = |index: &u32| self.territory_name(layer, *index as usize);
        match outlines.locate(slot, point) {
            Located::Nobody => nobody,
            Located::Inside(index) => Decision {
                layer,
                territory: Some(index as usize),
                because: Because::Polygon {
                    border: outlines.distance_to_border_m(slot, point, DOUBTFUL_METRES),
                },
            },
            Located::Several(all) => Decision {
                layer,
                territory: None,
                because: Because::Conflict { lines: Vec::new(), territories: all.iter().map(name).collect() },
            },
            Located::OnBorder { between, assigned } => Decision {
                layer,
                territory: assigned.map(|index| index as usize),
                because: Because::OnBorder { between: between.iter().map(name).collect() },
            },
        }
    }

    fn territory_name(&self, layer: Layer, index: usize) -> String {
        self.territories(layer).get(index).map(|t| t.name.clone()).unwrap_or_default()
    }

    /// The posts that answer for a territory: its own, otherwise those of the whole layer.
    pub fn posts(&self, layer: Layer, territory: &str) -> Vec<&Post> {
        let of = |code: &str| {
            self.posts.iter().filter(|p| p.layer == layer && p.territory == code).collect::<Vec<_>>()
        };
        let own = of(territory);
        if own.is_empty() { of(Post::EVERYWHERE) } else { own }
    }

    /// A station by its code.
    pub fn station(&self, layer: Layer, code: &str) -> Option<&Station> {
        self.stations.iter().find(|s| s.layer == layer && s.code == code)
    }

    /// All stations of a layer.
    pub fn stations(&self, layer: Layer) -> impl Iterator<Item = &Station> {
        self.stations.iter().filter(move |s| s.layer == layer)
    }

    /// The day whose holders the posts show.
    pub fn day(&self) -> &str {
        &self.day
    }

    /// The posts of all layers.
    pub fn all_posts(&self) -> &[Post] {
        &self.posts
    }
}

/// The city district that the register names for an address; `otherwise` when it names none of the layer.
fn by_register(layered: &Layered, layer: Layer, address: Address<'_>, otherwise: Because) -> Decision {
    let code = address.district().map(|district| district.code.0.to_string());
    let territory = code.and_then(|code| layered.by_code.get(&code)).copied();
    Decision { layer, territory, because: if territory.is_some() { Because::Register } else { otherwise } }
}

fn by_rules(layer: Layer, compiled: &Compiled, door: &rules::Door) -> Decision {
    let line = |index: &usize| {
        let line = compiled.line(*index);
        RuleLine {
            number: line.number,
            text: line.text.clone(),
            territory: compiled.territory(line.territory).title.clone(),
        }
    };
    match compiled.resolve(door) {
        Resolution::Covered(covered) => Decision {
            layer,
            territory: Some(covered.territory),
            because: Because::Rule {
                line: line(&covered.line),
                beaten: covered.beaten.iter().map(line).collect(),
            },
        },
        Resolution::Nobody => Decision { layer, territory: None, because: Because::Nobody },
        Resolution::Conflict { lines } => {
            let lines: Vec<RuleLine> = lines.iter().map(line).collect();
            let mut territories: Vec<String> = lines.iter().map(|line| line.territory.clone()).collect();
            territories.sort();
            territories.dedup();
            Decision { layer, territory: None, because: Because::Conflict { lines, territories } }
        }
    }
}
