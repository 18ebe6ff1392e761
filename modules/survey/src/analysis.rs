//! From data to results: which figure a question has, and how sure it is.
//!
//! ```text
//!   Dataset + Declaration + steps ─► Frame ─► for each item: measure ─► city, districts, differences, model
//! ```
//!
//! | kind of question | its one figure |
//! |---|---|
//! | scale of 4 or 5 answers | share of the two good ones |
//! | scale of more answers, number | mean |
//! | yes or no, one choice of many | share of the first, or of the chosen |
//! | names without an order | none; each answer has its share |

mod estimate;
mod item;

use questionnaires::{Direction, Text};
use survey_estimation::data::Categories;
use survey_estimation::{Design, Domain};

pub use item::item;

use crate::data::{Code, Dataset, Values, Variable};
use crate::results::{Measure, Method, Results};
use crate::wave::{Facts, Sample};

/// Level of all intervals.
pub const LEVEL: f64 = 0.95;

/// Data with the design its figures are made by.
pub struct Frame<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The design with its final weights.
    pub design: &'a Design,
    /// How people came into the sample.
    pub sample: Sample,
    /// The city's districts.
    pub districts: Option<Districts>,
}

/// Districts of the rows.
pub struct Districts {
    /// The column that says them.
    pub column: String,
    /// Of each row.
    pub groups: Categories,
    /// Name of each level.
    pub names: Vec<Text>,
}

impl Districts {
    /// Of a column of codes or words; a row without one is in no district.
    #[must_use]
    pub fn of(variable: &Variable) -> Districts {
        let groups = variable.names();
        let label = |level: &String| match &variable.values {
            Values::Codes { list, .. } => {
                list.iter().find(|code| code.code == *level).map(|code| code.label.clone())
            }
            Values::Numbers(_) | Values::Words(_) => None,
        };
        let plain = |level: &String| Text::of([("cs", level.as_str())]);
        let name =
            |level: &String| label(level).filter(|label| !label.is_empty()).unwrap_or_else(|| plain(level));
        Districts { column: variable.name.clone(), names: groups.levels.iter().map(name).collect(), groups }
    }
}

/// The one figure of a variable, if it has one.
#[must_use]
pub fn measure(variable: &Variable) -> Option<Measure> {
    let list = match &variable.values {
        Values::Numbers(_) => return Some(Measure::Mean),
        Values::Words(_) => return None,
        Values::Codes { list, .. } => list,
    };
    let proper: Vec<&Code> = list.iter().filter(|code| code.missing.is_none()).collect();
    let codes =
        |codes: &[&Code]| Measure::Share { codes: codes.iter().map(|code| code.code.clone()).collect() };
    let numeric = proper.iter().all(|code| code.code.parse::<f64>().is_ok());
    match (variable.direction, proper.as_slice()) {
        (Direction::None, [no, yes]) if (no.code.as_str(), yes.code.as_str()) == ("0", "1") => {
            Some(codes(&[yes]))
        }
        (_, [yes, _]) => Some(codes(&[yes])),
        (Direction::Worse, [best, good, ..]) if matches!(proper.len(), 4 | 5) => Some(codes(&[best, good])),
        (Direction::Better, [.., good, best]) if matches!(proper.len(), 4 | 5) => Some(codes(&[good, best])),
        (Direction::Worse | Direction::Better | Direction::More, [_, _, ..]) if numeric => {
            Some(Measure::Mean)
        }
        _ => None,
    }
}

/// Results of the items of these names, in their order; names that the data does not have are left out.
pub fn results(
    wave: &str,
    facts: &Facts,
    frame: &Frame<'_>,
    items: &[String],
    steps: Vec<String>,
) -> Results {
    let items = items.iter().filter_map(|name| frame.data.variable(name));
    Results {
        wave: wave.to_owned(),
        facts: facts.clone(),
        method: Method {
            rows: frame.design.counted(&Domain::everyone()),
            strata: frame.design.strata(),
            clusters: frame.design.primary_units(),
            steps,
            district: frame.districts.as_ref().map(|districts| districts.column.clone()),
            weight_effect: frame.design.weight_effect(),
            level: LEVEL,
        },
        items: items.map(|variable| item(frame, variable)).collect(),
    }
}

/// Names of all variables that are asked about: those with answers or numbers, without the ones the design is said by.
#[must_use]
pub fn askable<'a>(data: &'a Dataset, besides: &[&str]) -> Vec<&'a Variable> {
    let asked = |variable: &&Variable| {
        !variable.name.starts_with('_')
            && !besides.contains(&variable.name.as_str())
            && !matches!(variable.values, Values::Words(_))
    };
    data.variables.iter().filter(asked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(direction: Direction, codes: &[&str]) -> Variable {
        let code = |code: &&str| Code {
            code: (*code).to_owned(),
            label: Text::default(),
            missing: None,
            in_base: false,
        };
        Variable {
            name: "x".to_owned(),
            question: "x".to_owned(),
            label: Text::default(),
            part: Text::default(),
            direction,
            sensitive: false,
            values: Values::Codes { list: codes.iter().map(code).collect(), places: Vec::new() },
        }
    }

    #[test]
    fn each_kind_of_question_has_its_figure() {
        let check = |direction, codes: &[&str], expected: Option<&[&str]>| {
            let expected = expected.map(|codes| match codes {
                ["mean"] => Measure::Mean,
                codes => Measure::Share { codes: codes.iter().map(|code| (*code).to_owned()).collect() },
            });
            assert_eq!(measure(&scale(direction, codes)), expected, "{direction:?} {codes:?}");
        };
        check(Direction::Worse, &["1", "2", "3", "4"], Some(&["1", "2"]));
        check(Direction::Better, &["1", "2", "3", "4", "5"], Some(&["4", "5"]));
        check(Direction::Worse, &["0", "1", "2", "3", "4", "5", "6"], Some(&["mean"]));
        check(Direction::None, &["0", "1"], Some(&["1"]));
        check(Direction::None, &["1", "2"], Some(&["1"]));
        check(Direction::None, &["a", "b", "c"], None);
    }

    #[test]
    fn whoever_never_walks_alone_is_in_the_base_of_the_indicator_and_in_no_other() {
        // SDG 16.1.4: very safe, fairly safe, very unsafe, twice "I never go there alone", once "don't know".
        let answer = |in_base: bool| {
            let mut dark = scale(Direction::Worse, &["1", "2", "3", "4", "97", "98"]);
            if let Values::Codes { list, places } = &mut dark.values {
                *places = vec![0, 1, 3, 4, 4, 5];
                for (at, missing) in
                    [(4, questionnaires::Missing::NotApplicable), (5, questionnaires::Missing::DontKnow)]
                {
                    list[at].missing = Some(missing);
                }
                list[4].in_base = in_base;
            }
            let data = Dataset { rows: 6, variables: vec![dark] };
            let design = crate::design::Declaration::default().design(&data).unwrap();
            let frame = Frame { data: &data, design: &design, sample: Sample::Probability, districts: None };
            let item = item(&frame, data.variable("x").unwrap());
            let city = *item.headline.as_ref().unwrap().city.figure().unwrap();
            let shares: f64 = item.answers.iter().filter_map(|it| it.share.figure()).map(|it| it.value).sum();
            let beside: Vec<bool> = item.answers.iter().map(|answer| answer.beside).collect();
            (city.value, city.base, item.silence.not_applicable, item.silence.dont_know, shares, beside)
        };
        assert_eq!(answer(true), (2.0 / 5.0, 5, 0, 1, 1.0, vec![false, false, false, false, true]));
        let (value, base, not_applicable, ..) = answer(false);
        assert!((value - 2.0 / 3.0).abs() < 1e-12 && (base, not_applicable) == (3, 2));
    }
}
