//! Regression held against R 4.2.2: `glm`, `glm.nb` of MASS, `NeweyWest`, `sandwich` and `vcovCL` of sandwich 3.0-2.

use crime_analysis::glm::{
    Coefficients, Columns, Family, Fit, GlmError, Model, Residual, autocorrelation, fit, ljung_box,
};
use distributions::{Confidence, normal};
use proptest::prelude::*;

use crate::near;
use crate::sicily::{BEFORE, EVENTS, INHABITANTS, ban, time};

/// 1.96 standard errors to both sides, as R users write it.
fn about_95() -> Confidence {
    Confidence::new(1.0 - 2.0 * normal::upper_tail(1.96)).expect("a level")
}

fn step() -> Columns {
    Columns::constant(59).and("ban", ban()).and("time", time())
}

fn sicily(columns: &Columns, family: Family) -> Fit {
    fit(&Model::new(columns, &EVENTS).per(&INHABITANTS), family).expect("a fit")
}

#[track_caller]
fn errors(found: &Coefficients, expected: [f64; 3]) {
    for (at, expected) in expected.into_iter().enumerate() {
        near(found.effect(&found.names[at]).expect("a column").se, expected, 1e-9);
    }
}

/// T31: a ban lowered coronary events by 11 %, although the crude rate rose.
#[test]
fn the_ban_of_sicily() {
    let quasi = sicily(&step(), Family::QuasiPoisson);
    let ban = quasi.coefficients.effect("ban").expect("a column");
    let ratio = ban.ratio(about_95());
    near(ban.value.exp(), 0.894_377, 1e-6);
    near(quasi.dispersion, 3.559_195, 3e-6);
    near(quasi.dispersion, 3.559_186_763_77, 1e-9);
    near(ratio.low, 0.839_188, 1e-6);
    near(ratio.high, 0.953_194, 1e-6);
    near(quasi.deviance, 197.309_612_512, 1e-11);
    near(quasi.coefficients.values[2], 0.004_944_992_032_25, 1e-9);
    errors(&quasi.coefficients, [0.021_109_637_219_379, 0.032_495_940_708_360, 0.000_941_837_705_115]);
    let poisson = sicily(&step(), Family::Poisson);
    let ratio = poisson.coefficients.effect("ban").expect("a column").ratio(about_95());
    near(ratio.low, 0.864_686, 1e-6);
    near(ratio.high, 0.925_087, 1e-6);
    near(poisson.log_likelihood.expect("one"), -351.016_293_265, 1e-11);
    // The crude mean rate rose all the same.
    let rate = |rows: std::ops::Range<usize>| {
        let count = rows.len() as f64;
        rows.map(|row| EVENTS[row] / INHABITANTS[row] * 1e5).sum::<f64>() / count
    };
    near(rate(0..BEFORE), 213.27, 1e-5);
    near(rate(BEFORE..59), 220.51, 1e-5);
}

#[test]
fn seasons_and_a_change_of_slope() {
    let seasons = step().and_harmonics(&time(), 12.0, 2);
    let found = sicily(&seasons, Family::QuasiPoisson);
    near(found.dispersion, 2.262_182_640_5, 1e-9);
    let ratio = found.coefficients.effect("ban").expect("a column").ratio(about_95());
    near(ratio.low, 0.839_400_152_438, 1e-9);
    near(ratio.high, 0.933_227_902_646, 1e-9);
    near(found.coefficients.effect("sin 1").expect("a column").value, 0.037_096_726_704_12, 1e-9);
    near(found.coefficients.effect("cos 2").expect("a column").value, 0.014_763_388_255_06, 1e-9);
    let after = ban().iter().zip(time()).map(|(ban, time)| ban * (time - 36.0)).collect();
    let slope = sicily(&seasons.and("after", after), Family::QuasiPoisson);
    let after = slope.coefficients.effect("after").expect("a column");
    near(after.value, 0.001_482_227_997_96, 1e-8);
    near(after.se, 0.001_854_630_862_059, 1e-9);
    near(slope.dispersion, 2.274_558_329_03, 1e-9);
}

#[test]
fn a_rate_that_varies_by_itself() {
    let found = sicily(&step(), Family::NegativeBinomial);
    near(found.alpha.expect("α"), 0.002_806_713_682_24, 1e-7);
    near(found.log_likelihood.expect("one"), -317.167_298_639, 1e-11);
    near(found.deviance, 58.779_473_161_8, 1e-7);
    near(found.coefficients.values[1], -0.112_800_438_268_85, 1e-8);
    errors(&found.coefficients, [0.019_989_847_320_678, 0.031_556_026_876_006, 0.000_907_116_295_351]);
    assert_eq!(found.family, Family::NegativeBinomialAt(found.alpha.expect("α")));
    // Days absent of 146 pupils (Venables and Ripley, `quine`): girls, then boys.
    let found = fit(&Model::new(&quine_columns(), &QUINE), Family::NegativeBinomial).expect("a fit");
    near(1.0 / found.alpha.expect("α"), 1.074_116_523_84, 1e-9);
    near(found.coefficients.values[0], 2.722_938_813_596, 1e-11);
    near(found.coefficients.values[1], 0.164_904_497_947, 1e-10);
    near(found.coefficients.effect("boy").expect("a column").se, 0.165_554_814_445, 1e-9);
    near(found.log_likelihood.expect("one"), -558.637_155_212, 1e-11);
}

#[test]
fn weights_count_rows_again() {
    let (columns, weights) = (quine_columns(), [1.0, 2.0].repeat(73));
    let model = Model { weights: Some(&weights), ..Model::new(&columns, &QUINE) };
    let found = fit(&model, Family::Poisson).expect("a fit");
    near(found.coefficients.values[1], 0.185_753_004_722, 1e-10);
    near(found.coefficients.effect("boy").expect("a column").se, 0.033_213_792_954_3, 1e-10);
}

#[test]
fn errors_that_hold_for_neighbours_and_groups() {
    let found = sicily(&step(), Family::Poisson);
    errors(&found.hac(3), [0.019_206_882_316_08, 0.031_995_941_035_45, 0.000_774_634_885_76]);
    errors(&found.hac(0), [0.017_316_267_315_482, 0.026_119_114_964_633, 0.000_708_987_211_589]);
    let years: Vec<usize> = (0..59).map(|month| month / 12).collect();
    let clustered = found.clustered(&years).expect("five years");
    errors(&clustered, [0.008_297_693_318_038, 0.021_971_541_699_950, 0.000_450_519_582_985]);
    assert_eq!(clustered.df, 4.0);
    assert!(found.clustered(&[1; 59]).is_err() && found.clustered(&years[1..]).is_err());
}

#[test]
fn residuals_and_their_memory() {
    let found = sicily(&step(), Family::QuasiPoisson);
    let deviance = found.residuals(Residual::Deviance);
    for (found, expected) in deviance.iter().zip([-0.516_757_136_924, -3.001_228_196_975, 1.712_265_350_361])
    {
        near(*found, expected, 1e-10);
    }
    near(found.residuals(Residual::Pearson)[1], -2.945_483_855_054, 1e-10);
    near(found.residuals(Residual::Response)[0], EVENTS[0] - found.fitted[0], 1e-12);
    let memory = autocorrelation(&deviance, 3);
    for (found, expected) in memory.iter().zip([0.208_351_461_815, 0.338_065_001_604, -0.078_638_418_205]) {
        near(*found, expected, 1e-9);
    }
    let test = ljung_box(&deviance, 12).expect("twelve lags");
    near(test.q, 58.116_322_938_8, 1e-10);
    near(test.p, 4.965_382_627_29e-8, 1e-8);
    assert_eq!(ljung_box(&deviance, 59), None);
    assert!(autocorrelation(&[2.0; 4], 1)[0].is_nan() && autocorrelation(&[], 1)[0].is_nan());
}

#[test]
fn what_would_have_been_without_the_ban() {
    let found = sicily(&step(), Family::Poisson);
    let without = Columns::constant(59).and("ban", vec![0.0; 59]).and("time", time());
    let expected = found.expected(&without, Some(&INHABITANTS)).expect("the same columns");
    near(expected[0], found.fitted[0], 1e-12);
    near(found.fitted[58] / expected[58], 0.894_377, 1e-6);
    assert!(found.expected(&Columns::constant(59), None).is_err());
}

#[test]
fn counts_that_scatter_less_than_chance_have_no_alpha() {
    let columns = Columns::constant(6);
    let found = fit(&Model::new(&columns, &[10.0, 11.0, 9.0, 10.0, 10.0, 10.0]), Family::NegativeBinomial)
        .expect("one");
    assert_eq!((found.family, found.alpha), (Family::QuasiPoisson, None));
    assert!(found.dispersion < 1.0);
}

#[test]
fn what_cannot_be_fitted_is_said_with_its_column() {
    let check = |columns: &Columns, counts: &[f64], expected: GlmError| {
        for family in [Family::Poisson, Family::QuasiPoisson, Family::NegativeBinomial] {
            assert_eq!(
                fit(&Model::new(columns, counts), family).expect_err("refused"),
                expected,
                "{family:?}"
            );
        }
    };
    let half = vec![0.0, 0.0, 1.0, 1.0];
    let both = Columns::constant(4).and("lamps", half.clone());
    check(&both, &[0.0; 4], GlmError::AllZero { column: "constant".into() });
    let twice = both.clone().and("lit", half.iter().map(|x| 1.0 - x).collect());
    check(&twice, &[1.0, 2.0, 3.0, 4.0], GlmError::Dependent { column: "lit".into() });
    check(&both, &[1.0, 2.0, 0.0, 0.0], GlmError::Separated { columns: vec!["lamps".into()] });
    let columns = vec!["constant".into(), "lamps".into()];
    check(&both, &[0.0, 0.0, 1.0, 2.0], GlmError::Separated { columns });
    check(&both, &[1.0, -2.0, 3.0, 4.0], GlmError::Count { row: 1, value: -2.0 });
    check(&both, &[1.0; 3], GlmError::Length { column: "counts".into(), expected: 4, found: 3 });
    let gap = both.clone().and("wind", vec![1.0, f64::NAN, 2.0, 3.0]);
    check(&gap, &[1.0; 4], GlmError::NotFinite { column: "wind".into(), row: 1 });
    check(&Columns::none(0), &[], GlmError::Empty);
    check(
        &both.clone().and("x", vec![1.0]),
        &[1.0; 4],
        GlmError::Length { column: "x".into(), expected: 4, found: 1 },
    );
    let five = (0..5).fold(Columns::none(2), |all, at| all.and(format!("x{at}"), vec![f64::from(at), 1.0]));
    check(&five, &[1.0, 2.0], GlmError::TooFewRows { rows: 2, columns: 5 });
    let bad = |exposure: Option<&[f64]>, weights: Option<&[f64]>| {
        fit(&Model { columns: &both, counts: &[1.0; 4], exposure, weights }, Family::Poisson)
            .expect_err("refused")
    };
    assert_eq!(bad(Some(&[1.0, 0.0, 1.0, 1.0]), None), GlmError::Exposure { row: 1, value: 0.0 });
    assert_eq!(bad(None, Some(&[1.0, 1.0, -1.0, 1.0])), GlmError::Weight { row: 2, value: -1.0 });
    assert_eq!(bad(None, Some(&[0.0; 4])), GlmError::Empty);
    let half = fit(&Model::new(&both, &[1.5, 2.0, 3.0, 4.0]), Family::NegativeBinomial);
    assert_eq!(half.expect_err("refused"), GlmError::Count { row: 0, value: 1.5 });
}

#[test]
fn an_error_without_degrees_of_freedom_is_not_known() {
    let columns = Columns::constant(2).and("x", vec![0.0, 1.0]);
    let found = fit(&Model::new(&columns, &[3.0, 6.0]), Family::QuasiPoisson).expect("a fit");
    let x = found.coefficients.effect("x").expect("a column");
    near(x.value, 2_f64.ln(), 1e-12);
    assert!(found.dispersion.is_nan() && x.se.is_nan() && x.ratio(Confidence::P95).low.is_nan());
    // Exposures at the end of what numbers can say are refused, not looped over.
    let model = Model::new(&columns, &[3.0, 6.0]);
    assert!(fit(&model.per(&[1e308, 1e-308]), Family::Poisson).is_ok());
    let weights = [1e308, 1e308];
    assert!(fit(&Model { weights: Some(&weights), ..model }, Family::Poisson).is_err());
}

#[test]
fn straight_lines_have_closed_forms() {
    // y = 1 + 2x, off by ±0.5.
    let columns = Columns::constant(4).and("x", vec![0.0, 1.0, 2.0, 3.0]);
    let found = fit(&Model::new(&columns, &[1.5, 2.5, 4.5, 7.5]), Family::Gaussian).expect("a fit");
    near(found.coefficients.values[0], 1.0, 1e-12);
    near(found.coefficients.values[1], 2.0, 1e-12);
    let slope = found.coefficients.effect("x").expect("a column");
    near(slope.se, (0.5_f64 / 5.0).sqrt(), 1e-12);
    near(found.dispersion, 0.5, 1e-12);
    assert!(slope.student(Confidence::P95).width() > slope.interval(Confidence::P95).width());
    let both = found.coefficients.combination(&[("constant", 1.0), ("x", 3.0)]).expect("columns");
    near(both.value, 7.0, 1e-12);
    assert_eq!(found.coefficients.effect("y"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn score_equations_are_zero(
        counts in proptest::collection::vec(prop_oneof![0_u32..3, 0_u32..400], 6..60),
        family in prop::sample::select(vec![
            Family::Poisson, Family::QuasiPoisson, Family::NegativeBinomial, Family::NegativeBinomialAt(0.3), Family::Gaussian,
        ]),
        period in 3.0..24.0_f64,
    ) {
        let counts: Vec<f64> = counts.into_iter().map(f64::from).collect();
        let time: Vec<f64> = (0..counts.len()).map(|at| at as f64).collect();
        let exposure: Vec<f64> = time.iter().map(|at| 1.0 + at % 3.0).collect();
        let columns = Columns::constant(counts.len()).and("time", time.clone()).and_harmonics(&time, period, 1);
        match fit(&Model::new(&columns, &counts).per(&exposure), family) {
            Ok(found) => {
                let worst = found.score().into_iter().fold(0.0, |a: f64, b| a.max(b.abs()));
                let unit = if family == Family::Gaussian { 1e4 } else { 1.0 };
                prop_assert!(worst < 1e-6 * unit, "{worst} {:?}", found.convergence);
                if family == Family::Poisson {
                    let (all, fitted): (f64, f64) = (counts.iter().sum(), found.fitted.iter().sum());
                    prop_assert!((all - fitted).abs() < 1e-7 * all.max(1.0));
                }
            }
            Err(error) => prop_assert!(matches!(error, GlmError::Separated { .. } | GlmError::AllZero { .. }), "{error}"),
        }
    }
}

fn quine_columns() -> Columns {
    let boys = [0..31, 69..104].iter().fold(vec![0.0; 146], |mut all, rows| {
        all[rows.clone()].fill(1.0);
        all
    });
    Columns::constant(146).and("boy", boys)
}

const QUINE: [f64; 146] = [
    2.0, 11.0, 14.0, 5.0, 5.0, 13.0, 20.0, 22.0, 6.0, 6.0, 15.0, 7.0, 14.0, 6.0, 32.0, 53.0, 57.0, 14.0,
    16.0, 16.0, 17.0, 40.0, 43.0, 46.0, 8.0, 23.0, 23.0, 28.0, 34.0, 36.0, 38.0, 3.0, 5.0, 11.0, 24.0, 45.0,
    5.0, 6.0, 6.0, 9.0, 13.0, 23.0, 25.0, 32.0, 53.0, 54.0, 5.0, 5.0, 11.0, 17.0, 19.0, 8.0, 13.0, 14.0,
    20.0, 47.0, 48.0, 60.0, 81.0, 2.0, 0.0, 2.0, 3.0, 5.0, 10.0, 14.0, 21.0, 36.0, 40.0, 6.0, 17.0, 67.0,
    0.0, 0.0, 2.0, 7.0, 11.0, 12.0, 0.0, 0.0, 5.0, 5.0, 5.0, 11.0, 17.0, 3.0, 4.0, 22.0, 30.0, 36.0, 8.0,
    0.0, 1.0, 5.0, 7.0, 16.0, 27.0, 0.0, 30.0, 10.0, 14.0, 27.0, 41.0, 69.0, 25.0, 10.0, 11.0, 20.0, 33.0,
    5.0, 7.0, 0.0, 1.0, 5.0, 5.0, 5.0, 5.0, 7.0, 11.0, 15.0, 5.0, 14.0, 6.0, 6.0, 7.0, 28.0, 0.0, 5.0, 14.0,
    2.0, 2.0, 3.0, 8.0, 10.0, 12.0, 1.0, 1.0, 9.0, 22.0, 3.0, 3.0, 5.0, 15.0, 18.0, 22.0, 37.0,
];
