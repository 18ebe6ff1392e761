//! Months of data.police.uk (`YYYY-MM-FORCE-street.csv`). Points are those of a list: the nearest to where it was.

use super::{Believed, Crime, Crimes, When, finish, point, refuse};
use crate::fault::{Fault, Place};
use crate::ingest::Ingest;
use crate::table::{Letters, Row, Table};
use crate::time::Month;

/// Columns of a month.
pub const COLUMNS: [&str; 12] = [
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
];

/// Reads a month, or several joined.
///
/// # Errors
/// When the columns differ.
pub fn read(bytes: &[u8], believed: &Believed) -> Result<Crimes, Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b",")?;
    table.expect("streets of data.police.uk", &COLUMNS)?;
    let mut crimes = Vec::new();
    while let Some(row) = table.next(&mut report)? {
        match crime(&row) {
            Ok(crime) => crimes.push((crime, Place::Line(row.line))),
            Err(column) => refuse(&mut report, column, Place::field(row.line, column)),
        }
    }
    Ok(finish(crimes, believed, report))
}

fn crime(row: &Row<'_>) -> Result<Crime, &'static str> {
    let kind = Some(row.get(9)).filter(|it| !it.is_empty()).ok_or("Crime type")?;
    Ok(Crime {
        id: Some(row.get(0)).filter(|it| !it.is_empty()).map(str::to_owned),
        when: When::Month(Month::parse(row.get(1)).ok_or("Month")?),
        point: point(row.get(4), row.get(5)).map_err(|()| "Longitude")?,
        projected: None,
        kind: kind.to_owned(),
        location: row.get(6).to_owned(),
        area: row.get(7).to_owned(),
        outcome: row.get(10).to_owned(),
    })
}
