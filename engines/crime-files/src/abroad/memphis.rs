//! Robberies of Memphis as the R package `sfhotspot` has them.

use super::{Believed, Crime, Crimes, When, finish, point, refuse};
use crate::fault::{Fault, Place};
use crate::ingest::Ingest;
use crate::table::{Letters, Row, Table};
use crate::time::Instant;

const COLUMNS: [&str; 5] = ["uid", "offense_type", "date", "lon", "lat"];

/// Reads the file.
///
/// # Errors
/// When the columns differ.
pub fn read(bytes: &[u8], believed: &Believed) -> Result<Crimes, Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b",")?;
    table.expect("robberies of Memphis", &COLUMNS)?;
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
    Ok(Crime {
        id: Some(row.get(0)).filter(|it| !it.is_empty()).map(str::to_owned),
        when: When::Instant(Instant::parse(row.get(2).as_bytes()).ok_or("date")?),
        point: point(row.get(3), row.get(4)).map_err(|()| "lon")?,
        projected: None,
        kind: row.get(1).to_owned(),
        location: String::new(),
        area: String::new(),
        outcome: String::new(),
    })
}
