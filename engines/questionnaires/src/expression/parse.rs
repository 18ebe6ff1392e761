//! Words into a tree, by precedence climbing.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lex::{Word, words};
use super::{Function, Node, Operator, Term};

/// How deep an expression may nest. People write three levels; the bound keeps a hostile text off the stack.
const DEEPEST: usize = 40;

/// How many words an expression may have. A chain of operators nests too, to the left.
const LONGEST: usize = 1_000;

/// Why a text is no expression, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("character {at}: {flaw}")]
pub struct SyntaxError {
    /// Position in the trimmed text, counted in characters from 1; one past the end when something is missing there.
    pub at: usize,
    /// What is wrong.
    pub flaw: SyntaxFlaw,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxFlaw {
    /// Nothing is written.
    #[error("the expression is empty")]
    Empty,
    /// A character that begins no word.
    #[error("unexpected {0:?}")]
    UnexpectedCharacter(char),
    /// A word where another was expected.
    #[error("something else was expected here; check operators, commas and brackets")]
    UnexpectedWord,
    /// The text ends too early.
    #[error("the expression ends too early")]
    UnexpectedEnd,
    /// `${` without `}`.
    #[error("${{ is not closed by }}")]
    UnclosedReference,
    /// No name of a question inside `${}`.
    #[error("{0:?} is not a name of a question")]
    BadReference(String),
    /// A quote without its end.
    #[error("a quoted text is not closed")]
    UnclosedText,
    /// Digits and dots that are no number.
    #[error("{0:?} is not a number")]
    BadNumber(String),
    /// A function outside the subset.
    #[error("unknown function {0:?}; known are selected, count-selected, coalesce, if, not")]
    UnknownFunction(String),
    /// A function with too few or too many arguments.
    #[error("{function} takes {takes} arguments and has {has}")]
    Arguments {
        /// Its name.
        function: String,
        /// How many it takes.
        takes: usize,
        /// How many are written.
        has: usize,
    },
    /// Brackets within brackets, too many of them, or an expression of a thousand words.
    #[error("the expression is too long or nests too deeply; move a part of it into a calculate question")]
    TooDeep,
}

struct Parser {
    words: Peekable<IntoIter<(usize, Word)>>,
    /// Position one past the end.
    end: usize,
    depth: usize,
}

pub(super) fn parse(source: &str) -> Result<Node, SyntaxError> {
    let end = source.chars().count() + 1;
    let words = words(source)?;
    if words.is_empty() {
        return Err(SyntaxError { at: 1, flaw: SyntaxFlaw::Empty });
    }
    if let Some((at, _)) = words.get(LONGEST) {
        return Err(SyntaxError { at: *at, flaw: SyntaxFlaw::TooDeep });
    }
    let mut parser = Parser { words: words.into_iter().peekable(), end, depth: 0 };
    let root = parser.operators(0)?;
    match parser.words.next() {
        None => Ok(root),
        Some((at, _)) => Err(SyntaxError { at, flaw: SyntaxFlaw::UnexpectedWord }),
    }
}

impl Parser {
    /// Operands joined by operators that bind tighter than `than`; equal ones group to the left.
    fn operators(&mut self, than: u8) -> Result<Node, SyntaxError> {
        let mut left = self.operand()?;
        while let Some((at, operator)) = self.operator_above(than) {
            let right = self.operators(operator.strength())?;
            left = Node { at, term: Term::Binary(operator, Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn operator_above(&mut self, than: u8) -> Option<(usize, Operator)> {
        match self.words.peek() {
            Some((at, Word::Operator(operator))) if operator.strength() > than => {
                let found = (*at, *operator);
                self.words.next();
                Some(found)
            }
            _ => None,
        }
    }

    fn operand(&mut self) -> Result<Node, SyntaxError> {
        let Some((at, word)) = self.words.next() else {
            return Err(SyntaxError { at: self.end, flaw: SyntaxFlaw::UnexpectedEnd });
        };
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(SyntaxError { at, flaw: SyntaxFlaw::TooDeep });
        }
        let term = match word {
            Word::Number(number) => Term::Number(number),
            Word::Text(text) => Term::Text(text),
            Word::Answer(name) => Term::Answer(name),
            Word::Dot => Term::Itself,
            Word::Operator(Operator::Minus) => Term::Negative(Box::new(self.operand()?)),
            Word::Open => {
                let inside = self.operators(0)?;
                self.close()?;
                inside.term
            }
            Word::Name(name) if matches!(self.words.peek(), Some((_, Word::Open))) => self.call(at, name)?,
            Word::Name(name) => Term::Column(name),
            Word::Operator(_) | Word::Close | Word::Comma => {
                return Err(SyntaxError { at, flaw: SyntaxFlaw::UnexpectedWord });
            }
        };
        self.depth -= 1;
        Ok(Node { at, term })
    }

    fn call(&mut self, at: usize, name: String) -> Result<Term, SyntaxError> {
        self.words.next();
        let Some((function, takes)) = Function::named(&name) else {
            return Err(SyntaxError { at, flaw: SyntaxFlaw::UnknownFunction(name) });
        };
        let mut arguments = Vec::new();
        if !matches!(self.words.peek(), Some((_, Word::Close))) {
            arguments.push(self.operators(0)?);
            while matches!(self.words.peek(), Some((_, Word::Comma))) {
                self.words.next();
                arguments.push(self.operators(0)?);
            }
        }
        self.close()?;
        if arguments.len() == takes {
            return Ok(Term::Call(function, arguments));
        }
        let flaw = SyntaxFlaw::Arguments { function: name, takes, has: arguments.len() };
        Err(SyntaxError { at, flaw })
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        match self.words.next() {
            Some((_, Word::Close)) => Ok(()),
            Some((at, _)) => Err(SyntaxError { at, flaw: SyntaxFlaw::UnexpectedWord }),
            None => Err(SyntaxError { at: self.end, flaw: SyntaxFlaw::UnexpectedEnd }),
        }
    }
}

/// Written in brackets where needed, so that a test can see the tree.
#[cfg(test)]
fn bracketed(node: &Node) -> String {
    match &node.term {
        Term::Number(n) => n.to_string(),
        Term::Text(t) => format!("'{t}'"),
        Term::Answer(name) => format!("${{{name}}}"),
        Term::Itself => ".".to_owned(),
        Term::Column(name) => name.clone(),
        Term::Call(function, arguments) => {
            format!("{function:?}({})", arguments.iter().map(bracketed).collect::<Vec<_>>().join(", "))
        }
        Term::Binary(operator, left, right) => {
            format!("({} {operator:?} {})", bracketed(left), bracketed(right))
        }
        Term::Negative(inner) => format!("-{}", bracketed(inner)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Expression;
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let shown = match Expression::parse(source) {
            Ok(expression) => bracketed(expression.root()),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn precedence_is_that_of_xpath() {
        check(
            "${a} = 1 or ${b} != 2 and . > 3 + 4 * 5",
            "((${a} Equal 1) Or ((${b} Unequal 2) And (. More (3 Plus (4 Times 5)))))",
        );
        check("7 - 2 - 1", "((7 Minus 2) Minus 1)");
        check("-${a} * 2 div .5", "((-${a} Times 2) Div 0.5)");
        check("(1 + 2) mod 3", "((1 Plus 2) Mod 3)");
        check("1 < 2 = (3 >= 4)", "((1 Less 2) Equal (3 AtLeast 4))");
    }

    #[test]
    fn functions_and_columns() {
        check("selected(${why}, 'no-time')", "Selected(${why}, 'no-time')");
        check(
            "if(count-selected(.) <= 3, \"few\", coalesce(${b}, 0))",
            "If((CountSelected(.) AtMost 3), 'few', Coalesce(${b}, 0))",
        );
        check(
            "city = ${ city } and not(closed = 'yes')",
            "((city Equal ${city}) And Not((closed Equal 'yes')))",
        );
    }

    #[test]
    fn errors_say_where() {
        check("", "character 1: the expression is empty");
        check("1 +", "character 4: the expression ends too early");
        check("(1", "character 3: the expression ends too early");
        check("1 2", "character 3: something else was expected here; check operators, commas and brackets");
        check("${věk} > 'a", "character 10: a quoted text is not closed");
        check("${vek > 1", "character 1: ${ is not closed by }");
        check("1 + ${2}", "character 5: \"2\" is not a name of a question");
        check("1.2.3", "character 1: \"1.2.3\" is not a number");
        check("1 & 2", "character 3: unexpected '&'");
        check(
            "today() > 1",
            "character 1: unknown function \"today\"; known are selected, count-selected, coalesce, if, not",
        );
        check("1 = not()", "character 5: not takes 1 arguments and has 0");
    }

    #[test]
    fn nesting_has_an_end() {
        let flaw = |text: &str| Expression::parse(text).map_err(|error| error.flaw).err();
        assert_eq!(flaw(&"(".repeat(100_000)), Some(SyntaxFlaw::TooDeep));
        assert_eq!(flaw(&"-".repeat(100_000)), Some(SyntaxFlaw::TooDeep));
        assert_eq!(flaw(&vec!["1"; 50_000].join("+")), Some(SyntaxFlaw::TooDeep));
        assert_eq!(flaw(&vec!["1"; 100].join("+")), None);
    }
}
