//! Fields of a row.

use std::borrow::Cow;

/// A field out of its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its bytes.
    pub text: Cow<'a, [u8]>,
    /// Whether it stood in quotes.
    pub quoted: bool,
}

/// What ended a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A separator: another field follows.
    Field,
    /// A line end, or the end of the text.
    Row,
}

/// A quotation mark is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenQuote {
    /// Where it stands.
    pub byte: usize,
}

impl std::fmt::Display for OpenQuote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the quotation mark at byte {} is never closed", self.byte)
    }
}

impl std::error::Error for OpenQuote {}

/// A field without quotes: its text, bytes until the next, and what ended it.
#[must_use]
pub fn unquoted(rest: &[u8], delimiter: u8) -> (&[u8], usize, End) {
    let at = rest.iter().position(|it| *it == delimiter || *it == b'\n').unwrap_or(rest.len());
    let raw = rest.get(..at).unwrap_or_default();
    match rest.get(at) {
        Some(byte) if *byte == delimiter => (raw, at + 1, End::Field),
        Some(_) => (raw.strip_suffix(b"\r").unwrap_or(raw), at + 1, End::Row),
        None => (raw.strip_suffix(b"\r").unwrap_or(raw), at, End::Row),
    }
}

/// A field in quotes that begins at a byte, put into `into`; where the next begins. What stands between the closing mark
/// and the delimiter belongs to the field, as spreadsheets read it.
///
/// # Errors
/// When the mark is never closed.
pub fn quoted(text: &[u8], at: usize, delimiter: u8, into: &mut Vec<u8>) -> Result<(usize, End), OpenQuote> {
    let mut next = at + 1;
    loop {
        let rest = text.get(next..).unwrap_or_default();
        let Some(close) = rest.iter().position(|it| *it == b'"') else {
            return Err(OpenQuote { byte: at });
        };
        into.extend_from_slice(rest.get(..close).unwrap_or_default());
        next += close + 1;
        if text.get(next) == Some(&b'"') {
            into.push(b'"');
            next += 1;
            continue;
        }
        let (tail, used, end) = unquoted(text.get(next..).unwrap_or_default(), delimiter);
        into.extend_from_slice(tail);
        return Ok((next + used, end));
    }
}

/// All fields of the row that begins at a byte, and where the next row begins. Empty lines before it are passed over.
///
/// # Errors
/// When a quotation mark is never closed.
pub fn record(text: &[u8], at: usize, delimiter: u8) -> Result<(Vec<Field<'_>>, usize), OpenQuote> {
    let (mut at, _) = skip_blank(text, at);
    let mut fields = Vec::new();
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let (field, next, end) = if rest.first() == Some(&b'"') {
            let mut into = Vec::new();
            let (next, end) = quoted(text, at, delimiter, &mut into)?;
            (Field { text: Cow::Owned(into), quoted: true }, next, end)
        } else {
            let (raw, used, end) = unquoted(rest, delimiter);
            (Field { text: Cow::Borrowed(raw), quoted: false }, at + used, end)
        };
        fields.push(field);
        at = next;
        if end == End::Row {
            return Ok((fields, at));
        }
    }
}

/// The first byte from `at` on that does not belong to an empty line, and what follows.
#[must_use]
pub fn skip_blank(text: &[u8], mut at: usize) -> (usize, &[u8]) {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        match rest {
            [b'\n', ..] | [b'\r'] => at += 1,
            [b'\r', b'\n', ..] => at += 2,
            _ => return (at, rest),
        }
    }
}
