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
    if !dispositions.are_counts() {
        return Err(RunError::Unknown {
            argument: "dispositions",
            value: "counts below zero or missing".to_owned(),
        });
    }
    let eligible = eligible(entry)?;
    let rates = dispositions.rates(eligible);
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
    Ok(answer.with("e", number(eligible)).done())
}

/// A number, "CASRO from 2221 eligible and 310 ineligible", or both counts as arguments of their own. Without any of them
/// the rates that need it are not available.
fn eligible(entry: &Entry) -> Result<f64, RunError> {
    if let Some(share) = entry.numbers("e").first() {
        return Ok(*share);
    }
    let count = |name: &str| entry.numbers(name).first().copied();
    if let (Some(eligible), Some(ineligible)) = (count("eligible"), count("ineligible")) {
        return Ok(eligible_share(eligible, ineligible));
    }
    let Some(text) = entry.text("e") else { return Ok(f64::NAN) };
    if let Ok(share) = text.trim().parse() {
        return Ok(share);
    }
    let before = |word: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let at = words.iter().position(|other| other.trim_end_matches([',', ';']) == word)?;
        words.get(at.checked_sub(1)?)?.parse::<f64>().ok()
    };
    match (before("eligible"), before("ineligible")) {
        (Some(eligible), Some(ineligible)) => Ok(eligible_share(eligible, ineligible)),
        _ => Err(RunError::Unknown { argument: "e", value: text }),
    }
}
