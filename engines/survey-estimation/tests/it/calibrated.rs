//! Weights that meet known totals, and what that does to uncertainty.

use survey_estimation::calibrated::{Distance, Margin, Model, Reweighting};
use survey_estimation::data::Categories;
use survey_estimation::estimators::{Missing, ShareTotals, Totals};
use survey_estimation::{Design, Domain, Estimates, Replicates, Survey};

use crate::town::{answers, large};

fn total(survey: Survey<'_>, values: &[f64]) -> Estimates {
    survey.estimate(&Totals::new(vec![values], &Domain::everyone(), Missing::Keep))
}

fn people(design: &Design) -> f64 {
    design.weights().iter().sum()
}

/// Four in ten of age a, six in ten of age b; and size on the average four per cent larger than the sample says.
fn ages(design: &Design) -> Categories {
    Categories {
        codes: (0..design.rows()).map(|row| u32::from(row % 3 == 0)).collect(),
        levels: vec!["a".into(), "b".into()],
    }
}

fn model(design: &Design, distance: Distance) -> Reweighting {
    let size = answers(design.rows());
    let known = 1.04 * total(design.into(), &size).values[0];
    Reweighting::Model(Model {
        names: vec!["everybody".into(), "size".into()],
        columns: vec![vec![1.0; design.rows()], size],
        totals: vec![people(design), known],
        distance,
        by_unit: false,
        variance: Vec::new(),
    })
}

#[test]
fn a_calibrated_total_is_known_without_doubt() {
    let design = large(4, 5, 12);
    let size = answers(design.rows());
    let known = 1.04 * total((&design).into(), &size).values[0];
    let distances =
        [Distance::Linear, Distance::Exponential, Distance::Bounded(0.7, 1.5), Distance::Logit(0.6, 1.6)];
    for distance in distances {
        let calibrated = model(&design, distance).design(&design).expect("weights");
        let found = total((&calibrated).into(), &size);
        assert!((found.values[0] / known - 1.0).abs() < 1e-10, "{distance:?}");
        assert!(found.covariance.se(0) < 1e-7 * known, "{distance:?}: {}", found.covariance.se(0));
        if let Distance::Bounded(lower, upper) | Distance::Logit(lower, upper) = distance {
            let raised =
                calibrated.weights().iter().zip(design.weights()).map(|(after, before)| after / before);
            assert!(raised.into_iter().all(|g| (lower - 1e-12..=upper + 1e-12).contains(&g)));
        }
    }
}

#[test]
fn every_replicate_meets_the_totals_again() {
    let design = large(4, 5, 12);
    let step = model(&design, Distance::Exponential);
    let replicates = step.replicates(Replicates::jackknife(&design).expect("replicates")).expect("weights");
    let size = answers(design.rows());
    let (known, found) =
        (1.04 * total((&design).into(), &size).values[0], total((&replicates).into(), &size));
    assert!((found.values[0] / known - 1.0).abs() < 1e-10 && found.failed == 0);
    assert!(found.covariance.se(0) < 1e-7 * known);
    let plain = Replicates::jackknife(&design).expect("replicates");
    assert!(total((&plain).into(), &size).covariance.se(0) > 1e-3 * known);
}

#[test]
fn margins_are_met_by_raking_and_by_cells() {
    let design = large(4, 5, 12);
    let all = people(&design);
    let age = Margin { factor: ages(&design), totals: vec![0.4 * all, 0.6 * all] };
    let codes = (0..design.rows()).map(|row| (row % 4 / 2) as u32).collect();
    let sex = Categories { codes, levels: vec!["f".into(), "m".into()] };
    let raked = Reweighting::Margins(vec![
        age.clone(),
        Margin { factor: sex.clone(), totals: vec![0.52 * all, 0.48 * all] },
    ]);
    let raked = raked.design(&design).expect("weights");
    for (margin, expected) in [(&age.factor, 0.4), (&sex, 0.52)] {
        let found =
            Survey::from(&raked).estimate(&ShareTotals::new(margin, &Domain::everyone(), Missing::Keep));
        assert!((found.values[0] / all - expected).abs() < 1e-10);
        assert!(found.covariance.se(0) < 1e-7 * all);
    }
    let cells = Reweighting::Margins(vec![age.clone()]).design(&design).expect("weights");
    let found =
        Survey::from(&cells).estimate(&ShareTotals::new(&age.factor, &Domain::everyone(), Missing::Keep));
    assert!(found.covariance.se(0) < 1e-9 * all);
}

#[test]
fn what_cannot_be_met_is_named() {
    let design = large(3, 4, 10);
    let narrow = model(&design, Distance::Bounded(0.99, 1.01)).design(&design).unwrap_err();
    assert!(narrow.to_string().contains("size") || narrow.to_string().contains("everybody"), "{narrow}");
    let mut factor = ages(&design);
    factor.levels.push("c".into());
    let absent = Reweighting::Margins(vec![Margin { factor: factor.clone(), totals: vec![1.0, 2.0, 3.0] }]);
    assert!(absent.design(&design).unwrap_err().to_string().contains('c'));
    let short = Reweighting::Margins(vec![Margin { factor, totals: vec![1.0] }]);
    assert!(short.design(&design).is_err());
}

#[test]
fn trimming_keeps_the_sum_and_the_bounds() {
    let design = large(3, 4, 10);
    let sum = people(&design);
    let trimmed =
        Reweighting::Trim { lower: 12.0, upper: 19.0, strict: true }.design(&design).expect("weights");
    assert!((people(&trimmed) / sum - 1.0).abs() < 1e-12);
    assert!(trimmed.weights().iter().all(|weight| (12.0 - 1e-9..=19.0 + 1e-9).contains(weight)));
    assert!(trimmed.adjustments().is_empty());
}
