//! The official file and its broken relatives: line, column and reason, never a panic.

use addresses::KrovakError;
use addresses::ruian::{Column, FileError, Reason, Refusal};

use crate::town::read;

const HEADER: &[u8] = b"K\xf3d ADM;K\xf3d obce;N\xe1zev obce;K\xf3d MOMC;N\xe1zev MOMC;K\xf3d obvodu Prahy;N\xe1zev obvodu Prahy;K\xf3d \xe8\xe1sti obce;N\xe1zev \xe8\xe1sti obce;K\xf3d ulice;N\xe1zev ulice;Typ SO;\xc8\xedslo domovn\xed;\xc8\xedslo orienta\xe8n\xed;Znak \xe8\xedsla orienta\xe8n\xedho;PS\xc8;Sou\xf8adnice Y;Sou\xf8adnice X;Plat\xed Od\n";

/// The fields of a sound row; a test replaces one of them.
const SOUND: [&[u8]; 19] = [
    b"8338752",
    b"599999",
    b"Trojanovice",
    b"",
    b"",
    b"",
    b"",
    b"168491",
    b"Trojanovice",
    b"5",
    b"\xdazk\xe1",
    b"\xe8.p.",
    b"2",
    b"7",
    b"a",
    b"74401",
    b"479862.17",
    b"1133960.17",
    b"2022-08-24T00:00:00",
];

fn row(changes: &[(Column, &[u8])]) -> Vec<u8> {
    let mut fields = SOUND.map(<[u8]>::to_vec);
    for &(column, value) in changes {
        fields[column as usize] = value.to_vec();
    }
    let mut line = fields.join(&b';');
    line.push(b'\n');
    line
}

fn file(rows: &[Vec<u8>]) -> Vec<u8> {
    [HEADER.to_vec(), rows.concat()].concat()
}

#[test]
fn one_fault_one_refusal_and_the_next_row_is_read() {
    let check = |changes: &[(Column, &[u8])], column: Option<Column>, reason: Reason| {
        let bytes = file(&[row(changes), row(&[])]);
        for chunk in [1, 7, 4096] {
            let (codes, refusals, end) = read(&bytes, chunk);
            assert_eq!(refusals, [Refusal { line: 2, column, reason: reason.clone() }]);
            assert_eq!((codes.as_slice(), end), ([8_338_752].as_slice(), Ok(3)));
        }
    };
    let shown = |text: &str| text.to_owned();
    check(&[(Column::AddressCode, b"12x")], Some(Column::AddressCode), Reason::NotANumber(shown("12x")));
    check(&[(Column::AddressCode, b"")], Some(Column::AddressCode), Reason::Missing);
    check(&[(Column::MunicipalityName, b"")], Some(Column::MunicipalityName), Reason::Missing);
    check(&[(Column::PartName, b"a\0b")], Some(Column::PartName), Reason::NotText(0));
    check(&[(Column::StreetName, b"\x81")], Some(Column::StreetName), Reason::NotText(0x81));
    check(&[(Column::StreetName, "Úzká".as_bytes())], Some(Column::StreetName), Reason::Utf8);
    check(&[(Column::StreetCode, b"")], Some(Column::StreetCode), Reason::Missing);
    check(&[(Column::HouseKind, b"")], Some(Column::HouseKind), Reason::Missing);
    check(&[(Column::HouseKind, b"x")], Some(Column::HouseKind), Reason::UnknownKind(shown("x")));
    check(&[(Column::HouseNumber, b"99999")], Some(Column::HouseNumber), Reason::OutOfRange(99_999));
    check(&[(Column::OrientationNumber, b"1000")], Some(Column::OrientationNumber), Reason::OutOfRange(1000));
    check(
        &[(Column::OrientationLetter, b"ab")],
        Some(Column::OrientationLetter),
        Reason::NotALetter(shown("ab")),
    );
    check(
        &[(Column::OrientationNumber, b"")],
        Some(Column::OrientationLetter),
        Reason::NotALetter(shown("a")),
    );
    check(&[(Column::Postcode, b"99999")], Some(Column::Postcode), Reason::OutOfRange(99_999));
    check(
        &[(Column::ValidFrom, b"2022-02-30T00:00:00")],
        Some(Column::ValidFrom),
        Reason::NotADate(shown("2022-02-30T00:00:00")),
    );
    check(
        &[(Column::ValidFrom, b"24.08.2022")],
        Some(Column::ValidFrom),
        Reason::NotADate(shown("24.08.2022")),
    );
    check(&[(Column::Y, b"479862,17")], Some(Column::Y), Reason::NotANumber(shown("479862,17")));
    check(&[(Column::Y, b"")], Some(Column::Y), Reason::Missing);
    let (y, x) = (1_133_960.17, 479_862.17);
    let swapped = Reason::Position(KrovakError::AxesSwapped { y, x });
    check(&[(Column::Y, b"1133960.17"), (Column::X, b"479862.17")], Some(Column::Y), swapped);
    let negative = Reason::Position(KrovakError::AxesNegative { y: -x, x: -y });
    check(&[(Column::Y, b"-479862.17"), (Column::X, b"-1133960.17")], Some(Column::Y), negative);
    let bytes = 1_000_000 + row(&[(Column::StreetName, b"")]).len() as u64 - 1;
    check(&[(Column::StreetName, &vec![b'a'; 1_000_000])], None, Reason::TooLong { bytes });
    check(&[(Column::StreetName, b"a;b")], None, Reason::FieldCount { found: 20, expected: 19 });
}

#[test]
fn empty_coordinates_and_villages_without_streets_are_legal() {
    let bare = row(&[
        (Column::Y, b""),
        (Column::X, b""),
        (Column::StreetCode, b""),
        (Column::StreetName, b""),
        (Column::OrientationNumber, b""),
        (Column::OrientationLetter, b""),
        (Column::Postcode, b""),
        (Column::ValidFrom, b""),
    ]);
    assert_eq!(read(&file(&[bare]), 64), (vec![8_338_752], vec![], Ok(2)));
}

/// Ú and ž in windows-1250 happen to be sound UTF-8; the village Úžice must not be refused for it.
#[test]
fn names_that_look_like_utf8_by_chance_are_read() {
    let uzice = row(&[(Column::MunicipalityName, b"\xda\x9eice")]);
    assert_eq!(read(&file(&[uzice]), 64).0, [8_338_752]);
}

#[test]
fn municipality_files_may_be_joined() {
    let bytes = [file(&[row(&[])]), file(&[row(&[(Column::AddressCode, b"7")])])].concat();
    assert_eq!(read(&bytes, 100), (vec![8_338_752, 7], vec![], Ok(4)));
}

#[test]
fn columns_are_known_by_their_header() {
    // The same file with its columns in reverse.
    let reverse = |line: &[u8]| -> Vec<u8> {
        let mut fields: Vec<&[u8]> = line.trim_ascii_end().split(|&b| b == b';').collect();
        fields.reverse();
        [fields.join(&b';'), b"\r\n".to_vec()].concat()
    };
    let bytes = [reverse(HEADER), reverse(&row(&[]))].concat();
    assert_eq!(read(&bytes, 100), (vec![8_338_752], vec![], Ok(2)));
}

#[test]
fn what_is_not_an_official_file_is_refused_whole() {
    let end = |bytes: &[u8]| read(bytes, 50).2;
    assert_eq!(end(b""), Err(FileError::Empty));
    assert_eq!(end(b"\n\r\n"), Err(FileError::Empty));
    let utf8 = Column::ALL.map(Column::heading).join(";");
    assert_eq!(end(utf8.as_bytes()), Err(FileError::Utf8));
    assert_eq!(end(format!("\u{feff}{utf8}\n").as_bytes()), Err(FileError::Utf8));
    let mut drifted: Vec<&[u8]> = HEADER.split(|&b| b == b';').collect();
    drifted[3] = b"N\xe1zev MOP";
    let expected = FileError::Header {
        line: 1,
        missing: vec![Column::DistrictCode],
        unexpected: vec!["Název MOP".into()],
        repeated: vec![],
    };
    assert_eq!(end(&drifted.join(&b';')), Err(expected));
}

#[test]
fn a_file_that_breaks_off_is_told_from_one_without_a_last_line_end() {
    let whole = file(&[row(&[])]);
    assert_eq!(read(&whole[..whole.len() - 1], 9).0, [8_338_752]);
    for cut in [2, 10, 25, 60] {
        let (codes, refusals, _) = read(&whole[..whole.len() - cut], 9);
        assert_eq!((codes.len(), refusals.len()), (0, 1), "{cut}: {refusals:?}");
    }
}
