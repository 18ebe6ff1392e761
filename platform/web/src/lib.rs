//! The face of the system: page frame, forms, tables, translations, error pages, API conventions.
//!
//! ```text
//!  request ─► guard ─────────────────────────────────────────────────► response
//!             │ id · client · limits · same-origin · language · timeout   ▲
//!             ▼                                                           │ headers · gzip · metrics
//!           handler(PageContext, State, …) ─► Ok(Page(view)) ─────────────┤
//!                                          └► Err(web::Error) ─► one place makes the page or the problem+json
//! ```
//!
//! The application builds one [`Web`] and wraps its router: `web.layer(router)`. A handler of a module takes a
//! [`PageContext`], calls one act, and answers with `Page(view)`, where the view is an askama template that
//! extends `page.html` and has a field `page: PageContext`. Sentences come from Fluent files as `t.say("key")`.
//!
//! Invariants: no sentence in code; no style or script inside the HTML (the policy forbids them); no host but our
//! own; every answer that is an error leaves through [`problem`].

pub mod accent;
pub mod assets;
pub mod charts;
mod context;
pub mod forms;
mod guard;
mod lang;
pub mod limits;
pub mod maps;
pub mod origin;
pub mod pages;
pub mod parts;
pub mod problem;
pub mod settings;
mod staff;
pub mod tables;
pub mod telemetry;
pub mod texts;
mod unread;
pub mod upload;

use std::sync::Arc;

use axum::Router;

pub use context::{Page, PageContext, percent_encoded};
pub use forms::{Form, day};
pub use lang::Lang;
pub use problem::{Error, Refusal};
pub use settings::{City, Door, FooterLink, IpRange, Rate, Rates, Topic, WebSettings};
pub use staff::{StaffFrame, StaffLink, StaffStep, words};
pub use texts::{Say, Source, Texts, collation_key};
pub use upload::Upload;

/// The web floor of one running application: settings, sentences, limits and measurements.
#[derive(Debug)]
pub struct Web {
    settings: WebSettings,
    texts: Arc<Texts>,
    limiter: Option<limits::Limiter>,
    metrics: telemetry::Metrics,
    accent: accent::Stylesheet,
    headers: guard::StandingHeaders,
}

impl Web {
    /// Builds the web floor once, at start.
    #[must_use]
    pub fn new(settings: WebSettings, texts: Texts) -> Arc<Web> {
        Arc::new(Web {
            limiter: settings.rates.map(limits::Limiter::new),
            metrics: telemetry::Metrics::default(),
            accent: accent::Stylesheet::new(&settings.city.accent),
            headers: guard::StandingHeaders::new(settings.secure()),
            texts: Arc::new(texts),
            settings,
        })
    }

    /// What the application said at start.
    #[must_use]
    pub fn settings(&self) -> &WebSettings {
        &self.settings
    }

    /// The sentences in one language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> Say {
        Say::new(lang, Arc::clone(&self.texts))
    }

    /// Counters and gauges shown at `/metrics`.
    #[must_use]
    pub fn metrics(&self) -> &telemetry::Metrics {
        &self.metrics
    }

    /// The routes of the web floor itself: `/assets/…`, `/favicon.ico`, `/robots.txt`, `/health`, `/metrics`,
    /// `/about`, `/accessibility`.
    pub fn own_routes<S>(self: &Arc<Self>, checks: Vec<telemetry::Check>) -> Router<S>
    where
        S: Clone + Send + Sync + 'static,
    {
        pages::routes(self, checks)
    }

    /// Wraps a finished router with everything that holds for every request (see the picture above).
    pub fn layer<S>(self: &Arc<Self>, router: Router<S>) -> Router<S>
    where
        S: Clone + Send + Sync + 'static,
    {
        guard::layer(self, router)
    }
}
