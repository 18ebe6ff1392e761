//! One category in one whole year: a district and the precincts in it.

use std::collections::BTreeSet;

use disclosure_control::{Category, Content, Table, protect};

use super::tables::{Line, Parts};
use super::{Matter, Place, ReleaseError, is_whole, rules};
use crate::month::Month;

const DISTRICT: &str = "\u{1}district";

/// The pieces of precincts that may be shown; all of them stand in the answer, those held back with a hole.
pub(super) fn year(
    matter: &Matter<'_>,
    category: &str,
    year: i32,
    lines: &[Line],
) -> Result<Vec<Parts>, ReleaseError> {
    let mut pieces = Vec::new();
    for district in matter.districts() {
        let parts: Vec<&str> = matter.parts(district).into_iter().collect();
        let line = lines.iter().find(|line| line.place == Place::district(district));
        let shown = line.is_some_and(|line| line.year.is_some());
        let whole = is_whole(year, matter.span.0, matter.span.1);
        let numbers = match before(matter, category, year, district, &parts) {
            Some(numbers) => numbers,
            None if whole && shown => protected(matter, category, year, district, &parts)?,
            None => vec![None; parts.len()],
        };
        let place = |part: &str| Place::part(district, part);
        pieces.extend(parts.iter().zip(numbers).map(|(part, cases)| (place(part), Vec::new(), cases)));
    }
    Ok(pieces)
}

/// What the release before said of a whole year is said again.
fn before(
    matter: &Matter<'_>,
    category: &str,
    year: i32,
    district: &str,
    parts: &[&str],
) -> Option<Vec<Option<u64>>> {
    let earlier = matter.earlier?;
    let whole = is_whole(year, Month(earlier.first), Month(earlier.last));
    let said = |part: &&str| earlier.year(&Place::part(district, part), Some(category), year);
    whole.then(|| parts.iter().map(said).collect())
}

fn protected(
    matter: &Matter<'_>,
    category: &str,
    year: i32,
    district: &str,
    parts: &[&str],
) -> Result<Vec<Option<u64>>, ReleaseError> {
    let months = Month(year * 12).through(Month(year * 12 + 11));
    let cases = |part: &str| {
        let place = Place::part(district, part);
        let of_month = |month: Month| {
            matter.of_month(category, month).filter(|(at, _)| **at == place).map(|(_, n)| n).sum::<u64>()
        };
        months.clone().map(of_month).sum::<u64>()
    };
    // Incidents of the district that lie in no precinct are a part too, and never shown by themselves.
    let all: u64 = months.clone().map(|month| matter.of_district(category, district, month)).sum();
    let known: u64 = parts.iter().map(|part| cases(part)).sum();
    let mut names = parts.to_vec();
    names.push(ELSEWHERE);
    let rows = Category::total(DISTRICT, &names);
    let table = Table::cross(&rows, &Category::finest("year"), |part, _| {
        Content::Persons(if part == ELSEWHERE { all.saturating_sub(known) } else { cases(part) })
    })?;
    let Ok(safe) = protect(&table, &rules(), &BTreeSet::new()) else { return Ok(vec![None; parts.len()]) };
    let hidden = safe.suppressed();
    // The district's year is shown elsewhere: a protection that needs to hide it is none.
    if table.find(DISTRICT, "year").is_none_or(|whole| hidden.contains(&whole)) {
        return Ok(vec![None; parts.len()]);
    }
    let number = |part: &&str| {
        let at = table.find(part, "year")?;
        (!hidden.contains(&at)).then(|| cases(part))
    };
    Ok(parts.iter().map(number).collect())
}

const ELSEWHERE: &str = "\u{1}elsewhere";
