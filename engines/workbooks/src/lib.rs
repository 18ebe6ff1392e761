//! A workbook (ECMA-376 `.xlsx`, and MS-XLS `.xls` as written since 1997) as cells, read with bounds that no file can
//! stretch.
//!
//! ```text
//!   .xlsx: zip ─┬─ xl/workbook.xml ─────────── names of sheets ─┐ r:id
//!               ├─ xl/_rels/workbook.xml.rels ─ their files ────┘
//!               ├─ xl/sharedStrings.xml ─────── texts
//!               ├─ xl/styles.xml ────────────── which numbers are days
//!               └─ xl/worksheets/… ──────────── cells: the reference, and a text, a number or an index
//!   .xls: a compound file with one stream of records; see `xls`
//! ```
//!
//! Own, since a form or a survey needs little of a workbook: the readers there are reserve what a file claims and reckon
//! with references that overflow. Of a formula the last result is read. What a caller makes of the cells, and what of
//! them is a fault, is the caller's.
//!
//! ```
//! use workbooks::{Cell, Limits, Workbook};
//!
//! let mut book = rust_xlsxwriter::Workbook::new();
//! book.add_worksheet().set_name("data")?.write(1, 0, 2.5)?.write(1, 1, "ano")?;
//! let bytes = book.save_to_buffer()?;
//!
//! let limits = Limits { file: 1 << 20, part: 1 << 20, cells: 1000, texts: 1 << 20 };
//! let mut book = Workbook::open(&bytes, limits)?;
//! assert_eq!(book.names().collect::<Vec<_>>(), ["data"]);
//! let mut seen = Vec::new();
//! book.cells("data", |row, column, cell| seen.push((row, workbooks::letters(column), cell.text().into_owned())))?;
//! assert_eq!(seen, [(2, "A".into(), "2.5".into()), (2, "B".into(), "ano".into())]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cells;
mod styles;
mod xls;
mod xml;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use styles::Styles;
use xml::each_element;

/// How much is read of a file. What is larger is refused.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub file: usize,
    /// Bytes of a part of it, unpacked.
    pub part: u64,
    /// Cells of a sheet, and texts that cells share.
    pub cells: usize,
    /// Bytes of the texts of a sheet: one that many cells share counts as often as they do.
    pub texts: usize,
}

/// Why a workbook is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not a workbook at all, or a damaged one.
    #[error("this is not an Excel workbook ({0})")]
    NotAWorkbook(String),
    /// Beyond the limits.
    #[error("the workbook is too large ({0})")]
    TooLarge(String),
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// A text.
    Text(&'a str),
    /// A number as it is stored, and what it is shown as.
    Number(&'a str, Shown),
    /// A truth value.
    Truth(bool),
    /// An error of the spreadsheet, as `#DIV/0!`.
    Error(&'a str),
}

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A number.
    Number,
    /// A day: the number counts days; see [`Workbook::day_zero`].
    Date,
    /// A day with hours.
    DateTime,
    /// Hours: a part of a day.
    Time,
}

/// An open workbook.
#[derive(Debug)]
pub struct Workbook<'a>(Format<'a>);

#[derive(Debug)]
enum Format<'a> {
    Xls(Box<xls::Xls>),
    Xlsx(Box<Xlsx<'a>>),
}

#[derive(Debug)]
struct Xlsx<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names of sheets with their files.
    sheets: Vec<(String, Option<String>)>,
    shared: Vec<String>,
    styles: Styles,
    epoch_1904: bool,
    limits: Limits,
}

impl Cell<'_> {
    /// What the cell says as a text: numbers as they are stored, `true` and `false`; errors as they are named.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Number(text, _) | Cell::Error(text) => Cow::Borrowed(text),
            Cell::Truth(true) => Cow::Borrowed("true"),
            Cell::Truth(false) => Cow::Borrowed("false"),
        }
    }
}

impl<'a> Workbook<'a> {
    /// Opens a workbook: its sheets and the texts they share. Which kind it is, its first bytes say.
    ///
    /// # Errors
    /// When it is none, or larger than the limits.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Fault> {
        if bytes.len() > limits.file {
            return Err(Fault::TooLarge(format!("{} MiB at most", limits.file >> 20)));
        }
        match bytes.starts_with(&xls::container::MAGIC) {
            true => Ok(Self(Format::Xls(Box::new(xls::Xls::open(bytes, limits)?)))),
            false => Ok(Self(Format::Xlsx(Box::new(Xlsx::open(bytes, limits)?)))),
        }
    }

    /// Names of the sheets in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let (xls, xlsx) = match &self.0 {
            Format::Xls(book) => (Some(book.names()), None),
            Format::Xlsx(book) => (None, Some(book.sheets.iter().map(|(name, _)| name.as_str()))),
        };
        xls.into_iter().flatten().chain(xlsx.into_iter().flatten())
    }

    /// Days from 1970-01-01 to the day that dates of this workbook count from (ECMA-376 part 1, 18.17.4.1): in the usual
    /// system as it holds from 1 March 1900 on, in the other from 1904.
    #[must_use]
    pub fn day_zero(&self) -> f64 {
        let epoch_1904 = match &self.0 {
            Format::Xls(book) => book.epoch_1904,
            Format::Xlsx(book) => book.epoch_1904,
        };
        if epoch_1904 { -24_107.0 } else { -25_569.0 }
    }

    /// Shows every cell of a sheet that holds something, as they stand in the file: row from 1, column from 0.
    ///
    /// # Errors
    /// When there is no such sheet, when it is damaged or larger than the limits.
    pub fn cells(&mut self, sheet: &str, seen: impl FnMut(u32, u32, Cell<'_>)) -> Result<(), Fault> {
        match &mut self.0 {
            Format::Xls(book) => book.cells(sheet, seen),
            Format::Xlsx(book) => book.cells(sheet, seen),
        }
    }
}

impl<'a> Xlsx<'a> {
    fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let (names, epoch_1904) = sheet_names(&part(&mut archive, "xl/workbook.xml", limits)?)?;
        let files = relations(&part(&mut archive, "xl/_rels/workbook.xml.rels", limits)?)?;
        let shared = match archive.index_for_name("xl/sharedStrings.xml") {
            Some(_) => xml::shared_texts(&part(&mut archive, "xl/sharedStrings.xml", limits)?, limits.cells)?,
            None => Vec::new(),
        };
        let styles = match archive.index_for_name("xl/styles.xml") {
            Some(_) => Styles::read(&part(&mut archive, "xl/styles.xml", limits)?)?,
            None => Styles::default(),
        };
        let sheets = names.into_iter().map(|(name, id)| (name, files.get(&id).cloned())).collect();
        Ok(Self { archive, sheets, shared, styles, epoch_1904, limits })
    }

    fn cells(&mut self, sheet: &str, seen: impl FnMut(u32, u32, Cell<'_>)) -> Result<(), Fault> {
        let found = self.sheets.iter().find(|(name, _)| name == sheet);
        let (_, file) = found.ok_or_else(|| broken(format!("there is no sheet {sheet}")))?;
        let file = file.clone().ok_or_else(|| broken("a sheet has no file"))?;
        let xml = part(&mut self.archive, &file, self.limits)?;
        cells::read(&xml, &self.shared, &self.styles, self.limits, seen)
    }
}

/// The letters of a column from 0: 0 → A, 26 → AA.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut rest = u64::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn broken(why: impl ToString) -> Fault {
    Fault::NotAWorkbook(why.to_string())
}

/// A file of the archive as text.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: Limits) -> Result<String, Fault> {
    let file = archive.by_name(name).map_err(|why| broken(format!("{name}: {why}")))?;
    let mut bytes = Vec::new();
    let read =
        file.take(limits.part + 1).read_to_end(&mut bytes).map_err(|why| broken(format!("{name}: {why}")))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > limits.part {
        return Err(Fault::TooLarge(format!("{} MiB of a sheet at most", limits.part >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| broken(format!("{name} is not UTF-8")))
}

/// Names of sheets with the ids of their relations, and whether days count from 1904.
fn sheet_names(xml: &str) -> Result<(Vec<(String, String)>, bool), Fault> {
    let (mut names, mut epoch_1904) = (Vec::new(), false);
    each_element(xml, |name, attribute| match name {
        "sheet" => {
            if let (Some(name), Some(id)) = (attribute("name"), attribute("id")) {
                names.push((name, id));
            }
        }
        "workbookPr" => epoch_1904 = matches!(attribute("date1904").as_deref(), Some("1" | "true")),
        _ => {}
    })?;
    Ok((names, epoch_1904))
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
