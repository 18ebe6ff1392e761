//! STL.

use proptest::prelude::*;

use super::{DISCOVERIES, NOTTINGHAM, near};
use crate::trend::*;

/// T14: R `stl(nottem, "per")`.
#[test]
fn nottingham_with_one_season() {
    let parts = stl(&NOTTINGHAM, StlSettings::periodic(12)).unwrap();
    near(parts.seasonal[0], -9.347_198, 6);
    near(parts.trend[0], 49.680_67, 5);
    near(parts.remainder[0], 0.266_525_4, 7);
    near(parts.seasonal[1], -9.855_250, 6);
    near(parts.trend[1], 49.545_52, 5);
    near(parts.remainder[1], 1.109_729, 6);
    assert!(parts.weights.iter().all(|weight| *weight == 1.0));
}

/// Rows 1, 2, 100 and the last two of R's results.
#[track_caller]
fn rows(values: &[f64], settings: StlSettings, seasonal: [f64; 5], trend: [f64; 5]) -> Stl {
    let parts = stl(values, settings).unwrap();
    let n = values.len();
    for (at, (season, level)) in [0, 1, 99, n - 2, n - 1].into_iter().zip(seasonal.into_iter().zip(trend)) {
        near(parts.seasonal[at], season, 8);
        near(parts.trend[at], level, 7);
    }
    parts
}

#[test]
fn nottingham_as_r_takes_it_apart() {
    let plain = StlSettings::periodic(12);
    // stl(nottem, s.window = 7)
    rows(
        &NOTTINGHAM,
        StlSettings { seasonal: Some(7), ..plain },
        [-7.925_187_362, -9.140_111_200, -2.023_356_256, -4.845_627_322, -10.823_208_390],
        [48.899_381_14, 48.935_924_41, 48.688_273_97, 49.271_185_12, 49.217_590_69],
    );
    // stl(nottem, s.window = 8): an even window is made odd
    rows(
        &NOTTINGHAM,
        StlSettings { seasonal: Some(8), ..plain },
        [-8.080_579_584, -9.006_084_048, -2.019_725_343, -5.300_320_170, -10.524_234_928],
        [48.901_176_33, 48.937_514_98, 48.696_347_80, 49.195_766_50, 49.131_740_25],
    );
}

/// With outliers counting less: x <- ts(nottem[1:239], frequency = 12). All 240 would be held against an error of R: for an
/// even number of points its partial sorting takes a wrong value for one half of the median (6 medians are 7.0688 after
/// the first round of stl(nottem, s.window = 13, t.window = 20, robust = TRUE), and its weights come from 7.9228).
#[test]
fn nottingham_without_its_outliers() {
    let values = &NOTTINGHAM[..239];
    let plain = StlSettings { robust: true, ..StlSettings::periodic(12) };
    // stl(x, s.window = 13, t.window = 20, robust = TRUE)
    let narrow = rows(
        values,
        StlSettings { seasonal: Some(13), level: Some(20), ..plain },
        [-8.715_768_391_76, -9.127_500_584_80, -2.341_425_810_65, -0.041_371_404_56, -6.062_133_605_97],
        [49.623_859_15, 49.606_827_01, 48.883_691_15, 49.420_364_33, 49.395_892_62],
    );
    for (at, weight) in [(0, 0.996_194_512), (22, 0.853_916_570), (99, 0.977_079_085)] {
        near(narrow.weights[at], weight, 9);
    }
    // stl(x, "per", robust = TRUE)
    let periodic = rows(
        values,
        plain,
        [-9.347_686_894_4, -9.524_869_619_3, -2.827_348_190_2, 0.330_815_510_8, -6.522_083_440_2],
        [50.037_752_41, 49.941_024_69, 48.974_286_88, 49.796_264_48, 49.842_161_87],
    );
    near(periodic.weights[22], 0.780_393_599, 9);
}

/// stl(ts(log(discoveries[1:31] + 1), frequency = 4), s.window = 7): quarters, and a last year that is not whole
#[test]
fn quarters() {
    let values: Vec<f64> = DISCOVERIES[..31].iter().map(|&n| (n as f64 + 1.0).ln()).collect();
    let settings = StlSettings { seasonal: Some(7), ..StlSettings::periodic(4) };
    let parts = stl(&values, settings).unwrap();
    let seasonal = [0.122_798_782_9, 0.127_128_015_7, 0.172_904_469_8, -0.232_125_086_4];
    let trend = [1.291_876_747_0, 0.798_415_685_0, 0.980_994_508_1, 1.688_129_092_1];
    for (at, (season, level)) in [0, 4, 12, 29].into_iter().zip(seasonal.into_iter().zip(trend)) {
        near(parts.seasonal[at], season, 10);
        near(parts.trend[at], level, 10);
    }
}

#[test]
fn what_cannot_be_taken_apart() {
    let plain = StlSettings::periodic(12);
    assert_eq!(stl(&NOTTINGHAM[..24], plain), Err(TrendError::TooShort { needed: 25, found: 24 }));
    assert!(stl(&NOTTINGHAM, StlSettings { period: 1, ..plain }).is_err());
    assert!(stl(&NOTTINGHAM, StlSettings { period: usize::MAX, ..plain }).is_err());
    assert!(
        stl(&NOTTINGHAM, StlSettings { seasonal: Some(usize::MAX), level: Some(usize::MAX), ..plain })
            .is_ok()
    );
    assert!(stl(&NOTTINGHAM, StlSettings { seasonal: Some(1), ..plain }).is_err());
    assert!(stl(&NOTTINGHAM, StlSettings { level: Some(0), ..plain }).is_err());
    let flat = stl(&[3.0; 40], StlSettings { robust: true, ..plain }).unwrap();
    assert!(flat.trend.iter().all(|level| (level - 3.0).abs() < 1e-12));
}

proptest! {
    #[test]
    fn the_parts_add_up(
        values in prop::collection::vec(0.0..100.0_f64, 25..80), seasonal in prop::option::of(3_usize..40),
        period in 2_usize..12, robust: bool,
    ) {
        let settings = StlSettings { period, seasonal, level: None, robust };
        let parts = stl(&values, settings).unwrap();
        for (at, value) in values.iter().enumerate() {
            prop_assert!((parts.seasonal[at] + parts.trend[at] + parts.remainder[at] - value).abs() < 1e-9);
        }
        if seasonal.is_none() {
            prop_assert!(parts.seasonal.iter().zip(parts.seasonal.iter().skip(period)).all(|(a, b)| a == b));
        }
    }
}
