//! What an expression is worth. Total: there is no answer for which it fails.

use std::collections::BTreeMap;

use super::{Function, Node, Operator, Term};

/// A value, one of XPath's three.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number; NaN for a text that is none.
    Number(f64),
    /// A text; what is not answered is the empty one; several codes are separated by blanks.
    Text(String),
    /// Yes or no.
    Truth(bool),
}

impl Value {
    /// What was not answered.
    pub const NOTHING: Value = Value::Text(String::new());

    /// As a text (XPath `string()`).
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Value::Number(number) if *number == 0.0 => "0".to_owned(),
            Value::Number(number) if number.is_infinite() => {
                if *number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
            }
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::Truth(truth) => truth.to_string(),
        }
    }

    /// As a number (XPath `number()`): digits with at most one point and a minus, anything else is NaN.
    #[must_use]
    pub fn number(&self) -> f64 {
        match self {
            Value::Number(number) => *number,
            Value::Text(text) => {
                let text = text.trim();
                let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
                if plain { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
            }
            Value::Truth(truth) => f64::from(u8::from(*truth)),
        }
    }

    /// As a truth (XPath `boolean()`): a number other than 0 and NaN, a text that is not empty.
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
            Value::Truth(truth) => *truth,
        }
    }

    /// Whether it is the empty text.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }
}

/// Where an expression looks its names up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Values of the answers by the names of their questions; a name that is absent is not answered.
    pub answers: Option<&'a BTreeMap<String, Value>>,
    /// The answer that `.` means.
    pub itself: Option<&'a Value>,
    /// Columns of the choice that a filter looks at.
    pub columns: Option<&'a BTreeMap<String, String>>,
}

pub(super) fn value(node: &Node, scope: &Scope<'_>) -> Value {
    match &node.term {
        Term::Number(number) => Value::Number(*number),
        Term::Text(text) => Value::Text(text.clone()),
        Term::Answer(name) => scope.answers.and_then(|it| it.get(name)).cloned().unwrap_or(Value::NOTHING),
        Term::Itself => scope.itself.cloned().unwrap_or(Value::NOTHING),
        Term::Column(name) => {
            Value::Text(scope.columns.and_then(|it| it.get(name)).cloned().unwrap_or_default())
        }
        Term::Negative(inner) => Value::Number(-value(inner, scope).number()),
        Term::Call(function, arguments) => call(*function, arguments, scope),
        Term::Binary(operator, left, right) => binary(*operator, left, right, scope),
    }
}

fn call(function: Function, arguments: &[Node], scope: &Scope<'_>) -> Value {
    let argument = |at: usize| arguments.get(at).map_or(Value::NOTHING, |node| value(node, scope));
    match function {
        Function::Selected => {
            let (chosen, code) = (argument(0).text(), argument(1).text());
            Value::Truth(chosen.split_whitespace().any(|it| it == code))
        }
        Function::CountSelected => {
            let count = argument(0).text().split_whitespace().count();
            Value::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
        }
        Function::Coalesce => {
            let first = argument(0);
            if first.is_nothing() { argument(1) } else { first }
        }
        Function::If => argument(if argument(0).truth() { 1 } else { 2 }),
        Function::Not => Value::Truth(!argument(0).truth()),
    }
}

fn binary(operator: Operator, left: &Node, right: &Node, scope: &Scope<'_>) -> Value {
    let number =
        |f: fn(f64, f64) -> f64| Value::Number(f(value(left, scope).number(), value(right, scope).number()));
    let compare = |f: fn(&f64, &f64) -> bool| {
        Value::Truth(f(&value(left, scope).number(), &value(right, scope).number()))
    };
    match operator {
        Operator::Or => Value::Truth(value(left, scope).truth() || value(right, scope).truth()),
        Operator::And => Value::Truth(value(left, scope).truth() && value(right, scope).truth()),
        Operator::Equal => Value::Truth(equal(&value(left, scope), &value(right, scope))),
        Operator::Unequal => Value::Truth(!equal(&value(left, scope), &value(right, scope))),
        Operator::Less => compare(f64::lt),
        Operator::AtMost => compare(f64::le),
        Operator::More => compare(f64::gt),
        Operator::AtLeast => compare(f64::ge),
        Operator::Plus => number(|a, b| a + b),
        Operator::Minus => number(|a, b| a - b),
        Operator::Times => number(|a, b| a * b),
        Operator::Div => number(|a, b| a / b),
        Operator::Mod => number(|a, b| a % b),
    }
}

/// As truths when one side is one, else as numbers when one side is one, else as texts (XPath § 3.4).
#[expect(clippy::float_cmp, reason = "that is what the language says")]
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Truth(_), _) | (_, Value::Truth(_)) => left.truth() == right.truth(),
        (Value::Number(_), _) | (_, Value::Number(_)) => left.number() == right.number(),
        (Value::Text(a), Value::Text(b)) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Expression;
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let answers = BTreeMap::from([
            ("age".to_owned(), Value::Number(34.0)),
            ("why".to_owned(), Value::Text("2 7".to_owned())),
            ("one".to_owned(), Value::Text("1".to_owned())),
        ]);
        let columns = BTreeMap::from([("city".to_owned(), "1".to_owned())]);
        let itself = Value::Text("98".to_owned());
        let scope = Scope { answers: Some(&answers), itself: Some(&itself), columns: Some(&columns) };
        assert_eq!(Expression::parse(source).unwrap().value(&scope).text(), expected, "{source}");
    }

    #[test]
    fn answers_and_numbers() {
        check("${age} >= 15 and ${age} < 100", "true");
        check("${age} div 10", "3.4");
        check("-7 mod 3", "-1");
        check("1 div 0", "Infinity");
        check("0 - 0", "0");
        check("${one} = 1", "true");
        check("${one} = '1.0'", "false");
        check("${one} + ${one} * 2", "3");
    }

    #[test]
    fn what_was_not_answered_is_the_empty_text() {
        check("${none} = ''", "true");
        check("${none} > 0", "false");
        check("${none} <= 0", "false");
        check("${none} != 5", "true");
        check("coalesce(${none}, 'x')", "x");
        check("${none} + 1", "NaN");
    }

    #[test]
    fn choices() {
        check("selected(${why}, '7')", "true");
        check("selected(${why}, 7)", "true");
        check("selected(${why}, '27')", "false");
        check("count-selected(${why})", "2");
        check("count-selected(${none})", "0");
        check("city = ${one}", "true");
        check("not(selected(., '98'))", "false");
        check("if(. = '98', 'dk', 'ok')", "dk");
    }
}
