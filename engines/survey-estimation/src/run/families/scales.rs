//! Scales of several items, and agreement of two answers.

use serde_json::{Map, Value};

use crate::estimators::Moments;
use crate::run::RunError;
use crate::run::answer::{Answer, number};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{columns, domain, factor, missing};
use crate::scales::alpha;
use crate::tables::kappa;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    if entry.arguments.contains_key("items") {
        let items = columns(entry, "items", table)?;
        let refs = items.iter().map(|(_, values)| values.as_slice()).collect();
        let moments = survey.estimate(&Moments::new(survey, refs, &domain, missing(entry)));
        return Ok(Answer::default().with("estimate", number(alpha(&moments.values, items.len()))).done());
    }
    let question = kappa(&factor(entry, "a", table)?, &factor(entry, "b", table)?, &domain)?;
    Ok(Answer::default().estimates(vec!["kappa".to_owned()], &survey.estimate(&question)).done())
}
