//! The workplace: what waits for me, cases, tasks, measures, map and calendar.
//!
//! ```text
//!   request ─► guard ─► Desk (page, ground, person) ─► casework (authorizes, rules, one transaction) ─► view ─► page
//!                                                                                                  └─► JSON, CSV, iCalendar
//! ```
//!
//! Invariant: nothing here decides who may see what. Every page asks casework as the signed-in person and shows what
//! it gets; what does not exist and what may not be seen look the same.
//!
//! | file | holds |
//! |---|---|
//! | `desk.rs` | page, ground and person of a request; errors of casework as answers |
//! | `pages.rs`, `pages/`, `templates/` | what people see, one page one file |
//! | `api.rs`, `shapes.rs` | the same for programs |
//! | `fields.rs` | forms made from the fields of a case type |
//! | `reconcile.rs` | two people have changed the same record |
//! | `calendar/` | months, holidays, iCalendar |
//! | `words.rs` | values of casework as sentences |
//! | `locales/` | every text, in Czech, English and Ukrainian |
//!
//! It keeps no tables of its own: cases are the platform's, because other modules bring their types.

mod api;
mod calendar;
mod desk;
mod fields;
mod pages;
mod place;
mod reconcile;
mod shapes;
mod words;

use access::{Action, Kind};
use axum::routing::get;
use ground::{Module, Permission, Route, WorkplaceDoor};
use web::{Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 6] = [
    (Lang::Cs, "cases/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "cases/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "cases/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "cases/case/cs.ftl", include_str!("../locales/case/cs.ftl")),
    (Lang::En, "cases/case/en.ftl", include_str!("../locales/case/en.ftl")),
    (Lang::Uk, "cases/case/uk.ftl", include_str!("../locales/case/uk.ftl")),
];

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "cases",
        door: None,
        topics: Vec::new(),
        workplace: doors(),
        footer: Vec::new(),
        routes: routes(),
        api: api::description,
        open_sets: Vec::new(),
        layers: Vec::new(),
        case_types: &[],
        concepts: &[],
        refused_words: None,
        migrations: None,
        queries: &[],
        texts: &TEXTS,
        verbs: Vec::new(),
        demo: None,
    }
}

fn doors() -> Vec<WorkplaceDoor> {
    let door = |step, label, href, kind| WorkplaceDoor {
        step,
        label,
        href,
        permission: Permission::right(Action::Read, kind),
    };
    vec![
        door("step-today", "cases-door-today", "/staff", Kind::Workplace),
        door("step-today", "cases-door-calendar", "/staff/kalendar", Kind::Case),
        door("step-response", "cases-door-cases", "/staff/pripady", Kind::Case),
        door("step-response", "cases-door-map", "/staff/mapa", Kind::Case),
    ]
}

fn routes() -> Vec<Route> {
    let feed = Route::public("/feeds/calendar/{file}", get(pages::feed));
    pages::routes().into_iter().chain(api::routes()).chain([feed]).collect()
}
