//! How much more than chance the counts vary inside the windows.

use super::Window;

/// How much more than chance the counts vary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Dispersion {
    /// Estimated from the periods.
    Estimated {
        /// Pearson's χ² over its degrees of freedom; intervals are widened by its root where it is above 1.
        phi: f64,
        /// Degrees of freedom: periods less levels of windows and seasons.
        df: u32,
        /// Correlation of residuals of neighbouring periods; NaN with fewer than four pairs of them.
        lag_one: f64,
    },
    /// Nothing to estimate it from: φ = 1.
    Assumed,
}

impl Dispersion {
    /// What variances are multiplied by; never below 1, since real counts are not steadier than chance for long.
    pub fn factor(self) -> f64 {
        match self {
            Dispersion::Estimated { phi, .. } => phi.max(1.0),
            Dispersion::Assumed => 1.0,
        }
    }
}

/// One period as the model sees it.
struct Cell {
    window: usize,
    season: u8,
    count: f64,
    exposure: f64,
    /// Variance of a count of this window over its mean, by chance alone.
    weight: f64,
}

/// Estimates φ under "each window has its level, each season its factor".
///
/// # Source
/// McCullagh, Nelder, *Generalized Linear Models*, 2nd ed. (1989), 4.5.2 and 6.2.3. The fit is iterative proportional
/// scaling (Darroch, Ratcliff, Annals of Mathematical Statistics 43, 1972), which is the maximum of the likelihood.
pub(super) fn estimate(windows: [&Window; 2], weights: [f64; 2]) -> Dispersion {
    let cells: Vec<Cell> = windows
        .iter()
        .zip(weights)
        .enumerate()
        .flat_map(|(window, (w, weight))| {
            w.periods.iter().map(move |p| Cell {
                window,
                season: p.season,
                count: p.count,
                exposure: p.exposure,
                weight,
            })
        })
        .collect();
    let fitted = fit(&cells);
    // A level of zero fits its zeros perfectly and says nothing about scatter.
    let seen: Vec<(&Cell, f64)> = cells.iter().zip(fitted).filter(|&(_, mean)| mean > 0.0).collect();
    let df = seen.len().saturating_sub(parameters(&seen));
    if df == 0 {
        return Dispersion::Assumed;
    }
    let residual = |&(cell, mean): &(&Cell, f64)| (cell.count - mean) / (mean * cell.weight).sqrt();
    let residuals: Vec<(usize, f64)> = seen.iter().map(|seen| (seen.0.window, residual(seen))).collect();
    let phi = residuals.iter().map(|(_, r)| r * r).sum::<f64>() / df as f64;
    Dispersion::Estimated { phi, df: df as u32, lag_one: neighbours(&residuals) }
}

/// Independent levels of windows and seasons: their number less the parts that hang together.
fn parameters(cells: &[(&Cell, f64)]) -> usize {
    let of = |window: usize| {
        let mut seasons: Vec<u8> =
            cells.iter().map(|(cell, _)| cell).filter(|c| c.window == window).map(|c| c.season).collect();
        seasons.sort_unstable();
        seasons.dedup();
        seasons
    };
    let (first, second) = (of(0), of(1));
    let shared = first.iter().filter(|season| second.contains(season)).count();
    let parts = if shared > 0 { 1 } else { 2 };
    let windows = usize::from(!first.is_empty()) + usize::from(!second.is_empty());
    (windows + first.len() + second.len() - shared).saturating_sub(parts.min(windows))
}

/// Means of all cells; windows and seasons in turn are scaled to their sums until nothing moves.
fn fit(cells: &[Cell]) -> Vec<f64> {
    const ROUNDS: u32 = 500;
    let mut means: Vec<f64> = cells.iter().map(|cell| cell.exposure).collect();
    for _ in 0..ROUNDS {
        let by_window = scale(cells, &mut means, 2, |cell| cell.window);
        let by_season = scale(cells, &mut means, 256, |cell| usize::from(cell.season));
        if by_window.max(by_season) < 1e-12 {
            break;
        }
    }
    means
}

/// Scales the means of every group to the group's counts; the largest step on the log scale, apart from groups of zero.
fn scale(cells: &[Cell], means: &mut [f64], groups: usize, group: impl Fn(&Cell) -> usize) -> f64 {
    let mut sums = vec![[0.0; 2]; groups];
    for (cell, mean) in cells.iter().zip(&*means) {
        if let Some([counts, expected]) = sums.get_mut(group(cell)) {
            *counts += cell.count;
            *expected += mean;
        }
    }
    let factors: Vec<f64> = sums
        .iter()
        .map(|&[counts, expected]| if expected > 0.0 { counts.max(0.0) / expected } else { 1.0 })
        .collect();
    for (cell, mean) in cells.iter().zip(means) {
        *mean *= factors.get(group(cell)).copied().unwrap_or(1.0);
    }
    factors.iter().filter(|&&factor| factor > 0.0).map(|factor| factor.ln().abs()).fold(0.0, f64::max)
}

/// Correlation of residuals one period apart, within windows.
fn neighbours(residuals: &[(usize, f64)]) -> f64 {
    let all: f64 = residuals.iter().map(|(_, r)| r * r).sum();
    let products: Vec<f64> = residuals
        .windows(2)
        .filter_map(|pair| match pair {
            [(one, r), (two, s)] if one == two => Some(r * s),
            _ => None,
        })
        .collect();
    if products.len() < 4 || all <= 0.0 { f64::NAN } else { products.iter().sum::<f64>() / all }
}
