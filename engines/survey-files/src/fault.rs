//! Why a file cannot be read, and where in it.

/// What is wrong with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: FaultKind,
}

/// A place in a file; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes before it. In packed rows the bytes of the packed stream.
    pub byte: Option<u64>,
    /// Part of the file: the record of an SPSS file, the section of a Stata file, the sheet of a workbook.
    pub part: String,
    /// Row of data, from 1; for CSV the line of the file, for a sheet its row.
    pub row: Option<usize>,
    /// Name of the variable, or its number where names are not known yet.
    pub variable: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Place { byte, part, row, variable } = &self.place;
        let mut said = Vec::new();
        if !part.is_empty() {
            said.push(part.clone());
        }
        said.extend(row.map(|row| format!("row {row}")));
        if !variable.is_empty() {
            said.push(format!("variable {variable}"));
        }
        said.extend(byte.map(|byte| format!("byte {byte}")));
        match said.is_empty() {
            true => write!(f, "{}", self.kind),
            false => write!(f, "{}: {}", said.join(", "), self.kind),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A fault of the whole file.
    pub(crate) fn whole(kind: FaultKind) -> Self {
        Self { place: Place::default(), kind }
    }

    pub(crate) fn at(part: &str, byte: usize, kind: FaultKind) -> Self {
        let byte = u64::try_from(byte).ok();
        Self { place: Place { byte, part: part.to_owned(), ..Place::default() }, kind }
    }

    /// The same, in a row from 0 and a variable.
    pub(crate) fn in_row(mut self, row: usize, variable: &str) -> Self {
        self.place.row = Some(row.saturating_add(1));
        variable.clone_into(&mut self.place.variable);
        self
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FaultKind {
    /// No bytes, or nothing to name the columns by.
    #[error("the file is empty")]
    Empty,
    /// The file was cut.
    #[error("the file ends here although more belongs to it; get the file again, whole")]
    Cut,
    /// Rows that are promised are not there.
    #[error("the file ends after {found} of {expected} rows; get the file again, whole")]
    RowsCut {
        /// Whole rows that are there.
        found: u64,
        /// Rows that the file says it has.
        expected: u64,
    },
    /// Not what it seemed.
    #[error("this is no {format} file: {why}")]
    Not {
        /// The format that was tried.
        format: &'static str,
        /// What does not fit.
        why: String,
    },
    /// A part that is none of those known.
    #[error("{0}; the file is damaged here")]
    Damaged(String),
    /// A kind of file that is not read.
    #[error("{0}")]
    Unsupported(String),
    /// More than any survey.
    #[error("more than {most} {what}; this is larger than a survey can be")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How many may be.
        most: u64,
    },
    /// A row of another length than the header.
    #[error("{found} fields where the header has {expected}")]
    Ragged {
        /// Fields in it.
        found: usize,
        /// Columns.
        expected: usize,
    },
    /// A quotation mark that is never closed.
    #[error("the quotation mark is never closed")]
    OpenQuote,
    /// Two columns of one name: which is meant?
    #[error("two columns are called `{0}`")]
    Twice(String),
    /// A workbook has no such sheet.
    #[error("there is no sheet `{0}`")]
    NoSheet(String),
    /// An encoding that the caller named does not fit.
    #[error("the bytes are not {0}")]
    NotEncoded(String),
    /// A line of a codebook.
    #[error("{0}")]
    Codebook(String),
}
