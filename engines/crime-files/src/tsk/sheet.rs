//! A sheet by what is printed on it: whose it is, of when, which column holds what. Headings repeat on every printed page
//! and move with the years; nothing is taken by its place alone.

use std::collections::BTreeMap;

use workbooks::{Cell, Workbook};

use super::{Area, Codes, Line, Sheet};
use crate::fault::{Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::time::{Month, days};

/// Rows in which the first heading is looked for.
const TOP: u32 = 40;

/// Where measures stand, columns from 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    code: u32,
    pub(super) registered: u32,
    ended: Option<u32>,
    in_progress: Option<u32>,
    pub(super) cleared: u32,
    pub(super) cleared_later: Option<u32>,
    cleared_in_all: Option<u32>,
    damage: Option<u32>,
    secured: Option<u32>,
}

/// Texts of a sheet by row and column.
type Grid = BTreeMap<u32, BTreeMap<u32, String>>;

pub(super) fn read(book: &mut Workbook<'_>, name: &str, report: &mut Ingest) -> Result<Option<Sheet>, Fault> {
    let mut grid = Grid::new();
    let place = Place::Sheet(name.to_owned());
    book.cells(name, |row, column, cell| {
        if !matches!(cell, Cell::Error(_)) {
            grid.entry(row).or_default().insert(column, cell.text().into_owned());
        }
    })
    .map_err(|why| Fault { place: place.clone(), kind: FaultKind::Workbook(why) })?;
    let Some((heading, code)) = heading(&grid) else { return Ok(None) };
    let fault = |why: &str| Fault { place: place.clone(), kind: FaultKind::Layout(why.to_owned()) };
    let columns =
        columns(&grid, heading, code).map_err(|missing| fault(&format!("there is no column {missing}")))?;
    let (from, to) = period(&grid, heading).ok_or_else(|| fault("no period of whole months stands above"))?;
    let area = area(&grid, heading).ok_or_else(|| fault("it does not say whose figures these are"))?;
    let mut lines: Vec<Line> = Vec::new();
    for (row, cells) in grid.range(heading + 1..) {
        let Some(codes) = codes(cells, code) else { continue };
        report.rows += 1;
        match line(*row, codes, cells, &columns) {
            Ok(line) if line.is_leaf() && lines.iter().any(|it| it.codes == line.codes) => {
                report.quarantined += 1;
                report.note(What::Duplicate, Fate::Quarantined, Place::cell(name, *row, code));
            }
            Ok(line) => {
                if line.registered < 0 || line.cleared < 0 {
                    report.note(What::Negative, Fate::Kept, Place::cell(name, *row, columns.registered));
                }
                let in_all = columns
                    .cleared_in_all
                    .and_then(|it| Some((it, cells.get(&it)?.trim().parse::<i64>().ok()?)));
                if let Some((column, printed)) = in_all
                    && line.cleared_in_all().is_some_and(|it| it != printed)
                {
                    let what = What::Sum("cleared in all".to_owned());
                    report.note(what, Fate::Kept, Place::cell(name, *row, column));
                }
                report.kept += 1;
                lines.push(line);
            }
            Err((column, what)) => {
                report.refused += 1;
                report.note(
                    What::Unreadable(what.to_owned()),
                    Fate::Refused,
                    Place::cell(name, *row, column),
                );
            }
        }
    }
    Ok(Some(Sheet { name: name.to_owned(), area, from, to, lines, columns }))
}

/// Row and column of the first heading `TSK`.
fn heading(grid: &Grid) -> Option<(u32, u32)> {
    grid.range(..=TOP).find_map(|(row, cells)| {
        let (column, _) = cells.iter().find(|(_, text)| text.trim() == "TSK")?;
        Some((*row, *column))
    })
}

/// Columns by the words printed above each other, or the one that is missing.
fn columns(grid: &Grid, heading: u32, code: u32) -> Result<Columns, &'static str> {
    let mut words: BTreeMap<u32, String> = BTreeMap::new();
    for (row, cells) in grid.range(heading.saturating_sub(2)..=heading + 1) {
        if *row > heading && codes(cells, code).is_some() {
            break;
        }
        for (column, text) in cells {
            let above = words.entry(*column).or_default();
            // A word may be broken: Doda-, tečně.
            match above.strip_suffix('-') {
                Some(start) => *above = format!("{start}{}", text.trim()),
                None => *above = format!("{above} {}", text.trim()).trim_start().to_owned(),
            }
        }
    }
    let words: Vec<(u32, String)> = words.into_iter().map(|(at, it)| (at, it.to_lowercase())).collect();
    let find = |wanted: &dyn Fn(&str) -> bool| words.iter().find(|(_, it)| wanted(it)).map(|(at, _)| *at);
    let registered = find(&|it| it.contains("zjištěno") || it.starts_with("registrováno"));
    let cleared = find(&|it| it.starts_with("objasněno") && it.ends_with("počet") && !it.contains("celkem"));
    Ok(Columns {
        code,
        registered: registered.ok_or("Zjištěno/Registrováno")?,
        ended: find(&|it| it.contains("ukončeno")),
        in_progress: find(&|it| it.contains("v prověřování")),
        cleared: cleared.ok_or("Objasněno")?,
        cleared_later: find(&|it| it.contains("dodatečně")),
        cleared_in_all: find(&|it| it.starts_with("objasněno celkem")),
        damage: find(&|it| it.starts_with("škod")),
        secured: find(&|it| it.contains("zajišt")),
    })
}

/// The codes of a row, if it is one of figures.
fn codes(cells: &BTreeMap<u32, String>, code: u32) -> Option<Codes> {
    match cells.get(&code)?.trim() {
        ">>" => Codes::of_words(cells.get(&(code + 1))?),
        text => Codes::parse(text),
    }
}

/// A line, or the column that cannot be read.
fn line(
    row: u32,
    codes: Codes,
    cells: &BTreeMap<u32, String>,
    columns: &Columns,
) -> Result<Line, (u32, &'static str)> {
    let number = |column: u32| cells.get(&column).and_then(|it| it.trim().parse::<f64>().ok());
    let count = |column: u32, what| {
        let whole = number(column).filter(|it| it.fract() == 0.0 && it.abs() < 1e12);
        whole.map(|it| it as i64).ok_or((column, what))
    };
    let maybe = |column: Option<u32>, what| match column {
        Some(column) if cells.contains_key(&column) => count(column, what).map(Some),
        _ => Ok(None),
    };
    let name = cells.get(&(columns.code + 1)).map_or("", |it| it.trim());
    Ok(Line {
        row,
        codes,
        name: name.to_owned(),
        registered: count(columns.registered, "registered")?,
        ended: maybe(columns.ended, "ended")?,
        in_progress: maybe(columns.in_progress, "in progress")?,
        cleared: count(columns.cleared, "cleared")?,
        cleared_later: maybe(columns.cleared_later, "cleared later")?,
        damage: columns.damage.and_then(number),
        secured: columns.secured.and_then(number),
    })
}

/// Whose figures: labelled lines above the heading, or the title since 2016.
fn area(grid: &Grid, heading: u32) -> Option<Area> {
    let (mut region, mut department, mut unit) = (None, None, None);
    for (_, cells) in grid.range(..heading) {
        let mut texts = cells.values().map(|it| it.trim()).filter(|it| !it.is_empty());
        while let Some(text) = texts.next() {
            match text {
                // The line of the country has no label.
                "Kraj:" | "K-3" => {
                    let next = texts.next().filter(|it| *it != "Kraj:").or_else(|| texts.next());
                    region = region.or(next.map(str::to_owned));
                }
                "Okres:" => department = texts.next().map(str::to_owned),
                "Útvar:" => unit = texts.next().map(str::to_owned),
                text => {
                    if let Some((_, after)) = text.split_once("na org. článku ") {
                        region = after.split_once(", období").map(|(name, _)| name.to_owned());
                    }
                }
            }
        }
    }
    let area = Area::named(&region?);
    match (department, area.region()) {
        (Some(department), Some(region)) => {
            Some(Area::Unit { region, department, name: unit.unwrap_or_default() })
        }
        _ => Some(area),
    }
}

/// First and last month: `1.1.2013 do 31.1.2013`, or `období 1.1. - 31.12.2016`.
fn period(grid: &Grid, heading: u32) -> Option<(Month, Month)> {
    grid.range(..heading).flat_map(|(_, cells)| cells.values()).find_map(|text| {
        let text = text.split_once("období").map_or(text.as_str(), |(_, after)| after);
        let numbers: Vec<i64> =
            text.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect();
        let (first, last) = match numbers.as_slice() {
            [d, m, y, last_d, last_m, last_y] => ((*y, *m, *d), (*last_y, *last_m, *last_d)),
            [d, m, last_d, last_m, last_y] => ((*last_y, *m, *d), (*last_y, *last_m, *last_d)),
            _ => return None,
        };
        let month = |(year, month, _): (i64, i64, i64)| {
            Month::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?)
        };
        let (from, to) = (month(first)?, month(last)?);
        // From the first day to the last.
        let day = |it: i64| u32::try_from(it).ok();
        let end = days(i64::from(to.year()), to.month(), day(last.2)?)?;
        let next = Month::from_index(to.index() + 1);
        let whole = first.2 == 1 && days(i64::from(next.year()), next.month(), 1)? == end + 1;
        (whole && from <= to).then_some((from, to))
    })
}
