//! Steps of adjustment in words: "rake E/H/M = 4421/755/1018 and sch.wide No/Yes = 1072/5122", "logit calibration
//! ~stype+api99, g in (0.7,1.7)", "trim to [20,45], repeated until all inside".

use super::document::Entry;
use super::families::with_levels;
use super::formula::Formula;
use super::{Library, RunError};
use crate::calibrated::{Distance, Margin, Model, Reweighting};
use crate::data::Table;

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
fn resolved(said: &str, library: &Library<'_>) -> String {
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
        let (lower, upper) = bounds(text, "to").ok_or_else(|| wrong(text, "two bounds are missing"))?;
        return Ok(Some(Reweighting::Trim { lower, upper, strict: says("repeat") || says("strict") }));
    }
    if says("post-strat") || says("rake") || says("raking") {
        return margins(text, table, library).map(|margins| Some(Reweighting::Margins(margins)));
    }
    // What is left describes the sample or its replicates.
    Ok(None)
}

fn wrong(text: &str, reason: &str) -> RunError {
    RunError::Step { step: text.to_owned(), reason: reason.to_owned() }
}

/// "E/H/M = 4421/755/1018 and sch.wide No/Yes = 1072/5122", or "the margins in FILE" with variable, level and total.
fn margins(text: &str, table: &Table, library: &mut Library<'_>) -> Result<Vec<Margin>, RunError> {
    if let Some(file) = file(text) {
        return from_file(&file, table, library);
    }
    let mut margins = Vec::new();
    let sides: Vec<&str> = text.split('=').collect();
    for pair in sides.windows(2) {
        let [left, right] = pair else { continue };
        let mut words = left.split_whitespace().rev();
        let levels: Vec<&str> = words.next().unwrap_or_default().split('/').collect();
        let named = words.next().and_then(|name| table.column(name).ok()).map(|column| column.categories());
        let factor = named.or_else(|| with_levels(table, &levels));
        let factor = factor.ok_or_else(|| wrong(text, "no factor has these levels"))?;
        let numbers = right.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
        let numbers: Option<Vec<f64>> = numbers.split('/').map(|number| number.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() == levels.len());
        let numbers = numbers.ok_or_else(|| wrong(text, "levels and totals do not match"))?;
        let total = |level: &String| levels.iter().position(|name| name == level).map(|at| numbers[at]);
        let totals: Option<Vec<f64>> = factor.levels.iter().map(total).collect();
        let totals = totals.ok_or_else(|| wrong(text, "a level of the factor has no total"))?;
        margins.push(Margin { factor, totals });
    }
    if margins.is_empty() { Err(wrong(text, "totals are missing")) } else { Ok(margins) }
}

fn file(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches([',', ';', ')', '(']))
        .find(|word| word.ends_with(".csv"))
        .map(str::to_owned)
}

fn from_file(file: &str, table: &Table, library: &mut Library<'_>) -> Result<Vec<Margin>, RunError> {
    let known = library.table(file)?;
    let (names, levels, totals) = (
        known.column("variable")?.categories(),
        known.column("level")?.categories(),
        known.numbers("total")?,
    );
    let mut order: Vec<&str> = (0..known.rows()).filter_map(|row| names.level(row)).collect();
    order.dedup();
    let mut margins = Vec::new();
    for name in order {
        let factor = table.column(name)?.categories();
        let total = |level: &String| {
            let at = |row: &usize| names.level(*row) == Some(name) && levels.level(*row) == Some(level);
            (0..known.rows()).find(at).map(|row| totals[row])
        };
        let totals: Option<Vec<f64>> = factor.levels.iter().map(total).collect();
        margins.push(Margin { factor, totals: totals.ok_or_else(|| wrong(file, "a level has no total"))? });
    }
    Ok(margins)
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
    after.split([':', ',', ')']).next().map(|formula| formula.trim().replace(' ', ""))
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
fn population<'a>(
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

/// Margins as columns: one for everybody, then every level but the first of each factor.
fn from_margins(margins: &[Margin], distance: Distance, by_unit: bool) -> Result<Model, RunError> {
    let rows = margins.first().map_or(0, |margin| margin.factor.codes.len());
    let all = margins.first().map_or(0.0, |margin| margin.totals.iter().sum());
    let (mut names, mut columns, mut totals) =
        (vec!["everybody".to_owned()], vec![vec![1.0; rows]], vec![all]);
    for margin in margins {
        for (code, level) in margin.factor.levels.iter().enumerate().skip(1) {
            names.push(level.clone());
            columns.push(super::variables::indicator(&margin.factor, code));
            totals.push(margin.totals[code]);
        }
    }
    Ok(Model { names, columns, totals, distance, by_unit, variance: Vec::new() })
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
    let factor = crate::data::Categories::crossed(&[&by_factor, &over], table.rows(), ".");
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
        assert_eq!(totals("exponential (raking) calibration ~stype+api99"), None);
        assert_eq!(
            distance("bounded linear calibration ~a, g in [0.6,1.6]", "").ok(),
            Some(Distance::Bounded(0.6, 1.6))
        );
    }
}
