//! Why a design or a weighting step does not fit, in the reader's language, with the place.

use survey_estimation::calibrated::ReweightingError;
use survey_estimation::design::DesignError;
use web::Say;

use crate::design::DeclarationError;
use crate::weighting::WeightingError;

/// Why a declared design does not fit.
pub(super) fn design(t: &Say, error: &DeclarationError) -> String {
    match error {
        DeclarationError::NoColumn(column) => t.with1("survey-unfit-column", "column", column.as_str()),
        DeclarationError::NotNumbers(column) => t.with1("survey-unfit-numbers", "column", column.as_str()),
        DeclarationError::NoRows => t.say("survey-no-data").into_owned(),
        DeclarationError::Design(error) => of_engine(t, error),
    }
}

fn of_engine(t: &Say, error: &DesignError) -> String {
    match error {
        DesignError::MissingWeight { row } => t.with1("survey-unfit-weight-missing", "row", row + 1),
        DesignError::Weight { row, weight } => {
            t.with2("survey-unfit-weight", "row", row + 1, "weight", t.decimal(*weight, 3))
        }
        DesignError::MissingCode { row, stage, .. } => {
            t.with2("survey-unfit-code", "row", row + 1, "stage", *stage)
        }
        DesignError::LonelyUnit { stratum, .. } => {
            t.with1("survey-unfit-lonely", "stratum", stratum.as_str())
        }
        DesignError::PopulationDiffers { stratum, row, .. } => {
            t.with2("survey-unfit-population", "stratum", stratum.as_str(), "row", row + 1)
        }
        DesignError::PopulationTooSmall { stratum, sampled, population, .. } => t.with(
            "survey-unfit-small",
            &[("stratum", stratum), ("sampled", sampled), ("population", population)],
        ),
        DesignError::MixedPopulation { row } => t.with1("survey-unfit-mixed", "row", row + 1),
        DesignError::NotNested { unit, first, second } => {
            t.with("survey-unfit-nested", &[("unit", unit), ("first", first), ("second", second)])
        }
        other => t.with1("survey-unfit-other", "reason", other.to_string()),
    }
}

/// Why a weighting step cannot be taken.
pub(super) fn weighting(t: &Say, error: &WeightingError) -> String {
    match error {
        WeightingError::NoColumn(column) => t.with1("survey-unfit-column", "column", column.as_str()),
        WeightingError::Gap { column, row } => {
            t.with2("survey-unfit-gap", "column", column.as_str(), "row", row + 1)
        }
        WeightingError::Unmatched { column, value, nobody } => {
            let key = if *nobody { "survey-unfit-nobody" } else { "survey-unfit-total" };
            t.with2(key, "column", column.as_str(), "value", value.as_str())
        }
        WeightingError::Apart { first, second, a, b } => t.with(
            "survey-unfit-apart",
            &[("first", first), ("second", second), ("a", &t.decimal(*a, 0)), ("b", &t.decimal(*b, 0))],
        ),
        WeightingError::Number => t.say("survey-unfit-number").into_owned(),
        WeightingError::Engine(ReweightingError::Design(error)) => of_engine(t, error),
        WeightingError::Engine(error) => t.with1("survey-unfit-met", "reason", error.to_string()),
    }
}
