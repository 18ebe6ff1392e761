//! Expressions worked out over the rows of a table.

use super::{Expression, ExpressionError, Sign};
use crate::data::{Categories, Column, MISSING, Table};

impl Expression {
    /// The value for every row: numbers, or categories for a factor.
    pub(crate) fn column(&self, table: &Table) -> Result<Column, ExpressionError> {
        match self {
            Self::Name(name) => match (table.column(name), constant(name)) {
                (Err(_), Some(value)) => Ok(Column::Numbers(vec![value; table.rows()])),
                (column, _) => Ok(column?.clone()),
            },
            Self::Call(name, inner) => match (name.as_str(), inner.as_slice()) {
                ("factor" | "as.factor" | "as.character" | "ordered", [inner, rest @ ..]) => {
                    let factor = inner.column(table)?.categories();
                    Ok(Column::Categories(in_order(factor, rest)))
                }
                ("relevel", [inner, first]) => {
                    Ok(Column::Categories(with_first(inner.column(table)?.categories(), &word(first))))
                }
                ("cut", [inner, rest @ ..]) => Ok(Column::Categories(cut(&inner.numbers(table)?, rest)?)),
                ("interaction", inner) => {
                    let factors: Result<Vec<Categories>, ExpressionError> =
                        inner.iter().map(|inner| Ok(inner.column(table)?.categories())).collect();
                    let factors = factors?;
                    let all: Vec<&Categories> = factors.iter().collect();
                    Ok(Column::Categories(Categories::crossed(&all, table.rows(), ".")))
                }
                ("I", [inner]) => inner.column(table),
                _ => Ok(Column::Numbers(self.numbers(table)?)),
            },
            _ => Ok(Column::Numbers(self.numbers(table)?)),
        }
    }

    /// The value for every row as a number.
    pub(crate) fn numbers(&self, table: &Table) -> Result<Vec<f64>, ExpressionError> {
        Ok(match self {
            Self::Number(value) => vec![*value; table.rows()],
            Self::Text(text) => return Err(ExpressionError::NotNumber(format!("'{text}'"))),
            Self::Named(_, inner) => inner.numbers(table)?,
            Self::Name(name) => match (table.numbers(name), constant(name)) {
                (Err(crate::data::TableError::Absent(_)), Some(value)) => vec![value; table.rows()],
                (numbers, _) => numbers?.to_vec(),
            },
            Self::Minus(inner) => inner.numbers(table)?.iter().map(|value| -value).collect(),
            Self::Not(inner) => {
                inner.numbers(table)?.iter().map(|value| truth(!value.is_nan(), *value == 0.0)).collect()
            }
            Self::Pair(left, Sign::In, right) => one_of(&left.column(table)?, right)?,
            Self::Pair(left, sign, right) => pair(left, *sign, right, table)?,
            Self::Call(name, inner) => call(name, inner, table)?,
        })
    }
}

fn constant(name: &str) -> Option<f64> {
    match name {
        "TRUE" | "true" => Some(1.0),
        "FALSE" | "false" => Some(0.0),
        "NA" => Some(f64::NAN),
        "pi" => Some(std::f64::consts::PI),
        _ => None,
    }
}

fn truth(known: bool, value: bool) -> f64 {
    if known { f64::from(u8::from(value)) } else { f64::NAN }
}

/// A text or a number as the name of a level.
fn word(expression: &Expression) -> String {
    match expression {
        Expression::Text(text) | Expression::Name(text) => text.clone(),
        Expression::Number(value) => format!("{value}"),
        Expression::Minus(inner) => format!("-{}", word(inner)),
        Expression::Named(_, inner) => word(inner),
        _ => String::new(),
    }
}

fn words(expression: &Expression) -> Vec<String> {
    match expression {
        Expression::Call(name, inner) if name == "c" => inner.iter().map(word).collect(),
        Expression::Named(_, inner) => words(inner),
        one => vec![word(one)],
    }
}

/// Levels in the order of `levels = c(…)`; others become gaps. Other arguments, such as labels, change no figure.
fn in_order(factor: Categories, arguments: &[Expression]) -> Categories {
    let wanted = arguments.iter().find_map(|argument| match argument {
        Expression::Named(name, inner) if name == "levels" => Some(words(inner)),
        _ => None,
    });
    let Some(levels) = wanted else { return factor };
    let place = |name: &String| levels.iter().position(|level| level == name).map_or(MISSING, |at| at as u32);
    let places: Vec<u32> = factor.levels.iter().map(place).collect();
    let code = |code: &u32| places.get(*code as usize).copied().unwrap_or(MISSING);
    Categories { codes: factor.codes.iter().map(code).collect(), levels }
}

/// The same factor with one level in front.
fn with_first(factor: Categories, first: &str) -> Categories {
    let mut levels = factor.levels.clone();
    levels.sort_by_key(|level| level != first);
    let wanted = Expression::Call("c".to_owned(), levels.into_iter().map(Expression::Text).collect());
    in_order(factor, &[Expression::Named("levels".to_owned(), Box::new(wanted))])
}

/// Pieces (a, b] of numbers, or [a, b) when `right = FALSE`.
fn cut(values: &[f64], arguments: &[Expression]) -> Result<Categories, ExpressionError> {
    let named = |wanted: &str| {
        arguments.iter().find_map(|argument| match argument {
            Expression::Named(name, inner) if name == wanted => Some(inner.as_ref()),
            _ => None,
        })
    };
    let plain = arguments.iter().find(|argument| !matches!(argument, Expression::Named(..)));
    let breaks = named("breaks").or(plain).map(words).unwrap_or_default();
    let number = |text: &String| match text.as_str() {
        "Inf" => Ok(f64::INFINITY),
        "-Inf" => Ok(f64::NEG_INFINITY),
        text => text.parse::<f64>().map_err(|_| ExpressionError::NotNumber(format!("'{text}'"))),
    };
    let mut ends = breaks.iter().map(number).collect::<Result<Vec<f64>, _>>()?;
    ends.sort_by(f64::total_cmp);
    let says = |name: &str| named(name).is_some_and(|value| word(value) == "FALSE" || word(value) == "false");
    let (right, lowest) = (!says("right"), named("include.lowest").is_some_and(|_| !says("include.lowest")));
    let inside = |value: f64, low: f64, high: f64, at: usize| {
        let edge =
            lowest && (at == 0 && right && value == low || at + 2 == ends.len() && !right && value == high);
        edge || if right { value > low && value <= high } else { value >= low && value < high }
    };
    let code = |value: &f64| {
        let found = ends.windows(2).enumerate().find(|(at, pair)| inside(*value, pair[0], pair[1], *at));
        found.map_or(MISSING, |(at, _)| at as u32)
    };
    let name = |pair: &[f64]| {
        if right { format!("({},{}]", pair[0], pair[1]) } else { format!("[{},{})", pair[0], pair[1]) }
    };
    Ok(Categories { codes: values.iter().map(code).collect(), levels: ends.windows(2).map(name).collect() })
}

fn call(name: &str, inner: &[Expression], table: &Table) -> Result<Vec<f64>, ExpressionError> {
    Ok(match (name, inner) {
        ("is.na", [inner]) => gaps(&inner.column(table)?),
        ("as.numeric" | "as.integer" | "I", [inner]) => match inner.column(table)? {
            Column::Numbers(values) => values,
            Column::Categories(factor) => {
                let code = |code: &u32| if *code == MISSING { f64::NAN } else { f64::from(*code) + 1.0 };
                factor.codes.iter().map(code).collect()
            }
        },
        ("ifelse", [condition, yes, no]) => {
            let (yes, no) = (yes.numbers(table)?, no.numbers(table)?);
            let pick = |(row, condition): (usize, &f64)| match *condition {
                condition if condition.is_nan() => f64::NAN,
                0.0 => no[row],
                _ => yes[row],
            };
            condition.numbers(table)?.iter().enumerate().map(pick).collect()
        }
        ("pmin" | "pmax", [first, second]) => {
            let (first, second) = (first.numbers(table)?, second.numbers(table)?);
            let pick = |(a, b): (&f64, &f64)| match name {
                _ if a.is_nan() || b.is_nan() => f64::NAN,
                "pmin" => a.min(*b),
                _ => a.max(*b),
            };
            first.iter().zip(&second).map(pick).collect()
        }
        (_, [inner]) => {
            let function = function(name)?;
            inner.numbers(table)?.iter().map(|value| function(*value).0).collect()
        }
        _ => return Err(ExpressionError::NoFunction(name.to_owned())),
    })
}

/// A function of one number, and its derivative.
type Function = fn(f64) -> (f64, f64);

pub(super) fn function(name: &str) -> Result<Function, ExpressionError> {
    Ok(match name {
        "I" | "as.numeric" | "as.integer" => |x| (x, 1.0),
        "log" => |x| (x.ln(), 1.0 / x),
        "log2" => |x| (x.log2(), 1.0 / (x * std::f64::consts::LN_2)),
        "log10" => |x| (x.log10(), 1.0 / (x * std::f64::consts::LN_10)),
        "log1p" => |x| (x.ln_1p(), 1.0 / (1.0 + x)),
        "exp" => |x| (x.exp(), x.exp()),
        "expm1" => |x| (x.exp_m1(), x.exp()),
        "sqrt" => |x| (x.sqrt(), 0.5 / x.sqrt()),
        "asin" => |x| (x.asin(), 1.0 / (1.0 - x * x).sqrt()),
        "sin" => |x| (x.sin(), x.cos()),
        "cos" => |x| (x.cos(), -x.sin()),
        "tan" => |x| (x.tan(), 1.0 / (x.cos() * x.cos())),
        "atan" => |x| (x.atan(), 1.0 / (1.0 + x * x)),
        "plogis" | "expit" => |x| {
            let p = 1.0 / (1.0 + (-x).exp());
            (p, p * (1.0 - p))
        },
        "qlogis" | "logit" => |x| ((x / (1.0 - x)).ln(), 1.0 / (x * (1.0 - x))),
        "abs" => |x| (x.abs(), x.signum()),
        "round" => |x| (x.round_ties_even(), 0.0),
        "floor" => |x| (x.floor(), 0.0),
        "ceiling" => |x| (x.ceil(), 0.0),
        _ => return Err(ExpressionError::NoFunction(name.to_owned())),
    })
}

fn gaps(column: &Column) -> Vec<f64> {
    let gap = |missing: bool| f64::from(u8::from(missing));
    match column {
        Column::Numbers(values) => values.iter().map(|value| gap(value.is_nan())).collect(),
        Column::Categories(categories) => categories.codes.iter().map(|code| gap(*code == MISSING)).collect(),
    }
}

/// Whether the value of a row is in a list; a gap is in none, as in R.
fn one_of(column: &Column, list: &Expression) -> Result<Vec<f64>, ExpressionError> {
    let wanted = words(list);
    Ok(match column {
        Column::Numbers(values) => {
            let numbers: Vec<f64> = wanted.iter().filter_map(|text| text.parse().ok()).collect();
            values.iter().map(|value| f64::from(u8::from(numbers.contains(value)))).collect()
        }
        Column::Categories(factor) => {
            let one = |row| {
                f64::from(u8::from(factor.level(row).is_some_and(|level| wanted.iter().any(|w| w == level))))
            };
            (0..factor.codes.len()).map(one).collect()
        }
    })
}

fn pair(
    left: &Expression,
    sign: Sign,
    right: &Expression,
    table: &Table,
) -> Result<Vec<f64>, ExpressionError> {
    if let (Expression::Text(text), other) | (other, Expression::Text(text)) = (left, right) {
        return against_text(&other.column(table)?.categories(), sign, text);
    }
    if let (Ok(Column::Categories(factor)), Expression::Number(value)) = (left.column(table), right) {
        // Codes of a factor that look like numbers.
        return against_text(&factor, sign, &format!("{value}"));
    }
    let (left, right) = (left.numbers(table)?, right.numbers(table)?);
    let apply = |a: f64, b: f64| {
        let known = !a.is_nan() && !b.is_nan();
        let is_true = |value: f64| !value.is_nan() && value != 0.0;
        match sign {
            // A gap does not matter when the other side decides alone.
            Sign::Or => truth(known || is_true(a) || is_true(b), is_true(a) || is_true(b)),
            Sign::And => truth(known || a == 0.0 || b == 0.0, a != 0.0 && b != 0.0 && known),
            Sign::Equal | Sign::In => truth(known, a == b),
            Sign::Unequal => truth(known, a != b),
            Sign::Less => truth(known, a < b),
            Sign::AtMost => truth(known, a <= b),
            Sign::Greater => truth(known, a > b),
            Sign::AtLeast => truth(known, a >= b),
            Sign::Plus => a + b,
            Sign::Minus => a - b,
            Sign::Times => a * b,
            Sign::Over => a / b,
            Sign::Remainder => a.rem_euclid(b),
            Sign::Power => a.powf(b),
        }
    };
    Ok(left.iter().zip(&right).map(|(a, b)| apply(*a, *b)).collect())
}

fn against_text(categories: &Categories, sign: Sign, text: &str) -> Result<Vec<f64>, ExpressionError> {
    let equal = match sign {
        Sign::Equal => true,
        Sign::Unequal => false,
        _ => return Err(ExpressionError::NotNumber(format!("'{text}'"))),
    };
    let same = |row: usize| match categories.level(row) {
        Some(level) => f64::from(u8::from((level == text) == equal)),
        None => f64::NAN,
    };
    Ok((0..categories.codes.len()).map(same).collect())
}
