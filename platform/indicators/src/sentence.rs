//! The sentence of a claim: words with places, and no number that anybody typed.
//!
//! `V {territory} bylo v období {after} {comparison} skutků.` A place is a name in braces; its value comes from the latest
//! check, in the language of the reader. Which names there are depends on the rule ([`PLACES`]).

use crate::{Rule, SentenceFault, Words};

/// Names of places by kind of rule: what a sentence bound to it may say.
///
/// | rule | places |
/// |---|---|
/// | every rule | `territory`, `concept` by name |
/// | `stable` | `reference` and `comparison` counts, `before` and `after` their days, `change` with sign, `low` and `high` its interval, `margin`, `there` the change of the comparator, `elsewhere` its name |
/// | `value` | `value` as published, `stated` as the rule states it, `period` |
/// | `comparable` | `first` and `second` the latest values, `first-period`, `second-period` |
pub const PLACES: [(&str, &[&str]); 3] = [
    (
        "stable",
        &[
            "territory",
            "concept",
            "reference",
            "comparison",
            "before",
            "after",
            "change",
            "low",
            "high",
            "margin",
            "there",
            "elsewhere",
        ],
    ),
    ("value", &["territory", "concept", "value", "stated", "period"]),
    ("comparable", &["territory", "concept", "first", "second", "first-period", "second-period"]),
];

impl Rule {
    /// Its kind, as in [`PLACES`] and in keys of texts.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Rule::Stable(_) => "stable",
            Rule::Value(_) => "value",
            Rule::Comparable { .. } => "comparable",
        }
    }

    /// Names of the places its sentences may have.
    #[must_use]
    pub fn places(&self) -> &'static [&'static str] {
        let own = PLACES.iter().find(|(key, _)| *key == self.key());
        own.map_or(&[], |(_, places)| places)
    }
}

/// A piece of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A place for a value.
    Place(&'a str),
}

/// Takes a sentence apart; `None` when a brace is not closed or not opened.
pub(crate) fn pieces(sentence: &str) -> Option<Vec<Piece<'_>>> {
    let (mut pieces, mut rest) = (Vec::new(), sentence);
    while let Some((words, tail)) = rest.split_once('{') {
        let (place, tail) = tail.split_once('}')?;
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Place(place.trim()));
        rest = tail;
    }
    pieces.push(Piece::Words(rest));
    let stray = |piece: &Piece<'_>| matches!(piece, Piece::Words(words) if words.contains('}'));
    (!pieces.iter().any(stray)).then_some(pieces)
}

/// Whether a sentence can be used with a rule.
pub(crate) fn check(sentence: &Words, rule: &Rule) -> Result<(), SentenceFault> {
    for (language, text) in [("cs", &sentence.cs), ("en", &sentence.en), ("uk", &sentence.uk)] {
        if text.trim().is_empty() {
            return Err(SentenceFault::Language);
        }
        let broken = || SentenceFault::Place { place: text.clone() };
        for piece in pieces(text).ok_or_else(broken)? {
            match piece {
                Piece::Words(words) if words.chars().any(char::is_numeric) => {
                    return Err(SentenceFault::TypedNumber { language });
                }
                Piece::Place(place) if !rule.places().contains(&place) => {
                    return Err(SentenceFault::Place { place: place.to_owned() });
                }
                Piece::Words(_) | Piece::Place(_) => {}
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bound, Number, Precision, Stated};

    #[track_caller]
    fn verdict(text: &str, expected: Result<(), SentenceFault>) {
        let stated = Stated {
            period: "2018".parse().unwrap(),
            bound: Bound::Equals,
            value: Number::count(1),
            precision: Precision::Exact,
        };
        assert_eq!(check(&Words::new(text, text, text), &Rule::Value(stated)), expected, "{text}");
    }

    #[test]
    fn a_sentence_has_places_and_no_typed_numbers() {
        let place = |place: &str| Err(SentenceFault::Place { place: place.to_owned() });
        verdict("V {territory} bylo {value} skutků.", Ok(()));
        verdict("V {territory} bylo 4 942 skutků.", Err(SentenceFault::TypedNumber { language: "cs" }));
        verdict("Bylo jich ½ oproti roku {period}.", Err(SentenceFault::TypedNumber { language: "cs" }));
        verdict("Vzrostla o {change}.", place("change"));
        verdict("V {territory", place("V {territory"));
        verdict("V territory}", place("V territory}"));
        verdict(" ", Err(SentenceFault::Language));
    }
}
