//! The small language questions are written in: `api00 > 850`, `stype != 'H' or api00 > 820`, `log(p / (1 - p))`.
//!
//! Names may contain dots, as columns do. Comparisons give 1 or 0, and a gap stays a gap.

mod columns;
mod reader;

use std::collections::BTreeMap;

use crate::data::{Table, TableError};

/// What an expression is made of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Number(f64),
    Text(String),
    Name(String),
    Minus(Box<Expression>),
    Not(Box<Expression>),
    Pair(Box<Expression>, Sign, Box<Expression>),
    Call(String, Vec<Expression>),
    /// An argument with its name, `ref = 'H'`.
    Named(String, Box<Expression>),
}

/// What stands between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Plus,
    Minus,
    Times,
    Over,
    Remainder,
    Power,
    /// Is one of.
    In,
}

/// Why an expression cannot be read or worked out.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ExpressionError {
    /// Something does not belong there.
    #[error("at character {at} of `{text}`: {expected} was expected")]
    Syntax {
        /// The whole text.
        text: String,
        /// Where, counted from one.
        at: usize,
        /// What should be there.
        expected: &'static str,
    },
    /// A function that is not known.
    #[error("there is no function {0}")]
    NoFunction(String),
    /// Categories where numbers are needed.
    #[error("{0} is not a number")]
    NotNumber(String),
    /// A name of nothing.
    #[error("there is no value {0}")]
    NoValue(String),
    /// A column.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl Expression {
    /// Names of values in it, each once, in their order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.collect(&mut names);
        names
    }

    fn collect(&self, names: &mut Vec<String>) {
        match self {
            Self::Name(name) if !names.contains(name) => names.push(name.clone()),
            Self::Minus(inner) | Self::Not(inner) | Self::Named(_, inner) => inner.collect(names),
            Self::Pair(left, _, right) => {
                left.collect(names);
                right.collect(names);
            }
            Self::Call(_, inner) => inner.iter().for_each(|inner| inner.collect(names)),
            _ => {}
        }
    }

    /// Which rows it is true for; a gap is not true.
    pub(crate) fn holds(&self, table: &Table) -> Result<Vec<bool>, ExpressionError> {
        Ok(self.numbers(table)?.iter().map(|value| *value != 0.0 && !value.is_nan()).collect())
    }

    /// The value and its derivative by each named value.
    pub(crate) fn gradient(
        &self,
        values: &BTreeMap<String, (usize, f64)>,
    ) -> Result<(f64, Vec<f64>), ExpressionError> {
        let size = values.len();
        let scaled = |by: f64, gradient: Vec<f64>| gradient.into_iter().map(|g| by * g).collect::<Vec<f64>>();
        Ok(match self {
            Self::Number(value) => (*value, vec![0.0; size]),
            Self::Text(text) => return Err(ExpressionError::NotNumber(format!("'{text}'"))),
            Self::Name(name) => {
                let (at, value) = *values.get(name).ok_or_else(|| ExpressionError::NoValue(name.clone()))?;
                (value, (0..size).map(|place| f64::from(u8::from(place == at))).collect())
            }
            Self::Minus(inner) => {
                let (value, gradient) = inner.gradient(values)?;
                (-value, scaled(-1.0, gradient))
            }
            Self::Not(_) | Self::Named(..) => {
                return Err(ExpressionError::NotNumber("a condition".to_owned()));
            }
            Self::Pair(left, sign, right) => {
                let ((a, da), (b, db)) = (left.gradient(values)?, right.gradient(values)?);
                let (value, by_a, by_b) = match sign {
                    Sign::Plus => (a + b, 1.0, 1.0),
                    Sign::Minus => (a - b, 1.0, -1.0),
                    Sign::Times => (a * b, b, a),
                    Sign::Over => (a / b, 1.0 / b, -a / (b * b)),
                    Sign::Power => {
                        let fixed = matches!(**right, Self::Number(_));
                        (a.powf(b), b * a.powf(b - 1.0), if fixed { 0.0 } else { a.powf(b) * a.ln() })
                    }
                    _ => return Err(ExpressionError::NotNumber("a comparison".to_owned())),
                };
                let sum = scaled(by_a, da).into_iter().zip(scaled(by_b, db)).map(|(x, y)| x + y).collect();
                (value, sum)
            }
            Self::Call(name, inner) => match inner.as_slice() {
                [inner] => {
                    let (value, gradient) = inner.gradient(values)?;
                    let (value, slope) = columns::function(name)?(value);
                    (value, scaled(slope, gradient))
                }
                _ => return Err(ExpressionError::NoFunction(name.clone())),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Categories, Column};

    fn table() -> Table {
        let words = Categories::of([Some("E"), Some("H"), None].into_iter());
        let table = Table::new(3).with("api.00", Column::Numbers(vec![900.0, 800.0, f64::NAN]));
        table.and_then(|table| table.with("stype", Column::Categories(words))).expect("columns of three rows")
    }

    #[test]
    fn conditions_keep_gaps_unless_the_other_side_decides() {
        let check = |text: &str, expected: [f64; 3]| {
            let found = Expression::read(text).expect("sound").numbers(&table()).expect("numbers");
            let same = found.iter().zip(expected).all(|(a, b)| *a == b || (a.is_nan() && b.is_nan()));
            assert!(same, "{text}: {found:?}");
        };
        check("api.00 > 850", [1.0, 0.0, f64::NAN]);
        check("stype != 'H' or api.00 > 820", [1.0, 0.0, f64::NAN]);
        check("is.na(stype) | api.00 > 850", [1.0, 0.0, 1.0]);
        check("~I(as.numeric(stype=='E'))", [1.0, 0.0, f64::NAN]);
        check("0*api.00+2^2-1e-1*10", [3.0, 3.0, f64::NAN]);
        check("stype %in% c('H', 'M')", [0.0, 1.0, 0.0]);
        check("api.00 in (800, 850)", [0.0, 1.0, 0.0]);
        check("ifelse(api.00 > 850, 1, 0 - 1)", [1.0, -1.0, f64::NAN]);
        check("api.00 %% 7 == 4 & TRUE", [1.0, 0.0, f64::NAN]);
        check("as.numeric(relevel(stype, ref = 'H'))", [2.0, 1.0, f64::NAN]);
        check("as.numeric(cut(api.00, c(0, 800, 1000)))", [2.0, 1.0, f64::NAN]);
    }

    #[test]
    fn gradients_are_those_of_the_textbook() {
        let values = BTreeMap::from([("p".to_owned(), (0, 0.25))]);
        let (value, gradient) =
            Expression::read("log(p/(1-p))").and_then(|e| e.gradient(&values)).expect("sound");
        assert!((value - (1.0_f64 / 3.0).ln()).abs() < 1e-15);
        assert!((gradient[0] - 1.0 / (0.25 * 0.75)).abs() < 1e-12);
    }

    #[test]
    fn faults_name_their_place() {
        let fault = |text: &str| Expression::read(text).expect_err("a fault").to_string();
        assert_eq!(fault("api00 >"), "at character 8 of `api00 >`: a name or a number was expected");
        assert_eq!(fault("(1 + 2"), "at character 7 of `(1 + 2`: ) was expected");
        assert_eq!(fault(&"(".repeat(1000)).split(": ").last(), Some("fewer brackets was expected"));
    }
}
