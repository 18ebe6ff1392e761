//! Files that were cut, and files whose bytes were changed: an error with its place, or a file; never a panic.

use survey_files::{Format, Options, read};

use super::fixtures::all;

/// Where a cut cannot be seen: old Stata files may end after their rows and after each table of words (the variables whose
/// words are gone are noted).
fn harmless(name: &str) -> bool {
    matches!(
        name,
        "foreign_06.dta"
            | "foreign_07.dta"
            | "foreign_08.dta"
            | "foreign_10.dta"
            | "foreign_1250.dta"
            | "haven_08.dta"
            | "haven_10.dta"
            | "haven_12.dta"
            | "pandas_114_big.dta"
            | "pandas_114_little.dta"
    )
}

#[test]
fn every_cut_is_refused_with_its_place() {
    for (name, bytes) in all() {
        let mut accepted = Vec::new();
        for end in 0..bytes.len() {
            let cut = bytes.get(..end).unwrap();
            match read(cut, &Options::default()) {
                // A few bytes are a small text.
                Ok(file) if matches!(file.format, Format::Csv(_)) => assert!(end < 16, "{name} {end}"),
                Ok(_) => accepted.push(end),
                Err(fault) => {
                    let placed = fault.place.byte.is_some() || end < 16 || name.ends_with("xlsx");
                    assert!(placed, "{name} {end}: {fault}");
                }
            }
        }
        match harmless(&name) {
            true => assert!(accepted.len() <= 2, "{name}: {accepted:?}"),
            // A bytecode may end with padding that says nothing.
            false => assert_eq!(accepted, [0; 0], "{name}"),
        }
    }
}

#[test]
fn a_cut_row_names_row_and_variable() {
    let bytes = super::fixtures::bytes("pspp_1250_plain.sav");
    let said = read(&bytes[..bytes.len() - 8], &Options::default()).unwrap_err().to_string();
    assert!(said.starts_with("data, row 4, variable vaha, byte "), "{said}");
    let bytes = super::fixtures::bytes("pandas_118_little.dta");
    let rows = bytes.windows(6).position(|it| it == b"<data>").unwrap() + 6;
    let said = read(&bytes[..rows + 4], &Options::default()).unwrap_err().to_string();
    assert!(said.starts_with("data, row 1, variable l, byte "), "{said}");
}

#[test]
fn any_changed_byte_is_a_fault_or_a_file() {
    for (name, bytes) in all() {
        for at in 0..bytes.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                if let Ok(file) = read(&changed, &Options::default()) {
                    assert!(file.variables.iter().all(|it| it.column.rows() == file.rows), "{name} {at}");
                }
            }
        }
    }
}

#[test]
fn counts_of_a_header_take_no_memory() {
    let mut sav = super::fixtures::bytes("pspp_1250_plain.sav");
    sav[80..84].copy_from_slice(&i32::MAX.to_le_bytes());
    let said = read(&sav, &Options::default()).unwrap_err().to_string();
    assert!(said.contains("of 2147483647 rows"), "{said}");
    let mut dta = super::fixtures::bytes("haven_14.dta");
    let at = dta.windows(3).position(|it| it == b"<N>").unwrap() + 3;
    dta[at..at + 8].copy_from_slice(&u64::MAX.to_le_bytes());
    let said = read(&dta, &Options::default()).unwrap_err().to_string();
    assert!(said.contains("larger than a survey"), "{said}");
}
