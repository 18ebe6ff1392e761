//! T17, T36, and densities held against their definition.

use crime_analysis::density::{
    Area, Bandwidth, Edge, Grid, Kernel, Polygon, Question, Surface, along, density_at, surface,
};
use crime_analysis::places::{Point, SpatialError};
use distributions::random::Random;
use proptest::prelude::*;

use super::{for_any_threads, printed};

fn ring(corners: &[(f64, f64)]) -> Vec<Point> {
    corners.iter().map(|(x, y)| Point::new(*x, *y)).collect()
}

fn area(outer: &[(f64, f64)], holes: &[&[(f64, f64)]]) -> Area {
    Area::new(&[Polygon { outer: ring(outer), holes: holes.iter().map(|hole| ring(hole)).collect() }])
        .unwrap()
}

const SQUARE: [(f64, f64); 4] = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)];

#[test]
fn t17_a_kernel_beside_a_straight_border() {
    let square = area(&SQUARE, &[]);
    let expected = [0.5, 0.691462, 0.841345, 0.977250];
    for h in [0.5, 3.0, 7.0] {
        for (distance, expected) in [0.0, 0.5, 1.0, 2.0].into_iter().zip(expected) {
            for place in [(distance * h, 50.0), (50.0, 100.0 - distance * h), (distance * h, 51.7)] {
                let found = square.kernel_mass(Kernel::Gaussian, h, Point::new(place.0, place.1));
                printed(found, expected, 6);
            }
        }
    }
    let outside = square.kernel_mass(Kernel::Gaussian, 2.0, Point::new(-2.0, 50.0));
    printed(outside, 1.0 - 0.841344746, 8);
    printed(square.kernel_mass(Kernel::Quartic, 3.0, Point::new(50.0, 0.0)), 0.5, 8);
    printed(square.kernel_mass(Kernel::Quartic, 3.0, Point::new(100.0, 100.0)), 0.25, 8);
    printed(square.kernel_mass(Kernel::Gaussian, 3.0, Point::new(100.0, 0.0)), 0.25, 8);
}

#[test]
fn t36_points_of_a_line() {
    let at = |x| along(&[0.0, 1.0, 3.0, 3.5, 6.0], 1.0, x).unwrap();
    printed(at(2.0), 0.1335168, 7);
    printed(at(0.0), 0.1292435, 7);
    printed(at(3.2), 0.1636409, 7);
    assert_eq!(along(&[], 1.0, 0.0), None);
    assert_eq!(along(&[1.0], 0.0, 0.0), None);
}

/// A city with a bay, a hole and a corner that is not right.
fn city() -> Area {
    let outer =
        [(0.0, 0.0), (60.0, -10.0), (100.0, 30.0), (70.0, 45.0), (95.0, 90.0), (20.0, 80.0), (-5.0, 40.0)];
    area(&outer, &[&[(30.0, 30.0), (30.0, 55.0), (50.0, 50.0), (55.0, 33.0)]])
}

/// Kernel mass inside by counting cells of a fine grid.
fn mass_by_cells(area: &Area, kernel: Kernel, h: f64, place: Point) -> f64 {
    let (reach, count) = (if kernel == Kernel::Gaussian { 6.0 * h } else { h }, 600);
    let cell = 2.0 * reach / f64::from(count);
    let mut sum = 0.0;
    for row in 0..count {
        for column in 0..count {
            let (dx, dy) = ((f64::from(column) + 0.5) * cell - reach, (f64::from(row) + 0.5) * cell - reach);
            if area.contains(Point::new(place.x + dx, place.y + dy)) {
                let u = (dx * dx + dy * dy) / (h * h);
                sum += match kernel {
                    Kernel::Gaussian => (-0.5 * u).exp() / 2.0,
                    Kernel::Quartic => 3.0 * (1.0 - u).max(0.0).powi(2),
                };
            }
        }
    }
    sum * cell * cell / (std::f64::consts::PI * h * h)
}

#[test]
fn kernels_in_a_city_with_a_hole_have_the_mass_of_its_cells() {
    let city = city();
    for kernel in [Kernel::Gaussian, Kernel::Quartic] {
        for (x, y) in
            [(5.0, 5.0), (28.0, 40.0), (60.0, 47.0), (99.0, 30.0), (71.0, 45.0), (40.0, 40.0), (20.0, 79.9)]
        {
            for h in [1.5, 6.0, 40.0] {
                let place = Point::new(x, y);
                let (found, expected) =
                    (city.kernel_mass(kernel, h, place), mass_by_cells(&city, kernel, h, place));
                assert!((found - expected).abs() < 3e-3, "{kernel:?} {h} at {place:?}: {found} {expected}");
            }
        }
    }
}

fn events(n: usize, seed: u64) -> Vec<Point> {
    let mut random = Random::new(seed, 0);
    let mut normal = |spread: f64| (0..12).map(|_| random.unit()).sum::<f64>() * spread - 6.0 * spread;
    (0..n)
        .map(|at| match at % 5 {
            0 => Point::new(50.0 + normal(30.0), 50.0 + normal(30.0)),
            1 | 2 => Point::new(20.0 + normal(3.0), 20.0 + normal(6.0)),
            _ => Point::new(75.0 + normal(8.0), 70.0 + normal(2.0)),
        })
        .collect()
}

fn asked(points: &[Point], kernel: Kernel, bandwidth: Bandwidth) -> Question<'_> {
    Question {
        points,
        weights: None,
        kernel,
        bandwidth,
        area: None,
        edge: Edge::Uncorrected,
        stacks_above: 1_000,
    }
}

/// The largest relative error where there is more than a thousandth of the maximum.
fn worst(question: &Question, found: &Surface) -> f64 {
    let grid = found.grid;
    let middles: Vec<Point> = (0..grid.rows * grid.columns)
        .map(|cell| grid.middle(cell % grid.columns, cell / grid.columns))
        .collect();
    let exact = density_at(question, &middles).unwrap();
    let highest = exact.iter().flatten().fold(0.0, |a: f64, b| a.max(*b));
    assert!(exact.iter().zip(found.values()).all(|(a, b)| a.is_some() == b.is_some()));
    let error = |(exact, found): (f64, f64)| (found - exact).abs() / exact;
    let both = exact.iter().zip(found.values()).filter_map(|(exact, found)| Some(((*exact)?, found?)));
    both.filter(|(exact, _)| *exact > 1e-3 * highest).map(error).fold(0.0, f64::max)
}

const GRID: Grid = Grid { low: Point::new(-3.0, -2.0), cell: 1.7, columns: 63, rows: 55 };

#[test]
fn every_way_agrees_with_the_definition() {
    let points = events(400, 1);
    let bandwidths = |h| {
        [
            Bandwidth::Fixed(h),
            Bandwidth::Neighbour { k: 12, least: 0.5 * h },
            Bandwidth::Abramson { pilot: h },
        ]
    };
    for (kernel, most) in [(Kernel::Quartic, 1e-9), (Kernel::Gaussian, 1e-3)] {
        for bandwidth in [0.7, 2.6, 3.9, 11.0, 60.0].into_iter().flat_map(bandwidths) {
            let question = asked(&points, kernel, bandwidth);
            let found = for_any_threads(|| surface(&question, GRID).unwrap());
            let worst = worst(&question, &found);
            assert!(worst < most, "{kernel:?} {bandwidth:?}: {worst:e}");
        }
    }
}

#[test]
fn a_lone_incident_is_right_far_into_its_tail() {
    let points = [Point::new(31.37, 40.11)];
    let question = asked(&points, Kernel::Gaussian, Bandwidth::Fixed(6.0));
    let worst = worst(&question, &surface(&question, GRID).unwrap());
    assert!(worst < 5e-4, "{worst:e}");
}

#[test]
fn nothing_is_said_outside_the_city_and_nothing_is_lost_at_its_border() {
    let (city, points) = (city(), events(600, 2));
    let inside = points.iter().filter(|point| city.contains(**point)).count();
    let fine = Grid { low: Point::new(-6.0, -11.0), cell: 0.5, columns: 220, rows: 210 };
    for kernel in [Kernel::Quartic, Kernel::Gaussian] {
        let mut question = asked(&points, kernel, Bandwidth::Fixed(5.0));
        question.area = Some(&city);
        let plain = surface(&question, fine).unwrap();
        assert_eq!(plain.outside, 600 - inside);
        assert!(plain.total() < 0.99 * inside as f64);
        assert_eq!(plain.value(0, 0), None);
        assert_eq!(plain.value(400, 0), None);
        question.edge = Edge::Diggle;
        let diggle = surface(&question, fine).unwrap();
        assert!((diggle.total() / inside as f64 - 1.0).abs() < 2e-3, "{} of {inside}", diggle.total());
        assert!(worst(&question, &surface(&question, GRID).unwrap()) < 1e-3);
        question.edge = Edge::Uniform;
        let uniform = for_any_threads(|| surface(&question, GRID).unwrap());
        assert!(worst(&question, &uniform) < 1e-3);
    }
}

/// Incidents spread evenly: corrected densities are even up to the border, uncorrected ones fall to a half.
#[test]
fn an_even_city_is_even_up_to_its_border() {
    let square = area(&SQUARE, &[]);
    let points: Vec<Point> =
        (0..10_000).map(|at| Point::new(f64::from(at % 100) + 0.5, f64::from(at / 100) + 0.5)).collect();
    let grid = Grid { low: Point::new(0.0, 0.0), cell: 2.0, columns: 50, rows: 50 };
    for edge in [Edge::Uniform, Edge::Diggle] {
        let mut question = asked(&points, Kernel::Gaussian, Bandwidth::Fixed(8.0));
        (question.area, question.edge) = (Some(&square), edge);
        let found = surface(&question, grid).unwrap();
        let furthest = found.values().flatten().map(|value| (value - 1.0).abs()).fold(0.0, f64::max);
        // Diggle's falls to ln 2 at a straight border, whatever the bandwidth, and to its square in a corner.
        let most = if edge == Edge::Uniform { 2e-3 } else { 1.0 - 2.0_f64.ln().powi(2) };
        assert!(furthest < most, "{edge:?} {furthest}");
    }
}

#[test]
fn bad_input_is_refused_and_stacks_are_named() {
    let points = vec![Point::new(1.0, 1.0); 30];
    let fixed = |h| asked(&points, Kernel::Quartic, Bandwidth::Fixed(h));
    for h in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(surface(&fixed(h), GRID), Err(SpatialError::Setting(_))));
    }
    assert!(matches!(surface(&fixed(1.0), Grid { columns: 0, ..GRID }), Err(SpatialError::Setting(_))));
    assert!(matches!(surface(&fixed(1.0), Grid { cell: f64::NAN, ..GRID }), Err(SpatialError::Setting(_))));
    assert_eq!(surface(&Question { points: &[], ..fixed(1.0) }, GRID), Err(SpatialError::Empty));
    let nowhere = [Point::new(0.0, f64::NAN)];
    assert_eq!(
        surface(&Question { points: &nowhere, ..fixed(1.0) }, GRID),
        Err(SpatialError::Coordinates(0))
    );
    let weights = vec![-1.0; 30];
    let weighted = Question { weights: Some(&weights), ..fixed(1.0) };
    assert_eq!(surface(&weighted, GRID), Err(SpatialError::Negative(0)));
    let edged = Question { edge: Edge::Diggle, ..fixed(1.0) };
    assert!(matches!(surface(&edged, GRID), Err(SpatialError::Setting(_))));
    let far = Bandwidth::Neighbour { k: 30, least: 1.0 };
    let neighbour = asked(&points, Kernel::Quartic, far);
    assert_eq!(surface(&neighbour, GRID), Err(SpatialError::TooFew { found: 30, needed: 31 }));
    for kernel in [Kernel::Quartic, Kernel::Gaussian] {
        for bandwidth in [Bandwidth::Neighbour { k: 3, least: 4.0 }, Bandwidth::Abramson { pilot: 4.0 }] {
            let found =
                surface(&Question { stacks_above: 5, ..asked(&points, kernel, bandwidth) }, GRID).unwrap();
            assert_eq!(found.stacks[0].rows.len(), 30);
            assert!(found.highest() > 0.0);
        }
    }
    for ring in [vec![], ring(&SQUARE[..2]), ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)])] {
        assert_eq!(Area::new(&[Polygon { outer: ring, holes: vec![] }]), Err(SpatialError::Ring(0)));
    }
    assert_eq!(Area::new(&[]), Err(SpatialError::Empty));
    let elsewhere = area(&[(500.0, 500.0), (501.0, 500.0), (500.0, 501.0)], &[]);
    let none = surface(&Question { area: Some(&elsewhere), ..fixed(1.0) }, GRID).unwrap();
    assert_eq!((none.outside, none.highest()), (30, 0.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn two_halves_of_the_incidents_make_the_whole(seed in 0..500_u64, h in 0.8..20.0_f64, quartic: bool) {
        let points = events(60, seed);
        let kernel = if quartic { Kernel::Quartic } else { Kernel::Gaussian };
        let of = |points| surface(&asked(points, kernel, Bandwidth::Fixed(h)), GRID).unwrap();
        let (whole, first, second) = (of(&points), of(&points[..23]), of(&points[23..]));
        let highest = whole.highest();
        for ((whole, first), second) in whole.values().zip(first.values()).zip(second.values()) {
            prop_assert!((whole.unwrap() - first.unwrap() - second.unwrap()).abs() <= 1e-6 * highest);
        }
    }
}
