//! Steps of adjustment in words: "rake E/H/M = 4421/755/1018 and sch.wide No/Yes = 1072/5122", "logit calibration
//! ~stype+api99, g in (0.7,1.7)", "trim to [20,45], repeated until all inside".

use super::document::Entry;
use super::formula::Formula;
use super::margins::{cells, file, from_file, from_margins, margins};
use super::{Library, RunError};
use crate::calibrated::{Distance, Margin, Model, Reweighting};
use crate::data::{Categories, Table};

/// The adjustments of the weights of an entry, in their order.
pub(crate) fn steps(
    entry: &Entry,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Vec<Reweighting>, RunError> {
    let mut steps = Vec::new();
    for said in entry.design.steps() {
        let text = resolved(said, library);
        if let Some(step) = step(&text, entry, table, library)? {
            steps.push(step);
        }
    }
    if let Some(standard) = standard(entry, table, library)? {
        steps.push(standard);
    }
    Ok(steps)
}

/// "as gl2 but …" with what gl2 says in front.
pub(super) fn resolved(said: &str, library: &Library<'_>) -> String {
    let other = said.strip_prefix("as ").and_then(|rest| rest.split([' ', ',']).next());
    match other.and_then(|name| library.designs.get(name)) {
        Some(design) => format!("{}; {said}", design.steps().join("; ")),
        None => said.to_owned(),
    }
}

fn step(
    text: &str,
    entry: &Entry,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Option<Reweighting>, RunError> {
    let says = |word: &str| text.contains(word);
    if says("calibrat") || (says("aggregate") && entry.setup().contains("calibrate(")) {
        return model(text, entry, table, library).map(|model| Some(Reweighting::Model(model)));
    }
    if says("trim") {
        return trim(text).map(Some);
    }
    if says("post-strat") || says("poststrat") {
        return cells(text, entry, table, library).map(|margins| Some(Reweighting::Margins(margins)));
    }
    if says("rake") || says("raking") {
        let margins = margins(text, table, library)?;
        return Ok(Some(match loosely(text, entry) {
            Some((rounds, change)) => Reweighting::Loosely { margins, rounds, change },
            None => Reweighting::Margins(margins),
        }));
    }
    // What is left describes the sample or its replicates.
    Ok(None)
}

/// "trim to [20,45], excess spread equally …", "trim to at most 40", "… in proportion", "… repeated until all inside".
fn trim(text: &str) -> Result<Reweighting, RunError> {
    let after = |words: &[&str]| words.iter().find_map(|word| number_after(text, word));
    let (lower, upper) = match bounds(text, "to") {
        Some(both) => both,
        None => {
            let lower = after(&["at least", "lower =", "lower=", "lower", "below"]);
            let upper = after(&["at most", "upper =", "upper=", "upper", "above", "trim to"]);
            if lower.is_none() && upper.is_none() {
                return Err(wrong(text, "a bound is missing"));
            }
            (lower.unwrap_or(f64::NEG_INFINITY), upper.unwrap_or(f64::INFINITY))
        }
    };
    let strict = text.contains("repeat") || text.contains("strict") || text.contains("until all");
    let in_proportion = text.contains("proportion");
    Ok(if in_proportion {
        Reweighting::TrimProportionally { lower, upper, strict }
    } else {
        Reweighting::Trim { lower, upper, strict }
    })
}

fn number_after(text: &str, word: &str) -> Option<f64> {
    let rest = text.split(word).nth(1)?.trim_start_matches([' ', '=', ':']);
    rest.split([' ', ',', ';', ')', ']']).next()?.parse().ok()
}

/// Rounds and change of a raking that stops early: said in words, or by an R call without bounds of its own, which stops
/// after ten rounds or a change of one person.
fn loosely(text: &str, entry: &Entry) -> Option<(usize, f64)> {
    const R: (usize, f64) = (10, 1.0);
    if text.contains("to convergence") {
        return None;
    }
    let said = ["loose", "default", "ten rounds", "10 rounds", "stops at", "stop at"];
    if said.iter().any(|words| text.contains(words)) {
        let rounds =
            text.split("rounds").next().and_then(|before| before.split_whitespace().last()?.parse().ok());
        return Some((rounds.unwrap_or(R.0), number_after(text, "change of").unwrap_or(R.1)));
    }
    let setup = entry.setup();
    let line = setup.lines().rev().find(|line| line.contains("rake("))?;
    (!line.contains("control")).then_some(R)
}

pub(super) fn wrong(text: &str, reason: &str) -> RunError {
    RunError::Step { step: text.to_owned(), reason: reason.to_owned() }
}

/// "linear calibration ~stype+api99: totals 6194,755,1018,3914069", with bounds "g in [0.6,1.6]".
fn model(text: &str, entry: &Entry, table: &Table, library: &mut Library<'_>) -> Result<Model, RunError> {
    if let Some(variable) =
        text.split("ratio-type calibration on ").nth(1).and_then(|rest| rest.split(' ').next())
    {
        return ratio(variable, text, entry, table, library);
    }
    let by_unit = text.contains("per PSU") || text.contains("aggregate");
    let distance = distance(text, &entry.setup())?;
    if let Some(file) = file(text) {
        return from_margins(&from_file(&file, table, library)?, distance, by_unit);
    }
    let formula = formula(text).or_else(|| formula(entry.setup().split("calibrate(").nth(1)?));
    let formula = formula.ok_or_else(|| wrong(text, "a formula is missing"))?;
    let matrix = Formula::read(&formula).matrix(table)?;
    let said = totals(text).or_else(|| elsewhere(&formula, library));
    let totals = match said {
        Some(totals) if totals.len() == matrix.names.len() => totals,
        Some(_) => return Err(wrong(text, "there is not one total for each column of the formula")),
        None => of_population(&Formula::read(&formula), &matrix.names, entry, library)?,
    };
    Ok(Model {
        names: matrix.names,
        columns: matrix.columns,
        totals,
        distance,
        by_unit,
        variance: Vec::new(),
    })
}

fn formula(text: &str) -> Option<String> {
    let after = text.split('~').nth(1)?;
    let mut depth = 0_i32;
    let ends = |character: char| {
        depth += i32::from(character == '(') - i32::from(character == ')');
        depth < 0 || (depth == 0 && matches!(character, ':' | ',' | ';'))
    };
    after.split(ends).next().map(|formula| formula.trim().replace(' ', ""))
}

/// Numbers after "totals", or after the colon behind the formula.
fn totals(text: &str) -> Option<Vec<f64>> {
    let after = text
        .split("totals ")
        .nth(1)
        .or_else(|| text.split('~').nth(1)?.split_once(':').map(|(_, rest)| rest))?;
    let list =
        after.split(", g in").next().and_then(|list| list.split([';', ' ']).find(|part| !part.is_empty()))?;
    list.trim_end_matches(',').split(',').map(|number| number.trim().parse().ok()).collect()
}

/// The totals another design of the document states for the same formula.
fn elsewhere(wanted: &str, library: &Library<'_>) -> Option<Vec<f64>> {
    let steps = library.designs.values().flat_map(|design| design.steps());
    steps.filter(|step| formula(step).as_deref() == Some(wanted)).find_map(totals)
}

/// Sums of the columns over a population frame beside the sample: the table of its folder whose name ends in "pop".
fn of_population(
    formula: &Formula,
    names: &[String],
    entry: &Entry,
    library: &mut Library<'_>,
) -> Result<Vec<f64>, RunError> {
    let matrix = formula.matrix(population(entry, None, library)?)?;
    let total = |name: &String| {
        let at = matrix.names.iter().position(|other| other == name)?;
        Some(crate::sums::sum(matrix.columns[at].iter().copied().filter(|value| !value.is_nan())))
    };
    let totals: Option<Vec<f64>> = names.iter().map(total).collect();
    totals.ok_or_else(|| wrong(&formula.terms.join("+"), "the population has no such levels"))
}

/// The table a step calls "apipop", in the folder of the sample.
pub(super) fn population<'a>(
    entry: &Entry,
    name: Option<&str>,
    library: &'a mut Library<'_>,
) -> Result<&'a Table, RunError> {
    let folder =
        entry.dataset.as_deref().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let own = format!("{folder}pop");
    library.table(&format!("{folder}/{}.csv", name.unwrap_or(&own)))
}

fn distance(text: &str, setup: &str) -> Result<Distance, RunError> {
    let both = || bounds(text, "g in").or_else(|| bounds(setup, "bounds=c"));
    let pair = || both().ok_or_else(|| wrong(text, "two bounds are missing"));
    let says = |word: &str| text.contains(word);
    Ok(if says("logit") || setup.contains("calfun='logit'") {
        let (lower, upper) = pair()?;
        Distance::Logit(lower, upper)
    } else if says("exponential") || says("raking") || setup.contains("calfun='raking'") {
        Distance::Exponential
    } else if let Some((lower, upper)) = both() {
        Distance::Bounded(lower, upper)
    } else {
        Distance::Linear
    })
}

/// Two numbers in brackets after a word.
fn bounds(text: &str, word: &str) -> Option<(f64, f64)> {
    let after = text.split(word).skip(1).find_map(|rest| rest.trim_start().strip_prefix(['[', '(']))?;
    let (lower, upper) = after.split([']', ')']).next()?.split_once(',')?;
    Some((lower.trim().parse().ok()?, upper.trim().parse().ok()?))
}

/// The ratio estimator as calibration: weights × T/T̂, the variance of a row in proportion to its size.
fn ratio(
    variable: &str,
    text: &str,
    entry: &Entry,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Model, RunError> {
    let said = text.split("total = ").nth(1).ok_or_else(|| wrong(text, "the total is missing"))?;
    let total = match said.split_once(" in ").filter(|_| said.starts_with("sum of ")) {
        Some((_, frame)) => {
            let frame = frame.split([' ', ',', ';']).next();
            let known = population(entry, frame, library)?.numbers(variable)?;
            crate::sums::sum(known.iter().copied().filter(|value| !value.is_nan()))
        }
        None => said
            .split([' ', ','])
            .next()
            .and_then(|n| n.parse().ok())
            .ok_or_else(|| wrong(text, "no total"))?,
    };
    let size = table.numbers(variable)?.to_vec();
    Ok(Model {
        names: vec![variable.to_owned()],
        columns: vec![size.clone()],
        totals: vec![total],
        distance: Distance::Linear,
        by_unit: false,
        variance: size,
    })
}

/// Direct standardisation: within every level of `over` the shares of `by` are those of a population.
fn standard(
    entry: &Entry,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Option<Reweighting>, RunError> {
    let (Some(by), Some(over)) = (entry.text("by"), entry.text("over")) else { return Ok(None) };
    let (by_factor, over) = (table.column(&by)?.categories(), table.column(&over)?.categories());
    let counts: Vec<f64> = match entry.numbers("population") {
        numbers if !numbers.is_empty() => numbers,
        _ => {
            let text = entry.text("population").ok_or(RunError::Argument("population"))?;
            let frame = text.split_whitespace().next().map(str::to_owned);
            let known = population(entry, frame.as_deref(), library)?.column(&by)?.categories();
            let count = |level: &String| {
                (0..known.codes.len()).filter(|row| known.level(*row) == Some(level)).count()
            };
            by_factor.levels.iter().map(|level| count(level) as f64).collect()
        }
    };
    let factor = Categories::crossed(&[&by_factor, &over], table.rows(), ".");
    let totals = over.levels.iter().flat_map(|_| counts.iter().copied()).collect();
    Ok(Some(Reweighting::Margins(vec![Margin { factor, totals }])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_step_are_found() {
        assert_eq!(bounds("logit calibration ~a, g in (0.7,1.7)", "g in"), Some((0.7, 1.7)));
        assert_eq!(bounds("trim to [20,45], repeated", "to"), Some((20.0, 45.0)));
        assert_eq!(
            formula("linear calibration ~stype + api99: totals 6194,755"),
            Some("stype+api99".to_owned())
        );
        assert_eq!(
            totals("linear calibration ~stype: (1,H,M) totals 6194,755,1018"),
            Some(vec![6194.0, 755.0, 1018.0])
        );
        assert_eq!(totals("logit calibration ~a: 1,2,3, g in (0.5,2)"), Some(vec![1.0, 2.0, 3.0]));
        assert_eq!(formula("linear calibration ~a+I(b^2): 1,2,3"), Some("a+I(b^2)".to_owned()));
        assert_eq!(totals("exponential (raking) calibration ~stype+api99"), None);
        assert_eq!(
            distance("bounded linear calibration ~a, g in [0.6,1.6]", "").ok(),
            Some(Distance::Bounded(0.6, 1.6))
        );
    }
}
