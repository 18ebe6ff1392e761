//! What a person should know before the data are used. A note is never a reason to refuse.

use crate::codepage::How;

/// A note; names of variables are those of [`File::variables`](crate::File::variables).
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Note {
    /// The file does not say its encoding.
    #[error("the file does not say its encoding; {encoding} was taken ({how}): look at the accents")]
    EncodingAssumed {
        /// What was taken.
        encoding: String,
        /// Why.
        how: How,
    },
    /// The file names an encoding nobody knows.
    #[error("the file names the encoding `{declared}`, which is not known; {encoding} was taken")]
    EncodingUnknown {
        /// What it says.
        declared: String,
        /// What was taken.
        encoding: String,
    },
    /// Bytes that are nothing in the encoding.
    #[error(
        "variable {variable}: {count} texts are not {encoding}, as {example:?}; their bytes are kept, try another encoding"
    )]
    Undecodable {
        /// The variable; empty for the file's own label.
        variable: String,
        /// The encoding.
        encoding: String,
        /// How many different texts.
        count: usize,
        /// One of them, with � for what was not understood.
        example: String,
    },
    /// Letters that make sense in another encoding.
    #[error("variable {variable}: {example:?} would be {sense:?} in {other}; is {encoding} right?")]
    LooksLike {
        /// The variable.
        variable: String,
        /// The encoding in use.
        encoding: String,
        /// The other.
        other: String,
        /// As it reads now.
        example: String,
        /// As it would read.
        sense: String,
    },
    /// The program wrote another system-missing value than SPSS does.
    #[error("the file's system-missing value is {0:e} and not SPSS's; both are read as missing")]
    UnusualSysmis(f64),
    /// Numbers that are none (NaN, infinite) in the data.
    #[error("variable {variable}: {count} numbers are NaN or infinite; they are read as missing")]
    NotNumbers {
        /// The variable.
        variable: String,
        /// How many rows.
        count: usize,
    },
    /// More rows than the header says.
    #[error("more data follow after the {0} rows that the file says it has; they were not read")]
    MoreRows(u64),
    /// Something that refers to a variable the file has not.
    #[error("{what} refers to the variable {variable}, which is not in the file; it was passed over")]
    NoVariable {
        /// What: value labels, a set, the weight, the codebook.
        what: &'static str,
        /// The name or number.
        variable: String,
    },
    /// Words for values that the file names and has not; or it was cut just before them.
    #[error("variable {variable}: its value labels `{table}` are not in the file")]
    NoLabels {
        /// The variable.
        variable: String,
        /// Name of the table.
        table: String,
    },
    /// An optional record that does not make sense.
    #[error("{0} could not be understood and was passed over")]
    PassedOver(String),
    /// A column has no name.
    #[error("column {column} has no name; it is called {name} here")]
    Named {
        /// Its number, from 1.
        column: usize,
        /// The name it got.
        name: String,
    },
    /// The first line looks like data.
    #[error("the first line looks like data and not like names; columns are called v1, v2 … here")]
    NoHeader,
    /// Nearly all values are numbers.
    #[error("variable {variable} would be numbers but for {words:?}; do these mean a missing answer?")]
    WordsAmongNumbers {
        /// The variable.
        variable: String,
        /// The words, five at most.
        words: Vec<String>,
    },
    /// Error cells of a spreadsheet.
    #[error(
        "variable {variable}: {count} cells hold an error of the spreadsheet, the first in row {row}; they are read as empty"
    )]
    ErrorCells {
        /// The variable.
        variable: String,
        /// How many.
        count: usize,
        /// Row of the sheet.
        row: usize,
    },
    /// A codebook says number, the column says otherwise.
    #[error(
        "variable {variable}: the codebook says it holds {kind}, but {example:?} stands in it; it is read as text"
    )]
    NotAsCodebook {
        /// The variable.
        variable: String,
        /// What the codebook says.
        kind: &'static str,
        /// What stands there.
        example: String,
    },
}
