//! Months out of sheets that count from January: each is the difference of two, and one that takes something back stays.

use std::collections::BTreeMap;

use super::{Area, Codes, Line, Sheet};
use crate::time::Month;

/// What a month added to a code of a unit, or took back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Increment {
    /// Whose.
    pub area: Area,
    /// When.
    pub month: Month,
    /// The code; sums are left out, they would count twice.
    pub code: u16,
    /// Registered; below zero when deeds were requalified.
    pub registered: i64,
    /// Of the registered, cleared.
    pub cleared: i64,
    /// Older ones, cleared.
    pub cleared_later: Option<i64>,
}

impl Increment {
    /// Whether the month took back more than it added.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        self.registered < 0 || self.cleared < 0 || self.cleared_later.is_some_and(|it| it < 0)
    }
}

/// Counts of months from counts since January, in order; `None` where a month or the one before it is not known.
///
/// ```
/// use crime_files::tsk::monthly_counts;
///
/// assert_eq!(monthly_counts(&[Some(10), Some(25), Some(22), Some(40)]), [Some(10), Some(15), Some(-3), Some(18)]);
/// assert_eq!(monthly_counts(&[Some(10), None, Some(22), Some(40)]), [Some(10), None, None, Some(18)]);
/// ```
#[must_use]
pub fn monthly_counts(since_january: &[Option<i64>]) -> Vec<Option<i64>> {
    let before = std::iter::once(Some(0)).chain(since_january.iter().copied());
    let pairs = since_january.iter().zip(before);
    pairs.map(|(now, before)| Some(now.as_ref()?.saturating_sub(before?))).collect()
}

/// Months of each unit and code from sheets that count from January to the end of a month.
///
/// - in: sheets of any units, years and order; those that do not begin in January are left out
/// - out: by unit, month and code. A month is there when its sheet and that of the month before are (or it is January);
///   a code that a sheet does not have counts nothing in it
#[must_use]
pub fn monthly<'a>(sheets: impl IntoIterator<Item = &'a Sheet>) -> Vec<Increment> {
    let mut known: BTreeMap<(&Area, Month), &Sheet> = BTreeMap::new();
    for sheet in sheets {
        if sheet.from.month() == 1 && sheet.from.year() == sheet.to.year() {
            known.insert((&sheet.area, sheet.to), sheet);
        }
    }
    let mut months = Vec::new();
    for ((area, month), sheet) in &known {
        let previous = known.get(&(*area, Month::from_index(month.index() - 1)));
        let before = match (month.month(), previous) {
            (1, _) => BTreeMap::new(),
            (_, Some(previous)) => leaves(previous),
            (_, None) => continue,
        };
        let now = leaves(sheet);
        let codes: std::collections::BTreeSet<u16> = now.keys().chain(before.keys()).copied().collect();
        for code in codes {
            let (now, before) = (now.get(&code), before.get(&code));
            let less =
                |count: fn(&Line) -> i64| now.map_or(0, |it| count(it)) - before.map_or(0, |it| count(it));
            let later = now.or(before).is_some_and(|it| it.cleared_later.is_some());
            months.push(Increment {
                area: (*area).clone(),
                month: *month,
                code,
                registered: less(|it| it.registered),
                cleared: less(|it| it.cleared),
                cleared_later: later.then(|| less(|it| it.cleared_later.unwrap_or(0))),
            });
        }
    }
    months
}

fn leaves(sheet: &Sheet) -> BTreeMap<u16, &Line> {
    let code = |it| match it {
        &Codes::One(code) => Some(code),
        _ => None,
    };
    sheet.lines.iter().filter_map(|it| Some((code(&it.codes)?, it))).collect()
}
