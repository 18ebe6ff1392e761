//! One proportion with an interval that fits it.

use serde_json::{Map, Value};

use crate::Domain;
use crate::data::Table;
use crate::estimators::{LogOdds, Means};
use crate::intervals::{self, Critical};
use crate::reliability::{Presentation, presentation};
use crate::run::RunError;
use crate::run::answer::{Answer, freedom, interval, number};
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

/// A proportion of one group of people.
pub(super) fn of_domain(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let (_, values) = column(entry, "y", table)?;
    let estimates = survey.estimate(&Means::new(vec![&values], domain, missing(entry)));
    let (p, variance) = (estimates.values[0], estimates.covariance.get(0, 0));
    let df = match entry.text("df").as_deref() {
        Some("Inf") => f64::INFINITY,
        Some(text) => {
            text.parse().map_err(|_| RunError::Unknown { argument: "df", value: text.to_owned() })?
        }
        None => estimates.df,
    };
    let level = entry.numbers("level").first().copied().unwrap_or(0.95);
    let critical = Critical::new(level, df);
    let method = entry.text("method").unwrap_or_else(|| by_formula(entry).to_owned());
    let method = method.to_ascii_lowercase().replace(['_', ' ', '–'], "-");
    // R counts all rows of the domain in its `beta`; the base of a proportion is who answered.
    let (rows, answered) = (estimates.rows, estimates.answered);
    let (found, size) = match method.as_str() {
        "mean" | "wald" | "linear" => (intervals::wald(p, variance, critical), None),
        "logit" if matches!(survey, Survey::Replicated(_)) && p > 0.0 && p < 1.0 => {
            // Replicates know the error of the log odds themselves; the delta method is for one sample.
            let odds = survey.estimate(&LogOdds(Means::new(vec![&values], domain, missing(entry))));
            let (lower, upper) = intervals::wald(odds.values[0], odds.covariance.get(0, 0), critical);
            let back = |l: f64| 1.0 / (1.0 + (-l).exp());
            ((back(lower), back(upper)), None)
        }
        "logit" | "xlogit" => (intervals::logit(p, variance, critical), None),
        "asin" | "arcsine" | "asin-sqrt" => (intervals::arcsine(p, variance, critical), None),
        "likelihood" => (intervals::likelihood(p, variance, answered, critical), None),
        "beta" | "clopper-pearson" => (intervals::beta(p, variance, rows, critical), None),
        "wilson" => {
            let (found, size) = intervals::wilson(p, variance, answered, critical);
            (found, Some(size))
        }
        "korn-graubard" | "kg" => {
            let (found, size) = intervals::korn_graubard(p, variance, answered, critical);
            (found, Some(size))
        }
        _ => return Err(RunError::Unknown { argument: "method", value: method }),
    };
    let shown = match presentation(p, variance, answered, estimates.df) {
        Presentation::Show => "show",
        Presentation::Review(_) => "review",
        Presentation::Suppress(_) => "suppress",
    };
    let answer = Answer::default()
        .with("estimate", number(p))
        .with("se", number(estimates.covariance.se(0)))
        .with("ci95", interval(found))
        .with("df", freedom(df))
        .with("n", answered)
        .with("presentation", shown);
    Ok(match size {
        Some(size) => answer.with("n_eff", number(size)).done(),
        None => answer.done(),
    })
}

/// Which interval an entry means that names a formula for the effective size instead of a method.
fn by_formula(entry: &Entry) -> &'static str {
    let names = |word: &str| entry.estimator.contains(word);
    match entry.text("n_eff") {
        _ if names("Wilson") => "wilson",
        None if names("Korn") || names("Graubard") => "korn-graubard",
        Some(_) if names("Korn") => "korn-graubard",
        Some(formula) if formula.contains("t_{n-1}") => "korn-graubard",
        Some(_) => "wilson",
        None => "logit",
    }
}
