//! Scales of several items, and agreement of two answers.

use serde_json::{Map, Value};

use crate::change::delta;
use crate::estimators::Moments;
use crate::run::RunError;
use crate::run::answer::Answer;
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{columns, domain, factor, missing};
use crate::scales::{alpha, alpha_gradient};
use crate::tables::kappa;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    if entry.arguments.contains_key("items") {
        let items = columns(entry, "items", table)?;
        let refs = items.iter().map(|(_, values)| values.as_slice()).collect();
        let moments = survey.estimate(&Moments::new(survey, refs, &domain, missing(entry)));
        let value = alpha(&moments.values, items.len());
        let estimates = delta(&moments, value, &alpha_gradient(&moments.values, items.len()));
        return Ok(Answer::default().single(&estimates).with("n", moments.answered).done());
    }
    let question = kappa(&factor(entry, "a", table)?, &factor(entry, "b", table)?, &domain)?;
    Ok(Answer::default().estimates(vec!["kappa".to_owned()], &survey.estimate(&question)).done())
}
