//! How a sample was drawn, said in names of columns, and checked against the data.
//!
//! ```text
//!   Declaration (columns) + Dataset ─► Plan ─► survey_estimation::Design
//! ```
//!
//! Rows are never left out before the design is built: a group is a domain, and how many clusters the others had is part
//! of its uncertainty.

use serde::{Deserialize, Serialize};
use survey_estimation::Design;
use survey_estimation::data::MISSING;
use survey_estimation::design::{DesignError, Lonely, Plan, Population, StagePlan};

use crate::data::{Dataset, Values, Variable};

/// Which columns say how the sample was drawn.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Declaration {
    /// How many of the population a row stands for, before any weighting here; every row the same when there is none.
    pub weights: Option<String>,
    /// Stages of sampling, the first first; none for a simple random sample.
    pub stages: Vec<Stage>,
    /// Whether one code in two strata means two clusters.
    pub nest: bool,
    /// What a stratum with one cluster does.
    pub lonely: LonelyRule,
    /// The column of city districts.
    pub district: Option<String>,
    /// Columns whose figures are made, in order; none means every question.
    pub items: Vec<String>,
}

/// Columns of one stage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Stage {
    /// Strata.
    pub strata: Option<String>,
    /// Clusters; each row its own when there is none.
    pub clusters: Option<String>,
    /// How many clusters the stratum has, or the fraction that was drawn.
    pub population: Option<String>,
}

/// What a stratum of which one cluster was drawn does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LonelyRule {
    /// Refuse the design and name the stratum.
    #[default]
    Refuse,
    /// It adds no variance: too sure.
    Remove,
    /// Compare it with the mean of all clusters: cautious.
    Adjust,
    /// It adds the average of the others.
    Average,
}

impl LonelyRule {
    /// Every rule, in the order forms show them.
    pub const ALL: [LonelyRule; 4] =
        [LonelyRule::Refuse, LonelyRule::Adjust, LonelyRule::Average, LonelyRule::Remove];

    /// Name in forms and in the keys of texts (`survey-lonely-refuse`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            LonelyRule::Refuse => "refuse",
            LonelyRule::Remove => "remove",
            LonelyRule::Adjust => "adjust",
            LonelyRule::Average => "average",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<LonelyRule> {
        LonelyRule::ALL.into_iter().find(|rule| rule.key() == key)
    }

    fn lonely(self) -> Lonely {
        match self {
            LonelyRule::Refuse => Lonely::Refuse,
            LonelyRule::Remove => Lonely::Remove,
            LonelyRule::Adjust => Lonely::Adjust,
            LonelyRule::Average => Lonely::Average,
        }
    }
}

/// Why a declaration does not fit the data.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DeclarationError {
    /// The data has no such column.
    #[error("the data has no column {0}")]
    NoColumn(String),
    /// A column of words or answers stands where numbers are needed.
    #[error("column {0} is no column of numbers")]
    NotNumbers(String),
    /// Nobody is in the data.
    #[error("the data has no rows")]
    NoRows,
    /// What the engine found.
    #[error(transparent)]
    Design(#[from] DesignError),
}

impl Declaration {
    /// The design of the data.
    ///
    /// # Errors
    /// What does not fit, with the column, the row or the stratum.
    pub fn design(&self, data: &Dataset) -> Result<Design, DeclarationError> {
        if data.rows == 0 {
            return Err(DeclarationError::NoRows);
        }
        let weights = match &self.weights {
            Some(column) => Some(numbers(data, column)?),
            // Counts of every stage say the weights themselves.
            None if !self.stages.is_empty() && self.stages.iter().all(|stage| stage.population.is_some()) => {
                None
            }
            None => Some(vec![1.0; data.rows]),
        };
        let mut stages: Vec<StagePlan> =
            self.stages.iter().map(|stage| stage.plan(data)).collect::<Result<_, _>>()?;
        if stages.is_empty() {
            stages.push(StagePlan::default());
        }
        let plan = Plan { weights, stages, nest: self.nest, lonely: self.lonely.lonely(), ..Plan::default() };
        Ok(Design::new(plan)?)
    }
}

impl Declaration {
    /// What the names of columns suggest, for a person to confirm: the columns that Okrsek itself writes, and what
    /// contractors usually call theirs.
    #[must_use]
    pub fn guess(data: &Dataset) -> Declaration {
        let named = |names: &[&str]| {
            let is = |variable: &&Variable| names.contains(&variable.name.to_lowercase().as_str());
            data.variables.iter().find(is).map(|variable| variable.name.clone())
        };
        let stage = Stage {
            strata: named(&["_stratum", "stratum", "strata", "vrstva", "oblast"]),
            clusters: named(&["psu", "cluster", "shluk", "klastr"]),
            population: named(&["_population", "fpc"]),
        };
        Declaration {
            weights: named(&["weight", "weights", "vaha", "váha", "w"]),
            stages: if stage == Stage::default() { Vec::new() } else { vec![stage] },
            nest: true,
            district: named(&["district", "obvod", "mestsky_obvod", "městský_obvod", "mo"]),
            ..Declaration::default()
        }
    }

    /// Columns the design is said by, which are no questions.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        let stages = self.stages.iter().flat_map(|stage| [&stage.strata, &stage.clusters, &stage.population]);
        stages.chain([&self.weights]).filter_map(|column| column.as_deref()).collect()
    }
}

impl Stage {
    fn plan(&self, data: &Dataset) -> Result<StagePlan, DeclarationError> {
        let names = |column: &Option<String>| {
            column.as_ref().map(|column| Ok::<_, DeclarationError>(one(data, column)?.names())).transpose()
        };
        let population = match &self.population {
            Some(column) => Population::read(numbers(data, column)?)?,
            None => Population::Unknown,
        };
        Ok(StagePlan { strata: names(&self.strata)?, units: names(&self.clusters)?, population })
    }
}

fn one<'a>(data: &'a Dataset, column: &str) -> Result<&'a Variable, DeclarationError> {
    data.variable(column).ok_or_else(|| DeclarationError::NoColumn(column.to_owned()))
}

/// Numbers of a column. A column of words is refused; one gap in it is found by the design, with its row.
fn numbers(data: &Dataset, column: &str) -> Result<Vec<f64>, DeclarationError> {
    let variable = one(data, column)?;
    let is_text = match &variable.values {
        Values::Words(words) => words.codes.iter().any(|code| *code != MISSING),
        Values::Numbers(_) | Values::Codes { .. } => false,
    };
    if is_text { Err(DeclarationError::NotNumbers(column.to_owned())) } else { Ok(variable.numbers()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use questionnaires::{Direction, Text};
    use survey_estimation::data::Categories;

    fn column(name: &str, values: Values) -> Variable {
        Variable {
            name: name.to_owned(),
            question: name.to_owned(),
            label: Text::default(),
            part: Text::default(),
            direction: Direction::None,
            sensitive: false,
            values,
        }
    }

    fn data() -> Dataset {
        let words = |text: &str| Values::Words(Categories::of(text.split(' ').map(Some)));
        Dataset {
            rows: 4,
            variables: vec![
                column("stratum", words("a a b b")),
                column("lone", words("a a a b")),
                column("homes", Values::Numbers(vec![100.0, 100.0, 50.0, 50.0])),
                column("w", Values::Numbers(vec![1.0, f64::NAN, 1.0, 1.0])),
            ],
        }
    }

    fn strata(column: &str) -> Declaration {
        let stage = Stage { strata: Some(column.to_owned()), ..Stage::default() };
        Declaration { stages: vec![stage], ..Declaration::default() }
    }

    #[test]
    fn counts_of_strata_make_the_weights() {
        let mut declared = strata("stratum");
        declared.stages[0].population = Some("homes".to_owned());
        let design = declared.design(&data()).unwrap();
        assert_eq!(design.weights(), [50.0, 50.0, 25.0, 25.0]);
        assert_eq!((design.strata(), design.primary_units()), (2, 4));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let said = |declared: Declaration| declared.design(&data()).unwrap_err().to_string();
        assert_eq!(said(strata("street")), "the data has no column street");
        assert!(said(strata("lone")).contains("stratum b"), "a lonely cluster");
        let weights = |name: &str| Declaration { weights: Some(name.to_owned()), ..Declaration::default() };
        assert_eq!(said(weights("w")), "row 2: the weight is missing");
        assert_eq!(said(weights("stratum")), "column stratum is no column of numbers");
        let removed = Declaration { lonely: LonelyRule::Remove, ..strata("lone") };
        assert!(removed.design(&data()).is_ok());
    }
}
