//! CSV of the map: the present version with a row for each type, the old one with types joined by commas.

use super::gathering::Gathering;
use super::{Download, Expected, Incident};
use crate::Fault;
use crate::fault::Place;
use crate::ingest::What;
use crate::point::Point;
use crate::table::{Letters, Row, Table};
use crate::time::Instant;

/// Columns of the present version.
pub const COLUMNS: [&str; 8] = ["id", "x", "y", "mp", "date", "state", "relevance", "types"];
/// Columns of the old version.
pub const COLUMNS_V1: [&str; 7] = ["id", "x", "y", "mp", "date", "state", "types"];

pub(super) fn read(bytes: &[u8], expected: &Expected<'_>) -> Result<Download, Fault> {
    let letters = Letters::of(bytes);
    let mut gathering = Gathering::default();
    letters.note(&mut gathering.report);
    let mut table = Table::open(&letters.text, b",;")?;
    let old = table.names == COLUMNS_V1;
    if !old {
        table.expect("the crime map", &COLUMNS)?;
    }
    while let Some(row) = table.next(&mut gathering.report)? {
        match incident(&row, old) {
            Ok(incident) => gathering.take(incident, Place::Line(row.line)),
            Err(column) => {
                let what = match row.get(COLUMNS.iter().position(|it| *it == column).unwrap_or(0)) {
                    "" if matches!(column, "x" | "y") => What::NoPlace,
                    _ => What::Unreadable(column.to_owned()),
                };
                gathering.refuse(what, row.get(0).parse().ok(), Place::field(row.line, column));
            }
        }
    }
    Ok(gathering.finish(expected))
}

/// An incident of a row, or the column that cannot be read.
fn incident(row: &Row<'_>, old: bool) -> Result<Incident, &'static str> {
    let [.., types] = &COLUMNS;
    let id = row.get(0).parse().map_err(|_| "id")?;
    let number = |at: usize| row.get(at).parse::<f64>().ok().filter(|it| it.is_finite());
    let point = Point { lon: number(1).ok_or("x")?, lat: number(2).ok_or("y")? };
    let mp = match row.get(3) {
        "true" | "t" | "1" => Some(true),
        "false" | "f" | "0" => Some(false),
        "" => None,
        _ => return Err("mp"),
    };
    let reported = Instant::parse(row.get(4).as_bytes()).ok_or("date")?;
    let state = row.get(5).parse().map_err(|_| "state")?;
    let relevance = if old { None } else { Some(row.get(6).parse().map_err(|_| "relevance")?) };
    let listed = row.get(if old { 6 } else { 7 }).trim_matches(['{', '}', '[', ']']);
    let codes: Result<Vec<u32>, _> = listed.split(',').map(|it| it.trim().parse()).collect();
    let mut types = codes.map_err(|_| *types)?;
    types.sort_unstable();
    types.dedup();
    Ok(Incident { id, point, reported, mp, state, relevance, types })
}
