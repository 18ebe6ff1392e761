//! *Crimes – 2001 to Present* of the city of Chicago, and the arsons of 2016 that the R package `NearRepeat` has as points.

use super::{Believed, Crime, Crimes, When, finish, point, refuse};
use crate::fault::{Fault, Place};
use crate::ingest::Ingest;
use crate::table::{Letters, Row, Table};
use crate::time::days;

/// Columns of the portal's export.
pub const COLUMNS: [&str; 22] = [
    "ID",
    "Case Number",
    "Date",
    "Block",
    "IUCR",
    "Primary Type",
    "Description",
    "Location Description",
    "Arrest",
    "Domestic",
    "Beat",
    "District",
    "Ward",
    "Community Area",
    "FBI Code",
    "X Coordinate",
    "Y Coordinate",
    "Year",
    "Updated On",
    "Latitude",
    "Longitude",
    "Location",
];

/// Reads the portal's export with all its columns.
///
/// # Errors
/// When the columns differ.
pub fn read(bytes: &[u8], believed: &Believed) -> Result<Crimes, Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b",")?;
    table.expect("crimes of Chicago", &COLUMNS)?;
    rows(&mut table, &mut report, crime).map(|crimes| finish(crimes, believed, report))
}

/// Reads the three columns without a header: x and y in metres (EPSG:26971), and the day.
///
/// # Errors
/// When a quotation mark is never closed.
pub fn read_arson(bytes: &[u8], believed: &Believed) -> Result<Crimes, Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::without_header(&letters.text, &["x", "y", "date"]);
    rows(&mut table, &mut report, arson).map(|crimes| finish(crimes, believed, report))
}

fn rows(
    table: &mut Table<'_>,
    report: &mut Ingest,
    read: fn(&Row<'_>) -> Result<Crime, &'static str>,
) -> Result<Vec<(Crime, Place)>, Fault> {
    let mut crimes = Vec::new();
    while let Some(row) = table.next(report)? {
        match read(&row) {
            Ok(crime) => crimes.push((crime, Place::Line(row.line))),
            Err(column) => refuse(report, column, Place::field(row.line, column)),
        }
    }
    Ok(crimes)
}

fn crime(row: &Row<'_>) -> Result<Crime, &'static str> {
    let projected = (row.get(15).parse().ok()).zip(row.get(16).parse().ok());
    Ok(Crime {
        // A case of murder has a row for each victim: its number repeats, the id does not.
        id: Some(row.get(0)).filter(|it| !it.is_empty()).map(str::to_owned),
        when: clock(row.get(2)).map(When::Clock).ok_or("Date")?,
        point: point(row.get(20), row.get(19)).map_err(|()| "Longitude")?,
        projected: projected.filter(|(x, y): &(f64, f64)| x.is_finite() && y.is_finite()),
        kind: Some(row.get(5)).filter(|it| !it.is_empty()).ok_or("Primary Type")?.to_owned(),
        location: row.get(3).to_owned(),
        area: row.get(10).to_owned(),
        outcome: if row.get(8) == "true" { "arrest".to_owned() } else { String::new() },
    })
}

fn arson(row: &Row<'_>) -> Result<Crime, &'static str> {
    let number = |at: usize| row.get(at).parse::<f64>().ok().filter(|it| it.is_finite());
    let mut parts = row.get(2).split('-').map(str::parse::<u32>);
    let mut part = || parts.next()?.ok();
    let day = part().zip(part()).zip(part()).and_then(|((y, m), d)| days(i64::from(y), m, d));
    Ok(Crime {
        id: None,
        when: When::Day(day.ok_or("date")?),
        point: None,
        projected: Some((number(0).ok_or("x")?, number(1).ok_or("y")?)),
        kind: "ARSON".to_owned(),
        location: String::new(),
        area: String::new(),
        outcome: String::new(),
    })
}

/// Seconds on the clock of `01/31/2016 11:30:00 PM`.
fn clock(text: &str) -> Option<i64> {
    let (date, rest) = text.split_once(' ')?;
    let (time, half) = rest.split_once(' ')?;
    let mut date = date.split('/').map(|it| it.parse::<u32>().ok());
    let (month, day, year) = (date.next()??, date.next()??, date.next()??);
    let mut time = time.split(':').map(|it| it.parse::<i64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    let noon = match half {
        "AM" => 0,
        "PM" => 12,
        _ => return None,
    };
    let good =
        (1..=12).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second) && year < 10_000;
    let days = days(i64::from(year), month, day)?;
    good.then_some(days * 86_400 + (hour % 12 + noon) * 3_600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_twelve_hours() {
        assert_eq!(clock("01/01/1970 12:00:00 AM"), Some(0));
        assert_eq!(clock("01/01/1970 12:00:01 PM"), Some(43_201));
        assert_eq!(clock("01/02/1970 11:59:59 PM"), Some(172_799));
        for none in
            ["", "13/01/2016 01:00:00 AM", "01/01/2016 13:00:00 AM", "01/01/2016 01:00:00", "2016-01-01"]
        {
            assert_eq!(clock(none), None, "{none}");
        }
    }
}
