//! Columns: the values of all rows, and for those that have none, of what kind nothing is.
//!
//! ```text
//!   Numbers  values  [ 1.0, NaN, 98.0, NaN ]      NaN: no number
//!            letters [  0 ,  0 ,   0 , 'b' ]      Stata's .b; no letters at all when nobody has one
//!            gap     System                       what a NaN without a letter is in this file
//!   Texts    places  [ 0, 2, NONE, 0 ]            into words, in the order of their first row
//!            words   [ "ano", "", "ne" ]
//! ```
//!
//! A code that a file only *declares* missing (98) stays among the values: the declaration is in
//! [`Variable::missing`](crate::Variable::missing), can be changed, and [`Variable::cell`](crate::Variable::cell)
//! heeds it.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Value, Variable};

/// No place: the row has no text at all.
pub const NONE: u32 = u32::MAX;

/// Values of all rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Numbers, days or seconds.
    Numbers(Numbers),
    /// Texts.
    Texts(Texts),
}

/// Numbers of all rows.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The number of each row, NaN where there is none.
    pub values: Vec<f64>,
    /// For each row the letter of Stata's extended missing value or 0; empty when no row has one.
    pub letters: Vec<u8>,
    /// What a NaN without a letter is: [`Gap::System`] in SPSS and Stata, [`Gap::Empty`] in CSV and sheets.
    pub gap: Gap,
}

/// What it is that stands where no number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The program's own missing value.
    System,
    /// An empty cell.
    Empty,
}

/// Two columns are the same when all their bits are, so that a gap is equal to a gap.
impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        let bits = |it: &Numbers| it.values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        (self.gap, &self.letters) == (other.gap, &other.letters) && bits(self) == bits(other)
    }
}

/// Texts of all rows, each different text once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Texts {
    /// For each row the place of its text in `words`, or [`NONE`].
    pub places: Vec<u32>,
    /// Texts in the order of their first row, without the blanks that fill a field up.
    pub words: Vec<String>,
    /// Bytes of those words that could not be read in the encoding, by their place: nothing is lost, and another
    /// encoding may be tried.
    pub undecoded: BTreeMap<u32, Vec<u8>>,
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// A number, a day or seconds, as the [`Kind`](crate::Kind) says.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// No answer.
    Missing(Missing<'a>),
}

/// Kinds of no answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Missing<'a> {
    /// SPSS's system-missing or Stata's `.`.
    System,
    /// An empty cell of a CSV file or a sheet, a text of nothing but blanks.
    Empty,
    /// Stata's `.a`–`.z`.
    Letter(char),
    /// A number declared to be no answer; the number is kept.
    Number(f64),
    /// A text declared to be no answer.
    Text(&'a str),
}

/// How often each thing stands in a variable, for the page on which a person confirms what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Rows with an answer.
    pub answers: usize,
    /// Rows without, by the kind of missing: plain gaps first, then letters, then declared values in their order.
    pub missing: Vec<(Value, usize)>,
    /// Rows with nothing at all.
    pub nothing: usize,
}

/// Codes of the answers of all rows and what they stand for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Categories {
    /// For each row the place of its level, or [`NONE`] where there is no answer.
    pub codes: Vec<u32>,
    /// Values in their order, with their words where they have any.
    pub levels: Vec<Level>,
}

/// A level of [`Categories`].
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The value.
    pub value: Value,
    /// Its words; without any, the value as text.
    pub label: String,
}

impl Column {
    /// Rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        match self {
            Column::Numbers(numbers) => numbers.values.len(),
            Column::Texts(texts) => texts.places.len(),
        }
    }

    pub(crate) fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Column::Numbers(numbers) => numbers.cell(row),
            Column::Texts(texts) => match texts.text(row) {
                Some(text) if !text.trim().is_empty() => Cell::Text(text),
                _ => Cell::Missing(Missing::Empty),
            },
        }
    }
}

impl Numbers {
    /// Numbers without letters.
    pub(crate) fn plain(values: Vec<f64>, gap: Gap) -> Self {
        Self { values, letters: Vec::new(), gap }
    }

    /// Adds a row: a number, or NaN with a letter or 0.
    pub(crate) fn push(&mut self, value: f64, letter: u8) {
        self.values.push(value);
        if letter != 0 && self.letters.is_empty() {
            self.letters.resize(self.values.len().saturating_sub(1), 0);
        }
        if letter != 0 || !self.letters.is_empty() {
            self.letters.push(letter);
        }
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        let value = self.values.get(row).copied().unwrap_or(f64::NAN);
        if !value.is_nan() {
            return Cell::Number(value);
        }
        match (self.letters.get(row), self.gap) {
            (Some(letter), _) if *letter != 0 => Cell::Missing(Missing::Letter(char::from(*letter))),
            (_, Gap::System) => Cell::Missing(Missing::System),
            (_, Gap::Empty) => Cell::Missing(Missing::Empty),
        }
    }
}

impl Texts {
    /// The text of a row, as it stands.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        let place = *self.places.get(row)?;
        self.words.get(usize::try_from(place).ok()?).map(String::as_str)
    }
}

impl Variable {
    /// Answers as codes and levels: numbers in their order, texts in alphabetical order of their bytes. Values that have
    /// words but no row are no levels.
    #[must_use]
    pub fn categories(&self) -> Categories {
        match &self.column {
            Column::Numbers(_) => self.number_levels(),
            Column::Texts(texts) => self.text_levels(texts),
        }
    }

    fn number_levels(&self) -> Categories {
        let values = self.numbers().unwrap_or_default();
        // A zero with a sign is zero.
        let plain = |value: &f64| if *value == 0.0 { 0.0 } else { *value };
        let mut distinct: Vec<f64> = values.iter().map(plain).filter(|value| !value.is_nan()).collect();
        distinct.sort_unstable_by(f64::total_cmp);
        distinct.dedup();
        let place = |value: &f64| distinct.binary_search_by(|it| it.total_cmp(&plain(value)));
        let code = |value: &f64| place(value).ok().and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE);
        let codes = values.iter().map(code).collect();
        Categories { codes, levels: distinct.into_iter().map(|it| self.level(Value::Number(it))).collect() }
    }

    fn text_levels(&self, texts: &Texts) -> Categories {
        let answers: Vec<bool> = (0_u32..)
            .zip(&texts.words)
            .map(|(_, word)| {
                let declared = self.missing.iter().any(|it| it.values.hold(&Value::Text(word.clone())));
                !word.trim().is_empty() && !declared
            })
            .collect();
        let mut order: Vec<usize> =
            (0..texts.words.len()).filter(|at| answers.get(*at) == Some(&true)).collect();
        order.sort_by_key(|at| texts.words.get(*at));
        // Words that were different bytes and read the same are one level.
        let mut levels: Vec<&String> = Vec::new();
        let mut places = vec![NONE; texts.words.len()];
        for at in order {
            let Some(word) = texts.words.get(at) else { continue };
            if levels.last() != Some(&word) {
                levels.push(word);
            }
            if let Some(place) = places.get_mut(at) {
                *place = u32::try_from(levels.len() - 1).unwrap_or(NONE);
            }
        }
        let code =
            |place: &u32| usize::try_from(*place).ok().and_then(|at| places.get(at)).copied().unwrap_or(NONE);
        let codes = texts.places.iter().map(code).collect();
        Categories {
            codes,
            levels: levels.into_iter().map(|it| self.level(Value::Text(it.clone()))).collect(),
        }
    }

    fn level(&self, value: Value) -> Level {
        let label = self.label_of(&value).map_or_else(|| value.to_string(), str::to_owned);
        Level { value, label }
    }

    /// How often there is an answer, each kind of missing, and nothing.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { answers: 0, missing: Vec::new(), nothing: 0 };
        let mut seen: HashMap<String, (Value, usize)> = HashMap::new();
        for row in 0..self.column.rows() {
            let value = match self.cell(row) {
                Cell::Number(_) | Cell::Text(_) => {
                    tally.answers += 1;
                    continue;
                }
                Cell::Missing(Missing::System | Missing::Empty) => {
                    tally.nothing += 1;
                    continue;
                }
                Cell::Missing(Missing::Letter(letter)) => Value::Letter(letter),
                Cell::Missing(Missing::Number(number)) => Value::Number(number),
                Cell::Missing(Missing::Text(text)) => Value::Text(text.to_owned()),
            };
            seen.entry(value.to_string()).or_insert((value, 0)).1 += 1;
        }
        tally.missing = seen.into_values().collect();
        tally.missing.sort_by(|(a, _), (b, _)| a.order(b));
        tally
    }
}

impl Value {
    /// Letters, then numbers, then texts.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |it: &Value| match it {
            Value::Letter(_) => 0,
            Value::Number(_) => 1,
            Value::Text(_) => 2,
        };
        match (self, other) {
            (Value::Letter(a), Value::Letter(b)) => a.cmp(b),
            (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            _ => rank(self).cmp(&rank(other)),
        }
    }
}

/// A whole number without a decimal point; `.a` for a letter.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => f.write_str(text),
            Value::Letter('.') => f.write_str("."),
            Value::Letter(letter) => write!(f, ".{letter}"),
        }
    }
}

/// Texts while rows come in: bytes as they are, each different one once.
#[derive(Debug, Default)]
pub(crate) struct RawTexts {
    pub(crate) places: Vec<u32>,
    pub(crate) words: Vec<Vec<u8>>,
    index: HashMap<Vec<u8>, u32>,
}

impl RawTexts {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let place = self.place(bytes);
        self.places.push(place);
    }

    pub(crate) fn push_nothing(&mut self) {
        self.places.push(NONE);
    }

    pub(crate) fn place(&mut self, bytes: &[u8]) -> u32 {
        if let Some(place) = self.index.get(bytes) {
            return *place;
        }
        let place = u32::try_from(self.words.len()).unwrap_or(NONE);
        self.words.push(bytes.to_vec());
        self.index.insert(bytes.to_vec(), place);
        place
    }

    /// Takes the rows of a later part of the file.
    pub(crate) fn append(&mut self, later: &RawTexts) {
        let moved: Vec<u32> = later.words.iter().map(|word| self.place(word)).collect();
        let place =
            |it: &u32| usize::try_from(*it).ok().and_then(|at| moved.get(at)).copied().unwrap_or(NONE);
        self.places.extend(later.places.iter().map(place));
    }
}
