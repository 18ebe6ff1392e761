use proptest::prelude::*;

use super::*;
use crate::false_discovery::Dependence;

#[track_caller]
fn near(found: f64, printed: f64, digits: i32) {
    assert!((found - printed).abs() <= 0.5001 * 10_f64.powi(-digits), "{found} is not {printed}");
}

/// T35: wafers of the NIST handbook.
#[test]
fn c_chart_of_wafers() {
    let counts =
        [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13];
    let chart = c_chart(&counts, Baseline::All).unwrap();
    assert_eq!((chart.centre, chart.points[0].low, chart.points[0].high), (16.0, 4.0, 28.0));
    let outside: Vec<usize> =
        (1..).zip(&chart.points).filter(|(_, p)| p.signal.is_some()).map(|(i, _)| i).collect();
    assert_eq!(outside, [24], "the third lies on the line");
}

/// T6.
#[test]
fn u_chart_of_unequal_exposures() {
    let chart = u_chart(&[12, 8, 15, 10, 22, 9], &[1.0, 0.8, 1.2, 1.0, 1.1, 0.9], Baseline::All).unwrap();
    near(chart.centre, 12.666_667, 6);
    for (point, high) in chart.points.iter().zip([23.3437, 24.6040, 22.4135, 23.3437, 22.8469, 23.9213]) {
        near(point.high, high, 4);
        assert_eq!(point.signal, None);
    }
}

/// By hand: counts 4 9 4 9 about 6.5 have z = ∓0.98058, moving ranges 1.96116.
#[test]
fn laney_widens_by_the_scatter_of_scores() {
    let chart = laney_chart(&[4, 9, 4, 9, 40], &[1.0; 5], Baseline::First(4)).unwrap();
    near(chart.widened, 1.961_161_35 / 1.128, 8);
    near(chart.points[0].high, 6.5 + 3.0 * chart.widened * 6.5_f64.sqrt(), 10);
    assert_eq!(chart.points[4].signal, Some(Signal::Above));
    assert_eq!(chart.points[0].low, 0.0);
}

/// T5: the EWMA example of the NIST handbook.
#[test]
fn ewma_of_the_handbook() {
    let values = [
        52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6,
        52.4, 53.6, 52.1,
    ];
    let expected = [
        50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05,
        49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
    ];
    let settings = Ewma { target: 50.0, variance: 2.0539 * 2.0539, weight: 0.3, width: 3.0 };
    let points = ewma(&values, settings).unwrap();
    for (point, average) in points.iter().zip(expected) {
        near(point.average, average, 2);
        assert_eq!(point.signal, None);
    }
    near(50.0 + settings.reach(), 52.5884, 4);
    near(50.0 - settings.reach(), 47.4116, 4);
    near(points[0].high - 50.0, 3.0 * 2.0539 * 0.3, 10);
}

/// T7.
#[test]
fn cusum_of_counts() {
    let reference = reference_value(4.0, 6.0).unwrap();
    near(reference, 4.932_607, 6);
    let counts = [3, 5, 4, 2, 6, 7, 5, 8, 6, 9, 4, 3];
    let expected = [0.0, 0.0674, 0.0, 0.0, 1.0674, 3.1348, 3.2022, 6.2696, 7.3370, 11.4044, 10.4718, 8.5391];
    let cusum = Cusum { reference, threshold: 7.0, after: After::Continue };
    let points = cusum.run(&counts);
    for (point, sum) in points.iter().zip(expected) {
        near(point.sum, sum, 4);
        assert_eq!(point.signal, sum >= 7.0);
    }
    let restarted = Cusum { after: After::Restart, ..cusum }.run(&counts);
    assert_eq!(restarted.iter().filter(|point| point.signal).count(), 1);
    near(restarted[9].sum, 4.0674, 4);
}

/// T8.
#[test]
fn root_bands() {
    for (mean, low, high) in [(1.0, 0.0, 6.25), (4.0, 0.25, 12.25), (16.0, 6.25, 30.25), (25.0, 12.25, 42.25)]
    {
        let band = root_band(mean, 3.0).unwrap();
        assert_eq!((band.low, band.high), (low, high));
    }
    // T33: the score of 135 falling to 68, and of 538 staying.
    near(two_counts(68, 135), -6.745, 3);
    assert_eq!(two_counts(538, 538), 0.0);
}

/// T27, and why the printed figure is not the answer.
#[test]
fn six_in_some_week_of_five_years() {
    near(moving_window(6, 1.0, 260.0, Formula::Ptools).unwrap(), 0.486_814, 6);
    near(260.0 * distributions::poisson::upper_tail(5.0, 1.0), 0.1545, 4);
    // Two million simulated series of 260 weeks: 0.48525 ± 0.00035.
    let naus = moving_window(6, 1.0, 260.0, Formula::Naus).unwrap();
    near(naus, 0.485_587, 6);
    // Twenty million series of two and of three windows: 0.221789 ± 0.000093, 0.337555 ± 0.000106.
    assert!((moving_window(3, 1.0, 2.0, Formula::Naus).unwrap() - 0.221_789).abs() < 3.0 * 0.000_093);
    assert!((moving_window(3, 1.0, 3.0, Formula::Naus).unwrap() - 0.337_555).abs() < 3.0 * 0.000_106);
    // Cyclists killed in London, 2013: 0.6 a fortnight, 208 fortnights in eight years, six in one of them.
    near(moving_window(6, 0.6, 208.0, Formula::Naus).unwrap(), 0.039_023_1, 7);
    // One case somewhere, and none.
    near(moving_window(1, 0.5, 4.0, Formula::Naus).unwrap(), 1.0 - (-2.0_f64).exp(), 12);
    assert_eq!(moving_window(0, 0.5, 4.0, Formula::Naus), Ok(1.0));
    // So common that nothing but rounding is left of its absence.
    for (observed, mean) in [(10, 50.0), (2, 300.0), (900, 1000.0)] {
        near(moving_window(observed, mean, 52.0, Formula::Naus).unwrap(), 1.0, 9);
    }
    near(moving_window(5000, 1000.0, 52.0, Formula::Naus).unwrap(), 0.0, 9);
    assert!(moving_window(3, -1.0, 4.0, Formula::Naus).is_err());
}

/// Expected run length of a CUSUM whose reference value is a whole number: the sum walks on whole numbers and the lengths
/// solve (I − Q) L = 1 (Brook, Evans, Biometrika 59, 1972).
fn exact_run_length(mean: f64, reference: i64, threshold: i64) -> f64 {
    let size = threshold as usize;
    let mut rows: Vec<Vec<f64>> = (0..threshold)
        .map(|from| {
            let p = |to: i64| distributions::poisson::mass((to - from + reference) as f64, mean);
            let to_zero = distributions::poisson::distribution((reference - from) as f64, mean);
            let mut row: Vec<f64> =
                (0..threshold).map(|to| if to == 0 { -to_zero } else { -p(to) }).collect();
            row[from as usize] += 1.0;
            row.push(1.0);
            row
        })
        .collect();
    for at in 0..size {
        let pivot = rows[at].clone();
        for (other, row) in rows.iter_mut().enumerate() {
            if other != at {
                let factor = row[at] / pivot[at];
                row.iter_mut().zip(&pivot).for_each(|(value, p)| *value -= factor * p);
            }
        }
    }
    rows[0][size] / rows[0][0]
}

#[test]
fn a_threshold_has_the_run_length_it_says() {
    // Whole reference: the sum is a whole number, so thresholds between 9 and 10 are one and the same.
    let exact = exact_run_length(4.0, 5, 10);
    let drawn = Threshold::for_run_length(4.0, 5.0, exact - 25.0, 7).unwrap();
    assert!(drawn.value > 9.0 && drawn.value <= 10.0, "{drawn:?} instead of {exact}");
    assert!((drawn.run_length - exact).abs() < 4.0 * drawn.error, "{drawn:?} instead of {exact}");
    let reference = reference_value(4.0, 6.0).unwrap();
    let one = Threshold::for_run_length(4.0, reference, 370.0, 1).unwrap();
    assert_eq!(one, Threshold::for_run_length(4.0, reference, 370.0, 1).unwrap());
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(one, single.install(|| Threshold::for_run_length(4.0, reference, 370.0, 1).unwrap()));
    // Sums of whole counts leave gaps: the next larger run length is taken.
    assert!((370.0..385.0).contains(&one.run_length) && one.error < 5.0, "{one:?}");
    let rare = Threshold::for_run_length(0.05, 0.1, 500.0, 1).unwrap();
    assert!((rare.run_length / 500.0 - 1.0).abs() < 0.3, "{rare:?}");
    // Hardly driven down, and driven down so far that it never rises.
    let slow = Threshold::for_run_length(4.0, 4.001, 100.0, 1).unwrap();
    assert!((100.0..115.0).contains(&slow.run_length), "{slow:?}");
    for reference in [3.0, 60.0, f64::NAN] {
        assert!(Threshold::for_run_length(4.0, reference, 370.0, 1).is_err());
    }
}

/// R: qpois(c(.00135, .99865), 4), qnbinom(c(.00135, .99865), size = 5, mu = 4)
#[test]
fn exact_limits_of_counts() {
    let poisson = count_limits(4.0, 0.0, 0.001_35).unwrap();
    assert_eq!(poisson, CountLimits { low: 0, high: 11 });
    assert_eq!(count_limits(4.0, 0.2, 0.001_35).unwrap().high, 15);
    assert_eq!((poisson.signal(11), poisson.signal(12)), (None, Some(Signal::Above)));
    assert_eq!(count_limits(100.0, 0.0, 0.025).unwrap().signal(70), Some(Signal::Below));
    assert_eq!(count_limits(0.0, 0.0, 0.025).unwrap(), CountLimits { low: 0, high: 0 });
    assert!(count_limits(f64::NAN, 0.0, 0.025).is_err() && count_limits(1.0, 0.0, 0.7).is_err());
}

#[test]
fn of_many_alarms_few_are_raised() {
    let quiet = Watched { count: 4, mean: 4.0, alpha: 0.0 };
    let mut series = vec![quiet; 100];
    series[3].count = 20;
    series[50].count = 9;
    let alarms = screen(&series, Dependence::Positive).unwrap();
    assert!(alarms[3].q < 0.001);
    assert!(alarms[50].p < 0.05 && alarms[50].q > 0.05, "{:?}", alarms[50]);
    assert_eq!(
        screen(&[quiet, Watched { mean: 0.0, ..quiet }], Dependence::Any),
        Err(ChartError::Value { at: 1, value: 0.0 })
    );
}

#[test]
fn errors_name_the_place() {
    assert_eq!(c_chart(&[], Baseline::All), Err(ChartError::TooFew { needed: 1, found: 0 }));
    assert_eq!(c_chart(&[1], Baseline::First(2)), Err(ChartError::TooFew { needed: 2, found: 1 }));
    assert_eq!(c_chart(&[0, 0, 4], Baseline::First(2)), Err(ChartError::NoCases));
    assert_eq!(u_chart(&[1, 2], &[1.0, 0.0], Baseline::All), Err(ChartError::Value { at: 1, value: 0.0 }));
    assert_eq!(u_chart(&[1, 2], &[1.0], Baseline::All), Err(ChartError::Length { expected: 2, found: 1 }));
    assert_eq!(laney_chart(&[3], &[1.0], Baseline::All), Err(ChartError::TooFew { needed: 2, found: 1 }));
    let settings = Ewma::of_counts(4.0, 0.2, 3.0);
    assert!(matches!(ewma(&[1.0, f64::NAN], settings), Err(ChartError::Value { at: 1, .. })));
    let heavy = ewma(&[1.0], Ewma { weight: 1.5, ..settings });
    assert_eq!(heavy, Err(ChartError::Setting { name: "weight", value: 1.5 }));
    assert!(reference_value(6.0, 4.0).is_err());
}

proptest! {
    #[test]
    fn the_count_limits_keep_their_promise(mean in 0.01..300.0_f64, alpha in 0.0..1.0_f64, tail in 1e-5..0.4_f64) {
        use distributions::negative_binomial::{distribution, upper_tail};
        let limits = count_limits(mean, alpha, tail).unwrap();
        prop_assert!(upper_tail(limits.high as f64, mean, alpha) <= tail * 1.000_001);
        prop_assert!(distribution(limits.low as f64 - 1.0, mean, alpha) <= tail * 1.000_001);
        prop_assert!(limits.low <= limits.high);
    }

    #[test]
    fn a_moving_window_finds_no_less_than_fixed_ones(observed in 1_u64..12, mean in 0.05..3.0_f64, windows in 2_u32..200) {
        let moving = moving_window(observed, mean, f64::from(windows), Formula::Naus).unwrap();
        let one = distributions::poisson::upper_tail(observed as f64 - 1.0, mean);
        let fixed = -(f64::from(windows) * (-one).ln_1p()).exp_m1();
        prop_assert!(moving >= fixed - 1e-9, "{moving} < {fixed}");
        let more = moving_window(observed + 1, mean, f64::from(windows), Formula::Naus).unwrap();
        prop_assert!(more <= moving + 1e-9);
    }

    #[test]
    fn a_cusum_never_falls_below_zero_or_by_more_than_the_reference(
        counts in prop::collection::vec(0_u64..40, 1..60), reference in 0.1..20.0_f64,
    ) {
        let points = Cusum { reference, threshold: f64::INFINITY, after: After::Continue }.run(&counts);
        let mut last = 0.0;
        for (point, &count) in points.iter().zip(&counts) {
            prop_assert!(point.sum >= 0.0 && point.sum >= last + count as f64 - reference - 1e-9 && !point.signal);
            last = point.sum;
        }
    }
}
