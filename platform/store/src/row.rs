//! One row of an answer, whichever engine gave it. Getters never panic: a column that is missing, NULL or of another
//! kind is `StoreError::Row` with the query's name and the column's number.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{Id, StoreError};

/// A row being read. Columns are numbered from 0.
pub struct Row<'a> {
    pub(crate) query: &'static str,
    pub(crate) cells: Cells<'a>,
}

/// The engine's own row.
pub(crate) enum Cells<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// One column's value, as both engines can say it.
#[derive(Debug)]
pub(crate) enum Cell<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Bool(bool),
    Date(NaiveDate),
}

macro_rules! getters {
    ($($(#[$doc:meta])* $get:ident, $opt:ident -> $out:ty, $expected:literal, |$cell:ident| $read:expr;)*) => { $(
        $(#[$doc])*
        pub fn $get(&self, column: usize) -> Result<$out, StoreError> {
            self.$opt(column)?.ok_or_else(|| self.fault(column, concat!($expected, ", but NULL")))
        }

        #[doc = concat!("As `", stringify!($get), "`, `None` for NULL.")]
        pub fn $opt(&self, column: usize) -> Result<Option<$out>, StoreError> {
            let $cell = match self.cell(column) {
                Some(Cell::Null) => return Ok(None),
                Some(cell) => cell,
                None => return Err(self.fault(column, $expected)),
            };
            match $read {
                Some(value) => Ok(Some(value)),
                None => Err(self.fault(column, $expected)),
            }
        }
    )* };
}

impl<'a> Row<'a> {
    getters! {
        /// An integer; sums and counts of integers are integers on both engines.
        int, opt_int -> i64, "an integer", |cell| match cell {
            Cell::Int(v) => Some(v),
            Cell::Bool(v) => Some(v.into()),
            _ => None,
        };
        /// A floating-point number; integers are widened.
        real, opt_real -> f64, "a number", |cell| match cell {
            Cell::Real(v) => Some(v),
            #[expect(clippy::cast_precision_loss, reason = "SQLite stores 2.0 as 2; larger integers were no doubles")]
            Cell::Int(v) => Some(v as f64),
            _ => None,
        };
        /// A text; a `date` as ISO 8601.
        text, opt_text -> String, "a text", |cell| match cell {
            Cell::Text(v) => Some(v.to_owned()),
            Cell::Date(v) => Some(v.to_string()),
            _ => None,
        };
        /// Bytes.
        bytes, opt_bytes -> Vec<u8>, "bytes", |cell| match cell {
            Cell::Bytes(v) => Some(v.to_vec()),
            _ => None,
        };
        /// A truth value.
        bool, opt_bool -> bool, "a truth value", |cell| match cell {
            Cell::Bool(v) => Some(v),
            Cell::Int(0) => Some(false),
            Cell::Int(1) => Some(true),
            _ => None,
        };
        /// An instant, kept as milliseconds since 1970-01-01 UTC.
        time, opt_time -> DateTime<Utc>, "an instant in milliseconds", |cell| match cell {
            Cell::Int(v) => DateTime::from_timestamp_millis(v),
            _ => None,
        };
        /// A date, kept as ISO 8601 text or in a `date` column.
        date, opt_date -> NaiveDate, "a date", |cell| match cell {
            Cell::Text(v) => NaiveDate::parse_from_str(v, "%Y-%m-%d").ok(),
            Cell::Date(v) => Some(v),
            _ => None,
        };
        /// An id.
        id, opt_id -> Id, "an id", |cell| match cell {
            Cell::Int(v) => Some(Id(v)),
            _ => None,
        };
        /// A JSON document, kept as text.
        json, opt_json -> serde_json::Value, "a JSON text", |cell| match cell {
            Cell::Text(v) => serde_json::from_str(v).ok(),
            _ => None,
        };
    }

    /// A text where it lies, without a copy: for readers of very many rows.
    pub fn str(&self, column: usize) -> Result<&'a str, StoreError> {
        match self.cell(column) {
            Some(Cell::Text(text)) => Ok(text),
            _ => Err(self.fault(column, "a text")),
        }
    }

    fn cell(&self, column: usize) -> Option<Cell<'a>> {
        match &self.cells {
            Cells::Sqlite(row) => crate::sqlite::cell(row, column),
            Cells::Postgres(row) => row.try_get(column).ok(),
        }
    }

    fn fault(&self, column: usize, expected: &'static str) -> StoreError {
        StoreError::Row { query: self.query, column, expected }
    }

    /// The error for a column whose value the type's own rules refuse, for readers that parse further.
    pub fn refuse(&self, column: usize, expected: &'static str) -> StoreError {
        self.fault(column, expected)
    }
}
