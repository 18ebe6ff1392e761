//! Small areas.

use serde_json::{Map, Value};

use crate::run::answer::{Answer, number, numbers};
use crate::run::document::Entry;
use crate::run::expression::Expression;
use crate::run::formula::Formula;
use crate::run::{Library, RunError};
use crate::small_areas::{Between, fay_herriot};

pub(super) fn answer(entry: &Entry, library: &mut Library<'_>) -> Result<Map<String, Value>, RunError> {
    /// A variance between areas below this is none.
    const NOTHING: f64 = 1e-6;
    let name = entry.dataset.clone().ok_or(RunError::Argument("dataset"))?;
    let table = library.table(&name)?;
    let formula = Formula::read(&entry.text("formula").ok_or(RunError::Argument("formula"))?);
    let variance = entry.text("sampling_variance").ok_or(RunError::Argument("sampling_variance"))?;
    let variances = Expression::read(&variance)?.numbers(table)?;
    let method = entry.text("method").unwrap_or_else(|| "REML".to_owned());
    let between = match method.as_str() {
        "REML" => Between::Restricted,
        "ML" => Between::Likelihood,
        "FH" => Between::Moments,
        _ => return Err(RunError::Unknown { argument: "method", value: method }),
    };
    let matrix = formula.matrix(table)?;
    let found = fay_herriot(&formula.answers(table)?, &variances, &matrix.columns, between)?;
    let (parameters, areas) = (matrix.columns.len() as f64 + 1.0, found.figures.len() as f64);
    let variation = found.mse.iter().zip(&found.figures).map(|(mse, figure)| 100.0 * mse.sqrt() / figure);
    Ok(Answer::default()
        .with("A", number(found.between))
        .with("A_below", found.between < NOTHING)
        .with("names", matrix.names)
        .with("beta", numbers(found.coefficients.iter().copied()))
        .with("beta_se", numbers(found.errors.iter().copied()))
        .with("loglik", number(found.log_likelihood))
        .with("aic", number(2.0 * parameters - 2.0 * found.log_likelihood))
        .with("bic", number(parameters * areas.ln() - 2.0 * found.log_likelihood))
        .with("eblup", numbers(found.figures.iter().copied()))
        .with("first3_eblup", numbers(found.figures.iter().copied().take(3)))
        .with("gamma", numbers(found.own.iter().copied()))
        .with("cv_percent", numbers(variation))
        .with("mse", numbers(found.mse.iter().copied()))
        .done())
}
