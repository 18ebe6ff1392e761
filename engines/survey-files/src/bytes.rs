//! Bytes one after the other. Nothing is taken that is not there, so no count of a file decides how much memory is used.

use crate::fault::{Fault, FaultKind};

/// A place in bytes that are read, the order of their numbers, and what part of the file this is.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
    /// Bytes before `all` in the file.
    start: usize,
    pub(crate) little: bool,
    pub(crate) part: &'static str,
}

macro_rules! number {
    ($name:ident, $type:ty) => {
        pub(crate) fn $name(&mut self) -> Result<$type, Fault> {
            let bytes = self.array()?;
            Ok(if self.little { <$type>::from_le_bytes(bytes) } else { <$type>::from_be_bytes(bytes) })
        }
    };
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(all: &'a [u8], part: &'static str) -> Self {
        Self { all, at: 0, start: 0, little: true, part }
    }

    /// Bytes within these, so that places in them are places of the file.
    pub(crate) fn within(&self, bytes: &'a [u8]) -> Bytes<'a> {
        let start = self.place().saturating_sub(bytes.len());
        Bytes { all: bytes, at: 0, start, little: self.little, part: self.part }
    }

    /// Where in the file.
    pub(crate) fn place(&self) -> usize {
        self.start + self.at
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.all.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest().is_empty()
    }

    pub(crate) fn fault(&self, kind: FaultKind) -> Fault {
        Fault::at(self.part, self.place(), kind)
    }

    pub(crate) fn damaged(&self, why: impl Into<String>) -> Fault {
        self.fault(FaultKind::Damaged(why.into()))
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        match self.rest().split_at_checked(count) {
            Some((taken, _)) => {
                self.at += count;
                Ok(taken)
            }
            None => Err(Fault::at(self.part, self.start + self.all.len(), FaultKind::Cut)),
        }
    }

    /// Takes what is expected, or says what stands there.
    pub(crate) fn tag(&mut self, tag: &str) -> Result<(), Fault> {
        let from = self.clone();
        let found = self.take(tag.len())?;
        if found == tag.as_bytes() {
            return Ok(());
        }
        Err(from.damaged(format!("{tag} is expected, {:?} stands here", String::from_utf8_lossy(found))))
    }

    /// Whether this comes next; it is taken if so.
    pub(crate) fn comes(&mut self, tag: &str) -> bool {
        let comes = self.rest().starts_with(tag.as_bytes());
        self.at += if comes { tag.len() } else { 0 };
        comes
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Fault> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    number!(u16, u16);
    number!(i16, i16);
    number!(u32, u32);
    number!(i32, i32);
    number!(u64, u64);
    number!(i64, i64);
    number!(f64, f64);

    /// A length in four bytes, then as many bytes.
    pub(crate) fn counted(&mut self) -> Result<&'a [u8], Fault> {
        let count = self.u32()?;
        self.take(size(u64::from(count)))
    }
}

/// A size of a file as one of memory; what does not fit is more than there are bytes.
pub(crate) fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Text until the first zero byte.
pub(crate) fn until_zero(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Text without the blanks and zeros at its end.
pub(crate) fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |at| at + 1);
    bytes.get(..end).unwrap_or_default()
}
