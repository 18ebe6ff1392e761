//! Rows of a part of the text.

use separated_text::{End, Field, OpenQuote, quoted, unquoted};

use super::{Dialect, Quotes, number};
use crate::column::RawTexts;
use crate::fault::FaultKind;

/// What is wanted of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// Numbers, until a value is none.
    Numbers,
    /// Texts.
    Texts,
    /// Nothing: it is known already.
    Nothing,
}

/// What a column holds so far.
#[derive(Debug)]
pub(super) enum Values {
    Numbers(Vec<f64>),
    Texts(Box<RawTexts>),
    /// Numbers were wanted, and a value is none.
    Failed,
    Nothing,
}

/// A part that was read.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) columns: Vec<Values>,
    pub(super) rows: usize,
    /// Where the next row begins.
    pub(super) next: usize,
}

/// What is wrong, and before which byte.
#[derive(Debug)]
pub(super) struct ChunkFault {
    pub(super) byte: usize,
    pub(super) kind: FaultKind,
}

impl Values {
    fn new(want: &Want) -> Self {
        match want {
            Want::Numbers => Values::Numbers(Vec::new()),
            Want::Texts => Values::Texts(Box::default()),
            Want::Nothing => Values::Nothing,
        }
    }

    /// Parts one after the other.
    pub(super) fn joined<'a>(parts: impl Iterator<Item = &'a Values>, rows: usize) -> Values {
        let mut joined = None;
        for part in parts {
            match (&mut joined, part) {
                (_, Values::Failed) => return Values::Failed,
                (None, Values::Numbers(values)) => {
                    let mut all = Vec::with_capacity(rows);
                    all.extend_from_slice(values);
                    joined = Some(Values::Numbers(all));
                }
                (Some(Values::Numbers(all)), Values::Numbers(values)) => all.extend_from_slice(values),
                (None, Values::Texts(texts)) => {
                    let mut all = Box::<RawTexts>::default();
                    all.append(texts);
                    joined = Some(Values::Texts(all));
                }
                (Some(Values::Texts(all)), Values::Texts(texts)) => all.append(texts),
                _ => {}
            }
        }
        joined.unwrap_or(Values::Nothing)
    }
}

/// Reads the rows that begin in `start..end`.
pub(super) fn read(
    text: &[u8],
    start: usize,
    end: usize,
    dialect: Dialect,
    wants: &[Want],
) -> Result<Chunk, ChunkFault> {
    let mut columns: Vec<Values> = wants.iter().map(Values::new).collect();
    let decimal = if dialect.decimal_comma { b',' } else { b'.' };
    let (mut rows, mut at) = (0, start);
    let mut scratch = Vec::new();
    while at < end {
        match text.get(at) {
            Some(b'\n') => {
                at += 1;
                continue;
            }
            Some(b'\r') if text.get(at + 1) == Some(&b'\n') => {
                at += 2;
                continue;
            }
            // The last line may have lost half of its end.
            Some(b'\r') if at + 1 == text.len() => break,
            _ => {}
        }
        let row = at;
        let mut found = 0;
        while let Some(column) = columns.get_mut(found) {
            found += 1;
            let (after, ended) = field(text, at, dialect, decimal, column, &mut scratch)?;
            at = after;
            if ended == End::Row {
                break;
            }
            if found == wants.len() {
                found += 1;
                break;
            }
        }
        if found != wants.len() {
            let fields = record(text, row, dialect.delimiter).map_or(found, |(fields, _)| fields.len());
            let kind = FaultKind::Ragged { found: fields, expected: wants.len() };
            return Err(ChunkFault { byte: row, kind });
        }
        rows += 1;
    }
    Ok(Chunk { columns, rows, next: at })
}

/// Reads a field into its column; where the next begins, and whether the row ends with this one.
fn field(
    text: &[u8],
    at: usize,
    dialect: Dialect,
    decimal: u8,
    column: &mut Values,
    scratch: &mut Vec<u8>,
) -> Result<(usize, End), ChunkFault> {
    let rest = text.get(at..).unwrap_or_default();
    // Most fields of a survey are short numbers: one look at each byte.
    if let Values::Numbers(values) = column
        && let Some((value, used)) = number::scan(rest, decimal)
    {
        let end = match (rest.get(used), rest.get(used + 1)) {
            (Some(byte), _) if *byte == dialect.delimiter => Some((used + 1, End::Field)),
            (Some(b'\n'), _) => Some((used + 1, End::Row)),
            (Some(b'\r'), Some(b'\n')) => Some((used + 2, End::Row)),
            (None, _) => Some((used, End::Row)),
            _ => None,
        };
        if let Some((used, end)) = end {
            values.push(value);
            return Ok((at + used, end));
        }
    }
    if rest.first() == Some(&b'"') {
        scratch.clear();
        let (next, end) = quoted(text, at, dialect.delimiter, scratch)?;
        column.push(scratch, true, dialect);
        return Ok((next, end));
    }
    let (raw, next, end) = unquoted(rest, dialect.delimiter);
    column.push(raw, false, dialect);
    Ok((at + next, end))
}

impl Values {
    fn push(&mut self, text: &[u8], in_quotes: bool, dialect: Dialect) {
        match self {
            Values::Numbers(values) => match as_number(text, in_quotes, dialect) {
                Some(value) => values.push(value),
                None => *self = Values::Failed,
            },
            Values::Texts(texts) if text.is_empty() && !in_quotes => texts.push_nothing(),
            Values::Texts(texts) => texts.push(text),
            Values::Failed | Values::Nothing => {}
        }
    }
}

/// A number, or NaN for an empty field.
fn as_number(text: &[u8], in_quotes: bool, dialect: Dialect) -> Option<f64> {
    if in_quotes && dialect.quotes == Quotes::MeanText {
        return None;
    }
    let text = text.trim_ascii();
    if text.is_empty() {
        return Some(f64::NAN);
    }
    if in_quotes && matches!(text, [b'0', b'0'..=b'9', ..]) {
        return None;
    }
    number::parse(text, dialect.decimal_comma)
}

/// All fields of the row that begins at a byte, and where the next row begins.
pub(super) fn record(text: &[u8], at: usize, delimiter: u8) -> Result<(Vec<Field<'_>>, usize), ChunkFault> {
    separated_text::record(text, at, delimiter).map_err(ChunkFault::from)
}

impl From<OpenQuote> for ChunkFault {
    fn from(OpenQuote { byte }: OpenQuote) -> Self {
        Self { byte, kind: FaultKind::OpenQuote }
    }
}
