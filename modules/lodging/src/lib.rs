//! Lodging houses: a register of places, referrals about them, walks around them, and what the figures say.
//!
//! ```text
//!   tip on a phone ─► casework (case type lodging-referral) ─► tasks of the competent bodies
//!        │                    ▲                                          │
//!        └─► linter           └── competence matrix proposes, with reasons
//!   round of two bodies ─► checklists (offline, synced) ─► scores, controls, agreement ─► figures
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `area.rs`, `object.rs`, `competence.rs`, `wording.rs`, `checklist.rs`, `round.rs` | types and rules; no SQL, no HTTP |
//! | `content.rs` | the data files they are read from |
//! | `figures.rs`, `figures/`, `chart.rs` | key figures with their uncertainty, and their pictures |
//! | `store.rs`, `store/` | queries, no rules |
//! | `acts.rs`, `acts/` | verbs: authorize, rule, one transaction |
//! | `pages.rs`, `pages/`, `api.rs`, `templates/` | what people and phones see |
//! | `demo.rs`, `demo/` | a year of the demonstration city |
//!
//! Invariants: no resident, no citizenship, no list of people anywhere. Nothing of this module is public: an unconfirmed
//! address is never named outside.

mod acts;
mod api;
pub mod area;
mod chart;
pub mod checklist;
pub mod competence;
pub mod content;
mod demo;
pub mod figures;
pub mod object;
mod pages;
mod photo;
pub mod round;
mod store;
pub mod wording;
mod words;

use access::{Action, Kind};
use ground::{Module, Permission, WorkplaceDoor};
use web::{Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 3] = [
    (Lang::Cs, "lodging/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "lodging/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "lodging/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// Tables of this module.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "lodging",
    steps: &[::store::Migration {
        number: 1,
        name: "lodging",
        sql: include_str!("../migrations/0001_lodging.sql"),
    }],
};

/// Case types of this module.
pub const CASE_TYPES: &[(&str, &str)] = &[
    ("lodging-referral.toml", include_str!("../../../content/case-types/lodging-referral.toml")),
    ("outreach.toml", include_str!("../../../content/case-types/outreach.toml")),
];

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "lodging",
        door: None,
        topics: Vec::new(),
        workplace: workplace(),
        footer: Vec::new(),
        routes: pages::routes().into_iter().chain(api::routes()).collect(),
        api: ground::api::Description::none,
        open_sets: Vec::new(),
        layers: Vec::new(),
        case_types: CASE_TYPES,
        concepts: &[],
        refused_words: Some(content::words_of_origin),
        migrations: Some(MIGRATIONS),
        queries: crate::store::QUERIES,
        texts: &TEXTS,
        verbs: Vec::new(),
        demo: Some(demo::fill),
    }
}

/// Doors of the workplace that lead here.
fn workplace() -> Vec<WorkplaceDoor> {
    let door = |step, label, href, permission| WorkplaceDoor { step, label, href, permission };
    let right = Permission::right;
    vec![
        door(
            "step-scanning",
            "lodging-tip-title",
            "/staff/ubytovny/podnet",
            right(Action::Create, Kind::Case),
        ),
        door(
            "step-scanning",
            "lodging-outreach-title",
            "/staff/ubytovny/pomoc",
            right(Action::Create, Kind::Case),
        ),
        door(
            "step-scanning",
            "lodging-objects-title",
            "/staff/ubytovny",
            right(Action::Read, Kind::LodgingObject),
        ),
        door(
            "step-response",
            "lodging-rounds-title",
            "/staff/ubytovny/obchuzky",
            right(Action::Read, Kind::Inspection),
        ),
        door(
            "step-response",
            "lodging-competence-title",
            "/staff/ubytovny/prislusnost",
            right(Action::Read, Kind::Workplace),
        ),
        door(
            "step-assessment",
            "lodging-figures-title",
            "/staff/ubytovny/ukazatele",
            right(Action::Read, Kind::Figures),
        ),
    ]
}

/// SHA-256 in lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
