//! Surveys of the feeling of safety.
//!
//! ```text
//!   SPEC.json ─► verbs/run ─► survey-estimation ─► the same document with a result for each question
//!                   │
//!   CSV files ─► survey-files ─► table.rs (columns of numbers and of answers)
//! ```
//!
//! So far the module holds the command line of the estimation engine: `okrsek survey run`. Questionnaires, waves and
//! their pages follow.

pub mod table;
mod verbs;

use ground::Module;
use web::{Lang, Source};

/// Texts of the module.
pub const TEXTS: [Source; 3] = [
    (Lang::Cs, "survey/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "survey/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "survey/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// The module as the application knows it.
pub fn module() -> Module {
    Module {
        name: "survey",
        door: None,
        workplace: Vec::new(),
        footer: Vec::new(),
        routes: Vec::new(),
        api: ground::api::Description::none,
        case_types: &[],
        refused_words: None,
        migrations: None,
        queries: &[],
        texts: &TEXTS,
        verbs: vec![verbs::run::verb()],
        demo: None,
    }
}
