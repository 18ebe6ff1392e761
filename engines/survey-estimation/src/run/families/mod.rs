//! Who answers which question.

mod areas;
mod domains;
mod models;
mod numbers;
mod proportions;
mod quantiles;
mod response;
mod scales;
mod tables;
mod weights;

pub(super) use domains::with_levels;
use serde_json::{Map, Value};

use super::design::Prepared;
use super::document::Entry;
use super::{Library, RunError, design};

/// Answers one entry.
pub(crate) fn answer(entry: &Entry, library: &mut Library<'_>) -> Result<Map<String, Value>, RunError> {
    match entry.family.as_str() {
        "aapor" => return response::answer(entry),
        "sae" => return areas::answer(entry, library),
        _ => {}
    }
    let prepared = design::prepared(entry, library)?;
    let mut answer = asked(entry, &prepared)?;
    if !prepared.notes.is_empty() {
        answer.insert("notes".to_owned(), prepared.notes.clone().into());
    }
    Ok(answer)
}

fn asked(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let says = |word: &str| entry.arguments.contains_key(word);
    match entry.family.as_str() {
        _ if says("formula") && tables::is_test(entry) => tables::answer(entry, prepared),
        _ if says("formula") => models::answer(entry, prepared),
        "ciprop" => proportions::answer(entry, prepared),
        "quantile" => quantiles::answer(entry, prepared),
        "scale" => scales::answer(entry, prepared),
        _ if entry.arguments.is_empty() || entry.estimator.contains("adjusted weights") => {
            Ok(weights::answer(prepared))
        }
        "crosstab" | "test" => tables::answer(entry, prepared),
        _ if says("qrule") || (says("p") && says("y")) => quantiles::answer(entry, prepared),
        _ if says("contrast") || says("expr") || says("by") => domains::answer(entry, prepared),
        _ if says("group") || (says("rows") && says("cols")) || says("p0") => tables::answer(entry, prepared),
        _ if says("rows") && says("cols") => tables::answer(entry, prepared),
        "domain" if !says("y") && !says("num") => domains::answer(entry, prepared),
        "change" => domains::answer(entry, prepared),
        _ => numbers::answer(entry, prepared),
    }
}
