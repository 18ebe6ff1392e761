//! The older binary workbook (MS-XLS, BIFF8 as Excel has written it since 1997): records one after the other in a stream
//! of a compound file.
//!
//! ```text
//!   file ─ container ─► stream ─┬─ globals: names of sheets and where they begin, shared texts, formats
//!                               └─ sheets: a record for a cell, or for several numbers of a row
//! ```
//!
//! Own, since the reader there is panics on damaged files (63 of 1,500 with a few bytes changed, version 0.38) and
//! reserves what a record claims (a gigabyte for a file of half a megabyte). Of a formula the last result is read.

pub(crate) mod container;
mod texts;

use crate::styles::{self, Styles};
use crate::{Cell, Fault, Limits, Shown, broken};
use container::{long, short};
use texts::Parts;

const BOF: u16 = 0x0809;
const END: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
/// Version of the records of Excel 97 and later.
const BIFF8: u16 = 0x0600;

/// An open workbook.
#[derive(Debug)]
pub(crate) struct Xls {
    stream: Vec<u8>,
    /// Names of sheets and where they begin in the stream.
    sheets: Vec<(String, usize)>,
    shared: Vec<String>,
    styles: Styles,
    pub(crate) epoch_1904: bool,
    limits: Limits,
}

/// A record: what it is, its bytes, and where the next begins.
struct Record<'a> {
    kind: u16,
    bytes: &'a [u8],
    next: usize,
}

fn record(stream: &[u8], at: usize) -> Result<Record<'_>, Fault> {
    let rest = stream.get(at..).unwrap_or_default();
    let (kind, length) = (short(rest, 0)?, usize::from(short(rest, 2)?));
    let bytes = rest.get(4..4 + length).ok_or_else(|| broken("the file was cut"))?;
    Ok(Record { kind, bytes, next: at + 4 + length })
}

/// The records that continue the one before `at`.
fn continued<'a>(stream: &'a [u8], first: &'a [u8], mut at: usize) -> Result<Parts<'a>, Fault> {
    let mut parts = vec![first];
    while let Ok(record) = record(stream, at) {
        if record.kind != CONTINUE {
            break;
        }
        parts.push(record.bytes);
        at = record.next;
    }
    Ok(Parts::new(parts))
}

impl Xls {
    pub(crate) fn open(bytes: &[u8], limits: Limits) -> Result<Self, Fault> {
        let stream = container::stream(bytes, &["Workbook", "Book"], limits)?;
        let begin = record(&stream, 0)?;
        if begin.kind != BOF || short(begin.bytes, 0)? != BIFF8 {
            return Err(broken("it was written by Excel 95 or older; save it anew"));
        }
        let (mut sheets, mut shared, mut epoch_1904) = (Vec::new(), Vec::new(), false);
        let (mut own, mut formats) = (Vec::new(), Vec::new());
        let mut at = begin.next;
        loop {
            let it = record(&stream, at)?;
            match it.kind {
                END => break,
                0x002f => return Err(broken("it is locked by a password")),
                0x0022 => epoch_1904 = short(it.bytes, 0)? == 1,
                0x0085 => {
                    let begin = usize::try_from(long(it.bytes, 0)?).unwrap_or(usize::MAX);
                    // Sheets of cells only, no charts and no macros.
                    if it.bytes.get(5) == Some(&0) {
                        let name = it.bytes.get(6..).unwrap_or_default();
                        sheets.push((Parts::new(vec![name]).text(true)?, begin));
                    }
                }
                0x041e => {
                    let code = it.bytes.get(2..).unwrap_or_default();
                    own.push((short(it.bytes, 0)?, styles::of_code(&Parts::new(vec![code]).text(false)?)));
                }
                0x00e0 => formats.push(short(it.bytes, 2)?),
                0x00fc => {
                    let first = it.bytes.get(4..).unwrap_or_default();
                    shared = shared_texts(continued(&stream, first, it.next)?, limits)?;
                }
                _ => {}
            }
            at = it.next;
        }
        let shown = |id: &u16| {
            let own = own.iter().rev().find(|(it, _)| it == id).map(|(_, shown)| *shown);
            own.unwrap_or_else(|| styles::built_in(&id.to_string()))
        };
        let styles = Styles::of(formats.iter().map(shown).collect());
        Ok(Self { stream, sheets, shared, styles, epoch_1904, limits })
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Shows every cell of a sheet that holds something: row from 1, column from 0.
    pub(crate) fn cells(&self, sheet: &str, seen: impl FnMut(u32, u32, Cell<'_>)) -> Result<(), Fault> {
        let found = self.sheets.iter().find(|(name, _)| name == sheet);
        let (_, start) = found.ok_or_else(|| broken(format!("there is no sheet {sheet}")))?;
        let begin = record(&self.stream, *start)?;
        if begin.kind != BOF {
            return Err(broken(format!("the sheet {sheet} does not begin where it should")));
        }
        let mut show = Show { book: self, seen, cells: 0, texts: 0 };
        let (mut at, mut depth, mut formula) = (begin.next, 1_u32, None);
        while depth > 0 {
            let it = record(&self.stream, at)?;
            match it.kind {
                // Charts stand within a sheet like sheets of their own.
                BOF => depth += 1,
                END => depth -= 1,
                _ if depth > 1 => {}
                0x0207 => {
                    if let Some((row, column)) = formula.take() {
                        let text = continued(&self.stream, it.bytes, it.next)?.text(false)?;
                        show.cell(row, column, Cell::Text(&text))?;
                    }
                }
                0x0006 => formula = show.formula(it.bytes)?,
                kind => show.record(kind, it.bytes)?,
            }
            at = it.next;
        }
        Ok(())
    }
}

/// Texts that cells share, behind how many there are.
fn shared_texts(mut parts: Parts<'_>, limits: Limits) -> Result<Vec<String>, Fault> {
    let count = usize::try_from(parts.number()?).unwrap_or(usize::MAX);
    if count > limits.cells {
        return Err(Fault::TooLarge(format!("{} texts at most", limits.cells)));
    }
    let mut texts = Vec::new();
    for _ in 0..count {
        texts.push(parts.text(false)?);
    }
    Ok(texts)
}

/// Shows cells and counts them.
struct Show<'a, F> {
    book: &'a Xls,
    seen: F,
    cells: usize,
    texts: usize,
}

impl<F: FnMut(u32, u32, Cell<'_>)> Show<'_, F> {
    fn cell(&mut self, row: u16, column: u16, cell: Cell<'_>) -> Result<(), Fault> {
        let limits = self.book.limits;
        let length = cell.text().len();
        self.cells += 1;
        self.texts += length;
        if self.cells > limits.cells {
            return Err(Fault::TooLarge(format!("{} cells of a sheet at most", limits.cells)));
        }
        if self.texts > limits.texts {
            return Err(Fault::TooLarge(format!("{} MiB of texts at most", limits.texts >> 20)));
        }
        if length > 0 {
            (self.seen)(u32::from(row) + 1, u32::from(column), cell);
        }
        Ok(())
    }

    fn number(&mut self, row: u16, column: u16, style: u16, value: f64) -> Result<(), Fault> {
        let shown = self.book.styles.at(style).unwrap_or(Shown::Number);
        self.cell(row, column, Cell::Number(&value.to_string(), shown))
    }

    fn record(&mut self, kind: u16, bytes: &[u8]) -> Result<(), Fault> {
        if !matches!(kind, 0x00fd | 0x0204 | 0x00d6 | 0x0203 | 0x027e | 0x00bd | 0x0205) {
            return Ok(());
        }
        let (row, column, style) = (short(bytes, 0)?, short(bytes, 2)?, short(bytes, 4)?);
        match kind {
            // A shared text.
            0x00fd => {
                let book = self.book;
                let index = usize::try_from(long(bytes, 6)?).unwrap_or(usize::MAX);
                let text = book.shared.get(index).ok_or_else(|| broken("a text that is not there"))?;
                self.cell(row, column, Cell::Text(text))
            }
            // A text of the cell itself.
            0x0204 | 0x00d6 => {
                let text = Parts::new(vec![bytes.get(6..).unwrap_or_default()]).text(false)?;
                self.cell(row, column, Cell::Text(&text))
            }
            0x0203 => self.number(row, column, style, double(bytes, 6)?),
            0x027e => self.number(row, column, style, packed(long(bytes, 6)?)),
            // Several numbers of a row; behind them the last column.
            0x00bd => {
                let cells = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default();
                for (column, cell) in (column..=u16::MAX).zip(cells.as_chunks::<6>().0) {
                    self.number(row, column, short(cell, 0)?, packed(long(cell, 2)?))?;
                }
                Ok(())
            }
            _ => match (bytes.get(6), bytes.get(7)) {
                (Some(value), Some(0)) => self.cell(row, column, Cell::Truth(*value == 1)),
                (Some(value), _) => self.cell(row, column, Cell::Error(error(*value))),
                _ => Err(broken("a record was cut")),
            },
        }
    }

    /// The last result of a formula; a text stands in the record that follows, for the cell that is returned.
    fn formula(&mut self, bytes: &[u8]) -> Result<Option<(u16, u16)>, Fault> {
        let (row, column, style) = (short(bytes, 0)?, short(bytes, 2)?, short(bytes, 4)?);
        if short(bytes, 12)? != 0xffff {
            self.number(row, column, style, double(bytes, 6)?)?;
            return Ok(None);
        }
        let value = bytes.get(8).copied().unwrap_or(0);
        match bytes.get(6) {
            Some(0) => return Ok(Some((row, column))),
            Some(1) => self.cell(row, column, Cell::Truth(value == 1))?,
            Some(2) => self.cell(row, column, Cell::Error(error(value)))?,
            _ => {}
        }
        Ok(None)
    }
}

fn double(bytes: &[u8], at: usize) -> Result<f64, Fault> {
    let bits = u64::from(long(bytes, at)?) | u64::from(long(bytes, at + 4)?) << 32;
    Ok(f64::from_bits(bits))
}

/// A number in four bytes (MS-XLS 2.5.122): a whole one, or the upper half of a double, maybe in hundredths.
fn packed(bits: u32) -> f64 {
    let value = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        assert_eq!(packed(0x3ff0_0000), 1.0);
        assert_eq!(packed(0x3ff0_0001), 0.01);
        assert_eq!(packed((1234 << 2) | 2), 1234.0);
        assert_eq!(packed((1234 << 2) | 3), 12.34);
        assert_eq!(packed((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_with_other_letters() {
        // Five letters: two of one byte, then three of two bytes.
        let parts = vec![&b"\x05\x00\x00ab"[..], &b"\x01\x0d\x01c\x00d\x00"[..]];
        assert_eq!(Parts::new(parts).text(false).unwrap(), "abčcd");
        assert!(Parts::new(vec![&b"\x05\x00\x00ab"[..]]).text(false).is_err());
        // A run of fonts behind the text, and another text behind it.
        let mut runs = Parts::new(vec![&b"\x01\x00\x08\x01\x00a....\x01\x00\x00b"[..]]);
        assert_eq!((runs.text(false).unwrap(), runs.text(false).unwrap()), ("a".to_owned(), "b".to_owned()));
    }
}
