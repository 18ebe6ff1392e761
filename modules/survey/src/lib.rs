//! Surveys of the feeling of safety: from a questionnaire to a figure that says how sure it is.
//!
//! ```text
//!   questionnaire ─► wave ─► collection (web, interviewers, offline) ─┐
//!                     │      delivered file (.sav .dta .csv .xlsx) ───┤
//!                     │                                               ▼
//!                     └─ design · weighting ───────────────────────► Dataset ─► analysis ─► release ─► portal
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `wave.rs`, `data.rs`, `delivery.rs`, `design.rs`, `weighting.rs` | types and rules; no SQL, no HTTP |
//! | `code.rs`, `sampling.rs`, `typed.rs`, `wording.rs`, `device.rs` | likewise, of collecting: codes, drawing, what was typed, versions, tablets |
//! | `analysis.rs`, `analysis/`, `results.rs`, `protection.rs` | figures, and what of them may be published |
//! | `compare.rs` | what changed between waves |
//! | `store.rs`, `store/` | queries, no rules |
//! | `acts.rs`, `acts/` | verbs: authorize, rule, one transaction |
//! | `pages.rs`, `pages/`, `api.rs`, `templates/` | what people and programs see |
//! | `open.rs` | what everybody may have of what was released |
//! | `demo.rs`, `demo/` | two waves from a truth that is known |
//! | `table.rs`, `verbs.rs`, `verbs/` | `okrsek survey run`, `waves`, `report`, `okrsek import survey` |
//!
//! Invariants: an answer knows neither its person nor its invitation; no figure of an open poll has a margin of error;
//! what was published is never changed.

mod acts;
pub mod analysis;
mod api;
pub mod code;
pub mod compare;
pub mod data;
pub mod delivery;
mod demo;
pub mod design;
pub mod device;
mod open;
mod pages;
pub mod protection;
mod report;
pub mod results;
pub mod sampling;
mod store;
pub mod table;
pub mod typed;
mod verbs;
pub mod wave;
pub mod weighting;
mod wording;
mod words;

use access::{Action, Kind};
use ground::{Module, Permission, WorkplaceDoor};
use web::{Door, Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 24] = [
    (Lang::Cs, "survey/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "survey/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "survey/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "survey/cs-waves.ftl", include_str!("../locales/cs-waves.ftl")),
    (Lang::En, "survey/en-waves.ftl", include_str!("../locales/en-waves.ftl")),
    (Lang::Uk, "survey/uk-waves.ftl", include_str!("../locales/uk-waves.ftl")),
    (Lang::Cs, "survey/cs-results.ftl", include_str!("../locales/cs-results.ftl")),
    (Lang::En, "survey/en-results.ftl", include_str!("../locales/en-results.ftl")),
    (Lang::Uk, "survey/uk-results.ftl", include_str!("../locales/uk-results.ftl")),
    (Lang::Cs, "survey/cs-collection.ftl", include_str!("../locales/cs-collection.ftl")),
    (Lang::En, "survey/en-collection.ftl", include_str!("../locales/en-collection.ftl")),
    (Lang::Uk, "survey/uk-collection.ftl", include_str!("../locales/uk-collection.ftl")),
    (Lang::Cs, "survey/cs-findings.ftl", include_str!("../locales/cs-findings.ftl")),
    (Lang::En, "survey/en-findings.ftl", include_str!("../locales/en-findings.ftl")),
    (Lang::Uk, "survey/uk-findings.ftl", include_str!("../locales/uk-findings.ftl")),
    (Lang::Cs, "survey/cs-delivery.ftl", include_str!("../locales/cs-delivery.ftl")),
    (Lang::En, "survey/en-delivery.ftl", include_str!("../locales/en-delivery.ftl")),
    (Lang::Uk, "survey/uk-delivery.ftl", include_str!("../locales/uk-delivery.ftl")),
    (Lang::Cs, "survey/cs-compare.ftl", include_str!("../locales/cs-compare.ftl")),
    (Lang::En, "survey/en-compare.ftl", include_str!("../locales/en-compare.ftl")),
    (Lang::Uk, "survey/uk-compare.ftl", include_str!("../locales/uk-compare.ftl")),
    (Lang::Cs, "survey/cs-open.ftl", include_str!("../locales/cs-open.ftl")),
    (Lang::En, "survey/en-open.ftl", include_str!("../locales/en-open.ftl")),
    (Lang::Uk, "survey/uk-open.ftl", include_str!("../locales/uk-open.ftl")),
];

/// Tables of this module.
pub const MIGRATIONS: ::store::Migrations = ::store::Migrations {
    module: "survey",
    steps: &[::store::Migration {
        number: 1,
        name: "survey",
        sql: include_str!("../migrations/0001_survey.sql"),
    }],
};

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "survey",
        door: Some(Door { label: "survey-door", href: pages::public::DOOR }),
        topics: Vec::new(),
        workplace: workplace(),
        footer: Vec::new(),
        routes: pages::routes().into_iter().chain(pages::collection_routes()).chain(api::routes()).collect(),
        api: api::description,
        open_sets: open::sets(),
        layers: Vec::new(),
        case_types: &[],
        concepts: &[],
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
    let door = |step, label, href, action| WorkplaceDoor {
        step,
        label,
        href,
        permission: Permission::right(action, Kind::Survey),
    };
    vec![
        door("step-scanning", "survey-interviews-title", "/staff/pruzkumy/rozhovory", Action::Work),
        door("step-analysis", "survey-waves-title", pages::HOME, Action::Read),
    ]
}
