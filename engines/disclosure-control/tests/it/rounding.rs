//! Laws of controlled rounding.

use disclosure_control::{RoundError, Table, round};
use proptest::prelude::*;
use proptest::sample::select;

use super::made::{citizenships, nested_table, small_table};

fn is_rounded(table: &Table, base: u64, seed: u64) {
    let rounded = round(table, base, seed).unwrap();
    assert_eq!(rounded.values.len(), table.cells().len());
    for (value, cell) in rounded.values.iter().zip(table.cells()) {
        assert_eq!(value % base, 0);
        assert!(value.abs_diff(cell.value) < base, "{} became {value}", cell.value);
    }
    for sum in table.sums() {
        let added: u64 = sum.parts.iter().map(|it| rounded.values[*it]).sum();
        assert_eq!(added, rounded.values[sum.whole], "sums hold");
    }
    assert_eq!(round(table, base, seed).unwrap(), rounded, "the same seed");
}

proptest! {
    #[test]
    fn neighbours_that_still_add_up(
        table in prop_oneof![small_table(), nested_table()],
        base in select(vec![3_u64, 5, 10]),
        seed: u64,
    ) {
        is_rounded(&table, base, seed);
    }
}

#[test]
fn right_on_average() {
    // 4 000 seeds: the mean of a cell rounded to 5 has a standard error of at most 2.5 / √4000 ≈ 0.04.
    let table = citizenships();
    let mut sums = vec![0_u64; table.cells().len()];
    for seed in 0..4_000 {
        sums.iter_mut().zip(round(&table, 5, seed).unwrap().values).for_each(|(sum, value)| *sum += value);
    }
    for (sum, cell) in sums.iter().zip(table.cells()) {
        let mean = *sum as f64 / 4_000.0;
        assert!((mean - cell.value as f64).abs() < 0.16, "{} became {mean} on average", cell.value);
    }
}

#[test]
fn a_base_below_two_rounds_nothing() {
    assert_eq!(round(&citizenships(), 1, 0), Err(RoundError::Base(1)));
    assert_eq!(round(&citizenships(), 0, 0), Err(RoundError::Base(0)));
}
