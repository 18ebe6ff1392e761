//! A codebook: what variables and codes mean, for files that cannot say it themselves.
//!
//! As a CSV file or a sheet, a line for each code, the first line of a variable saying what it is:
//!
//! | column | also called | holds |
//! |---|---|---|
//! | `variable` | column, name, proměnná | name of the variable; empty for a further code of the one above |
//! | `label` | question, otázka, popis | the question in words |
//! | `kind` | type, typ | `number` `text` `date` `datetime` `time`; empty: as the data look |
//! | `measure` | scale, škála | `nominal` `ordinal` `scale` |
//! | `code` | value, kód, hodnota | a code; `90..99` for all numbers between, `.a` for Stata's letter |
//! | `words` | value_label, text, význam | what the code means |
//! | `missing` | chybějící | empty for an answer; else `dont-know` `refused` `not-applicable` or `yes` |
//!
//! As TOML:
//!
//! ```toml
//! [[variable]]
//! name = "safe_dark"
//! label = "Jak bezpečně se cítíte po setmění?"
//! measure = "ordinal"
//! codes = [
//!     { code = "1", words = "bezpečně" },
//!     { code = "98", words = "nevím", missing = "dont-know" },
//! ]
//! ```

mod apply;

use serde::Deserialize;

use crate::csv;
use crate::day;
use crate::fault::{Fault, FaultKind, Place};
use crate::model::{File, Kind, Measure, Reason, Value, Values, Variable};

/// What variables mean.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Variables in order.
    #[serde(default, rename = "variable")]
    pub variables: Vec<Entry>,
}

/// What a variable means.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// The question in words.
    #[serde(default)]
    pub label: String,
    /// What its values are; `None` leaves it to the data.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Its scale.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// Its codes.
    #[serde(default)]
    pub codes: Vec<Code>,
}

/// A code of a codebook.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// As it stands in the data; `90..99` for a range of missing codes.
    pub code: String,
    /// In words.
    #[serde(default)]
    pub words: String,
    /// Whether it is no answer, and why.
    #[serde(default)]
    pub missing: Option<NoAnswer>,
}

/// That a code is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoAnswer {
    /// *Nevím.*
    DontKnow,
    /// *Odmítl odpovědět.*
    Refused,
    /// *Netýká se.*
    NotApplicable,
    /// For a reason that is not said.
    Yes,
}

const HEADS: [(&str, &[&str]); 7] = [
    ("variable", &["variable", "column", "name", "proměnná"]),
    ("label", &["label", "question", "otázka", "popis"]),
    ("kind", &["kind", "type", "typ"]),
    ("measure", &["measure", "scale", "škála"]),
    ("code", &["code", "value", "kód", "hodnota"]),
    ("words", &["words", "value_label", "text", "význam"]),
    ("missing", &["missing", "chybějící"]),
];
const KINDS: [(&str, Kind); 5] = [
    ("number", Kind::Number),
    ("text", Kind::Text),
    ("date", Kind::Date),
    ("datetime", Kind::DateTime),
    ("time", Kind::Time),
];
const MEASURES: [(&str, Measure); 3] =
    [("nominal", Measure::Nominal), ("ordinal", Measure::Ordinal), ("scale", Measure::Scale)];

impl NoAnswer {
    fn of(reason: Option<Reason>) -> Self {
        match reason {
            Some(Reason::DontKnow) => NoAnswer::DontKnow,
            Some(Reason::Refused) => NoAnswer::Refused,
            Some(Reason::NotApplicable) => NoAnswer::NotApplicable,
            None => NoAnswer::Yes,
        }
    }

    fn reason(self) -> Option<Reason> {
        match self {
            NoAnswer::DontKnow => Some(Reason::DontKnow),
            NoAnswer::Refused => Some(Reason::Refused),
            NoAnswer::NotApplicable => Some(Reason::NotApplicable),
            NoAnswer::Yes => None,
        }
    }

    fn word(self) -> &'static str {
        self.reason().map_or("yes", Reason::word)
    }
}

impl Codebook {
    /// Reads a codebook in TOML.
    ///
    /// # Errors
    /// What TOML or an unknown word says.
    pub fn from_toml(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).map_err(|fault| Fault::whole(FaultKind::Codebook(fault.to_string())))
    }

    /// Reads a codebook in CSV; encoding and delimiter are found out.
    ///
    /// # Errors
    /// The line with what is wrong.
    pub fn from_csv(bytes: &[u8]) -> Result<Self, Fault> {
        let rows = csv::texts(bytes)?;
        Self::from_rows("codebook", rows.into_iter().enumerate().map(|(at, row)| (at + 1, row)))
    }

    /// Whether a first row names the columns of a codebook: a variable, and words or codes for it.
    pub(crate) fn is_head(row: &[String]) -> bool {
        let heads: Vec<&str> = row.iter().filter_map(|it| head(it)).collect();
        heads.contains(&"variable") && (heads.contains(&"label") || heads.contains(&"code"))
    }

    /// Reads numbered rows, of which the first names the columns.
    pub(crate) fn from_rows(
        part: &str,
        mut rows: impl Iterator<Item = (usize, Vec<String>)>,
    ) -> Result<Self, Fault> {
        let fault = |row, why: String| Fault {
            place: Place { part: part.to_owned(), row: Some(row), ..Place::default() },
            kind: FaultKind::Codebook(why),
        };
        let (at, first) = rows.next().ok_or_else(|| Fault::whole(FaultKind::Empty))?;
        if !Self::is_head(&first) {
            let why = "the first row must name a column `variable` and one of `label` or `code`";
            return Err(fault(at, why.to_owned()));
        }
        let heads: Vec<Option<&str>> = first.iter().map(|it| head(it)).collect();
        let mut codebook = Self::default();
        for (at, row) in rows {
            let cell = |wanted: &str| {
                let found = heads.iter().zip(&row).find(|(head, _)| **head == Some(wanted));
                found.map_or("", |(_, text)| text.trim())
            };
            if row.iter().all(|it| it.trim().is_empty()) {
                continue;
            }
            codebook.line(&cell).map_err(|why| fault(at, why))?;
        }
        Ok(codebook)
    }

    fn line<'a>(&mut self, cell: &impl Fn(&str) -> &'a str) -> Result<(), String> {
        let name = cell("variable");
        if !name.is_empty() && self.variables.last().is_none_or(|it| it.name != name) {
            if self.variable(name).is_some() {
                return Err(format!("the variable {name} is described twice; put its lines together"));
            }
            self.variables.push(Entry { name: name.to_owned(), ..Entry::default() });
        }
        let Some(entry) = self.variables.last_mut() else {
            return Err("the line names no variable".to_owned());
        };
        if !cell("label").is_empty() {
            cell("label").clone_into(&mut entry.label);
        }
        if let Some(kind) = word(cell("kind"), &KINDS)? {
            entry.kind = Some(kind);
        }
        if let Some(measure) = word(cell("measure"), &MEASURES)? {
            entry.measure = Some(measure);
        }
        if !cell("code").is_empty() {
            let words = Reason::WORDS.map(|(word, reason)| (word, NoAnswer::of(Some(reason))));
            let [first, second, third] = words;
            let missing = word(cell("missing"), &[first, second, third, ("yes", NoAnswer::Yes)])?;
            let (code, words) = (cell("code").to_owned(), cell("words").to_owned());
            entry.codes.push(Code { code, words, missing });
        }
        Ok(())
    }

    /// What is said of a variable.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Entry> {
        self.variables.iter().find(|it| it.name == name)
    }

    /// The codebook of a file: all that it says of its variables.
    #[must_use]
    pub fn of(file: &File) -> Self {
        Self { variables: file.variables.iter().map(entry).collect() }
    }

    /// The codebook as CSV, in the form that [`Self::from_csv`] reads.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = "variable,label,kind,measure,code,words,missing\r\n".to_owned();
        for entry in &self.variables {
            let kind = entry.kind.map_or("", |it| name_of(it, &KINDS));
            let measure = entry.measure.map_or("", |it| name_of(it, &MEASURES));
            let none = Code::default();
            let codes = if entry.codes.is_empty() { std::slice::from_ref(&none) } else { &entry.codes };
            for (at, code) in codes.iter().enumerate() {
                let missing = code.missing.map_or("", NoAnswer::word);
                let own = if at == 0 { [entry.label.as_str(), kind, measure] } else { [""; 3] };
                let [label, kind, measure] = own;
                for cell in [&entry.name, label, kind, measure, &code.code, &code.words] {
                    csv_cell(&mut text, cell);
                    text.push(',');
                }
                csv_cell(&mut text, missing);
                text.push_str("\r\n");
            }
        }
        text
    }
}

fn csv_cell(text: &mut String, cell: &str) {
    csv::quote(text, cell);
}

/// What a head is called in [`HEADS`].
fn head(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    HEADS.iter().find(|(_, names)| names.contains(&text.as_str())).map(|(head, _)| *head)
}

/// What a word stands for; `None` for none.
fn word<T: Copy>(text: &str, words: &[(&str, T)]) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let found = words.iter().find(|(word, _)| *word == text.to_lowercase()).map(|(_, it)| *it);
    let all = || words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.map(Some).ok_or_else(|| format!("{text:?} is not understood; write one of: {}", all()))
}

fn name_of<T: PartialEq>(it: T, words: &[(&'static str, T)]) -> &'static str {
    words.iter().find(|(_, other)| *other == it).map_or("", |(word, _)| word)
}

/// What a codebook says of a variable.
fn entry(variable: &Variable) -> Entry {
    let dated = |value: &Value| match (variable.kind, value) {
        (Kind::Date, Value::Number(days)) => day::date(*days),
        (Kind::DateTime, Value::Number(seconds)) => day::date_time(*seconds),
        _ => value.to_string(),
    };
    let mut codes = Vec::new();
    for label in &variable.labels {
        let declared = variable.missing.iter().find(|it| it.values.hold(&label.value));
        let letter = matches!(label.value, Value::Letter(_)).then_some(NoAnswer::Yes);
        let missing = declared.map(|it| NoAnswer::of(it.reason)).or(letter);
        codes.push(Code { code: dated(&label.value), words: label.label.clone(), missing });
    }
    for declared in &variable.missing {
        let code = match &declared.values {
            Values::One(value) if variable.label_of(value).is_some() => continue,
            Values::One(value) => dated(value),
            Values::Range(low, high) => {
                format!("{}..{}", dated(&Value::Number(*low)), dated(&Value::Number(*high)))
            }
        };
        let missing = Some(NoAnswer::of(declared.reason));
        codes.push(Code { code, words: String::new(), missing });
    }
    let (name, label) = (variable.name.clone(), variable.label.clone());
    Entry { name, label, kind: Some(variable.kind), measure: variable.measure, codes }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(words: D) -> Result<Self, D::Error> {
        one_of(words, &KINDS)
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: serde::Deserializer<'de>>(words: D) -> Result<Self, D::Error> {
        one_of(words, &MEASURES)
    }
}

fn one_of<'de, D: serde::Deserializer<'de>, T: Copy>(words: D, all: &[(&str, T)]) -> Result<T, D::Error> {
    let text = String::deserialize(words)?;
    let found = word(&text, all).map_err(serde::de::Error::custom)?;
    found.ok_or_else(|| serde::de::Error::custom("the word is empty"))
}
