//! Files that contractors deliver: read as a person agreed to read them, and made into a [`Dataset`].
//!
//! ```text
//!   bytes + Reading ─► survey_files::File ─► shown to a person ─► confirmed ─► Dataset
//!              ▲                                   │
//!              └────────── said otherwise ─────────┘
//! ```

use std::collections::BTreeMap;

use questionnaires::{Direction, Missing, Text};
use serde::{Deserialize, Serialize};
use survey_estimation::data::{Categories, MISSING};
use survey_files::{Codebook, Column, Fault, File, NONE, Options, Reason, Value};

use crate::data::{Code, Dataset, Values, Variable};

/// How a file is to be read, where it does not say itself or says it wrongly.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Reading {
    /// Name of the encoding.
    pub encoding: Option<String>,
    /// What separates fields of a CSV file.
    pub delimiter: Option<char>,
    /// Whether decimals of a CSV file stand after a comma.
    pub decimal_comma: Option<bool>,
    /// The codebook as text (CSV), when it came beside the data.
    pub codebook: Option<String>,
    /// Which way scales run; no file format says it.
    pub directions: BTreeMap<String, Direction>,
}

/// Texts with more different values than this are names, not answers to choose from.
const MOST_ANSWERS: usize = 30;

impl Reading {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong and where, of the data or of the codebook.
    pub fn read(&self, bytes: &[u8]) -> Result<File, Fault> {
        let codebook = self.codebook.as_ref().map(|text| Codebook::from_csv(text.as_bytes())).transpose()?;
        let options = Options {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter.and_then(|mark| u8::try_from(mark).ok()),
            decimal_comma: self.decimal_comma,
            codebook,
            ..Options::default()
        };
        survey_files::read(bytes, &options)
    }

    /// The file as data of a wave.
    #[must_use]
    pub fn dataset(&self, file: &File) -> Dataset {
        let set_of = |name: &str| file.sets.iter().find(|set| set.variables.iter().any(|it| it == name));
        let variable = |variable: &survey_files::Variable| {
            let set = set_of(&variable.name);
            let (question, label, part) = match set {
                Some(set) => (set.name.as_str(), set.label.as_str(), variable.label.as_str()),
                None => (variable.name.as_str(), variable.label.as_str(), ""),
            };
            Variable {
                name: variable.name.clone(),
                question: question.to_owned(),
                label: Text::of([("cs", label)]),
                part: Text::of([("cs", part)]),
                direction: self.directions.get(&variable.name).copied().unwrap_or_default(),
                sensitive: false,
                values: values(variable),
            }
        };
        Dataset { rows: file.rows, variables: file.variables.iter().map(variable).collect() }
    }
}

fn values(variable: &survey_files::Variable) -> Values {
    let found = variable.categories();
    let is_text = matches!(variable.column, Column::Texts(_));
    let words = || {
        let names = found.levels.iter().map(|level| level.value.to_string()).collect();
        Values::Words(Categories {
            codes: found.codes.iter().map(|code| place(*code)).collect(),
            levels: names,
        })
    };
    match (is_text, variable.labels.is_empty()) {
        (true, true) if found.levels.len() > MOST_ANSWERS => words(),
        (false, true) => Values::Numbers(variable.numbers().unwrap_or_default()),
        _ => codes(variable, &found),
    }
}

fn place(code: u32) -> u32 {
    if code == NONE { MISSING } else { code }
}

/// The list of a variable: its answers in order, with those nobody gave but the file knows, then its kinds of missing.
fn codes(variable: &survey_files::Variable, found: &survey_files::Categories) -> Values {
    let missing = |value: &Value| {
        let declared = variable.missing.iter().any(|declared| declared.values.hold(value));
        declared || matches!(value, Value::Letter(_))
    };
    let labelled = variable.labels.iter().map(|label| &label.value).filter(|value| !missing(value));
    let mut answers: Vec<&Value> = found.levels.iter().map(|level| &level.value).collect();
    answers.extend(labelled.filter(|value| !found.levels.iter().any(|level| level.value == **value)));
    answers.sort_by(|a, b| match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (a, b) => a.to_string().cmp(&b.to_string()),
    });
    let label = |value: &Value| Text::of([("cs", variable.label_of(value).unwrap_or(&value.to_string()))]);
    let answer = |value: &&Value| Code { code: value.to_string(), label: label(value), missing: None };
    let mut list: Vec<Code> = answers.iter().map(answer).collect();
    let mut kinds = Vec::new();
    for (value, _) in &variable.tally().missing {
        let reason = variable.reason_of(reference(value));
        if let Some(reason) = reason {
            kinds.push((value.clone(), list.len()));
            list.push(Code { code: value.to_string(), label: label(value), missing: Some(kind(reason)) });
        }
    }
    let to: Vec<u32> = found
        .levels
        .iter()
        .map(|level| answers.iter().position(|value| **value == level.value))
        .map(|at| at.and_then(|at| u32::try_from(at).ok()).unwrap_or(MISSING))
        .collect();
    let row = |(row, code): (usize, &u32)| match to.get(*code as usize) {
        Some(place) => *place,
        None => kind_of_row(variable, row, &kinds),
    };
    Values::Codes { places: found.codes.iter().enumerate().map(row).collect(), list }
}

fn kind_of_row(variable: &survey_files::Variable, row: usize, kinds: &[(Value, usize)]) -> u32 {
    let survey_files::Cell::Missing(missing) = variable.cell(row) else { return MISSING };
    let at = kinds.iter().find(|(value, _)| reference(value) == missing).map(|(_, at)| *at);
    at.and_then(|at| u32::try_from(at).ok()).unwrap_or(MISSING)
}

fn reference(value: &Value) -> survey_files::Missing<'_> {
    match value {
        Value::Number(number) => survey_files::Missing::Number(*number),
        Value::Text(text) => survey_files::Missing::Text(text),
        Value::Letter(letter) => survey_files::Missing::Letter(*letter),
    }
}

fn kind(reason: Reason) -> Missing {
    match reason {
        Reason::DontKnow => Missing::DontKnow,
        Reason::Refused => Missing::Refused,
        Reason::NotApplicable => Missing::NotApplicable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODEBOOK: &str = "proměnná;otázka;kód;význam;chybějící\n\
        tma;Bezpečí po setmění;1;bezpečně;\n;;2;nebezpečně;\n;;98;nevím;dont-know\n;;99;odmítl;refused\n";

    #[test]
    fn kinds_of_missing_stay_apart_and_a_stratum_is_no_answer() {
        let reading = Reading {
            codebook: Some(CODEBOOK.to_owned()),
            directions: BTreeMap::from([("tma".to_owned(), Direction::Worse)]),
            ..Reading::default()
        };
        let file = reading
            .read("obvod;vaha;tma\nMO1;1,5;1\nMO2;1;98\nMO1;2;\nMO1;1;99\nMO2;1;2\n".as_bytes())
            .unwrap();
        let data = reading.dataset(&file);
        let dark = data.variable("tma").unwrap();
        assert_eq!((dark.silence(), dark.direction), ([1, 1, 0, 1], Direction::Worse));
        assert_eq!(dark.answers().unwrap().codes, [0, MISSING, MISSING, MISSING, 1]);
        assert_eq!(data.variable("vaha").unwrap().numbers(), [1.5, 1.0, 2.0, 1.0, 1.0]);
        assert_eq!(data.variable("obvod").unwrap().names().levels, ["MO1", "MO2"]);
    }

    #[test]
    fn a_codebook_that_cannot_be_read_is_refused_with_its_place() {
        let reading = Reading { codebook: Some("nic\n".to_owned()), ..Reading::default() };
        assert!(reading.read(b"a;b\n1;2\n").is_err());
    }
}
