//! Columns and the values in them, the same for tables and for properties of map features.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// A column of a table, or a property of a layer's features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Stable name for programs: small ASCII letters, digits, `_`.
    pub name: &'static str,
    /// Fluent key of its title; `TITLE-meaning` says what it means.
    pub title: &'static str,
    /// What its values are.
    pub datatype: Datatype,
    /// Unit of numbers as UCUM writes it: `m`, `%`, `1` for a plain number; `None` for what is not measured.
    pub unit: Option<&'static str>,
    /// Whether every row has a value.
    pub required: bool,
    /// Whether it belongs to the primary key.
    pub key: bool,
}

impl Column {
    /// A column that may be empty.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, datatype: Datatype) -> Column {
        Column { name, title, datatype, unit: None, required: false, key: false }
    }

    /// A column of numbers with a unit.
    #[must_use]
    pub const fn measured(mut self, unit: &'static str) -> Column {
        self.unit = Some(unit);
        self
    }

    /// The same column, never empty.
    #[must_use]
    pub const fn required(mut self) -> Column {
        self.required = true;
        self
    }

    /// The same column as a part of the primary key.
    #[must_use]
    pub const fn key(mut self) -> Column {
        self.key = true;
        self.required()
    }

    /// Fluent key of what the column means.
    #[must_use]
    pub fn meaning(&self) -> String {
        format!("{}-meaning", self.title)
    }
}

/// What the values of a column are; the names of CSVW and XML Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Datatype {
    /// Text.
    Text,
    /// An address on the web.
    Link,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
    /// A day.
    Day,
    /// A moment, UTC.
    Moment,
}

impl Datatype {
    /// Name of the type in CSVW.
    #[must_use]
    pub fn csvw(self) -> &'static str {
        match self {
            Datatype::Text => "string",
            Datatype::Link => "anyURI",
            Datatype::Whole => "integer",
            Datatype::Number => "number",
            Datatype::Truth => "boolean",
            Datatype::Day => "date",
            Datatype::Moment => "dateTime",
        }
    }

    /// Type and format in a JSON Schema.
    #[must_use]
    pub fn json(self) -> (&'static str, Option<&'static str>) {
        match self {
            Datatype::Text => ("string", None),
            Datatype::Link => ("string", Some("uri")),
            Datatype::Whole => ("integer", None),
            Datatype::Number => ("number", None),
            Datatype::Truth => ("boolean", None),
            Datatype::Day => ("string", Some("date")),
            Datatype::Moment => ("string", Some("date-time")),
        }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// There is none; not the same as an empty text, which is never published.
    Nothing,
    /// Text, or an address on the web.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number; one that is not finite is published as nothing.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(NaiveDate),
    /// A moment.
    Moment(DateTime<Utc>),
}

impl Value {
    /// Text, or nothing when it is empty.
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() { Value::Nothing } else { Value::Text(text) }
    }

    /// The value of an option; nothing without one.
    pub fn maybe<T>(value: Option<T>, of: impl FnOnce(T) -> Value) -> Value {
        value.map_or(Value::Nothing, of)
    }

    /// A count.
    pub fn count(count: usize) -> Value {
        Value::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// A day written as ISO date; nothing when it is no date.
    #[must_use]
    pub fn iso_day(text: &str) -> Value {
        Value::maybe(text.parse().ok(), Value::Day)
    }

    /// As CSV and a filter write it: decimal point, `true`, `2026-11-26`; empty for nothing.
    #[must_use]
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Value::Nothing => Cow::Borrowed(""),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Whole(number) => Cow::Owned(number.to_string()),
            Value::Number(number) if !number.is_finite() => Cow::Borrowed(""),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Truth(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Value::Day(day) => Cow::Owned(day.to_string()),
            Value::Moment(at) => Cow::Owned(at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Nothing => serde_json::Value::Null,
            Value::Whole(number) => (*number).into(),
            Value::Number(number) => (*number).into(),
            Value::Truth(yes) => (*yes).into(),
            written => written.written().into(),
        }
    }

    fn fits(&self, column: &Column) -> bool {
        match (self, column.datatype) {
            (Value::Nothing, _) => !column.required,
            (Value::Text(text), Datatype::Text) => !text.is_empty(),
            (Value::Text(text), Datatype::Link) => {
                text.starts_with("https://") || text.starts_with("http://")
            }
            (Value::Number(number), Datatype::Number) => number.is_finite(),
            (Value::Whole(_), Datatype::Whole | Datatype::Number)
            | (Value::Truth(_), Datatype::Truth)
            | (Value::Day(_), Datatype::Day)
            | (Value::Moment(_), Datatype::Moment) => true,
            _ => false,
        }
    }
}

/// A row that is not what its columns say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Too many or too few values.
    #[error("row {row}: {found} values for {declared} columns")]
    Width {
        /// Which row, from 1.
        row: usize,
        /// Values in it.
        found: usize,
        /// Columns declared.
        declared: usize,
    },
    /// A value of another kind, or none where there must be one.
    #[error("row {row}, column {column}: {value:?} is not {datatype:?}")]
    Kind {
        /// Which row, from 1.
        row: usize,
        /// The column.
        column: &'static str,
        /// The value as it would be written.
        value: String,
        /// What was declared.
        datatype: Datatype,
    },
    /// Two rows with one key.
    #[error("row {row}: the key {key:?} stands twice")]
    Twice {
        /// The later row, from 1.
        row: usize,
        /// The key.
        key: Vec<String>,
    },
}

/// Whether rows are what the columns say: width, kinds, values where they must be, unique keys.
///
/// # Errors
/// The first row that is not.
pub(super) fn conform<'a>(
    columns: &[Column],
    rows: impl IntoIterator<Item = &'a Vec<Value>>,
) -> Result<(), Misfit> {
    let mut seen = HashSet::new();
    for (row, values) in (1..).zip(rows) {
        if values.len() != columns.len() {
            return Err(Misfit::Width { row, found: values.len(), declared: columns.len() });
        }
        for (column, value) in columns.iter().zip(values) {
            if !value.fits(column) {
                let (column, datatype, value) = (column.name, column.datatype, value.written().into_owned());
                return Err(Misfit::Kind { row, column, value, datatype });
            }
        }
        let keyed = columns.iter().zip(values).filter(|(column, _)| column.key);
        let key: Vec<String> = keyed.map(|(_, value)| value.written().into_owned()).collect();
        if !key.is_empty() && !seen.insert(key.clone()) {
            return Err(Misfit::Twice { row, key });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column::new("code", "c", Datatype::Text).key(),
        Column::new("share", "s", Datatype::Number).measured("1"),
        Column::new("day", "d", Datatype::Day),
    ];

    #[track_caller]
    fn check(rows: Vec<Vec<Value>>, expected: Result<(), Misfit>) {
        assert_eq!(conform(&COLUMNS, &rows), expected);
    }

    #[test]
    fn rows_are_what_their_columns_say() {
        let text = |text: &str| Value::Text(text.to_owned());
        let kind = |row, column, value: &str, datatype| {
            Err(Misfit::Kind { row, column, value: value.to_owned(), datatype })
        };
        check(vec![vec![text("a"), Value::Whole(1), Value::iso_day("2026-11-26")]], Ok(()));
        check(vec![vec![text("a"), Value::Nothing, Value::Nothing]], Ok(()));
        check(vec![vec![text("a")]], Err(Misfit::Width { row: 1, found: 1, declared: 3 }));
        check(
            vec![vec![Value::Nothing, Value::Nothing, Value::Nothing]],
            kind(1, "code", "", Datatype::Text),
        );
        check(
            vec![vec![text("a"), Value::Number(f64::NAN), Value::Nothing]],
            kind(1, "share", "", Datatype::Number),
        );
        check(vec![vec![text("a"), Value::Nothing, text("dnes")]], kind(1, "day", "dnes", Datatype::Day));
        let twice = vec![vec![text("a"), Value::Nothing, Value::Nothing]; 2];
        check(twice, Err(Misfit::Twice { row: 2, key: vec!["a".to_owned()] }));
    }

    #[test]
    fn values_are_written_for_programs() {
        let check = |value: Value, expected: &str| assert_eq!(value.written(), expected);
        check(Value::Number(0.1), "0.1");
        check(Value::Number(-3.0), "-3");
        check(Value::Truth(true), "true");
        check(Value::text(""), "");
        check(Value::iso_day("2026-02-30"), "");
        check(Value::Moment(DateTime::from_timestamp_millis(0).unwrap()), "1970-01-01T00:00:00Z");
    }
}
