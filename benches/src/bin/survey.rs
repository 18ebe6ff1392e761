//! Estimation from a large survey: the design, means, groups, replicates, tables, quantiles.
//!
//!   survey [ROWS]     rows of the survey, 1,000,000 when not said; 50 strata of 40 primary units each
//!
//! First the same survey is read from CSV, as companies write it: with commas, and with semicolons and decimal commas.
//!
//! The data are drawn from a seed. Each figure is the median of five runs, on all cores and on one.

use std::time::{Duration, Instant};

use survey_estimation::data::{Categories, MISSING};
use survey_estimation::design::{Plan, Population, StagePlan};
use survey_estimation::estimators::{GroupMeans, Means, Missing, Quantiles, Shares, group_means};
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
}

fn main() -> Outcome {
    let rows: usize = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let drawn = draw(rows);
    println!(
        "{rows} rows, {STRATA} strata × {UNITS} primary units, {} cores",
        std::thread::available_parallelism()?
    );
    load(&drawn)?;
    let began = Instant::now();
    let design = Design::new(plan(&drawn))?;
    println!("  design checked and sorted        {:>9.1} ms", milliseconds(began.elapsed()));
    let everyone = Domain::everyone();
    let mean =
        |_: ()| Survey::from(&design).estimate(&Means::new(vec![&drawn.fear], &everyone, Missing::Keep));
    let by_group = |_: ()| {
        let question = GroupMeans::means(&drawn.groups, &drawn.fear, &everyone, Missing::Keep);
        group_means((&design).into(), &question)
    };
    let shares =
        |_: ()| Survey::from(&design).estimate(&Shares::new(&drawn.answer, &everyone, Missing::Keep));
    let replicates = Replicates::bootstrap(&design, 1_000, Resampling::RaoWu, 7)?;
    let bootstrap =
        |_: ()| Survey::from(&replicates).estimate(&Means::new(vec![&drawn.fear], &everyone, Missing::Keep));
    report("mean with its standard error", &mean)?;
    report("shares of five levels", &shares)?;
    report("means of 80 groups", &by_group)?;
    report("mean of 1,000 bootstrap replicates", &bootstrap)?;
    let quantiles = |_: ()| {
        Quantiles::new(&drawn.fear, &everyone, Missing::Keep).estimate((&design).into(), &[0.25, 0.5, 0.75])
    };
    timed("three quantiles", &quantiles);
    let table = |_: ()| independence((&design).into(), &drawn.answer, &drawn.ten, &everyone);
    timed("test of a table of 5 × 10", &table)?;
    if let Some(peak) = peak() {
        println!("  peak of memory, data included    {peak:>9.0} MB");
    }
    Ok(())
}

/// Reads the survey from CSV; the numbers must be those that were written.
fn load(drawn: &Drawn) -> Outcome {
    for (what, delimiter, comma) in
        [("CSV, commas", b',', false), ("CSV, semicolons and decimal commas", b';', true)]
    {
        let text = csv(drawn, delimiter, comma);
        let megabytes = text.len() as f64 / 1e6;
        let read = |_: ()| survey_files::read(text.as_bytes(), &survey_files::Options::default());
        let mut runs = Vec::new();
        for _ in 0..5 {
            let began = Instant::now();
            let file = read(())?;
            runs.push(began.elapsed());
            if file.variable("fear").and_then(|it| it.numbers()).as_ref() != Some(&drawn.fear) {
                return Err(format!("{what}: other numbers than were written").into());
            }
        }
        runs.sort_unstable();
        let median = milliseconds(runs[2]);
        println!("  {what}: {megabytes:.0} MB in {median:.1} ms, {:.0} MB/s", megabytes / median * 1e3);
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
        let began = Instant::now();
        let single = one.install(|| read(()))?;
        println!("    on one thread                  {:>9.1} ms", milliseconds(began.elapsed()));
        if read(())? != single {
            return Err(format!("{what}: the table depends on the number of threads").into());
        }
    }
    Ok(())
}

/// The survey as a company delivers it.
fn csv(drawn: &Drawn, delimiter: u8, comma: bool) -> String {
    let separator = char::from(delimiter).to_string();
    let number = |value: f64| if comma { value.to_string().replace('.', ",") } else { value.to_string() };
    let mut text = ["stratum", "psu", "count", "weight", "fear", "group", "answer", "ten"].join(&separator);
    for row in 0..drawn.fear.len() {
        let fields = [
            drawn.strata.codes[row].to_string(),
            drawn.units.codes[row].to_string(),
            number(drawn.counts[row]),
            number(drawn.weights[row]),
            number(drawn.fear[row]),
            drawn.groups.codes[row].to_string(),
            drawn.answer.codes[row].to_string(),
            drawn.ten.codes[row].to_string(),
        ];
        text.push('\n');
        text.push_str(&fields.join(&separator));
    }
    text
}

/// Times a figure, and proves that one thread finds the same digits.
fn report(what: &str, find: &(impl Fn(()) -> Estimates + Sync)) -> Outcome {
    let many = timed(what, find);
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

fn timed<T>(what: &str, find: &impl Fn(()) -> T) -> T {
    let mut runs = Vec::new();
    let mut found = find(());
    for _ in 0..5 {
        let began = Instant::now();
        found = find(());
        runs.push(began.elapsed());
    }
    runs.sort_unstable();
    println!("  {what:<32} {:>9.1} ms", milliseconds(runs[2]));
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
    let (counts, weights, fear) = (Vec::new(), Vec::new(), Vec::new());
    let mut drawn = Drawn { strata, units, counts, weights, fear, groups, answer, ten };
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
    }
    debug_assert!(!drawn.answer.codes.contains(&MISSING));
    drawn
}

fn pick(chance: f64, count: u32) -> u32 {
    ((chance * f64::from(count)) as u32).min(count - 1)
}

/// The most memory this process ever held, in megabytes.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}
