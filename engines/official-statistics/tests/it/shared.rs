//! The files of the shared data folder; tests that need it say so loudly when it is absent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use official_statistics::plausible::{Plausible, country};
use official_statistics::{Form, lists, national, recognise};

/// A file of the shared data folder; `None` prints why the test is skipped.
fn read(path: &str) -> Option<Vec<u8>> {
    let named = std::env::var_os("OKRSEK_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let Some(root) = named.into_iter().chain([beside]).find(|path| path.join("data").is_dir()) else {
        eprintln!("SKIPPED: no shared data (set OKRSEK_SHARED); wanted {path}");
        return None;
    };
    Some(std::fs::read(root.join("data").join(path)).unwrap())
}

fn sums(figures: &[national::Figure]) -> BTreeMap<u16, u64> {
    let mut sums = BTreeMap::new();
    for figure in figures {
        *sums.entry(figure.year).or_default() += figure.count.unwrap_or(0);
    }
    sums
}

#[test]
fn the_table_that_is_four_times_too_high_is_caught() {
    let Some(bytes) = read("foreigners/cizinci_cr_podle_obcanstvi_2004_2024.csv") else { return };
    assert_eq!(recognise(&bytes).unwrap(), Form::CountriesByYear);
    let figures = national::countries(&bytes).unwrap();
    assert_eq!((figures.len(), figures.iter().filter(|it| it.count.is_none()).count()), (4032, 306));
    let sums = sums(&figures);
    assert_eq!(sums[&2024], 4_364_424);
    let Plausible::Off(off) = country(&sums, figures.iter().filter_map(|it| it.count)) else {
        panic!("believed")
    };
    assert!((3.9..4.1).contains(&off.factor));
    assert_eq!(off.added_up, Some(4), "every figure is a multiple of four: sums and parts were added up");
    let quarter = sums.iter().map(|(year, sum)| (*year, sum / 4)).collect();
    assert_eq!(country(&quarter, []), Plausible::Fits);
}

#[test]
fn districts_with_a_column_a_year_are_a_form_and_not_believed() {
    let Some(bytes) = read("foreigners/cizinci_okresy_roky.csv") else { return };
    assert_eq!(recognise(&bytes).unwrap(), Form::DistrictsByYear);
    let figures = national::districts(&bytes).unwrap();
    assert_eq!(figures.len(), 77 * 4);
    let first = &figures[0];
    assert_eq!((first.name.as_str(), first.year, first.count), ("karviná", 2011, Some(1068)));
    let Plausible::Off(off) = country(&sums(&figures), []) else { panic!("believed") };
    assert!(off.factor < 0.25 && off.added_up.is_none(), "parts of the country only");
}

#[test]
fn code_lists_know_what_other_lists_call_things() {
    let Some(bytes) = read("foreigners/ciselnik_okresu.csv") else { return };
    let districts = lists::read(&bytes).unwrap();
    assert_eq!((districts.number.as_str(), districts.entries.len()), ("101", 78));
    let city = &districts.entries["40371"];
    assert_eq!(
        (city.name.as_str(), city.others["okres_lau"].as_str(), city.to),
        ("Plzeň-město", "CZ0323", None)
    );
    let Some(bytes) = read("foreigners/ciselnik_obcanstvi.csv") else { return };
    let citizenships = lists::read(&bytes).unwrap();
    assert_eq!((citizenships.number.as_str(), citizenships.entries.len()), ("3228", 880));
    let Some(bytes) = read("foreigners/ciselnik_kraju.csv") else { return };
    assert_eq!(lists::read(&bytes).unwrap().entries["3042"].others["cznuts"], "CZ032");
    assert_eq!(recognise(&bytes).unwrap(), Form::CodeList);
}
