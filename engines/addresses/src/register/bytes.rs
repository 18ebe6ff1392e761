//! The register as bytes: versioned, checksummed, little endian, in chunks that a database row can hold.
//!
//! ```text
//!  magic · version · edition ‖ section: tag, element width, count, checksum, elements … ‖ next section …
//! ```
//!
//! The bytes are one stream; where it is cut into chunks means nothing. A section's length is compared with
//! what is left before memory is reserved, so broken bytes cannot ask for more than they bring.

use super::{AreaRow, Columns, Edition, MunicipalityRow, Names, Register, RunRow, SettingRow, checks};
use crate::Date;

const MAGIC: [u8; 8] = *b"adresyCZ";
const VERSION: u32 = 1;

/// Why bytes are not a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BytesError {
    /// The bytes do not begin like a register.
    #[error("not a register")]
    NotARegister,
    /// Written by another version of this crate.
    #[error("version {0} of the format, this is version {VERSION}")]
    Version(u32),
    /// The bytes end too early.
    #[error("broken off in section {0}")]
    BrokenOff(u32),
    /// A section was changed after it was written.
    #[error("checksum of section {0} does not agree")]
    Checksum(u32),
    /// A section that should not be there, or of the wrong shape.
    #[error("section {0} has another shape")]
    Shape(u32),
    /// Bytes follow the last section.
    #[error("bytes after the end")]
    Trailing,
    /// The tables contradict each other.
    #[error("table {0} contradicts the others")]
    Inconsistent(&'static str),
}

impl Register {
    /// The register as chunks of about `chunk_bytes` (at least 4 KiB); joined they are one stream.
    pub fn to_chunks(&self, chunk_bytes: usize) -> Vec<Vec<u8>> {
        let mut out = Writer { chunk_bytes: chunk_bytes.max(4096), chunks: vec![Vec::new()] };
        let mut head = Vec::from(MAGIC);
        head.extend(VERSION.to_le_bytes());
        head.extend(u32::from(Date::pack(self.edition.as_of)).to_le_bytes());
        out.push(&head);
        out.section(1, 1, self.names.text.len(), &mut self.names.text.bytes().map(|b| [b]));
        out.words(2, &mut self.names.ends.iter().copied());
        out.words(3, &mut self.municipalities.iter().flat_map(|m| [m.code, m.name, m.first_run]));
        for (tag, areas) in [(4, &self.districts), (5, &self.prague), (6, &self.parts)] {
            out.words(tag, &mut areas.iter().flat_map(|a| [a.code, a.name, a.municipality]));
        }
        out.words(
            7,
            &mut self
                .runs
                .iter()
                .flat_map(|r| [r.municipality, r.street, r.part, r.name, r.first_row, r.first_setting]),
        );
        out.words(8, &mut self.settings.iter().flat_map(|s| [s.part, s.district, s.prague, s.postcode]));
        let rows = &self.rows;
        for (tag, column) in [(9, &rows.code), (10, &rows.y), (11, &rows.x), (12, &self.by_code)] {
            out.words(tag, &mut column.iter().copied());
        }
        for (tag, column) in
            [(13, &rows.house), (14, &rows.orientation), (15, &rows.setting), (16, &rows.since)]
        {
            out.section(tag, 2, column.len(), &mut column.iter().map(|v| v.to_le_bytes()));
        }
        out.chunks
    }

    /// Reads what [`Register::to_chunks`] wrote, however it is cut.
    ///
    /// # Errors
    /// [`BytesError`] for anything that is not a sound register; nothing panics and no more memory is taken
    /// than the bytes themselves hold.
    pub fn from_chunks<C: AsRef<[u8]>>(chunks: &[C]) -> Result<Register, BytesError> {
        let left = chunks.iter().map(|c| c.as_ref().len()).sum();
        let mut input = Input { chunks, chunk: 0, at: 0, left };
        let mut head = [0u8; 16];
        input.exact(&mut head).map_err(|()| BytesError::NotARegister)?;
        let (magic, rest) = head.split_at(8);
        if magic != MAGIC {
            return Err(BytesError::NotARegister);
        }
        let (version, as_of) = (word(rest, 0), word(rest, 4));
        if version != VERSION {
            return Err(BytesError::Version(version));
        }
        let as_of = Date::unpack(u16::try_from(as_of).map_err(|_| BytesError::Shape(0))?);
        let text = String::from_utf8(input.section::<1>(1)?.into_iter().map(|[b]| b).collect())
            .map_err(|_| BytesError::Shape(1))?;
        let names = Names { text, ends: input.words(2)? };
        let municipalities =
            input.tuples(3, |[code, name, first_run]| MunicipalityRow { code, name, first_run })?;
        let mut areas =
            |tag| input.tuples(tag, |[code, name, municipality]| AreaRow { code, name, municipality });
        let (districts, prague, parts) = (areas(4)?, areas(5)?, areas(6)?);
        let runs = input.tuples(7, |[municipality, street, part, name, first_row, first_setting]| {
            RunRow { municipality, street, part, name, first_row, first_setting }
        })?;
        let settings = input.tuples(8, |[part, district, prague, postcode]| SettingRow {
            part,
            district,
            prague,
            postcode,
        })?;
        let (code, y, x, by_code) = (input.words(9)?, input.words(10)?, input.words(11)?, input.words(12)?);
        let (house, orientation) = (input.halves(13)?, input.halves(14)?);
        let (setting, since) = (input.halves(15)?, input.halves(16)?);
        if input.left != 0 {
            return Err(BytesError::Trailing);
        }
        let rows = Columns { code, house, orientation, setting, y, x, since };
        let edition = Edition { as_of };
        let derived = super::Derived::default();
        let mut register = Register {
            edition,
            names,
            municipalities,
            districts,
            prague,
            parts,
            runs,
            settings,
            rows,
            by_code,
            derived,
        };
        if let Some(table) = checks::inconsistent(&register) {
            return Err(BytesError::Inconsistent(table));
        }
        register.derive();
        Ok(register)
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Checksum over eight bytes at a time: a multiplication spreads each word over the rest. Guards against
/// damage, not against an adversary.
#[derive(Clone, Copy)]
struct Checksum(u64);

impl Checksum {
    fn add(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

struct Writer {
    chunk_bytes: usize,
    chunks: Vec<Vec<u8>>,
}

impl Writer {
    fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.chunks.last().is_none_or(|last| last.len() >= self.chunk_bytes) {
                self.chunks.push(Vec::with_capacity(self.chunk_bytes));
            }
            let Some(last) = self.chunks.last_mut() else { return };
            let (now, rest) = bytes.split_at(bytes.len().min(self.chunk_bytes - last.len()));
            last.extend_from_slice(now);
            bytes = rest;
        }
    }

    fn words(&mut self, tag: u32, values: &mut dyn Iterator<Item = u32>) {
        let values: Vec<u32> = values.collect();
        self.section(tag, 4, values.len(), &mut values.iter().map(|v| v.to_le_bytes()));
    }

    fn section<const N: usize>(
        &mut self,
        tag: u32,
        width: u32,
        count: usize,
        values: &mut dyn Iterator<Item = [u8; N]>,
    ) {
        let mut bytes = Vec::with_capacity(count * N);
        values.for_each(|v| bytes.extend_from_slice(&v));
        let mut head = Vec::with_capacity(24);
        head.extend(tag.to_le_bytes());
        head.extend(width.to_le_bytes());
        head.extend((count as u64).to_le_bytes());
        head.extend(checksum(tag, &bytes).to_le_bytes());
        self.push(&head);
        self.push(&bytes);
    }
}

fn checksum(tag: u32, bytes: &[u8]) -> u64 {
    let mut sum = Checksum(u64::from(tag));
    let mut words = bytes.chunks_exact(8);
    for w in &mut words {
        sum.add(w.try_into().map_or(0, u64::from_le_bytes));
    }
    words.remainder().iter().for_each(|&b| sum.add(u64::from(b)));
    sum.add(bytes.len() as u64);
    sum.0
}

/// Reads across the borders of chunks.
struct Input<'c, C> {
    chunks: &'c [C],
    chunk: usize,
    at: usize,
    left: usize,
}

impl<C: AsRef<[u8]>> Input<'_, C> {
    fn exact(&mut self, mut out: &mut [u8]) -> Result<(), ()> {
        if out.len() > self.left {
            return Err(());
        }
        self.left -= out.len();
        while !out.is_empty() {
            let chunk = self.chunks.get(self.chunk).ok_or(())?.as_ref();
            let rest = chunk.get(self.at..).unwrap_or(&[]);
            if rest.is_empty() {
                self.chunk += 1;
                self.at = 0;
                continue;
            }
            let take = rest.len().min(out.len());
            let (now, later) = std::mem::take(&mut out).split_at_mut(take);
            now.copy_from_slice(rest.get(..take).unwrap_or(&[]));
            self.at += take;
            out = later;
        }
        Ok(())
    }

    fn section<const N: usize>(&mut self, tag: u32) -> Result<Vec<[u8; N]>, BytesError> {
        let mut head = [0u8; 24];
        self.exact(&mut head).map_err(|()| BytesError::BrokenOff(tag))?;
        let count = u64::from(word(&head, 8)) | u64::from(word(&head, 12)) << 32;
        let sum = u64::from(word(&head, 16)) | u64::from(word(&head, 20)) << 32;
        if word(&head, 0) != tag || word(&head, 4) as usize != N {
            return Err(BytesError::Shape(tag));
        }
        let count = usize::try_from(count).map_err(|_| BytesError::BrokenOff(tag))?;
        if count.checked_mul(N).is_none_or(|bytes| bytes > self.left) {
            return Err(BytesError::BrokenOff(tag));
        }
        let mut elements = vec![[0u8; N]; count];
        let bytes = elements.as_flattened_mut();
        self.exact(bytes).map_err(|()| BytesError::BrokenOff(tag))?;
        if checksum(tag, bytes) != sum {
            return Err(BytesError::Checksum(tag));
        }
        Ok(elements)
    }

    fn words(&mut self, tag: u32) -> Result<Vec<u32>, BytesError> {
        Ok(self.section::<4>(tag)?.into_iter().map(u32::from_le_bytes).collect())
    }

    fn halves(&mut self, tag: u32) -> Result<Vec<u16>, BytesError> {
        Ok(self.section::<2>(tag)?.into_iter().map(u16::from_le_bytes).collect())
    }

    fn tuples<const N: usize, T>(
        &mut self,
        tag: u32,
        row: impl Fn([u32; N]) -> T,
    ) -> Result<Vec<T>, BytesError> {
        let words = self.words(tag)?;
        let (rows, rest) = words.as_chunks::<N>();
        if rest.is_empty() { Ok(rows.iter().map(|r| row(*r)).collect()) } else { Err(BytesError::Shape(tag)) }
    }
}
