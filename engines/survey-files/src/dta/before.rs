//! Formats 102–115: everything in its place, without tags.

use std::collections::HashMap;

use super::labels;
use super::types::Type;
use super::{Described, Raw, take_rows};
use crate::bytes::{Bytes, size};
use crate::fault::Fault;

/// How wide the fields of a format are.
struct Widths {
    name: usize,
    format: usize,
    label: usize,
}

fn widths(version: u16) -> Widths {
    Widths {
        name: if version > 108 { 33 } else { 9 },
        format: match version {
            114.. => 49,
            105..114 => 12,
            ..105 => 7,
        },
        label: if version > 105 { 81 } else { 32 },
    }
}

pub(super) fn read(mut bytes: Bytes<'_>) -> Result<Raw<'_>, Fault> {
    let version = u16::from(bytes.u8()?);
    bytes.little = bytes.u8()? != 1;
    bytes.take(2)?;
    let count = usize::from(bytes.u16()?);
    let rows = if version >= 103 { u64::from(bytes.u32()?) } else { u64::from(bytes.u16()?) };
    let widths = widths(version);
    let label = bytes.take(widths.label)?;
    if version >= 105 {
        bytes.take(18)?;
    }
    bytes.part = "variables";
    let mut variables = Vec::new();
    for _ in 0..count {
        let from = bytes.clone();
        let code = bytes.u8()?;
        let kind = if version >= 111 { Type::of_byte(code) } else { Type::of_letter(code) };
        let kind = kind.ok_or_else(|| from.damaged(format!("there is no type {code}")))?;
        variables.push(Described { kind, ..Described::default() });
    }
    for variable in &mut variables {
        variable.name = bytes.take(widths.name)?;
    }
    bytes.take(2 * (count + 1))?;
    for variable in &mut variables {
        variable.format = bytes.take(widths.format)?;
    }
    for variable in &mut variables {
        variable.table = bytes.take(widths.name)?;
    }
    for variable in &mut variables {
        variable.label = bytes.take(widths.label)?;
    }
    if version >= 105 {
        expansion(&mut bytes, version)?;
    }
    let data = take_rows(&mut bytes, rows, &variables)?;
    bytes.part = "value labels";
    let mut tables = HashMap::new();
    while !bytes.is_empty() {
        let (name, table) = match version {
            108.. => labels::read(&mut bytes, widths.name)?,
            _ => labels::read_fixed(&mut bytes)?,
        };
        tables.insert(name, table);
    }
    Ok(Raw { version, rows: size(rows), label, variables, data, long: HashMap::new(), tables })
}

/// Fields of what is not kept here, until one of no type.
fn expansion(bytes: &mut Bytes<'_>, version: u16) -> Result<(), Fault> {
    bytes.part = "expansion fields";
    loop {
        let kind = bytes.u8()?;
        let length = if version > 108 { u64::from(bytes.u32()?) } else { u64::from(bytes.u16()?) };
        if kind == 0 {
            return Ok(());
        }
        bytes.take(size(length))?;
    }
}
