//! Kinds of questions, and how they are written in the text form.

use serde::{Deserialize, Serialize};

use crate::expression::Expression;
use crate::model::{Missing, Question, Text};

/// What is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One choice of a list.
    SelectOne(Choosing),
    /// Any number of choices.
    SelectMultiple(Choosing),
    /// All choices, put in order.
    Rank(Choosing),
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A number on a scale.
    Range(Range),
    /// Free text. Never published.
    Text,
    /// A day.
    Date,
    /// "I have read this."
    Acknowledge,
    /// A place on the map, WGS 84.
    Geopoint,
    /// Nothing is answered, something is said.
    Note,
    /// Computed from other answers.
    Calculate(Expression),
    /// Filled in by the form, not by the person.
    Hidden,
    /// What a device records by itself. Kept in the form; Okrsek neither asks nor stores it.
    Metadata(Metadata),
}

/// Choosing from a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Choosing {
    /// Name of the list.
    pub list: String,
    /// Which choices are offered, by their tags and earlier answers; all, when there is none.
    pub filter: Option<Expression>,
}

impl Choosing {
    /// All choices of a list.
    #[must_use]
    pub fn from(list: &str) -> Choosing {
        Choosing { list: list.to_owned(), filter: None }
    }
}

/// A scale from `start` to `end` by `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// One end.
    pub start: f64,
    /// The other end.
    pub end: f64,
    /// Distance of neighbouring values.
    pub step: f64,
}

impl Range {
    /// Whether a value lies on the scale (within a billionth of a step).
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        let steps = (value - self.start) / self.step;
        let (low, high) = (self.start.min(self.end), self.start.max(self.end));
        (low..=high).contains(&value) && (steps - steps.round()).abs() < 1e-9
    }
}

/// What a device records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metadata {
    /// When the form was opened.
    Start,
    /// When it was closed.
    End,
    /// The day.
    Today,
}

impl Kind {
    /// The choosing of the three kinds that have one.
    #[must_use]
    pub fn choosing(&self) -> Option<&Choosing> {
        match self {
            Kind::SelectOne(choosing) | Kind::SelectMultiple(choosing) | Kind::Rank(choosing) => {
                Some(choosing)
            }
            _ => None,
        }
    }

    /// Whether a person answers it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !matches!(self, Kind::Note | Kind::Calculate(_) | Kind::Hidden | Kind::Metadata(_))
    }

    /// Its word in files: that of XLSForm, without the list.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Kind::SelectOne(_) => "select_one",
            Kind::SelectMultiple(_) => "select_multiple",
            Kind::Rank(_) => "rank",
            Kind::Integer => "integer",
            Kind::Decimal => "decimal",
            Kind::Range(_) => "range",
            Kind::Text => "text",
            Kind::Date => "date",
            Kind::Acknowledge => "acknowledge",
            Kind::Geopoint => "geopoint",
            Kind::Note => "note",
            Kind::Calculate(_) => "calculate",
            Kind::Hidden => "hidden",
            Kind::Metadata(Metadata::Start) => "start",
            Kind::Metadata(Metadata::End) => "end",
            Kind::Metadata(Metadata::Today) => "today",
        }
    }
}

/// What a kind needs besides its word.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Details {
    pub(crate) list: Option<String>,
    pub(crate) filter: Option<Expression>,
    pub(crate) calculation: Option<Expression>,
    pub(crate) range: Option<Range>,
}

/// Why a word and its details make no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// A word that is no kind.
    #[error(
        "there is no kind of question {0:?}; use select_one, select_multiple, rank, integer, decimal, range, text, date, acknowledge, geopoint, note, calculate, hidden, start, end or today"
    )]
    Unknown(String),
    /// A detail the kind cannot do without.
    #[error("a question of the kind {kind:?} needs {needs}; write it")]
    Needs {
        /// The kind.
        kind: String,
        /// The detail.
        needs: &'static str,
    },
    /// A detail that belongs to another kind.
    #[error("a question of the kind {kind:?} has no {has}; remove it")]
    Superfluous {
        /// The kind.
        kind: String,
        /// The detail.
        has: &'static str,
    },
}

impl Details {
    /// Whether nothing but the list is known.
    pub(crate) fn is_bare(&self) -> bool {
        self.filter.is_none() && self.calculation.is_none() && self.range.is_none()
    }

    /// The kind of this word, all details used up.
    pub(crate) fn kind(mut self, word: &str) -> Result<Kind, KindError> {
        let needs = |needs| KindError::Needs { kind: word.to_owned(), needs };
        let kind = match word {
            "select_one" | "select_multiple" | "rank" => {
                let list = self.list.take().ok_or_else(|| needs("a list"))?;
                let choosing = Choosing { list, filter: self.filter.take() };
                match word {
                    "select_one" => Kind::SelectOne(choosing),
                    "select_multiple" => Kind::SelectMultiple(choosing),
                    _ => Kind::Rank(choosing),
                }
            }
            "range" => Kind::Range(self.range.take().ok_or_else(|| needs("start, end and step"))?),
            "calculate" => Kind::Calculate(self.calculation.take().ok_or_else(|| needs("a calculation"))?),
            "integer" => Kind::Integer,
            "decimal" => Kind::Decimal,
            "text" => Kind::Text,
            "date" => Kind::Date,
            "acknowledge" => Kind::Acknowledge,
            "geopoint" => Kind::Geopoint,
            "note" => Kind::Note,
            "hidden" => Kind::Hidden,
            "start" => Kind::Metadata(Metadata::Start),
            "end" => Kind::Metadata(Metadata::End),
            "today" => Kind::Metadata(Metadata::Today),
            other => return Err(KindError::Unknown(other.to_owned())),
        };
        let left = [
            (self.list.is_some(), "list"),
            (self.filter.is_some(), "choice filter"),
            (self.calculation.is_some(), "calculation"),
            (self.range.is_some(), "range parameters"),
        ];
        match left.into_iter().find(|(left, _)| *left) {
            Some((_, has)) => Err(KindError::Superfluous { kind: word.to_owned(), has }),
            None => Ok(kind),
        }
    }
}

/// A question as the text form writes it: flat, and only what is said.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    name: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filter: Option<Expression>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calculation: Option<Expression>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<f64>,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    label: Text,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    hint: Text,
    #[serde(default, skip_serializing_if = "is_false")]
    required: bool,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    required_message: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    relevant: Option<Expression>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    constraint: Option<Expression>,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    constraint_message: Text,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    appearance: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    default: String,
    #[serde(default, skip_serializing_if = "is_false")]
    sensitive: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_base: Option<Missing>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl TryFrom<Written> for Question {
    type Error = KindError;

    fn try_from(written: Written) -> Result<Question, KindError> {
        let range = match (written.start, written.end, written.step) {
            (None, None, None) => None,
            (Some(start), Some(end), Some(step)) => Some(Range { start, end, step }),
            _ => {
                return Err(KindError::Needs { kind: written.kind, needs: "start, end and step, all three" });
            }
        };
        let Written { list, filter, calculation, .. } = written;
        Ok(Question {
            name: written.name,
            kind: Details { list, filter, calculation, range }.kind(&written.kind)?,
            label: written.label,
            hint: written.hint,
            required: written.required,
            required_message: written.required_message,
            relevant: written.relevant,
            constraint: written.constraint,
            constraint_message: written.constraint_message,
            appearance: written.appearance,
            default: written.default,
            sensitive: written.sensitive,
            in_base: written.in_base,
        })
    }
}

impl From<Question> for Written {
    fn from(question: Question) -> Written {
        let word = question.kind.word().to_owned();
        let choosing = question.kind.choosing().cloned();
        let (calculation, range) = match question.kind {
            Kind::Calculate(calculation) => (Some(calculation), None),
            Kind::Range(range) => (None, Some(range)),
            _ => (None, None),
        };
        Written {
            name: question.name,
            kind: word,
            list: choosing.as_ref().map(|it| it.list.clone()),
            filter: choosing.and_then(|it| it.filter),
            calculation,
            start: range.map(|it| it.start),
            end: range.map(|it| it.end),
            step: range.map(|it| it.step),
            label: question.label,
            hint: question.hint,
            required: question.required,
            required_message: question.required_message,
            relevant: question.relevant,
            constraint: question.constraint,
            constraint_message: question.constraint_message,
            appearance: question.appearance,
            default: question.default,
            sensitive: question.sensitive,
            in_base: question.in_base,
        }
    }
}
