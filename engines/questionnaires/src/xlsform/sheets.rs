//! A workbook (ECMA-376) as rows of texts, read with bounds that no file can stretch.
//!
//! ```text
//!   zip ─┬─ xl/workbook.xml ─────────── names of sheets ─┐ r:id
//!        ├─ xl/_rels/workbook.xml.rels ─ their files ────┘
//!        ├─ xl/sharedStrings.xml ─────── texts
//!        └─ xl/worksheets/… ──────────── cells: the reference, and a text, a number or an index
//! ```
//!
//! Own, since a form is a few thousand texts: the readers there are reserve what a file claims and reckon with
//! references that overflow. What a cell shows is a text here; formats, dates and formulas are not looked at (of a
//! formula the last result is read).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::fault::{Fault, FaultKind, Faults};

const LARGEST_FILE: usize = 16 << 20;
const LARGEST_PART: u64 = 16 << 20;
const MOST_CELLS: usize = 500_000;
const MOST_COLUMNS: u32 = 16_384;
const MOST_ROWS: u32 = 1_048_576;

/// Rows of a sheet that are not empty: the row's number from 1, its cells by the column's number from 0.
type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

/// A workbook with all its sheets.
pub(super) struct Workbook {
    sheets: Vec<(String, Rows, Vec<Fault>)>,
}

/// A sheet with named columns.
pub(super) struct Sheet {
    pub(super) name: &'static str,
    /// Names of columns with their numbers, as in the first row.
    pub(super) heads: Vec<(u32, String)>,
    /// Rows below, with what stands in columns that have names.
    pub(super) rows: Vec<Row>,
}

/// A row: its number and its cells by the names of columns.
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: BTreeMap<String, String>,
}

impl Sheet {
    /// The letter of a column, for a message.
    pub(super) fn letters(&self, head: &str) -> String {
        self.heads.iter().find(|(_, name)| name == head).map(|(at, _)| letters(*at)).unwrap_or_default()
    }
}

/// The letters of a column: 0 → A, 26 → AA.
pub(super) fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn broken(why: impl ToString) -> Fault {
    whole(FaultKind::NotAWorkbook(why.to_string()))
}

fn whole(kind: FaultKind) -> Fault {
    Fault { sheet: String::new(), row: 0, column: String::new(), kind }
}

impl Workbook {
    pub(super) fn open(bytes: &[u8]) -> Result<Workbook, Fault> {
        if bytes.len() > LARGEST_FILE {
            return Err(whole(FaultKind::TooLarge("16 MiB at most")));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let names = sheet_names(&part(&mut archive, "xl/workbook.xml")?)?;
        let files = relations(&part(&mut archive, "xl/_rels/workbook.xml.rels")?)?;
        let shared = match archive.index_for_name("xl/sharedStrings.xml") {
            Some(_) => shared_texts(&part(&mut archive, "xl/sharedStrings.xml")?)?,
            None => Vec::new(),
        };
        let mut sheets = Vec::new();
        for (name, relation) in names {
            // Only what a form has: a workbook may hold other sheets, and charts that are no rows.
            if !matches!(name.as_str(), "survey" | "choices" | "settings") {
                continue;
            }
            let file = files.get(&relation).ok_or_else(|| broken("a sheet has no file"))?;
            let mut faults = Vec::new();
            let rows = cells(&part(&mut archive, file)?, &name, &shared, &mut faults)?;
            sheets.push((name, rows, faults));
        }
        Ok(Workbook { sheets })
    }

    /// A sheet by its name. One that must be there and is not is a fault.
    pub(super) fn sheet(&self, name: &'static str, must: bool, faults: &mut Faults) -> Option<Sheet> {
        let Some((_, rows, found)) = self.sheets.iter().find(|(it, _, _)| it == name) else {
            if must {
                faults.add(name, 0, "", FaultKind::NoSheet);
            }
            return None;
        };
        found.iter().for_each(|fault| faults.add(&fault.sheet, fault.row, &fault.column, fault.kind.clone()));
        let mut rows = rows.iter();
        let Some((_, first)) = rows.next() else {
            faults.add(name, 0, "", FaultKind::EmptySheet);
            return None;
        };
        let heads: Vec<(u32, String)> = first.iter().map(|(at, head)| (*at, head.clone())).collect();
        for (at, (column, head)) in heads.iter().enumerate() {
            if heads.iter().take(at).any(|(_, earlier)| earlier == head) {
                faults.add(name, 1, &letters(*column), FaultKind::ColumnTwice(head.clone()));
            }
        }
        let mut sheet = Sheet { name, heads, rows: Vec::new() };
        for (number, cells) in rows {
            let mut row = Row { number: *number, cells: BTreeMap::new() };
            for (column, text) in cells {
                match first.get(column) {
                    Some(head) => drop(row.cells.insert(head.clone(), text.clone())),
                    None => faults.add(name, *number, &letters(*column), FaultKind::NamelessColumn),
                }
            }
            sheet.rows.push(row);
        }
        Some(sheet)
    }
}

/// A file of the archive as text.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Fault> {
    let file = archive.by_name(name).map_err(|why| broken(format!("{name}: {why}")))?;
    let mut bytes = Vec::new();
    let read = file
        .take(LARGEST_PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|why| broken(format!("{name}: {why}")))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > LARGEST_PART {
        return Err(whole(FaultKind::TooLarge("16 MiB of a sheet at most")));
    }
    String::from_utf8(bytes).map_err(|_| broken(format!("{name} is not UTF-8")))
}

/// Names of sheets with the ids of their relations.
fn sheet_names(xml: &str) -> Result<Vec<(String, String)>, Fault> {
    let mut names = Vec::new();
    each_element(xml, |name, attribute| {
        if name == "sheet"
            && let (Some(name), Some(id)) = (attribute("name"), attribute("id"))
        {
            names.push((name, id));
        }
    })?;
    Ok(names)
}

/// Ids of relations with the files they lead to, from the root of the archive.
fn relations(xml: &str) -> Result<BTreeMap<String, String>, Fault> {
    let mut files = BTreeMap::new();
    each_element(xml, |name, attribute| {
        if name == "Relationship"
            && let (Some(id), Some(target)) = (attribute("Id"), attribute("Target"))
        {
            let file = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            files.insert(id, file);
        }
    })?;
    Ok(files)
}

/// Shows every element with a way to ask for its attributes by local name.
fn each_element(xml: &str, mut seen: impl FnMut(&str, &dyn Fn(&str) -> Option<String>)) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                seen(name.as_ref(), &|wanted| attribute(&element, wanted));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == wanted)?;
    unescape(found.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}

/// The texts that cells share, by index. A text may come in runs of different fonts; phonetic runs are left out.
fn shared_texts(xml: &str) -> Result<Vec<String>, Fault> {
    let mut reader = Reader::from_str(xml);
    let (mut texts, mut text, mut inside, mut phonetic) = (Vec::new(), String::new(), false, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => inside = true,
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => texts.push(std::mem::take(&mut text)),
                "t" => inside = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Event::Eof => return Ok(texts),
            other if inside && !phonetic => push(&other, &mut text)?,
            _ => {}
        }
        if texts.len() > MOST_CELLS {
            return Err(whole(FaultKind::TooLarge("500 000 texts at most")));
        }
    }
}

/// Adds what an event says to a text.
fn push(event: &Event<'_>, text: &mut String) -> Result<(), Fault> {
    match event {
        Event::Text(chunk) => text.push_str(chunk),
        Event::CData(chunk) => text.push_str(chunk),
        Event::GeneralRef(entity) => {
            let known = resolve_predefined_entity(entity).map(str::to_owned);
            let letter = || entity.resolve_char_ref().ok().flatten().map(String::from);
            text.push_str(&known.or_else(letter).ok_or_else(|| broken("an unknown entity"))?);
        }
        _ => {}
    }
    Ok(())
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    kind: String,
    text: String,
}

/// Cells that are not empty.
fn cells(xml: &str, sheet: &str, shared: &[String], faults: &mut Vec<Fault>) -> Result<Rows, Fault> {
    let mut reader = Reader::from_str(xml);
    let mut rows = Rows::new();
    let (mut cell, mut inside, mut count) = (Cell::default(), false, 0);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => {
                    let (row, column) = attribute(&element, "r")
                        .and_then(|it| reference(&it))
                        .ok_or_else(|| broken("a cell without a place"))?;
                    let kind = attribute(&element, "t").unwrap_or_default();
                    cell = Cell { row, column, kind, text: String::new() };
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    count += 1;
                    keep(std::mem::take(&mut cell), sheet, shared, &mut rows, faults)?;
                }
                "v" | "t" => inside = false,
                _ => {}
            },
            Event::Eof => return Ok(rows),
            other if inside => push(&other, &mut cell.text)?,
            _ => {}
        }
        if count > MOST_CELLS {
            return Err(whole(FaultKind::TooLarge("500 000 cells of a sheet at most")));
        }
    }
}

/// Puts a cell that says something among the rows.
fn keep(
    cell: Cell,
    sheet: &str,
    shared: &[String],
    rows: &mut Rows,
    faults: &mut Vec<Fault>,
) -> Result<(), Fault> {
    let text = match cell.kind.as_str() {
        "s" => {
            let index: usize = cell.text.trim().parse().map_err(|_| broken("a text without a number"))?;
            shared.get(index).ok_or_else(|| broken("a text that is not there"))?.clone()
        }
        "b" => if cell.text.trim() == "1" { "true" } else { "false" }.to_owned(),
        "e" => {
            let (row, column) = (cell.row, letters(cell.column));
            faults.push(Fault {
                sheet: sheet.to_owned(),
                row,
                column,
                kind: FaultKind::ErrorCell(cell.text),
            });
            return Ok(());
        }
        _ => cell.text,
    };
    let text = unfold(&text).trim().to_owned();
    if !text.is_empty() {
        rows.entry(cell.row).or_default().insert(cell.column, text);
    }
    Ok(())
}

/// Writes `_x000D_` as the letter it stands for (ECMA-376 part 1, 22.4.2.4).
fn unfold(text: &str) -> String {
    let mut unfolded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        unfolded.push_str(before);
        let digits = after.get(2..6).filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
        let letter = digits
            .filter(|_| after.get(6..7) == Some("_"))
            .and_then(|it| u32::from_str_radix(it, 16).ok())
            .and_then(char::from_u32);
        let taken = if letter.is_some() { 7 } else { 2 };
        unfolded.push_str(&letter.map_or_else(|| "_x".to_owned(), String::from));
        rest = after.get(taken..).unwrap_or_default();
    }
    unfolded.push_str(rest);
    unfolded
}

/// The row from 1 and the column from 0 of a reference such as `AB12`.
fn reference(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at_checked(split)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.parse().ok()?;
    let good = (1..=MOST_COLUMNS).contains(&column) && (1..=MOST_ROWS).contains(&row);
    good.then(|| (row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_cells() {
        assert_eq!(reference("A1"), Some((1, 0)));
        assert_eq!(reference("XFD1048576"), Some((1_048_576, 16_383)));
        for wrong in ["", "A", "1", "A0", "XFE1", "a1", "A1048577", "ZZZZZZZZZZ1", "A99999999999", "Á1"] {
            assert_eq!(reference(wrong), None, "{wrong}");
        }
        for column in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(reference(&format!("{}1", letters(column))), Some((1, column)));
        }
    }

    #[test]
    fn letters_that_xml_cannot_hold_are_folded() {
        assert_eq!(unfold("a_x000D_b"), "a\rb");
        assert_eq!(unfold("_x005F_x000D_"), "_x000D_");
        let plain = "max_x and _x12 and _xZZZZ_ and _x+00D_ and _x00D__";
        assert_eq!(unfold(plain), plain);
        assert_eq!(unfold("_xčč_"), "_xčč_");
    }
}
