//! Weights in steps, each with its log: whoever reads the log can make the weights again.
//!
//! ```text
//!   design weights ─► response ─► calibration ─► trimming ─► … ─► final weights
//!                        │            │             │
//!                        └──── sum, least, most, effect before and after ────► log
//! ```
//!
//! Steps are kept, weights are not: they are worked out from the data and the steps whenever they are needed, so they
//! cannot disagree with the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use survey_estimation::Design;
use survey_estimation::calibrated::{Margin, Reweighting, ReweightingError};
use survey_estimation::data::{Categories, MISSING};
use survey_estimation::design::kish;

use crate::data::Dataset;

/// One thing done to the weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Step {
    /// Those who answered stand for those of their cell who did not: the weights of each cell are raised to what all
    /// drawn and eligible of the cell weighed.
    Response {
        /// The column of cells.
        column: String,
        /// What all drawn and eligible of each cell weighed, respondents among them.
        totals: BTreeMap<String, f64>,
    },
    /// Totals of one or more columns are met: post-stratification, or raking.
    Margins {
        /// Columns with the known total of each of their values, in persons.
        margins: Vec<Control>,
        /// Where the totals come from, for the reader of the log.
        source: String,
    },
    /// Weights are cut at a multiple of their mean; what is cut off is spread over the others.
    Trim {
        /// The least weight, as a multiple of the mean.
        least: f64,
        /// The largest weight, as a multiple of the mean.
        most: f64,
    },
    /// All weights are multiplied so that they add up to the population.
    Scale {
        /// The population, in persons.
        total: f64,
    },
}

/// Known totals of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// The column.
    pub column: String,
    /// For each value how many of the population have it.
    pub totals: BTreeMap<String, f64>,
}

impl Step {
    /// The end of the key of its text (`survey-step-margins`).
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Step::Response { .. } => "response",
            Step::Margins { .. } => "margins",
            Step::Trim { .. } => "trim",
            Step::Scale { .. } => "scale",
        }
    }
}

/// What weights look like at one point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// What they add up to.
    pub sum: f64,
    /// The least.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// Kish's effect of their being unequal, n Σw²/(Σw)².
    pub effect: f64,
}

impl Look {
    /// Of the weights of rows that weigh something.
    #[must_use]
    pub fn of(weights: &[f64]) -> Look {
        let heavy = || weights.iter().copied().filter(|weight| *weight != 0.0);
        Look {
            sum: heavy().sum(),
            least: heavy().fold(f64::INFINITY, f64::min),
            most: heavy().fold(0.0, f64::max),
            effect: kish(weights),
        }
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WeightingError {
    /// The data has no such column.
    #[error("the data has no column {0}")]
    NoColumn(String),
    /// A row without a value of the control.
    #[error("row {}: {column} is missing; a control needs a value for every row", row + 1)]
    Gap {
        /// The column.
        column: String,
        /// The row, from 0.
        row: usize,
    },
    /// A value of the data has no total, or a total is of a value that nobody has.
    #[error("{column}: {value} {}", if *nobody { "is in the population and nobody in the sample has it; merge it with another" } else { "has no total above zero" })]
    Unmatched {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// Whether the population has it and the sample does not, rather than the other way round.
        nobody: bool,
    },
    /// Margins that do not add up to the same population.
    #[error("margins {first} and {second} do not add up to the same population ({a} and {b})")]
    Apart {
        /// One margin.
        first: String,
        /// Another.
        second: String,
        /// Total of the first.
        a: f64,
        /// Total of the second.
        b: f64,
    },
    /// A bound or total that is no such thing.
    #[error("a population above zero, a lower bound below and an upper bound above the mean are needed")]
    Number,
    /// What the engine found.
    #[error(transparent)]
    Engine(#[from] ReweightingError),
}

/// The design with the weights after all steps, and how they looked before and after each.
///
/// # Errors
/// The number of the step that cannot be taken, from 0, and why.
pub fn weighted(
    design: Design,
    data: &Dataset,
    steps: &[Step],
) -> Result<(Design, Vec<Look>), (usize, WeightingError)> {
    let mut looks = vec![Look::of(design.weights())];
    let mut design = design;
    for (number, step) in steps.iter().enumerate() {
        design = step.taken(&design, data).map_err(|error| (number, error))?;
        looks.push(Look::of(design.weights()));
    }
    Ok((design, looks))
}

impl Step {
    /// The design after the step.
    ///
    /// # Errors
    /// Why it cannot be taken; a total that cannot be met is named.
    pub fn taken(&self, design: &Design, data: &Dataset) -> Result<Design, WeightingError> {
        match self {
            Step::Response { column, totals } => {
                let margins = vec![margin(data, column, totals)?];
                Ok(Reweighting::Margins(margins).design(design)?)
            }
            Step::Margins { margins, .. } => {
                same_population(margins)?;
                let margins: Result<Vec<Margin>, _> =
                    margins.iter().map(|control| margin(data, &control.column, &control.totals)).collect();
                Ok(Reweighting::Margins(margins?).design(design)?)
            }
            Step::Trim { least, most } => {
                if !(*least >= 0.0 && least < most && *most > 1.0 && most.is_finite()) {
                    return Err(WeightingError::Number);
                }
                let heavy = design.weights().iter().filter(|weight| **weight != 0.0).count();
                #[expect(clippy::cast_precision_loss, reason = "rows of a survey")]
                let mean = design.weights().iter().sum::<f64>() / heavy.max(1) as f64;
                let trim = Reweighting::Trim { lower: least * mean, upper: most * mean, strict: true };
                Ok(trim.design(design)?)
            }
            Step::Scale { total } => {
                let sum: f64 = design.weights().iter().sum();
                if !(*total > 0.0 && total.is_finite() && sum > 0.0) {
                    return Err(WeightingError::Number);
                }
                let scaled = design.weights().iter().map(|weight| weight * total / sum).collect();
                Ok(design.adjusted(scaled, None).map_err(ReweightingError::from)?)
            }
        }
    }
}

fn same_population(margins: &[Control]) -> Result<(), WeightingError> {
    let sum = |control: &Control| control.totals.values().sum::<f64>();
    let Some(first) = margins.first() else { return Err(WeightingError::Number) };
    let apart = |control: &&Control| (sum(control) - sum(first)).abs() > 1e-6 * sum(first).abs();
    match margins.iter().find(apart) {
        None => Ok(()),
        Some(other) => Err(WeightingError::Apart {
            first: first.column.clone(),
            second: other.column.clone(),
            a: sum(first),
            b: sum(other),
        }),
    }
}

fn margin(data: &Dataset, column: &str, totals: &BTreeMap<String, f64>) -> Result<Margin, WeightingError> {
    let variable = data.variable(column).ok_or_else(|| WeightingError::NoColumn(column.to_owned()))?;
    let factor: Categories = variable.names();
    if let Some(row) = factor.codes.iter().position(|code| *code == MISSING) {
        return Err(WeightingError::Gap { column: column.to_owned(), row });
    }
    let factor = factor.used(|_| true);
    let unmatched = |value: &str, nobody| WeightingError::Unmatched {
        column: column.to_owned(),
        value: value.to_owned(),
        nobody,
    };
    let absent = |(value, total): &(&String, &f64)| **total > 0.0 && !factor.levels.contains(value);
    if let Some((value, _)) = totals.iter().find(absent) {
        return Err(unmatched(value, true));
    }
    let total = |level: &String| {
        let total = totals.get(level).copied().filter(|total| *total > 0.0 && total.is_finite());
        total.ok_or_else(|| unmatched(level, false))
    };
    let totals = factor.levels.iter().map(total).collect::<Result<_, _>>()?;
    Ok(Margin { factor, totals })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Values, Variable};
    use questionnaires::{Direction, Text};

    fn data() -> Dataset {
        let column = |name: &str, text: &str| Variable {
            name: name.to_owned(),
            question: name.to_owned(),
            label: Text::default(),
            part: Text::default(),
            direction: Direction::None,
            sensitive: false,
            values: Values::Words(Categories::of(
                text.split(' ').map(|word| Some(word).filter(|it| *it != "-")),
            )),
        };
        Dataset {
            rows: 4,
            variables: vec![column("sex", "m m f f"), column("age", "y o y o"), column("gap", "a - a a")],
        }
    }

    fn control(column: &str, totals: &[(&str, f64)]) -> Control {
        let totals = totals.iter().map(|(value, total)| ((*value).to_owned(), *total)).collect();
        Control { column: column.to_owned(), totals }
    }

    fn margins(margins: Vec<Control>) -> Step {
        Step::Margins { margins, source: "ČSÚ".to_owned() }
    }

    fn take(step: &Step) -> Result<Vec<f64>, WeightingError> {
        Ok(step.taken(&Design::simple(4).unwrap(), &data())?.weights().to_vec())
    }

    #[test]
    fn margins_are_met_and_every_step_is_looked_at() {
        let raked = margins(vec![
            control("sex", &[("m", 60.0), ("f", 40.0)]),
            control("age", &[("y", 70.0), ("o", 30.0)]),
        ]);
        let steps = [raked, Step::Scale { total: 1_000.0 }];
        let (design, looks) = weighted(Design::simple(4).unwrap(), &data(), &steps).unwrap();
        let sums: Vec<f64> = looks.iter().map(|look| look.sum.round()).collect();
        assert_eq!(sums, [4.0, 100.0, 1_000.0]);
        let weights = design.weights();
        assert!(
            (weights[0] + weights[1] - 600.0).abs() < 1e-6 && (weights[0] + weights[2] - 700.0).abs() < 1e-6
        );
        assert!(looks[0].effect == 1.0 && looks[1].effect > 1.0);
    }

    #[test]
    fn what_cannot_be_met_names_the_margin() {
        let said = |step: Step| take(&step).unwrap_err().to_string();
        assert_eq!(said(margins(vec![control("town", &[])])), "the data has no column town");
        assert!(said(margins(vec![control("gap", &[("a", 4.0)])])).starts_with("row 2: gap is missing"));
        let absent = control("sex", &[("m", 1.0), ("f", 1.0), ("x", 1.0)]);
        assert!(said(margins(vec![absent])).starts_with("sex: x is in the population"));
        assert_eq!(said(margins(vec![control("sex", &[("m", 1.0)])])), "sex: f has no total above zero");
        let apart =
            vec![control("sex", &[("m", 1.0), ("f", 1.0)]), control("age", &[("y", 2.0), ("o", 1.0)])];
        assert_eq!(
            said(margins(apart)),
            "margins sex and age do not add up to the same population (2 and 3)"
        );
        assert!(take(&Step::Trim { least: 0.3, most: 0.5 }).is_err());
    }
}
