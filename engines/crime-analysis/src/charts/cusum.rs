//! Sums of small excesses: a shift that stays, found early.

use distributions::poisson;
use distributions::random::Random;
use rayon::prelude::*;

use super::{ChartError, setting};

/// The reference value of a Poisson CUSUM that looks for a shift of the mean: `(μ₁ − μ₀)/(ln μ₁ − ln μ₀)`.
///
/// # Errors
/// [`ChartError::Setting`] unless `0 < in_control < out_of_control`.
///
/// # Source
/// Lucas, *Counted data CUSUM's*, Technometrics 27 (1985).
pub fn reference_value(in_control: f64, out_of_control: f64) -> Result<f64, ChartError> {
    setting("in_control", in_control, 0.0, f64::INFINITY)?;
    setting("out_of_control", out_of_control, in_control, f64::INFINITY)?;
    Ok((out_of_control - in_control) / (out_of_control / in_control).ln())
}

/// What happens after a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The sum goes on: an episode that lasts stays flagged until it is worked off.
    Continue,
    /// The sum starts again from zero: every signal is a new one.
    Restart,
}

/// A one-sided CUSUM of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cusum {
    /// What is taken off each count, see [`reference_value`].
    pub reference: f64,
    /// The sum at which it signals, see [`Threshold::for_run_length`].
    pub threshold: f64,
    /// What happens after a signal.
    pub after: After,
}

/// One point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CusumPoint {
    /// `S_t = max(0, S_{t−1} + x_t − k)`.
    pub sum: f64,
    /// Whether the sum has reached the threshold.
    pub signal: bool,
}

impl Cusum {
    /// Runs over counts.
    pub fn run(self, counts: &[u64]) -> Vec<CusumPoint> {
        let mut sum = 0.0_f64;
        let point = |&count: &u64| {
            sum = (sum + count as f64 - self.reference).max(0.0);
            let point = CusumPoint { sum, signal: sum >= self.threshold };
            if point.signal && self.after == After::Restart {
                sum = 0.0;
            }
            point
        };
        counts.iter().map(point).collect()
    }
}

/// A threshold with the run length it was found to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// The threshold `h`.
    pub value: f64,
    /// Mean number of periods until a false alarm.
    pub run_length: f64,
    /// Standard error of that mean: it was drawn, not computed.
    pub error: f64,
}

impl Threshold {
    /// The threshold that lets a false alarm come once in so many periods on the average.
    ///
    /// - in: the mean in control (below 10 000), the reference value above it, the wanted mean run length (370 and 500 are
    ///   usual, below 10 000), a seed
    /// - out: the same for any number of threads; the run length is at least the wanted one as far as 10 000 runs can tell
    /// - cost: some 10 000 · wanted draws
    ///
    /// All thresholds are tried on the same runs: each is followed until it first reaches the sum in question, and no further.
    ///
    /// # Errors
    /// [`ChartError::Setting`]; also for a reference that single counts hardly ever exceed, where a limit for single counts does.
    pub fn for_run_length(
        in_control: f64,
        reference: f64,
        wanted: f64,
        seed: u64,
    ) -> Result<Threshold, ChartError> {
        const HALVINGS: u32 = 40;
        setting("in_control", in_control, 0.0, 1e4)?;
        setting("reference", reference, in_control, f64::INFINITY)?;
        setting("wanted", wanted, 1.0, 1e4)?;
        // So high a reference that a single count above it is rarer than the wanted alarm: no sum is needed then.
        if poisson::upper_tail(reference, in_control) * wanted < 0.25 {
            return Err(ChartError::Setting { name: "reference", value: reference });
        }
        let steps = Steps::new(in_control, reference);
        let mut runs: Vec<Run> = (0..RUNS).map(|run| Run::new(seed, run)).collect();
        // About one e-fold of the run length where the sum is driven down, and no more than a fifth where it hardly is.
        let fold = in_control / (2.0 * (reference - in_control));
        let stride = |high: f64| fold.min((0.2 * high).max(0.25 * in_control.sqrt()));
        let (mut low, mut high) = (0.0, stride(0.0));
        let mut found = run_length(&mut runs, &steps, high);
        while found.0 < wanted {
            low = high;
            high += stride(high);
            found = run_length(&mut runs, &steps, high);
        }
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let here = run_length(&mut runs, &steps, middle);
            if here.0 < wanted {
                low = middle;
            } else {
                (high, found) = (middle, here);
            }
        }
        Ok(Threshold { value: high, run_length: found.0, error: found.1 })
    }
}

const RUNS: u64 = 10_000;

/// What a count in control adds to the sum, drawn by one even number.
struct Steps {
    /// Probability of at most 0, 1, 2 … cases.
    below: Vec<f64>,
    reference: f64,
}

impl Steps {
    fn new(mean: f64, reference: f64) -> Steps {
        let largest = poisson::quantile(1.0 - 1e-15, mean);
        let mut below = Vec::new();
        let mut k = 0.0;
        while k <= largest {
            below.push(poisson::distribution(k, mean));
            k += 1.0;
        }
        Steps { below, reference }
    }

    fn draw(&self, random: &mut Random) -> f64 {
        let unit = random.unit();
        self.below.partition_point(|p| *p <= unit) as f64 - self.reference
    }
}

/// One run of the sum in control, remembered as the records it set.
struct Run {
    random: Random,
    sum: f64,
    time: u64,
    /// Ever larger sums and when they were reached.
    records: Vec<(f64, u64)>,
}

impl Run {
    fn new(seed: u64, run: u64) -> Run {
        Run { random: Random::new(seed, run), sum: 0.0, time: 0, records: Vec::new() }
    }

    /// When the sum first reaches `threshold`.
    fn reaches(&mut self, threshold: f64, steps: &Steps) -> u64 {
        let known = self.records.partition_point(|(sum, _)| *sum < threshold);
        if let Some(&(_, time)) = self.records.get(known) {
            return time;
        }
        let mut record = self.records.last().map_or(0.0, |(sum, _)| *sum);
        while record < threshold || self.records.is_empty() {
            self.time += 1;
            self.sum = (self.sum + steps.draw(&mut self.random)).max(0.0);
            if self.sum > record {
                record = self.sum;
                self.records.push((record, self.time));
            }
        }
        self.time
    }
}

/// Mean time to reach a threshold, and its standard error.
fn run_length(runs: &mut [Run], steps: &Steps, threshold: f64) -> (f64, f64) {
    let times: Vec<u64> = runs.par_iter_mut().map(|run| run.reaches(threshold, steps)).collect();
    let number = times.len() as f64;
    let mean = times.iter().sum::<u64>() as f64 / number;
    let squares: f64 = times.iter().map(|&time| (time as f64 - mean) * (time as f64 - mean)).sum();
    (mean, (squares / (number - 1.0) / number).sqrt())
}
