//! Margins in words and files.

use super::calibration::{population, wrong};
use super::document::Entry;
use super::families::with_levels;
use super::{Library, RunError};
use crate::calibrated::{Distance, Margin, Model};
use crate::data::{Categories, Table};

/// Margins, or the cells of crossed factors: "post-stratify a x b to the counts in apipop".
pub(super) fn cells(
    text: &str,
    entry: &Entry,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Vec<Margin>, RunError> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', '~', '(', ')'])).collect();
    let names: Vec<String> = words
        .iter()
        .flat_map(|word| word.split(['+', '*', ':']))
        .filter(|word| table.column(word).is_ok())
        .map(str::to_owned)
        .collect();
    if text.contains('=') && names.len() < 2 || names.is_empty() || file(text).is_some() {
        return margins(text, table, library);
    }
    let frame = words.iter().find(|word| word.ends_with("pop")).copied().map(str::to_owned);
    let known = population(entry, frame.as_deref(), library)?;
    let crossed = |table: &Table| -> Result<Categories, RunError> {
        let factors: Result<Vec<Categories>, RunError> =
            names.iter().map(|name| Ok(table.column(name)?.categories())).collect();
        let factors = factors?;
        Ok(Categories::crossed(&factors.iter().collect::<Vec<_>>(), table.rows(), "."))
    };
    let (ours, theirs) = (crossed(table)?, crossed(known)?);
    let mut counts = std::collections::BTreeMap::new();
    (0..theirs.codes.len())
        .filter_map(|row| theirs.level(row))
        .for_each(|level| *counts.entry(level).or_insert(0.0) += 1.0);
    let totals = ours.levels.iter().map(|level| counts.get(level.as_str()).copied().unwrap_or(0.0)).collect();
    Ok(vec![Margin { factor: ours, totals }])
}

/// "E/H/M = 4421/755/1018 and sch.wide No/Yes = 1072/5122", or "the margins in FILE" with variable, level and total.
pub(super) fn margins(text: &str, table: &Table, library: &mut Library<'_>) -> Result<Vec<Margin>, RunError> {
    if let Some(file) = file(text) {
        return from_file(&file, table, library);
    }
    let mut margins = Vec::new();
    let sides: Vec<&str> = text.split('=').collect();
    for pair in sides.windows(2) {
        let [left, right] = pair else { continue };
        let mut words = left.split_whitespace().rev();
        let levels: Vec<&str> = words.next().unwrap_or_default().split('/').collect();
        let named = words.next().and_then(|name| table.column(name).ok()).map(|column| column.categories());
        let factor = named.or_else(|| with_levels(table, &levels));
        let factor = factor.ok_or_else(|| wrong(text, "no factor has these levels"))?;
        let numbers = right.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
        let numbers: Option<Vec<f64>> = numbers.split('/').map(|number| number.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() == levels.len());
        let numbers = numbers.ok_or_else(|| wrong(text, "levels and totals do not match"))?;
        let factor = with_all(factor, levels.iter().copied());
        let total = |level: &String| levels.iter().position(|name| name == level).map(|at| numbers[at]);
        let totals: Option<Vec<f64>> = factor.levels.iter().map(total).collect();
        let totals = totals.ok_or_else(|| wrong(text, "a level of the factor has no total"))?;
        margins.push(Margin { factor, totals });
    }
    if margins.is_empty() { Err(wrong(text, "totals are missing")) } else { Ok(margins) }
}

/// A factor with levels that nobody in the sample has, so that their totals are noticed.
fn with_all<'a>(mut factor: Categories, levels: impl Iterator<Item = &'a str>) -> Categories {
    for level in levels {
        if !factor.levels.iter().any(|name| name == level) {
            factor.levels.push(level.to_owned());
        }
    }
    factor
}

pub(super) fn file(text: &str) -> Option<String> {
    text.split_whitespace()
        .map(|word| word.trim_matches([',', ';', ')', '(']))
        .find(|word| word.ends_with(".csv"))
        .map(str::to_owned)
}

pub(super) fn from_file(
    file: &str,
    table: &Table,
    library: &mut Library<'_>,
) -> Result<Vec<Margin>, RunError> {
    let known = library.table(file)?;
    let (names, levels, totals) = (
        known.column("variable")?.categories(),
        known.column("level")?.categories(),
        known.numbers("total")?,
    );
    let mut order: Vec<&str> = (0..known.rows()).filter_map(|row| names.level(row)).collect();
    order.dedup();
    let mut margins = Vec::new();
    for name in order {
        let said = (0..known.rows())
            .filter(|row| names.level(*row) == Some(name))
            .filter_map(|row| levels.level(row));
        let factor = with_all(table.column(name)?.categories(), said);
        let total = |level: &String| {
            let at = |row: &usize| names.level(*row) == Some(name) && levels.level(*row) == Some(level);
            (0..known.rows()).find(at).map(|row| totals[row])
        };
        let totals: Option<Vec<f64>> = factor.levels.iter().map(total).collect();
        margins.push(Margin { factor, totals: totals.ok_or_else(|| wrong(file, "a level has no total"))? });
    }
    Ok(margins)
}

/// Margins as columns: one for everybody, then every level but the first of each factor.
pub(super) fn from_margins(margins: &[Margin], distance: Distance, by_unit: bool) -> Result<Model, RunError> {
    let rows = margins.first().map_or(0, |margin| margin.factor.codes.len());
    let all = margins.first().map_or(0.0, |margin| margin.totals.iter().sum());
    let (mut names, mut columns, mut totals) =
        (vec!["everybody".to_owned()], vec![vec![1.0; rows]], vec![all]);
    for margin in margins {
        for (code, level) in margin.factor.levels.iter().enumerate().skip(1) {
            names.push(level.clone());
            columns.push(super::variables::indicator(&margin.factor, code));
            totals.push(margin.totals[code]);
        }
    }
    Ok(Model { names, columns, totals, distance, by_unit, variance: Vec::new() })
}
