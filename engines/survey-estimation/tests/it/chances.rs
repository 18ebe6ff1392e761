//! Unequal chances, and replicates that draw again.

use survey_estimation::design::{Joint, Pairs, PairsFormula, Plan, Population, StagePlan};
use survey_estimation::estimators::{Missing, Totals};
use survey_estimation::replicates::Resampling;
use survey_estimation::{Design, Domain, Replicates, Survey};

use crate::town;

fn sample(chances: &[f64], pairs: Option<Pairs>) -> Design {
    let stage = StagePlan { population: Population::Inclusion(chances.to_vec()), ..StagePlan::default() };
    let weights = Some(chances.iter().map(|chance| 1.0 / chance).collect());
    Design::new(Plan { weights, stages: vec![stage], pairs, ..Plan::default() }).expect("a design")
}

fn variance(survey: Survey<'_>, y: &[f64]) -> f64 {
    survey.estimate(&Totals::new(vec![y], &Domain::everyone(), Missing::Keep)).covariance.get(0, 0)
}

#[test]
fn equal_chances_are_a_simple_random_sample_by_every_formula() {
    let (y, chance) = ([1.0, 4.0, 2.0, 8.0, 5.0], 0.2);
    let z: Vec<f64> = y.iter().map(|y| y / chance).collect();
    let mean = z.iter().sum::<f64>() / 5.0;
    let expected = (1.0 - chance) * 5.0 / 4.0 * z.iter().map(|z| (z - mean).powi(2)).sum::<f64>();
    // π_ij of a simple random sample of 5 out of 25.
    let both = 5.0 * 4.0 / (25.0 * 24.0);
    let known = (0..25).map(|at| if at % 6 == 0 { chance } else { both }).collect();
    for joint in [Joint::Overton, Joint::HartleyRao(Some(25.0 * chance * chance / 5.0)), Joint::Known(known)]
    {
        for formula in [PairsFormula::HorvitzThompson, PairsFormula::YatesGrundy] {
            let design = sample(&[chance; 5], Some(Pairs { joint: joint.clone(), formula }));
            let found = variance((&design).into(), &y);
            assert!(
                (found / expected - 1.0).abs() < 1e-12,
                "{joint:?} {formula:?}: {found}, expected {expected}"
            );
        }
    }
    let brewer = variance((&sample(&[chance; 5], None)).into(), &y);
    assert!((brewer / expected - 1.0).abs() < 1e-12, "Brewer: {brewer}");
}

#[test]
fn pairs_without_a_chance_for_each_unit_are_refused() {
    let pairs = Some(Pairs { joint: Joint::Overton, formula: PairsFormula::HorvitzThompson });
    let plan = Plan { pairs, ..town::plan("a a b b", "1 2 3 4", &[]) };
    let refused = Design::new(plan).expect_err("no chances").to_string();
    assert_eq!(refused, "probabilities of pairs need one stage and a probability for each of its units");
}

/// Each bootstrap estimates what its theory says, to within the chance of 4,000 replicates.
#[test]
fn bootstraps_estimate_the_variance_they_are_for() {
    let near = |what: &str, found: f64, expected: f64, part: f64| {
        assert!((found / expected - 1.0).abs() < part, "{what}: {found}, expected {expected}");
    };
    let design = town::large(5, 6, 8);
    let y = town::answers(design.rows());
    let linear = variance((&design).into(), &y);
    let preston = Replicates::bootstrap(&design, 4_000, Resampling::Preston, 11).expect("replicates");
    near("both stages", variance((&preston).into(), &y), linear, 0.08);
    // Rao and Wu's sees the first stage only, and as if drawn with replacement.
    let plain = Replicates::bootstrap(&design, 4_000, Resampling::RaoWu, 11).expect("replicates");
    assert!(variance((&plain).into(), &y) > linear);
    let chances = [0.1, 0.2, 0.3, 0.4, 0.5];
    let values = [3.0, 1.0, 4.0, 1.0, 5.0];
    let expected: f64 =
        chances.iter().zip(values).map(|(chance, y)| (1.0 - chance) * (y / chance) * (y / chance)).sum();
    let poisson =
        Replicates::bootstrap(&sample(&chances, None), 4_000, Resampling::Poisson, 3).expect("replicates");
    near("Poisson", variance((&poisson).into(), &values), expected, 0.08);
}

#[test]
fn successive_differences_see_neighbours_and_no_trend() {
    let rows = 60;
    let stage = StagePlan::default();
    let design = Design::new(Plan { weights: Some(vec![1.0; rows]), stages: vec![stage], ..Plan::default() })
        .expect("a design");
    let replicates = Replicates::successive(&design, 80).expect("replicates");
    assert_eq!(replicates.count(), 80);
    // A straight line: neighbours differ by one, so V = ½ Σ (y_i − y_{i+1})² in a circle broken once.
    let line: Vec<f64> = (0..rows).map(|row| row as f64).collect();
    let found = variance((&replicates).into(), &line);
    let simple = variance((&design).into(), &line);
    assert!(found < simple / 10.0, "{found} against {simple}");
    // V = Σ over columns of squares of half the difference of neighbours' terms, ends included: orthogonal columns.
    let terms: Vec<f64> = (0..=rows)
        .map(|at| {
            line.get(at).copied().unwrap_or(0.0)
                - at.checked_sub(1).and_then(|at| line.get(at)).copied().unwrap_or(0.0)
        })
        .collect();
    let expected = 0.5 * terms.iter().map(|term| term * term).sum::<f64>();
    assert!((found / expected - 1.0).abs() < 1e-9, "{found}, expected {expected}");
}
