//! Why a file is not read, and the place in it.

use serde::{Deserialize, Serialize};

/// A place in a file, as the person who opens it would look for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The whole file.
    File,
    /// A line, from 1.
    Line(u64),
    /// A column of a line.
    Field {
        /// The line, from 1.
        line: u64,
        /// Name of the column, or its number from 1.
        column: String,
    },
    /// A sheet of a workbook.
    Sheet(String),
    /// A cell of a workbook, as `C12`.
    Cell {
        /// Name of the sheet.
        sheet: String,
        /// The cell.
        cell: String,
    },
    /// A member of a JSON document, as `features[3].properties.date`.
    Member(String),
}

impl Place {
    pub(crate) fn field(line: u64, column: &str) -> Self {
        Self::Field { line, column: column.to_owned() }
    }

    /// A cell by its row from 1 and its column from 0.
    pub(crate) fn cell(sheet: &str, row: u32, column: u32) -> Self {
        Self::Cell { sheet: sheet.to_owned(), cell: format!("{}{row}", workbooks::letters(column)) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::File => f.write_str("the file"),
            Place::Line(line) => write!(f, "line {line}"),
            Place::Field { line, column } => write!(f, "line {line}, column {column}"),
            Place::Sheet(sheet) => write!(f, "sheet {sheet}"),
            Place::Cell { sheet, cell } => write!(f, "sheet {sheet}, cell {cell}"),
            Place::Member(path) => f.write_str(path),
        }
    }
}

/// Why a file is not read at all. What is wrong with single records is in the [`Ingest`](crate::Ingest).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: FaultKind,
}

impl Fault {
    pub(crate) fn file(kind: FaultKind) -> Self {
        Self { place: Place::File, kind }
    }

    pub(crate) fn json(why: &serde_json::Error) -> Self {
        let line = u64::try_from(why.line()).unwrap_or(u64::MAX);
        Self { place: Place::field(line, &why.column().to_string()), kind: FaultKind::Json(why.to_string()) }
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// Other columns than this kind of file has.
    #[error("its columns are not those of {format}: {difference}")]
    Columns {
        /// What it should be.
        format: &'static str,
        /// How its columns differ.
        difference: Box<ColumnDifference>,
    },
    /// A quotation mark that is never closed.
    #[error("the quotation mark is never closed")]
    OpenQuote,
    /// Not JSON, or JSON of another shape.
    #[error("this is not the JSON expected here ({0})")]
    Json(String),
    /// Not a workbook, or one too large.
    #[error(transparent)]
    Workbook(#[from] workbooks::Fault),
    /// A workbook in which no sheet is a statistical sheet.
    #[error("no sheet of it is a statistical sheet of the police")]
    NoStatistics,
    /// A sheet that begins like a statistical sheet and then is none.
    #[error("this sheet is not laid out as any known year: {0}")]
    Layout(String),
    /// A codebook that cannot be one.
    #[error("{0}")]
    Codebook(String),
    /// A file that breaks off while it is read.
    #[error("it cannot be read further: {0}")]
    Source(String),
    /// More than such a file can hold.
    #[error("more than {0} in it")]
    TooLarge(&'static str),
}

/// How the columns of a file differ from those expected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnDifference {
    /// Expected and not there.
    pub missing: Vec<String>,
    /// There and not expected.
    pub added: Vec<String>,
    /// There, but in another place: name, number expected, number found, from 1.
    pub moved: Vec<(String, usize, usize)>,
}

impl ColumnDifference {
    /// Compares the names of columns in order.
    #[must_use]
    pub fn of(expected: &[&str], found: &[String]) -> Self {
        let mut difference = Self::default();
        let known = expected.iter().filter(|name| found.iter().any(|it| it == *name));
        let kept: Vec<&str> = known.copied().collect();
        let mut here: Vec<&str> = Vec::new();
        for name in found.iter().map(String::as_str).filter(|it| expected.contains(it)) {
            if !here.contains(&name) {
                here.push(name);
            }
        }
        for name in expected {
            match found.iter().position(|it| it == name) {
                None => difference.missing.push((*name).to_owned()),
                Some(at) => {
                    // Out of order among the columns both have; one that only makes room is not moved.
                    let (rank, other) =
                        (kept.iter().position(|it| it == name), here.iter().position(|it| it == name));
                    let should = expected.iter().position(|it| it == name).unwrap_or(at);
                    if rank != other {
                        difference.moved.push(((*name).to_owned(), should + 1, at + 1));
                    }
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        for name in found {
            if !expected.contains(&name.as_str()) || !seen.insert(name) {
                difference.added.push(name.clone());
            }
        }
        difference
    }

    /// Whether the columns are the same.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.added.is_empty() && self.moved.is_empty()
    }
}

impl std::fmt::Display for ColumnDifference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut said = Vec::new();
        if !self.missing.is_empty() {
            said.push(format!("missing {}", self.missing.join(", ")));
        }
        if !self.added.is_empty() {
            said.push(format!("added {}", self.added.join(", ")));
        }
        for (name, should, is) in &self.moved {
            said.push(format!("{name} is column {is} instead of {should}"));
        }
        f.write_str(&said.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_columns() {
        let check = |found: &str, expected: &str| {
            let found: Vec<String> = found.split(',').map(str::to_owned).collect();
            assert_eq!(ColumnDifference::of(&["id", "x", "y", "date"], &found).to_string(), expected);
        };
        check("id,x,y,date", "");
        check("id,x,date", "missing y");
        check("id,x,y,date,note", "added note");
        check("new,id,x,y,date", "added new");
        check("id,y,x,date", "x is column 3 instead of 2; y is column 2 instead of 3");
        check("id,x,x,date", "missing y; added x");
    }
}
