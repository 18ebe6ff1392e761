//! Weighted displacement, two counts, complements, rings.

use crime_analysis::evaluation::Doubt;
use crime_analysis::evaluation::complement::{Change, Complement};
use crime_analysis::evaluation::displacement::{
    Comparison, Counts, DisplacementError, Movement, Wdd, wdd, wdq,
};
use crime_analysis::evaluation::rings::{Event, RingError, Rings, Zone};
use crime_analysis::evaluation::two_counts::{Count, CountError, conditional, e_test, probably_less};
use distributions::Confidence;
use proptest::prelude::*;

use crate::near;

fn moved(control: (u64, u64), treated: (u64, u64), beside: (u64, u64), buffer: (u64, u64)) -> Comparison {
    let counts = |(before, after)| Counts::of(before, after);
    Comparison {
        buffer: Some((counts(buffer), counts(beside))),
        ..Comparison::plain(counts(treated), counts(control))
    }
}

fn p90() -> Confidence {
    Confidence::new(0.9).expect("a level")
}

#[track_caller]
fn total(found: &Wdd, value: f64, se: f64, z: f64) {
    near(found.total.value, value, 1e-12);
    near(found.total.se, se, 1e-5);
    near(found.total.z(), z, 1e-5);
}

#[test]
fn t28_target_and_control_and_then_a_buffer() {
    let plain = Comparison::plain(Counts::of(20, 10), Counts::of(20, 20));
    let found = wdd(&plain).expect("counts");
    total(&found, -10.0, 8.3666, -1.19523);
    let interval = found.total.interval(p90());
    near(interval.low, -23.7618, 1e-5);
    near(interval.high, 3.7618, 2e-5);
    assert_eq!(found.doubts, [Doubt::DisplacementNotLookedAt, Doubt::ChanceAloneAssumed]);
    let found = wdd(&moved((20, 20), (20, 10), (30, 30), (30, 20))).expect("counts");
    total(&found, -20.0, 13.4164, -1.49071);
    let interval = found.total.interval(p90());
    near(interval.low, -42.0680, 1e-5);
    near(interval.high, 2.0680, 2e-5);
}

#[test]
fn t29_the_example_of_the_paper() {
    let found = wdd(&moved((308, 318), (207, 110), (150, 140), (178, 157))).expect("counts");
    near(found.local.value, -107.0, 1e-12);
    near(found.local.se, 30.7083, 2e-6);
    let beside = found.moved.expect("a buffer");
    near(beside.value, -11.0, 1e-12);
    near(beside.se, 25.0, 1e-12);
    total(&found, -118.0, 1568_f64.sqrt(), -2.97995);
    near(found.total.se, 39.5980, 1e-6);
    let interval = found.total.interval(Confidence::P95);
    near(interval.low, -195.61, 1e-5);
    near(interval.high, -40.39, 1e-4);
    assert_eq!(found.doubts, [Doubt::ChanceAloneAssumed]);
}

#[test]
fn t37_two_years_before_and_one_after() {
    let years =
        Comparison { lengths: (2.0, 1.0), ..Comparison::plain(Counts::of(80, 20), Counts::of(100, 50)) };
    let found = wdd(&years).expect("counts");
    total(&found, -20.0, 10.723_805, -1.865_010);
    near(found.total.z(), -1.865_010, 3e-7);
    // The same in months.
    let months = Comparison { lengths: (24.0, 12.0), ..years };
    near(wdd(&months).expect("counts").total.value * 12.0, -20.0, 1e-12);
    // Twice the area of the control: half its change.
    let larger = Comparison { control: Counts { size: 2.0, ..Counts::of(100, 80) }, ..years };
    let found = wdd(&larger).expect("counts");
    near(found.total.value, (20.0 - 40.0) - (40.0 - 25.0), 1e-12);
    near(found.total.se, (20.0_f64 + 20.0 + 20.0 + 100.0 / 16.0).sqrt(), 1e-12);
    // Twice the scatter.
    let wild = Comparison { dispersion: 2.0, ..years };
    near(wdd(&wild).expect("counts").total.se, 230_f64.sqrt(), 1e-12);
}

#[test]
fn what_a_plan_can_find() {
    let plan = Comparison::plain(Counts::of(20, 0), Counts::of(20, 0));
    // Expected sum of all four counts: 80.
    near(plan.detectable(Confidence::P95, 0.5).expect("a plan"), 1.959_964 * 80_f64.sqrt(), 1e-6);
    near(plan.detectable(p90(), 0.5).expect("a plan"), 1.644_854 * 80_f64.sqrt(), 1e-6);
    near(
        plan.detectable(Confidence::P95, 0.8).expect("a plan"),
        (1.959_964 + 0.841_621) * 80_f64.sqrt(),
        1e-6,
    );
    assert_eq!(plan.detectable(Confidence::P95, 1.0), Err(DisplacementError::Power(1.0)));
}

#[test]
fn areas_that_were_unlike_are_doubted() {
    let found = wdd(&Comparison::plain(Counts::of(20, 10), Counts::of(200, 190))).expect("counts");
    assert!(found.doubts.contains(&Doubt::UnlikeBefore { treated: 20.0, control: 200.0 }));
}

#[test]
fn what_is_no_comparison() {
    let check = |comparison: Comparison, expected| assert_eq!(wdd(&comparison), Err(expected));
    let plain = Comparison::plain(Counts::of(20, 10), Counts::of(20, 20));
    check(Comparison { lengths: (0.0, 1.0), ..plain }, DisplacementError::Weight(0.0));
    check(Comparison { dispersion: -1.0, ..plain }, DisplacementError::Weight(-1.0));
    let infinite = Counts { size: f64::INFINITY, ..Counts::of(1, 1) };
    check(Comparison { control: infinite, ..plain }, DisplacementError::Weight(f64::INFINITY));
    let negative = Counts { after: -3.0, ..Counts::of(1, 1) };
    check(Comparison { treated: negative, ..plain }, DisplacementError::Count(-3.0));
    check(Comparison::plain(Counts::of(0, 0), Counts::of(0, 0)), DisplacementError::Nothing);
}

#[test]
fn the_quotient_is_read_only_after_a_success() {
    let check = |target, buffer, quotient: Option<f64>, movement| {
        let counts = |(before, after)| Counts::of(before, after);
        let found = wdq(counts(target), counts(buffer), Counts::of(100, 100)).expect("counts");
        assert_eq!(found.movement, movement, "{found:?}");
        match (found.quotient, quotient) {
            (Some(found), Some(expected)) => near(found, expected, 1e-12),
            (found, expected) => assert_eq!(found, expected),
        }
    };
    check((50, 30), (50, 40), Some(0.5), Movement::Diffusion);
    check((50, 30), (50, 60), Some(-0.5), Movement::Smaller);
    check((50, 30), (50, 80), Some(-1.5), Movement::Larger);
    check((50, 30), (50, 50), Some(0.0), Movement::None);
    check((50, 60), (50, 40), None, Movement::NoSuccess);
    check((50, 50), (50, 40), None, Movement::NoSuccess);
    let nothing = wdq(Counts::of(1, 1), Counts::of(1, 1), Counts::of(0, 5));
    assert_eq!(nothing, Err(DisplacementError::Nothing));
}

fn count(events: u64, exposure: f64) -> Count {
    Count { events, exposure }
}

#[test]
fn t30_two_counts_by_the_e_test() {
    let check = |one, two, expected: f64, relative| {
        near(e_test(one, two).expect("counts"), expected, relative);
        near(e_test(two, one).expect("counts"), expected, relative);
    };
    check(count(0, 1.0), count(3, 1.0), 0.08838, 2e-5);
    check(count(20, 1.0), count(10, 1.0), 0.06883, 3e-5);
    // Every pair summed up in R.
    check(count(0, 1.0), count(3, 1.0), 0.088_379_009_454_835_2, 1e-11);
    check(count(20, 1.0), count(10, 1.0), 0.068_831_782_108_109_5, 1e-11);
    check(count(6, 1.0), count(2, 1.0), 0.174_874_820_943_708, 1e-11);
    check(count(7, 1.0), count(3, 5.0), 0.158_317_590_806_967, 1e-11);
    check(count(41, 28.010), count(15, 19.017), 0.029_043_358_547_263, 1e-11);
    check(count(60, 51.4775), count(30, 54.3087), 0.000_643_144_612_578, 1e-10);
    assert_eq!(e_test(count(0, 1.0), count(0, 2.0)), Err(CountError::BothZero));
    assert_eq!(e_test(count(1, 0.0), count(0, 2.0)), Err(CountError::Exposure(0.0)));
    assert_eq!(e_test(count(5, 1.0), count(10, 2.0)), Ok(1.0));
    assert_eq!(e_test(count(u64::MAX, 1.0), count(1, 1.0)), Err(CountError::TooMany(u64::MAX)));
    // Large counts are told apart as by the normal distribution.
    let large = e_test(count(1_000_000, 1.0), count(1_003_000, 1.0)).expect("counts");
    near(large, 2.0 * distributions::normal::upper_tail(3000.0 / 2_003_000_f64.sqrt()), 1e-3);
}

#[test]
fn two_counts_by_their_split() {
    let check = |one, two, p: f64, low: f64, high: f64| {
        let found = conditional(one, two, Confidence::P95).expect("counts");
        near(found.p, p, 1e-9);
        near(found.interval.low, low, 1e-9);
        near(found.interval.high, high, 1e-9);
    };
    check(count(11, 800.0), count(23, 3011.0), 0.136_634_447_064_3, 0.792_205_085_833, 3.843_862_740_395);
    check(count(0, 1.0), count(3, 1.0), 0.25, 0.0, 2.419_951_893_353);
    check(count(20, 1.0), count(10, 1.0), 0.098_737_146_705_39, 0.893_508_890_384_7, 4.784_552_440_338_1);
    check(count(135, 1.0), count(68, 1.0), 2.971_701_546_205e-6, 1.472_671_098_418, 2.697_792_077_953);
    check(count(7, 1.0), count(3, 5.0), 0.000_267_521_465_223_8, 2.663_389_008_938, 69.918_139_371_511);
    check(
        count(1000, 1.3),
        count(900, 1.0),
        0.000_666_971_863_147_4,
        0.780_311_430_332_3,
        0.936_285_259_098_4,
    );
    let all = conditional(count(3, 1.0), count(0, 1.0), Confidence::P95).expect("counts");
    assert!(all.ratio.is_infinite() && all.interval.high.is_infinite() && (all.p - 0.25).abs() < 1e-12);
}

#[test]
fn how_probable_a_fall_is_after_counting() {
    // By R: pbeta(1/6, 7.5, 3.5) and pbeta(0.5, 10.5, 20.5).
    near(probably_less(count(7, 1.0), count(3, 5.0)).expect("counts"), 7.629_521_018_392_85e-5, 1e-10);
    near(probably_less(count(10, 1.0), count(20, 1.0)).expect("counts"), 0.966_960_010_522_749, 1e-10);
    near(probably_less(count(0, 1.0), count(0, 1.0)).expect("counts"), 0.5, 1e-12);
    assert_eq!(probably_less(count(0, -1.0), count(0, 1.0)), Err(CountError::Exposure(-1.0)));
}

#[test]
fn t33_a_category_that_only_changed_its_name() {
    let all = Change { before: 538, after: 538 };
    let found = Complement::of(Change { before: 135, after: 68 }, all).expect("a part");
    near(found.category.z(), -6.745, 1e-4);
    assert_eq!(found.all.z(), 0.0);
    assert_eq!(found.rest.difference(), 67);
    assert_eq!(found.doubt(Confidence::P95), Some(Doubt::OnlyRenamed { moved: -67, rest: 67 }));
    // All fell as much: that is a fall.
    let fall = Complement::of(Change { before: 135, after: 68 }, Change { before: 538, after: 471 });
    assert_eq!(fall.expect("a part").doubt(Confidence::P95), None);
    assert!(Complement::of(Change { before: 6, after: 1 }, Change { before: 5, after: 5 }).is_err());
}

#[test]
fn rings_are_half_open_and_the_control_is_no_neighbour() {
    let rings = Rings::new(vec![100.0, 200.0], (300.0, 500.0)).expect("rings");
    let check = |distance, zone| assert_eq!(rings.zone(distance), zone, "{distance}");
    check(-5.0, Zone::Target);
    check(0.0, Zone::Target);
    check(0.1, Zone::Ring(0));
    check(100.0, Zone::Ring(1));
    check(200.0, Zone::Nobody);
    check(300.0, Zone::Control);
    check(500.0, Zone::Nobody);
    check(f64::NAN, Zone::Nobody);
    let events = [(-1.0, false), (-1.0, true), (50.0, true), (150.0, false), (400.0, true), (250.0, true)];
    let zones = rings.count(events.map(|(distance, after)| Event { distance, after }));
    assert_eq!(zones.target, Counts::of(1, 1));
    assert_eq!(zones.rings, [Counts::of(0, 1), Counts::of(1, 0)]);
    assert_eq!((zones.control, zones.nobody), (Counts::of(0, 1), Counts::of(0, 1)));
    let bad = |edges: &[f64], control| Rings::new(edges.to_vec(), control).expect_err("refused");
    assert_eq!(bad(&[100.0, 100.0], (300.0, 400.0)), RingError::Edge { place: 1 });
    assert_eq!(bad(&[f64::NAN], (300.0, 400.0)), RingError::Edge { place: 0 });
    assert_eq!(bad(&[200.0], (150.0, 400.0)), RingError::ControlWithin { control: 150.0, rings: 200.0 });
    assert_eq!(bad(&[200.0], (400.0, 400.0)), RingError::EmptyControl);
}

proptest! {
    #[test]
    fn swapping_target_and_control_turns_the_sign(counts in proptest::array::uniform8(0_u64..10_000), lengths in (0.1..9.0_f64, 0.1..9.0_f64)) {
        prop_assume!(counts.iter().any(|count| *count > 0));
        let [a, b, c, d, e, f, g, h] = counts;
        let one = Comparison { lengths, ..moved((a, b), (c, d), (e, f), (g, h)) };
        let two = Comparison { lengths, ..moved((c, d), (a, b), (g, h), (e, f)) };
        let (one, two) = (wdd(&one).unwrap(), wdd(&two).unwrap());
        prop_assert!((one.total.value + two.total.value).abs() < 1e-9 * one.total.se.max(1.0));
        prop_assert!((one.total.se / two.total.se - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_two_counts_does_not_matter(one in 0_u64..60, two in 0_u64..60, n1 in 0.1..20.0_f64, n2 in 0.1..20.0_f64) {
        prop_assume!(one + two > 0);
        let (a, b) = (count(one, n1), count(two, n2));
        let (p, q) = (e_test(a, b).unwrap(), e_test(b, a).unwrap());
        prop_assert!((p - q).abs() < 1e-10 && (0.0..=1.0).contains(&p), "{p} {q}");
        let (p, q) = (conditional(a, b, Confidence::P95).unwrap(), conditional(b, a, Confidence::P95).unwrap());
        prop_assert!((p.p - q.p).abs() < 1e-9 && (0.0..=1.0).contains(&p.p), "{} {}", p.p, q.p);
        prop_assert!((p.interval.low * q.interval.high - 1.0).abs() < 1e-8 || one == 0);
        prop_assert!(p.interval.low <= p.ratio && p.ratio <= p.interval.high);
    }
}
