//! Regression.

use serde_json::{Map, Value};

use crate::intervals::{Critical, wald};
use crate::models::{
    Model, Question, WorkingTest, WorkingTestError, fitted, ordinal_model, working_likelihood_ratio,
};
use crate::regression::{Family, Law, Link, RegressionError};
use crate::run::RunError;
use crate::run::answer::{Answer, freedom, interval, number, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::formula::{Formula, ModelMatrix, terms_of};
use crate::run::variables::domain;
use crate::survey::Estimates;
use distributions::student;

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let table = &prepared.table;
    let formula = Formula::read(&entry.text("formula").ok_or(RunError::Argument("formula"))?);
    let domain = domain(entry, table)?;
    if is_ordinal(entry) {
        return ordinal(entry, prepared, &formula);
    }
    let matrix = formula.matrix(table)?;
    let (answers, offset) = (formula.answers(table)?, formula.offset(table)?);
    let family = family(entry)?;
    let question =
        Question { columns: &matrix.columns, answers: &answers, offset: &offset, family, domain: &domain };
    let found = fitted(prepared.survey(), question).map_err(|fault| named(fault, &matrix.names))?;
    let terms = if entry.arguments.contains_key("terms") { "terms" } else { "test_terms" };
    if entry.arguments.contains_key(terms) {
        return joint(entry, terms, prepared, question, &found, &matrix);
    }
    Ok(coefficients(entry, &found, matrix))
}

fn coefficients(entry: &Entry, found: &Model, matrix: ModelMatrix) -> Map<String, Value> {
    let estimates = &found.coefficients;
    let gone = found.left_out();
    let left_out: Vec<String> = gone.iter().map(|place| matrix.names[*place].clone()).collect();
    let kept: Vec<usize> = (0..estimates.len()).filter(|place| !gone.contains(place)).collect();
    let tests: Vec<_> = kept.iter().map(|place| found.test(*place)).collect();
    let df = df(entry, estimates.df);
    let names = kept.iter().map(|place| matrix.names[*place].clone()).collect();
    let estimates = &Estimates {
        values: kept.iter().map(|place| estimates.values[*place]).collect(),
        covariance: estimates.covariance.part(&kept),
        ..estimates.clone()
    };
    let answer = of_estimates(entry, names, estimates, df)
        .with("statistic", numbers(tests.iter().map(|test| test.statistic)))
        .with("p_value", numbers(tests.iter().map(|test| student::both_tails(test.statistic, df))))
        .with("df_design", freedom(found.design_df))
        .with("deviance", number(found.deviance));
    if left_out.is_empty() { answer.done() } else { answer.with("left_out", left_out).done() }
}

/// What all models say of their coefficients.
fn of_estimates(entry: &Entry, names: Vec<String>, estimates: &Estimates, df: f64) -> Answer {
    let level = entry.numbers("level").first().copied().unwrap_or(0.95);
    let of = |critical: Critical| {
        let limits = |place: usize| {
            let (value, variance) = (estimates.values[place], estimates.covariance.get(place, place));
            interval(wald(value, if value.is_nan() { f64::NAN } else { variance }, critical))
        };
        (0..estimates.len()).map(limits).collect::<Vec<Value>>()
    };
    let se = |place: usize| {
        if estimates.values[place].is_nan() { f64::NAN } else { estimates.covariance.se(place) }
    };
    let answer = Answer::default()
        .covariance(&estimates.covariance)
        .with("names", names)
        .with("estimate", numbers(estimates.values.iter().copied()))
        .with("se", numbers((0..estimates.len()).map(se)))
        .with("ci95_t", of(Critical::new(level, df)))
        .with("ci95_z", of(Critical::new(level, f64::INFINITY)))
        .with("df", freedom(df))
        .with("n", estimates.answered);
    if estimates.failed > 0 { answer.with("failed_replicates", estimates.failed) } else { answer }
}

/// Degrees of freedom that the entry asks for, or those of the model.
fn df(entry: &Entry, own: f64) -> f64 {
    match entry.text("df").as_deref() {
        Some("Inf") => f64::INFINITY,
        Some(text) => text.parse().unwrap_or(own),
        None => own,
    }
}

/// Names of columns in the place of their numbers.
fn named(fault: RegressionError, names: &[String]) -> RunError {
    match fault {
        RegressionError::Separated { columns } => RunError::Separated(
            columns.iter().filter_map(|column| names.get(*column)).cloned().collect::<Vec<_>>().join(", "),
        ),
        other => other.into(),
    }
}

fn joint(
    entry: &Entry,
    argument: &'static str,
    prepared: &Prepared,
    question: Question<'_>,
    found: &Model,
    matrix: &ModelMatrix,
) -> Result<Map<String, Value>, RunError> {
    let terms = terms_of(&entry.texts(argument));
    let places = matrix.places(&terms);
    if places.is_empty() {
        return Err(RunError::Unknown { argument: "terms", value: terms.join(", ") });
    }
    let method = entry.text("method").or_else(|| entry.text("test")).unwrap_or_else(|| "Wald".to_owned());
    Ok(match method.to_ascii_lowercase().replace([' ', '-', '_'], "").as_str() {
        "lrt" | "likelihoodratio" | "workinglrt" | "workinglikelihoodratio" | "raoscott" => {
            let test = working_likelihood_ratio(prepared.survey(), question, found, &places);
            of_working(&test.map_err(|fault| match fault {
                WorkingTestError::Model(fault) => named(fault, &matrix.names),
                WorkingTestError::Test(fault) => fault.into(),
            })?)
        }
        "workingwald" => of_working(&found.working_wald(&places)?),
        "wald" | "f" => {
            let test = found.joint(&places, &entry.numbers("null"))?;
            Answer::default()
                .with("F", number(test.statistic))
                .with("df_num", numbers_at(&test.df, 0))
                .with("df_den", numbers_at(&test.df, 1))
                .with("p_value", number(test.p))
                .done()
        }
        _ => return Err(RunError::Unknown { argument: "method", value: method }),
    })
}

fn numbers_at(values: &[f64], place: usize) -> Value {
    freedom(values.get(place).copied().unwrap_or(f64::NAN))
}

fn of_working(test: &WorkingTest) -> Map<String, Value> {
    Answer::default()
        .with("chisq", number(test.statistic))
        .with("statistic", number(test.statistic))
        .with("lambda", numbers(test.effects.iter().copied()))
        .with("df", test.effects.len())
        .with("df_num", test.effects.len())
        .with("df_den", freedom(test.df))
        .with("p_value", number(test.p))
        .done()
}

fn is_ordinal(entry: &Entry) -> bool {
    let says = |text: &str| {
        let text = text.to_ascii_lowercase();
        ["ordinal", "proportional", "polr", "olr"].iter().any(|word| text.contains(word))
    };
    says(&entry.estimator)
        || entry.text("family").is_some_and(|text| says(&text))
        || entry.call().contains("svyolr(")
}

fn ordinal(entry: &Entry, prepared: &Prepared, formula: &Formula) -> Result<Map<String, Value>, RunError> {
    let (table, domain) = (&prepared.table, domain(entry, &prepared.table)?);
    let with_whole = Formula { intercept: true, ..formula.clone() };
    let matrix = with_whole.matrix(table)?;
    let (names, columns) = (&matrix.names[1..], &matrix.columns[1..]);
    let link = match entry.text("link").or_else(|| entry.text("method")).as_deref() {
        None | Some("logistic" | "logit") => Link::Logit,
        Some("probit") => Link::Probit,
        Some("cloglog") => Link::ComplementaryLogLog,
        Some(other) => return Err(RunError::Unknown { argument: "method", value: other.to_owned() }),
    };
    let found = ordinal_model(prepared.survey(), columns, &formula.ordered(table)?, link, &domain)
        .map_err(|fault| named(fault, names))?;
    let estimates = &found.estimates;
    let names: Vec<String> = names.iter().chain(&found.thresholds).cloned().collect();
    let statistic = |place: usize| estimates.values[place] / estimates.covariance.se(place);
    let df = df(entry, estimates.df);
    let places = || 0..estimates.len();
    Ok(of_estimates(entry, names, estimates, df)
        .with("statistic", numbers(places().map(statistic)))
        .with("p_value", numbers(places().map(|place| student::both_tails(statistic(place), df))))
        .with("df_design", freedom(found.design_df))
        .done())
}

/// "quasibinomial", "Gamma(link='log')", or a link of its own beside it.
fn family(entry: &Entry) -> Result<Family, RunError> {
    let Some(text) = entry.text("family") else { return Ok(Family::GAUSSIAN) };
    let unknown = |argument, value: &str| RunError::Unknown { argument, value: value.to_owned() };
    let (name, rest) = text.split_once('(').unwrap_or((text.as_str(), ""));
    let law = match name.trim().to_ascii_lowercase().as_str() {
        "gaussian" | "quasi" | "linear" => Law::Gaussian,
        "binomial" | "quasibinomial" | "logistic" => Law::Binomial,
        "poisson" | "quasipoisson" => Law::Poisson,
        "gamma" => Law::Gamma,
        "inverse.gaussian" => Law::InverseGaussian,
        _ => return Err(unknown("family", &text)),
    };
    let law = match rest.split("variance").nth(1).map(|said| said.trim_matches([' ', '=', '"', '\'', ')'])) {
        Some("mu(1-mu") => Law::Binomial,
        Some("mu") => Law::Poisson,
        Some("mu^2") => Law::Gamma,
        Some("mu^3") => Law::InverseGaussian,
        _ => law,
    };
    let inside = rest.split("variance").next().unwrap_or_default().trim_end_matches(')').replace("link", "");
    let said = inside.trim_matches([' ', '=', '"', '\'', ',']).to_owned();
    let said = if said.is_empty() { entry.text("link") } else { Some(said) };
    let link = match said.as_deref() {
        None => return Ok(Family::of(law)),
        Some("identity") => Link::Identity,
        Some("log") => Link::Log,
        Some("logit") => Link::Logit,
        Some("probit") => Link::Probit,
        Some("cloglog") => Link::ComplementaryLogLog,
        Some("cauchit") => Link::Cauchit,
        Some("inverse") => Link::Inverse,
        Some("1/mu^2") => Link::InverseSquare,
        Some("sqrt") => Link::Root,
        Some(other) => return Err(unknown("link", other)),
    };
    Ok(Family { law, link })
}
