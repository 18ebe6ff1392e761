//! From text to an expression: signs in order of how tightly they bind, brackets, quotes, names with dots.

use super::{Expression, ExpressionError, Sign};

/// Signs that bind alike, from the loosest.
const LEVELS: [&[(&str, Sign)]; 5] = [
    &[("or ", Sign::Or), ("||", Sign::Or), ("|", Sign::Or)],
    &[("and ", Sign::And), ("&&", Sign::And), ("&", Sign::And)],
    &[
        ("==", Sign::Equal),
        ("!=", Sign::Unequal),
        ("<=", Sign::AtMost),
        (">=", Sign::AtLeast),
        ("<", Sign::Less),
        (">", Sign::Greater),
        ("%in%", Sign::In),
        ("in ", Sign::In),
        ("in(", Sign::In),
    ],
    &[("+", Sign::Plus), ("-", Sign::Minus)],
    &[("*", Sign::Times), ("/", Sign::Over), ("%%", Sign::Remainder)],
];

/// How deep brackets may stand in each other.
const DEPTH: usize = 64;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Expression {
    /// Reads an expression; a leading `~` is passed over.
    pub(crate) fn read(text: &str) -> Result<Self, ExpressionError> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        reader.take("~");
        let whole = reader.level(0)?;
        reader.blank();
        if reader.rest().is_empty() { Ok(whole) } else { reader.fail("the end") }
    }
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blank(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        self.blank();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn fail<T>(&self, expected: &'static str) -> Result<T, ExpressionError> {
        let at = self.text.get(..self.at).map_or(0, |before| before.chars().count()) + 1;
        Err(ExpressionError::Syntax { text: self.text.to_owned(), at, expected })
    }

    fn level(&mut self, level: usize) -> Result<Expression, ExpressionError> {
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        while let Some((token, sign)) = signs.iter().find(|(token, _)| self.take(token)) {
            if token.ends_with('(') {
                // The bracket of a list belongs to what follows.
                self.at -= 1;
            }
            let right = if *sign == Sign::In { self.list()? } else { self.level(level + 1)? };
            left = Expression::Pair(Box::new(left), *sign, Box::new(right));
        }
        Ok(left)
    }

    /// What may stand behind "in": `c(1, 2)`, `(1, 2)` or one value.
    fn list(&mut self) -> Result<Expression, ExpressionError> {
        if !self.take("(") {
            return self.unary();
        }
        let inner = self.arguments()?;
        Ok(Expression::Call("c".to_owned(), inner))
    }

    /// Arguments up to the closing bracket, some with their names.
    fn arguments(&mut self) -> Result<Vec<Expression>, ExpressionError> {
        let mut inner = vec![self.argument()?];
        while self.take(",") {
            inner.push(self.argument()?);
        }
        if self.take(")") { Ok(inner) } else { self.fail(")") }
    }

    fn argument(&mut self) -> Result<Expression, ExpressionError> {
        self.blank();
        let rest = self.rest();
        let part = |c: char| c.is_alphanumeric() || c == '.' || c == '_';
        let word = rest.split(|c: char| !part(c)).next().unwrap_or_default();
        let after = rest.get(word.len()..).unwrap_or_default().trim_start();
        if word.is_empty() || !after.starts_with('=') || after.starts_with("==") {
            return self.level(0);
        }
        self.at += word.len();
        self.take("=");
        Ok(Expression::Named(word.to_owned(), Box::new(self.level(0)?)))
    }

    fn unary(&mut self) -> Result<Expression, ExpressionError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return self.fail("fewer brackets");
        }
        let found = if self.take("-") {
            Expression::Minus(Box::new(self.unary()?))
        } else if !self.rest().starts_with("!=") && self.take("!") {
            Expression::Not(Box::new(self.unary()?))
        } else {
            let base = self.atom()?;
            if self.take("^") {
                Expression::Pair(Box::new(base), Sign::Power, Box::new(self.unary()?))
            } else {
                base
            }
        };
        self.depth -= 1;
        Ok(found)
    }

    fn atom(&mut self) -> Result<Expression, ExpressionError> {
        if self.take("(") {
            let inner = self.level(0)?;
            return if self.take(")") { Ok(inner) } else { self.fail(")") };
        }
        for quote in ["'", "\"", "`"] {
            if self.take(quote) {
                let Some(end) = self.rest().find(quote) else { return self.fail("the closing quote") };
                let text = self.rest().get(..end).unwrap_or_default().to_owned();
                self.at += end + 1;
                return Ok(if quote == "`" { Expression::Name(text) } else { Expression::Text(text) });
            }
        }
        let rest = self.rest();
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let part = |c: char| c.is_alphanumeric() || c == '.' || c == '_';
        let mut word = rest.split(|c: char| !part(c)).next().unwrap_or_default();
        if digits {
            // The exponent of 1e-5 has a sign of its own.
            if word.ends_with(['e', 'E'])
                && rest.get(word.len()..).is_some_and(|more| more.starts_with(['-', '+']))
            {
                let more = rest.get(word.len() + 1..).unwrap_or_default();
                let length = more.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().len();
                word = rest.get(..word.len() + 1 + length).unwrap_or(word);
            }
            let Ok(value) = word.parse() else { return self.fail("a number") };
            self.at += word.len();
            return Ok(Expression::Number(value));
        }
        if word.is_empty() {
            return self.fail("a name or a number");
        }
        self.at += word.len();
        if !self.rest().starts_with('(') {
            return Ok(Expression::Name(word.to_owned()));
        }
        self.take("(");
        Ok(Expression::Call(word.to_owned(), self.arguments()?))
    }
}
