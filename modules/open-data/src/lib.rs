//! What everybody may have: tables, catalogue, OGC API – Features, vector tiles, a page and a map.
//!
//! The other modules say what is open (`ground::open`); this one gives it its faces and keeps nothing itself.
//!
//! ```text
//!   OpenSet ──┬─ csv.rs, csvw.rs     /otevrena-data/SET.csv, SET.csv-metadata.json   for programs that read tables
//!             ├─ catalogue.rs        /otevrena-data/katalog.jsonld, SET.jsonld       for the national catalogue
//!             └─ pages.rs            /otevrena-data, /otevrena-data/SET              for people
//!   Layer ────┬─ features.rs         /ogc …                                          for maps of others
//!             ├─ tiles.rs            /tiles/LAYER.json, /tiles/LAYER/z/x/y.mvt       for our map and theirs
//!             └─ pages/map.rs        /mapa                                           for people
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `site.rs` | absolute addresses of this installation |
//! | `answer.rs` | answers that are asked for again: ETag, Last-Modified, 304, and reading from foreign pages |
//! | `csv.rs`, `csvw.rs`, `catalogue.rs` | the forms of a table |
//! | `files.rs`, `pages.rs`, `pages/` | files and pages under `/otevrena-data`, the map |
//! | `features.rs`, `features/` | OGC API – Features, Part 1 |
//! | `tiles.rs` | vector tiles and their TileJSON |
//!
//! Invariant: an answer's ETag is that of the edition it was made from.

mod answer;
mod catalogue;
mod csv;
mod csvw;
mod features;
mod files;
mod pages;
mod site;
mod tiles;

use ground::Module;
use web::{FooterLink, Lang, Source};

/// The texts of this module.
pub const TEXTS: [Source; 3] = [
    (Lang::Cs, "open-data/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "open-data/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "open-data/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// What this module hands to the application.
pub fn module() -> Module {
    Module {
        name: "open-data",
        door: None,
        workplace: Vec::new(),
        footer: vec![
            FooterLink { label: "data-open-title", href: "/otevrena-data".to_owned() },
            FooterLink { label: "data-map-title", href: "/mapa".to_owned() },
        ],
        routes: pages::routes().into_iter().chain(features::routes()).chain(tiles::routes()).collect(),
        api: features::description,
        open_sets: Vec::new(),
        layers: Vec::new(),
        case_types: &[],
        concepts: &[],
        topics: Vec::new(),
        refused_words: None,
        migrations: None,
        queries: &[],
        texts: &TEXTS,
        verbs: Vec::new(),
        demo: None,
    }
}
