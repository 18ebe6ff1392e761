//! What was found in a delivered file, in the reader's language, with the place.
//!
//! A reader of files says in English what exactly does not fit in a damaged part; it stands in brackets as it is, for
//! whoever made the file. What a person has to do is in their own language.

use survey_files::{Fault, FaultKind, How, Note, Place};
use web::Say;

/// Why a file cannot be read, and where: "řádek 12, proměnná tma: …".
pub(crate) fn fault(t: &Say, fault: &Fault) -> String {
    let what = kind(t, &fault.kind);
    match place(t, &fault.place) {
        place if place.is_empty() => what,
        place => t.with2("survey-flaw-at", "place", place, "what", what),
    }
}

/// Where in a file; empty when it is the whole of it.
fn place(t: &Say, place: &Place) -> String {
    let Place { byte, part, row, variable } = place;
    let part = Some(part).filter(|part| !part.is_empty()).map(|part| match of_part(part) {
        Some(key) => t.say(key).into_owned(),
        None => t.with1("survey-place-part", "part", part.as_str()),
    });
    let row = row.map(|row| t.with1("survey-place-row", "row", row));
    let variable = Some(variable).filter(|variable| !variable.is_empty());
    let variable = variable.map(|variable| t.with1("survey-place-variable", "variable", variable.as_str()));
    let byte = byte.map(|byte| t.with1("survey-place-byte", "byte", byte));
    [part, row, variable, byte].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The key of a part of a file that has a name of its own; the others are shown by the name their format gives them.
fn of_part(part: &str) -> Option<&'static str> {
    Some(match part {
        "variables" | "variable record" => "survey-part-variables",
        "value labels" | "value labels record" => "survey-part-labels",
        "data" => "survey-part-data",
        "file header" => "survey-part-header",
        "codebook" => "survey-place-codebook",
        "long texts" => "survey-part-texts",
        "record" | "extension record" | "document record" | "characteristics" | "expansion fields" => {
            "survey-part-dictionary"
        }
        "zlib header" | "zlib blocks" | "zlib trailer" => "survey-part-packed",
        _ => return None,
    })
}

fn kind(t: &Say, kind: &FaultKind) -> String {
    match kind {
        FaultKind::Empty => t.say("survey-flaw-empty").into_owned(),
        FaultKind::Cut => t.say("survey-flaw-cut").into_owned(),
        FaultKind::RowsCut { found, expected } => {
            t.with2("survey-flaw-rows-cut", "found", *found, "expected", *expected)
        }
        FaultKind::Not { format, why } => t.with2("survey-flaw-not", "format", *format, "why", why.as_str()),
        FaultKind::Damaged(why) => t.with1("survey-flaw-damaged", "why", why.as_str()),
        FaultKind::Unsupported(why) => t.with1("survey-flaw-unsupported", "why", why.as_str()),
        FaultKind::TooLarge { what, most } => {
            let what = match *what {
                "variables" => t.say("survey-large-variables").into_owned(),
                "cells" => t.say("survey-large-cells").into_owned(),
                "bytes of value labels" => t.say("survey-large-labels").into_owned(),
                other => other.to_owned(),
            };
            t.with2("survey-flaw-large", "what", what, "most", t.number(*most))
        }
        FaultKind::Ragged { found, expected } => {
            t.with2("survey-flaw-ragged", "found", *found, "expected", *expected)
        }
        FaultKind::OpenQuote => t.say("survey-flaw-quote").into_owned(),
        FaultKind::Twice(name) => t.with1("survey-flaw-twice", "name", name.as_str()),
        FaultKind::NoSheet(name) => t.with1("survey-flaw-sheet", "name", name.as_str()),
        FaultKind::NotEncoded(name) => t.with1("survey-flaw-encoded", "encoding", name.as_str()),
        FaultKind::Codebook(why) => t.with1("survey-flaw-codebook", "why", why.as_str()),
    }
}

fn how(t: &Say, how: How) -> String {
    let key = match how {
        How::Chosen => "survey-how-chosen",
        How::Declared => "survey-how-declared",
        How::Detected => "survey-how-detected",
        How::Assumed => "survey-how-assumed",
    };
    t.say(key).into_owned()
}

/// What a person should know before the data are used.
pub(crate) fn note(t: &Say, note: &Note) -> String {
    match note {
        Note::EncodingAssumed { encoding, how: why } => {
            t.with2("survey-note-encoding", "encoding", encoding.as_str(), "how", how(t, *why))
        }
        Note::EncodingUnknown { declared, encoding } => t.with2(
            "survey-note-encoding-unknown",
            "declared",
            declared.as_str(),
            "encoding",
            encoding.as_str(),
        ),
        Note::Undecodable { variable, encoding, count, example } => {
            let key =
                if variable.is_empty() { "survey-note-undecodable-file" } else { "survey-note-undecodable" };
            let said = [
                ("variable", variable as &dyn web::texts::Argument),
                ("encoding", encoding),
                ("count", count),
                ("example", example),
            ];
            t.with(key, &said)
        }
        Note::LooksLike { variable, encoding, other, example, sense } => t.with(
            "survey-note-looks-like",
            &[
                ("variable", variable),
                ("encoding", encoding),
                ("other", other),
                ("example", example),
                ("sense", sense),
            ],
        ),
        Note::NotNumbers { variable, count } => {
            t.with2("survey-note-not-numbers", "variable", variable.as_str(), "count", *count)
        }
        Note::NoLabels { variable, table } => {
            t.with2("survey-note-no-labels", "variable", variable.as_str(), "table", table.as_str())
        }
        Note::WordsAmongNumbers { variable, words } => {
            t.with2("survey-note-words", "variable", variable.as_str(), "words", words.join(", "))
        }
        Note::ErrorCells { variable, count, row } => {
            t.with("survey-note-errors", &[("variable", variable), ("count", count), ("row", row)])
        }
        Note::NotAsCodebook { variable, kind, example } => t.with(
            "survey-note-codebook",
            &[("variable", variable), ("kind", &of_kind(t, kind)), ("example", example)],
        ),
        Note::UnusualSysmis(_)
        | Note::MoreRows(_)
        | Note::NoVariable { .. }
        | Note::PassedOver(_)
        | Note::Named { .. }
        | Note::NoHeader => of_file(t, note),
    }
}

/// Notes about the file and not about what one of its variables holds.
fn of_file(t: &Say, note: &Note) -> String {
    match note {
        Note::UnusualSysmis(value) => t.with1("survey-note-sysmis", "value", format!("{value:e}")),
        Note::MoreRows(rows) => t.with1("survey-note-more-rows", "rows", *rows),
        Note::NoVariable { what, variable } => {
            let what = match *what {
                "the codebook" => t.say("survey-refers-codebook").into_owned(),
                "a set of answers" => t.say("survey-refers-set").into_owned(),
                "the weight" => t.say("survey-refers-weight").into_owned(),
                "a record of value labels" | "value labels of long texts" => {
                    t.say("survey-refers-labels").into_owned()
                }
                "missing values of long texts" => t.say("survey-refers-missing").into_owned(),
                other => other.to_owned(),
            };
            t.with2("survey-note-no-variable", "what", what, "variable", variable.as_str())
        }
        Note::PassedOver(what) => t.with1("survey-note-passed-over", "what", what.as_str()),
        Note::Named { column, name } => {
            t.with2("survey-note-named", "column", *column, "name", name.as_str())
        }
        _ => t.say("survey-note-no-header").into_owned(),
    }
}

fn of_kind(t: &Say, kind: &str) -> String {
    match kind {
        "number" => t.say("survey-kind-number").into_owned(),
        "text" => t.say("survey-kind-text").into_owned(),
        "date" | "datetime" => t.say("survey-kind-date").into_owned(),
        "time" => t.say("survey-kind-time").into_owned(),
        other => other.to_owned(),
    }
}
