//! Tables: every figure stands beside its base, its unit and the reason when it is missing.

use serde::{Deserialize, Serialize};

use crate::Text;

/// A table. Every row has as many cells as there are columns; a group row has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What the table answers; read before anything else in it.
    pub caption: String,
    /// The columns, with the lowest row of headers.
    pub columns: Vec<Column>,
    /// Rows of headers above that one, first to last; the spans of each add up to the number of columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Vec<HeaderCell>>,
    /// How many columns from the left name the row; usually the first one alone.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub row_headers: u8,
    /// The rows.
    pub rows: Vec<Row>,
    /// Remarks under the table: base, weighting, how to read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Where the numbers come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(value: &u8) -> bool {
    *value == 1
}

/// A column and its header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its header; empty only over the names of the rows.
    #[serde(default)]
    pub header: String,
    /// How its cells stand.
    #[serde(default)]
    pub align: Align,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(header: impl Into<String>) -> Column {
        Column { header: header.into(), align: Align::Text }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(header: impl Into<String>) -> Column {
        Column { header: header.into(), align: Align::Number }
    }
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Words, from the left.
    #[default]
    Text,
    /// Numbers, to the right, all digits of one width.
    Number,
    /// A sign or a short mark, in the middle.
    Center,
}

/// A header over one or more columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderCell {
    /// What the columns have in common; may be empty.
    #[serde(default)]
    pub text: String,
    /// Over how many columns it stands, at least 1.
    pub span: u16,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What the row is.
    #[serde(default, skip_serializing_if = "RowKind::is_body")]
    pub kind: RowKind,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// One of many.
    #[default]
    Body,
    /// A line over the rows that follow; it has one cell for the whole width.
    Group,
    /// The whole that the others are parts of.
    Total,
}

impl RowKind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_body(&self) -> bool {
        *self == RowKind::Body
    }
}

/// One cell. In JSON `{ "text": … }`, `{ "number": "68,2" }`, `{ "mark": { … } }` or `"empty"`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cell {
    /// Words.
    Text(Text),
    /// A number as people read it, with decimal comma and unit as the report wants them.
    Number(String),
    /// A sign instead of a value: held back, not available. The faces explain each sign once under the table.
    Mark {
        /// The sign: "c", "·".
        sign: String,
        /// What it means, in words.
        meaning: String,
    },
    /// Nothing belongs here.
    Empty,
}

impl Cell {
    /// A number as people read it.
    #[must_use]
    pub fn number(value: impl Into<String>) -> Cell {
        Cell::Number(value.into())
    }

    /// A sign instead of a value, and what it means.
    #[must_use]
    pub fn mark(sign: impl Into<String>, meaning: impl Into<String>) -> Cell {
        Cell::Mark { sign: sign.into(), meaning: meaning.into() }
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::Text(text.into())
    }
}

impl Table {
    /// A table without rows, whose first column names the rows.
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Table {
        Table {
            caption: caption.into(),
            columns,
            header: Vec::new(),
            row_headers: 1,
            rows: Vec::new(),
            notes: Vec::new(),
            source: None,
        }
    }

    /// Adds a row.
    #[must_use]
    pub fn row(self, cells: impl IntoIterator<Item = Cell>) -> Table {
        self.add(RowKind::Body, cells)
    }

    /// Adds a line over the rows that follow.
    #[must_use]
    pub fn group(self, text: impl Into<Text>) -> Table {
        self.add(RowKind::Group, [Cell::Text(text.into())])
    }

    /// Adds the whole that the other rows are parts of.
    #[must_use]
    pub fn total(self, cells: impl IntoIterator<Item = Cell>) -> Table {
        self.add(RowKind::Total, cells)
    }

    /// Adds a remark under the table.
    #[must_use]
    pub fn note(mut self, text: impl Into<Text>) -> Table {
        self.notes.push(text.into());
        self
    }

    /// Says where the numbers come from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Table {
        self.source = Some(source.into());
        self
    }

    /// The signs that stand instead of values, each once, with their meaning, in the order they appear.
    #[must_use]
    pub fn legend(&self) -> Vec<(&str, &str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if let Cell::Mark { sign, meaning } = cell
                && !found.contains(&(sign, meaning))
            {
                found.push((sign, meaning));
            }
        }
        found
    }

    fn add(mut self, kind: RowKind, cells: impl IntoIterator<Item = Cell>) -> Table {
        self.rows.push(Row { kind, cells: cells.into_iter().collect() });
        self
    }
}
