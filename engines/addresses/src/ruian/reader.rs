//! Cuts pushed bytes into lines, knows the columns by their header, and hands over records and refusals.

use super::fields::{Fields, Names};
use super::windows1250::{decode_into, looks_like_utf8};
use super::{Column, FileError, Reason, Record, Refusal};

/// Longest line that is looked at; official rows stay below 300 bytes.
const LONGEST_LINE: usize = 4096;

/// What was read, when all of it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines, headers and blank lines included.
    pub lines: u64,
    /// Rows handed over as records.
    pub records: u64,
    /// Rows refused.
    pub refused: u64,
    /// Header lines: more than one when municipality files were joined.
    pub headers: u64,
}

/// Where each official column stands in the rows of this file.
pub(crate) type Places = [u8; 19];

/// The push parser: chunks of bytes in, records and refusals out. See the [module](super).
///
/// ```
/// use addresses::ruian::Reader;
///
/// let mut reader = Reader::new();
/// let mut refused = Vec::new();
/// let answer = reader.push(b"K\xf3d ADM;PSC\n1;30100\n", |row| refused.extend(row.err()));
/// assert!(answer.is_err(), "seventeen columns are missing");
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    /// The beginning of a line whose end has not come yet.
    pending: Vec<u8>,
    /// Bytes of that line that were too many to keep.
    dropped: u64,
    places: Option<Places>,
    width: usize,
    header: Vec<u8>,
    names: Names,
    summary: Summary,
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new() -> Reader {
        Reader::default()
    }

    /// Takes the next bytes of the file and hands every row completed by them to `row`.
    ///
    /// # Errors
    /// [`FileError`] when this is not an official file; reading cannot go on.
    pub fn push(
        &mut self,
        mut bytes: &[u8],
        mut row: impl FnMut(Result<Record<'_>, Refusal>),
    ) -> Result<(), FileError> {
        while let Some(end) = bytes.iter().position(|&b| b == b'\n') {
            let (line, rest) = (bytes.get(..end).unwrap_or(&[]), bytes.get(end + 1..).unwrap_or(&[]));
            bytes = rest;
            if self.pending.is_empty() && self.dropped == 0 {
                self.line(line, true, &mut row)?;
            } else {
                self.keep(line);
                let whole = std::mem::take(&mut self.pending);
                self.line(&whole, true, &mut row)?;
                self.pending = whole;
                self.pending.clear();
                self.dropped = 0;
            }
        }
        self.keep(bytes);
        Ok(())
    }

    /// Ends the file: reads a last line without a line end.
    ///
    /// # Errors
    /// [`FileError::Empty`] when there was nothing but blank lines, and as [`Reader::push`].
    pub fn finish(mut self, mut row: impl FnMut(Result<Record<'_>, Refusal>)) -> Result<Summary, FileError> {
        if !self.pending.is_empty() || self.dropped > 0 {
            let last = std::mem::take(&mut self.pending);
            self.line(&last, false, &mut row)?;
        }
        if self.places.is_none() { Err(FileError::Empty) } else { Ok(self.summary) }
    }

    fn keep(&mut self, bytes: &[u8]) {
        // One byte more than is looked at, so that the line is known to be too long.
        let room = (LONGEST_LINE + 1).saturating_sub(self.pending.len()).min(bytes.len());
        self.pending.extend_from_slice(bytes.get(..room).unwrap_or(&[]));
        self.dropped += (bytes.len() - room) as u64;
    }

    fn line(
        &mut self,
        line: &[u8],
        ended: bool,
        row: &mut impl FnMut(Result<Record<'_>, Refusal>),
    ) -> Result<(), FileError> {
        self.summary.lines += 1;
        let length = line.len() as u64 + self.dropped;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return Ok(());
        }
        let Some(places) = self.places else { return self.read_header(line) };
        if line == self.header {
            self.summary.headers += 1;
            return Ok(());
        }
        if line.starts_with(b"K\xf3d ADM;") {
            return self.read_header(line);
        }
        let number = self.summary.lines;
        let refuse = |column, reason| Refusal { line: number, column, reason };
        let result = if length > LONGEST_LINE as u64 {
            Err(refuse(None, Reason::TooLong { bytes: length }))
        } else {
            match Fields::split(line, self.width) {
                Ok(fields) => fields
                    .record(&places, &mut self.names, ended)
                    .map_err(|(column, reason)| refuse(Some(column), reason)),
                Err(_) if !ended => Err(refuse(None, Reason::BrokenOff)),
                Err(found) => Err(refuse(None, Reason::FieldCount { found, expected: self.width })),
            }
        };
        match result {
            Ok(_) => self.summary.records += 1,
            Err(_) => self.summary.refused += 1,
        }
        row(result);
        Ok(())
    }

    fn read_header(&mut self, line: &[u8]) -> Result<(), FileError> {
        let cut = line.get(..LONGEST_LINE).unwrap_or(line);
        if cut.starts_with(b"\xef\xbb\xbf") || looks_like_utf8(line) {
            return Err(FileError::Utf8);
        }
        let mut places: [Option<u8>; 19] = [None; 19];
        let (mut unexpected, mut repeated) = (Vec::new(), Vec::new());
        let mut width = 0;
        for (at, field) in cut.split(|&b| b == b';').enumerate() {
            width = at + 1;
            let mut heading = String::new();
            let text = decode_into(field, &mut heading);
            let known = Column::ALL.iter().position(|c| text.is_ok() && c.heading() == heading.trim());
            match (known, known.and_then(|k| places.get_mut(k)), u8::try_from(at)) {
                (Some(_), Some(place @ None), Ok(at)) => *place = Some(at),
                (Some(k), Some(_), _) => repeated.extend(Column::ALL.get(k)),
                _ if unexpected.len() < 20 => unexpected.push(heading.chars().take(40).collect()),
                _ => {}
            }
        }
        let missing: Vec<Column> =
            Column::ALL.iter().zip(&places).filter(|(_, place)| place.is_none()).map(|(c, _)| *c).collect();
        if !(missing.is_empty() && unexpected.is_empty() && repeated.is_empty()) {
            return Err(FileError::Header { line: self.summary.lines, missing, unexpected, repeated });
        }
        self.places = Some(places.map(|place| place.unwrap_or(0)));
        self.width = width;
        self.header = line.to_vec();
        self.summary.headers += 1;
        Ok(())
    }
}
