//! T21, T23, scans held against a search of everything, and a cluster that is there.

use std::ops::Range;

use crime_analysis::local::Permutations;
use crime_analysis::places::{Point, SpatialError};
use crime_analysis::scan::{
    Clusters, Incidents, Model, Study, Windows, Zones, bernoulli_score, expectation_score, poisson_score,
    scan, scan_events,
};
use distributions::random::Random;
use proptest::prelude::*;

use super::{for_any_threads, printed};

fn chance(count: u32) -> Permutations {
    Permutations { count, seed: 2 }
}

#[test]
fn t21_one_case_where_half_a_case_is_expected() {
    let (cases, expected) = ([1, 0], [0.5, 2.0]);
    let zones = [vec![0], vec![1], vec![0, 1]];
    let inside = |zone: &Vec<usize>| {
        (zone.iter().map(|at| cases[*at] as f64).sum(), zone.iter().map(|at| expected[*at]).sum::<f64>())
    };
    let scores: Vec<f64> = zones.iter().map(inside).map(|(c, b)| expectation_score(c, b)).collect();
    printed(scores[0], 0.193147, 6);
    assert_eq!(scores[1..], [0.0, 0.0]);
    let study = Study {
        cases: &cases,
        periods: 1,
        model: Model::Expectation(&expected),
        windows: Windows::Whole,
        permutations: chance(99),
    };
    let found = scan(&study, &Zones::listed(2, &zones).unwrap()).unwrap().found;
    assert_eq!((found.len(), found[0].centre, &found[0].places), (1, 0, &vec![0]));
    printed(found[0].score, 0.193147, 6);
    assert_eq!(found[0].relative_risk, Some(2.0));
    let rest = [(0.0_f64, 2.0_f64), (1.0, 2.5)].map(|(c, b)| (c / b).max(1.0));
    assert_eq!(rest, [1.0, 1.0]);
}

/// The counties themselves are not at hand; their printed totals are.
#[test]
fn t23_lung_cancer_in_pennsylvania_from_its_totals() {
    printed(bernoulli_score(2_359.0, 2_399_367.0, 10_279.0, 12_281_054.0), 36.57051, 5);
}

/// A study of the same shape, 67 places, of which six in a corner have a risk 1.4 times that of the others.
#[test]
fn six_places_out_of_67_are_found() {
    let mut random = Random::new(5, 0);
    let places: Vec<Point> = (0..67).map(|at| Point::new(f64::from(at % 9), f64::from(at / 9))).collect();
    let people: Vec<u64> = (0..67).map(|_| 60_000 + random.below(250_000) as u64).collect();
    let mut near: Vec<usize> = (0..67).collect();
    near.sort_by(|a, b| places[*a].distance(places[0]).total_cmp(&places[*b].distance(places[0])));
    // Equally far places come in pairs here: the fifth and sixth nearest are one group.
    let inside = &near[..6];
    let risk = |place: usize| if inside.contains(&place) { 1.4 } else { 1.0 };
    let cases: Vec<u64> = (0..67).map(|at| random.poisson(people[at] as f64 * risk(at) * 8e-4)).collect();
    let sizes: Vec<f64> = people.iter().map(|people| *people as f64).collect();
    let zones = Zones::circles(&places, &sizes, 0.5).unwrap();
    for model in [Model::Bernoulli(&people), Model::Poisson(&sizes)] {
        let study =
            Study { cases: &cases, periods: 1, model, windows: Windows::Whole, permutations: chance(199) };
        let found = for_any_threads(|| scan(&study, &zones).unwrap()).found;
        let mut members = found[0].places.clone();
        let mut expected = inside.to_vec();
        members.sort_unstable();
        expected.sort_unstable();
        assert_eq!(members, expected);
        assert_eq!(found[0].p(), 0.005);
        assert!(found[1..].iter().all(|other| other.places.iter().all(|place| !inside.contains(place))));
        assert!(found[0].relative_risk.unwrap() > 1.3);
        assert_eq!(found[0].observed, inside.iter().map(|place| cases[*place]).sum::<u64>());
    }
}

fn windows(windows: Windows, periods: usize) -> Vec<Range<usize>> {
    let all = (0..periods).flat_map(|from| (from + 1..=periods).map(move |to| from..to));
    all.filter(|window| match windows {
        Windows::Whole => window.len() == periods,
        Windows::Every { longest } => window.len() <= longest,
        Windows::EndingToday { longest } => window.len() <= longest && window.end == periods,
    })
    .collect()
}

/// Circles around a point: all sets of what is not farther than some distance.
fn circles(points: &[Point], centre: Point) -> Vec<Vec<usize>> {
    let mut distances: Vec<f64> = points.iter().map(|it| it.squared_distance(centre)).collect();
    let all = distances.clone();
    distances.sort_by(f64::total_cmp);
    distances.dedup();
    let within = |most: &f64| (0..points.len()).filter(|at| all[*at] <= *most).collect();
    distances.iter().map(within).collect()
}

trait Squared {
    fn squared_distance(self, other: Self) -> f64;
}

impl Squared for Point {
    fn squared_distance(self, other: Self) -> f64 {
        (self.x - other.x).powi(2) + (self.y - other.y).powi(2)
    }
}

fn drawn(n: usize, seed: u64) -> (Vec<Point>, Random) {
    let mut random = Random::new(seed, 1);
    let coordinate = |random: &mut Random| random.below(12) as f64;
    let points = (0..n).map(|_| Point::new(coordinate(&mut random), coordinate(&mut random))).collect();
    (points, random)
}

/// The best score of every circle and window, looked at one by one.
#[test]
fn tables_of_counts_give_the_best_of_everything() {
    for seed in 0..6 {
        let (points, mut random) = drawn(15, seed);
        let periods = 4;
        let cases: Vec<u64> = (0..15 * periods).map(|_| random.poisson(2.0)).collect();
        let people: Vec<u64> = cases.iter().map(|cases| cases + 1 + random.below(20) as u64).collect();
        let base: Vec<f64> = people.iter().map(|people| *people as f64).collect();
        let means: Vec<f64> = base.iter().map(|base| base / 6.0).collect();
        let sizes: Vec<f64> = base.chunks(periods).map(|row| row.iter().sum()).collect();
        let (all, everyone) = (cases.iter().sum::<u64>() as f64, base.iter().sum::<f64>());
        let zones = Zones::circles(&points, &sizes, 0.5).unwrap();
        for kind in [Windows::Whole, Windows::Every { longest: 2 }, Windows::EndingToday { longest: 3 }] {
            for model in [Model::Poisson(&base), Model::Bernoulli(&people), Model::Expectation(&means)] {
                let study = Study { cases: &cases, periods, model, windows: kind, permutations: chance(50) };
                let found = for_any_threads(|| scan(&study, &zones).unwrap());
                let mut highest = 0.0_f64;
                for centre in &points {
                    for circle in circles(&points, *centre) {
                        if circle.iter().map(|at| sizes[*at]).sum::<f64>() > 0.5 * everyone {
                            continue;
                        }
                        for window in windows(kind, periods) {
                            let cells = || {
                                circle
                                    .iter()
                                    .flat_map(|at| window.clone().map(move |period| at * periods + period))
                            };
                            let c: f64 = cells().map(|cell| cases[cell] as f64).sum();
                            let b: f64 = cells().map(|cell| base[cell]).sum();
                            highest = highest.max(match model {
                                Model::Poisson(_) => poisson_score(c, b * all / everyone, all),
                                Model::Bernoulli(_) => bernoulli_score(c, b, all, everyone),
                                Model::Expectation(_) => expectation_score(c, b / 6.0),
                            });
                        }
                    }
                }
                printed(found.found.first().map_or(0.0, |best| best.score), highest, 9);
                check(&found, 50);
            }
        }
    }
}

/// What holds for every answer.
fn check(clusters: &Clusters, replicates: u32) {
    assert_eq!(clusters.chance.len() as u32, replicates);
    assert!(clusters.chance.is_sorted());
    let mut taken = std::collections::HashSet::new();
    let mut before = f64::INFINITY;
    for cluster in &clusters.found {
        assert!(cluster.score > 0.0 && cluster.score <= before);
        assert!(cluster.observed as f64 > cluster.expected);
        assert!(cluster.places.iter().all(|place| taken.insert(*place)));
        let higher = clusters.chance.iter().filter(|it| **it >= cluster.score).count() as f64;
        assert_eq!(cluster.p(), (higher + 1.0) / (f64::from(replicates) + 1.0));
        before = cluster.score;
    }
}

fn best_of_events(
    points: &[Point],
    when: &[usize],
    periods: usize,
    kind: Windows,
    share: f64,
    radius: f64,
) -> f64 {
    let all = points.len() as f64;
    let mut highest = 0.0_f64;
    for centre in points {
        for circle in circles(points, *centre) {
            let wide = circle.iter().any(|at| points[*at].squared_distance(*centre) > radius * radius);
            if wide || circle.len() as f64 > share * all {
                continue;
            }
            for window in windows(kind, periods) {
                let during = when.iter().filter(|when| window.contains(when)).count() as f64;
                let c = circle.iter().filter(|at| window.contains(&when[**at])).count() as f64;
                highest = highest.max(poisson_score(c, during * circle.len() as f64 / all, all));
            }
        }
    }
    highest
}

#[test]
fn incidents_give_the_best_of_everything_and_so_does_chance() {
    for (seed, kind) in [
        (1, Windows::Every { longest: 3 }),
        (2, Windows::Every { longest: 10 }),
        (3, Windows::EndingToday { longest: 4 }),
        (4, Windows::EndingToday { longest: 17 }),
        (5, Windows::Every { longest: 1 }),
        (6, Windows::EndingToday { longest: 20 }),
    ] {
        let (points, mut random) = drawn(60, seed);
        let when: Vec<usize> = (0..60).map(|_| random.below(20)).collect();
        let (share, radius) = if seed % 2 == 0 { (0.5, f64::INFINITY) } else { (0.3, 4.0) };
        let incidents = Incidents {
            points: &points,
            when: &when,
            periods: 20,
            windows: kind,
            share,
            radius,
            permutations: chance(40),
        };
        let found = for_any_threads(|| scan_events(&incidents).unwrap());
        printed(found.found[0].score, best_of_events(&points, &when, 20, kind, share, radius), 9);
        check(&found, 40);
        let best = &found.found[0];
        assert!(best.radius.unwrap() <= radius && best.places.len() <= 30);
        // Dates dealt out by hand, as the scan does it, one of them scanned as if it had been observed.
        let mut dealt: Vec<u16> = when.iter().map(|when| *when as u16).collect();
        Random::new(2, 7).shuffle(&mut dealt);
        let dealt: Vec<usize> = dealt.iter().map(|when| usize::from(*when)).collect();
        let score = best_of_events(&points, &dealt, 20, kind, share, radius);
        assert!(
            found.chance.iter().any(|it| (it - score).abs() < 1e-9),
            "{kind:?} {score} {:?}",
            found.chance
        );
    }
}

#[test]
fn an_outbreak_that_goes_on_today_is_found_and_chance_is_not() {
    let mut random = Random::new(9, 0);
    let mut points: Vec<Point> =
        (0..600).map(|_| Point::new(1e4 * random.unit(), 1e4 * random.unit())).collect();
    let mut when: Vec<usize> = (0..600).map(|_| random.below(90)).collect();
    let watch = |points: &[Point], when: &[usize]| {
        let windows = Windows::EndingToday { longest: 14 };
        scan_events(&Incidents {
            points,
            when,
            periods: 90,
            windows,
            share: 0.5,
            radius: 2e3,
            permutations: chance(199),
        })
    };
    let quiet = watch(&points, &when).unwrap();
    assert!(quiet.found[0].p() > 0.05);
    for at in 0..14 {
        points.push(Point::new(3e3 + 200.0 * random.unit(), 7e3 + 200.0 * random.unit()));
        when.push(84 + at % 6);
    }
    let alarm = watch(&points, &when).unwrap();
    let first = &alarm.found[0];
    assert_eq!((first.p(), first.recurrence_interval(), first.periods.end), (0.005, 200.0, 90));
    assert!(first.places.iter().filter(|row| **row >= 600).count() >= 12 && first.periods.start >= 82);
}

#[test]
fn bad_input_is_refused() {
    let points = [Point::new(0.0, 0.0), Point::new(1.0, 0.0)];
    let zones = Zones::circles(&points, &[1.0, 1.0], 0.5).unwrap();
    let asked = |cases: &[u64], model, windows, count| {
        scan(&Study { cases, periods: 1, model, windows, permutations: chance(count) }, &zones)
            .map(|found| found.found.len())
    };
    let whole = Windows::Whole;
    assert_eq!(asked(&[0, 0], Model::Poisson(&[1.0, 1.0]), whole, 9), Err(SpatialError::Empty));
    assert_eq!(
        asked(&[1, 1], Model::Poisson(&[1.0, 0.0]), whole, 9),
        Err(SpatialError::CasesWithoutPopulation(1))
    );
    assert_eq!(
        asked(&[1, 0], Model::Poisson(&[1.0, 0.0]), whole, 9),
        Ok(0),
        "a zone without people, and all cases in the other"
    );
    assert_eq!(
        asked(&[3, 1], Model::Bernoulli(&[2, 5]), whole, 9),
        Err(SpatialError::MoreCasesThanPeople(0))
    );
    assert_eq!(asked(&[1, 1], Model::Expectation(&[1.0, f64::NAN]), whole, 9), Err(SpatialError::Value(1)));
    assert_eq!(asked(&[1, 1], Model::Poisson(&[-1.0, 1.0]), whole, 9), Err(SpatialError::Negative(0)));
    assert_eq!(
        asked(&[1], Model::Poisson(&[1.0]), whole, 9),
        Err(SpatialError::Lengths { expected: 2, found: 1 })
    );
    for (windows, count) in
        [(whole, 0), (Windows::Every { longest: 0 }, 9), (Windows::EndingToday { longest: 2 }, 9)]
    {
        assert!(matches!(
            asked(&[1, 1], Model::Poisson(&[1.0, 1.0]), windows, count),
            Err(SpatialError::Setting(_))
        ));
    }
    assert!(matches!(Zones::circles(&points, &[1.0, 1.0], 0.6), Err(SpatialError::Setting(_))));
    assert_eq!(Zones::circles(&points, &[0.0, 0.0], 0.5), Err(SpatialError::Empty));
    assert_eq!(Zones::listed(2, &[vec![0, 2]]), Err(SpatialError::Neighbour { area: 0, neighbour: 2 }));
    assert_eq!(Zones::nearest(&points, 5).unwrap().count(), 4);
    let good = Incidents {
        points: &points,
        when: &[0, 1],
        periods: 2,
        windows: Windows::Every { longest: 1 },
        share: 0.5,
        radius: f64::INFINITY,
        permutations: chance(9),
    };
    let refused = |incidents| matches!(scan_events(&incidents), Err(SpatialError::Setting(_)));
    assert!(scan_events(&good).is_ok());
    assert!(refused(Incidents { windows: Windows::Whole, ..good }));
    assert!(refused(Incidents { share: 0.7, ..good }));
    assert!(refused(Incidents { radius: f64::NAN, ..good }));
    assert_eq!(scan_events(&Incidents { when: &[0, 2], ..good }), Err(SpatialError::Period(1)));
    let spot = vec![Point::new(1.0, 1.0); 40];
    let when: Vec<usize> = (0..40).map(|at| at % 2).collect();
    let one = scan_events(&Incidents { points: &spot, when: &when, ..good }).unwrap();
    assert!(one.found.is_empty(), "all on one spot is more than half: no circle at all");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn scores_are_finite_and_never_below_zero(c in 0..50_u32, more in 0..50_u32, e in 0.0..60.0_f64, people in 0..80_u32) {
        let all = f64::from(c + more);
        let e = e.min(all);
        for score in [
            poisson_score(f64::from(c), e.max(1e-9), all),
            expectation_score(f64::from(c), e.max(1e-9)),
            bernoulli_score(f64::from(c), f64::from(c + people), all, all + f64::from(people) + 7.0),
        ] {
            prop_assert!(score.is_finite() && score >= -1e-9, "{score}");
        }
    }
}
