//! What came of a file, and why something was refused.

use http::StatusCode;
use web::Say;

use super::{period, place, value};
use crate::reading::{Note, ReadFault};
use crate::{Catalogue, Cell, FigureKey, Imported, IndicatorError, Refusal, SentenceFault};

/// Why a file was not read, with its line and that nothing was changed.
#[must_use]
pub fn fault(t: &Say, file: &str, fault: &ReadFault) -> String {
    let (key, detail) = fault.fault.parts();
    let what = t.with1(&format!("figures-fault-{key}"), "detail", detail);
    // A line is a number of a line, not a quantity.
    let line = fault.line.to_string();
    t.with("figures-fault", &[("file", &file), ("line", &line), ("what", &what)])
}

/// Something to look at in a file.
#[must_use]
pub fn note(t: &Say, catalogue: &Catalogue, note: &Note) -> String {
    match note {
        Note::Undated { line, concept } => {
            let concept = super::concept(t, catalogue, concept);
            t.with2("figures-note-undated", "line", line.to_string(), "concept", concept)
        }
        Note::Difference { line, printed, recomputed } => {
            let (printed, recomputed) = (super::number(t, *printed), super::number(t, *recomputed));
            t.with(
                "figures-note-difference",
                &[("line", &line.to_string()), ("printed", &printed), ("recomputed", &recomputed)],
            )
        }
        Note::NoDifference { line } => t.with1("figures-note-no-difference", "line", line.to_string()),
    }
}

/// Which figure, in words: "Registrované trestné činy, Plzeňský kraj, 2018".
#[must_use]
pub fn figure(t: &Say, catalogue: &Catalogue, key: &FigureKey) -> String {
    let mut parts = vec![super::concept(t, catalogue, &key.concept)];
    if !key.item.is_empty() {
        let list = catalogue.concept(&key.concept).and_then(|concept| concept.list.as_deref());
        let item = list.and_then(|list| catalogue.item(list, &key.item));
        parts.push(
            item.map_or_else(|| key.item.clone(), |item| item.name.in_language(t.lang().tag()).to_owned()),
        );
    }
    parts.push(place(t, catalogue, &key.territory));
    parts.push(period(t, key.period));
    parts.join(", ")
}

/// What taking over an edition did: a line for the whole, then a line for each figure that was revised or is gone, then the
/// claims that turned.
#[must_use]
pub fn report(t: &Say, catalogue: &Catalogue, source: &str, report: &Imported) -> Vec<String> {
    if report.edition.is_none() {
        return vec![t.with2("figures-unchanged", "source", source, "same", report.same)];
    }
    let mut lines = vec![t.with(
        "figures-imported",
        &[
            ("source", &source),
            ("new", &report.new),
            ("changed", &report.changed),
            ("gone", &report.gone),
            ("same", &report.same),
        ],
    )];
    lines.extend(report.revised.iter().map(|revised| {
        let which = figure(t, catalogue, &revised.key);
        let (before, after) = (cell(t, revised.before), cell(t, revised.after));
        t.with("figures-revised", &[("figure", &which), ("before", &before), ("after", &after)])
    }));
    lines
        .extend(report.lost.iter().map(|lost| t.with1("figures-lost", "figure", figure(t, catalogue, lost))));
    if !report.claims.is_empty() {
        lines.push(t.with1("figures-claims", "count", report.claims.len()));
    }
    lines
}

fn cell(t: &Say, cell: Cell) -> String {
    match cell {
        Cell::Known { value: known, precision } => value(t, known, precision),
        Cell::Suppressed => t.say("indicators-suppressed").into_owned(),
    }
}

/// A refusal as the web floor takes it.
#[must_use]
pub fn refusal(refusal: &Refusal) -> web::Refusal {
    let said = web::Refusal::new(refusal.code());
    match refusal {
        Refusal::UnknownConcept { concept } => said.with("concept", concept),
        Refusal::UnknownItem { concept, item } => said.with("concept", concept).with("item", item),
        Refusal::Figure { key, .. } => {
            let FigureKey { concept, item, territory, period } = key.as_ref();
            let item = if item.is_empty() { String::new() } else { format!(" {item}") };
            said.with("figure", format!("{concept}{item}, {territory}, {period}"))
        }
        Refusal::Sentence(SentenceFault::Place { place }) => said.with("place", place),
        Refusal::Conflict => said.status(StatusCode::CONFLICT),
        _ => said,
    }
}

impl From<IndicatorError> for web::Error {
    fn from(error: IndicatorError) -> web::Error {
        match error {
            IndicatorError::Missing(what) => web::Error::Missing(what),
            IndicatorError::Refused(why) => web::Error::Refused(refusal(&why)),
            other => web::Error::fault("work with figures", other),
        }
    }
}
