//! What of this module everybody may have: the counts of the municipal police's events as they were released, and the
//! districts with those of the last whole year. What was held back there is held back here; nothing is counted anew.
//!
//! Only the city's own source is open data. The police crime map may not be used commercially, and data are open only when
//! anybody may use them for anything; its released counts are on the page, with the words its licence asks for.

mod layer;
mod sets;

use chrono::NaiveDate;
use ground::Ground;
use ground::open::{Edition, Value};
use web::{Error, Lang};

use crate::acts::kept;
use crate::acts::releases::column_name;
use crate::counts::rate;
use crate::incident::Source;
use crate::month::Month;
use crate::release::{Place, Release};
use crate::store::releases::{self, Kept};

pub(crate) use layer::all as layers;
pub(crate) use sets::all as sets;

/// The source that is open data.
pub(crate) const SOURCE: Source = Source::Municipal;
/// The set that there is from the first whole year on.
pub(crate) const YEARS: &str = sets::YEARS.id;
/// Sets of the source, with the keys of their titles, for links from the page.
pub(crate) const SETS: [(&str, &str); 2] =
    [(sets::MONTHS.id, sets::MONTHS.title), (sets::YEARS.id, sets::YEARS.title)];

/// Stands for the whole city among districts, for all precincts of a district, and for all categories together.
const ALL: &str = "*";
/// Rates are for so many inhabitants, as on the page.
const PER: f64 = 1_000.0;

/// What stands on the portal.
async fn released(ground: &Ground) -> Result<Option<Kept>, Error> {
    releases::public(&ground.store, SOURCE).await.map_err(kept("read a release"))
}

/// A release never changes: its id says which state it is.
fn edition(kept: &Kept, covers: (NaiveDate, NaiveDate)) -> Edition {
    Edition { revision: kept.id.to_string(), modified: kept.at, covers: Some((covers.0, Some(covers.1))) }
}

/// First and last day of a year.
fn days(year: i32) -> (NaiveDate, NaiveDate) {
    (Month(year * 12).first_day(), Month(year * 12 + 11).last_day())
}

/// The numbers of one category in one place.
struct Line {
    /// Code of the category, [`ALL`] for all of them.
    category: String,
    name: String,
    months: Vec<Option<u64>>,
    years: Vec<Option<u64>>,
}

/// The numbers of a place: by categories, and of all of them together where every one is shown, as on the page.
fn lines(ground: &Ground, release: &Release, place: &Place) -> Vec<Line> {
    let t = ground.web.say(Lang::Cs);
    let rows = release.categories.iter().filter_map(|node| release.row(place, &node.code));
    let mut lines: Vec<Line> = rows
        .map(|row| Line {
            category: row.category.clone(),
            name: column_name(&t, release, &row.category).into_owned(),
            months: row.months.clone(),
            years: row.years.clone(),
        })
        .collect();
    let all_there = lines.len() == release.categories.len();
    let sum = |of: fn(&Line) -> &Vec<Option<u64>>| {
        let longest = lines.iter().map(|line| of(line).len()).max().unwrap_or(0);
        let added = |at: usize| lines.iter().map(|line| of(line).get(at).copied().flatten()).sum();
        (0..longest).map(|at| if all_there { added(at) } else { None }).collect()
    };
    let (months, years) = (sum(|line| &line.months), sum(|line| &line.years));
    lines.push(Line { category: ALL.to_owned(), name: t.say("offences-all").into_owned(), months, years });
    lines
}

/// Whether a number is shown, and the number.
fn shown(cases: Option<u64>) -> [Value; 2] {
    [Value::text(if cases.is_some() { "figure" } else { "protected" }), Value::maybe(cases, whole)]
}

/// Inhabitants, and the count for a thousand of them with its limits.
fn rates(cases: Option<u64>, residents: Option<u64>) -> [Value; 4] {
    let of_rate = cases.zip(residents).and_then(|(cases, people)| rate(cases, people, PER));
    let number = |of: fn((f64, f64, f64)) -> f64| Value::maybe(of_rate.map(of), Value::Number);
    [Value::maybe(residents, whole), number(|it| it.0), number(|it| it.1), number(|it| it.2)]
}

fn whole(count: u64) -> Value {
    Value::Whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn or_all(code: &str) -> Value {
    Value::text(if code.is_empty() { ALL } else { code })
}

/// What a place is called; nothing for the whole city and for what lies in no district.
fn name(release: &Release, place: &Place) -> Value {
    let found = release.territories.iter().find(|it| it.place == *place && !place.district.is_empty());
    Value::maybe(found, |territory| Value::text(territory.name.as_str()))
}
