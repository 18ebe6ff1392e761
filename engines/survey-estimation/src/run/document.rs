//! The document: questions about surveys in the order they were asked, and their answers.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Questions, and whatever else stands around them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Document {
    /// The questions.
    pub entries: Vec<Entry>,
    /// Everything else of the document, kept as it is.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Entry {
    /// Its name within the document.
    pub id: String,
    /// What kind of question: total, mean, ciprop, crosstab …
    pub family: String,
    /// The table it is asked of.
    #[serde(default)]
    pub dataset: Option<String>,
    /// A name under which other designs may refer to this one.
    #[serde(default)]
    pub design_name: String,
    /// How the sample was drawn and weighted.
    #[serde(default)]
    pub design: DesignText,
    /// What is estimated, in words.
    #[serde(default)]
    pub estimator: String,
    /// The variables and options of the estimator.
    #[serde(default)]
    pub arguments: Map<String, Value>,
    /// The answer; only after a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Map<String, Value>>,
    /// Why there is no answer; only after a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Everything else, such as what was expected: kept and never read.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A design in words: columns of the table, and steps of adjustment.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct DesignText {
    /// taylor, replicate, area or none.
    #[serde(default)]
    pub kind: String,
    /// Columns of strata, one for each stage that has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strata: Option<Vec<String>>,
    /// Columns of units, one for each stage; without it every row is a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<Vec<String>>,
    /// A column, or "implied by fpc", or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<String>,
    /// Columns with the size of the population, one for each stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fpc: Option<Vec<String>>,
    /// Whether codes of units repeat across strata.
    #[serde(default)]
    pub nest: bool,
    /// Which rows of the file belong to the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_filter: Option<String>,
    /// Columns made from others: "name = expression", separated by semicolons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<String>,
    /// What was done to the weights, one after another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps>,
    /// How replicate weights were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<ReplicatesText>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// One step or several.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Steps {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// How replicate weights were made, and how deviations become a variance.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct ReplicatesText {
    /// JK1, JKn, BRR, Fay, bootstrap …
    #[serde(rename = "type", default)]
    pub kind: String,
    /// How many.
    #[serde(default)]
    pub n_rep: usize,
    /// One factor for all squares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// A factor for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rscales: Option<Factors>,
    /// Deviations from the estimate of the whole sample.
    #[serde(default)]
    pub mse: bool,
    /// Supplied weights contain the sampling weight.
    #[serde(default)]
    pub combined_weights: bool,
    /// Degrees of freedom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degf: Option<f64>,
    /// Everything else.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// One factor or many.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Factors {
    /// The same for all.
    One(f64),
    /// One each.
    Many(Vec<f64>),
}

impl DesignText {
    /// The steps in their order.
    pub(crate) fn steps(&self) -> Vec<&str> {
        match &self.steps {
            None => Vec::new(),
            Some(Steps::One(step)) => vec![step],
            Some(Steps::Many(steps)) => steps.iter().map(String::as_str).collect(),
        }
    }
}

impl Entry {
    /// An argument as text; numbers are written out.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.arguments.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }

    /// An argument as a list of texts; one text is a list of what stands between its commas.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        match self.arguments.get(name) {
            Some(Value::Array(values)) => {
                values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            Some(Value::String(text)) => split_commas(text),
            Some(Value::Number(number)) => vec![number.to_string()],
            _ => Vec::new(),
        }
    }

    /// An argument as numbers.
    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        match self.arguments.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(Value::as_f64).collect(),
            Some(Value::Number(number)) => number.as_f64().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether an argument is true.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.arguments.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The R call the question was written from, when the document keeps it.
    pub(crate) fn call(&self) -> &str {
        self.rest.get("r_call").and_then(Value::as_str).unwrap_or_default()
    }

    /// The R lines that made the design, when the document keeps them.
    pub(crate) fn setup(&self) -> String {
        match self.rest.get("r_setup") {
            Some(Value::Array(lines)) => {
                lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
            }
            Some(Value::String(line)) => line.clone(),
            _ => String::new(),
        }
    }
}

/// Parts between commas that stand outside brackets and quotes.
pub(crate) fn split_commas(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quote) = (vec![String::new()], 0_i32, None);
    for character in text.chars() {
        match character {
            _ if quote.is_some() => {
                if quote == Some(character) {
                    quote = None;
                }
                if let Some(part) = parts.last_mut() {
                    part.push(character);
                }
                continue;
            }
            '\'' | '"' | '`' => quote = Some(character),
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        match (character, depth, parts.last_mut()) {
            (',', 0, _) => parts.push(String::new()),
            (_, _, Some(part)) => part.push(character),
            _ => {}
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
