use case_statistics::Confidence;
use case_statistics::proportion::{Share, ShareError, exact, wilson};
use proptest::prelude::*;

#[track_caller]
fn check(share: Result<Share, ShareError>, low: f64, high: f64) {
    let interval = share.unwrap().interval;
    let printed = |v: f64| format!("{v:.4}");
    assert_eq!((printed(interval.low), printed(interval.high)), (printed(low), printed(high)));
}

#[test]
fn ten_tips_of_which_eight_were_confirmed() {
    // The department's own figures of 2017; R: binom.test(8, 10).
    let share = exact(8, 10, Confidence::P95).unwrap();
    assert_eq!((share.value, share.hits, share.trials), (0.8, 8, 10));
    assert!(
        (share.interval.low - 0.443_904_5).abs() < 1e-7 && (share.interval.high - 0.974_789_3).abs() < 1e-7
    );
}

#[test]
fn exact_intervals_of_newcombe() {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 5.
    check(exact(81, 263, Confidence::P95), 0.2527, 0.3676);
    check(exact(15, 148, Confidence::P95), 0.0578, 0.1617);
    check(exact(0, 20, Confidence::P95), 0.0, 0.1684);
    check(exact(1, 29, Confidence::P95), 0.0009, 0.1776);
}

#[test]
fn wilson_intervals_of_newcombe() {
    // The same table, method 3.
    check(wilson(81, 263, Confidence::P95), 0.2553, 0.3662);
    check(wilson(15, 148, Confidence::P95), 0.0624, 0.1605);
    check(wilson(0, 20, Confidence::P95), 0.0, 0.1611);
    check(wilson(1, 29, Confidence::P95), 0.0061, 0.1718);
}

#[test]
fn nothing_looked_at_is_no_share_and_neither_is_too_much() {
    assert_eq!(exact(0, 0, Confidence::P95), Err(ShareError::NoTrials));
    assert_eq!(wilson(0, 0, Confidence::P95), Err(ShareError::NoTrials));
    let more = ShareError::MoreHitsThanTrials { hits: 3, trials: 2 };
    assert_eq!(exact(3, 2, Confidence::P95), Err(more));
    assert_eq!(more.to_string(), "3 hits of 2 trials");
}

#[test]
fn a_level_lies_strictly_between_nothing_and_everything() {
    assert_eq!(Confidence::new(0.0), None);
    assert_eq!(Confidence::new(1.0), None);
    assert_eq!(Confidence::new(f64::NAN), None);
    assert_eq!(Confidence::new(0.95), Some(Confidence::P95));
}

/// P(X ≥ k) for X binomial, by adding up its terms: another way to the same tail.
fn at_least(k: u64, n: u64, p: f64) -> f64 {
    if p > 0.5 {
        // Counted from the misses, since (1 − p)ⁿ would vanish.
        return 1.0 - at_least(n + 1 - k, n, 1.0 - p);
    }
    let odds = p / (1.0 - p);
    let mut term = (1.0 - p).powi(i32::try_from(n).unwrap());
    let mut sum = 0.0;
    for i in 0..=n {
        sum += if i >= k { term } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        let step = (n - i) as f64 / (i + 1) as f64;
        term *= step * odds;
    }
    sum
}

proptest! {
    #[test]
    fn the_tails_left_outside_are_what_they_should_be(n in 1u64..150, k in 0u64..150) {
        let k = k.min(n);
        let interval = exact(k, n, Confidence::P95).unwrap().interval;
        if k > 0 {
            prop_assert!((at_least(k, n, interval.low) - 0.025).abs() < 1e-9);
        }
        if k < n {
            prop_assert!((1.0 - at_least(k + 1, n, interval.high) - 0.025).abs() < 1e-9);
        }
    }

    #[test]
    fn hits_and_misses_mirror_each_other(n in 1u64..500, k in 0u64..500) {
        let k = k.min(n);
        for method in [exact, wilson] {
            let (there, back) = (method(k, n, Confidence::P95).unwrap(), method(n - k, n, Confidence::P95).unwrap());
            prop_assert!((there.interval.low - (1.0 - back.interval.high)).abs() < 1e-10);
        }
    }

    #[test]
    fn one_more_hit_moves_both_ends_up_and_the_share_lies_inside(n in 2u64..500, k in 0u64..499) {
        let k = k.min(n - 1);
        for method in [exact, wilson] {
            let (fewer, more) = (method(k, n, Confidence::P95).unwrap(), method(k + 1, n, Confidence::P95).unwrap());
            prop_assert!(fewer.interval.low <= more.interval.low && fewer.interval.high <= more.interval.high);
            prop_assert!(fewer.interval.holds(fewer.value));
        }
    }

    #[test]
    fn to_be_surer_one_must_say_less(n in 1u64..300, k in 0u64..300, level in 0.5..0.98_f64) {
        let k = k.min(n);
        let (less, more) = (Confidence::new(level).unwrap(), Confidence::new(level + 0.01).unwrap());
        prop_assert!(exact(k, n, less).unwrap().interval.width() < exact(k, n, more).unwrap().interval.width());
    }
}

#[test]
fn the_exact_interval_covers_at_least_as_often_as_it_says() {
    // For every true share on a grid: the probability of the counts whose interval holds it, n = 40.
    let n = 40;
    let intervals: Vec<_> = (0..=n).map(|k| exact(k, n, Confidence::P95).unwrap().interval).collect();
    for percent in 1..100 {
        let p = f64::from(percent) / 100.0;
        let probability = |k| at_least(k, n, p) - at_least(k + 1, n, p);
        let covered: f64 =
            (0..=n).zip(&intervals).filter(|(_, i)| i.holds(p)).map(|(k, _)| probability(k)).sum();
        assert!(covered >= 0.95 - 1e-9, "{covered} at {p}");
    }
}
