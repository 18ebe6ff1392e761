//! How is this CSV file written? Judged by its beginning, told to the caller, who may know better.

use separated_text::{Field, skip_blank};

use super::chunk;
use super::number::parse;
use super::{Dialect, Quotes};
use crate::options::Options;

/// Rows by which a delimiter is judged.
const ROWS: usize = 200;
/// In this order when they fit equally.
const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// The dialect of a text by a sample of it.
pub(super) fn dialect(sample: &[u8], whole: bool, options: &Options) -> Dialect {
    let mut best: Option<(usize, u8, Vec<Vec<Field<'_>>>)> = None;
    let candidates = options.delimiter.map_or(DELIMITERS.to_vec(), |it| vec![it]);
    for delimiter in candidates {
        let rows = rows(sample, whole, delimiter);
        let width = rows.first().map_or(0, Vec::len);
        let even = rows.iter().all(|row| row.len() == width);
        // Rows of one length count for more than any number of fields.
        let score = if width < 2 { 0 } else { width + if even { 1 << 32 } else { 0 } };
        if best.as_ref().is_none_or(|(other, ..)| score > *other) {
            best = Some((score, delimiter, rows));
        }
    }
    let (score, delimiter, rows) = best.unwrap_or((0, b',', Vec::new()));
    let delimiter = if score == 0 { options.delimiter.unwrap_or(b',') } else { delimiter };
    let decimal_comma = options.decimal_comma.unwrap_or_else(|| delimiter != b',' && commas(&rows));
    let header = options.header.unwrap_or_else(|| header(&rows, decimal_comma));
    let quotes = options.quotes.unwrap_or_else(|| quotes(&rows));
    Dialect { delimiter, decimal_comma, header, quotes }
}

/// Rows of the sample; the last is left out when the sample ends in the middle of it.
fn rows(sample: &[u8], whole: bool, delimiter: u8) -> Vec<Vec<Field<'_>>> {
    let (mut at, mut rest) = skip_blank(sample, 0);
    let mut rows = Vec::new();
    while !rest.is_empty() && rows.len() < ROWS {
        let Ok((fields, next)) = chunk::record(sample, at, delimiter) else { break };
        if next >= sample.len() && !whole && !rows.is_empty() {
            break;
        }
        rows.push(fields);
        (at, rest) = skip_blank(sample, next);
    }
    rows
}

/// Whether more numbers have a comma in them than a point.
fn commas(rows: &[Vec<Field<'_>>]) -> bool {
    let with = |mark: u8| {
        let fields = rows.iter().flatten().filter(|it| it.text.contains(&mark));
        fields.filter(|it| parse(&it.text, mark == b',').is_some()).count()
    };
    with(b',') > with(b'.')
}

/// Names are no numbers; a row with one is data.
fn header(rows: &[Vec<Field<'_>>], decimal_comma: bool) -> bool {
    rows.first().is_none_or(|row| !row.iter().any(|it| parse(&it.text, decimal_comma).is_some()))
}

/// Whether every field that holds something stands in quotes.
fn quotes(rows: &[Vec<Field<'_>>]) -> Quotes {
    let mut filled = rows.iter().skip(1).flatten().filter(|it| !it.text.is_empty()).peekable();
    let any = filled.peek().is_some();
    if any && filled.all(|it| it.quoted) { Quotes::MeanNothing } else { Quotes::MeanText }
}
