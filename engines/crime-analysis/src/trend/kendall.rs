//! Mann's and Kendall's test of a steady direction, also over seasons and with memory.

use distributions::normal;

use super::sen::sen_slope;
use super::{TrendError, checked, ranks};

/// What is done about months that resemble their neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// Points are independent.
    None,
    /// [`mann_kendall`]: the variance grows with the significant rank correlations of what Sen's slope leaves (Hamed, Rao,
    /// J. Hydrology 204, 1998). [`seasonal_kendall`]: seasons of one year may go together (Hirsch, Slack, Water Resources
    /// Research 20, 1984); needs the same whole years for every season, and ten of them for a good p-value.
    Corrected,
}

/// The test of one series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kendall {
    /// `S = Σ sign(x_j − x_i)` over all pairs `i < j`: above zero for a rise.
    pub s: f64,
    /// Variance of S without a trend, ties allowed for.
    pub variance: f64,
    /// `(S − sign S)/√variance`; 0 for a series that never changes.
    pub z: f64,
    /// Two-sided p-value.
    pub p: f64,
    /// Kendall's τ-a: S over the number of pairs.
    pub tau: f64,
}

impl Kendall {
    fn new(s: f64, variance: f64, pairs: f64) -> Kendall {
        let z = if variance > 0.0 { (s - s.signum() * s.abs().min(1.0)) / variance.sqrt() } else { 0.0 };
        Kendall { s, variance, z, p: 2.0 * normal::upper_tail(z.abs()), tau: s / pairs }
    }
}

/// Is there a steady direction?
///
/// - in: at least 3 points, at most 5000; `memory`
/// - cost: all pairs
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Mann, *Nonparametric tests against trend*, Econometrica 13 (1945); Kendall, *Rank Correlation Methods*, 4th ed. (1975).
/// Checked against the published values of R `trend::mk.test`.
pub fn mann_kendall(values: &[f64], memory: Memory) -> Result<Kendall, TrendError> {
    checked(values, 3)?;
    let (s, variance) = (score(values), tied_variance(values));
    let factor = match memory {
        Memory::None => 1.0,
        Memory::Corrected => inflation(values)?,
    };
    Ok(Kendall::new(s, variance * factor, pairs(values.len())))
}

fn pairs(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) / 2.0
}

fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

fn score(values: &[f64]) -> f64 {
    let later = |(at, x): (usize, &f64)| values.iter().skip(at + 1).map(|y| sign(y - x)).sum::<f64>();
    values.iter().enumerate().map(later).sum()
}

/// `[n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18`, with `t` the sizes of the groups of equal values.
fn tied_variance(values: &[f64]) -> f64 {
    let term = |n: usize| {
        let n = n as f64;
        n * (n - 1.0) * (2.0 * n + 5.0)
    };
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let tied: f64 = sorted.chunk_by(|a, b| a == b).map(|equal| term(equal.len())).sum();
    (term(values.len()) - tied) / 18.0
}

/// By how much memory inflates the variance: `1 + 2/(n(n−1)(n−2)) Σ (n−i)(n−i−1)(n−i−2) ρ_i` over significant `ρ_i`; never
/// below what leaves a variance.
fn inflation(values: &[f64]) -> Result<f64, TrendError> {
    let slope = sen_slope(values, distributions::Confidence::P95)?.slope;
    let level: Vec<f64> = values.iter().zip(0..).map(|(value, t)| value - slope * f64::from(t)).collect();
    let n = values.len() as f64;
    let significant = 1.959_963_984_540_054 / n.sqrt();
    let correlations = crate::glm::autocorrelation(&ranks(&level), values.len() - 1);
    let term = |(lag, rho): (i32, &f64)| {
        let left = n - f64::from(lag);
        if rho.abs() > significant { left * (left - 1.0) * (left - 2.0) * rho } else { 0.0 }
    };
    let sum: f64 = (1..).zip(&correlations).map(term).sum();
    let factor = 1.0 + 2.0 / (n * (n - 1.0) * (n - 2.0)) * sum;
    Ok(if factor > 0.0 { factor } else { 1.0 })
}

/// The test over seasons.
#[derive(Debug, Clone, PartialEq)]
pub struct SeasonalKendall {
    /// All seasons together.
    pub all: Kendall,
    /// Each season by itself, in the order of the cycle.
    pub seasons: Vec<Kendall>,
}

/// Is there a steady direction within the seasons: Januaries with Januaries?
///
/// - in: `period`, 12 for months; the first point is of season 0; every season at least twice
///
/// # Errors
/// [`TrendError`]; [`Memory::Corrected`] needs whole years.
///
/// # Source
/// Hirsch, Slack, Smith, *Techniques of trend analysis for monthly water quality data*, Water Resources Research 18 (1982).
pub fn seasonal_kendall(
    values: &[f64],
    period: usize,
    memory: Memory,
) -> Result<SeasonalKendall, TrendError> {
    if period == 0 {
        return Err(TrendError::Setting { name: "period", value: 0.0 });
    }
    checked(values, period.saturating_mul(2))?;
    let cycles: Vec<Vec<f64>> =
        (0..period).map(|season| values.iter().skip(season).step_by(period).copied().collect()).collect();
    let of = |cycle: &Vec<f64>| Kendall::new(score(cycle), tied_variance(cycle), pairs(cycle.len()));
    let seasons: Vec<Kendall> = cycles.iter().map(of).collect();
    let s: f64 = seasons.iter().map(|season| season.s).sum();
    let mut variance: f64 = seasons.iter().map(|season| season.variance).sum();
    if memory == Memory::Corrected {
        let missing = values.len() % period;
        if missing != 0 {
            let needed = values.len() + period - missing;
            return Err(TrendError::TooShort { needed, found: values.len() });
        }
        variance += 2.0 * between(&cycles);
    }
    let all = Kendall::new(s, variance.max(0.0), cycles.iter().map(|cycle| pairs(cycle.len())).sum());
    Ok(SeasonalKendall { all, seasons })
}

/// Covariances of S between different seasons, each pair once: `[K_gh + 4 Σ R_jg R_jh − n(n+1)²]/3`.
fn between(cycles: &[Vec<f64>]) -> f64 {
    let ranked: Vec<Vec<f64>> = cycles.iter().map(|cycle| ranks(cycle)).collect();
    let covariance = |(one, r): (&[f64], &[f64]), (two, q): (&[f64], &[f64])| {
        let n = one.len() as f64;
        let points: Vec<(f64, f64)> = one.iter().copied().zip(two.iter().copied()).collect();
        let later = |(at, (x, y)): (usize, &(f64, f64))| {
            points.iter().skip(at + 1).map(|(u, v)| sign((u - x) * (v - y))).sum::<f64>()
        };
        let agreement: f64 = points.iter().enumerate().map(later).sum();
        let products: f64 = r.iter().zip(q).map(|(r, q)| r * q).sum();
        (agreement + 4.0 * products - n * (n + 1.0) * (n + 1.0)) / 3.0
    };
    let both: Vec<(&[f64], &[f64])> =
        cycles.iter().zip(&ranked).map(|(cycle, ranks)| (cycle.as_slice(), ranks.as_slice())).collect();
    let with_later = |(at, one): (usize, &(&[f64], &[f64]))| {
        both.iter().skip(at + 1).map(|two| covariance(*one, *two)).sum::<f64>()
    };
    both.iter().enumerate().map(with_later).sum()
}
