//! Workbooks with data and codebook.

use rust_xlsxwriter::{Formula, Workbook};
use survey_files::{FaultKind, Format, Kind, Measure, Note, Options, Reason, read};

use super::fixtures::{cells, file, labels, pairs, variable};

#[test]
fn a_sheet_of_data_and_its_codebook_from_openpyxl() {
    let file = file("openpyxl.xlsx");
    assert_eq!(file.format, Format::Xlsx { sheet: "Data".into() });
    assert_eq!(file.rows, 3);
    assert_eq!(cells(&file, "osoba"), ["1", "2", "3"]);
    assert_eq!(cells(&file, "tma"), ["1", "(98)", "()"]);
    assert_eq!(cells(&file, "obvod"), ["Bory", "Slovany & okolí", "()"]);
    assert_eq!(cells(&file, "den"), ["19844", "10956", "()"]);
    assert_eq!(cells(&file, "kdy"), ["1714566600", "()", "0"]);
    assert_eq!(cells(&file, "smíšené"), ["5", "pět", "0.1"]);
    assert_eq!(cells(&file, "v7"), ["x", "()", "()"]);
    let kinds = ["den", "kdy", "tma", "smíšené"].map(|name| variable(&file, name).kind);
    assert_eq!(kinds, [Kind::Date, Kind::DateTime, Kind::Number, Kind::Text]);
    assert_eq!(labels(&file, "tma"), pairs(&[("1", "bezpečně"), ("98", "nevím")]));
    assert_eq!(variable(&file, "tma").missing[0].reason, Some(Reason::DontKnow));
    assert_eq!(variable(&file, "obvod").measure, Some(Measure::Nominal));
    assert!(file.notes.contains(&Note::Named { column: 7, name: "v7".into() }), "{:?}", file.notes);
}

#[test]
fn error_cells_sheets_and_headers() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Úvod").unwrap().write(0, 0, "Jen text").unwrap();
    let sheet = book.add_worksheet().set_name("Čísla").unwrap();
    sheet.write(0, 0, "x").unwrap();
    sheet.write(1, 0, 1).unwrap();
    sheet.write_formula(2, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(2, 1, true).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let choose = |name: &str| Options { sheet: Some(name.into()), ..Options::default() };
    let file = read(&bytes, &choose("Čísla")).unwrap();
    assert_eq!(cells(&file, "x"), ["1", "()"]);
    assert_eq!(cells(&file, "v2"), ["()", "true"]);
    assert!(file.notes.contains(&Note::ErrorCells { variable: "x".into(), count: 1, row: 3 }));
    let fault = read(&bytes, &choose("Nikde")).unwrap_err();
    assert_eq!(fault.kind, FaultKind::NoSheet("Nikde".into()));
    let file = read(&bytes, &Options { header: Some(false), ..choose("Čísla") }).unwrap();
    assert_eq!(cells(&file, "v1"), ["x", "1", "()"]);
}

#[test]
fn an_archive_that_is_no_workbook() {
    let said = read(b"PK\x03\x04 nothing", &Options::default()).unwrap_err().to_string();
    assert!(said.starts_with("this is no Excel file"), "{said}");
}
