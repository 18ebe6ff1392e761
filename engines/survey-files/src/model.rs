//! What a file holds: its variables with their words, their scales and what they say of missing answers.

use crate::codepage::Encoding;
use crate::column::{Cell, Column, Missing};
use crate::csv::Dialect;
use crate::note::Note;

/// A file of survey data.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// What kind of file it was.
    pub format: Format,
    /// How its bytes became letters.
    pub encoding: Encoding,
    /// What the file says of itself; often empty.
    pub label: String,
    /// Rows: as a rule a person each.
    pub rows: usize,
    /// Variables in the order of the file.
    pub variables: Vec<Variable>,
    /// Name of the variable the file declares as its weight (SPSS only).
    pub weight: Option<String>,
    /// Variables that are one question with several answers (SPSS only).
    pub sets: Vec<ResponseSet>,
    /// What a person should see before the data are used: assumptions, doubts, things passed over.
    pub notes: Vec<Note>,
}

/// Kind of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Format {
    /// SPSS system file.
    Sav {
        /// How its rows are packed.
        packing: Packing,
    },
    /// Stata, by the number of its format, 102–119.
    Dta {
        /// The number.
        version: u16,
    },
    /// Text with separators.
    Csv(Dialect),
    /// A sheet of an Excel workbook (ECMA-376).
    Xlsx {
        /// Name of the sheet of data.
        sheet: String,
    },
}

/// How an SPSS file packs its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Eight bytes an element.
    None,
    /// A byte for small whole numbers.
    Bytecode,
    /// The same in zlib blocks (`.zsav`).
    Zlib,
}

/// A variable: a column with all that the file says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Name, unique in the file.
    pub name: String,
    /// The question in words; often empty.
    pub label: String,
    /// What its values are.
    pub kind: Kind,
    /// Its scale, when the file says one.
    pub measure: Option<Measure>,
    /// The format as the program that wrote it calls it: `F8.2`, `%td`; empty for texts and sheets.
    pub format: String,
    /// Words for values, in the order of the file; also for values that stand for a missing answer.
    pub labels: Vec<ValueLabel>,
    /// Values that are declared to be no answers. They stay in the column as they are.
    pub missing: Vec<Declared>,
    /// The values.
    pub column: Column,
}

/// What the values of a variable are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Numbers, and codes written as numbers.
    Number,
    /// Texts, and codes written as texts.
    Text,
    /// Days since 1970-01-01.
    Date,
    /// Seconds since 1970-01-01T00:00:00, in no stated zone.
    DateTime,
    /// Seconds: since midnight, or how long.
    Time,
}

/// The scale of a variable (Stevens 1946), as SPSS stores it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Names.
    Nominal,
    /// An order.
    Ordinal,
    /// Numbers to reckon with.
    Scale,
}

/// A value as a label or a declaration names it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, in the unit of the [`Kind`].
    Number(f64),
    /// A text without the blanks at its end.
    Text(String),
    /// Stata's extended missing value, `'a'`–`'z'`; `'.'` is the plain one.
    Letter(char),
}

/// A value in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueLabel {
    /// The value.
    pub value: Value,
    /// Its words.
    pub label: String,
}

/// Values that are no answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Which.
    pub values: Values,
    /// Why there is no answer, when a codebook says so. SPSS files never do; see [`Reason::guess`].
    pub reason: Option<Reason>,
}

/// One value or all between two.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// One.
    One(Value),
    /// All from the lowest to the highest, both with it; infinite where the range is open.
    Range(f64, f64),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// *Nevím.*
    DontKnow,
    /// *Odmítl odpovědět.*
    Refused,
    /// *Netýká se.*
    NotApplicable,
}

/// Variables that are one question with several answers.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseSet {
    /// Name, with its `$`.
    pub name: String,
    /// The question in words.
    pub label: String,
    /// The value that means "chosen" when each variable is an answer of its own; `None` when the variables hold the
    /// codes of the answers.
    pub counted: Option<String>,
    /// Names of the variables.
    pub variables: Vec<String>,
}

impl File {
    /// The variable of a name.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|it| it.name == name)
    }

    /// The same to change: to declare another missing code, say.
    pub fn variable_mut(&mut self, name: &str) -> Option<&mut Variable> {
        self.variables.iter_mut().find(|it| it.name == name)
    }
}

impl Variable {
    /// What stands in a row, from 0. A row that is not there is [`Missing::System`].
    #[must_use]
    pub fn cell(&self, row: usize) -> Cell<'_> {
        let cell = self.column.cell(row);
        let declared = match cell {
            Cell::Number(number) => self.declared_number(number).then_some(Missing::Number(number)),
            Cell::Text(text) => self.declared_text(text).then_some(Missing::Text(text)),
            Cell::Missing(_) => None,
        };
        declared.map_or(cell, Cell::Missing)
    }

    /// Numbers for reckoning: NaN wherever there is no answer, whatever the reason. `None` for texts.
    #[must_use]
    pub fn numbers(&self) -> Option<Vec<f64>> {
        let Column::Numbers(numbers) = &self.column else { return None };
        let kept = |value: &f64| if self.declared_number(*value) { f64::NAN } else { *value };
        Some(numbers.values.iter().map(kept).collect())
    }

    /// The words for a value.
    #[must_use]
    pub fn label_of(&self, value: &Value) -> Option<&str> {
        self.labels.iter().find(|it| it.value == *value).map(|it| it.label.as_str())
    }

    /// Why a missing cell is missing: what the codebook says, else what the words for the code sound like.
    #[must_use]
    pub fn reason_of(&self, missing: Missing<'_>) -> Option<Reason> {
        let value = match missing {
            Missing::Number(number) => Value::Number(number),
            Missing::Text(text) => Value::Text(text.to_owned()),
            Missing::Letter(letter) => Value::Letter(letter),
            Missing::System | Missing::Empty => return None,
        };
        let said = self.missing.iter().find(|it| it.values.hold(&value)).and_then(|it| it.reason);
        said.or_else(|| self.label_of(&value).and_then(Reason::guess))
    }

    fn declared_number(&self, number: f64) -> bool {
        self.missing.iter().any(|it| it.values.hold_number(number))
    }

    fn declared_text(&self, text: &str) -> bool {
        self.missing.iter().any(|it| matches!(&it.values, Values::One(Value::Text(one)) if one == text))
    }
}

impl Values {
    /// Whether a value is among them.
    #[must_use]
    pub fn hold(&self, value: &Value) -> bool {
        match (self, value) {
            (Values::One(one), value) => one == value,
            (Values::Range(low, high), Value::Number(number)) => low <= number && number <= high,
            (Values::Range(..), _) => false,
        }
    }

    fn hold_number(&self, number: f64) -> bool {
        match self {
            Values::One(Value::Number(one)) => *one == number,
            Values::One(_) => false,
            Values::Range(low, high) => *low <= number && number <= *high,
        }
    }
}

impl Reason {
    /// Words as they stand in a codebook; the same as in a questionnaire.
    pub const WORDS: [(&'static str, Reason); 3] = [
        ("dont-know", Reason::DontKnow),
        ("refused", Reason::Refused),
        ("not-applicable", Reason::NotApplicable),
    ];

    /// What the words of a code sound like: *neví*, *bez odpovědi*, *netýká se*. Czech, Slovak, English, Ukrainian. A
    /// guess, to be shown and confirmed.
    #[must_use]
    pub fn guess(label: &str) -> Option<Self> {
        const SOUNDS: [(&str, Reason); 21] = [
            ("nevím", Reason::DontKnow),
            ("neví", Reason::DontKnow),
            ("nevie", Reason::DontKnow),
            ("don't know", Reason::DontKnow),
            ("don’t know", Reason::DontKnow),
            ("не знаю", Reason::DontKnow),
            ("odmít", Reason::Refused),
            ("nechci odpov", Reason::Refused),
            ("nechtěl", Reason::Refused),
            ("prefer not", Reason::Refused),
            ("не хочу відпов", Reason::Refused),
            ("odmiet", Reason::Refused),
            ("neodpově", Reason::Refused),
            ("bez odpově", Reason::Refused),
            ("refus", Reason::Refused),
            ("no answer", Reason::Refused),
            ("відмов", Reason::Refused),
            ("netýk", Reason::NotApplicable),
            ("not applicable", Reason::NotApplicable),
            ("inapplicable", Reason::NotApplicable),
            ("не стосується", Reason::NotApplicable),
        ];
        let label = label.to_lowercase();
        SOUNDS.iter().find(|(sound, _)| label.contains(sound)).map(|(_, reason)| *reason)
    }

    /// The word of a codebook.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, reason)| *reason == self).map_or("", |(word, _)| word)
    }
}
