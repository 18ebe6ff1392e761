//! Words for values: tables that variables refer to by name.

use crate::bytes::{Bytes, size, until_zero};
use crate::fault::Fault;

/// Values with words.
pub(super) type Table<'a> = Vec<(i32, &'a [u8])>;

/// A table of formats 108–119: its name in a field of `width`, values, and words behind offsets.
pub(super) fn read<'a>(bytes: &mut Bytes<'a>, width: usize) -> Result<(&'a [u8], Table<'a>), Fault> {
    bytes.u32()?;
    let name = until_zero(bytes.take(width)?);
    bytes.take(3)?;
    let count = size(u64::from(bytes.u32()?));
    let length = size(u64::from(bytes.u32()?));
    let from = bytes.clone();
    let taken = bytes.take(count.saturating_mul(4))?;
    let mut offsets = bytes.within(taken);
    let taken = bytes.take(count.saturating_mul(4))?;
    let mut values = bytes.within(taken);
    let text = bytes.take(length)?;
    let mut table = Table::new();
    let mut said = 0_usize;
    for _ in 0..count {
        let offset = size(u64::from(offsets.u32()?));
        let words =
            text.get(offset..).ok_or_else(|| from.damaged("the words for a value are not in the table"))?;
        let words = until_zero(words);
        // Words do not lie over each other much, or a small table would say more than fits in memory.
        said = said.saturating_add(words.len());
        if said > length.saturating_mul(4) {
            return Err(from.damaged("the words for values lie over each other"));
        }
        table.push((values.i32()?, words));
    }
    Ok((name, table))
}

/// A table of formats until 105: values, then words of eight bytes.
pub(super) fn read_fixed<'a>(bytes: &mut Bytes<'a>) -> Result<(&'a [u8], Table<'a>), Fault> {
    let count = usize::from(bytes.u16()?);
    let name = until_zero(bytes.take(9)?);
    bytes.take(1)?;
    let taken = bytes.take(count * 2)?;
    let mut values = bytes.within(taken);
    let mut table = Table::new();
    for _ in 0..count {
        table.push((i32::from(values.i16()?), until_zero(bytes.take(8)?)));
    }
    Ok((name, table))
}
