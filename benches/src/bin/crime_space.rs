//! Where offences concentrate: hot spots, densities, near repeats, a scan for outbreaks.
//!
//!   crime_space FOLDER [SECTION…]     leaves the data there, what was found and what it took (`ours.tsv`), for the peers
//!
//! Sections are hot_spots, densities, repeats and scans; all of them when none is named.
//!
//! The data are an invented town drawn from a seed. Each figure is the median of five runs (of scans, one) on all cores;
//!  other numbers of threads must give the same digits.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use benches::{load, machine};
use crime_analysis::density::{Bandwidth, Edge, Grid, Kernel, Question, Surface, density_at, surface};
use crime_analysis::local::{Permutations, Ranks, getis, local_moran, permuted};
use crime_analysis::near_repeat::{self, Metric, near_repeats};
use crime_analysis::neighbours::{Contiguity, Weights};
use crime_analysis::places::Point;
use crime_analysis::scan::{Clusters, Incidents, Windows, scan_events};
use distributions::random::Random;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Side of the town in metres.
const SIDE: f64 = 10_000.0;

/// A part of the bench that can be run by itself.
type Section = fn(&mut Out) -> Outcome;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).ok_or("crime_space FOLDER [SECTION…]")?;
    let named: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&folder)?;
    println!("{}, load average {}\n", machine(), load());
    let mut out = Out { folder, lines: Vec::new() };
    let sections: [(&str, Section); 4] =
        [("hot_spots", hot_spots), ("densities", densities), ("repeats", repeats), ("scans", scans)];
    for (name, section) in sections {
        if named.is_empty() || named.iter().any(|it| it == name) {
            section(&mut out)?;
        }
    }
    out.close()
}

/// What is handed over: columns of numbers of eight bytes, and lines of name, milliseconds, figure.
struct Out {
    folder: PathBuf,
    lines: Vec<String>,
}

impl Out {
    fn column(&self, name: &str, values: impl IntoIterator<Item = f64>) -> Outcome {
        let bytes: Vec<u8> = values.into_iter().flat_map(f64::to_le_bytes).collect();
        Ok(std::fs::write(Path::join(&self.folder, name), bytes)?)
    }

    fn points(&self, name: &str, points: &[Point]) -> Outcome {
        self.column(name, points.iter().flat_map(|point| [point.x, point.y]))
    }

    /// Measures, prints, and refuses digits that depend on the number of threads.
    fn timed<T: PartialEq + Send>(
        &mut self,
        name: &str,
        what: &str,
        runs: usize,
        figure: impl Fn(&T) -> f64,
        find: impl Fn() -> T + Sync,
    ) -> Outcome<T> {
        let mut times = Vec::new();
        let mut found = find();
        for _ in 0..runs {
            let began = Instant::now();
            found = find();
            times.push(began.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        let median = times.get(times.len() / 2).copied().unwrap_or(f64::NAN);
        let began = Instant::now();
        let single = rayon::ThreadPoolBuilder::new().num_threads(1).build()?.install(&find);
        let alone = began.elapsed().as_secs_f64() * 1e3;
        if single != found || rayon::ThreadPoolBuilder::new().num_threads(3).build()?.install(&find) != found
        {
            return Err(format!("{what}: digits depend on the number of threads").into());
        }
        let figure = figure(&found);
        println!("  {what:<68} {median:>9.1} ms   (one thread {alone:>9.1})   {figure:.9}");
        self.lines.push(format!("{name}\t{median}\t{figure:e}\n"));
        Ok(found)
    }

    fn close(self) -> Outcome {
        // Sections may be run one by one: the last line of a name counts.
        let mut file =
            std::fs::OpenOptions::new().create(true).append(true).open(self.folder.join("ours.tsv"))?;
        Ok(file.write_all(self.lines.concat().as_bytes())?)
    }
}

/// Two evenings' districts, a long street, and everything else.
fn town(n: usize, seed: u64) -> Vec<Point> {
    let mut random = Random::new(seed, 0);
    let bell =
        |random: &mut Random, spread: f64| spread * ((0..12).map(|_| random.unit()).sum::<f64>() - 6.0);
    let place = |at: usize| match at % 10 {
        0..=2 => (3_200.0 + bell(&mut random, 350.0), 6_100.0 + bell(&mut random, 250.0)),
        3 | 4 => (7_000.0 + bell(&mut random, 900.0), 2_800.0 + bell(&mut random, 700.0)),
        5 => {
            let along = random.unit();
            (
                1_000.0 + 8_000.0 * along + bell(&mut random, 60.0),
                9_000.0 - 6_500.0 * along + bell(&mut random, 60.0),
            )
        }
        _ => (SIDE * random.unit(), SIDE * random.unit()),
    };
    (0..n).map(place).map(|(x, y)| Point::new(x.clamp(0.0, SIDE), y.clamp(0.0, SIDE))).collect()
}

fn hot_spots(out: &mut Out) -> Outcome {
    const CELLS: usize = 100;
    let mut rates = vec![0.0; CELLS * CELLS];
    for point in town(60_000, 1) {
        let at = |x: f64| ((x / SIDE * CELLS as f64) as usize).min(CELLS - 1);
        rates[at(point.y) * CELLS + at(point.x)] += 1.0;
    }
    // Counts by an uneven number of people.
    let mut random = Random::new(2, 0);
    rates.iter_mut().for_each(|rate| *rate /= 0.5 + random.unit());
    let chance = Permutations { count: 9_999, seed: 3 };
    println!("hot spots: {} cells of a grid, queen contiguity, {} permutations", rates.len(), chance.count);
    let queen = Weights::grid(CELLS, CELLS, Contiguity::Queen)?;
    let (star, standard) = (queen.including_self(), queen.row_standardised());
    let sum = |values: &[f64]| values.iter().map(|value| value.abs()).sum::<f64>();
    let z = |found: &[crime_analysis::local::Getis]| found.iter().filter_map(|it| it.z).collect::<Vec<f64>>();
    let (gi, ranks) = out.timed(
        "getis",
        "Gi* with permutations",
        5,
        |it: &(Vec<f64>, _)| sum(&it.0),
        || (getis(&rates, &star).map(|it| z(&it)).unwrap_or_default(), permuted(&rates, &star, chance)),
    )?;
    let folded = |ranks: Result<Vec<Option<Ranks>>, _>| -> Outcome<Vec<f64>> {
        let ranks: Result<_, crime_analysis::places::SpatialError> = ranks;
        Ok(ranks?.into_iter().map(|it| it.map_or(f64::NAN, Ranks::p_folded)).collect())
    };
    out.column("rates", rates.iter().copied())?;
    out.column("getis.z", gi)?;
    out.column("getis.p", folded(ranks)?)?;
    let i = |weights: &Weights| {
        local_moran(&rates, weights).map(|it| it.iter().map(|it| it.i).collect::<Vec<f64>>())
    };
    let (moran, ranks) = out.timed(
        "moran",
        "local Moran with permutations",
        5,
        |it: &(Vec<f64>, _)| sum(&it.0),
        || (i(&standard).unwrap_or_default(), permuted(&rates, &standard, chance)),
    )?;
    out.column("moran.i", moran)?;
    out.column("moran.p", folded(ranks)?)?;
    // Weights that are not all the same go another, slower way.
    let uneven: Vec<Vec<(usize, f64)>> = queen
        .rows()
        .enumerate()
        .map(|(cell, (near, _))| {
            let side = |other: usize| other % CELLS == cell % CELLS || other / CELLS == cell / CELLS;
            near.iter()
                .map(|other| *other as usize)
                .map(|other| (other, if side(other) { 1.0 } else { 0.5 }))
                .collect()
        })
        .collect();
    let uneven = Weights::weighted(&uneven)?.row_standardised();
    let (moran, ranks) = out.timed(
        "uneven",
        "local Moran, corners weigh half, with permutations",
        5,
        |it: &(Vec<f64>, _)| sum(&it.0),
        || (i(&uneven).unwrap_or_default(), permuted(&rates, &uneven, chance)),
    )?;
    out.column("uneven.i", moran)?;
    out.column("uneven.p", folded(ranks)?)
}

fn densities(out: &mut Out) -> Outcome {
    const CELLS: usize = 500;
    let points = town(1_000_000, 4);
    let grid = Grid { low: Point::new(0.0, 0.0), cell: SIDE / CELLS as f64, columns: CELLS, rows: CELLS };
    println!(
        "\ndensity: {} points on {CELLS} × {CELLS} cells of {} m; the figure is the largest relative error",
        points.len(),
        grid.cell
    );
    println!("  (1,000 cells drawn from those above 0.1 % of the maximum, against sums over all points)");
    out.points("density.points", &points)?;
    for (name, what, kernel, bandwidth) in [
        ("gauss100", "Gaussian, 100 m", Kernel::Gaussian, 100.0),
        ("gauss50", "Gaussian, 50 m", Kernel::Gaussian, 50.0),
        ("gauss300", "Gaussian, 300 m", Kernel::Gaussian, 300.0),
        ("quartic250", "quartic, 250 m", Kernel::Quartic, 250.0),
        ("quartic100", "quartic, 100 m", Kernel::Quartic, 100.0),
    ] {
        let question = Question {
            points: &points,
            weights: None,
            kernel,
            bandwidth: Bandwidth::Fixed(bandwidth),
            area: None,
            edge: Edge::Uncorrected,
            stacks_above: points.len(),
        };
        let first = surface(&question, grid)?;
        let (cells, exact) = sample(&question, &first)?;
        let error = |found: &Surface| {
            let relative = |(cell, exact): (&usize, &f64)| {
                let value = found.value(cell % CELLS, cell / CELLS).unwrap_or(f64::NAN);
                (value / exact - 1.0).abs()
            };
            cells.iter().zip(&exact).map(relative).fold(0.0, f64::max)
        };
        let found = |_: ()| surface(&question, grid).map_err(|error| error.to_string());
        out.timed(
            name,
            what,
            5,
            |found: &Result<Surface, String>| found.as_ref().map_or(f64::NAN, error),
            || found(()),
        )??;
        out.column(&format!("{name}.cells"), cells.iter().map(|cell| *cell as f64))?;
        out.column(&format!("{name}.exact"), exact)?;
    }
    Ok(())
}

/// Cells above a thousandth of the maximum, drawn evenly, a tenth of them the lowest ones, and their exact densities.
fn sample(question: &Question, found: &Surface) -> Outcome<(Vec<usize>, Vec<f64>)> {
    let highest = found.highest();
    let mut cells: Vec<(f64, usize)> = found
        .values()
        .zip(0..)
        .filter_map(|(value, cell)| value.filter(|it| *it > 1.01e-3 * highest).map(|it| (it, cell)))
        .collect();
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut random = Random::new(5, 0);
    let mut chosen: Vec<usize> = cells.iter().take(100).map(|(_, cell)| *cell).collect();
    chosen.extend((0..900).filter_map(|_| cells.get(random.below(cells.len())).map(|(_, cell)| *cell)));
    let places: Vec<Point> = chosen
        .iter()
        .map(|cell| found.grid.middle(cell % found.grid.columns, cell / found.grid.columns))
        .collect();
    let exact = density_at(question, &places)?.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect();
    Ok((chosen, exact))
}

fn repeats(out: &mut Out) -> Outcome {
    let points = town(20_000, 6);
    let mut random = Random::new(7, 0);
    let days: Vec<i64> = points.iter().map(|_| random.below(365) as i64).collect();
    println!(
        "\nnear repeats: {} incidents of a year, 999 permutations; the figure is the number of pairs in the first cell",
        points.len()
    );
    out.points("knox.points", &points)?;
    out.column("knox.days", days.iter().map(|day| *day as f64))?;
    for (name, what, space, time) in [
        ("knox", "one band: 200 m, 7 days", vec![200.0], vec![7]),
        (
            "knox9",
            "nine cells: 100, 200, 400 m by 7, 14, 28 days",
            vec![100.0, 200.0, 400.0],
            vec![7, 14, 28],
        ),
    ] {
        let question = near_repeat::Question {
            space,
            time,
            metric: Metric::Euclidean,
            permutations: Permutations { count: 999, seed: 8 },
            leave_stacks_above: None,
        };
        let first = |found: &Result<near_repeat::NearRepeats, _>| {
            let found: &Result<_, crime_analysis::places::SpatialError> = found;
            found
                .as_ref()
                .ok()
                .and_then(|it| it.cells.first()?.first().map(|cell| cell.observed as f64))
                .unwrap_or(f64::NAN)
        };
        let found = out.timed(name, what, 5, first, || near_repeats(&points, &days, &question))??;
        let cells = found.cells.iter().flatten();
        out.column(
            &format!("{name}.table"),
            cells.flat_map(|cell| [cell.observed as f64, cell.mean, cell.p()]),
        )?;
    }
    Ok(())
}

fn scans(out: &mut Out) -> Outcome {
    let points = town(5_000, 9);
    let mut random = Random::new(10, 0);
    let days: Vec<usize> = points.iter().map(|_| random.below(364)).collect();
    let weeks: Vec<usize> = days.iter().map(|day| day / 7).collect();
    println!(
        "\nscan: {} incidents, space-time permutation, 999 replications; the figure is the highest score",
        points.len()
    );
    out.points("scan.points", &points)?;
    out.column("scan.days", days.iter().map(|day| *day as f64))?;
    let permutations = Permutations { count: 999, seed: 11 };
    for (name, what, when, periods, windows, share) in [
        (
            "today",
            "364 days, 1 to 28 days ending today, circles up to half",
            &days,
            364,
            Windows::EndingToday { longest: 28 },
            0.5,
        ),
        (
            "back10",
            "52 weeks, any 1 to 8 weeks, circles up to a tenth",
            &weeks,
            52,
            Windows::Every { longest: 8 },
            0.1,
        ),
    ] {
        let incidents =
            Incidents { points: &points, when, periods, windows, share, radius: f64::INFINITY, permutations };
        let highest = |found: &Result<Clusters, _>| {
            let found: &Result<_, crime_analysis::places::SpatialError> = found;
            found.as_ref().ok().and_then(|it| it.found.first().map(|best| best.score)).unwrap_or(f64::NAN)
        };
        // Chance is dealt often enough for the time to be that of a whole scan; other numbers of threads are tried on less.
        out.timed(&format!("{name}.proof"), "  39 replications, for the digits", 1, highest, || {
            scan_events(&Incidents { permutations: Permutations { count: 39, ..permutations }, ..incidents })
        })??;
        let began = Instant::now();
        let found = scan_events(&incidents);
        let seconds = began.elapsed().as_secs_f64();
        println!("  {what:<68} {:>9.1} ms   {:>25}   {:.9}", seconds * 1e3, "", highest(&found));
        out.lines.push(format!("{name}\t{}\t{:e}\n", seconds * 1e3, highest(&found)));
    }
    Ok(())
}
