//! Formats 117–119: the same between tags, with long texts after the rows. The map of places is not needed by a reader
//! that goes through the whole.

use std::collections::HashMap;

use super::labels;
use super::types::Type;
use super::{Described, Raw, take_rows};
use crate::bytes::{Bytes, size};
use crate::fault::{Fault, FaultKind};
use crate::options::MOST_VARIABLES;

pub(super) fn read(mut bytes: Bytes<'_>) -> Result<Raw<'_>, Fault> {
    bytes.tag("<stata_dta><header><release>")?;
    let from = bytes.clone();
    let version = match bytes.take(3)? {
        b"117" => 117,
        b"118" => 118,
        b"119" => 119,
        other => {
            let other = String::from_utf8_lossy(other);
            let why = format!("Stata's format {other} is not read; save the data for Stata 14 to 18");
            return Err(from.fault(FaultKind::Unsupported(why)));
        }
    };
    bytes.tag("</release><byteorder>")?;
    let from = bytes.clone();
    bytes.little = match bytes.take(3)? {
        b"LSF" => true,
        b"MSF" => false,
        _ => return Err(from.damaged("the order of bytes is neither of the two")),
    };
    bytes.tag("</byteorder><K>")?;
    let count = if version == 119 { size(u64::from(bytes.u32()?)) } else { usize::from(bytes.u16()?) };
    bytes.tag("</K><N>")?;
    let rows = if version == 117 { u64::from(bytes.u32()?) } else { bytes.u64()? };
    bytes.tag("</N><label>")?;
    let length = if version == 117 { usize::from(bytes.u8()?) } else { usize::from(bytes.u16()?) };
    let label = bytes.take(length)?;
    bytes.tag("</label><timestamp>")?;
    let length = usize::from(bytes.u8()?);
    bytes.take(length)?;
    bytes.tag("</timestamp></header><map>")?;
    bytes.take(14 * 8)?;
    bytes.tag("</map>")?;
    let variables = variables(&mut bytes, version, count)?;
    characteristics(&mut bytes)?;
    bytes.tag("<data>")?;
    let data = take_rows(&mut bytes, rows, &variables)?;
    bytes.tag("</data>")?;
    let long = long_texts(&mut bytes, version)?;
    let tables = tables(&mut bytes, version)?;
    bytes.tag("</stata_dta>")?;
    Ok(Raw { version, rows: size(rows), label, variables, data, long, tables })
}

fn variables<'a>(bytes: &mut Bytes<'a>, version: u16, count: usize) -> Result<Vec<Described<'a>>, Fault> {
    bytes.part = "variables";
    if count > MOST_VARIABLES {
        return Err(bytes.fault(FaultKind::TooLarge { what: "variables", most: MOST_VARIABLES as u64 }));
    }
    let (name, format, label) = if version == 117 { (33, 49, 81) } else { (129, 57, 321) };
    let mut variables = Vec::new();
    bytes.tag("<variable_types>")?;
    for _ in 0..count {
        let from = bytes.clone();
        let code = bytes.u16()?;
        let kind = Type::of_number(code).ok_or_else(|| from.damaged(format!("there is no type {code}")))?;
        variables.push(Described { kind, ..Described::default() });
    }
    bytes.tag("</variable_types><varnames>")?;
    for variable in &mut variables {
        variable.name = bytes.take(name)?;
    }
    bytes.tag("</varnames><sortlist>")?;
    bytes.take((count + 1) * if version == 119 { 4 } else { 2 })?;
    bytes.tag("</sortlist><formats>")?;
    for variable in &mut variables {
        variable.format = bytes.take(format)?;
    }
    bytes.tag("</formats><value_label_names>")?;
    for variable in &mut variables {
        variable.table = bytes.take(name)?;
    }
    bytes.tag("</value_label_names><variable_labels>")?;
    for variable in &mut variables {
        variable.label = bytes.take(label)?;
    }
    bytes.tag("</variable_labels>")?;
    Ok(variables)
}

fn characteristics(bytes: &mut Bytes<'_>) -> Result<(), Fault> {
    bytes.part = "characteristics";
    bytes.tag("<characteristics>")?;
    while bytes.comes("<ch>") {
        bytes.counted()?;
        bytes.tag("</ch>")?;
    }
    bytes.tag("</characteristics>")
}

/// Long texts by what refers to them. A text ends with a zero that is no part of it; bytes that are no text are kept
/// whole.
fn long_texts<'a>(bytes: &mut Bytes<'a>, version: u16) -> Result<HashMap<(u64, u64), &'a [u8]>, Fault> {
    const TEXT: u8 = 130;
    bytes.part = "long texts";
    bytes.tag("<strls>")?;
    let mut long = HashMap::new();
    while bytes.comes("GSO") {
        let v = u64::from(bytes.u32()?);
        let o = if version == 117 { u64::from(bytes.u32()?) } else { bytes.u64()? };
        let kind = bytes.u8()?;
        let content = bytes.counted()?;
        let text = if kind == TEXT { content.strip_suffix(&[0]).unwrap_or(content) } else { content };
        long.insert((v, o), text);
    }
    bytes.tag("</strls>")?;
    Ok(long)
}

fn tables<'a>(bytes: &mut Bytes<'a>, version: u16) -> Result<HashMap<&'a [u8], labels::Table<'a>>, Fault> {
    bytes.part = "value labels";
    bytes.tag("<value_labels>")?;
    let mut tables = HashMap::new();
    while bytes.comes("<lbl>") {
        let (name, table) = labels::read(bytes, if version == 117 { 33 } else { 129 })?;
        tables.insert(name, table);
        bytes.tag("</lbl>")?;
    }
    bytes.tag("</value_labels>")?;
    Ok(tables)
}
