//! How many people of one concept there were on a day, and what of it everybody may see.
//!
//! ```text
//!   Stock: citizenship × sex ─► table with margins ─► protect (t = 5, proofs) ─► against earlier releases ─► Released
//!                                                        ▲                          │ what the two tell together
//!                                                        └───────── held back ◄─────┘
//! ```
//!
//! A stock is a cell of an official table. There is no field for a person, and none for where a citizenship lives in the city.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use disclosure_control::{
    Category, Content, DifferencingError, Edition, ProtectError, Published, Rules, Said, Table, TableError,
    changes, protect,
};
use serde::{Deserialize, Serialize};

/// Cells of 1 to 4 people are held back (§ 6 of the notes of the field; offices take 3 or 5).
pub const THRESHOLD: u64 = 5;
/// All categories of an axis together.
pub const ALL: &str = "all";
/// Citizenships that are not named.
pub const OTHER: &str = "other";

/// Citizenships named in tables, with the names a Czech workbook gives them; all others are one row. The list is fixed, so
/// that tables of different days can be held against each other.
pub const NAMED: [(&str, &str); 16] = [
    ("804", "Ukrajina"),
    ("703", "Slovensko"),
    ("704", "Vietnam"),
    ("643", "Rusko"),
    ("100", "Bulharsko"),
    ("642", "Rumunsko"),
    ("616", "Polsko"),
    ("276", "Německo"),
    ("498", "Moldavsko"),
    ("496", "Mongolsko"),
    ("112", "Bělorusko"),
    ("398", "Kazachstán"),
    ("356", "Indie"),
    ("608", "Filipíny"),
    ("688", "Srbsko"),
    ("348", "Maďarsko"),
];

/// The row of a citizenship: its code, or the row of all others.
#[must_use]
pub fn row_of(code: &str) -> &'static str {
    NAMED.iter().find(|(known, _)| *known == code).map_or(OTHER, |(known, _)| *known)
}

/// The row of a citizenship as a workbook names it.
#[must_use]
pub fn row_of_name(name: &str) -> &'static str {
    NAMED.iter().find(|(_, known)| *known == name.trim()).map_or(OTHER, |(known, _)| *known)
}

/// How many people of one concept a source counts in a territory on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Key of the concept: `foreigners-residence`.
    pub concept: String,
    /// Territory as figures know it: `district:CZ0323`.
    pub territory: String,
    /// On which day.
    pub day: NaiveDate,
    /// Parts: row of a citizenship, code of a sex ([`ALL`] where the source does not divide), how many.
    pub parts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Stock {
    /// Nothing yet.
    #[must_use]
    pub fn new(concept: &str, territory: &str, day: NaiveDate) -> Stock {
        let (concept, territory) = (concept.to_owned(), territory.to_owned());
        Stock { concept, territory, day, parts: BTreeMap::new() }
    }

    /// Adds people of a citizenship and sex.
    pub fn add(&mut self, citizenship: &str, sex: &str, count: u64) {
        let slot = self.parts.entry(citizenship.to_owned()).or_default().entry(sex.to_owned()).or_default();
        *slot = slot.saturating_add(count);
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.parts.values().flat_map(BTreeMap::values).fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// The table with its margins.
    fn table(&self) -> Result<Table, TableError> {
        let undivided = self.parts.keys().all(|row| row == ALL);
        let rows: Vec<&str> = NAMED.iter().map(|(code, _)| *code).chain([OTHER]).collect();
        let rows = if undivided { Category::finest(ALL) } else { Category::total(ALL, &rows) };
        let by_sex = self.parts.values().any(|row| row.keys().any(|sex| sex != ALL));
        let columns = if by_sex { Category::total(ALL, &["1", "2"]) } else { Category::finest(ALL) };
        Table::cross(&rows, &columns, |row, column| {
            let count = self.parts.get(row).and_then(|row| row.get(column));
            Content::Persons(count.copied().unwrap_or(0))
        })
    }
}

/// A cell as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedCell {
    /// Row of a citizenship, or [`ALL`].
    pub citizenship: String,
    /// `1` men, `2` women, or [`ALL`].
    pub sex: String,
    /// How many; `None` when it is held back. Never 0 for that.
    pub count: Option<u64>,
}

/// A stock as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Cells in the order of the table: finest first, the whole last.
    pub cells: Vec<ReleasedCell>,
    /// How many small cells are protected by a proof.
    pub proofs: usize,
}

impl Released {
    /// What is said of a cell; `None` when there is none or it is held back.
    #[must_use]
    pub fn count(&self, citizenship: &str, sex: &str) -> Option<u64> {
        self.cells.iter().find(|cell| cell.citizenship == citizenship && cell.sex == sex)?.count
    }

    /// How many cells are held back.
    #[must_use]
    pub fn held_back(&self) -> usize {
        self.cells.iter().filter(|cell| cell.count.is_none()).count()
    }

    fn said(&self) -> Vec<Said> {
        self.cells.iter().map(|cell| cell.count.map_or(Said::Suppressed, Said::Value)).collect()
    }
}

/// Why nothing of a stock can be released.
#[derive(Debug, thiserror::Error)]
pub enum Unprotected {
    /// No table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// No proof.
    #[error(transparent)]
    Proof(#[from] ProtectError),
    /// Releases that cannot be held against each other.
    #[error(transparent)]
    Differencing(#[from] DifferencingError),
    /// Whatever is held back, this release and an earlier one tell together what neither tells alone.
    #[error("this release and an earlier one give a few people away")]
    TellsApart,
}

/// What of a stock everybody may see, beside what was released before.
///
/// Where a release and an earlier one would tell together how few came or went, the newer one holds back more, step by step:
/// those cells, then their rows, then the row of all other citizenships beside them, at last everything.
///
/// # Errors
/// [`Unprotected`]; nothing is released without a proof.
pub fn release(stock: &Stock, earlier: &[(Stock, Released)]) -> Result<Released, Unprotected> {
    let rules = Rules::counts(THRESHOLD);
    let table = stock.table()?;
    let (mut leaking, mut step) = (BTreeSet::new(), Step::Cells);
    loop {
        let safe = protect(&table, &rules, &held(&table, &leaking, step))?;
        let released = shown(&table, &safe.published, safe.proofs.len());
        let found = leaks(&table, &released, earlier, &rules)?;
        if found.is_empty() {
            return Ok(released);
        }
        if found.is_subset(&leaking) {
            step = step.further().ok_or(Unprotected::TellsApart)?;
        }
        leaking.extend(found);
    }
}

/// How much is held back beside cells that leak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Cells,
    Rows,
    RowsAndOthers,
    Everything,
}

impl Step {
    fn further(self) -> Option<Step> {
        match self {
            Step::Cells => Some(Step::Rows),
            Step::Rows => Some(Step::RowsAndOthers),
            Step::RowsAndOthers => Some(Step::Everything),
            Step::Everything => None,
        }
    }
}

fn held(table: &Table, leaking: &BTreeSet<usize>, step: Step) -> BTreeSet<usize> {
    if leaking.is_empty() {
        return BTreeSet::new();
    }
    let row = |at: usize| table.cells().get(at).map(|cell| cell.key.0.as_str());
    // The row of sums is no citizenship's: holding it back whole is the last step.
    let rows: BTreeSet<&str> = leaking.iter().filter_map(|at| row(*at)).filter(|row| *row != ALL).collect();
    let is_held = |at: &usize| match step {
        Step::Cells => leaking.contains(at),
        Step::Rows => leaking.contains(at) || row(*at).is_some_and(|row| rows.contains(row)),
        Step::RowsAndOthers => {
            leaking.contains(at) || row(*at).is_some_and(|row| rows.contains(row) || row == OTHER)
        }
        Step::Everything => true,
    };
    (0..table.cells().len()).filter(is_held).collect()
}

fn shown(table: &Table, published: &[Published], proofs: usize) -> Released {
    let cells = table.cells().iter().zip(published).map(|(cell, published)| ReleasedCell {
        citizenship: cell.key.0.clone(),
        sex: cell.key.1.clone(),
        count: match published {
            Published::Value(count) => Some(*count),
            Published::Suppressed => None,
        },
    });
    Released { cells: cells.collect(), proofs }
}

/// Cells whose small change since an earlier release would be known.
fn leaks(
    table: &Table,
    released: &Released,
    earlier: &[(Stock, Released)],
    rules: &Rules,
) -> Result<BTreeSet<usize>, Unprotected> {
    let after = released.said();
    let mut found = BTreeSet::new();
    for (stock, before) in earlier {
        let (old, said) = (stock.table()?, before.said());
        let (first, second) = (Edition { table: &old, said: &said }, Edition { table, said: &after });
        match changes(first, second, rules) {
            Ok(leaks) => {
                found.extend(leaks.iter().filter_map(|leak| table.find(&leak.place.0, &leak.place.1)))
            }
            // A source that divided otherwise said nothing of these cells.
            Err(DifferencingError::OtherCells) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(day: &str, parts: &[(&str, &str, u64)]) -> Stock {
        let mut stock = Stock::new("foreigners-residence", "district:CZ0323", day.parse().unwrap());
        parts.iter().for_each(|(citizenship, sex, count)| stock.add(row_of(citizenship), sex, *count));
        stock
    }

    fn year(day: &str, moldova: u64) -> Stock {
        let mut parts = vec![("804", "1", 120), ("804", "2", 48), ("703", "1", 80), ("703", "2", 42)];
        parts.extend([("498", "1", moldova), ("498", "2", 19), ("36", "1", 30), ("36", "2", 25)]);
        stock(day, &parts)
    }

    #[test]
    fn small_cells_are_held_back_with_their_like() {
        let stock = year("2018-12-31", 3);
        assert_eq!(stock.total(), 367);
        let released = release(&stock, &[]).unwrap();
        assert_eq!(released.count("498", "1"), None);
        assert_eq!(released.count("498", ALL), Some(22));
        assert_eq!(released.count(ALL, ALL), Some(367));
        assert_eq!(released.count("704", ALL), Some(0), "nobody is no secret, and no mark either");
        assert!(released.held_back() >= 4 && released.proofs >= 1);
    }

    #[test]
    fn the_same_again_is_held_back_as_before() {
        let stock = year("2018-12-31", 3);
        let first = release(&stock, &[]).unwrap();
        assert_eq!(release(&stock, &[(stock.clone(), first.clone())]).unwrap(), first);
    }

    #[test]
    fn one_who_came_between_two_releases_is_not_told() {
        let (before, after) = (year("2018-12-31", 30), year("2018-12-31", 31));
        let first = release(&before, &[]).unwrap();
        assert_eq!(first.held_back(), 0);
        let second = release(&after, &[(before.clone(), first.clone())]).unwrap();
        assert_eq!(second.count("498", "1"), None);
        assert_eq!(second.count(ALL, ALL), None, "the whole alone would tell that one person came");
        let (old, new) = (before.table().unwrap(), after.table().unwrap());
        let (said, now) = (first.said(), second.said());
        let leaks = changes(
            Edition { table: &old, said: &said },
            Edition { table: &new, said: &now },
            &Rules::counts(THRESHOLD),
        );
        assert_eq!(leaks.unwrap(), []);
    }

    #[test]
    fn two_who_came_among_many_cost_their_row_and_not_the_table() {
        let (before, mut after) = (year("2018-12-31", 30), year("2019-12-31", 32));
        after.add("804", "1", 60);
        after.add("804", "2", 40);
        after.add(OTHER, "1", 20);
        after.add(OTHER, "2", 20);
        let first = release(&before, &[]).unwrap();
        let second = release(&after, &[(before, first)]).unwrap();
        assert_eq!((second.count("498", "1"), second.count("498", ALL)), (None, None));
        assert_eq!((second.count("804", "1"), second.count(ALL, ALL)), (Some(180), Some(after.total())));
    }

    #[test]
    fn many_who_came_hide_each_other() {
        let (before, after) = (year("2018-12-31", 30), year("2019-12-31", 90));
        let first = release(&before, &[]).unwrap();
        let second = release(&after, &[(before, first)]).unwrap();
        assert_eq!((second.held_back(), second.count("498", "1")), (0, Some(90)));
    }

    #[test]
    fn citizenships_beyond_the_list_are_one_row() {
        assert_eq!(
            (row_of("804"), row_of("36"), row_of_name(" Německo "), row_of_name("Tuvalu")),
            ("804", OTHER, "276", OTHER)
        );
    }
}
