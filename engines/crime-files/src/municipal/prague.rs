//! Monthly counts of the municipal police of Prague (*opendata.praha.eu*): offences, fines, money and other outcomes in one
//! column each, by district. Some numbers of them are two written together (`1153184` between `1153` and `1149`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::table::{Letters, Row, Table};
use crate::time::Month;

const COLUMNS: [&str; 7] = ["období", "obvod", "typ dat", "kategorie", "přestupek", "počet", "částka"];
/// How many times the largest of the other months a number may be.
const TIMES: i64 = 20;
/// Smaller numbers are never held to be glued.
const LEAST: i64 = 1_000;

/// What is counted; values of different measures are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// Offences found.
    Offences,
    /// Fines imposed.
    Fines,
    /// Money of fines, CZK.
    Money,
    /// Other ways offences were dealt with.
    OtherOutcomes,
}

/// A number of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// When.
    pub month: Month,
    /// District unit, as `OŘ1`.
    pub district: String,
    /// What is counted.
    pub measure: Measure,
    /// Group of offences.
    pub category: String,
    /// The offence; empty for a group as a whole.
    pub offence: String,
    /// The number; `None` where the cell is empty, which is not nought.
    pub value: Option<i64>,
}

/// Numbers that are believed, and what became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Believed numbers in the order of the file.
    pub kept: Vec<Aggregate>,
    /// Numbers that look like two written together, to be asked about.
    pub glued: Vec<Aggregate>,
}

/// Reads the file.
///
/// # Errors
/// When the columns differ.
pub fn read(bytes: &[u8]) -> Result<(Counts, Ingest), Fault> {
    let letters = Letters::of(bytes);
    let mut report = Ingest::default();
    letters.note(&mut report);
    let mut table = Table::open(&letters.text, b",;")?;
    table.expect("offences of the municipal police of Prague", &COLUMNS)?;
    let mut read: Vec<(Aggregate, u64)> = Vec::new();
    while let Some(row) = table.next(&mut report)? {
        match aggregate(&row) {
            Ok(it) => read.push((it, row.line)),
            Err(column) => {
                report.refused += 1;
                let what = What::Unreadable(column.to_owned());
                report.note(what, Fate::Refused, Place::field(row.line, column));
            }
        }
    }
    let usual = Usual::of(&read);
    let mut counts = Counts { kept: Vec::new(), glued: Vec::new() };
    for (it, line) in read {
        let column = if it.measure == Measure::Money { "částka" } else { "počet" };
        if usual.is_glued(&it) {
            report.quarantined += 1;
            report.note(What::Glued(column.to_owned()), Fate::Quarantined, Place::field(line, column));
            counts.glued.push(it);
            continue;
        }
        match it.value {
            Some(value) if value < 0 => report.note(What::Negative, Fate::Kept, Place::field(line, column)),
            None => report.note(What::Empty(column.to_owned()), Fate::Kept, Place::field(line, column)),
            _ => {}
        }
        report.kept += 1;
        counts.kept.push(it);
    }
    Ok((counts, report))
}

/// What numbers usually are: of each series by month, and the largest of each measure by month.
struct Usual {
    series: BTreeMap<(String, Measure, String, String), BTreeMap<Month, i64>>,
    largest: BTreeMap<(Measure, Month), i64>,
}

impl Usual {
    fn of(read: &[(Aggregate, u64)]) -> Self {
        let mut usual = Self { series: BTreeMap::new(), largest: BTreeMap::new() };
        for (it, _) in read {
            let Some(value) = it.value else { continue };
            usual.series.entry(key(it)).or_default().insert(it.month, value);
            let largest = usual.largest.entry((it.measure, it.month)).or_insert(value);
            *largest = value.max(*largest);
        }
        usual
    }

    /// Far above its own other months; without any, far above all numbers of its kind in other months.
    fn is_glued(&self, it: &Aggregate) -> bool {
        let Some(value) = it.value.filter(|value| *value >= LEAST) else { return false };
        let others = self.series.get(&key(it)).into_iter().flatten();
        let most =
            others.filter(|(month, value)| **month != it.month && **value > 0).map(|(_, value)| *value).max();
        let any =
            self.largest.iter().filter(|((measure, month), _)| *measure == it.measure && *month != it.month);
        // The least of the months' largest: a glued month must not excuse itself by another.
        let any = any.map(|(_, value)| *value).filter(|value| *value > 0).min();
        match (most, any) {
            (Some(most), _) => value > most.saturating_mul(TIMES),
            (None, Some(any)) => value > any.saturating_mul(2),
            (None, None) => false,
        }
    }
}

fn key(it: &Aggregate) -> (String, Measure, String, String) {
    (it.district.clone(), it.measure, it.category.clone(), it.offence.clone())
}

/// A row, or the column that cannot be read.
fn aggregate(row: &Row<'_>) -> Result<Aggregate, &'static str> {
    let measure = match row.get(2) {
        "Počty zjištěných přestupků" => Measure::Offences,
        "Počet uložených pokut" => Measure::Fines,
        "Uložené pokuty v Kč" => Measure::Money,
        "Další formy řešení přestupků" => Measure::OtherOutcomes,
        _ => return Err("typ dat"),
    };
    // March 2024 has an amount in the column of counts.
    let (at, column) = match (measure, row.get(6)) {
        (Measure::Money, text) if !text.is_empty() || row.get(5).is_empty() => (6, "částka"),
        _ => (5, "počet"),
    };
    let value = match row.get(at) {
        "" => None,
        text => Some(text.parse::<i64>().map_err(|_| column)?),
    };
    Ok(Aggregate {
        month: Month::starting(row.get(0).as_bytes()).ok_or("období")?,
        district: row.get(1).to_owned(),
        measure,
        category: row.get(3).to_owned(),
        offence: row.get(4).to_owned(),
        value,
    })
}
