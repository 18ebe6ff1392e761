//! The concepts, lists, territories and breaks of an installation: data, read at start from what the modules bring and
//! from `content/indicators`.
//!
//! ```text
//!   content/indicators/*.toml ─┐
//!   Module.concepts ───────────┴─► Catalogue::read ─► every reference holds, or the file and the entry are named
//! ```

mod read;

use std::collections::BTreeMap;

pub use read::CatalogueError;

use crate::{Break, Concept, Item, Place, Range, Territory, sha256};

/// What ships with the program and is no module's own: population, territories, breaks, and the concepts of what has been
/// published about crime, foreigners and agencies.
pub const CONTENT: &[(&str, &str)] = &[
    ("indicators/territories.toml", include_str!("../../../content/indicators/territories.toml")),
    ("indicators/breaks.toml", include_str!("../../../content/indicators/breaks.toml")),
    ("indicators/city.toml", include_str!("../../../content/indicators/city.toml")),
    ("indicators/crime.toml", include_str!("../../../content/indicators/crime.toml")),
    ("indicators/foreigners.toml", include_str!("../../../content/indicators/foreigners.toml")),
];

/// All concepts of an installation. A few hundred at most; held in memory, never changed while a process lives.
#[derive(Debug, Default)]
pub struct Catalogue {
    concepts: BTreeMap<String, Concept>,
    breaks: BTreeMap<String, Break>,
    places: BTreeMap<Territory, Place>,
    lists: BTreeMap<String, BTreeMap<String, Item>>,
}

impl Catalogue {
    /// Reads files, each a name for messages and its TOML. A file may refer to what another one says, in any order.
    ///
    /// # Errors
    /// The first entry that cannot be understood, is said twice, or refers to what nobody says.
    pub fn read(files: &[(&str, &str)]) -> Result<Catalogue, CatalogueError> {
        read::catalogue(files)
    }

    /// A concept by its key.
    #[must_use]
    pub fn concept(&self, key: &str) -> Option<&Concept> {
        self.concepts.get(key)
    }

    /// All concepts, by key.
    pub fn concepts(&self) -> impl Iterator<Item = &Concept> {
        self.concepts.values()
    }

    /// An item of a list.
    #[must_use]
    pub fn item(&self, list: &str, code: &str) -> Option<&Item> {
        self.lists.get(list)?.get(code)
    }

    /// Items of a list, by code.
    pub fn items(&self, list: &str) -> impl Iterator<Item = &Item> {
        self.lists.get(list).into_iter().flat_map(BTreeMap::values)
    }

    /// What is known of a territory.
    #[must_use]
    pub fn place(&self, territory: &Territory) -> Option<&Place> {
        self.places.get(territory)
    }

    /// All territories that are known here.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// SHA-256 of all the names and units in it, in hexadecimal: while it is the same, what was written with them is too.
    #[must_use]
    pub fn words_hash(&self) -> String {
        let concepts = self.concepts().map(|one| format!("{}\n{:?}\n{:?}\n", one.key, one.name, one.unit));
        let places = self.places().map(|one| format!("{}\n{:?}\n", one.territory, one.name));
        let items = self.lists.values().flat_map(BTreeMap::values);
        let items = items.map(|one| format!("{}\n{}\n{:?}\n", one.list, one.code, one.name));
        sha256(concepts.chain(places).chain(items).collect::<String>().as_bytes())
    }

    /// A break by its key.
    #[must_use]
    pub fn named_break(&self, key: &str) -> Option<&Break> {
        self.breaks.get(key)
    }

    /// Breaks of a concept, or of one of its items, that stand between figures of a range; by day.
    #[must_use]
    pub fn breaks(&self, concept: &Concept, item: Option<&str>, range: Range) -> Vec<&Break> {
        let own = concept.breaks.iter().filter_map(|key| self.breaks.get(key));
        let mut found: Vec<&Break> = own.filter(|one| one.concerns(item) && one.cuts(range)).collect();
        found.sort_by(|a, b| (a.on, &a.key).cmp(&(b.on, &b.key)));
        found
    }

    /// Whether the first territory lies wholly in the second, as far as is known; nothing lies in itself.
    #[must_use]
    pub fn lies_in(&self, inner: &Territory, outer: &Territory) -> bool {
        // The catalogue was read only if no territory lies in itself, so this ends.
        self.place(inner).is_some_and(|place| {
            place.within.iter().any(|parent| parent == outer || self.lies_in(parent, outer))
        })
    }
}
