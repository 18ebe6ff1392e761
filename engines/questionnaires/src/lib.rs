//! A questionnaire as data: what is asked, of whom, in which languages, and what table the answers make.
//!
//! ```text
//!   TOML ────────┐                    ┌─ lint      what is wrong before anybody is asked
//!   XLSForm ⇄ xlsform ─► Questionnaire ─► Progress  what this person sees now, page by page
//!                              │      ├─ validate  do these answers fit
//!                              │      └─ table     columns, codebook, a row
//!                              └─ Expression: skip logic, constraints, calculations, filters
//! ```
//!
//! Three things are kept apart everywhere: an answer; a kind of missing (*nevím*, *odmítl*, *netýká se*), which is a
//! finding of its own; and nothing, which says only that nobody asked. A question about nationality or origin has no
//! place in a questionnaire of the city; the content that ships has none.
//!
//! ```
//! use questionnaires::{Answer, Answers, Questionnaire, lint, validate, visible, xlsform};
//!
//! let form = Questionnaire::from_toml(r#"
//!     id = "walk"
//!     version = "1"
//!     title = { en = "Walking" }
//!     default_language = "en"
//!     language = [{ code = "en", name = "English" }]
//!     [[list]]
//!     name = "safe"
//!     direction = "worse"
//!     choices = [
//!         { code = "1", label = { en = "safe" } },
//!         { code = "2", label = { en = "unsafe" } },
//!         { code = "98", label = { en = "don't know" }, missing = "dont-know" },
//!     ]
//!     [[group]]
//!     name = "dark"
//!     question = [
//!         { name = "safe_dark", kind = "select_one", list = "safe", required = true, label = { en = "After dark?" } },
//!         { name = "why", kind = "text", relevant = "${safe_dark} = '2'", label = { en = "Why?" } },
//!     ]
//! "#)?;
//! assert!(lint(&form).is_empty());
//!
//! let answers = Answers::from([("safe_dark".into(), Answer::code("1"))]);
//! assert!(validate(&form, &answers).is_empty());
//! assert_eq!(visible(&form, &answers).len(), 1);
//!
//! let workbook = xlsform::write(&form)?;
//! assert_eq!(xlsform::read(&workbook).unwrap(), form);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
pub mod expression;
mod kind;
mod lint;
mod model;
mod progress;
mod table;
mod validate;
pub mod xlsform;

pub use answers::{Answer, Answers, Day, Entry};
pub use expression::Expression;
pub use kind::{Choosing, Kind, KindError, Metadata, Range};
pub use lint::{Finding, Flaw, Part, Place, Said, Type, lint};
pub use model::{
    Choice, Direction, FillError, Group, Language, List, Missing, Question, Questionnaire, Text,
};
pub use progress::{Page, Progress, visible};
pub use table::{Cell, Code, CodebookLine, Column, Measure, codebook, columns, row};
pub use validate::{Problem, ProblemKind, validate};
