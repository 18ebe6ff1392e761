//! Statistics of the State Police by offence code (TSK): sums of years and months. They become figures, never incidents.
//!
//! ```text
//!   .xls .xlsx, packed .gz or .zip ─ books ─► tsk::read ─┬─ whole years ──────────────────┐
//!                                                        └─ since January ─► months ──────┼─ editions ─► figures
//!   months of precincts as one CSV ─────────────────────────────────────────── months ────┘
//! ```
//!
//! Everybody may see figures of the country and of regions, which the police publish as such. Those of single units are so
//! small that they stay at the workplace.

mod books;
mod editions;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use crime_files::tsk::{self, Area, Discrepancy};
use crime_files::{Finding, Month, precinct_months};
use indicators::{Catalogue, NewEdition};

use crate::read::ReadFault;
use books::{Book, Form};

pub(crate) use books::is;
pub(crate) use editions::{CLEARED, CLEARED_LATER, LIST, REGISTERED};

/// What was found in files of statistics.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    /// What they say, an edition for each source and stretch of time.
    pub editions: Vec<NewEdition>,
    /// Names of the files that were read.
    pub files: Vec<String>,
    /// Findings of the readers, with the file.
    pub findings: Vec<(String, Finding)>,
    /// Sums that are not those of their parts, with the file. The sums are taken as printed.
    pub sums: Vec<(String, Discrepancy)>,
    /// Units nobody has described here, so that their figures were left out.
    pub unknown: Vec<String>,
    /// Months that cannot be told from the sum since January because the month before is not among the files.
    pub missing: Vec<(String, Month)>,
}

/// Reads a file, or a package of files, of statistics.
///
/// # Errors
/// [`ReadFault`], naming the file of a package.
pub(crate) fn read(
    name: &str,
    bytes: &[u8],
    catalogue: &Catalogue,
    fetched_at: DateTime<Utc>,
) -> Result<Statistics, ReadFault> {
    let mut found = Statistics::default();
    let (mut sheets, mut counts) = (Vec::new(), Vec::new());
    let mut told_by: BTreeMap<(Area, Month, Month), String> = BTreeMap::new();
    for Book { name, form, bytes } in books::unpacked(name, bytes)? {
        let at = |cause| ReadFault::Part(name.clone(), cause);
        let findings = match form {
            Form::Workbook => {
                let book = tsk::read(&bytes).map_err(at)?;
                found.sums.extend(book.discrepancies.into_iter().map(|sum| (name.clone(), sum)));
                for sheet in &book.sheets {
                    let same = told_by.insert((sheet.area.clone(), sheet.from, sheet.to), name.clone());
                    if let Some(other) = same {
                        return Err(ReadFault::SameTime(other, name));
                    }
                }
                sheets.extend(book.sheets);
                book.report.findings
            }
            Form::Months => {
                let (read, report) = precinct_months::read(&bytes).map_err(at)?;
                counts.extend(read);
                report.findings
            }
        };
        found.findings.extend(findings.into_iter().map(|finding| (name.clone(), finding)));
        found.files.push(name);
    }
    let sha256 = crate::sha256(bytes);
    let mut told = editions::Told::new(catalogue);
    told.years(&sheets);
    told.months(&sheets);
    told.counts(&counts);
    found.missing = editions::missing(&sheets);
    (found.editions, found.unknown) = told.editions(&sha256, fetched_at);
    Ok(found)
}
