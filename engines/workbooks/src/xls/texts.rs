//! Texts of BIFF8 (MS-XLS 2.5.293, 2.5.294): a byte or two for each letter; a long one goes on in the next record, which
//! says anew how wide its letters are.

use super::container::{long, short};
use crate::{Fault, broken};

/// Bytes of a record and of those that continue it.
pub(super) struct Parts<'a> {
    parts: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn new(parts: Vec<&'a [u8]>) -> Self {
        let mut parts = parts.into_iter();
        let rest = parts.next().unwrap_or_default();
        Self { parts, rest }
    }

    /// The next bytes, which may stand in two records.
    fn take(&mut self, mut count: usize) -> Result<Vec<u8>, Fault> {
        let mut taken = Vec::new();
        while count > 0 {
            if self.rest.is_empty() {
                self.rest = self.parts.next().ok_or_else(|| broken("a text was cut"))?;
                continue;
            }
            let (now, later) = self.rest.split_at(count.min(self.rest.len()));
            taken.extend_from_slice(now);
            (self.rest, count) = (later, count - now.len());
        }
        Ok(taken)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Fault> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.rest = self.parts.next().ok_or_else(|| broken("a text was cut"))?;
        }
        self.rest = self.rest.get(count..).unwrap_or_default();
        Ok(())
    }

    pub(super) fn number(&mut self) -> Result<u32, Fault> {
        long(&self.take(4)?, 0)
    }

    fn wide(&mut self) -> Result<(u8, bool), Fault> {
        let flags = self.take(1)?.first().copied().unwrap_or(0);
        Ok((flags, flags & 1 == 1))
    }

    /// A text behind its length in two bytes (or one), with runs of fonts and phonetics that are passed over.
    pub(super) fn text(&mut self, short_length: bool) -> Result<String, Fault> {
        let mut left = match short_length {
            true => usize::from(self.take(1)?.first().copied().unwrap_or(0)),
            false => usize::from(short(&self.take(2)?, 0)?),
        };
        let (flags, mut wide) = self.wide()?;
        let runs = if flags & 8 != 0 { usize::from(short(&self.take(2)?, 0)?) } else { 0 };
        let phonetic = if flags & 4 != 0 { usize::try_from(self.number()?).unwrap_or(usize::MAX) } else { 0 };
        let mut letters: Vec<u16> = Vec::new();
        while left > 0 {
            if self.rest.is_empty() {
                self.rest = self.parts.next().ok_or_else(|| broken("a text was cut"))?;
                (_, wide) = self.wide()?;
                continue;
            }
            let width = if wide { 2 } else { 1 };
            let here = left.min(self.rest.len() / width);
            if here == 0 {
                return Err(broken("a letter was cut"));
            }
            let (now, later) = self.rest.split_at(here * width);
            match wide {
                true => letters.extend(now.as_chunks::<2>().0.iter().map(|it| u16::from_le_bytes(*it))),
                false => letters.extend(now.iter().map(|it| u16::from(*it))),
            }
            (self.rest, left) = (later, left - here);
        }
        self.skip(runs * 4)?;
        self.skip(phonetic)?;
        Ok(String::from_utf16_lossy(&letters))
    }
}
