//! Text with separators (RFC 4180, and what Czech offices make of it): `,` `;` tabulator or `|`, decimal point or comma.
//!
//! ```text
//!   bytes ─ encoding ─ dialect ─┬─ chunk ─┐
//!                               ├─ chunk ─┤  in parallel; each begins where quotation marks before it say that a
//!                               └─ chunk ─┘  row begins, and is read again if the chunk before ended elsewhere
//!                                    └─ columns, joined in order: the same for any number of threads
//! ```
//!
//! A column is numbers when every value of it is one; what stands in quotes is a text (`"01"` stays the code it is),
//! unless everything stands in quotes. Columns are taken for numbers until a value is none; those are then read again
//! as texts. An empty cell is [`Missing::Empty`](crate::Missing::Empty).

mod chunk;
mod detect;
mod number;
mod write;

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};
use rayon::prelude::*;
use separated_text::{Field, detect as encoding_of, skip_blank};

use crate::codebook::Codebook;
use crate::codepage::{Decoder, Doubts, How};
use crate::column::{Column, Gap, Numbers, RawTexts};
use crate::fault::{Fault, FaultKind, Place};
use crate::model::{File, Format, Kind, Variable};
use crate::note::Note;
use crate::options::{MOST_CELLS, MOST_VARIABLES, Options};
use chunk::{Chunk, Values, Want};

pub(crate) use number::parse as number;
pub(crate) use write::quote;
pub use write::write;

/// How a CSV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between fields: `,` `;` `|` or a tabulator.
    pub delimiter: u8,
    /// Whether decimals stand after a comma.
    pub decimal_comma: bool,
    /// Whether the first row holds names.
    pub header: bool,
    /// What quotation marks say.
    pub quotes: Quotes,
}

/// What quotation marks around a field say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// A field in them is a text, whatever it looks like.
    MeanText,
    /// Nothing: the program put them around every field. Numbers with zeros before them stay texts.
    MeanNothing,
}

/// Bytes of a chunk at least.
const CHUNK: usize = 1 << 20;
/// Bytes by which a dialect is judged.
const SAMPLE: usize = 1 << 16;

/// Reads a file.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<File, Fault> {
    let mut notes = Vec::new();
    let (text, decoder) = decoded(bytes, options, &mut notes)?;
    let (_, body) = skip_blank(&text, 0);
    if body.is_empty() {
        return Err(Fault::whole(FaultKind::Empty));
    }
    let sample = text.get(..text.len().min(SAMPLE)).unwrap_or_default();
    let dialect = detect::dialect(sample, sample.len() == text.len(), options);
    let table = Table::read(&text, dialect, options.codebook.as_ref(), &decoder, &mut notes)?;
    let mut variables = Vec::new();
    for (name, values) in table.names.into_iter().zip(table.columns) {
        variables.push(variable(name, values, &decoder, &mut notes));
    }
    let encoding = decoder.encoding();
    let format = Format::Csv(dialect);
    let (label, weight, sets) = (String::new(), None, Vec::new());
    let mut file = File { format, encoding, label, rows: table.rows, variables, weight, sets, notes };
    if let Some(codebook) = &options.codebook {
        codebook.apply(&mut file, dialect.decimal_comma);
    }
    Ok(file)
}

/// The bytes without their mark, in an encoding of which ASCII is a part.
fn decoded<'a>(
    bytes: &'a [u8],
    options: &Options,
    notes: &mut Vec<Note>,
) -> Result<(Cow<'a, [u8]>, Decoder), Fault> {
    let chosen = options.page()?;
    let (page, how) = chosen.map_or_else(|| encoding_of(bytes), |page| (page, How::Chosen));
    if how == How::Assumed {
        notes.push(Note::EncodingAssumed { encoding: page.name().to_owned(), how });
    }
    let decoder = Decoder::of(page, how);
    if page == UTF_16LE || page == UTF_16BE {
        let (text, _) = page.decode_with_bom_removal(bytes);
        return Ok((Cow::Owned(text.into_owned().into_bytes()), decoder.inside(encoding_rs::UTF_8)));
    }
    Ok((Cow::Borrowed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)), decoder))
}

struct Table {
    names: Vec<String>,
    columns: Vec<Values>,
    rows: usize,
}

impl Table {
    fn read(
        text: &[u8],
        dialect: Dialect,
        codebook: Option<&Codebook>,
        decoder: &Decoder,
        notes: &mut Vec<Note>,
    ) -> Result<Self, Fault> {
        let limit = |what, most| Fault::whole(FaultKind::TooLarge { what, most });
        let cells = text
            .par_chunks(CHUNK)
            .map(|part| part.iter().filter(|it| **it == dialect.delimiter || **it == b'\n').count());
        if cells.sum::<usize>() as u64 > MOST_CELLS {
            return Err(limit("cells", MOST_CELLS));
        }
        let (first, start) = chunk::record(text, 0, dialect.delimiter).map_err(|fault| place(text, fault))?;
        if first.len() > MOST_VARIABLES {
            return Err(limit("variables", MOST_VARIABLES as u64));
        }
        let names = names(&first, dialect, decoder, notes)?;
        let start = if dialect.header { start } else { 0 };
        let text_by_codebook = |name: &String| {
            codebook.and_then(|it| it.variable(name)).is_some_and(|it| it.kind == Some(Kind::Text))
        };
        let wants: Vec<Want> =
            names.iter().map(|it| if text_by_codebook(it) { Want::Texts } else { Want::Numbers }).collect();
        let (mut columns, rows) = all(text, start, dialect, &wants)?;
        let again =
            |values: &Values| if matches!(values, Values::Failed) { Want::Texts } else { Want::Nothing };
        let wants: Vec<Want> = columns.iter().map(again).collect();
        if wants.contains(&Want::Texts) {
            let (texts, _) = all(text, start, dialect, &wants)?;
            for (column, texts) in columns.iter_mut().zip(texts) {
                if matches!(column, Values::Failed) {
                    *column = texts;
                }
            }
        }
        Ok(Self { names, columns, rows })
    }
}

/// Names of columns: of the header, or v1, v2 …
fn names(
    first: &[Field<'_>],
    dialect: Dialect,
    decoder: &Decoder,
    notes: &mut Vec<Note>,
) -> Result<Vec<String>, Fault> {
    if !dialect.header {
        notes.push(Note::NoHeader);
    }
    let mut names: Vec<String> = Vec::new();
    for (at, field) in (1..).zip(first) {
        let mut name =
            if dialect.header { decoder.text(&field.text).trim().to_owned() } else { String::new() };
        if name.is_empty() {
            name = format!("v{at}");
            if dialect.header {
                notes.push(Note::Named { column: at, name: name.clone() });
            }
        }
        names.push(name);
    }
    let mut seen = std::collections::HashSet::new();
    match names.iter().find(|name| !seen.insert(name.as_str())) {
        Some(twice) => Err(Fault::whole(FaultKind::Twice(twice.clone()))),
        None => Ok(names),
    }
}

/// All rows from a byte on: columns as wanted, and how many rows.
fn all(text: &[u8], start: usize, dialect: Dialect, wants: &[Want]) -> Result<(Vec<Values>, usize), Fault> {
    let starts = starts(text, start, wants.len());
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let parts: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let read = |(from, to): &(usize, usize)| chunk::read(text, *from, *to, dialect, wants);
    let guessed: Vec<Result<Chunk, chunk::ChunkFault>> = parts.par_iter().map(read).collect();
    let mut chunks = Vec::new();
    let mut next = start;
    for ((from, to), guess) in parts.iter().zip(guessed) {
        // A stray quotation mark may have misled the guess of where a row begins.
        let chunk = if *from == next { guess } else { chunk::read(text, next, *to, dialect, wants) };
        let chunk = chunk.map_err(|fault| place(text, fault))?;
        next = chunk.next;
        chunks.push(chunk);
    }
    let rows = chunks.iter().map(|it| it.rows).sum();
    let columns = (0..wants.len()).into_par_iter().map(|at| {
        let parts = chunks.iter().filter_map(|it| it.columns.get(at));
        Values::joined(parts, rows)
    });
    Ok((columns.collect(), rows))
}

/// Where chunks begin: at rows, if quotation marks come in pairs.
fn starts(text: &[u8], start: usize, columns: usize) -> Vec<usize> {
    // Chunks of wide files hold many rows too.
    let size = CHUNK.max(columns.saturating_mul(256));
    let body = text.get(start..).unwrap_or_default();
    let quotes: Vec<usize> =
        body.par_chunks(size).map(|part| part.iter().filter(|it| **it == b'"').count()).collect();
    let mut starts = vec![start];
    let mut inside = false;
    for (at, count) in quotes.iter().enumerate() {
        let here = start + at * size;
        let mut open = inside;
        inside ^= count % 2 == 1;
        if at == 0 {
            continue;
        }
        let row = text.get(here..).unwrap_or_default().iter().position(|byte| {
            open ^= *byte == b'"';
            *byte == b'\n' && !open
        });
        match (row, starts.last()) {
            (Some(row), Some(last)) if here + row + 1 > *last => starts.push(here + row + 1),
            _ => {}
        }
    }
    starts
}

/// A fault with the line it is in.
fn place(text: &[u8], fault: chunk::ChunkFault) -> Fault {
    let before = text.get(..fault.byte).unwrap_or_default();
    let line = before.iter().filter(|it| **it == b'\n').count() + 1;
    let place = Place { byte: u64::try_from(fault.byte).ok(), row: Some(line), ..Place::default() };
    Fault { place, kind: fault.kind }
}

fn variable(name: String, values: Values, decoder: &Decoder, notes: &mut Vec<Note>) -> Variable {
    let (kind, column) = match values {
        Values::Numbers(values) => (Kind::Number, Column::Numbers(Numbers::plain(values, Gap::Empty))),
        Values::Texts(texts) => {
            words_among_numbers(&name, &texts, decoder, notes);
            let mut doubts = Doubts::default();
            let column = decoder.column(*texts, &mut doubts);
            doubts.note(&name, decoder, notes);
            (Kind::Text, column)
        }
        Values::Failed | Values::Nothing => (Kind::Text, Column::Texts(crate::Texts::default())),
    };
    let (label, format, labels, missing) = (String::new(), String::new(), Vec::new(), Vec::new());
    Variable { name, label, kind, measure: None, format, labels, missing, column }
}

/// Notes a few words that alone keep a column from being numbers, as `NA`.
pub(crate) fn words_among_numbers(name: &str, texts: &RawTexts, decoder: &Decoder, notes: &mut Vec<Note>) {
    const FEW: usize = 5;
    let mut words = Vec::new();
    for word in texts.words.iter().filter(|it| number(it, false).or_else(|| number(it, true)).is_none()) {
        if words.len() == FEW {
            return;
        }
        if !word.trim_ascii().is_empty() {
            words.push(decoder.text(word));
        }
    }
    if !words.is_empty() && texts.words.len() > words.len() * 2 {
        notes.push(Note::WordsAmongNumbers { variable: name.to_owned(), words });
    }
}

/// All rows of a small file as texts, for codebooks.
pub(crate) fn texts(bytes: &[u8]) -> Result<Vec<Vec<String>>, Fault> {
    let options = Options { header: Some(false), ..Options::default() };
    let (text, decoder) = decoded(bytes, &options, &mut Vec::new())?;
    let sample = text.get(..text.len().min(SAMPLE)).unwrap_or_default();
    let dialect = detect::dialect(sample, sample.len() == text.len(), &options);
    let mut rows = Vec::new();
    let (mut at, _) = skip_blank(&text, 0);
    while at < text.len() {
        let (fields, next) =
            chunk::record(&text, at, dialect.delimiter).map_err(|fault| place(&text, fault))?;
        rows.push(fields.iter().map(|field| decoder.text(&field.text)).collect());
        (at, _) = skip_blank(&text, next);
    }
    Ok(rows)
}
