//! Why a file was not taken, as sentences: what is wrong, where, and that nothing was changed.

use addresses::KrovakError;
use addresses::ruian::{Column, FileError, Reason};
use ground::VerbError;
use places::layers::LayerError;
use places::register::{ImportError, RefusedRow};
use places::source::SourceError;
use territories::polygons::{Place, ReadError};
use web::Say;

use super::check::said;

/// A refused address file.
pub(super) fn import(t: &Say, error: &ImportError) -> VerbError {
    let lines = match error {
        ImportError::Source(cause) => vec![source(t, cause)],
        ImportError::File { file, cause } => vec![format!("{file}: {}", address_file(t, cause))],
        ImportError::Build(cause) => vec![cause.to_string()],
        ImportError::NothingLeft { refused, first } => {
            let rows = first.iter().map(|row| refused_row(t, row));
            std::iter::once(t.with1("fault-nothing-left", "count", *refused)).chain(rows).collect()
        }
    };
    unchanged(t, &lines)
}

/// A refused territory file.
pub(super) fn layer(t: &Say, error: &LayerError) -> VerbError {
    let line = match error {
        LayerError::Source(cause) => source(t, cause),
        LayerError::NotUtf8 { file, line } => t.with("fault-not-utf8", &[("file", file), ("line", line)]),
        LayerError::Polygons { file, cause } => format!("{file}: {}", polygons(t, cause)),
        LayerError::Twice { file, code } => t.with("fault-twice", &[("file", file), ("code", code)]),
        LayerError::Nothing { file } => t.with1("fault-no-territory", "file", file),
    };
    unchanged(t, &[line])
}

/// The lines with the sentence that nothing was changed.
pub(super) fn unchanged(t: &Say, lines: &[String]) -> VerbError {
    VerbError::Said(format!("{}\n{}", lines.join("\n"), t.say("import-nothing-changed")))
}

/// A file that cannot be opened or unpacked.
pub(super) fn source(t: &Say, error: &SourceError) -> String {
    let with = |key: &str, file: &str, cause: &dyn ToString| {
        t.with(key, &[("file", &file), ("cause", &cause.to_string())])
    };
    match error {
        SourceError::Open { file, cause } => with("fault-open", file, cause),
        SourceError::Damaged { file, read, cause } => {
            t.with("fault-damaged", &[("file", file), ("read", read), ("cause", &cause.to_string())])
        }
        SourceError::Archive { file, cause } => with("fault-archive", file, cause),
        SourceError::Bomb { file, limit } => t.with("fault-bomb", &[("file", file), ("limit", limit)]),
        SourceError::EmptyFolder { file } => t.with1("fault-empty-folder", "file", file),
        SourceError::EmptyFile { file } => t.with1("fault-empty-file", "file", file),
    }
}

fn polygons(t: &Say, error: &ReadError) -> String {
    let problem = said(t, error.problem.key(), &error.problem.args());
    match &error.place {
        Place::File => problem,
        Place::Feature(number) => {
            format!("{}: {problem}", t.with1("fault-at-feature", "number", number.to_string()))
        }
        Place::Line(line, _) => format!("{}: {problem}", t.with1("fault-at-line", "line", line.to_string())),
    }
}

fn address_file(t: &Say, error: &FileError) -> String {
    let names =
        |columns: &[Column]| columns.iter().map(|column| column.heading()).collect::<Vec<_>>().join(", ");
    match error {
        FileError::Empty => t.say("fault-csv-empty").into_owned(),
        FileError::Utf8 => t.say("fault-csv-utf8").into_owned(),
        FileError::Header { line, missing, unexpected, repeated } => {
            let mut parts = vec![t.with("fault-csv-header", &[("line", line), ("missing", &missing.len())])];
            let lists =
                [("fault-csv-missing", names(missing)), ("fault-csv-unexpected", unexpected.join(", "))];
            let lists = lists.into_iter().chain([("fault-csv-repeated", names(repeated))]);
            parts.extend(
                lists.filter(|(_, list)| !list.is_empty()).map(|(key, list)| t.with1(key, "columns", list)),
            );
            parts.join(" ")
        }
    }
}

/// One row that was not taken over.
pub(super) fn refused_row(t: &Say, row: &RefusedRow) -> String {
    let column = row.refusal.column.map_or("–", Column::heading);
    let values: [(&'static str, &dyn web::texts::Argument); 4] = [
        ("file", &row.file),
        ("line", &row.refusal.line.to_string()),
        ("column", &column),
        ("reason", &reason(t, &row.refusal.reason)),
    ];
    t.with("import-refused-row", &values)
}

fn reason(t: &Say, reason: &Reason) -> String {
    let text = |key: &str, text: &dyn ToString| t.with1(key, "text", text.to_string());
    match reason {
        Reason::FieldCount { found, expected } => {
            t.with("row-fields", &[("found", found), ("expected", expected)])
        }
        Reason::TooLong { bytes } => t.with1("row-too-long", "bytes", *bytes),
        Reason::BrokenOff => t.say("row-broken-off").into_owned(),
        Reason::Missing => t.say("row-missing").into_owned(),
        Reason::NotANumber(found) => text("row-not-a-number", found),
        Reason::OutOfRange(found) => text("row-out-of-range", found),
        Reason::UnknownKind(found) => text("row-unknown-kind", found),
        Reason::NotALetter(found) => text("row-not-a-letter", found),
        Reason::NotADate(found) => text("row-not-a-date", found),
        Reason::Position(cause) => position(t, cause),
        Reason::NotText(byte) => text("row-not-text", byte),
        Reason::Utf8 => t.say("row-utf8").into_owned(),
    }
}

fn position(t: &Say, error: &KrovakError) -> String {
    let (key, y, x) = match *error {
        KrovakError::NotFinite => return t.say("row-not-finite").into_owned(),
        KrovakError::AxesSwapped { y, x } => ("row-axes-swapped", y, x),
        KrovakError::AxesNegative { y, x } => ("row-axes-negative", y, x),
        KrovakError::Degrees { y, x } => ("row-degrees", y, x),
        KrovakError::OutsideCountry { y, x } => ("row-outside-country", y, x),
    };
    t.with(key, &[("y", &y), ("x", &x)])
}
