//! Scales of several items, and agreement of two answers.

use serde_json::{Map, Value};

use crate::run::RunError;
use crate::run::answer::Answer;
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{domain, factor};
use crate::tables::kappa;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let table = &prepared.table;
    let domain = domain(entry, table)?;
    let question = kappa(&factor(entry, "a", table)?, &factor(entry, "b", table)?, &domain)?;
    let estimates = prepared.survey().estimate(&question);
    Ok(Answer::default().estimates(vec!["kappa".to_owned()], &estimates).done())
}
