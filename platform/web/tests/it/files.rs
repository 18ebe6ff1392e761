//! Tables as files for a spreadsheet, read back as a spreadsheet would.

use std::io::{Cursor, Read as _};

use axum::http::header;
use axum::response::IntoResponse;
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use web::tables::{Cell, Column, Format, TableQuery, export, xlsx};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn moment() -> NaiveDateTime {
    day().and_hms_opt(14, 30, 0).unwrap()
}

fn columns() -> Vec<Column> {
    vec![Column::text("name", "Název"), Column::number("cost", "Cena"), Column::text("day", "Dne").fixed()]
}

/// One part of a workbook.
fn part(workbook: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_holds_numbers_dates_and_text() {
    let rows = vec![
        vec![Cell::text("=1+1"), Cell::Number(-5.5, "−5,5".into()), Cell::Date(day(), "26. 11. 2026".into())],
        vec![
            Cell::link("/x", "Ubytovna & spol."),
            Cell::Number(f64::NAN, "–".into()),
            Cell::Moment(moment(), "26. 11. 2026 14:30".into()),
        ],
    ];
    let workbook = xlsx("případy: 2026/11", "Případy & úkoly", &columns(), rows).unwrap();
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula");
    assert!(sheet.contains("<v>-5.5</v>"), "a number is a number: {sheet}");
    // 26 November 2026 is day 46352 of Excel's calendar; 14:30 is 0.604… of a day.
    assert!(sheet.contains("<v>46352</v>") && sheet.contains("<v>46352.604"), "dates are dates: {sheet}");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("autoFilter"), "the header stays");
    let texts = part(&workbook, "xl/sharedStrings.xml");
    for text in ["=1+1", "Ubytovna &amp; spol.", "Název", ">–<"] {
        assert!(texts.contains(text), "{text}: {texts}");
    }
    assert!(part(&workbook, "xl/workbook.xml").contains("name=\"případy 202611\""));
    assert!(part(&workbook, "docProps/core.xml").contains("Případy &amp; úkoly"));
}

#[test]
fn the_bytes_can_be_hashed_before_they_are_sent() {
    for format in Format::ALL {
        let query = TableQuery::read(&format!("format={}", format.ending()));
        assert_eq!(query.format(), Some(*format));
        let rows = vec![vec![Cell::text("Lobzy")]];
        let file = export(*format, "okrsky", "Okrsky", &columns(), rows).unwrap();
        assert!(file.bytes().len() > 10);
        let name = format!("attachment; filename*=UTF-8''{}", file.file_name());
        assert_eq!(file.into_response().headers()[header::CONTENT_DISPOSITION], name);
    }
    assert_eq!(TableQuery::read("format=exe").format(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Whatever people have typed, a workbook comes out of it.
    #[test]
    fn any_text_fits_into_a_workbook(name: String, caption: String, text: String, number: f64, year in -9000_i32..20_000) {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let row = vec![Cell::text(text), Cell::Number(number, String::new()), Cell::Date(day, "?".into())];
        let made = xlsx(&name, &caption, &columns(), vec![row]);
        prop_assert!(made.is_ok(), "{:?}", made.err());
    }
}
