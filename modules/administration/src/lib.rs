//! (Being built.)

mod demo;

use ground::Module;
use web::{Lang, Source};

/// Texts of the module.
const TEXTS: [Source; 3] = [
    (Lang::Cs, "administration/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "administration/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "administration/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "administration",
        door: None,
        workplace: Vec::new(),
        footer: Vec::new(),
        routes: Vec::new(),
        api: ground::api::Description::none,
        case_types: &[],
        migrations: None,
        queries: &[],
        texts: &TEXTS,
        verbs: Vec::new(),
        demo: Some(demo::fill),
    }
}
