//! The workbooks of the police as published: every year, every layout.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crime_files::What;
use crime_files::precinct_months::{self, Level};
use crime_files::tsk::{self, Area, Codes, Region, Statistics, country_against_regions, monthly};
use serde_json::Value;

use super::shared::shared;

/// Files, years, and what is printed for the Plzeň region: registered, cleared (where the notes say it).
const YEARS: [(&str, &str, i64, i64); 12] = [
    ("pcr_rok_2008.xls.gz", "2008", 15_153, 6_812),
    ("pcr_rok_2011.xls.gz", "2011", 13_752, 6_950),
    ("pcr_rok_2012.xls.gz", "2012", 12_822, 6_905),
    ("pcr_rok_2014.xls.gz", "2014", 11_991, 6_520),
    ("pcr_rok_2016.xlsx", "2016", 9_679, 4_931),
    ("pcr_rok_2017.xlsx", "2017", 9_727, 4_664),
    ("pcr_rok_2019.xlsx", "2019", 10_324, 4_930),
    ("pcr_rok_2020.xlsx", "2020", 8_996, 4_005),
    ("pcr_rok_2021.xlsx", "2021", 8_224, 3_863),
    ("pcr_rok_2023.xlsx", "2023", 9_562, 4_194),
    ("pcr_rok_2024.xlsx", "2024", 8_996, 3_686),
    ("pcr_rok_2025.xlsx", "2025", 9_244, 3_894),
];

/// Regions as the other author's file calls them.
const NAMES: [(&str, Region); 14] = [
    ("PHA", Region::Praha),
    ("STC", Region::Stredocesky),
    ("JHC", Region::Jihocesky),
    ("PLK", Region::Plzensky),
    ("KVK", Region::Karlovarsky),
    ("ULK", Region::Ustecky),
    ("LBK", Region::Liberecky),
    ("HKK", Region::Kralovehradecky),
    ("PAK", Region::Pardubicky),
    ("VYS", Region::Vysocina),
    ("JHM", Region::Jihomoravsky),
    ("OLK", Region::Olomoucky),
    ("ZLK", Region::Zlinsky),
    ("MSK", Region::Moravskoslezsky),
];

fn book(file: &str) -> Option<Statistics> {
    Some(tsk::read(&shared(&format!("crime_cz/{file}"))?).unwrap())
}

#[test]
fn every_year_loads_and_says_what_is_published() {
    let Some(other) = shared("crime_cz/pcr_roky_parsed.json.gz") else { return };
    let other: Value = serde_json::from_slice(&other).unwrap();
    let mut compared = 0;
    for (file, year, registered, cleared) in YEARS {
        let statistics = book(file).unwrap();
        assert!(statistics.report.is_clean(), "{file}: {:?}", statistics.report);
        let sheet = |area: &Area| statistics.sheets.iter().find(|it| it.area == *area).unwrap();
        let plzen = sheet(&Area::Region(Region::Plzensky));
        let total = plzen.total().unwrap();
        assert_eq!((total.registered, total.cleared), (registered, cleared), "{file}");
        assert_eq!(
            (plzen.from.to_string(), plzen.to.to_string()),
            (format!("{year}-01"), format!("{year}-12"))
        );
        for (name, area) in
            NAMES.iter().map(|(name, it)| (Some(name), Area::Region(*it))).chain([(None, Area::Country)])
        {
            let theirs = name.map_or(&other["national"], |it| &other["regional"][it]);
            let sheet = sheet(&area);
            let total = sheet.total().unwrap();
            let of = |it: &Value| (it["reg"].as_i64(), it["sol"].as_i64());
            assert_eq!(
                of(&theirs["total"][year]),
                (Some(total.registered), Some(total.cleared)),
                "{file} {area:?}"
            );
            for line in sheet.leaves() {
                let theirs = &theirs["byTsk"][line.codes.to_string()][year];
                assert_eq!(
                    of(theirs),
                    (Some(line.registered), Some(line.cleared)),
                    "{file} {area:?} {}",
                    line.codes
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 40_000, "{compared}");
}

#[test]
fn sums_that_do_not_add_up_are_named_by_their_cell() {
    let mut said = String::new();
    for (file, ..) in YEARS {
        let Some(statistics) = book(file) else { return };
        let first = statistics.discrepancies.first();
        let country = country_against_regions(&statistics);
        let show = |it: &tsk::Discrepancy| {
            format!("{} {} {}: {} printed, {} summed", it.place, it.codes, it.measure, it.printed, it.summed)
        };
        said += &format!(
            "{file}: {} in sheets; {}\n    {} of the country; {}\n",
            statistics.discrepancies.len(),
            first.map(show).unwrap_or_default(),
            country.len(),
            country.first().map(show).unwrap_or_default()
        );
    }
    insta::assert_snapshot!(said);
}

#[test]
fn codes_of_2021_continue_those_before() {
    let Some(before) = book("pcr_rok_2020.xlsx") else { return };
    let after = book("pcr_rok_2021.xlsx").unwrap();
    let codes = |it: &Statistics| -> BTreeMap<u16, i64> {
        let leaf = |it: &tsk::Line| match it.codes {
            Codes::One(code) => Some((code, it.registered)),
            _ => None,
        };
        it.sheets[0].leaves().filter_map(leaf).collect()
    };
    let (old, new) = (codes(&before), codes(&after));
    for it in tsk::crosswalk().iter().filter(|it| it.since.year() == 2021) {
        assert!(new.contains_key(&it.new) && !old.contains_key(&it.new), "{it:?}");
        assert!(old.contains_key(&it.old), "{it:?}");
        assert_eq!(new.get(&it.old).copied().unwrap_or(0), 0, "{it:?}");
        let line = after.sheets[0].code(it.new).unwrap();
        assert!(tsk::validity(&line.name).from.is_none_or(|from| from == it.since), "{}", line.name);
    }
    // Things from cars: 9,695, then 1,190 and 7,343 by burglary; without it nine tenths would seem to have gone.
    let sum = |counts: &BTreeMap<u16, i64>| -> i64 {
        tsk::long_series(433).iter().filter_map(|it| counts.get(it)).sum()
    };
    assert_eq!((sum(&old), sum(&new)), (9_695, 8_533));
}

/// The twelve workbooks of the precincts of Plzeň.
fn precincts() -> Option<Vec<Statistics>> {
    let bytes = shared("crime_cz/pcr_vykaz1_plzen_2013.zip")?;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut books = Vec::new();
    for at in 0..archive.len() {
        let mut file = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut file).unwrap();
        books.push(tsk::read(&file).unwrap());
    }
    Some(books)
}

#[test]
fn months_of_precincts_are_differences_and_keep_what_they_take_back() {
    let Some(books) = precincts() else { return };
    assert!(books.iter().all(|it| it.report.is_clean() && it.sheets.len() == 8));
    let first = &books[0].sheets[0];
    let bory =
        Area::Unit { region: Region::Plzensky, department: "MŘ PLZEŇ".into(), name: "OOP PLZEŇ 4".into() };
    assert_eq!((&first.area, first.total().unwrap().registered), (&bory, 55));
    let sheets = || books.iter().flat_map(|it| &it.sheets);
    let months = monthly(sheets());
    let year: i64 = sheets().filter(|it| it.to.month() == 12).map(|it| it.total().unwrap().registered).sum();
    assert_eq!(months.iter().map(|it| it.registered).sum::<i64>(), year);
    assert!(months.iter().any(|it| it.is_correction() && it.registered < 0));

    // The monthly file another project made of the same workbooks: every leaf of the seven precincts, 2013-01 to 08.
    let monthly_file = shared("crime_cz/pcr_oop_mesice_2013_01-08.csv.gz").unwrap();
    let (counts, report) = precinct_months::read(&monthly_file).unwrap();
    assert_eq!((report.rows, report.kept, report.count(&What::Negative)), (231_343, 231_343, 7_700));
    let mut theirs: BTreeMap<(String, String, u16), i64> = BTreeMap::new();
    for it in counts.iter().filter(|it| it.level == Level::Precinct && it.area.starts_with("0305")) {
        if let Codes::One(code) = it.codes {
            theirs.insert((it.area.clone(), it.month.to_string(), code), it.registered);
        }
    }
    let mut compared = 0;
    for book in &books[..8] {
        for sheet in &book.sheets {
            let unit = sheet.name.trim_start_matches('a');
            for it in months.iter().filter(|it| it.area == sheet.area && it.month == sheet.to) {
                // All-zero rows were left out there.
                if let Some(found) = theirs.get(&(unit.to_owned(), it.month.to_string(), it.code)) {
                    assert_eq!(*found, it.registered, "{unit} {} {}", it.month, it.code);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn what_is_no_statistics_is_refused() {
    let said = |bytes: &[u8]| tsk::read(bytes).unwrap_err().to_string();
    assert!(said(b"id,x,y").starts_with("the file: this is not an Excel workbook"));
    assert!(said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("record was cut"));
}
