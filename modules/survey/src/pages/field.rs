//! One question as it is drawn: for the person who answers, and for whoever looks at a questionnaire before it is used.

use questionnaires::{Choice, Kind, Progress, Question, Questionnaire};
use web::{Form, Say};

use crate::typed::{OFFERED, Typed, offers_missing};

/// A scale of at most so many steps is a row of buttons.
const MOST_STEPS: f64 = 11.0;
/// From so many choices on, short ones stand in a row.
const ROW_FROM: usize = 7;
/// A short choice: a digit or two.
const SHORT: usize = 2;

/// A question ready to be drawn.
pub(crate) struct Field {
    pub(crate) name: String,
    /// How it is drawn: `choice`, `row`, `several`, `order`, `line`, `area`, `day`, `place`, `read`, `note`.
    pub(crate) look: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) required: bool,
    pub(crate) error: String,
    pub(crate) text: String,
    /// Which keys a phone shows: `numeric`, `decimal`, `text`.
    pub(crate) keys: &'static str,
    pub(crate) options: Vec<Pick>,
    /// Kinds of missing: choices of the list, or offered beside the question. They are drawn more quietly.
    pub(crate) quiet: Vec<Pick>,
    /// Name of the field of the quiet ones.
    pub(crate) quiet_name: String,
    pub(crate) ranks: Vec<Rank>,
    /// What a row means at its ends.
    pub(crate) ends: Option<(String, String)>,
    /// The address a place was found by.
    pub(crate) address: String,
}

/// One choice.
pub(crate) struct Pick {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// One choice of an order, with the ranks it may have.
pub(crate) struct Rank {
    pub(crate) label: String,
    pub(crate) options: Vec<Pick>,
}

/// The language of a questionnaire nearest to what a reader reads.
pub(crate) fn language<'q>(form: &'q Questionnaire, wanted: &str) -> &'q str {
    let known = form.languages.iter().find(|language| language.code == wanted);
    known.map_or(form.default_language.as_str(), |language| language.code.as_str())
}

/// What fields are drawn from.
pub(crate) struct Drawing<'a> {
    pub(crate) form: &'a Questionnaire,
    pub(crate) language: &'a str,
    pub(crate) typed: &'a Typed,
    pub(crate) progress: &'a Progress<'a>,
}

impl Drawing<'_> {
    /// A question as it is drawn; errors stand in `errors` under the names of its fields.
    pub(crate) fn field(&self, t: &Say, question: &Question, errors: &Form) -> Field {
        let say =
            |text: &questionnaires::Text| text.or(self.language, &self.form.default_language).to_owned();
        let written = self.typed.of(&question.name);
        let choices = self.progress.choices(question);
        let quiet_choices = choices.iter().filter(|choice| choice.missing.is_some());
        let pick = |choice: &&Choice| Pick {
            value: choice.code.clone(),
            label: say(&choice.label),
            chosen: written.texts.contains(&choice.code),
        };
        let mut quiet: Vec<Pick> = quiet_choices.map(&pick).collect();
        let mut quiet_name = format!("q-{}", question.name);
        if offers_missing(question) {
            quiet_name = format!("m-{}", question.name);
            quiet = OFFERED
                .iter()
                .map(|(key, kind)| Pick {
                    value: (*key).to_owned(),
                    label: t.say(&format!("survey-missing-{key}")).into_owned(),
                    chosen: written.missing == Some(*kind),
                })
                .collect();
        }
        let proper: Vec<&Choice> = choices.into_iter().filter(|choice| choice.missing.is_none()).collect();
        let mut options: Vec<Pick> = proper.iter().map(pick).collect();
        let mut look = look(&question.kind);
        let mut ends = None;
        if let Kind::Range(range) = question.kind
            && (range.end - range.start) / range.step < MOST_STEPS
        {
            options = steps(range, &written.texts);
            look = "row";
        } else if look == "choice" && in_a_row(&options) {
            look = "row";
            ends = shorten(&mut options);
        }
        let mut hint = say(&question.hint);
        if let Kind::Range(range) = question.kind
            && hint.is_empty()
            && look == "line"
        {
            hint = t.with2("survey-range-hint", "from", range.start, "to", range.end);
        }
        let error = errors.error(&format!("q-{}", question.name)).map(|error| error.sentence(t));
        Field {
            look,
            label: say(&question.label),
            hint,
            required: question.required,
            error: error.unwrap_or_default(),
            text: written.texts.first().cloned().unwrap_or_default(),
            keys: match question.kind {
                Kind::Integer => "numeric",
                Kind::Decimal | Kind::Range(_) => "decimal",
                _ => "text",
            },
            ranks: if look == "order" { self.ranks(&proper, &written.texts) } else { Vec::new() },
            options,
            quiet,
            quiet_name,
            ends,
            address: written.address.clone(),
            name: question.name.clone(),
        }
    }

    fn ranks(&self, choices: &[&Choice], texts: &[String]) -> Vec<Rank> {
        let rank = |choice: &&Choice| {
            let option = |place: usize| {
                let value = format!("{}={place}", choice.code);
                Pick { label: place.to_string(), chosen: texts.contains(&value), value }
            };
            Rank {
                label: choice.label.or(self.language, &self.form.default_language).to_owned(),
                options: (1..=choices.len()).map(option).collect(),
            }
        };
        choices.iter().map(rank).collect()
    }
}

fn look(kind: &Kind) -> &'static str {
    match kind {
        Kind::SelectOne(_) => "choice",
        Kind::SelectMultiple(_) => "several",
        Kind::Rank(_) => "order",
        Kind::Integer | Kind::Decimal | Kind::Range(_) => "line",
        Kind::Text => "area",
        Kind::Date => "day",
        Kind::Geopoint => "place",
        Kind::Acknowledge => "read",
        Kind::Note | Kind::Calculate(_) | Kind::Hidden | Kind::Metadata(_) => "note",
    }
}

/// Whether choices are a row of short ones; those at the ends may say more ("0 – vůbec ne").
fn in_a_row(options: &[Pick]) -> bool {
    let inner = options.get(1..options.len().saturating_sub(1)).unwrap_or_default();
    options.len() >= ROW_FROM && inner.iter().all(|pick| pick.label.chars().count() <= SHORT)
}

/// Takes the words away from the ends of a row, so that its buttons are of one size; they stand above it.
fn shorten(options: &mut [Pick]) -> Option<(String, String)> {
    let mut said = Vec::new();
    for pick in options.iter_mut().filter(|pick| pick.label.chars().count() > SHORT) {
        let (short, _) = pick.label.split_once(" – ")?;
        let short = short.to_owned();
        said.push(std::mem::replace(&mut pick.label, short));
    }
    let mut said = said.into_iter();
    said.next().zip(said.next())
}

fn steps(range: questionnaires::Range, texts: &[String]) -> Vec<Pick> {
    let mut steps = Vec::new();
    let mut at = 0.0;
    while range.start + at * range.step <= range.end + 1e-9 {
        let value = (range.start + at * range.step).to_string();
        steps.push(Pick { label: value.replace('.', ","), chosen: texts.contains(&value), value });
        at += 1.0;
    }
    steps
}
