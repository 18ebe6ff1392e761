//! One category in one year: city and districts by months.

use std::collections::BTreeSet;

use disclosure_control::{Category, Content, Table, protect, verify};

use super::{Matter, Place, Release, ReleaseError, is_whole, rules};
use crate::month::Month;

/// Names of margins; no code of a district or month begins so.
const CITY: &str = "\u{1}city";
const YEAR: &str = "\u{1}year";

/// A place with its months and its year.
pub(super) struct Line {
    pub(super) place: Place,
    pub(super) months: Vec<(Month, Option<u64>)>,
    pub(super) year: Option<u64>,
}

/// A place, its months, its year.
pub(super) type Parts = (Place, Vec<(Month, Option<u64>)>, Option<u64>);

impl Line {
    pub(super) fn into_parts(self) -> Parts {
        (self.place, self.months, self.year)
    }
}

/// The lines of a year that may be shown, the city first.
pub(super) fn year(matter: &Matter<'_>, category: &str, year: i32) -> Result<Vec<Line>, ReleaseError> {
    let months: Vec<Month> = Month(year * 12)
        .through(Month(year * 12 + 11))
        .filter(|m| matter.span.0 <= *m && *m <= matter.span.1)
        .collect();
    let districts = matter.districts();
    let grid = Grid::of(matter, category, &districts, &months)?;
    let whole = is_whole(year, matter.span.0, matter.span.1);
    let before = Before::of(matter.earlier, category, year, &grid);
    let hidden = before
        .all_known(whole, &grid)
        .map_or_else(|| grid.hidden(&before, whole).map_err(|error| error.of(category, year)), Ok)?;
    Ok(grid.lines(&hidden, whole))
}

enum Broken {
    Protect(disclosure_control::ProtectError),
    Unproved,
}

impl Broken {
    fn of(self, category: &str, year: i32) -> ReleaseError {
        match self {
            Broken::Protect(error) => ReleaseError::of(error, category, year),
            Broken::Unproved => ReleaseError::Unproved { category: category.to_owned(), year },
        }
    }
}

impl From<disclosure_control::ProtectError> for Broken {
    fn from(error: disclosure_control::ProtectError) -> Broken {
        Broken::Protect(error)
    }
}

impl From<disclosure_control::TooLarge> for Broken {
    fn from(error: disclosure_control::TooLarge) -> Broken {
        Broken::Protect(error.into())
    }
}

/// The table with the meaning of its cells.
struct Grid {
    table: Table,
    /// Place and month of each cell; no month is the year.
    meaning: Vec<(Place, Option<Month>)>,
    months: Vec<Month>,
}

impl Grid {
    fn of(
        matter: &Matter<'_>,
        category: &str,
        districts: &BTreeSet<&str>,
        months: &[Month],
    ) -> Result<Grid, ReleaseError> {
        let names: Vec<String> = months.iter().map(Month::to_string).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows = Category::total(CITY, &districts.iter().copied().collect::<Vec<_>>());
        let columns = Category::total(YEAR, &names);
        let month = |name: &str| months.iter().find(|month| month.to_string() == name).copied();
        let table = Table::cross(&rows, &columns, |district, name| {
            Content::Persons(month(name).map_or(0, |month| matter.of_district(category, district, month)))
        })?;
        let place = |row: &str| if row == CITY { Place::city() } else { Place::district(row) };
        let meaning = table.cells().iter().map(|cell| (place(&cell.key.0), month(&cell.key.1))).collect();
        Ok(Grid { table, meaning, months: months.to_vec() })
    }

    /// Cells for which something holds.
    fn cells(&self, is: impl Fn(&Place, Option<Month>) -> bool) -> BTreeSet<usize> {
        let cells = self.meaning.iter().enumerate();
        cells.filter(|(_, (place, month))| is(place, *month)).map(|(at, _)| at).collect()
    }

    /// What is held back, with a proof that takes into account what was shown before.
    fn hidden(&self, before: &Before, whole: bool) -> Result<BTreeSet<usize>, Broken> {
        let totals = self.cells(|_, month| month.is_none());
        let inner = self.inner_when_sparse();
        // First with the sums of the year where it is over; without them each month stands by itself, as before.
        let tries = [(whole, false), (false, false), (false, true)];
        for (with_totals, only_old) in tries {
            let mut held = before.hidden.clone();
            held.extend(&inner);
            if !with_totals {
                held.extend(&totals);
            }
            if only_old {
                held.extend(self.cells(|place, _| !place.district.is_empty()));
            }
            let Ok(safe) = protect(&self.table, &rules(), &held) else { continue };
            let hidden: BTreeSet<usize> = safe.suppressed().difference(&before.shown).copied().collect();
            if verify(&self.table, &rules(), &hidden)?.iter().all(disclosure_control::Proof::holds) {
                return Ok(hidden);
            }
        }
        // Nothing new: what was shown stays, and was proved when it was shown.
        let hidden: BTreeSet<usize> = self.cells(|_, _| true).difference(&before.shown).copied().collect();
        if verify(&self.table, &rules(), &hidden)?.iter().all(disclosure_control::Proof::holds) {
            return Ok(hidden);
        }
        Err(Broken::Unproved)
    }

    /// The district-months, when most of those that are not empty are too small: a table of holes tells nobody anything.
    fn inner_when_sparse(&self) -> BTreeSet<usize> {
        let inner = self.cells(|place, month| !place.district.is_empty() && month.is_some());
        let values = inner.iter().filter_map(|at| self.table.cells().get(*at)).map(|cell| cell.value);
        let filled: Vec<u64> = values.filter(|value| *value > 0).collect();
        let small = filled.iter().filter(|value| **value < rules().threshold).count();
        if 2 * small > filled.len() { inner } else { BTreeSet::new() }
    }

    fn lines(&self, hidden: &BTreeSet<usize>, whole: bool) -> Vec<Line> {
        let value = |place: &Place, month: Option<Month>| {
            let at = self.meaning.iter().position(|(p, m)| p == place && *m == month)?;
            let cell = self.table.cells().get(at)?;
            (!hidden.contains(&at)).then_some(cell.value)
        };
        let mut places: Vec<&Place> = self.meaning.iter().map(|(place, _)| place).collect();
        places.sort();
        places.dedup();
        let line = |place: &Place| Line {
            months: self.months.iter().map(|month| (*month, value(place, Some(*month)))).collect(),
            year: whole.then(|| value(place, None)).flatten(),
            place: place.clone(),
        };
        places.into_iter().map(line).collect()
    }
}

/// What the release before showed and hid of the same cells.
struct Before {
    shown: BTreeSet<usize>,
    hidden: BTreeSet<usize>,
    /// Whether the whole year stood in it.
    whole: bool,
}

impl Before {
    fn of(earlier: Option<&Release>, category: &str, year: i32, grid: &Grid) -> Before {
        let mut before = Before { shown: BTreeSet::new(), hidden: BTreeSet::new(), whole: false };
        let Some(earlier) = earlier else { return before };
        before.whole = is_whole(year, Month(earlier.first), Month(earlier.last));
        for (at, (place, month)) in grid.meaning.iter().enumerate() {
            let known = match month {
                Some(month) if (earlier.first..=earlier.last).contains(&month.0) => {
                    earlier.month(place, Some(category), *month)
                }
                None if before.whole => earlier.year(place, Some(category), year),
                // A month to come, or the sum of a year that was not over.
                _ => continue,
            };
            if known.is_some() {
                before.shown.insert(at)
            } else {
                before.hidden.insert(at)
            };
        }
        before
    }

    /// What to hide, when a whole year was released before: the same.
    fn all_known(&self, whole: bool, grid: &Grid) -> Option<BTreeSet<usize>> {
        (whole && self.whole).then(|| grid.cells(|_, _| true).difference(&self.shown).copied().collect())
    }
}
