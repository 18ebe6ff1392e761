//! The part `audit`.

use serde::Serialize;

use super::error::{SheetError, distinct};
use super::form::AuditForm;
use crate::compliance::{Compared, Level, Standing, audit, compare, vulnerability};

/// How an audit came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AuditReport {
    /// Area by area, in the order of the questions.
    pub areas: Vec<AreaReport>,
    /// All together; its `area` is empty.
    pub whole: AreaReport,
    /// What the law asks for and is not there: page one.
    pub breaches: Vec<String>,
    /// How open to each scenario.
    pub vulnerability: Vec<ScenarioReport>,
    /// Against the audit before; empty when there is none.
    pub changes: Vec<Compared>,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaReport {
    /// Its key.
    pub area: String,
    /// Compliance, 0 to 1; none when nothing is scored.
    pub compliance: Option<f64>,
    /// How much of what should have an answer has one.
    pub coverage: Option<f64>,
    /// What lies behind it.
    pub standing: Standing,
}

/// A scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioReport {
    /// Its key.
    pub scenario: String,
    /// 1 − compliance of the questions against it; none when nothing is scored.
    pub share: Option<f64>,
    /// The level by the cuts of the sheet.
    pub level: Option<Level>,
    /// What lies behind it.
    pub standing: Standing,
}

pub(super) fn report(form: &AuditForm) -> Result<AuditReport, SheetError> {
    distinct("audit.items", ".id", form.items.iter().map(|it| it.id.as_str()))?;
    distinct("audit.before", ".id", form.before.iter().map(|it| it.id.as_str()))?;
    let cuts = form.cuts.map(|it| it.checked().map_err(|it| SheetError::at("audit.cuts", it))).transpose()?;
    let found = audit(&form.items);
    let area = |area: String, standing: Standing| AreaReport {
        area,
        compliance: standing.compliance(),
        coverage: standing.coverage(),
        standing,
    };
    let scenarios = vulnerability(&form.items, cuts).into_iter().map(|it| ScenarioReport {
        share: it.share(),
        scenario: it.scenario,
        level: it.level,
        standing: it.standing,
    });
    let compared = if form.before.is_empty() { Vec::new() } else { compare(&form.before, &form.items) };
    Ok(AuditReport {
        areas: found.areas.into_iter().map(|(key, standing)| area(key, standing)).collect(),
        whole: area(String::new(), found.whole),
        breaches: found.breaches,
        vulnerability: scenarios.collect(),
        changes: compared,
    })
}
