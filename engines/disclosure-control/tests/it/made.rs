//! Tables for tests.

use std::collections::BTreeSet;

use disclosure_control::{Category, Content, Table};
use proptest::prelude::*;

/// A table of persons; rows are lines of numbers, names are given.
pub(crate) fn persons(rows: &Category, columns: &Category, counts: &[&[u64]]) -> Table {
    let finest = |axis: &Category| -> Vec<String> {
        fn walk(it: &Category, names: &mut Vec<String>) {
            if it.parts.is_empty() {
                names.push(it.name.clone());
            }
            it.parts.iter().for_each(|part| walk(part, names));
        }
        let mut names = Vec::new();
        walk(axis, &mut names);
        names
    };
    let (row_names, column_names) = (finest(rows), finest(columns));
    Table::cross(rows, columns, |row, column| {
        let at = |names: &[String], name: &str| names.iter().position(|it| it == name).unwrap();
        Content::Persons(counts[at(&row_names, row)][at(&column_names, column)])
    })
    .unwrap()
}

/// Foreigners by citizenship and district (made up): the table of case F3 of the notes.
pub(crate) fn citizenships() -> Table {
    persons(
        &Category::total("total", &["UKR", "SVK", "MDA"]),
        &Category::total("total", &["A", "B", "C"]),
        &[&[120, 45, 3], &[80, 30, 12], &[4, 10, 9]],
    )
}

/// Numbers of cells by row and column.
pub(crate) fn cells(table: &Table, keys: &[(&str, &str)]) -> BTreeSet<usize> {
    keys.iter().map(|(row, column)| table.find(row, column).unwrap()).collect()
}

/// A flat table of up to 4 × 4 with small numbers, many of them tiny.
pub(crate) fn small_table() -> impl Strategy<Value = Table> {
    (2..=4_usize, 2..=4_usize).prop_flat_map(|(rows, columns)| {
        let cell = prop_oneof![0..6_u64, 0..40_u64];
        prop::collection::vec(prop::collection::vec(cell, columns), rows).prop_map(move |counts| {
            let axis = |many: usize, letter: &str| {
                let names: Vec<String> = (0..many).map(|it| format!("{letter}{it}")).collect();
                Category::total("total", &names.iter().map(String::as_str).collect::<Vec<_>>())
            };
            let lines: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
            persons(&axis(rows, "r"), &axis(columns, "c"), &lines)
        })
    })
}

/// A table with one nested axis: two districts of two and three parts.
pub(crate) fn nested_table() -> impl Strategy<Value = Table> {
    prop::collection::vec(prop::collection::vec(prop_oneof![0..6_u64, 0..40_u64], 3), 5).prop_map(|counts| {
        let mut city = Category::total("city", &[]);
        city.parts =
            vec![Category::total("north", &["n1", "n2"]), Category::total("south", &["s1", "s2", "s3"])];
        let lines: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        persons(&city, &Category::total("all", &["yes", "no", "perhaps"]), &lines)
    })
}
