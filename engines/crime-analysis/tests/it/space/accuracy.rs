//! T26, the published accuracy of hot spots in London, T34.

use crime_analysis::accuracy::{Place, jaccard_of_top, pai, rank_correlation, steps};
use crime_analysis::feedback::{Correction, shares_after};
use crime_analysis::places::SpatialError;
use distributions::Confidence;
use proptest::prelude::*;

use super::{printed, shared};

fn equal(predicted: &[f64], observed: &[u64]) -> Vec<Place> {
    let place =
        |(predicted, observed): (&f64, &u64)| Place { predicted: *predicted, observed: *observed, size: 1.0 };
    predicted.iter().zip(observed).map(place).collect()
}

#[test]
fn t26_three_equal_cells() {
    let found = steps(&equal(&[3.0, 2.0, 1.0], &[6, 3, 0])).unwrap();
    for (step, (accuracy, recapture)) in found.iter().zip([(2.0, 0.5), (1.5, 0.5556), (1.0, 0.6667)]) {
        printed(step.pai(), accuracy, 12);
        printed(step.pei(), 1.0, 12);
        printed(step.rri.unwrap(), recapture, 4);
    }
    printed(pai(0.25, 0.03), 8.3333, 4);
}

#[test]
fn london_as_published() {
    let Some(table) = shared::rows("intl_crime/london_pai_published.csv") else { return };
    assert_eq!(table.len(), 23);
    for row in &table[1..] {
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        let (hits, total) = (row[5].parse::<u64>().unwrap(), row[6].parse::<u64>().unwrap());
        let area = number(4);
        let inside = Place { predicted: 1.0, observed: hits, size: area };
        let outside = Place { predicted: 0.0, observed: total - hits, size: 1.0 - area };
        let step = steps(&[outside, inside]).unwrap()[0];
        assert_eq!(step.row, 1);
        printed(step.pai(), number(2), 12);
        printed(step.hit_rate(), number(3), 14);
        printed(pai(number(3), number(4)), number(2), 12);
        let interval = step.pai_interval(Confidence::P95);
        assert!(interval.low < number(2) && number(2) < interval.high && interval.high / interval.low < 1.03);
    }
}

#[test]
fn unequal_places_are_held_against_the_best_choice_of_the_same_area() {
    let place = |predicted, observed, size| Place { predicted, observed, size };
    // Most for its size is predicted in the second place, and most came in the third.
    let found = steps(&[place(4.0, 2, 4.0), place(3.0, 3, 1.0), place(1.0, 8, 2.0)]).unwrap();
    assert_eq!(found.iter().map(|step| step.row).collect::<Vec<_>>(), [1, 0, 2]);
    printed(found[0].pai(), (3.0 / 13.0) * 7.0, 12);
    printed(found[0].best_pai, (4.0 / 13.0) * 7.0, 12);
    printed(found[0].pei(), 0.75, 12);
    printed(found[1].best_pai, (12.0 / 13.0) / (5.0 / 7.0), 12);
}

#[test]
fn nothing_to_measure_says_so() {
    assert_eq!(steps(&[]), Err(SpatialError::Empty));
    assert_eq!(steps(&equal(&[1.0], &[0])), Err(SpatialError::Empty));
    assert_eq!(steps(&equal(&[f64::NAN], &[1])), Err(SpatialError::Value(0)));
    let nowhere = Place { predicted: 1.0, observed: 1, size: 0.0 };
    assert_eq!(steps(&[nowhere]), Err(SpatialError::Negative(0)));
    assert_eq!(rank_correlation(&[1.0, 1.0], &[1.0, 2.0]), Ok(None));
    assert_eq!(jaccard_of_top(&[1.0], &[1.0], 2), Ok(None));
}

#[test]
fn do_the_same_places_come_again() {
    // scipy.stats.spearmanr([1, 2, 2, 5], [3, 1, 4, 4])
    printed(rank_correlation(&[1.0, 2.0, 2.0, 5.0], &[3.0, 1.0, 4.0, 4.0]).unwrap().unwrap(), 0.5, 12);
    let (before, after) = ([9.0, 8.0, 7.0, 1.0, 0.0], [9.0, 0.0, 7.0, 8.0, 1.0]);
    assert_eq!(jaccard_of_top(&before, &after, 3), Ok(Some(0.5)));
}

#[test]
fn t34_patrols_that_follow_their_own_finds() {
    let shares =
        |steps, correction| shares_after(&[0.30, 0.20], &[10.0, 10.0], steps, correction).unwrap()[0];
    printed(shares(5_000, Correction::None), 0.8298, 4);
    assert!(shares(10_000, Correction::None) > 0.8298);
    printed(shares(20_000, Correction::LessOwnShare), 0.5992, 4);
    printed(shares(200_000, Correction::InverseShare), 0.6, 4);
    assert_eq!(shares_after(&[1.5], &[1.0], 1, Correction::None), Err(SpatialError::Value(0)));
}

proptest! {
    #[test]
    fn no_choice_beats_the_best(cells in prop::collection::vec((0.0..9.0_f64, 0..20_u64, 0.1..5.0_f64), 1..30)) {
        let places: Vec<Place> =
            cells.iter().map(|(predicted, observed, size)| Place { predicted: *predicted, observed: *observed, size: *size }).collect();
        prop_assume!(places.iter().any(|place| place.observed > 0));
        let found = steps(&places).unwrap();
        prop_assert!(found.iter().all(|step| step.pei() <= 1.0 + 1e-9));
        let last = found.last().unwrap();
        prop_assert!((last.pai() - 1.0).abs() < 1e-9 && last.hits == last.total);
    }
}
