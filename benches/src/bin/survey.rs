//! Estimation from a large survey: the design, means, groups, replicates, tables, quantiles, models, raking.
//!
//!   survey [ROWS [FOLDER]]     rows of the survey, 1,000,000 when not said; 50 strata of 40 primary units each
//!
//! The data are drawn from a seed. Each figure is the median of five runs, on all cores and on one. In FOLDER the columns
//! are left for another program (eight bytes a number), with what was measured and found here (`ours.tsv`).

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use survey_estimation::calibrated::{Margin, Reweighting};
use survey_estimation::data::{Categories, MISSING};
use survey_estimation::design::{Plan, Population, StagePlan};
use survey_estimation::estimators::{GroupMeans, Means, Missing, Quantiles, Shares, group_means};
use survey_estimation::models::model;
use survey_estimation::regression::Family;
use survey_estimation::replicates::Resampling;
use survey_estimation::tables::independence;
use survey_estimation::{Design, Domain, Estimates, Replicates, Survey};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const STRATA: u32 = 50;
const UNITS: u32 = 40;

struct Drawn {
    strata: Categories,
    units: Categories,
    counts: Vec<f64>,
    weights: Vec<f64>,
    fear: Vec<f64>,
    groups: Categories,
    answer: Categories,
    ten: Categories,
    age: Vec<f64>,
    income: Vec<f64>,
    victim: Vec<f64>,
}

/// What was measured, for the table beside another program: name, milliseconds, a figure that must be the same.
#[derive(Default)]
struct Measured(Vec<(&'static str, f64, f64)>);

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let rows: usize = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = arguments.next().map(PathBuf::from);
    let drawn = draw(rows);
    println!(
        "{rows} rows, {STRATA} strata × {UNITS} primary units, {} cores",
        std::thread::available_parallelism()?
    );
    let began = Instant::now();
    let design = Design::new(plan(&drawn))?;
    println!("  design checked and sorted        {:>9.1} ms", milliseconds(began.elapsed()));
    let mut measured = Measured::default();
    measured.0.push(("design", milliseconds(began.elapsed()), f64::NAN));
    estimates(&drawn, &design, &mut measured)?;
    if let Some(peak) = peak() {
        println!("  peak of memory up to here        {peak:>9.0} MB, data and 1,000 replicates included");
    }
    models(&drawn, &design, &mut measured)?;
    if let Some(peak) = peak() {
        println!("  peak of memory                   {peak:>9.0} MB");
    }
    if let Some(folder) = folder {
        handed_over(&folder, &drawn, &measured)?;
    }
    Ok(())
}

fn estimates(drawn: &Drawn, design: &Design, measured: &mut Measured) -> Outcome {
    let everyone = Domain::everyone();
    let survey = Survey::from(design);
    let mean = |_: ()| survey.estimate(&Means::new(vec![&drawn.fear], &everyone, Missing::Keep));
    let by_group = |_: ()| {
        let question = GroupMeans::means(&drawn.groups, &drawn.fear, &everyone, Missing::Keep);
        group_means(survey, &question)
    };
    let shares = |_: ()| survey.estimate(&Shares::new(&drawn.answer, &everyone, Missing::Keep));
    let replicates = Replicates::bootstrap(design, 1_000, Resampling::RaoWu, 7)?;
    let bootstrap =
        |_: ()| Survey::from(&replicates).estimate(&Means::new(vec![&drawn.fear], &everyone, Missing::Keep));
    report("mean with its standard error", "mean", &mean, measured)?;
    report("shares of five levels", "shares", &shares, measured)?;
    report("means of 80 groups", "groups", &by_group, measured)?;
    report("mean of 1,000 bootstrap replicates", "bootstrap", &bootstrap, measured)?;
    let quantiles =
        |_: ()| Quantiles::new(&drawn.fear, &everyone, Missing::Keep).estimate(survey, &[0.25, 0.5, 0.75]);
    let found = timed("three quantiles", "quantiles", &quantiles, measured);
    note(measured, found.first().map_or(f64::NAN, |one| one.se));
    let table = |_: ()| independence(survey, &drawn.answer, &drawn.ten, &everyone);
    let found = timed("test of a table of 5 × 10", "table", &table, measured)?;
    note(measured, found.second_order().statistic);
    Ok(())
}

fn models(drawn: &Drawn, design: &Design, measured: &mut Measured) -> Outcome {
    let everyone = Domain::everyone();
    let survey = Survey::from(design);
    let columns = [vec![1.0; drawn.fear.len()], drawn.fear.clone(), drawn.age.clone()];
    let linear = |_: ()| model(survey, &columns, &drawn.income, Family::GAUSSIAN, &everyone);
    let found = timed("linear regression, 3 coefficients", "linear", &linear, measured)?;
    note(measured, found.coefficients.covariance.se(1));
    let logistic = |_: ()| model(survey, &columns, &drawn.victim, Family::BINOMIAL, &everyone);
    let found = timed("logistic regression", "logistic", &logistic, measured)?;
    note(measured, found.coefficients.covariance.se(1));
    let margin = |factor: &Categories| {
        let mut totals = vec![0.0; factor.levels.len()];
        factor.codes.iter().zip(&drawn.weights).for_each(|(code, weight)| totals[*code as usize] += weight);
        let people: f64 = totals.iter().sum();
        // Shares that are not those of the sample.
        totals.iter_mut().enumerate().for_each(|(at, total)| *total *= 1.0 + 0.1 * (at % 3) as f64);
        let all: f64 = totals.iter().sum();
        Margin { factor: factor.clone(), totals: totals.iter().map(|total| total * people / all).collect() }
    };
    let raking = Reweighting::Margins(vec![margin(&drawn.answer), margin(&drawn.ten), margin(&drawn.groups)]);
    let raked = |_: ()| raking.design(design);
    let calibrated = timed("raking of three margins", "raking", &raked, measured)?;
    note(measured, calibrated.weights().iter().map(|weight| weight * weight).sum());
    let mean =
        |_: ()| Survey::from(&calibrated).estimate(&Means::new(vec![&drawn.fear], &everyone, Missing::Keep));
    report("mean on the raked design", "raked", &mean, measured)
}

/// The figure beside the last measurement.
fn note(measured: &mut Measured, figure: f64) {
    if let Some(last) = measured.0.last_mut() {
        last.2 = figure;
    }
}

/// Columns as eight bytes a number, and what was measured.
fn handed_over(folder: &Path, drawn: &Drawn, measured: &Measured) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let numbers = |codes: &[u32]| codes.iter().map(|code| f64::from(*code)).collect::<Vec<f64>>();
    for (name, values) in [
        ("stratum", numbers(&drawn.strata.codes)),
        ("unit", numbers(&drawn.units.codes)),
        ("group", numbers(&drawn.groups.codes)),
        ("answer", numbers(&drawn.answer.codes)),
        ("ten", numbers(&drawn.ten.codes)),
        ("weight", drawn.weights.clone()),
        ("fear", drawn.fear.clone()),
        ("age", drawn.age.clone()),
        ("income", drawn.income.clone()),
        ("victim", drawn.victim.clone()),
    ] {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(folder.join(name), bytes)?;
    }
    let lines = measured.0.iter().map(|(name, time, figure)| format!("{name}\t{time}\t{figure:e}\n"));
    std::fs::write(folder.join("ours.tsv"), lines.collect::<String>())?;
    Ok(())
}

/// Times a figure, and proves that one thread finds the same digits.
fn report(
    what: &str,
    name: &'static str,
    find: &(impl Fn(()) -> Estimates + Sync),
    measured: &mut Measured,
) -> Outcome {
    let many = timed(what, name, find, measured);
    note(measured, many.covariance.se(0));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let began = Instant::now();
    let single = one.install(|| find(()));
    println!("    on one thread                  {:>9.1} ms", milliseconds(began.elapsed()));
    if many == single {
        Ok(())
    } else {
        Err(format!("{what}: digits depend on the number of threads").into())
    }
}

fn timed<T>(what: &str, name: &'static str, find: &impl Fn(()) -> T, measured: &mut Measured) -> T {
    let mut runs = Vec::new();
    let mut found = find(());
    for _ in 0..5 {
        let began = Instant::now();
        found = find(());
        runs.push(began.elapsed());
    }
    runs.sort_unstable();
    println!("  {what:<32} {:>9.1} ms", milliseconds(runs[2]));
    measured.0.push((name, milliseconds(runs[2]), f64::NAN));
    found
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn plan(drawn: &Drawn) -> Plan {
    let stage = StagePlan {
        strata: Some(drawn.strata.clone()),
        units: Some(drawn.units.clone()),
        population: Population::Counts(drawn.counts.clone()),
    };
    Plan { weights: Some(drawn.weights.clone()), stages: vec![stage], nest: true, ..Plan::default() }
}

/// Rows in no order, as they come from interviewers.
fn draw(rows: usize) -> Drawn {
    let mut state = 20_260_101_u64;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as f64 / u64::MAX as f64
    };
    let levels = |count: u32| (0..count).map(|level| format!("{level:03}")).collect::<Vec<_>>();
    let factor = |count| Categories { codes: Vec::with_capacity(rows), levels: levels(count) };
    let (strata, units, groups) = (factor(STRATA), factor(UNITS), factor(80));
    let (answer, ten) = (factor(5), factor(10));
    let none = Vec::new;
    let (counts, weights, fear, age, income, victim) = (none(), none(), none(), none(), none(), none());
    let mut drawn = Drawn { strata, units, counts, weights, fear, groups, answer, ten, age, income, victim };
    for _ in 0..rows {
        let (stratum, unit) = (pick(next(), STRATA), pick(next(), UNITS));
        let level = f64::from(stratum) / 50.0 + f64::from(unit) / 40.0;
        drawn.strata.codes.push(stratum);
        drawn.units.codes.push(unit);
        drawn.counts.push(400.0);
        drawn.weights.push(1.0 + 20.0 * next());
        drawn.fear.push(10.0 * next() + level);
        drawn.groups.codes.push(pick(next(), 80));
        let code = pick((next() + level / 4.0) / 1.5, 5);
        drawn.answer.codes.push(code);
        drawn.ten.codes.push(pick(next(), 10));
        let (age, fear) = ((15.0 + 75.0 * next()).floor(), drawn.fear.last().copied().unwrap_or(0.0));
        drawn.age.push(age);
        drawn.income.push(20.0 + 30.0 * next() + 0.2 * age - 0.8 * fear + level);
        let odds = 0.15 * fear - 0.01 * age - 2.0;
        drawn.victim.push(f64::from(u8::from(next() < 1.0 / (1.0 + (-odds).exp()))));
    }
    debug_assert!(!drawn.answer.codes.contains(&MISSING));
    drawn
}

fn pick(chance: f64, count: u32) -> u32 {
    ((chance * f64::from(count)) as u32).min(count - 1)
}

/// The most memory this process ever held, in megabytes.
fn peak() -> Option<f64> {
    status("VmHWM")
}

fn status(wanted: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(wanted))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
