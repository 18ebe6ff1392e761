//! Regression.

use serde_json::{Map, Value};

use crate::intervals::{Critical, wald};
use crate::models::model;
use crate::regression::Family;
use crate::run::RunError;
use crate::run::answer::{Answer, freedom, interval, number, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::formula::Formula;
use crate::run::variables::domain;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let table = &prepared.table;
    let formula = Formula::read(&entry.text("formula").ok_or(RunError::Argument("formula"))?);
    let matrix = formula.matrix(table)?;
    let answers = formula.answers(table)?;
    let found = model(prepared.survey(), &matrix.columns, &answers, family(entry)?, &domain(entry, table)?)?;
    let (values, df) = (&found.coefficients.values, found.coefficients.df);
    if entry.arguments.contains_key("terms") {
        let terms: Vec<String> = entry.texts("terms").iter().map(|term| term.replace(' ', "")).collect();
        let asked = |term: &Option<String>| term.as_ref().is_some_and(|term| terms.contains(term));
        let places: Vec<usize> = (0..values.len()).filter(|place| asked(&matrix.terms[*place])).collect();
        if places.is_empty() {
            return Err(RunError::Unknown { argument: "terms", value: terms.join(", ") });
        }
        let test = found.joint(&places)?;
        return Ok(Answer::default()
            .with("F", number(test.statistic))
            .with("df_num", number(places.len() as f64))
            .with("df_den", freedom(df))
            .with("p_value", number(test.p))
            .done());
    }
    let tests: Vec<_> = (0..values.len()).map(|place| found.test(place)).collect();
    let critical = Critical::new(0.95, df);
    let limits = |place: usize| {
        let variance = found.coefficients.covariance.get(place, place);
        interval(wald(values[place], variance, critical))
    };
    let answer = Answer::default()
        .covariance(&found.coefficients.covariance)
        .with("names", matrix.names)
        .with("estimate", numbers(values.iter().copied()))
        .with("se", numbers((0..values.len()).map(|place| found.coefficients.covariance.se(place))))
        .with("statistic", numbers(tests.iter().map(|test| test.statistic)))
        .with("p_value", numbers(tests.iter().map(|test| test.p)))
        .with("ci95_t", (0..values.len()).map(limits).collect::<Vec<Value>>())
        .with("df", freedom(df))
        .with("df_design", freedom(found.design_df));
    let failed = found.coefficients.failed;
    Ok(if failed > 0 { answer.with("failed_replicates", failed).done() } else { answer.done() })
}

fn family(entry: &Entry) -> Result<Family, RunError> {
    let Some(text) = entry.text("family") else { return Ok(Family::Gaussian) };
    let name = text.split('(').next().unwrap_or_default();
    Ok(match name {
        "gaussian" => Family::Gaussian,
        "binomial" | "quasibinomial" => Family::Binomial,
        "poisson" | "quasipoisson" => Family::Poisson,
        _ => return Err(RunError::Unknown { argument: "family", value: text }),
    })
}
