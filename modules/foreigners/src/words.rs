//! Values as a person reads them.

use chrono::NaiveDate;
use official_statistics::agencies::Doubt;
use official_statistics::mapping::Difference;
use official_statistics::plausible::Off;
use official_statistics::{Fault, FaultKind, Forms, Mismatch};
use web::Say;

use crate::agencies::Operates;
use crate::delivery::Refused;
use crate::stock::{ALL, OTHER};

/// What a file is refused for: a heading sentence and what stands under it.
pub(crate) fn refused(t: &Say, refused: &Refused) -> (String, Vec<String>) {
    let say = |key: &str| (t.say(key).into_owned(), Vec::new());
    match refused {
        Refused::Fault(fault) => match &fault.kind {
            FaultKind::Layout(differences) => (
                t.say("foreigners-refused-layout").into_owned(),
                differences.iter().map(|it| difference(t, it)).collect(),
            ),
            _ => (t.say("foreigners-refused-fault").into_owned(), vec![self::fault(t, fault)]),
        },
        Refused::Sums(wrong) => (
            t.with1("foreigners-refused-sums", "count", wrong.len()),
            wrong.iter().take(50).map(|it| mismatch(t, it)).collect(),
        ),
        Refused::Implausible(off) => {
            (t.say("foreigners-refused-implausible").into_owned(), implausible(t, off))
        }
        Refused::NotOurs(names) => {
            let names = names.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
            (
                t.say("foreigners-refused-not-ours").into_owned(),
                vec![t.with1("foreigners-refused-names", "names", names)],
            )
        }
        Refused::NoDistrict => say("foreigners-refused-no-district"),
        Refused::NoConcept => say("foreigners-refused-no-concept"),
        Refused::Agencies => say("foreigners-refused-agencies"),
        Refused::NeedsMapping => say("foreigners-refused-needs-mapping"),
    }
}

/// A fault with its place.
pub(crate) fn fault(t: &Say, fault: &Fault) -> String {
    let what = match &fault.kind {
        FaultKind::Empty => t.say("foreigners-fault-empty").into_owned(),
        FaultKind::NotUtf8 { looks_like } => t.with1("foreigners-fault-utf8", "page", *looks_like),
        FaultKind::UnknownForm(line) => t.with1("foreigners-fault-unknown", "line", line.as_str()),
        FaultKind::Columns { found, expected, missing, unknown } => t.with(
            "foreigners-fault-columns",
            &[
                ("found", found),
                ("expected", expected),
                ("missing", &list(missing)),
                ("unknown", &list(unknown)),
            ],
        ),
        FaultKind::Ragged { found, expected } => {
            t.with2("foreigners-fault-ragged", "found", *found, "expected", *expected)
        }
        FaultKind::OpenQuote => t.say("foreigners-fault-quote").into_owned(),
        FaultKind::Value { found, expected } => {
            t.with2("foreigners-fault-value", "found", found.as_str(), "expected", *expected)
        }
        FaultKind::Twice { first } => t.with1("foreigners-fault-twice", "row", *first),
        FaultKind::TooLarge { what, most } => t.with2("foreigners-fault-large", "what", *what, "most", *most),
        FaultKind::Json(why) => t.with1("foreigners-fault-json", "why", why.as_str()),
        FaultKind::Archive(why) | FaultKind::Workbook(why) => {
            t.with1("foreigners-fault-file", "why", why.as_str())
        }
        FaultKind::Layout(_) => t.say("foreigners-refused-layout").into_owned(),
    };
    match (fault.row, fault.column.is_empty()) {
        (Some(row), true) => format!("{} {what}", t.with1("foreigners-fault-row", "row", row)),
        (Some(row), false) => {
            format!(
                "{} {what}",
                t.with2("foreigners-fault-cell", "row", row, "column", fault.column.as_str())
            )
        }
        (None, _) => what,
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

fn mismatch(t: &Say, it: &Mismatch) -> String {
    t.with(
        "foreigners-mismatch",
        &[("row", &it.row), ("what", &it.what.as_str()), ("printed", &it.printed), ("summed", &it.summed)],
    )
}

fn implausible(t: &Say, off: &Off) -> Vec<String> {
    let said = t.with(
        "foreigners-implausible",
        &[
            ("year", &off.year.to_string().as_str()),
            ("found", &t.number(off.found).as_str()),
            ("known", &t.number(off.known).as_str()),
            ("factor", &t.decimal(off.factor, 1).as_str()),
        ],
    );
    let why = off.added_up.map(|times| t.with1("foreigners-implausible-added", "times", times));
    [Some(said), why].into_iter().flatten().collect()
}

/// A difference of layout.
pub(crate) fn difference(t: &Say, difference: &Difference) -> String {
    match difference {
        Difference::Sheet { expected, found } => {
            t.with2("foreigners-layout-sheet", "expected", expected.as_str(), "found", list(found))
        }
        Difference::Heading { column, expected, found } => t.with(
            "foreigners-layout-heading",
            &[("column", &column.as_str()), ("expected", &named(expected)), ("found", &named(found))],
        ),
        Difference::Sums(name) => t.with1("foreigners-layout-sums", "name", name.as_str()),
    }
}

fn named(heading: &str) -> String {
    if heading.is_empty() { "–".to_owned() } else { heading.to_owned() }
}

/// Why an entry of the register was held back.
pub(crate) fn doubt(t: &Say, doubt: &Doubt) -> String {
    let key = match doubt {
        Doubt::NoIco => "foreigners-doubt-no-ico",
        Doubt::WrongIco => "foreigners-doubt-wrong-ico",
        Doubt::SameIco => "foreigners-doubt-same-ico",
        Doubt::PermitDay => "foreigners-doubt-permit-day",
        Doubt::PermitForm => "foreigners-doubt-permit-form",
        Doubt::PermitTwice => "foreigners-doubt-permit-twice",
        Doubt::NotAnAgency => "foreigners-doubt-not-an-agency",
    };
    t.say(key).into_owned()
}

/// A definition of "operates here".
pub(crate) fn operates(t: &Say, operates: Operates) -> String {
    t.say(&format!("foreigners-operates-{}", operates.key())).into_owned()
}

/// Forms of a permit: `a, c`.
pub(crate) fn forms(forms: Forms) -> String {
    forms.letters().chars().map(String::from).collect::<Vec<_>>().join(", ")
}

/// Name of a concept in the catalogue.
pub(crate) fn concept(t: &Say, figures: &indicators::Indicators, key: &str) -> String {
    let known = figures.catalogue().concept(key);
    known.map_or_else(|| key.to_owned(), |concept| concept.name.in_language(t.lang().tag()).to_owned())
}

/// Name of a row of citizenships.
pub(crate) fn citizenship(t: &Say, figures: &indicators::Indicators, row: &str) -> String {
    match row {
        ALL => t.say("foreigners-all").into_owned(),
        other => {
            let known = figures.catalogue().item("citizenship", other);
            let name = known.map(|item| item.name.in_language(t.lang().tag()).to_owned());
            name.unwrap_or_else(|| {
                if other == OTHER { t.say("foreigners-others").into_owned() } else { other.to_owned() }
            })
        }
    }
}

/// A day as the wall clock of the city shows it, for the engine's days too.
pub(crate) fn day(t: &Say, text: &str) -> String {
    text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), |day| t.date(&day))
}
