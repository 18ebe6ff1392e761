//! The flat table the answers make: its columns, its codebook, a row.
//!
//! | kind | columns |
//! |---|---|
//! | select_one, integer, decimal, range, text, date, acknowledge, hidden, calculate | `name` |
//! | select_multiple | `name/code`, 1 chosen, 0 not; for each choice that is an answer |
//! | rank | `name/code`, the place, from 1 |
//! | geopoint | `name/latitude`, `name/longitude`, degrees |
//! | note, metadata | none |
//!
//! A choice that is a kind of missing has no column: whoever chose it has that kind of missing in all columns of the
//! question. So a share of `name/code` is over persons who answered, never over those who could not.

use crate::answers::{Answer, Answers, Entry};
use crate::expression::Value;
use crate::kind::Kind;
use crate::model::{Choice, Direction, List, Missing, Question, Questionnaire, Text};
use crate::progress::Progress;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name: that of the question, or `question/part`.
    pub name: String,
    /// The question it comes from.
    pub question: String,
    /// The question in words.
    pub label: Text,
    /// The part in words: the choice of a select_multiple or rank; empty for others.
    pub part: Text,
    /// What can stand in it.
    pub measure: Measure,
    /// Codes with their words; those with a kind of missing are not answers. Empty where numbers are numbers.
    pub codes: Vec<Code>,
    /// Whether a table of it is protected more.
    pub sensitive: bool,
    /// The kind of missing that counts in the base of its shares.
    pub in_base: Option<Missing>,
}

/// What can stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Codes without an order.
    Nominal,
    /// Codes that form a scale.
    Ordinal(Direction),
    /// Numbers.
    Number,
    /// 0 and 1.
    Flag,
    /// Places in an order, from 1.
    Rank,
    /// Days.
    Day,
    /// Texts; not for publishing.
    Text,
}

/// A code of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// As stored.
    pub code: String,
    /// In words.
    pub label: Text,
    /// The kind of missing it stands for.
    pub missing: Option<Missing>,
}

/// What stands in a cell of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A code.
    Code(String),
    /// A number, a flag, a rank.
    Number(f64),
    /// A text or a day.
    Text(String),
    /// A kind of missing.
    Missing(Missing),
    /// Not asked, not visible, or lost.
    Nothing,
}

/// A line of the codebook: a column, and one of its codes if it has any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookLine {
    /// Name of the column.
    pub column: String,
    /// The question and the part in words.
    pub label: String,
    /// The code; empty when the column has none.
    pub code: String,
    /// The code in words.
    pub words: String,
    /// The kind of missing it stands for.
    pub missing: Option<Missing>,
}

/// Columns of the data of a questionnaire, in order.
#[must_use]
pub fn columns(questionnaire: &Questionnaire) -> Vec<Column> {
    questionnaire.questions().flat_map(|(_, question)| columns_of(question, questionnaire)).collect()
}

fn columns_of(question: &Question, questionnaire: &Questionnaire) -> Vec<Column> {
    let list = question.kind.choosing().and_then(|it| questionnaire.list(&it.list));
    let answers = || list.iter().flat_map(|it| &it.choices).filter(|it| it.missing.is_none());
    let column = |part: Option<(&str, &Text)>, measure, codes| Column {
        name: part.map_or_else(|| question.name.clone(), |(part, _)| format!("{}/{part}", question.name)),
        question: question.name.clone(),
        label: question.label.clone(),
        part: part.map(|(_, words)| words.clone()).unwrap_or_default(),
        measure,
        codes,
        sensitive: question.sensitive,
        in_base: question.in_base,
    };
    let parts =
        |measure| answers().map(|it| column(Some((&it.code, &it.label)), measure, Vec::new())).collect();
    let one = |measure| vec![column(None, measure, Vec::new())];
    match &question.kind {
        Kind::SelectOne(_) => {
            let direction = list.map(|it| it.direction).unwrap_or_default();
            let measure =
                if direction == Direction::None { Measure::Nominal } else { Measure::Ordinal(direction) };
            vec![column(None, measure, list.map(codes).unwrap_or_default())]
        }
        Kind::SelectMultiple(_) => parts(Measure::Flag),
        Kind::Rank(_) => parts(Measure::Rank),
        Kind::Integer | Kind::Decimal | Kind::Range(_) => one(Measure::Number),
        Kind::Text | Kind::Hidden | Kind::Calculate(_) => one(Measure::Text),
        Kind::Date => one(Measure::Day),
        Kind::Acknowledge => one(Measure::Flag),
        Kind::Geopoint => {
            let none = Text::default();
            let part = |name| column(Some((name, &none)), Measure::Number, Vec::new());
            vec![part("latitude"), part("longitude")]
        }
        Kind::Note | Kind::Metadata(_) => Vec::new(),
    }
}

fn codes(list: &List) -> Vec<Code> {
    let code = |it: &Choice| Code { code: it.code.clone(), label: it.label.clone(), missing: it.missing };
    list.choices.iter().map(code).collect()
}

/// The codebook in a language: every column, with a line for each of its codes.
#[must_use]
pub fn codebook(questionnaire: &Questionnaire, language: &str) -> Vec<CodebookLine> {
    let words = |text: &Text| text.or(language, &questionnaire.default_language).to_owned();
    let mut lines = Vec::new();
    for column in columns(questionnaire) {
        let (label, part) = (words(&column.label), words(&column.part));
        let label = if part.is_empty() { label } else { format!("{label} – {part}") };
        let line = |code: &str, words, missing| CodebookLine {
            column: column.name.clone(),
            label: label.clone(),
            code: code.to_owned(),
            words,
            missing,
        };
        if column.codes.is_empty() {
            lines.push(line("", String::new(), None));
        }
        lines.extend(column.codes.iter().map(|it| line(&it.code, words(&it.label), it.missing)));
    }
    lines
}

/// The row these answers make, cell by cell as [`columns`] has them. What is not visible is `Nothing`, whatever was
/// answered; an answer of another kind than the question's is `Nothing` too: [`validate`](crate::validate()) first.
#[must_use]
pub fn row(questionnaire: &Questionnaire, answers: &Answers) -> Vec<Cell> {
    let progress = Progress::of(questionnaire, answers);
    let mut cells = Vec::new();
    for (_, question) in questionnaire.questions() {
        let entry = answers.get(&question.name).filter(|_| progress.shows(&question.name));
        cells.extend(cells_of(question, entry, &progress));
    }
    cells
}

fn cells_of(question: &Question, entry: Option<&Entry>, progress: &Progress<'_>) -> Vec<Cell> {
    let list = progress.list(question);
    let missing = |code: &str| list.iter().find(|it| it.code == *code).and_then(|it| it.missing);
    let each = |cell: &dyn Fn(&str) -> Cell| {
        list.iter().filter(|it| it.missing.is_none()).map(|it| cell(&it.code)).collect()
    };
    match (&question.kind, entry) {
        (Kind::Note | Kind::Metadata(_), _) => Vec::new(),
        (Kind::Calculate(_), _) => vec![computed(progress.value(&question.name))],
        (Kind::SelectMultiple(_) | Kind::Rank(_), entry) => match entry {
            Some(Entry::Given(Answer::Codes(chosen))) => {
                if let Some(kind) = chosen.iter().find_map(|code| missing(code)) {
                    return each(&|_| Cell::Missing(kind));
                }
                let ranked = matches!(question.kind, Kind::Rank(_));
                each(&|code| match chosen.iter().position(|it| it == code) {
                    Some(at) if ranked => Cell::Number(f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX))),
                    None if ranked => Cell::Nothing,
                    found => Cell::Number(f64::from(u8::from(found.is_some()))),
                })
            }
            Some(Entry::Missing(kind)) => each(&|_| Cell::Missing(*kind)),
            _ => each(&|_| Cell::Nothing),
        },
        (Kind::Geopoint, entry) => match entry {
            Some(Entry::Given(Answer::Place { latitude, longitude })) => {
                vec![Cell::Number(*latitude), Cell::Number(*longitude)]
            }
            Some(Entry::Missing(kind)) => vec![Cell::Missing(*kind), Cell::Missing(*kind)],
            _ => vec![Cell::Nothing, Cell::Nothing],
        },
        (_, Some(Entry::Missing(kind))) => vec![Cell::Missing(*kind)],
        (kind, Some(Entry::Given(answer))) => vec![single(kind, answer, &missing)],
        (_, None) => vec![Cell::Nothing],
    }
}

/// The one cell of a kind that has one.
fn single(kind: &Kind, answer: &Answer, missing: &dyn Fn(&str) -> Option<Missing>) -> Cell {
    match (kind, answer) {
        (Kind::SelectOne(_), Answer::Code(code)) => {
            missing(code).map_or_else(|| Cell::Code(code.clone()), Cell::Missing)
        }
        (Kind::Integer | Kind::Decimal | Kind::Range(_), Answer::Whole(_) | Answer::Number(_)) => {
            Cell::Number(answer.value().number())
        }
        (Kind::Text | Kind::Hidden, Answer::Text(text)) => Cell::Text(text.clone()),
        (Kind::Date, Answer::Day(day)) => Cell::Text(day.to_string()),
        (Kind::Acknowledge, Answer::Acknowledged) => Cell::Number(1.0),
        _ => Cell::Nothing,
    }
}

/// A computed value as text; not a number and nothing are nothing.
fn computed(value: Option<&Value>) -> Cell {
    match value {
        None => Cell::Nothing,
        Some(Value::Number(number)) if number.is_nan() => Cell::Nothing,
        Some(value) if value.is_nothing() => Cell::Nothing,
        Some(value) => Cell::Text(value.text()),
    }
}
