//! All rows of a table as a file: one value whose bytes can be hashed for the trail before it becomes the answer.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::{Cell, Column, csv, xlsx};
use crate::Error;
use crate::context::percent_encoded;

/// A kind of file for spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with semicolons.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Every kind, for tables that offer all of them.
    pub const ALL: &'static [Format] = &[Format::Csv, Format::Xlsx];

    /// Ending of the file's name and value of `format=`.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    /// Fluent key of the link to it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Format::Csv => "table-csv",
            Format::Xlsx => "table-xlsx",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8; header=present",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Export {
    name: String,
    format: Format,
    bytes: Vec<u8>,
}

impl Export {
    /// The bytes as they will be sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file's name with its ending.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.name, self.format.ending())
    }
}

impl IntoResponse for Export {
    fn into_response(self) -> Response {
        let disposition = format!("attachment; filename*=UTF-8''{}", percent_encoded(&self.file_name()));
        let mut response = self.bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.format.kind()));
        if let Ok(disposition) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

/// All rows as a file. `name` is the file's name without its ending, `caption` what a workbook says of itself.
///
/// # Errors
/// More rows than a sheet holds, or a workbook that cannot be written.
pub fn export(
    format: Format,
    name: &str,
    caption: &str,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Export, Error> {
    let bytes = match format {
        Format::Csv => csv::bytes(columns, rows),
        Format::Xlsx => xlsx(name, caption, columns, rows)?,
    };
    Ok(Export { name: name.to_owned(), format, bytes })
}

/// A file of CSV, which cannot fail.
pub(super) fn of_csv(name: &str, bytes: Vec<u8>) -> Export {
    Export { name: name.to_owned(), format: Format::Csv, bytes }
}
