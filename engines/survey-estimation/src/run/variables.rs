//! From the words of an argument to columns: numbers, factors, domains.

use super::RunError;
use super::document::Entry;
use super::expression::Expression;
use crate::Domain;
use crate::data::{Categories, Column, MISSING, Table};
use crate::estimators::Missing;

/// Levels of a factor whose figures are asked for together, with their covariances.
const MOST_LEVELS: usize = 500;

/// A variable a question is about.
pub(crate) struct Variable {
    pub(crate) label: String,
    pub(crate) column: Column,
}

impl Variable {
    /// Reads "stype (factor)", "factor(region)", "enroll", "api00 > 850".
    pub(crate) fn read(text: &str, table: &Table) -> Result<Self, RunError> {
        let (plain, factor) = match text.trim().strip_suffix("(factor)") {
            Some(plain) => (plain.trim(), true),
            None => (text.trim(), false),
        };
        let column = Expression::read(plain)?.column(table)?;
        let column = if factor { Column::Categories(column.categories()) } else { column };
        Ok(Self { label: plain.trim_start_matches('~').to_owned(), column })
    }

    /// Columns of numbers with their names: a factor becomes one column of zero and one for each level.
    ///
    /// # Errors
    /// [`RunError::TooMany`] for a factor that is rather a name of each row.
    pub(crate) fn columns(self) -> Result<Vec<(String, Vec<f64>)>, RunError> {
        Ok(match self.column {
            Column::Numbers(values) => vec![(self.label, values)],
            Column::Categories(factor) if factor.levels.len() > MOST_LEVELS => {
                return Err(RunError::TooMany {
                    what: self.label,
                    count: factor.levels.len(),
                    most: MOST_LEVELS,
                });
            }
            Column::Categories(factor) => {
                let named = |(code, level): (usize, &String)| {
                    (format!("{}{level}", self.label), indicator(&factor, code))
                };
                factor.levels.iter().enumerate().map(named).collect()
            }
        })
    }
}

/// One for rows of a level, zero for others, a gap for a gap.
pub(crate) fn indicator(factor: &Categories, level: usize) -> Vec<f64> {
    let one = |code: &u32| match *code {
        MISSING => f64::NAN,
        code => f64::from(u8::from(code as usize == level)),
    };
    factor.codes.iter().map(one).collect()
}

/// The columns of all variables an argument names.
pub(crate) fn columns(
    entry: &Entry,
    argument: &'static str,
    table: &Table,
) -> Result<Vec<(String, Vec<f64>)>, RunError> {
    let texts = entry.texts(argument);
    if texts.is_empty() {
        return Err(RunError::Argument(argument));
    }
    let mut columns = Vec::new();
    for text in texts {
        columns.extend(Variable::read(&text, table)?.columns()?);
    }
    Ok(columns)
}

/// The numerators of ratios. A condition on an item that was asked only of those in the denominator is fulfilled by
/// nobody else, unless the question says what gaps do.
pub(crate) fn numerators(entry: &Entry, table: &Table) -> Result<Vec<(String, Vec<f64>)>, RunError> {
    let mut above = columns(entry, "num", table)?;
    let condition = entry.text("num").is_some_and(|text| text.contains(['=', '<', '>']));
    if condition && !entry.arguments.contains_key("na_rm") {
        let gaps = above.iter_mut().flat_map(|(_, values)| values.iter_mut()).filter(|value| value.is_nan());
        gaps.for_each(|gap| *gap = 0.0);
    }
    Ok(above)
}

/// One column of numbers.
pub(crate) fn column(
    entry: &Entry,
    argument: &'static str,
    table: &Table,
) -> Result<(String, Vec<f64>), RunError> {
    let text = entry.text(argument).ok_or(RunError::Argument(argument))?;
    let variable = Variable::read(&text, table)?;
    match variable.column {
        Column::Numbers(values) => Ok((variable.label, values)),
        // A factor of two levels is asked about its second, as in a logistic regression.
        Column::Categories(factor) if factor.levels.len() == 2 => Ok((variable.label, indicator(&factor, 1))),
        Column::Categories(_) => Err(RunError::Unknown { argument, value: text }),
    }
}

/// One factor.
pub(crate) fn factor(entry: &Entry, argument: &'static str, table: &Table) -> Result<Categories, RunError> {
    let text = entry.text(argument).ok_or(RunError::Argument(argument))?;
    Ok(Variable::read(&text, table)?.column.categories())
}

/// The factor of all combinations of the variables an argument names, "a" or ["a", "b"] or "a x b"; only those that occur.
pub(crate) fn crossed(entry: &Entry, argument: &'static str, table: &Table) -> Result<Categories, RunError> {
    let texts: Vec<String> = entry
        .texts(argument)
        .iter()
        .flat_map(|text| text.split(" x ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let factors: Result<Vec<Categories>, RunError> =
        texts.iter().map(|text| Ok(Variable::read(text, table)?.column.categories())).collect();
    let factors = factors?;
    if factors.is_empty() {
        return Err(RunError::Argument(argument));
    }
    let all: Vec<&Categories> = factors.iter().collect();
    Ok(Categories::crossed(&all, table.rows(), ".").used(|_| true))
}

/// The rows the question is about.
pub(crate) fn domain(entry: &Entry, table: &Table) -> Result<Domain, RunError> {
    match entry.text("domain").or_else(|| entry.text("subset")) {
        None => Ok(Domain::everyone()),
        Some(text) => Ok(Domain::of(Expression::read(&text)?.holds(table)?)),
    }
}

/// What gaps do: what `na_rm` says, or else the call the question was written from; a question with neither wants an
/// answer from those who gave one.
pub(crate) fn missing(entry: &Entry) -> Missing {
    let squeezed = entry.call().replace(' ', "");
    let kept = match entry.arguments.get("na_rm").and_then(serde_json::Value::as_bool) {
        Some(remove) => !remove,
        None => !squeezed.is_empty() && !squeezed.contains("na.rm=TRUE"),
    };
    if kept { Missing::Keep } else { Missing::Remove }
}
