//! What a module stands on, and what it hands to the application.
//!
//! ```text
//!            app  ── one list of modules, nothing else knows them all
//!             │
//!   Module ───┤  routes with their permission · command-line verbs · migrations · texts · open data · demo data
//!             │
//!   Ground ───┘  store · places · access · casework · indicators · mail · documents · web: what a handler or verb works on
//! ```
//!
//! A module is a plain value. To add one: write a crate in `modules/` in the shape of `precincts`,
//! give it `pub fn module() -> Module`, and put it on the list in `app/src/modules.rs`.
//!
//! Invariant: every route names the permission it needs. [`Route`] cannot be made without one, and [`router`] puts
//! the guard before the handler.

pub mod api;
pub mod guard;
pub mod maps;
mod module;
pub mod open;
pub mod paper;
mod verb;
mod workplace;

use std::sync::Arc;

use axum::extract::FromRef;

pub use guard::{Permission, Signed, SignedIn};
pub use module::{Demo, Module, Route, WORKPLACE, router};
pub use verb::{Context, Outcome, Verb, VerbError};
pub use workplace::WorkplaceDoor;

/// The shared ground of all modules; cheap to clone, one for each process.
#[derive(Clone)]
pub struct Ground {
    /// The database.
    pub store: store::Store,
    /// The register, the territories, stations and posts, held in memory.
    pub places: places::Places,
    /// Bodies, people, sessions and the trail.
    pub access: access::Access,
    /// Cases that many bodies work on.
    pub casework: casework::Casework,
    /// Figures and the claims made with them.
    pub indicators: indicators::Indicators,
    /// Letters to people.
    pub mail: mail::Outbox,
    /// Page frame, texts, limits.
    pub web: Arc<web::Web>,
    /// The program that makes PDF of reports; without it a report is offered as a page to print.
    pub typesetter: Option<documents::Typesetter>,
    /// The doors of the workplace, of all modules, in order.
    pub doors: Arc<[WorkplaceDoor]>,
    /// Tables and map layers that everybody may have, of all modules.
    pub open: open::Open,
    /// The OpenAPI document of this installation, put together from all modules.
    pub openapi: Arc<serde_json::Value>,
    /// Whether the invented people of the demonstration sign in without a password: only in a process that serves the
    /// demonstration of an invented city.
    pub demo_sign_in: bool,
}

impl FromRef<Ground> for Arc<web::Web> {
    fn from_ref(ground: &Ground) -> Self {
        ground.web.clone()
    }
}

impl FromRef<Ground> for places::Places {
    fn from_ref(ground: &Ground) -> Self {
        ground.places.clone()
    }
}
