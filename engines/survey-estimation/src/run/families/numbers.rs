//! Totals, means, shares, ratios, variances, correlations.

use serde_json::{Map, Value};

use crate::Domain;
use crate::change::delta;
use crate::data::Table;
use crate::estimators::{Against, Means, Missing, Moments, Ratios, Totals, correlation, design_effects};
use crate::run::RunError;
use crate::run::answer::{Answer, number, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::variables::{column, columns, domain, missing, numerators};
use crate::survey::{Estimates, Statistic, Survey};

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    if let Some(stat) = entry.text("stat") {
        return of_words(&stat, survey, table, &domain);
    }
    if entry.arguments.contains_key("num") {
        return ratios(entry, survey, table, &domain);
    }
    let call = |name: &str| entry.call().contains(name);
    let starts =
        ["variance", "population variance", "standard deviation", "correlation", "covariance matrix"];
    let of_spread = starts.iter().any(|start| entry.estimator.starts_with(start));
    if entry.family == "variance" || of_spread || call("svyvar(") || call("svysd(") {
        return variances(entry, survey, table, &domain);
    }
    let is_total = is_total(entry);
    let whole = is_total && entry.text("y").as_deref() == Some("1");
    let named = if whole { everybody(entry, table) } else { columns(entry, "y", table)? };
    let (names, values): (Vec<String>, Vec<Vec<f64>>) = named.into_iter().unzip();
    let answer = figures(entry, survey, &domain, is_total, names, &values);
    Ok(answer.done())
}

/// Whether totals are asked for and not means; a sample with unequal chances is asked for totals unless it says otherwise.
pub(super) fn is_total(entry: &Entry) -> bool {
    let call = |name: &str| entry.call().contains(name);
    let says_mean = entry.estimator.starts_with("mean") || (call("svymean") && !call("svytotal"));
    let by_chances = entry.arguments.contains_key("inclusion") && !says_mean;
    (entry.family == "total" || entry.estimator.contains("total") || call("svytotal") || by_chances)
        && !says_mean
}

/// How many people there are: rows that are none (nobody) and rows that are some, as a factor of both.
fn everybody(entry: &Entry, table: &Table) -> Vec<(String, Vec<f64>)> {
    let inner = entry.call().split("I(").nth(1).and_then(|rest| rest.split(')').next()).map(str::to_owned);
    let name = |truth: &str| inner.as_ref().map_or(truth.to_owned(), |inner| format!("I({inner}){truth}"));
    vec![(name("FALSE"), vec![0.0; table.rows()]), (name("TRUE"), vec![1.0; table.rows()])]
}

fn figures(
    entry: &Entry,
    survey: Survey<'_>,
    domain: &Domain,
    is_total: bool,
    names: Vec<String>,
    values: &[Vec<f64>],
) -> Answer {
    let refs: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
    let means = Means::new(refs.clone(), domain, missing(entry));
    let estimates = if is_total {
        survey.estimate(&Totals::new(refs, domain, missing(entry)))
    } else {
        survey.estimate(&means)
    };
    let estimates = Estimates { df: reported_df(entry, survey, estimates.df), ..estimates };
    let mut answer = Answer::default();
    if entry.estimator.contains("coefficient of variation") {
        let one = estimates.at(0);
        let cv = one.se.unwrap_or(f64::NAN) / one.value.unwrap_or(f64::NAN);
        return answer.single(&estimates).with("cv", number(cv));
    }
    if let Some(against) = against(entry) {
        let variances: Vec<f64> = (0..estimates.len()).map(|at| estimates.covariance.get(at, at)).collect();
        let value = |variable: usize, row: usize| values[variable][row];
        let effects = design_effects(survey, means.answered(), &variances, is_total, against, value);
        answer = answer.with("deff", numbers(effects));
    }
    if estimates.len() > 1 {
        answer = answer.covariance(&estimates.covariance);
    }
    answer = answer.estimates(names, &estimates).with("n", estimates.answered);
    if estimates.rows == 0 { answer.with("empty_domain", true) } else { answer }
}

/// The degrees of freedom to report. An entry that compares what to do with a lonely unit keeps those of the design.
fn reported_df(entry: &Entry, survey: Survey<'_>, of_domain: f64) -> f64 {
    let compares = entry.arguments.contains_key("lonely");
    if compares { survey.degrees_of_freedom(&Domain::everyone()) } else { of_domain }
}

/// Whether a design effect is asked for, and against what.
pub(super) fn against(entry: &Entry) -> Option<Against> {
    match entry.arguments.get("deff")? {
        Value::Bool(true) => Some(Against::WithoutReplacement),
        Value::String(text) if text.starts_with("without") => Some(Against::WithoutReplacement),
        Value::String(text) if text.starts_with("with") || text == "replace" => {
            Some(Against::WithReplacement)
        }
        _ => None,
    }
}

fn ratios(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let above = numerators(entry, table)?;
    let (_, below) = column(entry, "den", table)?;
    let names: Vec<String> = above.iter().map(|(name, _)| name.clone()).collect();
    let refs: Vec<&[f64]> = above.iter().map(|(_, values)| values.as_slice()).collect();
    if entry.flag("separate") {
        return separate_ratios(entry, survey, table, domain, &refs, &below);
    }
    let question = Ratios::new(refs.clone(), &below, domain, missing(entry));
    let estimates = survey.estimate(&question);
    let mut answer = Answer::default();
    if let Some(against) = against(entry) {
        let whole = survey.totals(&question).last().copied().unwrap_or(f64::NAN);
        let variances: Vec<f64> = (0..estimates.len()).map(|at| estimates.covariance.get(at, at)).collect();
        let away = |at: usize, row: usize| (refs[at][row] - estimates.values[at] * below[row]) / whole;
        let effects = design_effects(survey, question.answered(), &variances, true, against, away);
        answer = answer.with("deff", numbers(effects));
    }
    Ok(if names.len() == 1 {
        answer.single(&estimates).with("n", estimates.answered).done()
    } else {
        answer.covariance(&estimates.covariance).estimates(names, &estimates).done()
    })
}

/// The ratio of every stratum by itself.
fn separate_ratios(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
    above: &[&[f64]],
    below: &[f64],
) -> Result<Map<String, Value>, RunError> {
    let strata = entry.design.strata.as_ref().and_then(|names| names.first());
    let strata = table.column(strata.ok_or(RunError::Argument("strata"))?)?.categories();
    let (mut names, mut values, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for (code, level) in strata.levels.iter().enumerate() {
        let inside = domain.and(table.rows(), |row| strata.codes[row] as usize == code);
        let one = survey.estimate(&Ratios::new(above.to_vec(), below, &inside, missing(entry)));
        for at in 0..one.len() {
            names.push(level.clone());
            values.push(one.values[at]);
            errors.push(one.at(at).se.unwrap_or(f64::NAN));
        }
    }
    Ok(Answer::default()
        .with("names", names)
        .with("estimate", numbers(values))
        .with("se", numbers(errors))
        .done())
}

pub(super) fn variances(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let named = columns(entry, "y", table)?;
    if named.is_empty() {
        return Err(RunError::Argument("y"));
    }
    let refs: Vec<&[f64]> = named.iter().map(|(_, values)| values.as_slice()).collect();
    let moments = survey.estimate(&Moments::new(survey, refs, domain, missing(entry)));
    let (values, count) = (&moments.values, named.len());
    if count == 1 {
        let deviation = values[0].sqrt();
        let by_delta = delta(&moments, deviation, &[0.5 / deviation]);
        if entry.estimator.contains("standard deviation") || entry.call().starts_with("svysd(") {
            return Ok(Answer::default().single(&by_delta).with("variance", number(values[0])).done());
        }
        let answer = Answer::default().single(&moments).with("sd", number(deviation));
        return Ok(answer
            .with("sd_se", number(by_delta.covariance.se(0)))
            .with("n", moments.answered)
            .done());
    }
    let correlations: Vec<Value> =
        (0..count)
            .map(|i| {
                numbers((0..count).map(|j| {
                    values[i * count + j] / (values[i * (count + 1)] * values[j * (count + 1)]).sqrt()
                }))
            })
            .collect();
    let mut answer = Answer::default().with("correlations", correlations);
    for (i, (name, _)) in named.iter().enumerate() {
        answer = answer.with(&format!("var_{name}"), number(values[i * count + i]));
    }
    if count == 2 {
        let correlation = values[1] / (values[0] * values[3]).sqrt();
        answer = answer.with("cov", number(values[1])).with("correlation", number(correlation));
        answer = answer.with("cov_se", number(moments.covariance.se(1)));
    } else {
        let rows: Vec<Value> = values.chunks(count).map(|row| numbers(row.iter().copied())).collect();
        answer = answer.with("cov", rows);
    }
    Ok(answer.done())
}

/// "weighted correlation of a and b".
fn of_words(
    stat: &str,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let unknown = || RunError::Unknown { argument: "stat", value: stat.to_owned() };
    let pair = stat.split("correlation of ").nth(1).ok_or_else(unknown)?;
    let (first, second) = pair.split_once(" and ").ok_or_else(unknown)?;
    let (first, second) = (table.numbers(first.trim())?, table.numbers(second.trim())?);
    let estimates: Estimates = survey.estimate(&correlation(survey, first, second, domain, Missing::Remove));
    Ok(Answer::default().estimates(vec!["correlation".to_owned()], &estimates).done())
}
