//! The language of skip logic, constraints, calculations and filters: a part of what XLSForm writes.
//!
//! ```text
//!   ${age} >= 15 and not(selected(., '98'))
//!      │ lex: words with their positions
//!      │ parse: precedence climbing, depth bounded
//!      ▼
//!   Node ──► check (lint): do names, codes and types fit this questionnaire?
//!        └─► value (here): total, every expression has a value for every set of answers
//! ```
//!
//! | | |
//! |---|---|
//! | answers | `${name}`; `.` is the answer the constraint belongs to |
//! | literals | `12`, `0.5`, `'text'`, `"text"` |
//! | operators, loosest first | `or` · `and` · `=` `!=` · `<` `<=` `>` `>=` · `+` `-` · `*` `div` `mod` · unary `-` |
//! | functions | `selected(answer, code)` `count-selected(answer)` `coalesce(a, b)` `if(condition, a, b)` `not(a)` |
//! | a bare name | a column of the choice, only in a `choice_filter` |
//!
//! Values follow XPath 1.0 (<https://www.w3.org/TR/xpath-10/> § 3 and 4), as XLSForm does: what was not answered is
//! the empty text, a text that is no number is NaN, and a comparison with NaN is false (`!=` true).

mod lex;
mod parse;
mod value;

pub(crate) use lex::{begins_name, in_name};
pub use parse::{SyntaxError, SyntaxFlaw};
pub use value::{Scope, Value};

/// An expression with the text it was read from. Two are equal when their texts are.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Expression {
    source: String,
    root: Node,
}

impl Expression {
    /// Reads an expression; blanks around it are dropped.
    ///
    /// # Errors
    /// [`SyntaxError`] with the position of the first character that does not fit.
    ///
    /// ```
    /// use questionnaires::expression::{Expression, SyntaxFlaw};
    /// let wrong = Expression::parse("${age} >= fifteen()").unwrap_err();
    /// assert_eq!((wrong.at, wrong.flaw), (11, SyntaxFlaw::UnknownFunction("fifteen".into())));
    /// ```
    pub fn parse(source: &str) -> Result<Expression, SyntaxError> {
        let source = source.trim();
        Ok(Expression { source: source.to_owned(), root: parse::parse(source)? })
    }

    /// The text it was read from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The tree, for those who check it.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Its value among these answers.
    #[must_use]
    pub fn value(&self, scope: &Scope<'_>) -> Value {
        value::value(&self.root, scope)
    }

    /// The names of the answers it asks for, in order, with the positions of `${`.
    #[must_use]
    pub fn references(&self) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        self.root.walk(&mut |node| {
            if let Term::Answer(name) = &node.term {
                found.push((node.at, name.as_str()));
            }
        });
        found
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.source == other.source
    }
}

impl TryFrom<String> for Expression {
    type Error = SyntaxError;

    fn try_from(source: String) -> Result<Expression, SyntaxError> {
        Expression::parse(&source)
    }
}

impl From<Expression> for String {
    fn from(expression: Expression) -> String {
        expression.source
    }
}

/// A part of an expression and the place where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Position of its first character, counted in characters from 1; of an operator, the operator's.
    pub at: usize,
    /// What it is.
    pub term: Term,
}

/// What a part of an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A literal number.
    Number(f64),
    /// A literal text.
    Text(String),
    /// `${name}`.
    Answer(String),
    /// `.`
    Itself,
    /// A column of the choice.
    Column(String),
    /// A function with its arguments; as many as it takes.
    Call(Function, Vec<Node>),
    /// Two sides of an operator.
    Binary(Operator, Box<Node>, Box<Node>),
    /// Unary minus.
    Negative(Box<Node>),
}

impl Node {
    /// Shows every part to `seen`, outer before inner, left before right.
    pub fn walk<'a>(&'a self, seen: &mut impl FnMut(&'a Node)) {
        seen(self);
        match &self.term {
            Term::Call(_, arguments) => arguments.iter().for_each(|it| it.walk(seen)),
            Term::Binary(_, left, right) => {
                left.walk(seen);
                right.walk(seen);
            }
            Term::Negative(inner) => inner.walk(seen),
            Term::Number(_) | Term::Text(_) | Term::Answer(_) | Term::Itself | Term::Column(_) => {}
        }
    }
}

/// The functions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `selected(answer, code)`: is the code among the chosen ones?
    Selected,
    /// `count-selected(answer)`: how many codes are chosen.
    CountSelected,
    /// `coalesce(a, b)`: `a`, or `b` when `a` is empty.
    Coalesce,
    /// `if(condition, a, b)`.
    If,
    /// `not(a)`.
    Not,
}

impl Function {
    const ALL: [(&'static str, Function, usize); 5] = [
        ("selected", Function::Selected, 2),
        ("count-selected", Function::CountSelected, 1),
        ("coalesce", Function::Coalesce, 2),
        ("if", Function::If, 3),
        ("not", Function::Not, 1),
    ];

    fn named(name: &str) -> Option<(Function, usize)> {
        Function::ALL
            .iter()
            .find(|(known, _, _)| *known == name)
            .map(|(_, function, takes)| (*function, *takes))
    }
}

/// The operators with two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `div`
    Div,
    /// `mod`, with the sign of the dividend
    Mod,
}

impl Operator {
    /// How tightly it binds: the higher, the tighter.
    fn strength(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Equal | Operator::Unequal => 3,
            Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => 4,
            Operator::Plus | Operator::Minus => 5,
            Operator::Times | Operator::Div | Operator::Mod => 6,
        }
    }
}
