//! Figures of areas that add up to the figure of the city.

/// How the difference to the city is spread over its areas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Benchmark {
    /// Every figure times the same ratio.
    #[default]
    Ratio,
    /// More to areas that are less certain: θ_d + w_d φ_d/Σ w²φ · (T − Σ w θ), φ the mean squared error.
    Difference,
}

/// Figures with Σ w θ = total.
///
/// - in: figures, their mean squared errors, the share (of means) or one (of totals) of each area, the city's figure
/// - out: NaN where a ratio to nothing would be needed
///
/// Source: Pfeffermann and Barnard, JBES 9 (1991), for the ratio; Wang, Fuller and Qu, *Small area estimation under a
/// restriction*, Survey Methodology 34 (2008), for the difference.
pub fn benchmarked(figures: &[f64], mse: &[f64], weights: &[f64], total: f64, how: Benchmark) -> Vec<f64> {
    let sum: f64 = figures.iter().zip(weights).map(|(figure, weight)| figure * weight).sum();
    match how {
        Benchmark::Ratio => figures.iter().map(|figure| figure * (total / sum)).collect(),
        Benchmark::Difference => {
            let below: f64 = mse.iter().zip(weights).map(|(mse, weight)| weight * weight * mse).sum();
            let part =
                |(figure, (mse, weight)): (&f64, (&f64, &f64))| figure + weight * mse / below * (total - sum);
            figures.iter().zip(mse.iter().zip(weights)).map(part).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_meet_the_city_and_the_less_certain_area_moves_more() {
        let (figures, mse, weights) = ([0.2, 0.4], [0.01, 0.04], [0.5, 0.5]);
        let check = |how, expected: [f64; 2]| {
            let found = benchmarked(&figures, &mse, &weights, 0.33, how);
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{how:?}: {found:?}");
        };
        check(Benchmark::Ratio, [0.22, 0.44]);
        check(Benchmark::Difference, [0.212, 0.448]);
    }
}
