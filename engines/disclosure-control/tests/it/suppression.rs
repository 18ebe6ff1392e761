//! Case F3 of the notes at its printed numbers, and the laws of holding back.

use std::collections::BTreeSet;

use disclosure_control::{Category, Interval, Published, Rules, Table, interval, primary, protect, verify};
use proptest::prelude::*;

use super::made::{cells, citizenships, nested_table, persons, small_table};

#[track_caller]
fn check(hidden: &[(&str, &str)], cell: (&str, &str), low: i64, high: i64) {
    let table = citizenships();
    let cell = table.find(cell.0, cell.1).unwrap();
    let found = interval(&table, &cells(&table, hidden), cell).unwrap();
    assert_eq!(found, Interval { low: Some(low), high: Some(high) });
}

#[test]
fn primary_cells_alone_are_no_secret() {
    let primary = [("UKR", "C"), ("MDA", "A")];
    check(&primary, ("UKR", "C"), 3, 3);
    check(&primary, ("MDA", "A"), 4, 4);
}

#[test]
fn four_cells_of_a_rectangle() {
    let pattern = [("UKR", "A"), ("UKR", "C"), ("MDA", "A"), ("MDA", "C")];
    check(&pattern, ("UKR", "C"), 0, 12);
    check(&pattern, ("MDA", "A"), 1, 13);
    check(&pattern, ("MDA", "C"), 0, 12);
    check(&pattern, ("UKR", "A"), 111, 123);
    let table = citizenships();
    let proofs = verify(&table, &Rules::counts(5), &cells(&table, &pattern)).unwrap();
    assert!(proofs.len() == 2 && proofs.iter().all(|it| it.holds()));
}

#[test]
fn four_cells_that_leave_a_column_with_one_hole() {
    let pattern = [("UKR", "C"), ("UKR", "B"), ("MDA", "B"), ("MDA", "A")];
    check(&pattern, ("UKR", "C"), 3, 3);
    let table = citizenships();
    let proofs = verify(&table, &Rules::counts(5), &cells(&table, &pattern)).unwrap();
    assert!(proofs.iter().any(|it| !it.holds()));
}

#[test]
fn the_engine_finds_a_pattern_of_four_itself() {
    let table = citizenships();
    let protected = protect(&table, &Rules::counts(5), &BTreeSet::new()).unwrap();
    assert_eq!(protected.suppressed().len(), 4);
    assert_eq!(
        protected.suppressed(),
        cells(&table, &[("UKR", "A"), ("UKR", "C"), ("MDA", "A"), ("MDA", "C")])
    );
    let intervals: Vec<String> = protected.proofs.iter().map(|it| it.interval.to_string()).collect();
    assert_eq!(intervals, ["0…12", "1…13"]);
}

#[test]
fn a_part_is_no_secret_while_its_district_and_sister_are_known() {
    let mut city = Category::total("city", &[]);
    city.parts = vec![Category::total("north", &["n1", "n2"]), Category::total("south", &["s1", "s2"])];
    let table =
        persons(&city, &Category::total("all", &["yes", "no"]), &[&[2, 30], &[25, 31], &[40, 20], &[50, 33]]);
    let protected = protect(&table, &Rules::counts(3), &BTreeSet::new()).unwrap();
    // A rectangle within the district; no margin is lost.
    let expected = cells(&table, &[("n1", "yes"), ("n1", "no"), ("n2", "yes"), ("n2", "no")]);
    assert_eq!(protected.suppressed(), expected);
}

#[test]
fn where_everything_is_small_margins_go_too() {
    let axis = |name: &str| Category::total("all", &[&format!("{name}1"), &format!("{name}2")]);
    let table = persons(&axis("r"), &axis("c"), &[&[1, 0], &[0, 1]]);
    let protected = protect(&table, &Rules::counts(5), &BTreeSet::new()).unwrap();
    assert!(protected.proofs.iter().all(|it| it.holds()));
    assert_eq!(protected.published[table.find("all", "all").unwrap()], Published::Suppressed);
}

#[test]
fn everybody_answered_the_same_and_the_base_is_known() {
    let table = persons(
        &Category::total("city", &["M1", "M2"]),
        &Category::total("all", &["safe", "unsafe"]),
        &[&[40, 0], &[30, 20]],
    );
    let rules = Rules { sensitive: true, ..Rules::survey() };
    let protected = protect(&table, &rules, &BTreeSet::new()).unwrap();
    // The zero beside it says as much, so it is held back too.
    assert_eq!(protected.published[table.find("M1", "unsafe").unwrap()], Published::Suppressed);
    assert!(protected.proofs.iter().all(|it| it.holds()));
}

fn laws(table: &Table, rules: &Rules) {
    let protected = protect(table, rules, &BTreeSet::new()).unwrap();
    let suppressed = protected.suppressed();
    for (at, _, _) in primary(table, rules) {
        assert!(suppressed.contains(&at), "no primary cell is shown");
    }
    for (published, cell) in protected.published.iter().zip(table.cells()) {
        assert!(*published == Published::Suppressed || *published == Published::Value(cell.value));
    }
    assert!(protected.proofs.iter().all(|it| it.holds()));
    for proof in &protected.proofs {
        assert!(proof.interval.holds(i64::try_from(table.cells()[proof.cell].value).unwrap()));
    }
    if rules.sensitive {
        nobody_is_seen_to_be_of_one_mind(table, &protected.published);
    }
    assert_eq!(protect(table, rules, &suppressed).unwrap(), protected, "twice is once");
}

/// Where everybody in a base answered the same, neither that cell nor a zero beside it is shown.
fn nobody_is_seen_to_be_of_one_mind(table: &Table, published: &[Published]) {
    for base in table.cells().iter().filter(|it| it.key.1 == "all" && it.value > 0) {
        let row = || {
            table.cells().iter().zip(published).filter(|(it, _)| it.key.0 == base.key.0 && it.key.1 != "all")
        };
        if row().any(|(it, _)| it.value == base.value) {
            assert!(
                row()
                    .all(|(it, said)| (it.value > 0 && it.value < base.value)
                        || *said == Published::Suppressed)
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn laws_of_flat_tables(table in small_table(), threshold in 2..6_u64) {
        laws(&table, &Rules::counts(threshold));
    }

    #[test]
    fn laws_of_nested_tables(table in nested_table(), sensitive: bool) {
        laws(&table, &Rules { sensitive, ..Rules::survey() });
    }
}

#[test]
fn two_nested_axes_need_whole_numbers_and_get_them() {
    let mut rows = Category::total("city", &[]);
    rows.parts = vec![Category::total("n", &["n1", "n2"]), Category::total("s", &["s1", "s2"])];
    let mut columns = Category::total("all", &[]);
    columns.parts = vec![Category::total("good", &["g1", "g2"]), Category::total("bad", &["b1", "b2"])];
    let table =
        persons(&rows, &columns, &[&[1, 20, 13, 2], &[22, 2, 30, 14], &[17, 9, 1, 40], &[3, 25, 12, 6]]);
    laws(&table, &Rules::counts(5));
}
