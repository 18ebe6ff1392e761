//! The data of a wave in one shape, whether people answered here or a contractor delivered a file.
//!
//! ```text
//!   answers of people ─► of_answers ─┐
//!                                    ├─► Dataset ─► design · weighting · analysis
//!   .sav .dta .csv .xlsx ─► delivery ┘   variables × rows
//! ```
//!
//! A variable of answers keeps every code it came with, and which of them are kinds of missing: *nevím* is counted and
//! shown, never merged with silence.

use std::collections::BTreeMap;

use questionnaires::{Answers, Direction, Kind, Measure, Missing, Questionnaire, Text};
use survey_estimation::data::{Categories, MISSING};

/// Columns of one length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dataset {
    /// How many people.
    pub rows: usize,
    /// What is known of each.
    pub variables: Vec<Variable>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name, unique in the data.
    pub name: String,
    /// The question it comes from; the same for all parts of a multiple choice.
    pub question: String,
    /// The question in words.
    pub label: Text,
    /// The part in words, of a multiple choice.
    pub part: Text,
    /// Which way its codes run.
    pub direction: Direction,
    /// Whether tables of it are protected more.
    pub sensitive: bool,
    /// What stands in it.
    pub values: Values,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers; NaN where there is none.
    Numbers(Vec<f64>),
    /// Codes of a list.
    Codes {
        /// The list, in order.
        list: Vec<Code>,
        /// For each row the place in the list, [`MISSING`] for nothing.
        places: Vec<u32>,
    },
    /// Words, never shown: a name of a stratum, a key.
    Words(Categories),
}

/// A code and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// As stored.
    pub code: String,
    /// In words.
    pub label: Text,
    /// The kind of missing it stands for.
    pub missing: Option<Missing>,
    /// Whether people with it are in the base of shares although it is a kind of missing (SDG 16.1.4).
    pub in_base: bool,
}

impl Code {
    /// Whether people with it are among those a share is of.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.missing.is_none() || self.in_base
    }
}

impl Dataset {
    /// The variable of this name.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// Answers of people to a questionnaire, one row for each.
    #[must_use]
    pub fn of_answers(questionnaire: &Questionnaire, people: &[Answers]) -> Dataset {
        let columns = questionnaires::columns(questionnaire);
        let asked: BTreeMap<&str, &Text> = in_a_row(questionnaire);
        let rows: Vec<_> = people.iter().map(|answers| questionnaires::row(questionnaire, answers)).collect();
        let cell = |row: usize, column: usize| rows.get(row).and_then(|cells| cells.get(column));
        let variable = |(at, column): (usize, questionnaires::Column)| {
            let (list, direction) = list_of(&column);
            let cells = (0..rows.len()).map(|row| cell(row, at));
            let values = match column.measure {
                Measure::Text | Measure::Day => return None,
                Measure::Nominal | Measure::Ordinal(_) | Measure::Flag => {
                    Values::Codes { places: cells.map(|cell| place(&list, cell)).collect(), list }
                }
                Measure::Number | Measure::Rank => Values::Numbers(cells.map(number).collect()),
            };
            let (label, part) = match asked.get(column.question.as_str()) {
                Some(asked) if column.part.is_empty() => ((*asked).clone(), column.label),
                _ => (column.label, column.part),
            };
            Some(Variable {
                name: column.name,
                question: column.question,
                label,
                part,
                direction,
                sensitive: column.sensitive,
                values,
            })
        };
        let variables = columns.into_iter().enumerate().filter_map(variable).collect();
        Dataset { rows: people.len(), variables }
    }
}

/// Questions that only say of what a common question before them is asked ("Kapesní krádež" after "Jak velkou obavu
/// máte…?"): by their names, that question. Without it nobody knows what the figure is about.
fn in_a_row(questionnaire: &Questionnaire) -> BTreeMap<&str, &Text> {
    let asks = |text: &Text| text.or(&questionnaire.default_language, "cs").trim_end().ends_with('?');
    let mut found = BTreeMap::new();
    for group in &questionnaire.groups {
        let mut common = None;
        for question in &group.questions {
            match (&question.kind, common) {
                (Kind::Note, _) => common = Some(&question.label).filter(|label| asks(label)),
                (_, Some(asked)) if !asks(&question.label) => {
                    found.insert(question.name.as_str(), asked);
                }
                _ => {}
            }
        }
    }
    found
}

/// The list of a column: that of its question, or chosen and not chosen, with the kinds of missing behind.
fn list_of(column: &questionnaires::Column) -> (Vec<Code>, Direction) {
    let own = |code: &questionnaires::Code| Code {
        code: code.code.clone(),
        label: code.label.clone(),
        missing: code.missing,
        in_base: code.missing.is_some() && code.missing == column.in_base,
    };
    let mut list: Vec<Code> = column.codes.iter().map(own).collect();
    if column.measure == Measure::Flag {
        list = ["0", "1"].map(|code| bare(code, None)).into();
    }
    for (kind, code) in [
        (Missing::NotApplicable, "not-applicable"),
        (Missing::DontKnow, "dont-know"),
        (Missing::Refused, "refused"),
    ] {
        if !list.iter().any(|known| known.missing == Some(kind)) {
            list.push(bare(code, Some(kind)));
        }
    }
    let direction = match column.measure {
        Measure::Ordinal(direction) => direction,
        _ => Direction::None,
    };
    (list, direction)
}

fn bare(code: &str, missing: Option<Missing>) -> Code {
    Code { code: code.to_owned(), label: Text::default(), missing, in_base: false }
}

fn place(list: &[Code], cell: Option<&questionnaires::Cell>) -> u32 {
    use questionnaires::Cell;
    let found = match cell {
        Some(Cell::Code(code)) => list.iter().position(|known| known.code == *code),
        Some(Cell::Number(number)) => list.iter().position(|known| known.code == number.to_string()),
        Some(Cell::Missing(kind)) => list.iter().position(|known| known.missing == Some(*kind)),
        Some(Cell::Text(_) | Cell::Nothing) | None => None,
    };
    found.and_then(|at| u32::try_from(at).ok()).unwrap_or(MISSING)
}

fn number(cell: Option<&questionnaires::Cell>) -> f64 {
    match cell {
        Some(questionnaires::Cell::Number(number)) => *number,
        _ => f64::NAN,
    }
}

impl Variable {
    /// Its words in a language: the question, and the part of a multiple choice.
    #[must_use]
    pub fn title(&self, lang: &str) -> String {
        let (label, part) = (self.label.or(lang, "cs"), self.part.or(lang, "cs"));
        match (label.is_empty(), part.is_empty()) {
            (true, _) => self.name.clone(),
            (false, true) => label.to_owned(),
            (false, false) => format!("{label} – {part}"),
        }
    }

    /// The answers as categories; kinds of missing and silence are missing, but for what counts in the base.
    #[must_use]
    pub fn answers(&self) -> Option<Categories> {
        let Values::Codes { list, places } = &self.values else { return None };
        let proper: Vec<&Code> = list.iter().filter(|code| code.counts()).collect();
        let to = |place: &u32| {
            let code = list.get(*place as usize)?;
            let at = proper.iter().position(|known| known.code == code.code)?;
            u32::try_from(at).ok()
        };
        let to: Vec<u32> = (0..list.len() as u32).map(|place| to(&place).unwrap_or(MISSING)).collect();
        let codes = places.iter().map(|place| to.get(*place as usize).copied().unwrap_or(MISSING)).collect();
        Some(Categories { codes, levels: proper.iter().map(|code| code.code.clone()).collect() })
    }

    /// Numbers of the rows: of a scale, its codes. Kinds of missing and silence are NaN.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        match &self.values {
            Values::Numbers(numbers) => numbers.clone(),
            Values::Words(words) => vec![f64::NAN; words.codes.len()],
            Values::Codes { list, places } => {
                let value = |code: &Code| {
                    if code.missing.is_some() { f64::NAN } else { code.code.parse().unwrap_or(f64::NAN) }
                };
                let values: Vec<f64> = list.iter().map(value).collect();
                places.iter().map(|place| values.get(*place as usize).copied().unwrap_or(f64::NAN)).collect()
            }
        }
    }

    /// Every distinct value as a name, for strata, clusters and districts; a kind of missing is missing.
    #[must_use]
    pub fn names(&self) -> Categories {
        match &self.values {
            Values::Words(words) => words.clone(),
            Values::Numbers(numbers) => Categories::of_numbers(numbers),
            Values::Codes { .. } => self.answers().unwrap_or_default(),
        }
    }

    /// How many rows have each kind of missing: don't know, refused, does not apply, nothing. What counts in the base is
    /// none of them.
    #[must_use]
    pub fn silence(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        match &self.values {
            Values::Numbers(numbers) => counts[3] = numbers.iter().filter(|number| number.is_nan()).count(),
            Values::Words(words) => counts[3] = words.codes.iter().filter(|code| **code == MISSING).count(),
            Values::Codes { list, places } => {
                for place in places {
                    match list.get(*place as usize).map(|code| code.missing.filter(|_| !code.in_base)) {
                        Some(Some(Missing::DontKnow)) => counts[0] += 1,
                        Some(Some(Missing::Refused)) => counts[1] += 1,
                        Some(Some(Missing::NotApplicable)) => counts[2] += 1,
                        Some(None) => {}
                        None => counts[3] += 1,
                    }
                }
            }
        }
        counts
    }
}

/// Whether two waves asked the same thing: the same question and part in words, the same codes and words of answers, the
/// same direction. Blanks and capitals do not make another question.
#[must_use]
pub fn same_wording(a: &Variable, b: &Variable, lang: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let words = |text: &Text| folded(text.or(lang, "cs"));
    let codes = |variable: &Variable| match &variable.values {
        Values::Codes { list, .. } => {
            let code = |code: &Code| (code.code.clone(), words(&code.label), code.missing, code.in_base);
            list.iter().map(code).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    words(&a.label) == words(&b.label)
        && words(&a.part) == words(&b.part)
        && a.direction == b.direction
        && codes(a) == codes(b)
}
