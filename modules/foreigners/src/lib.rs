//! How many foreigners live and work in the city, by concept; how many agencies may mediate work, on any day; what an
//! industrial zone brings.
//!
//! ```text
//!   file of an office ─► official_statistics ─► Delivery ─► Stock ─► Released (t = 5, proofs, against earlier ones)
//!                          │ sums, plausibility, layout          └──────────► figures of the city ─► portal, claims
//!   register of agencies ─► without its people ─► versions by snapshot ─► as of a day, by definition of "operates here"
//!   zones ─► figures with their source ─► early warnings; what is missing is named
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `delivery.rs`, `stock.rs`, `agencies.rs`, `zone.rs`, `home.rs` | types and rules; no SQL, no HTTP |
//! | `store.rs`, `store/` | queries, no rules |
//! | `acts.rs`, `acts/` | verbs: authorize, rule, one transaction |
//! | `pages.rs`, `pages/`, `api.rs`, `templates/` | what people and programs see |
//! | `open.rs`, `open/` | tables that everybody may take away |
//! | `verbs.rs` | `okrsek import foreigners`, `okrsek import agencies` |
//! | `demo.rs` | invented figures and agencies |
//!
//! Invariants: citizenship stands in cells of tables and in no column of a person, a case, a place or a search; two concepts
//! are never added, compared or drawn as one line; what an office held back or left out is not 0.

mod acts;
pub mod agencies;
mod api;
pub mod delivery;
mod demo;
pub mod home;
mod open;
mod pages;
pub mod stock;
mod store;
mod verbs;
mod words;
pub mod zone;

use access::{Action, Kind};
use ground::{Module, Permission, WorkplaceDoor};
use web::{Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 9] = [
    (Lang::Cs, "foreigners/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "foreigners/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "foreigners/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "foreigners/cs-staff.ftl", include_str!("../locales/cs-staff.ftl")),
    (Lang::En, "foreigners/en-staff.ftl", include_str!("../locales/en-staff.ftl")),
    (Lang::Uk, "foreigners/uk-staff.ftl", include_str!("../locales/uk-staff.ftl")),
    (Lang::Cs, "foreigners/cs-open.ftl", include_str!("../locales/cs-open.ftl")),
    (Lang::En, "foreigners/en-open.ftl", include_str!("../locales/en-open.ftl")),
    (Lang::Uk, "foreigners/uk-open.ftl", include_str!("../locales/uk-open.ftl")),
];

/// Concepts of the module's figures.
pub const CONCEPTS: &[(&str, &str)] =
    &[("foreigners/concepts.toml", include_str!("../content/concepts.toml"))];

/// Tables of this module.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "foreigners",
    steps: &[::store::Migration {
        number: 1,
        name: "foreigners",
        sql: include_str!("../migrations/0001_foreigners.sql"),
    }],
};

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "foreigners",
        door: None,
        topics: vec![web::Topic {
            door: "/jak-je-na-tom-mesto",
            label: "foreigners-door",
            lead: "foreigners-topic-lead",
            href: pages::PUBLIC,
        }],
        workplace: workplace(),
        footer: Vec::new(),
        routes: pages::routes().into_iter().chain(api::routes()).collect(),
        api: api::description,
        open_sets: open::sets(),
        layers: Vec::new(),
        case_types: &[],
        concepts: CONCEPTS,
        refused_words: None,
        migrations: Some(MIGRATIONS),
        queries: crate::store::QUERIES,
        texts: &TEXTS,
        verbs: verbs::all(),
        demo: Some(demo::fill),
    }
}

/// Doors of the workplace that lead here.
fn workplace() -> Vec<WorkplaceDoor> {
    let door = |step, label, href| WorkplaceDoor {
        step,
        label,
        href,
        permission: Permission::right(Action::Read, Kind::Figures),
    };
    vec![
        door("step-analysis", "foreigners-staff-door", pages::HOME),
        door("step-analysis", "foreigners-zones-door", pages::ZONES),
    ]
}
