//! What must hold for any survey.

use proptest::prelude::*;
use survey_estimation::data::Categories;
use survey_estimation::design::Lonely;
use survey_estimation::estimators::{GroupMeans, Means, Missing, Shares, Totals, group_means};
use survey_estimation::replicates::Resampling;
use survey_estimation::{Domain, Estimates, Replicates, Survey};

use crate::town::{answers, design, large};

/// Values between zero and a hundred for twelve rows.
fn twelve() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..100.0_f64, 12)
}

const STRATA: &str = "a a a a a a b b b b b b";
const UNITS: &str = "1 1 2 2 3 3 4 4 5 5 6 6";

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
}

proptest! {
    #[test]
    fn the_jackknife_of_a_total_is_the_linearised_variance(values in twelve()) {
        let all = design(STRATA, UNITS, &[9.0; 12], Lonely::Refuse).unwrap();
        let replicates = Replicates::jackknife(&all).unwrap();
        let question = Totals::new(vec![&values], &Domain::everyone(), Missing::Keep);
        let (a, b) = (Survey::from(&all).estimate(&question), Survey::from(&replicates).estimate(&question));
        prop_assert!(near(a.covariance.get(0, 0), b.covariance.get(0, 0)));
    }

    #[test]
    fn domains_that_part_the_sample_add_up(values in twelve(), inside in prop::collection::vec(any::<bool>(), 12)) {
        let all = design(STRATA, UNITS, &[], Lonely::Refuse).unwrap();
        let outside = inside.iter().map(|inside| !inside).collect();
        let total = |domain: Domain| {
            Survey::from(&all).estimate(&Totals::new(vec![&values], &domain, Missing::Keep)).values[0]
        };
        let parts = total(Domain::of(inside)) + total(Domain::of(outside));
        prop_assert!(near(parts, total(Domain::everyone())));
    }

    #[test]
    fn shares_add_up_to_one_without_doubt(codes in prop::collection::vec(0_u32..3, 12)) {
        let all = design(STRATA, UNITS, &[], Lonely::Refuse).unwrap();
        let factor = Categories { codes, levels: ["x", "y", "z"].map(str::to_owned).to_vec() };
        let shares = Survey::from(&all).estimate(&Shares::new(&factor, &Domain::everyone(), Missing::Keep));
        let all_of_them = shares.combined(&[vec![1.0; 3]]);
        prop_assert!(near(all_of_them.values[0], 1.0));
        prop_assert!(all_of_them.covariance.get(0, 0).abs() < 1e-12);
    }

    #[test]
    fn a_mean_moves_with_its_values(values in twelve(), shift in -50.0..50.0_f64, factor in 0.1..10.0_f64) {
        let all = design(STRATA, UNITS, &[], Lonely::Refuse).unwrap();
        let moved: Vec<f64> = values.iter().map(|value| value * factor + shift).collect();
        let mean = |values: &[f64]| {
            Survey::from(&all).estimate(&Means::new(vec![values], &Domain::everyone(), Missing::Keep))
        };
        let (before, after) = (mean(&values), mean(&moved));
        prop_assert!(near(after.values[0], before.values[0] * factor + shift));
        prop_assert!(near(after.covariance.se(0), before.covariance.se(0) * factor));
    }
}

/// The same question on one thread and on three.
fn on_threads(threads: usize, find: impl Fn() -> Estimates + Sync + Send) -> Estimates {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(find)
}

#[test]
fn digits_do_not_depend_on_the_number_of_threads() {
    let all = large(6, 8, 700);
    let values = answers(all.rows());
    let groups = Categories::of_numbers(&(0..all.rows()).map(|row| (row % 17) as f64).collect::<Vec<_>>());
    let everyone = Domain::everyone();
    let replicates = Replicates::bootstrap(&all, 64, Resampling::CantyDavison, 3).expect("replicates");
    let mean = |survey: Survey<'_>| survey.estimate(&Means::new(vec![&values], &everyone, Missing::Keep));
    let by_group =
        || group_means((&all).into(), &GroupMeans::means(&groups, &values, &everyone, Missing::Keep));
    assert_eq!(on_threads(1, || mean((&all).into())), on_threads(3, || mean((&all).into())));
    assert_eq!(on_threads(1, || mean((&replicates).into())), on_threads(3, || mean((&replicates).into())));
    assert_eq!(on_threads(1, by_group), on_threads(3, by_group));
}

#[test]
fn all_groups_at_once_are_each_group_by_itself() {
    let all = large(4, 5, 30);
    let values = answers(all.rows());
    let groups = Categories::of_numbers(&(0..all.rows()).map(|row| (row % 11) as f64).collect::<Vec<_>>());
    let everyone = Domain::everyone();
    let together = group_means((&all).into(), &GroupMeans::means(&groups, &values, &everyone, Missing::Keep));
    for group in 0..groups.levels.len() {
        let domain = everyone.and(all.rows(), |row| groups.codes[row] as usize == group);
        let alone = Survey::from(&all).estimate(&Means::new(vec![&values], &domain, Missing::Keep));
        assert!(near(alone.values[0], together.values[group]));
        assert!(near(alone.covariance.se(0), together.covariance.se(group)), "group {group}");
    }
}

#[test]
fn the_bootstrap_comes_near_the_linearised_error() {
    let all = large(10, 12, 20);
    let values = answers(all.rows());
    let question = Means::new(vec![&values], &Domain::everyone(), Missing::Keep);
    // Without the later stages and the finite population, which the Rao–Wu bootstrap leaves out.
    let replicates = Replicates::bootstrap(&all, 2_000, Resampling::RaoWu, 11).expect("replicates");
    let found = Survey::from(&replicates).estimate(&question).covariance.se(0);
    let jackknife = Replicates::jackknife(&all).expect("replicates");
    let fraction: f64 = 1.0 / 3.0;
    let expected = Survey::from(&jackknife).estimate(&question).covariance.se(0) / (1.0 - fraction).sqrt();
    assert!((found / expected - 1.0).abs() < 0.05, "{found} and {expected}");
}
