//! Text with commas or semicolons (RFC 4180), row by row with its line; and the one CSV in an archive.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::fault::{Fault, FaultKind};

/// Bytes of a text at most, unpacked.
const MOST_BYTES: u64 = 256 << 20;
/// Characters of a field at most: names and codes.
const MOST_FIELD: usize = 4096;

/// Whether an archive is a workbook.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|archive| archive.index_for_name("xl/workbook.xml").is_some())
}

/// The text of a file, or of the one CSV in it when it is an archive. Without a byte-order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let bytes =
        if bytes.starts_with(b"PK\x03\x04") { Cow::Owned(unpacked(bytes)?) } else { Cow::Borrowed(bytes) };
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(Fault::whole(FaultKind::TooLarge { what: "bytes", most: MOST_BYTES }));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Fault::whole(FaultKind::NotUtf8 { looks_like: "UTF-16" }));
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|why| not_utf8(bytes, why.valid_up_to()))
        }
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|why| {
            let valid = why.utf8_error().valid_up_to();
            not_utf8(why.as_bytes(), valid)
        }),
    }?;
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Cow::Owned(text) => {
            Cow::Owned(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
        }
    };
    if text.trim().is_empty() { Err(Fault::whole(FaultKind::Empty)) } else { Ok(text) }
}

/// The row of the first byte that is no UTF-8. What Czech offices send instead is windows-1250.
fn not_utf8(bytes: &[u8], valid: usize) -> Fault {
    let before = bytes.get(..valid).unwrap_or_default();
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let row = u64::try_from(lines).unwrap_or(u64::MAX).saturating_add(1);
    Fault::at(row, "", FaultKind::NotUtf8 { looks_like: "windows-1250" })
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let broken = |why: String| Fault::whole(FaultKind::Archive(why));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| broken(why.to_string()))?;
    let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let names: Vec<String> = names.filter(|name| name.to_lowercase().ends_with(".csv")).collect();
    let [name] = names.as_slice() else { return Err(broken(format!("{} CSV files in it", names.len()))) };
    let file = archive.by_name(name).map_err(|why| broken(why.to_string()))?;
    let mut out = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut out).map_err(|why| broken(why.to_string()))?;
    Ok(out)
}

/// Rows of a text, after the header.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    /// Names of columns.
    pub(crate) header: Vec<String>,
    rest: Rows<'a>,
}

/// A row.
#[derive(Debug)]
pub(crate) struct Record {
    /// Line it begins on, from 1.
    pub(crate) row: u64,
    fields: Vec<String>,
}

impl Record {
    /// A field, trimmed; empty where the caller asks for a column that the header does not have.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

impl<'a> Records<'a> {
    /// Reads the header; the separator is the one that stands in it more often.
    pub(crate) fn new(text: &'a str) -> Result<Records<'a>, Fault> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |separator: char| first.matches(separator).count();
        let separator = if count(';') > count(',') { ';' } else { ',' };
        let mut rest = Rows { text, line: 1, separator };
        let header = rest.next_row()?.ok_or_else(|| Fault::whole(FaultKind::Empty))?;
        let header = header.fields.into_iter().map(|name| name.trim().to_owned()).collect();
        Ok(Records { header, rest })
    }

    /// Places of the columns that a form has, in its order. The file must have exactly these.
    pub(crate) fn exactly<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], Fault> {
        let missing: Vec<String> = names
            .iter()
            .filter(|name| !self.header.iter().any(|it| it == *name))
            .map(|name| (*name).to_owned())
            .collect();
        let unknown: Vec<String> =
            self.header.iter().filter(|it| !names.contains(&it.as_str())).cloned().collect();
        if !missing.is_empty() || self.header.len() != N {
            let (found, expected) = (self.header.len(), N);
            return Err(Fault::at(1, "", FaultKind::Columns { found, expected, missing, unknown }));
        }
        Ok(names.map(|name| self.header.iter().position(|it| it == name).unwrap_or(usize::MAX)))
    }

    /// The next row, of as many fields as the header.
    pub(crate) fn next(&mut self) -> Result<Option<Record>, Fault> {
        let Some(record) = self.rest.next_row()? else { return Ok(None) };
        let (found, expected) = (record.fields.len(), self.header.len());
        if found != expected {
            return Err(Fault::at(record.row, "", FaultKind::Ragged { found, expected }));
        }
        Ok(Some(record))
    }
}

#[derive(Debug)]
struct Rows<'a> {
    text: &'a str,
    line: u64,
    separator: char,
}

impl Rows<'_> {
    fn next_row(&mut self) -> Result<Option<Record>, Fault> {
        while let Some(rest) = self.text.strip_prefix("\r\n").or_else(|| self.text.strip_prefix('\n')) {
            self.text = rest;
            self.line += 1;
        }
        if self.text.is_empty() {
            return Ok(None);
        }
        let row = self.line;
        let (mut fields, mut field) = (Vec::new(), String::new());
        let mut quoted = false;
        let mut chars = self.text.char_indices().peekable();
        let mut end = self.text.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                    chars.next();
                    field.push('"');
                }
                '"' if quoted => quoted = false,
                '"' if field.is_empty() => quoted = true,
                c if c == self.separator && !quoted => fields.push(std::mem::take(&mut field)),
                '\n' if !quoted => {
                    end = at + 1;
                    self.line += 1;
                    break;
                }
                '\r' if !quoted && chars.peek().is_none_or(|(_, next)| *next == '\n') => {}
                c => {
                    self.line += u64::from(c == '\n');
                    field.push(c);
                }
            }
            if field.len() > MOST_FIELD {
                let most = MOST_FIELD as u64;
                return Err(Fault::at(row, "", FaultKind::TooLarge { what: "characters of a field", most }));
            }
        }
        if quoted {
            return Err(Fault::at(row, "", FaultKind::OpenQuote));
        }
        fields.push(field);
        self.text = self.text.get(end..).unwrap_or_default();
        Ok(Some(Record { row, fields }))
    }
}

/// A count: a whole number of people, with or without blanks between thousands; `None` for an empty field.
pub(crate) fn counted(record: &Record, column: usize, name: &str) -> Result<Option<u64>, Fault> {
    let text = record.get(column);
    if text.is_empty() {
        return Ok(None);
    }
    count(text).map(Some).ok_or_else(|| Fault::value(record.row, name, text, "count"))
}

/// As [`counted`], of a text.
pub(crate) fn count(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    let number = (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse::<u64>().ok())??;
    (number <= crate::margins::MOST).then_some(number)
}

/// A year of the calendar.
pub(crate) fn year(record: &Record, column: usize, name: &str) -> Result<u16, Fault> {
    let text = record.get(column);
    let year = text.parse::<u16>().ok().filter(|year| (1900..=2200).contains(year));
    year.ok_or_else(|| Fault::value(record.row, name, text, "year"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, Vec<String>)>, Fault> {
        let mut records = Records::new(text)?;
        let mut rows = Vec::new();
        while let Some(record) = records.next()? {
            rows.push((record.row, record.fields));
        }
        Ok(rows)
    }

    #[test]
    fn rows_know_their_lines() {
        let found = rows("a,b\r\n\"x,\"\"y\"\"\nz\",1\n\n2,\"\"\n").unwrap();
        assert_eq!(found, [(2, vec!["x,\"y\"\nz".into(), "1".into()]), (5, vec!["2".into(), String::new()])]);
        assert_eq!(rows("a;b;c\n1;2,5;3\n").unwrap()[0].1, ["1", "2,5", "3"]);
    }

    #[test]
    fn broken_rows_are_named() {
        assert_eq!(rows("a,b\n1,2\n3\n").unwrap_err().to_string(), "row 3: 1 fields where the header has 2");
        assert_eq!(rows("a,b\n1,\"2\n").unwrap_err().kind, FaultKind::OpenQuote);
        let long = format!("a\n{}\n", "x".repeat(1_000_000));
        assert!(matches!(rows(&long).unwrap_err().kind, FaultKind::TooLarge { .. }));
    }

    #[test]
    fn texts_in_other_code_pages_are_refused_with_the_row() {
        let fault = text(b"ok\nPlze\xf2,1\n").unwrap_err();
        assert_eq!(fault.to_string(), "row 2: the text is not UTF-8; it looks like windows-1250");
        assert_eq!(text(b"\xff\xfea\0").unwrap_err().kind, FaultKind::NotUtf8 { looks_like: "UTF-16" });
        assert_eq!(text(b" \n").unwrap_err().kind, FaultKind::Empty);
        assert_eq!(text(b"\xef\xbb\xbfa").unwrap(), "a");
        assert!(matches!(text(b"PK\x03\x04nonsense").unwrap_err().kind, FaultKind::Archive(_)));
    }

    #[test]
    fn counts_are_whole() {
        for (text, value) in [
            ("12", Some(12)),
            ("1 234", Some(1234)),
            ("432.0", Some(432)),
            ("-1", None),
            ("1.5", None),
            ("1e3", None),
        ] {
            assert_eq!(count(text), value, "{text}");
        }
    }
}
