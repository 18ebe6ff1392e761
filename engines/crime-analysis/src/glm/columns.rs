//! Columns of a model, each with its name.

use std::f64::consts::TAU;

use super::GlmError;
use super::error::of_length;

/// Columns of a model. What is wrong with one (its length, a gap) is said when the model is fitted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    rows: usize,
    names: Vec<String>,
    values: Vec<Vec<f64>>,
}

impl Columns {
    /// No column yet, for so many rows.
    pub fn none(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// One column `constant`: the level from which the others count.
    pub fn constant(rows: usize) -> Self {
        Self::none(rows).and("constant", vec![1.0; rows])
    }

    /// One more column.
    #[must_use]
    pub fn and(mut self, name: impl Into<String>, values: Vec<f64>) -> Self {
        self.names.push(name.into());
        self.values.push(values);
        self
    }

    /// A wave of the year: `sin 1`, `cos 1`, `sin 2` … of `time` over `period` (12 for months), so many pairs.
    ///
    /// Two pairs follow most seasons. At half the period the sine is zero in whole steps of time and is left out; more pairs
    /// than that say nothing new.
    #[must_use]
    pub fn and_harmonics(mut self, time: &[f64], period: f64, pairs: usize) -> Self {
        let half = period / 2.0;
        for pair in 1..=pairs.min(half.max(0.0) as usize) {
            let angle = |t: &f64| TAU * pair as f64 * t / period;
            if pair as f64 != half {
                self = self.and(format!("sin {pair}"), time.iter().map(|t| angle(t).sin()).collect());
            }
            self = self.and(format!("cos {pair}"), time.iter().map(|t| angle(t).cos()).collect());
        }
        self
    }

    /// A column of zero and one for every level but the lowest: `name 3` is one where `levels` is 3.
    #[must_use]
    pub fn and_levels(mut self, name: &str, levels: &[usize]) -> Self {
        let known: std::collections::BTreeSet<usize> = levels.iter().copied().collect();
        for level in known.into_iter().skip(1) {
            let values = levels.iter().map(|at| f64::from(u8::from(*at == level))).collect();
            self = self.and(format!("{name} {level}"), values);
        }
        self
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// Their names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The values, column by column.
    pub fn values(&self) -> &[Vec<f64>] {
        &self.values
    }

    pub(super) fn check(&self) -> Result<(), GlmError> {
        for (name, values) in self.names.iter().zip(&self.values) {
            of_length(name, self.rows, values.len())?;
            if let Some(row) = values.iter().position(|value| !value.is_finite()) {
                return Err(GlmError::NotFinite { column: name.clone(), row });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_months_has_eleven_waves() {
        let months: Vec<f64> = (1..=24).map(f64::from).collect();
        let waves = Columns::none(24).and_harmonics(&months, 12.0, 99);
        assert_eq!(waves.width(), 11);
        assert_eq!(waves.names()[0], "sin 1");
        assert_eq!(waves.names()[10], "cos 6");
        let levels = Columns::none(3).and_levels("area", &[4, 2, 4]);
        assert_eq!(
            (levels.names()[0].as_str(), levels.values()[0].as_slice()),
            ("area 4", &[1.0, 0.0, 1.0][..])
        );
    }
}
