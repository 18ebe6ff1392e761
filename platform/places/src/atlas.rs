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

use ::store::Store;
use addresses::{Address, MunicipalityCode, Register, Search, Wgs84};
use territories::polygons::{self, Located, Point};
use territories::rules::{self, Compiled, ConflictPolicy, Resolution};

use crate::city::City;
use crate::layers::Content;
use crate::town::HomeTown;
use crate::{Layer, LayerEdition, PlacesError, Post, RegisterEdition, Station, store};

/// Metres from a border within which an answer by polygon is marked as one to be checked. Published borders
/// are simplified; nearer than this the peers disagree among themselves.
pub(crate) const DOUBTFUL_METRES: f64 = 5.0;

/// A territory of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerritoryRef {
    /// The partition.
    pub layer: Layer,
    /// Code, unique within the layer.
    pub code: String,
    /// Name as people know it.
    pub name: String,
    /// Addresses of the home town in it.
    pub addresses: usize,
}

/// Which territory of a layer covers a place, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The partition.
    pub layer: Layer,
    /// Index into [`Atlas::territories`] of the layer; `None` when no single one covers it.
    pub territory: Option<usize>,
    /// What decided.
    pub because: Because,
}

/// A line of a rule text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// Line in the file, from 1.
    pub number: u32,
    /// The line as written.
    pub text: String,
    /// Title of its territory.
    pub territory: String,
}

/// What decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Because {
    /// The point lies inside the polygon; the distance to the border is given when it is doubtfully small.
    Polygon {
        /// Metres to the nearest border, when below [`DOUBTFUL_METRES`].
        border: Option<f64>,
    },
    /// The point lies exactly on a border between these territories.
    OnBorder {
        /// Names of the territories.
        between: Vec<String>,
    },
    /// A rule line names the door.
    Rule {
        /// The line.
        line: RuleLine,
        /// Less specific lines of other territories that gave way.
        beaten: Vec<RuleLine>,
    },
    /// The register itself says in which city district the address lies.
    Register,
    /// No territory of the layer covers it.
    Nobody,
    /// Territories claim it with equal right.
    Conflict {
        /// The lines, or none for overlapping polygons.
        lines: Vec<RuleLine>,
        /// Names of the territories.
        territories: Vec<String>,
    },
    /// The layer needs a position and the register has none for this address.
    NoPosition,
    /// The layer has not been imported.
    NoLayer,
}

impl Because {
    /// One word for exports: `polygon`, `border`, `rule`, `register`, `nobody`, `conflict`, `no-position`, `no-layer`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Polygon { .. } => "polygon",
            Self::OnBorder { .. } => "border",
            Self::Rule { .. } => "rule",
            Self::Register => "register",
            Self::Nobody => "nobody",
            Self::Conflict { .. } => "conflict",
            Self::NoPosition => "no-position",
            Self::NoLayer => "no-layer",
        }
    }
}

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
    city: Option<City>,
    edition: Option<RegisterEdition>,
    search: Option<Arc<Search>>,
    home: HomeTown,
    outlines: Option<polygons::Atlas>,
    layers: [Layered; 3],
    stations: Vec<Station>,
    posts: Vec<Post>,
}

impl Atlas {
    /// Loads the active editions; what `known` has already read is taken from it.
    pub(crate) async fn load(store: &Store, known: Option<&Self>) -> Result<Self, PlacesError> {
        // The revision first: a change while loading is then seen at the next look, never missed.
        let revision = store.revision(crate::REVISION).await?;
        let city = City::load(store).await?;
        let edition = store.row(&store::REGISTER, &[]).await?;
        let search = match &edition {
            Some(edition) => Some(search(store, edition, city.as_ref(), known).await?),
            None => None,
        };
        let mut contents: [Option<(LayerEdition, Content)>; 3] = [None, None, None];
        for edition in store.rows(&store::LAYERS, &[]).await? {
            let content = layer_content(store, &edition).await?;
            if let Some(slot) = contents.get_mut(edition.layer.index()) {
                *slot = Some((edition, content));
            }
        }
        let stations = store.rows(&store::STATIONS, &[]).await?;
        let posts = store.rows(&store::POSTS, &[]).await?;
        let build = move || {
            let mut atlas = Self::assemble(revision, city, edition, search, contents)?;
            (atlas.stations, atlas.posts) = (stations, posts);
            Ok(atlas)
        };
        tokio::task::spawn_blocking(build).await.map_err(|_| PlacesError::BrokenOff)?
    }

    fn assemble(
        revision: i64,
        city: Option<City>,
        edition: Option<RegisterEdition>,
        search: Option<Arc<Search>>,
        contents: [Option<(LayerEdition, Content)>; 3],
    ) -> Result<Self, PlacesError> {
        let register = search.as_ref().map(|search| search.register());
        let home_code = city.as_ref().map(|city| MunicipalityCode(city.municipality_code));
        let home_town = register.zip(home_code).and_then(|(register, code)| register.municipality(code));
        let home = home_town.map(HomeTown::of).unwrap_or_default();
        let mut shapes: Vec<&[polygons::Territory]> = Vec::new();
        for content in contents.iter().flatten() {
            if let (_, Content::Polygons(all)) = content {
                shapes.push(all);
            }
        }
        let outlines = match shapes.as_slice() {
            [] => None,
            all => Some(polygons::Atlas::new(all).map_err(|cause| PlacesError::Damaged {
                what: "territory polygons".to_owned(),
                cause: cause.to_string(),
            })?),
        };
        let mut slot = 0;
        let mut contents = contents.into_iter();
        let layers = Layer::ALL.map(|layer| {
            let content = contents.next().flatten();
            Layered::new(layer, content, &home, home_town, &mut slot)
        });
        let mut atlas = Self {
            revision,
            city,
            edition,
            search,
            home,
            outlines,
            layers,
            stations: Vec::new(),
            posts: Vec::new(),
        };
        atlas.count_addresses();
        Ok(atlas)
    }

    /// Counts the home town's addresses in each territory.
    fn count_addresses(&mut self) {
        let Some(search) = self.search.clone() else { return };
        let Some(home) = self.home_code().and_then(|code| search.register().municipality(code)) else {
            return;
        };
        let mut counts = self.layers.each_ref().map(|layered| vec![0_usize; layered.territories.len()]);
        for address in home.addresses() {
            for (layer, counts) in Layer::ALL.into_iter().zip(&mut counts) {
                if let Some(count) = self.decide(layer, address).territory.and_then(|t| counts.get_mut(t)) {
                    *count += 1;
                }
            }
        }
        for (layered, counts) in self.layers.iter_mut().zip(counts) {
            for (territory, count) in layered.territories.iter_mut().zip(counts) {
                territory.addresses = count;
            }
        }
    }

    /// Rises with every change; equal revisions of one database are equal atlases.
    pub fn revision(&self) -> i64 {
        self.revision
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
            Body::Register => {
                let code = address.district().map(|district| district.code.0.to_string());
                let territory = code.and_then(|code| layered.by_code.get(&code)).copied();
                let because = if territory.is_some() { Because::Register } else { Because::Nobody };
                Decision { layer, territory, because }
            }
            Body::Polygons { slot, .. } => match address.wgs84() {
                Some(position) => self.locate(layer, *slot, position),
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

    /// How many posts there are in all layers.
    pub fn posts_count(&self) -> usize {
        self.posts.len()
    }
}

impl Layered {
    fn new(
        layer: Layer,
        content: Option<(LayerEdition, Content)>,
        home: &HomeTown,
        town: Option<addresses::Municipality<'_>>,
        slot: &mut usize,
    ) -> Self {
        let (edition, codes, body) = match content {
            Some((edition, content)) => {
                let codes = content.codes();
                let body = match content {
                    Content::Polygons(shapes) => {
                        *slot += 1;
                        Body::Polygons { slot: *slot - 1, shapes }
                    }
                    Content::Rules(document) => Body::Rules(Box::new(rules::compile(
                        &document,
                        &home.town,
                        ConflictPolicy::SpecificBeatsBare,
                    ))),
                };
                (Some(edition), codes, body)
            }
            None => {
                // Only the register's own city district may stand in for a layer that was not imported.
                let districts =
                    town.filter(|_| layer == Layer::District).into_iter().flat_map(|town| town.districts());
                let codes: Vec<_> = districts.map(|d| (d.code.0.to_string(), d.name.to_owned())).collect();
                let body = if codes.is_empty() { Body::Missing } else { Body::Register };
                (None, codes, body)
            }
        };
        let by_code = codes.iter().enumerate().map(|(index, (code, _))| (code.clone(), index)).collect();
        let territories =
            codes.into_iter().map(|(code, name)| TerritoryRef { layer, code, name, addresses: 0 }).collect();
        Self { edition, territories, by_code, body }
    }
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
            territories.dedup();
            Decision { layer, territory: None, because: Because::Conflict { lines, territories } }
        }
    }
}

/// Opens the search of an edition, or takes over the one in use when edition and city are the same.
async fn search(
    store: &Store,
    edition: &RegisterEdition,
    city: Option<&City>,
    known: Option<&Atlas>,
) -> Result<Arc<Search>, PlacesError> {
    if let Some(known) = known {
        let same = known.edition.as_ref().is_some_and(|known| known.blob == edition.blob);
        if let Some(search) = known.search.as_ref().filter(|_| same && known.city.as_ref() == city) {
            return Ok(search.clone());
        }
    }
    let damaged =
        |cause: String| PlacesError::Damaged { what: format!("register edition {}", edition.vintage), cause };
    let chunks =
        store.get_blob(&edition.blob).await?.ok_or_else(|| damaged("its bytes are missing".to_owned()))?;
    let names = city.map(City::names_for_search).unwrap_or_default();
    let open =
        move || Register::from_chunks(&chunks).map(|register| Search::open(Arc::new(register), &names));
    let search = tokio::task::spawn_blocking(open).await.map_err(|_| PlacesError::BrokenOff)?;
    search.map(Arc::new).map_err(|cause| damaged(cause.to_string()))
}

async fn layer_content(store: &Store, edition: &LayerEdition) -> Result<Content, PlacesError> {
    let damaged = |cause: String| PlacesError::Damaged {
        what: format!("layer {} of {}", edition.layer, edition.source),
        cause,
    };
    let chunks =
        store.get_blob(&edition.blob).await?.ok_or_else(|| damaged("its bytes are missing".to_owned()))?;
    let text = String::from_utf8(chunks.concat()).map_err(|cause| damaged(cause.to_string()))?;
    Content::read(&text, &edition.source).map_err(|cause| damaged(cause.to_string()))
}
