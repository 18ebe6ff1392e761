//! The table of answers: columns of numbers with gaps, columns of categories with their levels.
//!
//! ```text
//!   Table ── "fear"   Column::Numbers     [3.0, NaN, 5.0 …]          NaN is a missing answer
//!        └── "obvod"  Column::Categories  codes [0, 2, MISSING …] + levels ["MO01", "MO02", …]
//! ```

use std::collections::BTreeMap;

/// The code of a missing category.
pub const MISSING: u32 = u32::MAX;

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// A column is longer or shorter than those before it.
    #[error("column {column} has {found} rows, the table has {expected}")]
    Length {
        /// The column.
        column: String,
        /// Rows of the table.
        expected: usize,
        /// Rows of the column.
        found: usize,
    },
    /// Nothing has this name.
    #[error("there is no column {0}")]
    Absent(String),
    /// A column of categories stands where numbers are needed.
    #[error("column {0} holds categories, not numbers")]
    NotNumbers(String),
}

/// Categories of all rows: a code for each, [`MISSING`] for none, and the names the codes stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Categories {
    /// For each row the place of its level in `levels`, or [`MISSING`].
    pub codes: Vec<u32>,
    /// The names, in the order they are reported.
    pub levels: Vec<String>,
}

/// Combinations of levels that are listed although no row has them.
const MOST_CROSSED: usize = 1 << 16;

fn joined(first: &str, second: &str, separator: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first}{separator}{second}") }
}

impl Categories {
    /// Levels in alphabetical order of what the rows say; `None` is missing.
    pub fn of<'a>(values: impl Iterator<Item = Option<&'a str>>) -> Self {
        let values: Vec<Option<&str>> = values.collect();
        let mut places: BTreeMap<&str, u32> = values.iter().flatten().map(|name| (*name, 0)).collect();
        (0..).zip(places.values_mut()).for_each(|(at, place)| *place = at);
        let code = |value: &Option<&str>| value.and_then(|name| places.get(name).copied()).unwrap_or(MISSING);
        Self {
            codes: values.iter().map(code).collect(),
            levels: places.keys().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Levels in the order of the numbers; a whole number is named without a decimal point.
    pub fn of_numbers(values: &[f64]) -> Self {
        let mut distinct: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        distinct.sort_unstable_by(f64::total_cmp);
        distinct.dedup();
        let code = |value: &f64| {
            let place = distinct.binary_search_by(|level| level.total_cmp(value));
            place.ok().and_then(|at| u32::try_from(at).ok()).unwrap_or(MISSING)
        };
        Self {
            codes: values.iter().map(code).collect(),
            levels: distinct.iter().map(|level| format!("{level}")).collect(),
        }
    }

    /// Every combination of levels of several factors; the first varies fastest, names are joined by `separator`.
    /// A row missing in one factor is missing. Without factors everything is one level. Of very many combinations only
    /// those are listed that occur.
    pub fn crossed(factors: &[&Categories], rows: usize, separator: &str) -> Self {
        let mut crossed = Self { codes: vec![0; rows], levels: vec![String::new()] };
        for factor in factors {
            if crossed.levels.len().saturating_mul(factor.levels.len()) > MOST_CROSSED {
                crossed = crossed.pairs_of(factor, separator);
                continue;
            }
            let width = crossed.levels.len() as u32;
            for (code, more) in crossed.codes.iter_mut().zip(&factor.codes) {
                let missing = *code == MISSING || *more == MISSING;
                *code = if missing { MISSING } else { *code + more * width };
            }
            let names = factor.levels.iter();
            crossed.levels = names
                .flat_map(|second| crossed.levels.iter().map(move |first| joined(first, second, separator)))
                .collect();
        }
        crossed
    }

    /// Combinations that occur, in the same order.
    fn pairs_of(&self, factor: &Categories, separator: &str) -> Self {
        let pairs = || self.codes.iter().zip(&factor.codes).map(|(a, b)| (*b, *a));
        let known = |pair: &(u32, u32)| pair.0 != MISSING && pair.1 != MISSING;
        let mut places: BTreeMap<(u32, u32), u32> = pairs().filter(known).map(|pair| (pair, 0)).collect();
        (0..).zip(places.values_mut()).for_each(|(at, place)| *place = at);
        let codes = pairs().map(|pair| places.get(&pair).copied().unwrap_or(MISSING)).collect();
        let name =
            |(b, a): &(u32, u32)| joined(&self.levels[*a as usize], &factor.levels[*b as usize], separator);
        Self { codes, levels: places.keys().map(name).collect() }
    }

    /// The same rows without levels that no row of `inside` has.
    pub fn used(&self, inside: impl Fn(usize) -> bool) -> Self {
        let mut seen = vec![false; self.levels.len()];
        for (row, code) in self.codes.iter().enumerate() {
            if let Some(seen) = seen.get_mut(*code as usize) {
                *seen |= inside(row);
            }
        }
        let mut next = 0;
        let places: Vec<u32> = seen
            .iter()
            .map(|seen| {
                let place = if *seen { next } else { MISSING };
                next += u32::from(*seen);
                place
            })
            .collect();
        let code = |code: &u32| places.get(*code as usize).copied().unwrap_or(MISSING);
        let levels = self.levels.iter().zip(&seen).filter(|(_, seen)| **seen).map(|(name, _)| name.clone());
        Self { codes: self.codes.iter().map(code).collect(), levels: levels.collect() }
    }

    /// The level of a row, when it has one.
    pub fn level(&self, row: usize) -> Option<&str> {
        self.levels.get(*self.codes.get(row)? as usize).map(String::as_str)
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Numbers; NaN is missing.
    Numbers(Vec<f64>),
    /// Categories.
    Categories(Categories),
}

impl Column {
    /// How many rows the column has.
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Categories(categories) => categories.codes.len(),
        }
    }

    /// Whether the column has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column as categories; numbers become levels in their order.
    pub fn categories(&self) -> Categories {
        match self {
            Self::Numbers(values) => Categories::of_numbers(values),
            Self::Categories(categories) => categories.clone(),
        }
    }
}

/// Named columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    rows: usize,
    columns: BTreeMap<String, Column>,
    names: Vec<String>,
}

impl Table {
    /// A table of so many rows and no column yet.
    pub fn new(rows: usize) -> Self {
        Self { rows, ..Self::default() }
    }

    /// The table with one more column; a column of the same name is replaced.
    ///
    /// # Errors
    /// [`TableError::Length`].
    pub fn with(mut self, name: &str, column: Column) -> Result<Self, TableError> {
        if column.len() != self.rows {
            let (column, found) = (name.to_owned(), column.len());
            return Err(TableError::Length { column, expected: self.rows, found });
        }
        if self.columns.insert(name.to_owned(), column).is_none() {
            self.names.push(name.to_owned());
        }
        Ok(self)
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns, in the order they were added.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// A column.
    ///
    /// # Errors
    /// [`TableError::Absent`].
    pub fn column(&self, name: &str) -> Result<&Column, TableError> {
        self.columns.get(name).ok_or_else(|| TableError::Absent(name.to_owned()))
    }

    /// A column of numbers.
    ///
    /// # Errors
    /// [`TableError::Absent`], [`TableError::NotNumbers`].
    pub fn numbers(&self, name: &str) -> Result<&[f64], TableError> {
        match self.column(name)? {
            Column::Numbers(values) => Ok(values),
            Column::Categories(_) => Err(TableError::NotNumbers(name.to_owned())),
        }
    }

    /// The rows of which `keep` is true. This is for reading a file that holds several surveys; a group within a
    /// survey is a [`crate::Domain`], because the design must know all rows.
    pub fn part(&self, keep: &[bool]) -> Self {
        fn kept<T: Copy>(values: &[T], keep: &[bool]) -> Vec<T> {
            values.iter().zip(keep).filter(|(_, keep)| **keep).map(|(value, _)| *value).collect()
        }
        let part = |column: &Column| match column {
            Column::Numbers(values) => Column::Numbers(kept(values, keep)),
            Column::Categories(categories) => {
                let codes = kept(&categories.codes, keep);
                Column::Categories(Categories { codes, levels: categories.levels.clone() }.used(|_| true))
            }
        };
        Self {
            rows: keep.iter().take(self.rows).filter(|keep| **keep).count(),
            columns: self.columns.iter().map(|(name, column)| (name.clone(), part(column))).collect(),
            names: self.names.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_stand_in_their_order_and_a_gap_is_no_level() {
        let words = Categories::of([Some("M"), None, Some("E"), Some("M")].into_iter());
        assert_eq!(
            (words.codes, words.levels),
            (vec![1, MISSING, 0, 1], vec!["E".to_owned(), "M".to_owned()])
        );
        let numbers = Categories::of_numbers(&[10.0, 9.0, f64::NAN, 2.5]);
        assert_eq!(
            (numbers.codes, numbers.levels.join(" ")),
            (vec![2, 1, MISSING, 0], "2.5 9 10".to_owned())
        );
    }

    #[test]
    fn crossing_varies_the_first_factor_fastest() {
        let school = Categories::of([Some("E"), Some("H")].into_iter());
        let wide = Categories::of([Some("Yes"), Some("No")].into_iter());
        let crossed = Categories::crossed(&[&school, &wide], 2, ".");
        assert_eq!(crossed.levels, ["E.No", "H.No", "E.Yes", "H.Yes"]);
        assert_eq!(crossed.codes, [2, 1]);
    }

    #[test]
    fn a_column_of_another_length_is_refused_by_name() {
        let table = Table::new(2).with("a", Column::Numbers(vec![1.0]));
        assert_eq!(table.unwrap_err().to_string(), "column a has 1 rows, the table has 2");
    }
}
