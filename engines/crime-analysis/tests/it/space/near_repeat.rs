//! T24, arson in Chicago as the Near Repeat Calculator counted it, and laws of counting.

use crime_analysis::local::Permutations;
use crime_analysis::near_repeat::{Metric, NearRepeats, Question, knox, near_repeats};
use crime_analysis::places::{Point, SpatialError};
use distributions::random::Random;
use proptest::prelude::*;

use super::{for_any_threads, printed, shared};

#[test]
fn t24_leukaemia_as_knox_counted_it() {
    let (expected, p) = knox(4_560, 152, 25, 5).unwrap();
    printed(expected, 0.833333, 6);
    printed(p, 0.0016844, 7);
    assert_eq!(knox(10, 5, 3, 4), None);
    assert_eq!(knox(0, 0, 0, 0), None);
}

fn question(space: &[f64], time: &[i64], count: u32) -> Question {
    Question {
        space: space.to_vec(),
        time: time.to_vec(),
        metric: Metric::Manhattan,
        permutations: Permutations { count, seed: 1 },
        leave_stacks_above: None,
    }
}

fn observed(found: &NearRepeats) -> Vec<Vec<u64>> {
    found.cells.iter().map(|row| row.iter().map(|cell| cell.observed).collect()).collect()
}

/// Days since 1 January 2016 of "2016-03-01".
fn day_of_2016(date: &str) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335];
    let part = |at: usize| date.split('-').nth(at).unwrap().parse::<i64>().unwrap();
    assert_eq!(part(0), 2016);
    BEFORE[part(1) as usize - 1] + part(2) - 1
}

/// The program rounded coordinates to decimetres, and its labels are shifted: "0 to 1" days is the same day, "2 to 2"
/// the next one, "1 to 200" is up to 200 metres.
#[test]
fn arson_in_chicago_as_published() {
    let (Some(events), Some(published)) = (
        shared::rows("intl_crime/chicago_arson_2016.csv"),
        shared::rows("intl_crime/chicago_arson_nrc13_verbose.csv"),
    ) else {
        return;
    };
    let metres = |text: &str| (text.parse::<f64>().unwrap() * 10.0).round() / 10.0;
    let points: Vec<Point> = events.iter().map(|row| Point::new(metres(&row[0]), metres(&row[1]))).collect();
    let days: Vec<i64> = events.iter().map(|row| day_of_2016(&row[2])).collect();
    let question = question(&[0.1, 200.0, 400.0, 600.0, f64::INFINITY], &[1, 2, 3, i64::MAX], 999);
    let found = for_any_threads(|| near_repeats(&points, &days, &question).unwrap());
    let table = |title: &str| {
        let start = published.iter().position(|row| row[0] == title).unwrap() + 3;
        let number = |text: &String| text.parse::<f64>().unwrap_or(0.0);
        published[start..start + 5]
            .iter()
            .map(|row| row[2..6].iter().map(number).collect())
            .collect::<Vec<Vec<f64>>>()
    };
    let counts = table("Observed frequencies distribution");
    for (found, published) in observed(&found).iter().zip(&counts) {
        assert_eq!(found.iter().map(|count| *count as f64).collect::<Vec<_>>(), *published);
    }
    let all: u64 = observed(&found).concat().iter().sum();
    assert_eq!(all, 522 * 521 / 2);
    // Chance is drawn anew, 99 times there and 999 times here: large cells agree closely, small ones roughly.
    let ratios = table("Observed over mean expected frequencies");
    for (row, published) in found.cells.iter().zip(&ratios) {
        for (cell, published) in row.iter().zip(published).filter(|(cell, _)| cell.observed > 30) {
            assert!((cell.ratio().unwrap() - published).abs() < 0.03, "{cell:?} {published}");
        }
    }
    assert_eq!(found.cells[1][0].p(), 0.001);
    assert!(found.cells[2][0].p() <= 0.01, "as there, where 0.01 was the least that 99 could say");
    assert!((found.cells[1][0].ratio().unwrap() / 74.25 - 1.0).abs() < 0.35);
}

fn drawn(n: usize, seed: u64) -> (Vec<Point>, Vec<i64>) {
    let mut random = Random::new(seed, 0);
    let spot = |random: &mut Random| (random.unit() * 12.0).floor() * 50.0;
    let points = (0..n).map(|_| Point::new(spot(&mut random), spot(&mut random))).collect();
    (points, (0..n).map(|_| random.below(60) as i64 - 1_000).collect())
}

/// Counted again without any of the tricks.
fn plain(points: &[Point], times: &[i64], question: &Question) -> (Vec<Vec<u64>>, u64) {
    let mut table = vec![vec![0; question.time.len()]; question.space.len()];
    let mut left_out = 0;
    for first in 0..points.len() {
        for second in first + 1..points.len() {
            let (a, b) = (points[first], points[second]);
            let apart = match question.metric {
                Metric::Euclidean => a.distance(b),
                Metric::Manhattan => (a.x - b.x).abs() + (a.y - b.y).abs(),
            };
            let height = points.iter().filter(|it| **it == a).count();
            if apart == 0.0 && question.leave_stacks_above.is_some_and(|most| height > most) {
                left_out += 1;
                continue;
            }
            let space = question.space.iter().position(|end| apart < *end);
            let time = question.time.iter().position(|end| (times[first] - times[second]).abs() < *end);
            if let (Some(space), Some(time)) = (space, time) {
                table[space][time] += 1;
            }
        }
    }
    (table, left_out)
}

#[test]
fn counts_are_those_of_every_pair_looked_at() {
    let (points, times) = drawn(150, 4);
    for metric in [Metric::Euclidean, Metric::Manhattan] {
        for leave_stacks_above in [None, Some(1), Some(2)] {
            for space in [vec![0.1, 100.0, 200.0], vec![50.0, f64::INFINITY], vec![f64::INFINITY]] {
                for time in [vec![1], vec![1, 7, 14, 21, 28, i64::MAX]] {
                    let mut question = question(&space, &time, 20);
                    (question.metric, question.leave_stacks_above) = (metric, leave_stacks_above);
                    let found = near_repeats(&points, &times, &question).unwrap();
                    assert_eq!((observed(&found), found.left_out), plain(&points, &times, &question));
                }
            }
        }
    }
}

/// Times in minutes do not fit into 16 bits and are counted another way; the answer is the same.
#[test]
fn days_and_minutes_give_the_same() {
    let (points, days) = drawn(150, 7);
    let minutes: Vec<i64> = days.iter().map(|day| day * 1_440).collect();
    let by_day = near_repeats(&points, &days, &question(&[0.1, 100.0], &[1, 7, 14], 130)).unwrap();
    let by_minute = near_repeats(&points, &minutes, &question(&[0.1, 100.0], &[1_440, 10_080, 20_160], 130));
    assert_eq!(by_minute.unwrap(), by_day);
}

#[test]
fn chance_is_the_product_of_margins_and_repeats_are_found() {
    let (mut points, mut times) = drawn(400, 5);
    let open = question(&[0.1, f64::INFINITY], &[7, i64::MAX], 499);
    let found = for_any_threads(|| near_repeats(&points, &times, &open).unwrap());
    let table = observed(&found);
    let pairs: u64 = table.concat().iter().sum();
    let expected = (table[0][0] + table[0][1]) as f64 * (table[0][0] + table[1][0]) as f64 / pairs as f64;
    assert!((found.cells[0][0].mean / expected - 1.0).abs() < 0.03);
    assert!(found.cells[0][0].p() > 0.01);
    for row in 0..120 {
        points.push(points[row]);
        times.push(times[row] + 3);
    }
    let found = near_repeats(&points, &times, &open).unwrap();
    assert_eq!(found.cells[0][0].p(), 0.002);
    assert!(found.cells[0][0].ratio().unwrap() > 1.2);
}

#[test]
fn bad_input_is_refused_and_one_spot_is_no_trouble() {
    let point = Point::new(0.0, 0.0);
    let asked = |points: &[Point], times: &[i64], space: &[f64], time: &[i64]| {
        near_repeats(points, times, &question(space, time, 9)).map(|found| observed(&found))
    };
    assert_eq!(asked(&[], &[], &[1.0], &[1]), Err(SpatialError::Empty));
    assert_eq!(asked(&[point], &[0], &[1.0], &[1]), Err(SpatialError::TooFew { found: 1, needed: 2 }));
    assert_eq!(asked(&[point; 2], &[0], &[1.0], &[1]), Err(SpatialError::Lengths { expected: 2, found: 1 }));
    let nowhere = Point::new(f64::NAN, 0.0);
    assert_eq!(asked(&[point, nowhere], &[0, 1], &[1.0], &[1]), Err(SpatialError::Coordinates(1)));
    for (space, time) in
        [(&[1.0, 1.0][..], &[1][..]), (&[], &[1]), (&[0.0], &[1]), (&[f64::NAN], &[1]), (&[1.0], &[2, 1])]
    {
        assert!(matches!(asked(&[point; 2], &[0, 1], space, time), Err(SpatialError::Setting(_))));
    }
    assert!(matches!(asked(&[point; 2], &[i64::MIN, i64::MAX], &[1.0], &[1]), Err(SpatialError::Setting(_))));
    assert_eq!(asked(&[point; 200], &[5; 200], &[1.0, 2.0], &[1, 2]), Ok(vec![vec![19_900, 0], vec![0, 0]]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_moved_map_and_a_moved_calendar_change_nothing(seed in 0..1_000_u64, days in -1_000..1_000_i64) {
        let (points, times) = drawn(60, seed);
        let moved: Vec<Point> = points.iter().map(|point| Point::new(point.x + 4_096.0, point.y - 512.0)).collect();
        let later: Vec<i64> = times.iter().map(|time| time + days).collect();
        let question = question(&[0.1, 75.0, 150.0], &[1, 7, 14], 33);
        prop_assert_eq!(near_repeats(&points, &times, &question), near_repeats(&moved, &later, &question));
    }
}
