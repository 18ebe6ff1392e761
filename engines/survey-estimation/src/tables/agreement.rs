//! Do two answers of the same people agree more than by chance?

use crate::Domain;
use crate::data::{Categories, MISSING};
use crate::hypotheses::TestError;
use crate::survey::Statistic;

/// Cohen's κ = (p_o − p_e)/(1 − p_e): p_o the share of rows whose two answers are the same, p_e the share expected from
/// the margins (Cohen 1960), as a function of the shares of all cells.
#[derive(Clone, Debug)]
pub struct Kappa {
    cells: Categories,
    levels: usize,
    domain: Domain,
}

/// The agreement of two factors. Their levels are matched by name; a row with a gap adds nothing.
///
/// # Errors
/// [`TestError::TooFewLevels`] when there are fewer than two levels together.
pub fn kappa(first: &Categories, second: &Categories, domain: &Domain) -> Result<Kappa, TestError> {
    let mut levels = first.levels.clone();
    levels.extend(second.levels.iter().filter(|level| !first.levels.contains(level)).cloned());
    if levels.len() < 2 {
        return Err(TestError::TooFewLevels);
    }
    let matched = |factor: &Categories| {
        let place =
            |name: &String| levels.iter().position(|level| level == name).map_or(MISSING, |at| at as u32);
        let places: Vec<u32> = factor.levels.iter().map(place).collect();
        let code = |code: &u32| places.get(*code as usize).copied().unwrap_or(MISSING);
        Categories { codes: factor.codes.iter().map(code).collect(), levels: levels.clone() }
    };
    let cells = Categories::crossed(&[&matched(first), &matched(second)], first.codes.len(), "\u{1f}");
    Ok(Kappa { cells, levels: levels.len(), domain: domain.clone() })
}

impl Kappa {
    fn cell(&self, row: usize) -> Option<usize> {
        let code = self.cells.codes[row];
        (code != MISSING && self.domain.holds(row)).then_some(code as usize)
    }

    /// Margins of both answers as shares, agreement seen and agreement expected.
    fn shares(&self, totals: &[f64]) -> (Vec<f64>, Vec<f64>, f64, f64) {
        let (k, all) = (self.levels, totals.iter().sum::<f64>());
        let first: Vec<f64> = (0..k).map(|i| totals.iter().skip(i).step_by(k).sum::<f64>() / all).collect();
        let second: Vec<f64> = totals.chunks(k).map(|cells| cells.iter().sum::<f64>() / all).collect();
        let seen = totals.iter().step_by(k + 1).sum::<f64>() / all;
        let expected = first.iter().zip(&second).map(|(a, b)| a * b).sum();
        (first, second, seen, expected)
    }
}

impl Statistic for Kappa {
    fn terms(&self) -> usize {
        self.levels * self.levels
    }

    fn values(&self) -> usize {
        1
    }

    fn row(&self, row: usize, out: &mut [f64]) {
        if let Some(cell) = self.cell(row) {
            out[cell] = 1.0;
        }
    }

    fn estimate(&self, totals: &[f64], out: &mut [f64]) {
        let (_, _, seen, expected) = self.shares(totals);
        out.fill((seen - expected) / (1.0 - expected));
    }

    fn influence(&self, row: usize, totals: &[f64], _estimates: &[f64], out: &mut [f64]) {
        let Some(cell) = self.cell(row) else { return };
        let (first, second, seen, expected) = self.shares(totals);
        let all: f64 = totals.iter().sum();
        let (i, j) = (cell % self.levels, cell / self.levels);
        // What one more row in this cell does to both shares.
        let seen_moves = (f64::from(u8::from(i == j)) - seen) / all;
        let expected_moves = (second[i] + first[j] - 2.0 * expected) / all;
        let left = 1.0 - expected;
        out.fill((seen_moves * left - expected_moves * (1.0 - seen)) / (left * left));
    }

    fn domain(&self) -> &Domain {
        &self.domain
    }
}
