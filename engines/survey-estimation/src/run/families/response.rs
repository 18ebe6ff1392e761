//! Outcome rates of a sample.

use serde_json::{Map, Value};

use crate::response::{Dispositions, eligible_share};
use crate::run::RunError;
use crate::run::answer::{Answer, number};
use crate::run::document::Entry;

pub(super) fn answer(entry: &Entry) -> Result<Map<String, Value>, RunError> {
    let count = |name: &'static str| entry.numbers(name).first().copied().unwrap_or(0.0);
    let dispositions = Dispositions {
        complete: count("I"),
        partial: count("P"),
        refused: count("R"),
        not_contacted: count("NC"),
        other: count("O"),
        unknown_household: count("UH"),
        unknown_other: count("UO"),
    };
    let rates = dispositions.rates(eligible(entry)?);
    let mut answer = Answer::default();
    for (name, values) in [
        ("RR", &rates.response[..]),
        ("COOP", &rates.cooperation),
        ("REF", &rates.refusal),
        ("CON", &rates.contact),
    ] {
        for (at, value) in values.iter().enumerate() {
            answer = answer.with(&format!("{name}{}", at + 1), number(*value));
        }
    }
    Ok(answer.done())
}

/// A number, or "CASRO from 2221 eligible and 310 ineligible".
fn eligible(entry: &Entry) -> Result<f64, RunError> {
    if let Some(share) = entry.numbers("e").first() {
        return Ok(*share);
    }
    let text = entry.text("e").ok_or(RunError::Argument("e"))?;
    let before = |word: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|other| *other == word)?;
        words.get(at.checked_sub(1)?)?.parse::<f64>().ok()
    };
    match (before("eligible"), before("ineligible")) {
        (Some(eligible), Some(ineligible)) => Ok(eligible_share(eligible, ineligible)),
        _ => Err(RunError::Unknown { argument: "e", value: text }),
    }
}
