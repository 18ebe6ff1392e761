//! Stata files of haven, foreign, pandas and ReadStat, to the last value; and an old one by hand.

use survey_files::{Cell, Format, How, Kind, Missing, Note, Options, Value, read};

use super::fixtures::{cells, file, labels, pairs, variable};

#[test]
fn letters_of_haven_in_all_its_formats() {
    for (name, version) in [
        ("haven_08.dta", 113),
        ("haven_10.dta", 114),
        ("haven_12.dta", 115),
        ("haven_13.dta", 117),
        ("haven_14.dta", 118),
        ("haven_15.dta", 118),
    ] {
        let file = file(name);
        let Format::Dta { version: found } = file.format else { panic!("{name}") };
        assert!(found == version || (name == "haven_15.dta" && found == 119), "{name} {found}");
        assert_eq!((file.rows, file.label.as_str(), file.notes.len()), (5, "Vymyslena data", 0));
        assert_eq!(cells(&file, "id"), ["1", "2", "3", "4", "5"]);
        assert_eq!(cells(&file, "safe"), ["1", "4", ".a", "-", ".z"], "{name}");
        assert_eq!(cells(&file, "vaha"), ["0.1", "1.5", "-", "2", "3"]);
        assert_eq!(cells(&file, "obvod"), ["Bory", "()", "Slovany", "Bory", "Lochotin"]);
        assert_eq!(variable(&file, "den").kind, Kind::Date);
        assert_eq!(cells(&file, "den"), ["19844", "-", "-3653", "-3654", "11016"]);
        assert_eq!(variable(&file, "safe").label, "Bezpeci po setmeni");
        assert_eq!(labels(&file, "safe"), pairs(&[("1", "velmi"), ("4", "ne"), (".a", "nevi")]));
        let numbers = variable(&file, "safe").numbers().unwrap();
        assert_eq!(numbers.iter().filter(|it| it.is_nan()).count(), 3);
        assert_eq!(
            variable(&file, "safe").tally().missing,
            [(Value::Letter('a'), 1), (Value::Letter('z'), 1)]
        );
    }
}

#[test]
fn old_formats_of_foreign() {
    for (name, version) in
        [("foreign_06.dta", 108), ("foreign_07.dta", 110), ("foreign_08.dta", 113), ("foreign_10.dta", 114)]
    {
        let file = file(name);
        assert_eq!(file.format, Format::Dta { version }, "{name}");
        assert_eq!(file.notes, []);
        assert_eq!(cells(&file, "id"), ["1", "2", "3", "4"]);
        assert_eq!(cells(&file, "w"), ["0.1", "-", "2.5", "-3"], "{name}");
        assert_eq!(cells(&file, "obvod"), ["Bory", "Slovany", "X", "Lochotin"]);
        // foreign writes a missing factor as the largest long, which is .z since format 113.
        let none = if version < 113 { "-" } else { ".z" };
        assert_eq!(cells(&file, "volba"), ["1", "2", none, "1"]);
        assert_eq!(labels(&file, "volba"), pairs(&[("1", "ano"), ("2", "ne")]));
        assert_eq!(variable(&file, "w").label, "Vaha");
    }
}

#[test]
fn undeclared_windows_1250_is_found_out_and_told() {
    let file = file("foreign_1250.dta");
    assert_eq!((file.encoding.name.as_str(), file.encoding.how), ("windows-1250", How::Detected));
    assert_eq!(cells(&file, "obvod"), ["Předměstí", "Žižkov", "Slovany"]);
    assert!(matches!(file.notes[..], [Note::EncodingAssumed { .. }]));
}

#[test]
fn both_orders_of_bytes_and_every_width_from_pandas() {
    for version in [114, 117, 118, 119] {
        for order in ["little", "big"] {
            let name = format!("pandas_{version}_{order}.dta");
            let file = file(&name);
            assert_eq!(file.format, Format::Dta { version });
            assert_eq!(file.notes, [], "{name}");
            assert_eq!(cells(&file, "b"), ["1", "100", "-127"]);
            assert_eq!(cells(&file, "i"), ["300", "-32000", "32740"]);
            assert_eq!(cells(&file, "l"), ["70000", "-5", "2147483620"]);
            let single = f64::from(0.1_f32).to_string();
            assert_eq!(cells(&file, "f"), [single.as_str(), "-", "-2.5"]);
            assert_eq!(cells(&file, "d"), ["0.1", "-", &1e300.to_string()]);
            assert_eq!(cells(&file, "obvod"), ["Bory", "()", "Zcela jiny"], "{name}");
            assert_eq!(cells(&file, "den"), ["19844", "-", "-3652"]);
            assert_eq!(cells(&file, "volba"), ["0", "1", "0"]);
            assert_eq!(labels(&file, "volba"), pairs(&[("0", "ano"), ("1", "ne")]));
            assert_eq!(
                (variable(&file, "b").label.as_str(), file.label.as_str()),
                ("Sila", "Vymyslena data")
            );
        }
    }
}

#[test]
fn accents_and_times_of_readstat() {
    let file = file("readstat_118.dta");
    assert_eq!((file.encoding.name.as_str(), file.encoding.how), ("UTF-8", How::Declared));
    assert_eq!(file.notes, []);
    assert_eq!(file.label, "Vymyšlená data");
    assert_eq!(cells(&file, "bezpeci_po_setmeni"), ["1", "4", "98", "-"]);
    assert_eq!(variable(&file, "bezpeci_po_setmeni").label, "Jak bezpečně se cítíte po setmění?");
    assert_eq!(cells(&file, "datum"), ["19844", "10956", "-", "-3653"]);
    assert_eq!(
        (variable(&file, "cas").kind, cells(&file, "cas")[0].as_str()),
        (Kind::DateTime, "1714566605")
    );
    assert_eq!(cells(&file, "duvod")[3], "žluťoučký kůň");
}

/// A file of format 105 with one number and one text, lowest byte last.
fn hand_made() -> Vec<u8> {
    let field = |text: &str, width: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(width, 0);
        bytes
    };
    let mut file = vec![105, 1, 1, 0, 0, 3, 0, 0, 0, 2];
    file.extend(field("Old", 32));
    file.extend(field("1 Jan 1994 10:00", 18));
    file.extend([b'd', b'i', 127 + 4]);
    ["x", "code", "town"].iter().for_each(|name| file.extend(field(name, 9)));
    file.extend([0; 8]);
    ["%9.0g", "%8.0g", "%4s"].iter().for_each(|format| file.extend(field(format, 12)));
    ["", "words", ""].iter().for_each(|table| file.extend(field(table, 9)));
    ["", "", "Town"].iter().for_each(|label| file.extend(field(label, 32)));
    file.extend([0, 0, 0]);
    file.extend(2.5_f64.to_be_bytes());
    file.extend(7_i16.to_be_bytes());
    file.extend(b"Bory");
    file.extend(0x54c0_0000_0000_0000_u64.to_be_bytes());
    file.extend(32_767_i16.to_be_bytes());
    file.extend(b"Ab\0\0");
    file.extend(1_u16.to_be_bytes());
    file.extend(field("words", 10));
    file.extend(7_i16.to_be_bytes());
    file.extend(field("seven", 8));
    file
}

#[test]
fn format_105_by_hand() {
    let file = read(&hand_made(), &Options::default()).unwrap();
    assert_eq!(file.format, Format::Dta { version: 105 });
    assert_eq!(cells(&file, "x"), ["2.5", "-"]);
    assert_eq!(cells(&file, "code"), ["7", "-"]);
    assert_eq!(cells(&file, "town"), ["Bory", "Ab"]);
    assert_eq!(labels(&file, "code"), pairs(&[("7", "seven")]));
    assert_eq!(variable(&file, "x").cell(1), Cell::Missing(Missing::System));
}

#[test]
fn a_file_cut_before_its_words_is_noted() {
    let whole = hand_made();
    let cut = &whole[..whole.len() - 22];
    let file = read(cut, &Options::default()).unwrap();
    assert_eq!(file.notes, [Note::NoLabels { variable: "code".into(), table: "words".into() }]);
}

#[test]
fn a_newer_format_is_named() {
    let said = read(b"<stata_dta><header><release>120</release>", &Options::default()).unwrap_err();
    assert!(said.to_string().contains("Stata's format 120 is not read"), "{said}");
}
