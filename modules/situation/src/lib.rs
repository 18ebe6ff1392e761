//! How the city is doing: sentences with their proof, the figures behind them, and the situation paper of a day.
//!
//! ```text
//!   content/cities/NAME/claims.toml ─┐
//!   claims of the workplace ─────────┴─► gather ─► Paper ─┬─► portal: claim ─► question ─► source
//!   figures of platform/indicators ──────┘                └─► report ─► page to print, PDF, JSON
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `model.rs`, `claims.rs` | what a paper holds; sentences that a city's folder keeps |
//! | `gather.rs`, `districts.rs` | putting a paper together from figures; a concept by district |
//! | `report.rs` | the paper as a report |
//! | `store.rs`, `migrations/` | papers that were published |
//! | `acts.rs` | verbs: authorize, rule, one transaction |
//! | `pages.rs`, `pages/`, `templates/` | what people see |
//! | `open.rs`, `open/` | tables that everybody may take away |
//! | `verbs.rs`, `builtin.rs` | `okrsek report situation`; cities whose published figures ship with the program |
//!
//! Invariants: no sentence carries a number that somebody typed; whatever stands on the portal leads to the figures and
//! the source that prove it; a published paper never changes.

mod acts;
mod builtin;
pub mod claims;
mod demo;
pub mod districts;
pub mod gather;
pub mod model;
mod open;
mod pages;
mod report;
mod store;
mod verbs;

use access::{Action, Kind};
use ground::{Module, Permission, WorkplaceDoor};
use web::{Door, Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 6] = [
    (Lang::Cs, "situation/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "situation/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "situation/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "situation/cs-open.ftl", include_str!("../locales/cs-open.ftl")),
    (Lang::En, "situation/en-open.ftl", include_str!("../locales/en-open.ftl")),
    (Lang::Uk, "situation/uk-open.ftl", include_str!("../locales/uk-open.ftl")),
];

/// Tables of this module.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "situation",
    steps: &[::store::Migration {
        number: 1,
        name: "situation",
        sql: include_str!("../migrations/0001_situation.sql"),
    }],
};

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "situation",
        door: Some(Door { label: "situation-door", href: pages::DOOR }),
        topics: Vec::new(),
        workplace: workplace(),
        footer: Vec::new(),
        routes: pages::routes(),
        api: ground::api::Description::none,
        open_sets: open::sets(),
        layers: Vec::new(),
        case_types: &[],
        concepts: &[("situation/demo-places.toml", include_str!("../demo-places.toml"))],
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
    let door = |label, href| WorkplaceDoor {
        step: "step-analysis",
        label,
        href,
        permission: Permission::right(Action::Read, Kind::Figures),
    };
    vec![
        door("situation-claims-title", pages::claims::HOME),
        door("situation-paper-door", pages::paper::HOME),
    ]
}
