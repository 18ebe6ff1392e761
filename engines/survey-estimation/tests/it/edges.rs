//! Cases at the edge, and the right answer to each.

use survey_estimation::data::Categories;
use survey_estimation::design::{DesignError, Lonely, Plan, Population, StagePlan};
use survey_estimation::estimators::{
    GroupMeans, Means, Missing, Quantiles, Ratios, Shares, Totals, group_means,
};
use survey_estimation::intervals::{Critical, beta, korn_graubard, logit, wald, wilson};
use survey_estimation::replicates::{Resampling, Scale, Supplied};
use survey_estimation::{Design, Domain, Estimate, Replicates, Survey};

use crate::town::{design, plan, words};

fn mean(design: &Design, values: &[f64], domain: &Domain) -> Estimate {
    Survey::from(design).estimate(&Means::new(vec![values], domain, Missing::Remove)).at(0)
}

const VALUES: [f64; 6] = [1.0, 3.0, 2.0, 6.0, 4.0, 9.0];

#[test]
fn a_lonely_unit_is_refused_by_name_or_treated_as_chosen() {
    let with = |lonely| design("a a a a b b", "1 1 2 3 4 4", &[], lonely);
    let refused = with(Lonely::Refuse).unwrap_err();
    assert_eq!(refused, DesignError::LonelyUnit { stage: 1, stratum: "b".to_owned() });
    let se = |lonely| mean(&with(lonely).unwrap(), &VALUES, &Domain::everyone()).se.unwrap();
    let (remove, adjust, average) = (se(Lonely::Remove), se(Lonely::Adjust), se(Lonely::Average));
    assert_eq!(remove, se(Lonely::Certainty));
    // Two strata, one of which can tell: the average doubles the variance.
    assert!((average - remove * 2.0_f64.sqrt()).abs() < 1e-15);
    // Unit sums of z are −4.333/6, −2.1667/6 and 1.8333/6 in stratum a, and 4.6667/6 for the lonely unit around zero.
    assert!((adjust.powi(2) - remove.powi(2) - (4.666_666_666_666_667_f64 / 6.0).powi(2)).abs() < 1e-12);
    let merged = with(Lonely::Collapse(vec![("b".to_owned(), "a".to_owned())])).unwrap();
    assert_eq!((merged.strata(), merged.primary_units()), (1, 4));
    let unknown = with(Lonely::Collapse(vec![("c".to_owned(), "a".to_owned())]));
    assert_eq!(unknown.unwrap_err(), DesignError::NoSuchStratum("c".to_owned()));
}

#[test]
fn one_unit_of_one_is_certain_and_later_stages_still_count() {
    let first = StagePlan {
        strata: Some(words("a a a a b b")),
        units: Some(words("1 1 2 2 3 3")),
        population: Population::Counts(vec![2.0, 2.0, 2.0, 2.0, 1.0, 1.0]),
    };
    let second = StagePlan { population: Population::Counts(vec![4.0; 6]), ..StagePlan::default() };
    let two = Design::new(Plan { stages: vec![first.clone(), second], ..Plan::default() }).unwrap();
    let total = |design: &Design| {
        Survey::from(design).estimate(&Totals::new(vec![&VALUES], &Domain::everyone(), Missing::Keep)).at(0)
    };
    // Every unit was taken, two of four rows in each: Σ (1 − 1/2) · 2/1 · Σ (z − z̄)² with z = 2y.
    let expected: f64 =
        [(2.0, 6.0), (4.0, 12.0), (8.0, 18.0)].iter().map(|(a, b): &(f64, f64)| (a - b).powi(2) / 2.0).sum();
    assert!((total(&two).se.unwrap().powi(2) - expected).abs() < 1e-9);
    let census = Plan { weights: Some(vec![1.0; 6]), stages: vec![first], ..Plan::default() };
    assert_eq!(total(&Design::new(census).unwrap()).se, Some(0.0));
}

#[test]
fn a_domain_keeps_the_units_it_does_not_touch() {
    let all = design("a a a a a a", "1 1 2 2 3 3", &[], Lonely::Refuse).unwrap();
    let first = Domain::of(vec![true, true, false, false, false, false]);
    let total = Survey::from(&all).estimate(&Totals::new(vec![&VALUES], &first, Missing::Keep));
    // Sums 4, 0, 0: n/(n − 1) Σ (z − z̄)² with n = 3, not 1.
    assert!((total.covariance.get(0, 0) - 1.5 * (16.0 - 16.0 / 3.0)).abs() < 1e-12);
    assert_eq!((total.df, total.rows), (0.0, 2));
    let shown = total.at(0);
    let (lower, upper) = wald(4.0, shown.se.unwrap().powi(2), Critical::new(0.95, shown.df));
    assert!(lower.is_nan() && upper.is_nan(), "no degrees of freedom, no interval");
}

#[test]
fn an_empty_domain_has_a_total_of_zero_and_nothing_else() {
    let all = design("a a a b b b", "1 2 3 4 5 6", &[], Lonely::Refuse).unwrap();
    let nobody = Domain::of(vec![false; 6]);
    let survey = Survey::from(&all);
    let total = survey.estimate(&Totals::new(vec![&VALUES], &nobody, Missing::Keep));
    assert_eq!((total.at(0).value, total.at(0).se, total.rows), (Some(0.0), Some(0.0), 0));
    assert_eq!(mean(&all, &VALUES, &nobody).value, None);
    let ratio = survey.estimate(&Ratios::new(vec![&VALUES], &VALUES, &nobody, Missing::Keep));
    assert_eq!((ratio.at(0).value, ratio.at(0).se), (None, None));
    let quantile = Quantiles::new(&VALUES, &nobody, Missing::Keep).estimate(survey, &[0.5]);
    assert!(quantile[0].value.is_nan() && quantile[0].lower.is_nan());
    let groups =
        Categories { codes: vec![0, 0, 0, 1, 1, 1], levels: ["x", "y", "z"].map(str::to_owned).to_vec() };
    let means = group_means(survey, &GroupMeans::means(&groups, &VALUES, &Domain::everyone(), Missing::Keep));
    assert_eq!((means.at(0).value, means.at(2).value, means.at(2).se), (Some(2.0), None, None));
}

#[test]
fn one_row_has_an_estimate_but_no_error() {
    let all = design("a a a b b b", "1 2 3 4 5 6", &[], Lonely::Refuse).unwrap();
    let one = Domain::of((0..6).map(|row| row == 3).collect());
    let shown = mean(&all, &VALUES, &one);
    assert_eq!((shown.value, shown.se, shown.df), (Some(6.0), None, 0.0));
    let groups = words("x x x y z z");
    let means =
        group_means((&all).into(), &GroupMeans::means(&groups, &VALUES, &Domain::everyone(), Missing::Keep));
    assert_eq!((means.at(1).value, means.at(1).se), (Some(6.0), None));
    assert!(means.at(2).se.is_some());
}

#[test]
fn nobody_and_everybody_have_intervals_where_a_formula_has_one() {
    let critical = Critical::new(0.95, 14.0);
    for p in [0.0, 1.0] {
        assert!(logit(p, 0.0, critical).0.is_nan() && beta(p, 0.0, 183, critical).0.is_nan());
    }
    let ((lower, upper), size) = korn_graubard(0.0, 0.0, 183, critical);
    assert_eq!((lower, size, (upper * 1e5).round()), (0.0, 183.0, 1996.0));
    let ((lower, upper), _) = wilson(1.0, 0.0, 183, critical);
    assert_eq!((upper, (lower * 1e5).round()), (1.0, 97548.0));
}

#[test]
fn a_constant_does_not_vary() {
    let all = design("a a a b b b", "1 2 3 4 5 6", &[], Lonely::Refuse).unwrap();
    let seven = mean(&all, &[7.0; 6], &Domain::everyone());
    assert_eq!((seven.value, seven.se), (Some(7.0), Some(0.0)));
}

#[test]
fn gaps_are_kept_removed_or_refused() {
    let all = design("a a a b b b", "1 2 3 4 5 6", &[], Lonely::Refuse).unwrap();
    let gap = [1.0, f64::NAN, 3.0, 4.0, 5.0, 6.0];
    let kept = Survey::from(&all).estimate(&Means::new(vec![&gap], &Domain::everyone(), Missing::Keep));
    assert_eq!(kept.at(0).value, None);
    let removed = mean(&all, &gap, &Domain::everyone());
    assert_eq!((removed.value, removed.df), (Some(3.8), 4.0));
    let factor = words("x . x y y x");
    let shares = Survey::from(&all).estimate(&Shares::new(&factor, &Domain::everyone(), Missing::Remove));
    assert_eq!(shares.values, [0.6, 0.4]);

    let mut weights = plan("a a", "1 2", &[]);
    weights.weights = Some(vec![1.0, f64::NAN]);
    assert_eq!(Design::new(weights).unwrap_err(), DesignError::MissingWeight { row: 1 });
    let code = design("a .", "1 2", &[], Lonely::Refuse).unwrap_err();
    assert_eq!(code.to_string(), "row 2, stage 1: the stratum is missing");
}

#[test]
fn a_negative_weight_is_an_error_and_zero_leaves_the_counts() {
    let with = |weight: f64| {
        let mut plan = plan("a a a", "1 2 3", &[]);
        plan.weights = Some(vec![1.0, 1.0, weight]);
        Design::new(plan)
    };
    assert_eq!(with(-2.0).unwrap_err(), DesignError::Weight { row: 2, weight: -2.0 });
    let zero = with(0.0).unwrap();
    let shown = Survey::from(&zero).estimate(&Means::new(
        vec![&[1.0, 3.0, 100.0]],
        &Domain::everyone(),
        Missing::Keep,
    ));
    assert_eq!((shown.values[0], shown.rows, shown.df, zero.rows()), (2.0, 2, 1.0, 3));
}

#[test]
fn codes_of_units_are_nested_or_refused() {
    let repeated = plan("a a b b", "1 2 1 2", &[]);
    let refused = Design::new(repeated.clone()).unwrap_err();
    assert_eq!(refused.to_string().split(';').next(), Some("unit 1 is in strata a and b"));
    let nested = Design::new(Plan { nest: true, ..repeated }).unwrap();
    assert_eq!((nested.strata(), nested.primary_units()), (2, 4));
}

#[test]
fn counts_that_cannot_be_are_refused_by_stratum() {
    let check = |counts: &[f64], expected: &str| {
        let refused = design("a a b b", "1 2 3 4", counts, Lonely::Refuse).unwrap_err();
        assert_eq!(refused.to_string(), expected);
    };
    check(&[1.0, 1.0, 9.0, 9.0], "stage 1, stratum a: 2 units drawn out of 1");
    check(&[5.0, 5.0, 8.0, 9.0], "stage 1, stratum b: the population differs, 8 and 9 (row 4)");
    assert_eq!(Population::read(vec![0.2, 5.0]).unwrap_err(), DesignError::MixedPopulation { row: 0 });
    assert_eq!(Population::read(vec![0.2, 1.0]), Ok(Population::Fractions(vec![0.2, 1.0])));
}

#[test]
fn weights_may_be_left_to_the_counts() {
    let mut implied = plan("a a b b", "1 2 3 4", &[6.0, 6.0, 10.0, 10.0]);
    implied.weights = None;
    assert_eq!(Design::new(implied).unwrap().weights(), [3.0, 3.0, 5.0, 5.0]);
    let mut unknown = plan("a a", "1 2", &[]);
    unknown.weights = None;
    assert_eq!(Design::new(unknown).unwrap_err(), DesignError::NoWeights { stage: 1 });
}

#[test]
fn a_replicate_without_an_estimate_is_left_out_and_counted() {
    let all = design("a a a", "1 2 3", &[], Lonely::Refuse).unwrap();
    let columns = [[2.0, 1.0, 0.0], [0.0, 0.0, 3.0], [1.0, 2.0, 0.0]].map(|column| column.into()).to_vec();
    let scale = Scale { overall: 0.5, each: Vec::new() };
    let replicates = Replicates::supplied(&all, Supplied { columns, combined: true }, scale).unwrap();
    let first = Domain::of(vec![true, true, false]);
    let found =
        Survey::from(&replicates).estimate(&Means::new(vec![&[1.0, 4.0, 9.0]], &first, Missing::Keep));
    // Means of 2 and 3 around 2.5; the middle one is 0/0.
    assert_eq!((found.failed, found.covariance.get(0, 0)), (1, 0.25));
}

#[test]
fn a_seed_makes_the_same_bootstrap_and_another_one_another() {
    let all = design("a a a b b b", "1 2 3 4 5 6", &[], Lonely::Refuse).unwrap();
    let variance = |seed| {
        let replicates = Replicates::bootstrap(&all, 50, Resampling::RaoWu, seed).unwrap();
        let means = Means::new(vec![&VALUES], &Domain::everyone(), Missing::Keep);
        Survey::from(&replicates).estimate(&means).covariance.get(0, 0)
    };
    assert_eq!(variance(1), variance(1));
    assert_ne!(variance(1), variance(2));
}
