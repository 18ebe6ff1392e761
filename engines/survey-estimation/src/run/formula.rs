//! Model formulas: `api00 ~ ell + factor(race) + a:b`, and the columns they stand for.

use super::RunError;
use super::document::split_commas;
use super::expression::Expression;
use super::variables::{Variable, indicator};
use crate::data::{Categories, Column, Table};

/// A formula split into the answer and its terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Formula {
    pub(crate) answer: Option<String>,
    pub(crate) terms: Vec<String>,
    /// What is added as it is.
    pub(crate) offsets: Vec<String>,
    pub(crate) intercept: bool,
}

/// Columns of a formula with the term each belongs to.
pub(crate) struct ModelMatrix {
    pub(crate) names: Vec<String>,
    pub(crate) columns: Vec<Vec<f64>>,
    /// For each column its term; the intercept has none.
    pub(crate) terms: Vec<Option<String>>,
}

/// Products of more parts than this are not meant.
const MOST_PARTS: usize = 12;

impl Formula {
    /// Reads `y ~ a + b`, `~ a - 1`, `~ a * b` (a, b and a:b), `~ (a + b)^2`, `~ a * b - b`, `~ a + offset(log(n))`.
    pub(crate) fn read(text: &str) -> Self {
        let (answer, right) = match text.split_once('~') {
            Some((answer, right)) if !answer.trim().is_empty() => (Some(answer.trim().to_owned()), right),
            Some((_, right)) => (None, right),
            None => (None, text),
        };
        let mut formula = Self { answer, terms: Vec::new(), offsets: Vec::new(), intercept: true };
        for (plus, part) in signed(&right.replace(' ', "")) {
            match (part.as_str(), plus) {
                ("1", true) | ("0", false) => formula.intercept = true,
                ("1", false) | ("0", true) => formula.intercept = false,
                (_, true) => match part.strip_prefix("offset(").and_then(|rest| rest.strip_suffix(')')) {
                    Some(inner) => formula.offsets.push(inner.to_owned()),
                    None => expanded(&part).into_iter().for_each(|term| formula.add(term)),
                },
                (_, false) => {
                    let gone: Vec<String> = expanded(&part).iter().map(|term| canonical(term)).collect();
                    formula.terms.retain(|term| !gone.contains(&canonical(term)));
                }
            }
        }
        formula.terms.sort_by_key(|term| split_outside(term, ':').len());
        formula
    }

    fn add(&mut self, term: String) {
        if !self.terms.iter().any(|known| canonical(known) == canonical(&term)) {
            self.terms.push(term);
        }
    }

    /// Whether terms have a combination of parts among them; no part at all is the intercept.
    fn has(&self, parts: &[&String]) -> bool {
        if parts.is_empty() {
            return self.intercept;
        }
        let wanted = canonical(&parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(":"));
        self.terms.iter().any(|term| canonical(term) == wanted)
    }

    /// The columns for every row.
    ///
    /// A factor within a term is coded by contrasts with its first level when the term without it is in the model, else by
    /// all its levels (Chambers and Hastie, *Statistical Models in S* (1992), §2.4).
    pub(crate) fn matrix(&self, table: &Table) -> Result<ModelMatrix, RunError> {
        let mut matrix = ModelMatrix { names: Vec::new(), columns: Vec::new(), terms: Vec::new() };
        if self.intercept {
            matrix.push("(Intercept)".to_owned(), vec![1.0; table.rows()], None);
        }
        let mut whole = self.intercept;
        for term in &self.terms {
            let parts = split_outside(term, ':');
            let mut columns: Vec<(String, Vec<f64>)> = Vec::new();
            for (at, part) in parts.iter().enumerate() {
                let variable = Variable::read(part, table)?;
                let factor = matches!(variable.column, Column::Categories(_));
                let rest: Vec<&String> =
                    parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, p)| p).collect();
                let covered = if rest.is_empty() { whole } else { self.has(&rest) };
                let more = contrasts(variable, covered || !factor)?;
                whole |= factor && parts.len() == 1;
                columns = if columns.is_empty() { more } else { products(&columns, &more) };
            }
            columns.into_iter().for_each(|(name, column)| matrix.push(name, column, Some(term.clone())));
        }
        Ok(matrix)
    }

    /// The sum of all offsets for every row; empty when there is none.
    pub(crate) fn offset(&self, table: &Table) -> Result<Vec<f64>, RunError> {
        let mut offset = Vec::new();
        for text in &self.offsets {
            let values = Expression::read(text)?.numbers(table)?;
            offset = if offset.is_empty() {
                values
            } else {
                offset.iter().zip(&values).map(|(a, b)| a + b).collect()
            };
        }
        Ok(offset)
    }

    /// The answer as numbers; a factor is one for every level but its first.
    pub(crate) fn answers(&self, table: &Table) -> Result<Vec<f64>, RunError> {
        let text = self.answer.as_deref().ok_or(RunError::Argument("formula"))?;
        match Variable::read(text, table)?.column {
            Column::Numbers(values) => Ok(values),
            Column::Categories(factor) => {
                let first = indicator(&factor, 0);
                Ok(first.iter().map(|value| 1.0 - value).collect())
            }
        }
    }

    /// The answer as ordered categories.
    pub(crate) fn ordered(&self, table: &Table) -> Result<Categories, RunError> {
        let text = self.answer.as_deref().ok_or(RunError::Argument("formula"))?;
        Ok(Variable::read(text, table)?.column.categories())
    }
}

impl ModelMatrix {
    fn push(&mut self, name: String, column: Vec<f64>, term: Option<String>) {
        self.names.push(name);
        self.columns.push(column);
        self.terms.push(term);
    }

    /// The columns of some terms, whichever way their parts are ordered; `1` is the intercept.
    pub(crate) fn places(&self, terms: &[String]) -> Vec<usize> {
        let wanted: Vec<String> = terms.iter().map(|term| canonical(&term.replace(' ', ""))).collect();
        let asked = |term: &Option<String>| match term {
            Some(term) => wanted.contains(&canonical(term)),
            None => wanted.iter().any(|term| term == "1" || term == "(Intercept)"),
        };
        (0..self.terms.len()).filter(|place| asked(&self.terms[*place])).collect()
    }
}

/// The terms of a list, "stype, meals", "~stype+meals" or "stype*meals".
pub(crate) fn terms_of(texts: &[String]) -> Vec<String> {
    let mut terms = Vec::new();
    for text in texts {
        let formula = text.trim().trim_start_matches('~');
        signed(&formula.replace(' ', "")).into_iter().for_each(|(_, part)| terms.extend(expanded(&part)));
    }
    terms
}

/// Parts between plus and minus, and whether each is added.
fn signed(text: &str) -> Vec<(bool, String)> {
    let mut parts = Vec::new();
    for part in split_outside(text, '+') {
        let minus = split_outside(&part, '-');
        let first = part.starts_with('-');
        parts.extend(minus.into_iter().enumerate().map(|(at, part)| (at == 0 && !first, part)));
    }
    parts
}

/// A part as its terms: `a*b` is a, b and a:b; `(a+b)^2` too.
fn expanded(part: &str) -> Vec<String> {
    if let Some((inner, power)) = part.rsplit_once('^')
        && let Some(inner) = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'))
        && let Ok(power) = power.parse::<usize>()
    {
        let one: Vec<String> = split_outside(inner, '+').iter().flat_map(|part| expanded(part)).collect();
        let mut terms = one.clone();
        for _ in 1..power.min(MOST_PARTS) {
            let more: Vec<String> =
                terms.iter().flat_map(|term| one.iter().map(move |other| joined(term, other))).collect();
            more.into_iter().for_each(|term| push_new(&mut terms, term));
        }
        return terms;
    }
    let factors = split_outside(part, '*');
    if factors.len() < 2 {
        return group(part);
    }
    let mut terms: Vec<String> = Vec::new();
    for factor in factors.iter().take(MOST_PARTS) {
        for other in group(factor) {
            let crossed: Vec<String> = terms.iter().map(|term| joined(term, &other)).collect();
            push_new(&mut terms, other);
            crossed.into_iter().for_each(|term| push_new(&mut terms, term));
        }
    }
    terms.sort_by_key(|term| split_outside(term, ':').len());
    terms
}

/// `(a+b)` as a and b, when the brackets hold a sum of names and no condition.
fn group(part: &str) -> Vec<String> {
    let inner = part.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    match inner {
        Some(inner) if !inner.contains(['<', '>', '=', '|', '&', '(']) && inner.contains('+') => {
            split_outside(inner, '+')
        }
        _ => vec![part.to_owned()],
    }
}

fn push_new(terms: &mut Vec<String>, term: String) {
    if !terms.iter().any(|known| canonical(known) == canonical(&term)) {
        terms.push(term);
    }
}

/// A product without repeated parts.
fn joined(term: &str, other: &str) -> String {
    let mut parts = split_outside(term, ':');
    for part in split_outside(other, ':') {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(":")
}

/// The parts of a term in one order.
fn canonical(term: &str) -> String {
    let mut parts = split_outside(term, ':');
    parts.sort();
    parts.join(":")
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

/// Parts between signs that stand outside brackets and quotes.
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
            let terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
            let offsets = Vec::new();
            assert_eq!(
                found,
                Formula { answer: answer.map(str::to_owned), terms, offsets, intercept },
                "{text}"
            );
        };
        check("api00 ~ ell+meals", Some("api00"), &["ell", "meals"], true);
        check("~enroll-1", None, &["enroll"], false);
        check("y ~ 0 + a", Some("y"), &["a"], false);
        check("y ~ 1", Some("y"), &[], true);
        check("y ~ factor(race) + log(a+b)", Some("y"), &["factor(race)", "log(a+b)"], true);
        check("y ~ a*b", Some("y"), &["a", "b", "a:b"], true);
        check("y ~ a*b - b", Some("y"), &["a", "a:b"], true);
        check("y ~ (a+b+c)^2", Some("y"), &["a", "b", "c", "a:b", "a:c", "b:c"], true);
        check("y ~ a:b + c", Some("y"), &["c", "a:b"], true);
        check("y ~ a + I(a^2) + b:a + a:b", Some("y"), &["a", "I(a^2)", "b:a"], true);
        let with_offset = Formula::read("y ~ a + offset(log(n))");
        assert_eq!(
            (with_offset.terms, with_offset.offsets),
            (vec!["a".to_owned()], vec!["log(n)".to_owned()])
        );
    }

    #[test]
    fn a_factor_is_coded_by_contrasts_only_where_the_rest_of_its_term_stands_for_it() {
        let words = |text: &str| Column::Categories(Categories::of(text.split(' ').map(Some)));
        let table =
            Table::new(4).with("sex", words("F F M M")).and_then(|table| table.with("age", words("o y o y")));
        let names = |text: &str| {
            Formula::read(text).matrix(table.as_ref().expect("columns")).expect("a matrix").names
        };
        assert_eq!(names("~sex*age"), ["(Intercept)", "sexM", "agey", "sexM:agey"]);
        assert_eq!(names("~sex:age"), ["(Intercept)", "sexF:ageo", "sexM:ageo", "sexF:agey", "sexM:agey"]);
        assert_eq!(names("~sex+sex:age"), ["(Intercept)", "sexM", "sexF:agey", "sexM:agey"]);
        assert_eq!(names("~sex+age-1"), ["sexF", "sexM", "agey"]);
    }
}
