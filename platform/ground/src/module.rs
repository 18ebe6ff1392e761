//! The value a module hands to the application.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any};
use demo_city::DemoCity;
use futures_util::future::BoxFuture;

use crate::{Ground, Permission, Verb, WorkplaceDoor, guard};

/// One path of the application and what it takes to use it.
pub struct Route {
    /// Path as axum spells it, `/adresa/{code}`.
    pub path: &'static str,
    /// Who may use it.
    pub permission: Permission,
    /// Handlers by method.
    pub handler: MethodRouter<Ground>,
    /// Largest body in bytes, for a route that takes files (see [`web::Upload`]).
    pub files: Option<usize>,
}

impl Route {
    /// A route open to everybody.
    pub fn public(path: &'static str, handler: MethodRouter<Ground>) -> Self {
        Self::new(path, Permission::Public, handler)
    }

    /// A route for whoever has the permission.
    pub fn new(path: &'static str, permission: Permission, handler: MethodRouter<Ground>) -> Self {
        Self { path, permission, handler, files: None }
    }

    /// The same route for forms with files, together at most `most_bytes`.
    #[must_use]
    pub fn taking_files(mut self, most_bytes: usize) -> Self {
        self.files = Some(most_bytes);
        self
    }
}

/// Everything the application needs to know about one piece of the city's work.
pub struct Module {
    /// Folder and crate name.
    pub name: &'static str,
    /// Door of the portal, if the module opens one.
    pub door: Option<web::Door>,
    /// Its pages behind the doors of other modules.
    pub topics: Vec<web::Topic>,
    /// Doors of the workplace that lead to the module's pages.
    pub workplace: Vec<WorkplaceDoor>,
    /// Links of the footer that lead to the module's pages.
    pub footer: Vec<web::FooterLink>,
    /// Pages and API, each with its permission.
    pub routes: Vec<Route>,
    /// The part of the OpenAPI document that describes the routes under `/api`.
    pub api: fn() -> crate::api::Description,
    /// Tables that everybody may have.
    pub open_sets: Vec<crate::open::OpenSet>,
    /// Map layers that everybody may have.
    pub layers: Vec<crate::open::Layer>,
    /// Case types it brings: name of the file, for messages, and its TOML text.
    pub case_types: &'static [(&'static str, &'static str)],
    /// Concepts of its figures, with their lists and breaks: name of the file, for messages, and its TOML text.
    pub concepts: &'static [(&'static str, &'static str)],
    /// Finds in a text the words that the city's records must not keep, as they were written; `None` when the module
    /// knows no such words.
    pub refused_words: Option<fn(&str) -> Vec<String>>,
    /// Tables of its own; `None` when the module keeps nothing.
    pub migrations: Option<store::Migrations>,
    /// Every SQL text of the module, for the test that prepares them all on both databases.
    pub queries: &'static [(&'static str, &'static str)],
    /// Fluent texts in every language.
    pub texts: &'static [web::Source],
    /// Verbs of the command line.
    pub verbs: Vec<Verb>,
    /// Fills the demonstration city with what the module needs; called once on an empty database.
    pub demo: Option<Demo>,
}

/// Puts demonstration data into an empty database. Later modules find what earlier ones made.
pub type Demo = fn(Ground, Arc<DemoCity>) -> BoxFuture<'static, anyhow::Result<()>>;

/// All routes of all modules as one router, each behind its guard. Routes with the same path and different
/// permissions (read here, change there) are merged by method.
///
/// Below [`WORKPLACE`] nobody learns from outside what exists: whatever no module answers, and a method that a protected
/// path does not know, lead to the sign-in page, and after signing in to the same "not found" as what one may not see.
pub fn router(modules: &[Module], ground: &Ground) -> Router<Ground> {
    let guarded = |permission| from_fn_with_state((ground.clone(), permission), guard::enforce);
    let missing = || any(nothing_here).layer(guarded(Permission::SignedIn));
    let mut router = Router::new();
    let mut protected = BTreeSet::new();
    let mut known = BTreeSet::new();
    for route in modules.iter().flat_map(|module| &module.routes) {
        known.insert(route.path);
        let handler = match route.permission {
            Permission::Public => route.handler.clone(),
            permission => {
                protected.insert(route.path);
                route.handler.clone().route_layer(guarded(permission))
            }
        };
        router = router.route(route.path, handler);
    }
    for path in protected {
        // Joined with the path's own methods, `any` is left with those that it does not know, and takes away the
        // header that would name them.
        router = router.route(path, missing());
    }
    for path in [WORKPLACE, WORKPLACE_SLASH, WORKPLACE_REST] {
        if !known.contains(path) {
            router = router.route(path, missing());
        }
    }
    router
}

/// Everything of the workplace lies below this path.
pub const WORKPLACE: &str = "/staff";
const WORKPLACE_SLASH: &str = "/staff/";
const WORKPLACE_REST: &str = "/staff/{*rest}";

async fn nothing_here() -> web::Error {
    web::Error::Missing("page of the workplace")
}
