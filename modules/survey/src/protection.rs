//! What of the results may be published: cells that could give a person away are held back, with a proof.
//!
//! ```text
//!   Results ─► for each item: districts × answers, unweighted ─► disclosure_control::protect ─► held-back districts
//! ```
//!
//! Figures of an item are shares of a district's people, so publishing a district's figure tells how many of its people
//! answered so. A district is held back when any cell its figure is made of is held back, or when its base is too small;
//! and because the figure of the city less those of the others would tell it, never one alone.

mod releases;

use std::collections::BTreeSet;

use disclosure_control::{
    Category, Content, DifferencingError, ProtectError, Published, Rules, Table, TableError, protect,
};
use survey_estimation::data::{Categories, MISSING};

use crate::analysis::Districts;
use crate::data::{Dataset, Variable};
use crate::results::{Measure, Results, Shown};

pub(crate) use releases::tells_apart;

/// The names of sums in tables; no code of an answer or district begins so.
const ALL: &str = "\u{1}all";

/// Why results cannot be protected.
#[derive(Debug, thiserror::Error)]
pub enum ProtectionError {
    /// A table that cannot be made.
    #[error("{item}: {error}")]
    Table {
        /// The item.
        item: String,
        /// Why.
        error: TableError,
    },
    /// A protection that cannot be proved.
    #[error("{item}: {error}")]
    Proof {
        /// The item.
        item: String,
        /// Why.
        error: ProtectError,
    },
    /// Releases that cannot be held against each other.
    #[error("{item}: {error}")]
    Releases {
        /// The item.
        item: String,
        /// Why.
        error: DifferencingError,
    },
}

/// Rules for items of a wave: 10 people in a base, 3 in a cell; of sensitive ones no cell may be all of its base.
#[must_use]
pub fn rules(sensitive: bool) -> Rules {
    Rules { sensitive, ..Rules::survey() }
}

/// The results with everything held back that must be.
///
/// # Errors
/// [`ProtectionError`]; nothing is published then.
pub fn protected(
    mut results: Results,
    data: &Dataset,
    districts: Option<&Districts>,
) -> Result<Results, ProtectionError> {
    let nowhere = Categories { codes: vec![0; data.rows], levels: vec!["city".to_owned()] };
    for item in &mut results.items {
        let Some(variable) = data.variable(&item.name) else { continue };
        let groups = districts.map_or(&nowhere, |districts| &districts.groups);
        let looked = looked_at(variable, item.headline.as_ref().map(|headline| &headline.measure));
        let held = held_back(&looked, groups, item.sensitive).map_err(|error| error.of(&item.name))?;
        if let Some(answers) = variable.answers() {
            // Single answers are shown of the whole city only.
            let city = held_back(&answers, &nowhere, item.sensitive).map_err(|error| error.of(&item.name))?;
            for answer in item.answers.iter_mut().filter(|answer| city.city_answers.contains(&answer.code)) {
                answer.share = Shown::Protected;
            }
        }
        let Some(headline) = &mut item.headline else { continue };
        for district in &mut headline.districts {
            if held.groups.contains(&district.code) && district.figure != Shown::Nothing {
                district.figure = Shown::Protected;
                // Both are made of the same few people.
                district.difference = None;
                district.model = None;
            }
        }
        if held.city {
            headline.city = Shown::Protected;
        }
    }
    Ok(results)
}

/// The answers of the people as the figure of a district sees them: those it counts and the others. A mean tells nobody's
/// answer once enough people stand behind it, so of a mean only who answered counts.
fn looked_at(variable: &Variable, measure: Option<&Measure>) -> Categories {
    if let (Some(answers), Some(Measure::Share { codes })) = (variable.answers(), measure) {
        let is: Vec<u32> = answers.levels.iter().map(|level| u32::from(codes.contains(level))).collect();
        let codes = answers.codes.iter().map(|code| is.get(*code as usize).copied().unwrap_or(MISSING));
        return Categories {
            codes: codes.collect(),
            levels: vec!["others".to_owned(), "counted".to_owned()],
        };
    }
    let answered = variable.numbers().into_iter().map(|number| if number.is_nan() { MISSING } else { 0 });
    Categories { codes: answered.collect(), levels: vec!["answered".to_owned()] }
}

struct Held {
    groups: BTreeSet<String>,
    city_answers: BTreeSet<String>,
    city: bool,
}

enum Broken {
    Table(TableError),
    Proof(ProtectError),
}

impl Broken {
    fn of(self, item: &str) -> ProtectionError {
        let item = item.to_owned();
        match self {
            Broken::Table(error) => ProtectionError::Table { item, error },
            Broken::Proof(error) => ProtectionError::Proof { item, error },
        }
    }
}

fn held_back(answers: &Categories, groups: &Categories, sensitive: bool) -> Result<Held, Broken> {
    let count = |group: u32, answer: u32| {
        let pairs = groups.codes.iter().zip(&answers.codes);
        pairs.filter(|(g, a)| (**g, **a) == (group, answer)).count() as u64
    };
    let axis =
        |levels: &[String]| Category::total(ALL, &levels.iter().map(String::as_str).collect::<Vec<_>>());
    let place = |levels: &[String], name: &str| {
        levels.iter().position(|level| level == name).and_then(|at| u32::try_from(at).ok()).unwrap_or(MISSING)
    };
    let (rows, columns) = (axis(&groups.levels), axis(&answers.levels));
    let table = Table::cross(&rows, &columns, |group, answer| {
        Content::Persons(count(place(&groups.levels, group), place(&answers.levels, answer)))
    })
    .map_err(Broken::Table)?;
    let safe = protect(&table, &rules(sensitive), &BTreeSet::new()).map_err(Broken::Proof)?;
    let hidden = |row: &str, column: &str| {
        let cell = table.find(row, column).and_then(|cell| safe.published.get(cell));
        cell.is_none_or(|published| *published == Published::Suppressed)
    };
    let touched =
        |group: &&String| hidden(group, ALL) || answers.levels.iter().any(|answer| hidden(group, answer));
    Ok(Held {
        groups: groups.levels.iter().filter(touched).cloned().collect(),
        city_answers: answers.levels.iter().filter(|answer| hidden(ALL, answer)).cloned().collect(),
        city: hidden(ALL, ALL),
    })
}
