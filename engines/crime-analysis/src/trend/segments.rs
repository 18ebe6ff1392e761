//! Any number of shifts of a rate: PELT.

use super::{MOST, TrendError};

/// How badly one rate fits a stretch of counts: twice what the likelihood lacks, up to a constant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cost {
    /// Counts that scatter by chance alone.
    Poisson,
    /// Counts with variance φ·mean; the cost is Poisson's over φ.
    QuasiPoisson {
        /// φ, above 0.
        phi: f64,
    },
    /// Counts with variance `mean + alpha·mean²`, alpha known; only without exposure.
    NegativeBinomial {
        /// alpha, above 0.
        alpha: f64,
    },
}

/// A stretch of one rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Its first point, from 0.
    pub start: usize,
    /// The point after its last.
    pub end: usize,
    /// Cases for one unit of exposure.
    pub rate: f64,
}

/// The best partition.
#[derive(Debug, Clone, PartialEq)]
pub struct Segmentation {
    /// The stretches, covering the whole series.
    pub segments: Vec<Segment>,
    /// Cost of all stretches, and the penalty for each change.
    pub cost: f64,
}

impl Segmentation {
    /// How many points lie before each change: 24 says that the 25th is the first of a new rate.
    pub fn changes(&self) -> Vec<usize> {
        self.segments.iter().skip(1).map(|segment| segment.start).collect()
    }
}

/// Cuts a series of counts where its rate changes.
///
/// - in: `exposure` of each point, or `None` for equal ones; `penalty` for each change, 2 to 3·ln n; `shortest` stretch, at
///   least 1 and 6 for months
/// - out: the partition with the least cost, exactly
/// - cost: near n for series with many changes, at most n²
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Killick, Fearnhead, Eckley, *Optimal detection of changepoints with a linear computational cost*, J. American Statistical
/// Association 107 (2012). A candidate that is beaten at `t` is kept until `t + shortest`, since until then none from `t` on
/// could take its place.
pub fn segments(
    counts: &[u64],
    exposure: Option<&[f64]>,
    cost: Cost,
    penalty: f64,
    shortest: usize,
) -> Result<Segmentation, TrendError> {
    let sums = Sums::new(counts, exposure, cost)?;
    if !(penalty >= 0.0 && penalty.is_finite()) {
        return Err(TrendError::Setting { name: "penalty", value: penalty });
    }
    let n = counts.len();
    if shortest == 0 || n < shortest {
        return Err(TrendError::TooShort { needed: shortest.max(1), found: n });
    }
    // best[t]: cost of the first t points and where their last stretch begins; nothing costs −penalty.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; n + 1];
    best[0] = Some((-penalty, 0));
    let mut candidates: Vec<(usize, usize)> = vec![(0, usize::MAX)];
    for t in shortest..=n {
        if t >= 2 * shortest && best[t - shortest].is_some() {
            candidates.push((t - shortest, usize::MAX));
        }
        candidates.retain(|&(_, until)| t < until);
        let with = |&(start, _): &(usize, usize)| {
            best[start].map(|(before, _)| (before + sums.cost(start, t) + penalty, start))
        };
        let costs: Vec<Option<(f64, usize)>> = candidates.iter().map(with).collect();
        let least = costs.iter().flatten().copied().min_by(|a, b| a.0.total_cmp(&b.0));
        let Some((least, start)) = least else { continue };
        best[t] = Some((least, start));
        for (candidate, cost) in candidates.iter_mut().zip(costs) {
            if cost.is_some_and(|(cost, _)| cost - penalty >= least) {
                candidate.1 = candidate.1.min(t + shortest);
            }
        }
    }
    Ok(sums.read_back(&best))
}

/// Sums from the start, so that every stretch is two look-ups.
struct Sums {
    cost: Cost,
    cases: Vec<f64>,
    exposure: Vec<f64>,
}

impl Sums {
    fn new(counts: &[u64], exposure: Option<&[f64]>, cost: Cost) -> Result<Sums, TrendError> {
        let n = counts.len();
        if n > MOST {
            return Err(TrendError::TooLong { most: MOST, found: n });
        }
        match cost {
            Cost::QuasiPoisson { phi: value } if !(value > 0.0 && value.is_finite()) => {
                return Err(TrendError::Setting { name: "phi", value });
            }
            Cost::NegativeBinomial { alpha: value } if !(value > 0.0 && value.is_finite()) => {
                return Err(TrendError::Setting { name: "alpha", value });
            }
            Cost::NegativeBinomial { alpha } if exposure.is_some() => {
                return Err(TrendError::Setting { name: "alpha with exposure", value: alpha });
            }
            _ => {}
        }
        let even = vec![1.0; n];
        let exposure = exposure.unwrap_or(&even);
        if exposure.len() != n {
            return Err(TrendError::Length { expected: n, found: exposure.len() });
        }
        if let Some((at, &value)) = exposure.iter().enumerate().find(|(_, e)| !(**e > 0.0 && e.is_finite())) {
            return Err(TrendError::Value { at, value });
        }
        let cases = counts.iter().map(|&count| count as f64);
        Ok(Sums { cost, cases: from_start(cases), exposure: from_start(exposure.iter().copied()) })
    }

    fn between(&self, start: usize, end: usize) -> (f64, f64) {
        (self.cases[end] - self.cases[start], self.exposure[end] - self.exposure[start])
    }

    fn cost(&self, start: usize, end: usize) -> f64 {
        let (cases, exposure) = self.between(start, end);
        if cases <= 0.0 {
            return 0.0;
        }
        let rate = cases / exposure;
        let poisson = 2.0 * (cases - cases * rate.ln());
        match self.cost {
            Cost::Poisson => poisson,
            Cost::QuasiPoisson { phi } => poisson / phi,
            Cost::NegativeBinomial { alpha } => {
                let spread = alpha * rate;
                2.0 * ((cases + (end - start) as f64 / alpha) * spread.ln_1p() - cases * spread.ln())
            }
        }
    }

    fn read_back(&self, best: &[Option<(f64, usize)>]) -> Segmentation {
        let mut segments = Vec::new();
        let mut end = self.cases.len() - 1;
        let cost = best[end].map_or(0.0, |(cost, _)| cost);
        while end > 0 {
            let Some((_, start)) = best[end] else { break };
            let (cases, exposure) = self.between(start, end);
            segments.push(Segment { start, end, rate: cases / exposure });
            end = start;
        }
        segments.reverse();
        Segmentation { segments, cost }
    }
}

fn from_start(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let running = values.scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    });
    [0.0].into_iter().chain(running).collect()
}
