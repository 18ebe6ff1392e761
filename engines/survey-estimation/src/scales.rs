//! Scales of several items, and items of several answers.
//!
//! ```text
//!   labels with a direction   1 very safe … 4 very unsafe, 8 don't know, 9 refused
//!        ├─► top two of the good end     share of those who answered
//!        ├─► mean score                  turned so that more is better, if asked
//!        └─► don't know                  share of everybody, shown beside them
//!   several answers at once   share of persons who named it · share of all namings
//!   several items             Cronbach's α
//! ```
//!
//! A figure never depends on how "don't know" is coded: [`Likert`] says which codes are answers, in their order.

use crate::Domain;
use crate::survey::Statistic;

/// Cronbach's α = k/(k − 1) · (1 − Σ S_ii / Σ S_ij) from the covariances of k items, row by row; NaN for one item.
///
/// Source: Cronbach, *Coefficient alpha and the internal structure of tests*, Psychometrika 16 (1951).
pub fn alpha(covariances: &[f64], items: usize) -> f64 {
    let own: f64 = covariances.iter().step_by(items + 1).sum();
    let all: f64 = covariances.iter().sum();
    let k = items as f64;
    if items < 2 { f64::NAN } else { k / (k - 1.0) * (1.0 - own / all) }
}

/// ∂α/∂S_ij, for its error by the delta method: 2k/(k − 1) terms of own over all.
pub fn alpha_gradient(covariances: &[f64], items: usize) -> Vec<f64> {
    let own: f64 = covariances.iter().step_by(items + 1).sum();
    let all: f64 = covariances.iter().sum();
    let k = items as f64;
    let one = |at: usize| {
        let diagonal = f64::from(u8::from(at.is_multiple_of(items + 1)));
        -k / (k - 1.0) * (diagonal / all - own / (all * all))
    };
    (0..covariances.len()).map(one).collect()
}

/// An item with ordered answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Likert {
    /// Codes that are answers, from the worst to the best.
    pub codes: Vec<f64>,
    /// Codes of "don't know": they were asked and said so. Every other value is a gap.
    pub unknown: Vec<f64>,
}

impl Likert {
    /// Codes 1, 2 … `points`, of which the last is best, or the first as in Czech school marks.
    pub fn points(points: u32, first_is_best: bool) -> Self {
        let mut codes: Vec<f64> = (1..=points).map(f64::from).collect();
        if first_is_best {
            codes.reverse();
        }
        Self { codes, unknown: Vec::new() }
    }

    /// One for the `count` best answers, zero for other answers, a gap for everything else: the mean of it is the share of
    /// those who answered.
    pub fn top(&self, column: &[f64], count: usize) -> Vec<f64> {
        let least = self.codes.len().saturating_sub(count);
        self.ranked(column)
            .iter()
            .map(|rank| rank_or_gap(*rank, |rank| f64::from(u8::from(rank >= least))))
            .collect()
    }

    /// One for the `count` worst answers.
    pub fn bottom(&self, column: &[f64], count: usize) -> Vec<f64> {
        self.ranked(column)
            .iter()
            .map(|rank| rank_or_gap(*rank, |rank| f64::from(u8::from(rank < count))))
            .collect()
    }

    /// Points from 1 for the worst answer upward, a gap for everything else.
    pub fn score(&self, column: &[f64]) -> Vec<f64> {
        self.ranked(column).iter().map(|rank| rank_or_gap(*rank, |rank| rank as f64 + 1.0)).collect()
    }

    /// One for "don't know", zero for an answer, a gap for everything else: its mean is the share of those who were asked.
    pub fn dont_know(&self, column: &[f64]) -> Vec<f64> {
        let ranks = self.ranked(column);
        let one = |(value, rank): (&f64, &Option<usize>)| match rank {
            Some(_) => 0.0,
            None if self.unknown.contains(value) => 1.0,
            None => f64::NAN,
        };
        column.iter().zip(&ranks).map(one).collect()
    }

    fn ranked(&self, column: &[f64]) -> Vec<Option<usize>> {
        column.iter().map(|value| self.codes.iter().position(|code| code == value)).collect()
    }
}

fn rank_or_gap(rank: Option<usize>, value: impl Fn(usize) -> f64) -> f64 {
    rank.map_or(f64::NAN, value)
}

/// Items of which a person names as many as apply: columns of one and zero, a gap for who was not asked.
///
/// Persons are the base of the first half of the estimates: Σ w named / Σ w asked. Namings are the base of the second:
/// Σ w named / Σ over all items, which adds up to one.
#[derive(Clone, Debug)]
pub struct Namings<'a> {
    columns: Vec<&'a [f64]>,
    asked: Domain,
    domain: Domain,
}

impl<'a> Namings<'a> {
    /// - in: a column for each item; a row with a gap in one of them was not asked
    pub fn new(columns: Vec<&'a [f64]>, domain: &Domain) -> Self {
        let rows = columns.first().map_or(0, |column| column.len());
        let whole =
            |row: usize| columns.iter().all(|column| column.get(row).is_some_and(|value| !value.is_nan()));
        let asked = domain.and(rows, whole);
        Self { columns, asked, domain: domain.clone() }
    }

    fn named(&self, row: usize) -> f64 {
        self.columns.iter().map(|column| column[row]).sum()
    }
}

impl Statistic for Namings<'_> {
    /// Namings of each item, then persons.
    fn terms(&self) -> usize {
        self.columns.len() + 1
    }

    fn values(&self) -> usize {
        2 * self.columns.len()
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        if !self.asked.holds(row) {
            return;
        }
        if let Some((persons, named)) = out.split_last_mut() {
            *persons = 1.0;
            named.iter_mut().zip(&self.columns).for_each(|(out, column)| *out = column[row]);
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let Some((persons, named)) = totals.split_last() else { return };
        let all: f64 = named.iter().sum();
        let (of_persons, of_namings) = out.split_at_mut(named.len());
        of_persons.iter_mut().zip(named).for_each(|(out, total)| *out = total / persons);
        of_namings.iter_mut().zip(named).for_each(|(out, total)| *out = total / all);
    }

    fn influence(&self, row: usize, totals: &[f64], estimates: &[f64], out: &mut [f64]) {
        if !self.asked.holds(row) {
            return;
        }
        let Some((persons, named)) = totals.split_last() else { return };
        let all: f64 = named.iter().sum();
        let (here, items) = (self.named(row), self.columns.len());
        for (item, column) in self.columns.iter().enumerate() {
            out[item] = (column[row] - estimates[item]) / persons;
            out[items + item] = (column[row] - estimates[items + item] * here) / all;
        }
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }

    fn answered(&self) -> &Domain {
        &self.asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Design, Survey};

    #[test]
    fn items_that_say_the_same_are_one_and_strangers_are_none() {
        assert_eq!(alpha(&[2.0; 9], 3), 1.0);
        assert_eq!(alpha(&[1.0, 0.0, 0.0, 3.0], 2), 0.0);
        assert!(alpha(&[1.0], 1).is_nan());
    }

    #[test]
    fn the_gradient_of_alpha_is_one_of_differences() {
        let covariances = [2.0, 0.5, 0.5, 3.0];
        let gradient = alpha_gradient(&covariances, 2);
        for at in 0..4 {
            let (mut up, mut down) = (covariances, covariances);
            up[at] += 1e-6;
            down[at] -= 1e-6;
            let difference = (alpha(&up, 2) - alpha(&down, 2)) / 2e-6;
            assert!((gradient[at] - difference).abs() < 1e-8, "{at}: {} and {difference}", gradient[at]);
        }
    }

    #[test]
    fn top_two_and_mean_keep_dont_know_and_refusals_out_of_their_base() {
        // 1 very safe … 4 very unsafe, 8 don't know, 9 refused.
        let safe = Likert { codes: vec![4.0, 3.0, 2.0, 1.0], unknown: vec![8.0] };
        let answers = [1.0, 2.0, 4.0, 8.0, 9.0, f64::NAN];
        let mean = |values: Vec<f64>| {
            let known: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
            (known.iter().sum::<f64>() / known.len() as f64, known.len())
        };
        assert_eq!(mean(safe.top(&answers, 2)), (2.0 / 3.0, 3));
        assert_eq!(mean(safe.bottom(&answers, 1)), (1.0 / 3.0, 3));
        assert_eq!(mean(safe.score(&answers)), (8.0 / 3.0, 3));
        assert_eq!(mean(safe.dont_know(&answers)), (0.25, 4));
        assert_eq!(Likert::points(5, true).score(&[1.0, 5.0]), [5.0, 1.0]);
    }

    #[test]
    fn persons_and_namings_are_two_bases() {
        let (drugs, litter) = ([1.0, 1.0, 0.0, f64::NAN], [0.0, 1.0, 0.0, 1.0]);
        let design = Design::simple(4).expect("rows");
        let found = Survey::from(&design).estimate(&Namings::new(vec![&drugs, &litter], &Domain::everyone()));
        assert_eq!(found.values, [2.0 / 3.0, 1.0 / 3.0, 2.0 / 3.0, 1.0 / 3.0]);
        assert_eq!(found.answered, 3);
    }
}
