//! Model formulas: `api00 ~ ell + factor(race) + a:b`, and the columns they stand for.

use super::RunError;
use super::document::split_commas;
use super::expression::Expression;
use super::variables::{Variable, indicator};
use crate::data::{Column, Table};

/// A formula split into the answer and its terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Formula {
    pub(crate) answer: Option<String>,
    pub(crate) terms: Vec<String>,
    pub(crate) intercept: bool,
}

/// Columns of a formula with the term each belongs to.
pub(crate) struct ModelMatrix {
    pub(crate) names: Vec<String>,
    pub(crate) columns: Vec<Vec<f64>>,
    /// For each column its term; the intercept has none.
    pub(crate) terms: Vec<Option<String>>,
}

impl Formula {
    /// Reads `y ~ a + b`, `~ a - 1`, `~ a * b` (a, b and a:b).
    pub(crate) fn read(text: &str) -> Self {
        let (answer, right) = match text.split_once('~') {
            Some((answer, right)) if !answer.trim().is_empty() => (Some(answer.trim().to_owned()), right),
            Some((_, right)) => (None, right),
            None => (None, text),
        };
        let mut formula = Self { answer, terms: Vec::new(), intercept: true };
        let (dropped, kept) = (right.replace(' ', ""), ["-1", "+0"]);
        let mut right = dropped.as_str();
        while let Some(rest) = kept.iter().find_map(|end| right.strip_suffix(end)) {
            (formula.intercept, right) = (false, rest);
        }
        for term in split_outside(right, '+') {
            match term.as_str() {
                "1" => {}
                "0" | "-1" => formula.intercept = false,
                _ => formula.add(&term),
            }
        }
        formula
    }

    fn add(&mut self, term: &str) {
        let factors = split_outside(term, '*');
        let mut terms: Vec<String> = Vec::new();
        for factor in &factors {
            let crossed: Vec<String> = terms.iter().map(|term| format!("{term}:{factor}")).collect();
            terms.push(factor.clone());
            terms.extend(crossed);
        }
        terms.sort_by_key(|term| split_outside(term, ':').len());
        for term in terms {
            if !self.terms.contains(&term) {
                self.terms.push(term);
            }
        }
    }

    /// The columns for every row. The first level of a factor is the one others are compared with, unless nothing else
    /// stands for the whole.
    pub(crate) fn matrix(&self, table: &Table) -> Result<ModelMatrix, RunError> {
        let mut matrix = ModelMatrix { names: Vec::new(), columns: Vec::new(), terms: Vec::new() };
        if self.intercept {
            matrix.push("(Intercept)".to_owned(), vec![1.0; table.rows()], None);
        }
        let mut whole = self.intercept;
        for term in &self.terms {
            let mut columns: Vec<(String, Vec<f64>)> = Vec::new();
            for part in split_outside(term, ':') {
                let variable = Variable::read(&part, table)?;
                let factor = matches!(variable.column, Column::Categories(_));
                let more = contrasts(variable, whole || !factor)?;
                whole |= factor;
                columns = if columns.is_empty() { more } else { products(&columns, &more) };
            }
            columns.into_iter().for_each(|(name, column)| matrix.push(name, column, Some(term.clone())));
        }
        Ok(matrix)
    }

    /// The answer as numbers; a factor of two levels is one for its second.
    pub(crate) fn answers(&self, table: &Table) -> Result<Vec<f64>, RunError> {
        let text = self.answer.as_deref().ok_or(RunError::Argument("formula"))?;
        match Expression::read(text)?.column(table)? {
            Column::Numbers(values) => Ok(values),
            Column::Categories(factor) => {
                let first = indicator(&factor, 0);
                Ok(first.iter().map(|value| 1.0 - value).collect())
            }
        }
    }
}

impl ModelMatrix {
    fn push(&mut self, name: String, column: Vec<f64>, term: Option<String>) {
        self.names.push(name);
        self.columns.push(column);
        self.terms.push(term);
    }
}

fn contrasts(variable: Variable, first_is_left_out: bool) -> Result<Vec<(String, Vec<f64>)>, RunError> {
    let skip = usize::from(first_is_left_out && matches!(variable.column, Column::Categories(_)));
    Ok(variable.columns()?.into_iter().skip(skip).collect())
}

fn products(left: &[(String, Vec<f64>)], right: &[(String, Vec<f64>)]) -> Vec<(String, Vec<f64>)> {
    let product = |a: &(String, Vec<f64>), b: &(String, Vec<f64>)| {
        (format!("{}:{}", a.0, b.0), a.1.iter().zip(&b.1).map(|(x, y)| x * y).collect())
    };
    right.iter().flat_map(|b| left.iter().map(move |a| product(a, b))).collect()
}

/// Parts between signs that stand outside brackets.
fn split_outside(text: &str, sign: char) -> Vec<String> {
    let commas: String = text
        .chars()
        .map(|character| match character {
            ',' => '\u{1f}',
            _ if character == sign => ',',
            _ => character,
        })
        .collect();
    let back = |part: String| part.replace(',', &sign.to_string()).replace('\u{1f}', ",");
    split_commas(&commas).into_iter().map(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_split_into_terms() {
        let check = |text: &str, answer: Option<&str>, terms: &[&str], intercept: bool| {
            let found = Formula::read(text);
            let terms = terms.iter().map(|term| (*term).to_owned()).collect();
            assert_eq!(found, Formula { answer: answer.map(str::to_owned), terms, intercept }, "{text}");
        };
        check("api00 ~ ell+meals", Some("api00"), &["ell", "meals"], true);
        check("~enroll-1", None, &["enroll"], false);
        check("y ~ 1", Some("y"), &[], true);
        check("y ~ factor(race) + log(a+b)", Some("y"), &["factor(race)", "log(a+b)"], true);
        check("y ~ a*b", Some("y"), &["a", "b", "a:b"], true);
    }
}
