//! What a case says, as a form: made from the fields of its type, read back into the canonical texts that casework keeps.
//!
//! | kind | what people type | what is kept |
//! |---|---|---|
//! | money | `1 500,50` (crowns) | `150050` (haléř) |
//! | area | `12,6` (m²) | `126000` (cm²) |
//! | date | `2026-03-01` from the browser's calendar, or `1. 3. 2026` | `2026-03-01` |
//! | flag | a tick | `true` |
//!
//! What cannot be read is passed on as it was typed: casework names the fault, and the form keeps the text.

use casework::{CaseType, Field, FieldKind, Fields};
use web::{Form, Say};

/// Names of the fields in the form, apart from those that every case has.
const PREFIX: &str = "f-";

/// One question of a form.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// Name in the form.
    pub(crate) name: String,
    /// Label.
    pub(crate) label: String,
    /// What to write; may be empty.
    pub(crate) hint: String,
    /// `text`, `long`, `choice`, `date`, `flag`.
    pub(crate) shape: &'static str,
    /// Value and label of each choice.
    pub(crate) options: Vec<(String, String)>,
}

/// Name of a field in a form.
pub(crate) fn name(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// Where a refusal of casework belongs in a form: to the field of the type with this key, or to one every case has.
pub(crate) fn place_of(kind: &CaseType, field: &str) -> String {
    if kind.field(field).is_some() { name(field) } else { field.to_owned() }
}

/// The questions of a type.
pub(crate) fn asks(t: &Say, kind: &CaseType) -> Vec<Ask> {
    kind.fields.iter().map(|field| ask(t, kind, field)).collect()
}

/// The question of one field.
pub(crate) fn ask(t: &Say, kind: &CaseType, field: &Field) -> Ask {
    let tag = t.lang().tag();
    let label = field.name.in_language(tag).to_owned();
    // Only what the first state needs must be there from the beginning.
    let needed = field.required_in.contains(&kind.machine.initial);
    // A tick is never asked for, so it need not be called optional.
    let plain = needed || field.kind == FieldKind::Flag;
    let label = if plain { label } else { t.with1("cases-field-optional", "label", label) };
    let (shape, hint) = match &field.kind {
        FieldKind::Text | FieldKind::Address => ("text", ""),
        FieldKind::Long => ("long", ""),
        FieldKind::Choice(_) => ("choice", ""),
        FieldKind::Date => ("date", ""),
        FieldKind::Integer => ("text", "cases-hint-integer"),
        FieldKind::Money => ("text", "cases-hint-money"),
        FieldKind::AreaCm2 => ("text", "cases-hint-area"),
        FieldKind::Flag => ("flag", ""),
    };
    let options = match &field.kind {
        FieldKind::Choice(choices) => {
            let each = choices.iter();
            each.map(|choice| (choice.key.clone(), choice.name.in_language(tag).to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let hint = if hint.is_empty() { String::new() } else { t.say(hint).into_owned() };
    Ask { name: name(&field.key), label, hint, shape, options }
}

/// What was typed, in the form that casework keeps. Every field of the type is there, empty ones too, so that a text
/// that was deleted is deleted.
pub(crate) fn read(kind: &CaseType, form: &Form) -> Fields {
    let typed = |field: &Field| (field.key.clone(), canonical(&field.kind, form.text(&name(&field.key))));
    kind.fields.iter().map(typed).collect()
}

/// Pairs for a form that shows what is kept.
pub(crate) fn typed(kind: &CaseType, fields: &Fields) -> Vec<(String, String)> {
    let known = kind.fields.iter().filter_map(|field| Some((field, fields.get(&field.key)?)));
    known.map(|(field, text)| (name(&field.key), shown(&field.kind, text))).collect()
}

fn canonical(kind: &FieldKind, text: &str) -> String {
    let read = match kind {
        FieldKind::Money => scaled(text, 2).map(|haler| haler.to_string()),
        FieldKind::AreaCm2 => scaled(text, 4).map(|cm2| cm2.to_string()),
        FieldKind::Integer => scaled(text, 0).map(|number| number.to_string()),
        FieldKind::Date => web::day(text).map(|day| day.to_string()),
        FieldKind::Flag => Some(if text.is_empty() { String::new() } else { "true".to_owned() }),
        FieldKind::Text | FieldKind::Long | FieldKind::Choice(_) | FieldKind::Address => None,
    };
    read.unwrap_or_else(|| text.to_owned())
}

fn shown(kind: &FieldKind, text: &str) -> String {
    let number = |places: usize| text.parse::<i64>().ok().map(|number| decimal(number, places));
    let said = match kind {
        FieldKind::Money => number(2),
        FieldKind::AreaCm2 => number(4),
        FieldKind::Flag if text != "true" => Some(String::new()),
        _ => None,
    };
    said.unwrap_or_else(|| text.to_owned())
}

/// A number with at most `places` decimals as a whole number of the smallest unit, exactly: `1 500,5` with 2 is 150050.
pub(crate) fn scaled(text: &str, places: usize) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > places {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

/// The other way: 150050 with 2 is `1500,50`; decimals that say nothing are left out.
pub(crate) fn decimal(number: i64, places: usize) -> String {
    let text = format!("{number:0>width$}", width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole},{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, places: usize, expected: Option<i64>) {
        assert_eq!(scaled(text, places), expected, "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        check("1 500,50", 2, Some(150_050));
        check("1\u{202f}500", 2, Some(150_000));
        check("12,6", 4, Some(126_000));
        check("27.6", 4, Some(276_000));
        check("3", 0, Some(3));
        for wrong in ["", ",5", "-1", "1,234", "1e3", "12 Kč", "99999999999999999999", "1,2,3", "¼"] {
            check(wrong, 2, None);
        }
        check("1,5", 0, None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(number in 0..1_000_000_000_000_i64, places in 0_usize..5) {
            prop_assert_eq!(scaled(&decimal(number, places), places), Some(number));
        }
    }
}
