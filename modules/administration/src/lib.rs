//! Who is who and what was done: bodies, posts, people and their roles, emergencies, the audit trail.
//!
//! | file | holds |
//! |---|---|
//! | `pages.rs`, `pages/`, `templates/` | what people see below `/staff/sprava` |
//! | `signin.rs`, `signin/` | signing in, the second factor, the own account |
//! | `verbs.rs`, `verbs/` | `okrsek audit`, `okrsek user` |
//! | `words.rs` | values of access as sentences, the same for pages and command line |
//! | `public_posts.rs` | tells the places who holds the posts that the public sees |
//! | `demo.rs`, `demo/` | invented bodies and people |
//! | `locales/` | every text, in Czech, English and Ukrainian |
//!
//! The rules are in `platform/access`; a handler here only translates.

mod demo;
mod letters;
mod pages;
mod public_posts;
mod signin;
mod verbs;
mod words;

use ground::Module;
use web::{Lang, Source};

/// Texts of the module.
const TEXTS: [Source; 9] = [
    (Lang::Cs, "administration/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "administration/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "administration/uk.ftl", include_str!("../locales/uk.ftl")),
    (Lang::Cs, "administration/cs-trail.ftl", include_str!("../locales/cs-trail.ftl")),
    (Lang::En, "administration/en-trail.ftl", include_str!("../locales/en-trail.ftl")),
    (Lang::Uk, "administration/uk-trail.ftl", include_str!("../locales/uk-trail.ftl")),
    (Lang::Cs, "administration/cs-signin.ftl", include_str!("../locales/cs-signin.ftl")),
    (Lang::En, "administration/en-signin.ftl", include_str!("../locales/en-signin.ftl")),
    (Lang::Uk, "administration/uk-signin.ftl", include_str!("../locales/uk-signin.ftl")),
];

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "administration",
        door: None,
        topics: Vec::new(),
        workplace: pages::doors(),
        footer: Vec::new(),
        routes: pages::routes().into_iter().chain(signin::routes()).collect(),
        api: ground::api::Description::none,
        open_sets: Vec::new(),
        layers: Vec::new(),
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
