//! What is wrong with a questionnaire, in the words of whoever reads it: sheet, row, column, what is wrong and what to do.

use questionnaires::expression::{SyntaxError, SyntaxFlaw};
use questionnaires::xlsform::{Fault, FaultKind, Spots};
use questionnaires::{Finding, Flaw, KindError, Place, Said};
use web::Say;

/// One line of the table of findings.
pub(crate) struct Line {
    pub(crate) sheet: String,
    pub(crate) row: String,
    pub(crate) column: String,
    pub(crate) what: String,
    /// Whether the questionnaire may be kept all the same.
    pub(crate) doubt: bool,
}

/// The line of a fault of the workbook.
pub(crate) fn fault(t: &Say, fault: &Fault) -> Line {
    Line {
        sheet: fault.sheet.clone(),
        row: if fault.row == 0 { String::new() } else { fault.row.to_string() },
        column: fault.column.clone(),
        what: kind(t, &fault.kind),
        doubt: false,
    }
}

/// The line of a finding of the lint.
pub(crate) fn finding(t: &Say, spots: &Spots, finding: &Finding) -> Line {
    let spot = spots.find(finding);
    let place = place(t, &finding.place);
    let flaw = flaw(t, &finding.flaw);
    Line {
        sheet: spot.sheet.to_owned(),
        row: if spot.row == 0 { String::new() } else { spot.row.to_string() },
        column: spot.column,
        what: if place.is_empty() { flaw } else { format!("{place}: {flaw}") },
        doubt: finding.flaw.is_doubt(),
    }
}

fn kind(t: &Say, kind: &FaultKind) -> String {
    let plain = |key: &str| t.say(key).into_owned();
    match kind {
        FaultKind::NotAWorkbook(_) => plain("survey-fault-not-a-workbook"),
        FaultKind::TooLarge(_) => plain("survey-fault-too-large"),
        FaultKind::NoSheet => plain("survey-fault-no-sheet"),
        FaultKind::EmptySheet => plain("survey-fault-empty-sheet"),
        FaultKind::UnknownColumn(name) => t.with1("survey-fault-unknown-column", "name", name.as_str()),
        FaultKind::ColumnTwice(name) => t.with1("survey-fault-column-twice", "name", name.as_str()),
        FaultKind::NoColumn(name) => t.with1("survey-fault-no-column", "name", *name),
        FaultKind::LanguageWithoutCode(name) => t.with1("survey-fault-language-code", "name", name.as_str()),
        FaultKind::LanguageNames { code, first } => {
            t.with2("survey-fault-language-names", "code", code.as_str(), "first", first.as_str())
        }
        FaultKind::TwoTexts => plain("survey-fault-two-texts"),
        FaultKind::EmptyCell => plain("survey-fault-empty-cell"),
        FaultKind::NamelessColumn => plain("survey-fault-nameless-column"),
        FaultKind::ErrorCell(found) => t.with1("survey-fault-error-cell", "found", found.as_str()),
        FaultKind::NotOneOf { found, allowed } => {
            t.with2("survey-fault-not-one-of", "found", found.as_str(), "allowed", allowed.as_str())
        }
        FaultKind::Unsupported { found, .. } => t.with1("survey-fault-unsupported", "found", found.as_str()),
        FaultKind::Kind(error) => of_kind(t, error),
        FaultKind::Expression(error) => syntax(t, error),
        FaultKind::Parameters => plain("survey-fault-parameters"),
        FaultKind::Superfluous { kind, column } => {
            t.with2("survey-fault-superfluous", "kind", kind.as_str(), "column", column.as_str())
        }
        FaultKind::EndWithoutBegin => plain("survey-fault-end-without-begin"),
        FaultKind::BeginWithoutEnd => plain("survey-fault-begin-without-end"),
        FaultKind::GroupWithinGroup => plain("survey-fault-group-within-group"),
        FaultKind::TwoDirections(list) => t.with1("survey-fault-two-directions", "list", list.as_str()),
        FaultKind::SecondSettings => plain("survey-fault-second-settings"),
    }
}

fn of_kind(t: &Say, error: &KindError) -> String {
    match error {
        KindError::Unknown(kind) => t.with1("survey-fault-unknown-kind", "kind", kind.as_str()),
        KindError::Needs { kind, needs } => {
            t.with2("survey-fault-kind-needs", "kind", kind.as_str(), "needs", detail(t, needs))
        }
        KindError::Superfluous { kind, has } => {
            t.with2("survey-fault-superfluous", "kind", kind.as_str(), "column", detail(t, has))
        }
    }
}

/// What a kind of question needs or does not have; the engine names few such things.
fn detail(t: &Say, named: &str) -> String {
    let key = match named {
        "list" | "a list" => "survey-detail-list",
        "choice filter" => "survey-detail-filter",
        "calculation" | "a calculation" => "survey-detail-calculation",
        _ => "survey-detail-range",
    };
    t.say(key).into_owned()
}

fn syntax(t: &Say, error: &SyntaxError) -> String {
    let flaw = match &error.flaw {
        SyntaxFlaw::Empty => t.say("survey-syntax-empty").into_owned(),
        SyntaxFlaw::UnexpectedCharacter(found) => {
            t.with1("survey-syntax-character", "found", found.to_string())
        }
        SyntaxFlaw::UnexpectedWord => t.say("survey-syntax-word").into_owned(),
        SyntaxFlaw::UnexpectedEnd => t.say("survey-syntax-end").into_owned(),
        SyntaxFlaw::UnclosedReference => t.say("survey-syntax-unclosed").into_owned(),
        SyntaxFlaw::BadReference(found) => t.with1("survey-syntax-reference", "found", found.as_str()),
        SyntaxFlaw::UnclosedText => t.say("survey-syntax-quote").into_owned(),
        SyntaxFlaw::BadNumber(found) => t.with1("survey-syntax-number", "found", found.as_str()),
        SyntaxFlaw::UnknownFunction(found) => t.with1("survey-syntax-function", "found", found.as_str()),
        SyntaxFlaw::Arguments { function, takes, has } => {
            t.with("survey-syntax-arguments", &[("function", function), ("takes", takes), ("has", has)])
        }
        SyntaxFlaw::TooDeep => t.say("survey-syntax-deep").into_owned(),
    };
    t.with2("survey-fault-expression", "at", error.at, "what", flaw)
}

fn place(t: &Say, place: &Place) -> String {
    match place {
        Place::Whole => String::new(),
        Place::List(list) => t.with1("survey-place-list", "list", list.as_str()),
        Place::Choice { list, code } => {
            t.with2("survey-place-choice", "list", list.as_str(), "code", code.as_str())
        }
        Place::Group(at) => t.with1("survey-place-group", "at", *at),
        Place::GroupRelevant { group, at } => {
            t.with2("survey-place-group-expression", "group", *group, "at", *at)
        }
        Place::Question(name) => t.with1("survey-place-question", "name", name.as_str()),
        Place::Expression { question, at, .. } => {
            t.with2("survey-place-expression", "name", question.as_str(), "at", *at)
        }
    }
}

fn said(t: &Say, said: Said) -> String {
    let key = match said {
        Said::Title => "survey-said-title",
        Said::Label => "survey-said-label",
        Said::Hint => "survey-said-hint",
        Said::RequiredMessage => "survey-said-required-message",
        Said::ConstraintMessage => "survey-said-constraint-message",
    };
    t.say(key).into_owned()
}

fn type_of(t: &Say, kind: questionnaires::Type) -> String {
    let key = match kind {
        questionnaires::Type::Number => "survey-type-number",
        questionnaires::Type::Text => "survey-type-text",
        questionnaires::Type::Truth => "survey-type-truth",
        questionnaires::Type::Codes => "survey-type-codes",
    };
    t.say(key).into_owned()
}

fn flaw(t: &Say, flaw: &Flaw) -> String {
    let plain = |key: &str| t.say(key).into_owned();
    match flaw {
        Flaw::UnknownDefaultLanguage(code) => t.with1("survey-flaw-default-language", "code", code.as_str()),
        Flaw::LanguageTwice(code) => t.with1("survey-flaw-language-twice", "code", code.as_str()),
        Flaw::UndeclaredLanguage { said: what, language } => {
            t.with2("survey-flaw-undeclared-language", "said", said(t, *what), "language", language.as_str())
        }
        Flaw::Untranslated { said: what, language } => {
            t.with2("survey-flaw-untranslated", "said", said(t, *what), "language", language.as_str())
        }
        Flaw::NoLabel => plain("survey-flaw-no-label"),
        Flaw::MessageWithoutReason(what) => t.with1("survey-flaw-message", "said", said(t, *what)),
        Flaw::BadName => plain("survey-flaw-bad-name"),
        Flaw::NameTaken(by) => t.with1("survey-flaw-name-taken", "by", place(t, by)),
        Flaw::ListClash(list) => t.with1("survey-flaw-list-clash", "list", list.as_str()),
        Flaw::EmptyList => plain("survey-flaw-empty-list"),
        Flaw::NothingButMissing => plain("survey-flaw-nothing-but-missing"),
        Flaw::UnusedList => plain("survey-flaw-unused-list"),
        Flaw::CodeTwice => plain("survey-flaw-code-twice"),
        Flaw::CodeWithBlank => plain("survey-flaw-code-with-blank"),
        Flaw::CodeOfScale => plain("survey-flaw-code-of-scale"),
        Flaw::BadTag(tag) => t.with1("survey-flaw-bad-tag", "tag", tag.as_str()),
        Flaw::NoList(list) => t.with1("survey-flaw-no-list", "list", list.as_str()),
        Flaw::BadRange => plain("survey-flaw-bad-range"),
        Flaw::EmptyGroup => plain("survey-flaw-empty-group"),
        Flaw::LooseAfterLoose => plain("survey-flaw-loose"),
        Flaw::NothingToConstrain => plain("survey-flaw-nothing-to-constrain"),
        Flaw::UnknownReference(name) => t.with1("survey-flaw-unknown-reference", "name", name.as_str()),
        Flaw::ValuelessReference(name) => t.with1("survey-flaw-valueless-reference", "name", name.as_str()),
        Flaw::ForwardReference(name) => t.with1("survey-flaw-forward-reference", "name", name.as_str()),
        Flaw::Cycle(names) => t.with1("survey-flaw-cycle", "names", names.join(" → ")),
        Flaw::ItselfOutside => plain("survey-flaw-itself-outside"),
        Flaw::ColumnOutside(name) => t.with1("survey-flaw-column-outside", "name", name.as_str()),
        Flaw::UnknownColumn(name) => t.with1("survey-flaw-unknown-column", "name", name.as_str()),
        Flaw::TypeMismatch { expected, found } => {
            t.with2("survey-flaw-type", "expected", type_of(t, *expected), "found", type_of(t, *found))
        }
        Flaw::UnknownCode { question, code } => {
            t.with2("survey-flaw-unknown-code", "question", question.as_str(), "code", code.as_str())
        }
    }
}
