//! SPSS files of PSPP and of ReadStat, to the last value.

use survey_files::{
    Declared, Format, How, Kind, Measure, Note, Options, Packing, Reason, Value, Values, read,
};

use super::fixtures::{bytes, cells, file, labels, pairs, variable};

const LONG: &str = "Bojím se večer chodit přes park, lampy nesvítí. ";

fn one(number: f64) -> Declared {
    Declared { values: Values::One(Value::Number(number)), reason: None }
}

#[test]
fn pspp_in_windows_1250_in_all_packings() {
    for (name, packing) in [
        ("pspp_1250.sav", Packing::Bytecode),
        ("pspp_1250_plain.sav", Packing::None),
        ("pspp_1250.zsav", Packing::Zlib),
    ] {
        let file = file(name);
        assert_eq!(file.format, Format::Sav { packing });
        assert_eq!((file.encoding.name.as_str(), file.encoding.how), ("windows-1250", How::Declared));
        assert_eq!(file.notes, []);
        assert_eq!((file.rows, file.label.as_str()), (4, "Vymyšlená data"));
        assert_eq!(file.weight.as_deref(), Some("vaha"));
        let names: Vec<&str> = file.variables.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["id", "tma", "q1", "q2", "q3", "obvod", "misto", "den", "vaha"]);
        assert_eq!(cells(&file, "id"), ["1", "2", "3", "4"]);
        assert_eq!(cells(&file, "tma"), ["1", "(98)", "-", "(99)"]);
        assert_eq!(cells(&file, "obvod"), ["Jižní Předměstí", "(neuvedl)", "()", "Slovany"]);
        let middle = format!("čř{}konec", "m".repeat(280));
        assert_eq!(
            cells(&file, "misto"),
            ["Pod mostem, kde je tma: žluťoučký kůň", &middle, "()", "Borský park"]
        );
        assert_eq!(cells(&file, "vaha"), ["0.5", "1.25", "(300)", "2"]);
        let days = variable(&file, "den");
        assert_eq!((days.kind, days.format.as_str()), (Kind::Date, "EDATE10"));
        assert_eq!(cells(&file, "den"), ["19844", "10956", "-", "-141427"]);
        assert_eq!(variable(&file, "tma").missing, [one(98.0), one(99.0)]);
        let range = Declared { values: Values::Range(100.0, f64::INFINITY), reason: None };
        assert_eq!(variable(&file, "vaha").missing, [range, one(-1.0)]);
        assert_eq!(labels(&file, "tma"), pairs(&[("1", "bezpečně"), ("98", "neví"), ("99", "odmítl")]));
        assert_eq!(labels(&file, "obvod"), pairs(&[("neuvedl", "bez odpovědi")]));
        assert_eq!(variable(&file, "tma").measure, Some(Measure::Ordinal));
        assert_eq!(variable(&file, "obvod").measure, Some(Measure::Nominal));
        assert_eq!(variable(&file, "tma").label, "Bezpečí po setmění");
        let sets: Vec<_> = file.sets.iter().map(|it| (it.name.as_str(), it.label.as_str())).collect();
        assert_eq!(sets, [("$proc", "Proč"), ("$ktere", "Které")]);
        assert_eq!(file.sets[0].counted.as_deref(), Some("1"));
        assert_eq!(file.sets[0].variables, ["q1", "q2", "q3"]);
        assert_eq!((file.sets[1].counted.as_deref(), file.sets[1].variables.len()), (None, 2));
    }
}

#[test]
fn readstat_in_utf8_in_all_packings() {
    for (name, packing) in [
        ("readstat.sav", Packing::None),
        ("readstat_rows.sav", Packing::Bytecode),
        ("readstat.zsav", Packing::Zlib),
    ] {
        let file = file(name);
        assert_eq!(file.format, Format::Sav { packing });
        assert_eq!((file.encoding.name.as_str(), file.encoding.how), ("UTF-8", How::Declared));
        assert_eq!(file.notes, []);
        assert_eq!(file.label, "Pocit bezpečí (vymyšlená data)");
        assert_eq!(cells(&file, "osoba"), ["1", "2", "3", "4"]);
        assert_eq!(cells(&file, "bezpeci_po_setmeni"), ["1", "4", "(98)", "-"]);
        assert_eq!(cells(&file, "obvod"), ["Bory", "Slovany", "(X)", "()"]);
        assert_eq!(cells(&file, "duvod"), [LONG.repeat(7).trim_end(), "krátce", "()", "žluťoučký kůň"]);
        assert_eq!(variable(&file, "datum").kind, Kind::Date);
        assert_eq!(cells(&file, "datum"), ["19844", "10956", "-", "-3653"]);
        assert_eq!(variable(&file, "cas").kind, Kind::DateTime);
        assert_eq!(cells(&file, "cas"), ["1714566605", "-", "-", "0"]);
        assert_eq!(cells(&file, "vaha"), ["0.1", "1.5", "2.25", "0.001"]);
        let range = Declared { values: Values::Range(98.0, 99.0), reason: None };
        assert_eq!(variable(&file, "bezpeci_po_setmeni").missing, [range, one(-1.0)]);
        assert_eq!(variable(&file, "bezpeci_po_setmeni").label, "Jak bezpečně se cítíte po setmění?");
        assert_eq!(
            labels(&file, "bezpeci_po_setmeni"),
            pairs(&[("1", "velmi bezpečně"), ("4", "vůbec ne"), ("98", "neví"), ("99", "odmítl")])
        );
        assert_eq!(variable(&file, "bezpeci_po_setmeni").measure, Some(Measure::Ordinal));
    }
}

#[test]
fn a_person_sees_what_is_missing_and_why() {
    let file = file("pspp_1250.sav");
    let dark = variable(&file, "tma");
    let tally = dark.tally();
    assert_eq!((tally.answers, tally.nothing), (1, 1));
    assert_eq!(tally.missing, [(Value::Number(98.0), 1), (Value::Number(99.0), 1)]);
    assert_eq!(dark.reason_of(survey_files::Missing::Number(98.0)), Some(Reason::DontKnow));
    assert_eq!(dark.reason_of(survey_files::Missing::Number(99.0)), Some(Reason::Refused));
    let levels = dark.categories();
    assert_eq!(levels.codes, [0, survey_files::NONE, survey_files::NONE, survey_files::NONE]);
    assert_eq!(levels.levels[0].label, "bezpečně");
    assert_eq!(variable(&file, "obvod").categories().levels.len(), 2);
}

#[test]
fn a_wrong_code_page_is_noted_with_the_variable_and_loses_nothing() {
    let bytes = bytes("pspp_1250.sav");
    let with = |name: &str| {
        let options = Options { encoding: Some(name.to_owned()), ..Options::default() };
        read(&bytes, &options).unwrap()
    };
    let utf8 = with("UTF-8");
    assert_eq!(utf8.encoding.how, How::Chosen);
    let named = |note: &&Note| matches!(note, Note::Undecodable { variable, .. } if variable == "obvod");
    assert_eq!(utf8.notes.iter().filter(named).count(), 1, "{:?}", utf8.notes);
    let survey_files::Column::Texts(texts) = &variable(&utf8, "obvod").column else { panic!("texts") };
    assert_eq!(texts.undecoded[&0], b"Ji\x9en\xed P\xf8edm\xecst\xed");
    let western = with("windows-1252");
    let looks = western.notes.iter().find_map(|note| match note {
        Note::LooksLike { variable, other, .. } if variable == "obvod" => Some(other.as_str()),
        _ => None,
    });
    assert_eq!(looks, Some("windows-1250"), "{:?}", western.notes);
    assert!(read(&bytes, &Options { encoding: Some("klingon".into()), ..Options::default() }).is_err());
}

/// The file without its record of a kind 7 and subtype.
fn without(bytes: &[u8], subtype: u8) -> Vec<u8> {
    let head = [7, 0, 0, 0, subtype, 0, 0, 0];
    let at = bytes.windows(8).position(|it| it == head).unwrap();
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = at + 16 + number(at + 8) * number(at + 12);
    [&bytes[..at], &bytes[end..]].concat()
}

#[test]
fn a_file_that_does_not_say_its_encoding() {
    let bytes = without(&without(&bytes("pspp_1250_plain.sav"), 20), 3);
    let file = read(&bytes, &Options::default()).unwrap();
    assert_eq!((file.encoding.name.as_str(), file.encoding.how), ("windows-1250", How::Detected));
    assert!(matches!(file.notes[0], Note::EncodingAssumed { .. }), "{:?}", file.notes);
    assert_eq!(cells(&file, "obvod")[0], "Jižní Předměstí");
}

#[test]
fn another_system_missing_value_is_understood_and_noted() {
    let mut bytes = bytes("pspp_1250_plain.sav");
    let sysmis = (-f64::MAX).to_le_bytes();
    let other = (-1e300_f64).to_le_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(8).position(|it| it == sysmis) {
        bytes[at + found..at + found + 8].copy_from_slice(&other);
        at += found + 8;
    }
    let file = read(&bytes, &Options::default()).unwrap();
    assert_eq!(file.notes, [Note::UnusualSysmis(-1e300)]);
    assert_eq!(cells(&file, "tma"), ["1", "(98)", "-", "(99)"]);
}

#[test]
fn numbers_that_are_none_are_missing_and_noted() {
    let mut bytes = bytes("pspp_1250_plain.sav");
    let at = bytes.windows(8).rposition(|it| it == 1.25_f64.to_le_bytes()).unwrap();
    bytes[at..at + 8].copy_from_slice(&f64::INFINITY.to_le_bytes());
    let file = read(&bytes, &Options::default()).unwrap();
    assert_eq!(file.notes, [Note::NotNumbers { variable: "vaha".into(), count: 1 }]);
    assert_eq!(cells(&file, "vaha"), ["0.5", "-", "(300)", "2"]);
}
