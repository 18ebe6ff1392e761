//! XLSForm (<https://xlsform.org>) in and out: the workbook that Kobo, ODK and SurveyCTO understand.
//!
//! ```text
//!   bytes ── sheets: a workbook as rows of texts with their places
//!              ├─ settings ──► id, version, title, languages
//!              ├─ choices  ──► lists
//!              └─ survey   ──► groups and questions
//!   questionnaire ── write: the same three sheets
//! ```
//!
//! [`read`] of what [`write`] made is the questionnaire again. Nothing is passed over in silence: what is outside the
//! subset is a [`Fault`] with sheet, row, column, what is wrong and what to do. Whether the questionnaire makes sense
//! is the question of [`lint`](crate::lint()).
//!
//! # The subset
//!
//! | sheet | columns |
//! |---|---|
//! | `survey` | `type` `name` `label::…` `hint::…` `required` `required_message::…` `relevant` `constraint` `constraint_message::…` `calculation` `choice_filter` `parameters` `appearance` `default` `sensitive`* `in_base`* |
//! | `choices` | `list_name` `name` `label::…` `direction`* `missing`*, any other column is a tag for choice filters |
//! | `settings` | `form_title` `form_title::…`* `form_id` `version` `default_language` |
//!
//! Columns with * are Okrsek's own; other programs pass them over:
//! - `direction` of a list, the same in all its rows: `none`, `better`, `worse`, `more` (see [`Direction`](crate::Direction));
//! - `missing` of a choice: `dont-know`, `refused`, `not-applicable` (see [`Missing`](crate::Missing));
//! - `sensitive` of a question: `yes` when an answer may harm the person it is traced to;
//! - `in_base` of a question: the kind of missing whose people belong to the base of its shares all the same;
//! - `form_title::…`, since XLSForm has one title only.
//!
//! A language column is `label::Čeština (cs)`; a bare `label` is the default language. Kinds of questions are those of
//! [`Kind`](crate::Kind). `begin_group` opens a page; groups within groups, repeats, media, `or_other` and files are
//! outside. Blanks around texts are not kept.

mod choices;
mod columns;
mod fault;
mod places;
mod settings;
mod sheets;
mod survey;
mod write;

pub use fault::{Fault, FaultKind};
pub use places::{Spot, Spots};
pub use write::{WriteError, write};

use crate::model::Questionnaire;
use fault::Faults;

/// Reads a workbook.
///
/// - in: the bytes of an `.xlsx` file of at most 16 MiB, unpacked at most 64 MiB
/// - out: the questionnaire, not yet linted
/// - cost: one pass over the sheets
///
/// # Errors
/// Every fault there is, in the order of the workbook; never an empty list.
pub fn read(bytes: &[u8]) -> Result<Questionnaire, Vec<Fault>> {
    let workbook = sheets::Workbook::open(bytes).map_err(|fault| vec![fault])?;
    let mut faults = Faults::default();
    let survey = workbook.sheet("survey", true, &mut faults);
    let choices = workbook.sheet("choices", false, &mut faults);
    let settings = workbook.sheet("settings", false, &mut faults);
    let mut form = settings::read(settings.as_ref(), &mut faults);
    if let Some(survey) = &survey {
        form.find_languages(survey, choices.as_ref());
    }
    let lists = choices.map(|sheet| choices::read(&sheet, &mut form, &mut faults)).unwrap_or_default();
    let groups = survey.map(|sheet| survey::read(&sheet, &mut form, &mut faults)).unwrap_or_default();
    faults.into_result(form.into_questionnaire(lists, groups))
}
