//! Sheets of a form as rows of texts with their places. The workbook is read by [`workbooks`]; what a cell shows is a
//! text here: formats and dates are not looked at.

use std::collections::BTreeMap;

use workbooks::{Cell, Limits, letters};

use super::fault::{Fault, FaultKind, Faults};

/// No form is larger.
const LIMITS: Limits = Limits { file: 16 << 20, part: 16 << 20, cells: 500_000, texts: 64 << 20 };

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

impl Workbook {
    pub(super) fn open(bytes: &[u8]) -> Result<Workbook, Fault> {
        let mut book = workbooks::Workbook::open(bytes, LIMITS).map_err(whole)?;
        let mut sheets = Vec::new();
        // Only what a form has: a workbook may hold other sheets, and charts that are no rows.
        let of_form = |it: &&str| matches!(*it, "survey" | "choices" | "settings");
        let names: Vec<String> = book.names().filter(of_form).map(str::to_owned).collect();
        for name in names {
            let (mut rows, mut faults) = (Rows::new(), Vec::new());
            book.cells(&name, |row, column, cell| keep(&name, (row, column), cell, &mut rows, &mut faults))
                .map_err(whole)?;
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

/// Puts a cell that says something among the rows.
fn keep(sheet: &str, (row, column): (u32, u32), cell: Cell<'_>, rows: &mut Rows, faults: &mut Vec<Fault>) {
    if let Cell::Error(error) = cell {
        let (sheet, column) = (sheet.to_owned(), letters(column));
        faults.push(Fault { sheet, row, column, kind: FaultKind::ErrorCell(error.to_owned()) });
        return;
    }
    let text = cell.text().trim().to_owned();
    if !text.is_empty() {
        rows.entry(row).or_default().insert(column, text);
    }
}

/// A fault of the workbook itself.
fn whole(fault: workbooks::Fault) -> Fault {
    let kind = match fault {
        workbooks::Fault::NotAWorkbook(why) => FaultKind::NotAWorkbook(why),
        workbooks::Fault::TooLarge(most) => FaultKind::TooLarge(most),
    };
    Fault { sheet: String::new(), row: 0, column: String::new(), kind }
}
