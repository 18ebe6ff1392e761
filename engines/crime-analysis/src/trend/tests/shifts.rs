//! Pettitt and PELT.

use proptest::prelude::*;

use super::{DISCOVERIES, NILE, near};
use crate::trend::*;

/// T9.
#[test]
fn the_dam_of_1898() {
    let shift = pettitt(&NILE).unwrap();
    assert_eq!((shift.k, shift.before, shift.rose), (1617.0, 28, false));
    near(shift.p, 3.6e-7, 8);
}

/// T12: as Page's forty values, of which only K, t and p are printed: the same K at the same place, with a tie across it.
#[test]
fn pages_values() {
    let before = [28.0, 30.0, 31.0, 32.0, 33.5].into_iter().chain((1..=12).map(f64::from));
    let after = (35..=40).rev().map(f64::from).chain([33.5, 29.0]).chain((13..=27).rev().map(f64::from));
    let values: Vec<f64> = before.chain(after).collect();
    let shift = pettitt(&values).unwrap();
    assert_eq!((values.len(), shift.k, shift.before, shift.rose), (40, 232.0, 17, true));
    near(shift.p, 0.0146, 4);
}

/// T13.
#[test]
fn years_of_discovery() {
    for penalty in [2.0, 3.0].map(|times: f64| times * 100.0_f64.ln()) {
        let found = segments(&DISCOVERIES, None, Cost::Poisson, penalty, 2).unwrap();
        assert_eq!(found.changes(), [24, 29, 73]);
        // An exposure that is always the same changes nothing but the unit.
        let doubled = segments(&DISCOVERIES, Some(&[2.0; 100]), Cost::Poisson, penalty, 2).unwrap();
        assert_eq!(doubled.changes(), [24, 29, 73]);
        near(doubled.segments[0].rate * 2.0, found.segments[0].rate, 12);
    }
    // Scatter beyond chance explains what looked like changes.
    let wide = segments(&DISCOVERIES, None, Cost::QuasiPoisson { phi: 2.0 }, 9.21, 2).unwrap();
    assert!(wide.changes().len() < 3, "{:?}", wide.changes());
    let same = segments(&DISCOVERIES, None, Cost::NegativeBinomial { alpha: 1e-9 }, 9.21, 2).unwrap();
    assert_eq!(same.changes(), [24, 29, 73], "without scatter it is Poisson");
}

#[test]
fn months_never_make_a_stretch_shorter_than_asked() {
    let found = segments(&DISCOVERIES, None, Cost::Poisson, 5.0, 6).unwrap();
    assert!(found.segments.iter().all(|segment| segment.end - segment.start >= 6));
    assert_eq!(found.segments.last().unwrap().end, 100);
    let zeros = segments(&[0; 30], None, Cost::Poisson, 5.0, 6).unwrap();
    assert_eq!((zeros.changes().len(), zeros.segments[0].rate), (0, 0.0));
}

#[test]
fn what_cannot_be_cut() {
    assert_eq!(
        segments(&[1, 2], None, Cost::Poisson, 5.0, 6),
        Err(TrendError::TooShort { needed: 6, found: 2 })
    );
    assert!(segments(&[1, 2], None, Cost::Poisson, f64::NAN, 1).is_err());
    assert_eq!(
        segments(&[1, 2], Some(&[1.0, -1.0]), Cost::Poisson, 5.0, 1),
        Err(TrendError::Value { at: 1, value: -1.0 })
    );
    assert!(segments(&[1, 2], None, Cost::QuasiPoisson { phi: 0.0 }, 5.0, 1).is_err());
    assert!(segments(&[1, 2], Some(&[1.0; 2]), Cost::NegativeBinomial { alpha: 0.1 }, 5.0, 1).is_err());
    assert!(segments(&[], None, Cost::Poisson, 5.0, 0).is_err());
    assert!(matches!(pettitt(&[1.0, 2.0, f64::INFINITY]), Err(TrendError::Value { at: 2, .. })));
}

/// All partitions, none left out.
fn least(counts: &[u64], penalty: f64, shortest: usize) -> f64 {
    let cost = |part: &[u64]| {
        let (cases, n) = (part.iter().sum::<u64>() as f64, part.len() as f64);
        if cases > 0.0 { 2.0 * (cases - cases * (cases / n).ln()) } else { 0.0 }
    };
    let mut best = cost(counts);
    for first in shortest..=counts.len().saturating_sub(shortest) {
        best = best.min(cost(&counts[..first]) + penalty + least(&counts[first..], penalty, shortest));
    }
    best
}

proptest! {
    #[test]
    fn no_partition_is_cheaper(
        counts in prop::collection::vec(0_u64..15, 2..12), penalty in 0.0..12.0_f64, shortest in 1_usize..4,
    ) {
        prop_assume!(counts.len() >= shortest);
        let found = segments(&counts, None, Cost::Poisson, penalty, shortest).unwrap();
        let best = least(&counts, penalty, shortest);
        prop_assert!((found.cost - best).abs() < 1e-9, "{} instead of {best}", found.cost);
        let covered: Vec<usize> = found.segments.iter().flat_map(|s| s.start..s.end).collect();
        prop_assert_eq!(covered, (0..counts.len()).collect::<Vec<_>>());
    }

    #[test]
    fn read_backwards_a_shift_stands_at_the_other_end(values in prop::collection::vec(0_u32..30, 3..50)) {
        let forwards: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
        let backwards: Vec<f64> = forwards.iter().rev().copied().collect();
        let (there, back) = (pettitt(&forwards).unwrap(), pettitt(&backwards).unwrap());
        prop_assert_eq!((there.k, there.p), (back.k, back.p));
    }
}
