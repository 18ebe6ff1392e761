use distributions::Confidence;
use proptest::prelude::*;

use super::*;

const P95: Confidence = Confidence::P95;

#[track_caller]
fn near(found: f64, printed: f64, digits: i32) {
    assert!((found - printed).abs() <= 0.5001 * 10_f64.powi(-digits), "{found} is not {printed}");
}

fn strata(counts: [u64; 4], people: [f64; 4]) -> Vec<Stratum> {
    counts.iter().zip(people).map(|(&count, people)| Stratum { count, people }).collect()
}

/// T1: the example of the esda documentation.
#[test]
fn direct_standardisation() {
    let standard = [1000.0, 900.0, 1000.0, 900.0];
    let first = strata([30, 25, 25, 15], [1000.0, 1000.0, 1100.0, 900.0]);
    let second = strata([33, 21, 30, 20], [1000.0, 900.0, 1100.0, 900.0]);
    let crude_of = |strata: &[Stratum]| {
        let (count, people) = strata.iter().fold((0, 0.0), |(e, n), s| (e + s.count, n + s.people));
        crude(count, people, 1.0, P95).unwrap().value
    };
    near(crude_of(&first), 0.023_750_00, 8);
    near(crude_of(&second), 0.026_666_67, 8);
    let [first, second] = [first, second].map(|strata| direct(&strata, &standard, P95).unwrap());
    near(first.value, 0.023_744_02, 8);
    near(first.interval.low, 0.019_204_91, 8);
    near(first.interval.high, 0.029_048_48, 8);
    near(second.value, 0.026_650_72, 8);
    near(second.interval.low, 0.021_771_43, 8);
    near(second.interval.high, 0.032_305_08, 8);
}

/// T2: sudden infant deaths, the classic of small denominators (Cressie, Chan, JASA 84, 1989; R `spData::nc.sids`).
#[test]
fn smoothing_of_the_carolina_counties() {
    let (counts, people): (Vec<u64>, Vec<f64>) = COUNTIES.iter().map(|&(e, n)| (e, f64::from(n))).unzip();
    let smoothing = global(&counts, &people).unwrap();
    near(smoothing.mean, 0.002_021_444_9, 10);
    near(smoothing.scatter, 1.381_923e-6, 12);
    near(smoothing.between, 7.692_931e-7, 13);
    let weights = [0.293_385, 0.156_357, 0.548_175, 0.162_007, 0.350_980];
    let values = [0.001_697_3, 0.001_705_4, 0.001_773_1, 0.002_012_9, 0.003_534_9];
    for (zone, (weight, value)) in smoothing.zones.iter().zip(weights.into_iter().zip(values)) {
        near(zone.weight, weight, 6);
        near(zone.value, value, 7);
    }
}

/// Deaths and births of the 100 counties of North Carolina, 1974–78, in the order of `nc.sids`.
const COUNTIES: [(u64, u32); 100] = [
    (1, 1091),
    (0, 487),
    (5, 3188),
    (1, 508),
    (9, 1421),
    (7, 1452),
    (0, 286),
    (0, 420),
    (4, 968),
    (1, 1612),
    (2, 1035),
    (16, 4449),
    (4, 1671),
    (4, 1556),
    (4, 2180),
    (18, 3608),
    (3, 1638),
    (4, 3146),
    (1, 1323),
    (1, 484),
    (1, 751),
    (0, 781),
    (1, 1269),
    (2, 1399),
    (10, 11858),
    (23, 16184),
    (13, 4672),
    (6, 1324),
    (4, 3164),
    (16, 7970),
    (8, 4021),
    (0, 671),
    (10, 3657),
    (6, 3609),
    (0, 770),
    (2, 1549),
    (16, 14484),
    (2, 765),
    (4, 4139),
    (1, 1207),
    (0, 1333),
    (8, 5509),
    (5, 3573),
    (5, 990),
    (0, 248),
    (5, 1946),
    (7, 4456),
    (2, 1646),
    (11, 3702),
    (3, 4606),
    (14, 5094),
    (5, 5754),
    (9, 7515),
    (6, 3999),
    (2, 2110),
    (0, 521),
    (7, 2692),
    (3, 675),
    (4, 870),
    (5, 2252),
    (12, 2992),
    (18, 6638),
    (6, 3776),
    (10, 4866),
    (8, 2216),
    (2, 1143),
    (5, 2648),
    (44, 21588),
    (3, 4099),
    (3, 1258),
    (5, 2356),
    (5, 2574),
    (0, 415),
    (10, 3589),
    (3, 1173),
    (11, 9014),
    (1, 533),
    (0, 797),
    (4, 3025),
    (1, 542),
    (2, 1027),
    (38, 20366),
    (1, 578),
    (4, 3915),
    (15, 1570),
    (7, 1494),
    (0, 338),
    (4, 2483),
    (4, 2756),
    (0, 284),
    (13, 5868),
    (8, 2255),
    (29, 11158),
    (31, 7889),
    (5, 2414),
    (8, 1782),
    (4, 1228),
    (15, 3350),
    (12, 5526),
    (5, 2181),
];

/// T3: a scatter below chance draws every zone to the mean.
#[test]
fn smoothing_cut_off() {
    let smoothing = global(&[0, 1, 2, 12, 40], &[120.0, 250.0, 900.0, 2600.0, 9000.0]).unwrap();
    near(smoothing.mean, 0.004_273_504_3, 10);
    near(smoothing.between, -1.150e-6, 9);
    assert!(smoothing.zones.iter().all(|zone| zone.value == smoothing.mean && zone.weight == 0.0));
}

/// T4.
#[test]
fn exact_intervals() {
    let table = [(0, 0.0, 3.688_879), (3, 0.618_672, 8.767_273), (12, 6.200_575, 20.961_585)];
    for (count, low, high) in table {
        let interval = exact_interval(count, P95);
        near(interval.low, low, 6);
        near(interval.high, high, 6);
    }
}

/// R: poisson.test(12, 20000)$conf.int * 1000
#[test]
fn a_rate_has_its_count_and_its_people() {
    let rate = crude(12, 20_000.0, 1000.0, P95).unwrap();
    near(rate.value, 0.6, 12);
    near(rate.interval.low, 0.310_028_755, 9);
    near(rate.interval.high, 1.048_079_252, 9);
    let empty = crude(1, 0.0, 1000.0, P95).unwrap_err();
    assert_eq!(empty.to_string(), "zone 0 has 0 people; without people there is no rate");
}

#[test]
fn a_centre_under_two_denominators() {
    let denominators =
        [(Denominator::Residents, 800.0), (Denominator::Ambient, 40_000.0), (Denominator::Vehicles, 30.0)];
    let shown = side_by_side(40, &denominators, 50.0, 1000.0, P95).unwrap();
    let value = |at: usize| match shown[at].1 {
        Shown::Rate(rate) => rate.value,
        Shown::TooFew { .. } => f64::NAN,
    };
    near(value(0), 50.0, 9);
    near(value(1), 1.0, 9);
    assert_eq!(shown[2], (Denominator::Vehicles, Shown::TooFew { people: 30.0 }));
    let nobody = side_by_side(4, &[(Denominator::Dwellings, f64::NAN)], 1.0, 1.0, P95);
    assert!(matches!(nobody, Err(RateError::NoPeople { zone: 0, .. })));
}

#[test]
fn observed_over_expected() {
    let strata = strata([3, 5, 0, 4], [1000.0, 2000.0, 500.0, 1500.0]);
    let smr = indirect(&strata, &[0.002, 0.002, 0.002, 0.002], P95).unwrap();
    near(smr.value, 1.2, 12);
    near(smr.interval.low, 0.620_057_51, 8);
    near(smr.interval.high, 2.096_158_505, 9);
    assert_eq!(indirect(&strata, &[0.0; 4], P95), Err(RateError::NothingExpected));
    assert_eq!(indirect(&strata, &[0.1; 3], P95), Err(RateError::Length { expected: 4, found: 3 }));
    assert_eq!(indirect(&strata, &[0.1, -0.1, 0.1, 0.1], P95), Err(RateError::Standard(1)));
}

#[test]
fn no_case_at_all_still_has_an_upper_end() {
    let none = strata([0; 4], [1000.0; 4]);
    let rate = direct(&none, &[1.0; 4], P95).unwrap();
    assert_eq!((rate.value, rate.interval.low), (0.0, 0.0));
    // With equal weights it is the exact interval of a count.
    near(rate.interval.high, exact_interval(0, P95).high / 4000.0, 12);
    let smoothing = global(&[0, 0], &[10.0, 20.0]).unwrap();
    assert!(smoothing.zones.iter().all(|zone| zone.value == 0.0 && zone.weight == 0.0));
}

#[test]
fn neighbourhoods() {
    let (counts, people) = ([1, 12, 9, 0], [100.0, 200.0, 150.0, 400.0]);
    let neighbours = [vec![1], vec![0, 1, 2, 2], vec![1], vec![]];
    let smoothing = spatial(&counts, &people, &neighbours).unwrap();
    // By hand for zone 0: e = 13, n = 300, m = 0.0433333, s² = 0.000555556, A = s² − m/150 = 0.000266667.
    near(smoothing.zones[0].mean, 13.0 / 300.0, 12);
    near(smoothing.zones[0].weight, 0.000_266_666_7 / (0.000_266_666_7 + 0.000_433_333_3), 6);
    // Alone: drawn to itself.
    assert_eq!(smoothing.zones[3].value, 0.0);
    let wrong = spatial(&counts, &people, &[vec![], vec![], vec![7], vec![]]);
    assert_eq!(wrong, Err(RateError::Neighbour { zone: 2, neighbour: 7 }));
    assert_eq!(global(&[1, 2], &[10.0, 0.0]), Err(RateError::NoPeople { zone: 1, people: 0.0 }));
    assert_eq!(global(&[], &[]), Err(RateError::Empty));
}

fn zones() -> impl Strategy<Value = Vec<(u64, f64)>> {
    prop::collection::vec((0_u64..50, 1.0..10_000.0_f64), 1..30)
}

proptest! {
    #[test]
    fn a_smoothed_rate_lies_between_the_raw_one_and_the_mean(zones in zones()) {
        let (counts, people): (Vec<_>, Vec<_>) = zones.into_iter().unzip();
        let everyone: Vec<Vec<usize>> = counts.iter().map(|_| (0..counts.len()).collect()).collect();
        let all = global(&counts, &people).unwrap();
        for zone in &all.zones {
            let (low, high) = (zone.raw.min(zone.mean), zone.raw.max(zone.mean));
            prop_assert!(low - 1e-12 <= zone.value && zone.value <= high + 1e-12);
        }
        let local = spatial(&counts, &people, &everyone).unwrap();
        for (one, other) in all.zones.iter().zip(&local.zones) {
            prop_assert!((one.value - other.value).abs() < 1e-12, "a neighbourhood of all is all");
        }
    }

    #[test]
    fn intervals_hold_their_rate(zones in zones(), standard in prop::collection::vec(0.1..10.0_f64, 30)) {
        let strata: Vec<Stratum> = zones.into_iter().map(|(count, people)| Stratum { count, people }).collect();
        let rate = direct(&strata, &standard[..strata.len()], P95).unwrap();
        prop_assert!(rate.interval.low <= rate.value && rate.value < rate.interval.high);
        // A standard with the population's own composition gives the crude rate.
        let own: Vec<f64> = strata.iter().map(|stratum| stratum.people).collect();
        let crude = crude(rate.count, own.iter().sum(), 1.0, P95).unwrap();
        let same = direct(&strata, &own, P95).unwrap();
        prop_assert!((same.value - crude.value).abs() < 1e-12);
        prop_assert!((same.interval.high / crude.interval.high - 1.0).abs() < 1e-9);
    }
}
