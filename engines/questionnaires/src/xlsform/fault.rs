//! What a workbook has that a questionnaire cannot be made of, and where.

use crate::expression::SyntaxError;
use crate::kind::KindError;

/// A fault of a workbook with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the sheet; empty for the workbook itself.
    pub sheet: String,
    /// Row as a spreadsheet numbers it, from 1; 0 for the whole sheet.
    pub row: u32,
    /// Column as a spreadsheet letters it; empty for the whole row.
    pub column: String,
    /// What is wrong.
    pub kind: FaultKind,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Fault { sheet, row, column, kind } = self;
        match (sheet.is_empty(), row, column.is_empty()) {
            (true, _, _) => write!(f, "workbook: {kind}"),
            (false, 0, _) => write!(f, "sheet {sheet}: {kind}"),
            (false, row, true) => write!(f, "sheet {sheet}, row {row}: {kind}"),
            (false, row, false) => write!(f, "sheet {sheet}, row {row}, column {column}: {kind}"),
        }
    }
}

impl std::error::Error for Fault {}

/// What is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Not a workbook at all.
    #[error("this is not an .xlsx workbook ({0}); save the form as .xlsx")]
    NotAWorkbook(String),
    /// Larger than any form.
    #[error("the workbook is larger than a form can be ({0}); remove what does not belong to the form")]
    TooLarge(String),
    /// No sheet `survey`.
    #[error("there is no sheet of this name; name the sheet with the questions so")]
    NoSheet,
    /// Nothing in the sheet.
    #[error("the sheet is empty; the first row must name the columns")]
    EmptySheet,
    /// A column outside the subset with something in it.
    #[error("the column {0:?} is not understood; empty it or remove it")]
    UnknownColumn(String),
    /// A column twice.
    #[error("the column {0:?} is there twice; keep one")]
    ColumnTwice(String),
    /// A column that must be there.
    #[error("there is no column {0:?}; add it")]
    NoColumn(&'static str),
    /// A language that has no code.
    #[error("the language {0:?} has no code; write it as in label::Čeština (cs)")]
    LanguageWithoutCode(String),
    /// Two names of one language.
    #[error("the language {code:?} is called {first:?} elsewhere; write it the same way everywhere")]
    LanguageNames {
        /// The code.
        code: String,
        /// The name that came first.
        first: String,
    },
    /// A bare column and one with the same language.
    #[error("words of the default language are in two columns; keep one")]
    TwoTexts,
    /// A cell that must not be empty.
    #[error("the cell is empty; write a value")]
    EmptyCell,
    /// A cell in a column of no name.
    #[error("the column has no name in the first row; name it or empty the cell")]
    NamelessColumn,
    /// A cell with an error of the spreadsheet.
    #[error("the cell holds an error of the spreadsheet ({0}); put the formula right")]
    ErrorCell(String),
    /// A word that is none of those allowed.
    #[error("{found:?} is not understood; write one of: {allowed}")]
    NotOneOf {
        /// What is written.
        found: String,
        /// What may be.
        allowed: String,
    },
    /// A kind of question outside the subset.
    #[error("{found:?} is outside the subset; {instead}")]
    Unsupported {
        /// What is written.
        found: String,
        /// What to do instead.
        instead: &'static str,
    },
    /// A word and its details make no kind.
    #[error(transparent)]
    Kind(#[from] KindError),
    /// An expression that cannot be read.
    #[error("the expression cannot be read: {0}")]
    Expression(#[from] SyntaxError),
    /// Parameters of a range that cannot be read.
    #[error("the parameters cannot be read; write start=0 end=10 step=1")]
    Parameters,
    /// A cell that means nothing in this row.
    #[error("a row of the type {kind:?} has no {column:?}; empty the cell")]
    Superfluous {
        /// Type of the row.
        kind: String,
        /// The column.
        column: String,
    },
    /// `end_group` without `begin_group`.
    #[error("a group ends here that never began; remove the row")]
    EndWithoutBegin,
    /// `begin_group` without `end_group`.
    #[error("the group that begins here never ends; add an end_group row")]
    BeginWithoutEnd,
    /// A group in a group.
    #[error("a group within a group; end the outer one first, a page is one group")]
    GroupWithinGroup,
    /// Rows of one list that say different directions.
    #[error("the list {0:?} has another direction in an earlier row; write the same in all rows")]
    TwoDirections(String),
    /// More than one row of settings.
    #[error("settings have one row; remove this one")]
    SecondSettings,
}

/// Faults so far.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, sheet: &str, row: u32, column: &str, kind: impl Into<FaultKind>) {
        let fault = Fault { sheet: sheet.to_owned(), row, column: column.to_owned(), kind: kind.into() };
        self.0.push(fault);
    }

    pub(super) fn into_result<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() { Ok(value) } else { Err(self.0) }
    }
}
