//! Synthetic controls.

use crime_analysis::evaluation::Doubt;
use crime_analysis::evaluation::synthetic::{Area, Matching, SyntheticError, placed, synthetic};
use proptest::prelude::*;

use crate::near;

/// Six areas over twelve periods, drawn in R with `set.seed(9)`.
const OTHERS: [[f64; 12]; 6] = [
    [43.9, 43.5, 48.9, 47.8, 53.5, 40.5, 59.5, 49.9, 48.0, 47.1, 60.2, 46.2],
    [50.6, 47.9, 64.8, 43.3, 49.4, 29.1, 57.1, 44.3, 64.1, 51.5, 47.9, 57.4],
    [44.5, 71.5, 51.8, 44.3, 53.3, 53.0, 42.7, 47.5, 58.4, 51.3, 50.3, 41.9],
    [53.1, 43.4, 52.9, 50.7, 43.5, 33.8, 44.1, 53.1, 63.8, 48.4, 42.0, 39.5],
    [42.0, 45.5, 64.0, 45.6, 43.1, 50.4, 48.4, 41.2, 51.9, 53.0, 67.8, 59.6],
    [52.2, 40.4, 53.7, 52.8, 45.3, 43.2, 48.0, 62.3, 54.4, 62.5, 52.0, 34.3],
];
const TREATED: [f64; 12] = [44.4, 49.4, 54.9, 45.2, 55.1, 41.3, 53.5, 47.7, 55.1, 47.2, 54.8, 51.3];

fn others() -> Vec<Area> {
    OTHERS.iter().map(|outcome| Area::of(outcome.to_vec())).collect()
}

/// With two periods after the start in which the area fell by ten.
fn longer(outcome: &[f64], fall: f64) -> Area {
    Area::of([outcome, &[50.0 - fall, 51.0 - fall]].concat())
}

#[test]
fn weights_are_those_of_quadratic_programming() {
    let others: Vec<Area> = OTHERS.iter().map(|outcome| longer(outcome, 0.0)).collect();
    let found = synthetic(&longer(&TREATED, 10.0), &others, &Matching::outcomes(12)).expect("a mixture");
    let quadprog =
        [0.470_489_838_372_64, 0.268_838_420_621_59, 0.196_149_991_494_24, 0.0, 0.064_521_749_511_53, 0.0];
    for (weight, expected) in found.weights.iter().zip(quadprog) {
        assert!((weight - expected).abs() < 1e-9, "{:?}", found.weights);
    }
    near(found.rmspe_before, 1.504_439_507_109, 1e-9);
    near(found.mean_gap(12), -10.0, 1e-12);
    near(found.rmspe_after, 10.0, 1e-12);
}

#[test]
fn known_weights_are_found_again_and_the_rank_tells() {
    let mix = |period: usize| 0.5 * OTHERS[0][period] + 0.3 * OTHERS[1][period] + 0.2 * OTHERS[2][period];
    // Ten periods before, two after; then the area falls by twenty.
    let outcome = (0..12).map(|period| mix(period) - if period < 10 { 0.0 } else { 20.0 }).collect();
    let found = placed(&Area::of(outcome), &others(), &Matching::outcomes(10)).expect("a mixture");
    for (weight, expected) in found.treated.weights.iter().zip([0.5, 0.3, 0.2, 0.0, 0.0, 0.0]) {
        assert!((weight - expected).abs() < 1e-6, "{:?}", found.treated.weights);
    }
    assert!(found.treated.rmspe_before < 1e-6);
    near(found.effect.value, -20.0, 1e-6);
    assert_eq!((found.rank, found.placebos.len()), (1, 6));
    near(found.p, 1.0 / 7.0, 1e-12);
    assert_eq!(found.doubts, []);
}

#[test]
fn predictors_count_as_much_as_they_are_said_to() {
    let with =
        |outcome: f64, predictor: f64| Area { outcome: vec![outcome, 0.0], predictors: vec![predictor] };
    let others = [with(0.0, 4.0), with(4.0, 0.0)];
    let check = |outcome: f64, predictor: f64, expected: f64| {
        let matching = Matching { start: 1, outcome: vec![outcome], predictors: vec![predictor] };
        let found = synthetic(&with(1.0, 1.0), &others, &matching).expect("a mixture");
        near(found.weights[0], expected, 1e-12);
    };
    check(1.0, 0.0, 0.75);
    check(0.0, 1.0, 0.25);
    check(1.0, 1.0, 0.5);
    // (4(1 − w) − 1)² · 3 + (4w − 1)²
    check(3.0, 1.0, 0.625);
}

#[test]
fn units_do_not_matter_when_all_is_divided_by_its_spread() {
    let with =
        |outcome: f64, predictor: f64| Area { outcome: vec![outcome, 7.0, 0.0], predictors: vec![predictor] };
    let weights = |unit: f64| {
        let (treated, others) =
            (with(1.0, unit), [with(0.0, 4.0 * unit), with(3.0, 0.0), with(5.0, 2.0 * unit)]);
        let matching = Matching::even(&treated, &others, 2);
        assert_eq!(matching.outcome[1], 0.0);
        synthetic(&treated, &others, &matching).expect("a mixture").weights
    };
    for (one, two) in weights(1.0).into_iter().zip(weights(1000.0)) {
        assert!((one - two).abs() < 1e-12);
    }
    let shapeless = Matching::even(&with(1.0, 1.0), &[Area::of(vec![])], 9);
    assert_eq!(synthetic(&with(1.0, 1.0), &[Area::of(vec![])], &shapeless), Err(SyntheticError::Start(9)));
}

#[test]
fn an_area_outside_all_others_is_doubted() {
    let high = TREATED.map(|value| value + 40.0).to_vec();
    let found = placed(&Area::of(high), &others(), &Matching::outcomes(10)).expect("a mixture");
    assert!(found.doubts.contains(&Doubt::OutsideTheOthers));
    assert!(
        found.doubts.iter().any(|doubt| matches!(doubt, Doubt::PoorFit { rmspe, spread } if rmspe > spread))
    );
    assert!(found.p > 0.5);
}

#[test]
fn what_has_no_mixture() {
    let check = |treated: &Area, others: &[Area], matching: &Matching, expected| {
        assert_eq!(synthetic(treated, others, matching), Err(expected));
        assert_eq!(placed(treated, others, matching).map(|_| ()), Err(expected));
    };
    let (treated, ten) = (Area::of(TREATED.to_vec()), Matching::outcomes(10));
    check(&treated, &[], &ten, SyntheticError::NoOthers);
    check(&treated, &others(), &Matching::outcomes(0), SyntheticError::Start(0));
    check(&treated, &others(), &Matching::outcomes(12), SyntheticError::Start(12));
    check(&treated, &[Area::of(vec![1.0])], &ten, SyntheticError::Shape(1));
    check(&treated, &others(), &Matching { predictors: vec![1.0], ..ten.clone() }, SyntheticError::Shape(0));
    let mut gap = others();
    gap[2].outcome[3] = f64::NAN;
    check(&treated, &gap, &ten, SyntheticError::NotFinite(3));
    check(&treated, &others(), &Matching { outcome: vec![0.0; 10], ..ten }, SyntheticError::Importance);
    let alone = placed(&treated, &others()[..1], &Matching::outcomes(10)).expect("one other");
    assert_eq!((alone.treated.weights, alone.placebos.len()), (vec![1.0], 1));
}

proptest! {
    #[test]
    fn weights_are_shares_and_no_other_share_is_nearer(
        outcomes in proptest::collection::vec(proptest::collection::vec(-100.0..100.0_f64, 5), 2..9),
    ) {
        let areas: Vec<Area> = outcomes.into_iter().map(Area::of).collect();
        let found = synthetic(&areas[0], &areas[1..], &Matching::outcomes(4)).unwrap();
        prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(found.weights.iter().all(|weight| *weight >= 0.0));
        // Moving towards any single area does not bring the mixture nearer: the slope of the distance is nowhere negative.
        let gap = &found.gap[..4];
        let slope = |area: &Area| -> f64 {
            area.outcome.iter().zip(&found.outcome).zip(gap).map(|((other, at), gap)| gap * (at - other)).sum()
        };
        let scale = 1e-7 * areas.iter().flat_map(|area| &area.outcome).fold(1.0, |a: f64, b| a.max(b * b));
        prop_assert!(areas[1..].iter().all(|area| slope(area) > -scale));
    }
}
