//! The table of contents of an archive (ZIP, APPNOTE 6.3.10, parts 4.3.7 to 4.3.16): as much as it takes to know that
//! it is one archive from the first byte to the last, and what its files are called. Nothing is unpacked.
//!
//! ```text
//!   0                                directory ends            the last 22 bytes
//!   │ local header, data │ … │ directory │ (64-bit end, locator) │ end of archive │
//! ```

use std::borrow::Cow;

use crate::Refused;

/// Beginning of the record every archive ends with.
pub(crate) const END: &[u8] = b"PK\x05\x06";
/// Files of an archive, at most.
const FILES: u64 = 5_000;
/// The 32-bit number that says "look among the extra fields".
const ELSEWHERE: u32 = u32::MAX;

/// One file of an archive, as the directory tells of it.
pub(crate) struct Entry<'a> {
    pub(crate) name: Cow<'a, str>,
    /// Bytes it claims to unpack to.
    pub(crate) unpacked: u64,
    /// Its content, if it is there uncompressed.
    pub(crate) plain: Option<&'a [u8]>,
}

/// Where the directory is.
struct Directory {
    count: u64,
    begins: usize,
    ends: usize,
}

/// All files of an archive with nothing before it or behind it, nor between its files and its directory.
pub(crate) fn entries(content: &[u8]) -> Result<Vec<Entry<'_>>, Refused> {
    let directory = directory(content)?;
    if directory.count > FILES {
        return Err(Refused::Bomb);
    }
    let mut rest = content.get(directory.begins..directory.ends).ok_or(Refused::Broken)?;
    let (mut entries, mut at_the_beginning) = (Vec::new(), false);
    for _ in 0..directory.count {
        let (entry, local, length) = entry(content, rest).ok_or(Refused::Broken)?;
        at_the_beginning |= local == 0;
        entries.push(entry);
        rest = rest.get(length..).ok_or(Refused::Broken)?;
    }
    if !rest.is_empty() {
        return Err(Refused::Broken);
    }
    // The bytes it was known by as an archive must be one of its files.
    if at_the_beginning { Ok(entries) } else { Err(Refused::TwoKinds) }
}

fn directory(content: &[u8]) -> Result<Directory, Refused> {
    let end = content.windows(END.len()).rposition(|window| window == END).ok_or(Refused::Broken)?;
    // The end record without a comment, and nothing behind it.
    if end + 22 != content.len() {
        return Err(Refused::TwoKinds);
    }
    let (count, size, begins, ends) = match large_directory(content, end) {
        Some(large) => large,
        None => small_directory(content, end).ok_or(Refused::Broken)?,
    };
    // Bytes that nobody accounts for: something stands before the archive, or between its parts.
    match begins.checked_add(size) {
        Some(sum) if sum == ends => Ok(Directory { count, begins, ends }),
        Some(sum) if sum < ends => Err(Refused::TwoKinds),
        _ => Err(Refused::Broken),
    }
}

/// Files, bytes, beginning and necessary end of the directory, from the end record.
fn small_directory(content: &[u8], end: usize) -> Option<(u64, usize, usize, usize)> {
    let record = content.get(end..)?;
    let (size, begins) =
        (usize::try_from(u32_at(record, 12)?).ok()?, usize::try_from(u32_at(record, 16)?).ok()?);
    Some((u64::from(u16_at(record, 10)?), size, begins, end))
}

/// The same from the 64-bit record, which some writers add to small archives too.
fn large_directory(content: &[u8], end: usize) -> Option<(u64, usize, usize, usize)> {
    let locator = end.checked_sub(20)?;
    let locating = content.get(locator..end)?;
    let ends = usize::try_from(u64_at(locating, 8)?).ok()?;
    let record = content.get(ends..locator)?;
    if !locating.starts_with(b"PK\x06\x07") || !record.starts_with(b"PK\x06\x06") || record.len() != 56 {
        return None;
    }
    let (size, begins) =
        (usize::try_from(u64_at(record, 40)?).ok()?, usize::try_from(u64_at(record, 48)?).ok()?);
    Some((u64_at(record, 32)?, size, begins, ends))
}

/// The first entry of what is left of the directory, where its file is, and how long the entry is.
fn entry<'a>(content: &'a [u8], rest: &'a [u8]) -> Option<(Entry<'a>, u64, usize)> {
    if !rest.starts_with(b"PK\x01\x02") {
        return None;
    }
    let lengths = [u16_at(rest, 28)?, u16_at(rest, 30)?, u16_at(rest, 32)?].map(usize::from);
    let [name_length, extra_length, comment_length] = lengths;
    let name = rest.get(46..46 + name_length)?;
    let extra = rest.get(46 + name_length..46 + name_length + extra_length)?;
    // Those of the three that do not fit stand in the 64-bit field, in this order.
    let mut large = large_field(extra);
    let mut number = |short: u32| {
        if short != ELSEWHERE {
            return Some(u64::from(short));
        }
        let value = u64_at(large, 0)?;
        large = large.get(8..)?;
        Some(value)
    };
    let unpacked = number(u32_at(rest, 24)?)?;
    let packed = number(u32_at(rest, 20)?)?;
    let local = number(u32_at(rest, 42)?)?;
    let plain = if u16_at(rest, 10)? == 0 { Some(data(content, local, packed)?) } else { None };
    let entry = Entry { name: String::from_utf8_lossy(name), unpacked, plain };
    Some((entry, local, 46 + name_length + extra_length + comment_length))
}

/// The bytes of a file behind its local header.
fn data(content: &[u8], local: u64, packed: u64) -> Option<&[u8]> {
    let header = content.get(usize::try_from(local).ok()?..)?;
    if !header.starts_with(b"PK\x03\x04") {
        return None;
    }
    let begins = 30 + usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
    header.get(begins..)?.get(..usize::try_from(packed).ok()?)
}

/// The 64-bit field among the extra ones; empty if there is none.
fn large_field(mut extra: &[u8]) -> &[u8] {
    while let (Some(kind), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let ends = 4 + usize::from(length);
        if kind == 1 {
            return extra.get(4..ends).unwrap_or_default();
        }
        extra = extra.get(ends..).unwrap_or_default();
    }
    &[]
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}
