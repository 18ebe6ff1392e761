//! Months of police precincts as one CSV (project *mapakriminality.cz*, 2013): differences of the cumulative reports, made by
//! another program.
//!
//! Three things in it must never be added together: levels of areas (a precinct, its department, its region, the country),
//! sums of codes beside the codes, and corrections, which are below zero and stay so.

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::table::{Letters, Row, Table};
use crate::time::Month;
use crate::tsk::Codes;

/// Columns of the file.
pub const COLUMNS: [&str; 23] = [
    "month",
    "time_id",
    "area",
    "tsk",
    "found",
    "found_end",
    "found_total",
    "solved",
    "solved_perc",
    "solved_additionally",
    "committed_drugged",
    "committed_alcohol",
    "committed_recidivist",
    "committed_under_15",
    "committed_15_17",
    "committed_under_18",
    "charged_total",
    "charged_recidivist",
    "charged_under_15",
    "charged_15_17",
    "charged_women",
    "damage_total",
    "damage_found",
];

/// What an area is, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The country, `0`.
    Country,
    /// A region: two digits and two zeros, `0300`.
    Region,
    /// A department of a region, `0305`.
    Department,
    /// A unit of a department, `030511`.
    Precinct,
    /// A number of another shape, as `x060050`.
    Other,
}

/// A month of an area and a code.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// When.
    pub month: Month,
    /// Number of the area, with its leading zeros.
    pub area: String,
    /// What the area is.
    pub level: Level,
    /// The code, or those it is the sum of.
    pub codes: Codes,
    /// Registered.
    pub registered: i64,
    /// Of the registered, cleared.
    pub cleared: i64,
    /// Older ones cleared.
    pub cleared_later: i64,
    /// Damage in thousand CZK.
    pub damage: f64,
}

impl Level {
    /// The level of a number.
    #[must_use]
    pub fn of(area: &str) -> Self {
        let digits = area.bytes().all(|it| it.is_ascii_digit());
        match area.len() {
            1 if area == "0" => Self::Country,
            4 if digits && area.ends_with("00") => Self::Region,
            4 if digits => Self::Department,
            6 if digits => Self::Precinct,
            _ => Self::Other,
        }
    }
}

/// Reads the file.
///
/// # Errors
/// When its columns differ or a quotation mark is never closed.
pub fn read(bytes: &[u8]) -> Result<(Vec<Count>, Ingest), Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b",")?;
    table.expect("months of precincts", &COLUMNS)?;
    let mut counts = Vec::new();
    let mut seen = std::collections::HashSet::new();
    while let Some(row) = table.next(&mut report)? {
        match count(&row) {
            Ok(count) => {
                let place = Place::Line(row.line);
                if !seen.insert((count.month, count.area.clone(), count.codes.clone())) {
                    report.quarantined += 1;
                    report.note(What::Duplicate, Fate::Quarantined, place);
                    continue;
                }
                if count.registered < 0 {
                    report.note(What::Negative, Fate::Kept, place.clone());
                }
                let share: f64 = row.get(8).parse().unwrap_or(0.0);
                if !(0.0..=100.0).contains(&share) {
                    let what = What::ImpossibleShare("solved_perc".to_owned());
                    report.note(what, Fate::Kept, Place::field(row.line, "solved_perc"));
                }
                report.kept += 1;
                counts.push(count);
            }
            Err(column) => {
                report.refused += 1;
                let what = What::Unreadable(column.to_owned());
                report.note(what, Fate::Refused, Place::field(row.line, column));
            }
        }
    }
    Ok((counts, report))
}

/// A row, or the column that cannot be read.
fn count(row: &Row<'_>) -> Result<Count, &'static str> {
    let whole = |at: usize, column| {
        let number: Option<f64> = row.get(at).parse().ok();
        number.filter(|it| it.fract() == 0.0 && it.abs() < 1e12).map(|it| it as i64).ok_or(column)
    };
    let area = row.get(2);
    if area.is_empty() {
        return Err("area");
    }
    Ok(Count {
        month: Month::parse(row.get(0)).ok_or("month")?,
        area: area.to_owned(),
        level: Level::of(area),
        codes: Codes::parse(row.get(3)).ok_or("tsk")?,
        registered: whole(4, "found")?,
        cleared: whole(7, "solved")?,
        cleared_later: whole(9, "solved_additionally")?,
        damage: row.get(21).parse().ok().filter(|it: &f64| it.is_finite()).ok_or("damage_total")?,
    })
}
