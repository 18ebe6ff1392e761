//! Taking over statistics of the police as figures.

use std::collections::BTreeMap;

use ground::Ground;
use indicators::{By, Period, words};
use web::{Error, Say};

use super::imports::File;
use crate::findings;
use crate::statistics::{self, Statistics};

/// What files of statistics say; nothing is kept.
pub(crate) async fn look(ground: &Ground, file: &File) -> Result<Statistics, Error> {
    let (ground, file, now) = (ground.clone(), file.clone(), ground.access.clock().now());
    let work = tokio::task::spawn_blocking(move || {
        statistics::read(&file.name, &file.bytes, ground.indicators.catalogue(), now)
    });
    let read = work.await.map_err(|cause| Error::fault("read statistics", cause))?;
    read.map_err(|fault| fault.refusal().into())
}

/// Takes every edition over, each whole or not at all. Right: create figures. The sentences say what was done, for each
/// edition.
pub(crate) async fn take(
    ground: &Ground,
    by: By<'_>,
    t: &Say,
    found: &Statistics,
) -> Result<Vec<String>, Error> {
    let mut said = Vec::new();
    for edition in &found.editions {
        let report = ground.indicators.import(by, edition).await?;
        said.extend(words::report(t, ground.indicators.catalogue(), &edition.source.title, &report));
    }
    Ok(said)
}

/// How much there is, in a sentence.
pub(crate) fn summary(t: &Say, found: &Statistics) -> String {
    let figures: usize = found.editions.iter().map(|edition| edition.figures.len()).sum();
    t.with(
        "offences-statistics-found",
        &[("files", &found.files.len()), ("editions", &found.editions.len()), ("figures", &figures)],
    )
}

/// What to look at, in words: units left out, months that are missing, sums that do not add up, findings of the readers.
pub(crate) fn remarks(t: &Say, found: &Statistics) -> Vec<String> {
    let mut said = Vec::new();
    if !found.unknown.is_empty() {
        said.push(t.with1("offences-statistics-unknown", "units", found.unknown.join(", ")));
    }
    let mut missing: BTreeMap<crime_files::Month, Vec<&str>> = BTreeMap::new();
    for (sheet, month) in &found.missing {
        missing.entry(*month).or_default().push(sheet);
    }
    said.extend(missing.into_iter().map(|(month, sheets)| {
        let month =
            Period::month(month.year(), month.month()).map_or_else(String::new, |it| words::period(t, it));
        t.with2("offences-statistics-missing", "sheets", sheets.join(", "), "month", month)
    }));
    for (file, sum) in found.sums.iter().take(MOST_SUMS) {
        let place = format!("{file}, {}", sum.place);
        let (codes, printed, summed) = (sum.codes.to_string(), sum.printed, sum.summed);
        said.push(t.with(
            "offences-statistics-sum",
            &[("place", &place), ("codes", &codes), ("printed", &printed), ("summed", &summed)],
        ));
    }
    if let Some(more) = found.sums.len().checked_sub(MOST_SUMS).filter(|more| *more > 0) {
        said.push(t.with1("offences-statistics-sums-more", "count", more));
    }
    // Sums are told above, each with its numbers.
    let others =
        found.findings.iter().filter(|(_, finding)| !matches!(finding.what, crime_files::What::Sum(_)));
    said.extend(others.map(|(file, finding)| {
        let place = finding.first.first().map_or_else(String::new, |at| findings::place(t, at));
        let (what, place) = (findings::what(t, &finding.what), format!("{file}, {place}"));
        t.with(
            "offences-statistics-finding",
            &[("place", &place), ("what", &what), ("count", &finding.count)],
        )
    }));
    said
}

/// Sums that do not add up of which each is told.
const MOST_SUMS: usize = 20;
