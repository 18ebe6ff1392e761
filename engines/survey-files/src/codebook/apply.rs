//! A codebook laid over what a file says of its variables.

use std::collections::HashMap;

use super::{Codebook, Entry, KINDS, name_of};
use crate::column::{Column, Gap, NONE, Numbers, Texts};
use crate::csv;
use crate::day;
use crate::model::{Declared, File, Kind, Value, ValueLabel, Values, Variable};
use crate::note::Note;

impl Codebook {
    /// Lays the codebook over what a file says: words replace words, codes are declared missing, columns become what the
    /// codebook says they are if every value of theirs is.
    pub(crate) fn apply(&self, file: &mut File, decimal_comma: bool) {
        let places: HashMap<String, usize> =
            file.variables.iter().enumerate().map(|(at, it)| (it.name.clone(), at)).collect();
        for entry in &self.variables {
            let found = places.get(&entry.name).and_then(|at| file.variables.get_mut(*at));
            let Some(variable) = found else {
                file.notes.push(Note::NoVariable { what: "the codebook", variable: entry.name.clone() });
                continue;
            };
            file.notes.extend(lay_over(entry, variable, decimal_comma));
        }
    }
}

fn lay_over(entry: &Entry, variable: &mut Variable, comma: bool) -> Option<Note> {
    let note = entry.kind.and_then(|kind| become_kind(variable, kind, comma));
    if !entry.label.is_empty() {
        entry.label.clone_into(&mut variable.label);
    }
    variable.measure = entry.measure.or(variable.measure);
    for code in &entry.codes {
        let values = values(&code.code, variable.kind, comma);
        if let (Values::One(value), false) = (&values, code.words.is_empty()) {
            variable.labels.retain(|it| it.value != *value);
            variable.labels.push(ValueLabel { value: value.clone(), label: code.words.clone() });
        }
        let letter = matches!(values, Values::One(Value::Letter(_)));
        if let (Some(missing), false) = (code.missing, letter) {
            variable.missing.retain(|it| it.values != values);
            variable.missing.push(Declared { values, reason: missing.reason() });
        }
    }
    note
}

/// The values of a code: `90..99` is a range of numbers, `.a` a letter.
fn values(code: &str, kind: Kind, comma: bool) -> Values {
    if kind == Kind::Text {
        return Values::One(Value::Text(code.to_owned()));
    }
    let end = |text: &str| match text {
        "-inf" => Some(f64::NEG_INFINITY),
        "inf" => Some(f64::INFINITY),
        _ => in_kind(text, kind, comma),
    };
    if let Some((low, high)) = code.split_once("..")
        && let (Some(low), Some(high)) = (end(low), end(high))
    {
        return Values::Range(low, high);
    }
    if let Some(letter) = letter(code) {
        return Values::One(Value::Letter(letter));
    }
    Values::One(in_kind(code, kind, comma).map_or_else(|| Value::Text(code.to_owned()), Value::Number))
}

/// `.`, `.a`–`.z`.
fn letter(text: &str) -> Option<char> {
    match text.as_bytes() {
        b"." => Some('.'),
        [b'.', letter @ b'a'..=b'z'] => Some(char::from(*letter)),
        _ => None,
    }
}

/// A text as a number of a kind.
fn in_kind(text: &str, kind: Kind, comma: bool) -> Option<f64> {
    let text = text.trim();
    let number = || csv::number(text.as_bytes(), comma).or_else(|| csv::number(text.as_bytes(), false));
    match kind {
        Kind::Date => day::parse_date(text).or_else(number),
        Kind::DateTime => day::parse_date_time(text).or_else(number),
        Kind::Number | Kind::Text | Kind::Time => number(),
    }
}

/// Makes a column what the codebook says it is.
fn become_kind(variable: &mut Variable, kind: Kind, comma: bool) -> Option<Note> {
    match (&variable.column, kind) {
        (Column::Texts(_), Kind::Text) => {}
        // Numbers that were read as such are days only if they were dates in the file.
        (Column::Numbers(_), _) if kind == Kind::Text || kind == variable.kind => {}
        (Column::Numbers(_), _) => variable.kind = kind,
        (Column::Texts(texts), _) => match to_numbers(texts, kind, comma) {
            Ok(numbers) => (variable.column, variable.kind) = (Column::Numbers(numbers), kind),
            Err(example) => {
                let kind = name_of(kind, &KINDS);
                return Some(Note::NotAsCodebook { variable: variable.name.clone(), kind, example });
            }
        },
    }
    None
}

/// Numbers of texts, or the first text that is none.
fn to_numbers(texts: &Texts, kind: Kind, comma: bool) -> Result<Numbers, String> {
    let mut words = Vec::new();
    for word in &texts.words {
        let trimmed = word.trim();
        let value = match letter(trimmed) {
            Some('.') => (f64::NAN, 0),
            Some(letter) => (f64::NAN, u8::try_from(letter).unwrap_or(0)),
            None if trimmed.is_empty() => (f64::NAN, 0),
            None => (in_kind(trimmed, kind, comma).ok_or_else(|| word.clone())?, 0),
        };
        words.push(value);
    }
    let mut numbers = Numbers::plain(Vec::with_capacity(texts.places.len()), Gap::Empty);
    for place in &texts.places {
        let word =
            if *place == NONE { None } else { usize::try_from(*place).ok().and_then(|at| words.get(at)) };
        let (value, letter) = word.copied().unwrap_or((f64::NAN, 0));
        numbers.push(value, letter);
    }
    Ok(numbers)
}
