//! CSV as Czech offices and survey companies write it.

use encoding_rs::{ISO_8859_2, WINDOWS_1250};
use survey_files::csv::{Dialect, Quotes};
use survey_files::{Codebook, Column, FaultKind, File, Format, How, Kind, Note, Options, Reason, read};

use super::fixtures::{cells, labels, pairs, variable};

fn plain(bytes: &[u8]) -> File {
    read(bytes, &Options::default()).unwrap_or_else(|fault| panic!("{fault}"))
}

fn dialect(file: &File) -> Dialect {
    let Format::Csv(dialect) = file.format else { panic!("not CSV") };
    dialect
}

#[test]
fn how_a_file_is_written_is_found_out() {
    for (text, delimiter, comma, header, quotes) in [
        ("a,b\n1.5,2\n", b',', false, true, Quotes::MeanText),
        ("a;b\n1,5;2\n", b';', true, true, Quotes::MeanText),
        ("a\tb\n1,5\tx, y\n", b'\t', true, true, Quotes::MeanText),
        ("1;2\n3;4\n", b';', false, false, Quotes::MeanText),
        ("\"a\";\"b\"\n\"1\";\"2,5\"\n", b';', true, true, Quotes::MeanNothing),
        ("a;b\n\"x;y\";2\n", b';', false, true, Quotes::MeanText),
        ("a|b\n1|2\n", b'|', false, true, Quotes::MeanText),
        ("only\n1\n2\n", b',', false, true, Quotes::MeanText),
    ] {
        let found = dialect(&plain(text.as_bytes()));
        let expected = Dialect { delimiter, decimal_comma: comma, header, quotes };
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn what_was_found_can_be_overridden_and_repeated() {
    let text = "2019;2023\n1,5;2\n";
    let file = plain(text.as_bytes());
    assert_eq!(file.notes, [Note::NoHeader]);
    let file = read(text.as_bytes(), &Options { header: Some(true), ..Options::default() }).unwrap();
    assert_eq!(cells(&file, "2019"), ["1.5"]);
    let again = Options::of_dialect(&dialect(&file), &file.encoding.name);
    assert_eq!(read(text.as_bytes(), &again).unwrap().variables, file.variables);
}

#[test]
fn encodings() {
    let text = "obvod;síla\nPředměstí;1,5\nŽižkov;2\n";
    let mark = format!("\u{feff}{text}");
    let wide: Vec<u8> = mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name, how) in [
        (text.as_bytes().to_vec(), "UTF-8", How::Detected),
        (mark.as_bytes().to_vec(), "UTF-8", How::Detected),
        (WINDOWS_1250.encode(text).0.into_owned(), "windows-1250", How::Detected),
        (ISO_8859_2.encode(text).0.into_owned(), "ISO-8859-2", How::Detected),
        (wide, "UTF-16LE", How::Detected),
    ] {
        let file = plain(&bytes);
        assert_eq!((file.encoding.name.as_str(), file.encoding.how), (name, how));
        assert_eq!(cells(&file, "obvod"), ["Předměstí", "Žižkov"]);
        assert_eq!(cells(&file, "síla"), ["1.5", "2"]);
        assert_eq!(file.notes, [], "{name}");
    }
}

#[test]
fn a_wrong_encoding_names_the_variable() {
    let bytes = WINDOWS_1250.encode("a;b\nx;č\ny;d\n").0;
    let file = read(&bytes, &Options { encoding: Some("UTF-8".into()), ..Options::default() }).unwrap();
    assert!(matches!(&file.notes[..], [Note::Undecodable { variable, count: 1, .. }] if variable == "b"));
    let Column::Texts(texts) = &variable(&file, "b").column else { panic!("texts") };
    assert_eq!(texts.undecoded[&0], [0xe8]);
}

#[test]
fn numbers_texts_and_nothing() {
    let file = plain(
        "w,\"code\",open\r\n1.5,\"01\",\"ano, spíš\"\r\n\r\n2,\"02\",\r\n,\"\",\"řekl \"\"ne\"\"\""
            .as_bytes(),
    );
    assert_eq!(cells(&file, "w"), ["1.5", "2", "()"]);
    assert_eq!(cells(&file, "code"), ["01", "02", "()"]);
    assert_eq!(cells(&file, "open"), ["ano, spíš", "()", "řekl \"ne\""]);
    let file = plain(b"\"id\",\"psc\"\n\"1\",\"01234\"\n\"2\",\"30100\"\n");
    assert_eq!((variable(&file, "id").kind, variable(&file, "psc").kind), (Kind::Number, Kind::Text));
    let file = plain(b"a,b\n1,2\nNA,3\n4,5\n6,7\n");
    let words = vec!["NA".to_owned()];
    assert_eq!(file.notes, [Note::WordsAmongNumbers { variable: "a".into(), words }]);
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let comma = || Options { delimiter: Some(b','), header: Some(true), ..Options::default() };
    for (text, line, kind) in [
        (&b"\n\r\n"[..], None, FaultKind::Empty),
        (b"a,b\n1,2\n3\n", Some(3), FaultKind::Ragged { found: 1, expected: 2 }),
        (b"a,b\n1,2,3\n", Some(2), FaultKind::Ragged { found: 3, expected: 2 }),
        (b"a,b\n1,\"2\n3,4\n", Some(2), FaultKind::OpenQuote),
        (b"a,b\n\"1\n\",2\n3\n", Some(4), FaultKind::Ragged { found: 1, expected: 2 }),
        (b"a,b,a\n1,2,3\n", None, FaultKind::Twice("a".into())),
    ] {
        let fault = read(text, &comma()).unwrap_err();
        assert_eq!((fault.place.row, fault.kind), (line, kind), "{:?}", String::from_utf8_lossy(text));
    }
}

/// A file of several chunks whose quotation marks mislead: the same as read row by row, for one thread and for more.
#[test]
fn chunks_and_threads_make_no_difference() {
    let mut text = "id,note,x\n".to_owned();
    let mut notes = Vec::new();
    for row in 0..150_000 {
        let note = match row % 5 {
            0 => "\"two\nlines\"",
            1 => "5\" pipe",
            2 => "\"a \"\"b\"\"\"",
            3 => "",
            _ => "plain",
        };
        notes.push(["two\nlines", "5\" pipe", "a \"b\"", "()", "plain"][row % 5]);
        text.push_str(&format!("{row},{note},{}\n", row as f64 / 8.0));
    }
    let read_on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| plain(text.as_bytes()))
    };
    let (one, many) = (read_on(1), read_on(4));
    assert_eq!(one, many);
    assert_eq!(one.rows, 150_000);
    assert_eq!(cells(&one, "note"), notes);
    let numbers = variable(&one, "x").numbers().unwrap();
    assert!(numbers.iter().enumerate().all(|(row, x)| *x == row as f64 / 8.0));
}

/// A column that turns to texts far from its beginning keeps its numbers as they were written.
#[test]
fn a_late_word_turns_a_column_to_texts() {
    let mut text = "a,b\n".to_owned();
    (0..400_000).for_each(|row| text.push_str(&format!("0{row},{row}\n")));
    text.push_str("word,1\n");
    let file = plain(text.as_bytes());
    assert_eq!(cells(&file, "a")[7], "07");
    assert_eq!(cells(&file, "a")[400_000], "word");
    assert_eq!(variable(&file, "b").kind, Kind::Number);
}

#[test]
fn a_codebook_in_toml_says_what_columns_are() {
    let codebook = Codebook::from_toml(
        r#"
        [[variable]]
        name = "psc"
        kind = "text"
        [[variable]]
        name = "den"
        kind = "date"
        [[variable]]
        name = "tma"
        label = "Po setmění?"
        measure = "ordinal"
        kind = "number"
        codes = [
            { code = "1", words = "bezpečně" },
            { code = "98", words = "nevím", missing = "dont-know" },
            { code = ".r", words = "odmítl", missing = "refused" },
            { code = "90..97", missing = "yes" },
        ]
        [[variable]]
        name = "jinde"
        [[variable]]
        name = "slovo"
        kind = "number"
        "#,
    )
    .unwrap();
    let text = "psc;den;tma;slovo\n01234;1. 5. 2024;1;1\n30100;2024-05-02;98;x\n1;;.r;2\n2;;93;3\n";
    let file = read(text.as_bytes(), &Options { codebook: Some(codebook), ..Options::default() }).unwrap();
    assert_eq!(cells(&file, "psc"), ["01234", "30100", "1", "2"]);
    assert_eq!(cells(&file, "den"), ["19844", "19845", "()", "()"]);
    assert_eq!(cells(&file, "tma"), ["1", "(98)", ".r", "(93)"]);
    assert_eq!(labels(&file, "tma"), pairs(&[("1", "bezpečně"), ("98", "nevím"), (".r", "odmítl")]));
    assert_eq!(variable(&file, "tma").reason_of(survey_files::Missing::Number(98.0)), Some(Reason::DontKnow));
    let [.., first, second] = &file.notes[..] else { panic!("{:?}", file.notes) };
    assert!(matches!(first, Note::NoVariable { variable, .. } if variable == "jinde"));
    assert!(matches!(second, Note::NotAsCodebook { variable, .. } if variable == "slovo"));
}

#[test]
fn a_codebook_that_makes_no_sense_is_refused_with_its_line() {
    for (text, expected) in [
        ("a;b\n", "codebook, row 1: the first row must name"),
        ("variable;code;missing\nx;1;perhaps\n", "codebook, row 2: \"perhaps\" is not understood"),
        ("variable;code\n;1\n", "codebook, row 2: the line names no variable"),
        ("variable;code\nx;1\ny;1\nx;2\n", "codebook, row 4: the variable x is described twice"),
    ] {
        let said = Codebook::from_csv(text.as_bytes()).unwrap_err().to_string();
        assert!(said.starts_with(expected), "{said}");
    }
    assert!(Codebook::from_toml("[[variable]]\nname = 'x'\nkind = 'colour'").is_err());
}

#[test]
fn questionnaires_and_files_name_kinds_of_missing_alike() {
    assert_eq!(Reason::WORDS.map(|(word, _)| word), ["dont-know", "refused", "not-applicable"]);
    for (label, expected) in [
        ("Nevím", Some(Reason::DontKnow)),
        ("neví / neumí posoudit", Some(Reason::DontKnow)),
        ("ODMÍTL ODPOVĚDĚT", Some(Reason::Refused)),
        ("netýká se", Some(Reason::NotApplicable)),
        ("velmi bezpečně", None),
    ] {
        assert_eq!(Reason::guess(label), expected, "{label}");
    }
}

#[test]
fn a_line_of_nothing_but_half_an_end_is_no_row() {
    let file = read(b"a\n1\n\r", &Options::default()).unwrap();
    assert_eq!(file.rows, 1);
}

#[test]
fn a_single_column_keeps_its_empty_rows_when_it_is_written() {
    let file = read(b"a,b\n1,x\n,x\n3,x\n", &Options::default()).unwrap();
    let one = survey_files::File { variables: file.variables.into_iter().take(1).collect(), ..file };
    let again = read(survey_files::csv::write(&one).as_bytes(), &Options::default()).unwrap();
    assert_eq!(again.rows, 3);
}
