//! What of the counts everybody may see.
//!
//! ```text
//!   frozen counts: district × piece of a precinct × month × category, reported incidents only
//!        │  each category by itself, each year by itself
//!        ├─ tables.rs   city ─ districts  ×  year ─ months     disclosure_control::protect, with what was shown before
//!        └─ pieces.rs   district ─ its precincts, a whole year   only under a district-year that is shown
//!        ▼
//!   Release: numbers and holes; it never changes, and the next one shows at least what it showed
//! ```
//!
//! Why this is enough, though tables are protected one by one:
//! - Categories do not overlap, and no sum over categories is published that is not the sum of published numbers. So what
//!   is known of one category says nothing of another.
//! - No sum over years is published; years share nothing.
//! - The table of precincts meets that of districts in one cell, the district's year, which is shown in both or the
//!   precincts are not shown at all.
//! - A month is counted once and frozen. Later releases speak of the same incidents, hide what was hidden and show what
//!   was shown; what they add is proved together with it.
//!
//! The property test (`tests/it/protection.rs`) does not believe this and attacks all releases together.

mod grouping;
mod pieces;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use disclosure_control::{ProtectError, Rules, TableError, TooLarge};
use indicators::Period;
use serde::{Deserialize, Serialize};

pub use grouping::{Grouping, REST};

use crate::category::Node;
use crate::month::Month;

/// Fewest incidents in a number that is shown.
pub const THRESHOLD: u64 = 5;

/// The rules of all releases.
#[must_use]
pub fn rules() -> Rules {
    Rules::counts(THRESHOLD)
}

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// A table that cannot be made.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Numbers too large to reckon with.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// A protection that cannot be proved.
    #[error("{category} in {year} cannot be proved to be protected")]
    Unproved {
        /// Code of the category.
        category: String,
        /// The year.
        year: i32,
    },
}

impl ReleaseError {
    fn of(error: ProtectError, category: &str, year: i32) -> ReleaseError {
        match error {
            ProtectError::TooLarge(error) => error.into(),
            ProtectError::Unproved(_) => ReleaseError::Unproved { category: category.to_owned(), year },
        }
    }
}

/// A place a number is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Code of the district; empty for the whole city, [`NO_DISTRICT`] for what lies in none.
    pub district: String,
    /// Code of the precinct whose piece inside the district it is; empty for the whole district.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
}

/// Stands for incidents that lie in no district.
pub const NO_DISTRICT: &str = "-";

impl Place {
    /// The whole city.
    #[must_use]
    pub fn city() -> Place {
        Place { district: String::new(), part: String::new() }
    }

    /// A district.
    #[must_use]
    pub fn district(code: &str) -> Place {
        Place { district: code.to_owned(), part: String::new() }
    }

    /// What is the piece of a precinct inside a district.
    #[must_use]
    pub fn part(district: &str, part: &str) -> Place {
        Place { district: district.to_owned(), part: part.to_owned() }
    }
}

/// Incidents of a month, the finest that is counted: district, piece of a precinct, category.
pub type Counts = BTreeMap<(Month, Place, String), u64>;

/// The numbers of one place and category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// Code of the category.
    pub category: String,
    /// By months from the first of the release; a hole is held back. Pieces of precincts have no months.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Option<u64>>,
    /// By years of the release; a year that is not over has a hole.
    pub years: Vec<Option<u64>>,
}

/// A territory as it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// Its name.
    pub name: String,
    /// How many people live there, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residents: Option<u64>,
}

/// A source that said how many people live somewhere, and of when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Basis {
    /// Title of the source.
    pub source: String,
    /// The state it is of.
    pub period: Period,
}

/// What everybody may see of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Key of the source.
    pub source: String,
    /// First month, by its number.
    pub first: i32,
    /// Last month.
    pub last: i32,
    /// Categories of the columns, in order; what is in none of them is in [`REST`].
    pub categories: Vec<Node>,
    /// The city, districts, pieces of precincts.
    pub territories: Vec<Territory>,
    /// The numbers.
    pub rows: Vec<Row>,
    /// The threshold below which numbers are held back.
    pub threshold: u64,
    /// The incidents are invented.
    pub invented: bool,
    /// Who said how many people live there, for rates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub residents: Vec<Basis>,
}

impl Release {
    /// Months of the release.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Month> + Clone {
        Month(self.first).through(Month(self.last))
    }

    /// Years of the release, those that are not over too.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        (Month(self.first).year()..=Month(self.last).year()).collect()
    }

    /// Years with all their months.
    #[must_use]
    pub fn whole_years(&self) -> Vec<i32> {
        let whole = |year: &i32| is_whole(*year, Month(self.first), Month(self.last));
        self.years().into_iter().filter(whole).collect()
    }

    /// The numbers of a place and category.
    #[must_use]
    pub fn row(&self, place: &Place, category: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.place == *place && row.category == category)
    }

    /// A month of one category, or of all of them where every one is shown. Without a number it is held back.
    #[must_use]
    pub fn month(&self, place: &Place, category: Option<&str>, month: Month) -> Option<u64> {
        let at = usize::try_from(month.0 - self.first).ok()?;
        self.added(category, |code| *self.row(place, code)?.months.get(at)?)
    }

    /// A whole year, likewise.
    #[must_use]
    pub fn year(&self, place: &Place, category: Option<&str>, year: i32) -> Option<u64> {
        let at = self.years().iter().position(|one| *one == year)?;
        self.added(category, |code| *self.row(place, code)?.years.get(at)?)
    }

    /// A sum is shown where everything in it is: it tells nothing that was not told.
    fn added(&self, category: Option<&str>, one: impl Fn(&str) -> Option<u64>) -> Option<u64> {
        match category {
            Some(code) => one(code),
            None => self.categories.iter().map(|node| one(&node.code)).sum(),
        }
    }

    /// How many numbers are held back, years that are not over left out.
    #[must_use]
    pub fn held(&self) -> usize {
        let (years, whole) = (self.years(), self.whole_years());
        let of_row = |row: &Row| {
            let ended = years.iter().zip(&row.years).filter(|(year, _)| whole.contains(year));
            row.months.iter().filter(|it| it.is_none()).count() + ended.filter(|(_, it)| it.is_none()).count()
        };
        self.rows.iter().map(of_row).sum()
    }

    /// How many numbers there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        let whole = self.whole_years().len();
        self.rows.iter().map(|row| row.months.len() + whole).sum()
    }
}

/// Whether a release from one month to another holds a whole year.
fn is_whole(year: i32, first: Month, last: Month) -> bool {
    first.0 <= year * 12 && last.0 >= year * 12 + 11
}

/// What a release is made of.
#[derive(Debug)]
pub struct Matter<'a> {
    /// Key of the source.
    pub source: &'a str,
    /// Frozen counts of every month; a month without incidents has none.
    pub counts: &'a Counts,
    /// First and last month.
    pub span: (Month, Month),
    /// The columns.
    pub grouping: &'a Grouping,
    /// The city, districts and pieces, as they are called now.
    pub territories: Vec<Territory>,
    /// What was released last, on the portal still or not.
    pub earlier: Option<&'a Release>,
    /// The incidents are invented.
    pub invented: bool,
}

/// Makes a release.
///
/// - cost: a few hundred small linear programs for each category and year that were not released before
///
/// # Errors
/// [`ReleaseError`]; nothing is shown without a proof.
pub fn release(matter: Matter<'_>) -> Result<Release, ReleaseError> {
    let (first, last) = matter.span;
    let years: Vec<i32> = (first.year()..=last.year()).collect();
    let mut rows = Vec::new();
    for node in &matter.grouping.categories {
        let mut numbers: BTreeMap<Place, Row> = BTreeMap::new();
        for (at, year) in years.iter().enumerate() {
            let shown = tables::year(&matter, &node.code, *year)?;
            let pieces = pieces::year(&matter, &node.code, *year, &shown)?;
            for (place, months, whole) in shown.into_iter().map(tables::Line::into_parts).chain(pieces) {
                let row = numbers.entry(place.clone()).or_insert_with(|| Row {
                    months: if place.part.is_empty() { vec![None; span(first, last)] } else { Vec::new() },
                    years: vec![None; years.len()],
                    place,
                    category: node.code.clone(),
                });
                for (month, cases) in months {
                    let slot = usize::try_from(month.0 - first.0).ok();
                    if let Some(slot) = slot.and_then(|slot| row.months.get_mut(slot)) {
                        *slot = cases;
                    }
                }
                if let Some(slot) = row.years.get_mut(at) {
                    *slot = whole;
                }
            }
        }
        rows.extend(numbers.into_values());
    }
    Ok(Release {
        source: matter.source.to_owned(),
        first: first.0,
        last: last.0,
        categories: matter.grouping.categories.clone(),
        territories: matter.territories,
        rows,
        threshold: THRESHOLD,
        invented: matter.invented,
        residents: Vec::new(),
    })
}

fn span(first: Month, last: Month) -> usize {
    usize::try_from(last.0 - first.0 + 1).unwrap_or(0)
}

impl Matter<'_> {
    /// Codes of districts that any count speaks of, and those called by name.
    fn districts(&self) -> BTreeSet<&str> {
        let counted = self.counts.keys().map(|(_, place, _)| place.district.as_str());
        let named = self.territories.iter().map(|territory| territory.place.district.as_str());
        counted.chain(named).filter(|code| !code.is_empty()).collect()
    }

    /// Codes of the pieces of a district.
    fn parts(&self, district: &str) -> BTreeSet<&str> {
        let counted = self.counts.keys().map(|(_, place, _)| place);
        let named = self.territories.iter().map(|territory| &territory.place);
        let inside =
            counted.chain(named).filter(|place| place.district == district && !place.part.is_empty());
        inside.map(|place| place.part.as_str()).collect()
    }

    /// Incidents of a district in a month, all its pieces together.
    fn of_district(&self, category: &str, district: &str, month: Month) -> u64 {
        let pieces = self.of_month(category, month).filter(|(place, _)| place.district == district);
        pieces.map(|(_, cases)| cases).sum()
    }

    fn of_month<'b>(&'b self, category: &'b str, month: Month) -> impl Iterator<Item = (&'b Place, u64)> {
        let from = (month, Place::city(), String::new());
        let to = (month.after(), Place::city(), String::new());
        let within = self.counts.range(from..to).filter(move |((_, _, code), _)| code == category);
        within.map(|((_, place, _), cases)| (place, *cases))
    }
}
