//! Statistics of the Czech police by offence code (*takticko-statistická klasifikace*, TSK): yearly workbooks of regions,
//! and *Statistický výkaz č. 1* of precincts, cumulative from January.
//!
//! ```text
//!   .xls 2008–09, 2010–15, of precincts ─┐   columns are found by their headings,
//!   .xlsx 2016– ─────────────────────────┴─► units by their labels ─► Sheet: lines of leaves and of sums
//!                                               ├─ sums held against leaves, the country against its regions
//!   sheets of successive months ─ monthly ─► Increment: what a month added, or took back
//!   codes of one deed in two systems ─ crosswalk
//! ```
//!
//! Two definitions of clearance stand side by side: [`Line::cleared`] is of the crimes registered in the period,
//! [`Line::cleared_later`] are older ones cleared in it. The denominator is what was registered in the period.

mod area;
mod check;
mod codes;
mod crosswalk;
mod months;
mod sheet;

pub use area::{Area, Region};
pub use check::{Discrepancy, Measure, country_against_regions};
pub use codes::{Codes, Validity, validity};
pub use crosswalk::{Basis, Succession, crosswalk, long_series};
pub use months::{Increment, monthly, monthly_counts};

use crate::fault::{Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::time::Month;

/// A workbook that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Its sheets, one for each unit.
    pub sheets: Vec<Sheet>,
    /// Sums that are not those of their parts.
    pub discrepancies: Vec<Discrepancy>,
    /// What became of the lines.
    pub report: Ingest,
}

/// What one unit registered from the first month to the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name of the sheet.
    pub name: String,
    /// Whose figures.
    pub area: Area,
    /// First month.
    pub from: Month,
    /// Last month; the figures are of both and all between.
    pub to: Month,
    /// Lines in the order of the sheet.
    pub lines: Vec<Line>,
    /// Columns of the measures, from 0.
    columns: sheet::Columns,
}

/// What stands under a code, or a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// The code, or those it is the sum of.
    pub codes: Codes,
    /// Its name as printed.
    pub name: String,
    /// Crimes registered in the period.
    pub registered: i64,
    /// Of them ended (2010–2015).
    pub ended: Option<i64>,
    /// In progress at the end of the period (2010–2015).
    pub in_progress: Option<i64>,
    /// Of the registered, cleared in the same period.
    pub cleared: i64,
    /// Older ones, cleared in the period.
    pub cleared_later: Option<i64>,
    /// Damage in thousand CZK.
    pub damage: Option<f64>,
    /// Of it secured, in thousand CZK.
    pub secured: Option<f64>,
}

impl Line {
    /// Cleared in the period whenever they were registered, when the sheet says so.
    #[must_use]
    pub fn cleared_in_all(&self) -> Option<i64> {
        self.cleared_later.map(|it| self.cleared.saturating_add(it))
    }

    /// Whether this is a code of its own and no sum.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        matches!(self.codes, Codes::One(_))
    }
}

impl Sheet {
    /// The line of a code.
    #[must_use]
    pub fn code(&self, code: u16) -> Option<&Line> {
        self.lines.iter().find(|it| it.codes == Codes::One(code))
    }

    /// The line of everything: the sum whose range is the widest.
    #[must_use]
    pub fn total(&self) -> Option<&Line> {
        let width = |it: &&Line| match it.codes {
            Codes::Range(from, to) => to.saturating_sub(from),
            _ => 0,
        };
        self.lines.iter().filter(|it| matches!(it.codes, Codes::Range(..))).max_by_key(width)
    }

    /// Registered and cleared of a line whose codes run from and to these, whichever numbering the year has.
    #[must_use]
    pub fn range(&self, from: u16, to: u16) -> Option<&Line> {
        self.lines.iter().find(|it| it.codes == Codes::Range(from, to))
    }

    /// Lines that are no sums.
    pub fn leaves(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|it| it.is_leaf())
    }
}

/// Reads a workbook, `.xls` or `.xlsx`, of any year.
///
/// # Errors
/// When it is no workbook, or no sheet of it is a statistical one.
pub fn read(bytes: &[u8]) -> Result<Statistics, Fault> {
    const LIMITS: workbooks::Limits =
        workbooks::Limits { file: 32 << 20, part: 64 << 20, cells: 200_000, texts: 16 << 20 };
    let whole = |why: workbooks::Fault| Fault::file(FaultKind::Workbook(why));
    let mut book = workbooks::Workbook::open(bytes, LIMITS).map_err(whole)?;
    let names: Vec<String> = book.names().map(str::to_owned).collect();
    let mut report = Ingest::default();
    let (mut sheets, mut discrepancies) = (Vec::new(), Vec::new());
    for name in names {
        match sheet::read(&mut book, &name, &mut report)? {
            Some(sheet) => sheets.push(sheet),
            None => report.note(What::Unreadable("sheet".to_owned()), Fate::Refused, Place::Sheet(name)),
        }
    }
    if sheets.is_empty() {
        return Err(Fault::file(FaultKind::NoStatistics));
    }
    for sheet in &sheets {
        let found = sheet.discrepancies();
        for it in &found {
            report.note(What::Sum(it.measure.to_string()), Fate::Kept, it.place.clone());
        }
        discrepancies.extend(found);
    }
    Ok(Statistics { sheets, discrepancies, report })
}
