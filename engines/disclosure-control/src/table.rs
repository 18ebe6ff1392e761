//! A table with its margins: every cell there is, and every sum that holds among them.
//!
//! ```text
//!                 safe  unsafe │ all        Category "all" ─┬─ "safe"
//!   Centre          30       4 │  34                        └─ "unsafe"
//!   North           12       9 │  21        Category "city" ─┬─ "Centre"
//!   ─────────────────────────────                            └─ "North"
//!   city            42      13 │  55        sums: rows, columns, and levels of the nesting
//! ```

use std::collections::{BTreeMap, BTreeSet};

/// A category of an axis, with the categories it is made of: a city of its districts, "all" of the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name, unique on the axis.
    pub name: String,
    /// What it is the sum of; none for the finest.
    pub parts: Vec<Category>,
}

impl Category {
    /// A category that is not divided.
    #[must_use]
    pub fn finest(name: &str) -> Category {
        Category { name: name.to_owned(), parts: Vec::new() }
    }

    /// A total of categories that are not divided.
    #[must_use]
    pub fn total(name: &str, parts: &[&str]) -> Category {
        Category { name: name.to_owned(), parts: parts.iter().map(|it| Category::finest(it)).collect() }
    }

    /// Itself and all below, parts before wholes.
    fn all(&self) -> Vec<&Category> {
        self.parts.iter().flat_map(Category::all).chain([self]).collect()
    }
}

/// What stands in a finest cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// How many persons (unweighted).
    Persons(u64),
    /// An amount, by the contributions of persons or firms, in a whole unit.
    Amounts(Vec<u64>),
}

/// The row and column of a cell.
pub type Key = (String, String);

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its row and column.
    pub key: Key,
    /// What is published of it: persons, or the amount.
    pub value: u64,
    /// How many persons stand behind it.
    pub persons: u64,
    /// Contributions to an amount, the largest first; none in tables of persons.
    pub contributions: Vec<u64>,
    /// Whether it is a sum of others.
    pub is_margin: bool,
}

/// A sum that holds: the cell `whole` is the sum of the cells `parts` (numbers of cells).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub whole: usize,
    /// What is added.
    pub parts: Vec<usize>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    cells: Vec<Cell>,
    sums: Vec<Sum>,
    top: Key,
}

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A category twice on an axis.
    #[error("the category {0:?} is twice on its axis")]
    CategoryTwice(String),
    /// Amounts in one cell and persons in another.
    #[error("the cell {} × {} has amounts and others have persons, or the other way round", .0.0, .0.1)]
    Mixed(Key),
    /// Sums beyond 2^53.
    #[error("the sum {} × {} is too large", .0.0, .0.1)]
    TooLarge(Key),
}

/// Largest value a table may hold; far above any, and exact in every format it may be exported to.
const LARGEST: u64 = 1 << 53;

impl Table {
    /// A table of two nested axes; `content` is asked for the finest cells only, margins are added up.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn cross(
        rows: &Category,
        columns: &Category,
        mut content: impl FnMut(&str, &str) -> Content,
    ) -> Result<Table, TableError> {
        let (all_rows, all_columns) = (rows.all(), columns.all());
        for axis in [&all_rows, &all_columns] {
            let mut names = BTreeSet::new();
            if let Some(twice) = axis.iter().find(|it| !names.insert(it.name.as_str())) {
                return Err(TableError::CategoryTwice(twice.name.clone()));
            }
        }
        let top = (rows.name.clone(), columns.name.clone());
        let mut table = Table { cells: Vec::new(), sums: Vec::new(), top };
        let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        // Parts come before wholes on both axes, so every sum finds what it adds.
        for row in &all_rows {
            for column in &all_columns {
                let number = table.cells.len();
                let down = row.parts.iter().map(|it| (it.name.as_str(), column.name.as_str()));
                let across = column.parts.iter().map(|it| (row.name.as_str(), it.name.as_str()));
                let find = |keys: Vec<(&str, &str)>| -> Vec<usize> {
                    keys.iter().filter_map(|key| numbers.get(key).copied()).collect()
                };
                let (down, across) = (find(down.collect()), find(across.collect()));
                let key = (row.name.clone(), column.name.clone());
                let cell = match [&down, &across].into_iter().find(|it| !it.is_empty()) {
                    Some(parts) => table.added(key, parts)?,
                    None => finest(key, content(&row.name, &column.name))?,
                };
                table.cells.push(cell);
                for parts in [down, across].into_iter().filter(|it| !it.is_empty()) {
                    table.sums.push(Sum { whole: number, parts });
                }
                numbers.insert((&row.name, &column.name), number);
            }
        }
        Ok(table)
    }

    fn added(&self, key: Key, parts: &[usize]) -> Result<Cell, TableError> {
        let parts = parts.iter().filter_map(|it| self.cells.get(*it));
        let mut cell = Cell { key, value: 0, persons: 0, contributions: Vec::new(), is_margin: true };
        let mut amounts = None;
        for part in parts {
            cell.value = cell.value.saturating_add(part.value);
            cell.persons = cell.persons.saturating_add(part.persons);
            cell.contributions.extend(&part.contributions);
            // A cell of no contributions fits both kinds of tables.
            let kind = (part.persons > 0).then_some(!part.contributions.is_empty());
            if amounts.is_some() && kind.is_some() && amounts != kind {
                return Err(TableError::Mixed(part.key.clone()));
            }
            amounts = amounts.or(kind);
        }
        cell.contributions.sort_unstable_by(|a, b| b.cmp(a));
        if cell.value > LARGEST { Err(TableError::TooLarge(cell.key)) } else { Ok(cell) }
    }

    /// Its cells: finest first, the grand total last.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The sums that hold.
    #[must_use]
    pub fn sums(&self) -> &[Sum] {
        &self.sums
    }

    /// The number of the cell of a row and column.
    #[must_use]
    pub fn find(&self, row: &str, column: &str) -> Option<usize> {
        self.cells.iter().position(|cell| cell.key.0 == row && cell.key.1 == column)
    }

    /// The value of a cell by number; 0 for a number there is not.
    pub(crate) fn value(&self, cell: usize) -> u64 {
        self.cells.get(cell).map_or(0, |it| it.value)
    }

    /// The margin a share of this cell is taken of: the total of its row, or of its column.
    pub(crate) fn base(&self, cell: usize, side: Side) -> Option<usize> {
        let key = &self.cells.get(cell)?.key;
        match side {
            Side::Row => self.find(&key.0, &self.top.1),
            Side::Column => self.find(&self.top.0, &key.1),
        }
    }
}

/// Along which side shares are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Shares of a row: the base is the row's total.
    Row,
    /// Shares of a column: the base is the column's total.
    Column,
}

fn finest(key: Key, content: Content) -> Result<Cell, TableError> {
    let mut cell = Cell { key, value: 0, persons: 0, contributions: Vec::new(), is_margin: false };
    match content {
        Content::Persons(persons) => (cell.value, cell.persons) = (persons, persons),
        Content::Amounts(mut amounts) => {
            amounts.sort_unstable_by(|a, b| b.cmp(a));
            cell.value = amounts.iter().fold(0, |sum: u64, it| sum.saturating_add(*it));
            cell.persons = u64::try_from(amounts.len()).unwrap_or(u64::MAX);
            cell.contributions = amounts;
        }
    }
    if cell.value > LARGEST || cell.persons > LARGEST {
        Err(TableError::TooLarge(cell.key))
    } else {
        Ok(cell)
    }
}
