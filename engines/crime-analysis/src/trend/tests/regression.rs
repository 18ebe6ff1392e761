//! Trends in per cent a year, held against R `glm` and `MASS::glm.nb`.

use proptest::prelude::*;

use super::{DRIVERS, near, relative};
use crate::glm::{Family, GlmError};
use crate::trend::*;

fn drivers() -> TrendModel<'static> {
    TrendModel {
        counts: &DRIVERS,
        exposure: None,
        per_year: 12.0,
        seasons: Some(Seasons { pairs: 2 }),
        breaks: &[],
        scatter: Scatter::Choose,
        errors: Errors::Independent,
    }
}

/// glm.nb(y ~ year + sin + cos + …): scatter far beyond chance is found and taken into account.
#[test]
fn drivers_without_the_law() {
    let trend = regression(&drivers()).unwrap();
    near(trend.dispersion, 18.281_41, 5);
    relative(trend.per_year.value, -1.844_660_415e-2, 1e-8);
    relative(trend.per_year.se, 1.613_273_206e-3, 1e-6);
    relative(trend.fit.alpha.unwrap(), 0.010_016_347_25, 1e-6);
    near(trend.memory.unwrap().q, 206.049, 3);
    near(trend.change, (-0.018_446_604_15_f64).exp_m1(), 9);
    assert!(trend.interval.holds(trend.change) && trend.p < 1e-20);
}

/// The belts are a known break: beside them the trend is two thirds of what it seemed.
#[test]
fn drivers_with_the_law() {
    let trend = regression(&TrendModel { breaks: &[169], ..drivers() }).unwrap();
    relative(trend.per_year.value, -0.012_266_719_11, 1e-8);
    relative(trend.per_year.se, 0.001_776_923_186, 1e-6);
    let law = trend.coefficients.effect("break 169").unwrap();
    relative(law.value, -0.161_383_439_31, 1e-8);
    relative(law.se, 0.025_412_692_871, 1e-6);
    // Neighbouring months are alike: honest errors are larger.
    let errors = Errors::NeweyWest { lags: 12 };
    let honest = regression(&TrendModel { breaks: &[169], errors, ..drivers() }).unwrap();
    assert_eq!(honest.per_year.value, trend.per_year.value);
    assert!(honest.per_year.se > 1.3 * trend.per_year.se);
}

/// glm(y/20 rounded): steadier than chance, so α is zero and quasi-Poisson is what is left.
#[test]
fn without_scatter_the_negative_binomial_steps_back() {
    let twentieth: Vec<f64> = DRIVERS.iter().map(|count| (count / 20.0).round_ties_even()).collect();
    let model = TrendModel { counts: &twentieth, scatter: Scatter::NegativeBinomial, ..drivers() };
    let trend = regression(&model).unwrap();
    assert_eq!(trend.fit.family, Family::QuasiPoisson);
    relative(trend.per_year.value, -0.017_938_753_126, 1e-8);
    relative(trend.per_year.se, 0.001_641_944_760_71, 1e-8);
    near(trend.dispersion, 0.915_661_549_5, 10);
    // Chosen freely it is Poisson.
    let chosen = regression(&TrendModel { scatter: Scatter::Choose, ..model }).unwrap();
    assert_eq!(chosen.fit.family, Family::Poisson);
    // Counts with weights are no whole numbers.
    let halves: Vec<f64> = DRIVERS.iter().map(|count| count * 0.5).collect();
    assert_eq!(
        regression(&TrendModel { counts: &halves, ..drivers() }).unwrap().fit.family,
        Family::QuasiPoisson
    );
}

#[test]
fn errors_name_the_column_or_the_row() {
    let zeros = [0.0; 48];
    let all_zero = regression(&TrendModel { counts: &zeros, ..drivers() }).unwrap_err();
    assert!(matches!(all_zero, TrendError::Regression(GlmError::AllZero { .. })), "{all_zero}");
    let mut gap = DRIVERS;
    gap[7] = f64::NAN;
    let missing = regression(&TrendModel { counts: &gap, ..drivers() }).unwrap_err();
    assert_eq!(missing, TrendError::Regression(GlmError::NotFinite { column: "counts".into(), row: 7 }));
    let twice = regression(&TrendModel { breaks: &[60, 60], ..drivers() }).unwrap_err();
    assert_eq!(twice, TrendError::Regression(GlmError::Dependent { column: "break 60".into() }));
    let outside = regression(&TrendModel { breaks: &[192], ..drivers() }).unwrap_err();
    assert_eq!(outside, TrendError::Setting { name: "break", value: 192.0 });
    let short = regression(&TrendModel { counts: &DRIVERS[..4], ..drivers() }).unwrap_err();
    assert!(matches!(short, TrendError::Regression(GlmError::TooFewRows { .. })), "{short}");
    assert!(regression(&TrendModel { per_year: 0.0, ..drivers() }).is_err());
    let nobody = regression(&TrendModel { exposure: Some(&[0.0; 192]), ..drivers() }).unwrap_err();
    assert!(matches!(nobody, TrendError::Regression(GlmError::Exposure { row: 0, .. })), "{nobody}");
}

proptest! {
    /// Counts that follow the model exactly give it back.
    #[test]
    fn a_pure_trend_is_found(change in -0.3..0.3_f64, level in 10.0..500.0_f64, years in 3_usize..8) {
        let counts: Vec<f64> = (0..12 * years).map(|t| level * (change * t as f64 / 12.0).exp()).collect();
        let model = TrendModel { counts: &counts, seasons: Some(Seasons { pairs: 1 }), ..drivers() };
        let trend = regression(&model).unwrap();
        prop_assert!((trend.per_year.value - change).abs() < 1e-7);
        // What is counted in proportion to a growing exposure does not grow.
        let model = TrendModel { exposure: Some(&counts), ..model };
        prop_assert!(regression(&model).unwrap().change.abs() < 1e-7);
    }
}
