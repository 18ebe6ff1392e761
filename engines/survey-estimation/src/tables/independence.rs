//! Do two factors have to do with each other?

use super::exact;
use crate::Domain;
use crate::covariance::Covariance;
use crate::data::{Categories, MISSING};
use crate::estimators::{Missing, ShareTotals, Shares};
use crate::hypotheses::{Test, TestError};
use crate::saddlepoint;
use crate::survey::Survey;
use distributions::{chi_squared, fisher};
use matrices::Factor;

/// A weighted table and how its uncertainty compares with a simple random sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Independence {
    /// Pearson's X² on the proportions scaled to the number of rows.
    pub pearson: f64,
    /// Generalised design effects δ, one for each degree of freedom of the table.
    pub effects: Vec<f64>,
    /// Degrees of freedom of the design, ν.
    pub df: f64,
    /// Levels of the rows that occur.
    pub rows: Vec<String>,
    /// Levels of the columns that occur.
    pub columns: Vec<String>,
    /// Wald's X² of the differences from independence, on k degrees of freedom; `None` when they do not vary freely.
    pub wald: Option<f64>,
}

/// A covariance of all cells is the square of their number.
const MOST_CELLS: usize = 1_000;

/// Tests whether two factors are independent. Empty rows and columns leave the table first; rows with a gap in one of
/// the two add nothing.
///
/// # Errors
/// [`TestError::TooFewLevels`] when one of them has a single level, [`TestError::Singular`] when the table has so many
/// empty cells that nothing can be compared, [`TestError::TooManyCells`].
pub fn independence(
    survey: Survey<'_>,
    rows: &Categories,
    columns: &Categories,
    domain: &Domain,
) -> Result<Independence, TestError> {
    let (rows, columns) = (rows.used(|row| domain.holds(row)), columns.used(|row| domain.holds(row)));
    let (r, c) = (rows.levels.len(), columns.levels.len());
    if r < 2 || c < 2 {
        return Err(TestError::TooFewLevels);
    }
    if r * c > MOST_CELLS {
        return Err(TestError::TooManyCells { cells: r * c, most: MOST_CELLS });
    }
    let cells = Categories::crossed(&[&rows, &columns], survey.design().rows(), "\u{1f}");
    let answered = domain.and(cells.codes.len(), |row| cells.codes[row] != MISSING);
    let shares = survey.estimate(&Shares::new(&cells, &answered, Missing::Remove));
    // The scale of X² only: it leaves no trace in δ-adjusted tests.
    let size = survey.design().counted(domain) as f64;
    let effects = effects(&shares.values, &shares.covariance, size, r, c)?;
    let totals = survey.estimate(&ShareTotals::new(&cells, &answered, Missing::Remove));
    Ok(Independence {
        pearson: pearson(&shares.values, r) * size,
        effects,
        df: survey.degrees_of_freedom(domain),
        wald: wald(&totals.values, &totals.covariance, r, c),
        rows: rows.levels,
        columns: columns.levels,
    })
}

impl Independence {
    /// (r − 1)(c − 1).
    pub fn freedom(&self) -> f64 {
        self.effects.len() as f64
    }

    /// d₀ = (Σδ)²/Σδ².
    fn satterthwaite(&self) -> f64 {
        let (sum, squares): (f64, f64) =
            (self.effects.iter().sum(), self.effects.iter().map(|d| d * d).sum());
        sum * sum / squares
    }

    /// F = X²/Σδ on (d₀, d₀ν).
    pub fn second_order(&self) -> Test {
        let own = self.satterthwaite();
        let statistic = self.pearson / self.effects.iter().sum::<f64>();
        let below = own * self.df;
        Test { statistic, df: vec![own, below], p: fisher::upper_tail(statistic, own, below) }
    }

    /// X² with the p-value of X²/δ̄ on χ² with k degrees of freedom. The statistic is X² itself.
    pub fn first_order(&self) -> Test {
        let mean = self.effects.iter().sum::<f64>() / self.freedom();
        let p = chi_squared::upper_tail(self.pearson / mean, self.freedom());
        Test { statistic: self.pearson, df: vec![self.freedom()], p }
    }

    /// X² with the p-value of Σ δ χ²₁ over an estimated denominator, by its saddlepoint.
    pub fn saddlepoint(&self) -> Test {
        let (whole, below) = self.denominator();
        let mut terms: Vec<(f64, f64)> = self.effects.iter().map(|effect| (*effect, 1.0)).collect();
        terms.push((-self.pearson / below, whole));
        Test { statistic: self.pearson, df: Vec::new(), p: saddlepoint::upper_tail(0.0, &terms) }
    }

    /// The same worked out instead of approximated.
    pub fn exact(&self) -> Test {
        let (whole, below) = self.denominator();
        let p = exact::upper_tail(self.pearson * whole / below, &self.effects, whole);
        Test { statistic: self.pearson, df: Vec::new(), p }
    }

    /// The denominator χ²_m/(d₀ν) of both, m the whole part of d₀ν: as the reference has it, which knows whole degrees
    /// of freedom only in sums of χ².
    fn denominator(&self) -> (f64, f64) {
        let below = self.satterthwaite() * self.df;
        (below.trunc(), below)
    }

    /// Wald's F(k, ν); not to be used when ν is small against k. `None` when the table does not vary freely.
    pub fn wald(&self) -> Option<Test> {
        let statistic = self.wald? / self.freedom();
        Some(Test {
            statistic,
            df: vec![self.freedom(), self.df],
            p: fisher::upper_tail(statistic, self.freedom(), self.df),
        })
    }

    /// Wald's F · (ν − k + 1)/ν on (k, ν − k + 1).
    pub fn adjusted_wald(&self) -> Option<Test> {
        let below = self.df - self.freedom() + 1.0;
        let statistic = self.wald? / self.freedom() * below / self.df;
        Some(Test {
            statistic,
            df: vec![self.freedom(), below],
            p: fisher::upper_tail(statistic, self.freedom(), below),
        })
    }
}

/// Sums of the rows and of the columns of a table whose rows vary fastest.
fn margins(cells: &[f64], r: usize) -> (Vec<f64>, Vec<f64>) {
    let rows = (0..r).map(|row| cells.iter().skip(row).step_by(r).sum()).collect();
    let columns = cells.chunks(r).map(|column| column.iter().sum()).collect();
    (rows, columns)
}

fn pearson(shares: &[f64], r: usize) -> f64 {
    let (rows, columns) = margins(shares, r);
    let cell = |(at, share): (usize, &f64)| {
        let expected = rows[at % r] * columns[at / r];
        if expected == 0.0 { 0.0 } else { (share - expected).powi(2) / expected }
    };
    shares.iter().enumerate().map(cell).sum()
}

/// Eigenvalues of (C'D⁻¹C/n)⁻¹ C'D⁻¹ V D⁻¹ C, with C the interaction contrasts (e_i − e_1) ⊗ (e_j − e_1), which are
/// orthogonal to both main effects. An empty cell has D⁻¹ = 0.
fn effects(shares: &[f64], variance: &Covariance, n: f64, r: usize, c: usize) -> Result<Vec<f64>, TestError> {
    let inverse: Vec<f64> =
        shares.iter().map(|share| if *share == 0.0 { 0.0 } else { 1.0 / share }).collect();
    let sign = |level: usize, of: usize| f64::from(i8::from(level == of) - i8::from(level == 0));
    let contrast = |i: usize, j: usize| -> Vec<f64> {
        (0..r * c).map(|at| sign(at % r, i) * sign(at / r, j) * inverse[at]).collect()
    };
    let contrasts: Vec<Vec<f64>> =
        (1..c).flat_map(|j| (1..r).map(move |i| (i, j))).map(|(i, j)| contrast(i, j)).collect();
    let k = contrasts.len();
    let above = variance.through(&contrasts);
    let mut below = vec![0.0; k * k];
    for (a, first) in contrasts.iter().enumerate() {
        for (b, second) in contrasts.iter().enumerate() {
            let products = first.iter().zip(second).zip(shares).map(|((x, y), share)| x * y * share);
            below[a * k + b] = products.sum::<f64>() / n;
        }
    }
    let factor = Factor::of(below, k);
    if factor.rank() < k {
        return Err(TestError::Singular);
    }
    Ok(factor.relative_eigenvalues(above.values()))
}

/// Y'V⁻¹Y for the differences Y of the cells from what the margins say, first row and column left out.
fn wald(cells: &[f64], variance: &Covariance, r: usize, c: usize) -> Option<f64> {
    let (rows, columns) = margins(cells, r);
    let all: f64 = rows.iter().sum();
    let used: Vec<(usize, usize)> = (1..c).flat_map(|j| (1..r).map(move |i| (i, j))).collect();
    let jacobian: Vec<Vec<f64>> = used
        .iter()
        .map(|(i, j)| {
            let cell = |at: usize| {
                let (in_row, in_column) = (at % r == *i, at / r == *j);
                let own = f64::from(u8::from(in_row && in_column));
                let row = if in_row { columns[*j] } else { 0.0 };
                let column = if in_column { rows[*i] } else { 0.0 };
                own - (row + column) / all + rows[*i] * columns[*j] / (all * all)
            };
            (0..cells.len()).map(cell).collect()
        })
        .collect();
    let away: Vec<f64> = used.iter().map(|(i, j)| cells[j * r + i] - rows[*i] * columns[*j] / all).collect();
    Factor::of(variance.through(&jacobian).values().to_vec(), used.len()).quadratic(&away)
}
