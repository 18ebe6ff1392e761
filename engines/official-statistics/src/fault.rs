//! Why a file is not read, and where.

/// What is wrong, and in which row and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the text or row of the sheet, from 1; none for the whole file.
    pub row: Option<u64>,
    /// Column; empty when it is about none.
    pub column: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not UTF-8, as these offices publish; it looks like this code page.
    #[error("the text is not UTF-8; it looks like {looks_like}")]
    NotUtf8 {
        /// `windows-1250` or `UTF-16`.
        looks_like: &'static str,
    },
    /// None of the known forms.
    #[error("this is none of the known files; its first line says: {0}")]
    UnknownForm(String),
    /// Columns that the form has and the file has not, and the other way round.
    #[error("{found} columns, expected {expected}; missing: {}; not known: {}", .missing.join(", "), .unknown.join(", "))]
    Columns {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
        /// Which are missing.
        missing: Vec<String>,
        /// Which are not known.
        unknown: Vec<String>,
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
    /// Not the number, code or day that belongs there.
    #[error("`{found}` is no {expected}")]
    Value {
        /// What stands there.
        found: String,
        /// What should: `count`, `year`, `day`, `code`.
        expected: &'static str,
    },
    /// The same figure twice.
    #[error("the same figure stands in row {first} already")]
    Twice {
        /// Where it stood first.
        first: u64,
    },
    /// More than such a file can have.
    #[error("more than {most} {what}")]
    TooLarge {
        /// Of what.
        what: &'static str,
        /// How many may be.
        most: u64,
    },
    /// Not JSON, or of another shape.
    #[error("not the expected JSON: {0}")]
    Json(String),
    /// Not a ZIP with one CSV.
    #[error("not an archive with one CSV: {0}")]
    Archive(String),
    /// Not a workbook.
    #[error("{0}")]
    Workbook(String),
    /// The workbook is laid out otherwise than when it was mapped; each difference.
    #[error("the layout has changed")]
    Layout(Vec<crate::mapping::Difference>),
}

impl Fault {
    pub(crate) fn whole(kind: FaultKind) -> Fault {
        Fault { row: None, column: String::new(), kind }
    }

    pub(crate) fn at(row: u64, column: &str, kind: FaultKind) -> Fault {
        Fault { row: Some(row), column: column.to_owned(), kind }
    }

    /// A value that is not what belongs there.
    pub(crate) fn value(row: u64, column: &str, found: &str, expected: &'static str) -> Fault {
        let found = found.chars().take(60).collect();
        Fault::at(row, column, FaultKind::Value { found, expected })
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(row) = self.row {
            write!(f, "row {row}")?;
            if !self.column.is_empty() {
                write!(f, ", column {}", self.column)?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.kind)
    }
}

impl std::error::Error for Fault {}
