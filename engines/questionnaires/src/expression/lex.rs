//! Words of an expression with their positions.

use super::Operator;
use super::parse::{SyntaxError, SyntaxFlaw};

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word {
    Number(f64),
    Text(String),
    Answer(String),
    Name(String),
    Operator(Operator),
    Dot,
    Open,
    Close,
    Comma,
}

/// Cuts a text into words, each with the position of its first character.
pub(super) fn words(source: &str) -> Result<Vec<(usize, Word)>, SyntaxError> {
    let letters: Vec<char> = source.chars().collect();
    let mut words = Vec::new();
    let mut rest = letters.as_slice();
    while let Some(&first) = rest.first() {
        let at = letters.len() - rest.len() + 1;
        if first.is_whitespace() {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (word, length) = word(rest).map_err(|flaw| SyntaxError { at, flaw })?;
        words.push((at, word));
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(words)
}

/// The word at the beginning and how many characters it takes.
fn word(rest: &[char]) -> Result<(Word, usize), SyntaxFlaw> {
    let first = rest.first().copied().unwrap_or(' ');
    let second = rest.get(1).copied().unwrap_or(' ');
    Ok(match (first, second) {
        ('(', _) => (Word::Open, 1),
        (')', _) => (Word::Close, 1),
        (',', _) => (Word::Comma, 1),
        ('+', _) => (Word::Operator(Operator::Plus), 1),
        ('-', _) => (Word::Operator(Operator::Minus), 1),
        ('*', _) => (Word::Operator(Operator::Times), 1),
        ('=', _) => (Word::Operator(Operator::Equal), 1),
        ('!', '=') => (Word::Operator(Operator::Unequal), 2),
        ('<', '=') => (Word::Operator(Operator::AtMost), 2),
        ('>', '=') => (Word::Operator(Operator::AtLeast), 2),
        ('<', _) => (Word::Operator(Operator::Less), 1),
        ('>', _) => (Word::Operator(Operator::More), 1),
        ('$', '{') => answer(rest)?,
        ('\'' | '"', _) => quoted(rest, first)?,
        ('.', next) if !next.is_ascii_digit() => (Word::Dot, 1),
        ('.' | '0'..='9', _) => number(rest)?,
        (letter, _) if begins_name(letter) => {
            let length = rest.iter().take_while(|c| in_name(**c)).count();
            (name(rest.iter().take(length).collect()), length)
        }
        (other, _) => return Err(SyntaxFlaw::UnexpectedCharacter(other)),
    })
}

/// Whether a name may begin so. Names are those of XLSForm: letters, digits, `_`, `-` and `.`, beginning with a letter.
pub(crate) fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

/// Whether a name may go on so.
pub(crate) fn in_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

fn name(text: String) -> Word {
    match text.as_str() {
        "or" => Word::Operator(Operator::Or),
        "and" => Word::Operator(Operator::And),
        "div" => Word::Operator(Operator::Div),
        "mod" => Word::Operator(Operator::Mod),
        _ => Word::Name(text),
    }
}

fn answer(rest: &[char]) -> Result<(Word, usize), SyntaxFlaw> {
    let length = rest.iter().position(|c| *c == '}').ok_or(SyntaxFlaw::UnclosedReference)?;
    let inside: String = rest.iter().take(length).skip(2).collect();
    let name = inside.trim();
    let good = name.chars().next().is_some_and(begins_name) && name.chars().all(in_name);
    if good { Ok((Word::Answer(name.to_owned()), length + 1)) } else { Err(SyntaxFlaw::BadReference(inside)) }
}

fn quoted(rest: &[char], quote: char) -> Result<(Word, usize), SyntaxFlaw> {
    let length = rest.iter().skip(1).position(|c| *c == quote).ok_or(SyntaxFlaw::UnclosedText)?;
    Ok((Word::Text(rest.iter().skip(1).take(length).collect()), length + 2))
}

fn number(rest: &[char]) -> Result<(Word, usize), SyntaxFlaw> {
    let length = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    let text: String = rest.iter().take(length).collect();
    match text.parse() {
        Ok(number) => Ok((Word::Number(number), length)),
        Err(_) => Err(SyntaxFlaw::BadNumber(text)),
    }
}
