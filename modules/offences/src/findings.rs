//! What a reader found in the lines of a file, as sentences: what, how often, and where first.

use crime_files::{Fate, Finding, Place, What};
use web::Say;

/// One finding. The report keeps the first places of it only.
pub(crate) fn said(t: &Say, finding: &Finding) -> String {
    let mut places: Vec<String> = finding.first.iter().map(|at| place(t, at)).collect();
    if finding.count > places.len() as u64 {
        places.push("…".to_owned());
    }
    let fate = match finding.fate {
        Fate::Kept => "offences-fate-kept",
        Fate::Quarantined => "offences-fate-quarantined",
        Fate::Refused => "offences-fate-refused",
    };
    t.with(
        "offences-finding-of-lines",
        &[
            ("what", &what(t, &finding.what)),
            ("fate", &t.say(fate).into_owned()),
            ("count", &finding.count),
            ("places", &places.join("; ")),
        ],
    )
}

/// What was found.
pub(crate) fn what(t: &Say, what: &What) -> String {
    let plain = |key: &str| t.say(key).into_owned();
    let named = |key: &str, name: &String| t.with1(key, "name", name.clone());
    match what {
        What::Ragged => plain("offences-what-ragged"),
        What::Unreadable(name) => named("offences-what-unreadable", name),
        What::Empty(name) => named("offences-what-empty", name),
        What::UnknownCode { codebook, code } => {
            t.with2("offences-what-unknown-code", "list", codebook.clone(), "name", code.clone())
        }
        What::Duplicate => plain("offences-what-duplicate"),
        What::Contradiction => plain("offences-what-contradiction"),
        What::Incomplete => plain("offences-what-incomplete"),
        What::Future => plain("offences-what-future"),
        What::EndBeforeStart => plain("offences-what-end-before-start"),
        What::NoPlace => plain("offences-what-no-place"),
        What::OutsideBox => plain("offences-what-outside"),
        What::SwappedAxes => plain("offences-what-swapped-axes"),
        What::Stacked => plain("offences-what-stacked"),
        What::Negative => plain("offences-what-negative"),
        What::ImpossibleShare(name) => named("offences-what-impossible-share", name),
        What::Glued(name) => named("offences-what-glued", name),
        What::Sum(name) => named("offences-what-sum", name),
        What::CodePage(name) => named("offences-what-code-page", name),
        What::Garbled => plain("offences-what-garbled"),
        What::OtherMonth => plain("offences-what-other-month"),
        What::UnknownColumn(name) => named("offences-what-unknown-column", name),
        // A kind the engine learned since: its own name is better than nothing.
        other => format!("{other:?}"),
    }
}

/// Where, as the person who opens the file would look for it.
pub(crate) fn place(t: &Say, at: &Place) -> String {
    // Numbers of lines as an editor shows them, without separators.
    match at {
        Place::File => t.say("offences-place-file").into_owned(),
        Place::Line(line) => t.with1("offences-place-line", "line", line.to_string()),
        Place::Field { line, column } => {
            t.with2("offences-place-field", "line", line.to_string(), "column", column.clone())
        }
        Place::Sheet(sheet) => t.with1("offences-place-sheet", "sheet", sheet.clone()),
        Place::Cell { sheet, cell } => {
            t.with2("offences-place-cell", "sheet", sheet.clone(), "cell", cell.clone())
        }
        Place::Member(path) => path.clone(),
    }
}
