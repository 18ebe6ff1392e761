//! Offences and crime: what is reported where and when, what stands out, and what everybody may see of it.
//!
//! ```text
//!   files ─► read ─► ingest (validated, compared, approved) ─► incidents, placed in precincts and districts
//!                                                               │
//!              events in memory ◄───────────────────────────────┤
//!                 ├─ counts, clock, comparison, hot spots ─► workplace
//!                 ├─ alarm: what stands out in a precinct ─► triage
//!                 └─ release: frozen months, protected with a proof ─► portal, API, figures
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `incident.rs`, `category.rs`, `month.rs`, `events.rs`, `filter.rs`, `counts.rs` | what is counted, and counting |
//! | `read.rs`, `ingest.rs`, `findings.rs`, `locate.rs` | from a file to incidents; what was found in its lines; in which precinct a point lies |
//! | `statistics.rs`, `statistics/` | sums by offence code in workbooks of the police, which become figures |
//! | `plane.rs`, `hexes.rs`, `density.rs` | where it concentrates |
//! | `alarm.rs`, `verdict.rs`, `breaks.rs` | what stands out, what may be said, where series break |
//! | `release.rs`, `release/` | what everybody may see, with its proof |
//! | `open.rs`, `open/` | tables and the map layer that everybody may take away |
//! | `draw.rs` | pictures |
//! | `store.rs`, `store/` | queries, no rules |
//! | `acts.rs`, `acts/` | verbs: authorize, rule, one transaction |
//! | `pages.rs`, `pages/`, `api.rs`, `verbs.rs`, `templates/` | what people and programs see |
//! | `demo.rs`, `demo/` | thirty months from a truth that is known |
//!
//! Invariants: nobody is in the data, neither as offender nor as victim; counts of different sources are never added; what
//! patrols discover feeds no model; nothing that can be subtracted to a small number leaves the house.

mod acts;
pub mod alarm;
mod api;
mod breaks;
pub mod category;
pub mod counts;
mod demo;
pub mod density;
mod draw;
pub mod events;
pub mod filter;
mod findings;
pub mod hexes;
pub mod incident;
pub mod ingest;
pub mod locate;
pub mod month;
mod open;
mod pages;
pub mod plane;
pub mod read;
pub mod release;
mod statistics;
mod store;
mod verbs;
mod verdict;

use ground::Module;
use web::{Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 9] = [
    (Lang::Cs, "offences/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "offences/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "offences/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "offences/cs-work.ftl", include_str!("../locales/cs-work.ftl")),
    (Lang::En, "offences/en-work.ftl", include_str!("../locales/en-work.ftl")),
    (Lang::Uk, "offences/uk-work.ftl", include_str!("../locales/uk-work.ftl")),
    (Lang::Cs, "offences/cs-open.ftl", include_str!("../locales/cs-open.ftl")),
    (Lang::En, "offences/en-open.ftl", include_str!("../locales/en-open.ftl")),
    (Lang::Uk, "offences/uk-open.ftl", include_str!("../locales/uk-open.ftl")),
];

/// Tables of this module.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "offences",
    steps: &[
        ::store::Migration {
            number: 1,
            name: "offences",
            sql: include_str!("../migrations/0001_offences.sql"),
        },
        ::store::Migration {
            number: 2,
            name: "residents",
            sql: include_str!("../migrations/0002_residents.sql"),
        },
    ],
};

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "offences",
        door: None,
        topics: vec![web::Topic {
            door: "/jak-je-na-tom-mesto",
            label: "offences-public-title",
            lead: "offences-topic-lead",
            href: "/prestupky-a-kriminalita",
        }],
        workplace: pages::doors(),
        footer: Vec::new(),
        routes: pages::routes().into_iter().chain(api::routes()).collect(),
        api: api::description,
        open_sets: open::sets(),
        layers: open::layers(),
        case_types: &[],
        concepts: &[
            ("offences/concepts.toml", include_str!("../../../content/offences/concepts.toml")),
            ("offences/tsk.toml", include_str!("../../../content/offences/tsk.toml")),
        ],
        refused_words: None,
        migrations: Some(MIGRATIONS),
        queries: crate::store::QUERIES,
        texts: &TEXTS,
        verbs: verbs::all(),
        demo: Some(demo::fill),
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
