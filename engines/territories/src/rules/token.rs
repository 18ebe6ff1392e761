//! Characters to tokens. Every token knows its column, so that every reason can point at its place.
//!
//! ```text
//!  Žižkova – č. 12a      Word("zizkova")  Dash  Word("c")  Dot  Number(12, 'a')
//!  column 1, 9, 11, 12, 14: characters, not bytes
//! ```
//! Nothing is an error here: a character without a meaning is [`Kind::Other`], which no rule accepts.

/// One token of a rule line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Byte range in the line.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Column in characters, from 1.
    pub(super) column: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits, with a letter when one stands directly behind: `12`, `12a`. `None` = too many digits.
    Number(Option<u32>, Option<char>),
    /// Letters, inner hyphens and apostrophes; the text is folded (lower case, no accents).
    Word(String),
    /// Any of the dashes and minus signs that editors make of `-`.
    Dash,
    Comma,
    Semicolon,
    Colon,
    Slash,
    /// Behind an abbreviation, a mark or an ordinal.
    Dot,
    Open,
    Close,
    /// A character the language has no use for.
    Other,
}

/// Splits a line into tokens; total length of the tokens' texts is the line without blanks.
///
/// - cost: one pass
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let offset = |i: usize| chars.get(i).map_or(line.len(), |c| c.0);
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        let first = i;
        i += 1;
        let kind = match c {
            c if c.is_whitespace() => continue,
            c if c.is_ascii_digit() => {
                while at(i).is_some_and(|c| c.is_ascii_digit()) {
                    i += 1;
                }
                let digits = &line[offset(first)..offset(i)];
                let value = if digits.len() <= 6 { digits.parse().ok() } else { None };
                let letter = at(i).filter(|c| c.is_ascii_alphabetic());
                let alone = !at(i + 1).is_some_and(char::is_alphanumeric);
                let letter = letter.filter(|_| alone);
                i += usize::from(letter.is_some());
                Kind::Number(value, letter)
            }
            c if c.is_alphabetic() => {
                while word_goes_on(at(i), at(i + 1)) {
                    i += 1;
                }
                Kind::Word(crate::spelling::fold(&line[offset(first)..offset(i)]))
            }
            '-' | '–' | '—' | '‐' | '‑' | '−' => Kind::Dash,
            ',' => Kind::Comma,
            ';' => Kind::Semicolon,
            ':' => Kind::Colon,
            '/' => Kind::Slash,
            '.' => Kind::Dot,
            '(' => Kind::Open,
            ')' => Kind::Close,
            _ => Kind::Other,
        };
        out.push(Token { kind, start: offset(first), end: offset(i), column: first as u32 + 1 });
    }
    out
}

/// A word goes on over letters, combining marks, and over a hyphen or apostrophe between letters.
fn word_goes_on(here: Option<char>, next: Option<char>) -> bool {
    match here {
        Some(c) if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) => true,
        Some('-' | '\'' | '’') => next.is_some_and(char::is_alphabetic),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let found = tokens("Žižkova – č. 12a");
        let columns: Vec<u32> = found.iter().map(|t| t.column).collect();
        assert_eq!(columns, [1, 9, 11, 12, 14]);
        assert_eq!(found[4].kind, Kind::Number(Some(12), Some('a')));
    }

    #[test]
    fn a_conjunction_is_not_a_letter() {
        let kinds: Vec<Kind> = tokens("2 a 4").into_iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [Kind::Number(Some(2), None), Kind::Word("a".into()), Kind::Number(Some(4), None)]);
    }
}
