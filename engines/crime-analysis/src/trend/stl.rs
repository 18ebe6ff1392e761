//! Level, season and rest, for a picture: STL.
//!
//! ```text
//!   series ─► without level ─► each season smoothed by itself ─► less its own slow part = season
//!      ▲                                                                          │
//!      └──────────────── level = series without season, smoothed ◄────────────────┘   twice, or with robust weights 16 times
//! ```

use super::{TrendError, checked, median};

/// How smooth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StlSettings {
    /// Points in a cycle, 12 for months.
    pub period: usize,
    /// Window of the season in years, odd, best at least 7; `None`: the season is the same in all years.
    pub seasonal: Option<usize>,
    /// Window of the level in points; `None`: the smallest odd number not below `1.5 period / (1 − 1.5/seasonal)`.
    pub level: Option<usize>,
    /// Whether outliers are to count less.
    pub robust: bool,
}

impl StlSettings {
    /// Months with the same season in all years, as `stl(x, "periodic")` in R.
    pub fn periodic(period: usize) -> StlSettings {
        StlSettings { period, seasonal: None, level: None, robust: false }
    }
}

/// A series taken apart; the three add up to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stl {
    /// What repeats.
    pub seasonal: Vec<f64>,
    /// The level.
    pub trend: Vec<f64>,
    /// What is left.
    pub remainder: Vec<f64>,
    /// How much each point counted; 1 without robust weights.
    pub weights: Vec<f64>,
}

/// Takes a series apart.
///
/// - in: more than two whole cycles
///
/// # Errors
/// [`TrendError`].
///
/// # Source
/// Cleveland, Cleveland, McRae, Terpenning, *STL: a seasonal-trend decomposition procedure based on loess*, J. Official
/// Statistics 6 (1990), with the settings of R `stl` (constant fit for seasons, linear for the rest, every tenth of a window
/// computed and the points between drawn straight). Equal to R 4.2.2, except with robust weights and an even number of
/// points, where R takes a wrong value into the median; here it is the median.
pub fn stl(values: &[f64], settings: StlSettings) -> Result<Stl, TrendError> {
    let StlSettings { period, seasonal, level, robust } = settings;
    if period < 2 {
        return Err(TrendError::Setting { name: "period", value: period as f64 });
    }
    checked(values, period.saturating_mul(2).saturating_add(1))?;
    let n = values.len();
    let window = seasonal.unwrap_or(10 * n + 1);
    let wide = 1.5 * period as f64 / (1.0 - 1.5 / window as f64);
    let level = level.unwrap_or(wide.max(0.0).ceil() as usize | 1);
    for (name, window) in [("seasonal", window), ("level", level)] {
        if window < 3 {
            return Err(TrendError::Setting { name, value: window as f64 });
        }
    }
    let loops = Loops {
        period,
        seasonal: Loess::new(window, false),
        slow: Loess::new(period | 1, true),
        level: Loess::new(level, true),
    };
    let (inner, outer) = if robust { (1, 15) } else { (2, 0) };
    let mut parts = Parts { seasonal: vec![0.0; n], trend: vec![0.0; n] };
    let mut weights = vec![1.0; n];
    for round in 0..=outer {
        if round > 0 {
            weights = bisquare(values, &parts);
        }
        for _ in 0..inner {
            loops.once(values, &weights, &mut parts);
        }
    }
    if seasonal.is_none() {
        parts.seasonal = cycle_means(&parts.seasonal, period);
    }
    let remainder =
        values.iter().zip(&parts.seasonal).zip(&parts.trend).map(|((y, s), t)| y - s - t).collect();
    Ok(Stl { seasonal: parts.seasonal, trend: parts.trend, remainder, weights })
}

struct Parts {
    seasonal: Vec<f64>,
    trend: Vec<f64>,
}

struct Loops {
    period: usize,
    seasonal: Loess,
    slow: Loess,
    level: Loess,
}

impl Loops {
    fn once(&self, values: &[f64], weights: &[f64], parts: &mut Parts) {
        let period = self.period;
        let without_level: Vec<f64> = values.iter().zip(&parts.trend).map(|(y, t)| y - t).collect();
        // One cycle longer at both ends.
        let cycles = self.seasons(&without_level, weights);
        let averaged = moving_mean(&moving_mean(&moving_mean(&cycles, period), period), 3);
        let slow = self.slow.smooth(&averaged, None);
        parts.seasonal = cycles.iter().skip(period).zip(&slow).map(|(c, s)| c - s).collect();
        let without_season: Vec<f64> = values.iter().zip(&parts.seasonal).map(|(y, s)| y - s).collect();
        parts.trend = self.level.smooth(&without_season, Some(weights));
    }

    /// Every season smoothed by itself, with one more value before and one after.
    fn seasons(&self, values: &[f64], weights: &[f64]) -> Vec<f64> {
        let (n, period) = (values.len(), self.period);
        let mut cycles = vec![0.0; n + 2 * period];
        for season in 0..period {
            let take = |from: &[f64]| from.iter().skip(season).step_by(period).copied().collect::<Vec<f64>>();
            let (y, w) = (take(values), take(weights));
            let smooth = self.seasonal.smooth(&y, Some(&w));
            let (k, reach) = (y.len(), self.seasonal.window.min(y.len()));
            let first = self.seasonal.at(&y, 0.0, 0..reach, Some(&w)).or(smooth.first().copied());
            let last =
                self.seasonal.at(&y, k as f64 + 1.0, k - reach..k, Some(&w)).or(smooth.last().copied());
            let extended = first.into_iter().chain(smooth).chain(last);
            for (at, value) in (season..).step_by(period).zip(extended) {
                if let Some(place) = cycles.get_mut(at) {
                    *place = value;
                }
            }
        }
        cycles
    }
}

/// A local regression over equally spaced points.
struct Loess {
    window: usize,
    linear: bool,
    /// Every so many points are computed, those between are drawn straight.
    jump: usize,
}

impl Loess {
    /// As R: every tenth of the window is computed, and an even window is made odd after that.
    fn new(window: usize, linear: bool) -> Loess {
        Loess { window: window | 1, linear, jump: window.div_ceil(10) }
    }

    /// The fit at `x` (points stand at 1, 2 …) from the points in `range`; `None` where none of them counts.
    fn at(&self, y: &[f64], x: f64, range: std::ops::Range<usize>, weights: Option<&[f64]>) -> Option<f64> {
        let n = y.len();
        let place = |at: usize| at as f64 + 1.0;
        let mut reach = (x - place(range.start)).max(range.end as f64 - x);
        if self.window > n {
            reach += ((self.window - n) / 2) as f64;
        }
        let weight = |at: usize| {
            let distance = (place(at) - x).abs();
            let near = if distance > 0.999 * reach {
                0.0
            } else if distance > 0.001 * reach {
                (1.0 - (distance / reach).powi(3)).powi(3)
            } else {
                1.0
            };
            near * weights.and_then(|w| w.get(at)).copied().unwrap_or(1.0)
        };
        let mut local: Vec<(usize, f64)> = range.map(|at| (at, weight(at))).collect();
        let sum: f64 = local.iter().map(|(_, w)| w).sum();
        if sum <= 0.0 {
            return None;
        }
        local.iter_mut().for_each(|(_, w)| *w /= sum);
        if reach > 0.0 && self.linear {
            let centre: f64 = local.iter().map(|&(at, w)| w * place(at)).sum();
            let spread: f64 = local.iter().map(|&(at, w)| w * (place(at) - centre).powi(2)).sum();
            if spread.sqrt() > 0.001 * (n as f64 - 1.0) {
                let tilt = (x - centre) / spread;
                local.iter_mut().for_each(|(at, w)| *w *= tilt * (place(*at) - centre) + 1.0);
            }
        }
        Some(local.iter().filter_map(|&(at, w)| Some(w * y.get(at)?)).sum())
    }

    fn smooth(&self, y: &[f64], weights: Option<&[f64]>) -> Vec<f64> {
        let n = y.len();
        if n < 2 {
            return y.to_vec();
        }
        let jump = self.jump.clamp(1, n - 1);
        let fit = |at: usize, range| self.at(y, at as f64 + 1.0, range, weights).unwrap_or(y[at]);
        let mut out = y.to_vec();
        for at in (0..n).step_by(jump) {
            out[at] = fit(at, self.neighbours(at, n));
            if at >= jump {
                straight(&mut out, at - jump, at);
            }
        }
        let known = (n - 1) / jump * jump;
        if known + 1 < n {
            // As the original: the end is computed from the neighbours of the last point that was.
            out[n - 1] = fit(n - 1, self.neighbours(known, n));
            straight(&mut out, known, n - 1);
        }
        out
    }

    /// The window around a point, pushed inwards at the ends.
    fn neighbours(&self, at: usize, n: usize) -> std::ops::Range<usize> {
        if self.window >= n {
            return 0..n;
        }
        let start = (at + 1).saturating_sub(self.window.div_ceil(2)).min(n - self.window);
        start..start + self.window
    }
}

/// Draws a straight line between two known points.
fn straight(values: &mut [f64], from: usize, to: usize) {
    let (start, steps) = (values[from], (to - from) as f64);
    let slope = (values[to] - start) / steps;
    for step in 1..to - from {
        values[from + step] = start + slope * step as f64;
    }
}

fn moving_mean(values: &[f64], length: usize) -> Vec<f64> {
    values.windows(length).map(|window| window.iter().sum::<f64>() / length as f64).collect()
}

/// Tukey's bisquare of what is left over, in units of six medians.
fn bisquare(values: &[f64], parts: &Parts) -> Vec<f64> {
    let rest: Vec<f64> =
        values.iter().zip(&parts.seasonal).zip(&parts.trend).map(|((y, s), t)| (y - s - t).abs()).collect();
    let limit = 6.0 * median(rest.clone());
    let weight = |r: &f64| {
        if *r <= 0.001 * limit {
            1.0
        } else if *r <= 0.999 * limit {
            (1.0 - (r / limit).powi(2)).powi(2)
        } else {
            0.0
        }
    };
    rest.iter().map(weight).collect()
}

fn cycle_means(seasonal: &[f64], period: usize) -> Vec<f64> {
    let mean = |season: usize| {
        let of = seasonal.iter().skip(season).step_by(period);
        of.clone().sum::<f64>() / of.count() as f64
    };
    let means: Vec<f64> = (0..period).map(mean).collect();
    means.iter().cycle().take(seasonal.len()).copied().collect()
}
