//! A sheet: an assessment as one JSON document, and the report it makes.
//!
//! A sheet has `"sheet": 1` and any of four parts, at least one:
//!
//! | part | holds | makes |
//! |---|---|---|
//! | `target` | places, times and variants of a soft target or event | P, D, R, ranking, profiles, graph, what is left |
//! | `schools` | criteria with weights, bands of schools | the order, its reasons, sensitivity |
//! | `audit` | questions with answers, perhaps those of the audit before | compliance, breaches, vulnerability, changes |
//! | `measures` | a budget and measures | the best set, the next step, what is left when they work together |
//!
//! `docs/risk-sheet.md` describes every field. A key that is not known is refused, and every refusal names its place:
//! `target.variants[2].scores.availability: 8 is not a whole number from 1 to 7 at line 9 column 41`.

mod audit;
mod error;
mod form;
mod measures;
mod schools;
mod target;
mod variants;

pub use audit::{AreaReport, AuditReport, ScenarioReport};
pub use error::{SheetError, SheetFault};
pub use form::{
    AuditForm, BandsForm, BasedOn, EffectForm, MeasureForm, MeasuresForm, ModeKey, RaterForm, SchoolsForm,
    Several, Sheet, TargetForm, VariantForm,
};
pub use measures::MeasuresReport;
pub use schools::{SchoolMoved, SchoolReport, SchoolSwing, SchoolTipping, SchoolsReport};
pub use target::{
    BandsReport, Cell, Coverage, Planned, ProfileReport, Ranges, Rated, TargetReport, Totals, VariantReport,
};

use serde::Serialize;

/// What a sheet makes: data for a page, a paper, a terminal or another program. Parts that the sheet lacks are absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Of `target`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetReport>,
    /// Of `schools`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<SchoolsReport>,
    /// Of `audit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditReport>,
    /// Of `measures`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures: Option<MeasuresReport>,
}

/// The one version of the form there is.
pub const VERSION: u32 = 1;

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// [`SheetError`] with the path to the mistake, line and column in its words.
    pub fn read(text: &str) -> Result<Sheet, SheetError> {
        // What some programs of Windows put before a text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut json = serde_json::Deserializer::from_str(text);
        let sheet: Sheet = serde_path_to_error::deserialize(&mut json).map_err(|fault| SheetError {
            path: fault.path().to_string(),
            fault: SheetFault::Form(fault.into_inner().to_string()),
        })?;
        json.end().map_err(|fault| SheetError::at("", SheetFault::Form(fault.to_string())))?;
        Ok(sheet)
    }
}

/// Scores a sheet.
///
/// # Errors
/// [`SheetError`] with the path to the mistake.
pub fn score(sheet: &Sheet) -> Result<Report, SheetError> {
    if sheet.sheet != VERSION {
        return Err(SheetError::at("sheet", SheetFault::Version(sheet.sheet)));
    }
    if sheet.target.is_none() && sheet.schools.is_none() && sheet.audit.is_none() && sheet.measures.is_none()
    {
        return Err(SheetError::at("", SheetFault::Empty));
    }
    let variants = sheet.target.as_ref().map(variants::variants).transpose()?;
    Ok(Report {
        target: sheet
            .target
            .as_ref()
            .zip(variants.as_deref())
            .map(|(it, all)| target::report(it, all))
            .transpose()?,
        schools: sheet.schools.as_ref().map(schools::report).transpose()?,
        audit: sheet.audit.as_ref().map(audit::report).transpose()?,
        measures: sheet
            .measures
            .as_ref()
            .map(|it| {
                measures::report(
                    it,
                    sheet.target.as_ref().map(|it| it.mode),
                    variants.as_deref().unwrap_or_default(),
                )
            })
            .transpose()?,
    })
}
