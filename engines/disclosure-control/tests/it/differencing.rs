//! Case F4 of the notes, borders that move, and what may stand side by side.

use std::collections::{BTreeMap, BTreeSet};

use disclosure_control::{
    Category, DifferencingError, Edition, Interval, Release, Rules, Said, Statement, Table, changes,
    overlaps, round,
};

use super::made::{citizenships, persons};

/// Moldovans by district (made up), before and after one registration in A.
fn day(a: u64) -> Table {
    persons(&Category::finest("MDA"), &Category::total("city", &["A", "B", "C"]), &[&[a, 10, 9]])
}

/// What is said when these columns are held back.
fn without(table: &Table, held: &[&str]) -> Vec<Said> {
    let said = |cell: &disclosure_control::Cell| {
        if held.contains(&cell.key.1.as_str()) { Said::Suppressed } else { Said::Value(cell.value) }
    };
    table.cells().iter().map(said).collect()
}

fn leaks(first: &[Said], second: &[Said]) -> Vec<(String, i64, String)> {
    let (before, after) = (day(4), day(5));
    let (before, after) = (Edition { table: &before, said: first }, Edition { table: &after, said: second });
    let leaks = changes(before, after, &Rules::counts(5)).unwrap();
    leaks.into_iter().map(|it| (it.place.1, it.count, it.interval.to_string())).collect()
}

#[test]
fn one_registration_is_known_although_the_district_is_held_back() {
    let (before, after) = (day(4), day(5));
    assert_eq!((before.cells()[3].value, after.cells()[3].value), (23, 24));
    let found = leaks(&without(&before, &["A"]), &without(&after, &["A"]));
    assert_eq!(found, [("A".into(), 1, "1…1".into()), ("city".into(), 1, "1…1".into())]);
}

#[test]
fn holding_back_more_hides_where_and_still_not_that_somebody_came() {
    let (before, after) = (day(4), day(5));
    let found = leaks(&without(&before, &["A", "B", "C"]), &without(&after, &["A", "B", "C"]));
    assert_eq!(found, [("city".into(), 1, "1…1".into())]);
    let all = ["A", "B", "C", "city"];
    assert_eq!(leaks(&without(&before, &["A"]), &without(&after, &all)), []);
}

#[test]
fn rounding_hides_it() {
    let rounded = |table: &Table| -> Vec<Said> {
        let rounded = round(table, 10, 1).unwrap();
        rounded.values.iter().map(|value| Said::Rounded { value: *value, base: rounded.base }).collect()
    };
    assert_eq!(leaks(&rounded(&day(4)), &rounded(&day(5))), []);
}

#[test]
fn who_went_is_as_known_as_who_came() {
    let (before, after) = (day(6), day(4));
    let (first, second) = (without(&before, &[]), without(&after, &[]));
    let found = changes(
        Edition { table: &before, said: &first },
        Edition { table: &after, said: &second },
        &Rules::counts(5),
    );
    let found: Vec<(String, i64)> = found.unwrap().into_iter().map(|it| (it.place.1, it.count)).collect();
    assert_eq!(found, [("A".into(), -2), ("city".into(), -2)]);
}

#[test]
fn editions_that_are_none() {
    let (table, other) = (day(4), citizenships());
    let (said, others) = (without(&table, &[]), without(&other, &[]));
    let edition = Edition { table: &table, said: &said };
    let found = changes(edition, Edition { table: &other, said: &others }, &Rules::counts(5));
    assert_eq!(found, Err(DifferencingError::OtherCells));
    let mut wrong = said.clone();
    wrong[1] = Said::Value(11);
    let found = changes(edition, Edition { table: &table, said: &wrong }, &Rules::counts(5));
    assert_eq!(found, Err(DifferencingError::Contradiction { release: "after".into(), at: 1 }));
}

/// Streets with their people; the old districts are X = {a, b, strip} and Y = {c}, the new ones X = {a, b} and Y = {c, strip}.
fn streets() -> BTreeMap<String, u64> {
    [("a", 18), ("b", 13), ("strip", 3), ("c", 40)].map(|(unit, count)| (unit.to_owned(), count)).into()
}

fn release(name: &str, figures: &[(&[&str], Said)]) -> Release {
    let units = |it: &[&str]| -> BTreeSet<String> { it.iter().map(|unit| (*unit).to_owned()).collect() };
    let statements = figures.iter().map(|(it, said)| Statement { units: units(it), said: *said }).collect();
    Release { name: name.to_owned(), statements }
}

fn strips(releases: &[Release]) -> Vec<(Vec<String>, i64, Interval)> {
    let leaks = overlaps(&streets(), releases, &Rules::counts(5)).unwrap();
    leaks.into_iter().map(|it| (it.place.into_iter().collect(), it.count, it.interval)).collect()
}

#[test]
fn the_strip_between_two_borders() {
    let old = release("old borders", &[(&["a", "b", "strip"], Said::Value(34)), (&["c"], Said::Value(40))]);
    let new = release("new borders", &[(&["a", "b"], Said::Value(31)), (&["c", "strip"], Said::Value(43))]);
    assert_eq!(strips(std::slice::from_ref(&old)), []);
    assert_eq!(strips(std::slice::from_ref(&new)), []);
    let three = Interval { low: Some(3), high: Some(3) };
    assert_eq!(strips(&[old.clone(), new]), [(vec!["strip".to_owned()], 3, three)]);
    // Holding one of the two figures back is not enough: the other pair still subtracts.
    let half = release("new borders", &[(&["a", "b"], Said::Suppressed), (&["c", "strip"], Said::Value(43))]);
    assert_eq!(strips(&[old.clone(), half]).len(), 1);
    let rounded = |value| Said::Rounded { value, base: 5 };
    let round = release("new borders", &[(&["a", "b"], rounded(30)), (&["c", "strip"], rounded(45))]);
    assert_eq!(
        strips(&[old, round]).len(),
        1,
        "rounding to 5 beside exact figures leaves less open than ± 4"
    );
}

#[test]
fn a_total_over_parts_that_were_published_elsewhere() {
    let parts = release(
        "a report",
        &[(&["a"], Said::Value(18)), (&["b"], Said::Value(13)), (&["strip"], Said::Suppressed)],
    );
    assert_eq!(strips(std::slice::from_ref(&parts)), []);
    let total = release("another", &[(&["a", "b", "strip"], Said::Value(34))]);
    assert_eq!(strips(&[parts, total]).len(), 1);
}

#[test]
fn releases_that_are_none() {
    let unknown = release("r", &[(&["z"], Said::Value(1))]);
    let error = DifferencingError::UnknownUnit { release: "r".into(), unit: "z".into() };
    assert_eq!(overlaps(&streets(), &[unknown], &Rules::counts(5)), Err(error));
    let wrong = release("r", &[(&["a"], Said::Value(17))]);
    let error = DifferencingError::Contradiction { release: "r".into(), at: 0 };
    assert_eq!(overlaps(&streets(), &[wrong], &Rules::counts(5)), Err(error));
}
