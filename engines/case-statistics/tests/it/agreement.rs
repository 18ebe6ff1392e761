use case_statistics::Confidence;
use case_statistics::agreement::{Kappa, NoKappa, Table, Weights, kappa, tabulate};
use proptest::prelude::*;

const ALL: [Weights; 3] = [Weights::Unweighted, Weights::Linear, Weights::Quadratic];

#[track_caller]
fn check<const K: usize>(table: &Table<K>, weights: Weights, value: f64, standard_error: f64) {
    let found = kappa(table, weights, Confidence::P95).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
    assert!(near(found.value, value) && near(found.standard_error, standard_error), "{found:?}");
}

/// 100 patients by two raters: Fleiss, *Statistical Methods for Rates and Proportions*, 3rd ed. (2003), table 18.1.
const PATIENTS: Table<3> = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
/// 85 mammograms by two radiologists on a scale of four: Altman, *Practical Statistics* (1991), p. 403; Stata's manual
/// prints κ = 0.4728 and, linearly weighted, 0.5684.
const MAMMOGRAMS: Table<4> = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]];

#[test]
fn the_raters_of_fleiss() {
    // Printed as κ = .68 with se = .087; observed .89, by chance .66.
    check(&PATIENTS, Weights::Unweighted, 0.676_47, 0.087_70);
    let found = kappa(&PATIENTS, Weights::Unweighted, Confidence::P95).unwrap();
    assert!((found.observed - 0.89).abs() < 1e-12 && (found.by_chance - 0.66).abs() < 1e-12);
}

#[test]
fn the_radiologists_of_altman() {
    check(&MAMMOGRAMS, Weights::Unweighted, 0.472_79, 0.072_72);
    check(&MAMMOGRAMS, Weights::Linear, 0.568_40, 0.067_56);
    check(&MAMMOGRAMS, Weights::Quadratic, 0.671_37, 0.068_11);
}

#[test]
fn perfect_agreement_is_one_and_sure() {
    for weights in ALL {
        let found =
            kappa(&[[3, 0, 0, 0], [0, 4, 0, 0], [0, 0, 1, 0], [0, 0, 0, 2]], weights, Confidence::P95)
                .unwrap();
        assert!((found.value - 1.0).abs() < 1e-12 && found.standard_error < 1e-6);
    }
}

#[test]
fn tables_without_an_answer_say_why() {
    assert_eq!(kappa(&[[0; 4]; 4], Weights::Linear, Confidence::P95), Err(NoKappa::Nothing));
    // Every street was clean for both: nothing shows that they can tell clean from dirty.
    let mut clean = [[0; 4]; 4];
    clean[0][0] = 50;
    for weights in ALL {
        assert_eq!(kappa(&clean, weights, Confidence::P95), Err(NoKappa::NoVariation));
    }
    // One who always says 0 beside one who does not: chance explains all of it.
    let constant = kappa(&[[40, 0], [10, 0]], Weights::Unweighted, Confidence::P95).unwrap();
    assert!(constant.value.abs() < 1e-12);
}

#[test]
fn pairs_are_counted_and_strange_ones_left_out() {
    assert_eq!(tabulate::<2>([(0, 0), (0, 1), (0, 1), (1, 0), (2, 0), (0, 9)]), [[1, 2], [1, 0]]);
}

fn tables() -> impl Strategy<Value = Table<4>> {
    prop::array::uniform4(prop::array::uniform4(0u64..40))
}

fn transposed(table: &Table<4>) -> Table<4> {
    std::array::from_fn(|i| std::array::from_fn(|j| table[j][i]))
}

fn mirrored(table: &Table<4>) -> Table<4> {
    std::array::from_fn(|i| std::array::from_fn(|j| table[3 - i][3 - j]))
}

fn same(a: Result<Kappa, NoKappa>, b: Result<Kappa, NoKappa>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            (a.value - b.value).abs() < 1e-9 && (a.standard_error - b.standard_error).abs() < 1e-9
        }
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn it_does_not_matter_who_is_first_or_which_end_is_bad(table in tables()) {
        for weights in ALL {
            let found = kappa(&table, weights, Confidence::P95);
            prop_assert!(same(found, kappa(&transposed(&table), weights, Confidence::P95)));
            prop_assert!(same(found, kappa(&mirrored(&table), weights, Confidence::P95)));
        }
    }

    #[test]
    fn four_times_the_segments_halve_the_error(table in tables()) {
        let more = table.map(|row| row.map(|count| count * 4));
        for weights in ALL {
            if let Ok(found) = kappa(&table, weights, Confidence::P95) {
                let more = kappa(&more, weights, Confidence::P95).unwrap();
                prop_assert!((more.value - found.value).abs() < 1e-9);
                prop_assert!((more.standard_error * 2.0 - found.standard_error).abs() < 1e-6);
                prop_assert!(found.value <= 1.0 + 1e-12 && found.interval.low <= found.interval.high);
            }
        }
    }

    #[test]
    fn the_error_is_the_one_the_jackknife_finds(table in prop::array::uniform4(prop::array::uniform4(20u64..60))) {
        let n = table.iter().flatten().sum::<u64>();
        let of = |table: &Table<4>| kappa(table, Weights::Linear, Confidence::P95).unwrap().value;
        let whole = of(&table);
        let mut squares = 0.0;
        for i in 0..4 {
            for j in 0..4 {
                let mut without = table;
                without[i][j] -= 1;
                squares += table[i][j] as f64 * (of(&without) - whole).powi(2);
            }
        }
        let jackknife = (squares * (n - 1) as f64 / n as f64).sqrt();
        let found = kappa(&table, Weights::Linear, Confidence::P95).unwrap().standard_error;
        prop_assert!((jackknife / found - 1.0).abs() < 0.03, "{jackknife} {found}");
    }
}
