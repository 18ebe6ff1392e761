//! A small invented survey, and small words to build others.

use survey_estimation::Design;
use survey_estimation::data::Categories;
use survey_estimation::design::{DesignError, Lonely, Plan, Population, StagePlan};

/// A factor from words between blanks; a dot is missing.
pub(crate) fn words(text: &str) -> Categories {
    Categories::of(text.split(' ').map(|word| Some(word).filter(|word| *word != ".")))
}

/// Strata, units and counts in words and numbers; every row weighs one.
pub(crate) fn plan(strata: &str, units: &str, counts: &[f64]) -> Plan {
    let rows = strata.split(' ').count();
    let population =
        if counts.is_empty() { Population::Unknown } else { Population::Counts(counts.to_vec()) };
    let stage = StagePlan { strata: Some(words(strata)), units: Some(words(units)), population };
    Plan { weights: Some(vec![1.0; rows]), stages: vec![stage], ..Plan::default() }
}

/// The same as a design.
pub(crate) fn design(
    strata: &str,
    units: &str,
    counts: &[f64],
    lonely: Lonely,
) -> Result<Design, DesignError> {
    Design::new(Plan { lonely, ..plan(strata, units, counts) })
}

/// A design of `strata` × `units` primary units with `rows` rows each, weights unequal, in two stages.
pub(crate) fn large(strata: usize, units: usize, rows: usize) -> Design {
    let count = strata * units * rows;
    let name = |of: &dyn Fn(usize) -> usize| {
        let names: Vec<String> = (0..count).map(|row| format!("{:04}", of(row))).collect();
        Categories::of(names.iter().map(|name| Some(name.as_str())))
    };
    // Rows lie in no order.
    let mixed = |row: usize| row * 7919 % count;
    let unit = |row: usize| mixed(row) / rows;
    let first = StagePlan {
        strata: Some(name(&|row| unit(row) / units)),
        units: Some(name(&unit)),
        population: Population::Counts(vec![3.0 * units as f64; count]),
    };
    let second =
        StagePlan { population: Population::Counts(vec![5.0 * rows as f64; count]), ..StagePlan::default() };
    let weights = (0..count).map(|row| 10.0 + (row % 13) as f64).collect();
    Design::new(Plan { weights: Some(weights), stages: vec![first, second], ..Plan::default() })
        .expect("a design")
}

/// Values that look like answers but are the same every time.
pub(crate) fn answers(rows: usize) -> Vec<f64> {
    (0..rows).map(|row| ((row * 2_654_435_761) % 1009) as f64 / 100.0 + (row % 7) as f64).collect()
}
