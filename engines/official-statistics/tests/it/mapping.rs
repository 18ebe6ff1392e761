//! Workbooks of a ministry, read as they were mapped.

use official_statistics::mapping::{Column, Difference, Mapping, Role, Sheet};
use official_statistics::{FaultKind, Form, recognise};

fn book(heading: &str, sum: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Okresy").unwrap();
    sheet.write(0, 0, "Cizinci k 30. 9. 2024 (smyšlené)").unwrap();
    for (at, name) in ["Okres", "Státní\nobčanství", heading, "z toho ženy", "Trvalý"].into_iter().enumerate()
    {
        sheet.write(2, u16::try_from(at).unwrap(), name).unwrap();
    }
    let rows = [("Plzeň-město", "Ukrajina", 120, 60, 30), ("Plzeň-město", "Slovensko", 80, 35, 50)];
    for (at, (place, country, temporary, women, permanent)) in (3..).zip(rows) {
        sheet.write(at, 0, place).unwrap().write(at, 1, country).unwrap();
        sheet.write(at, 2, temporary).unwrap().write(at, 3, women).unwrap().write(at, 4, permanent).unwrap();
    }
    sheet.write(6, 0, "Celkem").unwrap().write(6, 2, 200).unwrap().write(6, 4, sum).unwrap();
    sheet.write(8, 0, "Poznámka: smyšlená data").unwrap();
    book.save_to_buffer().unwrap()
}

fn mapping() -> Mapping {
    let count = |concept: &str| Role::Count(concept.to_owned());
    let roles = [
        Role::Territory,
        Role::Citizenship,
        count("residence_temporary"),
        Role::Ignored,
        count("residence_permanent"),
    ];
    let headings = ["Okres", "Státní občanství", "Přechodný", "z toho ženy", "Trvalý"];
    let columns =
        headings.iter().zip(roles).map(|(heading, role)| Column { heading: (*heading).to_owned(), role });
    Mapping { sheet: "Okresy".to_owned(), header: 3, columns: columns.collect(), sums: "Celkem".to_owned() }
}

#[test]
fn a_workbook_is_read_as_it_was_mapped() {
    let bytes = book("Přechodný", 80);
    assert_eq!(recognise(&bytes).unwrap(), Form::Workbook);
    let sheet = Sheet::look(&bytes, "Okresy").unwrap();
    assert_eq!(sheet.headings(3)[1], "Státní občanství");
    let read = mapping().read(&bytes).unwrap();
    assert_eq!((read.rows.len(), read.sums_checked, read.mismatches.len()), (2, 2, 0));
    assert_eq!(read.rows[0].counts["residence_temporary"], 120);
    assert_eq!((read.rows[1].citizenship.as_str(), read.rows[1].row), ("Slovensko", 5));
}

#[test]
fn sums_that_are_none_are_named() {
    let read = mapping().read(&book("Přechodný", 81)).unwrap();
    let [wrong] = read.mismatches.as_slice() else { panic!("{read:?}") };
    assert_eq!(
        (wrong.row, wrong.what.as_str(), wrong.printed, wrong.summed),
        (7, "residence_permanent", 81, 80)
    );
}

#[test]
fn a_changed_layout_is_named_and_nothing_read() {
    let differences = |mapping: &Mapping, bytes: &[u8]| match mapping.read(bytes).unwrap_err().kind {
        FaultKind::Layout(differences) => differences,
        other => panic!("{other:?}"),
    };
    let heading =
        Difference::Heading {
            column: "C".into(), expected: "Přechodný".into(), found: "Dlouhodobý".into()
        };
    assert_eq!(differences(&mapping(), &book("Dlouhodobý", 80)), [heading]);
    let other = Mapping { sheet: "Kraje".to_owned(), ..mapping() };
    let missing = Difference::Sheet { expected: "Kraje".into(), found: vec!["Okresy".into()] };
    assert_eq!(differences(&other, &book("Přechodný", 80)), [missing]);
    let other = Mapping { sums: "Úhrn".to_owned(), ..mapping() };
    assert_eq!(differences(&other, &book("Přechodný", 80)), [Difference::Sums("Úhrn".into())]);
    assert_eq!(differences(&Mapping { header: 2, ..mapping() }, &book("Přechodný", 80)).len(), 5);
}

#[test]
fn cells_that_are_no_counts_are_named() {
    let mut mapped = mapping();
    mapped.columns[1].role = Role::Count("residence_all".to_owned());
    let fault = mapped.read(&book("Přechodný", 80)).unwrap_err();
    assert_eq!(fault.to_string(), "row 4, column B: `Ukrajina` is no count");
    assert!(matches!(mapping().read(b"PK nonsense").unwrap_err().kind, FaultKind::Workbook(_)));
}
