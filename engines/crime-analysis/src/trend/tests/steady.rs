//! Mann–Kendall and Sen.

use distributions::Confidence;
use proptest::prelude::*;

use super::{NILE, NOTTINGHAM, near};
use crate::trend::*;

const TIED: [f64; 10] = [27.0, 24.0, 26.0, 26.0, 22.0, 21.0, 23.0, 19.0, 20.0, 20.0];

/// T9.
#[test]
fn the_nile_fell() {
    let test = mann_kendall(&NILE, Memory::None).unwrap();
    assert_eq!(test.s, -1387.0);
    near(test.variance, 112_728.3, 1);
    near(test.z, -4.128_067, 6);
    near(test.p, 3.658e-5, 8);
    near(test.tau, -0.280_202, 6);
    // pymannkendall: sens_slope, hamed_rao_modification_test
    near(sen_slope(&NILE, Confidence::P95).unwrap().slope, -2.6, 12);
    let corrected = mann_kendall(&NILE, Memory::Corrected).unwrap();
    near(corrected.variance, 241_565.356_916_6, 6);
    near(corrected.z, -2.819_979_195_6, 9);
}

/// T10.
#[test]
fn ties_shrink_the_variance() {
    let test = mann_kendall(&TIED, Memory::None).unwrap();
    assert_eq!((test.s, test.variance), (-31.0, 123.0));
    near(test.z, -2.705_009, 6);
    near(test.p, 0.006_830, 6);
    let slope = sen_slope(&TIED, Confidence::P95).unwrap();
    near(slope.slope, -0.833_333_3, 7);
    assert!(slope.interval.holds(slope.slope) && slope.interval.high < 0.0);
    // No memory is significant in ten points: nothing changes.
    assert_eq!(mann_kendall(&TIED, Memory::Corrected).unwrap(), test);
}

/// T11.
#[test]
fn nottingham_grew_warmer_month_by_month() {
    let test = seasonal_kendall(&NOTTINGHAM, 12, Memory::None).unwrap();
    assert_eq!((test.all.s, test.all.variance), (224.0, 11_364.0));
    near(test.all.z, 2.091_892, 6);
    near(test.all.p, 0.036_448, 6);
    let (august, september) = (test.seasons[7], test.seasons[8]);
    assert_eq!((august.s, september.s), (80.0, 67.0));
    near(august.p, 0.0102, 4);
    near(september.p, 0.0317, 4);
    near(seasonal_sen_slope(&NOTTINGHAM, 12, Confidence::P95).unwrap().slope, 0.05, 12);
    // pymannkendall: correlated_seasonal_test (without continuity correction z is 1.5974).
    let corrected = seasonal_kendall(&NOTTINGHAM, 12, Memory::Corrected).unwrap();
    near(corrected.all.variance, 19_663.333_333_3, 7);
    near(224.0 / corrected.all.variance.sqrt(), 1.597_421_214, 9);
}

#[test]
fn series_of_which_nothing_can_be_said() {
    assert_eq!(mann_kendall(&[1.0, 2.0], Memory::None), Err(TrendError::TooShort { needed: 3, found: 2 }));
    let gap = mann_kendall(&[1.0, f64::NAN, 2.0], Memory::None).unwrap_err();
    assert!(matches!(gap, TrendError::Value { at: 1, .. }), "{gap}");
    assert_eq!(
        mann_kendall(&vec![0.0; 5001], Memory::None),
        Err(TrendError::TooLong { most: 5000, found: 5001 })
    );
    let short = seasonal_kendall(&NOTTINGHAM[..23], 12, Memory::None);
    assert_eq!(short, Err(TrendError::TooShort { needed: 24, found: 23 }));
    let part = seasonal_kendall(&NOTTINGHAM[..30], 12, Memory::Corrected);
    assert_eq!(part, Err(TrendError::TooShort { needed: 36, found: 30 }));
    for period in [0, usize::MAX] {
        assert!(seasonal_kendall(&NOTTINGHAM, period, Memory::None).is_err());
        assert!(seasonal_sen_slope(&NOTTINGHAM, period, Confidence::P95).is_err());
    }
    // A series that never changes has no direction, and that is an answer.
    for memory in [Memory::None, Memory::Corrected] {
        let still = mann_kendall(&[0.0; 20], memory).unwrap();
        assert_eq!((still.s, still.z, still.p), (0.0, 0.0, 1.0));
    }
}

proptest! {
    #[test]
    fn read_backwards_a_rise_is_a_fall(values in prop::collection::vec(0_u32..20, 3..60)) {
        let forwards: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
        let backwards: Vec<f64> = forwards.iter().rev().copied().collect();
        let (there, back) = (mann_kendall(&forwards, Memory::None).unwrap(), mann_kendall(&backwards, Memory::None).unwrap());
        prop_assert_eq!((there.s, there.variance, there.z), (-back.s, back.variance, -back.z));
        let (up, down) = (sen_slope(&forwards, Confidence::P95).unwrap(), sen_slope(&backwards, Confidence::P95).unwrap());
        prop_assert!((up.slope + down.slope).abs() < 1e-12);
        prop_assert!(up.interval.low <= up.slope && up.slope <= up.interval.high);
    }

    #[test]
    fn one_season_is_the_plain_test(values in prop::collection::vec(-5.0..5.0_f64, 3..40)) {
        let plain = mann_kendall(&values, Memory::None).unwrap();
        prop_assert_eq!(seasonal_kendall(&values, 1, Memory::None).unwrap().all, plain);
        // Only the order of values matters.
        let bent: Vec<f64> = values.iter().map(|v| v.exp()).collect();
        prop_assert_eq!(mann_kendall(&bent, Memory::None).unwrap(), plain);
    }
}
