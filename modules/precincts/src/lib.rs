//! From an address to the people answerable for it.
//!
//! This is the first module and the pattern of the others. It answers the question the whole portal begins
//! with: *who looks after my street?*
//!
//! ```text
//!   question ─► Search ─► address ─► three decisions ─► posts and stations
//!              (engine)             (platform places)    (model.rs)
//!                                                            │
//!                     pages.rs  HTML ◄─────────────────────── ┤
//!                     api.rs    JSON ◄─────────────────────── ┤
//!                     verbs.rs  command line ◄─────────────── ┘
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `model.rs` | the types and the rules; no SQL, no HTTP |
//! | `words.rs` | values of the engines as sentences, the same for pages, API and command line |
//! | `pages.rs`, `pages/`, `templates/` | what people see |
//! | `api.rs`, `api/` | the same for programs |
//! | `open.rs`, `open/` | what everybody may have: tables and map layers |
//! | `verbs.rs`, `verbs/` | `okrsek find`, `import`, `export`, `territory check` |
//! | `demo.rs` | what the demonstration city needs of this module |
//! | `locales/` | every text, in Czech, English and Ukrainian |
//!
//! It keeps no tables of its own: register, territories and posts are the platform's, because other modules
//! stand on them too.

mod api;
mod demo;
mod map;
pub mod model;
mod open;
mod pages;
mod verbs;
mod words;

use ground::{Module, Route};
use web::{Door, Lang, Source};

/// The texts of this module.
pub const TEXTS: [Source; 6] = [
    (Lang::Cs, "precincts/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "precincts/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "precincts/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "precincts/cs-open.ftl", include_str!("../locales/cs-open.ftl")),
    (Lang::En, "precincts/en-open.ftl", include_str!("../locales/en-open.ftl")),
    (Lang::Uk, "precincts/uk-open.ftl", include_str!("../locales/uk-open.ftl")),
];

/// What this module hands to the application.
pub fn module() -> Module {
    Module {
        name: "precincts",
        door: Some(Door { label: "precincts-door", href: "/" }),
        topics: Vec::new(),
        workplace: Vec::new(),
        footer: vec![web::FooterLink { label: "data-title", href: "/udaje".to_owned() }],
        routes: routes(),
        api: api::description,
        open_sets: open::sets(),
        layers: open::layers(),
        case_types: &[],
        concepts: &[],
        refused_words: None,
        migrations: None,
        queries: &[],
        texts: &TEXTS,
        verbs: verbs::all(),
        demo: Some(demo::fill),
    }
}

fn routes() -> Vec<Route> {
    pages::routes().into_iter().chain(api::routes()).collect()
}
