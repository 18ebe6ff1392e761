//! Do sums add up?

use super::{Area, Codes, Line, Sheet, Statistics};
use crate::fault::Place;

/// A count of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Registered in the period.
    Registered,
    /// Of them cleared.
    Cleared,
    /// Older ones cleared.
    ClearedLater,
}

/// A sum that is not that of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// The cell of the sum.
    pub place: Place,
    /// The codes it is the sum of.
    pub codes: Codes,
    /// Of what.
    pub measure: Measure,
    /// What is printed.
    pub printed: i64,
    /// What the parts add up to.
    pub summed: i64,
}

const MEASURES: [Measure; 3] = [Measure::Registered, Measure::Cleared, Measure::ClearedLater];

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Measure::Registered => "registered",
            Measure::Cleared => "cleared",
            Measure::ClearedLater => "cleared later",
        })
    }
}

impl Measure {
    fn of(self, line: &Line) -> Option<i64> {
        match self {
            Measure::Registered => Some(line.registered),
            Measure::Cleared => Some(line.cleared),
            Measure::ClearedLater => line.cleared_later,
        }
    }

    fn column(self, sheet: &Sheet) -> u32 {
        match self {
            Measure::Registered => sheet.columns.registered,
            Measure::Cleared => sheet.columns.cleared,
            Measure::ClearedLater => sheet.columns.cleared_later.unwrap_or(sheet.columns.cleared),
        }
    }
}

impl Sheet {
    /// Sums of this sheet that are not those of its leaves.
    #[must_use]
    pub fn discrepancies(&self) -> Vec<Discrepancy> {
        let mut found = Vec::new();
        for sum in self.lines.iter().filter(|it| !it.is_leaf()) {
            let held = |it: &&Line| matches!(it.codes, Codes::One(code) if sum.codes.hold(code));
            for measure in MEASURES {
                let Some(printed) = measure.of(sum) else { continue };
                let summed =
                    self.leaves().filter(held).filter_map(|it| measure.of(it)).fold(0, i64::saturating_add);
                if summed != printed {
                    let place = Place::cell(&self.name, sum.row, measure.column(self));
                    found.push(Discrepancy { place, codes: sum.codes.clone(), measure, printed, summed });
                }
            }
        }
        found
    }
}

/// Lines of the country that are not the sum of those of its parts; nothing when the workbook has no sheet of the country.
#[must_use]
pub fn country_against_regions(statistics: &Statistics) -> Vec<Discrepancy> {
    let country = |it: &&Sheet| it.area == Area::Country;
    let Some(whole) = statistics.sheets.iter().find(country) else { return Vec::new() };
    let mut found = Vec::new();
    for line in &whole.lines {
        let parts = statistics.sheets.iter().filter(|it| it.area != Area::Country);
        let parts: Vec<&Line> =
            parts.filter_map(|it| it.lines.iter().find(|part| part.codes == line.codes)).collect();
        for measure in MEASURES {
            let Some(printed) = measure.of(line) else { continue };
            let summed = parts.iter().filter_map(|it| measure.of(it)).fold(0, i64::saturating_add);
            if summed != printed {
                let place = Place::cell(&whole.name, line.row, measure.column(whole));
                found.push(Discrepancy { place, codes: line.codes.clone(), measure, printed, summed });
            }
        }
    }
    found
}
