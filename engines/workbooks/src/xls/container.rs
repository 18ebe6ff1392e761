//! A compound file (MS-CFB): sectors in chains, named streams. Chains are no longer than the file, so none can run on.

use crate::{Fault, Limits, broken};

pub(crate) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const END: u32 = 0xffff_fffe;
/// Numbers from here on name no sector.
const SPECIAL: u32 = 0xffff_fffa;
/// Where the header keeps the first sectors of the table of chains.
const FIRST_TABLES: std::ops::Range<usize> = 76..512;

struct Container<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    size: usize,
    /// The sector after each.
    next: Vec<u32>,
}

/// The stream of one of these names, the first that is there.
pub(crate) fn stream(bytes: &[u8], names: &[&str], limits: Limits) -> Result<Vec<u8>, Fault> {
    let container = Container::open(bytes)?;
    let most = usize::try_from(limits.part).unwrap_or(usize::MAX).min(bytes.len());
    let directory = container.chain(long(bytes, 48)?, most)?;
    let (entries, _) = directory.as_chunks::<128>();
    let root = entries.first().ok_or_else(|| broken("there is no directory"))?;
    let named = |wanted: &&str| entries.iter().find(|entry| name(entry) == **wanted && entry[66] == 2);
    let entry = names.iter().find_map(named).ok_or_else(|| broken("there is no workbook in it"))?;
    let size = usize::try_from(long(entry, 120)?).unwrap_or(usize::MAX);
    if size > usize::try_from(limits.part).unwrap_or(usize::MAX) {
        return Err(Fault::TooLarge(format!("{} MiB of a workbook at most", limits.part >> 20)));
    }
    let mut stream = if size < usize::try_from(long(bytes, 56)?).unwrap_or(0) {
        container.small(long(entry, 116)?, long(root, 116)?, most)?
    } else {
        container.chain(long(entry, 116)?, most)?
    };
    if stream.len() < size {
        return Err(broken("the file was cut"));
    }
    stream.truncate(size);
    Ok(stream)
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let size = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(broken("sectors of an unknown size")),
        };
        let mut container = Self { bytes, size, next: Vec::new() };
        let (numbers, _) = bytes.get(FIRST_TABLES).unwrap_or_default().as_chunks::<4>();
        let mut tables: Vec<u32> = numbers.iter().map(|it| u32::from_le_bytes(*it)).collect();
        // Large files list further sectors of the table in sectors of their own, the last number leading to the next.
        let mut more = long(bytes, 68)?;
        while more < SPECIAL && tables.len() <= container.sectors() {
            let (numbers, _) = container.sector(more)?.as_chunks::<4>();
            let Some((last, numbers)) = numbers.split_last() else { break };
            tables.extend(numbers.iter().map(|it| u32::from_le_bytes(*it)));
            more = u32::from_le_bytes(*last);
        }
        tables.retain(|it| *it < SPECIAL);
        if tables.len() > container.sectors() {
            return Err(broken("its table of sectors is larger than the file"));
        }
        for table in tables {
            let (numbers, _) = container.sector(table)?.as_chunks::<4>();
            let numbers: Vec<u32> = numbers.iter().map(|it| u32::from_le_bytes(*it)).collect();
            container.next.extend(numbers);
        }
        Ok(container)
    }

    /// Sectors the file has room for, the cut one at its end too.
    fn sectors(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    fn sector(&self, number: u32) -> Result<&'a [u8], Fault> {
        let start = usize::try_from(number).ok().and_then(|it| it.checked_add(1)?.checked_mul(self.size));
        let rest = start.and_then(|it| self.bytes.get(it..)).filter(|it| !it.is_empty());
        let rest = rest.ok_or_else(|| broken(format!("there is no sector {number}; the file was cut")))?;
        Ok(rest.get(..self.size).unwrap_or(rest))
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, first: u32, most: usize) -> Result<Vec<u8>, Fault> {
        let (mut bytes, mut sector) = (Vec::new(), first);
        while sector != END {
            bytes.extend_from_slice(self.sector(sector)?);
            if bytes.len() > most.saturating_add(self.size) {
                return Err(broken("a chain of sectors runs in a circle"));
            }
            sector = after(&self.next, sector)?;
        }
        Ok(bytes)
    }

    /// The bytes of a short stream: its sectors of 64 bytes stand in a stream of the root.
    fn small(&self, first: u32, root: u32, most: usize) -> Result<Vec<u8>, Fault> {
        let table = self.chain(long(self.bytes, 60)?, most)?;
        let (numbers, _) = table.as_chunks::<4>();
        let next: Vec<u32> = numbers.iter().map(|it| u32::from_le_bytes(*it)).collect();
        let room = self.chain(root, most)?;
        let (sectors, _) = room.as_chunks::<64>();
        let (mut bytes, mut sector) = (Vec::new(), first);
        while sector != END {
            let found = usize::try_from(sector).ok().and_then(|it| sectors.get(it));
            bytes.extend_from_slice(found.ok_or_else(|| broken("a short sector is not there"))?);
            if bytes.len() > room.len() {
                return Err(broken("a chain of short sectors runs in a circle"));
            }
            sector = after(&next, sector)?;
        }
        Ok(bytes)
    }
}

fn after(next: &[u32], sector: u32) -> Result<u32, Fault> {
    let next = usize::try_from(sector).ok().and_then(|it| next.get(it));
    next.copied().ok_or_else(|| broken("a chain of sectors leads nowhere"))
}

/// The name of an entry of the directory.
fn name(entry: &[u8; 128]) -> String {
    let length = usize::from(u16::from_le_bytes([entry[64], entry[65]])).saturating_sub(2) / 2;
    let (letters, _) = entry.as_chunks::<2>();
    let letters = letters.iter().take(length.min(32)).map(|it| u16::from_le_bytes(*it));
    char::decode_utf16(letters).map(|it| it.unwrap_or('\u{fffd}')).collect()
}

pub(super) fn short(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    match bytes.get(at..) {
        Some([a, b, ..]) => Ok(u16::from_le_bytes([*a, *b])),
        _ => Err(broken("a record was cut")),
    }
}

pub(super) fn long(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    match bytes.get(at..) {
        Some([a, b, c, d, ..]) => Ok(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => Err(broken("a record was cut")),
    }
}
