//! Figures by group, their differences, and functions of several figures.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::numbers::{against, is_total};
use crate::Domain;
use crate::change::{Change, Family, adjusted, delta};
use crate::data::{Categories, Column, Table};
use crate::estimators::{GroupMeans, Means, Missing, design_effects, group_means};
use crate::intervals::{Critical, wald};
use crate::run::RunError;
use crate::run::answer::{Answer, freedom, interval, number, numbers};
use crate::run::design::Prepared;
use crate::run::document::Entry;
use crate::run::expression::Expression;
use crate::run::variables::{Variable, column, columns, crossed, domain, indicator, missing, numerators};
use crate::survey::{Estimates, Survey};

pub(super) fn answer(entry: &Entry, prepared: &Prepared) -> Result<Map<String, Value>, RunError> {
    let (survey, table) = (prepared.survey(), &prepared.table);
    let domain = domain(entry, table)?;
    let says = |word: &str| entry.arguments.contains_key(word);
    let coefficients = entry.numbers("contrast");
    if !coefficients.is_empty() {
        return combination(entry, coefficients, survey, table, &domain);
    }
    if let Some(contrast) = entry.text("contrast") {
        return difference(entry, &contrast, survey, table, &domain);
    }
    if says("expr") || (entry.family == "change" && !says("by")) {
        return function_of_means(entry, survey, table, &domain);
    }
    if says("by") && entry.family == "change" {
        return changes(entry, survey, table, &domain);
    }
    if says("by") {
        return by_group(entry, survey, table, &domain);
    }
    Ok(Answer::default()
        .with("df_full", freedom(survey.degrees_of_freedom(&Domain::everyone())))
        .with("df_domain", freedom(survey.degrees_of_freedom(&domain)))
        .done())
}

fn by_group(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    // A standardised figure is compared over the levels whose composition was made alike.
    let groups = crossed(entry, if entry.arguments.contains_key("over") { "over" } else { "by" }, table)?;
    let kept = missing(entry);
    if let Some(rows) = one_by_one(entry, survey, table, domain, &groups)? {
        return Ok(rows);
    }
    if entry.arguments.contains_key("num") {
        let (above, (_, below)) = (numerators(entry, table)?, column(entry, "den", table)?);
        let above = above.first().map(|(_, values)| values.as_slice()).ok_or(RunError::Argument("num"))?;
        let estimates = group_means(survey, &GroupMeans::ratios(&groups, above, &below, domain, kept));
        return Ok(Answer::default().estimates(groups.levels, &estimates).done());
    }
    let total = is_total(entry);
    let named = columns(entry, "y", table)?;
    let (mut names, mut all, mut effects) = (Vec::new(), None::<Estimates>, Vec::new());
    for (name, values) in &named {
        let question = if total {
            GroupMeans::totals(&groups, values, domain, kept)
        } else {
            GroupMeans::means(&groups, values, domain, kept)
        };
        let estimates = group_means(survey, &question);
        let several = named.len() > 1;
        names.extend(
            groups.levels.iter().map(|level| if several { format!("{level}:{name}") } else { level.clone() }),
        );
        if against(entry).is_some() || entry.estimator.contains("design effect") {
            effects.extend(effects_by_group(entry, survey, &question, &estimates, values, total));
        }
        all = Some(match all {
            Some(before) => joined(before, estimates),
            None => estimates,
        });
    }
    let estimates = all.ok_or(RunError::Argument("y"))?;
    let answer = Answer::default().estimates(names, &estimates);
    Ok(if effects.is_empty() { answer.done() } else { answer.with("deff", numbers(effects)).done() })
}

/// Figures that every group has for itself: variances, proportions with their intervals, quantiles.
fn one_by_one(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
    groups: &Categories,
) -> Result<Option<Map<String, Value>>, RunError> {
    let says = |word: &str| entry.arguments.contains_key(word);
    let call = |name: &str| entry.call().contains(name);
    let of = |group: usize| domain.and(groups.codes.len(), |row| groups.codes[row] as usize == group);
    let mut answers = Vec::new();
    for group in 0..groups.levels.len() {
        let inside = of(group);
        answers.push(if says("qrule") || says("p") || entry.family == "quantile" {
            super::quantiles::of_domain(entry, survey, table, &inside)?
        } else if says("method") || entry.family == "ciprop" || call("svyciprop") {
            super::proportions::of_domain(entry, survey, table, &inside)?
        } else if entry.family == "variance"
            || entry.estimator.starts_with("population variance")
            || call("svyvar")
        {
            super::numbers::variances(entry, survey, table, &inside)?
        } else {
            return Ok(None);
        });
    }
    // One list of each figure, group after group.
    let mut lists: Map<String, Value> = Map::new();
    for mut answer in answers {
        answer.remove("names");
        for (key, value) in answer {
            let list = lists.entry(key).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                match value {
                    Value::Array(values) if values.len() == 1 => list.extend(values),
                    value => list.push(value),
                }
            }
        }
    }
    let df = survey.degrees_of_freedom(domain);
    if lists.contains_key("ci95_t") {
        // Groups of one survey share its degrees of freedom here, as means by group do.
        let list = |key: &str| lists.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let (values, errors, critical) = (list("estimate"), list("se"), Critical::new(0.95, df));
        let of = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        let one = |(value, se): (&Value, &Value)| interval(wald(of(value), of(se).powi(2), critical));
        let intervals: Vec<Value> = values.iter().zip(&errors).map(one).collect();
        lists.insert("ci95_t".to_owned(), intervals.into());
    }
    lists.insert("names".to_owned(), groups.levels.clone().into());
    lists.insert("df".to_owned(), freedom(df));
    Ok(Some(lists))
}

fn effects_by_group(
    entry: &Entry,
    survey: Survey<'_>,
    question: &GroupMeans<'_>,
    estimates: &Estimates,
    values: &[f64],
    total: bool,
) -> Vec<f64> {
    let of_group = |group: usize| {
        let variance = [estimates.covariance.get(group, group)];
        let against = against(entry).unwrap_or_default();
        design_effects(survey, &question.domain_of(group), &variance, total, against, |_, row| values[row])
    };
    (0..estimates.len()).flat_map(of_group).collect()
}

/// Two lists of estimates one after the other, without the covariances between them.
fn joined(mut first: Estimates, second: Estimates) -> Estimates {
    let (a, b) = (first.len(), second.len());
    let mut values = vec![0.0; (a + b) * (a + b)];
    for (start, estimates) in [(0, &first), (a, &second)] {
        for i in 0..estimates.len() {
            for j in 0..estimates.len() {
                values[(start + i) * (a + b) + start + j] = estimates.covariance.get(i, j);
            }
        }
    }
    first.values.extend(second.values);
    first.covariance = crate::Covariance::of(a + b, values).unwrap_or(first.covariance);
    first
}

/// "stype E minus H", or "E - M" of the factor that has both levels.
fn difference(
    entry: &Entry,
    contrast: &str,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let unknown = || RunError::Unknown { argument: "contrast", value: contrast.to_owned() };
    let (left, right) =
        contrast.split_once(" minus ").or_else(|| contrast.split_once(" - ")).ok_or_else(unknown)?;
    let (name, left) = match left.trim().split_once(' ') {
        Some((name, level)) => (Some(name.to_owned()), level.trim()),
        None => (entry.text("by"), left.trim()),
    };
    let right = right.trim();
    let right = right.strip_prefix(name.as_deref().unwrap_or_default()).map_or(right, str::trim);
    let groups = match name {
        Some(name) => Variable::read(&name, table)?.column.categories(),
        None => with_levels(table, &[left, right]).ok_or_else(unknown)?,
    };
    let place = |level: &str| groups.levels.iter().position(|name| name == level).ok_or_else(unknown);
    let (to, from) = (place(left)?, place(right)?);
    let (_, values) = column(entry, "y", table)?;
    let question = if is_total(entry) {
        GroupMeans::totals(&groups, &values, domain, missing(entry))
    } else {
        GroupMeans::means(&groups, &values, domain, missing(entry))
    };
    let estimates = survey.estimate(&question);
    let change = Change::between(&estimates, from, to);
    Ok(of_change(&change).covariance(&estimates.covariance).done())
}

/// Σ a_i θ_i of the means of several variables, or of one variable in every group.
fn combination(
    entry: &Entry,
    coefficients: Vec<f64>,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let named = columns(entry, "y", table)?;
    let refs: Vec<&[f64]> = named.iter().map(|(_, values)| values.as_slice()).collect();
    let estimates = if entry.arguments.contains_key("by") {
        let groups = crossed(entry, "by", table)?;
        let values = refs.first().copied().ok_or(RunError::Argument("y"))?;
        survey.estimate(&GroupMeans::means(&groups, values, domain, missing(entry)))
    } else {
        survey.estimate(&Means::new(refs, domain, missing(entry)))
    };
    if coefficients.len() != estimates.len() {
        let value = format!("{} coefficients for {} estimates", coefficients.len(), estimates.len());
        return Err(RunError::Unknown { argument: "contrast", value });
    }
    let change = estimates.combined(&[coefficients]);
    Ok(Answer::default().estimates(vec!["contrast".to_owned()], &change).done())
}

fn of_change(change: &Change) -> Answer {
    Answer::default()
        .with("estimate", number(change.difference))
        .with("se", number(change.se))
        .with("df", freedom(change.df))
        .with("p_value", number(change.p))
        .with("ci95_t", numbers([change.interval.0, change.interval.1]))
        .with("detectable", number(change.detectable))
}

/// The first factor that has all these levels, the one with the fewest others.
pub(in crate::run) fn with_levels(table: &Table, levels: &[&str]) -> Option<Categories> {
    let has =
        |factor: &&Categories| levels.iter().all(|level| factor.levels.iter().any(|name| name == level));
    let factors = table.names().iter().filter_map(|name| match table.column(name) {
        Ok(Column::Categories(factor)) => Some(factor),
        _ => None,
    });
    factors.filter(has).min_by_key(|factor| factor.levels.len()).cloned()
}

/// A function of means, "api00/api99-1", or of the proportion p of `y`.
fn function_of_means(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let of_p = entry.arguments.contains_key("expr") && entry.arguments.contains_key("y");
    let text = entry.text("expr").or_else(|| entry.text("y")).ok_or(RunError::Argument("expr"))?;
    let expression = Expression::read(&text)?;
    let names = expression.names();
    let mut values = Vec::new();
    for name in &names {
        values.push(if of_p && name == "p" && table.column(name).is_err() {
            column(entry, "y", table)?.1
        } else {
            named_value(name, table)?
        });
    }
    let refs = values.iter().map(Vec::as_slice).collect();
    let means = survey.estimate(&Means::new(refs, domain, missing(entry)));
    let known: BTreeMap<String, (usize, f64)> =
        names.into_iter().zip(means.values.iter().copied().enumerate()).collect();
    let (value, gradient) = expression.gradient(&known)?;
    let estimates = delta(&means, value, &gradient);
    Ok(Answer::default().estimates(vec!["contrast".to_owned()], &estimates).done())
}

/// A column of numbers, or a level of a factor as R names it, "sch.wideYes".
fn named_value(name: &str, table: &Table) -> Result<Vec<f64>, RunError> {
    if let Ok(values) = table.numbers(name) {
        return Ok(values.to_vec());
    }
    let level = table.names().iter().find_map(|column| {
        let level = name.strip_prefix(column.as_str())?;
        let factor = table.column(column).ok()?.categories();
        let at = factor.levels.iter().position(|name| name == level)?;
        Some(indicator(&factor, at))
    });
    match level {
        Some(values) => Ok(values),
        None => Ok(table.numbers(name)?.to_vec()),
    }
}

/// The change between two waves, "wave", or within every group, "obvod x wave".
fn changes(
    entry: &Entry,
    survey: Survey<'_>,
    table: &Table,
    domain: &Domain,
) -> Result<Map<String, Value>, RunError> {
    let texts: Vec<String> = entry
        .texts("by")
        .iter()
        .flat_map(|text| text.split(" x ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let factor = |text: &String| Ok::<_, RunError>(Variable::read(text, table)?.column.categories());
    let (groups, waves) = match texts.as_slice() {
        [wave] => (Categories::crossed(&[], table.rows(), ""), factor(wave)?),
        [group, wave] => (factor(group)?, factor(wave)?),
        _ => return Err(RunError::Argument("by")),
    };
    let cells = Categories::crossed(&[&groups, &waves], table.rows(), " ");
    let (_, values) = column(entry, "y", table)?;
    let estimates = survey.estimate(&GroupMeans::means(&cells, &values, domain, Missing::Remove));
    let (count, last) = (groups.levels.len(), waves.levels.len().saturating_sub(1));
    let asked = family_size(entry).unwrap_or(count).min(count);
    let changes: Vec<Change> =
        (0..asked).map(|group| Change::between(&estimates, group, last * count + group)).collect();
    let raw: Vec<f64> = changes.iter().map(|change| change.p).collect();
    let of = |family: Family| numbers(adjusted(&raw, family));
    Ok(Answer::default()
        .with("names", groups.levels.iter().take(asked).cloned().collect::<Vec<_>>())
        .with("estimate", numbers(changes.iter().map(|change| change.difference)))
        .with("se", numbers(changes.iter().map(|change| change.se)))
        .with("df", freedom(estimates.df))
        .with("p_value", of(Family::Raw))
        .with("p_bonferroni", of(Family::Bonferroni))
        .with("p_holm", of(Family::Holm))
        .with("p_hochberg", of(Family::Hochberg))
        .with("p_bh", of(Family::BenjaminiHochberg))
        .with("p_by", of(Family::BenjaminiYekutieli))
        .with("p_hommel", of(Family::Hommel))
        .done())
}

/// How many groups the family of comparisons has, when fewer than all: an argument, or `[1:4]` in the call.
fn family_size(entry: &Entry) -> Option<usize> {
    let said = entry.numbers("groups").first().map(|count| *count as usize);
    let in_call = || entry.call().split("[1:").nth(1)?.split(']').next()?.parse().ok();
    said.or_else(in_call)
}
