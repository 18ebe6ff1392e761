//! Values of fields: canonical texts, checked by the kind of the field.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::{CaseType, FieldKind};

/// What a case says, by the key of the field. Empty fields are left out.
pub type Fields = BTreeMap<String, String>;

/// Why a value does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// Key of the field.
    pub field: String,
    /// Code of the refusal: `field-unknown`, `field-too-long`, `field-choice`, `field-date`, `field-number`, `field-flag`.
    pub code: &'static str,
}

const LINE: usize = 300;
const PAGE: usize = 20_000;

impl FieldKind {
    /// Whether nothing but the fact itself can be read from a value: no text of a person's own, no address.
    pub(crate) fn is_closed(&self) -> bool {
        !matches!(self, FieldKind::Text | FieldKind::Long | FieldKind::Address)
    }

    /// Whether a canonical text may stand in a field of this kind.
    ///
    /// # Errors
    /// Code of the refusal.
    pub fn check(&self, text: &str) -> Result<(), &'static str> {
        let number =
            |most: i64| text.parse::<i64>().is_ok_and(|n| (0..=most).contains(&n) && n.to_string() == text);
        match self {
            FieldKind::Text if text.chars().count() > LINE || text.contains(['\n', '\r']) => {
                Err("field-too-long")
            }
            FieldKind::Long if text.chars().count() > PAGE => Err("field-too-long"),
            FieldKind::Text | FieldKind::Long => Ok(()),
            FieldKind::Choice(choices) if choices.iter().any(|choice| choice.key == text) => Ok(()),
            FieldKind::Choice(_) => Err("field-choice"),
            FieldKind::Date => match chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                Ok(date)
                    if date.format("%Y-%m-%d").to_string() == text
                        && (1900..=2200).contains(&date.year()) =>
                {
                    Ok(())
                }
                _ => Err("field-date"),
            },
            FieldKind::Integer | FieldKind::AreaCm2 | FieldKind::Address if number(1_000_000_000_000) => {
                Ok(())
            }
            FieldKind::Money if number(100_000_000_000_000) => Ok(()),
            FieldKind::Integer | FieldKind::AreaCm2 | FieldKind::Money | FieldKind::Address => {
                Err("field-number")
            }
            FieldKind::Flag if matches!(text, "true" | "false") => Ok(()),
            FieldKind::Flag => Err("field-flag"),
        }
    }
}

impl CaseType {
    /// Trims, drops empty values and checks the rest.
    ///
    /// # Errors
    /// Every value that does not fit, in the order of the keys.
    pub fn clean(&self, fields: Fields) -> Result<Fields, Vec<FieldFault>> {
        let (mut kept, mut faults) = (Fields::new(), Vec::new());
        for (key, value) in fields {
            let value = value.replace("\r\n", "\n").trim().replace('\0', "");
            if value.is_empty() {
                continue;
            }
            let fault = match self.field(&key) {
                None => Some("field-unknown"),
                Some(field) => field.kind.check(&value).err(),
            };
            match fault {
                Some(code) => faults.push(FieldFault { field: key, code }),
                None => drop(kept.insert(key, value)),
            }
        }
        if faults.is_empty() { Ok(kept) } else { Err(faults) }
    }

    /// Keys of fields that must say something before a case may enter `state`, and do not.
    #[must_use]
    pub fn missing_for(&self, state: &str, fields: &Fields) -> Vec<String> {
        let needed = self.fields.iter().filter(|field| field.required_in.iter().any(|s| s == state));
        needed.filter(|field| !fields.contains_key(&field.key)).map(|field| field.key.clone()).collect()
    }
}
