//! Reading a large survey from CSV, as companies write it: with commas, and with semicolons and decimal commas.
//!
//!   survey_files [ROWS]     rows of eight columns, 1,000,000 when not said
//!
//! The data are drawn from a seed. Each figure is the median of five runs; the numbers must be those that were written,
//! on one thread as on all.

use std::time::{Duration, Instant};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Names and values: weights and worries with decimals, codes without.
struct Drawn {
    names: [&'static str; 8],
    columns: Vec<Vec<f64>>,
}

fn main() -> Outcome {
    let rows: usize = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    println!("{rows} rows, 8 columns, {} cores", std::thread::available_parallelism()?);
    load(&draw(rows))
}

/// Codes below the bound, and numbers with three decimals for a bound of 0 (SplitMix64).
fn draw(rows: usize) -> Drawn {
    let mut state = 7_u64;
    let mut next = move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let bounds = [0_u64, 0, 50, 40, 80, 5, 10, 2];
    let mut value = |bound: u64| match bound {
        0 => (next() % 1_000_000) as f64 / 1_000.0,
        bound => (next() % bound) as f64,
    };
    let columns = bounds.map(|bound| (0..rows).map(|_| value(bound)).collect()).into();
    Drawn { names: ["weight", "fear", "stratum", "psu", "group", "answer", "ten", "victim"], columns }
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
            if file.variable("fear").and_then(|it| it.numbers()).as_ref() != drawn.columns.get(1) {
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
    let mut text = drawn.names.join(&separator);
    for row in 0..drawn.columns.first().map_or(0, Vec::len) {
        let fields: Vec<String> = drawn.columns.iter().map(|column| number(column[row])).collect();
        text.push('\n');
        text.push_str(&fields.join(&separator));
    }
    text
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
