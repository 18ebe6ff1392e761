//! Rows of a CSV file with the line each begins in; the columns are known beforehand.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1250};
use memchr::memchr_iter;
use separated_text::{How, record, skip_blank};

use crate::fault::{ColumnDifference, Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};

/// Bytes by which a code page is judged doubtful.
const SAMPLE: usize = 1 << 20;

/// Text of a file without its mark, and what it was written in.
pub(crate) struct Letters<'a> {
    pub(crate) text: Cow<'a, str>,
    page: &'static Encoding,
}

/// A file whose rows are read one after the other.
pub(crate) struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    /// Names of the columns as the file has them.
    pub(crate) names: Vec<String>,
    at: usize,
    line: u64,
}

/// A row: its line, and its fields, as many as there are columns.
pub(crate) struct Row<'a> {
    pub(crate) line: u64,
    pub(crate) fields: Vec<Cow<'a, str>>,
}

impl<'a> Letters<'a> {
    /// What letters bytes mean.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        let (page, how) = separated_text::detect(bytes);
        // A letter cut in half at the end is no reason to doubt the rest; what is neither is read as Czech offices write.
        let page = if how == How::Assumed { WINDOWS_1250 } else { page };
        let (text, _) = page.decode_with_bom_removal(bytes);
        Self { text, page }
    }

    /// Says which code page it was, and whether the publisher writes another, or wrote through a wrong one.
    pub(crate) fn note(&self, report: &mut Ingest) {
        self.page.name().clone_into(&mut report.code_page);
        if let Some(line) = self.lost() {
            report.note(What::Garbled, Fate::Kept, Place::Line(line));
        }
        if self.page != UTF_8 {
            report.note(What::CodePage(report.code_page.clone()), Fate::Kept, Place::File);
        } else if let Some(line) = self.garbled() {
            report.note(What::Garbled, Fate::Kept, Place::Line(line));
        }
    }

    /// The first line with bytes that mean no letter.
    fn lost(&self) -> Option<u64> {
        let at = self.text.find(char::REPLACEMENT_CHARACTER)?;
        Some(lines(&self.text, 0, at) + 1)
    }

    /// The first line whose letters are UTF-8 taken for windows-1250.
    fn garbled(&self) -> Option<u64> {
        let end = (0..=self.text.len().min(SAMPLE)).rev().find(|at| self.text.is_char_boundary(*at))?;
        let sample = self.text.get(..end)?;
        let wrong = |line: &str| {
            // Ĺ Ä Ă Ă are what the first byte of a Czech letter becomes.
            let suspect = line.contains(['Ĺ', 'Ä', 'Ă', 'Â']);
            suspect && {
                let (bytes, _, lost) = WINDOWS_1250.encode(line);
                !lost && std::str::from_utf8(&bytes).is_ok_and(|it| it.chars().count() < line.chars().count())
            }
        };
        (1..).zip(sample.lines()).find(|(_, line)| wrong(line)).map(|(at, _)| at)
    }
}

impl<'a> Table<'a> {
    /// A table with a header of one of the separators.
    pub(crate) fn open(text: &'a str, delimiters: &[u8]) -> Result<Self, Fault> {
        let (start, rest) = skip_blank(text.as_bytes(), 0);
        if rest.is_empty() {
            return Err(Fault::file(FaultKind::Empty));
        }
        let line = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len())).unwrap_or_default();
        let most = delimiters.iter().max_by_key(|it| (memchr_iter(**it, line).count(), **it == b','));
        let delimiter = most.copied().unwrap_or(b',');
        let mut table = Self { text, delimiter, names: Vec::new(), at: 0, line: 1 };
        table.line += lines(text, 0, start);
        table.at = start;
        let header = table.row()?;
        table.names =
            header.map(|row| row.fields.iter().map(|it| it.trim().to_owned()).collect()).unwrap_or_default();
        Ok(table)
    }

    /// A table without a header.
    pub(crate) fn without_header(text: &'a str, names: &[&str]) -> Self {
        Self {
            text,
            delimiter: b',',
            names: names.iter().map(|it| (*it).to_owned()).collect(),
            at: 0,
            line: 1,
        }
    }

    /// Refuses a file that has other columns.
    pub(crate) fn expect(&self, format: &'static str, columns: &[&str]) -> Result<(), Fault> {
        let difference = Box::new(ColumnDifference::of(columns, &self.names));
        if difference.is_none() {
            return Ok(());
        }
        Err(Fault { place: Place::Line(1), kind: FaultKind::Columns { format, difference } })
    }

    /// Where each of some columns stands, in any order; refuses a file that lacks one that must be there, or has one twice.
    pub(crate) fn places(
        &self,
        format: &'static str,
        columns: &[&str],
        must: &[&str],
    ) -> Result<Vec<Option<usize>>, Fault> {
        let count = |name: &str| self.names.iter().filter(|it| *it == name).count();
        let of = |all: &[&str], is: &dyn Fn(usize) -> bool| -> Vec<String> {
            all.iter().filter(|name| is(count(name))).map(|name| (*name).to_owned()).collect()
        };
        let difference = Box::new(ColumnDifference {
            missing: of(must, &|count| count == 0),
            added: of(columns, &|count| count > 1),
            moved: Vec::new(),
        });
        if !difference.is_none() {
            return Err(Fault { place: Place::Line(1), kind: FaultKind::Columns { format, difference } });
        }
        Ok(columns.iter().map(|name| self.names.iter().position(|it| it == name)).collect())
    }

    /// The next row; one of another length is noted as refused and passed over.
    pub(crate) fn next(&mut self, report: &mut Ingest) -> Result<Option<Row<'a>>, Fault> {
        while let Some(row) = self.row()? {
            report.rows += 1;
            if row.fields.len() == self.names.len() {
                return Ok(Some(row));
            }
            report.refused += 1;
            report.note(What::Ragged, Fate::Refused, Place::Line(row.line));
        }
        Ok(None)
    }

    fn row(&mut self) -> Result<Option<Row<'a>>, Fault> {
        let bytes = self.text.as_bytes();
        let (start, rest) = skip_blank(bytes, self.at);
        self.line += lines(self.text, self.at, start);
        self.at = start;
        if rest.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let (fields, next) = record(bytes, start, self.delimiter).map_err(|open| {
            let place = Place::Line(line + lines(self.text, start, open.byte));
            Fault { place, kind: FaultKind::OpenQuote }
        })?;
        let fields = fields.into_iter().map(|it| letters(it.text)).collect();
        self.line += lines(self.text, start, next);
        self.at = next;
        Ok(Some(Row { line, fields }))
    }
}

impl Row<'_> {
    /// A field without blanks around it.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |it| it.trim())
    }
}

/// Line ends between two bytes.
fn lines(text: &str, from: usize, to: usize) -> u64 {
    let between = text.as_bytes().get(from..to).unwrap_or_default();
    u64::try_from(memchr_iter(b'\n', between).count()).unwrap_or(0)
}

/// Bytes of a text, cut at separators, as text again.
fn letters(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_page(bytes: &[u8]) -> Ingest {
        let mut report = Ingest::default();
        Letters::of(bytes).note(&mut report);
        report
    }

    #[test]
    fn a_wrong_code_page_is_said() {
        let czech = "obvod,název\n1,Žižkov\n2,Plzeň – Škvrňany\n";
        assert_eq!(code_page(czech.as_bytes()).findings, []);
        let (office, ..) = WINDOWS_1250.encode(czech);
        let said = code_page(&office);
        assert_eq!((said.code_page.as_str(), said.findings.len()), ("windows-1250", 1));
        assert_eq!(Letters::of(&office).text, czech);
        let (through, ..) = WINDOWS_1250.decode(czech.as_bytes());
        assert_eq!(code_page(through.as_bytes()).count(&What::Garbled), 1);
        assert_eq!(code_page(through.as_bytes()).findings[0].first, [Place::Line(1)]);
    }

    #[test]
    fn rows_know_their_lines() {
        let mut report = Ingest::default();
        let mut table = Table::open("\na,b\r\n1,\"x\ny\"\n\n2\n3,z", b",;").unwrap();
        assert_eq!(table.names, ["a", "b"]);
        let mut seen = Vec::new();
        while let Some(row) = table.next(&mut report).unwrap() {
            seen.push((row.line, row.get(1).to_owned()));
        }
        assert_eq!(seen, [(3, "x\ny".to_owned()), (7, "z".to_owned())]);
        assert_eq!((report.rows, report.refused), (3, 1));
        assert_eq!(report.findings[0].first, [Place::Line(6)]);
        let fault = Table::open("a,b\n1,\"x", b",").unwrap().next(&mut report).err().unwrap();
        assert_eq!(fault.to_string(), "line 2: the quotation mark is never closed");
    }
}
