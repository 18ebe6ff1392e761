//! T18–T20, the figures published by PySAL, and esda 2.9 on Columbus and North Carolina.

use std::collections::HashMap;

use crime_analysis::false_discovery::{Dependence, q_values};
use crime_analysis::local::{
    Permutations, general_g, getis, local_moran, moran, moran_permuted, permuted, two_sided,
};
use crime_analysis::neighbours::{Contiguity, Weights};
use crime_analysis::places::{Point, SpatialError};
use distributions::normal;
use distributions::random::Random;
use proptest::prelude::*;

use super::{for_any_threads, printed, shared};

fn six_points() -> (Weights, [f64; 6]) {
    let places = [(10.0, 10.0), (20.0, 10.0), (40.0, 10.0), (15.0, 20.0), (30.0, 20.0), (30.0, 30.0)];
    let points = places.map(|(x, y)| Point::new(x, y));
    (Weights::within(&points, 15.0).unwrap(), [2.0, 3.0, 3.2, 5.0, 8.0, 7.0])
}

#[test]
fn t18_six_points_within_a_distance() {
    let (weights, y) = six_points();
    let expected = [-1.397276, -0.289178, 0.650650, -0.289178, 1.234521, 2.024243];
    for weights in [weights.including_self(), weights.including_self().row_standardised()] {
        let found = getis(&y, &weights).unwrap();
        found.iter().zip(expected).for_each(|(found, expected)| printed(found.z.unwrap(), expected, 6));
    }
}

#[test]
fn t19_a_slope_on_a_grid_of_nine() {
    let y: Vec<f64> = (1..=9).map(f64::from).collect();
    let found = moran(&y, &Weights::grid(3, 3, Contiguity::Rook).unwrap()).unwrap();
    printed(found.i, 0.5, 12);
    printed(found.expected, -0.125, 12);
    printed(found.variance_normal, 0.053125, 12);
    printed(found.variance_random.unwrap(), 0.0596875, 12);
    printed(found.z_random().unwrap(), 2.558223, 6);
    printed(two_sided(found.z_random().unwrap()), 0.010521, 6);
}

#[test]
fn t20_sixteen_cells_and_the_false_among_them() {
    let y = [10.0, 9.0, 2.0, 1.0, 8.0, 7.0, 3.0, 1.0, 2.0, 2.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0];
    let weights = Weights::grid(4, 4, Contiguity::Queen).unwrap().including_self();
    let z: Vec<f64> = getis(&y, &weights).unwrap().iter().map(|found| found.z.unwrap()).collect();
    let expected = [
        3.7081, 3.1659, 0.7538, -0.8427, 3.0151, 2.5011, -0.1471, -1.5076, 0.3015, -0.4414, -1.7655, -1.8091,
        -1.1798, -1.8091, -2.1106, -1.6855,
    ];
    z.iter().zip(expected).for_each(|(found, expected)| printed(*found, expected, 4));
    let p: Vec<Option<f64>> = z.iter().map(|z| Some(two_sided(*z))).collect();
    let significant: Vec<f64> = z.iter().copied().filter(|z| two_sided(*z) < 0.05).collect();
    assert_eq!(significant.len(), 5);
    assert_eq!(significant.iter().filter(|z| **z > 0.0).count(), 4);
    let mut q: Vec<f64> = q_values(&p, Dependence::Positive).into_iter().flatten().collect();
    q.sort_by(f64::total_cmp);
    assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
    printed(q[3], 0.04953, 5);
}

/// Contiguity and row of each area from a GAL file.
fn gal<'a>(text: &'a str, order: &Order) -> (Weights, HashMap<&'a str, usize>) {
    let mut lines = text.lines();
    lines.next();
    let lines: Vec<Vec<&str>> = lines.map(|line| line.split_whitespace().collect()).collect();
    let mut areas: Vec<(&str, &[&str])> =
        lines.chunks(2).map(|pair| (pair[0][0], pair.get(1).map_or(&[][..], |line| &line[..]))).collect();
    if *order == Order::ByText {
        areas.sort_unstable();
    }
    let rows: HashMap<&str, usize> = areas.iter().enumerate().map(|(row, (id, _))| (*id, row)).collect();
    let lists: Vec<Vec<usize>> =
        areas.iter().map(|(_, near)| near.iter().map(|id| rows[id]).collect()).collect();
    (Weights::contiguous(&lists).unwrap(), rows)
}

/// In which order areas of a GAL file become rows.
#[derive(PartialEq)]
enum Order {
    OfFile,
    /// "1", "10", "11", …, "2".
    ByText,
}

/// What README of the shared data says about the whole map: I, E, variance under normality and randomisation.
fn check_map(archive: &str, list: &str, reference: &str, whole: [f64; 4]) {
    let (Some(text), Some(table)) =
        (shared::zipped(archive, list), shared::rows(&format!("spatial_stats/{reference}")))
    else {
        return;
    };
    let (weights, rows) = gal(&text, &Order::OfFile);
    let table = &table[1..];
    assert_eq!(table.len(), weights.len());
    let mut y = vec![f64::NAN; weights.len()];
    let number = |text: &str| text.parse::<f64>().unwrap();
    table.iter().for_each(|line| y[rows[line[0].as_str()]] = number(&line[1]));
    let standardised = weights.row_standardised();
    let global = moran(&y, &standardised).unwrap();
    let found = [global.i, global.expected, global.variance_normal, global.variance_random.unwrap()];
    found.iter().zip(whole).for_each(|(found, expected)| printed(*found, expected, 12));
    let local = local_moran(&y, &standardised).unwrap();
    // The columns of Gi were made with the areas in the order of their ids as texts and the values in the order of the
    // file, so they are those of a map that is mixed up. The arithmetic is the same, and this shows it.
    let (mixed, _) = gal(&text, &Order::ByText);
    let (gi, star) = (getis(&y, &mixed).unwrap(), getis(&y, &mixed.including_self()).unwrap());
    for line in table {
        let row = rows[line[0].as_str()];
        let close = |found: f64, text: &str| {
            assert!(
                (found - number(text)).abs() <= 1e-10 * number(text).abs().max(1.0),
                "{found} of {line:?}"
            );
        };
        close(local[row].i, &line[2]);
        assert_eq!(local[row].quadrant.unwrap().number().to_string(), line[3]);
        close(gi[row].z.unwrap(), &line[4]);
        close(star[row].z.unwrap(), &line[5]);
    }
}

#[test]
fn columbus_is_that_of_esda() {
    let whole = [0.500188557183, -0.020833333333, 0.0085634131194, 0.00868928920133];
    check_map("spatial_stats/columbus.zip", "columbus.gal", "columbus_crime_local_reference.csv", whole);
}

#[test]
fn north_carolina_is_that_of_esda() {
    let whole = [0.247725193205, -0.010101010101, 0.00447357368691, 0.00427596509636];
    check_map("spatial_stats/sids2.zip", "sids2.gal", "sids2_sidr74_local_reference.csv", whole);
}

/// Every value in the file of published figures, each looked for by its name.
#[test]
fn published_values_of_pysal() {
    let Some(file) = shared::file("spatial_stats/pysal_published_values.json") else { return };
    let (Some(sids), Some(table)) = (
        shared::zipped("spatial_stats/sids2.zip", "sids2.gal"),
        shared::rows("spatial_stats/sids2_sidr74_local_reference.csv"),
    ) else {
        return;
    };
    let file: serde_json::Value = serde_json::from_slice(&file).unwrap();
    let (weights, y) = six_points();
    let star = weights.including_self();
    for case in file["cases"].as_array().unwrap() {
        let value = |name: &str| case[name].as_f64().unwrap();
        let first = |weights: &Weights| getis(&y, weights).unwrap()[0];
        match case["id"].as_str().unwrap() {
            "moran_sids_sidr74" => {
                let (weights, rows) = gal(&sids, &Order::OfFile);
                let mut y = vec![f64::NAN; weights.len()];
                table[1..].iter().for_each(|line| y[rows[line[0].as_str()]] = line[1].parse().unwrap());
                let found = moran(&y, &weights.row_standardised()).unwrap();
                printed(found.i, value("I"), 12);
                let p = normal::upper_tail(found.z_normal());
                assert!((p / value("p_norm_one_tailed") - 1.0).abs() < 1e-9, "{p:e}");
            }
            "getis_g_6pts" => {
                let found = general_g(&y, &weights).unwrap();
                printed(found.g, value("G"), 8);
                printed(normal::upper_tail(found.z().abs()), value("p_norm"), 6);
            }
            "getis_gi_6pts_binary" => printed(first(&weights).z.unwrap(), value("z0"), 7),
            "getis_gi_6pts_rowstd" => {
                let found = first(&weights.row_standardised());
                printed(found.z_of_sums.unwrap(), value("z0"), 8);
                printed(found.z.unwrap(), -1.0136729, 7);
            }
            "getis_gistar_6pts_binary" => printed(first(&star).z.unwrap(), value("z0"), 8),
            "getis_gistar_6pts_rowstd" => {
                printed(first(&star.row_standardised()).z_of_sums.unwrap(), value("z0"), 8);
            }
            other => panic!("{other} is not tested"),
        }
    }
}

fn town(columns: usize, rows: usize, seed: u64) -> Vec<f64> {
    let mut random = Random::new(seed, 0);
    (0..columns * rows).map(|_| random.poisson(2.0) as f64 + random.unit()).collect()
}

/// Weights of 1 go by sorted sums, others column by column: both must be what chance means.
#[test]
fn chance_by_two_ways_agrees_with_the_moments_it_must_have() {
    let mut y = town(20, 20, 5);
    y[210] = 30.0;
    let queen = Weights::grid(20, 20, Contiguity::Queen).unwrap();
    // Almost equal weights: the other way, nearly the same sums.
    let uneven: Vec<Vec<(usize, f64)>> = queen
        .rows()
        .map(|(near, _)| {
            near.iter().zip(0..).map(|(at, i)| (*at as usize, 1.0 + 1e-9 * f64::from(i))).collect()
        })
        .collect();
    let uneven = Weights::weighted(&uneven).unwrap();
    let permutations = Permutations { count: 1_999, seed: 8 };
    let even = for_any_threads(|| permuted(&y, &queen, permutations).unwrap());
    let other = for_any_threads(|| permuted(&y, &uneven, permutations).unwrap());
    let z = getis(&y, &queen).unwrap();
    for ((even, other), z) in even.iter().zip(&other).zip(&z) {
        let (even, other) = (even.unwrap(), other.unwrap());
        assert!(even.at_least.abs_diff(other.at_least) <= 3, "{even:?} {other:?}");
        assert_eq!(even.at_least + even.at_most, 1_999, "no ties here");
        let normal = normal::upper_tail(z.z.unwrap());
        // Eight skewed values are not quite normal.
        assert!((even.p_high() - normal).abs() < 0.12, "{} {normal}", even.p_high());
    }
}

/// A town small enough to try every permutation: the p-values must be the shares of all of them.
#[test]
fn chance_on_a_line_of_five_is_the_share_of_all_orders() {
    let y = [4.0, 1.0, 1.0, 7.0, 2.0];
    let line = Weights::grid(5, 1, Contiguity::Rook).unwrap();
    let found = permuted(&y, &line, Permutations { count: 200_000, seed: 1 }).unwrap();
    for (area, found) in found.iter().enumerate() {
        let observed: f64 = line.rows().nth(area).unwrap().0.iter().map(|at| y[*at as usize]).sum();
        let k = line.rows().nth(area).unwrap().0.len();
        let others: Vec<f64> = (0..5).filter(|at| *at != area).map(|at| y[at]).collect();
        let sums: Vec<f64> = if k == 1 {
            others.clone()
        } else {
            (0..4)
                .flat_map(|a| (0..4).filter(move |b| *b != a).map(move |b| (a, b)))
                .map(|(a, b)| others[a] + others[b])
                .collect()
        };
        let share = |keep: &dyn Fn(f64) -> bool| {
            sums.iter().filter(|sum| keep(**sum)).count() as f64 / sums.len() as f64
        };
        let found = found.unwrap();
        assert!((found.p_high() - share(&|sum| sum >= observed)).abs() < 0.005);
        assert!((found.p_low() - share(&|sum| sum <= observed)).abs() < 0.005);
    }
}

#[test]
fn the_map_as_a_whole_against_chance() {
    let slope: Vec<f64> = (0..100).map(|cell| f64::from(cell / 10)).collect();
    let rook = Weights::grid(10, 10, Contiguity::Rook).unwrap();
    let permutations = Permutations { count: 999, seed: 3 };
    let found = for_any_threads(|| moran_permuted(&slope, &rook, permutations).unwrap());
    assert_eq!((found.p_high(), found.at_most), (0.001, 999));
    let noise = moran_permuted(&town(10, 10, 9), &rook, permutations).unwrap();
    let normal = moran(&town(10, 10, 9), &rook).unwrap().z_random().unwrap();
    assert!((noise.p_high() - normal::upper_tail(normal)).abs() < 0.06);
}

#[test]
fn what_has_no_answer_says_so() {
    let rook = Weights::grid(2, 2, Contiguity::Rook).unwrap();
    let islands = Weights::contiguous(&[vec![1], vec![0], vec![], vec![]]).unwrap();
    let y = [1.0, 2.0, 3.0, 4.0];
    let chance = Permutations { count: 99, seed: 0 };
    for values in [[0.1; 4], [0.0; 4], [1e9 / 3.0; 4]] {
        assert_eq!(moran(&values, &rook), Err(SpatialError::NoVariation));
        assert_eq!(permuted(&values, &rook, chance), Err(SpatialError::NoVariation));
    }
    assert_eq!(getis(&[1.0, f64::NAN, 3.0, 4.0], &rook), Err(SpatialError::Value(1)));
    assert_eq!(local_moran(&y[..3], &rook), Err(SpatialError::Lengths { expected: 4, found: 3 }));
    assert_eq!(moran(&y, &Weights::contiguous(&vec![vec![]; 4]).unwrap()), Err(SpatialError::NoNeighbours));
    let local = local_moran(&y, &islands).unwrap();
    assert_eq!((local[3].i, local[3].quadrant), (0.0, None));
    assert_eq!(permuted(&y, &islands, chance).unwrap()[3], None);
    assert_eq!(getis(&y, &islands).unwrap()[3].z, None, "Gi of an island");
    assert!(
        getis(&y, &islands.including_self()).unwrap()[3].z.unwrap() > 0.0,
        "Gi* of an island is its own value"
    );
    let everyone = Weights::nearest(&[0.0, 1.0, 2.0, 3.0].map(|x| Point::new(x, 0.0)), 3).unwrap();
    assert_eq!(getis(&y, &everyone).unwrap()[0].z, None, "all others are neighbours");
    assert_eq!(permuted(&y, &everyone, chance).unwrap()[0].unwrap().p_two_sided(), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn local_values_sum_to_the_global_one(y in prop::collection::vec(-50.0..50.0_f64, 12)) {
        let weights = Weights::grid(4, 3, Contiguity::Queen).unwrap().row_standardised();
        prop_assume!(moran(&y, &weights).is_ok());
        let sum: f64 = local_moran(&y, &weights).unwrap().iter().map(|local| local.i).sum();
        prop_assert!((sum / 11.0 - moran(&y, &weights).unwrap().i).abs() < 1e-9);
    }

    #[test]
    fn units_of_measure_do_not_matter(y in prop::collection::vec(0.0..50.0_f64, 12), scale in 0.01..100.0_f64, shift in -1e3..1e3_f64) {
        let weights = Weights::grid(4, 3, Contiguity::Queen).unwrap().including_self();
        let other: Vec<f64> = y.iter().map(|y| scale * y + shift).collect();
        for (a, b) in getis(&y, &weights).unwrap().iter().zip(getis(&other, &weights).unwrap()) {
            prop_assert!((a.z.unwrap() - b.z.unwrap()).abs() < 1e-6);
        }
    }
}
