//! Sets 290038 and 130149 and the files that people made of them.

use official_statistics::{FaultKind, Form, Sex, csu, plausible, population, recognise};
use proptest::prelude::*;

/// A row: citizenship, age and sex may be empty for a sum.
fn row(id: usize, count: u64, sex: &str, citizenship: &str, age: &str, district: &str) -> String {
    let list = if district.is_empty() {
        ("97", "19", "Česká republika")
    } else {
        ("101", district, "Plzeň-město")
    };
    format!(
        "\"{id}\",\"{count}\",\"6121\",\"102\",\"{sex}\",\"199\",\"{citizenship}\",\"7700\",\"{age}\",\"2018\",\"{}\",\"{}\",\"100\",\"3042\",\
         \"{}\",\"Plzeňský kraj\",\"\",\"\",\"<20; 25)\"\n",
        list.0, list.1, list.2
    )
}

fn header() -> String {
    csu::COLUMNS.map(|name| format!("\"{name}\"")).join(",") + "\n"
}

type Which<'a> = &'a dyn Fn(&(&str, &str, &str, u64)) -> bool;

/// Two citizenships, both sexes and two ages in a district, with every sum there is (made up).
fn district(wrong: u64) -> String {
    let mut out = header();
    let mut id = 0;
    let mut add = |count, sex: &str, citizenship: &str, age: &str, district: &str| {
        id += 1;
        out.push_str(&row(id, count, sex, citizenship, age, district));
    };
    let parts =
        [("1", "804", "20", 412), ("1", "804", "25", 300), ("2", "804", "20", 200), ("2", "703", "25", 88)];
    for (sex, citizenship, age, count) in parts {
        add(count, sex, citizenship, age, "40371");
    }
    let sum = |by: Which| parts.iter().filter(|it| by(it)).map(|it| it.3).sum::<u64>();
    for district in ["40371", ""] {
        add(sum(&|_| true) + wrong, "", "", "", district);
        for sex in ["1", "2"] {
            add(sum(&|it| it.0 == sex), sex, "", "", district);
            add(sum(&|it| it.0 == sex && it.1 == "804"), sex, "804", "", district);
        }
        add(sum(&|it| it.1 == "804"), "", "804", "", district);
        add(sum(&|it| it.2 == "20"), "", "", "20", district);
        add(sum(&|it| it.1 == "804" && it.2 == "25"), "", "804", "25", district);
    }
    out
}

#[test]
fn sums_are_checked_and_not_added() {
    let found = csu::read(district(0).as_bytes(), |_| true).unwrap();
    assert_eq!(found.country[&2018], 1000, "not 7 000");
    assert_eq!(found.districts[&(2018, "40371".to_owned())], 1000);
    assert_eq!((found.parts.len(), found.sums_checked, found.rows), (4, 16, 20));
    assert_eq!(found.mismatches, []);
    assert_eq!(found.parts[0].sex, Sex::Men);
    assert_eq!(found.district_names["40371"], "Plzeň-město");
    assert_eq!(recognise(district(0).as_bytes()).unwrap(), Form::Districts);
}

#[test]
fn a_sum_that_is_none_is_named_with_its_row() {
    let found = csu::read(district(5).as_bytes(), |_| false).unwrap();
    assert_eq!(found.parts, []);
    let said: Vec<_> =
        found.mismatches.iter().map(|it| (it.row, it.what.as_str(), it.printed, it.summed)).collect();
    assert_eq!(said, [(6, "2018 · Plzeň-město", 1005, 1000), (14, "2018", 1005, 1000)]);
}

#[test]
fn a_file_that_was_cut_does_not_add_up() {
    let whole = district(0);
    let without_a_part: String =
        whole.lines().enumerate().filter(|(at, _)| *at != 2).map(|(_, line)| format!("{line}\n")).collect();
    assert!(!csu::read(without_a_part.as_bytes(), |_| false).unwrap().mismatches.is_empty());
}

#[test]
fn broken_files_are_refused_with_the_place() {
    let whole = district(0);
    let check = |broken: String, said: &str| {
        assert_eq!(csu::read(broken.as_bytes(), |_| true).unwrap_err().to_string(), said);
    };
    check(
        whole.replacen("\"vek_kod\",", "", 1),
        "row 1: 18 columns, expected 19; missing: vek_kod; not known: ",
    );
    check(
        whole.replacen("\"vek_kod\"", "\"vek\"", 1),
        "row 1: 19 columns, expected 19; missing: vek_kod; not known: vek",
    );
    check(whole.replacen("\"412\"", "\"-412\"", 1), "row 2, column hodnota: `-412` is no count");
    check(
        whole.replacen("\"6121\"", "\"2406\"", 1),
        "row 2, column stapro_kod: `2406` is no count of foreigners (6121)",
    );
    check(whole.replacen("\"2018\"", "\"18\"", 1), "row 2, column rok: `18` is no year");
    check(whole.clone() + whole.lines().nth(1).unwrap(), "row 22: the same figure stands in row 2 already");
    check(String::new(), "the file is empty");
    let (czech, _) = (whole.replace('ň', "\u{1}"), ());
    let bytes: Vec<u8> = czech.bytes().map(|byte| if byte == 1 { 0xf2 } else { byte }).collect();
    let fault = csu::read(&bytes, |_| true).unwrap_err();
    assert_eq!((fault.row, fault.kind), (Some(2), FaultKind::NotUtf8 { looks_like: "windows-1250" }));
}

#[test]
fn an_age_with_a_comma_and_an_unknown_value_are_read() {
    let text = header()
        + &row(1, 5, "1", "804", "20", "99999").replace("<20; 25)", "<20, 25)")
        + &row(2, 0, "2", "804", "20", "99999").replacen("\"0\"", "\"\"", 1);
    let found = csu::read(text.as_bytes(), |district| district == csu::UNKNOWN_DISTRICT).unwrap();
    assert_eq!(found.age_names["20"], "<20, 25)");
    assert_eq!((found.unknown, found.country[&2018]), (1, 5));
}

#[test]
fn the_set_is_read_from_its_archive() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("data.csv", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(district(0).as_bytes()).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(csu::read(&bytes, |_| true).unwrap().rows, 20);
    assert_eq!(recognise(&bytes).unwrap(), Form::Districts);
}

#[test]
fn inhabitants_are_men_and_women() {
    let row = |count: u64, sex: &str, list: &str| {
        format!(
            "\"1\",\"{count}\",\"2406\",\"102\",\"{sex}\",\"{list}\",\"554791\",\"2018\",\"2018-12-31\",\"\",\"Plzeň\"\n"
        )
    };
    let header = population::COLUMNS.map(|name| format!("\"{name}\"")).join(",") + "\n";
    let text = format!(
        "{header}{}{}{}{}",
        row(172_441, "", "43"),
        row(85_000, "1", "43"),
        row(87_441, "2", "43"),
        row(9, "", "101")
    );
    let found = population::read(text.as_bytes()).unwrap();
    assert_eq!((found.municipalities.len(), found.sums_checked, found.mismatches.len()), (1, 1, 0));
    assert_eq!(
        (found.municipalities[0].count, found.municipalities[0].day.to_string().as_str()),
        (172_441, "2018-12-31")
    );
    assert_eq!(population::read(text.replace("85000", "85001").as_bytes()).unwrap().mismatches[0].row, 2);
    let twice = population::read((text.clone() + &row(1, "2", "43")).as_bytes()).unwrap_err();
    assert_eq!((twice.row, twice.column.as_str()), (Some(6), "vuzemi_kod"));
}

proptest! {
    /// Whatever the parts are, their printed sums hold, and a sum off by one is found.
    #[test]
    fn sums_of_any_parts_hold(parts in prop::collection::btree_map((1..3u8, 1..9u16, 1..6u8), 0..5000u64, 1..40), off in 0..2u64) {
        let mut text = header();
        for (at, ((sex, citizenship, age), count)) in parts.iter().enumerate() {
            text.push_str(&row(at, *count, &sex.to_string(), &citizenship.to_string(), &age.to_string(), "40371"));
        }
        let sum: u64 = parts.values().sum();
        text.push_str(&row(9999, sum + off, "", "", "", ""));
        let found = csu::read(text.as_bytes(), |_| true).unwrap();
        prop_assert_eq!(found.country[&2018], sum);
        prop_assert_eq!(found.mismatches.len() as u64, off);
    }

    #[test]
    fn any_bytes_are_answered(bytes: Vec<u8>) {
        let _ = csu::read(&bytes, |_| true);
        let _ = recognise(&bytes);
    }
}

#[test]
fn nothing_known_of_a_year_is_said_so() {
    let found = csu::read(district(0).as_bytes(), |_| true).unwrap();
    let off = plausible::country(&found.country, found.parts.iter().map(|it| it.count));
    assert!(matches!(off, plausible::Plausible::Off(_)), "a thousand people are not the country");
}
