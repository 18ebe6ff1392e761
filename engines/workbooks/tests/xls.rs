//! A binary workbook written by another program (`xlwt` 1.3): every kind of cell, and texts that go on in further records.

#![allow(clippy::unwrap_used)]

use workbooks::{Cell, Fault, Limits, Shown, Workbook};

const BYTES: &[u8] = include_bytes!("fixtures/xlwt.xls");
const LIMITS: Limits = Limits { file: 1 << 20, part: 1 << 20, cells: 1000, texts: 1 << 20 };

fn cells(bytes: &[u8], limits: Limits) -> Result<Vec<(u32, u32, String)>, Fault> {
    let mut book = Workbook::open(bytes, limits)?;
    let mut cells = Vec::new();
    for name in book.names().map(str::to_owned).collect::<Vec<_>>() {
        book.cells(&name, |row, column, cell| cells.push((row, column, cell.text().into_owned())))?;
    }
    Ok(cells)
}

#[test]
fn every_kind_of_cell() {
    let mut book = Workbook::open(BYTES, LIMITS).unwrap();
    assert_eq!(book.names().collect::<Vec<_>>(), ["Údaje", "prázdný"]);
    assert_eq!(book.day_zero(), -25_569.0);
    let mut dates = Vec::new();
    book.cells("Údaje", |row, _, cell| {
        if let Cell::Number(number, Shown::Date) = cell {
            dates.push((row, number.to_owned()));
        }
    })
    .unwrap();
    assert_eq!(dates, [(4, "45413".to_owned())]);
    let cells = cells(BYTES, LIMITS).unwrap();
    let at =
        |row: u32, column: u32| cells.iter().find(|it| (it.0, it.1) == (row, column)).map(|it| it.2.as_str());
    assert_eq!((at(1, 0), at(1, 1)), (Some("kód"), Some("název")));
    assert_eq!((at(2, 0), at(2, 1)), (Some("371"), Some("Krádeže vloupáním do bytů")));
    assert_eq!((at(3, 0), at(3, 1)), (Some("-0.125"), Some("true")));
    let long = |it: u32| format!("{}{it}", "ř".repeat(300));
    assert!((0..60).all(|it| at(5 + it, 2) == Some(long(it).as_str())));
    assert_eq!((0..5).map(|it| at(71, it)).collect::<Vec<_>>(), ["1", "2", "3", "4", "5"].map(Some));
}

#[test]
fn limits_hold() {
    let refused = |limits| matches!(cells(BYTES, limits), Err(Fault::TooLarge(_)));
    assert!(refused(Limits { file: 100, ..LIMITS }));
    assert!(refused(Limits { part: 100, ..LIMITS }));
    assert!(refused(Limits { cells: 10, ..LIMITS }));
    assert!(refused(Limits { texts: 1000, ..LIMITS }));
}

#[test]
fn every_cut_is_refused_and_any_changed_byte_is_a_fault_or_a_book() {
    let whole = cells(BYTES, LIMITS).unwrap();
    for end in (0..BYTES.len()).step_by(61) {
        let cut = cells(BYTES.get(..end).unwrap(), LIMITS);
        // What is cut may be the padding of the last sector.
        assert!(cut.as_ref().is_err() || cut.as_ref() == Ok(&whole), "{end}");
    }
    let mut read = 0;
    // The headers whole, of the rest a sample; the fuzzer does more.
    for at in (0..1024).chain((1024..BYTES.len()).step_by(97)) {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = BYTES.to_vec();
            changed[at] ^= change;
            read += usize::from(cells(&changed, LIMITS).is_ok());
        }
    }
    assert!(read > 0);
}
