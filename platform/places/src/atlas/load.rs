//! From the active editions in the database to an [`Atlas`] in memory.

use std::sync::Arc;

use ::store::Store;
use addresses::{MunicipalityCode, Register, Search};
use chrono::DateTime;
use territories::polygons;
use territories::rules::{self, ConflictPolicy};

use super::{Atlas, Body, Layered};
use crate::city::City;
use crate::layers::Content;
use crate::town::HomeTown;
use crate::{Layer, LayerEdition, PlacesError, RegisterEdition, TerritoryRef, store};

impl Atlas {
    /// Loads the active editions; what `known` has already read is taken from it.
    pub(crate) async fn load(store: &Store, known: Option<&Self>) -> Result<Self, PlacesError> {
        // The revision first: a change while loading is then seen at the next look, never missed.
        let revision = store.revision(crate::REVISION).await?;
        let changed_at = store.changed_at(crate::REVISION).await?;
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
        let holdings = store.rows(&crate::holdings::HOLDINGS, &[]).await?;
        let build = move || {
            let mut atlas = Self::assemble(revision, city, edition, search, contents)?;
            (atlas.stations, atlas.posts) = (stations, posts);
            atlas.changed_at = changed_at;
            atlas.day = crate::holdings::today();
            let today = atlas.day.clone();
            atlas.seat(&holdings, &today);
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
            changed_at: DateTime::default(),
            city,
            edition,
            search,
            home,
            outlines,
            layers,
            stations: Vec::new(),
            posts: Vec::new(),
            day: String::new(),
            holders_since: None,
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
