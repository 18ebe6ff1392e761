//! Quantiles.

use serde_json::{Map, Value};

use crate::Domain;
use crate::data::Table;
use crate::estimators::{QuantileInterval, Quantiles, Rule};
use crate::run::RunError;
use crate::run::answer::{Answer, freedom, interval, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{column, domain, missing};
use crate::survey::Survey;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    if entry.arguments.contains_key("by") {
        return super::domains::answer(entry, prepared);
    }
    of_domain(entry, survey, table, &domain)
}

/// Quantiles of one group of people.
pub(super) fn of_domain(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let (name, values) = column(entry, "y", table)?;
    let mut question = Quantiles::new(&values, domain, missing(entry));
    question.rule = rule(entry)?;
    question.interval = interval_kind(entry)?;
    question.level = entry.numbers("level").first().copied().unwrap_or(0.95);
    let shares = entry.numbers("p");
    if shares.is_empty() {
        return Err(RunError::Argument("p"));
    }
    let found = question.estimate(survey, &shares);
    let names: Vec<String> = shares.iter().map(|share| format!("{name}:{share}")).collect();
    Ok(Answer::default()
        .with("names", names)
        .with("estimate", numbers(found.iter().map(|one| one.value)))
        .with("ci95", found.iter().map(|one| interval((one.lower, one.upper))).collect::<Vec<Value>>())
        .with("se", numbers(found.iter().map(|one| one.se)))
        .with("df", freedom(survey.degrees_of_freedom(domain)))
        .done())
}

fn rule(entry: &Entry) -> Result<Rule, RunError> {
    let Some(text) = entry.text("qrule") else { return Ok(Rule::Math) };
    let hyndman = text.strip_prefix("hf").and_then(|number| number.parse::<u8>().ok());
    match (text.as_str(), hyndman) {
        ("math", _) => Ok(Rule::Math),
        ("school", _) => Ok(Rule::School),
        (_, Some(number @ 1..=9)) => Ok(Rule::HyndmanFan(number)),
        _ => Err(RunError::Unknown { argument: "qrule", value: text }),
    }
}

fn interval_kind(entry: &Entry) -> Result<QuantileInterval, RunError> {
    let Some(text) = entry.text("interval") else { return Ok(QuantileInterval::Mean) };
    Ok(match text.as_str() {
        "mean" | "Wald" => QuantileInterval::Mean,
        "xlogit" | "logit" => QuantileInterval::Logit,
        "asin" => QuantileInterval::Arcsine,
        "beta" => QuantileInterval::Beta,
        "score" => QuantileInterval::Score,
        "quantile" => QuantileInterval::Replicates,
        _ => return Err(RunError::Unknown { argument: "interval", value: text }),
    })
}
