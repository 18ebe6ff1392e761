//! The address file as an importer sees it.

use std::collections::BTreeSet;

use crate::town;

fn decoded() -> String {
    let bytes = town().ruian_csv();
    let (text, broken) = encoding_rs::WINDOWS_1250.decode_without_bom_handling(&bytes);
    assert!(!broken);
    text.into_owned()
}

#[test]
fn the_header_is_the_official_one() {
    assert_eq!(
        decoded().lines().next().unwrap(),
        "Kód ADM;Kód obce;Název obce;Kód MOMC;Název MOMC;Kód obvodu Prahy;Název obvodu Prahy;Kód části obce;\
         Název části obce;Kód ulice;Název ulice;Typ SO;Číslo domovní;Číslo orientační;\
         Znak čísla orientačního;PSČ;Souřadnice Y;Souřadnice X;Platí Od"
    );
}

#[test]
fn every_row_has_nineteen_columns_and_keeps_the_names() {
    let text = decoded();
    assert_eq!(text.lines().count(), town().addresses.len() + 1);
    assert!(!text.contains('?') && !text.contains('\r'));
    let mut codes = BTreeSet::new();
    for (row, a) in text.lines().skip(1).zip(&town().addresses) {
        let c: Vec<&str> = row.split(';').collect();
        assert_eq!(c.len(), 19, "{row}");
        assert!(codes.insert(c[0].to_string()) && c[0].parse::<u32>().unwrap() > 990_000_000);
        assert_eq!((c[1], c[2]), ("999001", "Okrskov"));
        assert_eq!(c[4], town().districts[a.district].name);
        assert_eq!(c[10], a.street.map_or("", |s| town().streets[s].name.as_str()));
        assert_eq!(c[13].is_empty(), a.orientation.is_none());
        assert!(c[14].is_empty() || !c[13].is_empty(), "a letter needs a number: {row}");
        assert_eq!(c[16].is_empty(), a.position.is_none());
    }
}

/// The guard of every reader of Křovák coordinates: X > Y, both within the envelope of the country.
#[test]
fn coordinates_pass_the_guard_of_the_country() {
    for p in town().addresses.iter().filter_map(|a| a.position) {
        assert!(
            p.x > p.y && (432_000.0..902_000.0).contains(&p.y) && (936_000.0..1_220_000.0).contains(&p.x)
        );
    }
}

#[test]
fn no_house_number_is_given_twice_in_a_part_except_to_one_building() {
    let t = town();
    let mut seen = BTreeSet::new();
    for a in &t.addresses {
        // One building may have an address in each of its streets, never two in one.
        assert!(seen.insert((a.part, a.kind, a.house, a.street)), "{a:?}");
    }
}

#[test]
fn a_few_rows_to_look_at() {
    let text = decoded();
    let rows: Vec<&str> = text.lines().collect();
    let some: Vec<&str> = rows.iter().step_by(1400).copied().collect();
    insta::assert_snapshot!(some.join("\n"));
}
