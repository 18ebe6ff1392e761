//! Small areas.

use serde_json::{Map, Value};

use crate::data::Table;
use crate::run::answer::{Answer, interval, number, numbers};
use crate::run::document::Entry;
use crate::run::expression::Expression;
use crate::run::formula::{Formula, ModelMatrix};
use crate::run::variables::factor;
use crate::run::{Library, RunError};
use crate::small_areas::{
    Benchmark, Between, Scale, UnitQuestion, battese_harter_fuller, benchmarked, fay_herriot, shares_of_areas,
};

pub(super) fn answer(entry: &Entry, library: &mut Library<'_>) -> Result<Map<String, Value>, RunError> {
    let name = entry.dataset.clone().ok_or(RunError::Argument("dataset"))?;
    let formula = Formula::read(&entry.text("formula").ok_or(RunError::Argument("formula"))?);
    if let Some(means) = entry.text("means") {
        let means = library.table(&means)?.clone();
        return units(entry, library.table(&name)?, &formula, &means);
    }
    let table = library.table(&name)?;
    let (matrix, direct) = (formula.matrix(table)?, formula.answers(table)?);
    if let Some(scale) = entry.text("scale") {
        return shares(entry, table, &matrix, &direct, &scale);
    }
    let variance = entry.text("sampling_variance").ok_or(RunError::Argument("sampling_variance"))?;
    let variances = Expression::read(&variance)?.numbers(table)?;
    areas(entry, table, matrix, &direct, &variances)
}

fn between(entry: &Entry) -> Result<Between, RunError> {
    let method = entry.text("method").unwrap_or_else(|| "REML".to_owned());
    let restricted = method.contains("REML") || !method.contains("ML");
    let adjusted = method.to_ascii_lowercase().contains("adjust") || method.contains("Lahiri");
    Ok(match method.as_str() {
        "AM" | "AML" => Between::AdjustedLikelihood,
        "AR" | "AREML" => Between::AdjustedRestricted,
        _ if adjusted && restricted => Between::AdjustedRestricted,
        _ if adjusted => Between::AdjustedLikelihood,
        "REML" => Between::Restricted,
        "ML" => Between::Likelihood,
        "FH" | "moments" => Between::Moments,
        _ => return Err(RunError::Unknown { argument: "method", value: method }),
    })
}

fn areas(
    entry: &Entry,
    table: &Table,
    matrix: ModelMatrix,
    direct: &[f64],
    variances: &[f64],
) -> Result<Map<String, Value>, RunError> {
    /// A variance between areas below this is none.
    const NOTHING: f64 = 1e-6;
    let found = fay_herriot(direct, variances, &matrix.columns, between(entry)?)?;
    let asked = direct.iter().filter(|value| !value.is_nan()).count() as f64;
    let parameters = matrix.columns.len() as f64 + 1.0;
    let variation = found.mse.iter().zip(&found.figures).map(|(mse, figure)| 100.0 * mse.sqrt() / figure);
    let mut answer = Answer::default()
        .with("A", number(found.between))
        .with("A_below", found.between < NOTHING)
        .with("names", matrix.names)
        .with("beta", numbers(found.coefficients.iter().copied()))
        .with("beta_se", numbers(found.errors.iter().copied()))
        .with("loglik", number(found.log_likelihood))
        .with("aic", number(2.0 * parameters - 2.0 * found.log_likelihood))
        .with("bic", number(parameters * asked.ln() - 2.0 * found.log_likelihood))
        .with("eblup", numbers(found.figures.iter().copied()))
        .with("first3_eblup", numbers(found.figures.iter().copied().take(3)))
        .with("gamma", numbers(found.own.iter().copied()))
        .with("cv_percent", numbers(variation))
        .with("mse", numbers(found.mse.iter().copied()));
    if let Some(total) = entry.numbers("benchmark").first() {
        let weights = match entry.text("benchmark_weights") {
            Some(name) => table.numbers(&name)?.to_vec(),
            None => vec![1.0; found.figures.len()],
        };
        let by_doubt = entry.text("benchmark_method").is_some_and(|text| text.contains("difference"));
        let how = if by_doubt { Benchmark::Difference } else { Benchmark::Ratio };
        answer = answer
            .with("benchmarked", numbers(benchmarked(&found.figures, &found.mse, &weights, *total, how)));
    }
    Ok(answer.done())
}

/// Shares on the arcsine, logit or plain scale, with the answers of each area in `n` and the design effect in `deff`.
fn shares(
    entry: &Entry,
    table: &Table,
    matrix: &ModelMatrix,
    direct: &[f64],
    scale: &str,
) -> Result<Map<String, Value>, RunError> {
    let scale = match scale {
        "arcsine" | "asin" => Scale::Arcsine,
        "logit" => Scale::Logit,
        "plain" | "identity" => Scale::Plain,
        _ => return Err(RunError::Unknown { argument: "scale", value: scale.to_owned() }),
    };
    let sizes = table.numbers(&entry.text("n").ok_or(RunError::Argument("n"))?)?;
    let effect = entry.numbers("deff").first().copied().unwrap_or(1.0);
    let level = entry.numbers("level").first().copied().unwrap_or(0.95);
    let found = shares_of_areas(direct, sizes, effect, &matrix.columns, between(entry)?, scale, level)?;
    let each = |pick: fn(&crate::small_areas::AreaShare) -> f64| numbers(found.areas.iter().map(pick));
    Ok(Answer::default()
        .with("A", number(found.between))
        .with("eblup", each(|area| area.share))
        .with("rmse", each(|area| area.error))
        .with("gamma", each(|area| area.own))
        .with("ci95", found.areas.iter().map(|area| interval(area.interval)).collect::<Vec<Value>>())
        .done())
}

/// The unit-level model: `area` names the column of areas, here and in the table of `means`.
fn units(
    entry: &Entry,
    table: &Table,
    formula: &Formula,
    means: &Table,
) -> Result<Map<String, Value>, RunError> {
    let areas = factor(entry, "area", table)?;
    let known = factor(entry, "area", means)?;
    let (inner, outer) = (formula.matrix(table)?, formula.matrix(means)?);
    let row = |level: &String| (0..known.codes.len()).find(|row| known.level(*row) == Some(level));
    let of_area = |level: &String| {
        outer
            .columns
            .iter()
            .map(|column| row(level).map_or(f64::NAN, |row| column[row]))
            .collect::<Vec<f64>>()
    };
    let means: Vec<f64> = areas.levels.iter().flat_map(of_area).collect();
    let answers = formula.answers(table)?;
    let question = UnitQuestion { answers: &answers, columns: &inner.columns, areas: &areas, means: &means };
    let found = battese_harter_fuller(question)?;
    Ok(Answer::default()
        .with("names", areas.levels.clone())
        .with("sigma2_u", number(found.between))
        .with("sigma2_e", number(found.within))
        .with("beta", numbers(found.coefficients.iter().copied()))
        .with("eblup", numbers(found.figures.iter().copied()))
        .with("gamma", numbers(found.own.iter().copied()))
        .with("mse", numbers(found.mse.iter().copied()))
        .done())
}
