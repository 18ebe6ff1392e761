//! Quantiles of the weighted distribution, and intervals by inverting a test of the distribution.

use rayon::prelude::*;

use super::{Means, Missing, answered};
use crate::Domain;
use crate::intervals::{self, Critical};
use crate::roots::brent;
use crate::survey::Survey;

/// How a quantile is read off the weighted distribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// The smallest value whose cumulative share is at least p.
    #[default]
    Math,
    /// The same, but the mean of two values when a cumulative share is exactly p.
    School,
    /// One of the nine definitions of Hyndman and Fan, *Sample quantiles in statistical packages*, Am. Stat. 50 (1996),
    /// with cumulative weights in place of ranks.
    HyndmanFan(u8),
}

/// How the interval is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuantileInterval {
    /// Woodruff: an interval p ± t·se for the share at the quantile, both ends read off by the rule of the point.
    #[default]
    Mean,
    /// The same on the logit scale.
    Logit,
    /// The same on the arcsine scale.
    Arcsine,
    /// The same with the Korn–Graubard interval, not capped.
    Beta,
    /// Values at which a test of "the share above is 1 − p" turns (Francisco and Fuller 1991).
    Score,
    /// The spread of the quantile over replicates.
    Replicates,
}

/// A question for quantiles of one variable.
#[derive(Clone, Debug)]
pub struct Quantiles<'a> {
    column: &'a [f64],
    answered: Domain,
    broken: bool,
    /// How a quantile is read.
    pub rule: Rule,
    /// How its interval is found.
    pub interval: QuantileInterval,
    /// Level of the interval.
    pub level: f64,
}

/// A quantile with its interval; NaN for what is not available.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// The quantile.
    pub value: f64,
    /// Half the width of the interval over the critical value.
    pub se: f64,
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// Two cumulative weights nearer than this part of the total are the same: rounding must not decide a tie.
const SAME: f64 = 1e-12;

impl<'a> Quantiles<'a> {
    /// Quantiles of a variable with Woodruff intervals at 95 %.
    pub fn new(column: &'a [f64], domain: &Domain, missing: Missing) -> Self {
        let (answered, broken) = answered(&[column], domain, missing);
        let (rule, interval) = (Rule::default(), QuantileInterval::default());
        Self { column, answered, broken, rule, interval, level: 0.95 }
    }

    /// The quantiles at the shares `p`.
    pub fn estimate(&self, survey: Survey<'_>, p: &[f64]) -> Vec<Quantile> {
        let nothing = Quantile { value: f64::NAN, se: f64::NAN, lower: f64::NAN, upper: f64::NAN };
        let sorted = Sorted::of(self.column, &self.answered, survey.weights());
        if self.broken || sorted.rows.is_empty() {
            return vec![nothing; p.len()];
        }
        let df = survey.degrees_of_freedom(&self.answered);
        let critical = Critical::new(self.level, df);
        let one = |p: f64| {
            let value = sorted.quantile(self.column, survey.weights(), self.rule, p, SAME);
            let (lower, upper) = match self.interval {
                QuantileInterval::Score => self.by_score(survey, &sorted, p, critical),
                QuantileInterval::Replicates => self.by_replicates(survey, &sorted, p, value, critical),
                _ => {
                    let (lower, upper) = self.of_share(survey, value, critical);
                    let read = |p: f64| {
                        let inside = (0.0..=1.0).contains(&p);
                        if inside {
                            sorted.quantile(self.column, survey.weights(), self.rule, p, SAME)
                        } else {
                            f64::NAN
                        }
                    };
                    (read(lower), read(upper))
                }
            };
            Quantile { value, se: (upper - lower) / (2.0 * critical.value()), lower, upper }
        };
        p.iter().map(|p| one(*p)).collect()
    }

    /// The interval for the share of values up to the quantile.
    fn of_share(&self, survey: Survey<'_>, quantile: f64, critical: Critical) -> (f64, f64) {
        let below: Vec<f64> =
            self.column.iter().map(|value| f64::from(u8::from(*value <= quantile))).collect();
        let share = survey.estimate(&Means::new(vec![&below], &self.answered, Missing::Keep));
        let (p, variance) = (share.values[0], share.covariance.get(0, 0));
        match self.interval {
            QuantileInterval::Logit => intervals::logit(p, variance, critical),
            QuantileInterval::Arcsine => intervals::arcsine(p, variance, critical),
            QuantileInterval::Beta => intervals::beta(p, variance, share.rows, critical),
            _ => intervals::wald(p, variance, critical),
        }
    }

    /// The score (share of values above θ less 1 − p, over its standard error) falls with θ. Where it crosses ±t is found
    /// to within 1/(100 √n), and the share of rows up to there is read off by the rule of the point, as R's survey does.
    fn by_score(&self, survey: Survey<'_>, sorted: &Sorted, p: f64, critical: Critical) -> (f64, f64) {
        let values: Vec<f64> = sorted.rows.iter().map(|row| self.column[*row as usize]).collect();
        let (masses, rows) = (vec![1.0; values.len()], values.len() as f64);
        let plain = |p: f64| read(&values, &masses, Rule::HyndmanFan(7), p, SAME);
        let margin = (plain(0.75) - plain(0.25)) / 100.0;
        let score = |theta: f64| {
            let above: Vec<f64> =
                self.column.iter().map(|value| f64::from(u8::from(*value > theta)) - (1.0 - p)).collect();
            let mean = survey.estimate(&Means::new(vec![&above], &self.answered, Missing::Keep));
            mean.values[0] / mean.covariance.se(0)
        };
        let end = |limit: f64| {
            let (low, high) = (plain(0.0) + margin, plain(1.0) - margin);
            let root = brent(|theta| score(theta) - limit, low, high, 1.0 / (100.0 * rows.sqrt()));
            let share = values.partition_point(|value| *value <= root) as f64 / rows;
            let found = || sorted.quantile(self.column, survey.weights(), self.rule, share, 0.0);
            if root.is_nan() { f64::NAN } else { found() }
        };
        (end(critical.value()), end(-critical.value()))
    }

    fn by_replicates(
        &self,
        survey: Survey<'_>,
        sorted: &Sorted,
        p: f64,
        value: f64,
        critical: Critical,
    ) -> (f64, f64) {
        if matches!(survey, Survey::Design(_)) {
            return (f64::NAN, f64::NAN);
        }
        // Products of weights and multipliers meet p by accident of rounding only: nothing is a tie unless it is exact.
        let fit = |weights: &[f64]| Some(vec![sorted.quantile(self.column, weights, self.rule, p, 0.0)]);
        let (covariance, _) = survey.covariance_of(&[value], |_, _| (), fit);
        let half = critical.value() * covariance.se(0);
        (value - half, value + half)
    }
}

/// Rows of the domain in the order of their values, equal ones in the order of rows.
struct Sorted {
    rows: Vec<u32>,
}

impl Sorted {
    fn of(column: &[f64], domain: &Domain, weights: &[f64]) -> Self {
        let counts = |row: &u32| domain.holds(*row as usize) && weights[*row as usize] != 0.0;
        let mut rows: Vec<u32> = (0..column.len() as u32).filter(counts).collect();
        let value = |row: &u32| column[*row as usize];
        rows.par_sort_unstable_by(|a, b| value(a).total_cmp(&value(b)).then(a.cmp(b)));
        Self { rows }
    }

    fn quantile(&self, column: &[f64], weights: &[f64], rule: Rule, p: f64, same: f64) -> f64 {
        let counted = self.rows.iter().filter(|row| weights[**row as usize] != 0.0);
        let (mut values, mut masses) = (Vec::new(), Vec::new());
        for row in counted.map(|row| *row as usize) {
            if rule == Rule::HyndmanFan(3) && values.last() == Some(&column[row]) {
                if let Some(mass) = masses.last_mut() {
                    *mass += weights[row];
                }
                continue;
            }
            values.push(column[row]);
            masses.push(weights[row]);
        }
        read(&values, &masses, rule, p, same)
    }
}

/// Reads the quantile p off values in ascending order with their weights. Shares that differ by `same` or less are equal.
fn read(values: &[f64], masses: &[f64], rule: Rule, p: f64, same: f64) -> f64 {
    let (Some(first), Some(last), Some(last_mass)) = (values.first(), values.last(), masses.last()) else {
        return f64::NAN;
    };
    let mut sum = crate::sums::Sum::default();
    let cumulative: Vec<f64> = masses
        .iter()
        .map(|mass| {
            sum.add(*mass);
            sum.value()
        })
        .collect();
    let total = sum.value();
    let before = |at: usize| if at == 0 { 0.0 } else { cumulative[at - 1] };
    // Position of each value on the scale of p, by the rule; quantiles between are interpolated.
    let place = |at: usize| match rule {
        Rule::HyndmanFan(5) => (cumulative[at] - masses[at] / 2.0) / total,
        Rule::HyndmanFan(6) => cumulative[at] / (total + last_mass),
        Rule::HyndmanFan(7) => before(at) / (total - last_mass),
        Rule::HyndmanFan(8) => (before(at) / 3.0 + cumulative[at] * 2.0 / 3.0) / (total + last_mass / 3.0),
        Rule::HyndmanFan(9) => {
            (before(at) * 3.0 / 8.0 + cumulative[at] * 5.0 / 8.0) / (total + last_mass / 4.0)
        }
        _ => cumulative[at] / total,
    };
    let hits = |weight: f64| (p - weight / total).abs() <= same;
    let reached = cumulative.partition_point(|weight| *weight < p * total && !hits(*weight));
    let value = |at: usize| values.get(at).copied().unwrap_or(*last);
    let exact = cumulative.get(reached).is_some_and(|weight| hits(*weight));
    match rule {
        Rule::Math | Rule::HyndmanFan(0..=1) => value(reached),
        Rule::School | Rule::HyndmanFan(2) if exact => (value(reached) + value(reached + 1)) / 2.0,
        Rule::School | Rule::HyndmanFan(2) => value(reached),
        // On an exact hit the even one of two neighbours, counted from one.
        Rule::HyndmanFan(3) if exact && reached % 2 == 0 => value(reached + 1),
        Rule::HyndmanFan(3) => value(reached),
        Rule::HyndmanFan(_) => {
            let after = (0..values.len()).collect::<Vec<_>>().partition_point(|at| place(*at) < p);
            if after == 0 {
                return *first;
            }
            if after == values.len() {
                return *last;
            }
            let (low, high) = (place(after - 1), place(after));
            values[after - 1] + (values[after] - values[after - 1]) * (p - low) / (high - low)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hyndman and Fan's rules on 1, 2, 3, 4 with equal weights; expected values worked out by hand from p·n + m.
    #[test]
    fn rules_on_four_equal_weights() {
        let (values, masses) = ([1.0, 2.0, 3.0, 4.0], [1.0; 4]);
        let check = |rule, p, expected: f64| {
            let found = read(&values, &masses, rule, p, SAME);
            assert!((found - expected).abs() < 1e-12, "{rule:?} at {p}: {found}, expected {expected}");
        };
        check(Rule::Math, 0.5, 2.0);
        check(Rule::School, 0.5, 2.5);
        check(Rule::School, 0.6, 3.0);
        check(Rule::HyndmanFan(1), 0.25, 1.0);
        check(Rule::HyndmanFan(3), 0.25, 2.0);
        check(Rule::HyndmanFan(3), 0.5, 2.0);
        check(Rule::HyndmanFan(4), 0.6, 2.4);
        check(Rule::HyndmanFan(5), 0.5, 2.5);
        check(Rule::HyndmanFan(6), 0.5, 2.5);
        check(Rule::HyndmanFan(7), 0.5, 2.5);
        check(Rule::HyndmanFan(8), 0.5, 2.5);
        check(Rule::HyndmanFan(9), 0.5, 2.5);
        check(Rule::HyndmanFan(6), 0.1, 1.0);
        check(Rule::HyndmanFan(7), 0.1, 1.3);
    }

    #[test]
    fn a_cumulative_weight_that_is_p_but_for_rounding_is_p() {
        let masses = [0.1; 10];
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(read(&values, &masses, Rule::Math, 0.3, SAME), 3.0);
        assert_eq!(read(&values, &masses, Rule::School, 0.7, SAME), 7.5);
    }
}
