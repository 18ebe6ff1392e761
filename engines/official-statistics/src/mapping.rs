//! A ministry's workbook, read by a mapping that a person makes once: which sheet, which row heads the columns, which column
//! is what, and which row is the sum of the others.
//!
//! ```text
//!   Sheet::look ─► what stands there, for the person who maps ─► Mapping, kept
//!                                                                 │ next month
//!   Mapping::read ─► layout as it was? ─ no ─► every difference, nothing read
//!                          └ yes ─► rows ─► do they add up to the row of sums? ─ no ─► mismatches
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workbooks::{Limits, Workbook, letters};

use crate::{Fault, FaultKind, Mismatch, records};

const LIMITS: Limits = Limits { file: 32 << 20, part: 128 << 20, cells: 2_000_000, texts: 64 << 20 };
/// Rows and columns of a sheet that are looked at.
const MOST_ROWS: u32 = 20_000;
const MOST_COLUMNS: u32 = 200;

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It names the territory.
    Territory,
    /// It names the citizenship.
    Citizenship,
    /// It counts this concept: `residence_permanent`.
    Count(String),
    /// It is not read.
    Ignored,
}

/// A column of the mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading when it was mapped, blanks evened out.
    pub heading: String,
    /// What it is.
    pub role: Role,
}

/// How a workbook is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Name of the sheet.
    pub sheet: String,
    /// Row of the headings, from 1.
    pub header: u32,
    /// Columns from A, as many as had a heading.
    pub columns: Vec<Column>,
    /// What the row of sums is called in its first mapped column; empty when the sheet has none.
    pub sums: String,
}

/// How a layout differs from the one that was mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// There is no such sheet; these there are.
    Sheet {
        /// The mapped one.
        expected: String,
        /// Those of the workbook.
        found: Vec<String>,
    },
    /// A column has another heading.
    Heading {
        /// Its letters.
        column: String,
        /// The mapped heading.
        expected: String,
        /// The one that stands there; empty for none.
        found: String,
    },
    /// There is no row of sums of this name.
    Sums(String),
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Row of the sheet.
    pub row: u32,
    /// Territory, as the sheet names it; empty where no column does.
    pub territory: String,
    /// Citizenship, as the sheet names it; empty where no column does.
    pub citizenship: String,
    /// Counts by concept; a cell that is empty is not there.
    pub counts: BTreeMap<String, u64>,
}

/// What the workbook says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    /// Rows, without the row of sums.
    pub rows: Vec<Row>,
    /// How many printed sums were checked.
    pub sums_checked: usize,
    /// Printed sums that are none.
    pub mismatches: Vec<Mismatch>,
}

/// A sheet as texts, for mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Texts by row and column; rows from 1, columns from 0.
    cells: BTreeMap<(u32, u32), String>,
}

impl Sheet {
    /// Names of the sheets of a workbook.
    ///
    /// # Errors
    /// Not a workbook.
    pub fn names(bytes: &[u8]) -> Result<Vec<String>, Fault> {
        let book = Workbook::open(bytes, LIMITS).map_err(broken)?;
        Ok(book.names().map(str::to_owned).collect())
    }

    /// Reads a sheet.
    ///
    /// # Errors
    /// Not a workbook, or no such sheet.
    pub fn look(bytes: &[u8], name: &str) -> Result<Sheet, Fault> {
        let mut book = Workbook::open(bytes, LIMITS).map_err(broken)?;
        let mut cells = BTreeMap::new();
        book.cells(name, |row, column, cell| {
            let text = even(&cell.text());
            if row <= MOST_ROWS && column < MOST_COLUMNS && !text.is_empty() {
                cells.insert((row, column), text);
            }
        })
        .map_err(broken)?;
        Ok(Sheet { name: name.to_owned(), cells })
    }

    /// A cell; empty where nothing stands.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> &str {
        self.cells.get(&(row, column)).map_or("", String::as_str)
    }

    /// The last row with anything in it; 0 for an empty sheet.
    #[must_use]
    pub fn last_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| *row)
    }

    /// Headings in a row, from column A to the last one.
    #[must_use]
    pub fn headings(&self, row: u32) -> Vec<String> {
        let last = self.cells.range((row, 0)..=(row, u32::MAX)).next_back().map(|((_, column), _)| *column);
        last.map_or_else(Vec::new, |last| {
            (0..=last).map(|column| self.cell(row, column).to_owned()).collect()
        })
    }
}

impl Mapping {
    /// Reads a workbook, if it is laid out as when it was mapped.
    ///
    /// # Errors
    /// Every difference of the layout, or the first cell that is no count.
    pub fn read(&self, bytes: &[u8]) -> Result<Mapped, Fault> {
        let names = Sheet::names(bytes)?;
        if !names.contains(&self.sheet) {
            let missing = Difference::Sheet { expected: self.sheet.clone(), found: names };
            return Err(Fault::whole(FaultKind::Layout(vec![missing])));
        }
        let sheet = Sheet::look(bytes, &self.sheet)?;
        let sums = self.row_of_sums(&sheet);
        let differences = self.differences(&sheet, sums);
        if !differences.is_empty() {
            return Err(Fault::whole(FaultKind::Layout(differences)));
        }
        let mut mapped = Mapped::default();
        let last = sums.unwrap_or_else(|| sheet.last_row().saturating_add(1));
        for row in self.header.saturating_add(1)..last {
            mapped.rows.extend(self.row(&sheet, row)?.filter(|row| !row.counts.is_empty()));
        }
        if let Some(sums) = sums.map(|row| self.row(&sheet, row)).transpose()?.flatten() {
            check(&mut mapped, &sums);
        }
        Ok(mapped)
    }

    fn differences(&self, sheet: &Sheet, sums: Option<u32>) -> Vec<Difference> {
        let found = sheet.headings(self.header);
        let most = found.len().max(self.columns.len());
        let at = |number: usize| {
            let expected = self.columns.get(number).map_or("", |column| column.heading.as_str());
            let found = found.get(number).map_or("", String::as_str);
            let column = letters(u32::try_from(number).unwrap_or(u32::MAX));
            let (expected, found) = (expected.to_owned(), found.to_owned());
            (expected != found).then_some(Difference::Heading { column, expected, found })
        };
        let mut differences: Vec<Difference> = (0..most).filter_map(at).collect();
        if !self.sums.is_empty() && sums.is_none() {
            differences.push(Difference::Sums(self.sums.clone()));
        }
        differences
    }

    fn row_of_sums(&self, sheet: &Sheet) -> Option<u32> {
        let first = self.columns.iter().position(|column| column.role != Role::Ignored)?;
        let column = u32::try_from(first).ok()?;
        let rows = self.header.saturating_add(1)..=sheet.last_row();
        rows.into_iter().find(|row| !self.sums.is_empty() && sheet.cell(*row, column) == self.sums)
    }

    /// A row; `None` when nothing stands in its mapped columns.
    fn row(&self, sheet: &Sheet, at: u32) -> Result<Option<Row>, Fault> {
        let mut row =
            Row { row: at, territory: String::new(), citizenship: String::new(), counts: BTreeMap::new() };
        for (number, column) in (0_u32..).zip(&self.columns) {
            let text = sheet.cell(at, number);
            match &column.role {
                Role::Territory => text.clone_into(&mut row.territory),
                Role::Citizenship => text.clone_into(&mut row.citizenship),
                Role::Count(_) if text.is_empty() => {}
                Role::Count(concept) => {
                    let count = records::count(text);
                    let count =
                        count.ok_or_else(|| Fault::value(u64::from(at), &letters(number), text, "count"))?;
                    // Two columns of a concept are its parts: men and women.
                    let sum = row.counts.entry(concept.clone()).or_default();
                    *sum = sum.saturating_add(count);
                }
                Role::Ignored => {}
            }
        }
        let empty = row.territory.is_empty() && row.citizenship.is_empty() && row.counts.is_empty();
        Ok((!empty).then_some(row))
    }
}

fn check(mapped: &mut Mapped, sums: &Row) {
    for (concept, printed) in &sums.counts {
        let counts = mapped.rows.iter().filter_map(|row| row.counts.get(concept));
        let summed = counts.fold(0_u64, |sum, count| sum.saturating_add(*count));
        mapped.sums_checked += 1;
        if summed != *printed {
            let (row, what) = (u64::from(sums.row), concept.clone());
            mapped.mismatches.push(Mismatch { row, what, printed: *printed, summed });
        }
    }
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn broken(why: workbooks::Fault) -> Fault {
    Fault::whole(FaultKind::Workbook(why.to_string()))
}
