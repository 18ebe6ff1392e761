//! Files that contractors deliver: read as a person agreed to read them, and made into a [`Dataset`].
//!
//! ```text
//!   bytes + Reading ─► survey_files::File ─► shown to a person ─► confirmed ─► Dataset
//!              ▲                                   │
//!              └────────── said otherwise ─────────┘
//! ```

use std::collections::BTreeMap;

use questionnaires::{Direction, Measure, Missing, Text};
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

/// Data described by the questionnaire that was asked: columns of the same name take their words, codes, direction and
/// protection from it. What a person said of a direction stands.
#[must_use]
pub fn described(
    mut data: Dataset,
    columns: &[questionnaires::Column],
    said: &BTreeMap<String, Direction>,
) -> Dataset {
    for variable in &mut data.variables {
        let Some(column) = columns.iter().find(|column| column.name == variable.name) else { continue };
        variable.question.clone_from(&column.question);
        if !column.label.is_empty() {
            (variable.label, variable.part) = (column.label.clone(), column.part.clone());
        }
        variable.sensitive = column.sensitive;
        if let (Measure::Ordinal(direction), None) = (column.measure, said.get(&variable.name)) {
            variable.direction = direction;
        }
        if !column.codes.is_empty() {
            coded(&mut variable.values, column);
        }
    }
    data
}

/// Gives codes their words and kinds of missing; numbers of a file without words for them become codes. A code that the
/// questionnaire does not know stays as it came.
fn coded(values: &mut Values, column: &questionnaires::Column) {
    if let Values::Numbers(numbers) = values {
        let found = Categories::of_numbers(numbers);
        let code = |level: &String| Code {
            code: level.clone(),
            label: Text::of([("cs", level.as_str())]),
            missing: None,
            in_base: false,
        };
        *values = Values::Codes { list: found.levels.iter().map(code).collect(), places: found.codes };
    }
    let Values::Codes { list, places } = values else { return };
    for code in list.iter_mut() {
        let Some(known) = column.codes.iter().find(|known| known.code == code.code) else { continue };
        code.label.clone_from(&known.label);
        code.missing = known.missing.or(code.missing);
        code.in_base = code.missing.is_some() && code.missing == column.in_base;
    }
    // Answers that nobody gave are answers all the same, and the order is the questionnaire's.
    for known in &column.codes {
        if !list.iter().any(|code| code.code == known.code) {
            list.push(Code {
                code: known.code.clone(),
                label: known.label.clone(),
                missing: known.missing,
                in_base: known.missing.is_some() && known.missing == column.in_base,
            });
        }
    }
    let rank =
        |code: &Code| column.codes.iter().position(|known| known.code == code.code).unwrap_or(usize::MAX);
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|at| list.get(*at).map_or(usize::MAX, rank));
    let mut to = vec![MISSING; list.len()];
    for (place, at) in (0_u32..).zip(&order) {
        if let Some(to) = to.get_mut(*at) {
            *to = place;
        }
    }
    *list = order.iter().filter_map(|at| list.get(*at).cloned()).collect();
    for place in places {
        *place = to.get(*place as usize).copied().unwrap_or(MISSING);
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
    let answer =
        |value: &&Value| Code { code: value.to_string(), label: label(value), missing: None, in_base: false };
    let mut list: Vec<Code> = answers.iter().map(answer).collect();
    let mut kinds = Vec::new();
    for (value, _) in &variable.tally().missing {
        let reason = variable.reason_of(reference(value));
        if let Some(reason) = reason {
            kinds.push((value.clone(), list.len()));
            let missing = Some(kind(reason));
            list.push(Code { code: value.to_string(), label: label(value), missing, in_base: false });
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
    fn the_questionnaire_says_what_a_bare_file_does_not() {
        let form = questionnaires::Questionnaire::from_toml(
            r#"
            id = "x"
            version = "1"
            title = { cs = "x" }
            default_language = "cs"
            language = [{ code = "cs", name = "Čeština" }]
            [[list]]
            name = "safe"
            direction = "worse"
            choices = [
                { code = "1", label = { cs = "velmi" } },
                { code = "2", label = { cs = "spíše" } },
                { code = "3", label = { cs = "málo" } },
                { code = "4", label = { cs = "vůbec" } },
                { code = "97", label = { cs = "nechodím" }, missing = "not-applicable" },
            ]
            [[group]]
            question = [
                { name = "tma", kind = "select_one", list = "safe", sensitive = true, in_base = "not-applicable", label = { cs = "Po setmění?" } },
            ]
            "#,
        )
        .unwrap();
        let reading = Reading::default();
        let file = reading.read(b"tma;x\n4;1\n97;2\n1;3\n;4\n5;5\n").unwrap();
        let data = described(reading.dataset(&file), &questionnaires::columns(&form), &reading.directions);
        let dark = data.variable("tma").unwrap();
        assert_eq!(
            (dark.direction, dark.sensitive, dark.title("cs").as_str()),
            (Direction::Worse, true, "Po setmění?")
        );
        let Values::Codes { list, places } = &dark.values else { panic!("codes are expected") };
        let codes: Vec<_> = list.iter().map(|code| (code.code.as_str(), code.label.or("cs", "cs"))).collect();
        let expected =
            [("1", "velmi"), ("2", "spíše"), ("3", "málo"), ("4", "vůbec"), ("97", "nechodím"), ("5", "5")];
        assert_eq!(
            (codes.as_slice(), places.as_slice()),
            (expected.as_slice(), [3, 4, 0, MISSING, 5].as_slice())
        );
        // Whoever never goes there is in the base, and in no silence.
        assert_eq!(dark.silence(), [0, 0, 0, 1]);
        assert_eq!(dark.answers().unwrap().codes, [3, 4, 0, MISSING, 5]);
        let said = BTreeMap::from([("tma".to_owned(), Direction::Better)]);
        let reading = Reading { directions: said.clone(), ..reading };
        let data = described(reading.dataset(&file), &questionnaires::columns(&form), &said);
        assert_eq!(data.variable("tma").unwrap().direction, Direction::Better, "a person knows better");
    }

    #[test]
    fn a_codebook_that_cannot_be_read_is_refused_with_its_place() {
        let reading = Reading { codebook: Some("nic\n".to_owned()), ..Reading::default() };
        assert!(reading.read(b"a;b\n1;2\n").is_err());
    }
}
