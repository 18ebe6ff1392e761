//! Tables that people made of official ones: a country, a year and a count; or districts with a column a year. They carry
//! neither concept nor sums, so nothing can be checked inside of them; [`crate::plausible`] holds them against known totals.

use crate::records::{self, Records};
use crate::{Fault, FaultKind};

/// A figure of such a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Country of citizenship, or district, as the table names it.
    pub name: String,
    /// Year.
    pub year: u16,
    /// How many; `None` where the cell is empty.
    pub count: Option<u64>,
}

/// What heads the columns of a year.
const YEAR_COLUMN: &str = "Počet cizinců:";

pub(crate) fn is_countries(header: &[String]) -> bool {
    ["Země", "Rok", "Počet osob"].iter().all(|name| header.iter().any(|it| it == name))
}

pub(crate) fn is_districts(header: &[String]) -> bool {
    header.len() > 1 && header.iter().skip(1).all(|name| name.starts_with(YEAR_COLUMN))
}

/// Reads `Země,Rok,Počet osob,…`.
///
/// # Errors
/// A missing column or the first row that is not of the form.
pub fn countries(bytes: &[u8]) -> Result<Vec<Figure>, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    let place = |name: &str| records.header.iter().position(|it| it == name).unwrap_or(usize::MAX);
    let (name, year, count) = (place("Země"), place("Rok"), place("Počet osob"));
    if !is_countries(&records.header) {
        return Err(columns(&records.header, 3));
    }
    let mut figures = Vec::new();
    while let Some(record) = records.next()? {
        let year = records::year(&record, year, "Rok")?;
        let count = records::counted(&record, count, "Počet osob")?;
        figures.push(Figure { name: record.get(name).to_owned(), year, count });
    }
    Ok(figures)
}

/// Reads districts with columns `Počet cizinců: 2011`, ….
///
/// # Errors
/// A column that is of no year or the first row that is not of the form.
pub fn districts(bytes: &[u8]) -> Result<Vec<Figure>, Fault> {
    let text = records::text(bytes)?;
    let mut records = Records::new(&text)?;
    if !is_districts(&records.header) {
        return Err(columns(&records.header, 2));
    }
    let mut years = Vec::new();
    for name in records.header.iter().skip(1) {
        let year = name.strip_prefix(YEAR_COLUMN).unwrap_or_default().trim();
        let year = year.parse::<u16>().map_err(|_| Fault::value(1, name, year, "year"))?;
        years.push((year, name.clone()));
    }
    let mut figures = Vec::new();
    while let Some(record) = records.next()? {
        for (at, (year, column)) in years.iter().enumerate() {
            let count = records::counted(&record, at + 1, column)?;
            figures.push(Figure { name: record.get(0).to_owned(), year: *year, count });
        }
    }
    Ok(figures)
}

fn columns(header: &[String], expected: usize) -> Fault {
    let (found, missing) = (header.len(), vec!["Země, Rok, Počet osob".to_owned()]);
    Fault::at(1, "", FaultKind::Columns { found, expected, missing, unknown: header.to_vec() })
}
